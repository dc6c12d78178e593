"""How scenarios differ in what was asked: settings, decisions at the table, and the data itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from bundler.domain import Attribution, Pin, Problem, Rules, SolveOptions, Weights
from bundler.domain.model import Frozen

Section = Literal["scenario", "rules", "weights", "solve", "attribution"]
# Neither changes which plan is best.
_NO_MATTER = ("workers",)


class Asked(NamedTuple):
    """A setting that is not the same in all scenarios.

    Attributes:
        section: of the scenario file.
        name: of the setting.
        values: in each scenario.
    """

    section: Section
    name: str
    values: tuple[object, ...]


class PinAsked(NamedTuple):
    """A decision that is not in all scenarios; ``given`` says for each whether it is."""

    pin: Pin
    given: tuple[bool, ...]


class FieldChange(NamedTuple):
    """A field of a task, supplier or place, before and after."""

    field: str
    before: object
    after: object


class DataChange(NamedTuple):
    """A row of the data that is not the same as in the baseline.

    Attributes:
        table: as the sheet is called; ``travel`` has no ids but two places.
        key: the row's id; of a journey both places.
        what: whether the row is new, gone, or changed.
        fields: of a changed row what changed.
    """

    table: Literal["tasks", "suppliers", "locations", "travel"]
    key: str
    what: Literal["added", "dropped", "changed"]
    fields: tuple[FieldChange, ...] = ()


def asked(problems: Sequence[Problem]) -> Iterator[Asked]:
    """The settings that are not the same in all, in the order of the scenario file."""
    scenarios = [problem.scenario for problem in problems]
    dates = tuple(scenario.plan_date for scenario in scenarios)
    if len(set(dates)) > 1:
        yield Asked("scenario", "plan_date", dates)
    sections: tuple[tuple[Section, type[Frozen]], ...] = (
        ("rules", Rules),
        ("weights", Weights),
        ("solve", SolveOptions),
        ("attribution", Attribution),
    )
    for section, model in sections:
        for name in model.model_fields:
            values = tuple(getattr(getattr(scenario, section), name) for scenario in scenarios)
            if name not in _NO_MATTER and any(value != values[0] for value in values):
                yield Asked(section, name, values)


def pins_asked(problems: Sequence[Problem]) -> Iterator[PinAsked]:
    """The decisions that are not in all scenarios; the order of ids in one does not matter."""
    found: dict[tuple[str, frozenset[str]], Pin] = {}
    keys = []
    for problem in problems:
        own = {(pin.kind, frozenset(pin.ids)): pin for pin in problem.scenario.pins}
        found = own | found
        keys.append(set(own))
    for key, pin in found.items():
        given = tuple(key in own for own in keys)
        if not all(given):
            yield PinAsked(pin, given)


def changed_data(before: Problem, after: Problem) -> Iterator[DataChange]:
    """Rows of the data that differ: gone, changed, and new."""
    yield from _rows("tasks", before.task_by_id, after.task_by_id)
    yield from _rows("suppliers", before.supplier_by_id, after.supplier_by_id)
    yield from _rows("locations", before.location_by_id, after.location_by_id)
    journeys = [
        {f"{entry.origin} → {entry.destination}": entry for entry in problem.travel_times}
        for problem in (before, after)
    ]
    yield from _rows("travel", *journeys)


def _rows(
    table: Literal["tasks", "suppliers", "locations", "travel"],
    before: Mapping[str, Frozen],
    after: Mapping[str, Frozen],
) -> Iterator[DataChange]:
    for key, row in before.items():
        if key not in after:
            yield DataChange(table, key, "dropped")
        elif row != after[key]:
            other = after[key]
            fields = tuple(
                FieldChange(name, getattr(row, name), getattr(other, name))
                for name in type(row).model_fields
                if getattr(row, name) != getattr(other, name)
            )
            yield DataChange(table, key, "changed", fields)
    for key in after:
        if key not in before:
            yield DataChange(table, key, "added")
