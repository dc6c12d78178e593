"""The plan as CSV files, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from bundler.domain import Job, Problem, Result
from bundler.i18n import Lang
from bundler.report.shares import UNITS, fixed, hour_units, largest_remainder, plain
from bundler.rules import TERM_PLACES, TERMS, Week
from bundler.units import DAYS, clock

JOBS = (
    "job_id",
    "suppliers",
    "hours",
    "days",
    "sessions",
    "tasks",
    "score",
    *(f"term_{name}" for name in TERMS),
)
ROSTER = ("job_id", "day", "start", "end", "task_id", "supplier_id", "location_id", "title", "minutes")
UNPLACED = ("task_id", "supplier_id", "title", "sessions", "hours", "reason", "text")
ATTRIBUTION = ("job_id", "supplier_id", "hours", "share")

# A spreadsheet may take a cell that begins so for a formula; the last four are the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(text: str) -> str:
    """User text on one line, with a single quote before it where a spreadsheet might run it as a formula."""
    line = " ".join(text.splitlines())
    risky = text.startswith(("\t", "\r", "\n")) or line.lstrip().startswith(_FORMULA)
    return "'" + line if risky else line


def csv_files(problem: Problem, result: Result, lang: Lang) -> dict[str, bytes]:
    """The four CSV files by name: UTF-8, commas, decimal points, English headers.

    Raises:
        NoPlan: the result holds no plan.
    """
    jobs = result.jobs
    return {
        "jobs.csv": _file(JOBS, (_job_row(job) for job in jobs)),
        "roster.csv": _file(ROSTER, _roster_rows(problem, jobs)),
        "unplaced.csv": _file(UNPLACED, _unplaced_rows(problem, result, lang)),
        "attribution.csv": _file(ATTRIBUTION, _attribution_rows(problem, jobs)),
    }


def _file(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _points(value: float) -> str:
    return f"{value + 0.0:.2f}"


def _job_row(job: Job) -> list[str]:
    return [
        safe_cell(job.job_id),
        safe_cell(";".join(job.suppliers)),
        plain(hour_units(job.minutes)),
        str(len({session.day for session in job.roster})),
        str(len(job.roster)),
        str(len(job.task_ids)),
        _points(job.score),
        *(f"{job.terms[name]:.{TERM_PLACES}f}" for name in TERMS),
    ]


def _roster_rows(problem: Problem, jobs: Iterable[Job]) -> Iterator[list[str]]:
    for job in jobs:
        for session in job.roster:
            task = problem.task_by_id[session.task_id]
            yield [
                safe_cell(job.job_id),
                DAYS[session.day],
                clock(session.start),
                clock(session.end),
                safe_cell(task.task_id),
                safe_cell(task.supplier_id),
                safe_cell(task.location_id),
                safe_cell(task.title),
                str(session.end - session.start),
            ]


def _unplaced_rows(problem: Problem, result: Result, lang: Lang) -> Iterator[list[str]]:
    for left in result.unplaced:
        task = problem.task_by_id[left.task_id]
        yield [
            safe_cell(task.task_id),
            safe_cell(task.supplier_id),
            safe_cell(task.title),
            str(left.sessions),
            plain(hour_units(left.sessions * task.session_minutes)),
            left.reason,
            safe_cell(left.text(lang)),
        ]


def _attribution_rows(problem: Problem, jobs: Iterable[Job]) -> Iterator[list[str]]:
    for job in jobs:
        minutes = Week(problem, job.roster).minutes_by_supplier
        parts = list(minutes.values())
        hours = largest_remainder(parts, hour_units(sum(parts)))
        shares = largest_remainder(parts, UNITS)
        for supplier_id, units, share in zip(minutes, hours, shares, strict=True):
            yield [safe_cell(job.job_id), safe_cell(supplier_id), plain(units), fixed(share)]
