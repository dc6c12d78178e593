"""`bundler replan`: from the data of today and the agreed plan to what changes for whom."""

from __future__ import annotations

import csv
import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bundler.solver
from bundler.domain import Problem, Result, Task
from bundler.io import atomic
from bundler.io.write_problem import write_folder
from bundler.verbs.results import CHANGES_FILES, RESULT_FILES
from tests.cli import sample
from tests.cli.conftest import Run

NEW_WORK = sample.task("D", "cleaners", "tower", (480, 1080), 240)


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    """The agreed plan: one job with A and B."""
    return write_plan(tmp_path / "agreed.json", {"J07": sample.roster()})


def write_plan(path: Path, rosters: dict[str, Any], **claims: object) -> Path:
    jobs = [
        {
            "job_id": code,
            "suppliers": sorted({{"A": "cleaners", "B": "caterers"}[session.task_id] for session in roster}),
            "roster": [
                {
                    "day": ("mon", "tue", "wed", "thu", "fri")[session.day],
                    "start": f"{session.start // 60:02d}:{session.start % 60:02d}",
                    "end": f"{session.end // 60:02d}:{session.end % 60:02d}",
                    "task_id": session.task_id,
                }
                for session in roster
            ],
        }
        for code, roster in rosters.items()
    ]
    path.write_text(json.dumps({"jobs": jobs, **claims}), encoding="utf-8")
    return path


def data_of(folder: Path, *more: Task, **changes: dict[str, object]) -> Path:
    """The sample's data with some tasks changed and more of them."""
    tasks = [
        Task.model_validate({**task.model_dump(), **changes.get(task.task_id, {})})
        for task in sample.PROBLEM.tasks
    ]
    write_folder(sample.problem(tasks=(*tasks, *more)), folder)
    return folder


def changes_in(folder: Path) -> list[dict[str, str]]:
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_supplier_that_leaves(run: Run, data: Path, agreed: Path, tmp_path: Path) -> None:
    """By a what-if: the job goes on with what is left, and what is gone is still known by name."""
    what_if = tmp_path / "leaves.toml"
    what_if.write_text('[[suppliers]]\nsupplier_id = "caterers"\nchange = "drop"\n', encoding="utf-8")
    out = tmp_path / "out"
    ran = run("replan", data, agreed, "--scenario", what_if, "--out", out)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "1 agreed job: none stays exactly as it is, 1 changes. No job is new."
    assert "J07 changes: Caterers Ltd + Cleaners Ltd → Cleaners Ltd" in lines
    assert "  Why             supplier caterers is no longer there; task B is no longer there" in lines
    assert "  Goes            Mon–Fri B 09:30–11:30 · Task B (no longer there)" in lines
    assert "Hours a week in jobs: 22.5 agreed, 12.5 now." in lines
    assert {path.name for path in out.iterdir()} == {*RESULT_FILES, *CHANGES_FILES}
    assert run("check", data, "--scenario", what_if, "--plan", out / "plan.json").code == 0
    rows = changes_in(out)
    assert [row["change"] for row in rows] == ["changed", *["removed"] * 5]
    assert "Task B" in (out / "changes.html").read_text(encoding="utf-8")


def test_a_task_that_changes_its_hours(run: Run, agreed: Path, tmp_path: Path) -> None:
    today, out = data_of(tmp_path / "today", A={"session_minutes": 165}), tmp_path / "out"
    ran = run("replan", today, agreed, "--out", out, "--lang", "nl")
    assert ran.code == 0
    assert "J07 verandert: Caterers Ltd + Cleaners Ltd" in ran.out
    assert "taak A duurt nu 165 minuten per blok, niet 150" in ran.out
    assert "Verschuift      ma–vr A 07:00–09:30 → 07:15–10:00" in ran.out
    assert "22,5 → 28,75" in ran.out
    assert {row["change"] for row in changes_in(out)} == {"changed", "moved", "added"}
    assert run("check", today, "--plan", out / "plan.json").code == 0


def test_a_new_contract(run: Run, agreed: Path, tmp_path: Path) -> None:
    """New work makes a new job, with a code of its own; the agreed one stays to the minute."""
    today, out = data_of(tmp_path / "today", NEW_WORK), tmp_path / "out"
    ran = run("replan", today, agreed, "--out", out, "--json")
    assert ran.code == 0
    found = ran.document
    assert (found["format"], found["stability"]) == ("bundler-replan/1", "freeze")
    counted = {name: found[name] for name in ("agreed", "same", "changed", "ends", "new")}
    assert counted == {"agreed": 1, "same": 1, "changed": 0, "ends": 0, "new": 1}
    new, same = found["changes"]
    assert (same["job_id"], same["before"]) == ("J07", same["after"])
    assert (new["job_id"], new["change"], new["hours_before"], new["hours_after"]) == ("J08", "new", 0, 25)
    assert new["first_start_before"] is None
    assert len(new["added"]) == 10
    assert found["plan"] == json.loads((out / "plan.json").read_bytes())
    assert run("check", today, "--plan", out / "plan.json").code == 0


def test_at_a_price_a_job_changes_where_that_brings_more(run: Run, data: Path, tmp_path: Path) -> None:
    """The agreed job waits an hour each day: a better one brings 54 points more."""
    late = [s.model_copy(update={"start": s.start + 60, "end": s.end + 60}) if s.task_id == "B" else s
            for s in sample.roster(start=360)]  # fmt: skip
    agreed = write_plan(tmp_path / "agreed.json", {"J01": late})
    kinds, values = {}, {}
    for stability in ("freeze", "1", "60"):
        found = run("replan", data, agreed, "--stability", stability, "--json").document
        kinds[stability] = found["changes"][0]["change"]
        values[stability] = found["value"]
        assert found["value"] <= found["bound"]
    assert kinds == {"freeze": "same", "1": "changed", "60": "same"}
    assert values["1"] == pytest.approx(found["plan"]["bound"] - 1)
    ran = run("replan", data, agreed, "--stability", "1,0")
    assert "what this brings elsewhere is more than its price" in ran.out
    assert "only where it brings more than 1 points" in ran.out


def test_jobs_that_hold_the_plan_back_are_told_in_the_plan_and_in_its_report(
    run: Run, data: Path, tmp_path: Path
) -> None:
    agreed = write_plan(tmp_path / "agreed.json", {"J01": [s for s in sample.roster() if s.task_id == "A"]})
    out = tmp_path / "out"
    ran = run("replan", data, agreed, "--out", out)
    assert "That agreed jobs stay costs at most 41.5 points" in ran.out
    assert "Proved: no plan that keeps these jobs is better." in ran.out
    assert "Ready in" in ran.out
    plan = json.loads((out / "plan.json").read_bytes())
    assert (plan["status"], plan["stopped_by"], plan["held_back"]) == ("feasible", "user", True)
    assert "R-KEPT" in {entry["reason"] for entry in plan["unplaced"]}
    told = "agreed jobs that stay stand in the way of a better plan"
    assert told in (out / "report.html").read_text(encoding="utf-8")
    again = tmp_path / "again.html"
    assert run("report", data, out / "plan.json", "--out", again).code == 0
    page = again.read_text(encoding="utf-8")
    assert told in page
    assert "With the jobs that are kept, no plan that takes in more is worth more" in page


def test_a_points_price_with_another_objective_is_wrong_usage(run: Run, data: Path, agreed: Path) -> None:
    ran = run("replan", data, agreed, "--stability", "5", "--objective", "most-hours")
    assert ran.code == 2
    assert "needs the objective balanced, not most-hours" in ran.err
    assert run("replan", data, agreed, "--objective", "most-hours").code == 0


@pytest.mark.parametrize("value", ["loose", "-3", "nan", ""])
def test_a_stability_that_is_none_is_wrong_usage(run: Run, data: Path, agreed: Path, value: str) -> None:
    ran = run("replan", data, agreed, "--stability", value)
    assert ran.code == 2
    assert "freeze" in ran.err


def test_a_plan_with_a_code_twice_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "twice.json", {"J01": sample.roster(), " J01": sample.roster()})
    ran = run("replan", data, plan, "--json")
    assert ran.code == 1
    assert [finding["code"] for finding in ran.document["findings"]] == ["job_id"]
    assert "Maybe give each job its own" in ran.err


@pytest.mark.parametrize("content", ["{", '{"status": "none"}', '{"jobs": [{"roster": []}]}'])
def test_what_is_no_plan_is_refused(run: Run, data: Path, tmp_path: Path, content: str) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(content, encoding="utf-8")
    assert run("replan", data, plan).code == 1


def test_the_agreed_plan_is_never_overwritten(run: Run, data: Path, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.json", {"J01": sample.roster()})
    before = plan.read_bytes()
    ran = run("replan", data, plan, "--out", tmp_path)
    assert ran.code == 2
    assert "would be overwritten" in ran.err
    assert plan.read_bytes() == before


def test_without_a_plan_it_ends_with_3_and_leaves_no_stale_files(
    run: Run, data: Path, agreed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("replan", data, agreed, "--out", out).code == 0
    pins = tmp_path / "pins.toml"
    pins.write_text('[[pins]]\njob = ["A"]\n', encoding="utf-8")
    ran = run("replan", data, agreed, "--scenario", pins, "--out", out, "--json")
    assert ran.code == 3
    assert "No plan that holds the jobs that are kept keeps every rule and pin" in ran.err
    assert "--stability 20" in ran.err
    assert (ran.document["plan"]["status"], "changes" in ran.document) == ("none", False)
    assert {path.name for path in out.iterdir()} == {"plan.json"}
    assert run("replan", data, agreed, "--scenario", pins, "--stability", "20").code == 0


def test_a_solve_takes_away_the_changes_of_an_earlier_replan(
    run: Run, data: Path, agreed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("replan", data, agreed, "--out", out).code == 0
    assert run("solve", data, "--out", out).code == 0
    assert {path.name for path in out.iterdir()} == set(RESULT_FILES)


def test_the_files_are_written_whole_or_not_at_all(
    run: Run, data: Path, agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = atomic._write

    def full(path: Path, content: bytes) -> None:
        if path.name == "report.html":
            raise OSError(28, "full")
        write(path, content)

    monkeypatch.setattr(atomic, "_write", full)
    assert run("replan", data, agreed, "--out", tmp_path / "out").code == 2
    assert not (tmp_path / "out").exists()


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """A solver that is stopped with Ctrl-C before it knows anything, and does not hear it."""
    over, kept = threading.Event(), []

    def solve(problem: Problem, *, stop: threading.Event, keep: Any = (), **_: object) -> Result:
        kept.append(keep)
        os.kill(os.getpid(), signal.SIGINT)
        over.wait(900)
        raise AssertionError

    monkeypatch.setattr(bundler.solver, "solve", solve)
    yield kept
    over.set()
    for thread in threading.enumerate():
        if thread.name == "bundler-solve":
            thread.join(10)


@pytest.mark.usefixtures("deaf")
def test_ctrl_c_before_anything_is_found_keeps_the_agreed_jobs(
    run: Run, data: Path, agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bundler.cli.app.leave", lambda code: code)
    out = tmp_path / "out"
    ran = run("replan", data, agreed, "--out", out, "--objective", "most-hours")
    assert ran.code == 0
    assert "1 agreed job: 1 stays exactly as it is" in ran.out
    assert "is not known: the search was stopped before that" in ran.out
    plan = json.loads((out / "plan.json").read_bytes())
    assert (plan["stopped_by"], plan["first"], "held_back" in plan) == ("user", 22.5, False)
    assert run("check", data, "--plan", out / "plan.json").code == 0


def test_quiet_says_nothing(run: Run, data: Path, agreed: Path) -> None:
    ran = run("replan", data, agreed, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
