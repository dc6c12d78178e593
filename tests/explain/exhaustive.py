"""Whether any viable job holds a task, by trying all of them; shares nothing with the solver.

The rules at their loosest and one step stricter are written here a second time, from the reference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, product
from math import ceil, floor, inf
from typing import Any

from bundler.domain import Problem
from tests.oracle import Oracle
from tests.oracle_plan import _allowed

Gone = frozenset[str | int]  # names of rules, numbers of pins

MOST = {
    "max_suppliers": 99, "max_tasks": 99, "max_competencies": 99, "max_locations": 99,
    "max_travel_minutes": 10_000, "max_rest_minutes": 1440, "max_days": 7, "max_hours": 168,
    "max_hours_per_day": 24, "max_span_hours": 24, "day_end": 1440, "max_start_spread_minutes": None,
    "min_hours": 0, "day_start": 0, "daily_rest_hours": 0, "weekly_rest_hours": 0,
    "min_hours_per_supplier": 0, "min_supervised_share": 0, "break_rule": "none",
    "separate_settings": False, "food_after_sanitary": True, "excluded_certificates": (),
}  # fmt: skip
FORBIDS = ("apart", "forbid_suppliers", "leave")
# one step of each rule: what the solver counts in
IN_MINUTES = {
    "min_hours", "max_hours", "max_hours_per_day", "max_span_hours", "daily_rest_hours", "weekly_rest_hours",
    "min_hours_per_supplier",
}  # fmt: skip


def changed(problem: Problem, values: Mapping[str | int, Any]) -> Problem:
    """Rules at these values, and without the pins of these numbers."""
    scenario = problem.scenario
    rules = scenario.rules.model_copy(update={key: v for key, v in values.items() if isinstance(key, str)})
    pins = tuple(pin for at, pin in enumerate(scenario.pins) if at not in values)
    return problem.model_copy(update={"scenario": scenario.model_copy(update={"rules": rules, "pins": pins})})


def without(problem: Problem, gone: Collection[str | int]) -> Problem:
    """Some rules at their loosest, without some pins."""
    return changed(problem, {key: MOST[key] if isinstance(key, str) else None for key in gone})


def can_go(problem: Problem) -> list[str | int]:
    """Every rule that is not at its loosest, every pin that forbids."""
    rules = problem.scenario.rules
    pins = [at for at, pin in enumerate(problem.scenario.pins) if pin.kind in FORBIDS]
    return [*(name for name, value in MOST.items() if getattr(rules, name) != value), *pins]


def holds(problem: Problem, task_id: str, among: Collection[str] | None = None) -> bool:
    """Whether any viable job holds the task (beside it at most these)."""
    return any(True for _ in jobs_with(problem, task_id, among))


def jobs_with(
    problem: Problem, task_id: str, among: Collection[str] | None = None
) -> Iterator[frozenset[str]]:
    """The sets of tasks of viable jobs that hold a task; the smallest first."""
    oracle = Oracle(problem)
    usable = [task for task in problem.tasks if oracle._usable(task)]
    wanted = [task for task in usable if task.task_id == task_id]
    others = [task for task in usable if task.task_id != task_id and (among is None or task.task_id in among)]
    for size in range(len(others) + 1):
        for beside in combinations(others, size):
            tasks = (*wanted, *beside)
            if not wanted or not oracle._together(tasks):
                continue
            names = frozenset(task.task_id for task in tasks)
            if not all(_pin_allows(problem, pin, names) for pin in problem.scenario.pins):
                continue
            for counts in product(*(oracle._counts(task) for task in tasks)):
                parts = [(t, n * t.session_minutes) for t, n in zip(tasks, counts, strict=True)]
                if not oracle._hours_fit(parts):
                    continue
                choices = [combinations(t.days, n) for t, n in zip(tasks, counts, strict=True)]
                weeks = (
                    oracle._week({t.task_id: days for t, days in zip(tasks, each, strict=True)}, inf)
                    for each in product(*choices)
                )
                if any(week is not None for week in weeks):
                    yield names
                    break


def _pin_allows(problem: Problem, pin: Any, names: frozenset[str]) -> bool:
    class _Job:
        tasks = names

    return _allowed(pin, _Job, problem)  # type: ignore[arg-type]


def stricter(problem: Problem, rule: str, value: Any) -> Any | None:
    """The value of a rule one step on the way back to the scenario's; None where that is its own."""
    own = getattr(problem.scenario.rules, rule)
    if rule in ("break_rule", "separate_settings", "food_after_sanitary", "excluded_certificates"):
        return None
    if rule == "min_supervised_share":
        return value + 1e-6
    scale = 60 if rule in IN_MINUTES else 1
    way = -1 if MOST[rule] is None or MOST[rule] > own else 1
    # own limit and the given one in whole steps, each on its strict and its loose side
    steps = round(value * scale) + way
    limit = floor(own * scale + 1e-9) if way < 0 else ceil(own * scale - 1e-9)
    return None if steps == limit else steps / scale if scale > 1 else steps
