"""`bundler recommend`: the ways to take a task in, in words and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.io.write_problem import write_folder
from tests.cli import table
from tests.cli.conftest import Run


@pytest.fixture
def given(tmp_path: Path, run: Run) -> tuple[Path, Path]:
    """The data, and its best plan."""
    write_folder(table.PROBLEM, tmp_path / "data")
    assert run("solve", tmp_path / "data", "--out", tmp_path / "result").code == 0
    return tmp_path / "data", tmp_path / "result" / "plan.json"


def test_a_swap_is_said_to_leave_over_what_it_gives_back(run: Run, given: tuple[Path, Path]) -> None:
    ran = run("recommend", *given, "D")
    assert ran.code == 0
    assert "D Task D (Caterers Ltd): 5 sessions a week left over, 10 h" in ran.out
    assert "1. J01 takes it and gives B Task B back, which is then left over: 0 points" in ran.out
    assert "◂ this task" in ran.out
    dutch = run("recommend", *given, "D", "--lang", "nl").out
    assert "J01 neemt de taak en geeft B Task B terug; die is dan over: 0 punten" in dutch


def test_the_document_tells_the_week_and_every_kpi_that_changes(run: Run, given: tuple[Path, Path]) -> None:
    document = run("recommend", *given, "D", "--json").document
    assert document["format"] == "bundler-recommend/1"
    (task,) = document["tasks"]
    way = task["ways"][0]
    assert (way["kind"], way["job_id"], way["given_back"], way["sessions"]) == ("swap", "J01", "B", 5)
    assert way["levels"] == [{"name": "score", "change": 0.0}]
    assert {visit["task_id"] for visit in way["job"]["roster"]} == {"A", "D"}
    assert way["kpis"] == []


def test_where_there_is_no_way_the_explanation_is_pointed_to(run: Run, given: tuple[Path, Path]) -> None:
    """Without a task named, everything that is left over is looked at."""
    ran = run("recommend", *given)
    assert f"bundler explain {given[0]} {given[1]} E" in ran.out
    assert [task["task_id"] for task in run("recommend", *given, "--json").document["tasks"]] == ["D", "E"]


def test_a_task_that_is_unknown_or_placed_is_refused(run: Run, given: tuple[Path, Path]) -> None:
    assert (run("recommend", *given, "Z").code, run("recommend", *given, "A").code) == (2, 2)
    assert "Er is geen taak 'Z'" in run("recommend", *given, "Z", "--lang", "nl").err
