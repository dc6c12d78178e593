"""Columns, and the days on which jobs that share a task take its sessions.

The relaxation knows of a shareable task only how many sessions each job takes. Which days these are
is settled here: exactly, for the chosen jobs; where that costs points, columns of the tasks in
question are expanded to one per pattern of days, so that the next choice knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bundler.domain.plan import Session
from bundler.solver import kernel_sets
from bundler.solver.arrays import Flag
from bundler.solver.instance import Instance, jobs_array
from bundler.solver.kernel_day import DAYS
from bundler.solver.kernel_tables import ALLOWED, TASK
from bundler.solver.own_day import Stopped
from bundler.solver.own_week import OwnWeeks
from bundler.solver.roster import roster_of
from bundler.solver.scip import make_scip, run_scip
from bundler.units import WEEK_DAYS

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

_EXACT = 1e-6


class Column(NamedTuple):
    """A possible job.

    Attributes:
        items: item numbers, in order.
        points: exact worth.
        days: for expanded shareable tasks the days it takes of them: (task number, bits).
    """

    items: tuple[int, ...]
    points: float
    days: tuple[tuple[int, int], ...] = ()

    def often(self, instance: Instance) -> int:
        """How many times the job can exist at once."""
        return min(int(instance.capacity[instance.item_task[i]]) // instance.use(i) for i in self.items)


class Week(NamedTuple):
    """The best week of a set whose days may be restricted.

    Attributes:
        cost: points of travel, idle and irregular start; infinite where not viable.
        layout: per weekday mask, start, order and rests (``kernel_day``'s codes).
        own: its sessions where own rules have a say; then these count, not the layout.
    """

    cost: float
    layout: NDArray[np.int64]
    own: tuple[Session, ...] | None = None


class Weeks:
    """Best weeks of sets under restricted days, remembered."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._week = lru_cache(maxsize=200_000)(self._compute)
        self._stop: Flag | None = None
        self._own = OwnWeeks(instance.problem, instance.own, instance.weights) if instance.own else None

    def week(self, items: tuple[int, ...], days: tuple[tuple[int, int], ...] = ()) -> Week:
        """The best week of a set, its tasks in ``days`` restricted to those days."""
        return self._week(items, tuple(sorted(days)))

    def below(self, items: tuple[int, ...], limit: float, stop: Flag) -> float:
        """What the best week of a set costs; infinite where it is not below the limit, NaN where stopped."""
        self._stop = stop
        try:
            return (self._compute(items, (), limit) if limit < np.inf else self.week(items)).cost
        except Stopped:
            return np.nan
        finally:
            self._stop = None

    def _compute(
        self, items: tuple[int, ...], days: tuple[tuple[int, int], ...], limit: float = np.inf
    ) -> Week:
        inst = self.instance
        jobs, counts = jobs_array(inst, np.array([items], np.int32))
        fixed = dict(days)
        for at, task in enumerate(jobs[0, TASK]):
            jobs[0, ALLOWED, at] = fixed.get(int(task), int(jobs[0, ALLOWED, at]))
        layout = np.zeros((WEEK_DAYS, 4), np.int64)
        never = np.zeros(1, np.uint8)
        cost = kernel_sets.week_costs(
            jobs,
            counts,
            np.full(1, limit),
            inst.table,
            inst.minutes,
            inst.rules,
            inst.weights,
            never,
            layout,
        )[0]
        if self._own is None or cost == np.inf:
            return Week(float(cost), layout)
        found = self._own.best(
            [
                (
                    inst.tasks[int(inst.item_task[item])],
                    int(inst.item_sessions[item]),
                    [day for day in range(WEEK_DAYS) if bits >> day & 1],
                )
                for item, bits in zip(items, jobs[0, ALLOWED].tolist(), strict=False)
            ],
            float(cost),
            roster_of(inst, items, layout),
            limit,
            self._stop,
        )
        return Week(np.inf, layout) if found is None else Week(found.cost, layout, found.sessions)

    def roster(self, column: Column) -> list[Session]:
        """The sessions of a column's best week."""
        week = self.week(column.items, column.days)
        return roster_of(self.instance, column.items, week.layout) if week.own is None else list(week.own)

    def __reduce__(self) -> tuple[type[Weeks], tuple[Instance]]:
        return Weeks, (self.instance,)

    def worth(self, items: tuple[int, ...]) -> float:
        """Points of a set but for travel, idle and irregular start."""
        inst = self.instance
        chosen = np.array([inst.item_task[item] for item in items], np.int64)
        minutes = sum(int(inst.item_sessions[i]) * int(inst.table[inst.item_task[i], 0]) for i in items)
        return float(kernel_sets.set_value(len(items), chosen, minutes, inst.table, inst.worth))


def day_patterns(instance: Instance, item: int) -> list[int]:
    """All sets of days, as bits, that an item's sessions can be on."""
    task = int(instance.item_task[item])
    days = [day for day in range(7) if instance.table[task, DAYS] >> day & 1]
    count = int(instance.item_sessions[item])
    return [sum(1 << day for day in chosen) for chosen in combinations(days, count)]


def expand(weeks: Weeks, column: Column, tasks: frozenset[int]) -> list[Column]:
    """One column per pattern of days of the given tasks, with its own points; viable ones only."""
    instance = weeks.instance
    open_items = [item for item in column.items if int(instance.item_task[item]) in tasks]
    if not open_items:
        return [column]
    worth = weeks.worth(column.items)
    found = []
    for patterns in product(*(day_patterns(instance, item) for item in open_items)):
        days = tuple((int(instance.item_task[i]), bits) for i, bits in zip(open_items, patterns, strict=True))
        cost = weeks.week(column.items, days).cost
        if cost < np.inf:
            found.append(Column(column.items, worth - cost, days))
    return found


def _shared(instance: Instance, columns: Sequence[Column]) -> list[tuple[frozenset[int], list[int]]]:
    """Groups of chosen columns that share tasks whose days could clash: (tasks, column numbers)."""
    users: dict[int, list[int]] = {}
    for at, column in enumerate(columns):
        for item in column.items:
            task = int(instance.item_task[item])
            if instance.tasks[task].shareable:
                users.setdefault(task, []).append(at)
    clashing = {task: who for task, who in users.items() if len(who) > _least_room(instance, task)}
    group_of = {at: at for who in clashing.values() for at in who}

    def root(at: int) -> int:
        while group_of[at] != at:
            at = group_of[at]
        return at

    for who in clashing.values():
        for at in who[1:]:
            group_of[root(at)] = root(who[0])
    groups: dict[int, tuple[set[int], list[int]]] = {}
    for at in sorted(group_of):
        groups.setdefault(root(at), (set(), []))[1].append(at)
    for task, who in clashing.items():
        groups[root(who[0])][0].add(task)
    return [(frozenset(tasks), members) for tasks, members in groups.values()]


def _least_room(instance: Instance, task: int) -> int:
    """So many jobs can have the task on any days they like."""
    return int(min(instance.room[task, day] for day in instance.tasks[task].days if instance.room[task, day]))


class Days(NamedTuple):
    """The days of a choice of columns.

    Attributes:
        columns: the same jobs, each with the days of the tasks that could clash; None where no days
            fit at all.
        loss: points lost against the columns' own points.
        tasks: the tasks because of which points are lost or no days fit.
    """

    columns: tuple[Column, ...] | None
    loss: float
    tasks: frozenset[int]


def assign_days(weeks: Weeks, columns: Sequence[Column]) -> Days:
    """Give every chosen job its days, at the least loss of points; exact."""
    result = list(columns)
    lost = 0.0
    because: set[int] = set()
    for tasks, members in _shared(weeks.instance, columns):
        options = [expand(weeks, Column(columns[at].items, columns[at].points), tasks) for at in members]
        chosen = _fit(weeks.instance, options)
        if chosen is None:
            return Days(None, np.inf, tasks)
        loss = sum(columns[at].points - column.points for at, column in zip(members, chosen, strict=True))
        if loss > _EXACT:
            because |= tasks
            lost += loss
        for at, column in zip(members, chosen, strict=True):
            result[at] = column
    return Days(tuple(result), lost, frozenset(because))


def _fit(instance: Instance, options: Sequence[Sequence[Column]]) -> list[Column] | None:
    """One option per job with the most points, no task on a day with more persons than it needs."""
    if any(not choices for choices in options):
        return None
    solver = make_scip()
    objective = solver.Objective()
    persons: dict[tuple[int, int], pywraplp.Constraint] = {}
    picks = []
    for choices in options:
        pick = [solver.BoolVar("") for _ in choices]
        picks.append(pick)
        one = solver.Constraint(1.0, 1.0)
        for variable, column in zip(pick, choices, strict=True):
            one.SetCoefficient(variable, 1.0)
            objective.SetCoefficient(variable, column.points)
            for task, days in column.days:
                for day in range(WEEK_DAYS):
                    if days >> day & 1:
                        if (task, day) not in persons:
                            room = float(instance.room[task, day])
                            persons[task, day] = solver.Constraint(-solver.infinity(), room)
                        persons[task, day].SetCoefficient(variable, 1.0)
    if run_scip(solver) != "optimal":
        return None
    return [
        next(
            column for variable, column in zip(pick, choices, strict=True) if variable.solution_value() > 0.5
        )
        for pick, choices in zip(picks, options, strict=True)
    ]


def columns_of(items: NDArray[np.int32], points: Iterable[float]) -> Iterator[Column]:
    """Columns from rows of the pool."""
    for row, worth in zip(items, points, strict=True):
        yield Column(tuple(int(item) for item in row if item >= 0), float(worth))


def columns_of_rosters(instance: Instance, rosters: Iterable[Sequence[Session]]) -> list[Column]:
    """Columns, points not known, from the sessions of jobs of these tasks."""
    number = {task.task_id: at for at, task in enumerate(instance.tasks)}
    pairs = zip(instance.item_task.tolist(), instance.item_sessions.tolist(), strict=True)
    item = {pair: at for at, pair in enumerate(pairs)}
    counted = (Counter(number[session.task_id] for session in roster) for roster in rosters)
    return [Column(tuple(sorted(item[pair] for pair in counts.items())), 0.0) for counts in counted]
