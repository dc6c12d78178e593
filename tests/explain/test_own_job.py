"""A job of one's own, against one that tries everything."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from bundler.domain import Pin
from bundler.errors import UsageError
from bundler.explain.own_job import own_job
from bundler.rules import score_terms, violations
from tests.oracle import Oracle
from tests.oracle_plan import _allowed
from tests.solver.test_keep import under
from tests.strategies import tiny_problem


def test_a_job_is_viable_where_there_is_one_and_worth_what_that_is() -> None:
    """Of exactly the tasks; else each way out breaks the rules it names and no others."""
    viable = broken = never = 0
    for seed in range(6):
        rng = random.Random(seed)
        problem = tiny_problem(rng)
        columns = [
            column
            for column in Oracle(problem).columns()
            if all(_allowed(pin, column, problem) for pin in problem.scenario.pins)
        ]
        sets = [names for size in (1, 2, 3) for names in combinations(sorted(problem.task_by_id), size)]
        for names in rng.sample(sets, min(len(sets), 7)):
            found = own_job(problem, names, 20.0)
            points = [column.value[1] for column in columns if column.tasks == set(names)]
            where = f"seed {seed}, {names}"
            assert found.decided, where
            assert (found.roster is not None) == bool(points), where
            if found.roster is not None:
                viable += 1
                assert violations(problem, found.roster) == [], where
                assert sum(score_terms(problem, found.roster).values()) == pytest.approx(max(points)), where
                continue
            broken += bool(found.ways)
            never += bool(found.never)
            assert bool(found.ways) != bool(found.never), where
            for way in found.ways:
                assert {session.task_id for session in way.roster} == set(names), where
                named = {verdict for one in way.obstacles for verdict in one.verdicts}
                assert named >= set(violations(problem, way.roster)), where
            if found.never:
                assert set(found.never) <= set(names), where
                assert not any(set(found.never) <= column.tasks for column in columns), where
    assert min(viable, broken, never) > 2


def test_a_pin_that_forbids_it_is_named() -> None:
    problems = [under(tiny_problem(random.Random(seed)), pins=()) for seed in range(9)]
    problem, names = next(
        (problem, tuple(sorted(column.tasks)))
        for problem in problems
        for column in Oracle(problem).columns()
        if len(column.tasks) == 2
    )
    assert own_job(problem, names).roster is not None
    found = own_job(under(problem, pins=[Pin(apart=names)]), names)
    assert found.roster is None
    assert [verdict.code for verdict in found.verdicts] == ["pin_apart"]
    assert found.fewest


def test_what_cannot_be_asked_is_refused_with_words() -> None:
    problem = tiny_problem(random.Random(0))
    with pytest.raises(UsageError, match="no task 'nobody'"):
        own_job(problem, ["nobody"])
    with pytest.raises(UsageError, match="No task is named"):
        own_job(problem, [])
