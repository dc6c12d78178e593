"""The rules and weights that can be set at the table, and the agreements made there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bundler.board import words_screen as words
from bundler.board.view_model import Decision, Option, Slider, Snapshot
from bundler.i18n import Lang
from bundler.report.settings import pin_sentence, rule_sentence
from bundler.report.words import OBJECTIVES, WEIGHT_LABELS
from bundler.units import decimal


class _Range(NamedTuple):
    """From where to where a slider goes; ``times`` is what people read for 1 (100 for a share)."""

    bottom: float
    top: float
    step: float
    unit: str = "none"
    times: float = 1


_SWITCH = _Range(0, 1, 1)
_RULES: dict[str, _Range] = {
    "min_hours": _Range(0, 40, 0.5, "hours"),
    "max_hours": _Range(8, 60, 0.5, "hours"),
    "max_suppliers": _Range(1, 5, 1),
    "max_days": _Range(1, 7, 1),
    "max_hours_per_day": _Range(2, 12, 0.5, "hours"),
    "max_span_hours": _Range(2, 16, 0.5, "hours"),
    "max_rest_minutes": _Range(0, 240, 15, "minutes"),
    "max_travel_minutes": _Range(0, 60, 5, "minutes"),
    "max_locations": _Range(1, 8, 1),
    "max_tasks": _Range(1, 10, 1),
    "max_competencies": _Range(0, 12, 1),
    "min_hours_per_supplier": _Range(0, 20, 0.5, "hours"),
    "min_supervised_share": _Range(0, 1, 0.05, "percent", 100),
    "separate_settings": _SWITCH,
    "food_after_sanitary": _SWITCH,
}
_POINTS = _Range(0, 30, 0.5, "points")
_WEIGHTS: dict[str, _Range] = {
    "hours": _POINTS,
    "target_hours": _Range(8, 40, 0.5, "hours"),
    "off_target": _POINTS,
    "second_supplier": _POINTS,
    "extra_task": _POINTS,
    "extra_location": _POINTS,
    "travel": _POINTS,
    "idle": _POINTS,
    "irregular_start": _POINTS,
}


def rules(now: Snapshot, lang: Lang) -> Iterator[Slider]:
    """Every rule that can be set at the table, with its value now."""
    for code, span in _RULES.items():
        value = getattr(now.problem.scenario.rules, code)
        yield _slider("rule", code, rule_sentence(code)(lang), span, value, code in now.board.rules, lang)


def weights(now: Snapshot, lang: Lang) -> Iterator[Slider]:
    """Every weight of the score, with its value now."""
    for code, span in _WEIGHTS.items():
        value = getattr(now.problem.scenario.weights, code)
        yield _slider("weight", code, WEIGHT_LABELS[code](lang), span, value, code in now.board.weights, lang)


def _slider(
    verb: str, code: str, sentence: str, span: _Range, value: float, changed: bool, lang: Lang
) -> Slider:
    switch = span is _SWITCH
    return Slider(
        verb=verb,
        code=code,
        sentence=sentence,
        bottom=decimal(min(span.bottom, value)),
        top=decimal(max(span.top, value)),
        step=decimal(span.step),
        value=decimal(value),
        shown=decimal(value * span.times, lang),
        unit=words.UNITS[span.unit](lang),
        times=decimal(span.times),
        changed=changed,
        switch=switch,
    )


def decisions(now: Snapshot, lang: Lang) -> Iterator[Decision]:
    """Every agreement, in words."""
    for pin in now.board.pins:
        yield Decision(pin.kind, pin.ids, pin_sentence(now.problem, pin, lang))


def objectives(now: Snapshot, lang: Lang) -> Iterator[Option]:
    """What the solver can look for."""
    for code, text in OBJECTIVES.items():
        yield Option(code, text(lang), code == now.board.objective)
