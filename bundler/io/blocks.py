"""The blocks ``[[tasks]]``, ``[[suppliers]]`` and so on of a scenario file, as sheets like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Final

from bundler.i18n import Text
from bundler.io.cells import MOST
from bundler.io.collect import Findings
from bundler.io.columns import Table, key
from bundler.io.limits import MOST_COLUMNS
from bundler.io.sources import Lines, Sheet
from bundler.io.tables_changes import BLANK_WORDS, CHANGES
from bundler.io.tomllines import TomlLines
from bundler.io.workbook import TypedCell

BLOCKS: Final = {key(name): table for table in CHANGES.values() for name in (table.name, *table.aliases)}
"""The table that each name of a block stands for."""

_A_BLOCK = Text(
    "a list of changes, each under its own header between double brackets, such as [[{table}]]",
    "een lijst wijzigingen, elk onder een eigen kop tussen dubbele haken, zoals [[{table}]]",
)
_A_CELL = Text("one value or a list of texts", "één waarde of een lijst van teksten")
_MOST_HEADERS = 5 * MOST_COLUMNS


def table_of_block(section: str) -> Table | None:
    """The table that a section of a scenario file changes; None where it is no such section."""
    return BLOCKS.get(key(section))


def sheets_of_blocks(
    file: str, section: str, value: object, where: TomlLines, found: Findings
) -> Iterator[Sheet]:
    """One sheet for all blocks of a table that have the same keys.

    Args:
        file: the scenario file.
        section: name of the blocks as the user wrote it.
        value: what the TOML file has there.
        where: the lines of that file.
        found: where findings go.
    """
    table = BLOCKS[key(section)]
    first = where.section(section) or 1
    if not isinstance(value, list) or not all(isinstance(block, Mapping) for block in value):
        found.add("E-SHAPE", file, first, section, shape=_A_BLOCK.fill(table=section))
        return
    alike: dict[tuple[str, ...], list[tuple[list[TypedCell], Lines]]] = {}
    for index, block in enumerate(value):
        row = where.block(section, index) or first
        lines = tuple(where.block_key(section, index, name) or row for name in block)
        cells = [
            _cell(file, line, name, item, found)
            for line, (name, item) in zip(lines, block.items(), strict=True)
        ]
        alike.setdefault(tuple(map(str, block)), []).append((cells, Lines(row, lines)))
    if sum(map(len, alike)) > _MOST_HEADERS:
        found.add("E-TOO-MANY-COLUMNS", file, first, section, limit=_MOST_HEADERS)
        return
    for headers, rows in alike.items():
        sheet_rows: list[list[TypedCell]] = [list(headers), *(cells for cells, _ in rows)]
        yield Sheet(table, file, sheet_rows, [rows[0][1], *(lines for _, lines in rows)])


def _cell(file: str, line: int, name: str, value: object, found: Findings) -> TypedCell:
    """A value of a TOML file as a cell; an empty one makes the cell of the data blank."""
    if isinstance(value, list):
        if not all(isinstance(item, str | int | float) and not isinstance(item, bool) for item in value):
            found.add("E-SHAPE", file, line, name, shape=_A_CELL)
            return None
        return "; ".join(str(_clipped(item)) for item in value) or BLANK_WORDS[0]
    if isinstance(value, str):
        return value if value.strip() else BLANK_WORDS[0]
    if isinstance(value, bool | date | time | datetime):
        return value
    if isinstance(value, int | float):
        return _clipped(value)
    found.add("E-SHAPE", file, line, name, shape=_A_CELL)
    return None


def _clipped(value: str | float) -> str | float:
    """A number of thousands of digits can be neither shown nor reckoned with."""
    return max(-1e15, min(1e15, value)) if isinstance(value, int) and abs(value) > MOST else value
