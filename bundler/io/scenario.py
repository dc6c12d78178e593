"""From what stands in a scenario to a scenario: every value checked, every pin's ids known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from bundler.domain import Attribution, Pin, Rules, Scenario, SolveOptions, Weights
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.codes import CODES
from bundler.io.collect import Findings
from bundler.io.draft import Draft, Entry, show
from bundler.io.nearest import Names, maybe, nearest
from bundler.io.settings import SETTINGS, texts
from bundler.units import clock, decimal

Values = dict[str, dict[str, Any]]
Overrides = Mapping[str, Mapping[str, object]]

_ONE = ("place", "leave")
_KINDS: Final = tuple(Pin.model_fields)
_NEEDS: Final = {
    **dict.fromkeys(_ONE, Text("exactly one task", "precies één taak")),
    **dict.fromkeys(
        ("together", "apart"), Text("at least two different tasks", "ten minste twee verschillende taken")
    ),
    "job": Text("at least one task", "ten minste één taak"),
    "forbid_suppliers": Text(
        "at least two different suppliers", "ten minste twee verschillende leveranciers"
    ),
}


class Ids(NamedTuple):
    """The ids that pins may name; None where their table could not be read."""

    tasks: Names | None
    suppliers: Names | None


def build_scenario(draft: Draft, overrides: Overrides, ids: Ids, found: Findings) -> Scenario:
    """The scenario, as far as it is right; what is wrong is in ``found``.

    Raises:
        UsageError: an override is not known or has no right value.
    """
    given = [entry for entry in draft.entries if entry.section != "pins"]
    rows = {(entry.section, entry.key): entry.row for entry in given}
    values: Values = {section: {} for section in SETTINGS}
    for entry in given:
        _convert(draft.file, entry, values, found)
    for section, wanted in overrides.items():
        for key, value in wanted.items():
            if value is not None:
                values[section if section in values else ""] = _override(section, key, value, values)
    pins = [
        pin
        for entry in draft.entries
        if entry.section == "pins" and (pin := _pin(draft.file, entry, ids, found)) is not None
    ]
    _in_order(draft.file, values["rules"], rows, found)
    if found.refused:
        return Scenario()
    return Scenario(
        **values["scenario"],
        rules=Rules(**values["rules"]),
        weights=Weights(**values["weights"]),
        solve=SolveOptions(**values["solve"]),
        pins=tuple(pins),
        attribution=Attribution(**values["attribution"]),
    )


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
    if key not in SETTINGS.get(section, {}):
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


def _pin(file: str, entry: Entry, ids: Ids, found: Findings) -> Pin | None:
    kind, value = entry.key, entry.value
    if kind not in _KINDS:
        found.add("E-PIN", file, entry.row, kind, show(value), maybe(nearest(kind.casefold(), _KINDS)))
        return None
    try:
        named = (value.strip(),) if kind in _ONE and isinstance(value, str) else _texts_of(value)
    except Wrong as wrong:
        found.add(wrong.code, file, entry.row, kind, show(value), wrong.hint, **wrong.values)
        return None
    named = tuple(name for name in named if name)
    least = 1 if kind in (*_ONE, "job") else 2
    if len(named) < least or (kind in _ONE and len(named) > 1):
        found.add("E-PIN-IDS", file, entry.row, kind, show(value), kind=kind, needs=_NEEDS[kind])
        return None
    known = ids.suppliers if kind == "forbid_suppliers" else ids.tasks
    code = "E-PIN-SUPPLIER" if kind == "forbid_suppliers" else "E-PIN-TASK"
    unknown = [name for name in named if known is not None and name not in known.known]
    for name in unknown:
        found.add(code, file, entry.row, kind, name, maybe(known.suggest(name) if known else None))
    if unknown:
        return None
    return Pin(**{kind: named[0] if kind in _ONE else named})  # type: ignore[arg-type]


def _texts_of(value: object) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, int) and not isinstance(value, bool) else texts(value)


def _in_order(
    file: str, rules: Mapping[str, Any], rows: Mapping[tuple[str, str], int | None], found: Findings
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
    rows: Mapping[tuple[str, str], int | None],
    found: Findings,
) -> None:
    low, high = names
    column = low if ("rules", low) in rows or ("rules", high) not in rows else high
    found.add(
        "E-RULES-ORDER",
        file,
        rows.get(("rules", column)),
        column,
        low=low,
        high=high,
        relation=relation,
        low_value=shown[0],
        high_value=shown[1],
    )
