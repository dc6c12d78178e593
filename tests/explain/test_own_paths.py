"""Answers about a plan keep the user's own rules and count the own costs, as trying everything does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from bundler.domain import Pin, Problem, Result, Session, Task
from bundler.domain.own import Shift
from bundler.explain import Explanation, alternatives, ask_list, left_out, own_job, with_job, without_job
from bundler.explain.recommend import recommend
from bundler.explain.worth import terms_of
from bundler.io.plancheck import check
from bundler.rules import judge_job, left_over, plan_score, plan_violations, violations
from bundler.solver import solve
from bundler.solver.apart_model import difference
from bundler.units import DAYS
from tests.explain.audit import STRUCTURAL, wrong_trade
from tests.explain.exhaustive import holds
from tests.explain.test_recommend import by_trying_everything
from tests.oracle import Column, Oracle
from tests.oracle_plan import _allowed, best_plan
from tests.rules.micro import problem as micro
from tests.rules.micro import roster, task
from tests.solver.test_keep import some_jobs, under
from tests.solver.test_others import every_plan, pairs
from tests.solver.test_own import WORKWEEK, evening_rule_against, late_days, own, tiny

pytestmark = pytest.mark.usefixtures("terse")
EVENING, LATE = "own_evening", "own_late"
LATE_DAYS = replace(own(late_days, "day", True), code=LATE)
CENT = 0.0151
WITHIN = 0.3
ENOUGH = 60.0  # seconds: never over on any machine

Rosters = Sequence[Sequence[Session]]


class Case(NamedTuple):
    """A rule about evenings against the best plan without it, a cost of late days, and the best plan then."""

    seed: int
    problem: Problem
    result: Result


@cache
def case(seed: int) -> Case:
    free = tiny(seed, (LATE_DAYS,))
    rule = evening_rule_against(free, [job.roster for job in solve(free).plan or ()])
    problem = free.model_copy(update={"own": (replace(rule, code=EVENING), LATE_DAYS)})
    return Case(seed, problem, solve(problem))


def cases(seeds: Iterable[int]) -> Iterator[Case]:
    """Those with a plan."""
    return (found for found in map(case, seeds) if found.result.plan)


def jobs_of(problem: Problem) -> list[Column]:
    """Every job that there is under the own rules and the pins that forbid, each at its best."""
    pins = problem.scenario.pins
    return [c for c in Oracle(problem).columns() if all(_allowed(pin, c, problem) for pin in pins)]


def keeps(problem: Problem, rosters: Rosters, *, pins: bool = True) -> bool:
    """Whether the plain rules, the own one among them, find nothing wrong with a plan."""
    assert {each.code for each in problem.own} == {EVENING, LATE}
    judged = [verdict for each in rosters for verdict in judge_job(problem, each)]
    whole = problem if pins else under(problem, pins=())
    named = {str(at): each for at, each in enumerate(rosters)}
    return all(verdict.ok for verdict in judged) and plan_violations(whole, named) == {}


def points(problem: Problem, rosters: Rosters) -> float:
    """What a plan is worth, the own cost counted here day by day."""
    ends: dict[tuple[int, int], int] = {}
    for at, sessions in enumerate(rosters):
        for session in sessions:
            ends[at, session.day] = max(ends.get((at, session.day), 0), session.end)
    late = sum(max(0.0, end / 60 - 14) * 1.5 for end in ends.values())
    return plan_score(problem.model_copy(update={"own": ()}), rosters) - late


def test_why_a_task_is_left_out_is_what_trying_everything_says() -> None:
    """The rule is named where and only where a job holds the task without it; what it costs is true."""
    named = weighed = 0
    for seed, problem, result in cases(range(17)):
        rosters = [job.roster for job in result.jobs]
        for said in left_out(problem, rosters, seconds=ENOUGH):
            where = f"seed {seed}, {said.task_id}, {said.code}"
            assert said.decided, where
            if said.code in STRUCTURAL:
                named += names_the_rule(problem, said, where)
            elif said.trade is not None:
                assert list(wrong_trade(problem, rosters, said)) == [], where
                assert keeps(problem, said.trade.come, pins=False), where
                weighed += 1
    assert min(named, weighed) > 5


def names_the_rule(problem: Problem, said: Explanation, where: str) -> bool:
    """Whether the rule by itself is in the way; that it is told then, and only then, is asserted."""
    free = problem.model_copy(update={"own": (LATE_DAYS,)})
    assert not holds(problem, said.task_id), where
    for way in said.ways:
        told = {verdict for one in way.hindrances for verdict in one.verdicts}
        assert set(violations(problem, way.roster)) <= told, where
    alone = {way.hindrances[0].name for way in said.ways if len(way.hindrances) == 1}
    assert (EVENING in alone) == holds(free, said.task_id), where
    return EVENING in alone


def test_recommendations_are_the_best_of_each_kind_that_trying_everything_finds() -> None:
    tried = 0
    for seed, problem, _ in cases(range(20)):
        columns = jobs_of(problem)
        rosters = some_jobs(problem, random.Random(seed), columns=columns)
        for name in left_over(problem, rosters):
            best = by_trying_everything(problem, rosters, name, columns)
            ways = recommend(problem, rosters, name, most=100)
            where = f"seed {seed}, {name}"
            assert {way.kind for way in ways} == set(best), where
            for kind in best:
                first = next(way for way in ways if way.kind == kind)
                assert [by for _, by in first.levels] == pytest.approx(list(best[kind]), abs=1e-6), where
            for way in ways:
                plan = [job.roster for job in way.jobs]
                assert keeps(problem, plan, pins=False), where
                change = points(problem, plan) - points(problem, rosters)
                assert way.change.score == pytest.approx(change, abs=CENT), where
                tried += 1
    assert tried > 60


def test_a_job_of_ones_own_is_the_best_week_or_names_the_rule_in_its_way() -> None:
    viable = named = 0
    for seed, problem, _ in cases(range(9)):
        worth: dict[frozenset[str], float] = {}
        for column in jobs_of(problem):
            worth[column.tasks] = max(worth.get(column.tasks, -1e9), column.value[1])
        free = {column.tasks for column in jobs_of(problem.model_copy(update={"own": (LATE_DAYS,)}))}
        for names in sorted(free, key=sorted):
            found, where = own_job(problem, names, ENOUGH), f"seed {seed}, {sorted(names)}"
            assert found.decided, where
            assert (found.roster is not None) == (names in worth), where
            if found.roster is not None:
                viable += 1
                assert keeps(problem, [found.roster], pins=False), where
                assert points(problem, [found.roster]) == pytest.approx(worth[names], abs=CENT), where
            else:
                named += 1
                assert [EVENING] in [[one.member.at for one in way.obstacles] for way in found.ways], where
    assert min(viable, named) > 20


def test_a_plan_with_a_job_of_ones_own_is_the_best_there_is() -> None:
    asked = 0
    for seed, problem, result in cases(range(16)):
        rosters = [job.roster for job in result.jobs]
        columns = jobs_of(problem)
        for column in random.Random(seed).sample(columns, min(len(columns), 2)):
            found = with_job(problem, rosters, column.roster, ENOUGH)
            pins = (*problem.scenario.pins, Pin(job=tuple(sorted(column.tasks))))
            best, where = best_plan(under(problem, pins=pins)), f"seed {seed}, {sorted(column.tasks)}"
            if best is None:
                assert found.impossible, where
                continue
            assert found.costs is not None, where
            assert found.rosters is not None, where
            assert keeps(problem, found.rosters), where
            costs = points(problem, rosters) - best.score
            assert found.costs[1:] == pytest.approx((costs, costs), abs=CENT), where
            assert points(problem, found.rosters) == pytest.approx(best.score, abs=CENT), where
            asked += 1
    assert asked > 12


def test_a_plan_without_one_of_its_jobs_is_the_best_there_is() -> None:
    asked = 0
    for seed, problem, result in cases(range(16)):
        rosters = [job.roster for job in result.jobs]
        tasks = {session.task_id for session in rosters[0]}
        found = without_job(problem, rosters, 0, ENOUGH, keep_others=False)
        best = best_plan(problem, without=tasks)
        if best is None:
            assert found.impossible, f"seed {seed}"
            continue
        assert found.costs is not None, f"seed {seed}"
        assert found.rosters is not None, f"seed {seed}"
        assert keeps(problem, found.rosters), f"seed {seed}"
        costs = points(problem, rosters) - best.score
        assert found.costs[1:] == pytest.approx((costs, costs), abs=CENT), f"seed {seed}"
        asked += 1
    assert asked > 5


def most_different(problem: Problem, mine: Rosters) -> float | None:
    """How much a plan that is good enough can differ at the most; None where there are too many to try."""
    columns = jobs_of(problem)
    if len(columns) > 9 or problem.scenario.pins:
        return None
    least = points(problem, mine) - WITHIN * abs(points(problem, mine))
    plans = ([column.roster for column in plan] for plan in every_plan(problem, columns))
    good = [plan for plan in plans if points(problem, plan) >= least - 0.006]
    return max(difference(pairs(mine), pairs(plan)) for plan in good)


def test_alternatives_are_the_most_different_plans_that_keep_the_rule() -> None:
    """Of all plans that are good enough, where these are few; each is worth what it says."""
    counted = tried = 0
    for seed, problem, result in cases(range(14)):
        mine = [job.roster for job in result.jobs]
        most = most_different(problem, mine)
        for at, each in enumerate(alternatives(problem, result, WITHIN, 2, seconds=ENOUGH).plans):
            rosters = [job.roster for job in each.result.jobs]
            assert keeps(problem, rosters), f"seed {seed}"
            assert check(problem, each.result) == [], f"seed {seed}"
            score = points(problem, rosters)
            assert each.result.score == pytest.approx(score, abs=CENT), f"seed {seed}"
            assert dict(each.change)["score"] == pytest.approx(score - points(problem, mine), abs=CENT)
            assert each.measures.plan["score"] == pytest.approx(score, abs=CENT), f"seed {seed}"
            counted += 1
            if at == 0 and most is not None:
                assert each.proved, f"seed {seed}"
                assert each.difference == pytest.approx(most, abs=1e-4), f"seed {seed}"
                tried += 1
    assert min(counted, tried) > 3


def test_what_is_missing_brings_what_trying_everything_says() -> None:
    """The changed problem is under the same rule; so are the new job and the whole plan with it."""
    counted = 0
    for seed, problem, result in cases(range(8)):
        rosters = [job.roster for job in result.jobs]
        found = ask_list(problem, rosters, seconds=600.0)
        assert keeps(problem, [*rosters, *found.added]), f"seed {seed}"
        for ask in found.asks:
            changed, where = ask.apply(problem), f"seed {seed}: {ask.text.en}"
            after = best_plan(changed)
            assert after is not None, where
            assert keeps(changed, [ask.job.roster], pins=False), where
            assert keeps(changed, ask.rosters), where
            assert ask.job.score == pytest.approx(points(changed, [ask.job.roster]), abs=CENT), where
            assert ask.brings.points == pytest.approx(after.score - points(problem, rosters), abs=CENT), where
            counted += 1
    assert counted > 9


def test_the_terms_of_a_job_tell_what_the_own_cost_takes_and_on_which_days() -> None:
    told = 0
    for _, problem, result in cases(range(20)):
        for job in result.jobs:
            late = next(term for term in terms_of(problem, job.roster) if term.code == LATE)
            days = {session.day for session in job.roster if session.end > 14 * 60}
            assert len(late.pieces) == len(days)
            assert sum(piece.points for piece in late.pieces) == pytest.approx(late.points)
            plain = points(problem.model_copy(update={"own": ()}), [job.roster])
            assert job.score == pytest.approx(plain, abs=CENT)
            told += bool(days)
    assert told > 8


def few_suppliers(tasks: tuple[Task, ...]) -> bool:
    return {1: True, 2: True}[len({task.supplier_id for task in tasks})]


def few_known_tasks(tasks: tuple[Task, ...]) -> bool:
    return {1: True, 2: True}[len(tasks)] and all({"A": True, "B": True, "C": True}[t.task_id] for t in tasks)


def from_12_20(shift: Shift) -> bool:
    return {12 * 60 + 20: True}[shift.start]


def test_a_rule_that_fails_on_what_no_job_may_be_does_not_end_a_recommendation() -> None:
    """A third supplier cannot join, and the rule does not know of three."""
    tasks = [task(name, 100, WORKWEEK, supplier_id=f"s{at}") for at, name in enumerate("ABC", 1)]
    problem = micro(*tasks, min_hours=5, max_suppliers=2)
    problem = problem.model_copy(update={"own": (own(few_suppliers, "tasks"),)})
    visits = ", ".join(f"A {day} 08:00, B {day} 10:00" for day in DAYS[:5])
    ways = recommend(problem, [roster(problem, visits)], "C", most=9)
    assert {way.kind for way in ways} == {"new", "swap"}


def test_a_rule_that_fails_where_others_are_loosened_does_not_end_the_question_about_a_job() -> None:
    tasks = [task("A", 100, WORKWEEK, "06:00-22:00"), task("B", 100, WORKWEEK, "14:00-22:00")]
    problem = micro(*tasks, min_hours=30, max_span_hours=24)
    problem = problem.model_copy(update={"own": (own(from_12_20, "day"),)})
    assert own_job(problem, ["A", "B"], ENOUGH).roster is None


def test_a_rule_that_fails_on_what_is_asked_for_leaves_the_other_asks() -> None:
    """It knows of two tasks at most, and not of a task that nobody has yet."""
    problem = micro(*[task(name, 60, WORKWEEK) for name in "ABC"], max_tasks=2, min_hours=12)
    problem = problem.model_copy(update={"own": (own(few_known_tasks, "tasks"),)})
    found = ask_list(problem, [], seconds=600.0)
    assert [ask.change.rules for ask in found.asks] == [(("min_hours", 10.0),)]
