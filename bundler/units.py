"""The one place where text becomes minutes, clock times and weekdays, and back.

Everywhere else times are whole minutes (``int``): a session's length, minutes after midnight for a
clock time, minutes a week for a job. Weekdays are numbers, Monday 0 to Sunday 6.
"""

from __future__ import annotations

import math
import re

DAY_MINUTES = 24 * 60
WEEK_DAYS = 7
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_LABELS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
}

DAY_NAMES: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "mon monday ma maandag",
        "tue tues tuesday di dinsdag",
        "wed wednesday wo woensdag",
        "thu thur thurs thursday do donderdag",
        "fri friday vr vrijdag",
        "sat saturday za zaterdag",
        "sun sunday zo zondag",
    )
):
    for _name in _names.split():
        DAY_NAMES[_name] = _number

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00(?:\.0+)?)?$")
_HOURS_MINUTES = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?$")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$")
_RANGE = re.compile(r"\s*(?:-|–|—|t/m|to|tot en met)\s*")
_LIST = re.compile(r"[;,|]")


def parse_number(text: str) -> float:
    """A number with a decimal point or a decimal comma.

    Raises:
        ValueError: the text is no finite number.
    """
    cleaned = text.strip()
    if not _NUMBER.match(cleaned):
        raise ValueError(text)
    value = float(cleaned.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def parse_hours(text: str) -> float:
    """Minutes from hours written as ``2.5``, ``2,5`` or ``2:30``; not rounded.

    Raises:
        ValueError: the text is neither form.
    """
    cleaned = text.strip()
    match = _HOURS_MINUTES.match(cleaned)
    if match:
        return int(match[1]) * 60.0 + int(match[2])
    return parse_number(cleaned) * 60


def parse_clock(text: str) -> int:
    """Minutes after midnight from ``HH:MM`` (``24:00`` is the end of the day).

    Raises:
        ValueError: the text is no clock time.
    """
    match = _CLOCK.match(text.strip())
    if not match:
        raise ValueError(text)
    minutes = int(match[1]) * 60 + int(match[2])
    if int(match[2]) > 59 or minutes > DAY_MINUTES:
        raise ValueError(text)
    return minutes


def split_list(text: str) -> list[str]:
    """The non-empty items of a cell that separates them by ``;``, ``,`` or ``|``."""
    return [item.strip() for item in _LIST.split(text) if item.strip()]


def parse_days(text: str) -> tuple[int, ...]:
    """Weekdays, in week order, from a list of names and ranges (``mon-fri``, ``ma t/m vr; za``).

    A range may run over the weekend (``sat-mon``).

    Raises:
        ValueError: an item is no weekday; its text is the argument.
    """
    found: set[int] = set()
    for item in split_list(text):
        ends = _RANGE.split(item.casefold())
        try:
            numbers = [DAY_NAMES[end.strip().rstrip(".")] for end in ends]
        except KeyError:
            raise ValueError(item) from None
        if len(numbers) > 2:
            raise ValueError(item)
        length = (numbers[-1] - numbers[0]) % WEEK_DAYS
        found.update((numbers[0] + step) % WEEK_DAYS for step in range(length + 1))
    return tuple(sorted(found))


def at_least_minutes(hours: float) -> int:
    """The fewest whole minutes that are no less than these hours."""
    return math.ceil(hours * 60 - 1e-9)


def at_most_minutes(hours: float) -> int:
    """The most whole minutes that are no more than these hours."""
    return math.floor(hours * 60 + 1e-9)


def ceil_to(minutes: int, grid: int) -> int:
    """The first multiple of ``grid`` at or after ``minutes``."""
    return -(-minutes // grid) * grid


def clock(minutes: int) -> str:
    """``HH:MM`` for minutes after midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def decimal(value: float, lang: str = "en", places: int = 2, *, keep_zeros: bool = False) -> str:
    """A number for people: at most ``places`` decimals, with a decimal comma in Dutch."""
    text = f"{value:.{places}f}"
    if "." in text and not keep_zeros:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text.replace(".", ",") if lang == "nl" else text


def hours_text(minutes: float, lang: str = "en") -> str:
    """Minutes as hours for people: ``25.5`` or, in Dutch, ``25,5``."""
    return decimal(minutes / 60, lang)
