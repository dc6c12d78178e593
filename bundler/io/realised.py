"""The way in for realised hours: a CSV file becomes records, or every reason why not."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import cast

from bundler.domain.realised import OUTSIDE, Realised
from bundler.domain.scenario import TargetGroup
from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.csvfile import read_csv
from bundler.io.nearest import Names, maybe
from bundler.io.sources import Sheet, read_bytes
from bundler.io.table import Record, Records, read_records
from bundler.io.tables_realised import REALISED, Span
from bundler.units import clock, decimal

MOST_HOURS_A_WEEK = 60  # Arbeidstijdenwet art. 5:7
_WEEKS = {True: 14, False: 5}  # the most calendar weeks that a quarter and a month touch
_PERSONS = Text("{count} persons", "{count} personen"), Text("one person", "één persoon")


def read_realised(
    path: Path,
    suppliers: Collection[str],
    group: TargetGroup,
    jobs: Collection[str] | None = None,
) -> tuple[tuple[Realised, ...], tuple[Finding, ...]]:
    """Read and check a CSV file of realised hours.

    Args:
        path: the file.
        suppliers: ids of the suppliers that can be formal employer.
        group: the group where the file does not say.
        jobs: ids of the plan's jobs; None where there is no plan to hold them against.

    Returns:
        One record a row, in order of the file, and the warnings about them.

    Raises:
        DataRefused: the file has errors; it holds every finding, warnings too.
        UsageError: the file cannot be read at all.
    """
    found = Findings()
    rows = read_csv(read_bytes(path), REALISED, path.name, found)
    records = None if rows is None else read_records(Sheet(REALISED, path.name, rows), found)
    made = _build(records, Names([*suppliers, *OUTSIDE]), group, jobs) if records else ()
    if found.refused:
        raise DataRefused(found.summary(), found.listed())
    return made, found.listed()


def _build(
    records: Records, employers: Names, group: TargetGroup, jobs: Collection[str] | None
) -> tuple[Realised, ...]:
    built = []
    seen: dict[tuple[object, ...], int] = {}
    spans: dict[tuple[object, ...], dict[Span, int]] = {}
    for record in records.rows:
        values = record.values
        if "supplier_id" in values and values["supplier_id"] not in employers.known:
            hint = maybe(employers.suggest(str(values["supplier_id"])))
            records.add("E-UNKNOWN-SUPPLIER", record, "supplier_id", hint)
        if jobs is not None and "job_id" in values and values["job_id"] not in jobs:
            records.add("W-REALISED-JOB", record, "job_id")
        if not values.keys() >= {"period", "supplier_id", "job_id", "hours"}:
            continue
        period = cast(Span, values["period"])
        _look_twice(records, record, period, values.get("group", group), seen, spans)
        minutes = _minutes(records, record, period)
        built.append(
            Realised(
                year=period.year,
                quarter=period.quarter,
                month=period.month,
                employer=cast(str, values["supplier_id"]),
                job_id=cast(str, values["job_id"]),
                minutes=minutes,
                persons=cast(int, values.get("persons", 1)),
                group=cast(TargetGroup, values.get("group", group)),
            )
        )
    return tuple(built)


def _look_twice(
    records: Records,
    record: Record,
    period: Span,
    group: object,
    seen: dict[tuple[object, ...], int],
    spans: dict[tuple[object, ...], dict[Span, int]],
) -> None:
    """Find hours that two rows give: for the same period, or for a month and for its quarter."""
    who = (record.values["supplier_id"], record.values["job_id"], group)
    first = seen.setdefault((*who, period), record.row)
    if first != record.row:
        records.add("E-REALISED-TWICE", record, "period", first_row=first)
        return
    others = spans.setdefault((*who, period.year, period.quarter), {})
    for other, row in others.items():
        if (other.month is None) != (period.month is None):
            records.add("E-REALISED-OVERLAP", record, "period", first_row=row, period=other)
            return
    others[period] = record.row


def _minutes(records: Records, record: Record, period: Span) -> int:
    hours = cast(float, record.values["hours"])
    minutes = round(hours)
    if abs(hours - minutes) > 1e-6:
        given = Text(decimal(hours), decimal(hours, "nl"))
        records.add("W-MINUTES", record, "hours", given=given, minutes=minutes, clock=clock(minutes))
    persons = cast(int, record.values.get("persons", 1))
    most = MOST_HOURS_A_WEEK * _WEEKS[period.month is None] * persons
    if minutes > most * 60:
        count = _PERSONS[persons == 1].fill(count=persons)
        records.add("W-REALISED-HOURS", record, "hours", most=most, persons=count)
    return minutes
