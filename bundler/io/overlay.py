"""What scenarios change in the tables: rows that are added, dropped, or different in some cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.draft import Draft
from bundler.io.nearest import Names, maybe
from bundler.io.sources import Source, table_name
from bundler.io.table import Record, Records, read_records
from bundler.io.tables import TABLES
from bundler.io.tables_changes import BLANK, BLANK_WORDS, IDS

_Key = tuple[object, ...]
_SHOWN = 12
_HINT = Text(
    "Maybe add a column change, with change, add or drop in each row; in a scenario only what is "
    "different has a row",
    "Misschien voegt u een kolom wijziging toe, met in elke rij anders, erbij of weg; in een scenario staat "
    "alleen wat anders is",
)


class Changed(NamedTuple):
    """The tables with all changes in them.

    Attributes:
        tables: by name.
        gone: by table and id of a dropped task or supplier the number of the scenario that dropped it.
    """

    tables: dict[str, Records]
    gone: Mapping[tuple[str, str], int]


class _Change(NamedTuple):
    """One row of a scenario: what happens to the row of a table with its id."""

    table: str
    kind: str
    key: _Key
    record: Record
    records: Records

    @property
    def columns(self) -> list[str]:
        """The filled columns but those of the id."""
        return [name for name in self.record.texts if name not in (*IDS[self.table], "change")]

    @property
    def looks_new(self) -> bool:
        """Whether it fills every cell that a new row must fill, but does not say that it is one."""
        needed = {item.name for item in TABLES[self.table].columns if item.required} - {*IDS[self.table]}
        return self.kind == "change" and bool(needed) and needed <= self.record.texts.keys()

    def look_for_gaps(self) -> None:
        """Find the cells that must be filled and are not."""
        for column in (item.name for item in TABLES[self.table].columns if item.required):
            missing = self.kind == "add" and column not in self.record.texts
            if missing or self.record.values.get(column) is BLANK:
                self.records.add("E-REQUIRED", self.record, column)

    def add(self, code: str, hint: Text | None = None, **values: object) -> None:
        """Add a finding about the id."""
        self.records.add(code, self.record, IDS[self.table][0], hint, **values)


_Changes = Mapping[str, Sequence[_Change]]


class _Rows:
    """The rows of one table by their id, while they change."""

    def __init__(self, name: str, records: Records) -> None:
        self.name = name
        self.records = records
        self.by_key: dict[_Key, Record] = {}
        for record in records.rows:
            key = _key(name, record)
            # A row without an id of its own was found before; it stays, so that the rest of it is checked.
            self.by_key[(*key, record.row) if "" in key or key in self.by_key else key] = record

    def apply(self, changes: Sequence[_Change]) -> None:
        """Add, change and drop rows; a location that goes is left to ``_locations_go``."""
        known: Names | None = None
        for change in changes:
            there = self.by_key.get(change.key)
            if change.kind == "add" and there is not None:
                file, row, _ = self.records.place(there, IDS[self.name][0])
                change.add("E-CHANGE-EXISTS", table=table_name(TABLES[self.name]), where=file, first_row=row)
            elif change.kind == "add":
                change.look_for_gaps()
                self.by_key[change.key] = _added(change)
            elif there is None:
                known = known or Names(str(key[0]) for key in self.by_key)
                near = None if change.looks_new or len(change.key) > 1 else known.suggest(str(change.key[0]))
                change.add("E-CHANGE-UNKNOWN", maybe(near), table=table_name(TABLES[self.name]))
            elif change.kind == "change":
                change.look_for_gaps()
                self.by_key[change.key] = _merged(there, change)
            elif self.name != "locations":
                del self.by_key[change.key]

    def with_value(self, column: str, value: object, but: Collection[_Key] = ()) -> list[_Key]:
        """The ids of the rows that have this text in a column."""
        return [key for key, row in self.by_key.items() if row.texts.get(column) == value and key not in but]

    def drop(self, keys: Iterable[_Key]) -> None:
        for key in keys:
            del self.by_key[key]


def change_tables(
    source: Source, tables: Mapping[str, Records], drafts: Sequence[Draft], found: Findings
) -> Changed:
    """The tables as the scenarios make them, the first scenario first.

    Args:
        source: the data: it knows which tables are there.
        tables: those that could be read.
        drafts: the scenarios.
        found: where findings go.
    """
    gone: dict[tuple[str, str], int] = {}
    changing = [draft.file for draft in drafts if draft.changes]
    if not changing:
        return Changed(dict(tables), gone)
    rows = {name: _Rows(name, tables[name]) for name in IDS if name in tables}
    for name in IDS:
        if name not in source.there and not TABLES[name].required:
            headers = {item.name: item.name for item in TABLES[name].columns}
            rows[name] = _Rows(name, Records(name, headers, [], found))
    had_tasks = bool(rows["tasks"].by_key) if "tasks" in rows else False
    for number, draft in enumerate(drafts):
        before = {name: list(rows[name].by_key) for name in ("tasks", "suppliers") if name in rows}
        changes = _read_changes(draft, found)
        for name, table in rows.items():
            table.apply(changes.get(name, ()))
        _suppliers_leave(rows, changes)
        _locations_go(rows, changes)
        for name, keys in before.items():
            gone.update({(name, str(key[0])): number for key in keys if key not in rows[name].by_key})
    if had_tasks and not rows["tasks"].by_key:
        found.add("E-NO-TASK-LEFT", changing[-1])
    made = {
        name: table.records._replace(rows=list(table.by_key.values()))
        for name, table in rows.items()
        if table.by_key or name in tables
    }
    return Changed({**tables, **made}, gone)


def _key(name: str, record: Record) -> _Key:
    return tuple(record.texts.get(column, "") for column in IDS[name])


def _read_changes(draft: Draft, found: Findings) -> dict[str, list[_Change]]:
    """The changes of one scenario by table, in its order, each id once."""
    read: dict[str, list[_Change]] = {}
    for sheet in draft.changes:
        records = read_records(sheet, found)
        if records is None:
            continue
        if sheet.lines is None and "change" not in records.headers:
            found.add("E-MISSING-COLUMN", sheet.file, None, "change", hint=_HINT, name="change")
            continue
        name = sheet.table.name
        changes = (_change(name, record, records) for record in records.rows)
        read.setdefault(name, []).extend(change for change in changes if change is not None)
    once: dict[str, list[_Change]] = {}
    for name, listed in read.items():
        first: dict[_Key, int] = {}
        for change in sorted(listed, key=lambda change: change.record.row):
            if change.key in first:
                change.add("E-CHANGE-TWICE", first_row=first[change.key])
                continue
            first[change.key] = change.record.row
            once.setdefault(name, []).append(change)
    return once


def _change(name: str, record: Record, records: Records) -> _Change | None:
    key = _key(name, record)
    for column, text in zip(IDS[name], key, strict=True):
        if str(text).casefold() in BLANK_WORDS:
            records.add("E-REQUIRED", record, column)
            return None
    if "" in key or ("change" in record.texts and "change" not in record.values):
        return None  # found when it was read
    kind = record.values.get("change", "change")
    change = _Change(name, "change" if kind is BLANK else str(kind), key, record, records)
    if change.kind == "change" and not change.columns:
        change.add("W-CHANGE-NOTHING")
    return change


def _merged(there: Record, change: _Change) -> Record:
    """The row with the cells that the scenario fills, and where these are."""
    texts, values, places = dict(there.texts), dict(there.values), dict(there.places)
    for column in change.columns:
        places[column] = change.records.place(change.record, column)
        texts.pop(column, None)
        values.pop(column, None)
        value = change.record.values.get(column)
        if value is not BLANK:
            texts[column] = change.record.texts[column]
            if column in change.record.values:
                values[column] = value
    return there._replace(texts=texts, values=values, places=places)


def _added(change: _Change) -> Record:
    ids = {column: change.record.texts[column] for column in IDS[change.table]}
    places = {column: change.records.place(change.record, column) for column in ids}
    return _merged(Record(change.record.row, ids, dict(ids), places, change.records.file), change)


def _suppliers_leave(rows: Mapping[str, _Rows], changes: _Changes) -> None:
    """The tasks of a supplier that leaves go too, but for those that this scenario gives to another."""
    own = {change.key for change in changes.get("tasks", ()) if "supplier_id" in change.columns}
    for change in changes.get("suppliers", ()):
        if change.kind != "drop" or "tasks" not in rows:
            continue
        going = rows["tasks"].with_value("supplier_id", change.key[0], own)
        rows["tasks"].drop(going)
        if going:
            change.add("N-SUPPLIER-LEAVES", count=len(going), tasks=_some(going))


def _locations_go(rows: Mapping[str, _Rows], changes: _Changes) -> None:
    """A location goes with its travel times; one where there still are tasks cannot go."""
    own = {change.key for change in changes.get("travel", ())}
    for change in changes.get("locations", ()):
        if change.kind != "drop" or "locations" not in rows or change.key not in rows["locations"].by_key:
            continue
        still = rows["tasks"].with_value("location_id", change.key[0]) if "tasks" in rows else []
        if still:
            change.add("E-LOCATION-IN-USE", tasks=_some(still))
            continue
        rows["locations"].drop([change.key])
        if "travel" in rows:
            travel = rows["travel"].by_key
            rows["travel"].drop([key for key in travel if change.key[0] in key[:2] and key not in own])


def _some(keys: Sequence[_Key]) -> str:
    return ", ".join([*(str(key[0]) for key in keys[:_SHOWN]), *(["…"] if len(keys) > _SHOWN else [])])
