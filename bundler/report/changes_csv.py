"""What a new plan changes for whom as a CSV file: a line for each job, and one for each session of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundler.domain import Session
from bundler.i18n import Lang
from bundler.report.changes_view import JobRow, Known, job_rows
from bundler.report.sheets import safe_cell
from bundler.shares import hour_units, plain
from bundler.units import DAYS, clock

if TYPE_CHECKING:
    from bundler.scenarios.replan import Replanned

CHANGES = (
    "job_id",
    "row",
    "change",
    "day",
    "start_before",
    "end_before",
    "start_after",
    "end_after",
    "task_id",
    "title",
    "hours_before",
    "hours_after",
    "suppliers_before",
    "suppliers_after",
    "why",
)


def changes_csv(done: Replanned, known: Known, lang: Lang) -> bytes:
    """UTF-8, commas, decimal points, English headers; ``why`` and titles in the user's words.

    Args:
        done: what came of planning again.
        known: what tasks and suppliers are called.
        lang: of the reasons.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CHANGES)
    for row in job_rows(done, known, lang):
        for cells in (_job(row), *_sessions(row, known)):
            writer.writerow(cells.get(name, "") for name in CHANGES)
    return text.getvalue().encode("utf-8")


def _job(row: JobRow) -> dict[str, str]:
    change = row.change
    before, after = (plain(hour_units(minutes)) for minutes in change.minutes)
    return {
        "job_id": safe_cell(row.job_id),
        "row": "job",
        "change": row.kind,
        "hours_before": before if change.kind != "new" else "",
        "hours_after": after if change.kind != "ends" else "",
        "suppliers_before": safe_cell(";".join(change.suppliers_before)),
        "suppliers_after": safe_cell(";".join(change.suppliers_after)),
        "why": safe_cell("; ".join(row.why)),
    }


def _sessions(row: JobRow, known: Known) -> Iterator[dict[str, str]]:
    change = row.change
    for session in change.removed:
        yield _session(row, known, "removed", session, None)
    for before, after in change.moved:
        yield _session(row, known, "moved", before, after)
    for session in change.added:
        yield _session(row, known, "added", None, session)


def _session(
    row: JobRow, known: Known, what: str, before: Session | None, after: Session | None
) -> dict[str, str]:
    session = after or before
    assert session is not None
    task = known.task(session.task_id, before=after is None)
    return {
        "job_id": safe_cell(row.job_id),
        "row": "session",
        "change": what,
        "day": DAYS[session.day],
        "start_before": clock(before.start) if before else "",
        "end_before": clock(before.end) if before else "",
        "start_after": clock(after.start) if after else "",
        "end_after": clock(after.end) if after else "",
        "task_id": safe_cell(session.task_id),
        "title": safe_cell(task.title if task else ""),
    }
