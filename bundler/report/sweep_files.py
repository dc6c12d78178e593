"""A sweep as data for other programs: a JSON document, and its cells as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bundler.i18n import Lang
from bundler.kpis import KPIS, Kpi
from bundler.report.sheets import safe_cell
from bundler.report.sweep_price import priced
from bundler.report.sweep_view import why_of
from bundler.scenarios.grid import Axis, value_text
from bundler.scenarios.price import Price, base_value, prices
from bundler.scenarios.sweepfile import Sweep
from bundler.scenarios.table import Row, Table, points_of

FORMAT = "bundler-sweep/1"
_PLACES = 6
_HEAD = ("outcome", "status", "stopped_by", "objective", "first", "bound")
_PLAN_KPIS: tuple[Kpi, ...] = tuple(kpi for kpi in KPIS if kpi.by == "plan" and not kpi.needs_dossier)


def sweep_document(table: Table, sweep: Sweep, lang: Lang) -> dict[str, Any]:
    """The sweep as JSON; the same for the same results, however they were come by."""
    points = points_of(table.rows)
    beaten = _beaten_by(table)
    asked = priced(table, sweep.price)
    return {
        "format": FORMAT,
        "name": sweep.name(lang),
        "scenario": table.problem.scenario.name,
        "axes": [
            {"setting": axis.name, "values": [_plain(value) for value in axis.values]} for axis in table.axes
        ],
        "cells": [_cell(table.axes, row, beaten, lang) for row in table.rows],
        "front": [
            {
                "cells": [row.cell.number for row in point.rows],
                "hours": point.hours,
                "complexity": point.complexity,
                "proved": all(row.state == "proved" for row in point.rows),
            }
            for point in points
            if point.beaten_by is None
        ],
        "price": _prices(table, asked) if asked else None,
    }


def _cell(axes: Sequence[Axis], row: Row, beaten: Mapping[int, int | None], lang: Lang) -> dict[str, Any]:
    result = row.result
    first = result.first if result is not None and row.has_plan else None
    number = row.cell.number
    return {
        "cell": number,
        "settings": {axis.name: _plain(value) for axis, value in zip(axes, row.cell.values, strict=True)},
        "outcome": row.state,
        "status": result.status if result is not None else None,
        "stopped_by": result.stopped_by if result is not None else None,
        "objective": result.objective if result is not None else None,
        "first": first.value if first is not None else None,
        "bound": _finite(first.bound) if first is not None else None,
        "kpis": {kpi.code: _rounded(row.kpis[kpi.code]) for kpi in _PLAN_KPIS if kpi.code in row.kpis},
        "on_front": number in beaten and beaten[number] is None,
        "beaten_by": beaten.get(number),
        "plan_of": row.plan_of,
        "why": why_of(row, lang),
    }


def _beaten_by(table: Table) -> dict[int, int | None]:
    """For each cell in the picture the one that is better; None on the front."""
    return {
        row.cell.number: None if point.beaten_by is None else point.beaten_by.cell.number
        for point in points_of(table.rows)
        for row in point.rows
    }


def _prices(table: Table, name: str) -> dict[str, Any]:
    axis = next(axis for axis in table.axes if axis.name == name)
    return {
        "setting": name,
        "rule": _plain(base_value(table, axis)),
        "against": [_price(price) for price in prices(table, name)],
    }


def _price(price: Price) -> dict[str, Any]:
    known = price.known
    return {
        "rule_cell": price.rule.cell.number,
        "other_cell": price.other.cell.number,
        "objective": price.objective,
        "at_least": _finite(round(price.low, 2)) if known else None,
        "at_most": _finite(round(price.high, 2)) if known else None,
        "proved": known and price.exact,
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)


def sweep_csv(table: Table, lang: Lang) -> bytes:
    """The cells: UTF-8, commas, decimal points, English headers; blank is unknown."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    codes = [kpi.code for kpi in _PLAN_KPIS]
    names = [axis.name for axis in table.axes]
    writer.writerow(["cell", *names, *_HEAD, *codes, "on_front", "beaten_by", "plan_of", "why"])
    beaten = _beaten_by(table)
    for row in table.rows:
        cell = _cell(table.axes, row, beaten, lang)
        settings = [
            safe_cell(value_text(axis, value))
            for axis, value in zip(table.axes, row.cell.values, strict=True)
        ]
        head = [cell[key] for key in _HEAD]
        figures = [cell["kpis"].get(code) for code in codes]
        front = "yes" if cell["on_front"] else "no"
        line = [
            cell["cell"],
            *settings,
            *head,
            *figures,
            front,
            cell["beaten_by"],
            row.plan_of,
            safe_cell(cell["why"]),
        ]
        writer.writerow(["" if value is None else value for value in line])
    return out.getvalue().encode()
