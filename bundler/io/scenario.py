"""From what stands in a scenario to a scenario: every value checked, every pin's ids known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any, Final

from bundler.domain import Attribution, Rules, Scenario, SolveOptions, Weights
from bundler.domain.model import Frozen
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.codes import CODES
from bundler.io.collect import Findings
from bundler.io.draft import Draft, Entry, show
from bundler.io.nearest import maybe, nearest
from bundler.io.pins import Ids, build_pins
from bundler.io.settings import CLOCKS, OF_THE_FILE, OF_THE_LAST, SETTINGS
from bundler.units import clock, decimal

Values = dict[str, dict[str, Any]]
Overrides = Mapping[str, Mapping[str, object]]


def build_scenario(drafts: Sequence[Draft], overrides: Overrides, ids: Ids, found: Findings) -> Scenario:
    """The scenario, as far as it is right; what is wrong is in ``found``.

    Args:
        drafts: the scenario last, before it those that it inherits from: a later value wins.
        overrides: values by section and key that win over all of these.
        ids: the ids that pins may name.
        found: where findings go.

    Raises:
        UsageError: an override is not known or has no right value.
    """
    values: Values = {section: {} for section in SETTINGS}
    rows: dict[tuple[str, str], tuple[str, int | None]] = {}
    for draft in drafts:
        for name in OF_THE_LAST:
            values["scenario"].pop(name, None)
        for entry in draft.entries:
            if entry.section != "pins":
                rows[entry.section, entry.key] = draft.file, entry.row
                _convert(draft.file, entry, values, found)
    for section, wanted in overrides.items():
        for key, value in wanted.items():
            if value is not None:
                values[section if section in values else ""] = _override(section, key, value, values)
    pins = build_pins(drafts, ids, found)
    _in_order(drafts[-1].file if drafts else "scenario", values["rules"], rows, found)
    if found.refused:
        return Scenario()
    own = {key: value for key, value in values["scenario"].items() if key not in OF_THE_FILE}
    return Scenario(
        **own,
        rules=Rules(**values["rules"]),
        weights=Weights(**values["weights"]),
        solve=SolveOptions(**values["solve"]),
        pins=pins,
        attribution=Attribution(**values["attribution"]),
    )


def changed_scenario(scenario: Scenario, changes: Overrides) -> Scenario:
    """The scenario with some rules, weights and options at other values, each checked as in a file.

    Args:
        scenario: as it is.
        changes: values by section and key.

    Raises:
        UsageError: a key is not known, a value is not right, or values contradict one another.
    """
    values: Values = {section: dict(getattr(scenario, section)) for section in _MODELS}
    for section, wanted in changes.items():
        for key, value in wanted.items():
            values[section if section in values else ""] = _override(
                section, key, as_written(key, value), values
            )
    found = Findings()
    _in_order("", values["rules"], {}, found)
    if found.refused:
        first = found.listed()[0]
        raise UsageError(Text(f"{first.text.en} {first.hint.en}", f"{first.text.nl} {first.hint.nl}"))
    made = {section: model(**values[section]) for section, model in _MODELS.items()}
    return scenario.model_copy(update=made)


_MODELS: Final[Mapping[str, type[Frozen]]] = {
    "rules": Rules,
    "weights": Weights,
    "solve": SolveOptions,
    "attribution": Attribution,
}


def as_written(key: str, value: object) -> object:
    """A value of a program as it stands in a scenario file."""
    if value is None:
        return "none"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return clock(value) if key in CLOCKS and isinstance(value, int) else value


def _convert(file: str, entry: Entry, values: Values, found: Findings) -> None:
    known = SETTINGS[entry.section]
    shown = show(entry.value)
    if entry.key not in known:
        found.add(
            "E-KEY",
            file,
            entry.row,
            entry.key,
            shown,
            _key_hint(entry.section, entry.key),
            section=entry.section,
        )
        return
    try:
        values[entry.section][entry.key] = known[entry.key](entry.value)
    except Wrong as wrong:
        found.add(wrong.code, file, entry.row, entry.key, shown, wrong.hint, **wrong.values)


def _key_hint(section: str, key: str) -> Text | None:
    near = nearest(key.casefold(), SETTINGS[section])
    if near is None or nearest(key, [name for keys in SETTINGS.values() for name in keys]) == key:
        home = next((name for name, keys in SETTINGS.items() if key in keys), None)
        if home is not None:
            return Text(f"Maybe put it below [{home}]", f"Misschien moet het onder [{home}] staan")
    return maybe(near)


def _override(section: str, key: str, value: object, values: Values) -> dict[str, Any]:
    if key not in SETTINGS.get(section, {}) or key in OF_THE_FILE:
        near = nearest(key, SETTINGS.get(section, {}))
        hint = maybe(near) or Text("", "")
        raise UsageError(
            Text(
                f"There is no option {section}.{key}. {hint.en}".rstrip(),
                f"Er is geen optie {section}.{key}. {hint.nl}".rstrip(),
            )
        )
    try:
        return values[section] | {key: SETTINGS[section][key](value)}
    except Wrong as wrong:
        code = CODES[wrong.code]
        problem = code.message.fill(**wrong.values) if wrong.values else code.message
        hint = wrong.hint or code.todo
        shown = show(value)
        raise UsageError(
            Text(
                f"{section}.{key} {shown}: {problem.en} {hint.en}",
                f"{section}.{key} {shown}: {problem.nl} {hint.nl}",
            )
        ) from None


def _in_order(
    file: str,
    rules: Mapping[str, Any],
    rows: Mapping[tuple[str, str], tuple[str, int | None]],
    found: Findings,
) -> None:
    usual = Rules()
    least, most = (rules.get(name, getattr(usual, name)) for name in ("min_hours", "max_hours"))
    if least > most:
        shown = [Text(decimal(value), decimal(value, "nl")) for value in (least, most)]
        relation = Text("at most", "hooguit")
        _wrong_order(file, ("min_hours", "max_hours"), relation, shown, rows, found)
    start, end = (rules.get(name, getattr(usual, name)) for name in ("day_start", "day_end"))
    if start >= end:
        shown = [Text(clock(value), clock(value)) for value in (start, end)]
        relation = Text("before", "eerder dan")
        _wrong_order(file, ("day_start", "day_end"), relation, shown, rows, found)


def _wrong_order(
    file: str,
    names: tuple[str, str],
    relation: Text,
    shown: list[Text],
    rows: Mapping[tuple[str, str], tuple[str, int | None]],
    found: Findings,
) -> None:
    low, high = names
    column = low if ("rules", low) in rows or ("rules", high) not in rows else high
    file, row = rows.get(("rules", column), (file, None))
    found.add(
        "E-RULES-ORDER",
        file,
        row,
        column,
        low=low,
        high=high,
        relation=relation,
        low_value=shown[0],
        high_value=shown[1],
    )
