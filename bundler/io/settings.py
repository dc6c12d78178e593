"""From what stands in a scenario to the value of one rule, weight or option, with the bounds of its model."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from bundler.domain import Attribution, Rules, SolveOptions, Weights
from bundler.i18n import Text
from bundler.io import cells
from bundler.io.cells import Wrong

Convert = Callable[[object], object]

CLOCKS: Final = ("day_start", "day_end")
_NONE_WORDS: Final = ("none", "geen")
_A_LIST = Text("a list of texts between brackets", "een lijst van teksten tussen haakjes")
_A_TEXT = Text("a text between quotation marks", "een tekst tussen aanhalingstekens")
_ONE_VALUE = Text("one value, not a list or a section", "één waarde, geen lijst of onderdeel")


def _scalar(value: object) -> str:
    """The text of one value; a list or a table is no value."""
    if isinstance(value, list | tuple | dict):
        raise Wrong("E-SHAPE", shape=_ONE_VALUE)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and abs(value) > cells.MOST:
        return f"{float(max(-1e15, min(1e15, value)))}"
    return str(value).strip()


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise Wrong("E-SHAPE", shape=_A_TEXT)
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    """Texts from a list, or from one text with separators; each once."""
    if isinstance(value, str):
        return cells.items(value)
    if not isinstance(value, list | tuple):
        raise Wrong("E-SHAPE", shape=_A_LIST)
    if not all(isinstance(item, str | int) and not isinstance(item, bool) for item in value):
        raise Wrong("E-SHAPE", shape=_A_LIST)
    return tuple(dict.fromkeys(stripped for item in value if (stripped := str(item).strip())))


def listed(value: object) -> tuple[str, ...]:
    """Texts of a setting; the word for none empties a list, as a blank cell leaves it as inherited."""
    if isinstance(value, str) and value.strip().casefold() in _NONE_WORDS:
        return ()
    return texts(value)


def day(value: object) -> date:
    """A date, of TOML's own sort or as text."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else cells.iso_date(_scalar(value))


def _yes_no(value: object) -> bool:
    return value if isinstance(value, bool) else cells.yes_no(_scalar(value))


def _clock(value: object) -> int:
    return cells.clock_time(_scalar(value))


def _bounded(metadata: list[object], *, whole: bool) -> Convert:
    """A number within the bounds that the model gives."""
    bounds: dict[str, float] = {
        name: getattr(bound, name)
        for bound in metadata
        for name in ("ge", "gt", "le", "lt")
        if hasattr(bound, name)
    }
    least, most = bounds.get("ge", bounds.get("gt")), bounds.get("le", bounds.get("lt"))
    check = cells.within(least, most, above="gt" in bounds, below="lt" in bounds)
    parse = cells.whole if whole else cells.number

    def convert(value: object) -> object:
        if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
            raise Wrong("E-WHOLE" if whole else "E-NUMBER")
        return parse(check)(repr(value) if isinstance(value, float) else _scalar(value))

    return convert


def _one_of(names: tuple[str, ...]) -> Convert:
    parse = cells.choice(" ".join(names))
    return lambda value: parse(_scalar(value))


def _or_none(convert: Convert) -> Convert:
    def inner(value: object) -> object:
        return None if isinstance(value, str) and value.strip().casefold() in _NONE_WORDS else convert(value)

    return inner


def _converter(name: str, annotation: object, metadata: list[object]) -> Convert:
    if name in CLOCKS:
        return _clock
    if get_origin(annotation) in (Union, UnionType):
        (sort,) = (part for part in get_args(annotation) if part is not NoneType)
        return _or_none(_converter(name, sort, metadata))
    if get_origin(annotation) is Literal:
        return _one_of(get_args(annotation))
    if get_origin(annotation) is tuple:
        return listed
    if annotation is bool:
        return _yes_no
    return _bounded(metadata, whole=annotation is int)


def _of_model(model: type[BaseModel]) -> dict[str, Convert]:
    return {
        name: _converter(name, field.annotation, list(field.metadata))
        for name, field in model.model_fields.items()
    }


OF_THE_FILE: Final = ("inherits", "keep_pins")
"""Keys of the section scenario that are about the file and no part of what it comes to."""

OF_THE_LAST: Final = ("name", "description")
"""Keys of the section scenario that are not inherited: they say what this scenario is."""

SETTINGS: Final[Mapping[str, Mapping[str, Convert]]] = {
    "scenario": {
        "name": text,
        "description": text,
        "plan_date": day,
        "inherits": text,
        "keep_pins": _yes_no,
    },
    "rules": _of_model(Rules),
    "weights": _of_model(Weights),
    "solve": _of_model(SolveOptions),
    "attribution": _of_model(Attribution),
}
