"""Decisions of an analyst as pins, every id known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bundler.domain import Pin, Problem
from bundler.errors import UsageError
from bundler.findings import Finding, finding_line
from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.nearest import Names
from bundler.io.pins import Ids, pins_of

_ONE_PIN = Text(
    "A pin is {example} or a bundler.domain.Pin, one kind a pin.",
    "Een vastgezette keuze is {example} of een bundler.domain.Pin, één soort per keuze.",
)


def pins_for(problem: Problem, pins: Iterable[Pin | Mapping[str, object]]) -> tuple[Pin, ...]:
    """The pins.

    Raises:
        UsageError: a kind or an id is not known, or there are too few ids.
    """
    pairs = [pair for pin in pins for pair in _pairs(pin)]
    found = Findings()
    known = Ids(Names(problem.task_by_id), Names(problem.supplier_by_id), {})
    made = pins_of(pairs, known, found)
    if found.refused:
        raise UsageError(_all_of(found.listed()))
    return made


def _pairs(pin: Pin | Mapping[str, object]) -> list[tuple[str, object]]:
    if isinstance(pin, Pin):
        return [(pin.kind, list(pin.ids) if pin.kind not in ("place", "leave") else pin.ids[0])]
    if not isinstance(pin, Mapping) or len(pin) != 1:
        raise UsageError(_ONE_PIN.fill(example='{"place": "T01"}'))
    return list(pin.items())


def _all_of(findings: Sequence[Finding]) -> Text:
    """Findings as the text of one error."""
    return Text(*["; ".join(finding_line(each, lang) for each in findings) for lang in ("en", "nl")])
