"""`bundler check --plan --prove`: what it says, in both languages, as JSON, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bundler.generate import generate
from bundler.io.planfile import plan_bytes, plan_document
from bundler.io.write_problem import write_folder
from bundler.prove import Claims, prove
from bundler.solver import solve
from bundler.units import DAYS, clock
from tests.cli.conftest import Run
from tests.prove.small import PAIRS, PAIRS_PLAN, PAIRS_SCORE, Roster


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_folder(PAIRS, tmp_path / "data")
    return tmp_path / "data"


def written(data: Path, rosters: tuple[Roster, ...], **claims: object) -> Path:
    """A plan file with these rosters and claims."""
    jobs = [
        {
            "roster": [
                {"day": DAYS[s.day], "start": clock(s.start), "end": clock(s.end), "task_id": s.task_id}
                for s in roster
            ]
        }
        for roster in rosters
    ]
    path = data / "plan.json"
    path.write_text(json.dumps({"jobs": jobs, **claims}), encoding="utf-8")
    return path


def falsely_optimal(data: Path) -> Path:
    """One job too few, and the bound to match."""
    score = round(PAIRS_SCORE * 3 / 4, 2)
    return written(data, PAIRS_PLAN[1:], status="optimal", stopped_by="proof", bound=score)


def test_a_plan_that_is_the_best_is_proved(run: Run, data: Path) -> None:
    plan = written(data, PAIRS_PLAN, status="optimal", bound=PAIRS_SCORE)
    ran = run("check", data, "--plan", plan, "--prove")
    assert ran.code == 0
    assert "Proved by a second path" in ran.out
    ran = run("check", data, "--plan", plan, "--prove", "--lang", "nl")
    assert ran.code == 0
    assert "Bewezen langs een tweede weg" in ran.out


def test_a_plan_that_falsely_says_it_is_optimal_is_refused(run: Run, data: Path) -> None:
    """Nothing in the file gives it away: without the proof it passes."""
    plan = falsely_optimal(data)
    assert run("check", data, "--plan", plan).code == 0
    ran = run("check", data, "--plan", plan, "--prove")
    assert ran.code == 1
    assert "Contradicted: the plan says that none is better" in ran.out
    ran = run("check", data, "--plan", plan, "--prove", "--lang", "nl")
    assert ran.code == 1
    assert "Weerlegd: het plan zegt dat er geen beter is" in ran.out


def test_a_false_bound_is_refused(run: Run, data: Path) -> None:
    """It is refused for the bound alone, and shown on stderr where stdout is to be quiet."""
    plan = written(data, PAIRS_PLAN[1:], bound=round(PAIRS_SCORE - 1, 2))
    ran = run("check", data, "--plan", plan, "--prove", "--quiet")
    assert (ran.code, ran.out) == (1, "")
    assert "is the limit, but a plan with score" in ran.err


def test_the_document_holds_the_proof_and_the_better_plan(run: Run, data: Path, tmp_path: Path) -> None:
    """The better plan in it can be checked in its turn."""
    ran = run("check", data, "--plan", falsely_optimal(data), "--prove", "--json")
    assert ran.code == 1
    assert ran.document["ok"] is False
    proof = ran.document["proof"]
    assert proof["verdict"] == "contradicted"
    assert proof["levels"][0]["better"] == pytest.approx(PAIRS_SCORE, abs=0.01)
    better = tmp_path / "better.json"
    better.write_text(json.dumps(proof["better"]), encoding="utf-8")
    ran = run("check", data, "--plan", better, "--prove", "--json")
    assert ran.code == 0
    assert ran.document["proof"]["verdict"] == "proved"
    assert ran.document["proof"]["better"] is None


def test_time_that_is_up_is_said_and_is_no_refusal(run: Run, tmp_path: Path) -> None:
    write_folder(generate(60, seed=1), tmp_path / "data")
    plan = written(tmp_path / "data", ())
    ran = run("check", tmp_path / "data", "--plan", plan, "--prove", "--time", "0.2")
    assert ran.code == 0
    assert "the time was up" in ran.out
    assert "not confirmed" in ran.out
    ran = run("check", tmp_path / "data", "--plan", plan, "--prove", "--time", "0,2", "--lang", "nl")
    assert "de tijd was om" in ran.out


@pytest.mark.parametrize("options", [["--prove"], ["--plan", "plan.json", "--time", "5"]])
def test_options_that_are_about_a_proof_need_a_plan_to_prove(
    run: Run, data: Path, options: list[str]
) -> None:
    assert run("check", data, *options).code == 2


@pytest.mark.parametrize(("tasks", "seed"), [(15, 1), (18, 2), (20, 1)])
def test_the_solver_and_the_second_path_agree(tasks: int, seed: int) -> None:
    problem = generate(tasks, seed=seed)
    result = solve(problem)
    assert result.status == "optimal"
    claims = Claims({"score": result.first.bound}, optimal=True)
    proof = prove(problem, "balanced", [job.roster for job in result.jobs], claims)
    assert proof.verdict == "proved"
    assert proof.levels[0].bound == pytest.approx(result.first.bound, abs=0.01)


def test_a_plan_of_the_solver_is_proved_from_its_file(run: Run, tmp_path: Path) -> None:
    problem = generate(12, seed=4)
    write_folder(problem, tmp_path / "data")
    plan = tmp_path / "plan.json"
    plan.write_bytes(plan_bytes(plan_document(solve(problem))))
    ran = run("check", tmp_path / "data", "--plan", plan, "--prove", "--json")
    assert (ran.code, ran.document["proof"]["verdict"]) == (0, "proved")
