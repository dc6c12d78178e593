"""A grid of scenarios: some settings take several values, and every combination is a cell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, Final, NamedTuple

from bundler.domain import Problem
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.codes import CODES
from bundler.io.draft import show
from bundler.io.nearest import nearest
from bundler.io.settings import SETTINGS
from bundler.units import clock, decimal

MOST_CELLS = 5_000
# A grid is an overview first: cells that need longer get it when more is asked.
_LEAST_SECONDS, _TASKS_A_SECOND = 5.0, 12
# of the other settings none changes which plan is best, but for limits on the search
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "rules": tuple(SETTINGS["rules"]),
    "weights": tuple(SETTINGS["weights"]),
    "solve": ("objective", "gap", "seed"),
    "scenario": ("plan_date",),
}
SETTABLE: Final = tuple(f"{section}.{key}" for section, keys in _KEYS.items() for key in keys)
_LESS_IS_LOOSER: Final = ("daily_rest_hours", "weekly_rest_hours", "day_start")
CLOCKS: Final = ("rules.day_start", "rules.day_end")

_NO_AXIS = Text(
    "{name} is no setting to take several values of.{maybe}",
    "{name} is geen instelling waarvan u meer waarden kunt nemen.{maybe}",
)
_MAYBE = Text(" Maybe {name}.", " Misschien {name}.")
_NO_VALUES = Text(
    "--axis {text}: give the setting and its values, such as --axis rules.max_suppliers=1,2,3.",
    "--axis {text}: geef de instelling en de waarden, zoals --axis rules.max_suppliers=1,2,3.",
)
_WRONG = Text("{name} {value}: {problem} {hint}", "{name} {value}: {problem} {hint}")
_NO_AXES = Text(
    "There is nothing to sweep over. Maybe give --axis rules.max_suppliers=1,2,3, or a sweep file.",
    "Er is niets om te variëren. Misschien --axis rules.max_suppliers=1,2,3 geven, of een bestand met assen.",
)
_TOO_MANY = Text(
    "The grid has {cells} cells; at most {most} are solved. Maybe take fewer values.",
    "Het raster heeft {cells} cellen; er worden er hooguit {most} opgelost. Misschien minder waarden nemen.",
)
_HOURS_ORDER = Text("min_hours is more than max_hours", "min_hours is meer dan max_hours")
_DAY_ORDER = Text("day_start is not before day_end", "day_start is niet eerder dan day_end")


class Axis(NamedTuple):
    """A setting and the values it takes, each once."""

    section: str
    key: str
    values: tuple[object, ...]

    @property
    def name(self) -> str:
        """As in ``rules.max_suppliers``."""
        return f"{self.section}.{self.key}"


class Cell(NamedTuple):
    """One combination of values.

    Attributes:
        number: 1 for the first; the last axis changes fastest.
        values: one for each axis.
        problem: the data under these settings; None where they contradict one another.
        why_not: then in what.
    """

    number: int
    values: tuple[object, ...]
    problem: Problem | None
    why_not: Text | None = None


def setting_of(name: str) -> tuple[str, str]:
    """Section and key of a setting that an axis can have; the section may be left out.

    Raises:
        UsageError: there is no such setting.
    """
    found = [known for known in SETTABLE if name in (known, known.partition(".")[2])]
    if not found:
        near = nearest(name.casefold(), SETTABLE) or _home(name)
        hint = _MAYBE.fill(name=near) if near else Text("", "")
        raise UsageError(_NO_AXIS.fill(name=name, maybe=hint))
    section, _, key = found[0].partition(".")
    return section, key


def _home(name: str) -> str | None:
    """The setting whose key is like the name."""
    keys = {known.partition(".")[2]: known for known in SETTABLE}
    near = nearest(name.rpartition(".")[2].casefold(), keys)
    return keys[near] if near else None


def make_axis(name: str, values: Iterable[object]) -> Axis:
    """An axis with every value checked as in a scenario file.

    Raises:
        UsageError: there is no such setting.
        Wrong: a value is not right; ``wrong.values["value"]`` has it.
    """
    section, key = setting_of(name)
    convert = SETTINGS[section][key]
    return Axis(section, key, tuple(dict.fromkeys(convert(value) for value in values)))


def axis_of(text: str) -> Axis:
    """The axis that an option like ``rules.max_suppliers=1,2,3`` means.

    Values are separated by commas, or where there is one by semicolons: then a comma is a decimal sign,
    or separates the items of a list.

    Raises:
        UsageError: no setting, no values, or a value that is not right.
    """
    name, equals, listed = text.partition("=")
    separator = ";" if ";" in listed else ","
    values = [item.strip() for item in listed.split(separator)]
    if not equals or not any(values):
        raise UsageError(_NO_VALUES.fill(text=text))
    name = name.strip()
    section, key = setting_of(name)
    kept = []
    for value in values:
        try:
            kept.append(make_axis(name, [value]).values[0])
        except Wrong as wrong:
            raise UsageError(wrong_value(f"{section}.{key}", value, wrong)) from None
    return Axis(section, key, tuple(dict.fromkeys(kept)))


def wrong_value(name: str, value: object, wrong: Wrong) -> Text:
    """What is wrong with a value, and what to do."""
    code = CODES[wrong.code]
    problem = code.message.fill(**wrong.values) if wrong.values else code.message
    return _WRONG.fill(name=name, value=show(value), problem=problem, hint=wrong.hint or code.todo)


def joined(axes: Sequence[Axis], more: Sequence[Axis]) -> tuple[Axis, ...]:
    """The axes with others over them: one of the same name takes its place, a new one comes last."""
    found = {axis.name: axis for axis in axes}
    found.update({axis.name: axis for axis in more})
    return tuple(found.values())


def cells_of(problem: Problem, axes: Sequence[Axis]) -> tuple[Cell, ...]:
    """Every combination of the axes' values over one scenario.

    Raises:
        UsageError: there are no axes, or more cells than are solved.
    """
    if not axes:
        raise UsageError(_NO_AXES)
    number = 1
    for axis in axes:
        number *= len(axis.values)
    if number > MOST_CELLS:
        raise UsageError(_TOO_MANY.fill(cells=number, most=MOST_CELLS))
    return tuple(
        _cell(problem, axes, number, values)
        for number, values in enumerate(product(*(axis.values for axis in axes)), 1)
    )


def limited(problem: Problem, seconds: float | None) -> Problem:
    """The problem with the time limit of a cell; None: 5 seconds, with many tasks a second for every 12."""
    usual = max(_LEAST_SECONDS, len(problem.tasks) / _TASKS_A_SECOND)
    options = problem.scenario.solve.model_copy(update={"time_limit": seconds or usual})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def _cell(problem: Problem, axes: Sequence[Axis], number: int, values: tuple[object, ...]) -> Cell:
    from pydantic import ValidationError

    wanted: dict[str, dict[str, Any]] = {}
    for axis, value in zip(axes, values, strict=True):
        wanted.setdefault(axis.section, {})[axis.key] = value
    scenario = problem.scenario
    changed: dict[str, Any] = dict(wanted.pop("scenario", {}))
    try:
        for section, settings in wanted.items():
            model = getattr(scenario, section)
            changed[section] = type(model)(**{**dict(model), **settings})
    except ValidationError:
        rules = {**dict(scenario.rules), **wanted["rules"]}
        why = _HOURS_ORDER if rules["min_hours"] > rules["max_hours"] else _DAY_ORDER
        return Cell(number, values, None, why)
    changed["name"] = cell_name(axes, values)
    return Cell(number, values, problem.model_copy(update={"scenario": scenario.model_copy(update=changed)}))


def cell_name(axes: Sequence[Axis], values: Sequence[object]) -> str:
    """As in ``max_suppliers=2, min_hours=12``."""
    pairs = zip(axes, values, strict=True)
    return ", ".join(f"{axis.key}={value_text(axis, value)}" for axis, value in pairs)


def value_text(axis: Axis, value: object, lang: str = "en") -> str:
    """A value as a scenario file has it; in Dutch with a decimal comma."""
    if value is None or value == ():
        return Text("none", "geen")(lang)
    if isinstance(value, bool):
        return (Text("yes", "ja") if value else Text("no", "nee"))(lang)
    if isinstance(value, int) and axis.name in CLOCKS:
        return clock(value)
    if isinstance(value, int | float):
        return decimal(value, lang, 4)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "+".join(map(str, value))
    return str(value)


def looser(axis: Axis, value: object, other: object) -> bool | None:
    """Whether under the other value every job is viable, and worth the same, that is so under the value.

    Returns:
        True; False where it is the other way round; None where neither is known, or they are the same.
    """
    if axis.section != "rules" or value == other:
        return None
    numbers = [math.inf if number is None else number for number in (value, other)]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
        return None
    before, after = (float(number) for number in numbers if isinstance(number, int | float))
    if axis.key.startswith("max_") or axis.key == "day_end":
        return after > before
    if axis.key.startswith("min_") or axis.key in _LESS_IS_LOOSER:
        return after < before
    return None
