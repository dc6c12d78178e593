"""The linear relaxation over the whole list, solved by taking in sets as the prices ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from bundler.prove.model import Model
from bundler.prove.sets import Floats
from bundler.prove.watch import Watch

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

SOLVERS = ("CLP", "PDLP")
RISE = 1e-6
BATCH = 300
PER_TASK = 10
LOOK = 1000


class Prices:
    """Prices of the rows, and the bound they prove.

    Attributes:
        values: price of each row; never of the wrong sign.
        bound: no plan is worth more, whatever became of the search for prices.
    """

    def __init__(self, model: Model, watch: Watch, start: Iterable[int]) -> None:
        self.model, self.watch = model, watch
        self.values = np.zeros(len(model.rows))
        self.bound = np.inf
        self._inside: list[int] = []
        self._start = sorted(set(start))

    def settle(self) -> None:
        """Look for the lowest bound; ``bound`` holds what was reached, also where this raises.

        Raises:
            Stopped: the time is up.
        """
        columns = self.model.columns
        columns.settle(self._start, -np.inf)
        self._inside += self._start
        while True:
            self.watch.step("bound", len(columns))
            found = self._solve() if self._inside else self.values
            if found is None:
                return
            self.values = found
            fresh = self._rising()
            if not fresh:
                return
            self._inside += fresh

    def _rising(self) -> list[int]:
        """Sets worth more than the prices of what they take, their points exact."""
        model, columns = self.model, self.model.columns
        taken = np.zeros(len(columns.facts.tasks), np.int64)
        known = np.zeros(len(columns), bool)
        known[self._inside] = True
        gains = model.gains(self.values)
        self.bound = min(self.bound, model.bound(self.values, gains))
        rows = np.flatnonzero((gains > RISE) & ~known)
        rows = rows[np.lexsort((rows, -gains[rows]))]
        found: list[int] = []
        for begin in range(0, len(rows), LOOK):
            part = rows[begin : begin + LOOK]
            before = model.values()[part].copy()
            floor = columns.points.copy()
            if model.level == "score":
                floor[part] -= gains[part]
            else:
                floor[part] = -np.inf
            columns.settle((int(row) for row in part), floor)
            gains[part] += np.where(columns.points[part] > -np.inf, model.values()[part] - before, -np.inf)
            for row in part[gains[part] > RISE]:
                tasks = [item.task for item in columns.parts(int(row))]
                if columns.exact[row] and taken[tasks].min() < PER_TASK:
                    found.append(int(row))
                    taken[tasks] += 1
            if len(found) >= BATCH:
                return found
        # every set above the prices has been looked at: the bound with what is known now
        self.bound = min(self.bound, model.bound(self.values, model.gains(self.values)))
        return found

    def _solve(self) -> Floats | None:
        """Prices over the sets taken in so far; None where no linear solver finds them."""
        from ortools.linear_solver import pywraplp

        for name in SOLVERS:
            solver = pywraplp.Solver.CreateSolver(name)
            if solver is not None:
                found = self._prices(solver, pywraplp.Solver.OPTIMAL)
                if found is not None:
                    return found
        return None

    def _prices(self, solver: pywraplp.Solver, optimal: int) -> Floats | None:
        model = self.model
        infinity = solver.infinity()
        rows = [
            solver.Constraint(
                -infinity if row.sense == "<=" else row.right, infinity if row.sense == ">=" else row.right
            )
            for row in model.rows
        ]
        objective = solver.Objective()
        objective.SetMaximization()
        values = model.values()
        for column in self._inside:
            if values[column] == -np.inf:
                continue
            variable = solver.NumVar(0.0, infinity, "")
            objective.SetCoefficient(variable, float(values[column]))
            for number, coefficient in model.entries(column):
                rows[number].SetCoefficient(variable, coefficient)
        if solver.Solve() != optimal:
            return None
        prices = np.array([row.dual_value() for row in rows])
        for at, row in enumerate(model.rows):
            if row.sense == "<=":
                prices[at] = max(0.0, prices[at])
            elif row.sense == ">=":
                prices[at] = min(0.0, prices[at])
        return prices
