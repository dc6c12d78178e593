"""Find the sets of tasks that are worth more than the prices of what they take."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import NamedTuple

import numpy as np

from bundler.solver import kernel_price
from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.instance import Instance
from bundler.solver.kernel_sets import EXTRA_TASK, PER_MINUTE
from bundler.solver.watch import Watch

MANY = 1 << 40


class Prices(NamedTuple):
    """What a set is charged.

    Attributes:
        tasks: per task, for one unit of its capacity.
        per_set, per_minute: bonus of every set and of every minute of it.
        cut_weights, cut_prices: cuts charge price·floor(Σ weight over the items); (cuts, items), (cuts,).
    """

    tasks: Floats
    per_set: float = 0.0
    per_minute: float = 0.0
    cut_weights: Floats | None = None
    cut_prices: Floats = np.zeros(0)

    def of_items(self, instance: Instance) -> Floats:
        """What each item is charged."""
        charged: Floats = self.tasks[instance.item_task] * instance.uses
        return charged - self.per_minute * instance.item_minutes

    def cuts_of_items(self, instance: Instance) -> tuple[Ints, Ints, Floats]:
        """Where each item's cuts begin, their numbers, and its weights in them."""
        if self.cut_weights is None:
            return np.zeros(len(instance.item_task) + 1, np.int64), np.zeros(0, np.int64), np.zeros(0)
        item, cut = np.nonzero(self.cut_weights.T)
        begins = np.searchsorted(item, np.arange(len(instance.item_task) + 1)).astype(np.int64)
        return begins, cut.astype(np.int64), np.ascontiguousarray(self.cut_weights[cut, item])


class Found(NamedTuple):
    """Sets found: items, worth but for the week's costs, and whether these are all there are."""

    items: Items
    worth: Floats
    complete: bool


class Pricing:
    """Looks through the sets over some tasks, on several threads.

    Args:
        instance: the arrays.
        members: numbers of the tasks; no other task shares a job with one of these.
        threads: to search on.
        watch: ends the search.
    """

    def __init__(
        self, instance: Instance, members: Sequence[int], threads: ThreadPoolExecutor, watch: Watch
    ) -> None:
        self.instance = instance
        self._threads = threads
        self._watch = watch
        inside = np.zeros(len(instance.tasks), bool)
        inside[list(members)] = True
        self.items: Ints = np.flatnonzero(inside[instance.item_task]).astype(np.int64)

    def sets(self, prices: Prices, floor: float, most: int, steps: int = MANY) -> Found:
        """Sets whose worth exceeds their prices by more than ``floor``.

        Args:
            prices: what sets are charged.
            floor: may be −inf for all sets there are.
            most: most sets to return for each first item; the best are kept.
            steps: most steps of the search for each first item.
        """
        net, order = self._order(prices)
        prefixes = [(order[at : at + 1], at + 1) for at in range(len(order))]
        return self._search(prefixes, order, net, prices, floor, most, steps, self.instance.positions)

    def holding(self, tasks: Sequence[int], alone: bool, prices: Prices, floor: float, most: int) -> Found:
        """The same among the sets that hold all of ``tasks``; with ``alone`` nothing else."""
        instance = self.instance
        if len(tasks) > instance.positions or any(
            not instance.pairs[a, b] for a in tasks for b in tasks if a < b
        ):
            return self._nothing(True)
        net, order = self._order(prices)
        choices = [np.flatnonzero(instance.item_task == task) for task in tasks]
        prefixes = [(np.array(prefix, np.int64), 0) for prefix in product(*choices)]
        positions = len(tasks) if alone else instance.positions
        return self._search(prefixes, order, net, prices, floor, most, MANY, positions)

    def _nothing(self, complete: bool) -> Found:
        return Found(np.zeros((0, self.instance.positions), np.int32), np.zeros(0), complete)

    def _order(self, prices: Prices) -> tuple[Floats, Ints]:
        instance = self.instance
        worth = instance.worth
        net = worth[PER_MINUTE] * instance.item_minutes - worth[EXTRA_TASK] - prices.of_items(instance)
        return net, self.items[np.lexsort((self.items, -net[self.items]))]

    def _search(
        self,
        prefixes: Sequence[tuple[Ints, int]],
        order: Ints,
        net: Floats,
        prices: Prices,
        floor: float,
        most: int,
        steps: int,
        positions: int,
    ) -> Found:
        inst = self.instance
        frame = np.array([floor, -prices.per_set])
        begins, cuts, weights = prices.cuts_of_items(inst)

        def look(prefix: tuple[Ints, int]) -> tuple[Items, Floats, bool]:
            if self._watch.stopped:
                return self._nothing(False)
            limits = np.array([positions, prefix[1], most, steps], np.int64)
            found: tuple[Items, Floats, bool] = kernel_price.priced_sets(
                prefix[0], order, limits, net, frame,
                begins, cuts, weights, prices.cut_prices,
                inst.item_task, inst.item_sessions, inst.table, inst.pairs, inst.skills, inst.walks,
                inst.rules, inst.worth, self._watch.flag,
            )  # fmt: skip
            return found

        parts = list(self._threads.map(look, prefixes))
        if not parts:
            return self._nothing(True)
        items = np.full((sum(len(part[0]) for part in parts), inst.positions), -1, np.int32)
        items[:, :positions] = np.concatenate([part[0][:, :positions] for part in parts])
        return Found(items, np.concatenate([part[1] for part in parts]), all(part[2] for part in parts))
