"""The second path against trying everything: the same jobs, the same best plans."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from bundler.domain import Problem, Session
from bundler.prove import Claims, prove
from bundler.prove.columns import Columns
from bundler.prove.days import Days
from bundler.prove.facts import Facts
from bundler.prove.sets import Items, list_sets
from bundler.prove.watch import Watch
from bundler.prove.weeks import Weeks
from bundler.rules import plan_violations
from tests.oracle import Oracle
from tests.oracle_plan import best_plan
from tests.strategies import tiny_problem

SEEDS = range(8)
Key = frozenset[tuple[str, int]]  # task id, sessions a week


def quarters(problem: Problem) -> Problem:
    """Every session a multiple of a quarter of an hour: sums of hours are exact in binary fractions."""
    tasks = tuple(
        task.model_copy(update={"session_minutes": task.session_minutes // 15 * 15}) for task in problem.tasks
    )
    return problem.model_copy(update={"tasks": tasks})


def key(roster: tuple[Session, ...]) -> Key:
    return frozenset(Counter(session.task_id for session in roster).items())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_set_has_the_best_week_that_trying_everything_finds(seed: int) -> None:
    """The same sets have a week, and the best week of each is worth the same; the plain rules agree."""
    problem = tiny_problem(random.Random(seed), pins=0)
    expected: dict[Key, float] = {}
    for column in Oracle(problem).columns():
        found = key(column.roster)
        expected[found] = max(column.value[1], expected.get(found, -1e9))
    facts, watch = Facts(problem), Watch(600)
    items, days = Items(facts), Days(facts, watch.check)
    columns = Columns(facts, items, list_sets(facts, items, days, watch), Weeks(facts, days, watch))
    columns.settle(range(len(columns)), -float("inf"))
    viable = [row for row in range(len(columns)) if columns.points[row] > -float("inf")]
    got = {key(tuple(columns.roster(row))): float(columns.points[row]) for row in viable}
    assert got == pytest.approx(expected)


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs", "fewest-jobs"])
def test_the_best_plan_of_a_tiny_problem_is_proved_best(objective: str) -> None:
    """What trying everything finds is the bound to 0.01 on every level, pins or not."""
    plans = 0
    for seed in range(100, 107):
        problem = quarters(tiny_problem(random.Random(seed), pins=2))
        best = best_plan(problem, objective)
        if best is None or plan_violations(problem, dict(enumerate_ids(best.rosters))):
            continue
        plans += 1
        proof = prove(problem, objective, best.rosters, Claims({}, optimal=True))  # type: ignore[arg-type]
        assert proof.verdict == "proved", (seed, proof)
        assert proof.levels[0].bound == pytest.approx(abs(best.first), abs=0.01)
        assert proof.levels[-1].bound == pytest.approx(best.score, abs=0.01)
    assert plans >= 2


def enumerate_ids(rosters: tuple[tuple[Session, ...], ...]) -> list[tuple[str, tuple[Session, ...]]]:
    return [(str(number), roster) for number, roster in enumerate(rosters)]
