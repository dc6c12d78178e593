"""The periods of one norm in a user's file: each value fits its unit, each day is a day, all are in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_args

from bundler.i18n import Text
from bundler.norms.found import BOTH, Found, Place, maybe, nearest
from bundler.norms.model import WANTED, Confidence, Period, Step, is_both

_KEYS: Final = tuple(Period.model_fields)
# Year first or day first, with any of the usual signs between.
_A_DAY: Final = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII
)
_STEP_KEYS: Final = tuple(Step.model_fields)
_CONFIDENCE: Final = get_args(Confidence)
_DUTCH: Final = {"hoog": "high", "middel": "medium", "gemiddeld": "medium", "laag": "low"}

_TRUTH = Text("true or false, without quotation marks", "true of false, zonder aanhalingstekens")
_SENTENCE = Text("a text between quotation marks", "een tekst tussen aanhalingstekens")
_NUMBER = Text(
    "a number of 0 or more, such as 14.71, or a list of steps that each have a name and a value",
    "een getal van 0 of meer, zoals 14.71, of een lijst stappen die elk een name en een value hebben",
)
_SHAPES: Final = {
    "text": BOTH.fill(key="value"),
    "yes_no": _TRUTH,
    "date": Text(
        "a day, such as 2026-07-01, without quotation marks",
        "een dag, zoals 2026-07-01, zonder aanhalingstekens",
    ),
}


def check_periods(found: Found, norm: Place, periods: Sequence[Mapping[str, Any]], unit: str | None) -> None:
    """Add to ``found`` what is wrong; ``unit`` is None where it is not known."""
    end = date.max
    for index, fields in enumerate(periods):
        place = norm.of_period(index)
        _check(found, place, fields, unit)
        start = _day(fields.get("valid_from"))
        if index and fields.get("valid_from") == start and (start or date.min) <= end:
            found.add("E-NORM-ORDER", place, "valid_from", start or "")
        end = (_day(fields["valid_to"]) or date.min) if "valid_to" in fields else date.max


def _check(found: Found, place: Place, fields: Mapping[str, Any], unit: str | None) -> None:
    found.keys(place, fields, _KEYS)
    if not found.missing(place, fields, "value") and fields["value"] != "unknown":
        if unit is not None:
            _check_value(found, place, fields["value"], unit)
        if "valid_from" not in fields and fields.get("undated") is not True:
            found.add("E-NORM-DATED", place, "valid_from")
    for key in ("valid_from", "valid_to"):
        if key in fields and _day(fields[key]) is None:
            found.add("E-NORM-DATE", place, key, fields[key], _day_hint(fields[key]))
    start, end = _day(fields.get("valid_from")), _day(fields.get("valid_to"))
    if start and end and end < start:
        found.add("E-NORM-SPAN", place, "valid_to", end, start=start)
    if not found.missing(place, fields, "source") and not isinstance(fields["source"], str):
        found.add("E-NORM-SHAPE", place, "source", fields["source"], shape=_SENTENCE)
    if not found.missing(place, fields, "confidence") and fields["confidence"] not in _CONFIDENCE:
        given = str(fields["confidence"]).strip().casefold()
        near = _DUTCH.get(given) or nearest(given, _CONFIDENCE)
        found.add("E-NORM-CONFIDENCE", place, "confidence", fields["confidence"], maybe(near))
    for key in ("derived", "undated"):
        if not isinstance(fields.get(key, False), bool):
            found.add("E-NORM-SHAPE", place, key, fields[key], shape=_TRUTH)
    found.text(place, fields, "note")


def _check_value(found: Found, place: Place, value: object, unit: str) -> None:
    wanted = WANTED.get(unit)
    if wanted is None:
        fits = _is_number(value) or (isinstance(value, list) and bool(value) and all(map(_is_step, value)))
    elif wanted is Text:
        fits = is_both(value)
    else:
        fits = type(value) is wanted
    if not fits:
        hint = _day_hint(value) if wanted is date else _number_hint(value) if wanted is None else None
        found.add("E-NORM-VALUE", place, "value", value, hint, unit=unit, shape=_SHAPES.get(unit, _NUMBER))


def _is_number(value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return (whole or (isinstance(value, Decimal) and value.is_finite())) and value >= 0  # type: ignore[operator]


def _is_step(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(_STEP_KEYS)
        and is_both(value["name"])
        and _is_number(value["value"])
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _day_hint(value: object) -> Text | None:
    """The day that is meant where it was written with its day first, as a text, or with a time."""
    if isinstance(value, datetime):
        return maybe(value.date().isoformat())
    found = _A_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return maybe(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return None


def _number_hint(value: object) -> Text | None:
    """The number that is meant where it was written as a text, with a comma or a euro sign."""
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.replace("€", "").replace("%", "").replace(",", ".").strip())
    except InvalidOperation:
        return None
    return maybe(str(number)) if number.is_finite() and number >= 0 else None
