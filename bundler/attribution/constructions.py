"""The employer constructions that a job can have, and what each says on every subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from bundler.attribution.case import Case
from bundler.attribution.contracts import (
    CODES,
    Code,
    Contract,
    Employer,
    client_service,
    contracts,
    is_wsw,
    lender,
)
from bundler.attribution.facts import Fact, InForce, Warned
from bundler.attribution.lines_day import (
    breaks,
    clothing,
    fixed_times,
    minimum_shift,
    travel_between,
    travel_home,
    working_time,
)
from bundler.attribution.lines_floor import pay_floor
from bundler.attribution.lines_law import banenafspraak, contract_transfer, licences
from bundler.attribution.lines_pay import cao, employer, full_time, participation_pay, pay_week
from bundler.attribution.lines_support import job_coach, lkv, loonwaarde, no_risk, wage_subsidy
from bundler.attribution.parts import SupplierPart, supplier_parts
from bundler.attribution.pay import PartPay, pay
from bundler.attribution.warned import warn
from bundler.attribution.words import CONS, LABELS, PROS
from bundler.domain import Job, Problem
from bundler.i18n import Text

__all__ = [
    "CODES",
    "TOPICS",
    "Code",
    "Construction",
    "Contract",
    "Employer",
    "HasContracts",
    "constructions",
    "employer_of",
]

_LINES: dict[str, Callable[[Case], Fact]] = {
    "employer": employer,
    "cao": cao,
    "pay_floor": pay_floor,
    "pay_week": pay_week,
    "participation_pay": participation_pay,
    "full_time": full_time,
    "loonwaarde": loonwaarde,
    "wage_subsidy": wage_subsidy,
    "job_coach": job_coach,
    "lkv": lkv,
    "no_risk": no_risk,
    "travel_between": travel_between,
    "travel_home": travel_home,
    "breaks": breaks,
    "working_time": working_time,
    "fixed_times": fixed_times,
    "minimum_shift": minimum_shift,
    "clothing": clothing,
    "contract_transfer": contract_transfer,
    "banenafspraak": banenafspraak,
    "licences": licences,
}
TOPICS = tuple(_LINES)
_CANNOT = Text("{name} cannot be an employer.", "{name} kan geen werkgever zijn.")
_NO_LENDER = Text(
    "None of the suppliers can be the employer that lends.",
    "Geen van de leveranciers kan de werkgever zijn die uitleent.",
)


class Construction(NamedTuple):
    """One way to employ a job's person.

    Attributes:
        contracts: one for each employer, most minutes first; their minutes add up to the job's.
        pay: what the hours at each supplier pay at least.
        facts: one line for each of ``TOPICS``, in that order.
        objections: why it cannot be done as things are; empty where it can.
        warnings: what to look into first.
    """

    code: Code
    label: Text
    contracts: tuple[Contract, ...]
    pay: tuple[PartPay, ...]
    facts: tuple[Fact, ...]
    pros: tuple[Text, ...]
    cons: tuple[Text, ...]
    objections: tuple[Text, ...]
    warnings: tuple[Warned, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing stands against it as things are."""
        return not self.objections

    def fact(self, topic: str) -> Fact:
        """The line about a topic of ``TOPICS``."""
        return self.facts[TOPICS.index(topic)]


class HasContracts(Protocol):
    """A construction, or a recommendation of one."""

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """The contracts of the job."""


def employer_of(chosen: HasContracts, supplier_id: str) -> Employer:
    """Who pays the hours that are worked at a supplier's tasks.

    Raises:
        KeyError: the job has no tasks of this supplier.
    """
    for contract in chosen.contracts:
        if supplier_id in contract.supplier_ids:
            return contract.employer
    raise KeyError(supplier_id)


def open_codes(problem: Problem, parts: tuple[SupplierPart, ...]) -> tuple[Code, ...]:
    """The constructions that a job can be held against, possible or not.

    A job of one supplier is simply employed there; others come in where that supplier cannot employ,
    the scenario asks for them, or the group is employed under the Wsw. All of the client's own services
    are one employer.
    """
    inside = [part for part in parts if part.supplier.in_house]
    options = problem.scenario.attribution
    if len(parts) == 1:
        others: tuple[Code, ...] = ("sw_lending",) if inside else ("sw_lending", "client")
        plain = parts[0].supplier.can_employ and options.construction not in others and not is_wsw(options)
        return ("own_contract",) if plain else ("own_contract", *others)
    if len(inside) == len(parts):
        return ("sw_lending", "client")
    return ("two_contracts", "lending", "sw_lending", "client")


def constructions(problem: Problem, job: Job, norms: InForce) -> tuple[Construction, ...]:
    """Every construction that a job can be held against, with what each says.

    Args:
        problem: the data, with the scenario's assumptions.
        job: a job of a plan.
        norms: the norms on the plan's day.
    """
    parts = supplier_parts(problem, job)
    found = []
    for code in open_codes(problem, parts):
        case = Case(problem, job, parts, code, contracts(problem, parts, code, norms), norms)
        found.append(_construction(case))
    return tuple(found)


def _construction(case: Case) -> Construction:
    return Construction(
        case.code,
        LABELS[case.code],
        case.contracts,
        pay(case),
        tuple(line(case) for line in _LINES.values()),
        PROS[case.code],
        CONS[case.code],
        _objections(case),
        warn(case),
    )


def _objections(case: Case) -> tuple[Text, ...]:
    if case.code == "lending" and lender(case.parts) is None:
        return (_NO_LENDER,)
    if case.code == "client":
        service = client_service(case.problem, case.parts)
        unable = [service] if service and not service.can_employ else []
    else:
        employers = [contract.employer.supplier_id for contract in case.contracts]
        found = [case.problem.supplier_by_id[name] for name in employers if name is not None]
        unable = [supplier for supplier in found if not supplier.can_employ]
    return tuple(_CANNOT.fill(name=case.name(supplier.supplier_id)) for supplier in unable)
