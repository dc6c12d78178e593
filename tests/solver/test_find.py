"""The best jobs that hold given tasks, against one that tries everything."""

from __future__ import annotations

import random

import pytest

from bundler.rules import plan_violations, score_terms, violations
from bundler.solver.find import find_jobs
from tests.oracle import Oracle
from tests.oracle_plan import _allowed
from tests.solver.test_keep import some_jobs, under
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")


@pytest.mark.parametrize("chunk", range(4))
def test_the_best_job_with_a_task_is_the_best_there_is(chunk: int) -> None:
    """Worth what trying everything says, viable, and where none is found there is none."""
    none = 0
    for seed in range(chunk * 15, chunk * 15 + 15):
        problem = tiny_problem(random.Random(seed))
        columns = [
            column
            for column in Oracle(problem).columns()
            if all(_allowed(pin, column, problem) for pin in problem.scenario.pins)
        ]
        for task in problem.tasks:
            where = f"seed {seed}, {task.task_id}"
            found = find_jobs(problem, [task.task_id])
            points = [column.value[1] for column in columns if task.task_id in column.tasks]
            assert found.proved, where
            assert len(found.rosters) == bool(points), where
            assert bool(find_jobs(problem, [task.task_id], any_will_do=True).rosters) == bool(points), where
            none += not points
            for roster in found.rosters:
                assert violations(problem, roster) == [], where
                assert sum(score_terms(problem, roster).values()) == pytest.approx(max(points)), where
                assert found.points == (pytest.approx(max(points)),), where
    assert none > 0


def test_the_best_few_come_in_order_each_set_once() -> None:
    problem = tiny_problem(random.Random(1))
    best = {}
    for column in Oracle(problem).columns():
        key = tuple(sorted(s.task_id for s in column.roster))
        best[key] = max(best.get(key, -1e9), column.value[1])
    wanted = next(task.task_id for task in problem.tasks if sum(task.task_id in key for key in best) > 2)
    points = sorted((value for key, value in best.items() if wanted in key), reverse=True)
    found = find_jobs(problem, [wanted], most=3)
    assert found.points == pytest.approx(points[:3])


def test_other_tasks_than_those_allowed_are_in_no_job() -> None:
    problem = tiny_problem(random.Random(1))
    for task in problem.tasks:
        for roster in find_jobs(problem, [task.task_id], among=[], most=5).rosters:
            assert {session.task_id for session in roster} == {task.task_id}


def test_beside_kept_jobs_the_best_is_of_what_these_leave() -> None:
    """Heads, days and sessions that kept jobs hold are not there to be held."""
    tried = 0
    for seed in range(30, 45):
        rng = random.Random(seed)
        problem = under(tiny_problem(rng), pins=())
        keep = some_jobs(problem, rng)
        columns = Oracle(problem).columns()
        for task in problem.tasks:
            points = [
                column.value[1]
                for column in columns
                if task.task_id in column.tasks
                and not plan_violations(problem, {str(at): r for at, r in enumerate((*keep, column.roster))})
            ]
            found = find_jobs(problem, [task.task_id], keep=keep)
            assert found.points == (pytest.approx(max(points)),) if points else found.rosters == ()
            assert found.proved
            tried += bool(points and keep)
    assert tried > 5
