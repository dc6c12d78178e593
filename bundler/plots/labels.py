"""Words beside marks: where there is room for them, on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bundler.plots.drawing import SIZE, size_of, words_of
from bundler.report.canvas import DARK
from bundler.report.lettering import width_of
from bundler.report.sketch import Area

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LINE = 1.25
_APART = 3.0


class Mark(NamedTuple):
    """A mark in the axes, with what is to stand beside it.

    Attributes:
        x: of its middle, data units.
        half: half its width, points.
        lines: nothing is written where there are none.
        bold: whether they are written in bold.
    """

    x: float
    y: float
    half: float
    lines: tuple[str, ...]
    bold: bool = False


def in_points(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Points to the right and down from the top left corner of the axes."""
    inside, points = ax.get_window_extent(), 72 / ax.figure.dpi
    across, up = ax.transData.transform((x, y))
    return (across - inside.x0) * points, (inside.y1 - up) * points


def area_of(ax: Axes, mark: Mark) -> Area:
    """What a mark itself takes, in points."""
    x, y = in_points(ax, mark.x, mark.y)
    return Area(x - mark.half, y - mark.half, x + mark.half, y + mark.half)


def label_marks(ax: Axes, marks: Sequence[Mark], size: float = SIZE, kept: Sequence[Area] = ()) -> None:
    """Write beside each mark, the first ones first; what fits nowhere is left out.

    Args:
        ax: its size must be settled.
        marks: nothing is written over them.
        size: of the letters, points.
        kept: other places where nothing is to be written, in points as ``in_points`` has them.
    """
    whole = Area(0, 0, *size_of(ax))
    taken = [*kept, *(area_of(ax, mark) for mark in marks)]
    for mark in marks:
        lines = [words_of(line) for line in mark.lines]
        if not lines:
            continue
        wide = max(width_of(line, size) for line in lines) * (1.1 if mark.bold else 1)
        tall = len(lines) * size * _LINE
        x, y = in_points(ax, mark.x, mark.y)
        for left, top in _corners(x, y, mark.half + _APART, wide, tall):
            area = Area(left, top, left + wide, top + tall)
            within = left >= 0 and top >= 0 and area.right <= whole.right and area.foot <= whole.foot
            if within and not any(area.meets(other) for other in taken):
                taken.append(area)
                _write(ax, mark, "\n".join(lines), (left - x, y - top), size)
                break


def _corners(x: float, y: float, half: float, wide: float, tall: float) -> list[tuple[float, float]]:
    """Where words may begin: right of the mark, left, above, below, and at its corners."""
    return [
        (x + half, y - tall / 2),
        (x - half - wide, y - tall / 2),
        (x - wide / 2, y - half - tall),
        (x - wide / 2, y + half),
        (x + half, y),
        (x + half, y - tall),
        (x - half - wide, y),
        (x - half - wide, y - tall),
        (x + half - wide, y - half - tall),
        (x + half - wide, y + half),
        (x - half, y - half - tall),
        (x - half, y + half),
    ]


def _write(ax: Axes, mark: Mark, text: str, offset: tuple[float, float], size: float) -> None:
    ax.annotate(
        text,
        (mark.x, mark.y),
        offset,
        textcoords="offset points",
        ha="left",
        va="top",
        fontsize=size,
        fontweight="bold" if mark.bold else "normal",
        color=DARK,
        linespacing=1.1,
        zorder=3,
    )
