"""The relaxation over all sets there are, though only those near the prices are ever looked at.

Sets come from pricing: those whose worth but for the week's costs exceeds what tasks and cuts charge.
A week's costs can but lower a set's gain, so a set whose gain without them is not above 0 needs no
column, and one whose gain without them is below −g is in no plan within g of the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bundler.solver import kernel_pool
from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.asked import LevelRow, PinRow, UseRow
from bundler.solver.cuts import BaseRows, Cut, find_cuts
from bundler.solver.instance import Instance
from bundler.solver.kernel_sets import PER_MINUTE
from bundler.solver.master import Master, Row
from bundler.solver.pool import Pool, Rows
from bundler.solver.pricing import MANY, Found, Prices, Pricing
from bundler.solver.watch import Watch

RISE = 1e-6
BATCH = 250
PER_TASK = 12
SETTLE = 1024
NEARLY = 1e-2
# a pricing that lifts the value by less than this share calls for a more thorough one
SLOW = 1e-3
# pools up to about this size are known whole
WHOLE = 150_000
WHOLE_STEPS = 1500
SEED_MOST, SEED_STEPS = 40, 1500
# most sets, and most steps of the search, for each first item in one pricing: more as these bring nothing
EFFORTS = ((100, 3000), (400, 30_000), (1600, MANY), (6400, MANY), (25_600, MANY), (200_000, MANY))
MOST_EVER = 200_000
FIRST_CHOICE = 12
CHUNK = 400
SPARE_CUTS = 200
_GUESS = 0.92
_TINY = 1e-6


class Relaxation:
    """Prices, and what they prove.

    Attributes:
        bound: no choice of sets is worth more; infinite before it is known.
        converged: whether ``bound`` and the prices belong to the optimum of the relaxation.
        short: how much is lacking of what is asked; above 0 it cannot be.
        whole: whether every set there is, is in the pool.
    """

    def __init__(
        self,
        instance: Instance,
        members: Sequence[int],
        placed: Sequence[int],
        level: LevelRow | None,
        pins: Sequence[PinRow | UseRow],
    ) -> None:
        self.instance = instance
        self.members: Ints = np.array(sorted(members), np.int64)
        self.pool = Pool(instance)
        self.bound = np.inf
        self.converged = False
        self.whole = False
        self._level = level
        self._pins = pins
        self.threads: ThreadPoolExecutor
        self._pricing: Pricing
        self.watch: Watch
        self._base = BaseRows(instance, self.members)
        self._cuts: list[Cut] = []
        self._dead = np.zeros(0, bool)
        self._inside = np.zeros(0, bool)
        self._depth = -np.inf
        rows: list[Row] = [*pins]
        if level:
            rows.append(level)
        self.master = Master(instance, members, placed, rows)
        self.columns: list[int] = []

    def attach(self, threads: ThreadPoolExecutor, watch: Watch) -> None:
        """Work with these threads, under this watch."""
        self.threads, self.watch = threads, watch
        self._pricing = Pricing(self.instance, self.members.tolist(), threads, watch)

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        for name in ("threads", "watch", "_pricing"):
            state.pop(name, None)
        return state

    @property
    def short(self) -> float:
        """How much is lacking of what is asked."""
        return self.master.short

    # --- prices ---

    @property
    def prices(self) -> Prices:
        """What the sets are charged."""
        per_set, per_minute = 0.0, 0.0
        if self._level:
            price = -float(self.master.row_prices[len(self._pins)])
            per_set, per_minute = price * self._level.per_set, price * self._level.per_minute
        charged = np.flatnonzero(self._cut_prices > 0)
        if not len(charged):
            return Prices(self.master.prices, per_set, per_minute)
        weights = np.stack([self._cuts[at].weight for at in charged])
        return Prices(self.master.prices, per_set, per_minute, weights, self._cut_prices[charged])

    @property
    def _pin_prices(self) -> Floats:
        return -self.master.row_prices[: len(self._pins)]

    @property
    def _cut_prices(self) -> Floats:
        return self.master.row_prices[len(self.master.rows) - len(self._cuts) :]

    def gains(self, floor: float) -> tuple[Rows, Floats]:
        """Living sets of the pool worth more than ``floor`` above their prices, and how much more."""
        pool, prices = self.pool, self.prices
        rows = np.flatnonzero(~self._dead[: len(pool)])
        gain = pool.points[rows] + prices.per_set
        gain -= pool.sum_over_items(prices.of_items(self.instance), rows)
        for pin, price in zip(self._pins, self._pin_prices, strict=True):
            if price > 0:
                gain += price * pin.coefficients(pool.items[rows])
        near = gain > floor
        rows, gain = rows[near], gain[near]
        if prices.cut_weights is not None and len(rows):
            gain -= kernel_pool.floor_sums(pool.items, rows, prices.cut_weights, prices.cut_prices)
            near = gain > floor
            rows, gain = rows[near], gain[near]
        return rows, gain

    def _settle(self, rows: Rows, gain: Floats, g: float) -> Floats:
        """Make exact the points of those sets whose gain is above −g; their gains then."""
        pool = self.pool
        before = pool.points[rows].copy()
        pool.settle(rows, before - gain - g, self.threads, self.watch.flag)
        return gain + pool.points[rows] - before

    # --- columns ---

    def _take_in(self, found: Found) -> Rows:
        """Put found sets in the pool; their rows."""
        rows = self.pool.add(found.items, found.worth)
        if len(self.pool) > len(self._dead):
            for name in ("_dead", "_inside"):
                grown = np.zeros(2 * len(self.pool), bool)
                grown[: len(getattr(self, name))] = getattr(self, name)
                setattr(self, name, grown)
        return rows

    def _look(self, floor: float, most: int, steps: int = MANY) -> bool:
        """Price all sets there are and take in those above the floor; whether none was left out."""
        if self.whole:
            return True
        prices, pins = self.prices, self._pin_prices
        bonus = sum(pin.most * float(price) for pin, price in zip(self._pins, pins, strict=True))
        found = self._pricing.sets(prices, floor, most, steps)
        complete = found.complete
        self._take_in(found)
        for pin, price in zip(self._pins, pins, strict=True):
            if price > 0:
                found = self._pricing.holding(pin.tasks, pin.alone, prices, floor - bonus, most)
                self._take_in(found)
                complete &= found.complete
        return complete

    def begin(self) -> None:
        """First sets: all there are if these are few, else some for every task."""
        free = Prices(np.zeros(len(self.instance.tasks)))
        first = self._pricing.sets(free, -np.inf, WHOLE, WHOLE_STEPS)
        if first.complete and len(first.items) <= 4 * WHOLE:
            self._take_in(first)
            self.whole = True
            return
        guess = np.zeros(len(self.instance.tasks))
        per_unit = self.instance.item_minutes / self.instance.uses
        guess[self.instance.item_task] = _GUESS * abs(self.instance.worth[PER_MINUTE]) * per_unit
        self._take_in(self._pricing.sets(Prices(guess), -np.inf, SEED_MOST, SEED_STEPS))
        for pin in self._pins:
            self._take_in(self._pricing.holding(pin.tasks, pin.alone, Prices(guess), -np.inf, SEED_MOST))

    def first_choice(self) -> Rows:
        """Some sets of much worth for every task, their points exact."""
        pool = self.pool
        often = np.zeros(len(self.instance.tasks), np.int64)
        chosen = []
        for at, row in enumerate(np.lexsort((np.arange(len(pool)), -pool.points)).tolist()):
            if at % SETTLE == 0 and self.watch.stopped:
                break
            tasks = list(pool.tasks_of(row))
            if often[tasks].min() < FIRST_CHOICE:
                often[tasks] += 1
                chosen.append(row)
        rows = np.array(chosen, np.int64)
        pool.settle(rows, np.full(len(rows), -np.inf), self.threads, self.watch.flag)
        return rows

    def none_holds(self, task: int) -> bool:
        """Whether it is proved that no viable set holds a task; looks at sets until one is viable."""
        free = Prices(np.zeros(len(self.instance.tasks)))
        for most in (CHUNK, MOST_EVER):
            found = self._pricing.holding((task,), False, free, -np.inf, most)
            rows = self._take_in(found)
            rows = rows[np.lexsort((rows, -self.pool.points[rows]))]
            for begin in range(0, len(rows), CHUNK):
                part = rows[begin : begin + CHUNK]
                self.pool.settle(part, np.full(len(part), -np.inf), self.threads, self.watch.flag)
                if (self.pool.exact[part] & (self.pool.points[part] > -np.inf)).any():
                    return False
                if not self.pool.exact[part].all():
                    return False
            if found.complete:
                return self.instance.all_sizes
        return False

    def offer(self, items: Items, worth: Floats, points: Floats) -> None:
        """Put sets with known points in, and give them a column."""
        rows = self._take_in(Found(items, worth, True))
        self.pool.points[rows] = points
        self.pool.exact[rows] = True
        self._enter(np.unique(rows[~self._inside[rows]]))

    def _enter(self, rows: Rows) -> None:
        self.master.add_columns(self.pool.items[rows], self.pool.points[rows])
        self._inside[rows] = True
        self.columns += rows.tolist()

    # --- solving ---

    def solve(self) -> bool:
        """Price until no set is worth more than its prices; True where that was reached."""
        self.converged = False
        effort, before = 0, -np.inf
        while self._price_pool():
            # a little below 0 too: prices move on
            margin = NEARLY * abs(self.master.value) / max(1.0, float(self.master.x.sum()))
            slow = self.master.value - before < SLOW * abs(self.master.value)
            effort = min(effort + slow, len(EFFORTS) - 1)
            before = self.master.value
            most, steps = EFFORTS[effort]
            complete = self._look(-margin, most, steps)
            if self._none_rises():
                if complete:
                    self._depth = margin
                    break
                complete = self._look(0.0, most, steps)
                if complete and self._none_rises():
                    self._depth = 0.0
                    break
                if effort + 1 == len(EFFORTS):
                    return False
                effort += 1
            if self.watch.stopped:
                return False
        else:
            return False
        if self.watch.stopped:
            return False
        self.bound = self._safe_bound()
        self.converged = True
        return True

    def _none_rises(self) -> bool:
        """Whether no set of the pool is worth more than its prices."""
        rows, gain = self.gains(RISE)
        if len(rows):
            gain = self._settle(rows, gain, 0.0)
        return not (gain > RISE).any()

    def _price_pool(self) -> bool:
        """Converge over the pool; False where it did not."""
        while not self.watch.stopped and self.master.solve(self.watch):
            self._depth = -np.inf
            added = self._rising()
            if not len(added):
                return not self.watch.stopped
            self._enter(added)
        return False

    def _rising(self) -> Rows:
        """Sets to add: exact points, a gain above 0, spread over the tasks."""
        rows, gain = self.gains(RISE)
        order = np.lexsort((rows, -gain))
        taken = np.zeros(len(self.instance.tasks), np.int64)
        added: list[int] = []
        for begin in range(0, len(order), SETTLE):
            part = order[begin : begin + SETTLE]
            part = part[~self._inside[rows[part]]]
            exact = self._settle(rows[part], gain[part], 0.0)
            good = np.flatnonzero((exact > RISE) & self.pool.exact[rows[part]])
            for at in good[np.lexsort((rows[part][good], -exact[good]))]:
                row = int(rows[part][at])
                tasks = list(self.pool.tasks_of(row))
                if min(taken[tasks]) < PER_TASK:
                    added.append(row)
                    taken[tasks] += 1
            if len(added) >= BATCH:
                break
        return np.array(added[: 4 * BATCH], np.int64)

    def _safe_bound(self) -> float:
        """Points that no plan can exceed, whatever the prices are (weak duality).

        A set with a gain above 0 can be in a plan no more often than its scarcest task allows.
        """
        instance, master = self.instance, self.master
        total = float(instance.capacity[self.members] @ master.prices[self.members])
        rights = np.array([row.right for row in master.rows])
        total += float(rights @ master.row_prices)
        rows, gain = self.gains(0.0)
        if len(rows):
            often = instance.capacity[instance.item_task] // np.maximum(1, instance.uses.astype(np.int64))
            padded = np.append(often, np.iinfo(np.int64).max)
            total += float(gain @ padded[self.pool.items[rows]].min(axis=1))
        return total

    def ask(self, number: int, row: UseRow) -> None:
        """Put a row in the place of one that asks another amount, and remember all sets again."""
        self._dead[:] = False
        self._depth = -np.inf
        self.converged = False
        self.bound = np.inf
        self.master.ask(number, row)

    def focus(self, value: float) -> None:
        """Forget the sets that no choice worth ``value`` or more can use."""
        rows, _ = self.gains(value - self.bound - _TINY)
        keep = np.zeros(len(self._dead), bool)
        keep[rows] = True
        self._dead[: len(self.pool)] = ~keep[: len(self.pool)]

    def cut(self, seed: int) -> bool:
        """Add violated cuts; False where there are none, or the prices are lost on the way."""
        priced = self._cut_prices > _TINY
        if len(self._cuts) > 2 * priced.sum() + SPARE_CUTS:
            self._cuts = [cut for cut, stays in zip(self._cuts, priced, strict=True) if stays]
            self.master.keep([*self.master.rows[: len(self.master.rows) - len(priced)], *self._cuts])
            # other prices: what was proved with the old ones does not hold for these
            if not self.solve():
                return False
        cuts = find_cuts(self.master, self._base, seed)
        for cut in cuts:
            self._cuts.append(cut)
            self.master.add_row(cut)
        return bool(cuts)

    def within(self, g: float, most: int = MOST_EVER) -> tuple[Rows, Floats, bool]:
        """Living sets within g of the prices, made exact; their gains; whether none is missing."""
        complete = self.whole or g <= self._depth
        if not complete:
            complete = self._look(-g, most)
            if complete:
                self._depth = g
        rows, gain = self.gains(-g - _TINY)
        gain = self._settle(rows, gain, g)
        near = (gain >= -g) & self.pool.exact[rows] & (self.pool.points[rows] > -np.inf)
        return rows[near], gain[near], complete and not self.watch.stopped
