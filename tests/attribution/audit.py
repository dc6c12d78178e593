"""What a reader of a published table can find out about the cells that are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ortools.linear_solver import pywraplp

from bundler.attribution.suppress import Spot

ENDLESS = 1e8


def ranges(amounts: Mapping[Spot, int], hidden: Iterable[Spot]) -> dict[Spot, tuple[float, float]]:
    """Between which amounts each hidden cell can lie by all that is shown, found by linear programming.

    Args:
        amounts: every cell and total by row and column, None the total; hidden ones are not read.
        hidden: the cells and totals that are not shown.
    """
    solver = pywraplp.Solver.CreateSolver("GLOP")
    unknown = {spot: solver.NumVar(0, ENDLESS, "") for spot in hidden}
    rows, columns = ({spot[axis] for spot in amounts} for axis in (0, 1))
    lines = [((row, None), [(row, column) for column in columns if column]) for row in rows]
    lines += [((None, column), [(row, column) for row in rows if row]) for column in columns]
    for total, inner in lines:
        known = sum(amounts[spot] for spot in inner if spot not in unknown)
        known -= 0 if total in unknown else amounts[total]
        constraint = solver.Constraint(-known, -known)
        for spot in (*inner, total):
            if spot in unknown:
                constraint.SetCoefficient(unknown[spot], -1 if spot == total else 1)
    found = {}
    for spot, variable in unknown.items():
        ends = []
        for sense in (solver.Minimize, solver.Maximize):
            sense(variable)
            assert solver.Solve() == solver.OPTIMAL
            ends.append(variable.solution_value())
        found[spot] = (ends[0], ends[1])
    return found
