"""The linear relaxation of a pure packing problem: a row for each group of alike tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bundler.solver.arrays import Floats, Ints
from bundler.solver.packing_model import Packing, Worth
from bundler.solver.watch import Watch

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

SHORTFALL = 1e5
_ATTEMPTS = (None, "GLOP", "CLP")


class PackMaster:
    """Sets, in parts, that are worth the most together; sets can be added, what is asked can change.

    Args:
        packing: the problem.
        worth: what sets are worth.
        placed: whether all tasks must be placed.
        covering: whether they may be placed more than once, since a set without them is worth as much.

    Attributes:
        counts: (sets, groups) the sets in it.
        points: (sets,) what they are worth.
        value: of the last solution.
        prices: per group; weakly right (never below 0 where placing is a choice).
        level_price: of the earlier level; at most 0.
        x: how much of each set.
        short: how much is lacking of what is asked.
    """

    def __init__(self, packing: Packing, worth: Worth, placed: bool, covering: bool) -> None:
        self.packing = packing
        self.worth = worth
        self.placed = placed
        self.covering = covering
        self.demand = packing.demand.copy()
        self.right = worth.right
        self.counts: Ints = np.zeros((0, len(packing.groups)), np.int64)
        self.points: Floats = np.zeros(0)
        self._known: set[bytes] = set()
        self.value = 0.0
        self.prices: Floats = np.zeros(len(packing.groups))
        self.level_price = 0.0
        self.x: Floats = np.zeros(0)
        self.short = 0.0
        self._build("GLOP")

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        for name in ("_solver", "_objective", "_variables", "_short", "_rows", "_level"):
            state.pop(name, None)
        return state

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._build("GLOP")

    def _build(self, name: str) -> None:
        from ortools.linear_solver import pywraplp

        self._solver = pywraplp.Solver.CreateSolver(name)
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self._variables: list[pywraplp.Variable] = []
        self._short: list[pywraplp.Variable] = []
        self._rows = [self._solver.Constraint(0.0, 0.0) for _ in self.demand]
        self._level: pywraplp.Constraint | None = None
        if self.placed:
            for row in self._rows:
                self._may_fall_short(row)
        if self.worth.level is not None:
            self._level = self._solver.Constraint(0.0, 0.0)
            self._may_fall_short(self._level)
        self.ask(self.demand, self.right)
        self._enter(self.counts, self.points)

    def _may_fall_short(self, row: pywraplp.Constraint) -> None:
        short = self._solver.NumVar(0.0, self._solver.infinity(), "")
        row.SetCoefficient(short, 1.0)
        self._objective.SetCoefficient(short, -SHORTFALL)
        self._short.append(short)

    def ask(self, demand: Ints, right: float) -> None:
        """Change how much there is of each group, and what the earlier level must come to."""
        infinity = self._solver.infinity()
        self.demand, self.right = demand.copy(), right
        for row, number in zip(self._rows, demand.tolist(), strict=True):
            row.SetBounds(
                float(number) if self.placed else -infinity, infinity if self.covering else float(number)
            )
        if self._level is not None:
            self._level.SetBounds(right, infinity)

    def add(self, counts: Ints) -> int:
        """Add sets of groups; how many were new."""
        fresh = []
        for row in counts:
            key = row.astype(np.int16).tobytes()
            if key not in self._known:
                self._known.add(key)
                fresh.append(row)
        if fresh:
            new = np.array(fresh, np.int64)
            points = np.array([self.worth.of(self.packing, row) for row in new])
            self.counts = np.concatenate([self.counts, new])
            self.points = np.concatenate([self.points, points])
            self._enter(new, points)
        return len(fresh)

    def _enter(self, counts: Ints, points: Floats) -> None:
        infinity = self._solver.infinity()
        loads = counts @ self.packing.sizes
        for row, worth, load in zip(counts, points.tolist(), loads.tolist(), strict=True):
            variable = self._solver.NumVar(0.0, infinity, "")
            self._objective.SetCoefficient(variable, worth)
            for at in np.flatnonzero(row).tolist():
                self._rows[at].SetCoefficient(variable, float(row[at]))
            if self._level is not None and self.worth.level is not None:
                self._level.SetCoefficient(variable, float(self.worth.level[load]))
            self._variables.append(variable)

    def forbid(self, at: Ints) -> None:
        """Only these sets may not be used from now on."""
        barred = np.zeros(len(self._variables), bool)
        barred[at] = True
        infinity = self._solver.infinity()
        for variable, out in zip(self._variables, barred.tolist(), strict=True):
            variable.SetUb(0.0 if out else infinity)

    def solve(self, watch: Watch) -> bool:
        """Solve over the sets there are; False where every linear solver fails or time is up."""
        for attempt in _ATTEMPTS:
            if watch.stopped:
                return False
            if attempt is not None:
                self._build(attempt)
            self._solver.SetTimeLimit(int(max(0.01, watch.left) * 1000) + 1)
            with watch.interrupts(self._solver):
                status = self._solver.Solve()
            if status == self._solver.OPTIMAL:
                self._take()
                return True
        return False

    def _take(self) -> None:
        self.value = self._objective.Value()
        self.x = np.array([variable.solution_value() for variable in self._variables])
        self.short = sum(variable.solution_value() for variable in self._short)
        prices = np.array([row.dual_value() for row in self._rows])
        if not self.placed:
            prices = np.maximum(prices, 0.0)
        elif self.covering:
            prices = np.minimum(prices, 0.0)
        self.prices = prices
        self.level_price = 0.0 if self._level is None else min(0.0, self._level.dual_value())
