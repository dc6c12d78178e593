"""What is to be made as large as possible, one level after another."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from bundler.domain.scenario import Objective
from bundler.solver.asked import LevelRow
from bundler.solver.instance import Instance
from bundler.solver.kernel_day import LENGTH
from bundler.solver.kernel_sets import BASE, PER_MINUTE, SUPERVISED_SHARE

_TINY = 1e-6


@dataclass(frozen=True, eq=False)
class Aim:
    """One level of an objective, to be made as large as possible.

    Attributes:
        name: ``score``, ``hours`` or ``jobs``.
        instance: the arrays, what a set is worth being this level's.
        step: values are whole multiples of this; 0 where they are not.
        placed: numbers of the tasks that must be placed in full.
        level: the earlier level stays at its value; None on the first.
    """

    name: str
    instance: Instance
    step: float = 0.0
    placed: tuple[int, ...] = ()
    level: LevelRow | None = None

    def rounded(self, bound: float) -> float:
        """The largest value a plan can have under this bound."""
        if not self.step or not math.isfinite(bound):
            return bound
        return math.floor((bound + _TINY) / self.step) * self.step

    @property
    def next_up(self) -> float:
        """How much more than a plan the next better one is worth at least."""
        return self.step - 4 * _TINY if self.step else 0.0


def with_worth(instance: Instance, per_set: float, per_minute: float) -> Instance:
    """The same arrays, sets being worth this and nothing else: weeks cost nothing, own rules hold."""
    worth = np.zeros_like(instance.worth)
    worth[BASE], worth[PER_MINUTE] = per_set, per_minute
    worth[SUPERVISED_SHARE] = instance.worth[SUPERVISED_SHARE]
    rules = tuple(own for own in instance.own if not own.charges)
    return replace(instance, worth=worth, weights=np.zeros_like(instance.weights), own=rules)


def first_level(objective: Objective) -> tuple[str, float, float]:
    """Name of the first level; what every set and every minute of it is worth there."""
    match objective:
        case "most-hours":
            return "hours", 0.0, 1 / 60
        case "most-jobs":
            return "jobs", 1.0, 0.0
        case "fewest-jobs":
            return "jobs", -1.0, 0.0
    return "score", 0.0, 0.0


def first_aim(instance: Instance, objective: Objective, placed: tuple[int, ...]) -> Aim:
    """The first level of an objective; ``placed`` must be placed in full."""
    name, per_set, per_minute = first_level(objective)
    if name == "score":
        return Aim(name, instance, placed=placed)
    lengths = instance.table[:, LENGTH]
    step = float(np.gcd.reduce(lengths)) / 60 if name == "hours" and len(lengths) else 1.0
    return Aim(name, with_worth(instance, per_set, per_minute), step, placed)


# weights under which a plan better on the first level is nearly always worth more
_HEAVY_HOUR, _HEAVY_JOB = 60.0, 400.0


def guiding_aims(instance: Instance, objective: Objective, placed: tuple[int, ...]) -> list[Aim]:
    """Score with the first level weighed heavily: finds plans good on both, proves nothing of either.

    For the fewest jobs hours weigh most at first: a plan must place every task before fewer jobs count.
    """
    if objective == "most-jobs":
        return [_weighed(instance, _HEAVY_JOB, 0.0, ())]
    hours = _weighed(instance, 0.0, _HEAVY_HOUR / 60, ())
    if objective == "most-hours":
        return [hours]
    return [hours, _weighed(instance, -_HEAVY_JOB, 0.0, placed)]


def _weighed(instance: Instance, per_set: float, per_minute: float, placed: tuple[int, ...]) -> Aim:
    worth = instance.worth.copy()
    worth[BASE] += per_set
    worth[PER_MINUTE] += per_minute
    return Aim("guide", replace(instance, worth=worth), placed=placed)


def second_aim(instance: Instance, objective: Objective, first: float, placed: tuple[int, ...]) -> Aim:
    """Score, the first level staying at ``first``."""
    name, per_set, per_minute = first_level(objective)
    dear = _HEAVY_HOUR if name == "hours" else _HEAVY_JOB
    level = LevelRow(instance, per_set, per_minute, first - _TINY, dear)
    return Aim("score", instance, placed=placed, level=level)
