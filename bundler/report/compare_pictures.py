"""The pictures of a comparison: value and bound, key figures as bars, hours by supplier."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from bundler.domain import Level
from bundler.i18n import Lang
from bundler.kpis import KPI, Kpi
from bundler.kpis.shown import value_text
from bundler.report import compare_words as words
from bundler.report.canvas import DARK, LIGHT, MIDDLE, WIDTH, Box, Canvas, Line, Words
from bundler.report.colors import WHITE, Style
from bundler.report.lettering import cut, shown, width_of
from bundler.scenarios.compare import Comparison, Side
from bundler.scenarios.compare_order import same_points
from bundler.units import decimal

_ROW, _BAR, _NAMES, _VALUES, _SIZE = 24.0, 16.0, 178.0, 56.0, 9.5
_GREY, _BLUE = "#BDBDBD", "#56B4E9"
# So many scenarios in one picture: a page may break between two pictures but never inside one.
MOST_ROWS = 16
_STEPS = (1, 2, 2.5, 5, 10)


def chunks(sides: Sequence[Side]) -> Iterator[Sequence[Side]]:
    """The scenarios in as many pictures as they need."""
    for first in range(0, len(sides), MOST_ROWS):
        yield sides[first : first + MOST_ROWS]


def comparable(comparison: Comparison) -> tuple[Side, ...]:
    """The scenarios whose objective's first level is the same measure as the baseline's; with their plan."""
    base = comparison.baseline.outcome
    if base.solved is None:
        return ()
    return tuple(
        side
        for side in comparison.sides
        if (result := side.outcome.solved) is not None
        and result.objective == base.solved.objective
        and (result.first.name != "score" or same_points(side.outcome.problem, base.problem))
    )


def reach_picture(sides: Sequence[Side], among: Sequence[Side], base: Side, lang: Lang) -> Canvas:
    """What each plan reaches, and what no plan under that scenario can pass.

    Args:
        sides: those that are drawn.
        among: all that have the same scale.
        base: the baseline; its plan's value is the dashed line.
        lang: how numbers are written.
    """
    low, high = _range([level for side in among for level in _first(side)])
    left, width = _NAMES + 6, WIDTH - _NAMES - 46
    canvas = Canvas(len(sides) * _ROW + 20)
    foot = len(sides) * _ROW

    def across(value: float) -> float:
        return left + (value - low) / (high - low) * width

    for tick in _ticks(low, high):
        canvas.add(Line((across(tick), 0), (across(tick), foot + 4), LIGHT))
        label = decimal(tick, lang)
        canvas.add(Words(across(tick) - width_of(label, 8.6) / 2, foot + 15, label, 8.6, MIDDLE))
    for level in _first(base):
        canvas.add(Line((across(level.value), 0), (across(level.value), foot), DARK, dashed=True))
    for number, side in enumerate(sides):
        y = number * _ROW + _ROW / 2
        canvas.add(_name(side, base, y))
        for level in _first(side):
            value, bound = across(level.value), across(level.bound)
            if abs(level.bound - level.value) > 0.01:
                canvas.add(Line((value, y), (bound, y), DARK), Line((bound, y - 5), (bound, y + 5), DARK))
            canvas.add(Box(value - 4, y - 6, 8, 12, _GREY if side is base else _BLUE, DARK))
    return canvas


def bars_picture(sides: Sequence[Side], among: Sequence[Side], base: Side, kpi: Kpi, lang: Lang) -> Canvas:
    """One figure as a number and a bar for each scenario; a dashed line at the baseline."""
    left, most = _NAMES + _VALUES, max([1e-9, *(side.value(kpi) or 0 for side in among)])
    scale = (WIDTH - left - 6) / most
    canvas = Canvas(len(sides) * _ROW)
    for number, side in enumerate(sides):
        y, value = number * _ROW + _ROW / 2, side.value(kpi)
        canvas.add(_name(side, base, y))
        if value is not None:
            fill = _GREY if side is base else _BLUE
            canvas.add(Box(left, y - _BAR / 2, max(1.0, value * scale), _BAR, fill, DARK))
        text = value_text(kpi, value, lang)
        canvas.add(Words(left - 8 - width_of(text, _SIZE), y + 3.5, text, _SIZE, bold=side is base))
    own = base.value(kpi)
    if own is not None:
        x = left + own * scale
        canvas.add(Line((x, 0), (x, len(sides) * _ROW), DARK, dashed=True))
    return canvas


def hours_picture(
    sides: Sequence[Side], among: Sequence[Side], base: Side, styles: Mapping[str, Style], lang: Lang
) -> Canvas:
    """Hours in jobs by supplier, and what is left over, one bar for each scenario."""
    hours, left = KPI["supplier_hours"], KPI["hours_left"]
    most = max([1e-9, *(side.value(KPI["hours_offered"]) or 0 for side in among)])
    scale = (WIDTH - _NAMES - 4) / most
    canvas = Canvas(len(sides) * (_ROW + 4))
    for number, side in enumerate(sides):
        y, x = number * (_ROW + 4) + _ROW / 2 + 2, _NAMES
        canvas.add(_name(side, base, y))
        top = y - _ROW / 2 + 1
        for supplier_id, style in styles.items():
            value = side.value(hours, supplier_id)
            if value:
                canvas.add(Box(x, top, value * scale, _ROW - 2, style.fill, DARK))
                text = _fitting(value * scale, f"{style.letter} {decimal(value, lang)}", style.letter)
                canvas.add(Words(x + 4, y + 3.5, text, 9, style.ink))
                x += value * scale
        over = side.value(left)
        if over:
            canvas.add(Box(x, top, over * scale, _ROW - 2, WHITE, DARK, dashed=True))
            shown_over = decimal(over, lang)
            text = _fitting(over * scale, f"{shown_over} {words.LABELS['left'](lang)}", shown_over)
            canvas.add(Words(x + 4, y + 3.5, text, 9))
    return canvas


def _fitting(width: float, *texts: str) -> str:
    """The first text that fits a box of this width; empty where none does."""
    return next((text for text in texts if width_of(text, 9) + 5 <= width), "")


def _name(side: Side, base: Side, y: float) -> Words:
    bold = side is base
    room = (_NAMES - 12) * (0.88 if bold else 1)
    return Words(4, y + 3.5, cut(shown(side.name), room, _SIZE), _SIZE, bold=bold)


def _first(side: Side) -> tuple[Level, ...]:
    """The objective's first level, where there is a plan."""
    result = side.outcome.solved
    return (result.first,) if result is not None else ()


def _range(levels: Sequence[Level]) -> tuple[float, float]:
    """From where to where the scale runs: round figures around all values and bounds."""
    numbers = [number for level in levels for number in (level.value, level.bound)]
    low, high = min(numbers), max(numbers)
    step = _step(max(high - low, 0.02 * abs(high), 1.0))
    return math.floor(low / step - 1e-9) * step, math.ceil(high / step + 1e-9) * step


def _step(span: float) -> float:
    """A round distance between ticks, for about five of them."""
    rough = span / 5
    size = 10.0 ** math.floor(math.log10(rough))
    return next(step * size for step in _STEPS if step * size >= rough - 1e-12)


def _ticks(low: float, high: float) -> Iterator[float]:
    step = _step(high - low)
    first = math.ceil(low / step - 1e-9)
    for number in range(first, math.floor(high / step + 1e-9) + 1):
        yield number * step
