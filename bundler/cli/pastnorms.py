"""Norms past their last known day are told: a euro that is no longer true looks like any other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bundler.cli.console import Console
from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.norms import Reading

MOST_NORMS = 10

_PAST = (
    Text(
        "Warning: 1 norm is not known for {day}; its last known value was used. The report names it.",
        "Waarschuwing: 1 norm is niet bekend voor {day}; de laatst bekende waarde is gebruikt. Het rapport "
        "noemt hem.",
    ),
    Text(
        "Warning: {number} norms are not known for {day}; their last known values were used. The report "
        "names them.",
        "Waarschuwing: {number} normen zijn niet bekend voor {day}; de laatst bekende waarden zijn gebruikt. "
        "Het rapport noemt ze.",
    ),
)
_UNTIL = Text("{label}: known until {day}", "{label}: bekend tot en met {day}")
_FROM = Text("{label}: known from {day} on", "{label}: bekend vanaf {day}")
_MORE = Text("… and {number} more", "… en nog {number}")
_LOOK_UP = Text(
    "Maybe look them up and give them with --norms FILE.",
    "Misschien kunt u ze opzoeken en meegeven met --norms BESTAND.",
)


def past(readings: Iterable[Reading]) -> list[Reading]:
    """Those read outside what is known of them: euros first, then other numbers, then texts."""

    def weight(reading: Reading) -> tuple[bool, bool, str]:
        unit = reading.norm.unit
        return (not unit.startswith("eur"), unit in ("text", "date", "yes_no"), reading.norm.norm_id)

    return sorted((reading for reading in readings if reading.warning), key=weight)


def tell_past_norms(console: Console, readings: Iterable[Reading], most: int = MOST_NORMS) -> None:
    """Tell on stderr which norms are not known for the plan's day; ``most`` 0 tells only how many."""
    found = past(readings)
    if not found:
        return
    console.say(_PAST[len(found) > 1].fill(number=len(found), day=found[0].day))
    for reading in found[:most]:
        console.say(f"  {past_text(reading)(console.lang)}")
    if most:
        if len(found) > most:
            console.say(f"  {_MORE(console.lang, number=len(found) - most)}")
        console.say(_LOOK_UP)


def past_text(reading: Reading) -> Text:
    """Until when, or from when, a norm is known."""
    period = reading.period
    if period.valid_to is not None and reading.day > period.valid_to:
        return _UNTIL.fill(label=reading.norm.label, day=period.valid_to)
    return _FROM.fill(label=reading.norm.label, day=period.valid_from)
