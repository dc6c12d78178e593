"""Hours against complexity as a picture: every plan of a sweep, and the front."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bundler.i18n import Lang
from bundler.kpis import KPI
from bundler.report.canvas import DARK, LIGHT, MIDDLE, WIDTH, Box, Canvas, Line, Words
from bundler.report.colors import WHITE
from bundler.report.lettering import width_of
from bundler.report.sweep_words import FRONT_AXIS, HOURS_AXIS
from bundler.scenarios.table import COMPLEXITY, HOURS, Point
from bundler.units import decimal

ON_FRONT, BEATEN = "#0B4A80", "#8A8A8A"
_HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 400.0, 64.0, 20.0, 26.0, 44.0
_LETTERS, _SMALL = 10.0, 9.5
_MARK = 9.0
_TICKS = 6
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


class _Chart:
    """Where hours and complexity lie, in pixels: complexity to the right, hours upward."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.across = _ticks([point.complexity for point in points])
        self.up = _ticks([point.hours for point in points])

    def x(self, complexity: float) -> float:
        share = (complexity - self.across[0]) / (self.across[-1] - self.across[0])
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)

    def y(self, hours: float) -> float:
        share = (hours - self.up[0]) / (self.up[-1] - self.up[0])
        return _HEIGHT - _FOOT - share * (_HEIGHT - _FOOT - _TOP)


def front_picture(points: Sequence[Point], lang: Lang) -> Canvas:
    """Every plan with the numbers of its cells; the front joined by a line.

    Args:
        points: at least one, from the most hours down.
        lang: of the words at the axes.
    """
    canvas, chart = Canvas(_HEIGHT), _Chart(points)
    _axes(canvas, chart, lang)
    front = [point for point in points if point.beaten_by is None]
    for more, less in pairwise(front):
        # what the front promises: as many hours with no more complexity, so steps and no slopes
        corner = chart.x(more.complexity), chart.y(less.hours)
        canvas.add(
            Line((chart.x(more.complexity), chart.y(more.hours)), corner, ON_FRONT),
            Line(corner, (chart.x(less.complexity), chart.y(less.hours)), ON_FRONT),
        )
    for point in sorted(points, key=lambda point: point.beaten_by is None):
        color = BEATEN if point.beaten_by is not None else ON_FRONT
        x, y = chart.x(point.complexity), chart.y(point.hours)
        is_open = any(row.state == "open" for row in point.rows)
        canvas.add(Box(x - _MARK / 2, y - _MARK / 2, _MARK, _MARK, WHITE if is_open else color, color))
    for x, y, text, bold in _labels(points, chart):
        canvas.add(Words(x, y, text, _SMALL, DARK if bold else MIDDLE, bold))
    return canvas


def _axes(canvas: Canvas, chart: _Chart, lang: Lang) -> None:
    right, foot = WIDTH - _RIGHT, _HEIGHT - _FOOT
    for hours in chart.up:
        y = chart.y(hours)
        canvas.add(Line((_LEFT, y), (right, y), LIGHT))
        text = decimal(hours, lang)
        canvas.add(Words(_LEFT - 8 - width_of(text, _LETTERS), y + 3.5, text, _LETTERS, MIDDLE))
    for complexity in chart.across:
        x = chart.x(complexity)
        text = decimal(complexity, lang)
        canvas.add(Line((x, foot), (x, foot + 4), MIDDLE))
        canvas.add(Words(x - width_of(text, _LETTERS) / 2, foot + 16, text, _LETTERS, MIDDLE))
    canvas.add(Line((_LEFT, foot), (right, foot), MIDDLE))
    up = HOURS_AXIS(lang, unit=KPI[HOURS].unit(lang))
    across = FRONT_AXIS(lang, unit=KPI[COMPLEXITY].unit(lang))
    canvas.add(Words(2, 12, f"↑ {up}", _LETTERS, DARK))
    across = f"{across} →"
    canvas.add(Words(right - width_of(across, _LETTERS), foot + 34, across, _LETTERS, DARK))


def _labels(points: Sequence[Point], chart: _Chart) -> Iterator[tuple[float, float, str, bool]]:
    """The numbers beside the marks where there is room, those of the front first."""
    taken = [(chart.x(p.complexity) - _MARK / 2, chart.y(p.hours) - _MARK / 2, _MARK, _MARK) for p in points]
    for point in sorted(points, key=lambda point: point.beaten_by is not None):
        numbers = [str(row.cell.number) for row in point.rows]
        text = ", ".join(numbers if len(numbers) < 4 else [*numbers[:3], "…"])
        x, y, width = chart.x(point.complexity), chart.y(point.hours), width_of(text, _SMALL)
        places = (
            (x + _MARK, y - 4),
            (x + _MARK, y + 10),
            (x - _MARK - width, y - 4),
            (x - _MARK - width, y + 10),
            (x - width / 2, y - _MARK),
            (x - width / 2, y + _MARK + 9),
        )
        for left, foot in places:
            box = (left, foot - _SMALL, width, _SMALL)
            inside = left >= _LEFT and left + width <= WIDTH - 2 and foot < _HEIGHT - _FOOT + 2
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield left, foot, text, point.beaten_by is None
                break


_Rectangle = tuple[float, float, float, float]


def _overlap(one: _Rectangle, other: _Rectangle) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers from below the least to above the most."""
    low, high = min(values), max(values)
    rough = max(high - low, 0.02 * max(abs(high), 1.0)) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(lead * power for lead in _STEPS if lead * power >= rough * 0.999)
    first = math.floor(low / step - 0.2) * step
    first = max(0.0, first) if low >= 0 else first
    last = math.ceil(high / step + 0.2) * step
    return [round(first + at * step, 6) for at in range(round((last - first) / step) + 1)]
