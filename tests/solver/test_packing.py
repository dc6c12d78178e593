"""Pure packing: found where it is, never where it is not, and solved as exactly as anything else."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from bundler.domain import Location, Pin, Problem, Rules, Scenario, SolveOptions, Supplier, Task, Weights
from bundler.domain.scenario import Objective
from bundler.rules import plan_violations, round_points, violations
from bundler.solver import part, solve
from bundler.solver.aim import first_aim, second_aim
from bundler.solver.component import Component
from bundler.solver.instance import make_instance
from bundler.solver.packing_model import packing_of, worth_of
from bundler.solver.packing_price import Knapsack
from bundler.solver.patterns import Weeks
from tests.oracle_plan import best_plan

OBJECTIVES: tuple[Objective, ...] = ("balanced", "most-hours", "most-jobs", "fewest-jobs")
NEVER = np.zeros(1, np.uint8)


def _task(number: int, minutes: int = 60, owner: str = "a", **more: Any) -> Task:
    given: dict[str, Any] = {
        "task_id": f"t{number}", "supplier_id": owner, "title": "", "location_id": "here", "days": (0, 3),
        "session_minutes": minutes, "sessions_per_week": 2, "earliest_start": 480, "latest_end": 720,
    }  # fmt: skip
    return Task(**given | more)


def _problem(
    tasks: list[Task],
    objective: Objective = "fewest-jobs",
    pins: tuple[Pin, ...] = (),
    weights: Weights | None = None,
    **rules: Any,
) -> Problem:
    owners = sorted({task.supplier_id for task in tasks})
    places = sorted({task.location_id for task in tasks})
    return Problem(
        tasks=tuple(tasks),
        suppliers=tuple(Supplier(supplier_id=owner) for owner in owners),
        locations=tuple(Location(location_id=place, site="s") for place in places),
        scenario=Scenario(
            rules=Rules(**{"min_hours": 0, "grid_minutes": 10, "max_tasks": 9} | rules),
            weights=weights or Weights(target_hours=6),
            solve=SolveOptions(objective=objective, time_limit=600, workers=1),
            pins=pins,
        ),
    )


def _random(seed: int, most: int, objective: Objective) -> Problem:
    """A few tasks; now and then persons, a least load, a binding number of tasks or suppliers."""
    chance = random.Random(seed)
    days = chance.choice([(0,), (0, 3), (1, 2, 4)])
    tasks = [
        _task(
            number,
            10 * chance.randint(2, 13),
            chance.choice("abcd"),
            headcount=chance.choice([1, 1, 1, 2]),
            days=days,
            sessions_per_week=len(days),
            hygiene=chance.choice(["none", "food", "sanitary"]),
            supervised=chance.random() < 0.5,
        )
        for number in range(chance.randint(3, most))
    ]
    return _problem(
        tasks,
        objective,
        weights=Weights(
            second_supplier=chance.choice([0, 10]), extra_task=chance.choice([0, 4]), target_hours=6
        ),
        max_suppliers=chance.choice([1, 2, 2, 3]),
        max_tasks=chance.choice([2, 3, 9]),
        min_hours=chance.choice([0, 0, 3, 5]),
    )


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_knapsack_finds_what_trying_every_set_finds(objective: Objective) -> None:
    """The most gain at random prices, and every set above a floor, on both levels of all objectives."""
    for seed in range(15):
        problem = _random(seed, 7, objective)
        instance, rules = make_instance(problem), problem.scenario.rules
        packing = packing_of(instance, ())
        assert packing is not None
        chance = np.random.default_rng(seed)
        aims = [first_aim(instance, objective, ())]
        if objective != "balanced":
            aims.append(second_aim(instance, objective, 2.0, ()))
        for aim in aims:
            prices = np.round(chance.uniform(-3, 12, len(packing.groups)), 3)
            price = float(chance.uniform(-1, 0)) if aim.level is not None else 0.0
            group = packing.group_of()
            weeks = Weeks(aim.instance)
            gains: dict[tuple[int, ...], float] = {}
            for size in range(1, min(len(instance.tasks), rules.max_tasks) + 1):
                for items in combinations(range(len(instance.tasks)), size):
                    if weeks.week(items).cost == np.inf or not _fits(problem, items):
                        continue
                    held = Counter(group[item] for item in items)
                    gain = weeks.worth(items) - sum(prices[at] * count for at, count in held.items())
                    if aim.level is not None:
                        rows = np.array([items], np.int32)
                        gain -= price * float(aim.level.coefficients(rows)[0])
                    gains[tuple(held[at] for at in range(len(prices)))] = float(gain)
            knapsack = Knapsack(packing, worth_of(packing, aim))
            best = knapsack.best(prices, price, NEVER)
            assert best is not None
            assert len(best.gain) == 0 if not gains else best.gain[0] == pytest.approx(max(gains.values()))
            floor = float(np.median(list(gains.values()) or [0.0])) + 1e-6
            found = knapsack.within(prices, price, floor, NEVER, maximal=False, most=1000)
            assert found is not None
            listed = {tuple(row): gain for row, gain in zip(found.counts.tolist(), found.gain, strict=True)}
            assert len(listed) == len(found.gain)
            assert listed == pytest.approx({s: gain for s, gain in gains.items() if gain >= floor})


def _fits(problem: Problem, items: tuple[int, ...]) -> bool:
    """Hours, suppliers and number of tasks, by the plain rules."""
    packing = packing_of(make_instance(problem), ())
    assert packing is not None
    return not violations(problem, packing.roster(items))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_plan_is_the_best_there_is(objective: Objective) -> None:
    """Where every job is tried, no plan is better on either level."""
    for seed in range(12):
        problem = _random(100 + seed, 6, objective)
        best, result = best_plan(problem, objective), solve(problem)
        if best is None:
            assert (result.status, result.stopped_by) == ("none", "proof"), seed
            continue
        assert result.status == "optimal", seed
        assert result.first.value == pytest.approx(best.first, abs=0.0051), seed
        assert result.score == pytest.approx(round_points(best.score), abs=0.0051), seed


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_packing_and_the_ordinary_way_agree(objective: Objective, monkeypatch: pytest.MonkeyPatch) -> None:
    """On more tasks than can be tried, both prove the same levels."""
    for seed in range(5):
        problem = _random(200 + seed, 13, objective)
        ours = solve(problem)
        with monkeypatch.context() as patched:
            patched.setattr(part, "make_component", Component)
            theirs = solve(problem)
        assert ours.status == theirs.status, seed
        assert [level.value for level in ours.levels] == pytest.approx(
            [level.value for level in theirs.levels], abs=0.0051
        ), seed


def test_more_jobs_than_the_hours_ask_for() -> None:
    """Three tasks of more than half a window need three jobs, though their hours fit in two."""
    result = solve(_problem([_task(number, 130) for number in range(3)]))
    assert (result.first.value, result.first.bound) == (3, 3)
    assert result.status == "optimal"


def test_jobs_of_many_tasks_are_proved() -> None:
    """Forty short tasks of four suppliers fill the fewest jobs: two suppliers in each."""
    tasks = [_task(number, 10, "abcd"[number % 4]) for number in range(40)]
    result = solve(_problem(tasks, max_tasks=99, weights=Weights(target_hours=8)))
    assert result.status == "optimal"
    assert (result.first.value, len(result.jobs)) == (2, 2)


def test_the_last_persons_are_shared_out() -> None:
    """Tasks alike with several persons each: no job holds a task twice, no task is given out too often."""
    tasks = [_task(number, 60, headcount=3) for number in range(5)]
    problem = _problem(tasks)
    result = solve(problem)
    assert result.first.value == 4
    assert plan_violations(problem, {job.job_id: job.roster for job in result.jobs}) == {}
    assert Counter(s.task_id for job in result.jobs for s in job.roster) == {t.task_id: 6 for t in tasks}


def _packs(problem: Problem) -> bool:
    return packing_of(make_instance(problem), ()) is not None


def test_it_is_found() -> None:
    """Tasks at one place, on the same fixed days, in one window."""
    assert _packs(_problem([_task(1), _task(2, 90, "b")]))


@pytest.mark.parametrize(
    "more",
    [
        {"location_id": "there"},
        {"days": (0, 4)},
        {"days": (0, 3, 4)},
        {"earliest_start": 490},
        {"latest_end": 710},
        {"session_minutes": 65},
        {"min_sessions_per_job": 1},
        {"setting": "outdoor"},
        {"competencies": ("a", "b", "c", "d")},
    ],
)
def test_one_task_unlike_the_others_is_no_packing(more: dict[str, Any]) -> None:
    """Place, days, window, grid, a shared series, setting and competencies all decide."""
    other = _task(2, competencies=("e",))
    assert not _packs(_problem([_task(1, **more), other]))


@pytest.mark.parametrize(
    "rules",
    [
        {"min_hours_per_supplier": 1},
        {"min_supervised_share": 0.5},
        {"break_rule": "youth"},
        {"daily_rest_hours": 22},
        {"weekly_rest_hours": 140},
    ],
)
def test_a_rule_that_looks_at_more_than_load_is_no_packing(rules: dict[str, Any]) -> None:
    """Hours by supplier, supervision, breaks and rests that can fall due."""
    tasks = [_task(1, 150, days=(0, 1), latest_end=800), _task(2, 150, days=(0, 1), latest_end=800)]
    assert _packs(_problem(tasks, weekly_rest_hours=0))
    assert not _packs(_problem(tasks, **{"weekly_rest_hours": 0} | rules))


@pytest.mark.parametrize(
    "pin",
    [
        Pin(together=("t1", "t2")),
        Pin(apart=("t1", "t2")),
        Pin(place="t1"),
        Pin(job=("t1", "t2")),
        Pin(forbid_suppliers=("a", "b")),
    ],
)
def test_a_pin_is_no_packing(pin: Pin) -> None:
    """Pins are about particular tasks."""
    assert not _packs(_problem([_task(1), _task(2, 90, "b")], pins=(pin,)))


def test_a_task_left_out_does_not_matter() -> None:
    """What remains is pure packing; so it is under a pin about suppliers of which one is there."""
    pins = (Pin(leave="t3"), Pin(forbid_suppliers=("a", "c")))
    assert _packs(_problem([_task(1), _task(2, 90, "b"), _task(3, 60, "c")], pins=pins))
