"""Every set of tasks that could be a job, with what is known of its worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from bundler.solver import kernel_pool, kernel_sets
from bundler.solver.instance import Instance, jobs_array
from bundler.units import WEEK_DAYS

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_SETS = 12_000_000
_MARGIN = 1e-7


class Pool:
    """Sets of tasks in a fixed order, each with an upper bound on its points.

    Attributes:
        items: (sets, positions) int16, item numbers padded with −1.
        worth: (sets,) points but for travel, idle and irregular start.
        points: (sets,) upper bound on the set's points; exact where ``exact`` says so; −inf for a
            set that turned out not to be viable.
        exact: (sets,) bool.
        complete: whether every set that could be viable is in it.
    """

    def __init__(self, instance: Instance, items: NDArray[np.int16], worth: Floats, complete: bool) -> None:
        self.instance = instance
        self.items = items
        self.worth = worth
        self.points = worth.copy()
        self.exact = np.zeros(len(worth), bool)
        self.complete = complete

    def __len__(self) -> int:
        return len(self.points)

    def tasks_of(self, row: int) -> tuple[int, ...]:
        """Task numbers of a set."""
        return tuple(int(self.instance.item_task[item]) for item in self.items[row] if item >= 0)

    def sum_over_items(self, value_of_item: Floats, rows: Rows | None = None) -> Floats:
        """For each set the sum of a value per item."""
        value = np.ascontiguousarray(value_of_item, np.float64)
        if rows is None:
            return np.asarray(kernel_pool.item_sums(self.items, value))
        return np.asarray(kernel_pool.item_sums_at(self.items, rows, value))

    def settle(self, rows: Rows, floors: Floats, stop: NDArray[np.uint8]) -> None:
        """Compute the exact points of sets that have more than so many points.

        A set that has no more than its floor keeps an upper bound: the floor. With a floor of −inf
        a set's points are exact afterwards whatever they are.
        """
        wanted = ~self.exact[rows] & (self.points[rows] > floors)
        rows, floors = rows[wanted], floors[wanted] - _MARGIN
        if not len(rows):
            return
        inst = self.instance
        cutoffs = self.worth[rows] - floors
        jobs, counts = jobs_array(inst, self.items[rows])
        layout = np.zeros((WEEK_DAYS, 4), np.int64)
        costs = kernel_sets.week_costs(
            jobs, counts, cutoffs, inst.table, inst.minutes, inst.rules, inst.weights, stop, layout
        )
        known = np.isfinite(costs)
        self.points[rows[known]] = self.worth[rows[known]] - costs[known]
        self.exact[rows[known]] = True
        beyond = np.isposinf(costs)
        self.points[rows[beyond]] = np.minimum(self.points[rows[beyond]], floors[beyond])
        self.exact[rows[beyond & np.isneginf(floors)]] = True

    def keep(self, rows: Rows) -> Pool:
        """A pool of only these sets; what is known of them stays known."""
        kept = Pool(self.instance, self.items[rows], self.worth[rows], self.complete)
        kept.points = self.points[rows]
        kept.exact = self.exact[rows]
        return kept


def fill_pool(
    instance: Instance,
    members: Sequence[int],
    workers: int,
    stop: NDArray[np.uint8],
    stopped: Callable[[], bool],
) -> Pool:
    """Enumerate the sets over some tasks.

    Args:
        instance: the arrays.
        members: numbers of the tasks; no other task shares a job with one of these.
        workers: threads.
        stop: flag that ends the kernel.
        stopped: whether to end now.
    """
    inside = np.zeros(len(instance.tasks), bool)
    inside[list(members)] = True
    firsts = [int(item) for item in np.flatnonzero(inside[instance.item_task])] if len(inside) else []

    def search(first: int) -> tuple[NDArray[np.int16], Floats, bool]:
        if stopped():
            return np.zeros((0, instance.positions), np.int16), np.zeros(0), False
        found: tuple[NDArray[np.int16], Floats, bool] = kernel_sets.candidate_sets(
            first,
            instance.positions,
            instance.item_task,
            instance.item_sessions,
            instance.table,
            instance.pairs,
            instance.skills,
            instance.walks,
            instance.rules,
            instance.worth,
            MOST_SETS // 4,
            stop,
        )
        return found

    with ThreadPoolExecutor(max(1, workers)) as threads:
        parts = list(threads.map(search, firsts))
    complete = all(part[2] for part in parts)
    kept, size = [], 0
    for part in parts:
        if size + len(part[1]) > MOST_SETS:
            complete = False
            break
        kept.append(part)
        size += len(part[1])
    items = (
        np.concatenate([part[0] for part in kept]) if kept else np.zeros((0, instance.positions), np.int16)
    )
    worth = np.concatenate([part[1] for part in kept]) if kept else np.zeros(0)
    return Pool(instance, items, worth, complete)
