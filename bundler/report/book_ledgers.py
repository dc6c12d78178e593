"""The sheets with the bookings of every hour: attribution, the three ledgers line by line, paid hours."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bundler.attribution.contracts import Employer
from bundler.attribution.facts import UNKNOWN
from bundler.attribution.ledgers import ClientMemo, Count, PaidHours
from bundler.attribution.words import LABELS as CONSTRUCTIONS
from bundler.attribution.worth import OVER_A_YEAR, WAGES_ONLY
from bundler.i18n import Text
from bundler.report.book_data import BookData
from bundler.report.book_model import Column, Plain, Table, Value, exact_sum, known
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.employer_words import NO, NOBODY, YES, short_warning
from bundler.report.social_words import MODELS

_EURO = Text("Social return euro a year", "Social return euro per jaar")
_HOURS = Text("Hours a week", "Uren per week")
_JOB = Column("job", Text("Job", "Baan"))

ATTRIBUTION = Table(
    "attribution",
    Text("Attribution", "Toerekening"),
    (
        _JOB,
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("hours", _HOURS, "hours", "sum"),
        Column("share", Text("Share of the job", "Deel van de baan"), "percent"),
        Column("construction", Text("Construction", "Constructie"), "wide"),
        Column("cao", Text("CAO of the contract", "Cao van het contract"), "wide"),
        Column("model", Text("Model", "Model")),
        Column(
            "blocks",
            Text("Of it in building blocks euro", "Waarvan in bouwblokken euro"),
            "euro",
        ),
        Column("euro", _EURO, "euro"),
        Column("warnings", Text("Points to check", "Aandachtspunten"), "long"),
    ),
)
_ATTRIBUTION_NAME = Text("Attribution", "Toerekening")
_ATTRIBUTION_TITLE = Text(
    "Attribution: each row is one supplier's part of one job, as in the file attribution.csv",
    "Toerekening: elke rij is het deel van één leverancier in één baan, zoals in het bestand attribution.csv",
)
_ATTRIBUTION_NOTE = Text(
    "The euros have no total on purpose: each supplier's obligation counts its own bookings only. What a "
    "supplier books for all jobs together stands on the sheet Social return.",
    "De euro's hebben met opzet geen totaal: elke verplichting telt alleen de eigen boekingen. Wat een "
    "leverancier voor alle banen samen boekt, staat op het blad Social return.",
)

BOOKINGS = Table(
    "bookings",
    Text("Bookings", "Boekingen"),
    (
        _JOB,
        Column("supplier", Text("Worked at", "Gewerkt bij")),
        Column("minutes", Text("Minutes a week", "Minuten per week"), "count", "sum"),
        Column("hours", _HOURS, "hours", "sum", "{.minutes}/60"),
        Column("paid_by", Text("Ledger A paid by", "Boekhouding A betaald door")),
        Column("counts_at", Text("Ledger A counts at", "Boekhouding A telt bij")),
        Column("sure", Text("Sure where it counts", "Zeker waar het telt")),
        Column("booked_by", Text("Ledger B booked by", "Boekhouding B geboekt door")),
        Column("model", Text("Model", "Model")),
        Column("euro", Text("Ledger B euro a year", "Boekhouding B euro per jaar"), "euro"),
        Column(
            "memo", Text("Ledger C memo of the client", "Boekhouding C memo van de opdrachtgever"), "wide"
        ),
    ),
)
_BOOKINGS_NAME = Text("Bookings", "Boekingen")
_BOOKINGS_TITLE = Text(
    "Bookings: each row has the hours of one job at one supplier, once in each of three ledgers",
    "Boekingen: elke rij geeft de uren van één baan bij één leverancier, één keer in elk van de drie "
    "boekhoudingen",
)
_BOOKINGS_NOTE = Text(
    "Ledger A: paid hours at the formal employer. Ledger B: each supplier's own social-return obligation. "
    "Ledger C: the client's memo. Three answers to three questions: never add one to another. The euros have "
    "no total either: they are of several obligations.",
    "Boekhouding A: verloonde uren bij de formele werkgever. Boekhouding B: de eigen "
    "social-returnverplichting van elke leverancier. Boekhouding C: het memo van de opdrachtgever. Drie "
    "antwoorden op drie vragen: tel ze nooit bij elkaar op. Ook de euro's hebben geen totaal: ze horen bij "
    "verschillende verplichtingen.",
)
_NOT_COUNTED = Text("does not count", "telt niet mee")

PAID = Table(
    "paid",
    Text("Paid_hours", "Verloonde_uren"),
    (
        Column("employer", Text("Employer", "Werkgever")),
        Column(
            "week", Text("Hours a week paid", "Uren per week betaald"), "hours", "sum",
            exact_sum("{bookings.paid_by}", "{bookings.hours}", "{.employer}"),
        ),
        Column("year", Text("Hours a year paid", "Uren per jaar betaald"), "hours", "sum"),
        Column("banen", Text("Banen paid", "Banen betaald"), "hours", "sum_known"),
        Column(
            "counted_week",
            Text("Hours a week that count here", "Uren per week die hier tellen"),
            "hours",
            "sum",
            exact_sum("{bookings.counts_at}", "{bookings.hours}", "{.employer}"),
        ),
        Column(
            "counted_year",
            Text("Hours a year that count here", "Uren per jaar die hier tellen"),
            "hours",
            "sum",
        ),
        Column("counted_banen", Text("Banen that count here", "Banen die hier tellen"), "hours", "sum_known"),
    ),
)  # fmt: skip
MEMO = Table(
    "memo",
    Text("Memo", "Memo"),
    (
        Column("column", Text("Memo of the client", "Memo van de opdrachtgever"), "wide"),
        Column("week", _HOURS, "hours", "sum", exact_sum("{bookings.memo}", "{bookings.hours}", "{.column}")),
    ),
)
_PAID_NAME = Text("Paid hours", "Verloonde uren")
_PAID_TITLE = Text(
    "Paid hours: each row is an employer; below it the client's memo",
    "Verloonde uren: elke rij is een werkgever; daaronder het memo van de opdrachtgever",
)
_PAID_NOTE = Text(
    "A year has {weeks} paid weeks here, of which the contracts cover {share} %; one baan is {baan} hours a "
    "week. Only task hours: paid walking and leave come on top.",
    "Een jaar heeft hier {weeks} betaalde weken; de contracten beslaan daarvan {share} %. Eén baan is "
    "{baan} uur per week. Alleen taakuren: betaald lopen en verlof komen erbij.",
)
_UNSURE = Text(
    "For some hours it is not certain where they count: see the column Sure where it counts in the sheet "
    "Bookings.",
    "Van sommige uren is niet zeker waar ze tellen: zie de kolom Zeker waar het telt op het blad Boekingen.",
)


def write_attribution(paper: Paper, data: BookData) -> None:
    """Write the sheet with the rows of attribution.csv."""
    lang = data.lang
    notes = [_ATTRIBUTION_NOTE(lang), data.split]
    rows: list[list[Value]] = [
        [
            row.job_id,
            data.name(row.supplier_id),
            row.hours,
            row.share,
            CONSTRUCTIONS[row.construction],
            data.cao(row.cao_id),
            MODELS[row.model],
            known(row.blocks_value_eur),
            known(row.social_return_eur),
            "; ".join(dict.fromkeys(short_warning(warned.code)(lang) for warned in row.warnings)),
        ]
        for row in data.dossier.attributed.rows
    ]
    Sheet(paper, _ATTRIBUTION_NAME, _ATTRIBUTION_TITLE(lang), notes, 2).table(ATTRIBUTION, rows)


def write_bookings(paper: Paper, data: BookData) -> None:
    """Write the sheet with the three ledgers line by line."""
    lang = data.lang
    notes = [_BOOKINGS_NOTE(lang), WAGES_ONLY(lang), OVER_A_YEAR(lang)]
    Sheet(paper, _BOOKINGS_NAME, _BOOKINGS_TITLE(lang), notes, 2).table(BOOKINGS, list(_booked(data)))


def _booked(data: BookData) -> Iterator[list[Value]]:
    ledgers = data.dossier.attributed.ledgers
    lines = zip(ledgers.paid.lines, ledgers.obligations.lines, ledgers.memo.lines, strict=True)
    for paid, owed, memo in lines:
        yield [
            paid.job_id,
            data.name(paid.supplier_id),
            paid.minutes,
            paid.minutes / 60,
            data.employer(paid.paid_by),
            data.employer(paid.counts_at) if paid.counts_at else _NOT_COUNTED,
            YES if paid.sure else NO,
            data.name(owed.booked_by) if owed.booked_by else NOBODY,
            MODELS[owed.model],
            known(owed.eur),
            ClientMemo.columns[memo.column],
        ]


def write_paid(paper: Paper, data: BookData) -> None:
    """Write the sheet with the paid hours of each employer, and the client's memo."""
    lang, ledgers = data.lang, data.dossier.attributed.ledgers
    paid, memo = ledgers.paid, ledgers.memo
    norm = paid.hours_per_baan.number
    notes = [
        _PAID_NOTE(
            lang,
            weeks=f"{float(paid.weeks):g}",
            share=f"{float(paid.year_share * 100):.3g}",
            baan=UNKNOWN if norm is None else f"{norm:g}".replace(".", "," if lang == "nl" else "."),
        ),
        data.norms((paid.hours_per_baan, *paid.readings, *memo.readings)).replace("\n", "; "),
    ]
    notes += [] if all(line.sure for line in paid.lines) else [_UNSURE(lang)]
    sheet = Sheet(paper, _PAID_NAME, _PAID_TITLE(lang), notes)
    sheet.table(PAID, list(_paid_rows(data, paid)), freeze=False)
    columns: list[list[Value]] = [[label, memo.column(key) / 60] for key, label in memo.columns.items()]
    sheet.table(MEMO, columns, freeze=False)
    sheet.worksheet.freeze_panes(1, 0)


def _paid_rows(data: BookData, paid: PaidHours) -> Iterator[list[Value]]:
    by_payer = {count.employer: count for count in paid.paid()[:-1]}
    by_counter = {count.employer: count for count in paid.counted()[:-1]}
    for employer in dict.fromkeys([*by_payer, *by_counter]):
        if isinstance(employer, Employer):
            counts = by_payer.get(employer), by_counter.get(employer)
            yield [data.employer(employer), *(value for count in counts for value in _count(data, count))]


def _count(data: BookData, count: Count | None) -> tuple[Plain, Plain, Plain]:
    if count is None:
        unknown = data.dossier.attributed.ledgers.paid.hours_per_baan.number is None
        return 0, 0, UNKNOWN if unknown else 0
    return Decimal(count.minutes) / 60, count.hours, known(count.banen)
