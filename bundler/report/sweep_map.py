"""A figure of every cell of a sweep as a picture: two settings at a time, a panel for each of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from bundler.i18n import Lang
from bundler.kpis import Kpi
from bundler.kpis.shown import value_text
from bundler.report.canvas import DARK, LIGHT, MIDDLE, WIDTH, Box, Canvas, Words
from bundler.report.colors import WHITE, ink_on
from bundler.report.lettering import cut, width_of
from bundler.report.sweep_axes import axis_name, axis_value
from bundler.report.sweep_words import ACROSS, DOWN, SIGNS
from bundler.scenarios.grid import Axis
from bundler.scenarios.price import base_value
from bundler.scenarios.table import Row, Table
from bundler.units import decimal

_FROM, _TO = (0xE8, 0xF1, 0xF8), (0x0B, 0x4A, 0x80)
_LETTERS, _SMALL, _LINE = 10.0, 9.5, 14.0
_CELL_LEAST, _CELL_USUAL, _CELL_MOST, _HIGH, _APART = 44.0, 66.0, 110.0, 30.0, 26.0
_TALLEST = 860.0


class Panel(NamedTuple):
    """A part of the grid: some rows against some columns, all other settings the same.

    Attributes:
        title: the other settings; empty where there are none.
        down: what the rows are; empty where there is one row.
        across: what the columns are.
        rows: the value of each row.
        columns: the value of each column.
        bold: of rows and of columns, those that are the scenario's own.
    """

    title: str
    down: str
    across: str
    rows: list[str]
    columns: list[str]
    bold: tuple[list[bool], list[bool]]
    cells: list[list[Row]]


class _Frame(NamedTuple):
    """The size of panels, in pixels."""

    lines: int
    rows: int
    gutter: float
    cell: float
    columns: int

    @property
    def width(self) -> float:
        return self.gutter + self.cell * self.columns

    @property
    def height(self) -> float:
        return _LINE * (self.lines + 1) + _HIGH * self.rows


def panels_of(table: Table, lang: Lang, most: int | None = None) -> list[Panel]:
    """The grid in panels: the first setting goes down and the second across, the others have a panel each.

    Args:
        table: the sweep.
        lang: of names and values.
        most: so many columns in a panel; None for all.
    """
    one = len(table.axes) == 1
    down, across = None if one else table.axes[0], table.axes[0 if one else 1]
    by_values = {row.cell.values: row for row in table.rows}
    most = most or len(across.values)
    found = []
    for first in range(0, len(across.values), most):
        values = across.values[first : first + most]
        for rest in product(*(axis.values for axis in table.axes[2:])):
            heads = [(value,) for value in down.values] if down is not None else [()]
            found.append(
                Panel(
                    "; ".join(
                        f"{axis_name(axis, lang)}: {axis_value(axis, value, lang)}"
                        for axis, value in zip(table.axes[2:], rest, strict=True)
                    ),
                    DOWN(lang, name=axis_name(down, lang)) if down is not None else "",
                    ACROSS(lang, name=axis_name(across, lang)),
                    [axis_value(down, value, lang) for value in down.values] if down is not None else [""],
                    [axis_value(across, value, lang) for value in values],
                    (
                        [value == base_value(table, down) for value in down.values] if down else [False],
                        [value == base_value(table, across) for value in values],
                    ),
                    [[by_values[(*head, value, *rest)] for value in values] for head in heads],
                )
            )
    return found


def heat_maps(table: Table, kpi: Kpi, lang: Lang) -> Iterator[Canvas]:
    """The figure of every cell; as many pictures as it takes so that each fits on a page."""
    values = [value for row in table.rows if (value := row.kpis.get(kpi.code)) is not None]
    span = (min(values), max(values)) if values else (0.0, 0.0)
    whole = panels_of(table, lang)[0]
    labels = [
        10 + 1.05 * max(width_of(text, _SMALL) for text in texts) for texts in (whole.rows, whole.columns)
    ]
    gutter = min(labels[0], 170.0) if whole.down else 2.0
    # as wide as the labels ask, narrower where that puts all columns on one line
    room = (WIDTH - gutter) / len(whole.columns)
    cell = min(_CELL_MOST, max(_CELL_USUAL, labels[1]), max(_CELL_LEAST, room))
    panels = panels_of(table, lang, most=max(1, int((WIDTH - gutter) // cell)))
    lines = 1 + bool(whole.title) + bool(whole.down)
    frame = _Frame(lines, len(whole.rows), gutter, cell, max(len(panel.columns) for panel in panels))
    wide = max(frame.width, *(width_of(text, _LETTERS) for text in (whole.down, whole.across, whole.title)))
    across = max(1, int((WIDTH + _APART) // (wide + _APART)))
    down = max(1, int((_TALLEST + _APART) // (frame.height + _APART)))
    for first in range(0, len(panels), across * down):
        part = panels[first : first + across * down]
        canvas = Canvas(-(-len(part) // across) * (frame.height + _APART) - _APART + 4)
        for at, panel in enumerate(part):
            x, y = at % across * (wide + _APART), at // across * (frame.height + _APART)
            _draw(canvas, x, y, wide, frame, panel, kpi, span, lang)
        yield canvas


def _draw(
    canvas: Canvas,
    x: float,
    y: float,
    room: float,
    frame: _Frame,
    panel: Panel,
    kpi: Kpi,
    span: tuple[float, float],
    lang: Lang,
) -> None:
    heads = [(panel.title, DARK, True), (panel.down, MIDDLE, False), (panel.across, MIDDLE, False)]
    for number, (text, color, bold) in enumerate((head for head in heads if head[0]), 1):
        canvas.add(Words(x + 2, y + _LINE * number - 3, cut(text, room, _LETTERS), _LETTERS, color, bold))
    top = y + _LINE * (frame.lines + 1)
    for at, text in enumerate(panel.columns):
        shown = cut(text, frame.cell - 4, _SMALL)
        left = x + frame.gutter + at * frame.cell + (frame.cell - width_of(shown, _SMALL)) / 2
        canvas.add(Words(left, top - 4, shown, _SMALL, DARK, panel.bold[1][at]))
    for line, text in enumerate(panel.rows):
        if text:
            foot, shown = top + line * _HIGH + _HIGH / 2 + 3.5, cut(text, frame.gutter - 6, _SMALL)
            canvas.add(Words(x + 2, foot, shown, _SMALL, DARK, panel.bold[0][line]))
        for at, row in enumerate(panel.cells[line]):
            left = x + frame.gutter + at * frame.cell
            _cell(canvas, left, top + line * _HIGH, frame.cell, row, kpi, span, lang)


def _cell(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    row: Row,
    kpi: Kpi,
    span: tuple[float, float],
    lang: Lang,
) -> None:
    value = row.kpis.get(kpi.code)
    fill = WHITE if value is None else _shade(value, span)
    edge = DARK if row.has_plan else LIGHT
    canvas.add(Box(x + 1.5, y + 1.5, width - 3, _HIGH - 3, fill, edge, dashed=row.state == "open"))
    shown = SIGNS.get(row.state, "–") if value is None else _fitting(kpi, value, width - 8, lang)
    left = x + (width - width_of(shown, _LETTERS)) / 2
    canvas.add(Words(left, y + _HIGH / 2 + 3.5, shown, _LETTERS, ink_on(fill)))


def _fitting(kpi: Kpi, value: float, width: float, lang: Lang) -> str:
    """The value with as many of its decimals as there is room for."""
    shown = value_text(kpi, value, lang)
    for places in range(kpi.decimals, -1, -1):
        if width_of(shown, _LETTERS) <= width:
            break
        shown = decimal(value, lang, places)
    return shown


def _shade(value: float, span: tuple[float, float]) -> str:
    """The darker, the more."""
    low, high = span
    share = (value - low) / (high - low) if high > low else 0.0
    parts = (round(a + share * (b - a)) for a, b in zip(_FROM, _TO, strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def axes_in_words(axes: Sequence[Axis], lang: Lang) -> str:
    """The settings that vary, with how many values."""
    return " × ".join(f"{axis_name(axis, lang)} ({len(axis.values)})" for axis in axes)
