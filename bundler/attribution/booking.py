"""Booking: from what is agreed for each job to the three ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bundler.attribution.contracts import Code, Contract, Employer
from bundler.attribution.facts import InForce, Warned
from bundler.attribution.ledgers import (
    ClientMemo,
    Ledgers,
    MemoColumn,
    MemoLine,
    ObligationBookings,
    ObligationLine,
    PaidHours,
    PaidLine,
)
from bundler.attribution.parts import SupplierPart
from bundler.attribution.pay import PartPay
from bundler.attribution.shown import euros, known
from bundler.attribution.worth import (
    REGISTER,
    Worth,
    over_full_time,
    weeks,
    worth,
    year_share,
)
from bundler.domain import Attribution, Job, Supplier
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.shares import rounded_parts

_PAID_NORMS = ("paid_hours", "paid_leave", "register", "counted_at_employer", "counted_when_lent")
_ELSEWHERE = Text(
    "Hours on the contract of {owner} are booked by {booker}, because the split is 'employer'. A supplier "
    "usually books only hours on its own contract: agree on this with the client first.",
    "Uren op het contract van {owner} worden geboekt door {booker}, omdat de verdeling op 'employer' staat. "
    "Meestal boekt een leverancier alleen uren op het eigen contract: spreek dit eerst af met de "
    "opdrachtgever.",
)
_LENT = Text(
    "The hours at {owner} are worked by someone in the service of another employer. Staff of third parties "
    "may count (2019 guide, requirement 2.4). But agree in writing that the supplier itself books these "
    "hours and nobody else does.",
    "De uren bij {owner} worden gewerkt door iemand in dienst van een andere werkgever. Personeel van derden "
    "mag meetellen (handreiking 2019, eis 2.4). Leg wel vast dat de leverancier zelf deze uren boekt, en "
    "niemand anders.",
)
# Requirement 2.4 of the guide is one of model A; what a table of building blocks counts is in the table.
_LENT_BLOCKS = Text(
    "The hours at {owner} are worked by someone in the service of another employer. Whether the building "
    "blocks count them as own hours, or only the paid invoices, is not known here. Ask, and agree in writing "
    "that the supplier itself books these hours and nobody else does.",
    "De uren bij {owner} worden gewerkt door iemand in dienst van een andere werkgever. Of de bouwblokken "
    "die als eigen uren tellen of alleen de betaalde facturen, is hier niet bekend. Vraag het na, en leg "
    "vast dat de leverancier zelf deze uren boekt, en niemand anders.",
)
_NOBODY = Text(
    "Nobody books the hours at {owner} as social return: who pays them has no obligation to the client.",
    "Niemand boekt de uren bij {owner} als social return: wie ze betaalt, heeft geen verplichting aan de "
    "opdrachtgever.",
)
_AT_LEAST = Text(
    "Not every wage for the hours at {owner} is known. These hours are counted at the highest wage that is, "
    "{pay} an hour. The real wage sum is this or more.",
    "Niet elk loon voor de uren bij {owner} is bekend. Deze uren zijn geteld tegen het hoogste loon dat wel "
    "bekend is: {pay} per uur. De echte loonsom is dit of meer.",
)


class Terms(NamedTuple):
    """What is agreed, or recommended, for one job.

    Attributes:
        contracts: who employs; their minutes add up to the job's.
        pay: what the hours at each supplier pay at least.
        warnings: what the construction asks to look into.
    """

    job: Job
    parts: tuple[SupplierPart, ...]
    code: Code
    contracts: tuple[Contract, ...]
    pay: tuple[PartPay, ...]
    warnings: tuple[Warned, ...] = ()

    def contract(self, supplier_id: str) -> Contract:
        """The contract that covers the hours at a supplier.

        Raises:
            KeyError: no contract covers them.
        """
        for contract in self.contracts:
            if supplier_id in contract.supplier_ids:
                return contract
        raise KeyError(supplier_id)

    def pay_of(self, supplier_id: str) -> PartPay | None:
        """What the hours at a supplier pay at least; None where nothing is said about it."""
        return next((pay for pay in self.pay if pay.supplier_id == supplier_id), None)

    def lent(self, supplier_id: str) -> bool:
        """Whether the hours at a supplier are worked by someone whom another employer lends out."""
        lends = self.code in ("lending", "sw_lending")
        return lends and self.contract(supplier_id).employer.supplier_id != supplier_id


def book(
    terms: Sequence[Terms], suppliers: Mapping[str, Supplier], options: Attribution, norms: InForce
) -> Ledgers:
    """Book every minute of every job once in each of the three ledgers."""
    paid = tuple(_paid_line(job, part, options) for job in terms for part in job.parts)
    memo = tuple(_memo_line(job, part) for job in terms for part in job.parts)
    booked = tuple(line for job in terms for line in _booked(job, suppliers, options, norms))
    per_baan = norms("banenafspraak.hours_per_baan")
    rests_on = known(*(norms.get(f"banenafspraak.{name}") for name in _PAID_NORMS))
    return Ledgers(
        PaidHours(paid, weeks(options), year_share(options), per_baan, rests_on),
        ObligationBookings(booked),
        ClientMemo(memo, known(norms.get("banenafspraak.buying_services"))),
    )


def _paid_line(terms: Terms, part: SupplierPart, options: Attribution) -> PaidLine:
    supplier = part.supplier
    employer = terms.contract(supplier.supplier_id).employer
    lent, wsw = terms.lent(supplier.supplier_id), options.target_group == "wsw"
    counts_at: Employer | None = employer
    if options.target_group not in REGISTER:
        counts_at = None
    elif lent and wsw:
        counts_at = Employer("client" if supplier.in_house else "supplier", supplier.supplier_id)
    # Wsw hours count at who borrows, and only when lent; other lending has no uniform registration.
    sure = counts_at is None or lent == wsw
    return PaidLine(terms.job.job_id, supplier.supplier_id, part.minutes, employer, counts_at, sure)


def _memo_line(terms: Terms, part: SupplierPart) -> MemoLine:
    column: MemoColumn = "bought"
    if terms.contract(part.supplier.supplier_id).employer.kind == "client":
        column = "own"
    elif part.supplier.in_house:
        column = "hired"
    return MemoLine(terms.job.job_id, part.supplier.supplier_id, part.minutes, column)


def _booked(
    terms: Terms, suppliers: Mapping[str, Supplier], options: Attribution, norms: InForce
) -> Iterator[ObligationLine]:
    """The lines of one job; the cents of each model add up to that model's rounded sum."""
    found = []
    for part in terms.parts:
        booker = _booker(terms, part.supplier, suppliers, options)
        pay = terms.pay_of(part.supplier.supplier_id)
        floor = pay.floor.eur_hour if pay and pay.floor else None
        value = worth(booker, part.minutes, floor, options, norms) if booker else Worth(Fraction())
        found.append((part, booker, value))
    cents: dict[int, int] = {}
    for model in ("A", "B"):
        at = [
            index
            for index, (_, booker, value) in enumerate(found)
            if booker and booker.social_return_model == model and value.eur is not None
        ]
        cents |= zip(
            at, rounded_parts([(found[index][2].eur or 0) * Fraction(100) for index in at]), strict=True
        )
    for index, (part, booker, value) in enumerate(found):
        yield ObligationLine(
            terms.job.job_id,
            part.supplier.supplier_id,
            part.minutes,
            booker.supplier_id if booker else None,
            booker.social_return_model if booker else "none",
            None if value.eur is None else Decimal(cents.get(index, 0)).scaleb(-2),
            value.readings,
            (*value.warnings, *_warnings(terms, part.supplier, booker, options, norms)),
        )


def _booker(
    terms: Terms, owner: Supplier, suppliers: Mapping[str, Supplier], options: Attribution
) -> Supplier | None:
    """Who books the hours at a supplier: by the split its owner or the formal employer, if either may.

    Hours that the client takes out of the contract to pay them itself are on nobody's contract.
    """
    employer = terms.contract(owner.supplier_id).employer
    if employer.kind == "client":
        return None
    chosen: Supplier | None = owner
    if options.split == "employer":
        chosen = suppliers[employer.supplier_id] if employer.supplier_id else None
    owes = chosen is not None and not chosen.in_house and chosen.social_return_model != "none"
    return chosen if owes else None


def _warnings(
    terms: Terms, owner: Supplier, booker: Supplier | None, options: Attribution, norms: InForce
) -> Iterator[Warned]:
    name = owner.name or owner.supplier_id
    if booker is None:
        if not owner.in_house and owner.social_return_model != "none":
            yield _of(name, "A-SR-NOBODY", _NOBODY)
        return
    if booker.supplier_id != owner.supplier_id:
        text = _ELSEWHERE.fill(owner=name, booker=booker.name or booker.supplier_id)
        yield Warned("A-SR-ELSEWHERE", text, known(norms.get("social_return.own_contract")))
    elif terms.lent(owner.supplier_id):
        if booker.social_return_model == "B":
            yield _of(name, "A-SR-LENT", _LENT_BLOCKS)
        else:
            third = norms.get("social_return.model_a_third_parties")
            yield _of(name, "A-SR-LENT", _LENT, third)
    pay = terms.pay_of(owner.supplier_id)
    counted = booker.social_return_model == "A" and options.target_group in REGISTER
    if counted and pay and pay.missing and pay.floor:
        yield _of(name, "A-SR-PAY-LEAST", _AT_LEAST.fill(pay=euros(pay.floor.eur_hour), owner="{owner}"))
    over = over_full_time(booker, terms.job.minutes, norms)
    if over is not None:
        yield over


def _of(owner: str, code: str, form: Text, *readings: Reading | None) -> Warned:
    """A warning that can be so of several suppliers, about one of them."""
    return Warned(code, form.fill(owner=owner), known(*readings), form, owner)
