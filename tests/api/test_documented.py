"""Every public name is documented with shapes, units, errors and an example, and every example runs."""

from __future__ import annotations

import doctest
import inspect
import pydoc
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import bundler
import bundler.api as api
from bundler import errors
from bundler.api import asking, comparison, findings, plan_frames, problem_frames, replanning
from bundler.api.frames import Columns

MODULES = ["bundler", "bundler.errors", *(f"bundler.api.{each.name}" for each in iter_modules(api.__path__))]
FUNCTIONS = [name for name in api.__all__ if name[0].islower()]
CLASSES = [name for name in api.__all__ if name[0].isupper()]
ERRORS = [
    name
    for name, value in vars(errors).items()
    if inspect.isclass(value) and value.__module__ == errors.__name__
]
EXAMPLES = [api.Plan.save, api.Plan.load, api.Problem.save, api.Sweep.front, api.Sweep.pivot]
FRAMES: list[tuple[property, Columns]] = [
    (api.Problem.tasks, problem_frames.TASKS),
    (api.Problem.suppliers, problem_frames.SUPPLIERS),
    (api.Problem.locations, problem_frames.LOCATIONS),
    (api.Problem.travel, problem_frames.TRAVEL),
    (api.Problem.competencies, problem_frames.COMPETENCIES),
    (api.Problem.settings, problem_frames.SETTINGS),
    (api.Plan.jobs, plan_frames.JOBS),
    (api.Plan.roster, plan_frames.ROSTER),
    (api.Plan.unplaced, plan_frames.UNPLACED),
    (api.Plan.kpis, plan_frames.KPI_TABLE),
    (api.Plan.suppliers, plan_frames.SUPPLIERS),
    (api.Plan.attribution, plan_frames.ATTRIBUTION),
    (api.Plan.history, plan_frames.HISTORY),
    (api.Findings.frame, findings.COLUMNS),
    (api.Explanations.frame, asking.EXPLANATIONS),
    (api.Recommendations.frame, asking.RECOMMENDATIONS),
    (api.Replanned.changes, replanning.CHANGES),
    (api.Comparison.suppliers, comparison.SUPPLIERS),
    (api.Comparison.table, comparison.TABLE),
    (api.Comparison.differences, comparison.TABLE),
]  # type: ignore[list-item]  # mypy takes a property of a class for its value


def members(made: type) -> Iterator[tuple[str, Any]]:
    """Those of the class and of the ones of ours that it is made of."""
    for each in made.__mro__:
        if each.__module__.startswith("bundler.api"):
            yield from vars(each).items()


@pytest.mark.parametrize("module", MODULES)
def test_every_example_runs(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(bundler.__file__).parents[1])
    assert doctest.testmod(import_module(module)).failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_of_a_function_says_what_goes_in_and_comes_out_and_what_can_go_wrong(name: str) -> None:
    told = pydoc.render_doc(getattr(bundler, name), renderer=pydoc.plaintext)
    for section in ("Args:", "Returns:", "Raises:", "Example:"):
        assert section in told
    assert ">>> import bundler as bd" in told
    signature = inspect.signature(getattr(bundler, name))
    assert all(f"        {each}: " in told for each in signature.parameters)


@pytest.mark.parametrize("name", CLASSES)
def test_help_of_a_class_has_an_example_and_every_public_member_is_documented(name: str) -> None:
    made = getattr(api, name)
    told = pydoc.render_doc(made, renderer=pydoc.plaintext)
    assert "Example:" in told
    assert ">>> import bundler as bd" in told
    for member, value in members(made):
        if not member.startswith("_"):
            inner = getattr(value, "__func__", getattr(value, "func", getattr(value, "fget", value)))
            assert inspect.getdoc(inner), member


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_has_an_example_of_its_own(name: str) -> None:
    told = getattr(errors, name).__doc__
    assert "Example:" in told
    assert ">>> import bundler as bd" in told


@pytest.mark.parametrize("method", EXAMPLES, ids=lambda each: each.__qualname__)
def test_what_is_asked_of_a_plan_or_a_problem_most_has_an_example(method: Callable[..., Any]) -> None:
    told = inspect.getdoc(method) or ""
    assert "Example:" in told
    assert ">>> import bundler as bd" in told


@pytest.mark.parametrize("name", CLASSES)
def test_every_argument_of_a_method_is_documented(name: str) -> None:
    for member, value in members(getattr(api, name)):
        method = getattr(value, "__func__", value)
        if member.startswith("_") or not inspect.isfunction(method):
            continue
        told = inspect.getdoc(method) or ""
        for argument in list(inspect.signature(method).parameters)[1:]:
            assert f"{argument}: " in told, (member, argument)


@pytest.mark.parametrize(
    ("frame", "columns"), FRAMES, ids=lambda each: getattr(each, "fget", None) and each.fget.__qualname__
)
def test_the_columns_of_a_frame_are_documented_with_their_dtypes(frame: property, columns: Columns) -> None:
    told = inspect.getdoc(frame) or ""
    for name, dtype in columns.items():
        if name.startswith("term_"):
            assert f"``{name}``" in told
        else:
            assert re.search(rf"^{name} +{re.escape(dtype)}(?!\S)", told, re.MULTILINE), name


def test_the_package_says_how_to_begin() -> None:
    told = bundler.__doc__ or ""
    assert all(f"``{name}``" in told for name in FUNCTIONS)
