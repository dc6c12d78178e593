"""The best week of exactly given tasks, against one that tries everything."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from bundler.domain import Problem, Session
from bundler.rules import score_terms, violations
from bundler.solver.exactly import ExactWeeks
from tests.oracle import Oracle
from tests.strategies import tiny_problem


def points(problem: Problem, roster: tuple[Session, ...]) -> float:
    return sum(score_terms(problem, roster).values())


def test_the_week_of_a_job_is_the_best_there_is() -> None:
    """With the days of shareable tasks free, and where they are given."""
    tried = 0
    for seed in range(12):
        problem = tiny_problem(random.Random(seed))
        weeks = ExactWeeks(problem)
        free: dict[frozenset[tuple[str, int]], float] = {}
        columns = Oracle(problem).columns()
        for column in columns:
            key = frozenset(Counter(session.task_id for session in column.roster).items())
            free[key] = max(free.get(key, -1e9), column.value[1])
        for column in columns:
            sessions = dict(Counter(session.task_id for session in column.roster))
            found = weeks.best(sessions, column.shared)
            assert found is not None
            assert violations(problem, found) == []
            assert points(problem, found) == pytest.approx(column.value[1]), (seed, sessions)
            assert all(
                {s.day for s in found if s.task_id == name} == set(on) for name, on in column.shared.items()
            )
            anywhere = weeks.best(sessions)
            assert anywhere is not None
            assert points(problem, anywhere) == pytest.approx(free[frozenset(sessions.items())])
            tried += 1
    assert tried > 50


def test_what_can_be_no_job_has_no_week_or_breaks_a_rule_about_its_tasks() -> None:
    for seed in range(12):
        problem = tiny_problem(random.Random(seed))
        weeks = ExactWeeks(problem)
        viable = {column.tasks for column in Oracle(problem).columns()}
        known = [task for task in problem.tasks if weeks.knows(task.task_id)]
        for one in known:
            for other in known:
                names = frozenset([one.task_id, other.task_id])
                if names not in viable:
                    sessions = {task.task_id: task.sessions_per_week for task in (one, other)}
                    found = weeks.best(sessions)
                    assert found is None or violations(problem, found)


def test_days_that_are_too_few_leave_no_week() -> None:
    problem = tiny_problem(random.Random(1))
    weeks = ExactWeeks(problem)
    task = next(task for task in problem.tasks if weeks.knows(task.task_id) and task.sessions_per_week > 1)
    assert weeks.best({task.task_id: task.sessions_per_week}, {task.task_id: task.days[:1]}) is None
    assert weeks.best({task.task_id: task.sessions_per_week + 1}) is None
