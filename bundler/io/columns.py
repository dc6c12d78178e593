"""The tables, their columns and the names by which these are known, in English and Dutch."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from bundler.i18n import Text
from bundler.io.cells import Parser


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        name: the contract's name.
        parse: from a filled cell's text to its value.
        meaning: what to fill in.
        default: what a blank cell stands for, for people; None where the cell must be filled.
        aliases: other headers; the first one is the Dutch name. One that stands for two columns of the
            table ends with ``*`` and goes to the first of them that has no header of its own.
        cell: what a typed cell of a workbook is: ``clock``, ``hours``, ``date``, or empty for the rest.
        figures: whether the cell can have nine digits in a row by nature (amounts, degrees, web addresses).
    """

    name: str
    parse: Parser
    meaning: Text
    default: Text | None
    aliases: tuple[str, ...]
    cell: str = ""
    figures: bool = False

    @property
    def required(self) -> bool:
        """Whether every row must fill it."""
        return self.default is None

    @property
    def dutch(self) -> str:
        """The Dutch header."""
        return self.aliases[0].rstrip("*")


class Table(NamedTuple):
    """One table: a CSV file or a sheet. ``aliases`` are other names of it; the first is the Dutch one."""

    name: str
    required: bool
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]


def column(
    name: str,
    parse: Parser,
    en: str,
    nl: str,
    aliases: str,
    default: str | Text | None = "",
    *,
    cell: str = "",
    figures: bool = False,
) -> Column:
    """A column from its parts; ``default`` as one word for both languages, empty for "blank"."""
    if default == "":
        default = Text("blank", "leeg")
    if isinstance(default, str):
        default = Text(default, default)
    return Column(name, parse, Text(en, nl), default, tuple(aliases.split()), cell, figures)


def key(header: str) -> str:
    """A header as it is compared: letters and digits only, no capitals, no accents."""
    plain = unicodedata.normalize("NFKD", header.casefold())
    return "".join(filter(str.isalnum, plain))


class Headers(NamedTuple):
    """Which column each header stands for.

    Attributes:
        columns: for each position the column, or None where the header is blank or not known.
        twice: positions whose header means a column that an earlier header has too, with that position.
    """

    columns: tuple[Column | None, ...]
    twice: tuple[tuple[int, int], ...]


_BRACKETS: Final = re.compile(r"\s*[(\[].*")


def recognise(table: Table, headers: Sequence[str]) -> Headers:
    """Find the column of each header: own names first, then those that stand for two columns."""
    sure = {key(alias): item for item in table.columns for alias in _own_names(item)}
    shared: dict[str, list[Column]] = {}
    for item in table.columns:
        for alias in item.aliases:
            if alias.endswith("*"):
                shared.setdefault(key(alias), []).append(item)
    found: list[Column | None] = [None] * len(headers)
    first: dict[str, int] = {}
    twice = []
    for position, header in enumerate(headers):
        own = sure.get(key(header)) or sure.get(key(_BRACKETS.sub("", header)))
        if own is not None and own.name in first:
            twice.append((position, first[own.name]))
        elif own is not None:
            found[position], first[own.name] = own, position
    for position, header in enumerate(headers):
        options = shared.get(key(header), ())
        free = next((option for option in options if option.name not in first), None)
        if free is not None:
            found[position], first[free.name] = free, position
        elif options:
            twice.append((position, first[options[-1].name]))
    return Headers(tuple(found), tuple(twice))


def _own_names(item: Column) -> list[str]:
    return [item.name, *(alias for alias in item.aliases if not alias.endswith("*"))]
