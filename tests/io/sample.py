"""A small right input, to be changed in one place by each test."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from bundler.domain import Problem
from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.io import read_problem

Content = str | bytes | None
Row = dict[str, str]

TASK: Row = {
    "task_id": "A01",
    "supplier_id": "asito",
    "title": "Morning round",
    "location_id": "library",
    "days": "mon-fri",
    "hours_per_session": "3",
    "earliest_start": "06:30",
    "latest_end": "12:00",
}
OTHER_TASK = TASK | {"task_id": "B01", "supplier_id": "sodexo", "title": "Coffee", "location_id": "hall"}
SUPPLIERS: list[Row] = [
    {"supplier_id": "asito", "name": "Asito", "service": "cleaning"},
    {"supplier_id": "sodexo", "name": "Sodexo", "service": "catering"},
]
LOCATIONS: list[Row] = [
    {"location_id": "library", "name": "Library", "site": "campus", "lat": "52.0850", "lon": "5.1700"},
    {"location_id": "hall", "name": "Hall", "site": "campus", "lat": "52.0855", "lon": "5.1710"},
]


def table(rows: Sequence[Row], separator: str = ",") -> str:
    """CSV text of rows with the columns that any of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def tasks(**changes: str) -> str:
    """The table tasks with cells of its first row changed."""
    return table([TASK | changes, OTHER_TASK])


def suppliers(**changes: str) -> str:
    """The table suppliers with cells of its first row changed."""
    return table([SUPPLIERS[0] | changes, *SUPPLIERS[1:]])


def locations(**changes: str) -> str:
    """The table locations with cells of its first row changed."""
    return table([LOCATIONS[0] | changes, *LOCATIONS[1:]])


def folder(path: Path, files: Mapping[str, Content] | None = None) -> Path:
    """Write the input; ``files`` replaces files by name, None leaves one out."""
    all_files: dict[str, Content] = {
        "tasks.csv": table([TASK, OTHER_TASK]),
        "suppliers.csv": table(SUPPLIERS),
        "locations.csv": table(LOCATIONS),
    }
    path.mkdir(exist_ok=True)
    for name, content in (all_files | dict(files or {})).items():
        if isinstance(content, str):
            content = content.encode()
        if content is not None:
            (path / name).write_bytes(content)
    return path


def read(path: Path, files: Mapping[str, Content] | None = None) -> Problem:
    """The problem that is read from the changed input."""
    return read_problem(folder(path, files))[0]


def findings(path: Path, files: Mapping[str, Content] | None = None) -> tuple[Finding, ...]:
    """Everything found in the changed input, whether it is refused or not."""
    try:
        return read_problem(folder(path, files))[1]
    except DataRefused as refused:
        return refused.findings


def codes(path: Path, files: Mapping[str, Content] | None = None) -> list[str]:
    """The codes of everything found in the changed input."""
    return [finding.code for finding in findings(path, files)]


def sole(path: Path, files: Mapping[str, Content] | None = None) -> Finding:
    """The one thing that is found in the changed input."""
    (finding,) = findings(path, files)
    return finding
