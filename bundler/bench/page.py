"""What was measured as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from bundler.bench.curves import best_bounds, picture
from bundler.bench.results import Bench, Row, gap_of
from bundler.bench.words import LABELS, PROOF, SETUP, STATUS, TITLE
from bundler.i18n import Lang
from bundler.units import decimal

if TYPE_CHECKING:
    from markupsafe import Markup

_NONE = "–"


def render_page(bench: Bench, lang: Lang) -> str:
    """The whole page; every figure on it comes from the rows."""
    from jinja2 import Environment, StrictUndefined

    from bundler.report.canvas import drawing

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = resources.files("bundler.bench").joinpath("bench.html.j2").read_text("utf-8")
    solvers = list(dict.fromkeys(row.solver for row in bench.rows))
    with drawing():
        pictures = _pictures(bench.rows, lang)
    return environment.from_string(source).render(
        lang=lang,
        t={key: text(lang) for key, text in LABELS.items()},
        title=TITLE(lang, suite=bench.suite),
        bench=bench,
        solvers=solvers,
        side=_side(bench.rows, solvers, lang),
        optima=_optima(bench.rows, lang),
        pictures=pictures,
        rows=[_row(row, lang) for row in bench.rows],
        with_proof=any(row.proof for row in bench.rows),
        setup=[(name, SETUP[name](lang), _notes(bench.rows, name)) for name in solvers if name in SETUP],
        made=_made(bench, lang),
        versions=[(name, value or _NONE) for name, value in bench.versions.items()],
    )


def _groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return found


def _pictures(rows: Sequence[Row], lang: Lang) -> list[tuple[str, Markup]]:
    made = ((group, picture(mine, group, lang)) for group, mine in _groups(rows).items())
    return [(group, drawn) for group, drawn in made if drawn is not None]


def _side(rows: Sequence[Row], solvers: Sequence[str], lang: Lang) -> list[dict[str, Any]]:
    """A line for each group: of each solver the mean distance to the best bound, proofs, middle time."""
    table = []
    for group, mine in _groups(rows).items():
        bounds = best_bounds(mine)
        cells = []
        for solver in solvers:
            its = [row for row in mine if row.solver == solver]
            away = [gap_of(row.first, bounds.get(row.instance)) for row in its]
            known = [gap for gap in away if gap is not None]
            seconds = [row.seconds for row in its if row.seconds is not None]
            proved = sum(row.status == "optimal" for row in its)
            cells.append(
                {
                    "distance": _percent(fmean(known), lang) if len(known) == len(its) and its else _NONE,
                    "proved": f"{proved}/{len(its)}",
                    "seconds": _number(median(seconds), lang, 1) if seconds else "",
                    "status": _worst(its, lang),
                }
            )
        table.append({"group": group, "cells": cells})
    return table


def _worst(rows: Sequence[Row], lang: Lang) -> str:
    """Why a solver has no figure here, in a word; empty where it has."""
    without = [row.status for row in rows if row.first is None]
    return STATUS[without[0]](lang) if without else ""


def _optima(rows: Sequence[Row], lang: Lang) -> list[list[str]]:
    return [
        [
            row.instance,
            row.solver,
            _value(row, row.optimum, lang),
            _value(row, row.first, lang),
            _value(row, row.bound, lang),
            STATUS[row.status](lang),
            _number(row.seconds, lang, 1),
        ]
        for row in rows
        if row.optimum is not None
    ]


def _row(row: Row, lang: Lang) -> dict[str, str]:
    return {
        "instance": row.instance,
        "solver": row.solver,
        "status": STATUS[row.status](lang),
        "value": _value(row, row.first, lang),
        "bound": _value(row, row.bound, lang),
        "gap": _percent(row.gap, lang),
        "jobs": _number(row.jobs, lang, 0),
        "hours": _number(row.hours, lang, 1),
        "seconds": _number(row.seconds, lang, 1),
        "memory": _number(row.memory_mb, lang, 0),
        "proof": PROOF[row.proof](lang) if row.proof else "",
        "note": row.note,
    }


def _notes(rows: Sequence[Row], solver: str) -> list[str]:
    """Why it did not run, each reason once."""
    return list(
        dict.fromkeys(
            row.note for row in rows if row.solver == solver and row.note and row.status == "not run"
        )
    )


def _made(bench: Bench, lang: Lang) -> list[tuple[str, str]]:
    on = bench.machine
    label = {key: text(lang) for key, text in LABELS.items()}
    memory, load, seconds = on.get("memory_mb"), on.get("load"), bench.settings.get("seconds")
    return [
        (label["started"], bench.started),
        (label["objective"], str(bench.settings.get("objective", _NONE))),
        (label["time_limit"], _NONE if seconds is None else f"{decimal(seconds, lang)} s"),
        (label["system"], str(on.get("system", _NONE))),
        (label["cpu"], str(on.get("cpu", _NONE))),
        (label["cores"], str(on.get("cores", _NONE))),
        (label["memory_mb"], f"{memory} MB" if memory else _NONE),
        (label["load"], _number(load if isinstance(load, float) else None, lang)),
    ]


def _number(value: float | None, lang: Lang, places: int = 2) -> str:
    """As many decimals in each line of a column, so that the points stand below one another."""
    return _NONE if value is None else decimal(value, lang, places, keep_zeros=True)


def _value(row: Row, value: float | None, lang: Lang) -> str:
    """Jobs are counted and have no decimals."""
    if value is not None and row.objective in ("most-jobs", "fewest-jobs"):
        return decimal(value, lang)
    return _number(value, lang)


def _percent(value: float | None, lang: Lang) -> str:
    return _NONE if value is None else f"{_number(100 * value, lang)} %"
