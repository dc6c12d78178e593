"""The sheets with the plan itself: jobs, roster, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bundler.attribution.contracts import Contract
from bundler.attribution.dossier import JobDossier
from bundler.attribution.facts import UNKNOWN
from bundler.attribution.shown import euros
from bundler.domain import Job
from bundler.i18n import Text
from bundler.report.book_data import BookData
from bundler.report.book_model import Cell, Column, Plain, Table, Value, exact_count
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.book_week import NAME as WEEK
from bundler.report.social_words import NOTHING
from bundler.report.weekdays import days_text
from bundler.units import DAY_LABELS

_JOB = Column("job", Text("Job", "Baan"))
_HOURS = Text("Hours", "Uren")

JOBS = Table(
    "jobs",
    Text("Jobs", "Banen"),
    (
        _JOB,
        Column("suppliers", Text("Suppliers", "Leveranciers")),
        Column("hours", Text("Hours a week", "Uren per week"), "hours", "sum"),
        Column("days", Text("Days", "Dagen")),
        Column("day_count", Text("Number of days", "Aantal dagen"), "count"),
        Column("sessions", Text("Sessions", "Blokken"), "count", "sum"),
        Column("tasks", Text("Tasks", "Taken"), "count"),
        Column("construction", Text("Recommended construction", "Aanbevolen constructie")),
        Column("employer", Text("Formal employer", "Formele werkgever")),
        Column("floor_from", Text("Pay floor an hour from", "Minste uurloon vanaf"), "euro"),
        Column("floor_to", Text("Pay floor an hour to", "Minste uurloon tot en met"), "euro"),
        Column("missing", Text("CAO whose wage is not known", "Cao waarvan het loon niet bekend is"), "wide"),
        Column(
            "banen",
            Text("Banen of the banenafspraak", "Banen van de banenafspraak"),
            "hours",
            "sum_known",
            "IF(ISNUMBER({per_baan}),{.hours}/{per_baan},{unknown})",
        ),
        Column("booked", Text("Social return booked a year", "Geboekte social return per jaar"), "wide"),
        Column(
            "points",
            Text("Points to check", "Aandachtspunten"),
            "count",
            "sum",
            exact_count("{points.job}", "{.job}"),
        ),
        Column("score", Text("Score", "Score"), "points"),
        Column("week", Text("Week", "Week")),
    ),
)  # fmt: skip
_JOBS_NAME = Text("Jobs", "Banen")
_JOBS_TITLE = Text(
    "Jobs: each row is one job, a standing week", "Banen: elke rij is één baan, een vaste week"
)
_JOBS_NOTES = (
    Text(
        "The construction supports a decision and is no legal advice. The pay floor is the least that an "
        "hour pays, without holiday allowance; where a CAO wage is not known it can be higher.",
        "De constructie helpt bij een besluit en is geen juridisch advies. Het minste uurloon is wat een "
        "uur ten minste betaalt, zonder vakantiegeld; is een loon van een cao niet bekend, dan kan het "
        "hoger zijn.",
    ),
    Text(
        "Social return: what each supplier of the job books for it in a year. These amounts are never "
        "added up: each supplier has its own obligation. What it books in all stands on the sheet Social "
        "return.",
        "Social return: wat elke leverancier van de baan er in een jaar voor boekt. Die bedragen worden "
        "nooit opgeteld: elke leverancier heeft een eigen verplichting. Wat die in totaal boekt, staat op "
        "het blad Social return.",
    ),
)
_NO_JOBS = Text("This plan has no jobs.", "Dit plan heeft geen banen.")
_CAO_UNKNOWN = Text("CAO unknown", "cao onbekend")
_WEEK_OF = Text("Week of {job}", "Week van {job}")

ROSTER = Table(
    "roster",
    Text("Roster", "Rooster"),
    (
        _JOB,
        Column("day", Text("Day", "Dag")),
        Column("weekday", Text("Day number", "Dagnummer"), "count"),
        Column("start", Text("Start", "Begin"), "time"),
        Column("end", Text("End", "Einde"), "time"),
        Column("minutes", Text("Minutes", "Minuten"), "count", "sum", "ROUND(({.end}-{.start})*1440,0)"),
        Column("hours", _HOURS, "hours", "sum", "{.minutes}/60"),
        Column("task", Text("Task", "Taak")),
        Column("title", Text("Title", "Titel"), "wide"),
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("place", Text("Place", "Plaats"), "wide"),
    ),
)
_ROSTER_NAME = Text("Roster", "Rooster")
_ROSTER_TITLE = Text(
    "Roster: each row is one visit in a job's week", "Rooster: elke rij is één blok in de week van een baan"
)

LEFT = Table(
    "left",
    Text("Left_over", "Over"),
    (
        Column("task", Text("Task", "Taak")),
        Column("title", Text("Title", "Titel"), "wide"),
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("place", Text("Place", "Plaats"), "wide"),
        Column("sessions", Text("Sessions a week", "Blokken per week"), "count", "sum"),
        Column("hours", Text("Hours a week", "Uren per week"), "hours", "sum"),
        Column("reason", Text("Code", "Code")),
        Column("why", Text("Why", "Waarom"), "wide"),
    ),
)
_LEFT_NAME = Text("Left over", "Wat overblijft")
_LEFT_TITLE = Text(
    "Left over: each row is a task, or part of one, that is in no job, with the reason",
    "Wat overblijft: elke rij is een taak, of een deel ervan, die in geen baan zit, met de reden",
)
_NOTHING_LEFT = Text("Every session is in a job.", "Elk blok zit in een baan.")


def write_jobs(paper: Paper, data: BookData, week_rows: Mapping[str, int]) -> None:
    """Write the sheet with jobs; ``week_rows`` is the row of each job on the sheet Week."""
    notes = [note(data.lang) for note in _JOBS_NOTES] if data.jobs else [_NO_JOBS(data.lang)]
    sheet = Sheet(paper, _JOBS_NAME, _JOBS_TITLE(data.lang), notes)
    placed = sheet.table(JOBS, [_job_row(data, each, week_rows) for each in data.dossier.jobs])
    hours = JOBS.place("hours")
    sheet.worksheet.conditional_format(
        placed.first, hours, placed.last, hours,
        {"type": "data_bar", "bar_solid": True, "bar_color": "#9DC3E6", "min_type": "num", "min_value": 0},
    )  # fmt: skip


def _job_row(data: BookData, each: JobDossier, week_rows: Mapping[str, int]) -> list[Value]:
    job, chosen = each.job, each.recommendation
    days = sorted({session.day for session in job.roster})
    floors = [part.floor.eur_hour if part.floor else None for part in chosen.construction.pay]
    sure = [floor for floor in floors if floor is not None]
    whole = len(sure) == len(floors) and bool(sure)
    missing = dict.fromkeys(
        _CAO_UNKNOWN(data.lang) if cao_id == "unknown" else data.cao(cao_id)
        for part in chosen.construction.pay
        for cao_id in part.missing
    )
    sheet = WEEK(data.lang).replace("'", "''")
    return [
        job.job_id,
        data.names(job.suppliers),
        job.hours,
        days_text(days, data.lang),
        len(days),
        len(job.roster),
        len(job.task_ids),
        chosen.construction.label,
        " + ".join(data.employer(contract.employer) for contract in _in_order(each)),
        min(sure) if whole else UNKNOWN,
        max(sure) if whole else UNKNOWN,
        "\n".join(missing),
        banen(data, job.minutes),
        "\n".join(_booked(data, job)) or NOTHING,
        sum(point.job_id == job.job_id for point in data.points),
        job.score,
        Cell(_WEEK_OF.fill(job=job.job_id), link=f"internal:'{sheet}'!A{week_rows[job.job_id] + 1}"),
    ]


def banen(data: BookData, minutes: int) -> Plain:
    """Hours of a week in banen of the banenafspraak, not rounded; unknown where the norm is."""
    per_baan = data.dossier.attributed.ledgers.paid.hours_per_baan.number
    return minutes / 60 / float(per_baan) if per_baan else UNKNOWN


def _in_order(each: JobDossier) -> list[Contract]:
    """A job's contracts in the order in which its suppliers are named."""
    named = each.job.suppliers
    return sorted(each.recommendation.contracts, key=lambda contract: named.index(contract.supplier_ids[0]))


def _booked(data: BookData, job: Job) -> Iterator[str]:
    """What each supplier books for a job in a year: amounts of two obligations, as words that nobody adds."""
    rows = [row for row in data.dossier.attributed.rows if row.job_id == job.job_id and row.model != "none"]
    for row in sorted(rows, key=lambda row: job.suppliers.index(row.supplier_id)):
        amount = UNKNOWN if row.social_return_eur is None else euros(row.social_return_eur)
        yield f"{data.name(row.supplier_id)} {amount(data.lang)}"


def write_roster(paper: Paper, data: BookData) -> None:
    """Write the sheet with every visit."""
    notes = [] if data.jobs else [_NO_JOBS(data.lang)]
    Sheet(paper, _ROSTER_NAME, _ROSTER_TITLE(data.lang), notes, 2).table(ROSTER, list(_roster_rows(data)))


def _roster_rows(data: BookData) -> Iterator[list[Value]]:
    for job in data.jobs:
        for session in job.roster:
            task = data.problem.task_by_id[session.task_id]
            minutes = session.end - session.start
            yield [
                job.job_id,
                DAY_LABELS[data.lang][session.day],
                session.day + 1,
                session.start / 1440,
                session.end / 1440,
                minutes,
                minutes / 60,
                task.task_id,
                task.title,
                data.name(task.supplier_id),
                data.place(task.location_id),
            ]


def write_left(paper: Paper, data: BookData) -> None:
    """Write the sheet with what no job took."""
    rows: list[list[Value]] = []
    for item in data.result.unplaced:
        task = data.problem.task_by_id[item.task_id]
        rows.append(
            [
                task.task_id,
                task.title,
                data.name(task.supplier_id),
                data.place(task.location_id),
                item.sessions,
                item.sessions * task.session_minutes / 60,
                item.reason,
                item.text,
            ]
        )
    notes = [] if rows else [_NOTHING_LEFT(data.lang)]
    Sheet(paper, _LEFT_NAME, _LEFT_TITLE(data.lang), notes).table(LEFT, rows)
