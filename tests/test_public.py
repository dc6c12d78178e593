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
        "BundlerError", "DataRefused", "Finding", "Job", "Level", "Location", "NoPlan", "OutputError", "Pin",
        "Problem", "ProofError", "Result", "Rules", "Scenario", "Session", "SolveOptions", "Supplier", "Task",
        "TravelTime", "Unplaced", "UsageError", "Weights", "__version__", "check", "read", "solve",
    ]  # fmt: skip


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
