"""Plans that differ most from a plan, against one that looks at every plan there is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from bundler.domain import Problem, Result, Session
from bundler.rules import plan_score, plan_violations
from bundler.solver import solve
from bundler.solver.apart_model import Pairs, difference, pairs_of
from bundler.solver.others import Others, least_worth, other_plans
from tests.oracle import Column, Oracle
from tests.oracle_plan import Caps, _minus, _Selection, _use
from tests.solver.test_keep import under
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")
WITHIN = 0.25
MANY = 4000


def every_plan(problem: Problem, columns: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    """Every choice of the jobs within what the tasks offer."""
    selection = _Selection(problem, [], False, {})
    uses = [_use(column, selection.rows) for column in columns]

    def go_on(at: int, caps: Caps, chosen: tuple[Column, ...]) -> Iterator[tuple[Column, ...]]:
        if at == len(columns):
            yield chosen
            return
        yield from go_on(at + 1, caps, chosen)
        left = _minus(caps, uses[at])
        while left is not None:
            chosen = (*chosen, columns[at])
            yield from go_on(at + 1, left, chosen)
            left = _minus(left, uses[at])

    yield from go_on(0, selection.caps, ())


def pairs(rosters: Sequence[Sequence[Session]]) -> Pairs:
    return frozenset(pair for roster in rosters for pair in pairs_of([s.task_id for s in roster]))


def made_of(
    seed: int, objective: str
) -> tuple[Problem, Result, list[tuple[tuple[Session, ...], ...]]] | None:
    """A problem, its best plan, and every plan that is good enough; None where there are too many."""
    problem = under(tiny_problem(random.Random(seed)), objective, pins=())
    columns = Oracle(problem).columns()
    result = solve(problem)
    if result.plan is None or not result.jobs or len(columns) > 12:
        return None
    asked = least_worth(problem, [job.roster for job in result.jobs], WITHIN)
    plans = []
    for number, plan in enumerate(every_plan(problem, columns)):
        if number > MANY:
            return None
        rosters = tuple(column.roster for column in plan)
        minutes = sum(s.end - s.start for roster in rosters for s in roster)
        if (
            plan_score(problem, rosters) >= asked.score - 0.006
            and minutes >= asked.minutes
            and len(rosters) >= asked.jobs
        ):
            plans.append(rosters)
    return problem, result, plans


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs"])
def test_each_is_the_most_different_of_all_plans_that_are_good_enough(objective: str) -> None:
    """Where every job was looked at it is said to be proved; and so it is that there is no other."""
    counted = 0
    for seed in range(22):
        made = made_of(seed, objective)
        if made is None:
            continue
        problem, result, plans = made
        found = other_plans(problem, [job.roster for job in result.jobs], WITHIN, 3, seconds=20)
        before = [pairs([job.roster for job in result.jobs])]
        assert_good(problem, result, found)
        assert found.complete, seed
        for plan in found.plans:
            most = max(min(difference(other, pairs(rosters)) for other in before) for rosters in plans)
            assert plan.proved, seed
            assert plan.difference == pytest.approx(most, abs=1e-4), seed
            assert plan.differences == tuple(difference(other, pairs(plan.rosters)) for other in before)
            before.append(pairs(plan.rosters))
            counted += 1
        if found.ended == "none":
            assert all(min(difference(other, pairs(rosters)) for other in before) == 0 for rosters in plans)
    assert counted > 5


def assert_good(problem: Problem, result: Result, found: Others) -> None:
    """Every plan keeps the rules and loses no more than it may, on every level."""
    for plan in found.plans:
        assert plan_violations(problem, {str(at): r for at, r in enumerate(plan.rosters)}) == {}
        score = plan_score(problem, plan.rosters)
        assert score >= result.score - WITHIN * abs(result.score) - 0.006
        minutes = sum(session.end - session.start for roster in plan.rosters for session in roster)
        reached = {"score": score, "hours": minutes / 60, "jobs": len(plan.rosters)}[result.first.name]
        assert reached >= (1 - WITHIN) * result.first.value - 0.006


def test_plans_under_fewest_jobs_place_everything_in_hardly_more_jobs() -> None:
    """And pins are kept."""
    counted = 0
    for seed in range(40):
        problem = under(tiny_problem(random.Random(seed)), "fewest-jobs")
        result = solve(problem)
        if not result.plan:
            continue
        for plan in other_plans(problem, [job.roster for job in result.jobs], 0.5, 2, seconds=20).plans:
            counted += 1
            assert plan_violations(problem, {str(at): r for at, r in enumerate(plan.rosters)}) == {}
            assert len(plan.rosters) <= 1.5 * len(result.jobs)
            placed = sum(len(roster) for roster in plan.rosters)
            assert placed == sum(task.sessions_offered for task in problem.tasks)
    assert counted > 1


def test_pins_are_kept_by_every_alternative() -> None:
    counted = 0
    for seed in range(40):
        problem = tiny_problem(random.Random(seed))
        result = solve(problem) if problem.scenario.pins else None
        if result is None or not result.plan:
            continue
        for plan in other_plans(problem, [job.roster for job in result.jobs], 0.3, 2, seconds=20).plans:
            counted += 1
            assert plan_violations(problem, {str(at): r for at, r in enumerate(plan.rosters)}) == {}
    assert counted > 1


def test_the_difference_counts_the_pairs_that_are_lost() -> None:
    plan = pairs_of(["A", "B", "C"]) | pairs_of(["D"])
    assert plan == {("A", "B"), ("A", "C"), ("B", "C"), ("D", "D")}
    assert difference(plan, plan) == 0
    assert difference(plan, pairs_of(["A", "B"])) == 0.75
    assert difference(frozenset(), plan) == 0
    assert all(one == pairs_of(names) for names in combinations("ABC", 2) for one in [frozenset([names])])
