"""`bundler missing`: the asks, and the scenario files in which they are granted."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from bundler.domain import Problem, Session
from bundler.exampledata import example_folder
from bundler.io import read_problem
from bundler.io.planfile import plan_bytes, plan_document
from bundler.io.write_problem import write_folder
from bundler.rules import plan_violations, score_terms
from bundler.solver import solve
from bundler.units import DAYS, parse_clock
from tests.cli import sample
from tests.cli.conftest import Run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample's plan, as a solve would have written it."""
    file = tmp_path / "plan.json"
    file.write_bytes(plan_bytes(plan_document(sample.result())))
    return file


def granted(data: Path, scenario: Path) -> Problem:
    return read_problem(data, scenario)[0]


def test_the_first_three_asks_of_utrecht_give_the_jobs_that_they_promise(run: Run, tmp_path: Path) -> None:
    """Through files: the ask's scenario is read and solved, around the plan's jobs and as a whole."""
    data, plan, asks = example_folder("utrecht"), tmp_path / "plan.json", tmp_path / "asks"
    problem, _ = read_problem(data)
    before = solve(problem)
    plan.write_bytes(plan_bytes(plan_document(before)))
    told = run("missing", data, plan, "--out", asks, "--count", 3, "--time", 600, "--json").document
    assert len(told["asks"]) == 3
    for number, ask in enumerate(told["asks"], 1):
        changed = granted(data, asks / f"ask-{number}.toml")
        around = solve(changed, keep=[job.roster for job in before.jobs])
        rosters = [[session.task_id for session in job.roster] for job in around.jobs]
        promised = sorted(session["task_id"] for session in ask["job"]["roster"])
        assert promised in [sorted(ids) for ids in rosters], ask["text"]
        whole = solve(changed)
        assert whole.status == "optimal"
        assert len(whole.jobs) - len(before.jobs) == ask["brings"]["jobs"] >= 1, ask["text"]
        assert whole.score - before.score == pytest.approx(ask["brings"]["points"], abs=0.011)
        assert ask["brings"]["points"] >= ask["job"]["score"] - 0.011


def test_each_ask_is_told_with_its_job_and_what_it_brings(run: Run, data: Path, plan: Path) -> None:
    ran = run("missing", data, plan)
    assert ran.code == 0
    assert ran.out.startswith("3 asks that each make one more job possible")
    assert (
        "1. Ask a cleaning company for 4 × 1.75 hours a week, on four of the days Monday to Friday" in ran.out
    )
    assert "The job: Caterers Ltd + Cleaners Ltd, 12 h, 79 points: C 5 h, what is asked for 7 h." in ran.out
    assert "Planned anew: +1 job, +12 h a week (of work that was there: +5 h), +79 points; proved." in ran.out


def test_in_dutch_nothing_but_the_data_is_in_english(run: Run, data: Path, plan: Path) -> None:
    ran = run("missing", data, plan, "--lang", "nl")
    assert (
        "1. Vraag een schoonmaakbedrijf om 4 × 1,75 uur per week, op vier van de dagen maandag t/m" in ran.out
    )
    assert (
        "Opnieuw gepland: +1 baan, +12 u per week (van werk dat er al was: +5 u), +79 punten; bewezen."
        in (ran.out)
    )
    assert not {"the", "with", "and", "hours", "ask", "job"} & set(ran.out.lower().split())


def test_every_ask_is_a_scenario_over_the_one_that_was_given(run: Run, data: Path, plan: Path) -> None:
    """Reading it gives the problem with what is asked, and the job of the ask keeps its rules."""
    own = data.parent / "strict" / "own.toml"
    own.parent.mkdir()
    own.write_text(
        '[scenario]\ninherits = "../data/scenario.toml"\n[rules]\nmax_rest_minutes = 90\n', encoding="utf-8"
    )
    folder = data.parent / "asks"
    told = run("missing", data, plan, "--scenario", own, "--out", folder, "--json").document
    assert len(told["asks"]) > 1
    for number, ask in enumerate(told["asks"], 1):
        file = folder / f"ask-{number}.toml"
        assert tomllib.loads(file.read_text("utf-8"))["scenario"]["inherits"] == "../strict/own.toml"
        changed = granted(data, file)
        assert changed.scenario.rules.max_rest_minutes == 90
        assert changed.scenario.description == ask["text"]
        roster = [
            Session(
                day=DAYS.index(row["day"]),
                start=parse_clock(row["start"]),
                end=parse_clock(row["end"]),
                task_id=row["task_id"],
            )
            for row in ask["job"]["roster"]
        ]
        assert plan_violations(changed, {"J01": sample.JOB.roster, "NEW": roster}) == {}
        assert sum(score_terms(changed, roster).values()) == pytest.approx(ask["job"]["score"], abs=0.006)


def test_scenario_files_of_an_earlier_run_do_not_stay_behind(run: Run, data: Path, plan: Path) -> None:
    folder = data.parent / "asks"
    run("missing", data, plan, "--out", folder)
    (folder / "mine.toml").write_text("", encoding="utf-8")
    ran = run("missing", data, plan, "--out", folder, "--count", 1)
    assert sorted(path.name for path in folder.iterdir()) == ["ask-1.toml", "mine.toml"]
    assert f"--scenario {folder / 'ask-1.toml'} --from {plan}" in ran.err


def test_a_json_file_holds_what_json_prints(run: Run, data: Path, plan: Path) -> None:
    file = data.parent / "asks.json"
    printed = run("missing", data, plan, "--out", file, "--json").document
    assert json.loads(file.read_text("utf-8")) == printed
    assert printed["format"] == "bundler-missing/1"
    assert [ask["rank"] for ask in printed["asks"]] == [1, 2, 3]


def test_where_nothing_is_missing_that_is_said(run: Run, tmp_path: Path) -> None:
    """Everything is in a job and no rule stands in the way of more."""
    full = sample.problem(tasks=sample.PROBLEM.tasks[:2])
    write_folder(full, tmp_path / "full")
    plan = tmp_path / "plan.json"
    plan.write_bytes(plan_bytes(plan_document(sample.result(unplaced=()))))
    ran = run("missing", tmp_path / "full", plan)
    assert ran.code == 0
    assert ran.out == "Nothing was found that makes one more job possible by a small change.\n"


def test_a_plan_that_breaks_a_rule_is_refused_before_anything_is_written(
    run: Run, data: Path, tmp_path: Path
) -> None:
    wrong = sample.result(plan=(sample.JOB.model_copy(update={"roster": tuple(sample.roster(start=300))}),))
    plan = tmp_path / "plan.json"
    plan.write_bytes(plan_bytes(plan_document(wrong)))
    ran = run("missing", data, plan, "--out", tmp_path / "asks")
    assert ran.code == 1
    assert not (tmp_path / "asks").exists()
