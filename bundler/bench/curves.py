"""Gap over time as pictures: how far each plan is from the best bound, and each solver's own gap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from bundler.bench.results import Row, gap_of, lower_is_better
from bundler.bench.words import CURVES_ALT, LABELS
from bundler.i18n import Lang
from bundler.report.canvas import DARK, LIGHT, MIDDLE, WIDTH, Box, Canvas, Line, Words, as_svg
from bundler.units import decimal

# Okabe & Ito's palette; the name at the end of each line tells them apart without colour.
COLORS = {
    "bundler": "#0072B2",
    "compact": "#D55E00",
    "mip": "#009E73",
    "timefold": "#AA4499",
    "greedy": "#7A7A7A",
}
_LEAST, _MOST = 1e-4, 1.0
_TICKS = (1.0, 0.1, 0.01, 0.001)
_HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 210.0, 58.0, 78.0, 24.0, 36.0
_LETTERS = 9.5
_LINE = 11.0
_THICK = 1.0
Curve = list[tuple[float, float]]


class Chart(NamedTuple):
    """Where the axes of one chart lie, in pixels, and what they span."""

    top: float
    first: float
    last: float

    def x(self, seconds: float) -> float:
        """From seconds; the axis is logarithmic."""
        share = math.log(max(seconds, self.first) / self.first) / math.log(self.last / self.first)
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)

    def y(self, gap: float) -> float:
        """From a gap; logarithmic, and what is below 0.01 % lies on the foot."""
        share = math.log(min(max(gap, _LEAST), _MOST) / _LEAST) / math.log(_MOST / _LEAST)
        return self.top + _HEIGHT - _FOOT - share * (_HEIGHT - _FOOT - _TOP)


def best_bounds(rows: Iterable[Row]) -> dict[str, float]:
    """For each instance the tightest bound that any solver proved."""
    found: dict[str, float] = {}
    for row in rows:
        if row.bound is not None:
            pick = max if lower_is_better(row.objective) else min
            found[row.instance] = pick(found.get(row.instance, row.bound), row.bound)
    return found


def picture(rows: Sequence[Row], group: str, lang: Lang) -> Markup | None:
    """The two charts of one group as SVG; None where nothing was measured over time."""
    bounds = best_bounds(rows)
    plans = [(row.solver, _plan_curve(row, bounds.get(row.instance))) for row in rows]
    proofs = [(row.solver, _proof_curve(row)) for row in rows]
    points = [point for _, curve in plans + proofs for point in curve]
    if not points:
        return None
    first = max(0.05, 0.9 * min(seconds for seconds, _ in points))
    last = max(1.1 * max(seconds for seconds, _ in points), 2 * first)
    canvas = Canvas(2 * _HEIGHT)
    for at, (curves, label) in enumerate(((plans, "plan_axis"), (proofs, "proof_axis"))):
        chart = Chart(at * _HEIGHT, first, last)
        _axes(canvas, chart, LABELS[label](lang), lang, bottom=at == 1)
        _draw(canvas, chart, curves)
    return as_svg(canvas, f"curve-{group}", CURVES_ALT(lang, group=group))


def _plan_curve(row: Row, bound: float | None) -> Curve:
    curve = [(seconds, gap_of(value, bound)) for seconds, value, _ in row.steps]
    return [(seconds, gap) for seconds, gap in curve if gap is not None]


def _proof_curve(row: Row) -> Curve:
    curve = [(seconds, gap_of(value, bound)) for seconds, value, bound in row.steps]
    return [(seconds, gap) for seconds, gap in curve if gap is not None]


def _axes(canvas: Canvas, chart: Chart, title: str, lang: Lang, *, bottom: bool) -> None:
    canvas.add(Words(_LEFT, chart.top + 14, title, _LETTERS + 1, DARK, True))
    foot = chart.top + _HEIGHT - _FOOT
    right = WIDTH - _RIGHT
    for gap in (*_TICKS, _LEAST):
        y = chart.y(gap)
        name = f"{decimal(100 * gap, lang)} %"
        canvas.add(Line((_LEFT, y), (right, y), LIGHT))
        if gap == _LEAST:
            name = "≤ " + name
        canvas.add(Words(2, y + 3.5, name, _LETTERS, MIDDLE))
    for seconds in _seconds_ticks(chart):
        x = chart.x(seconds)
        canvas.add(
            Line((x, foot), (x, foot + 4), MIDDLE),
            Words(x - 4, foot + 15, decimal(seconds, lang), _LETTERS, MIDDLE),
        )
    canvas.add(Line((_LEFT, foot), (right, foot), MIDDLE))
    if bottom:
        canvas.add(Words(_LEFT, foot + 30, LABELS["time_axis"](lang), _LETTERS, MIDDLE))


def _seconds_ticks(chart: Chart) -> list[float]:
    ticks = [
        lead * 10.0**power
        for power in range(-2, 6)
        for lead in (1, 2, 5)
        if chart.first <= lead * 10.0**power <= chart.last
    ]
    return ticks if len(ticks) < 12 else ticks[::3]


def _draw(canvas: Canvas, chart: Chart, curves: Sequence[tuple[str, Curve]]) -> None:
    ends: dict[str, float] = {}
    for solver, curve in curves:
        color = COLORS.get(solver, DARK)
        for (seconds, gap), (later, lower) in pairwise(curve):
            here, there = chart.x(seconds), chart.x(later)
            high, low = sorted((chart.y(gap), chart.y(lower)))
            # boxes, since a line is as thin as the axes
            canvas.add(
                Box(here, chart.y(gap) - _THICK / 2, there - here, _THICK, color, color),
                Box(there - _THICK / 2, high, _THICK, low - high, color, color),
            )
        if curve:
            seconds, gap = curve[-1]
            x, y = chart.x(seconds), chart.y(gap)
            canvas.add(
                Line((x - 3, y - 3), (x + 3, y + 3), color), Line((x - 3, y + 3), (x + 3, y - 3), color)
            )
            ends[solver] = y
    # the names beside the ends of their lines, moved apart where they would overlap
    at = -math.inf
    for solver, y in sorted(ends.items(), key=lambda item: item[1]):
        at = max(at + _LINE, y + 3.5)
        canvas.add(Words(WIDTH - _RIGHT + 8, at, solver, _LETTERS, COLORS.get(solver, DARK), True))
