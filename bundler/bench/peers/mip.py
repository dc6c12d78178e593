"""The compact model as a mixed-integer program, for a MIP solver inside ortools.

Every constraint of the CP-SAT model becomes a linear one. A constraint under literals becomes a big-M
row whose M is the smallest that the variables' own bounds allow. Started from the same plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from bundler.bench.peers.compact import better, build, nothing_note, size_note
from bundler.bench.peers.model import POINT
from bundler.bench.peers.peer import Outcome, Trace
from bundler.domain import Problem

_HUGE = 2**40
_SCIP_COLUMNS = 16


class Linear(NamedTuple):
    """low ≤ Σ coefficient · variable ≤ high; the variables by their number."""

    terms: dict[int, int]
    low: float
    high: float


def rows(proto: Any) -> Iterator[Linear]:
    """Every constraint of a CP-SAT model as linear rows over the same variables."""
    bounds = [(min(v.domain), max(v.domain)) for v in proto.variables]
    for constraint in proto.constraints:
        literals = list(constraint.enforcement_literal)
        kind = _kind(constraint)
        if kind == "linear":
            linear = constraint.linear
            terms: dict[int, int] = {}
            for variable, coefficient in zip(linear.vars, linear.coeffs, strict=True):
                terms[variable] = terms.get(variable, 0) + coefficient
            domain = list(linear.domain)
            if len(domain) != 2:
                raise ValueError("a domain with a hole in it")
            yield from _enforced(Linear(terms, *map(_limit, domain)), literals, bounds)
        elif kind == "bool_and":
            # literals all true → every one of these is true
            for literal in constraint.bool_and.literals:
                yield _clause([literal, *(~one for one in literals)])
        elif kind == "bool_or":
            yield _clause([*constraint.bool_or.literals, *(~one for one in literals)])
        elif kind in ("exactly_one", "at_most_one"):
            total, constant = _sum(getattr(constraint, kind).literals)
            yield Linear(total, (1 if kind == "exactly_one" else -math.inf) - constant, 1 - constant)
        elif kind is not None:
            raise ValueError(f"{kind} has no linear form here")


def _kind(constraint: Any) -> str | None:
    """Which constraint it is; the way to ask differs between versions of ortools."""
    if hasattr(constraint, "WhichOneof"):
        found: str | None = constraint.WhichOneof("constraint")
        return found
    kinds = ("linear", "bool_or", "bool_and", "exactly_one", "at_most_one")
    return next((kind for kind in kinds if getattr(constraint, f"has_{kind}")()), None)


def _limit(value: int) -> float:
    return math.copysign(math.inf, value) if abs(value) > _HUGE else value


def _sum(literals: Iterable[int]) -> tuple[dict[int, int], int]:
    """Σ literals as terms and a constant; a negated literal is 1 − its variable."""
    terms: dict[int, int] = {}
    constant = 0
    for literal in literals:
        variable, sign = (literal, 1) if literal >= 0 else (~literal, -1)
        terms[variable] = terms.get(variable, 0) + sign
        constant += sign < 0
    return terms, constant


def _clause(literals: Iterable[int]) -> Linear:
    terms, constant = _sum(literals)
    return Linear(terms, 1 - constant, math.inf)


def _enforced(row: Linear, literals: list[int], bounds: list[tuple[int, int]]) -> Iterator[Linear]:
    """The row where all literals hold, and nothing where one does not."""
    if not literals:
        yield row
        return
    least = sum(c * bounds[v][c < 0] for v, c in row.terms.items())
    most = sum(c * bounds[v][c > 0] for v, c in row.terms.items())
    off, constant = _sum(~literal for literal in literals)  # how many of them do not hold
    for sign, limit, extreme in ((1, row.high, most), (-1, -row.low, -least)):
        slack = extreme - limit
        if slack > 0 and limit < math.inf:
            # sign·Σ ≤ limit + slack · (literals that do not hold)
            terms = {v: sign * c for v, c in row.terms.items()}
            for variable, coefficient in off.items():
                terms[variable] = terms.get(variable, 0) - round(slack) * coefficient
            yield Linear(terms, -math.inf, limit + slack * constant)


def solve(problem: Problem, trace: Trace) -> Outcome:
    """The best plan within the time limit, with SCIP's bound."""
    from ortools.math_opt.python import mathopt

    compact, start, values = build(problem, trace)
    proto = compact.model.proto
    model = mathopt.Model()
    variables = [model.add_integer_variable(lb=min(v.domain), ub=max(v.domain)) for v in proto.variables]
    count = 0
    for row in rows(proto):
        constraint = model.add_linear_constraint(lb=row.low, ub=row.high)
        for variable, coefficient in row.terms.items():
            constraint.set_coefficient(variables[variable], coefficient)
        count += 1
    # A CP-SAT model is always minimised; a scaling factor below 0 says that it was turned around.
    sign = -1 if proto.objective.scaling_factor < 0 else 1
    model.objective.is_maximize = sign < 0
    for variable, coefficient in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        model.objective.set_linear_coefficient(variables[variable], sign * coefficient)
    model.objective.offset = sign * proto.objective.offset
    hints = mathopt.ModelSolveParameters()
    if values is not None:
        hint = dict(zip(variables, map(float, values), strict=True))
        hints.solution_hints.append(mathopt.SolutionHint(variable_values=hint))
    result = mathopt.solve(
        model,
        mathopt.SolverType.GSCIP,
        params=mathopt.SolveParameters(
            time_limit=timedelta(seconds=max(1.0, trace.left)), enable_output=True
        ),
        model_params=hints,
        msg_cb=lambda lines: follow(lines, trace),
    )
    note = size_note(len(variables), count)
    bound = result.dual_bound() / POINT
    proved_bound = bound if math.isfinite(bound) else None
    if not result.has_primal_feasible_solution():
        return Outcome(start or None, proved_bound, note=nothing_note(note))
    found = result.variable_values()
    proved = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    rosters = compact.rosters(lambda expression: _value(expression, found, variables))
    return Outcome(better(problem, start, rosters), proved_bound, proved, note)


def follow(lines: Iterable[str], trace: Trace) -> None:
    """Read bound and value from SCIP's own log: MathOpt has no callback for them."""
    for line in lines:
        cells = line.split("|")
        if len(cells) < _SCIP_COLUMNS or not cells[0].rstrip().endswith("s"):
            continue
        bound, value = (_number(cell) for cell in cells[-4:-2])
        trace.step(value, bound)


def _number(cell: str) -> float | None:
    try:
        number = float(cell) / POINT
    except ValueError:
        return None
    return round(number, 2) if math.isfinite(number) and abs(number) < _HUGE else None


def _value(expression: Any, found: Any, variables: list[Any]) -> int:
    """The value in the MIP's solution of a CP-SAT variable, or of a multiple of one."""
    from ortools.sat.python import cp_model

    flat = cp_model.FlatIntExpr(expression)
    values = (c * found[variables[v.index]] for v, c in zip(flat.vars, flat.coeffs, strict=True))
    total: float = flat.offset + sum(values)
    return round(total)
