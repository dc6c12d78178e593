"""A sweep as an Excel workbook: every figure of every cell, the heat maps, the front and the price."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime

from bundler.i18n import Lang, Text
from bundler.kpis import KPI, Kpi
from bundler.kpis.shown import DIRECTIONS
from bundler.report import sweep_words as words
from bundler.report.book import LANGUAGE, with_language
from bundler.report.book_model import Column, Table, Value
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.book_text import clean
from bundler.report.sweep_axes import AXIS_NAMES, axis_value
from bundler.report.sweep_map import panels_of
from bundler.report.sweep_price import price_rows, priced
from bundler.report.sweep_view import front_note, summary, why_of
from bundler.scenarios import table as scenarios
from bundler.scenarios.grid import Axis
from bundler.scenarios.sweepfile import PICTURES, Sweep
from bundler.scenarios.table import points_of

_PALE, _DARK = "#E8F1F8", "#5B9BD5"
_NOT_A_NAME = re.compile(r"[^\w ]+")
_CELLS = Text("Cells", "Cellen")
_MAPS = Text("Heat maps", "Warmtekaarten")
_FRONT = Text("Front", "Front")
_PRICE = Text("Price", "Prijs")
_FIGURES = Text("Figures", "Cijfers")
_ON_FRONT = Text("On the front", "Op het front")
_BETTER = Text("Better cell", "Betere cel")
_BOUND = Text("Bound of what is best", "Grens van het beste")
_WHY = Text("Remark", "Opmerking")


def render_sweep_xlsx(table: scenarios.Table, sweep: Sweep, lang: Lang) -> bytes:
    """The sweep as a workbook; the same arguments give the same bytes."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    title = clean(sweep.name(lang) or words.TITLE(lang))
    day = table.problem.scenario.plan_date or date(2000, 1, 1)
    made = datetime(day.year, day.month, day.day)
    workbook.set_properties({"title": title, "author": "bundler", "created": made})
    cells, front, price, figures = _cells(table), _front_table(table), _price_table(table), _figures()
    paper = Paper(workbook, lang, (cells, front, price, figures), title)
    _write_cells(paper, cells, table, title, sweep)
    _write_maps(paper, table, sweep)
    _write_front(paper, front, table)
    asked = priced(table, sweep.price)
    if asked:
        _write_price(paper, price, table, asked)
    rows: list[list[Value]] = [
        [kpi.name, kpi.unit, DIRECTIONS[kpi.better], kpi.formula] for kpi in map(KPI.__getitem__, PICTURES)
    ]
    Sheet(paper, _FIGURES, words.LABELS["figures"](lang)).table(figures, rows)
    workbook.close()
    return with_language(out.getvalue(), LANGUAGE[lang])


def _head(text: Text) -> Text:
    """Only letters, digits and spaces, as a table's header must be."""
    return Text(*(" ".join(_NOT_A_NAME.sub(" ", words).split()) for words in text))


def _axis_columns(axes: Sequence[Axis]) -> tuple[Column, ...]:
    return tuple(
        Column(f"axis{at}", _head(AXIS_NAMES[axis.name]), "number" if _numeric(axis) else "text")
        for at, axis in enumerate(axes)
    )


def _numeric(axis: Axis) -> bool:
    return all(type(value) in (int, float) for value in axis.values) and not axis.key.startswith("day_")


def _settings(table: scenarios.Table, row: scenarios.Row, lang: Lang) -> list[Value]:
    return [
        value if _numeric(axis) and isinstance(value, int | float) else axis_value(axis, value, lang)
        for axis, value in zip(table.axes, row.cell.values, strict=True)
    ]


def _kpi_column(kpi: Kpi) -> Column:
    return Column(kpi.code, _head(kpi.name), "count" if kpi.decimals == 0 else "points")


def _cells(table: scenarios.Table) -> Table:
    return Table(
        "cells",
        _CELLS,
        (
            Column("cell", words.LABELS["cell"], "number"),
            *_axis_columns(table.axes),
            Column("state", words.LABELS["state"], "wide"),
            *(_kpi_column(KPI[code]) for code in PICTURES),
            Column("bound", _BOUND, "points"),
            Column("front", _ON_FRONT),
            Column("beaten", _BETTER, "number"),
            Column("why", _WHY, "wide"),
        ),
    )


def _front_table(table: scenarios.Table) -> Table:
    return Table(
        "front",
        _FRONT,
        (
            Column("cell", words.LABELS["cell"], "number"),
            *_axis_columns(table.axes),
            *(_kpi_column(KPI[code]) for code in ("hours", "complexity", "jobs")),
            Column("state", words.LABELS["state"], "wide"),
        ),
    )


def _price_table(table: scenarios.Table) -> Table:
    return Table(
        "price",
        _PRICE,
        (
            *_axis_columns(table.axes),
            Column("against", words.LABELS["against"]),
            Column("best", words.LABELS["price_of"], "wide"),
            Column("mine", Text("With the rule", "Met de regel"), "points"),
            Column("its", Text("With the other", "Met de andere"), "points"),
            Column("low", Text("Costs at least", "Kost ten minste"), "points"),
            Column("high", Text("Costs at most", "Kost hooguit"), "points"),
            Column("unit", words.LABELS["unit"]),
            Column("proved", Text("Proved", "Bewezen")),
        ),
    )


def _figures() -> Table:
    return Table(
        "figures",
        _FIGURES,
        (
            Column("figure", words.LABELS["figure"], "wide"),
            Column("unit", words.LABELS["unit"], "wide"),
            Column("better", words.LABELS["better"], "wide"),
            Column("formula", _head(words.LABELS["formula"]), "long"),
        ),
    )


def _write_cells(paper: Paper, cells: Table, table: scenarios.Table, title: str, sweep: Sweep) -> None:
    lang = paper.lang
    beaten = {row.cell.number: point.beaten_by for point in points_of(table.rows) for row in point.rows}
    rows: list[list[Value]] = []
    for row in table.rows:
        number = row.cell.number
        by = beaten.get(number)
        bound = row.result.first.bound if row.result is not None and row.has_plan else None
        on_front = words.LABELS["yes" if number in beaten and by is None else "no"]
        rows.append(
            [
                number,
                *_settings(table, row, lang),
                words.STATES[row.state],
                *(row.kpis.get(code) for code in PICTURES),
                bound,
                on_front,
                by.cell.number if by is not None else None,
                why_of(row, lang),
            ]
        )
    notes = [text for text in (sweep.description(lang), *summary(table, lang), words.BEST_IS(lang)) if text]
    Sheet(paper, _CELLS, title, notes, frozen=1 + len(table.axes)).table(cells, rows)


def _write_maps(paper: Paper, table: scenarios.Table, sweep: Sweep) -> None:
    """A block of cells for each panel; the colours are the sheet's own, so that they follow the figures."""
    lang = paper.lang
    sheet = Sheet(paper, _MAPS, _MAPS(lang), [words.MAP_XLSX(lang)], frozen=0)
    sheet.widen([24.0] + [12.0] * (max(len(axis.values) for axis in table.axes) + 1))
    sheet.head(110.0)
    put, at = sheet.worksheet, sheet.row + 1
    head, plain = paper.format(bold=True), paper.format(border=1, align="right")
    for code in sweep.pictures:
        kpi = KPI[code]
        title = words.MAP_TITLE(
            lang, kpi=kpi.name(lang), unit=kpi.unit(lang), better=DIRECTIONS[kpi.better](lang)
        )
        put.write_string(at, 0, title, paper.format(bold=True, font_size=12))
        at += 1
        values = [value for row in table.rows if (value := row.kpis.get(code)) is not None]
        for panel in panels_of(table, lang):
            for text in filter(None, (panel.title, panel.down, panel.across)):
                put.write_string(at, 0, text, paper.format(italic=True))
                at += 1
            for column, text in enumerate(panel.columns, 1):
                put.write_string(at, column, text, paper.format(bold=True, align="right"))
            first = at = at + 1
            for text, line in zip(panel.rows, panel.cells, strict=True):
                put.write_string(at, 0, text, head)
                for column, row in enumerate(line, 1):
                    value = row.kpis.get(code)
                    if value is None:
                        put.write_string(at, column, words.SIGNS.get(row.state, "–"), plain)
                    else:
                        put.write_number(at, column, round(value, kpi.decimals), plain)
                at += 1
            if values:
                put.conditional_format(
                    first,
                    1,
                    at - 1,
                    len(panel.columns),
                    {
                        "type": "2_color_scale",
                        "min_type": "num",
                        "max_type": "num",
                        "min_value": min(values),
                        "max_value": max(values),
                        "min_color": _PALE,
                        "max_color": _DARK,
                    },
                )
            at += 1


def _write_front(paper: Paper, front: Table, table: scenarios.Table) -> None:
    lang = paper.lang
    points = points_of(table.rows)
    rows: list[list[Value]] = [
        [
            row.cell.number,
            *_settings(table, row, lang),
            *(row.kpis.get(code) for code in ("hours", "complexity", "jobs")),
            words.STATES[row.state],
        ]
        for point in points
        if point.beaten_by is None
        for row in point.rows
    ]
    notes = [front_note(points, lang) if points else words.NO_FRONT(lang)]
    Sheet(paper, _FRONT, words.LABELS["front"](lang), notes).table(front, rows)


def _write_price(paper: Paper, table_of: Table, table: scenarios.Table, name: str) -> None:
    lang = paper.lang
    rows: list[list[Value]] = []
    section, found = price_rows(table, name, lang)
    for price, shown in found:
        known = price.known
        first = [
            row.result.first.value if row.result is not None and row.has_plan else words.STATES[row.state]
            for row in (price.rule, price.other)
        ]
        rows.append(
            [
                *_settings(table, price.rule, lang),
                shown.value,
                shown.best,
                *first,
                round(price.low, 2) if known else None,
                round(price.high, 2) if known else None,
                words.COUNTED[price.objective][1],
                words.LABELS["yes" if known and price.exact else "no"],
            ]
        )
    title = words.PRICE_TITLE(lang, rule=section.rule[0].lower() + section.rule[1:])
    Sheet(paper, _PRICE, title, [section.note]).table(table_of, rows)
