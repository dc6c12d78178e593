"""The published JSON Schemas: what the program writes is valid under them, what is broken is not."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from bundler.domain import Attribution, Result, Rules, SolveOptions, Weights
from bundler.i18n import Text
from bundler.io import read_problem
from bundler.io.planfile import plan_document
from bundler.io.schema import SCHEMAS, schema_bytes
from bundler.io.tables import TABLES
from bundler.io.write_json import problem_document
from bundler.solver import solve
from tests.cli import sample as of_cli
from tests.report import sample
from tests.strategies import random_problem

DATA = Path(__file__).parents[2] / "data"


@cache
def validator(name: str) -> Any:
    file = DATA / "schemas" / f"{name}.schema.json"
    return Draft202012Validator(json.loads(file.read_text("utf-8")), format_checker=FormatChecker())


def wrong(name: str, document: object) -> list[str]:
    # As a reader would get it: through JSON.
    return [each.json_path for each in validator(name).iter_errors(json.loads(json.dumps(document)))]


def plan() -> dict[str, Any]:
    problem = sample.problem()
    return plan_document(sample.result(problem))


def failed(**changes: Any) -> dict[str, Any]:
    result = sample.result(sample.problem(), status="none", plan=None, levels=(), unplaced=(), **changes)
    return plan_document(result.model_copy(update={"why_none": Text("None exists.", "Er is er geen.")}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_file_is_what_the_program_makes(name: str) -> None:
    """To repair it: ``bundler schema NAME > data/schemas/NAME.schema.json``."""
    assert (DATA / "schemas" / f"{name}.schema.json").read_bytes() == schema_bytes(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_of_the_dialect_that_it_names(name: str) -> None:
    schema = validator(name).schema
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_its_patterns_are_those_of_any_dialect(name: str) -> None:
    """No escape but of classes: JavaScript refuses others."""

    def patterns(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (text for key, text in value.items() if key == "pattern" and isinstance(text, str))
            for item in value.values():
                yield from patterns(item)

    found = list(patterns(validator(name).schema))
    assert found
    assert [text for text in found if re.search(r"\\[^sdw]", text)] == []


def test_the_schema_of_a_problem_has_every_column_and_setting() -> None:
    parts = validator("problem").schema["$defs"]
    for table in TABLES.values():
        if table.name != "scenario":
            assert list(parts[table.name]["properties"]) == [column.name for column in table.columns]
            required = [column.name for column in table.columns if column.required]
            assert parts[table.name]["required"] == required
    for section, model in {
        "rules": Rules,
        "weights": Weights,
        "solve": SolveOptions,
        "attribution": Attribution,
    }.items():
        assert set(parts[section]["properties"]) == set(model.model_fields)


@pytest.mark.parametrize("name", ["utrecht", "dji"])
def test_the_examples_and_their_plans_are_valid(name: str) -> None:
    problem, _ = read_problem(DATA / name)
    assert wrong("problem", problem_document(problem)) == []
    assert wrong("plan", plan_document(solve(problem))) == []


@given(st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_every_problem_that_is_written_is_valid(seed: int) -> None:
    assert wrong("problem", problem_document(random_problem(seed, travel=True))) == []


@pytest.mark.parametrize("seed", range(12))
def test_every_plan_that_a_solve_writes_is_valid(seed: int) -> None:
    """Random problems with pins, some of which have no plan."""
    assert wrong("plan", plan_document(solve(random_problem(seed)))) == []


RESULTS: dict[str, Callable[[], Result]] = {
    "report": lambda: sample.result(sample.problem()),
    "command line": of_cli.result,
    "stopped": lambda: sample.result(sample.problem(), status="feasible", stopped_by="user", held_back=True),
    "no jobs": lambda: sample.result(sample.problem(), rosters=()),
}


@pytest.mark.parametrize("name", RESULTS)
def test_plans_of_other_tests_are_valid(name: str) -> None:
    for lang in ("en", "nl"):
        assert wrong("plan", plan_document(RESULTS[name](), lang)) == []


@pytest.mark.parametrize("stopped_by", ["proof", "time", "user"])
def test_a_solve_without_a_plan_is_valid(stopped_by: str) -> None:
    assert wrong("plan", failed(stopped_by=stopped_by)) == []


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        inner: Any = document
        for step in path[:-1]:
            inner = inner[step]
        if value is None:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value

    return change


BROKEN_PLANS = {
    "format": put("format", value="bundler-plan/2"),
    "status": put("status", value="best"),
    "none with jobs": put("status", value="none"),
    "proof of less than the best": put("status", value="feasible"),
    "without jobs": put("jobs", value=None),
    "without unplaced": put("unplaced", value=None),
    "without score": put("score", value=None),
    "score as text": put("score", value="12"),
    "negative gap": put("gap", value=-0.1),
    "no levels": put("levels", value=[]),
    "level without bound": put("levels", 0, "bound", value=None),
    "sha": put("input_sha256", value="xyz"),
    "job without roster": put("jobs", 0, "roster", value=None),
    "empty roster": put("jobs", 0, "roster", value=[]),
    "job without suppliers": put("jobs", 0, "suppliers", value=[]),
    "term": put("jobs", 0, "terms", "hours", value=None),
    "day": put("jobs", 0, "roster", 0, "day", value="Monday"),
    "time": put("jobs", 0, "roster", 0, "start", value="7:00"),
    "past midnight": put("jobs", 0, "roster", 0, "end", value="24:30"),
    "session without task": put("jobs", 0, "roster", 0, "task_id", value=None),
    "no sessions left": put("unplaced", 0, "sessions", value=0),
    "reason": put("unplaced", 0, "reason", value=""),
}


@pytest.mark.parametrize("name", BROKEN_PLANS)
def test_a_broken_plan_is_not_valid(name: str) -> None:
    document = copy.deepcopy(plan())
    BROKEN_PLANS[name](document)
    assert wrong("plan", document) != []


@pytest.mark.parametrize("changes", [{"why": 3}, {"jobs": []}, {"score": 1}, {"levels": [{}]}], ids=str)
def test_a_broken_failure_is_not_valid(changes: dict[str, Any]) -> None:
    assert wrong("plan", {**failed(), **changes}) != []


BROKEN_PROBLEMS = {
    "format": put("format", value="bundler-problem/2"),
    "no tasks": put("tasks", value=[]),
    "without suppliers": put("suppliers", value=None),
    "misspelled table": put("task", value=[]),
    "misspelled column": put("tasks", 0, "hedcount", value=2),
    "without title": put("tasks", 0, "title", value=None),
    "empty id": put("tasks", 0, "task_id", value=""),
    "days as text": put("tasks", 0, "days", value="mon-fri"),
    "day": put("tasks", 0, "days", value=["monday"]),
    "no hours": put("tasks", 0, "hours_per_session", value=0),
    "hours": put("tasks", 0, "hours_per_session", value="2,5"),
    "clock": put("tasks", 0, "earliest_start", value="7:00"),
    "headcount": put("tasks", 0, "headcount", value=0),
    "setting": put("tasks", 0, "setting", value="binnen"),
    "yes": put("tasks", 0, "supervised", value="yes"),
    "date": put("tasks", 0, "valid_from", value="1-2-2026"),
    "wage": put("tasks", 0, "hourly_wage_eur", value=-1),
    "separator in a list": put("tasks", 0, "competencies", value=["a;b"]),
    "per cent": put("suppliers", 0, "social_return_percent", value=101),
    "latitude": put("locations", 0, "lat", value=91),
    "rule": put("scenario", "rules", "min_hrs", value=3),
    "bounds of a rule": put("scenario", "rules", "max_days", value=8),
    "start of the day": put("scenario", "rules", "day_start", value=360),
    "objective": put("scenario", "solve", "objective", value="best"),
    "two pins in one": put("scenario", "pins", value=[{"place": "C1", "leave": "K1"}]),
    "pin": put("scenario", "pins", value=[{"place": ["C1"]}]),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN_PROBLEMS)
def test_a_broken_problem_is_not_valid(name: str) -> None:
    document = problem_document(sample.problem())
    assert wrong("problem", document) == []
    BROKEN_PROBLEMS[name](document)
    assert wrong("problem", document) != []
