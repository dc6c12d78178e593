"""The KPIs of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bundler.domain import Job, Problem, Result
from bundler.kpis.catalogue import KPIS
from bundler.kpis.facts import Facts
from bundler.kpis.model import Measures

if TYPE_CHECKING:
    from bundler.attribution.dossier import Dossier


def measure(
    problem: Problem,
    jobs: Sequence[Job],
    *,
    result: Result | None = None,
    dossier: Dossier | None = None,
) -> Measures:
    """Work out every KPI of a plan.

    Args:
        problem: the data and the scenario.
        jobs: the plan, or what a plan would be; whether it keeps the rules is not looked at.
        result: the solve that gave the plan; without it there is no gap.
        dossier: of the same jobs; without it there is no social return.

    Raises:
        KeyError: a job has a task that the problem does not have.
    """
    facts = Facts(problem, jobs, result, dossier)
    asked = [
        kpi
        for kpi in KPIS
        if not (kpi.needs_dossier and dossier is None) and not (kpi.code == "gap" and result is None)
    ]
    suppliers = [supplier.supplier_id for supplier in problem.suppliers]
    return Measures(
        {kpi.code: kpi.value(facts, "") for kpi in asked if kpi.by == "plan"},
        {
            kpi.code: {supplier_id: kpi.value(facts, supplier_id) for supplier_id in suppliers}
            for kpi in asked
            if kpi.by == "supplier"
        },
    )
