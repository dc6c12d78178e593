"""Scenarios side by side: every KPI against a baseline, what moved, what was asked, and what is proved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from bundler.domain import Problem, Result, Supplier
from bundler.kpis import KPIS, Better, Kpi, Measures, measure
from bundler.scenarios.compare_asked import Asked, DataChange, PinAsked, asked, changed_data, pins_asked
from bundler.scenarios.compare_moves import Moves, moves
from bundler.scenarios.compare_order import Order, order, same_points

if TYPE_CHECKING:
    from bundler.attribution.dossier import Dossier

# `other`: neither more nor less is better; `unlike`: the two are no measure of the same thing.
Verdict = Literal["better", "worse", "same", "other", "unlike", "unknown"]


class Outcome(NamedTuple):
    """One scenario and what came of it.

    Attributes:
        name: as people call it; no two are the same.
        file: where the scenario was read.
        problem: the data under this scenario.
        result: None where it was not solved.
        dossier: of the result's plan, for social return; None leaves that out.
    """

    name: str
    file: str
    problem: Problem
    result: Result | None
    dossier: Dossier | None = None

    @property
    def solved(self) -> Result | None:
        """The result where it holds a plan."""
        return self.result if self.result is not None and self.result.plan is not None else None


class Difference(NamedTuple):
    """How a KPI differs from the baseline's.

    Attributes:
        by: value − the baseline's; None where either is not known or the two cannot be compared.
        verdict: what that means.
    """

    by: float | None
    verdict: Verdict


class Side(NamedTuple):
    """One scenario as it is compared.

    Attributes:
        outcome: the scenario and its result.
        measures: the KPIs; None where there is no plan.
        order: whether it is proved to be better or worse than the baseline; None of the baseline itself.
        moves: what moved since the baseline; None of the baseline and where either has no plan.
        data: how its tasks, suppliers and places differ from the baseline's.
    """

    outcome: Outcome
    measures: Measures | None
    order: Order | None
    moves: Moves | None
    data: tuple[DataChange, ...]

    @property
    def name(self) -> str:
        """As people call it."""
        return self.outcome.name

    def value(self, kpi: Kpi, supplier_id: str = "") -> float | None:
        """A KPI; None where there is no plan, or it is not known or has no meaning."""
        if self.measures is None:
            return None
        if kpi.by == "plan":
            return self.measures.plan.get(kpi.code)
        return self.measures.by_supplier.get(kpi.code, {}).get(supplier_id)


class Comparison(NamedTuple):
    """Scenarios held against one of them.

    Attributes:
        sides: in the order in which they were given.
        base: place of the baseline.
        asked: settings that are not the same in all.
        pins: decisions that are not in all.
    """

    sides: tuple[Side, ...]
    base: int
    asked: tuple[Asked, ...]
    pins: tuple[PinAsked, ...]

    @property
    def baseline(self) -> Side:
        """What the others are compared with."""
        return self.sides[self.base]

    @property
    def others(self) -> tuple[Side, ...]:
        """All but the baseline."""
        return tuple(side for number, side in enumerate(self.sides) if number != self.base)

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """The KPIs that at least one scenario has."""
        found = [side.measures for side in self.sides if side.measures is not None]
        return tuple(kpi for kpi in KPIS if any(kpi.code in {*m.plan, *m.by_supplier} for m in found))

    @property
    def suppliers(self) -> tuple[Supplier, ...]:
        """Every supplier of any scenario, the baseline's first."""
        found: dict[str, Supplier] = {}
        for side in (self.baseline, *self.others):
            for supplier in side.outcome.problem.suppliers:
                found.setdefault(supplier.supplier_id, supplier)
        return tuple(found.values())

    def direction(self, kpi: Kpi, side: Side | None = None) -> Better:
        """What is better in a KPI: between one scenario and the baseline, or between all."""
        compared = [self.baseline, side] if side is not None else self.sides
        found = {kpi.direction(each.outcome.problem.scenario.solve.objective) for each in compared}
        return found.pop() if len(found) == 1 else "neither"

    def difference(self, side: Side, kpi: Kpi, supplier_id: str = "") -> Difference:
        """How a KPI of a scenario differs from the baseline's."""
        value, other = side.value(kpi, supplier_id), self.baseline.value(kpi, supplier_id)
        if value is None or other is None:
            return Difference(None, "unknown")
        if kpi.code == "score" and not same_points(side.outcome.problem, self.baseline.outcome.problem):
            return Difference(None, "unlike")
        by = value - other
        if abs(by) < 0.5 * 10**-kpi.decimals:
            return Difference(by, "same")
        better = self.direction(kpi, side)
        if better == "neither":
            return Difference(by, "other")
        return Difference(by, "better" if (by > 0) == (better == "more") else "worse")


def compare(outcomes: Sequence[Outcome], base: int = 0) -> Comparison:
    """Hold scenarios against one of them.

    Args:
        outcomes: at least one.
        base: place of the baseline.
    """
    problems = [outcome.problem for outcome in outcomes]
    return Comparison(
        tuple(_side(outcome, outcomes[base]) for outcome in outcomes),
        base,
        tuple(asked(problems)),
        tuple(pins_asked(problems)),
    )


def _side(outcome: Outcome, base: Outcome) -> Side:
    result, other = outcome.solved, base.solved
    found = None
    if result is not None:
        found = measure(outcome.problem, result.jobs, result=result, dossier=outcome.dossier)
    if outcome is base:
        return Side(outcome, found, None, None, ())
    moved = None
    if result is not None and other is not None:
        moved = moves((base.problem, other.jobs), (outcome.problem, result.jobs))
    return Side(
        outcome,
        found,
        order(outcome.name, outcome.problem, outcome.result, base.problem, base.result),
        moved,
        tuple(changed_data(base.problem, outcome.problem)),
    )
