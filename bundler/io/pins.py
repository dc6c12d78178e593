"""The pins of a scenario and of those it inherits from: each is added, dropped or falls away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from bundler.domain import Pin
from bundler.i18n import Text
from bundler.io.cells import Wrong
from bundler.io.collect import Findings
from bundler.io.draft import Draft, Entry, show
from bundler.io.nearest import Names, maybe, nearest
from bundler.io.settings import SETTINGS, texts

_ONE = ("place", "leave")
_KINDS: Final = tuple(Pin.model_fields)
_PAIRWISE: Final = (
    "apart",
    "forbid_suppliers",
)  # without one of its ids the rest of such a pin still says the same
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
_TABLE: Final = {kind: "suppliers" if kind == "forbid_suppliers" else "tasks" for kind in _KINDS}
_CODE: Final = {"suppliers": "E-PIN-SUPPLIER", "tasks": "E-PIN-TASK"}


class Ids(NamedTuple):
    """The ids that pins may name, and those that are gone.

    Attributes:
        tasks: None where the table could not be read.
        suppliers: None where the table could not be read.
        gone: by table and id the number of the last scenario of the chain that dropped it.
    """

    tasks: Names | None
    suppliers: Names | None
    gone: Mapping[tuple[str, str], int]

    def known(self, kind: str) -> Names | None:
        """The ids that a pin of this kind may name."""
        return self.suppliers if _TABLE[kind] == "suppliers" else self.tasks


class _Held(NamedTuple):
    """A pin with where it stands: number of the scenario in the chain, file and row."""

    kind: str
    ids: tuple[str, ...]
    number: int
    file: str
    row: int | None

    def is_the(self, other: _Held) -> bool:
        return self.kind == other.kind and set(self.ids) == set(other.ids)

    def __str__(self) -> str:
        return f"{self.kind} {', '.join(self.ids)}"


def build_pins(drafts: Sequence[Draft], ids: Ids, found: Findings) -> tuple[Pin, ...]:
    """The pins of a chain of scenarios, the first one first, as far as they are right."""
    held: list[_Held] = []
    for number, draft in enumerate(drafts):
        if not _keeps(draft):
            held = []
        for entry in draft.entries:
            pin = _read(draft.file, number, entry, found) if entry.section == "pins" else None
            if pin is None:
                continue
            if entry.drop:
                held = _without(pin, held, found)
            elif not any(pin.is_the(other) and other.number < number for other in held):
                held.append(pin)
    checked = [_checked(pin, ids, found) for pin in held]
    return tuple(pin for pin in checked if pin is not None)


def pins_of(values: Iterable[tuple[str, object]], ids: Ids, found: Findings) -> tuple[Pin, ...]:
    """Pins from pairs of kind and ids, as far as they are right."""
    entries = tuple(Entry("pins", kind, value, None) for kind, value in values)
    return build_pins([Draft("pins", entries)], ids, found)


def _keeps(draft: Draft) -> bool:
    entry = draft.last("scenario", "keep_pins")
    try:
        return entry is None or bool(SETTINGS["scenario"]["keep_pins"](entry.value))
    except Wrong:
        return True


def _read(file: str, number: int, entry: Entry, found: Findings) -> _Held | None:
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
    return _Held(kind, named, number, file, entry.row)


def _texts_of(value: object) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, int) and not isinstance(value, bool) else texts(value)


def _without(pin: _Held, held: list[_Held], found: Findings) -> list[_Held]:
    rest = [other for other in held if other.number == pin.number or not other.is_the(pin)]
    if len(rest) == len(held):
        near = nearest(str(pin), [str(other) for other in held if other.number < pin.number])
        value = ", ".join(pin.ids)
        found.add("E-PIN-DROP", pin.file, pin.row, pin.kind, value, maybe(near), pin=pin)
    return rest


def _checked(pin: _Held, ids: Ids, found: Findings) -> Pin | None:
    known = ids.known(pin.kind)
    unknown = [name for name in pin.ids if known is not None and name not in known.known]
    gone = [name for name in unknown if ids.gone.get((_TABLE[pin.kind], name), -1) > pin.number]
    for name in unknown:
        if name not in gone:
            hint = maybe(known.suggest(name) if known else None)
            found.add(_CODE[_TABLE[pin.kind]], pin.file, pin.row, pin.kind, name, hint)
    if len(unknown) > len(gone):
        return None
    left = tuple(name for name in pin.ids if name not in gone)
    if gone:
        stays = pin.kind in _PAIRWISE and len(left) > 1
        code = "N-PIN-SMALLER" if stays else "N-PIN-DROPPED"
        shown = ", ".join(gone)
        found.add(code, pin.file, pin.row, pin.kind, ", ".join(pin.ids), pin=pin, ids=shown)
        if not stays:
            return None
    return Pin(**{pin.kind: left[0] if pin.kind in _ONE else left})  # type: ignore[arg-type]
