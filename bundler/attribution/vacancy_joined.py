"""The vacancy and the loonwaarde sheet of a job as its employers would be under a construction."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.attribution.case import Case
from bundler.attribution.facts import InForce
from bundler.attribution.loonwaarde import LoonwaardeSheet, loonwaarde_sheet
from bundler.attribution.parts import supplier_parts
from bundler.attribution.pay import PartPay, pay
from bundler.attribution.recommend import Recommendation
from bundler.attribution.vacancy import vacancy
from bundler.attribution.vacancy_model import Pay, Vacancy
from bundler.domain import Job, Problem
from bundler.i18n import Text


def sheet_of(problem: Problem, job: Job, chosen: Recommendation, norms: InForce) -> LoonwaardeSheet:
    """The loonwaarde sheet: one measurement for each of the construction's contracts."""
    split = [contract.supplier_ids for contract in chosen.contracts]
    return loonwaarde_sheet(problem, job, split, norms)


def vacancy_of(
    problem: Problem,
    job: Job,
    chosen: Recommendation,
    norms: InForce,
    open_points: Sequence[Text] = (),
) -> Vacancy:
    """The vacancy with the least pay under the construction.

    An employer is named only where it is decided: the scenario asks for the construction, or there is one
    supplier. What is only recommended stays to be arranged.
    """
    case = Case(problem, job, supplier_parts(problem, job), chosen.code, chosen.contracts, norms)
    decided = chosen.asked or chosen.code == "own_contract"
    ids = [contract.employer.supplier_id for contract in chosen.contracts]
    names = [problem.supplier_by_id[each].name or each for each in ids if each is not None]
    return vacancy(
        problem,
        job,
        norms,
        pay=pay_range(pay(case)),
        employers=names if decided and len(names) == len(ids) else (),
        open_points=open_points,
    )


def pay_range(parts: Sequence[PartPay]) -> Pay:
    """From the lowest to the highest of what the hours pay at least; nothing where a part's is not known."""
    floors = [part.floor for part in parts]
    wages = [wage for wage in floors if wage is not None]
    if not wages or len(wages) < len(floors):
        return Pay()
    amounts = sorted({wage.eur_hour for wage in wages})
    readings = {wage.reading.norm.norm_id: wage.reading for wage in wages if wage.reading is not None}
    complete = not any(part.missing for part in parts)
    return Pay(amounts[0], amounts[-1] if len(amounts) > 1 else None, tuple(readings.values()), complete)
