"""The best plan in which no job holds exactly some tasks, against one that tries everything."""

from __future__ import annotations

import random

import pytest

from bundler.rules import round_points
from bundler.solver import solve
from tests.oracle_plan import best_plan
from tests.solver.test_keep import under
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs", "fewest-jobs"])
@pytest.mark.parametrize("kept", [False, True], ids=["alone", "around-kept"])
def test_the_best_plan_without_a_job_is_the_best_there_is(kept: bool, objective: str) -> None:
    """Value, bound, and no job with these tasks, whether the other jobs may change or not."""
    worse = 0
    for seed in range(40, 44):
        problem = under(tiny_problem(random.Random(seed)), objective)
        result = solve(problem)
        for number, job in enumerate(result.plan or ()):
            keep = [j.roster for at, j in enumerate(result.jobs) if kept and at != number]
            held = set(job.task_ids)
            if kept and any(held == set(j.task_ids) for j in result.jobs if j is not job):
                continue
            found = solve(problem, keep=keep, without=job.task_ids)
            best = best_plan(problem, objective, keep, without=job.task_ids)
            where = f"{objective}, seed {seed}, {job.job_id}"
            if best is None:
                assert (found.status, found.stopped_by) == ("none", "proof"), where
                worse += 1
                continue
            assert found.status == "optimal", where
            assert found.first.value == pytest.approx(best.first, abs=0.0051), where
            assert found.score == pytest.approx(round_points(best.score), abs=0.0051), where
            assert all(set(other.task_ids) != held for other in found.jobs), where
            worse += found.score < result.score
    assert worse > 1
