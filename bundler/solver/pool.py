"""The sets of tasks met so far, each with what is known of its worth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from bundler.solver import kernel_pool, kernel_sets
from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.instance import Instance, jobs_array
from bundler.solver.patterns import Weeks
from bundler.units import WEEK_DAYS

Rows = Ints

_MARGIN = 1e-7
_CHUNK = 256


class Pool:
    """Sets of tasks in the order in which they came, each once, with an upper bound on its points.

    Attributes:
        items: (sets, positions) int32, item numbers in rising order padded with −1.
        worth: (sets,) points but for travel, idle and irregular start.
        points: (sets,) upper bound on the set's points; exact where ``exact`` says so; −inf for a
            set that turned out not to be viable.
        exact: (sets,) bool.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._size = np.zeros(1, np.int64)
        self._items: Items = np.full((1024, instance.positions), -1, np.int32)
        self._worth = np.empty(1024)
        self._points = np.empty(1024)
        self._exact = np.zeros(1024, bool)
        self._table: Ints = np.full(4096, -1, np.int64)
        self._weeks = Weeks(instance) if instance.own else None

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        for name in ("_items", "_worth", "_points", "_exact"):
            state[name] = state[name][: len(self)].copy()
        return state

    def __len__(self) -> int:
        return int(self._size[0])

    @property
    def items(self) -> Items:
        """Item numbers of the sets."""
        return self._items[: len(self)]

    @property
    def worth(self) -> Floats:
        """Points but for the week's costs."""
        return self._worth[: len(self)]

    @property
    def points(self) -> Floats:
        """Upper bounds on points."""
        return self._points[: len(self)]

    @property
    def exact(self) -> NDArray[np.bool_]:
        """Which points are exact."""
        return self._exact[: len(self)]

    def add(self, items: Items, worth: Floats) -> Rows:
        """Put sets in that are not there yet; the rows of all of them."""
        before = len(self)
        self._make_room(before + len(items))
        where = np.zeros(len(items), np.int64)
        kernel_pool.place(self._items, self._size, self._table, np.ascontiguousarray(items), where)
        self._worth[where] = worth
        fresh = where[where >= before]
        self._points[fresh] = self._worth[fresh]
        self._exact[fresh] = False
        if self.instance.without and len(fresh):
            left_out = fresh[self._left_out(fresh)]
            self._points[left_out] = -np.inf
            self._exact[left_out] = True
        return where

    def _left_out(self, rows: Rows) -> NDArray[np.bool_]:
        """Which sets are of exactly the tasks that are left out of account."""
        instance = self.instance
        tasks = np.full(instance.positions, -1, np.int64)
        tasks[: len(instance.without)] = instance.without[: instance.positions]
        same = np.append(instance.item_task, -1)[self._items[rows]] == tasks
        alike: NDArray[np.bool_] = same.all(axis=1) & (len(instance.without) <= instance.positions)
        return alike

    def _make_room(self, size: int) -> None:
        if size > len(self._worth):
            room = max(size, 2 * len(self._worth))
            more = np.full((room, self._items.shape[1]), -1, np.int32)
            more[: len(self)] = self.items
            self._items = more
            for name in ("_worth", "_points", "_exact"):
                old = getattr(self, name)
                grown = np.zeros(room, old.dtype)
                grown[: len(self)] = old[: len(self)]
                setattr(self, name, grown)
        if 2 * size > len(self._table):
            self._table = np.full(1 << (4 * size).bit_length(), -1, np.int64)
            again = np.zeros(1, np.int64)
            kernel_pool.place(
                self._items, again, self._table, self.items.copy(), np.zeros(len(self), np.int64)
            )

    def tasks_of(self, row: int) -> tuple[int, ...]:
        """Task numbers of a set."""
        return tuple(int(self.instance.item_task[item]) for item in self._items[row] if item >= 0)

    def sum_over_items(self, value_of_item: Floats, rows: Rows) -> Floats:
        """For each of these sets the sum of a value per item."""
        value = np.ascontiguousarray(value_of_item, np.float64)
        return np.asarray(kernel_pool.item_sums(self._items, np.ascontiguousarray(rows), value))

    def settle(
        self, rows: Rows, floors: Floats, threads: ThreadPoolExecutor, stop: NDArray[np.uint8]
    ) -> None:
        """Compute the exact points of sets that have more than so many points.

        A set that has no more than its floor keeps an upper bound: the floor. With a floor of −inf
        a set's points are exact afterwards whatever they are.
        """
        wanted = ~self._exact[rows] & (self._points[rows] > floors)
        rows, floors = rows[wanted], floors[wanted] - _MARGIN
        if not len(rows):
            return
        cutoffs = self._worth[rows] - floors
        pieces = [slice(at, at + _CHUNK) for at in range(0, len(rows), _CHUNK)]

        def cost(piece: slice) -> Floats:
            inst = self.instance
            jobs, counts = jobs_array(inst, self._items[rows[piece]])
            layout = np.zeros((WEEK_DAYS, 4), np.int64)
            found: Floats = kernel_sets.week_costs(
                jobs, counts, cutoffs[piece], inst.table, inst.minutes, inst.rules, inst.weights, stop, layout
            )
            return found

        costs = np.concatenate(list(threads.map(cost, pieces)))
        known = np.isfinite(costs)
        if self._weeks is not None:
            for at in np.flatnonzero(known).tolist():
                items = tuple(int(item) for item in self._items[rows[at]] if item >= 0)
                costs[at] = np.nan if stop[0] else self._weeks.below(items, float(cutoffs[at]), stop)
            known = np.isfinite(costs)
        self._points[rows[known]] = self._worth[rows[known]] - costs[known]
        self._exact[rows[known]] = True
        beyond = np.isposinf(costs)
        self._points[rows[beyond]] = np.minimum(self._points[rows[beyond]], floors[beyond])
        self._exact[rows[beyond & np.isneginf(floors)]] = True
