"""`bundler explain`: which tasks it answers for, what it prints, and which plans and tasks it refuses."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from bundler.explain import left_out
from bundler.io.planfile import plan_bytes, plan_document
from bundler.io.write_problem import write_folder
from tests.cli import sample
from tests.cli.conftest import Run

KEYS = ["task_id", "sessions", "reason", "text", "action", "decided", "verdicts", "least", "ways", "notes"]
# on a busy machine a second is not enough
PATIENT = ("--seconds", 30)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample's plan, as a solve would have written it."""
    file = tmp_path / "plan.json"
    file.write_bytes(plan_bytes(plan_document(sample.result())))
    return file


def test_what_is_left_over_is_explained_in_a_paragraph(run: Run, data: Path, plan: Path) -> None:
    """C is an hour a day for each of two persons; the sample's plan is not the best."""
    ran = run("explain", data, plan, *PATIENT)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "C Task C (Caterers Ltd): 10 of 10 sessions a week left over, 10 h"
    assert lines[1] == "  A better plan takes it in: it is worth 29.42 points more. [R-BETTER]"
    assert lines[3].startswith("  In that plan it is in A + B + C (Caterers Ltd + Cleaners Ltd, 27.5 h).")
    assert lines[-1] == "  Maybe look on from this plan: bundler solve DATA --from PLAN."


def test_it_speaks_dutch(run: Run, data: Path, plan: Path) -> None:
    ran = run("explain", data, plan, "C", "A", "--lang", "nl", *PATIENT)
    assert "10 van de 10 blokken per week over, 10 u" in ran.out
    assert "Er blijft niets van over: hij zit in J01. [R-PLACED]" in ran.out


def test_json_is_one_document_with_all_that_the_reference_lists(run: Run, data: Path, plan: Path) -> None:
    document = run("explain", data, plan, "--json", *PATIENT).document
    assert list(document) == ["format", "explanations", "findings", "warnings"]
    assert document["format"] == "bundler-explain/1"
    (said,) = document["explanations"]
    assert list(said) == [*KEYS, "trade", "pins"]
    assert list(said["trade"]) == [
        "level", "costs_at_least", "costs_at_most", "displaced", "jobs_leave", "jobs_come",
    ]  # fmt: skip
    assert said["trade"]["displaced"]["C"] == -5
    assert set(said["trade"]["jobs_come"][0]) == {"task_ids", "suppliers", "hours", "score", "roster"}


def test_json_of_a_structural_reason_has_its_verdicts_and_values(
    run: Run, tmp_path: Path, plan: Path
) -> None:
    """Two tasks at most, twenty hours at least: C with B has fifteen."""
    tight = sample.PROBLEM.scenario.model_copy(
        update={"rules": sample.PROBLEM.scenario.rules.model_copy(update={"max_tasks": 2, "min_hours": 20})}
    )
    write_folder(sample.problem(scenario=tight), tmp_path / "tight")
    ran = run("explain", tmp_path / "tight", plan, "C", "--json", *PATIENT)
    (said,) = ran.document["explanations"]
    assert (said["reason"], said["decided"], said["least"]) == ("R-NO-JOB", True, 1)
    ways = {way["give_way"][0]["name"]: way for way in said["ways"]}
    hours = ways["min_hours"]["give_way"][0]
    assert (hours["value"], hours["exact"]) == (15.0, True)
    assert hours["verdicts"][0]["margin"] == -300
    assert hours["reason"] == "R-MIN-HOURS"
    assert set(ways["min_hours"]["job"]["task_ids"]) == {"B", "C"}


def test_an_unknown_task_is_wrong_usage_with_the_nearest_one(run: Run, data: Path, plan: Path) -> None:
    ran = run("explain", data, plan, "c")
    assert ran.code == 2
    assert ran.err == "Error: There is no task 'c' in these data. Maybe C?\n"
    assert run("explain", data, plan, "c", "--json").document["exit_code"] == 2


def test_a_plan_that_breaks_a_rule_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    document = plan_document(sample.result())
    document["jobs"][0]["roster"].pop()
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document), encoding="utf-8")
    ran = run("explain", data, broken)
    assert ran.code == 1
    assert "session_count" in ran.err


def test_a_file_without_a_plan_is_exit_code_3(run: Run, data: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.json"
    none.write_bytes(plan_bytes(plan_document(sample.no_plan())))
    assert run("explain", data, none).code == 3


def test_where_nothing_is_left_over_that_is_said(run: Run, tmp_path: Path) -> None:
    placed = sample.problem(tasks=sample.PROBLEM.tasks[:2])
    write_folder(placed, tmp_path / "placed")
    file = tmp_path / "plan.json"
    file.write_bytes(plan_bytes(plan_document(sample.result(unplaced=()))))
    ran = run("explain", tmp_path / "placed", file)
    assert (ran.code, ran.out) == (0, "Nothing is left over: every task is in jobs.\n")


def test_a_plan_from_other_data_is_explained_with_a_note(run: Run, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(plan_bytes(plan_document(sample.result(input_sha256="0" * 64))))
    ran = run("explain", data, other, "A")
    assert ran.code == 0
    assert ran.err.startswith("Note: the plan was made from other data")


def test_no_time_at_all_is_wrong_usage(run: Run, data: Path, plan: Path) -> None:
    assert run("explain", data, plan, "--seconds", "0").code == 2


def test_a_stop_gives_the_answers_so_far(
    run: Run, data: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = left_out

    def interrupted(*args: object, stop: threading.Event, **more: object) -> object:
        stop.set()
        return asked(*args, stop=stop, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(sys.modules["bundler.explain"], "left_out", interrupted)
    ran = run("explain", data, plan)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Stopped as you asked: these are the answers so far.\n"
