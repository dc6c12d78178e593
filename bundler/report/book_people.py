"""The sheets for the loonwaarde appointment and for choosing contracts for a partnership."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bundler.attribution.constructions import employer_of
from bundler.attribution.dossier import JobDossier
from bundler.attribution.main_tasks import MainTask
from bundler.attribution.screening import CRITERIA, ORDER, TOP, Screened
from bundler.attribution.shown import capital
from bundler.attribution.work_words import SERVICES
from bundler.i18n import LANGS, Text
from bundler.report.book_data import BookData
from bundler.report.book_model import Column, Table, Value, known
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.employer_words import BELOW, MIXED, NO, OK, YES
from bundler.report.social_words import LABELS, MET
from bundler.report.weekdays import days_text
from bundler.units import hours_text

LOONWAARDE = Table(
    "loonwaarde",
    Text("Loonwaarde", "Loonwaarde"),
    (
        Column("job", Text("Job", "Baan")),
        Column("employer", Text("Employer", "Werkgever")),
        Column("measurement", Text("Measurement", "Meting"), "count"),
        Column("number", Text("Main task number", "Hoofdtaak nummer"), "count"),
        Column("tasks", Text("Main task", "Hoofdtaak"), "wide"),
        Column("service", Text("Kind of work", "Soort werk")),
        Column("hours", Text("Hours a week", "Uren per week"), "hours", "sum"),
        Column("share", Text("Share of the week", "Deel van de week"), "percent"),
        Column("minutes", Text("Minutes a working day", "Minuten per werkdag"), "points"),
        Column("days", Text("Days", "Dagen")),
        Column("flag", Text("Mark", "Let op")),
    ),
)
_LOONWAARDE_NAME = Text("Loonwaarde", "Loonwaarde")
_LOONWAARDE_TITLE = Text(
    "Loonwaarde: each row is one main task in one measurement of one job",
    "Loonwaarde: elke rij is één hoofdtaak in één meting van één baan",
)

SCREENING = Table(
    "screening",
    Text("Screening", "Screening"),
    (
        Column("rank", Text("Place", "Plaats"), "count"),
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("top", Text("In the top three", "In de top drie")),
        Column("met", Text("Criteria met", "Criteria gehaald"), "count"),
        Column("unknown", Text("Criteria unknown", "Criteria onbekend"), "count"),
        Column("hours", Text("Task hours offered", "Aangeboden taakuren"), "hours"),
        Column("value", Text("Contract value euro a year", "Contractwaarde euro per jaar"), "euro"),
        Column("end", Text("Contract until", "Contract tot en met"), "date"),
        *(Column(key, Text(*(each.replace("-", " ") for each in label))) for key, label in CRITERIA.items()),
    ),
)
_SCREENING_NAME = Text("Contract screening", "Contractscreening")
_SCREENING_TITLE = Text(
    "Contract screening: each row is one contract, the best for a partnership first",
    "Contractscreening: elke rij is één contract, het beste voor een partnership eerst",
)


def write_loonwaarde(paper: Paper, data: BookData) -> None:
    """Write the sheet with main tasks."""
    rows = [row for each in data.dossier.jobs for row in _measured(data, each)]
    notes = [LABELS["loonwaarde_note"](data.lang)]
    Sheet(paper, _LOONWAARDE_NAME, _LOONWAARDE_TITLE(data.lang), notes, 2).table(LOONWAARDE, rows)


def _measured(data: BookData, each: JobDossier) -> Iterator[list[Value]]:
    for number, measured in enumerate(each.loonwaarde.measurements, 1):
        who = employer_of(each.recommendation, measured.suppliers[0].supplier_id)
        for place, main in enumerate(measured.work.main_tasks, 1):
            yield [
                each.job.job_id,
                data.employer(who),
                number,
                place,
                _tasks(data, main),
                Text(*(", ".join(SERVICES[name](lang) for name in main.services) for lang in LANGS)),
                main.minutes / 60,
                Decimal(main.tenths) / 1000,
                main.minutes_a_day,
                days_text(main.days, data.lang),
                _flag(data, main),
            ]


def _tasks(data: BookData, main: MainTask) -> str:
    """Its tasks; with the hours of each where there are several."""
    if len(main.tasks) == 1:
        return main.tasks[0][0].title
    unit = Text("h", "uur")(data.lang)
    return "\n".join(
        f"{task.title} ({hours_text(minutes, data.lang)} {unit})" for task, minutes in main.tasks
    )


def _flag(data: BookData, main: MainTask) -> str:
    found = [BELOW[miss] for miss in main.misses] + ([MIXED] if len(main.services) > 1 else [])
    return "; ".join(text(data.lang) for text in found or [OK])


def write_screening(paper: Paper, data: BookData) -> None:
    """Write the sheet with the contracts in order."""
    sheet = Sheet(paper, _SCREENING_NAME, _SCREENING_TITLE(data.lang), [ORDER(data.lang)], 2)
    sheet.table(SCREENING, [_screened(data, each) for each in data.dossier.screened])


def _screened(data: BookData, each: Screened) -> list[Value]:
    supplier = each.supplier
    value = supplier.contract_value_eur_year
    return [
        each.rank,
        data.name(supplier.supplier_id),
        YES if each.rank <= TOP else NO,
        each.met,
        each.unknown,
        each.offered_minutes / 60,
        known(None if value is None else Decimal(str(value))),
        known(supplier.contract_end),
        *(
            capital(Text(*(f"{MET[one.met](lang)}: {one.text(lang)}" for lang in LANGS)))
            for one in each.criteria
        ),
    ]
