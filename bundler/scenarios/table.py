"""What a sweep came to: the KPIs of every cell, and the front of those that no other is better than."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from bundler.domain import Problem, Result
from bundler.kpis import KPI, measure
from bundler.scenarios.grid import Axis, Cell
from bundler.scenarios.share import Shared, share

State = Literal["proved", "open", "none", "not_found", "not_solved", "contradiction"]
HOURS, COMPLEXITY = "hours", "complexity"


class Row(NamedTuple):
    """One cell and what came of it.

    Attributes:
        result: None where it was not solved.
        kpis: by code, those of its plan; None is unknown. Empty where there is no plan.
        state: ``proved``: no plan is worth more; ``open``: a plan, not proved; ``none``: proved that there
            is no plan; ``not_found``: none found in time; ``not_solved``: not begun or lost;
            ``contradiction``: its settings do not go together.
        plan_of: the number of the cell that its plan is from, where that is another.
    """

    cell: Cell
    result: Result | None
    kpis: Mapping[str, float | None]
    state: State
    plan_of: int | None = None

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return self.result is not None and self.result.plan is not None


class Table(NamedTuple):
    """A whole sweep.

    Attributes:
        problem: the data under the scenario that the cells are made of.
        rows: by number of the cell.
    """

    problem: Problem
    axes: tuple[Axis, ...]
    rows: tuple[Row, ...]


class Point(NamedTuple):
    """The hours and the complexity of plans, rounded as they are shown.

    Attributes:
        rows: the cells whose plan is at this point.
        beaten_by: the first cell whose plan has no fewer hours and is no more complex, and is better in
            one of the two; None on the front.
    """

    hours: float
    complexity: float
    rows: tuple[Row, ...]
    beaten_by: Row | None


def table_of(
    problem: Problem, axes: Sequence[Axis], cells: Sequence[Cell], results: Mapping[int, Result]
) -> Table:
    """The table of a sweep, with what its cells know of each other.

    Args:
        problem: the data under the scenario that the cells are made of.
        axes: the settings that vary.
        cells: every cell.
        results: by number of the cell, those there are.

    Raises:
        ProofError: results contradict each other: a bug.
    """
    shared = share(axes, cells, results)
    return Table(problem, tuple(axes), tuple(_row(cell, shared.get(cell.number)) for cell in cells))


def _row(cell: Cell, shared: Shared | None) -> Row:
    if cell.problem is None:
        return Row(cell, None, {}, "contradiction")
    if shared is None:
        return Row(cell, None, {}, "not_solved")
    result = shared.result
    if result.plan is None:
        return Row(cell, result, {}, "none" if result.stopped_by == "proof" else "not_found")
    kpis = measure(cell.problem, result.plan, result=result).plan
    return Row(cell, result, kpis, "proved" if result.status == "optimal" else "open", shared.plan_of)


def points_of(rows: Sequence[Row]) -> tuple[Point, ...]:
    """Hours against complexity, from the most hours down; cells without a job are left out.

    More hours and less complexity are better. What is the same as shown is one point.
    """
    at: dict[tuple[float, float], list[Row]] = {}
    for row in rows:
        hours, complexity = row.kpis.get(HOURS), row.kpis.get(COMPLEXITY)
        if hours is not None and complexity is not None:
            place = round(hours, KPI[HOURS].decimals), round(complexity, KPI[COMPLEXITY].decimals)
            at.setdefault(place, []).append(row)
    found = []
    best: tuple[float, Row] | None = None
    # from the most hours down, and with as many hours the least complex first: who comes later is on the
    # front only where it is less complex than all before
    for (hours, complexity), here in sorted(at.items(), key=lambda item: (-item[0][0], item[0][1])):
        beaten = best is not None and best[0] <= complexity
        found.append(Point(hours, complexity, tuple(here), best[1] if beaten and best else None))
        if not beaten:
            best = complexity, here[0]
    return tuple(found)
