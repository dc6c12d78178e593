"""Alternatives as results: what they say of themselves is true."""

from __future__ import annotations

import random

import pytest

from bundler.domain import Level
from bundler.errors import ProofError, UsageError
from bundler.explain import alternatives
from bundler.io.plancheck import check
from bundler.kpis import measure
from bundler.solver import solve
from tests.solver.test_keep import under
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs"])
def test_every_alternative_passes_the_check_with_all_it_claims(objective: str) -> None:
    """Rules, values, bounds, gap, status and what is left out; its change and KPIs are those of the plans."""
    counted = 0
    for seed in range(14):
        problem = under(tiny_problem(random.Random(seed)), objective)
        result = solve(problem)
        if not result.plan:
            continue
        found = alternatives(problem, result, 0.3, 2, seconds=20)
        for each in found.plans:
            counted += 1
            assert check(problem, each.result) == [], seed
            assert each.result.first.bound == result.first.bound
            assert len(each.differences) >= 1
            assert each.difference > 0
            for (name, by), level, old in zip(each.change, each.result.levels, result.levels, strict=True):
                assert name == level.name == old.name
                assert by == pytest.approx(level.value - old.value, abs=0.011)
            assert each.measures == measure(problem, each.result.jobs)
            jobs = [job.job_id for job in result.jobs]
            assert set(each.diff.gone) | set(each.diff.moved) <= set(jobs)
    assert counted > 3


def test_a_bound_that_is_not_true_is_told_and_a_plan_without_jobs_refused() -> None:
    for seed in range(14):
        problem = under(tiny_problem(random.Random(seed)))
        result = solve(problem)
        if result.plan and alternatives(problem, result, 0.3, 1, seconds=20).plans:
            wrong = result.model_copy(update={"levels": (Level(name="score", value=0.0, bound=0.0),)})
            with pytest.raises(ProofError, match="none can pass 0"):
                alternatives(problem, wrong, 0.3, 1, seconds=20)
            with pytest.raises(UsageError, match="no jobs"):
                alternatives(problem, result.model_copy(update={"plan": ()}), 0.3, 1)
            return
    raise AssertionError("no alternative")
