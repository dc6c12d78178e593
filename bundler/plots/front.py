"""Plans by two key figures, and the front of those that no other plan is as good as in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.kpis import Better
from bundler.plots import words
from bundler.plots.columns import better, column, heading, proved, rounded, short
from bundler.plots.drawing import SIZE, SMALL, key_below, nothing, plain_axes, settle
from bundler.plots.given import axes_or_new, language
from bundler.plots.labels import Mark, in_points, label_marks
from bundler.report.colors import WHITE
from bundler.report.lettering import cut, shown
from bundler.report.sketch import Area
from bundler.report.sweep_front import BEATEN, ON_FRONT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

_WIDE, _HIGH = 7.6, 5.0
_SIDE = 7.0
_ROOM = 170.0
_WHICH_WAY = Text(
    'Whether more or less of {name} is better is not known. Maybe add {side}_better="more" or "less".',
    'Of meer of minder van {name} beter is, is niet bekend. Misschien {side}_better="more" of "less" erbij.',
)

_Step = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


class _Point(NamedTuple):
    """A scenario with both figures."""

    x: float
    y: float
    name: str
    proved: bool


def plot_front(
    frame: DataFrame,
    x: str = "complexity",
    y: str = "hours",
    *,
    label: str | None = None,
    x_better: Better | None = None,
    y_better: Better | None = None,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    """Every scenario as a mark, and the Pareto front: those that no other beats in both figures at once.

    One is beaten where another is no worse in both figures, as they are shown, and better in one. Marks on
    the front are squares, dark and joined by steps, with their names where there is room; the others are
    grey crosses.

    Args:
        frame: a row for each scenario, such as ``comparison.frame``; rows without both figures are left
            out. Where it has a column ``status``, a plan that is not ``"optimal"`` has a hollow mark.
        x: column of numbers: a KPI code or one of your own.
        y: likewise.
        label: column with the names; where None that is ``scenario``, or the index without such a column.
        x_better: ``"more"`` or ``"less"``; as the KPI has it where None.
        y_better: likewise.
        ax: where to draw; a new figure where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.

    Returns:
        The axes, in the units of the two columns.

    Raises:
        UsageError: no such column, no numbers in it, or it is not known which way it is better.

    Example:
        >>> import bundler as bd
        >>> import pandas as pd
        >>> rows = {"one": (9.0, 200.0), "two": (20.0, 640.0), "three": (25.0, 600.0)}
        >>> frame = pd.DataFrame.from_dict(rows, orient="index", columns=["complexity", "hours"])
        >>> ax = bd.plots.plot_front(frame, lang="en")
        >>> ax.get_xlabel()
        'Complexity (points per job)'
    """
    said = language(lang)
    ways = tuple(_way(name, given, side) for name, given, side in ((x, x_better, "x"), (y, y_better, "y")))
    points = _points(frame, x, y, label)
    ax = axes_or_new(ax, _WIDE, _HIGH)
    plain_axes(ax, words.FRONT_TITLE(said, y=short(y, said), x=_small(short(x, said))), said, x=True, y=True)
    if not points:
        nothing(ax, words.NO_POINTS(said))
        return ax
    ax.set_xlabel(heading(x, said), fontsize=SIZE + 0.5)
    ax.set_ylabel(heading(y, said), fontsize=SIZE + 0.5)
    ax.margins(0.09)
    free = unbeaten([(ways[0] * point.x, ways[1] * point.y) for point in points])
    front = {at for at, is_free in enumerate(free) if is_free}
    steps = _steps([points[at] for at in front], ways)
    _draw(ax, points, front, steps, said)
    settle(ax)
    marks = [
        Mark(point.x, point.y, _SIDE / 2, (cut(shown(point.name), _ROOM, SMALL),) if at in front else ())
        for at, point in enumerate(points)
    ]
    label_marks(ax, marks, SMALL, [area for step in steps for area in _along(ax, step)])
    return ax


def _small(name: str) -> str:
    """A name inside a title."""
    return name[:1].lower() + name[1:]


def _way(name: str, given: Better | None, side: str) -> int:
    """1 where more is better, −1 where less is."""
    which = given or better(name)
    if which not in ("more", "less"):
        raise UsageError(_WHICH_WAY.fill(name=name, side=side))
    return 1 if which == "more" else -1


def _points(frame: DataFrame, x: str, y: str, label: str | None) -> list[_Point]:
    if label is None and "scenario" in frame.columns:
        label = "scenario"
    names = frame.index if label is None else column(frame, label)
    rows = zip(rounded(frame, x), rounded(frame, y), names, proved(frame), strict=True)
    return [_Point(a, b, str(name), sure) for a, b, name, sure in rows if a is not None and b is not None]


def unbeaten(points: Sequence[tuple[float, float]]) -> list[bool]:
    """Whether no other point is as good in both figures and better in one; more is better in both."""
    return [
        not any(other != point and other[0] >= point[0] and other[1] >= point[1] for other in points)
        for point in points
    ]


def _steps(front: Sequence[_Point], ways: tuple[int, ...]) -> list[_Step]:
    """What the front promises: as much of one with no more of the other, so steps and no slopes."""
    along = sorted({(ways[0] * point.x, point.y) for point in front})
    return [
        ((ways[0] * one, high), (ways[0] * one, low), (ways[0] * other, low))
        for (one, high), (other, low) in pairwise(along)
    ]


def _along(ax: Axes, step: _Step) -> Iterator[Area]:
    """What the lines of a step take, in points."""
    for one, other in pairwise(step):
        (x, y), (to_x, to_y) = in_points(ax, *one), in_points(ax, *other)
        yield Area(min(x, to_x) - 1, min(y, to_y) - 1, max(x, to_x) + 1, max(y, to_y) + 1)


def _draw(ax: Axes, points: Sequence[_Point], front: set[int], steps: Sequence[_Step], lang: Lang) -> None:
    from matplotlib.lines import Line2D

    for step in steps:
        ax.plot(*zip(*step, strict=True), color=ON_FRONT, linewidth=1, zorder=1.5)
    kinds = [
        (at_front, sure, [p for at, p in enumerate(points) if (at in front) == at_front and p.proved == sure])
        for at_front in (True, False)
        for sure in (True, False)
    ]
    for at_front, sure, here in kinds:
        color = ON_FRONT if at_front else BEATEN
        ax.scatter(
            [point.x for point in here],
            [point.y for point in here],
            s=_SIDE**2,
            marker="s" if at_front else "X",
            facecolor=color if sure else WHITE,
            edgecolor=color,
            zorder=2.5 if at_front else 2,
        )
    look: dict[str, Any] = {"linestyle": "none", "markersize": _SIDE}
    signs = [Line2D([], [], marker="s", color=ON_FRONT, **look)]
    names = [words.ON_FRONT(lang)]
    if len(front) < len(points):
        signs.append(Line2D([], [], marker="X", color=BEATEN, **look))
        names.append(words.BEATEN(lang))
    if not all(point.proved for point in points):
        signs.append(Line2D([], [], marker="s", color=ON_FRONT, markerfacecolor=WHITE, **look))
        names.append(words.NOT_PROVED(lang))
    key_below(ax, signs, names)
