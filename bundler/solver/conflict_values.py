"""How far a rule must give way before a plan exists: the nearest value of a row of round ones."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from bundler.domain.problem import Problem
from bundler.solver.conflict_members import Member, Members
from bundler.solver.conflict_trials import Trials

# the step between the values that are tried; counts go up one by one
STEPS: dict[str, float] = {
    "max_suppliers": 1,
    "min_hours": -0.5,
    "max_hours": 0.5,
    "max_days": 1,
    "max_hours_per_day": 0.5,
    "max_span_hours": 0.5,
    "max_rest_minutes": 5,
    "daily_rest_hours": -0.5,
    "weekly_rest_hours": -0.5,
    "max_tasks": 1,
    "max_competencies": 1,
    "max_locations": 1,
    "max_travel_minutes": 5,
    "max_start_spread_minutes": 5,
    "min_hours_per_supplier": -0.5,
    "min_supervised_share": -0.05,
}
_NO_SPREAD = 24 * 60
_TINY = 1e-9


class Enough(NamedTuple):
    """A rule and the value nearest to its own at which, proved, the whole problem has a plan."""

    rule: Member
    value: float


def enough_at(members: Members, rule: Member, trials: Trials) -> Enough | None:
    """The nearest value at which a plan exists; None where none was found in time or it has no values."""
    values = _values(members, rule)
    low, high = 0, len(values)
    while low < high and trials.left:
        middle = (low + high) // 2
        if trials.tried(_with(members, str(rule.at), values[middle]), members.must):
            high = middle
        else:
            low = middle + 1
    return Enough(rule, values[high]) if low == high < len(values) else None


def _values(members: Members, rule: Member) -> list[float]:
    """Values from nearly the rule's own to its loosest, on round steps."""
    name = str(rule.at)
    if name not in STEPS:
        return []
    step = STEPS[name]
    own = getattr(members.problem.scenario.rules, name)
    loosest = members.loosest(name)
    if step < 0:
        numbers = range(math.ceil(own / -step - _TINY) - 1, -1, -1)
    else:
        last = _NO_SPREAD if loosest is None else loosest
        numbers = range(math.floor(own / step + _TINY) + 1, math.ceil(last / step) + 1)
    return [round(number * abs(step), 2) for number in numbers]


def _with(members: Members, name: str, value: Any) -> Problem:
    scenario = members.problem.scenario
    rules = scenario.rules.model_copy(update={name: value})
    return members.problem.model_copy(update={"scenario": scenario.model_copy(update={"rules": rules})})
