"""What a cell of the template lets one type: a list to choose from, bounds, or an id of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from bundler.domain import Pin
from bundler.i18n import Lang, Text
from bundler.io import cells
from bundler.io.cells import Choice, Number, Within
from bundler.io.codes import CODES
from bundler.io.columns import Column, Table
from bundler.io.settings import SETTINGS
from bundler.io.tables_changes import IDS
from bundler.io.template_cells import choices, word

Validation = dict[str, Any]

_REFERS: Final = {"supplier_id": "suppliers", "location_id": "locations"} | dict.fromkeys(
    IDS["travel"], "locations"
)
_CATALOGUES: Final = {"cao_id": ("cao", "W-CAO"), "blocks_table": ("blocks", "W-BLOCKS-TABLE")}
_SCENARIO: Final = {
    "section": (*SETTINGS, "pins"),
    "key": (*dict.fromkeys(key for keys in SETTINGS.values() for key in keys), *Pin.model_fields),
}
_SCENARIO_NAME: Final = Text("Maybe take a name from the list.", "Misschien kiest u een naam uit de lijst.")
_MOST_MESSAGE = 255  # what Excel takes in a message of a validation
_FIRST_DATE = date(2000, 1, 1)
_TITLE = Text("Check this cell", "Controleer deze cel")
_OWN_ID = Text(
    "Every row needs an id of its own; this one is in another row already.",
    "Elke rij heeft een eigen code nodig; deze staat al in een andere rij.",
)


def referred(table: Table, item: Column) -> str | None:
    """The table whose ids a column holds; None for a column of anything else, its table's own ids too."""
    other = _REFERS.get(item.name)
    return None if other == table.name else other


class Place(NamedTuple):
    """Where the cells of a column are.

    Attributes:
        table: whose column it is.
        letters: of the column.
        first: its first row below the header.
        last: the last row that is checked.
    """

    table: Table
    letters: str
    first: int
    last: int

    @property
    def cells(self) -> str:
        """All of them, as a formula in the same sheet names them."""
        return f"${self.letters}${self.first}:${self.letters}${self.last}"


class Lists(NamedTuple):
    """What can be chosen from.

    Attributes:
        known: ids by kind of norm (``cao``, ``blocks``).
        place: gives the range of a list of words, on the sheet with all lists.
        ids: gives the range of the ids of a table, as they are filled in; None where it has no sheet.
    """

    known: Callable[[str], Sequence[str]]
    place: Callable[[Sequence[str]], str]
    ids: Callable[[str], str | None]


def validation(item: Column, at: Place, lang: Lang, lists: Lists) -> Validation | None:
    """What Excel checks when someone types in the column; None where anything goes.

    The messages are those of the catalogue of codes, so that the pop-up says what ``bundler check`` says.
    """
    ids_of = referred(at.table, item)
    if ids_of is not None:
        code = "E-UNKNOWN-SUPPLIER" if ids_of == "suppliers" else "E-UNKNOWN-LOCATION"
        ids = lists.ids(ids_of)
        return None if ids is None else _list(ids, _says(code), lang)
    if IDS.get(at.table.name) == (item.name,):
        unique = f"=COUNTIF({at.cells},{at.letters}{at.first})=1"
        return _stop({"validate": "custom", "value": unique}, _OWN_ID, lang)
    if at.table.name == "scenario" and item.name in _SCENARIO:
        return _list(lists.place(_SCENARIO[item.name]), _SCENARIO_NAME, lang)
    if item.name in _CATALOGUES:
        kind, code = _CATALOGUES[item.name]
        others = ("none", "unknown") if item.parse is cells.cao else ()
        names = [*lists.known(kind), *(word(item, name, lang) for name in others)]
        text = _says(code, known=", ".join(names))
        return _list(lists.place(names), text, lang) | {"error_type": "warning"}
    words = choices(item, lang)
    if words:
        found = _list(lists.place(words), _words_message(item), lang)
        # Any list of days is right, not only those that are offered.
        return found | ({"show_error": False} if item.parse is cells.days else {})
    return _bounds(item, lang)


def _bounds(item: Column, lang: Lang) -> Validation | None:
    if item.parse is cells.clock_time:
        return _stop(_between(0, 1), _says("E-CLOCK"), lang)
    if item.parse is cells.hours:
        return _stop(_between(1 / 1440, 24), _says("E-HOURS"), lang)
    if item.parse is cells.iso_date:
        return _stop({"validate": "date", "criteria": ">=", "value": _FIRST_DATE}, _says("E-DATE"), lang)
    for parse, number in _AMOUNTS.items():
        if item.parse is parse:
            return _number(number, lang)
    return _number(item.parse, lang) if isinstance(item.parse, Number) else None


_AMOUNTS: Final[Mapping[object, Number]] = {cells.euro: Number(cells.AMOUNT), cells.percent: cells.PERCENT}


def _number(number: Number, lang: Lang) -> Validation:
    check = number.check
    kind = CODES["E-WHOLE" if number.whole else "E-NUMBER"].message
    bounds = CODES["E-RANGE"].message.fill(range=check.words())
    text = Text(f"{kind.en} {bounds.en}", f"{kind.nl} {bounds.nl}")
    return _stop(_between(*_limits(check), whole=number.whole), text, lang)


def _limits(check: Within) -> tuple[float, float]:
    return (
        -cells.MOST if check.least is None else check.least,
        cells.MOST if check.most is None else check.most,
    )


def _between(least: float, most: float, *, whole: bool = False) -> Validation:
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
    }


def _list(source: str, text: Text, lang: Lang) -> Validation:
    return _stop({"validate": "list", "source": source}, text, lang)


def _stop(check: Validation, text: Text, lang: Lang) -> Validation:
    message = text(lang)
    if len(message) > _MOST_MESSAGE:
        message = message[: _MOST_MESSAGE - 1] + "…"
    return check | {"error_title": _TITLE(lang), "error_message": message}


def _says(code: str, **values: object) -> Text:
    entry = CODES[code]
    message, todo = entry.message.fill(**values), entry.todo.fill(**values)
    return Text(f"{message.en} {todo.en}", f"{message.nl} {todo.nl}")


def _words_message(item: Column) -> Text:
    if isinstance(item.parse, Choice):
        return _says("E-CHOICE", choices=item.parse.words(item.parse.names))
    return _says("E-DAYS", item="…") if item.parse is cells.days else _says("E-YES-NO")
