"""Random tiny problems: every reason and every cost against one that tries everything; none may be wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from bundler.domain import Pin, Problem
from bundler.explain import left_out
from bundler.solver import solve
from tests.explain.audit import STRUCTURAL, Rosters, wrong_structure, wrong_trade
from tests.solver.test_keep import some_jobs, under
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")


def audit(problem: Problem, rosters: Rosters, where: str) -> Counter[str]:
    """How often each code was given; fails at the first that is wrong or not decided."""
    codes: Counter[str] = Counter()
    for said in left_out(problem, rosters, seconds=30.0):
        codes[said.code] += 1
        wrong: Iterator[str] = iter(())
        if said.code in STRUCTURAL:
            wrong = wrong_structure(problem, said)
        elif said.code in ("R-PINS", "R-PARTNERS") or said.trade is not None:
            wrong = wrong_trade(problem, rosters, said)
        assert list(wrong) == [], f"{where}, {said.task_id}, {said.code}"
        assert said.decided, f"{where}, {said.task_id}"
    return codes


@pytest.mark.parametrize("chunk", range(2))
def test_every_reason_is_confirmed(chunk: int) -> None:
    """Rules: the smallest sets, each that is enough, one step less is not. Costs: the forced re-solve."""
    codes: Counter[str] = Counter()
    for seed in range(10 + 9 * chunk, 19 + 9 * chunk):
        problem = tiny_problem(random.Random(seed), pins=2)
        result = solve(problem)
        if result.plan is not None:
            codes += audit(problem, [job.roster for job in result.jobs], f"seed {seed}")
    assert codes["R-NO-JOB"] + codes["R-COSTS"] > 5


@pytest.mark.parametrize("objective", ["most-hours", "most-jobs"])
def test_costs_under_objectives_of_two_levels(objective: str) -> None:
    codes: Counter[str] = Counter()
    for seed in range(10, 17):
        problem = under(tiny_problem(random.Random(seed), pins=0), objective)
        codes += audit(problem, [job.roster for job in solve(problem).jobs], f"{objective}, seed {seed}")
    assert codes["R-COSTS"] > 0


def test_plans_by_hand_that_are_not_the_best() -> None:
    codes: Counter[str] = Counter()
    for seed in range(10, 20):
        rng = random.Random(seed)
        problem = under(tiny_problem(rng), pins=())
        codes += audit(problem, some_jobs(problem, rng), f"seed {seed}")
    assert codes["R-BETTER"] > 3


def test_pins_that_keep_more_of_a_task_out() -> None:
    """Agreed jobs hold the partners of what is left over."""
    codes: Counter[str] = Counter()
    for seed in range(10, 18):
        rng = random.Random(seed)
        plain = under(tiny_problem(rng), pins=())
        result = solve(plain)
        agreed = [Pin(job=job.task_ids) for job in result.jobs[:2]]
        agreed += [Pin(place=name) for job in result.jobs for name in job.task_ids[:1]]
        problem = under(plain, pins=agreed)
        codes += audit(problem, [job.roster for job in result.jobs], f"seed {seed}")
    assert codes["R-PINS"] > 0
