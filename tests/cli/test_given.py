"""`bundler solve --from`: the given plan must hold, and the result is never worth less."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bundler.domain import Level, Result
from bundler.errors import ProofError
from bundler.io.planfile import plan_bytes, plan_document
from bundler.io.planread import PlanFile, parse_plan
from bundler.verbs.given import keep_better
from tests.cli import sample
from tests.cli.conftest import Run

GIVEN: PlanFile = parse_plan(plan_bytes(plan_document(sample.result())))
NOTHING = parse_plan(b'{"jobs": []}')


def poor(bound: float, **changes: object) -> Result:
    """A solve that ended with no job at all."""
    values = {"status": "feasible", "stopped_by": "time", "plan": (), "unplaced": ()}
    return sample.result(**{**values, "levels": (Level(name="score", value=0, bound=bound),), **changes})


def test_a_better_plan_than_the_given_one_stays() -> None:
    result = sample.result()
    assert keep_better(sample.PROBLEM, result, NOTHING) is result


def test_a_plan_as_good_as_the_given_one_stays() -> None:
    result = sample.result()
    assert keep_better(sample.PROBLEM, result, GIVEN) is result


def test_a_given_plan_that_is_better_is_kept_with_the_bound_of_the_solve() -> None:
    kept = keep_better(sample.PROBLEM, poor(210), GIVEN)
    assert (kept.status, kept.stopped_by, kept.jobs) == ("feasible", "time", (sample.JOB,))
    assert kept.first == Level(name="score", value=205, bound=210)
    assert [(item.task_id, item.sessions) for item in kept.unplaced] == [("C", 10)]


@pytest.mark.parametrize(
    ("found", "told"), [("R-DATE", "R-DATE"), ("R-NO-JOB", "R-NO-JOB"), ("R-OPEN", "R-GIVEN")]
)
def test_what_keeps_a_task_out_of_every_plan_stays_the_reason(found: str, told: str) -> None:
    left = sample.LEFT.model_copy(update={"reason": found})
    kept = keep_better(sample.PROBLEM, poor(210, unplaced=(left,)), GIVEN)
    assert [(item.task_id, item.sessions, item.reason) for item in kept.unplaced] == [("C", 10, told)]


def test_a_given_plan_that_reaches_the_bound_is_optimal() -> None:
    kept = keep_better(sample.PROBLEM, poor(205), GIVEN)
    assert (kept.status, kept.gap) == ("optimal", 0)


def test_a_given_plan_is_kept_where_the_solve_found_none_in_time() -> None:
    none = sample.no_plan(stopped_by="time")
    kept = keep_better(sample.PROBLEM, none, GIVEN)
    assert (kept.status, kept.jobs) == ("feasible", (sample.JOB,))
    assert kept.first.bound >= 205


def test_a_given_plan_above_the_bound_is_a_contradiction() -> None:
    with pytest.raises(ProofError):
        keep_better(sample.PROBLEM, poor(200), GIVEN)


def test_a_given_plan_where_none_was_proved_to_exist_is_a_contradiction() -> None:
    with pytest.raises(ProofError):
        keep_better(sample.PROBLEM, sample.no_plan(), GIVEN)


def test_for_most_hours_hours_count_before_score() -> None:
    levels = (Level(name="hours", value=20, bound=30), Level(name="score", value=400, bound=500))
    kept = keep_better(sample.PROBLEM, poor(0, objective="most-hours", levels=levels), GIVEN)
    assert [level.value for level in kept.levels] == [22.5, 205]


def test_for_fewest_jobs_a_plan_that_leaves_tasks_out_is_no_plan() -> None:
    levels = (Level(name="jobs", value=9, bound=1), Level(name="score", value=0, bound=500))
    result = poor(0, objective="fewest-jobs", levels=levels)
    assert keep_better(sample.PROBLEM, result, GIVEN) is result


def test_the_command_keeps_the_given_plan(
    run: Run, data: Path, tmp_path: Path, fake_solve: Callable[..., None]
) -> None:
    start = tmp_path / "start.json"
    start.write_bytes(plan_bytes(plan_document(sample.result())))
    fake_solve(poor(210))
    ran = run("solve", data, "--from", start, "--out", tmp_path / "out", "--json")
    assert (ran.code, ran.document["score"], len(ran.document["jobs"])) == (0, 205, 1)
    assert run("check", data, "--plan", tmp_path / "out" / "plan.json").code == 0


def test_a_given_plan_that_breaks_a_rule_is_refused(
    run: Run, data: Path, tmp_path: Path, fake_solve: Callable[..., None]
) -> None:
    fake_solve(AssertionError("must not solve"))
    document = plan_document(sample.result())
    document["jobs"][0]["roster"].pop()
    start = tmp_path / "start.json"
    start.write_text(json.dumps(document), encoding="utf-8")
    ran = run("solve", data, "--from", start)
    assert ran.code == 1
    assert "start.json J01: session_count B: 4 sessions a week, must be 5" in ran.err
