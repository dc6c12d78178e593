"""What the report of a sweep shows of its cells and its front, as rows ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.i18n import Lang
from bundler.kpis import KPI, Kpi
from bundler.kpis.shown import value_text
from bundler.report import sweep_words as words
from bundler.report.sweep_axes import axis_name, axis_value
from bundler.report.sweep_map import axes_in_words
from bundler.scenarios.price import base_value
from bundler.scenarios.table import COMPLEXITY, HOURS, Point, Row, Table, points_of
from bundler.units import decimal

# beside those that are drawn
_ALWAYS = ("jobs", "hours", "hours_left", "complexity", "score", "gap")
# so many cells are named in a sentence
_NAMED = 5


class AxisRow(NamedTuple):
    """A setting that varies."""

    name: str
    key: str
    values: str
    own: str


class CellRow(NamedTuple):
    """A cell with its figures, those of ``shown_kpis``."""

    number: int
    settings: list[str]
    state: str
    why: str
    figures: list[str]
    proved: bool


class FrontCell(NamedTuple):
    """A cell whose plan is at a point of the picture."""

    number: int
    settings: list[str]
    jobs: str
    state: str


class FrontRow(NamedTuple):
    """The plans at one point; ``beaten_by`` and ``by`` are empty on the front."""

    cells: list[FrontCell]
    hours: str
    complexity: str
    state: str
    beaten_by: str
    by: str


def shown_kpis(pictures: Sequence[str]) -> list[Kpi]:
    """The KPIs in the tables: the usual ones and those that are drawn."""
    return [KPI[code] for code in KPI if code in {*_ALWAYS, *pictures}]


def axis_rows(table: Table, lang: Lang) -> list[AxisRow]:
    """The settings that vary."""
    return [
        AxisRow(
            axis_name(axis, lang),
            axis.name,
            "; ".join(axis_value(axis, value, lang) for value in axis.values),
            axis_value(axis, base_value(table, axis), lang) if _has_own(table, at) else "–",
        )
        for at, axis in enumerate(table.axes)
    ]


def _has_own(table: Table, at: int) -> bool:
    axis = table.axes[at]
    own = (
        table.problem.scenario
        if axis.section == "scenario"
        else getattr(table.problem.scenario, axis.section)
    )
    return getattr(own, axis.key) in axis.values


def cell_rows(table: Table, kpis: Sequence[Kpi], lang: Lang) -> list[CellRow]:
    """Every cell with its figures."""
    return [
        CellRow(
            row.cell.number,
            settings_of(table, row, lang),
            words.STATES[row.state](lang),
            why_of(row, lang),
            [value_text(kpi, row.kpis.get(kpi.code), lang) for kpi in kpis],
            row.state == "proved",
        )
        for row in table.rows
    ]


def settings_of(table: Table, row: Row, lang: Lang) -> list[str]:
    """The values of a cell."""
    return [axis_value(axis, value, lang) for axis, value in zip(table.axes, row.cell.values, strict=True)]


def why_of(row: Row, lang: Lang) -> str:
    """Why a cell has no plan, or where its plan is from; empty where there is nothing to say."""
    if row.plan_of is not None:
        return words.PLAN_OF(lang, cell=row.plan_of)
    if row.cell.why_not is not None:
        return row.cell.why_not(lang)
    if row.state == "none" and row.result is not None and row.result.why_none is not None:
        return row.result.why_none(lang)
    return ""


def figures(table: Table) -> list[tuple[int, str]]:
    """How many cells there are and what became of them, as number and key of the label."""
    states = [row.state for row in table.rows]
    counts = [
        (len(states), "cells_kpi"),
        (states.count("proved"), "proved_kpi"),
        (states.count("open"), "open_kpi"),
        (sum(not row.has_plan for row in table.rows), "without_kpi"),
        (sum(point.beaten_by is None for point in points_of(table.rows)), "front_kpi"),
    ]
    return [(count, key) for count, key in counts if count or key in ("cells_kpi", "proved_kpi")]


def summary(table: Table, lang: Lang) -> list[str]:
    """The sweep in a few sentences."""
    rows = table.rows
    lines = [words.CELLS(lang, cells=len(rows), axes=axes_in_words(table.axes, lang))]
    found = [row for row in rows if row.kpis.get(HOURS) is not None]
    for form, code, pick in ((words.MOST, HOURS, max), (words.LEAST, COMPLEXITY, min)):
        values = {value_text(KPI[code], v, lang): v for row in found if (v := row.kpis.get(code)) is not None}
        if values:
            best = pick(values, key=lambda shown: values[shown])
            here = [row for row in found if value_text(KPI[code], row.kpis.get(code), lang) == best]
            lines.append(form(lang, value=best, cells=_numbers(here, lang)))
    is_open = [row for row in rows if row.state == "open"]
    if is_open:
        gaps = [gap for row in is_open if (gap := row.kpis.get("gap")) is not None]
        fewest = any(row.result is not None and row.result.objective == "fewest-jobs" for row in is_open)
        form = words.SOME_OPEN_FEWEST if fewest else words.SOME_OPEN
        most = decimal(max(gaps, default=0.0), lang)
        lines.append(form(lang, count=len(is_open), cells=len(rows), gap=most))
    elif rows and all(row.state in ("proved", "none") for row in rows):
        lines.append(words.ALL_PROVED(lang))
    for state in ("none", "not_found", "not_solved", "contradiction"):
        count = sum(row.state == state for row in rows)
        if count:
            lines.append(words.WITHOUT(lang, count=count, state=words.STATES[state](lang)))
    return lines


def _numbers(rows: Sequence[Row], lang: Lang) -> str:
    shown = ", ".join(str(row.cell.number) for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    return words.AND_MORE(lang, cells=shown, more=more) if more > 0 else shown


def front_rows(table: Table, points: Sequence[Point], lang: Lang) -> list[FrontRow]:
    """Points of the picture, from the most hours down."""
    return [
        FrontRow(
            [
                FrontCell(
                    row.cell.number,
                    settings_of(table, row, lang),
                    value_text(KPI["jobs"], row.kpis["jobs"], lang),
                    words.STATES[row.state](lang),
                )
                for row in point.rows
            ],
            value_text(KPI[HOURS], point.hours, lang),
            value_text(KPI[COMPLEXITY], point.complexity, lang),
            "; ".join(dict.fromkeys(words.STATES[row.state](lang) for row in point.rows)),
            str(point.beaten_by.cell.number) if point.beaten_by is not None else "",
            _by(point, lang),
        )
        for point in points
    ]


def _by(point: Point, lang: Lang) -> str:
    """By how much another plan is better."""
    if point.beaten_by is None:
        return ""
    its = [round(point.beaten_by.kpis.get(code) or 0.0, KPI[code].decimals) for code in (HOURS, COMPLEXITY)]
    more, less = round(its[0] - point.hours, 2), round(point.complexity - its[1], 2)
    form = words.BETTER_BY if more and less else words.BETTER_HOURS if more else words.BETTER_COMPLEXITY
    return form(lang, hours=decimal(more, lang), complexity=decimal(less, lang))


def front_note(points: Sequence[Point], lang: Lang) -> str:
    """Whether the front can still change."""
    count = sum(row.state == "open" for point in points for row in point.rows)
    return words.FRONT_OPEN(lang, count=count) if count else words.FRONT_PROVED(lang)
