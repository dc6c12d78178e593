"""JSON as this package reads it: strict, and what is wrong with it in words."""

from __future__ import annotations

import json
from collections.abc import Callable

from bundler.i18n import Text

Pairs = list[tuple[str, object]]


def load_json(content: bytes, make_object: Callable[[Pairs], object]) -> object:
    """The value of a JSON text; NaN and the infinities, which JSON does not have, are refused.

    Args:
        content: UTF-8, with or without a byte order mark.
        make_object: from the pairs of an object, in order, to what is read from it.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested thousands deep.
    """
    text = content.decode("utf-8-sig")
    return json.loads(text, object_pairs_hook=make_object, parse_constant=_no_constant)


def not_json(error: Exception) -> tuple[Text, Text]:
    """What to say of an error of ``load_json``, and what to do about it."""
    if isinstance(error, json.JSONDecodeError):
        place = Text(
            f"line {error.lineno}, column {error.colno}", f"regel {error.lineno}, kolom {error.colno}"
        )
    elif isinstance(error, UnicodeDecodeError):
        place = Text("it is not UTF-8 text", "het is geen UTF-8-tekst")
    else:
        place = Text("it holds something that JSON does not know", "er staat iets in dat JSON niet kent")
    return (
        Text("is no valid JSON: {place}.", "is geen geldige JSON: {place}.").fill(place=place),
        Text(
            "Maybe a comma or a quote is missing there.",
            "Misschien ontbreekt daar een komma of aanhalingsteken.",
        ),
    )


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
