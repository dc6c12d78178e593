"""Days of a shared task on which jobs would clash, ruled out before days are chosen.

Jobs that share a task of headcount q hold at most q·|S| of its sessions on the days S. A set whose
weeks all have at least m sessions on S counts for m there: Σ m·x ≤ q·|S| holds for every choice of
jobs that has days at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bundler.solver import kernel_sets
from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.instance import Instance, jobs_array
from bundler.solver.kernel_day import DAYS
from bundler.solver.kernel_tables import ALLOWED, TASK
from bundler.solver.patterns import day_patterns
from bundler.units import WEEK_DAYS

_SUBSETS = 1 << WEEK_DAYS
_TINY = 1e-6
# how many sessions of a week that is on the days in a (row) lie on the days in b (column)
_COMMON: NDArray[np.int8] = np.array(
    [[(a & b).bit_count() for b in range(_SUBSETS)] for a in range(_SUBSETS)], np.int8
)


class Needs:
    """How many sessions of a shared task each set has at least on any days; remembered."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._known: dict[tuple[int, bytes], NDArray[np.int8]] = {}

    def of(self, items: Items, task: int) -> NDArray[np.int8]:
        """Per set and subset of days (as bits) the least sessions there; 0 for a set without the task.

        Args:
            items: (sets, positions) int32 padded with −1.
            task: its number.
        """
        found = np.zeros((len(items), _SUBSETS), np.int8)
        holding = np.flatnonzero((np.append(self.instance.item_task, -1)[items] == task).any(axis=1))
        keys = {int(at): (task, items[at].tobytes()) for at in holding}
        fresh = [at for at, key in keys.items() if key not in self._known]
        if fresh:
            for at, needs in zip(fresh, self._compute(items[fresh], task), strict=True):
                self._known[keys[at]] = needs
        for at, key in keys.items():
            found[at] = self._known[key]
        return found

    def _compute(self, items: Items, task: int) -> NDArray[np.int8]:
        instance = self.instance
        jobs, counts = jobs_array(instance, np.ascontiguousarray(items))
        least = np.full((len(items), _SUBSETS), np.iinfo(np.int8).max, np.int8)
        layout = np.zeros((WEEK_DAYS, 4), np.int64)
        never = np.zeros(1, np.uint8)
        where = jobs[:, TASK] == task
        held = np.where(instance.item_task[items] == task, items, -1).max(axis=1)
        for item in np.unique(held).tolist():
            of_item = np.flatnonzero(held == item)
            for bits in day_patterns(instance, item):
                tried = jobs[of_item].copy()
                tried[:, ALLOWED][where[of_item]] = bits
                costs = kernel_sets.week_costs(
                    tried,
                    counts[of_item],
                    np.full(len(of_item), np.inf),
                    instance.table,
                    instance.minutes,
                    instance.rules,
                    instance.weights,
                    never,
                    layout,
                )
                viable = of_item[np.isfinite(costs)]
                least[viable] = np.minimum(least[viable], _COMMON[bits])
        # a set without any week is in no choice
        least[least == np.iinfo(np.int8).max] = 0
        return least


@dataclass(frozen=True, eq=False)
class ClashRow:
    """A shared task has on these days no more sessions than persons."""

    needs: Needs
    task: int
    among: int
    right: float
    at_least: bool = False
    dear: float | None = None

    def coefficients(self, items: Items) -> Floats:
        """The least sessions that each set has on these days."""
        return self.needs.of(items, self.task)[:, self.among].astype(np.float64)


def violated(needs: Needs, items: Items, x: Floats, room: Ints, tasks: Iterable[int]) -> list[ClashRow]:
    """For every task the row, if any, that is violated most for its size.

    Args:
        needs: of the instance.
        items: sets, (sets, positions) int32 padded with −1.
        x: how much of each is used.
        room: of each task the headcount.
        tasks: numbers of shared tasks.
    """
    made = []
    size = _COMMON[_SUBSETS - 1].astype(np.float64)
    for task in tasks:
        over = x @ needs.of(items, task) - float(room[task]) * size
        among = int(np.argmax(over))
        if over[among] > _TINY:
            made.append(ClashRow(needs, task, among, float(room[task]) * float(size[among])))
    return made


def shared_tasks(instance: Instance, members: Sequence[int]) -> list[int]:
    """Tasks whose days jobs could clash on."""
    return [task for task in members if instance.tasks[task].shareable]


def day_subsets(instance: Instance, task: int) -> list[int]:
    """All subsets of the days that a task may be on, as bits; neither none nor all of them."""
    days = [day for day in range(WEEK_DAYS) if instance.table[task, DAYS] >> day & 1]
    return [
        sum(1 << day for day in chosen) for size in range(1, len(days)) for chosen in combinations(days, size)
    ]
