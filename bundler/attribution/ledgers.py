"""Three ledgers of the same hours, never added up, every minute booked once in each.

Paid hours at the formal employer, each supplier's obligation in euros, and the client's memo answer
three different questions. They are three types without a sum: to add two of them is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, NamedTuple

from bundler.attribution.contracts import Employer
from bundler.attribution.facts import Warned
from bundler.domain.model import SocialReturnModel
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.shares import rounded_parts

MemoColumn = Literal["own", "bought", "hired"]
_ZERO = Decimal("0.00")


@dataclass(frozen=True)
class PaidLine:
    """Weekly minutes that one employer pays, worked at one supplier's tasks.

    Attributes:
        counts_at: where they count for the banenafspraak; None where the group does not count.
        sure: whether the rules found leave no doubt about that; a lent worker who is neither Wsw nor
            agency worker has no uniform registration.
    """

    job_id: str
    supplier_id: str
    minutes: int
    paid_by: Employer
    counts_at: Employer | None
    sure: bool


class Count(NamedTuple):
    """Hours of one employer in a year; over all employers hours and banen add up to the total's.

    Attributes:
        employer: None for the total.
        hours: in a year of the scenario's weeks, two decimals.
        banen: hours ÷ (25.5 × weeks), two decimals; None where the norm is not known.
    """

    employer: Employer | None
    minutes: int
    hours: Decimal
    banen: Decimal | None


@dataclass(frozen=True)
class PaidHours:
    """Ledger (a): paid hours (verloonde uren) and banen at the formal employer.

    Task minutes are counted: paid travel between tasks and other paid time come on top.

    Attributes:
        weeks: paid weeks in a year.
        year_share: part of a year that the contracts last, at most 1.
        readings: what it rests on.
    """

    title: ClassVar[Text] = Text(
        "Paid hours at the formal employer", "Verloonde uren bij de formele werkgever"
    )
    lines: tuple[PaidLine, ...]
    weeks: Fraction
    year_share: Fraction
    hours_per_baan: Reading
    readings: tuple[Reading, ...] = ()

    @property
    def minutes(self) -> int:
        """Weekly minutes of all lines."""
        return sum(line.minutes for line in self.lines)

    def paid(self) -> tuple[Count, ...]:
        """Hours by who pays them, most first, then the total."""
        return self._counts((line.paid_by, line.minutes) for line in self.lines)

    def counted(self) -> tuple[Count, ...]:
        """Hours by where they count for the banenafspraak, most first, then the total."""
        return self._counts((line.counts_at, line.minutes) for line in self.lines if line.counts_at)

    def _counts(self, booked: Iterable[tuple[Employer, int]]) -> tuple[Count, ...]:
        found: dict[Employer, int] = {}
        for employer, minutes in booked:
            found[employer] = found.get(employer, 0) + minutes
        order = sorted(found, key=lambda who: (-found[who], who.kind, who.supplier_id or ""))
        sizes = [found[employer] for employer in order]
        hours = self._shared(sizes, self.weeks * self.year_share / 60)
        week = self.hours_per_baan.number
        banen = self._shared(sizes, self.year_share / 60 / Fraction(week)) if week else None
        counts = [
            Count(employer, size, hours[index], banen[index] if banen else None)
            for index, (employer, size) in enumerate(zip(order, sizes, strict=True))
        ]
        total = sum(banen, _ZERO) if banen is not None else None
        return (*counts, Count(None, sum(sizes), sum(hours, _ZERO), total))

    @staticmethod
    def _shared(sizes: Sequence[int], each: Fraction) -> list[Decimal]:
        """Sizes × each to two decimals; they add up to the rounded sum."""
        hundredths = rounded_parts([size * each * 100 for size in sizes])
        return [Decimal(number).scaleb(-2) for number in hundredths]


@dataclass(frozen=True)
class ObligationLine:
    """Weekly minutes of a job at one supplier, with what they are worth for whose obligation.

    Attributes:
        supplier_id: on whose contract they are worked.
        booked_by: id of the supplier that books them; None where nobody does.
        eur: euros in a year, to the cent; 0 where nothing is booked; None where it is not known.
    """

    job_id: str
    supplier_id: str
    minutes: int
    booked_by: str | None
    model: SocialReturnModel
    eur: Decimal | None
    readings: tuple[Reading, ...]
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class ObligationBookings:
    """Ledger (b): what the hours are worth for each supplier's own obligation, in euros a year."""

    title: ClassVar[Text] = Text(
        "Social return: each supplier's own obligation",
        "Social return: de eigen verplichting van elke leverancier",
    )
    lines: tuple[ObligationLine, ...]

    @property
    def minutes(self) -> int:
        """Weekly minutes of all lines."""
        return sum(line.minutes for line in self.lines)

    def booked(self, supplier_id: str) -> tuple[Decimal | None, ...]:
        """The amounts of the lines that a supplier books."""
        return tuple(line.eur for line in self.lines if line.booked_by == supplier_id)


@dataclass(frozen=True)
class MemoLine:
    """Weekly minutes as the client sees them.

    Attributes:
        column: ``own`` where the client pays them itself; ``bought`` in a service that it buys; ``hired``
            at its own service, paid by another employer.
    """

    job_id: str
    supplier_id: str
    minutes: int
    column: MemoColumn


@dataclass(frozen=True)
class ClientMemo:
    """Ledger (c): the client's memo, every hour in one column; only ``own`` is on its own payroll.

    ``bought`` is "via inkoop gerealiseerd", not the statutory count, which is at the supplier.
    """

    title: ClassVar[Text] = Text("The client's memo", "Het memo van de opdrachtgever")
    columns: ClassVar[dict[MemoColumn, Text]] = {
        "own": Text("On the client's own payroll", "Op de eigen loonlijst van de opdrachtgever"),
        "bought": Text(
            "Realised through purchase (memo, not the client's statutory count)",
            "Via inkoop gerealiseerd (memo, niet de wettelijke telling van de opdrachtgever)",
        ),
        "hired": Text(
            "Hired in at the client's own service", "Ingeleend bij de eigen dienst van de opdrachtgever"
        ),
    }
    lines: tuple[MemoLine, ...]
    readings: tuple[Reading, ...] = ()

    @property
    def minutes(self) -> int:
        """Weekly minutes of all lines."""
        return sum(line.minutes for line in self.lines)

    def column(self, column: MemoColumn) -> int:
        """Weekly minutes in one column."""
        return sum(line.minutes for line in self.lines if line.column == column)


class Ledgers(NamedTuple):
    """The three ledgers of a plan."""

    paid: PaidHours
    obligations: ObligationBookings
    memo: ClientMemo
