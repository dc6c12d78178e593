"""A figure for every combination of two settings, as a heat map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.plots import words
from bundler.plots.columns import column, heading, numbers, proved, shown_value
from bundler.plots.drawing import (
    LEFT_OVER,
    SIZE,
    SMALL,
    box,
    key_below,
    plain_axes,
    put,
    scale_of,
    settle,
    swatch,
)
from bundler.plots.given import axes_or_new, language
from bundler.report.canvas import DARK, DASHES, LIGHT, MIDDLE
from bundler.report.colors import WHITE, ink_on
from bundler.report.lettering import width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

_CELL, _HIGH, _MOST = 1.0, 0.5, 14.0
_SHADES = "Blues"
_FROM, _TO = 0.08, 0.95
_TWICE = Text(
    "{x} = {at_x} and {y} = {at_y} is there more than once: first choose the rows where the other settings "
    "are the same.",
    "{x} = {at_x} en {y} = {at_y} komt meer dan eens voor: kies eerst de rijen waarin de andere instellingen "
    "gelijk zijn.",
)


class _Cell(NamedTuple):
    """One combination; ``value`` is None where there is no plan."""

    value: float | None
    proved: bool


def plot_heatmap(
    frame: DataFrame,
    x: str,
    y: str,
    value: str = "hours",
    *,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    """A cell for each combination of two settings, darker where the figure is higher, with the figure in it.

    Args:
        frame: a row for each combination, such as ``bd.compare(problem, grid=…).frame``. Where it has a
            column ``status``, a cell whose plan is not ``"optimal"`` has a dashed frame.
        x: column of a setting; its values run to the right in the order of the table.
        y: likewise, running down.
        value: column of numbers, a KPI code or one of your own; a cell without a number is hatched.
        ax: where to draw; a new figure where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.

    Returns:
        The axes: cells are one wide and one high, the first in the middle of (0, 0).

    Raises:
        UsageError: no such column, no numbers in it, or a combination is there more than once.

    Example:
        >>> import bundler as bd
        >>> import pandas as pd
        >>> frame = pd.DataFrame(
        ...     {"max_suppliers": [1, 2, 1, 2], "min_hours": [16, 16, 20, 20], "jobs": [11, 30, 0, 26]}
        ... )
        >>> ax = bd.plots.plot_heatmap(frame, "max_suppliers", "min_hours", "jobs", lang="en")
        >>> ax.get_title(loc="left")
        'Jobs'
    """
    said = language(lang)
    across, down = (list(dict.fromkeys(column(frame, name))) for name in (x, y))
    cells = _cells(frame, x, y, value)
    names_across = [shown_value(x, each, said) for each in across]
    names_down = [shown_value(y, each, said) for each in down]
    wide = 2.2 + len(across) * max(_CELL, 0.2 + max(map(len, names_across), default=0) * 0.085)
    ax = axes_or_new(ax, min(_MOST, max(4.6, wide)), min(_MOST, 1.7 + _HIGH * len(down)))
    plain_axes(ax, heading(value, said), said)
    ax.spines[:].set_visible(False)
    ax.set_xlim(-0.5, len(across) - 0.5)
    ax.set_ylim(len(down) - 0.5, -0.5)
    ax.set_xticks(range(len(across)), names_across, fontsize=SIZE)
    ax.set_yticks(range(len(down)), names_down, fontsize=SIZE)
    ax.tick_params(length=0)
    ax.set_xlabel(heading(x, said), fontsize=SIZE + 0.5)
    ax.set_ylabel(heading(y, said), fontsize=SIZE + 0.5)
    span = [cell.value for cell in cells.values() if cell.value is not None]
    fills = {
        at: _shade(cell.value, min(span), max(span)) for at, cell in cells.items() if cell.value is not None
    }
    places = [(column_at, row, (a, b)) for row, b in enumerate(down) for column_at, a in enumerate(across)]
    for column_at, row, at in places:
        _frame(ax, column_at, row, cells.get(at, _Cell(None, True)), fills.get(at))
    _key(ax, [cells.get(at, _Cell(None, True)) for _, _, at in places], said)
    settle(ax)
    room = scale_of(ax)[0] * 0.94 - 4
    for column_at, row, at in places:
        cell = cells.get(at)
        if cell is not None and cell.value is not None:
            text = shown_value(value, cell.value, said)
            size = SIZE if width_of(text, SIZE) <= room else SMALL
            if width_of(text, size) <= room:
                put(ax, column_at, row, text, size, color=ink_on(fills[at]), ha="center", va="center")
    return ax


def _cells(frame: DataFrame, x: str, y: str, value: str) -> dict[tuple[Any, Any], _Cell]:
    found: dict[tuple[Any, Any], _Cell] = {}
    rows = zip(column(frame, x), column(frame, y), numbers(frame, value), proved(frame), strict=True)
    for at_x, at_y, number, sure in rows:
        if (at_x, at_y) in found:
            raise UsageError(_TWICE.fill(x=x, y=y, at_x=at_x, at_y=at_y))
        found[at_x, at_y] = _Cell(number, sure)
    return found


def _shade(value: float, low: float, high: float) -> str:
    from matplotlib import colormaps
    from matplotlib.colors import to_hex

    share = (value - low) / (high - low) if high > low else 0.0
    return to_hex(colormaps[_SHADES](_FROM + share * (_TO - _FROM)))


def _frame(ax: Axes, x: int, y: int, cell: _Cell, fill: str | None) -> None:
    corner = x - 0.47, y - 0.46
    if fill is None:
        box(ax, *corner, 0.94, 0.92, facecolor=WHITE, edgecolor=LIGHT, hatch="//")
    else:
        dashes: dict[str, Any] = {} if cell.proved else {"linestyle": (0, DASHES)}
        box(ax, *corner, 0.94, 0.92, facecolor=fill, edgecolor=MIDDLE if cell.proved else DARK, **dashes)


def _key(ax: Axes, cells: list[_Cell], lang: Lang) -> None:
    """What hatching and dashes mean, where there are any."""
    signs, names = [], []
    if any(cell.value is None for cell in cells):
        signs.append(swatch(facecolor=WHITE, edgecolor=LIGHT, hatch="//"))
        names.append(words.NO_PLAN(lang))
    if any(cell.value is not None and not cell.proved for cell in cells):
        signs.append(swatch(**LEFT_OVER))
        names.append(words.DASHED_NOT_PROVED(lang))
    if signs:
        key_below(ax, signs, names)
