"""The relaxation of a pure packing problem over all sets there are, and the bound it proves."""

from __future__ import annotations

import numpy as np

from bundler.solver.aim import Aim
from bundler.solver.arrays import Floats, Ints
from bundler.solver.packing_master import PackMaster
from bundler.solver.packing_model import Packing, worth_of
from bundler.solver.packing_price import Knapsack
from bundler.solver.watch import Watch

# a set is worth taking in from this gain on
_GAIN = 1e-7
_TAKE = 40
_ROUNDS = 1000


class PackRelaxation:
    """Takes in sets as the prices ask for them.

    Args:
        packing: the problem.
        aim: the level.

    Attributes:
        bound: no plan is worth more; proved from prices alone.
        converged: whether no set there is would make the relaxation worth more.
        prices: those that prove the bound.
        level_price: likewise.
    """

    def __init__(self, packing: Packing, aim: Aim) -> None:
        self.packing = packing
        self.worth = worth_of(packing, aim)
        self.placed = bool(aim.placed)
        gain = self.worth.gain
        flat = packing.least <= 1 and bool((gain[1:] == gain[-1]).all())
        self.covering = (
            self.placed and flat and self.worth.second == 0 and self.worth.each == 0 and aim.level is None
        )
        self._per_job = float(gain[-1]) if self.covering else 0.0
        self.master = PackMaster(packing, self.worth, self.placed, self.covering)
        self._knapsack: Knapsack | None = None
        self.bound = np.inf
        self.converged = False
        self.prices: Floats = np.zeros(len(packing.groups))
        self.level_price = 0.0
        self.watch: Watch

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        state["_knapsack"] = None
        state.pop("watch", None)
        return state

    def attach(self, watch: Watch) -> None:
        """Work under this watch."""
        self.watch = watch

    @property
    def knapsack(self) -> Knapsack:
        """The table of all sets; made when it is first needed."""
        if self._knapsack is None:
            self._knapsack = Knapsack(self.packing, self.worth)
        return self._knapsack

    def most_jobs(self, demand: Ints) -> float:
        """No plan has more jobs."""
        load = int(demand @ self.packing.sizes)
        return float(min(int(demand.sum()), load // max(1, self.packing.least)))

    def solve(self, aim: Aim, value: float) -> bool:
        """Converge over all that is asked; False where it was stopped.

        It ends sooner where the bound comes within one step of ``value``.
        """
        self.master.ask(self.packing.demand, self.worth.right)
        self.master.forbid(np.zeros(0, np.int64))
        while not self.watch.stopped:
            gained = self._round(self.packing.demand)
            if gained is None:
                return False
            if gained <= _GAIN or aim.rounded(self.bound) <= value:
                self.converged = True
                return True
        return False

    def _round(self, demand: Ints) -> float | None:
        """Solve, price and take in; the best set's gain, None where it was stopped."""
        master = self.master
        if not master.solve(self.watch):
            return None
        room = None if demand is self.packing.demand else demand
        prices, level_price = master.prices, master.level_price
        found = self.knapsack.best(prices, level_price, self.watch.flag, room)
        if found is None:
            return None
        gain = float(found.gain[0]) if len(found.gain) else 0.0
        if demand is self.packing.demand:
            self._prove(prices, level_price, gain)
        if gain <= _GAIN:
            return 0.0
        taken = found.counts[:_TAKE][found.gain[:_TAKE] > _GAIN]
        new = master.add(taken)
        new += master.add(self.in_turn(prices, level_price, demand))
        return gain if new else 0.0

    def in_turn(self, prices: Floats, level_price: float, demand: Ints, least: float = _GAIN) -> Ints:
        """Sets that can exist together: the best, then the best of what is left, and so on."""
        left = demand.copy()
        chosen = []
        while left.any() and not self.watch.stopped:
            found = self.knapsack.best(prices, level_price, self.watch.flag, left)
            if found is None or not len(found.gain) or found.gain[0] <= least:
                break
            chosen.append(found.counts[0])
            left -= found.counts[0]
        return np.array(chosen, np.int64).reshape(len(chosen), len(demand))

    def _prove(self, prices: Floats, level_price: float, gain: float) -> None:
        """Weak duality: what the prices say any plan is worth at most, whatever the linear solver did."""
        worth, demand = self.worth, self.packing.demand
        total = float(prices @ demand)
        if self.covering and self._per_job < 0:
            # no set is charged more than its price times this
            charged = gain - self._per_job
            bound = total * min(1.0, -self._per_job / charged) if charged > 0 else 0.0
        else:
            bound = total + level_price * worth.right + self.most_jobs(demand) * max(0.0, gain)
        if bound < self.bound:
            self.bound = bound
            self.prices, self.level_price = prices.copy(), level_price

    def residual(self, demand: Ints, right: float, most_rounds: int) -> bool:
        """Solve, nearly, for what is left of a plan under way; False where it was stopped."""
        self.master.ask(demand, right)
        if not self.covering:
            self.master.forbid(np.flatnonzero((self.master.counts > demand).any(axis=1)))
        for _ in range(most_rounds):
            gained = self._round(demand)
            if gained is None:
                return False
            if gained <= _GAIN:
                return True
        return self.master.solve(self.watch)

    @property
    def impossible(self) -> bool:
        """Whether it is proved that not all that is asked can be had."""
        gain = self.worth.gain[np.isfinite(self.worth.gain)]
        least = float(min(0.0, gain.min(initial=0.0)) + min(0.0, self.worth.each) - self.worth.second)
        worst = self.most_jobs(self.packing.demand) * least + float(
            min(0.0, self.worth.each) * self.packing.demand.sum()
        )
        return self.converged and self.master.short > 1e-6 and self.bound < worst - 1.0
