"""A cell as a person types it into a workbook: numbers, times and dates as such, words in their language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, cast

from bundler.i18n import Lang, Text
from bundler.io import cells
from bundler.io.cells import Choice, Number, Wrong
from bundler.io.columns import Column
from bundler.units import DAY_LABELS, DAY_MINUTES, WEEK_DAYS, parse_number

YES, NO = Text("yes", "ja"), Text("no", "nee")

CLOCK, DURATION, DATE, PLAIN, WRITTEN = "[hh]:mm", "[h]:mm", "yyyy-mm-dd", "General", "@"
"""Number formats: a clock time up to 24:00, a duration, a date, whatever is typed, text as it stands."""

_FORMATS: Final[Mapping[object, str]] = {
    cells.clock_time: CLOCK,
    cells.iso_date: DATE,
    cells.text: WRITTEN,
    cells.items: WRITTEN,
    cells.days: WRITTEN,
    cells.cao: WRITTEN,
    cells.web_address: WRITTEN,
    cells.color: WRITTEN,
}
_LEAST_RANGE = 3


class Typed(NamedTuple):
    """What goes into a cell, with its number format."""

    value: str | float | date
    format: str


def number_format(item: Column) -> str:
    """How the cells of a column show what is typed in them.

    Columns of hours and numbers keep the general format: there a typed ``2:30`` becomes a duration by itself.
    """
    return _FORMATS.get(item.parse, PLAIN)


def typed(item: Column, text: str, lang: Lang) -> Typed:
    """The cell for a text that is right for the column; a text that is not stays as it is."""
    look = number_format(item)
    try:
        value = item.parse(text)
    except Wrong:
        return Typed(text, look)
    if item.parse is cells.clock_time:
        return Typed(cast(int, value) / DAY_MINUTES, look)
    if item.parse is cells.hours:
        return _hours(text, cast(float, value))
    if isinstance(value, date):
        return Typed(value, look)
    if _is_number(item) and isinstance(value, int | float):
        return Typed(value, look)
    return Typed(word(item, value, lang), look)


def word(item: Column, value: object, lang: Lang) -> str:
    """A value that is no number, time or date as people write it in their language."""
    if isinstance(value, bool):
        return (YES if value else NO)(lang)
    if item.parse is cells.days:
        return days_text(cast("tuple[int, ...]", value), lang)
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    if isinstance(item.parse, Choice) and lang == "nl":
        return item.parse.dutch.get(str(value), str(value))
    if item.parse is cells.cao and lang == "nl":
        return next((dutch for dutch, name in cells.CAO_WORDS.items() if name == value), str(value))
    return str(value)


def days_text(days: tuple[int, ...], lang: Lang) -> str:
    """Days as a range where they are one, else as a list."""
    labels = [DAY_LABELS[lang][day].casefold() for day in days]
    if len(days) >= _LEAST_RANGE and days == tuple(range(days[0], days[-1] + 1)):
        return f"{labels[0]}-{labels[-1]}"
    return ";".join(labels)


def choices(item: Column, lang: Lang) -> list[str]:
    """The words for a column with a fixed choice; empty for another one."""
    if isinstance(item.parse, Choice):
        return [word(item, name, lang) for name in item.parse.names]
    if item.parse is cells.yes_no:
        return [YES(lang), NO(lang)]
    if item.parse is cells.days:
        return [days_text(days, lang) for days in _USUAL_DAYS]
    return []


_USUAL_DAYS: Final = (
    (0, 1, 2, 3, 4),
    (0, 2, 4),
    (1, 3),
    (0, 1, 2, 3),
    tuple(range(6)),
    tuple(range(WEEK_DAYS)),
    (5, 6),
    *((day,) for day in range(WEEK_DAYS)),
)


def _is_number(item: Column) -> bool:
    return isinstance(item.parse, Number) or item.parse in (cells.euro, cells.percent)


def _hours(text: str, minutes: float) -> Typed:
    if ":" in text:
        return Typed(minutes / DAY_MINUTES, DURATION)
    return Typed(parse_number(text), PLAIN)
