"""From the raw rows of a table to records of parsed cells, with a finding for everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.collect import Findings
from bundler.io.columns import Column, Table, key, recognise
from bundler.io.formulas import FORMULA_ERRORS
from bundler.io.limits import MOST_COLUMNS, MOST_ROWS
from bundler.io.nearest import maybe, nearest
from bundler.io.privacy import find_bsn, may_hold_bsn, personal_column
from bundler.io.sources import Sheet
from bundler.io.workbook import TypedCell, cell_text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GLUE = "\n"  # no control character, no digit and none of the signs between groups of digits


class Record(NamedTuple):
    """One row: its number as the user counts it, the text of its cells and the values that could be read."""

    row: int
    texts: dict[str, str]
    values: dict[str, object]


class Records(NamedTuple):
    """A table that was read.

    Attributes:
        file: name of the file or sheet.
        headers: for each known column that is there, its header as the user wrote it.
        rows: the rows with at least one filled cell.
        found: where further findings go.
    """

    file: str
    headers: dict[str, str]
    rows: list[Record]
    found: Findings

    def add(self, code: str, record: Record, column: str, hint: Text | None = None, **values: object) -> None:
        """Add a finding about one cell of this table."""
        header, value = self.headers.get(column, column), record.texts.get(column, "")
        self.found.add(code, self.file, record.row, header, value, hint, **values)

    def ids(self, column: str) -> dict[str, int] | None:
        """The ids in a column with the row each is in; None where the column is missing.

        The second row with an id is an error.
        """
        if column not in self.headers:
            return None
        first: dict[str, int] = {}
        for record in self.rows:
            text = record.texts.get(column, "")
            if text in first:
                self.add("E-DUPLICATE-ID", record, column, first_row=first[text])
            elif text:
                first[text] = record.row
        return first


def read_records(sheet: Sheet, found: Findings) -> Records | None:
    """Read a table's cells; None where nothing can be said about its rows."""
    table, file = sheet.table, sheet.file
    rows = sheet.rows
    top = next((index for index, row in enumerate(rows) if any(_filled(cell) for cell in row)), None)
    if top is None:
        found.add("E-EMPTY-FILE", file)
        return None
    if len(rows) > MOST_ROWS + top + 1:
        found.add("E-TOO-MANY-ROWS", file, limit=MOST_ROWS)
        return None
    headers = [cell_text(cell, "").strip() for cell in rows[top]]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        found.add("E-TOO-MANY-COLUMNS", file, top + 1, limit=MOST_COLUMNS)
        return None
    columns = _columns(table, file, top + 1, headers, found)
    names = {item.name: headers[position] for position, item in enumerate(columns) if item is not None}
    records = Records(file, names, [], found)
    reader = _RowReader(records, headers, columns)
    for index in range(top + 1, len(rows)):
        reader.read(index + 1, rows[index])
    if not records.rows and table.required:
        found.add("E-NO-ROWS", file)
    return records


def _filled(cell: TypedCell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _columns(
    table: Table, file: str, row: int, headers: Sequence[str], found: Findings
) -> tuple[Column | None, ...]:
    known = recognise(table, headers)
    for position, first in known.twice:
        item = known.columns[first]
        name = item.name if item is not None else ""
        found.add("E-DUPLICATE-COLUMN", file, row, headers[position], other=headers[first], name=name)
    present = {item.name for item in known.columns if item is not None}
    spelled = {key(name): item for item in table.columns for name in (item.name, *item.aliases)}
    free = {name: item.name for name, item in spelled.items() if item.name not in present}
    twice = {position for position, _ in known.twice}
    meant: dict[str, str] = {}
    for position, header in enumerate(headers):
        if known.columns[position] is not None or not header or position in twice:
            continue
        what = personal_column(header)
        if what is not None:
            found.add("E-PERSONAL-COLUMN", file, row, header, what=what)
            continue
        near = nearest(key(header), free) or nearest(key(header), spelled)
        wanted = spelled[near].name if near else None
        if wanted is not None and wanted not in present:
            meant.setdefault(wanted, header)
        found.add("W-UNKNOWN-COLUMN", file, row, header, hint=maybe(wanted))
    for header in headers:
        if find_bsn(header):
            found.add("E-BSN", file, row, header)
    for item in table.columns:
        if item.required and item.name not in present:
            hint = maybe(meant.get(item.name))
            found.add("E-MISSING-COLUMN", file, row, item.name, hint=hint, name=item.name)
    return known.columns


class _RowReader:
    """Reads one row after another; remembers what each text in a column stood for."""

    def __init__(self, records: Records, headers: Sequence[str], columns: Sequence[Column | None]) -> None:
        self._records = records
        self._headers = headers
        self._columns = columns
        self._memory: list[dict[str, object]] = [{} for _ in columns]

    def read(self, row: int, cells: Sequence[TypedCell]) -> None:
        texts = [
            (cell if isinstance(cell, str) else self._typed(position, cell)).strip()
            for position, cell in enumerate(cells)
        ]
        joined = _GLUE.join(texts)
        if not joined.strip():
            return
        if may_hold_bsn(joined) or _CONTROL.search(joined):
            self._look_closer(row, texts)
        if any(texts[len(self._headers) :]):
            self._ragged(row, texts)
        record = Record(row, {}, {})
        for position, item in enumerate(self._columns):
            text = texts[position] if position < len(texts) else ""
            if item is None:
                if text and not self._headers[position]:
                    self._ragged(row, texts)
            elif text in FORMULA_ERRORS:
                record.texts[item.name] = text
                self._records.add("E-FORMULA", record, item.name)
            elif text:
                record.texts[item.name] = text
                self._parse(record, position, item, text)
            elif item.required:
                self._records.add("E-REQUIRED", record, item.name)
        self._records.rows.append(record)

    def _typed(self, position: int, cell: TypedCell) -> str:
        item = self._columns[position] if position < len(self._columns) else None
        return cell_text(cell, item.cell if item is not None else "")

    def _parse(self, record: Record, position: int, item: Column, text: str) -> None:
        memory = self._memory[position]
        if text not in memory:
            try:
                memory[text] = item.parse(text)
            except Wrong as wrong:
                memory[text] = wrong
        value = memory[text]
        if isinstance(value, Wrong):
            self._records.add(value.code, record, item.name, value.hint, **value.values)
        else:
            record.values[item.name] = value

    def _look_closer(self, row: int, texts: Sequence[str]) -> None:
        file, found = self._records.file, self._records.found
        for position, text in enumerate(texts):
            item = self._columns[position] if position < len(self._columns) else None
            header = self._headers[position] if position < len(self._headers) else ""
            if not (item is not None and item.figures) and find_bsn(text):
                found.add("E-BSN", file, row, header, text)
            if _CONTROL.search(text):
                found.add("E-CHARACTER", file, row, header, text)

    def _ragged(self, row: int, texts: Sequence[str]) -> None:
        filled = max(position for position, text in enumerate(texts) if text) + 1
        headers = sum(map(bool, self._headers))
        last = texts[filled - 1]
        self._records.found.add("E-RAGGED", self._records.file, row, "", last, cells=filled, headers=headers)
