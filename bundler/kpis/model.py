"""What a KPI is, and the KPIs of one plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from bundler.domain.scenario import Objective
from bundler.i18n import Text
from bundler.kpis.facts import Facts

Better = Literal["more", "less", "neither"]
By = Literal["plan", "supplier"]
PERCENT = Text("%", "%")


class Kpi(NamedTuple):
    """One figure to judge a plan by, or one supplier's part of it.

    Attributes:
        code: stable key, unique over all KPIs.
        name: a few words for a table, without the unit.
        unit: what it is counted in; percentages run from 0 to 100.
        better: whether more of it is better, less, or neither by itself.
        formula: what exactly is counted, in a sentence.
        decimals: so many at most for people; values are not rounded.
        by: of the plan as a whole, or of each supplier.
        needs_dossier: whether it takes the plan as its employers look at it.
        value: the one function that works it out, from the facts and the supplier's id (empty for the
            plan); None where the value is not known or has no meaning.
    """

    code: str
    name: Text
    unit: Text
    better: Better
    formula: Text
    decimals: int
    by: By
    needs_dossier: bool
    value: Callable[[Facts, str], float | None]

    def direction(self, objective: Objective) -> Better:
        """What is better under an objective: ``fewest-jobs`` asks for fewer jobs, the others for more."""
        return "less" if self.code == "jobs" and objective == "fewest-jobs" else self.better


class Measures(NamedTuple):
    """The KPIs of one plan, exact; None is unknown, never 0.

    A KPI that needs what was not given (the dossier, the result) is not in it.

    Attributes:
        plan: value by KPI code.
        by_supplier: by KPI code the value by supplier id, all suppliers in the data's order.
    """

    plan: dict[str, float | None]
    by_supplier: dict[str, dict[str, float | None]]
