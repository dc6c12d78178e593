"""From the raw rows of a table to records of parsed cells, with a finding for everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from bundler.i18n import Text
from bundler.io.cells import Wrong, change
from bundler.io.collect import Findings
from bundler.io.columns import Column, key, recognise
from bundler.io.formulas import FORMULA_ERRORS
from bundler.io.limits import MOST_COLUMNS, MOST_ROWS
from bundler.io.nearest import maybe, nearest
from bundler.io.privacy import find_bsn, may_hold_bsn, personal_column
from bundler.io.sources import Lines, Sheet
from bundler.io.template_mark import IS_MARKED, MARKED
from bundler.io.workbook import TypedCell, cell_text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GLUE = "\n"  # no control character, no digit and none of the signs between groups of digits


class Place(NamedTuple):
    """Where a cell is: file or sheet, row as the user counts it, header as the user wrote it."""

    file: str
    row: int
    column: str


_NOWHERE_ELSE: Final[Mapping[str, Place]] = MappingProxyType({})


class Record(NamedTuple):
    """One row.

    Attributes:
        row: its number as the user counts it.
        texts: the text of its filled cells, by column.
        values: those that could be read, by column.
        places: of the cells that are elsewhere: lines of a text file, changes by a scenario.
        file: the file or sheet it is in; empty for that of its table.
    """

    row: int
    texts: dict[str, str]
    values: dict[str, object]
    places: Mapping[str, Place] = _NOWHERE_ELSE
    file: str = ""


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

    def place(self, record: Record, column: str) -> Place:
        """Where a cell of one of the rows is, blank or not."""
        header = self.headers.get(column, column)
        return record.places.get(column) or Place(record.file or self.file, record.row, header)

    def add(
        self,
        code: str,
        record: Record,
        columns: str | tuple[str, ...],
        hint: Text | None = None,
        **values: object,
    ) -> None:
        """Add a finding about one cell of this table.

        Args:
            code: in the catalogue.
            record: the row.
            columns: the cell's column; or those of all cells that it is about, of which the first one is
                shown, unless a scenario changed another one.
            hint: what to do, instead of what the catalogue says.
            values: what the message is filled with.
        """
        about = (columns,) if isinstance(columns, str) else columns
        column = next((name for name in about if name in record.places), about[0])
        file, row, header = self.place(record, column)
        self.found.add(code, file, row, header, record.texts.get(column, ""), hint, **values)

    def by_id(self, column: str) -> dict[str, Record] | None:
        """The first row of each id in a column; None where the column is missing."""
        if column not in self.headers:
            return None
        first: dict[str, Record] = {}
        for record in self.rows:
            if text := record.texts.get(column):
                first.setdefault(text, record)
        return first

    def look_for_twins(self, column: str) -> None:
        """Find the rows whose id an earlier row has too."""
        first = self.by_id(column) or {}
        for record in self.rows:
            text = record.texts.get(column, "")
            if text in first and first[text] is not record:
                self.add("E-DUPLICATE-ID", record, column, first_row=first[text].row)


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
    if sheet.workbook:
        found.in_workbook(file, headers)
    lines = sheet.lines[top].cells if sheet.lines else (top + 1,) * len(headers)
    columns = _columns(sheet, top + 1, headers, lines, found)
    names = {item.name: headers[position] for position, item in enumerate(columns) if item is not None}
    records = Records(file, names, [], found)
    reader = _RowReader(
        records, headers, columns, MARKED.get(table.name, ()), of_text=sheet.lines is not None
    )
    for index in range(top + 1, len(rows)):
        reader.read(index + 1, rows[index], sheet.lines[index] if sheet.lines else None)
    if not records.rows and table.required:
        found.add("E-NO-ROWS", file)
    return records


def _filled(cell: TypedCell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _columns(
    sheet: Sheet, row: int, headers: Sequence[str], lines: Sequence[int], found: Findings
) -> tuple[Column | None, ...]:
    table, file = sheet.table, sheet.file
    known = recognise(table, headers)
    for position, first in known.twice:
        item = known.columns[first]
        name = item.name if item is not None else ""
        found.add(
            "E-DUPLICATE-COLUMN", file, lines[position], headers[position], other=headers[first], name=name
        )
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
            found.add("E-PERSONAL-COLUMN", file, lines[position], header, what=what)
            continue
        near = nearest(key(header), free) or nearest(key(header), spelled)
        wanted = spelled[near].name if near else None
        if wanted is not None and wanted not in present:
            meant.setdefault(wanted, header)
        if sheet.lines is None:
            found.add("W-UNKNOWN-COLUMN", file, lines[position], header, hint=maybe(wanted))
        else:  # nobody keeps remarks of their own in a text file: here it is a slip
            hint = maybe(_change_meant(header)) or maybe(wanted)
            found.add("E-KEY", file, lines[position], header, hint=hint, section=table.name)
    for position, header in enumerate(headers):
        if find_bsn(header):
            found.add("E-BSN", file, lines[position], header)
    for item in table.columns:
        if item.required and item.name not in present:
            hint = maybe(meant.get(item.name))
            found.add(
                "E-MISSING-COLUMN",
                file,
                sheet.lines[0].row if sheet.lines else row,
                item.name,
                hint=hint,
                name=item.name,
            )
    return known.columns


def _change_meant(header: str) -> str | None:
    """What ``drop = true`` and the like should have been."""
    try:
        return f'change = "{change(header)}"'
    except Wrong:
        return None


class _RowReader:
    """Reads one row after another; remembers what each text in a column stood for."""

    def __init__(
        self,
        records: Records,
        headers: Sequence[str],
        columns: Sequence[Column | None],
        marked: Sequence[str],
        *,
        of_text: bool,
    ) -> None:
        self._records = records
        self._headers = headers
        self._columns = columns
        self._marked = marked
        self._memory: list[dict[str, object]] = [{} for _ in columns]
        # The lines of a text file were looked at one by one before.
        self._told = records.found.rows("E-BSN", records.file) if of_text else ()

    def read(self, row: int, cells: Sequence[TypedCell], lines: Lines | None) -> None:
        texts = [
            (cell if isinstance(cell, str) else self._typed(position, cell)).strip()
            for position, cell in enumerate(cells)
        ]
        joined = _GLUE.join(texts)
        if not joined.strip():
            return
        if may_hold_bsn(joined) or _CONTROL.search(joined):
            self._look_closer(row, texts, lines)
        if any(texts[len(self._headers) :]):
            self._ragged(row, texts)
        record = Record(row, {}, {}) if lines is None else self._placed(lines)
        if IS_MARKED.search(joined) and self._is_example(record, texts):
            return
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

    def _is_example(self, record: Record, texts: Sequence[str]) -> bool:
        """Whether it is the example row of a template, or what is left of one; either way it is told."""
        marks = {
            item.name: text
            for item, text in zip(self._columns, texts, strict=False)
            if item is not None and IS_MARKED.match(text)
        }
        if not marks:
            return False
        record.texts.update(marks)
        untouched = all(name in marks for name in self._marked)
        code, about = ("N-EXAMPLE", self._marked[0]) if untouched else ("E-EXAMPLE", next(iter(marks)))
        self._records.add(code, record, about)
        return True

    def _placed(self, lines: Lines) -> Record:
        file = self._records.file
        places = {
            item.name: Place(file, line, header)
            for item, line, header in zip(self._columns, lines.cells, self._headers, strict=False)
            if item is not None and line != lines.row
        }
        return Record(lines.row, {}, {}, places)

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

    def _look_closer(self, row: int, texts: Sequence[str], lines: Lines | None) -> None:
        file, found = self._records.file, self._records.found
        for position, text in enumerate(texts):
            item = self._columns[position] if position < len(self._columns) else None
            header = self._headers[position] if position < len(self._headers) else ""
            at = row if lines is None else lines.cells[position]
            if not (item is not None and item.figures) and at not in self._told and find_bsn(text):
                found.add("E-BSN", file, at, header, text)
            if _CONTROL.search(text):
                found.add("E-CHARACTER", file, at, header, text)

    def _ragged(self, row: int, texts: Sequence[str]) -> None:
        filled = max(position for position, text in enumerate(texts) if text) + 1
        headers = sum(map(bool, self._headers))
        last = texts[filled - 1]
        self._records.found.add("E-RAGGED", self._records.file, row, "", last, cells=filled, headers=headers)
