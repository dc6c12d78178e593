"""What a comparison shows of figures and suppliers, as rows ready to print."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bundler.i18n import Lang, Text
from bundler.kpis import Kpi
from bundler.kpis.shown import DIRECTIONS, signed_text, value_text
from bundler.report import compare_words as words
from bundler.report import words as report_words
from bundler.scenarios.compare import Comparison, Side
from bundler.units import decimal

# The baseline and so many others beside it fit on paper.
_MOST_BESIDE = 4
HEADLINES = ("jobs", "hours", "hours_left", "complexity")
# Of each supplier these are shown also where they are the same everywhere.
_ALWAYS = ("supplier_hours", "social_return")


class Head(NamedTuple):
    """A scenario at the top of a column."""

    name: str
    is_base: bool
    note: str


class FigureCell(NamedTuple):
    """A figure of one scenario with its difference to the baseline.

    Attributes:
        verdict: better, worse, the same, … in words; empty where there is nothing to say.
        look: the verdict's code, for its style.
    """

    value: str
    by: str
    verdict: str
    look: str


class FigureRow(NamedTuple):
    """One KPI of every scenario in a table."""

    name: str
    unit: str
    better: str
    cells: list[FigureCell]


class Columns(NamedTuple):
    """As many scenarios as a table can hold beside the baseline, which comes first."""

    sides: tuple[Side, ...]
    heads: list[Head]


def columns(comparison: Comparison, lang: Lang) -> list[Columns]:
    """The scenarios in tables that fit on paper; the baseline is in each."""
    others = comparison.others
    count = max(1, math.ceil(len(others) / _MOST_BESIDE))
    ends = [len(others) * number // count for number in range(count + 1)]
    parts = [(comparison.baseline, *others[first:last]) for first, last in pairwise(ends)]
    return [Columns(part, [head(comparison, side, lang) for side in part]) for part in parts]


def head(comparison: Comparison, side: Side, lang: Lang) -> Head:
    """A scenario's name and what came of it."""
    return Head(side.name, side is comparison.baseline, status_text(side, lang))


def status_text(side: Side, lang: Lang) -> str:
    """How a solve ended, in a word or two."""
    result = side.outcome.result
    if result is None:
        return words.LABELS["not_solved"](lang)
    return words.LABELS["no_plan"](lang) if result.plan is None else report_words.STATUS[result.status](lang)


def figure_rows(comparison: Comparison, part: Columns, lang: Lang, supplier_id: str = "") -> list[FigureRow]:
    """Every KPI of the plan, or the ones to look at of one supplier, in these scenarios."""
    return [
        FigureRow(
            kpi.name(lang),
            kpi.unit(lang),
            DIRECTIONS[comparison.direction(kpi)](lang),
            [figure_cell(comparison, side, kpi, lang, supplier_id) for side in part.sides],
        )
        for kpi in comparison.kpis
        if (kpi.by == "supplier") == bool(supplier_id) and _tells(comparison, kpi, supplier_id)
    ]


def _tells(comparison: Comparison, kpi: Kpi, supplier_id: str) -> bool:
    """Whether anybody knows the figure; of a supplier, whether it is a main one or not the same in all."""
    values = [side.value(kpi, supplier_id) for side in comparison.sides if side.measures is not None]
    if all(value is None for value in values):
        return False
    if not supplier_id or kpi.code in _ALWAYS or None in values:
        return True
    verdicts = {comparison.difference(side, kpi, supplier_id).verdict for side in comparison.others}
    return not verdicts <= {"same", "unknown"}


def figure_cell(
    comparison: Comparison, side: Side, kpi: Kpi, lang: Lang, supplier_id: str = ""
) -> FigureCell:
    """A KPI of one scenario, with its difference to the baseline in figures and in a word."""
    value = value_text(kpi, side.value(kpi, supplier_id), lang)
    if side is comparison.baseline:
        return FigureCell(value, "", "", "")
    by, verdict = comparison.difference(side, kpi, supplier_id)
    shown = "" if by is None or verdict == "same" else signed_text(kpi, by, lang)
    return FigureCell(value, shown, words.VERDICTS[verdict](lang), verdict)


def in_short(comparison: Comparison, side: Side, lang: Lang) -> str:
    """The headline figures of a scenario against the baseline's, in a line; of the baseline its own."""
    if side.measures is None:
        text = status_text(side, lang)
        return f"{text[:1].upper()}{text[1:]}."
    parts = []
    for kpi in comparison.kpis:
        if kpi.code in HEADLINES:
            cell = figure_cell(comparison, side, kpi, lang)
            by = f"{cell.by} ({cell.verdict})" if cell.by and cell.verdict else cell.by or cell.verdict
            by = cell.value if side is comparison.baseline else by
            if by:
                parts.append(words.IN_SHORT(lang, figure=kpi.name(lang), by=by))
    return f"{'; '.join(parts)}." if parts else ""


def warnings(comparison: Comparison, lang: Lang) -> list[str]:
    """What a reader must know before choosing: what is not proved, no measure, not there, or other data."""
    return [text(lang) for text in _warnings(comparison)]


def _warnings(comparison: Comparison) -> Iterator[Text]:
    for side in comparison.sides:
        result = side.outcome.result
        if result is None:
            yield words.NO_RESULT.fill(name=side.name)
        elif result.plan is None:
            yield words.NO_PLAN.fill(name=side.name, why=result.why_none or Text("", ""))
    base = _offered(comparison.baseline)
    for side in comparison.others:
        if side.order is not None and side.order.relation in ("open", "unlike"):
            yield side.order.text
        own = _offered(side)
        if own is not None and base is not None and own != base:
            yield words.OTHER_TASKS.fill(
                name=side.name,
                hours=Text(decimal(own, "en"), decimal(own, "nl")),
                other=Text(decimal(base, "en"), decimal(base, "nl")),
            )


def _offered(side: Side) -> float | None:
    return side.measures.plan["hours_offered"] if side.measures is not None else None


def proved(side: Side, lang: Lang) -> str:
    """What is proved of a scenario against the baseline; empty where that is nothing."""
    shown = side.order is not None and side.order.relation in ("better", "worse", "same")
    return side.order.text(lang) if shown and side.order is not None else ""


def run_rows(part: Columns, lang: Lang) -> list[tuple[str, list[str]]]:
    """How each plan was found, a row for each thing to know."""
    label = report_words.LABELS
    rows = [
        (words.LABELS["file"](lang), [side.outcome.file for side in part.sides]),
        (
            label["objective"](lang),
            [
                report_words.OBJECTIVES[side.outcome.problem.scenario.solve.objective](lang)
                for side in part.sides
            ],
        ),
        (label["status"](lang), [status_text(side, lang) for side in part.sides]),
    ]
    results = [side.outcome.result for side in part.sides]
    with_level = [side.outcome.solved for side in part.sides]
    rows += [
        (
            label["stopped"](lang),
            [report_words.STOPPED[each.stopped_by](lang) if each else "–" for each in results],
        ),
        (label["value"](lang), [decimal(each.first.value, lang) if each else "–" for each in with_level]),
        (label["bound"](lang), [decimal(each.first.bound, lang) if each else "–" for each in with_level]),
        (label["seconds"](lang), [decimal(each.seconds, lang, 1) if each else "–" for each in results]),
        (label["seed"](lang), [str(each.seed) if each else "–" for each in results]),
        (label["version"](lang), [f"bundler {each.version}" if each else "–" for each in results]),
        (label["sha"](lang), [(each.input_sha256 or "–") if each else "–" for each in results]),
    ]
    return rows


def meaning_rows(kpis: Sequence[Kpi], lang: Lang) -> list[tuple[str, str, str, str]]:
    """Each KPI: name, unit, direction and what is counted."""
    return [(kpi.name(lang), kpi.unit(lang), DIRECTIONS[kpi.better](lang), kpi.formula(lang)) for kpi in kpis]
