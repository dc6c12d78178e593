"""A problem as one JSON file: read with the same checks as tables, and written so that it reads back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundler.domain import Competency, Problem
from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from bundler.io.jsonfile import PROBLEM_FORMAT
from bundler.io.write_json import problem_bytes, problem_document
from bundler.io.write_problem import write_folder
from tests.cli import sample
from tests.strategies import random_problem

DATA = Path(__file__).parents[2] / "data"


def bare(problem: Problem) -> Problem:
    return problem.model_copy(update={"source_sha256": ""})


def read(folder: Path, document: object) -> tuple[Problem, tuple[Finding, ...]]:
    file = folder / "problem.json"
    file.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return read_problem(file)


def refused(folder: Path, **changes: Any) -> list[tuple[str, str, int | None, str]]:
    """Code, table, record and column of each error in the sample with some of it replaced."""
    with pytest.raises(DataRefused) as raised:
        read(folder, {**problem_document(sample.PROBLEM), **changes})
    return [
        (each.code, each.file, each.row, each.column)
        for each in raised.value.findings
        if each.severity == "error"
    ]


def task(**changes: Any) -> dict[str, Any]:
    return {**problem_document(sample.PROBLEM)["tasks"][0], **changes}


@pytest.mark.parametrize("name", ["utrecht", "dji"])
def test_the_examples_are_the_same_as_json(tmp_path: Path, name: str) -> None:
    problem, _ = read_problem(DATA / name)
    file = tmp_path / "problem.json"
    file.write_bytes(problem_bytes(problem))
    assert bare(read_problem(file)[0]) == bare(problem)


@given(st.integers(0, 10_000))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_problem_that_is_written_reads_back_equal(tmp_path: Path, seed: int) -> None:
    problem = random_problem(seed, travel=True)
    file = tmp_path / "problem.json"
    file.write_bytes(problem_bytes(problem))
    assert bare(read_problem(file)[0]) == problem


def test_every_field_survives(tmp_path: Path) -> None:
    """Those that random problems leave blank."""
    first, *others = sample.PROBLEM.tasks
    problem = sample.problem(
        tasks=(
            first.model_copy(
                update={
                    "session_minutes": 100, "title": 'é; "x" | 😀', "hourly_wage_eur": 15.27, "note": "a, b",
                    "cao_function": "glas", "competencies": ("a b", "c"), "certificates": ("vog",),
                }
            ),
            *others,
        ),
        competencies=(Competency(competency_id="c", label_nl="Één", uri="https://example.org/a?b=c"),),
    )  # fmt: skip
    assert bare(read(tmp_path, problem_document(problem))[0]) == problem


def test_a_folder_gives_the_same_findings_as_its_json(tmp_path: Path) -> None:
    problem = sample.problem(locations=(sample.PROBLEM.locations[0], sample.PROBLEM.locations[1]))
    write_folder(problem, tmp_path / "folder")
    _, of_folder = read_problem(tmp_path / "folder")
    _, of_json = read(tmp_path, problem_document(problem))
    assert sorted(each.code for each in of_folder) == sorted(each.code for each in of_json)


def test_what_is_blank_may_be_null_or_left_out(tmp_path: Path) -> None:
    document = problem_document(sample.PROBLEM)
    full = [{**entry, "headcount": entry.get("headcount"), "note": None} for entry in document["tasks"]]
    some = {**document, "tasks": full, "travel": [], "competencies": None, "$schema": "problem.schema.json"}
    assert bare(read(tmp_path, some)[0]) == sample.PROBLEM


def test_dutch_names_and_numbers_without_quotes_are_understood(tmp_path: Path) -> None:
    document = problem_document(sample.PROBLEM)
    tasks = [
        {("taken_titel" if key == "x" else key): value for key, value in each.items()}
        for each in document["tasks"]
    ]
    for number, entry in enumerate(tasks):
        entry["titel"] = entry.pop("title")
        entry["task_id"] = number
    dutch = {"taken": tasks, "leveranciers": document["suppliers"], "locaties": document["locations"]}
    problem, _ = read(tmp_path, dutch)
    assert [each.task_id for each in problem.tasks] == ["0", "1", "2"]
    assert problem.tasks[0].title == sample.PROBLEM.tasks[0].title


def test_rows_are_the_records_counted_from_one(tmp_path: Path) -> None:
    tasks = [task(), task(task_id="B", days=["mon", "xx"]), {**task(task_id="D"), "title": None}]
    assert refused(tmp_path, tasks=tasks) == [
        ("E-DAYS", "tasks", 2, "days"),
        ("E-REQUIRED", "tasks", 3, "title"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tasks": {}}, [("E-SHAPE", "tasks", None, "")]),
        ({"tasks": [1]}, [("E-SHAPE", "tasks", None, "")]),
        ({"tasks": []}, [("E-EMPTY-FILE", "tasks", None, "")]),
        ({"tasks": None}, [("E-MISSING-TABLE", "tasks", None, "")]),
        ({"tasks": [task(title={"a": 1})]}, [("E-SHAPE", "tasks", 1, "title")]),
        ({"tasks": [task(title=["a", "b"])]}, [("E-SHAPE", "tasks", 1, "title")]),
        ({"tasks": [task(competencies=["a;b"])]}, [("E-SHAPE", "tasks", 1, "competencies")]),
        ({"tasks": [task(days=[["mon"]])]}, [("E-SHAPE", "tasks", 1, "days")]),
        ({"tasks": [task(hedcount=2)]}, [("E-KEY", "tasks", 1, "hedcount")]),
        ({"tasks": [task(supervised=3)]}, [("E-YES-NO", "tasks", 1, "supervised")]),
        ({"tasks": [task(supplier_id="nobody")]}, [("E-UNKNOWN-SUPPLIER", "tasks", 1, "supplier_id")]),
        ({"tasks": [task(phone="x")]}, [("E-PERSONAL-COLUMN", "tasks", 1, "phone")]),
        ({"tasks": [task(note="111222333")]}, [("E-BSN", "tasks", 1, "note")]),
        ({"scenario": []}, [("E-SHAPE", "scenario", None, "")]),
        ({"scenario": {"rules": {"min_hrs": 1}}}, [("E-KEY", "scenario", 1, "min_hrs")]),
        ({"scenario": {"rles": {"min_hours": 1}}}, [("E-SECTION", "scenario", 1, "section")]),
        ({"scenario": {"pins": {"place": "A"}}}, [("E-SHAPE", "scenario", None, "pins")]),
        ({"scenario": {"pins": [{"place": "A", "leave": "B"}]}}, [("E-PIN", "scenario", None, "pins")]),
        ({"scenario": {"pins": [{"together": ["A", "B;C"]}]}}, [("E-SHAPE", "scenario", None, "pins")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, changes: dict[str, Any], expected: list[tuple[str, str, int | None, str]]
) -> None:
    assert set(expected) <= set(refused(tmp_path, **changes))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"tasks": [,]}', "line 1, column 12"),
        (b'{"tasks": NaN}', "something that JSON does not know"),
        (b'{"tasks": "\xff"}', "not UTF-8"),
        (b"[]", "no JSON object"),
        (b'{"tasks": [], "tasks": []}', "'tasks' twice"),
        (b'{"format": "bundler-plan/1", "jobs": []}', PROBLEM_FORMAT),
        (b"[" * 100_000, "something that JSON does not know"),
    ],
    ids=["syntax", "nan", "encoding", "list", "twice", "plan", "deep"],
)
def test_a_file_that_is_no_problem_is_wrong_usage(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(tmp_path, content)


def test_a_scenario_beside_it_can_inherit_from_the_one_in_it(tmp_path: Path) -> None:
    (tmp_path / "problem.json").write_bytes(problem_bytes(sample.PROBLEM))
    other = tmp_path / "other.toml"
    other.write_text('[scenario]\ninherits = "data"\n[rules]\nmin_hours = 20\n', encoding="utf-8")
    problem, _ = read_problem(tmp_path / "problem.json", other)
    assert problem.scenario.rules.min_hours == 20
    assert problem.scenario.plan_date == sample.PROBLEM.scenario.plan_date
