"""What plans of possible jobs there are, and how much they differ from others: a model for CP-SAT."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.solver.near import NearPart
from bundler.solver.patterns import Column
from bundler.solver.selection import Entries
from bundler.units import WEEK_DAYS

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Pair = tuple[str, str]
Pairs = frozenset[Pair]
# of every part the columns of a plan
Choice = tuple[tuple[Column, ...], ...]

# points and shares as whole numbers
POINT, SHARE = 1_000_000, 10_000
# points by which a plan may be off what is asked
SLACK = 1e-3


class Asked(NamedTuple):
    """What a plan must reach.

    Attributes:
        score: points.
        minutes: task minutes a week; 0 where it is not asked.
        jobs: at least so many; 0 where it is not asked.
        most_jobs: at most so many; None where it is not asked.
    """

    score: float
    minutes: int = 0
    jobs: int = 0
    most_jobs: int | None = None


def pairs_of(task_ids: Sequence[str]) -> Pairs:
    """The pairs of tasks of one job."""
    names = sorted(set(task_ids))
    return frozenset(combinations(names, 2)) if len(names) > 1 else frozenset([(names[0], names[0])])


def difference(plan: Pairs, other: Pairs) -> float:
    """The share of a plan's pairs that another plan does not have; 0 for a plan without jobs."""
    return len(plan - other) / len(plan) if plan else 0.0


class PlanModel:
    """Choices of possible jobs that keep what is asked, for CP-SAT.

    Attributes:
        points: of a choice, in millionths.
    """

    def __init__(self, parts: Sequence[NearPart], asked: Asked) -> None:
        from ortools.sat.python import cp_model

        self.model = cp_model.CpModel()
        self.parts = parts
        self._variables = [
            [self.model.new_int_var(0, column.often(part.instance), "") for column in part.columns]
            for part in parts
        ]
        every = [v for variables in self._variables for v in variables]
        for part, variables in zip(parts, self._variables, strict=True):
            self._capacities(part, variables)
            for entry in part.entries():
                self._entry(entry, variables)
        columns = [column for part in parts for column in part.columns]
        self.points = _sum(every, [round(column.points * POINT) for column in columns])
        self.model.add(self.points >= math.floor((asked.score - SLACK) * POINT))
        if asked.minutes:
            minutes = [int(sum(p.instance.item_minutes[list(c.items)])) for p in parts for c in p.columns]
            self.model.add(_sum(every, minutes) >= asked.minutes)
        if asked.jobs:
            self.model.add(_sum(every, [1] * len(every)) >= asked.jobs)
        if asked.most_jobs is not None:
            self.model.add(_sum(every, [1] * len(every)) <= asked.most_jobs)

    def _capacities(self, part: NearPart, variables: Sequence[Any]) -> None:
        """How much there is of each task, and of spread ones on each day."""
        instance = part.instance
        use: dict[int, tuple[list[Any], list[int]]] = {task: ([], []) for task in part.placed}
        persons: dict[tuple[int, int], list[Any]] = {}
        for variable, column in zip(variables, part.columns, strict=True):
            for item in column.items:
                found = use.setdefault(int(instance.item_task[item]), ([], []))
                found[0].append(variable)
                found[1].append(int(instance.uses[item]))
            for task, days in column.days:
                for day in range(WEEK_DAYS):
                    if days >> day & 1:
                        persons.setdefault((task, day), []).append(variable)
        for task, (taken, uses) in use.items():
            total, room = _sum(taken, uses), int(instance.capacity[task])
            self.model.add(total == room if task in part.placed else total <= room)
        for (task, day), there in persons.items():
            self.model.add(sum(there) <= int(instance.room[task, day]))

    def _entry(self, entry: Entries, variables: Sequence[Any]) -> None:
        total = _sum(
            [variables[at] for at, _ in entry.coefficients], [round(c) for _, c in entry.coefficients]
        )
        if entry.at_least:
            self.model.add(total >= math.ceil(entry.right - SLACK))
        else:
            self.model.add(total <= math.floor(entry.right + SLACK))

    def least_difference(self, others: Sequence[Pairs], least: int) -> Any:
        """A variable at most the least difference from these plans, in ten-thousandths."""
        share = self.model.new_int_var(least, SHARE, "")
        users: dict[Pair, list[Any]] = {}
        most: dict[Pair, int] = {}
        for part, variables in zip(self.parts, self._variables, strict=True):
            for variable, column in zip(variables, part.columns, strict=True):
                for pair in pairs_of(part.task_ids(column)):
                    users.setdefault(pair, []).append(variable)
                    if pair not in most:
                        most[pair] = min(part.most_at_once(name) for name in pair)
        kept: dict[Pair, Any] = {}
        for pair in sorted(set().union(*others) & users.keys()):
            if most[pair] == 1:
                kept[pair] = sum(users[pair])
            else:
                kept[pair] = self.model.new_bool_var("")
                self.model.add(most[pair] * kept[pair] >= sum(users[pair]))
        for other in others:
            inside = [kept[pair] for pair in sorted(other & kept.keys())]
            self.model.add(SHARE * sum(inside) <= len(other) * (SHARE - share))
        return share

    def hint(self, choice: Choice) -> None:
        """Begin at a plan."""
        for part, variables, columns in zip(self.parts, self._variables, choice, strict=True):
            chosen: Mapping[object, int] = Counter((column.items, column.days) for column in columns)
            free: Counter[object] = Counter(column.items for column in columns)
            for variable, column in zip(variables, part.columns, strict=True):
                times = chosen.get((column.items, column.days), 0) if column.days else free[column.items]
                self.model.add_hint(variable, times)

    def choice(self, solver: cp_model.CpSolver) -> Choice:
        """The plan that the solver found."""
        return tuple(
            tuple(
                column
                for variable, column in zip(variables, part.columns, strict=True)
                for _ in range(solver.value(variable))
            )
            for part, variables in zip(self.parts, self._variables, strict=True)
        )


def _sum(variables: Sequence[Any], coefficients: Sequence[int]) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum(list(variables), list(coefficients))
