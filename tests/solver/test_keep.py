"""Jobs that are kept: the best plan around them, against one that tries everything."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from bundler.domain import Pin, Problem, Session
from bundler.errors import UsageError
from bundler.rules import plan_violations, round_points
from bundler.solver import solve
from tests.oracle import Column, Oracle
from tests.oracle_plan import best_plan
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")
Rosters = tuple[tuple[Session, ...], ...]


def under(problem: Problem, objective: str = "balanced", pins: Sequence[Pin] | None = None) -> Problem:
    scenario = problem.scenario
    solving = scenario.solve.model_copy(update={"objective": objective})
    changed = {"solve": solving, "pins": scenario.pins if pins is None else tuple(pins)}
    return problem.model_copy(update={"scenario": scenario.model_copy(update=changed)})


def some_jobs(
    problem: Problem, rng: random.Random, most: int = 2, columns: Sequence[Column] | None = None
) -> Rosters:
    """One or two viable jobs, good or bad, that can be in one plan."""
    columns = list(Oracle(problem).columns()) if columns is None else list(columns)
    forbidding = [p for p in problem.scenario.pins if p.kind in ("apart", "leave", "forbid_suppliers")]
    plain = under(problem, pins=forbidding)
    kept: Rosters = ()
    for column in rng.sample(columns, min(len(columns), 8)):
        more = (*kept, column.roster)
        if len(kept) < most and not plan_violations(plain, {str(at): r for at, r in enumerate(more)}):
            kept = more
    return kept


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs", "fewest-jobs"])
@pytest.mark.parametrize("chunk", range(3))
def test_the_plan_around_kept_jobs_is_the_best_there_is(chunk: int, objective: str) -> None:
    tried = 0
    for seed in range(chunk * 12, chunk * 12 + 12):
        rng = random.Random(seed)
        problem = under(tiny_problem(rng), objective)
        keep = some_jobs(problem, rng)
        tried += bool(keep)
        result, best = solve(problem, keep=keep), best_plan(problem, objective, keep)
        where = f"{objective}, seed {seed}"
        if best is None:
            assert (result.status, result.stopped_by) == ("none", "proof"), where
            continue
        assert result.status == "optimal", where
        assert result.first.value == pytest.approx(best.first, abs=0.0051), where
        assert result.score == pytest.approx(round_points(best.score), abs=0.0051), where
        rosters = [job.roster for job in result.jobs]
        assert all(roster in rosters for roster in keep), where
    assert tried > 3


def test_a_kept_job_that_breaks_a_rule_is_refused_with_the_rule() -> None:
    problem = under(tiny_problem(random.Random(0)), pins=())
    task = problem.tasks[0]
    start = task.earliest_start
    visit = Session(day=task.days[0], start=start, end=start + task.session_minutes + 5, task_id=task.task_id)
    with pytest.raises(UsageError, match="Maybe leave it out"):
        solve(problem, keep=[(visit,)])


def test_what_is_left_beside_kept_jobs_has_a_reason_that_speaks_of_them() -> None:
    """Never that no job can hold it: what was tried leaves out what kept jobs hold."""
    reasons = set()
    for seed in range(20):
        rng = random.Random(seed)
        problem = under(tiny_problem(rng), pins=())
        keep = some_jobs(problem, rng)
        if keep:
            reasons |= {entry.reason for entry in solve(problem, keep=keep).unplaced}
    assert "R-KEPT" in reasons
    assert not reasons & {"R-NO-JOB", "R-NOT-BETTER"}


@pytest.mark.parametrize("objective", ["most-hours", "most-jobs"])
def test_nothing_to_plan_is_an_empty_plan(objective: str) -> None:
    problem = under(tiny_problem(random.Random(0)), objective, pins=())
    problem = problem.model_copy(update={"tasks": ()})
    result = solve(problem)
    assert (result.status, result.jobs, result.first.value) == ("optimal", (), 0.0)
