"""The quarterly and the annual statement of paid hours (verloonde uren) per formal employer.

Hours of people in the register stay apart from those of broader social-return groups. Each statement
has two versions: the internal one shows all figures, the publishable one none about too few persons.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from bundler.attribution.facts import InForce
from bundler.attribution.shown import plain
from bundler.attribution.suppress import Cell, Spot, left_out, together, with_totals
from bundler.attribution.worth import REGISTER, weeks
from bundler.domain import Attribution
from bundler.domain.realised import Realised
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.shares import half_up

Part = Literal["register", "broad"]
PARTS: dict[Part, Text] = {
    "register": Text("People in the register", "Mensen in het doelgroepregister"),
    "broad": Text("Broader social-return groups", "Bredere groepen van social return"),
}
LEFT_OUT = Text(
    "Not shown: the figure is about fewer than {least} persons, or would give away one that is.",
    "Niet getoond: het cijfer gaat over minder dan {least} personen, of zou zo'n cijfer verraden.",
)
NOTES = (
    Text(
        "Hours are paid hours (verloonde uren) by the payroll of the formal employer.",
        "Uren zijn verloonde uren volgens de loonadministratie van de formele werkgever.",
    ),
    Text(
        "One job counts as one person, unless the data says that it had more. Someone with two employers "
        "counts at each of the two. Persons of a year are not added up from the quarters: it is the least "
        "number of different persons.",
        "Eén baan telt als één persoon, tenzij in de gegevens staat dat het er meer waren. Wie twee "
        "werkgevers heeft, telt bij allebei. Personen van een jaar zijn niet opgeteld uit de kwartalen: het "
        "is het kleinst mogelijke aantal verschillende personen.",
    ),
)
_BANEN = Text(
    "Banen are hours ÷ ({unit} × paid weeks of the period), so those of a year are the average of its "
    "quarters.",
    "Banen zijn uren ÷ ({unit} × betaalde weken van de periode); die van een jaar zijn dus het gemiddelde "
    "van de kwartalen.",
)
_BANEN_UNKNOWN = Text(
    "How many hours one baan has is not known, so no banen are told.",
    "Hoeveel uur één baan heeft, is niet bekend. Daarom staan er geen banen bij.",
)
_PER_BAAN = "banenafspraak.hours_per_baan"
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_NORMS = (
    "social_return.statement_months",
    "social_return.statement",
    "social_return.statement_groups",
    "social_return.quarterly",
    "social_return.publication",
    "social_return.assurance",
    "banenafspraak.paid_hours",
    "privacy.small_cell",
)


class Figure(NamedTuple):
    """What a statement shows in one cell.

    Attributes:
        persons: employments in the quarter: someone with two employers counts at each of the two. Of a
            year it is the least number of different persons there can have been, and internal only.
        banen: hours ÷ (25.5 × weeks), two decimals; None outside the register, where nothing counts for
            the banenafspraak, and where the norm is not known.
    """

    minutes: int
    persons: int | None
    banen: Decimal | None


class StatementTable(NamedTuple):
    """The figures of one part.

    Attributes:
        employers: supplier ids, or ``sw_company`` and ``client``, in order of name.
        columns: ``Q1`` to ``Q4`` as far as shown; None is the year.
        figures: by employer and column, None the total; a figure that may not be shown is None.
    """

    part: Part
    employers: tuple[str, ...]
    columns: tuple[str | None, ...]
    figures: Mapping[Spot, Figure | None]


@dataclass(frozen=True)
class Statement:
    """Paid hours of a year, or of one quarter of it.

    Attributes:
        quarter: None of a whole year.
        publishable: whether figures about too few persons are left out.
        least: fewest persons that a published figure is about.
        due: last day on which the annual statement can be handed in; None of a quarter, and where the
            norm is not known.
        lacking: quarters of a year without any hours given, so that nobody takes it for complete.
        tables: one for each part that has hours.
        readings: the norms that it rests on.
    """

    year: int
    quarter: str | None
    publishable: bool
    least: int
    due: date | None
    lacking: tuple[str, ...]
    tables: tuple[StatementTable, ...]
    readings: tuple[Reading, ...]


def notes(statement: Statement) -> tuple[Text, ...]:
    """How to read a statement; the hours of one baan are those of the norm that it rests on."""
    found = [reading.number for reading in statement.readings if reading.norm.norm_id == _PER_BAAN]
    unit = found[0] if found else None
    return (*NOTES, _BANEN_UNKNOWN if unit is None else _BANEN.fill(unit=plain(unit)))


def annual_deadline(year: int, months: int) -> date:
    """The last day within so many months after a calendar year."""
    years, month = divmod(months - 1, 12)
    year += 1 + years
    return date(year, month + 1, monthrange(year, month + 1)[1])


def quarterly_statement(
    hours: Iterable[Realised],
    year: int,
    quarter: str,
    options: Attribution,
    norms: InForce,
    *,
    publishable: bool,
) -> Statement:
    """The statement of one quarter (``Q1`` to ``Q4``)."""
    return _statement(hours, year, quarter, (quarter,), options, norms, publishable)


def annual_statement(
    hours: Iterable[Realised],
    year: int,
    options: Attribution,
    norms: InForce,
    *,
    publishable: bool,
    by_quarter: bool = True,
) -> Statement:
    """The statement of a calendar year, with its quarters or the year alone.

    The publishable version leaves out in each quarter exactly what that quarter's own publishable
    statement leaves out, so that the two together tell no more than either. ``by_quarter`` False shows
    more of the year; it is for those who never publish a quarter.
    """
    columns = (*QUARTERS, None) if by_quarter else (None,)
    return _statement(hours, year, None, columns, options, norms, publishable)


def _statement(
    hours: Iterable[Realised],
    year: int,
    quarter: str | None,
    columns: tuple[str | None, ...],
    options: Attribution,
    norms: InForce,
    publishable: bool,
) -> Statement:
    given = [row for row in hours if row.year == year and row.minutes]
    per_baan = norms(_PER_BAAN)
    months = norms("social_return.statement_months")
    tables = []
    for part in PARTS:
        cells = _cells(row for row in given if (row.group in REGISTER) == (part == "register"))
        week = per_baan.number if part == "register" else None
        if any(spot[1] in columns or None in columns for spot in cells):
            tables.append(_table(part, cells, columns, week, options, publishable))
    within = int(months.number) if months.number else None
    found = {f"Q{row.quarter}" for row in given}
    return Statement(
        year=year,
        quarter=quarter,
        publishable=publishable,
        least=options.min_cell,
        due=annual_deadline(year, within) if within and quarter is None else None,
        lacking=tuple(name for name in QUARTERS if name not in found) if quarter is None else (),
        tables=tuple(tables),
        readings=(per_baan, *(reading for name in _NORMS if (reading := norms.get(name)))),
    )


def _cells(hours: Iterable[Realised]) -> dict[tuple[str, str], Cell]:
    """The cells by employer and quarter. A job's persons in a quarter are the most in one of its rows."""
    rows: dict[tuple[str, str], list[Cell]] = {}
    for row in hours:
        cell = Cell(row.minutes, {row.job_id: row.persons})
        rows.setdefault((row.employer, f"Q{row.quarter}"), []).append(cell)
    return {spot: together(cells) for spot, cells in rows.items()}


def _table(
    part: Part,
    cells: Mapping[tuple[str, str], Cell],
    columns: tuple[str | None, ...],
    per_baan: Decimal | None,
    options: Attribution,
    publishable: bool,
) -> StatementTable:
    if None not in columns:
        cells = {spot: cell for spot, cell in cells.items() if spot[1] in columns}
    table = with_totals(cells)
    hidden = _hidden(cells, columns, options.min_cell) if publishable else frozenset()
    employers = tuple(sorted({employer for employer, _ in cells}))
    figures: dict[Spot, Figure | None] = {}
    for column in columns:
        share = Fraction(1) if column is None else Fraction(1, 4)
        heads = 0
        for employer in (*employers, None):
            spot = employer, column
            cell = table.get(spot, Cell(0, {}))
            heads += cell.headcount if employer else 0
            persons: int | None = cell.headcount if employer or column is None else heads
            if column is None and publishable:
                persons = None
            banen = _banen(cell.amount, per_baan, weeks(options) * share)
            figures[spot] = None if spot in hidden else Figure(cell.amount, persons, banen)
    return StatementTable(part, employers, columns, figures)


def _banen(minutes: int, per_baan: Decimal | None, paid_weeks: Fraction) -> Decimal | None:
    if not per_baan:
        return None
    return Decimal(half_up(Fraction(minutes, 60) / (Fraction(per_baan) * paid_weeks) * 100)).scaleb(-2)


def _hidden(
    cells: Mapping[tuple[str, str], Cell], columns: Sequence[str | None], least: int
) -> frozenset[Spot]:
    """What a publishable table leaves out: each quarter by itself first, then what the year gives away."""
    names = [column for column in columns if column is not None]
    if not names:
        table = with_totals(cells)
        year = {(row, "year"): cell for (row, column), cell in table.items() if row and column is None}
        return frozenset((row, None) for row, column in _one_column(year, least) if column is not None)
    quarters = [{spot: cell for spot, cell in cells.items() if spot[1] == name} for name in names]
    gone = frozenset[Spot]().union(*(_one_column(quarter, least) for quarter in quarters if quarter))
    if None not in columns:
        return gone
    shown = {(row, name) for row in (*(row for row, _ in cells), None) for name in names} - gone
    return left_out(cells, least, kept=shown, gone=gone)


def _one_column(cells: Mapping[tuple[str, str], Cell], least: int) -> frozenset[Spot]:
    """What a single column leaves out; it has no totals of rows."""
    return left_out(cells, least, absent={(row, None) for row in (*(row for row, _ in cells), None)})
