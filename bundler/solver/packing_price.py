"""Prices in, sets out: the knapsack over all sets of a pure packing problem."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bundler.solver import kernel_pack, kernel_pack_swap
from bundler.solver.arrays import Flag, Floats, Ints
from bundler.solver.kernel_pack import MOST
from bundler.solver.packing_model import Packing, Worth

# below this gain no set exists
_ALL = 1e15


class Sets(NamedTuple):
    """Sets of groups.

    Attributes:
        counts: (sets, groups) how many of each group.
        gain: (sets,) worth less prices, the largest first.
    """

    counts: Ints
    gain: Floats


class Knapsack:
    """Finds the sets whose worth is above the prices of what they hold.

    Args:
        packing: the problem.
        worth: what sets are worth.
    """

    def __init__(self, packing: Packing, worth: Worth) -> None:
        self.packing = packing
        self.worth = worth
        groups, loads = len(packing.groups), packing.most + 1
        self._table = np.empty((groups + 1, packing.suppliers + 1, 2, packing.counts, loads))
        self._free = int(packing.free)

    def _fill(self, prices: Floats, room: Ints | None, flag: Flag) -> tuple[Ints, Floats] | None:
        groups = self.packing.groups
        if room is not None:
            groups = groups.copy()
            groups[:, MOST] = np.minimum(groups[:, MOST], room)
        value = np.ascontiguousarray(self.worth.each - prices, np.float64)
        if not kernel_pack.fill(groups, value, self._table, self._free, flag):
            return None
        return groups, value

    def _gain(self, level_price: float) -> Floats:
        worth = self.worth
        return worth.gain if worth.level is None else worth.gain - level_price * worth.level

    def best(self, prices: Floats, level_price: float, flag: Flag, room: Ints | None = None) -> Sets | None:
        """Good sets, the best of all first; None where it was stopped.

        Args:
            prices: of one task of each group.
            level_price: of the earlier level.
            flag: ends it.
            room: per group the most that a set may take; None for no other limit than the rules'.
        """
        filled = self._fill(prices, room, flag)
        if filled is None:
            return None
        groups, value = filled
        most = len(groups) * self.packing.suppliers
        counts, gain = np.zeros((most, len(groups)), np.int64), np.zeros(most)
        found = kernel_pack.best_sets(
            groups,
            value,
            self._gain(level_price),
            self.worth.second,
            self._table,
            self._free,
            counts,
            gain,
        )
        order = np.argsort(-gain[:found], kind="stable")
        return Sets(counts[order], gain[order])

    def within(
        self,
        prices: Floats,
        level_price: float,
        floor: float,
        flag: Flag,
        *,
        maximal: bool,
        most: int,
        room: Ints | None = None,
        steps: int = 20_000_000,
    ) -> Sets | None:
        """All sets whose worth less prices is ``floor`` or more; None where they are too many.

        Args:
            prices: of one task of each group.
            level_price: of the earlier level.
            floor: the least gain.
            flag: ends it.
            maximal: leave out those to which a task can be added.
            most: how many sets are too many.
            room: as in ``best``.
            steps: of the search; more are too many.
        """
        filled = self._fill(prices, room, flag)
        if filled is None:
            return None
        groups, value = filled
        counts, gain = np.zeros((most, len(groups)), np.int64), np.zeros(most)
        found = kernel_pack.all_sets(
            groups,
            value,
            self._gain(level_price),
            self.worth.second,
            self._table,
            self._free,
            max(floor, -_ALL),
            int(maximal),
            counts,
            gain,
            steps,
            flag,
        )
        if found < 0:
            return None
        order = np.argsort(-gain[:found], kind="stable")
        return Sets(counts[order], gain[order])

    def fit(self, bins: Ints, over: Ints, prices: Floats, steps: int, seed: int, flag: Flag) -> bool:
        """Fit tasks that are left over into jobs that any of them may join; whether that was reached.

        Args:
            bins: (jobs, groups), changed.
            over: (groups,) what is left over, changed.
            prices: how hard a task of each group is to place.
            steps: of the search.
            seed: of what is left to chance.
            flag: ends it.
        """
        if not len(bins):
            return not over.any()
        groups = self.packing.groups
        return bool(
            kernel_pack_swap.fit(groups, bins, over, prices, self._table, self._free, steps, seed, flag)
        )
