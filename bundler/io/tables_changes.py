"""The columns in which a scenario says what is different: those of the table itself and ``change``."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text
from bundler.io import cells
from bundler.io.cells import Parser
from bundler.io.columns import Table, column
from bundler.io.tables import CHANGE_ALIASES, COMPETENCIES, LOCATIONS, SUPPLIERS, TASKS, TRAVEL

BLANK: Final = object()
"""The value of a cell of a scenario that makes a cell of the data blank."""

BLANK_WORDS: Final = ("(blank)", "(leeg)", "blank", "leeg")

IDS: Final = {
    "tasks": ("task_id",),
    "suppliers": ("supplier_id",),
    "locations": ("location_id",),
    "travel": ("from", "to"),
    "competencies": ("competency_id",),
}
"""By which columns a row of each table is known."""

_CHANGE: Final = column(
    "change",
    cells.change,
    "change, add or drop: what happens to the row with this id",
    "anders, erbij of weg: wat er gebeurt met de rij met deze id",
    CHANGE_ALIASES,
    Text("change", "anders"),
)
_AS_IT_IS: Final = Text("as it is", "zoals het is")


def _or_blank(parse: Parser) -> Parser:
    def inner(cell: str) -> object:
        return BLANK if cell.casefold() in BLANK_WORDS else parse(cell)

    return inner


def _changes(table: Table) -> Table:
    """The table with every column optional but those of its id."""
    columns = (
        item
        if item.name in IDS[table.name]
        else item._replace(parse=_or_blank(item.parse), default=_AS_IT_IS)
        for item in table.columns
    )
    return Table(table.name, False, table.aliases, (*columns, _CHANGE))


CHANGES: Final = {
    table.name: _changes(table) for table in (TASKS, SUPPLIERS, LOCATIONS, TRAVEL, COMPETENCIES)
}


def change_markdown(lang: str) -> str:
    """The column ``change`` as a row of a Markdown table in language ``lang``."""
    aliases = ", ".join(f"`{alias}`" for alias in _CHANGE.aliases)
    default = _CHANGE.default or _AS_IT_IS
    return f"| `{_CHANGE.name}` | {_CHANGE.meaning(lang)} | {default(lang)} | {aliases} |"
