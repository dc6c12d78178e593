"""A problem as one JSON file: each table a list of records, the scenario an object.

What is in it is turned into the rows of tables, and read and checked as those of a workbook.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io import cells
from bundler.io.collect import Findings, shown
from bundler.io.columns import Table, recognise
from bundler.io.jsontext import Pairs, load_json, not_json

PROBLEM_FORMAT: Final = "bundler-problem/1"

_NOT_TABLES: Final = ("format", "$schema")
_SEPARATOR: Final = re.compile(r"[;,|]")
_NO_OBJECT = Text("is no JSON object with tables.", "is geen JSON-object met tabellen.")
_OTHER_FORMAT = Text(
    f"has the format '{{value}}'; this version reads {PROBLEM_FORMAT}.",
    f"heeft de vorm '{{value}}'; deze versie leest {PROBLEM_FORMAT}.",
)
_TWICE = Text("has '{key}' twice in one object.", "heeft '{key}' twee keer in één object.")
_RECORDS = Text("a list of records between { and }", "een lijst van records tussen { en }")
_SECTIONS = Text("an object with settings", "een object met instellingen")
_PINS = Text("a list of pins, each between { and }", "een lijst keuzes, elk tussen { en }")
_ONE_VALUE = Text("one value, not a list or an object", "één waarde, geen lijst of object")
_ITEMS = Text("a list of texts without ; , or |", "een lijst van teksten zonder ; , of |")


class Rows(NamedTuple):
    """A table as texts: the header first, then a row for each record."""

    header: list[str]
    records: list[list[str]]


class _Twice(ValueError):
    """An object has a key twice."""


def read_tables(content: bytes, path: Path) -> dict[str, object]:
    """What stands in the file under each name that can be a table's.

    Raises:
        UsageError: it is no JSON, no object, or of another format.
    """

    def once(pairs: Pairs) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            names = [name for name, _ in pairs]
            raise _Twice(next(name for name in names if names.count(name) > 1))
        return read

    try:
        document = load_json(content, once)
    except _Twice as error:
        raise _unusable(path, _TWICE.fill(key=shown(error))) from None
    except (ValueError, RecursionError) as error:
        what, todo = not_json(error)
        raise _unusable(path, Text(f"{what.en} {todo.en}", f"{what.nl} {todo.nl}")) from None
    if not isinstance(document, dict):
        raise _unusable(path, _NO_OBJECT)
    stated = document.get("format", PROBLEM_FORMAT)
    if stated != PROBLEM_FORMAT:
        raise _unusable(path, _OTHER_FORMAT.fill(value=shown(stated)))
    return {name: value for name, value in document.items() if name not in _NOT_TABLES and value is not None}


def rows_of_table(table: Table, name: str, value: object, found: Findings) -> Rows | None:
    """A table from its records; None where it has none, or is no list of records."""
    if not isinstance(value, list) or not all(isinstance(record, dict) for record in value):
        found.add("E-SHAPE", name, value=_show(value), shape=_RECORDS)
        return None
    if not value and not table.required:
        return None
    header = list(dict.fromkeys(key for record in value for key in record))
    lists = {
        key: item is not None and item.parse in (cells.items, cells.days)
        for key, item in zip(header, recognise(table, header).columns, strict=True)
    }
    records = []
    for number, record in enumerate(value, 1):
        texts = []
        for key in header:
            given = record.get(key)
            if isinstance(given, dict) or (isinstance(given, list) and not lists[key]):
                found.add("E-SHAPE", name, number, key, _show(given), shape=_ONE_VALUE)
            elif isinstance(given, list) and not _is_list(given):
                found.add("E-SHAPE", name, number, key, _show(given), shape=_ITEMS)
            texts.append(_text(given))
        records.append(texts)
    return Rows(header, records)


def rows_of_scenario(name: str, value: object, found: Findings) -> Rows | None:
    """The scenario as a sheet with section, key and value; None where it is no object."""
    if not isinstance(value, dict):
        found.add("E-SHAPE", name, value=_show(value), shape=_SECTIONS)
        return None
    rows = []
    for key, given in value.items():
        if key == "pins":
            rows += _pins(name, given, found)
        elif isinstance(given, dict):
            rows += [[key, inner, _text(item)] for inner, item in given.items()]
        else:
            rows.append(["scenario", key, _text(given)])
    return Rows(["section", "key", "value"], rows)


def _pins(name: str, value: object, found: Findings) -> list[list[str]]:
    if not isinstance(value, list):
        found.add("E-SHAPE", name, None, "pins", _show(value), shape=_PINS)
        return []
    rows = []
    for pin in value:
        if not isinstance(pin, dict) or len(pin) != 1:
            found.add("E-PIN", name, None, "pins", _show(pin))
            continue
        ((kind, ids),) = pin.items()
        if isinstance(ids, list) and not _is_list(ids):
            found.add("E-SHAPE", name, None, "pins", _show(pin), shape=_ITEMS)
        rows.append(["pins", kind, _text(ids)])
    return rows


def _is_list(items: list[Any]) -> bool:
    """Whether all items are values of which a list in a cell can be made."""
    return all(isinstance(item, str | int | float) and not _SEPARATOR.search(str(item)) for item in items)


def _text(value: object) -> str:
    """A value as it would be written in a CSV file."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(map(_text, value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _show(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _unusable(path: Path, what: Text) -> UsageError:
    return UsageError(Text(f"{path} {what.en}", f"{path} {what.nl}"))
