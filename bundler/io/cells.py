"""From the text of one cell to its value; what cannot be read says why by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from bundler.domain.model import WEB_ADDRESS
from bundler.i18n import Text
from bundler.io.nearest import maybe, nearest
from bundler.units import (
    DAY_MINUTES,
    DAYS,
    decimal,
    parse_clock,
    parse_days,
    parse_hours,
    parse_number,
    split_list,
)

Parser = Callable[[str], object]

MOST = 1e9  # beyond this a number in any cell is a mistake, and arithmetic in the solver could overflow

_YES_NO = dict.fromkeys(("yes", "y", "ja", "j", "true", "waar", "1"), True) | dict.fromkeys(
    ("no", "n", "nee", "false", "onwaar", "0"), False
)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_LOOSE_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*(?:u|uur|h|am)|[:.,uh]([0-5]\d)?)?(?:\s*(?:u|uur|h|am))?$", re.IGNORECASE
)
_LOOSE_HOURS = re.compile(r"(\d{1,2})\s*(?:u|uur|h)\s*([0-5]\d)?\s*(?:m|min)?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?$")
_COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})$|[a-z]{3,20}$", re.IGNORECASE)
_WHOLE_WEEK = re.compile(r"week|werk|dagelijks|daily|elke|every|alle|all", re.IGNORECASE)


class Wrong(Exception):
    """A cell that cannot be read: the code in the catalogue, what it is filled with, and a hint."""

    def __init__(self, code: str, hint: Text | None = None, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint
        self.values = values


def text(cell: str) -> str:
    """Free text, as it is."""
    return cell


def items(cell: str) -> tuple[str, ...]:
    """The items of a list, each once, in the order given."""
    return tuple(dict.fromkeys(split_list(cell)))


def days(cell: str) -> tuple[int, ...]:
    """Weekdays from a list of names and ranges."""
    try:
        found = parse_days(cell)
    except ValueError as error:
        item = str(error)
        raise Wrong("E-DAYS", _day_hint(item), item=item) from None
    if not found:
        raise Wrong("E-DAYS", item=cell)
    return found


def _day_hint(item: str) -> Text | None:
    if _WHOLE_WEEK.search(item):
        return Text("Maybe mon-fri", "Misschien ma-vr")
    names = [*DAYS, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    names += ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
    return maybe(nearest(item.casefold(), names))


def hours(cell: str) -> float:
    """Minutes of a session from hours as ``2.5``, ``2,5`` or ``2:30``; not rounded."""
    try:
        minutes = parse_hours(cell)
    except ValueError:
        match = _LOOSE_HOURS.match(cell)
        hint = maybe(f"{int(match[1])}:{match[2] or '00'}") if match else None
        raise Wrong("E-HOURS", hint) from None
    if not 0.5 <= minutes <= DAY_MINUTES:
        raise _out_of_range(Text("more than 0 and at most 24 hours", "meer dan 0 en hooguit 24 uur"))
    return minutes


def clock_time(cell: str) -> int:
    """Minutes after midnight from ``HH:MM``."""
    try:
        return parse_clock(cell)
    except ValueError:
        match = _LOOSE_CLOCK.match(cell)
        hint = maybe(f"{int(match[1]):02d}:{match[2] or '00'}") if match and int(match[1]) < 24 else None
        raise Wrong("E-CLOCK", hint) from None


def iso_date(cell: str) -> date:
    """A date from ``YYYY-MM-DD``."""
    try:
        if not _ISO_DATE.match(cell):  # Python's own reader also takes week numbers
            raise ValueError(cell)
        return date.fromisoformat(cell)
    except ValueError:
        match = _DAY_FIRST.match(cell)
        try:
            hint = maybe(date(int(match[3]), int(match[2]), int(match[1])).isoformat()) if match else None
        except ValueError:
            hint = None
        raise Wrong("E-DATE", hint) from None


def yes_no(cell: str) -> bool:
    """A boolean from yes/no, ja/nee, true/false or 1/0."""
    try:
        return _YES_NO[cell.casefold()]
    except KeyError:
        raise Wrong("E-YES-NO") from None


def choice(names: str, other: str = "") -> Parser:
    """A parser for one of ``names``; ``other`` adds words for them, as ``word=name``."""
    known = {name.casefold(): name for name in names.split()}
    accepted = known | {word: name for word, _, name in (pair.partition("=") for pair in other.split())}
    choices = ", ".join(known.values())

    def parse(cell: str) -> str:
        try:
            return accepted[cell.casefold()]
        except KeyError:
            found = nearest(cell.casefold(), accepted)
            raise Wrong("E-CHOICE", maybe(accepted[found] if found else ""), choices=choices) from None

    return parse


Check = Callable[[float], None]


def within(
    least: float | None = None, most: float | None = None, *, above: bool = False, below: bool = False
) -> Check:
    """A check that a number lies between two bounds.

    Args:
        least: lower bound; None for none.
        most: upper bound; None for ``MOST``.
        above: the lower bound itself is not allowed.
        below: the upper bound itself is not allowed.
    """
    lowest, highest = -MOST if least is None else least, MOST if most is None else most

    def check(value: float) -> None:
        too_low = value < lowest or (above and value == lowest)
        if not (too_low or value > highest or (below and value == highest)):
            return
        shown = [] if least is None and not too_low else [("more than", "meer dan") if above else _AT_LEAST]
        limits = [lowest] if shown else []
        if most is not None or not too_low:
            shown.append(("less than", "minder dan") if below else _AT_MOST)
            limits.append(highest)
        parts = list(zip(shown, limits, strict=True))
        raise _out_of_range(
            Text(
                " and ".join(f"{words[0]} {decimal(limit)}" for words, limit in parts),
                " en ".join(f"{words[1]} {decimal(limit, 'nl')}" for words, limit in parts),
            )
        )

    return check


_AT_LEAST, _AT_MOST = ("at least", "ten minste"), ("at most", "hooguit")


def _out_of_range(allowed: Text) -> Wrong:
    return Wrong("E-RANGE", range=allowed)


def number(check: Check) -> Parser:
    """A parser for a number with a decimal point or comma."""

    def parse(cell: str) -> float:
        try:
            value = parse_number(cell)
        except ValueError:
            raise Wrong("E-NUMBER") from None
        check(value)
        return value

    return parse


def whole(check: Check) -> Parser:
    """A parser for a whole number; ``3.0`` is one too."""

    def parse(cell: str) -> int:
        try:
            value = parse_number(cell)
        except ValueError:
            raise Wrong("E-WHOLE") from None
        if value != int(value):
            raise Wrong("E-WHOLE")
        check(value)
        return int(value)

    return parse


def euro(cell: str) -> float:
    """An amount of euros, 0 or more; ``€`` and unmistakable marks for thousands are left out."""
    amount = cell.removeprefix("€").removeprefix("EUR").removesuffix("€").removesuffix("EUR").strip()
    amount = amount.removesuffix(",-").removesuffix(".-")
    match = _THOUSANDS.match(amount)
    if match:
        plain = re.sub(r"[.,\s](?=\d{3}(?!\d))", "", amount)
        if match[1] in ".," and amount.count(match[1]) == 1 and plain.isdigit():
            raise Wrong("E-AMOUNT", maybe(plain))
        amount = plain
    return _amount(amount)


def _amount(cell: str) -> float:
    try:
        value = parse_number(cell)
    except ValueError:
        raise Wrong("E-NUMBER") from None
    _NOT_NEGATIVE(value)
    return value


_NOT_NEGATIVE = within(0, 1e12)
_PERCENT = number(within(0, 100))


def percent(cell: str) -> object:
    """A percentage from 0 to 100, with or without its sign."""
    return _PERCENT(cell.removesuffix("%").rstrip())


def color(cell: str) -> str:
    """A colour as ``#RRGGBB``, ``#RGB`` or an English name."""
    if not _COLOR.match(cell):
        raise Wrong("W-COLOR")
    return cell


def web_address(cell: str) -> str:
    """A web address that begins with http:// or https://."""
    if not re.fullmatch(WEB_ADDRESS, cell):
        better = f"https://{cell}"
        bare = "." in cell and ":" not in cell and re.fullmatch(WEB_ADDRESS, better)
        raise Wrong("E-URI", maybe(better) if bare else None)
    return cell


def word(cell: str, words: Mapping[str, str]) -> str:
    """The text, or the English word for it where there is one."""
    return words.get(cell.casefold(), cell)


def cao(cell: str) -> str:
    """A key into the catalogue of collective agreements, or ``none`` or ``unknown``."""
    return word(cell, {"geen": "none", "onbekend": "unknown", "none": "none", "unknown": "unknown"})


_ADD = "erbij=add nieuw=add toevoegen=add toegevoegd=add new=add added=add join=add joins=add joined=add"
_DROP = (
    "weg=drop vervalt=drop vervallen=drop vertrekt=drop verwijder=drop verwijderen=drop eruit=drop "
    "dropped=drop remove=drop removed=drop delete=drop leave=drop leaves=drop left=drop"
)
_CHANGE = (
    "anders=change wijzig=change wijzigen=change wijzigt=change wijziging=change gewijzigd=change "
    "verandert=change changes=change changed=change"
)
change = choice("change add drop", f"{_ADD} {_DROP} {_CHANGE}")
"""What a scenario does with a row: ``change``, ``add`` or ``drop``."""

add_or_drop = choice("add drop", f"{_ADD} {_DROP}")
"""What a scenario does with a pin: ``add`` or ``drop``."""
