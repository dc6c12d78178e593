"""`bundler job`: why a job is worth what it is, and a job of one's own."""

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


def test_a_job_of_the_plan_shows_its_terms_and_what_else_there_is(run: Run, given: tuple[Path, Path]) -> None:
    """A with D is as good as A with B: whether the others stay or not."""
    ran = run("job", *given, "J01")
    assert ran.code == 0
    assert "J01: Caterers Ltd + Cleaners Ltd, 22.5 h a week, 205 points" in ran.out
    assert "A Task A: 5 × 2.5 h = 12.5 h" in ran.out
    assert ran.out.count("another plan is just as good; proved.") == 2
    document = run("job", *given, "J01", "--json").document
    assert sum(term["points"] for term in document["terms"]) == pytest.approx(document["job"]["score"])
    for term in document["terms"]:
        assert sum(piece["points"] for piece in term["pieces"]) == pytest.approx(term["points"])
    assert document["without"]["others_free"]["costs"] == 0
    assert document["without"]["others_free"]["costs_at_least"] == 0
    assert document["without"]["others_stay"]["changes"]["taken"] == {"D": 5}


def test_a_job_of_ones_own_tells_what_it_costs_and_which_jobs_change(
    run: Run, given: tuple[Path, Path]
) -> None:
    ran = run("job", *given, "--tasks", "A,D", "--lang", "nl")
    assert ran.code == 0
    assert "Een baan van A, D is haalbaar" in ran.out
    assert "een ander plan is even goed; bewezen." in ran.out
    assert "Banen die verdwijnen: J01." in ran.out
    document = run("job", *given, "--tasks", "A,D", "--json").document
    assert document["viable"] is True
    assert document["with"]["changes"]["left"] == {"B": 5}


def test_a_job_that_is_not_viable_names_every_rule_it_breaks(run: Run, given: tuple[Path, Path]) -> None:
    document = run("job", *given, "--tasks", "A,B,D", "--json").document
    assert (document["viable"], document["decided"]) == (False, True)
    assert {each["code"] for each in document["broken"]} >= {"max_hours_per_day"}
    assert all(each["margin"] < 0 for each in document["broken"])
    ran = run("job", *given, "--tasks", "A,B,D", "--lang", "nl")
    assert "Een baan van precies A, B, D is niet haalbaar; bewezen." in ran.out
    assert "ma–vr" in ran.out


def test_tasks_of_a_job_that_is_there_are_that_job(run: Run, given: tuple[Path, Path]) -> None:
    assert run("job", *given, "--tasks", "B,A").out == run("job", *given, "J01").out


def test_one_of_the_two_must_be_given_and_known(run: Run, given: tuple[Path, Path]) -> None:
    assert run("job", *given).code == 2
    assert run("job", *given, "J01", "--tasks", "A").code == 2
    ran = run("job", *given, "J99")
    assert (ran.code, "Maybe one of: J01" in ran.err) == (2, True)
    assert run("job", *given, "--tasks", "A,Z").code == 2
