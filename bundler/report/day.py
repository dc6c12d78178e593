"""The day that a report's norms are read for, and the plan as its employers look at it on that day."""

from __future__ import annotations

from datetime import date

from bundler.attribution.dossier import Dossier, dossier
from bundler.attribution.facts import InForce
from bundler.domain import Problem, Result
from bundler.norms import Catalogue, catalogue


def plan_day(problem: Problem) -> date:
    """The scenario's plan date; today where it has none."""
    return problem.scenario.plan_date or date.today()


def dossier_of(problem: Problem, result: Result, norms: Catalogue | None = None) -> Dossier:
    """Who employs and whose social return for every job of a result, on the plan's day.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        norms: the catalogues; the package's own where None.

    Raises:
        NoPlan: the result holds no plan.
    """
    return dossier(problem, result.jobs, InForce(norms or catalogue(), plan_day(problem)))
