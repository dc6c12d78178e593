"""A user's norms file, read with every problem in it at once, in words for who wrote it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple, get_args

from bundler.findings import Finding
from bundler.i18n import Text
from bundler.norms.found import Found, Place, maybe, nearest
from bundler.norms.lines import Lines
from bundler.norms.model import ID_PATTERN, Norm, Unit
from bundler.norms.periodcheck import check_periods

_KEYS: Final = ("id", "label", "unit", "periods")
_UNITS: Final = get_args(Unit)
# What a user can add more of; of every other kind the program reads only what the catalogues have.
_OPEN_KINDS: Final = ("cao", "blocks")

_NORMS = Text(
    "a list of norms, each below its own [[norms]]", "een lijst normen, elk onder een eigen [[norms]]"
)
_PERIODS = Text(
    "a list of periods, each below its own [[norms.periods]]",
    "een lijst perioden, elk onder een eigen [[norms.periods]]",
)


class NormsRead(NamedTuple):
    """What a file holds: its norms, none where there is an error; and everything found in it."""

    norms: tuple[Norm, ...]
    findings: tuple[Finding, ...]


def read_norms(name: str, content: bytes, known: Mapping[str, Norm]) -> NormsRead:
    """Read a norms file.

    Args:
        name: the file's name, for the findings.
        content: its bytes.
        known: the norms there are, by id; where the file changes one, label and unit may be left out.

    Returns:
        The norms and the findings; the ``row`` of a finding is a line of the file.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        found = Found(name, Lines(""))
        found.add("E-NORM-ENCODING", Place(Text(name, name)))
        return NormsRead((), tuple(found.findings))
    found = Found(name, Lines(text))
    document = _document(text, found)
    norms = [] if document is None else _norms(document, known, found)
    if found.refused:
        return NormsRead((), tuple(found.findings))
    return NormsRead(tuple(map(Norm.model_validate, norms)), tuple(found.findings))


def _document(text: str, found: Found) -> dict[str, Any] | None:
    lines = text.split("\n")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = min(int(place[1]), len(lines)) if place else len(lines)
    except (ValueError, ArithmeticError, RecursionError):  # numbers or brackets without end
        line = 1
    found.add("E-NORM-TOML", Place(Text(found.file, found.file)), "", lines[line - 1], line=line)
    found.findings[-1] = found.findings[-1]._replace(row=line)
    return None


def _norms(document: dict[str, Any], known: Mapping[str, Norm], found: Found) -> list[dict[str, Any]]:
    whole = Place(Text(found.file, found.file))
    found.keys(whole, document, ("norms",))
    listed = document.get("norms", [])
    if not isinstance(listed, list) or not all(isinstance(fields, dict) for fields in listed):
        found.add("E-NORM-SHAPE", whole, "norms", "", maybe("[[norms]]"), shape=_NORMS)
        return []
    seen: set[str] = set()
    return [_norm(index, fields, known, seen, found) for index, fields in enumerate(listed)]


def _norm(
    index: int, fields: dict[str, Any], known: Mapping[str, Norm], seen: set[str], found: Found
) -> dict[str, Any]:
    """The fields of a norm, with label and unit of the norm that it changes."""
    norm_id = fields.get("id")
    name = norm_id if isinstance(norm_id, str) and norm_id.strip() else f"norm {index + 1}"
    place = Place(Text(name, name), index)
    found.keys(place, fields, _KEYS)
    if not found.missing(place, fields, "id"):
        _check_id(place, fields["id"], known, seen, found)
    base = known.get(name)
    if base is not None:
        fields = {"label": base.label._asdict(), "unit": base.unit} | fields
    if not found.missing(place, fields, "label"):
        found.text(place, fields, "label")
    unit = None if found.missing(place, fields, "unit") else _unit(place, fields["unit"], base, found)
    periods = fields.get("periods")
    if isinstance(periods, list) and periods and all(isinstance(period, dict) for period in periods):
        check_periods(found, place, periods, unit)
    else:
        found.add("E-NORM-SHAPE", place, "periods", "" if periods is None else periods, shape=_PERIODS)
    return fields


def _check_id(place: Place, norm_id: object, known: Mapping[str, Norm], seen: set[str], found: Found) -> None:
    if not isinstance(norm_id, str) or not re.fullmatch(ID_PATTERN, norm_id):
        better = re.sub(r"[^a-z0-9_.-]+", "_", str(norm_id).strip().casefold())
        found.add(
            "E-NORM-ID", place, "id", norm_id, maybe(better if re.fullmatch(ID_PATTERN, better) else None)
        )
        return
    if norm_id in seen:
        found.add("E-NORM-TWICE", place, "id", norm_id)
    seen.add(norm_id)
    if norm_id not in known and not _is_read(norm_id, known):
        found.add("W-NORM-UNUSED", place, "id", norm_id, maybe(nearest(norm_id, known)))


def _is_read(norm_id: str, known: Mapping[str, Norm]) -> bool:
    """Whether a new norm is a fact about a CAO or a table of which others have it too."""
    kind, *names = norm_id.split(".")
    return (
        kind in _OPEN_KINDS
        and len(names) == 2
        and any(other.startswith(f"{kind}.") and other.endswith(f".{names[1]}") for other in known)
    )


def _unit(place: Place, unit: object, base: Norm | None, found: Found) -> str | None:
    """The unit that the values must go with; None where it is not known."""
    if base is not None:
        if unit != base.unit:
            found.add("E-NORM-UNIT", place, "unit", unit, maybe(base.unit), wanted=base.unit)
        return base.unit
    if unit not in _UNITS:
        near = nearest(str(unit), _UNITS)
        found.add("E-NORM-UNIT", place, "unit", unit, maybe(near), wanted=", ".join(_UNITS))
        return None
    return str(unit)
