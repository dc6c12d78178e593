"""The three ledgers as rows: of one job, of the plan, and each supplier's obligation before and after."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from bundler.attribution.dossier import JobDossier
from bundler.attribution.facts import UNKNOWN
from bundler.attribution.ledgers import Count, Ledgers, MemoLine, ObligationLine, PaidLine
from bundler.attribution.obligations import Obligation
from bundler.attribution.rows import Attributed
from bundler.attribution.shown import capital, euros, hours, joined, percent
from bundler.domain import Problem
from bundler.i18n import Lang, Text
from bundler.report.colors import Style
from bundler.report.employer_words import (
    AT_LEAST,
    COUNTED,
    COUNTED_AT,
    MEMO,
    NOBODY,
    NOT_COUNTED,
    NOT_SURE,
    employer_name,
)
from bundler.report.employers import WarningRow, warning_row
from bundler.report.norm_rows import Norms
from bundler.report.social_words import MODELS, NO_OBLIGATION, NOTHING, TOTAL


class BookedRow(NamedTuple):
    """The hours of a job at one supplier in the three ledgers."""

    hours_at: str
    hours: str
    paid: str
    booked_by: str
    euros: str
    memo: str


class JobBookings(NamedTuple):
    """A job in the three ledgers.

    Attributes:
        short: what is booked for whose obligation, in one line.
        warnings: those of the bookings only.
    """

    rows: tuple[BookedRow, ...]
    short: str
    warnings: tuple[WarningRow, ...]


class Bookings:
    """The lines of all three ledgers by job and supplier."""

    def __init__(self, problem: Problem, ledgers: Ledgers, shown: Norms) -> None:
        self.problem, self.shown = problem, shown
        self._paid = {(line.job_id, line.supplier_id): line for line in ledgers.paid.lines}
        self._owed = {(line.job_id, line.supplier_id): line for line in ledgers.obligations.lines}
        self._memo = {(line.job_id, line.supplier_id): line for line in ledgers.memo.lines}

    def of(self, job: JobDossier) -> JobBookings:
        """One job, its suppliers in the order of their hours."""
        keys = [(job.job.job_id, part.supplier.supplier_id) for part in job.parts]
        owed = [self._owed[key] for key in keys]
        rows = tuple(self._row(self._paid[key], self._owed[key], self._memo[key]) for key in keys)
        booked: dict[str, list[Decimal | None]] = {}
        for line in owed:
            if line.booked_by is not None:
                booked.setdefault(line.booked_by, []).append(line.eur)
        lang = self.shown.lang
        short = "; ".join(f"{self._name(who)} {_sum(amounts)(lang)}" for who, amounts in booked.items())
        warned = joined(each for line in owed for each in line.warnings)
        return JobBookings(
            rows, short or NOTHING(lang), tuple(warning_row(each, self.shown) for each in warned)
        )

    def _name(self, supplier_id: str) -> str:
        return self.problem.supplier_by_id[supplier_id].name or supplier_id

    def _row(self, paid: PaidLine, owed: ObligationLine, memo: MemoLine) -> BookedRow:
        lang = self.shown.lang
        return BookedRow(
            self._name(paid.supplier_id),
            hours(paid.minutes)(lang),
            _paid_text(self.problem, paid)(lang),
            NOBODY(lang) if owed.booked_by is None else self._name(owed.booked_by),
            (UNKNOWN if owed.eur is None else euros(owed.eur))(lang),
            MEMO[memo.column](lang),
        )


def _paid_text(problem: Problem, line: PaidLine) -> Text:
    paid = capital(employer_name(problem, line.paid_by))
    if line.counts_at is None:
        return NOT_COUNTED.fill(paid=paid)
    if line.counts_at == line.paid_by:
        text = COUNTED.fill(paid=paid)
    else:
        text = COUNTED_AT.fill(paid=paid, counts=employer_name(problem, line.counts_at))
    return text if line.sure else NOT_SURE.fill(text=text)


def _sum(amounts: Sequence[Decimal | None]) -> Text:
    known = [amount for amount in amounts if amount is not None]
    return euros(sum(known, Decimal())) if len(known) == len(amounts) else UNKNOWN


class CountRow(NamedTuple):
    """One employer in the ledger of paid hours; the last one is the total."""

    employer: str
    year: str
    banen: str


class ObligationRow(NamedTuple):
    """One supplier's obligation before and after the plan, in euros a year and as part of what is due.

    Attributes:
        bars: the parts before and after; None where one of them is not known or nothing is due.
    """

    supplier: Style
    model: str
    due: str
    before: str
    adds: str
    after: str
    short: str
    notes: tuple[str, ...]
    bars: tuple[Fraction, Fraction] | None


class LedgerView(NamedTuple):
    """The three ledgers of a plan; nothing in one of them is added to anything in another."""

    paid: tuple[CountRow, ...]
    counted: tuple[CountRow, ...]
    counted_apart: bool
    not_sure: bool
    obligations: tuple[ObligationRow, ...]
    memo: tuple[tuple[str, str], ...]
    paid_refs: Markup
    memo_refs: Markup


def ledger_view(
    problem: Problem, attributed: Attributed, styles: dict[str, Style], shown: Norms
) -> LedgerView:
    """The ledgers of a plan and the obligations, in the order of the data."""
    paid, memo, lang = attributed.ledgers.paid, attributed.ledgers.memo, shown.lang
    by_payer, by_counter = paid.paid(), paid.counted()
    return LedgerView(
        tuple(_count(problem, each, lang) for each in by_payer),
        tuple(_count(problem, each, lang) for each in by_counter),
        by_payer != by_counter,
        any(not line.sure for line in paid.lines),
        tuple(_obligation(attributed.obligations[name], style, lang) for name, style in styles.items()),
        tuple((label(lang), hours(memo.column(column))(lang)) for column, label in memo.columns.items()),
        shown.refs((paid.hours_per_baan, *paid.readings)),
        shown.refs(memo.readings),
    )


def _count(problem: Problem, count: Count, lang: Lang) -> CountRow:
    who = TOTAL if count.employer is None else capital(employer_name(problem, count.employer))
    banen = UNKNOWN if count.banen is None else _number(count.banen)
    return CountRow(who(lang), _number(count.hours)(lang), banen(lang))


def _number(amount: Decimal) -> Text:
    """``11,427.5``, in Dutch ``11.427,5``."""
    text = f"{amount:,.2f}".rstrip("0").rstrip(".")
    return Text(text, text.translate(str.maketrans(",.", ".,")))


def _obligation(owed: Obligation, style: Style, lang: Lang) -> ObligationRow:
    def money(amount: Decimal | None) -> Text:
        return UNKNOWN if amount is None else euros(amount)

    adds = money(owed.booked)
    if owed.booked is None and owed.booked_at_least:
        adds = AT_LEAST.fill(eur=euros(owed.booked_at_least))
    if owed.model == "none":
        nothing = NO_OBLIGATION(lang)
        return ObligationRow(
            style, MODELS["none"](lang), nothing, "–", adds(lang) if owed.booked else "–", "–", "–", (), None
        )
    before, after = owed.before, owed.after
    return ObligationRow(
        style,
        MODELS[owed.model](lang),
        money(owed.due)(lang),
        _part(owed.realised, before, lang),
        adds(lang),
        UNKNOWN(lang) if after is None else percent(after)(lang),
        money(owed.shortfall_after)(lang),
        tuple(note(lang) for note in owed.notes),
        None if before is None or after is None else (before, after),
    )


def _part(amount: Decimal | None, part: Fraction | None, lang: Lang) -> str:
    if amount is None:
        return UNKNOWN(lang)
    return euros(amount)(lang) if part is None else f"{euros(amount)(lang)} ({percent(part)(lang)})"
