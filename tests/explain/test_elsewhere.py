"""What a plan would be worth with a job, or without one, against one that tries everything."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from bundler.domain import Pin
from bundler.explain.elsewhere import with_job, without_job
from bundler.explain.own_job import own_job
from bundler.explain.plan_change import plan_diff
from bundler.rules import plan_violations
from bundler.solver import solve
from tests.oracle import Oracle
from tests.oracle_plan import best_plan
from tests.solver.test_keep import under
from tests.strategies import tiny_problem

OBJECTIVES = ("balanced", "most-hours", "most-jobs")


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_job_of_ones_own_costs_what_trying_everything_says(objective: str) -> None:
    """Found and proved; the plan keeps every rule and holds the job."""
    asked = 0
    for seed in range(30, 36):
        rng = random.Random(seed)
        problem = under(tiny_problem(rng), objective)
        result = solve(problem)
        columns = Oracle(problem).columns()
        for column in rng.sample(columns, min(len(columns), 3)) if result.plan else ():
            job = own_job(problem, column.tasks).roster
            if job is None:
                continue
            rosters = [each.roster for each in result.jobs]
            found = with_job(problem, rosters, job, 20.0)
            pins = (*problem.scenario.pins, Pin(job=tuple(sorted(column.tasks))))
            best = best_plan(under(problem, objective, pins), objective)
            where = f"seed {seed}, {sorted(column.tasks)}"
            if best is None:
                assert found.impossible, where
                continue
            asked += 1
            assert found.costs is not None, where
            _, costs, least = found.costs
            assert costs == pytest.approx(least, abs=0.0151), where
            worse = result.first.value - best.first
            if abs(worse) < 0.0151 and len(found.levels) > 1:
                worse = result.score - best.score
            assert costs == pytest.approx(worse, abs=0.0151), where
            assert found.rosters is not None, where
            assert plan_violations(problem, {str(at): r for at, r in enumerate(found.rosters)}) == {}, where
            assert any({s.task_id for s in roster} == column.tasks for roster in found.rosters), where
    assert asked > 3


@pytest.mark.parametrize("keep", [True, False], ids=["others-stay", "others-free"])
def test_a_plan_without_one_of_its_jobs_is_the_best_there_is(keep: bool) -> None:
    asked = 0
    for seed in range(30, 36):
        problem = under(tiny_problem(random.Random(seed)))
        result = solve(problem)
        rosters = [each.roster for each in result.plan or ()]
        for at, roster in enumerate(rosters):
            tasks = {session.task_id for session in roster}
            others = [other for number, other in enumerate(rosters) if number != at]
            if keep and any({session.task_id for session in other} == tasks for other in others):
                continue
            found = without_job(problem, rosters, at, 20.0, keep_others=keep)
            best = best_plan(problem, keep=others if keep else (), without=tasks)
            where = f"seed {seed}, job {at}"
            if best is None:
                assert found.impossible, where
                continue
            asked += 1
            assert found.costs is not None, where
            assert found.costs[1] == pytest.approx(result.score - best.score, abs=0.0151), where
            assert found.costs[2] == pytest.approx(found.costs[1], abs=0.0151), where
            assert found.rosters is not None, where
            assert all({s.task_id for s in other} != tasks for other in found.rosters), where
            if keep:
                assert Counter(map(tuple, others)) <= Counter(map(tuple, found.rosters)), where
    assert asked > 3


def test_differences_of_plans_count_every_job_once() -> None:
    """Same, moved, gone and come; and the sessions of both plans add up."""
    problem = under(tiny_problem(random.Random(1)), pins=())
    columns = Oracle(problem).columns()
    rng = random.Random(0)
    for _ in range(50):
        before, after = ([rng.choice(columns).roster for _ in range(3)] for _ in range(2))
        names = ["A", "B", "C"]
        diff = plan_diff(names, before, after)
        same = sum((Counter(before) & Counter(after)).values())
        assert len(diff.gone) + len(diff.moved) + same == 3
        assert len(diff.come) + len(diff.moved) + same == 3
        held = [Counter(s.task_id for roster in plan for s in roster) for plan in (before, after)]
        held[0].subtract(diff.left)
        held[0].update(diff.taken)
        assert held[0] == held[1]


@pytest.mark.parametrize("asked", [0, 1])
def test_of_twins_the_job_that_is_asked_about_is_the_one_that_goes(asked: int) -> None:
    one, other = (column.roster for column in Oracle(tiny_problem(random.Random(1))).columns()[:2])
    diff = plan_diff(["A", "B", "C"], [one, one, other], [other, one], asked)
    assert (diff.gone, diff.come, diff.moved) == ((("A", "B")[asked],), (), ())
