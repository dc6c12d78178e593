"""A sweep file: which settings take which values, over which scenario."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bundler.errors import DataRefused, UsageError
from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.collect import Findings
from bundler.io.csvfile import decode
from bundler.io.draft import show
from bundler.io.limits import MOST_SCENARIO_BYTES
from bundler.io.nearest import maybe, nearest
from bundler.io.settings import SETTINGS, text, texts
from bundler.io.sources import read_bytes
from bundler.kpis import KPIS
from bundler.scenarios.grid import SETTABLE, Axis, make_axis, setting_of

USUAL = ("jobs", "hours", "complexity", "score")
PICTURES = tuple(kpi.code for kpi in KPIS if kpi.by == "plan" and not kpi.needs_dossier)
"""Every KPI that can be drawn."""
_SECTIONS = ("sweep", "axes")
_KEYS = ("name", "name_nl", "description", "description_nl", "scenario", "price", "time_limit", "pictures")
_PLACE = re.compile(r"line (\d+), column (\d+)")
_VALUES = Text(
    "a list of values between brackets, such as [1, 2, 3]", "een lijst tussen haakjes, zoals [1, 2, 3]"
)
_SECTION = Text("a section between brackets, such as [axes]", "een onderdeel tussen haakjes, zoals [axes]")
_HINT_SECTION = Text("Maybe [sweep] or [axes].", "Misschien [sweep] of [axes].")
_HINT_AXIS = Text("Maybe add it below [axes].", "Misschien onder [axes] toevoegen.")


class Sweep(NamedTuple):
    """What a sweep file asks.

    Attributes:
        name: what the sweep is called.
        description: what it is for.
        scenario: the scenario file that the cells are made of; None: that of the data.
        axes: with their values.
        price: the setting of which the price is told, as ``rules.max_suppliers``; empty for none.
        time_limit: seconds for each cell; None for the usual.
        pictures: codes of the KPIs that are drawn.
    """

    name: Text = Text("", "")
    description: Text = Text("", "")
    scenario: Path | None = None
    axes: tuple[Axis, ...] = ()
    price: str = ""
    time_limit: float | None = None
    pictures: tuple[str, ...] = USUAL


def read_sweep(path: Path) -> Sweep:
    """Read and check a sweep file.

    Raises:
        DataRefused: it has errors; every one is listed.
        UsageError: it cannot be read at all.
    """
    found = Findings()
    content = decode(read_bytes(path, MOST_SCENARIO_BYTES), path.name, found)
    sweep = _Reader(path, content, found).read() if content is not None else Sweep()
    if found.refused:
        raise DataRefused(found.summary(), found.listed())
    return sweep


def _picture(code: str) -> str:
    """The KPI that a picture is asked of.

    Raises:
        Wrong: there is no such KPI of a plan.
    """
    if code not in PICTURES:
        raise Wrong("E-CHOICE", maybe(nearest(code.casefold(), PICTURES)), choices=", ".join(PICTURES))
    return code


class _Reader:
    """One file; what is wrong with it goes to ``found``."""

    def __init__(self, path: Path, content: str, found: Findings) -> None:
        self._path, self._lines, self._found = path, content.replace("\r\n", "\n").split("\n"), found

    def read(self) -> Sweep:
        document = self._document()
        for section in document:
            if section not in _SECTIONS:
                near = nearest(section.casefold(), _SECTIONS)
                self._add("E-SECTION", section, section, maybe(f"[{near}]") if near else _HINT_SECTION)
        own, axes = (self._section(document, name) for name in _SECTIONS)
        values: dict[str, Any] = {}
        for key, value in own.items():
            if key not in _KEYS:
                self._add("E-KEY", key, value, maybe(nearest(key.casefold(), _KEYS)), section="sweep")
                continue
            try:
                values[key] = self._setting(key, value)
            except Wrong as wrong:
                self._add(wrong.code, key, value, wrong.hint, **wrong.values)
        built = tuple(axis for name, listed in _flat(axes) if (axis := self._axis(name, listed)) is not None)
        price = values.get("price", "")
        if price and price not in {axis.name for axis in built} and not self._found.refused:
            self._add("E-CHOICE", "price", price, _HINT_AXIS, choices=", ".join(axis.name for axis in built))
        return Sweep(
            Text(values.get("name", ""), values.get("name_nl", values.get("name", ""))),
            Text(values.get("description", ""), values.get("description_nl", values.get("description", ""))),
            values.get("scenario"),
            built,
            price,
            values.get("time_limit"),
            values.get("pictures", USUAL),
        )

    def _document(self) -> dict[str, Any]:
        try:
            return tomllib.loads("\n".join(self._lines))
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            line, position = (int(place[1]), int(place[2])) if place else (len(self._lines), 1)
            self._found.add("E-TOML", self._path.name, line, line=line, position=position)
        except (ValueError, RecursionError):
            self._found.add("E-TOML", self._path.name, 1, line=1, position=1)
        return {}

    def _section(self, document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        section = document.get(name, {})
        if isinstance(section, dict):
            return section
        self._add("E-SHAPE", name, section, shape=_SECTION)
        return {}

    def _setting(self, key: str, value: object) -> object:
        if key == "time_limit":
            return SETTINGS["solve"]["time_limit"](value)
        if key == "pictures":
            return tuple(_picture(code) for code in texts(value))
        plain = text(value)
        if key == "scenario":
            return self._path.parent / plain
        if key != "price":
            return plain
        # what is best under other weights is no measure
        rules = [name for name in SETTABLE if name.startswith("rules.")]
        if plain not in rules:
            raise Wrong("E-CHOICE", maybe(nearest(plain, rules)), choices="rules.…")
        return plain

    def _axis(self, name: str, values: object) -> Axis | None:
        if not isinstance(values, list) or not values:
            self._add("E-SHAPE", name, values, shape=_VALUES)
            return None
        try:
            setting_of(name)
        except UsageError:
            near = nearest(name.casefold(), SETTABLE)
            self._add("E-KEY", name, "", maybe(near), section="axes")
            return None
        right = True
        for value in values:
            try:
                make_axis(name, [value])
            except Wrong as wrong:
                self._add(wrong.code, name, value, wrong.hint, **wrong.values)
                right = False
        return make_axis(name, values) if right else None

    def _add(self, code: str, key: str, value: object, hint: Text | None = None, **more: object) -> None:
        last = re.escape(key.rpartition(".")[2])
        wanted = re.compile(rf"[\s\"'.\[]*(?:[\w.\"']*[.\"'])?{last}[\"'\]]*\s*(?:=|$|#)")
        row = next((number for number, line in enumerate(self._lines, 1) if wanted.match(line)), None)
        self._found.add(code, self._path.name, row, key, show(value), hint, **more)


def _flat(axes: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Settings with their values, also where TOML made sections of the points in their names."""
    for name, value in axes.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", listed) for key, listed in value.items())
        else:
            yield name, value
