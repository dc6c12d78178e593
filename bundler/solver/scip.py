"""SCIP as all integer programs here use it: no gap allowed, under our watch, Ctrl-C left to us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bundler.solver.watch import Watch

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

Status = Literal["optimal", "feasible", "infeasible", "open"]


def make_scip() -> pywraplp.Solver:
    """An empty program to be made as large as possible."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.Objective().SetMaximization()
    return solver


def run_scip(
    solver: pywraplp.Solver, watch: Watch | None = None, *, settings: str = "", nodes: int | None = None
) -> Status:
    """Solve a program.

    Args:
        solver: from ``make_scip``.
        watch: ends the search; None where it takes no time.
        settings: SCIP's own, one a line, besides those that all programs share.
        nodes: most branch-and-bound nodes; None for a full search.

    Returns:
        Whether it ended with the best solution, with one, with the proof that there is none, or with neither.
    """
    from ortools.linear_solver import pywraplp

    # SCIP would swallow the signal, and the user's wish with it
    settings += "misc/catchctrlc = FALSE\n"
    if nodes is not None:
        settings += f"limits/totalnodes = {nodes}\n"
    solver.SetSolverSpecificParametersAsString(settings)
    parameters = pywraplp.MPSolverParameters()
    parameters.SetDoubleParam(parameters.RELATIVE_MIP_GAP, 0.0)
    if watch is None:
        status = solver.Solve(parameters)
    else:
        solver.SetTimeLimit(int(max(0.01, watch.left) * 1000) + 1)
        with watch.interrupts(solver):
            status = solver.Solve(parameters)
    ended: dict[int, Status] = {
        pywraplp.Solver.OPTIMAL: "optimal",
        pywraplp.Solver.FEASIBLE: "feasible",
        pywraplp.Solver.INFEASIBLE: "infeasible",
    }
    return ended.get(status, "open")
