"""A sweep as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bundler._version import __version__
from bundler.i18n import Lang
from bundler.kpis import KPI, Kpi
from bundler.kpis.shown import DIRECTIONS
from bundler.report import sweep_words as words
from bundler.report.canvas import as_svg, drawing
from bundler.report.settings import rule_settings, weight_settings
from bundler.report.sweep_axes import axis_name
from bundler.report.sweep_front import front_picture
from bundler.report.sweep_map import heat_maps
from bundler.report.sweep_price import price_section, priced
from bundler.report.sweep_view import (
    axis_rows,
    cell_rows,
    figures,
    front_note,
    front_rows,
    shown_kpis,
    summary,
)
from bundler.scenarios.sweepfile import Sweep
from bundler.scenarios.table import Table, points_of

if TYPE_CHECKING:
    from markupsafe import Markup


class Map(NamedTuple):
    """A KPI of every cell in pictures."""

    title: str
    pictures: list[Markup]


def render_sweep(table: Table, sweep: Sweep, lang: Lang) -> str:
    """The whole page.

    Args:
        table: every cell and what came of it.
        sweep: its name, the rule of which the price is told, and the KPIs that are drawn.
        lang: the page's language.
    """
    from bundler.report.page import environment

    points = points_of(table.rows)
    with drawing():
        maps = list(_maps(table, sweep.pictures, lang))
        front = as_svg(front_picture(points, lang), "front", words.FRONT_ALT(lang)) if points else None
    kpis = shown_kpis(sweep.pictures)
    asked = priced(table, sweep.price)
    scenario = table.problem.scenario
    changed = [*rule_settings(scenario.rules, lang), *weight_settings(scenario.weights, lang)]
    varies = {axis.key for axis in table.axes}
    price = price_section(table, asked, lang) if asked else None
    return (
        environment()
        .get_template("sweep.html.j2")
        .render(
            lang=lang,
            t={key: text(lang) for key, text in words.LABELS.items()},
            title=sweep.name(lang) or words.TITLE(lang),
            description=sweep.description(lang),
            scenario=scenario.name,
            counts=[(count, words.LABELS[key](lang)) for count, key in figures(table)],
            summary=summary(table, lang),
            notes=_notes(table, lang),
            price=price,
            price_title=_price_title(price.rule, lang) if price else "",
            axes=axis_rows(table, lang),
            axis_heads=[axis_name(axis, lang) for axis in table.axes],
            maps=maps,
            map_note=words.MAP_NOTE(lang),
            signs=_signs(table, lang),
            front=front,
            front_text=words.FRONT_NOTE(lang),
            front_note=front_note(points, lang) if points else words.NO_FRONT(lang),
            on_front=front_rows(table, [point for point in points if point.beaten_by is None], lang),
            beaten=front_rows(table, [point for point in points if point.beaten_by is not None], lang),
            cells=cell_rows(table, kpis, lang),
            heads_of={code: KPI[code].name(lang) for code in ("hours", "complexity", "jobs")},
            heads=[(kpi.name(lang), kpi.unit(lang)) for kpi in kpis],
            figures=[
                (kpi.name(lang), kpi.unit(lang), DIRECTIONS[kpi.better](lang), kpi.formula(lang))
                for kpi in kpis
            ],
            changed=[row for row in changed if row.changed and row.name not in varies],
            made=f"bundler {__version__}",
        )
    )


def _price_title(rule: str, lang: Lang) -> str:
    return words.PRICE_TITLE(lang, rule=rule[0].lower() + rule[1:])


def _maps(table: Table, pictures: Sequence[str], lang: Lang) -> Iterator[Map]:
    for code in pictures:
        kpi = KPI[code]
        alt = words.MAP_ALT(
            lang, kpi=kpi.name(lang), axes=", ".join(axis_name(axis, lang) for axis in table.axes)
        )
        drawn = [
            as_svg(canvas, f"map-{code}-{number}", alt)
            for number, canvas in enumerate(heat_maps(table, kpi, lang), 1)
        ]
        yield Map(_map_title(kpi, lang), drawn)


def _map_title(kpi: Kpi, lang: Lang) -> str:
    return words.MAP_TITLE(lang, kpi=kpi.name(lang), unit=kpi.unit(lang), better=DIRECTIONS[kpi.better](lang))


def _signs(table: Table, lang: Lang) -> list[str]:
    """What it means that a cell has a sign and no value."""
    states = dict.fromkeys(row.state for row in table.rows)
    signs = [f"{words.SIGNS[state]} {words.STATES[state](lang)}" for state in states if state in words.SIGNS]
    if any(row.has_plan and not row.kpis.get("jobs") for row in table.rows):
        signs.append(words.NO_JOB(lang))
    return signs


def _notes(table: Table, lang: Lang) -> list[str]:
    notes = [words.BEST_IS(lang)]
    if any(row.plan_of is not None for row in table.rows):
        notes.append(words.SHARED(lang))
    if any(axis.section == "weights" for axis in table.axes):
        notes.append(words.OTHER_WEIGHTS(lang))
    return notes
