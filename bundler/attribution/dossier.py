"""All that is known about the employers of a plan's jobs, worked out once for every report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.attribution.facts import InForce
from bundler.attribution.loonwaarde import LoonwaardeSheet
from bundler.attribution.parts import SupplierPart, supplier_parts
from bundler.attribution.recommend import Recommendation, recommend
from bundler.attribution.rows import Attributed, attribute
from bundler.attribution.screening import Screened, screen
from bundler.attribution.vacancy_joined import sheet_of
from bundler.domain import Job, Problem


class JobDossier(NamedTuple):
    """One job: what each supplier brings, who would employ, what would be measured."""

    job: Job
    parts: tuple[SupplierPart, ...]
    recommendation: Recommendation
    loonwaarde: LoonwaardeSheet


class Dossier(NamedTuple):
    """A plan as its employers look at it.

    Attributes:
        jobs: in the plan's order.
        attributed: the ledgers, the obligations and the rows of attribution.csv.
        screened: the suppliers' contracts, the best for a partnership first.
        norms: the norms on the plan's day; ``norms.used`` are those that the dossier rests on.
    """

    jobs: tuple[JobDossier, ...]
    attributed: Attributed
    screened: tuple[Screened, ...]
    norms: InForce


def dossier(problem: Problem, jobs: Sequence[Job], norms: InForce) -> Dossier:
    """Work out who employs and whose social return for every job of a plan.

    Args:
        problem: tasks, suppliers and scenario.
        jobs: the plan.
        norms: the norms on the plan's day.
    """
    chosen = [recommend(problem, job, norms) for job in jobs]
    attributed = attribute(problem, jobs, chosen, norms)
    made = tuple(
        JobDossier(job, supplier_parts(problem, job), one, sheet_of(problem, job, one, norms))
        for job, one in zip(jobs, chosen, strict=True)
    )
    return Dossier(made, attributed, tuple(screen(problem, norms, attributed.obligations)), norms)
