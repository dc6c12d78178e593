"""From the text of one cell to its value; what cannot be read says why by its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bundler.domain.model import WEB_ADDRESS
from bundler.i18n import Text
from bundler.io.nearest import maybe, nearest
from bundler.units import (
    DAY_MINUTES,
    DAY_NAMES,
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
    name = "|".join(sorted(DAY_NAMES, key=len, reverse=True))
    if re.fullmatch(rf"(?:{name})(?:\s+(?:{name}))+", item.casefold()):
        return maybe(";".join(item.casefold().split()))
    ends = re.fullmatch(rf"({name})({name})", item.casefold())
    return maybe(f"{ends[1]}-{ends[2]}" if ends else nearest(item.casefold(), DAY_NAMES))


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


_MAYBE = Text("Maybe", "Misschien")


@dataclass(frozen=True, eq=False)
class Choice:
    """A parser for one of some names.

    Attributes:
        names: as they are stored.
        accepted: what may be written for each, without capitals.
        dutch: the usual Dutch word for a name that has another one.
    """

    names: tuple[str, ...]
    accepted: Mapping[str, str]
    dutch: Mapping[str, str]

    def __call__(self, cell: str) -> str:
        """The name that is meant."""
        try:
            return self.accepted[cell.casefold()]
        except KeyError:
            found = nearest(cell.casefold(), self.accepted)
            meant = [self.accepted[found]] if found else []
            hint = Text(*(f"{word} {name}" for word, name in zip(_MAYBE, self.words(meant), strict=True)))
            raise Wrong("E-CHOICE", hint if found else None, choices=self.words(self.names)) from None

    def words(self, names: Sequence[str]) -> Text:
        """Names as people write them."""
        return Text(", ".join(names), ", ".join(self.dutch.get(name, name) for name in names))


def choice(names: str, other: str = "") -> Choice:
    """A parser for one of ``names``; ``other`` adds words, as ``word=name``: the Dutch one of each first."""
    known = {name.casefold(): name for name in names.split()}
    words = [(word, name) for word, _, name in (pair.partition("=") for pair in other.split())]
    dutch = {name: word for word, name in reversed(words)}
    return Choice(tuple(known.values()), known | dict(words), dutch)


@dataclass(frozen=True)
class Within:
    """A check that a number lies between two bounds.

    Attributes:
        least: lower bound; None for none.
        most: upper bound; None for ``MOST``.
        above: the lower bound itself is not allowed.
        below: the upper bound itself is not allowed.
    """

    least: float | None = None
    most: float | None = None
    above: bool = False
    below: bool = False

    def __call__(self, value: float) -> None:
        """Raises ``Wrong`` where the number is too low or too high."""
        lowest = -MOST if self.least is None else self.least
        highest = MOST if self.most is None else self.most
        too_low = value < lowest or (self.above and value == lowest)
        if too_low or value > highest or (self.below and value == highest):
            raise _out_of_range(self.words(lower=self.least is not None or too_low, upper=not too_low))

    def words(self, *, lower: bool = True, upper: bool = True) -> Text:
        """The bounds in words: those that are set, and of the others those that are asked for."""
        parts = []
        if lower:
            least = -MOST if self.least is None else self.least
            parts.append((("more than", "meer dan") if self.above else ("at least", "ten minste"), least))
        if upper or self.most is not None:
            most = MOST if self.most is None else self.most
            parts.append((("less than", "minder dan") if self.below else ("at most", "hooguit"), most))
        return Text(
            " and ".join(f"{words[0]} {decimal(limit)}" for words, limit in parts),
            " en ".join(f"{words[1]} {decimal(limit, 'nl')}" for words, limit in parts),
        )


def within(
    least: float | None = None, most: float | None = None, *, above: bool = False, below: bool = False
) -> Within:
    """A check that a number lies between two bounds; see ``Within``."""
    return Within(least, most, above, below)


def _out_of_range(allowed: Text) -> Wrong:
    return Wrong("E-RANGE", range=allowed)


@dataclass(frozen=True)
class Number:
    """A parser for a number with a decimal point or comma.

    Attributes:
        check: its bounds.
        whole: only a whole number is right; ``3.0`` is one too.
    """

    check: Within
    whole: bool = False

    def __call__(self, cell: str) -> float:
        """The number."""
        code = "E-WHOLE" if self.whole else "E-NUMBER"
        try:
            value = parse_number(cell)
        except ValueError:
            raise Wrong(code) from None
        if self.whole and value != int(value):
            raise Wrong(code)
        self.check(value)
        return int(value) if self.whole else value


def number(check: Within) -> Number:
    """A parser for a number with a decimal point or comma."""
    return Number(check)


def whole(check: Within) -> Number:
    """A parser for a whole number; ``3.0`` is one too."""
    return Number(check, whole=True)


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
    AMOUNT(value)
    return value


AMOUNT = within(0, 1e12)
PERCENT = number(within(0, 100))


def percent(cell: str) -> object:
    """A percentage from 0 to 100, with or without its sign."""
    return PERCENT(cell.removesuffix("%").rstrip())


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


CAO_WORDS = {"geen": "none", "onbekend": "unknown", "none": "none", "unknown": "unknown"}


def cao(cell: str) -> str:
    """A key into the catalogue of collective agreements, or ``none`` or ``unknown``."""
    return word(cell, CAO_WORDS)


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
