"""The least that an hour pays: minimum wage, the CAO's entry wage, and equal treatment of who is lent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from bundler.attribution.case import Case
from bundler.attribution.contracts import Contract, Employer, cao_norm
from bundler.attribution.facts import InForce
from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import cents, sure
from bundler.norms import Reading

ADULT = 21
# Wages under this CAO follow the minimum wage; it has no amount of its own.
_FOLLOWS_MINIMUM = "aan_de_slag"


class Wage(NamedTuple):
    """One wage that bears on hours, without holiday allowance.

    Attributes:
        rests_on: the law's minimum wage, a CAO's entry wage, or what a supplier says it pays.
        whose: the CAO's id, or the supplier's; empty for the minimum wage.
    """

    eur_hour: Decimal
    rests_on: Literal["minimum_wage", "cao", "supplier"]
    whose: str = ""
    reading: Reading | None = None


class PartPay(NamedTuple):
    """What the hours at one supplier pay at least.

    Attributes:
        minutes: task minutes a week.
        wages: every wage known that bears on these hours, the highest first.
        missing: ids of the CAO's that bear on them and whose entry wage is not known, or is an old one that
            lies below the minimum wage of this day.
    """

    employer: Employer
    supplier_id: str
    minutes: int
    wages: tuple[Wage, ...]
    missing: tuple[str, ...]

    @property
    def floor(self) -> Wage | None:
        """The highest of the wages; None where not even the minimum wage is known."""
        return self.wages[0] if self.wages else None

    @property
    def eur_week(self) -> Decimal | None:
        """At least so much a week, to the cent; None where no wage is known."""
        return cents(self.wages[0].eur_hour * self.minutes / 60) if self.wages else None


def minimum_wage(norms: InForce, age: int) -> Reading | None:
    """The minimum wage an hour at an age."""
    return norms.get(f"minimum_wage.{age}")


def entry_age(norms: InForce, cao_id: str) -> Reading | None:
    """From which age a CAO's entry wage holds; None where the catalogue does not say: then for adults."""
    return cao_norm(norms, cao_id, "entry_wage_age")


def entry_wage(norms: InForce, cao_id: str, age: int) -> Reading | None:
    """A CAO's entry wage; None where it is not known well enough, or for an age or a day that it is not for.

    Past its last day a wage is still the least that is known; before its first day it may have been lower.
    """
    reading = cao_norm(norms, cao_id, "entry_wage")
    if reading is None or sure(reading) is None:
        return None
    if age < ADULT and age < (sure(entry_age(norms, cao_id)) or ADULT):
        return None
    first = reading.period.valid_from
    return None if first is not None and norms.day < first else reading


def below(wage: Decimal | None, least: Reading | None) -> bool:
    """Whether a wage is below the minimum wage, and so says nothing about what is paid today."""
    return wage is not None and least is not None and least.number is not None and wage < least.number


def own_wage(part: SupplierPart) -> Decimal | None:
    """What a supplier says its tasks in the job pay an hour; the highest where they differ."""
    given = [task.hourly_wage_eur for task, _ in part.tasks if task.hourly_wage_eur is not None]
    return Decimal(str(max(given))) if given else None


def pay(case: Case) -> tuple[PartPay, ...]:
    """What the hours at each supplier pay at least, in the order of the contracts.

    Own hours pay by the employer's CAO, or what the supplier itself says it pays. For lent hours the
    pay of who borrows counts as well (Waadi art. 8): the higher of the two holds.
    """
    return tuple(
        _part_pay(case, contract, supplier_id)
        for contract in case.contracts
        for supplier_id in contract.supplier_ids
    )


def _part_pay(case: Case, contract: Contract, supplier_id: str) -> PartPay:
    age = case.options.age
    least = minimum_wage(case.norms, age)
    wages, missing = [], []
    if least is not None and least.number is not None:
        wages.append(Wage(least.number, "minimum_wage", "", least))
    for cao_id, part in _sides(case, contract, supplier_id):
        entry = entry_wage(case.norms, cao_id, age)
        own = own_wage(part) if part else None
        if entry is not None and entry.number is not None:
            wages.append(Wage(entry.number, "cao", cao_id, entry))
        if own is not None and part is not None:
            wages.append(Wage(own, "supplier", part.supplier.supplier_id))
        # Pay below the minimum wage says nothing about what the CAO asks.
        told = own is not None and not below(own, least)
        known = entry is not None and not below(entry.number, least)
        if not known and not told and cao_id != _FOLLOWS_MINIMUM:
            missing.append(cao_id)
    # Among equals the one that was found first: law before CAO before what a supplier says.
    wages.sort(key=lambda wage: -wage.eur_hour)
    return PartPay(
        contract.employer,
        supplier_id,
        case.part(supplier_id).minutes,
        tuple(wages),
        tuple(dict.fromkeys(missing)),
    )


def _sides(case: Case, contract: Contract, supplier_id: str) -> Iterator[tuple[str, SupplierPart | None]]:
    """Whose pay bears on the hours at a supplier: the employer's, and of lent hours the borrower's too."""
    employer = contract.employer.supplier_id
    inside = [part for part in case.parts if part.supplier.supplier_id == employer]
    yield contract.cao_id, inside[0] if inside else None
    if case.lends and supplier_id != employer:
        part = case.part(supplier_id)
        yield part.supplier.cao_id, part
