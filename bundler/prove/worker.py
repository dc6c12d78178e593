"""Solves one integer program in a process of its own, with HiGHS; run as a file, it imports no bundler.

In a process of its own it can be ended at any moment, and what HiGHS prints on stdout disturbs nobody.
It reads one line of JSON from stdin and ends when stdin does, so that it never outlives who started it:
``{"rows": [[low, high], …], "columns": [[value, most, [[row, coefficient], …]], …], "seconds": s}``, where
null is no limit. It writes ``{"value", "bound", "chosen": [[column, times], …]}`` as its last line.
"""

from __future__ import annotations

import json
import math
import os
import sys
import threading
from typing import Any

GAP = 1e-6  # points, minutes or jobs


def solve(program: dict[str, Any]) -> dict[str, Any]:
    """Maximise; ``bound`` and ``value`` are None where the solver has none.

    Through MathOpt, not through the older interface: that one leaves HiGHS its own relative gap of
    0.0001, and then gives the value it found for the bound.
    """
    from datetime import timedelta

    from ortools.math_opt.python import mathopt

    model = mathopt.Model()
    variables = [model.add_integer_variable(lb=0, ub=most) for _, most, _ in program["columns"]]
    rows = [
        model.add_linear_constraint(
            lb=-math.inf if low is None else low, ub=math.inf if high is None else high
        )
        for low, high in program["rows"]
    ]
    for variable, (_, _, entries) in zip(variables, program["columns"], strict=True):
        for row, coefficient in entries:
            rows[row].set_coefficient(variable, coefficient)
    columns = zip(variables, program["columns"], strict=True)
    model.maximize(mathopt.fast_sum(value * variable for variable, (value, _, _) in columns))
    parameters = mathopt.SolveParameters(relative_gap_tolerance=0.0, absolute_gap_tolerance=GAP)
    if program["seconds"] is not None:
        parameters.time_limit = timedelta(seconds=program["seconds"])
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    bound = result.termination.objective_bounds.dual_bound
    times = result.variable_values(variables) if result.has_primal_feasible_solution() else []
    return {
        "value": result.objective_value() if times else None,
        "bound": bound if math.isfinite(bound) else None,
        "chosen": [[at, round(number)] for at, number in enumerate(times) if number > 0.5],
    }


def _end_with_stdin() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    given = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    answer = solve(given)
    sys.stdout.flush()
    os.write(1, ("\n" + json.dumps(answer) + "\n").encode())
    os._exit(0)
