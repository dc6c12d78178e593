"""The comparison as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from bundler.i18n import Lang
from bundler.kpis import KPI
from bundler.report import compare_words as words
from bundler.report.canvas import as_svg, drawing
from bundler.report.colors import Style, supplier_styles
from bundler.report.compare_pictures import (
    bars_picture,
    chunks,
    comparable,
    hours_picture,
    reach_picture,
)
from bundler.report.compare_rows import (
    AskedRow,
    DataRow,
    MoveGroup,
    asked_rows,
    data_rows,
    job_lines,
    move_groups,
    moved_summary,
)
from bundler.report.compare_view import (
    HEADLINES,
    Columns,
    FigureRow,
    Head,
    columns,
    figure_rows,
    in_short,
    meaning_rows,
    proved,
    run_rows,
    warnings,
)
from bundler.report.content_text import set_tight
from bundler.report.page import environment
from bundler.scenarios.compare import Comparison, Side


class Drawn(NamedTuple):
    """A kind of picture, with what it says; several where there are many scenarios."""

    title: str
    note: str
    pictures: list[Markup]
    legend: list[Style]


class SupplierFigures(NamedTuple):
    """One supplier's figures."""

    style: Style
    rows: list[FigureRow]


class Part(NamedTuple):
    """Tables of as many scenarios as fit beside each other."""

    heads: list[Head]
    figures: list[FigureRow]
    suppliers: list[SupplierFigures]
    asked: list[AskedRow]
    run: list[tuple[str, list[str]]]


class Compared(NamedTuple):
    """One scenario against the baseline."""

    anchor: str
    name: str
    short: str
    proved: str
    data: list[DataRow]
    moved: str
    jobs: list[tuple[str, str]]
    moves: list[MoveGroup]


def render_comparison(comparison: Comparison, lang: Lang) -> bytes:
    """The whole page, UTF-8; the same comparison gives the same bytes.

    Args:
        comparison: what is shown.
        lang: the page's language.
    """
    styles = supplier_styles(comparison.suppliers)
    with drawing():
        drawn = list(_pictures(comparison, styles, lang))
    parts = [_part(comparison, part, styles, lang) for part in columns(comparison, lang)]
    compared = [
        _compared(comparison, side, number, styles, lang) for number, side in enumerate(comparison.others, 1)
    ]
    page = (
        environment()
        .get_template("compare.html.j2")
        .render(
            lang=lang,
            t={key: text(lang) for key, text in words.LABELS.items()},
            base=comparison.baseline.name,
            base_short=in_short(comparison, comparison.baseline, lang),
            compared_with=words.COMPARED_LINE(lang, base=comparison.baseline.name),
            warnings=warnings(comparison, lang),
            compared=compared,
            titles=[words.COMPARED(lang, name=each.name, base=comparison.baseline.name) for each in compared],
            drawn=drawn,
            parts=parts,
            asked=any(part.asked for part in parts),
            data=any(each.data for each in compared),
            styles=list(styles.values()),
            meaning=meaning_rows(comparison.kpis, lang),
        )
    )
    return set_tight(page).encode("utf-8")


def _part(comparison: Comparison, part: Columns, styles: dict[str, Style], lang: Lang) -> Part:
    return Part(
        part.heads,
        figure_rows(comparison, part, lang),
        [
            SupplierFigures(style, figure_rows(comparison, part, lang, supplier_id))
            for supplier_id, style in styles.items()
        ],
        asked_rows(comparison, part, lang),
        run_rows(part, lang),
    )


def _compared(
    comparison: Comparison, side: Side, number: int, styles: dict[str, Style], lang: Lang
) -> Compared:
    return Compared(
        f"scenario-{number}",
        side.name,
        in_short(comparison, side, lang),
        proved(side, lang),
        data_rows(comparison, side, lang),
        moved_summary(comparison, side, lang),
        job_lines(side, lang),
        move_groups(comparison, side, styles, lang),
    )


def _pictures(comparison: Comparison, styles: dict[str, Style], lang: Lang) -> Iterator[Drawn]:
    base = comparison.baseline
    alike = comparable(comparison)
    if len(alike) > 1:
        title, alt = words.LABELS["reach_title"](lang), words.LABELS["reach_alt"](lang)
        pictures = [
            as_svg(reach_picture(some, alike, base, lang), f"reach-{number}", alt)
            for number, some in enumerate(chunks(alike))
        ]
        yield Drawn(title, _reach_note(comparison, alike, lang), pictures, [])
    with_plan = [side for side in comparison.sides if side.measures is not None]
    if len(with_plan) < 2:
        return
    for code in HEADLINES:
        kpi = KPI[code]
        alt = words.LABELS["bars_alt"](lang, figure=kpi.name(lang))
        pictures = [
            as_svg(bars_picture(some, with_plan, base, kpi, lang), f"{code}-{number}", alt)
            for number, some in enumerate(chunks(with_plan))
        ]
        title = f"{kpi.name(lang)} ({kpi.unit(lang)})"
        yield Drawn(title, words.LABELS["bars_note"](lang) if code == HEADLINES[0] else "", pictures, [])
    pictures = [
        as_svg(
            hours_picture(some, with_plan, base, styles, lang),
            f"hours-by-supplier-{number}",
            words.LABELS["hours_alt"](lang),
        )
        for number, some in enumerate(chunks(with_plan))
    ]
    note = words.LABELS["hours_note"](lang)
    yield Drawn(words.LABELS["hours_title"](lang), note, pictures, list(styles.values()))


def _reach_note(comparison: Comparison, alike: Sequence[Side], lang: Lang) -> str:
    result = comparison.baseline.outcome.solved
    assert result is not None
    note = words.LABELS["reach_note"](lang, measure=words.MEASURES[result.first.name](lang))
    others = [side.name for side in comparison.sides if side not in alike and side.measures is not None]
    left = words.LABELS["reach_left"](lang, names=", ".join(others)) if others else ""
    return f"{note} {left}".strip()
