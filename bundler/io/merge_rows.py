"""Rows of one table from several workbooks: which are the same, and where they contradict each other."""

from __future__ import annotations

from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.collect import Findings
from bundler.io.columns import Column, Table
from bundler.io.nearest import bare
from bundler.io.table import Record, Records
from bundler.io.tables_changes import IDS

Key = tuple[str, ...]

_WHAT = {
    "suppliers": Text("supplier", "leverancier"),
    "locations": Text("location", "locatie"),
    "travel": Text("journey", "reis"),
    "competencies": Text("competency", "competentie"),
    "scenario": Text("setting", "instelling"),
}
_NAME = Text("name {name}", "naam {name}")
_POSITION = Text("position {lat}, {lon}", "positie {lat}, {lon}")


def same_key(name: str, record: Record) -> Key | None:
    """What a row is known by: rows with the same key are one; None where it has no key of its own."""
    columns = IDS.get(name, ("section", "key"))
    if name == "scenario" and record.texts.get("section", "").casefold() == "pins":
        columns = ("section", "key", "value", "change")  # pins add up
    key = tuple(record.texts.get(column, "") for column in columns)
    return None if "" in key[:2] else key


class Joined:
    """Rows of one table, put together one after another.

    Args:
        table: whose rows they are.
        found: where contradictions go.
    """

    def __init__(self, table: Table, found: Findings) -> None:
        self._table, self._found = table, found
        self._ids = IDS.get(table.name, ("section", "key"))
        self._first: dict[Key, int] = {}
        self.rows: list[Record] = []

    def add(self, record: Record, key: Key | None, records: Records) -> None:
        """Add a row of one of the workbooks; one that is there already must say the same."""
        at = self._first.get(key) if key is not None else None
        if at is None:
            if key is not None:
                self._first[key] = len(self.rows)
            self.rows.append(record)
        elif self.rows[at].file == record.file:
            if self._table.name == "travel":
                self.rows.append(record)  # told of when travel times are made
        elif self._table.name == "tasks":
            other = self._where(self.rows[at], self._ids[0])
            records.add("E-MERGE-TASK", record, self._ids[0], other=other)
        else:
            self.rows[at] = self._joined(self.rows[at], record, records)

    def _joined(self, first: Record, second: Record, records: Records) -> Record:
        """Both rows in one: a blank cell gives way to a filled one."""
        texts, values, places = dict(first.texts), dict(first.values), dict(first.places)
        for item in self._table.columns:
            name = item.name
            if item.name in self._ids or self._same(item, first, second):
                continue
            if name in first.texts and name in second.texts:
                self._clash(item, first, second, records)
            elif name in second.texts:
                self._blank(item, first, second, records)
                texts[name] = second.texts[name]
                places[name] = records.place(second, name)
                if name in second.values:
                    values[name] = second.values[name]
            else:
                self._blank(item, second, first, records)
        return first._replace(texts=texts, values=values, places=places)

    @staticmethod
    def _same(item: Column, first: Record, second: Record) -> bool:
        """Whether the two cells say the same; a blank one says its default, a wrong one was told of."""
        if any(item.name in row.texts and item.name not in row.values for row in (first, second)):
            return True
        one, two = (row.values.get(item.name, _default(item)) for row in (first, second))
        return one == two

    def _clash(self, item: Column, first: Record, second: Record, records: Records) -> None:
        records.add(
            "E-MERGE-CELL",
            second,
            item.name,
            other=self._where(first, item.name),
            there=first.texts[item.name],
            what=_WHAT[self._table.name],
            id=", ".join(second.texts.get(column, "") for column in self._ids),
        )

    def _blank(self, item: Column, blank: Record, filled: Record, records: Records) -> None:
        if item.name in blank.places:  # else the column is not there, and nobody left anything blank
            there = filled.texts[item.name]
            records.add("N-MERGE-BLANK", blank, item.name, other=self._where(filled, item.name), there=there)

    def _where(self, record: Record, column: str) -> Text:
        place = record.places[column]
        return self._found.address(place.file, place.row, place.column)


def _default(item: Column) -> object:
    """What a blank cell stands for; None for nothing."""
    try:
        return None if item.default is None else item.parse(item.default.en)
    except Wrong:
        return None


def look_for_twins(records: Records) -> None:
    """Find suppliers or places of two files that have another id but the same name or position."""
    first: dict[tuple[str, ...], Record] = {}
    id_column = IDS[records.file][0]
    for record in records.rows:
        for mark, said in _marks(record):
            other = first.setdefault(mark, record)
            if other.file != record.file and id_column in record.texts and id_column in other.texts:
                place = records.place(other, id_column)
                records.add(
                    "W-MERGE-TWIN",
                    record,
                    id_column,
                    twin=other.texts[id_column],
                    other=records.found.address(place.file, place.row, place.column),
                    same=said,
                )
                break


def _marks(record: Record) -> list[tuple[tuple[str, ...], Text]]:
    """What two rows should not have in common, with words for it."""
    marks: list[tuple[tuple[str, ...], Text]] = []
    name = record.texts.get("name", "")
    if bare(name):
        marks.append((("name", bare(name)), _NAME.fill(name=name)))
    lat, lon = record.values.get("lat"), record.values.get("lon")
    if lat is not None and lon is not None:
        marks.append((("position", str(lat), str(lon)), _POSITION.fill(lat=lat, lon=lon)))
    return marks
