"""Choose whole jobs: the integer program over a few columns, solved exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bundler.solver.instance import Instance
from bundler.solver.patterns import Column
from bundler.solver.scip import make_scip, run_scip
from bundler.solver.watch import Watch
from bundler.units import WEEK_DAYS

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

# SCIP's own cuts and restarts cost more than they save beside the cuts that come along; where a good
# plan is known and only the proof is open, so do its heuristics
_SETTINGS = """limits/absgap = 0.0001
separating/maxrounds = 0
separating/maxroundsroot = 0
presolving/maxrestarts = 0
"""
_PROOF = "".join(
    f"heuristics/{name}/freq = -1\n"
    for name in (
        "alns", "rins", "rens", "crossover", "gins", "feaspump", "conflictdiving", "coefdiving",
        "farkasdiving", "pscostdiving", "veclendiving", "linesearchdiving", "guideddiving",
        "distributiondiving", "adaptivediving", "fracdiving", "rootsoldiving", "objpscostdiving",
    )
)  # fmt: skip
SLACK = 2e-3
REACH = 1e-3
# SCIP takes two sums for equal that differ by less than this share of them
_RELATIVE = 1e-9


class Entries(NamedTuple):
    """A cut or what is asked, over the columns of a choice.

    Attributes:
        right: right-hand side.
        at_least: whether it is ≥ rather than ≤.
        coefficients: (column number, coefficient).
    """

    right: float
    at_least: bool
    coefficients: Sequence[tuple[int, float]]


class Selection(NamedTuple):
    """The outcome of one integer program.

    Attributes:
        columns: the chosen columns, one as often as it is chosen; None where none was found.
        bound: no choice among the columns is worth more; infinite where that is not known.
        impossible: no choice keeps what is asked.
    """

    columns: tuple[Column, ...] | None
    bound: float
    impossible: bool = False


def select(
    instance: Instance,
    columns: Sequence[Column],
    rows: Sequence[Entries],
    floor: float,
    watch: Watch,
    *,
    placed: Sequence[int] = (),
    nodes: int | None = None,
) -> Selection:
    """The best choice among columns.

    Args:
        instance: capacities.
        columns: what can be chosen; a choice worth ``floor`` must be among them where it is finite.
        rows: cuts and what is asked.
        floor: points already reached.
        watch: ends the search.
        placed: numbers of the tasks that must be placed in full.
        nodes: most branch-and-bound nodes; None for a full search.
    """
    solver = make_scip()
    infinity = solver.infinity()
    room = instance.capacity
    capacity: dict[int, pywraplp.Constraint] = {
        task: solver.Constraint(float(room[task]), float(room[task])) for task in placed
    }
    persons: dict[tuple[int, int], pywraplp.Constraint] = {}
    variables = []
    objective = solver.Objective()
    for column in columns:
        variable = solver.IntVar(0.0, float(column.often(instance)), "")
        variables.append(variable)
        objective.SetCoefficient(variable, column.points)
        for item in column.items:
            task = int(instance.item_task[item])
            if task not in capacity:
                capacity[task] = solver.Constraint(-infinity, float(room[task]))
            capacity[task].SetCoefficient(variable, float(instance.uses[item]))
        for task, days in column.days:
            for day in range(WEEK_DAYS):
                if days >> day & 1:
                    if (task, day) not in persons:
                        persons[task, day] = solver.Constraint(-infinity, float(instance.room[task, day]))
                    persons[task, day].SetCoefficient(variable, 1.0)
    for row in rows:
        made = solver.Constraint(
            row.right if row.at_least else -infinity, infinity if row.at_least else row.right
        )
        for at, coefficient in row.coefficients:
            made.SetCoefficient(variables[at], coefficient)
    if floor > -math.inf:
        reach = solver.Constraint(floor - REACH, infinity)
        for variable, column in zip(variables, columns, strict=True):
            reach.SetCoefficient(variable, column.points)
    settings = _SETTINGS + (_PROOF if nodes is None else "")
    status = run_scip(solver, watch, settings=settings, nodes=nodes)
    if status == "infeasible":
        known = floor == -math.inf or _trusted(floor, columns)
        return Selection(None, floor if known else math.inf, impossible=floor == -math.inf)
    if status == "open":
        return Selection(None, math.inf)
    chosen: list[Column] = []
    for variable, column in zip(variables, columns, strict=True):
        chosen += [column] * round(variable.solution_value())
    worth = sum(column.points for column in chosen)
    proved = status == "optimal" and abs(objective.BestBound() - worth) < SLACK and _trusted(worth, columns)
    return Selection(tuple(chosen), max(worth, objective.BestBound()) if proved else math.inf)


def _trusted(worth: float, columns: Sequence[Column]) -> bool:
    """Whether sums of this size are told apart to what we call exact."""
    largest = max((abs(column.points) for column in columns), default=0.0)
    return _RELATIVE * max(abs(worth), largest) < SLACK
