"""What the report rests on: assumptions, the constructions compared, and every norm used."""

from __future__ import annotations

from collections.abc import Iterator

from bundler.attribution.words import DISCLAIMER, ROTATION
from bundler.report.content_tree import Block, Heading, Kind, Paragraph, Rich, Row, Span, Table
from bundler.report.content_view import View, settings_table
from bundler.report.job_pages import compared
from bundler.report.norm_rows import NormRow
from bundler.report.sections import NormsView
from bundler.report.settings import assumption_settings


def assumptions_blocks(view: View) -> Iterator[Block]:
    """What is assumed about employment, and what speaks for and against each construction."""
    yield Heading(1, view.s("assumptions"), "assumptions")
    yield Paragraph(f"{view.s('assumptions_note')} {view.t('changed_note')}", lead=True)
    rows = assumption_settings(view.problem.scenario.attribution, view.lang)
    yield settings_table(view, view.s("assumption"), rows)
    held = compared(view.found.jobs, view.lang)
    if held:
        yield Heading(2, view.e("constructions"))
        yield Paragraph(view.say(ROTATION), lead=True)
        yield Table(
            "",
            (view.e("construction"), view.e("for_it"), view.e("against_it")),
            tuple((row.label, " ".join(row.pros), " ".join(row.cons) or "–") for row in held),
            (2.4, 3.6, 4),
        )


def norms_blocks(view: View, norms: NormsView) -> Iterator[Block]:
    """Every norm with its number, value, dates, source and how sure it is."""
    marked: list[int] = []
    rows: list[Row | Kind] = []
    for group in norms.groups:
        rows.append(Kind(group.heading))
        for row in group.rows:
            if row.warning:
                marked.append(len(rows))
            rows.append(_row(row))
    yield Heading(1, view.s("norms"), "norms")
    yield Paragraph(f"{norms.note} {view.say(DISCLAIMER)}", lead=True)
    yield Table(
        "",
        tuple(view.s(key) for key in ("number", "norm", "value", "period", "source", "confidence")),
        tuple(rows),
        (0.9, 2.3, 3.6, 2.1, 3, 1.5),
        marked=tuple(marked),
    )


def _row(row: NormRow) -> Row:
    number = Rich((Span(f"N{row.number}", anchor=f"norm-{row.number}"),))
    under = " ".join(text for text in (row.note, row.warning) if text)
    value = Rich((Span(row.value),), (Span(under),) if under else ())
    return number, row.label, value, row.period, row.source, row.confidence
