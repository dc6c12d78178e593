"""The public surface: what it is, and that it costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import bundler

HEAVY = {"ortools", "numba", "numpy", "pandas", "matplotlib", "pydantic", "rich", "click", "jinja2"}


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in ran.stderr.splitlines()}


def test_the_surface_is_exactly_this() -> None:
    assert sorted(bundler.__all__) == [
        "Plan", "Problem", "__version__", "check", "compare", "cost", "explain", "read", "recommend",
        "replan", "report", "rule", "solve",
    ]  # fmt: skip


def test_the_errors_are_reachable() -> None:
    from bundler.errors import DataRefused

    assert bundler.errors.DataRefused is DataRefused
    assert {"errors", "plots"} <= set(dir(bundler))


@pytest.mark.parametrize("name", ["explain", "report"])
def test_a_function_is_not_hidden_by_the_subpackage_of_its_name(name: str) -> None:
    """Whatever was imported before, in whatever way."""
    code = (
        f"import bundler, bundler.{name}, importlib\nimportlib.import_module('bundler.{name}')\n"
        f"from bundler import {name}\nassert callable({name}) and bundler.{name} is {name}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", bundler.__all__)
def test_every_name_exists_and_is_documented(name: str) -> None:
    value = getattr(bundler, name)
    assert name == "__version__" or value.__doc__
    assert name in dir(bundler)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        bundler.nonsense  # noqa: B018


def test_importing_the_package_loads_no_library() -> None:
    assert loaded_after("import bundler") & HEAVY == set()


def test_help_loads_nothing_but_click() -> None:
    assert loaded_after("from bundler.cli import main; main(['solve', '--help'])") & HEAVY == {"click"}
