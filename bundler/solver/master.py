"""The linear relaxation: which sets of tasks, in parts, are worth the most together.

Columns are sets, rows are tasks (how much of each there is), what is asked of the plan, and cuts.
Columns come in as the prices ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.instance import Instance
from bundler.solver.watch import Watch

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

# what falling short by one costs, in what the best set could be worth
SHORTFALL = 30.0
# GLOP ends ABNORMAL now and then: as it stands, then anew, then in other ways
_ATTEMPTS: tuple[tuple[str, str] | None, ...] = (
    None,
    ("GLOP", ""),
    ("GLOP", "use_dual_simplex: true"),
    ("CLP", ""),
)


class Row(Protocol):
    """A row of the relaxation over sets of tasks, beside the tasks' capacities."""

    @property
    def right(self) -> float:
        """Right-hand side."""
        ...

    @property
    def at_least(self) -> bool:
        """Whether it is ≥ rather than ≤."""
        ...

    @property
    def dear(self) -> float | None:
        """Of a ≥ row: what falling short by one costs at first, so the most it is priced; None: as a task."""
        ...

    def coefficients(self, items: Items) -> Floats:
        """The coefficient of each set, (sets, positions) int32 padded with −1."""
        ...


class Master:
    """The relaxation with its prices; columns and cuts can be added, none is ever changed.

    Args:
        instance: capacities.
        members: the tasks it is about.
        placed: tasks of which all must be placed.
        rows: what is asked of the plan.
    """

    def __init__(
        self, instance: Instance, members: Sequence[int], placed: Sequence[int], rows: Sequence[Row]
    ) -> None:
        from ortools.linear_solver import pywraplp

        self.instance = instance
        self.members: Ints = np.array(sorted(members), np.int64)
        self.placed = frozenset(placed)
        self._raised = 1.0
        self.rows: list[Row] = list(rows)
        self._make_solver: type[pywraplp.Solver] = pywraplp.Solver
        self._items: list[Items] = []
        self._points: list[Floats] = []
        self.prices = np.zeros(len(instance.tasks))
        self.row_prices = np.zeros(len(self.rows))
        self.value = 0.0
        self.x = np.zeros(0)
        self.short = 0.0
        self._build()

    def _build(self, name: str = "GLOP", parameters: str = "") -> None:
        """A fresh linear solver with all columns and rows there are."""
        self._solver = self._make_solver.CreateSolver(name)
        self._solver.SetSolverSpecificParametersAsString(parameters)
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self._variables: list[pywraplp.Variable] = []
        self._short: list[pywraplp.Variable] = []
        self._rows: list[pywraplp.Constraint] = []
        infinity = self._solver.infinity()
        self._capacity_rows: dict[int, pywraplp.Constraint] = {}
        for task in self.members.tolist():
            right = float(self.instance.capacity[task])
            self._capacity_rows[task] = self._solver.Constraint(
                right if task in self.placed else -infinity, right
            )
            if task in self.placed:
                self._may_fall_short(self._capacity_rows[task], None)
        columns = list(zip(self._items, self._points, strict=True))
        self._items, self._points = [], []
        rows, self.rows = self.rows, []
        for row in rows:
            self.add_row(row)
        for items, points in columns:
            self.add_columns(items, points)

    def raise_shortfall(self) -> None:
        """Make falling short cost a hundred times as much."""
        self._raised *= 100
        self._build()

    def ask(self, number: int, row: Row) -> None:
        """Put a ≥ row in the place of one that differs in its right-hand side; else nothing changes."""
        self.rows[number] = row
        if self._raised > 1.0:
            self._raised = 1.0
            self._build()
        else:
            self._rows[number].SetLb(row.right)

    def keep(self, rows: Sequence[Row]) -> None:
        """Go on with these rows only."""
        self.rows = list(rows)
        self._build()

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        for name in (
            "_solver",
            "_objective",
            "_variables",
            "_short",
            "_rows",
            "_capacity_rows",
            "_make_solver",
        ):
            state.pop(name, None)
        return state

    def __setstate__(self, state: dict[str, object]) -> None:
        from ortools.linear_solver import pywraplp

        self.__dict__.update(state)
        self._make_solver = pywraplp.Solver
        self._build()

    def _may_fall_short(self, row: pywraplp.Constraint, dear: float | None) -> None:
        cost = SHORTFALL * self.instance.most_at_stake if dear is None else dear
        short = self._solver.NumVar(0.0, self._solver.infinity(), "")
        row.SetCoefficient(short, 1.0)
        self._objective.SetCoefficient(short, -cost * self._raised)
        self._short.append(short)

    @property
    def items(self) -> Items:
        """The sets in it, (columns, positions)."""
        if len(self._items) > 1:
            self._items = [np.concatenate(self._items)]
            self._points = [np.concatenate(self._points)]
        return self._items[0] if self._items else np.zeros((0, self.instance.positions), np.int32)

    def add_columns(self, items: Items, points: Floats) -> None:
        """Add sets with their exact points."""
        instance = self.instance
        infinity = self._solver.infinity()
        added = []
        for row, worth in zip(items.tolist(), points.tolist(), strict=True):
            variable = self._solver.NumVar(0.0, infinity, "")
            self._objective.SetCoefficient(variable, worth)
            for item in row:
                if item < 0:
                    break
                self._capacity_rows[int(instance.item_task[item])].SetCoefficient(
                    variable, float(instance.uses[item])
                )
            added.append(variable)
        for row_object, constraint in zip(self.rows, self._rows, strict=True):
            values = row_object.coefficients(items)
            for at in np.flatnonzero(values).tolist():
                constraint.SetCoefficient(added[at], float(values[at]))
        self._variables += added
        self._items.append(items)
        self._points.append(points)

    def add_row(self, row: Row) -> None:
        """Add what is asked, or a cut."""
        infinity = self._solver.infinity()
        made = self._solver.Constraint(row.right, infinity) if row.at_least else None
        constraint = made or self._solver.Constraint(-infinity, row.right)
        values = row.coefficients(self.items)
        for at in np.flatnonzero(values).tolist():
            constraint.SetCoefficient(self._variables[at], float(values[at]))
        if row.at_least:
            self._may_fall_short(constraint, row.dear)
        self.rows.append(row)
        self._rows.append(constraint)

    def solve(self, watch: Watch) -> bool:
        """Solve over the columns there are; False where stopped, or every linear solver fails."""
        for attempt in _ATTEMPTS:
            if watch.stopped:
                return False
            if attempt is not None:
                self._build(*attempt)
            self._solver.SetTimeLimit(int(watch.left * 1000) + 1)
            with watch.interrupts(self._solver):
                status = self._solver.Solve()
            if status == self._make_solver.OPTIMAL:
                self.value = self._objective.Value()
                self.x = np.array([variable.solution_value() for variable in self._variables])
                self.short = sum(variable.solution_value() for variable in self._short)
                for task, constraint in self._capacity_rows.items():
                    dual = constraint.dual_value()
                    self.prices[task] = dual if task in self.placed else max(0.0, dual)
                self.row_prices = np.array(
                    [
                        min(0.0, constraint.dual_value())
                        if row.at_least
                        else max(0.0, constraint.dual_value())
                        for row, constraint in zip(self.rows, self._rows, strict=True)
                    ]
                )
                return True
        return False
