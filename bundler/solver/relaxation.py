"""The relaxation over the whole pool, kept small: most sets never come near the prices.

A set outside the working pool is looked at without the cuts' prices only. These can but lower its
gain, so a set whose gain without them is not above 0 needs no column, and one whose gain without
them is below −g is in no plan within g of the bound. Sets that come nearer move in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bundler.solver.cuts import BaseRows, Cut, find_cuts
from bundler.solver.instance import Instance
from bundler.solver.master import RISE, Master, Row
from bundler.solver.pins import pin_rows
from bundler.solver.pool import Floats, Pool, Rows
from bundler.solver.watch import Watch

BATCH = 250
PER_TASK = 12
SETTLE = 2000
WORK = 150_000
NEARLY = 3e-4
_TINY = 1e-6


class Relaxation:
    """Prices, and what they prove.

    Attributes:
        bound: no choice of sets of the pool is worth more; infinite before it is known.
        converged: whether ``bound`` and the gains belong to the optimum of the relaxation.
        short: how much the pins lack in the relaxation; above 0 they cannot all hold.
    """

    def __init__(self, instance: Instance, members: Sequence[int], pool: Pool, watch: Watch) -> None:
        self.instance = instance
        self.members = np.array(sorted(members), np.int64)
        self.pool = pool
        self.watch = watch
        self.bound = np.inf
        self.converged = False
        self._base = BaseRows(instance, self.members)
        self._cuts: list[Cut] = []
        self._alive = np.ones(len(pool), bool)
        self._work = np.arange(len(pool))
        self._use = np.array([instance.use(item) for item in range(len(instance.item_task))], float)
        self.master = Master(pool, self.members, pin_rows(instance, pool))
        self.gains: Floats = np.zeros(0)

    @property
    def near(self) -> Pool:
        """The working pool."""
        return self.master.pool

    @property
    def short(self) -> float:
        """How much the pins lack."""
        return self.master.short

    def solve(self) -> bool:
        """Price until no set is worth more than its prices; True where that was reached."""
        self.converged = False
        while True:
            bound = self._price_near()
            if bound is None:
                return False
            if not len(self._far(0.0)):
                break
            self._move_in(self._far(-NEARLY * abs(bound)))
        self.bound = bound
        self.converged = True
        return True

    def _price_near(self) -> float | None:
        """Converge over the working pool; the bound of the last prices, None where it did not."""
        while not self.watch.stopped and self.master.solve():
            self.gains = self.master.reduced_costs(self.master.prices, self.master.row_prices)
            added = self._rising()
            if not len(added):
                if self.watch.stopped:
                    return None
                return self.master.bound(self.master.prices, self.master.row_prices, self.gains)
            self.master.add_columns(added)
        return None

    def _rising(self) -> Rows:
        """Sets to add: exact points, a gain above 0, spread over the tasks."""
        pool = self.near
        candidates = np.flatnonzero((self.gains > RISE) & ~self.master.in_master)
        order = candidates[np.lexsort((candidates, -self.gains[candidates]))]
        taken = np.zeros(len(self.instance.tasks), np.int64)
        added: list[int] = []
        for begin in range(0, len(order), SETTLE):
            part = order[begin : begin + SETTLE]
            self._settle(part, 0.0)
            good = part[(self.gains[part] > RISE) & pool.exact[part]]
            for row in good[np.lexsort((good, -self.gains[good]))]:
                tasks = list(pool.tasks_of(int(row)))
                if min(taken[tasks]) < PER_TASK:
                    added.append(int(row))
                    taken[tasks] += 1
            if len(added) >= BATCH:
                break
        return np.array(added[: 4 * BATCH], np.int64)

    def _settle(self, rows: Rows, g: float) -> None:
        """Make exact the points of those sets of the working pool whose gain is above −g."""
        pool = self.near
        before = pool.points[rows].copy()
        pool.settle(rows, before - self.gains[rows] - g, self.watch.flag)
        self.gains[rows] += pool.points[rows] - before

    def _far(self, floor: float) -> Rows:
        """Living sets outside the working pool whose gain without cuts is above ``floor``."""
        if len(self._work) == len(self.pool):
            return np.zeros(0, np.int64)
        outside = self._alive.copy()
        outside[self._work] = False
        rows = np.flatnonzero(outside)
        prices = self.master.prices[self.instance.item_task] * self._use
        gains = self.pool.points[rows] - self.pool.sum_over_items(prices, rows)
        for row, price in zip(self.master.rows, self.master.row_prices, strict=True):
            if row.at_least:
                gains -= price
        return rows[gains > floor]

    def _move_in(self, rows: Rows) -> None:
        inside = np.zeros(len(self.pool), bool)
        inside[self._work] = True
        inside[rows] = True
        self._rebuild(np.flatnonzero(inside))

    def _rebuild(self, work: Rows) -> None:
        """Make ``work`` the working pool: same columns, same cuts."""
        old = self.near
        if old is not self.pool:
            self.pool.points[self._work] = old.points
            self.pool.exact[self._work] = old.exact
        columns = self._work[self.master.columns] if self.master.columns else np.zeros(0, np.int64)
        prices = self.master.prices
        priced = [
            cut
            for cut, price in zip(
                self._cuts, self.master.row_prices[-len(self._cuts) :] if self._cuts else [], strict=True
            )
            if price > _TINY
        ]
        self._cuts = priced
        self._work = work
        near = self.pool.keep(work)
        place = np.full(len(self.pool), -1, np.int64)
        place[work] = np.arange(len(work))
        rows: list[Row] = pin_rows(self.instance, near)
        rows += [cut.row(near) for cut in self._cuts]
        self.master = Master(near, self.members, rows)
        self.master.prices = prices
        self.master.add_columns([int(at) for at in place[columns] if at >= 0])

    def focus(self, value: float) -> None:
        """Drop the sets that no choice worth more than ``value`` can use; keep the nearest at hand."""
        worst = value - self.bound - _TINY
        self._alive[self._work[self.gains < worst]] = False
        if len(self._work) < len(self.pool):
            far = self._alive.copy()
            far[self._work] = False
            hopeful = np.zeros(len(self.pool), bool)
            hopeful[self._far(worst)] = True
            self._alive &= ~far | hopeful
        keep = self.gains >= worst
        if keep.sum() > WORK:
            keep &= self.gains >= -np.partition(-self.gains, WORK)[WORK]
            keep |= self.gains >= -1.0
        if keep.sum() < 0.7 * len(self._work):
            self._rebuild(self._work[keep])
            self.solve()

    def cut(self, seed: int) -> bool:
        """Add violated cuts; False where there are none."""
        cuts = find_cuts(self.master, self._base, seed)
        for cut in cuts:
            self._cuts.append(cut)
            self.master.add_row(cut.row(self.near))
        return bool(cuts)

    def within(self, g: float) -> tuple[Rows, bool]:
        """Sets of the working pool within g of the prices, their points exact.

        Returns:
            Rows of ``near``, and whether these are all the viable sets there are.
        """
        missing = self._far(-g)
        if len(missing):
            self._move_in(missing)
            if not self.solve():
                return np.zeros(0, np.int64), False
        pool = self.near
        rows = np.flatnonzero(self.gains >= -g)
        self._settle(rows, g)
        inside = rows[(self.gains[rows] >= -g) & pool.exact[rows] & (pool.points[rows] > -np.inf)]
        everything = len(self._work) == len(self.pool) and len(inside) == int((pool.points > -np.inf).sum())
        return inside, everything
