"""`bundler alternatives`: plans to choose from, told side by side and written as plan files."""

from __future__ import annotations

import json
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


def test_the_other_plan_is_told_and_proved_the_most_different(run: Run, given: tuple[Path, Path]) -> None:
    ran = run("alternatives", *given)
    assert ran.code == 0
    assert "the most different one there is among the 2 jobs looked at; proved." in ran.out
    assert "There is no further plan of these jobs within 2 %" in ran.out
    assert "all were looked at" in ran.out
    dutch = run("alternatives", *given, "--lang", "nl").out
    assert "verschilt van plan" in dutch
    assert "het meest verschillende onder de 2 banen die bekeken zijn; bewezen." in dutch


def test_each_is_written_as_a_plan_that_the_check_finds_true(
    run: Run, given: tuple[Path, Path], tmp_path: Path
) -> None:
    """Its bound is the plan's own, and files of an earlier run are gone."""
    out = tmp_path / "choices"
    out.mkdir()
    (out / "plan-7.json").write_text("{}", encoding="utf-8")
    document = run("alternatives", *given, "--out", out, "--json").document
    assert [path.name for path in out.iterdir()] == ["plan-1.json"]
    assert run("check", given[0], "--plan", out / "plan-1.json").code == 0
    written = json.loads((out / "plan-1.json").read_text("utf-8"))
    assert written == document["alternatives"][0]["plan"]
    assert written["bound"] == json.loads(given[1].read_text("utf-8"))["bound"]
    assert {item["task_id"]: item["reason"] for item in written["unplaced"]}["B"] == "R-ALTERNATIVE"
    assert document["alternatives"][0]["differences"] == [1.0]
    assert (document["complete"], document["ended"]) == (True, "none")
    assert run("report", given[0], out / "plan-1.json", "--out", tmp_path / "plan.html").code == 0


def test_a_plan_that_is_worse_is_feasible_with_the_bound_of_the_best(
    run: Run, given: tuple[Path, Path], tmp_path: Path
) -> None:
    """With more to lose the plan without jobs is one; it is never said to be optimal."""
    document = run("alternatives", *given, "--within", 100, "--count", 2, "--json").document
    statuses = {
        (each["plan"]["status"], each["plan"]["score"] < each["plan"]["bound"])
        for each in document["alternatives"]
    }
    assert statuses <= {("optimal", False), ("feasible", True)}


def test_limits_are_limits(run: Run, given: tuple[Path, Path]) -> None:
    assert run("alternatives", *given, "--within", 0).code == 2
    assert run("alternatives", *given, "--count", 0).code == 2
