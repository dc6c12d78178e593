"""What stands in a scenario file or sheet, before it is known to be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bundler.i18n import Text
from bundler.io import cells
from bundler.io.blocks import BLOCKS, sheets_of_blocks, table_of_block
from bundler.io.cells import Wrong
from bundler.io.collect import Findings
from bundler.io.columns import recognise
from bundler.io.csvfile import decode
from bundler.io.nearest import maybe, nearest
from bundler.io.privacy import find_bsn
from bundler.io.settings import SETTINGS
from bundler.io.sources import Sheet
from bundler.io.table import read_records
from bundler.io.tables_changes import CHANGES
from bundler.io.tomllines import TomlLines
from bundler.io.workbook import cell_text

_A_SECTION = Text(
    "a section between brackets, such as [rules]", "een onderdeel tussen haakjes, zoals [rules]"
)
_PINS = Text("a list of pins, each under its own [[pins]]", "een lijst keuzes, elk onder een eigen [[pins]]")
_SECTIONS = (*SETTINGS, "pins")
_LISTED = ("pins", *CHANGES)

_PLACE = re.compile(r"line (\d+), column (\d+)")
_SLIPS = (
    (re.compile(r"=\s*(\d{1,2}:\d{2})\s*(?:#.*)?$"), '{} = "{}"'),
    (re.compile(r"=\s*(\d+),(\d+)\s*(?:#.*)?$"), "{} = {}.{}"),
    (re.compile(r"=\s*(?:yes|ja)\s*(?:#.*)?$", re.IGNORECASE), "{} = true"),
    (re.compile(r"=\s*(?:no|nee)\s*(?:#.*)?$", re.IGNORECASE), "{} = false"),
    (re.compile(r"=\s*([^\W\d][\w -]*?)\s*(?:#.*)?$"), '{} = "{}"'),
)


class Entry(NamedTuple):
    """One key with its value as it stands there.

    Attributes:
        row: a line of a TOML file or a row of a sheet.
        drop: of a pin: an inherited one is dropped.
    """

    section: str
    key: str
    value: object
    row: int | None
    drop: bool = False


class Draft(NamedTuple):
    """One scenario file or sheet that was read.

    Attributes:
        file: its name.
        entries: its settings; pins are entries too, with section ``pins``.
        changes: what is different in the tables, as sheets of the tables in ``tables_changes``.
    """

    file: str
    entries: tuple[Entry, ...] = ()
    changes: tuple[Sheet, ...] = ()

    def last(self, section: str, key: str) -> Entry | None:
        """The entry that decides on a key; None where there is none."""
        return next((e for e in reversed(self.entries) if (e.section, e.key) == (section, key)), None)


def draft_of_toml(name: str, content: bytes, found: Findings) -> Draft:
    """The entries of a scenario file; what cannot be placed is a finding."""
    text = decode(content, name, found)
    if text is None:
        return Draft(name, ())
    lines = text.replace("\r\n", "\n").split("\n")
    where = TomlLines(lines)
    for number, line in enumerate(lines, 1):
        written = line
        if find_bsn(line) and _figures(*where.keyed.get(number, ("", ""))):
            written = line.partition("#")[2]
        if find_bsn(written):
            found.add("E-BSN", name, number, value=line)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _syntax_error(name, str(error), lines, found)
        return Draft(name, ())
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets thousands deep
        found.add("E-TOML", name, 1, line=1, position=1)
        return Draft(name, ())
    entries: list[Entry] = []
    changes: list[Sheet] = []
    for section, value in document.items():
        row = where.section(section)
        if section == "pins":
            entries += _pins_of_toml(name, value, where, found)
        elif table_of_block(section) is not None:
            changes += sheets_of_blocks(name, section, value, where, found)
        elif section not in SETTINGS:
            found.add("E-SECTION", name, row, section, hint=_section_hint(section))
        elif not isinstance(value, dict):
            found.add("E-SHAPE", name, row, section, value=show(value), shape=_A_SECTION)
        else:
            entries += [Entry(section, key, item, where.key(section, key)) for key, item in value.items()]
    return Draft(name, tuple(entries), tuple(changes))


@lru_cache(maxsize=1_000)
def _figures(section: str, key: str) -> bool:
    """Whether a key can have nine digits in a row by nature."""
    table = table_of_block(section)
    column = None if table is None else recognise(table, [key]).columns[0]
    return key == "seed" if column is None else column.figures


def draft_of_sheet(sheet: Sheet, found: Findings) -> Draft:
    """The entries of a scenario sheet with columns section, key and value."""
    records = read_records(sheet, found)
    entries: list[Entry] = []
    first: dict[tuple[str, str], int] = {}
    for record in records.rows if records is not None else ():
        section, key = record.texts.get("section", "").casefold(), record.texts.get("key", "")
        value = record.texts.get("value", "")
        if not section or not key or records is None:
            continue
        if section not in _SECTIONS:
            records.add("E-SECTION", record, "section", hint=_section_hint(section))
            continue
        if section != "pins" and (section, key) in first:
            records.add("E-KEY-TWICE", record, "key", first_row=first[section, key])
            continue
        first[section, key] = record.row
        if key in ("day_start", "day_end") and re.match(r"[01]?\.\d+$", value):
            value = cell_text(float(value), "clock")
        if value or section == "pins" or key not in SETTINGS[section]:
            entries.append(Entry(section, key, value, record.row, record.values.get("change") == "drop"))
    return Draft(sheet.file, tuple(entries))


def show(value: object) -> str:
    """A value of a TOML file for a message."""
    try:
        return value if isinstance(value, str) else str(value)
    except (ValueError, RecursionError):
        return "…"


def _section_hint(section: str) -> Text | None:
    near = nearest(section.casefold(), (*_SECTIONS, *BLOCKS))
    if near:
        name = near if near in _SECTIONS else BLOCKS[near].name
        return maybe(f"[[{name}]]" if name in _LISTED else f"[{name}]")
    home = next((name for name, keys in SETTINGS.items() if section in keys), None)
    if home:
        return Text(f"Maybe put it below [{home}]", f"Misschien moet het onder [{home}] staan")
    return None


def _pins_of_toml(name: str, value: object, where: TomlLines, found: Findings) -> list[Entry]:
    if not isinstance(value, list):
        found.add("E-SHAPE", name, where.section("pins"), "pins", value=show(value), shape=_PINS)
        return []
    entries = []
    for index, pin in enumerate(value):
        row = where.block("pins", index)
        named = {key: ids for key, ids in pin.items() if key != "change"} if isinstance(pin, Mapping) else {}
        if len(named) != 1:
            found.add("E-PIN", name, row, "pins", value=show(pin))
            continue
        try:
            drop = cells.add_or_drop(show(pin.get("change", "add"))) == "drop"
        except Wrong as wrong:
            line = where.block_key("pins", index, "change")
            found.add(wrong.code, name, line, "change", show(pin["change"]), wrong.hint, **wrong.values)
            continue
        entries += [Entry("pins", str(kind), ids, row, drop) for kind, ids in named.items()]
    return entries


def _syntax_error(name: str, message: str, lines: list[str], found: Findings) -> None:
    place = _PLACE.search(message)
    line, position = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    key = text.partition("=")[0].strip()
    hint = None
    for pattern, better in _SLIPS:
        match = pattern.search(text)
        if match and place:
            hint = maybe(better.format(key, *match.groups()))
            break
    found.add("E-TOML", name, line, value=text.strip(), hint=hint, line=line, position=position)
