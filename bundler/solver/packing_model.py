"""Pure packing: problems in which a job is viable by its hours, suppliers and number of tasks alone.

All tasks are at one place, on the same fixed days and in the same window, so that every set can be laid
out end to end from the start of the window: without travel, idle time or a start that differs by day,
and with the same load on each day. What is left is a knapsack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.scenario import Rules
from bundler.solver.aim import Aim
from bundler.solver.arrays import Floats, Ints
from bundler.solver.instance import Instance
from bundler.solver.kernel_pack import BEGINS, N_GROUP, SIZE
from bundler.solver.kernel_sets import (
    BASE,
    EXTRA_TASK,
    OFF_TARGET,
    PER_MINUTE,
    SECOND_SUPPLIER,
    TARGET,
)
from bundler.units import DAY_MINUTES, WEEK_DAYS, at_least_minutes, at_most_minutes, ceil_to

# numbers in the knapsack's table: 160 MB
_MOST_CELLS = 20_000_000


@dataclass(frozen=True, eq=False)
class Packing:
    """A pure packing problem; loads are of one day, in ``unit`` minutes.

    Attributes:
        first: start of the window, minutes after midnight.
        days: the weekdays of every task.
        least: smallest load of a set.
        most: largest load of a set.
        suppliers: most suppliers in a set that the knapsack tells apart.
        free: whether a set may have more suppliers than that.
        counts: 1 where the number of tasks does not matter, else the most tasks in a set + 1.
        groups: (groups, N_GROUP) for ``kernel_pack``.
        demand: per group how many persons its tasks need together.
        members: per group its tasks' numbers; all need as many persons.
    """

    instance: Instance
    unit: int
    first: int
    days: tuple[int, ...]
    least: int
    most: int
    suppliers: int
    free: bool
    counts: int
    groups: Ints
    demand: Ints
    members: tuple[tuple[int, ...], ...]

    @property
    def sizes(self) -> Ints:
        """Per group the load of one task."""
        sizes: Ints = self.groups[:, SIZE]
        return sizes

    def minutes(self, load: int) -> int:
        """Minutes a week of a load."""
        return load * self.unit * len(self.days)

    def group_of(self) -> dict[int, int]:
        """Group of each task."""
        return {task: at for at, tasks in enumerate(self.members) for task in tasks}

    def deal(self, sets: Sequence[Ints]) -> list[tuple[int, ...]]:
        """Task numbers of sets of groups that are chosen together: each group's tasks in turn.

        A set takes no more of a group than it has tasks, so in turn no set gets a task twice and no
        task is given out more often than it needs persons.
        """
        turn = [0] * len(self.members)
        dealt = []
        for counts in sets:
            tasks = []
            for at in np.flatnonzero(counts).tolist():
                group = self.members[at]
                for _ in range(int(counts[at])):
                    tasks.append(group[turn[at] % len(group)])
                    turn[at] += 1
            dealt.append(tuple(sorted(tasks)))
        return dealt

    def roster(self, tasks: Sequence[int]) -> list[Session]:
        """The sessions of a set of tasks, end to end on each day; food before sanitary."""
        offered = [self.instance.tasks[task] for task in tasks]
        sessions = []
        for day in self.days:
            start = self.first
            for task in sorted(offered, key=lambda task: (task.hygiene == "sanitary", task.task_id)):
                end = start + task.session_minutes
                sessions.append(Session(day=day, start=start, end=end, task_id=task.task_id))
                start = end
        return sessions


@dataclass(frozen=True, eq=False)
class Worth:
    """What a set is worth on one level: Σ each + gain[load] − second where it has two suppliers or more.

    Attributes:
        each: per task.
        gain: per load, (most + 1,); −inf where a set may not have it.
        level: per load what the set adds to the earlier level; None on the first.
        right: what the earlier level must come to.
    """

    each: float
    gain: Floats
    second: float
    level: Floats | None
    right: float

    def of(self, packing: Packing, counts: Ints) -> float:
        """Worth of a set of groups."""
        load = int(counts @ packing.sizes)
        return (
            self.each * int(counts.sum())
            + float(self.gain[load])
            - self.second * (_suppliers(packing.groups, counts) > 1)
        )


def _suppliers(groups: Ints, counts: Ints) -> int:
    supplier = np.cumsum(groups[:, BEGINS])
    return len(np.unique(supplier[counts > 0]))


def worth_of(packing: Packing, aim: Aim) -> Worth:
    """What sets are worth on this level."""
    worth = aim.instance.worth
    minutes = np.array([packing.minutes(load) for load in range(packing.most + 1)], np.float64)
    gain = worth[BASE] + worth[PER_MINUTE] * minutes + worth[EXTRA_TASK]
    gain -= worth[OFF_TARGET] * np.abs(minutes - worth[TARGET])
    gain[: max(1, packing.least)] = -np.inf
    level = aim.level
    row = None if level is None else level.per_set + level.per_minute * minutes
    return Worth(
        each=-float(worth[EXTRA_TASK]),
        gain=gain,
        second=float(worth[SECOND_SUPPLIER]),
        level=row,
        right=0.0 if level is None else level.right,
    )


def packing_of(instance: Instance, placed: Sequence[int]) -> Packing | None:
    """The pure packing problem that this is; None where it is none."""
    rules, tasks = instance.problem.scenario.rules, instance.tasks
    if not tasks or len(set(placed)) not in (0, len(tasks)) or not _alike(tasks, instance, rules):
        return None
    days = tasks[0].days
    first = ceil_to(max(tasks[0].earliest_start, rules.day_start), rules.grid_minutes)
    least, most = rules.week_minutes
    longest = min(
        most // len(days),
        at_most_minutes(rules.max_hours_per_day),
        at_most_minutes(rules.max_span_hours),
        min(tasks[0].latest_end, rules.day_end) - first,
        sum(task.session_minutes for task in tasks),
    )
    if not _keeps_rest(days, longest, rules):
        return None
    unit = int(np.gcd.reduce([task.session_minutes for task in tasks]))
    order = sorted(range(len(tasks)), key=lambda at: _kind(tasks[at]))
    kinds: dict[tuple[str, int, int], list[int]] = {}
    for at in order:
        kinds.setdefault(_kind(tasks[at]), []).append(at)
    owners = [kind[0] for kind in kinds]
    load = longest // unit
    groups = np.zeros((len(kinds), N_GROUP), np.int64)
    for row, ((owner, minus, _), members) in enumerate(kinds.items()):
        size = -minus // unit
        groups[row] = size, min(len(members), load // size), row == 0 or owners[row - 1] != owner
    suppliers = len(set(owners))
    free = suppliers <= rules.max_suppliers
    packing = Packing(
        instance=instance,
        unit=unit,
        first=first,
        days=days,
        least=-(-least // (unit * len(days))),
        most=load,
        suppliers=min(suppliers, 2) if free else rules.max_suppliers,
        free=free,
        counts=1 if _most_tasks(tasks, longest) <= rules.max_tasks else rules.max_tasks + 1,
        groups=groups,
        demand=np.array([sum(tasks[at].headcount for at in m) for m in kinds.values()], np.int64),
        members=tuple(tuple(members) for members in kinds.values()),
    )
    cells = (len(kinds) + 1) * (packing.suppliers + 1) * 2 * packing.counts * (load + 1)
    return packing if cells <= _MOST_CELLS else None


def _kind(task: Task) -> tuple[str, int, int]:
    """Tasks of one kind can stand in for each other; the longest first."""
    return task.supplier_id, -task.session_minutes, task.headcount


def _most_tasks(tasks: Sequence[Task], minutes: int) -> int:
    """How many of the shortest tasks fit in a day's load."""
    lengths = np.cumsum(sorted(task.session_minutes for task in tasks))
    return int(np.searchsorted(lengths, minutes, side="right"))


def _alike(tasks: Sequence[Task], instance: Instance, rules: Rules) -> bool:
    """Whether any of the tasks can be laid out end to end, and no rule looks at which they are."""
    one = tasks[0]
    same = all(
        not task.shareable
        and task.days == one.days
        and task.sessions_per_week == len(task.days)
        and task.location_id == one.location_id
        and (task.earliest_start, task.latest_end) == (one.earliest_start, one.latest_end)
        and task.session_minutes % rules.grid_minutes == 0
        for task in tasks
    )
    if not same or len(one.days) > rules.max_days or at_least_minutes(rules.min_hours_per_supplier) > 0:
        return False
    if len({name for task in tasks for name in task.competencies}) > rules.max_competencies:
        return False
    if rules.separate_settings and len({task.setting for task in tasks}) > 1:
        return False
    if rules.min_supervised_share > 0 and not all(task.supervised for task in tasks):
        return False
    known = {task.task_id for task in tasks}
    owners = {task.supplier_id for task in tasks}
    for pin in instance.problem.scenario.pins:
        if pin.kind == "forbid_suppliers":
            if len(owners & set(pin.ids)) > 1:
                return False
        elif known & set(pin.ids):
            return False
    return True


def _keeps_rest(days: Sequence[int], load: int, rules: Rules) -> bool:
    """Whether the longest day, the same every day, needs no break and leaves the rest that is due."""
    if rules.break_due(load) > 0:
        return False
    after = [*days[1:], days[0] + WEEK_DAYS]
    free = [(b - a) * DAY_MINUTES - load for a, b in zip(days, after, strict=True)]
    return min(free) >= at_least_minutes(rules.daily_rest_hours) and max(free) >= at_least_minutes(
        rules.weekly_rest_hours
    )
