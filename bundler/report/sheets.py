"""The plan as CSV files, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bundler.attribution.rows import AttributionRow
from bundler.domain import Job, Problem, Result
from bundler.i18n import Lang
from bundler.rules import TERM_PLACES, TERMS, terms_for
from bundler.shares import hour_units, plain
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
ATTRIBUTION = (
    "job_id",
    "supplier_id",
    "hours",
    "share",
    "construction",
    "cao_id",
    "blocks_value_eur",
    "social_return_eur",
    "warnings",
)
# What nobody knows is said in a word, never as 0.
UNKNOWN = "unknown"

# A spreadsheet may take a cell that begins so for a formula; the last four are the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(text: str) -> str:
    """User text on one line, with a single quote before it where a spreadsheet might run it as a formula."""
    line = " ".join(text.splitlines())
    risky = text.startswith(("\t", "\r", "\n")) or line.lstrip().startswith(_FORMULA)
    return "'" + line if risky else line


def csv_files(
    problem: Problem, result: Result, attributed: Sequence[AttributionRow], lang: Lang
) -> dict[str, bytes]:
    """The four CSV files by name: UTF-8, commas, decimal points, English headers.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        attributed: one row for each supplier of each job.
        lang: language of the reasons in ``unplaced.csv``.

    Raises:
        NoPlan: the result holds no plan.
    """
    jobs, terms = result.jobs, terms_for(problem)
    head = (*JOBS, *(f"term_{name}" for name in terms if name not in TERMS))
    return {
        "jobs.csv": _file(head, (_job_row(job, terms) for job in jobs)),
        "roster.csv": _file(ROSTER, _roster_rows(problem, jobs)),
        "unplaced.csv": _file(UNPLACED, _unplaced_rows(problem, result, lang)),
        "attribution.csv": _file(ATTRIBUTION, _attribution_rows(attributed)),
    }


def _file(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _points(value: float) -> str:
    return f"{value + 0.0:.2f}"


def _job_row(job: Job, terms: Sequence[str]) -> list[str]:
    return [
        safe_cell(job.job_id),
        safe_cell(";".join(job.suppliers)),
        plain(hour_units(job.minutes)),
        str(len({session.day for session in job.roster})),
        str(len(job.roster)),
        str(len(job.task_ids)),
        _points(job.score),
        *(f"{job.terms[name]:.{TERM_PLACES}f}" for name in terms),
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


def _attribution_rows(rows: Sequence[AttributionRow]) -> Iterator[list[str]]:
    """By job in the plan's order, a job's suppliers by id, as in ``jobs.csv``."""
    order = {job_id: number for number, job_id in enumerate(dict.fromkeys(row.job_id for row in rows))}
    for row in sorted(rows, key=lambda row: (order[row.job_id], row.supplier_id)):
        yield [
            safe_cell(row.job_id),
            safe_cell(row.supplier_id),
            f"{row.hours.normalize():f}",
            f"{row.share:f}",
            row.construction,
            safe_cell(row.cao_id or UNKNOWN),
            _euros(row.blocks_value_eur),
            _euros(row.social_return_eur),
            ";".join(dict.fromkeys(warning.code for warning in row.warnings)),
        ]


def _euros(amount: Decimal | None) -> str:
    return UNKNOWN if amount is None else f"{amount:.2f}"
