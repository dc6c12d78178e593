"""Choose whole sets of a pure packing problem: the integer program over a list of sets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bundler.solver.aim import Aim
from bundler.solver.arrays import Floats, Ints
from bundler.solver.packing_relax import PackRelaxation
from bundler.solver.scip import make_scip, run_scip
from bundler.solver.selection import REACH, SLACK
from bundler.solver.watch import Watch

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

_SETTINGS = "limits/absgap = 0.0001\npresolving/maxrestarts = 0\n"


class Chosen(NamedTuple):
    """The outcome of one integer program.

    Attributes:
        sets: one row per job; None where none was found.
        bound: no choice among the sets is worth more; infinite where that is not known.
        none: no choice among the sets is as good as was asked, proved.
    """

    sets: list[Ints] | None
    bound: float
    none: bool = False


def choose(
    relaxation: PackRelaxation,
    aim: Aim,
    sets: Ints,
    value: float,
    watch: Watch,
    *,
    nodes: int | None = None,
    demand: Ints | None = None,
    right: float | None = None,
) -> Chosen:
    """The best choice among sets that is worth more than ``value``.

    Args:
        relaxation: what is asked, and what sets are worth.
        aim: the level.
        sets: (sets, groups) how many of each group.
        value: of the plan to beat; −inf where there is none.
        watch: ends the search.
        nodes: most branch-and-bound nodes; None for a full search.
        demand: per group what there is to place; None for all of it.
        right: what the earlier level must come to; None for all of it.
    """
    packing, worth = relaxation.packing, relaxation.worth
    demand = packing.demand if demand is None else demand
    solver = make_scip()
    infinity = solver.infinity()
    objective = solver.Objective()
    rows = [
        solver.Constraint(
            float(number) if relaxation.placed else -infinity,
            infinity if relaxation.covering else float(number),
        )
        for number in demand.tolist()
    ]
    level = (
        None if worth.level is None else solver.Constraint(worth.right if right is None else right, infinity)
    )
    reach = solver.Constraint(value + max(aim.next_up, REACH), infinity) if value > -math.inf else None
    points: Floats = np.array([worth.of(packing, counts) for counts in sets])
    loads = (sets @ packing.sizes).tolist()
    variables: list[pywraplp.Variable] = []
    for counts, load, this in zip(sets, loads, points.tolist(), strict=True):
        inside = np.flatnonzero(counts)
        share = demand[inside] / counts[inside]
        most = math.ceil(share.max()) if relaxation.covering else math.floor(share.min())
        variable = solver.IntVar(0.0, float(most), "")
        variables.append(variable)
        objective.SetCoefficient(variable, this)
        for at in inside.tolist():
            rows[at].SetCoefficient(variable, float(counts[at]))
        if level is not None and worth.level is not None:
            level.SetCoefficient(variable, float(worth.level[load]))
        if reach is not None:
            reach.SetCoefficient(variable, this)
    status = run_scip(solver, watch, settings=_SETTINGS, nodes=nodes)
    if status == "infeasible":
        return Chosen(None, value, none=True)
    if status == "open":
        return Chosen(None, math.inf)
    taken: list[Ints] = []
    left = demand.copy()
    for counts, variable in zip(sets, variables, strict=True):
        for _ in range(round(variable.solution_value())):
            kept = np.minimum(counts, left) if relaxation.covering else counts
            if kept.any():
                taken.append(kept)
                left -= kept
    reached = float(objective.Value())
    proved = status == "optimal" and abs(objective.BestBound() - reached) < SLACK
    return Chosen(taken, max(reached, objective.BestBound()) if proved else math.inf)
