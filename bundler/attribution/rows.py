"""The rows of attribution.csv: one for each job and supplier; their sums are the plan's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from bundler.attribution.booking import Terms, book
from bundler.attribution.case import Case
from bundler.attribution.contracts import Code, Contract
from bundler.attribution.facts import InForce, Warned
from bundler.attribution.ledgers import Ledgers, ObligationBookings, ObligationLine
from bundler.attribution.obligations import Obligation, obligation
from bundler.attribution.parts import supplier_parts
from bundler.attribution.pay import pay
from bundler.domain import Job, Problem
from bundler.domain.model import SocialReturnModel
from bundler.shares import PLACES, UNITS, hour_units, largest_remainder


class Chosen(Protocol):
    """An employer construction of a job, or a recommendation of one."""

    @property
    def code(self) -> Code:
        """Its stable key."""

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """Who employs."""

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What to look into first."""


def terms(problem: Problem, job: Job, chosen: Chosen, norms: InForce) -> Terms:
    """What is chosen for a job, with the pay that follows from it."""
    parts = supplier_parts(problem, job)
    case = Case(problem, job, parts, chosen.code, chosen.contracts, norms)
    return Terms(job, parts, chosen.code, chosen.contracts, pay(case), chosen.warnings)


class Attributed(NamedTuple):
    """A plan with its ledgers.

    Attributes:
        plan: what is chosen for each job.
        obligations: by supplier id, all suppliers of the problem, with what the plan adds.
        rows: of attribution.csv.
    """

    plan: tuple[Terms, ...]
    ledgers: Ledgers
    obligations: dict[str, Obligation]
    rows: tuple[AttributionRow, ...]


def attribute(problem: Problem, jobs: Sequence[Job], chosen: Sequence[Chosen], norms: InForce) -> Attributed:
    """Book a plan in the three ledgers.

    Args:
        problem: tasks, suppliers and scenario.
        jobs: the plan.
        chosen: the construction, or the recommendation, of each job.
        norms: the norms on the plan's day.
    """
    plan = tuple(terms(problem, job, one, norms) for job, one in zip(jobs, chosen, strict=True))
    ledgers = book(plan, problem.supplier_by_id, problem.scenario.attribution, norms)
    obligations = {
        name: obligation(supplier, ledgers.obligations.booked(name), norms)
        for name, supplier in problem.supplier_by_id.items()
    }
    return Attributed(plan, ledgers, obligations, attribution_rows(plan, ledgers.obligations))


class AttributionRow(NamedTuple):
    """One supplier's share of a job. Over all rows minutes and euros add up to the plan's.

    Attributes:
        hours: of a week, four decimals; of one job they add up to the job's.
        share: of the job's minutes, four decimals; of one job they add up to 1.
        cao_id: of the contract that covers the hours.
        model: of the obligation that the euros are booked for; ``none`` where none are.
        blocks_value_eur: what this supplier books in building blocks, a year; 0 where nothing is booked
            in blocks, None where it is not known.
        social_return_eur: what this supplier books, whatever its model; 0 where nothing, None where it is
            not known. With the split ``employer`` the formal employer's row holds the euros of all its hours.
        warnings: of the bookings first, then of the construction.
    """

    job_id: str
    supplier_id: str
    minutes: int
    hours: Decimal
    share: Decimal
    construction: Code
    cao_id: str
    model: SocialReturnModel
    blocks_value_eur: Decimal | None
    social_return_eur: Decimal | None
    warnings: tuple[Warned, ...]


def attribution_rows(plan: Sequence[Terms], booked: ObligationBookings) -> tuple[AttributionRow, ...]:
    """The rows of a plan, by job and then by supplier, most minutes first."""
    by_job: dict[str, list[ObligationLine]] = {}
    for line in booked.lines:
        by_job.setdefault(line.job_id, []).append(line)
    return tuple(row for job in plan for row in _rows(job, by_job[job.job.job_id]))


def _rows(job: Terms, lines: Sequence[ObligationLine]) -> Iterator[AttributionRow]:
    minutes = [part.minutes for part in job.parts]
    hours = largest_remainder(minutes, hour_units(sum(minutes)))
    shares = largest_remainder(minutes, UNITS)
    for index, part in enumerate(job.parts):
        supplier_id = part.supplier.supplier_id
        own = [line for line in lines if line.booked_by == supplier_id]
        worked = [line for line in lines if line.supplier_id == supplier_id]
        warned = [warning for line in worked for warning in line.warnings] + list(job.warnings)
        model = part.supplier.social_return_model if own else "none"
        yield AttributionRow(
            job.job.job_id,
            supplier_id,
            part.minutes,
            Decimal(hours[index]).scaleb(-PLACES),
            Decimal(shares[index]).scaleb(-PLACES),
            job.code,
            job.contract(supplier_id).cao_id,
            model,
            _sum(own) if model == "B" else Decimal("0.00"),
            _sum(own),
            tuple({(warning.code, warning.text): warning for warning in warned}.values()),
        )


def _sum(lines: Sequence[ObligationLine]) -> Decimal | None:
    found = [line.eur for line in lines]
    known = [eur for eur in found if eur is not None]
    return None if len(known) < len(found) else sum(known, Decimal("0.00"))
