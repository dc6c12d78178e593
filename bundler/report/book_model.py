"""What the workbook's sheets are made of: tables with columns, cells, and formulas that name columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from bundler.attribution.facts import UNKNOWN
from bundler.i18n import Lang, Text

# How a cell is written and shown: ``text`` in a narrow column, ``wide`` and ``long`` in broader ones;
# ``fill_in`` is an amount to fill in.
Kind = Literal[
    "text",
    "wide",
    "long",
    "hours",
    "points",
    "count",
    "number",
    "euro",
    "fill_in",
    "percent",
    "rate",
    "date",
    "time",
]
TEXTS: tuple[Kind, ...] = ("text", "wide", "long")
Plain = str | Text | int | float | Decimal | Fraction | date | None

NOT_APPLICABLE = Text("n/a", "n.v.t.")
_NAMED = re.compile(r"\{(\w*)\.(\w+)\}")
_WORDS = {"unknown": UNKNOWN, "none": NOT_APPLICABLE}
# Names that a formula of any sheet can use; where each stands is said by the sheet that holds it.
NAMES = {"per_baan": Text("hours_per_baan", "uren_per_baan")}


class Cell(NamedTuple):
    """One cell that is more than a value.

    Attributes:
        value: what is shown, of a formula its outcome; None is an empty cell.
        kind: where it differs from its column's.
        formula: in the form of ``Column.formula``.
        link: a place in this workbook, such as ``internal:'Week'!A7``.
    """

    value: Plain
    kind: Kind | None = None
    formula: str = ""
    link: str = ""


Value = Plain | Cell


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        key: its name in formulas.
        head: only letters, digits and spaces, so that a formula can name it in any program.
        total: ``sum``, or ``sum_known`` where a cell may be unknown: then the total is unknown too.
        formula: for every row; ``{.key}`` is this row's cell, ``{table.key}`` another table's column and
            ``{unknown}`` the word for it; ``NAMES`` has more. The rows then hold the outcomes.
    """

    key: str
    head: Text
    kind: Kind = "text"
    total: Literal["", "sum", "sum_known"] = ""
    formula: str = ""


class Table(NamedTuple):
    """One native table.

    Attributes:
        key: its name in formulas as they are written here.
        name: its name in the workbook's formulas; letters and underscores.
        filtered: whether its header has buttons to sort and filter.
    """

    key: str
    name: Text
    columns: tuple[Column, ...]
    filtered: bool = True

    def place(self, key: str) -> int:
        """Place of a column, the first is 0.

        Raises:
            KeyError: the table has no such column.
        """
        for number, column in enumerate(self.columns):
            if column.key == key:
                return number
        raise KeyError(key)

    def whole(self, key: str, lang: Lang) -> str:
        """A column in a formula of any sheet: ``Jobs[Hours]``."""
        return f"{self.name(lang)}[{self.columns[self.place(key)].head(lang)}]"

    def this_row(self, key: str, lang: Lang) -> str:
        """The cell of a column on the formula's own row."""
        return f"{self.name(lang)}[[#This Row],[{self.columns[self.place(key)].head(lang)}]]"


def formula_text(template: str, table: Table | None, tables: Mapping[str, Table], lang: Lang) -> str:
    """A formula as the file holds it.

    Args:
        template: as in ``Column.formula``.
        table: where it stands; None outside tables.
        tables: every table by key.
        lang: of names and words.

    Raises:
        KeyError: it names a table or a column that is not there.
    """

    def named(found: re.Match[str]) -> str:
        where, key = found.groups()
        if where:
            return tables[where].whole(key, lang)
        if table is None:
            raise KeyError(key)
        return table.this_row(key, lang)

    text = _NAMED.sub(named, template)
    for key, word in _WORDS.items():
        text = text.replace(f"{{{key}}}", f'"{word(lang)}"')
    for key, name in NAMES.items():
        text = text.replace(f"{{{key}}}", name(lang))
    return text


def known(value: Plain) -> Plain:
    """The value; the word for unknown where there is none."""
    return UNKNOWN if value is None else value


def exact_sum(key: str, value: str, here: str) -> str:
    """A formula that adds up the numbers of the rows whose ``key`` is exactly the text of ``here``.

    ``SUMIFS`` would take ``*`` in a name for any text, and ``01`` for 1. Words among the numbers count as
    nothing: use ``exact_known_sum`` where an unknown must not be lost.
    """
    return f"SUMPRODUCT(--EXACT({key},{here}),{value})"


def exact_known_sum(key: str, value: str, here: str) -> str:
    """As ``exact_sum``; unknown as soon as one of these rows is."""
    return f"IF({exact_sum(key, f'--ISTEXT({value})', here)}>0,{{unknown}},{exact_sum(key, value, here)})"


def exact_count(key: str, here: str) -> str:
    """A formula that counts the rows whose ``key`` is exactly the text of ``here``."""
    return f"SUMPRODUCT(--EXACT({key},{here}))"
