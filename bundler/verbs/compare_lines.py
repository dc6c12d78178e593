"""Solved scenarios side by side: lines to read, and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.kpis import Kpi
    from bundler.norms import Catalogue
    from bundler.scenarios.compare import Comparison, Outcome, Side

SUFFIXES = (".html", ".xlsx")
_HEADS = {
    "score": Text("score", "score"),
    "gap": Text("gap %", "verschil %"),
    "jobs": Text("jobs", "banen"),
    "hours": Text("hours", "uren"),
    "banen": Text("banen of 25.5 h", "banen van 25,5 u"),
    "sessions_left": Text("sessions left", "blokken over"),
    "complexity": Text("complexity", "complexiteit"),
}

_STATUS = {
    "optimal": Text("proved best", "bewezen best"),
    "feasible": Text("plan", "plan"),
    "none": Text("no plan", "geen plan"),
    None: Text("not solved", "niet opgelost"),
}
_SCENARIO, _STATUS_HEAD = Text("scenario", "scenario"), Text("status", "status")
_DIFFERENCES = Text("Compared with {name}:", "Vergeleken met {name}:")


def render_comparison_as(suffix: str, comparison: Comparison, lang: Lang) -> bytes:
    """The comparison as a file that ends in one of ``SUFFIXES``."""
    if suffix == ".xlsx":
        from bundler.report.compare_book import render_comparison_xlsx

        return render_comparison_xlsx(comparison, lang)
    from bundler.report.compare_page import render_comparison

    return render_comparison(comparison, lang)


def with_dossiers(outcomes: Sequence[Outcome], norms: Catalogue | None) -> list[Outcome]:
    """The outcomes with who employs and whose social return, for those that have a plan."""
    from bundler.report.day import dossier_of

    return [
        outcome._replace(dossier=dossier_of(outcome.problem, outcome.solved, norms))
        if outcome.solved is not None
        else outcome
        for outcome in outcomes
    ]


def comparison_lines(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """The figures of each scenario, their differences, what is proved, and what moved."""
    from bundler.kpis import KPI
    from bundler.kpis.shown import value_text
    from bundler.report.compare_rows import moved_summary
    from bundler.report.compare_view import proved, warnings

    figures = [KPI[code] for code in _HEADS]
    heads = [_SCENARIO(lang), _STATUS_HEAD(lang), *(head(lang) for head in _HEADS.values())]
    rows = [
        [side.name, _status(side, lang), *(_ascii(value_text(kpi, side.value(kpi), lang)) for kpi in figures)]
        for side in comparison.sides
    ]
    yield from _aligned([heads, *rows], 2)
    compared = [
        [side.name, *(_difference(comparison, side, kpi, lang) for kpi in figures)]
        for side in comparison.others
        if side.moves is not None
    ]
    if compared:
        yield ""
        yield _DIFFERENCES(lang, name=comparison.baseline.name)
        yield from _aligned([[heads[0], *heads[2:]], *compared], 1)
    told = [text for side in comparison.others if (text := proved(side, lang))]
    told += warnings(comparison, lang)
    moved = [(side.name, moved_summary(comparison, side, lang)) for side in comparison.others]
    told += [f"{name}: {text}" for name, text in moved if text]
    yield from ["", *told] if told else []


def _status(side: Side, lang: Lang) -> str:
    result = side.outcome.result
    return _STATUS[result.status if result is not None else None](lang)


def _difference(comparison: Comparison, side: Side, kpi: Kpi, lang: Lang) -> str:
    """A difference in figures and in a word."""
    from bundler.kpis.shown import signed_text
    from bundler.report.compare_words import VERDICTS

    by, verdict = comparison.difference(side, kpi)
    shown = "" if by is None or verdict == "same" else _ascii(signed_text(kpi, by, lang))
    return f"{shown} {VERDICTS[verdict](lang)}".strip() or "–"


def _ascii(text: str) -> str:
    """With the minus sign that can be copied into a sheet."""
    return text.replace("−", "-")


def _aligned(rows: Sequence[Sequence[str]], texts: int) -> Iterator[str]:
    """Cells in columns: the first so many to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(
            text.ljust(width) if at < texts else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
