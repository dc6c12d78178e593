"""What cells of a sweep know of each other: plans that are allowed in another too, bounds that hold there.

Cells that ended by proof stay as they are; the others get the best plan of any cell that keeps their rules,
and the tightest bound of any cell whose rules are looser. It follows from the results alone, not from the
order in which they came.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bundler.domain import Level, Problem, Result, Session, Unplaced
from bundler.domain.reasons import REASONS
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.io.planclaims import AGREE, left_open, worth
from bundler.rules import left_over, make_job, plan_violations, round_points
from bundler.scenarios.grid import Axis, Cell, looser

_OPEN = "R-OPEN"
_CONTRADICTION = Text(
    "Cell {cell} proves that {name} cannot pass {bound}, but the plan of cell {other} has {value} and keeps "
    "its rules. Nothing is reported; please report this as a bug.",
    "Cel {cell} bewijst dat {name} niet voorbij {bound} kan, maar het plan van cel {other} heeft {value} en "
    "houdt zich aan de regels ervan. Er is niets gemeld; geef dit door als fout.",
)
Rosters = tuple[tuple[Session, ...], ...]


class Shared(NamedTuple):
    """The result of a cell, and of which cell its plan is where that is another."""

    result: Result
    plan_of: int | None = None


def share(axes: Sequence[Axis], cells: Sequence[Cell], results: Mapping[int, Result]) -> dict[int, Shared]:
    """The results with what cells know of each other.

    Args:
        axes: the settings that vary.
        cells: all cells.
        results: by number of the cell, those there are.

    Raises:
        ProofError: a cell's bound contradicts the plan of another: a bug.
    """
    plans = _plans(results)
    problems = {cell.number: cell.problem for cell in cells if cell.problem is not None}
    values = {cell.number: cell.values for cell in cells}
    found = {}
    for number, result in results.items():
        if result.plan is None or result.status == "optimal":
            found[number] = Shared(result)
            continue
        bounded = _with_bound(result, _bounds_of(axes, values, number, results))
        found[number] = _with_plan(problems[number], number, bounded, plans)
    return found


def _plans(results: Mapping[int, Result]) -> dict[Rosters, int]:
    """Every plan, with the first cell that has it."""
    plans: dict[Rosters, int] = {}
    for number in sorted(results):
        jobs = results[number].plan
        if jobs:
            plans.setdefault(tuple(sorted((job.roster for job in jobs), key=repr)), number)
    return plans


def _bounds_of(
    axes: Sequence[Axis], values: Mapping[int, Sequence[object]], number: int, results: Mapping[int, Result]
) -> list[float]:
    """Bounds on the first level that hold for a cell, as its rules only allow less."""
    return [
        other.first.bound
        for at, other in results.items()
        if other.plan is not None and at != number and _allows_more(axes, values[number], values[at])
    ]


def _allows_more(axes: Sequence[Axis], mine: Sequence[object], its: Sequence[object]) -> bool:
    return all(
        value == other or looser(axis, value, other)
        for axis, value, other in zip(axes, mine, its, strict=True)
    )


def _with_bound(result: Result, bounds: Sequence[float]) -> Result:
    if not bounds:
        return result
    first, *rest = result.levels
    pick = max if result.objective == "fewest-jobs" else min
    return _settled(result, (first.model_copy(update={"bound": pick(first.bound, *bounds)}), *rest))


def _settled(result: Result, levels: tuple[Level, ...]) -> Result:
    """The result with these levels; optimal where they say so."""
    proved = all(abs(level.bound - level.value) <= AGREE for level in levels)
    status = "optimal" if proved else "feasible"
    return result.model_copy(update={"levels": levels, "status": status})


def _with_plan(problem: Problem, number: int, result: Result, plans: Mapping[Rosters, int]) -> Shared:
    """The result with the best plan that keeps the cell's rules."""
    best, its_levels, plan_of = None, result.levels, None
    for rosters, other in plans.items():
        levels = _levels(problem, result, rosters)
        if other == number or not _better(levels, its_levels, result.objective == "fewest-jobs"):
            continue
        asks_more = result.objective == "fewest-jobs" and left_open(problem, rosters)
        if asks_more or plan_violations(problem, {str(at): roster for at, roster in enumerate(rosters)}):
            continue
        best, its_levels, plan_of = rosters, levels, other
    if best is None:
        return Shared(result)
    first = its_levels[0]
    beyond = first.bound - first.value if result.objective == "fewest-jobs" else first.value - first.bound
    if beyond > AGREE:
        named = {"name": first.name, "bound": first.bound, "value": first.value}
        raise ProofError(_CONTRADICTION.fill(cell=number, other=plan_of, **named))
    left = left_over(problem, best).items()
    taken = {
        "plan": tuple(make_job(problem, f"J{at:02d}", roster) for at, roster in enumerate(best, 1)),
        "unplaced": tuple(
            Unplaced(task_id=task_id, sessions=sessions, reason=_OPEN, text=REASONS[_OPEN])
            for task_id, sessions in left
        ),
    }
    return Shared(_settled(result.model_copy(update=taken), its_levels), plan_of)


def _levels(problem: Problem, result: Result, rosters: Rosters) -> tuple[Level, ...]:
    """What a plan is worth in a cell, with the cell's bounds."""
    really = worth(problem, rosters)
    return tuple(
        level.model_copy(update={"value": round_points(float(getattr(really, level.name)))})
        for level in result.levels
    )


def _better(levels: Sequence[Level], others: Sequence[Level], fewest: bool) -> bool:
    for level, other in zip(levels, others, strict=True):
        by = level.value - other.value
        if fewest and level.name == "jobs":
            by = -by
        if not math.isclose(by, 0.0, abs_tol=AGREE):
            return by > 0
    return False
