"""The workbooks of several suppliers as one: what they share must agree, what is theirs is put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.io.build import build_tables
from bundler.io.collect import Findings
from bundler.io.merge_rows import Joined, look_for_twins, same_key
from bundler.io.read import known_norms
from bundler.io.sources import open_source, table_name
from bundler.io.table import Place, Record, Records, read_records
from bundler.io.tables import TABLES
from bundler.io.tables_changes import IDS

TableRows = dict[str, list[dict[str, str]]]

_OF_ONE_FILE = ("E-MISSING-TABLE",)  # another file may have what this one lacks


class Merged(NamedTuple):
    """What came of it.

    Attributes:
        rows: the text of each filled cell by column, by table; only tables that are there.
        findings: warnings and notes.
    """

    rows: TableRows
    findings: tuple[Finding, ...]


def merge(paths: Sequence[Path], *, whole: bool = True) -> Merged:
    """Put the tables of several inputs together.

    Rows of suppliers, places, travel times, competencies and settings that stand in several of them become
    one; a task stands in one of them only.

    Args:
        paths: workbooks, folders or JSON files. Of a folder or a JSON file the scenario is left out.
        whole: the result must have tasks, suppliers and places.

    Returns:
        The rows, in the order of the inputs.

    Raises:
        DataRefused: a cell is wrong, or two inputs contradict each other; every finding names file and cell.
        UsageError: a path cannot be used at all.
    """
    found = Findings()
    labels = _labels(paths)
    given = [_read(path, label, found) for path, label in zip(paths, labels, strict=True)]
    for label, part in zip(labels, given, strict=True) if len(paths) > 1 else ():
        if "tasks" in part and not part["tasks"].rows:
            found.add("W-MERGE-NO-TASKS", label)
    tables = {
        name: _join(name, [part[name] for part in given if name in part], found)
        for name in TABLES
        if any(name in part for part in given)
    }
    for name in ("suppliers", "locations"):
        if name in tables:
            look_for_twins(tables[name])
    _check(tables, found, whole=whole)
    if found.refused:
        raise DataRefused(found.summary(), _told(found))
    rows = {name: [dict(record.texts) for record in records.rows] for name, records in tables.items()}
    return Merged(rows, _told(found))


def _told(found: Findings) -> tuple[Finding, ...]:
    """What is found; the example rows, which each workbook has, go without saying."""
    return tuple(finding for finding in found.listed() if finding.code != "N-EXAMPLE")


def _labels(paths: Sequence[Path]) -> list[str]:
    """The name of each input in messages: its file name, or the path where two have the same one."""
    names = [path.name or str(path) for path in paths]
    return [name if names.count(name) == 1 else str(path) for name, path in zip(names, paths, strict=True)]


def _read(path: Path, label: str, found: Findings) -> dict[str, Records]:
    """The tables of one input; in findings they are called after its file too."""
    opened = Findings()
    source = open_source(path, opened, whole=False)
    found.extend(
        finding._replace(file=f"{label}: {finding.file}")
        for finding in opened.listed()
        if finding.code not in _OF_ONE_FILE
    )
    tables = {}
    for name, sheet in source.sheets.items():
        if name == "scenario" and not sheet.workbook:
            continue
        # Another file may have the rows that this one lacks.
        lenient = sheet._replace(table=sheet.table._replace(required=False), file=f"{label}: {sheet.file}")
        records = read_records(lenient, found)
        if records is not None:
            _look_for_twins(name, records)
            tables[name] = records
    return tables


def _look_for_twins(name: str, records: Records) -> None:
    if name in IDS and len(IDS[name]) == 1:
        records.look_for_twins(IDS[name][0])


def _join(name: str, parts: Sequence[Records], found: Findings) -> Records:
    """The rows of one table of all inputs that have it."""
    headers = {column: column for records in parts for column in records.headers}
    joined = Joined(TABLES[name], found)
    for records in parts:
        for record in _placed(records):
            joined.add(record, same_key(name, record), records)
    return Records(name, headers, joined.rows, found)


def _placed(records: Records) -> Iterable[Record]:
    """The rows, each of which knows the file and the header of its cells."""
    for record in records.rows:
        places = {
            column: Place(records.file, record.row, header) for column, header in records.headers.items()
        }
        yield record._replace(places=places, file=records.file)


def _check(tables: Mapping[str, Records], found: Findings, *, whole: bool) -> None:
    """What must hold between the tables, once all rows are there."""
    for table in TABLES.values() if whole else ():
        if table.required and table.name not in tables:
            found.add("E-MISSING-TABLE", table.name, table=table_name(table))
        elif table.required and not tables[table.name].rows:
            found.add("E-NO-ROWS", table.name)
    build_tables(tables, known_norms(None, (), found))
