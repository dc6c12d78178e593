"""The linear relaxation: which sets of tasks, in parts, are worth the most together.

Columns are sets of the pool, rows are tasks (how much of each there is), pins and cuts. Columns come
in as the prices ask for them; the relaxation is solved over the whole pool when no set is worth more
than the prices of what it takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bundler.solver.pool import Floats, Pool, Rows

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

RISE = 1e-6
SHORTFALL = 1e5


@dataclass
class Row:
    """A row of the relaxation over the sets of the pool.

    Attributes:
        right: right-hand side.
        at_least: whether it is Σ coefficient·x ≥ right (a pin) rather than ≤ (a capacity, a cut).
        sets, coefficients: the sets of the pool it is about; empty for a task's capacity, whose
            coefficients follow from the items.
    """

    right: float
    at_least: bool = False
    sets: Rows = field(default_factory=lambda: np.zeros(0, np.int64))
    coefficients: Floats = field(default_factory=lambda: np.zeros(0))


class Master:
    """The relaxation with its prices; columns and cuts can be added, none is ever changed."""

    def __init__(self, pool: Pool, members: Iterable[int], pins: Iterable[Row]) -> None:
        from ortools.linear_solver import pywraplp

        self.pool = pool
        self.members = np.array(sorted(members), np.int64)
        self.rows: list[Row] = list(pins)
        instance = pool.instance
        self._use = np.array([instance.use(item) for item in range(len(instance.item_task))], float)
        self._make_solver: type[pywraplp.Solver] = pywraplp.Solver
        self.columns: list[int] = []
        self.in_master = np.zeros(len(pool), bool)
        self.prices = np.zeros(len(instance.tasks))
        self.row_prices = np.zeros(len(self.rows))
        self.value = 0.0
        self.x = np.zeros(0)
        self.short = 0.0
        self._build()

    def _build(self) -> None:
        """A fresh linear solver with all columns and rows there are."""
        self._solver = self._make_solver.CreateSolver("GLOP")
        infinity = self._solver.infinity()
        capacity = self.pool.instance.capacity
        self._capacity_rows = {
            int(task): self._solver.Constraint(-infinity, float(capacity[task])) for task in self.members
        }
        self._rows: list[pywraplp.Constraint] = []
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self._variables: list[pywraplp.Variable] = []
        self._short: list[pywraplp.Variable] = []
        columns, self.columns = self.columns, []
        rows, self.rows = self.rows, []
        self.add_columns(columns)
        for row in rows:
            self.add_row(row)

    def add_columns(self, sets: Iterable[int]) -> None:
        """Add sets of the pool, whose points must be exact."""
        instance = self.pool.instance
        added = [int(row) for row in sets]
        position = {row: len(self.columns) + at for at, row in enumerate(added)}
        for row in added:
            variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
            self._objective.SetCoefficient(variable, float(self.pool.points[row]))
            for item in self.pool.items[row]:
                if item >= 0:
                    task = int(instance.item_task[item])
                    self._capacity_rows[task].SetCoefficient(variable, float(self._use[item]))
            self._variables.append(variable)
            self.columns.append(row)
            self.in_master[row] = True
        for row_object, constraint in zip(self.rows, self._rows, strict=True):
            here = np.isin(row_object.sets, np.array(added, np.int64))
            for set_row, coefficient in zip(
                row_object.sets[here], row_object.coefficients[here], strict=True
            ):
                constraint.SetCoefficient(self._variables[position[int(set_row)]], float(coefficient))

    def add_row(self, row: Row) -> None:
        """Add a pin or a cut."""
        infinity = self._solver.infinity()
        constraint = (
            self._solver.Constraint(row.right, infinity)
            if row.at_least
            else self._solver.Constraint(-infinity, row.right)
        )
        position = {set_row: at for at, set_row in enumerate(self.columns)}
        here = self.in_master[row.sets]
        for set_row, coefficient in zip(row.sets[here], row.coefficients[here], strict=True):
            constraint.SetCoefficient(self._variables[position[int(set_row)]], float(coefficient))
        if row.at_least:
            short = self._solver.NumVar(0.0, infinity, "")
            constraint.SetCoefficient(short, 1.0)
            self._objective.SetCoefficient(short, -SHORTFALL)
            self._short.append(short)
        self.rows.append(row)
        self._rows.append(constraint)

    def solve(self) -> bool:
        """Solve over the columns there are; False where the linear solver fails twice."""
        for attempt in range(2):
            if self._solver.Solve() == self._make_solver.OPTIMAL:
                self.value = self._objective.Value()
                self.x = np.array([variable.solution_value() for variable in self._variables])
                self.short = sum(variable.solution_value() for variable in self._short)
                for task, constraint in self._capacity_rows.items():
                    self.prices[task] = max(0.0, constraint.dual_value())
                self.row_prices = np.array(
                    [
                        min(0.0, constraint.dual_value())
                        if row.at_least
                        else max(0.0, constraint.dual_value())
                        for row, constraint in zip(self.rows, self._rows, strict=True)
                    ]
                )
                return True
            if attempt == 0:
                self._build()
        return False

    def reduced_costs(self, prices: Floats, row_prices: Floats) -> Floats:
        """Points above the prices of what each set of the pool takes, (sets,)."""
        instance = self.pool.instance
        gains: Floats = self.pool.points - self.pool.sum_over_items(prices[instance.item_task] * self._use)
        for row, price in zip(self.rows, row_prices, strict=True):
            if price:
                gains[row.sets] -= price * row.coefficients
        return gains

    def bound(self, prices: Floats, row_prices: Floats, gains: Floats) -> float:
        """Points that no plan can exceed, whatever the prices are (weak duality).

        A set with a gain above 0 can be in a plan no more often than its scarcest task allows.
        """
        instance = self.pool.instance
        total = float(instance.capacity[self.members] @ prices[self.members])
        for row, price in zip(self.rows, row_prices, strict=True):
            total += float(price) * row.right
        rising = np.flatnonzero(gains > 0)
        if len(rising):
            often = instance.capacity[instance.item_task] // np.maximum(1, self._use.astype(np.int64))
            padded = np.append(often, np.iinfo(np.int64).max)
            total += float(gains[rising] @ padded[self.pool.items[rising]].min(axis=1))
        return total
