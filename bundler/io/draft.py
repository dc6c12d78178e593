"""What stands in a scenario file or sheet, before it is known to be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.csvfile import decode
from bundler.io.nearest import maybe, nearest
from bundler.io.privacy import find_bsn
from bundler.io.settings import SETTINGS
from bundler.io.sources import Sheet
from bundler.io.table import read_records
from bundler.io.workbook import cell_text

_A_SECTION = Text(
    "a section between brackets, such as [rules]", "een onderdeel tussen haakjes, zoals [rules]"
)
_PINS = Text("a list of pins, each under its own [[pins]]", "een lijst keuzes, elk onder een eigen [[pins]]")
_SECTIONS = (*SETTINGS, "pins")

_PLACE = re.compile(r"line (\d+), column (\d+)")
_TABLE_LINE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?$")
_KEY_LINE = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")
_SLIPS = (
    (re.compile(r"=\s*(\d{1,2}:\d{2})\s*(?:#.*)?$"), '{} = "{}"'),
    (re.compile(r"=\s*(\d+),(\d+)\s*(?:#.*)?$"), "{} = {}.{}"),
    (re.compile(r"=\s*(?:yes|ja)\s*(?:#.*)?$", re.IGNORECASE), "{} = true"),
    (re.compile(r"=\s*(?:no|nee)\s*(?:#.*)?$", re.IGNORECASE), "{} = false"),
    (re.compile(r"=\s*([^\W\d][\w -]*?)\s*(?:#.*)?$"), '{} = "{}"'),
)


class Entry(NamedTuple):
    """One key with its value as it stands there; ``row`` is a line of a TOML file or a row of a sheet."""

    section: str
    key: str
    value: object
    row: int | None


class Draft(NamedTuple):
    """A scenario that was read; pins are entries too, with section ``pins``."""

    file: str
    entries: tuple[Entry, ...]


def draft_of_toml(name: str, content: bytes, found: Findings) -> Draft:
    """The entries of a scenario file; what cannot be placed is a finding."""
    text = decode(content, name, found)
    if text is None:
        return Draft(name, ())
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if find_bsn(line) and not re.match(r"\s*seed\s*=", line):
            found.add("E-BSN", name, number, value=line)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _syntax_error(name, str(error), lines, found)
        return Draft(name, ())
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets thousands deep
        found.add("E-TOML", name, 1, line=1, position=1)
        return Draft(name, ())
    where = _Lines(lines)
    entries: list[Entry] = []
    for section, value in document.items():
        row = where.section(section)
        if section == "pins":
            entries += _pins_of_toml(name, value, where, found)
        elif section not in SETTINGS:
            found.add("E-SECTION", name, row, section, hint=_section_hint(section))
        elif not isinstance(value, dict):
            found.add("E-SHAPE", name, row, section, value=show(value), shape=_A_SECTION)
        else:
            entries += [Entry(section, key, item, where.key(section, key)) for key, item in value.items()]
    return Draft(name, tuple(entries))


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
            entries.append(Entry(section, key, value, record.row))
    return Draft(sheet.file, tuple(entries))


def show(value: object) -> str:
    """A value of a TOML file for a message."""
    try:
        return value if isinstance(value, str) else str(value)
    except (ValueError, RecursionError):
        return "…"


def _section_hint(section: str) -> Text | None:
    near = nearest(section.casefold(), _SECTIONS)
    if near:
        return maybe(f"[[{near}]]" if near == "pins" else f"[{near}]")
    home = next((name for name, keys in SETTINGS.items() if section in keys), None)
    if home:
        return Text(f"Maybe put it below [{home}]", f"Misschien moet het onder [{home}] staan")
    return None


def _pins_of_toml(name: str, value: object, where: _Lines, found: Findings) -> list[Entry]:
    row = where.section("pins")
    if not isinstance(value, list):
        found.add("E-SHAPE", name, row, "pins", value=show(value), shape=_PINS)
        return []
    entries = []
    for index, pin in enumerate(value):
        row = where.pin(index)
        if not isinstance(pin, Mapping) or len(pin) != 1:
            found.add("E-PIN", name, row, "pins", value=show(pin))
        else:
            entries += [Entry("pins", str(kind), ids, row) for kind, ids in pin.items()]
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


class _Lines:
    """On which line of a TOML file a section or key stands; None where it is written in an unusual way."""

    def __init__(self, lines: list[str]) -> None:
        self._sections: dict[str, int] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self._pins: list[int] = []
        section = ""
        for number, line in enumerate(lines, 1):
            table = _TABLE_LINE.match(line)
            key = _KEY_LINE.match(line)
            if table:
                section = table[1].strip("\"'")
                self._sections.setdefault(section, number)
                if section == "pins":
                    self._pins.append(number)
            elif key:
                name = key[1] or key[2] or key[3]
                self._keys.setdefault((section, name), number)
                if not section:
                    self._sections.setdefault(name, number)

    def section(self, name: str) -> int | None:
        return self._sections.get(name)

    def key(self, section: str, name: str) -> int | None:
        return self._keys.get((section, name), self._sections.get(section))

    def pin(self, index: int) -> int | None:
        return self._pins[index] if index < len(self._pins) else self._sections.get("pins")
