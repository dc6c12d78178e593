"""Where a task could go, against one that tries everything beside the other jobs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest

from bundler.domain import Pin, Problem, Session
from bundler.errors import UsageError
from bundler.explain.recommend import KINDS, Recommendation, recommend
from bundler.kpis import Measures, measure
from bundler.rules import left_over, make_job, plan_violations, score_terms
from tests.oracle import Column, Oracle
from tests.solver.test_keep import some_jobs, under
from tests.strategies import tiny_problem

Rosters = Sequence[Sequence[Session]]
OBJECTIVES = ("balanced", "most-hours", "most-jobs", "fewest-jobs")
SEEDS = tuple(range(60, 65))


def worth(problem: Problem, rosters: Rosters) -> tuple[float, ...]:
    """What a plan is worth, to be made large, level by level."""
    score = sum(sum(score_terms(problem, roster).values()) for roster in rosters)
    minutes = sum(session.end - session.start for roster in rosters for session in roster)
    first = {"most-hours": minutes / 60, "most-jobs": len(rosters), "fewest-jobs": -len(rosters)}
    objective = problem.scenario.solve.objective
    return (score,) if objective == "balanced" else (first[objective], score)


def broken(problem: Problem, rosters: Rosters) -> set[tuple[str, str]]:
    found = plan_violations(problem, {str(at): roster for at, roster in enumerate(rosters)})
    return {(verdict.code, str(verdict.where)) for verdicts in found.values() for verdict in verdicts}


def by_trying_everything(
    problem: Problem, rosters: Rosters, name: str, columns: Sequence[Column]
) -> dict[str, tuple[float, ...]]:
    """The best change of each kind."""
    before, open_ = worth(problem, rosters), broken(problem, rosters)
    best: dict[str, tuple[float, ...]] = {}
    for kind, plan in _plans(rosters, name, columns):
        change = tuple(now - was for now, was in zip(worth(problem, plan), before, strict=True))
        better = kind not in best or [round(x, 6) for x in change] > [round(x, 6) for x in best[kind]]
        if better and broken(problem, plan) <= open_:
            best[kind] = change
    return best


def _plans(
    rosters: Rosters, name: str, columns: Sequence[Column]
) -> Iterator[tuple[str, list[Sequence[Session]]]]:
    for column in columns:
        if name in column.tasks:
            yield "new", [*rosters, column.roster]
    for at, roster in enumerate(rosters):
        held = Counter(session.task_id for session in roster)
        for column in columns:
            has = Counter(session.task_id for session in column.roster)
            if has[name] <= held[name]:
                continue
            others, were = Counter(has), Counter(held)
            del others[name], were[name]
            plan = [column.roster if number == at else other for number, other in enumerate(rosters)]
            if others == were:
                yield "join", plan
            elif all(others[task] == were[task] for task in others) and len(were) == len(others) + 1:
                yield "swap", plan


@cache
def made_of(seed: int) -> tuple[Problem, Rosters, tuple[Column, ...]]:
    """A tiny problem, a poor plan of it, and every job that there is."""
    problem = tiny_problem(random.Random(seed))
    columns = tuple(Oracle(problem).columns())
    return problem, some_jobs(problem, random.Random(seed), columns=columns), columns


def ways_of(problem: Problem, rosters: Rosters, name: str) -> tuple[Recommendation, ...]:
    return recommend(problem, rosters, name, most=100)


def test_the_best_of_each_kind_is_what_trying_everything_finds() -> None:
    """And where there is none of a kind, there is none."""
    seen: Counter[tuple[str, str]] = Counter()
    for objective, seed in product(OBJECTIVES, SEEDS):
        plain, rosters, columns = made_of(seed)
        problem = under(plain, objective)
        for name in left_over(problem, rosters):
            best = by_trying_everything(problem, rosters, name, columns)
            ways = ways_of(problem, rosters, name)
            sign = -1 if objective == "fewest-jobs" else 1
            for kind in KINDS:
                first = next((way for way in ways if way.kind == kind), None)
                where = f"{objective}, seed {seed}, {name}, {kind}"
                assert (first is None) == (kind not in best), where
                if first is not None:
                    values = [value for _, value in first.levels]
                    values[0] *= sign if len(values) > 1 else 1
                    assert values == pytest.approx(list(best[kind]), abs=1e-6), where
                    seen[objective, kind] += 1
    assert len(seen) == len(OBJECTIVES) * len(KINDS)


def test_every_way_holds_and_its_changes_are_those_of_the_plans() -> None:
    """Rules, levels, every KPI, the task's sessions, what is given back, and the order."""
    tried = 0
    for objective, seed in product(("balanced", "most-hours"), SEEDS):
        plain, rosters, _ = made_of(seed)
        problem = under(plain, objective)
        before = measure(problem, [make_job(problem, "J", roster) for roster in rosters])
        was_left = left_over(problem, rosters)
        for name, left in was_left.items():
            ranks = []
            for way in recommend(problem, rosters, name):
                tried += 1
                plan = [job.roster for job in way.jobs]
                where = f"seed {seed}, {name}, {way.kind}"
                assert broken(problem, plan) <= broken(problem, rosters), where
                values = zip(worth(problem, plan), worth(problem, rosters), strict=True)
                change = [now - was for now, was in values]
                assert [value for _, value in way.levels] == pytest.approx(change), where
                ranks.append([round(value, 6) for value in change])
                assert_told(before, measure(problem, way.jobs), way)
                now_left = left_over(problem, plan)
                assert now_left.get(name, 0) < left, where
                assert (way.given_back is not None) == (way.kind == "swap"), where
                if way.given_back is not None:
                    assert now_left[way.given_back] > was_left.get(way.given_back, 0), where
            assert ranks == sorted(ranks, reverse=True)
    assert tried > 20


def assert_told(before: Measures, after: Measures, way: Recommendation) -> None:
    """The KPIs that are told are those that differ, and differ as told."""
    told = {(each.kpi.code, each.supplier_id): (each.before, each.after) for each in way.kpis}
    pairs = {(code, ""): (before.plan[code], value) for code, value in after.plan.items()}
    for code, values in after.by_supplier.items():
        pairs |= {(code, name): (before.by_supplier[code][name], value) for name, value in values.items()}
    assert told == {key: (was, now) for key, (was, now) in pairs.items() if was != pytest.approx(now)}


def test_no_more_ways_than_asked_and_each_kind_among_them() -> None:
    for seed in SEEDS:
        problem, rosters, _ = made_of(seed)
        for name in left_over(problem, rosters):
            everything = ways_of(problem, rosters, name)
            few = recommend(problem, rosters, name, most=3)
            assert len(few) == min(3, len(everything))
            assert {way.kind for way in few} == {way.kind for way in everything}
            assert recommend(problem, rosters, name, most=1) == everything[:1]


def test_a_job_that_a_pin_asks_for_stays_as_it_is() -> None:
    """Taking the task in would break the pin; only a new job is left."""
    tried = 0
    for seed in SEEDS:
        problem, rosters, _ = made_of(seed)
        sets = [frozenset(session.task_id for session in roster) for roster in rosters]
        for name in left_over(problem, rosters):
            joined = [way for way in ways_of(problem, rosters, name) if way.kind != "new" and not way.had_it]
            if joined and len(set(sets)) == len(sets):
                pins = [Pin(job=tuple(sorted(names))) for names in sets]
                pinned = under(problem, pins=pins)
                assert {way.kind for way in ways_of(pinned, rosters, name) if not way.had_it} <= {"new"}
                tried += 1
    assert tried > 0


def test_what_cannot_be_asked_is_refused_with_words() -> None:
    problem, rosters, _ = made_of(SEEDS[0])
    with pytest.raises(UsageError, match="no task 'nobody'"):
        recommend(problem, rosters, "nobody")
    left = left_over(problem, rosters)
    with pytest.raises(UsageError, match="breaks a rule"):
        recommend(problem, [*rosters, *rosters, *rosters, *rosters], next(iter(left)))
    placed = [(seed, task.task_id) for seed in SEEDS for task in made_of(seed)[0].tasks
              if task.task_id not in left_over(*made_of(seed)[:2])]  # fmt: skip
    seed, name = placed[0]
    with pytest.raises(UsageError, match="in full"):
        recommend(*made_of(seed)[:2], name)
