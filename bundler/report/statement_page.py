"""A statement of paid hours as one page to read and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bundler._version import __version__
from bundler.attribution.shown import day_text, listed, says
from bundler.attribution.statements import LEFT_OUT, PARTS, Figure, Statement, StatementTable, notes
from bundler.domain import Problem
from bundler.i18n import Lang, Text
from bundler.report.norm_rows import Norms
from bundler.report.norm_words import CONFIDENCE, source_text
from bundler.report.statement_words import (
    LABELS,
    QUARTER_NAMES,
    VERSION_NAMES,
    VERSIONS,
    employer_name,
    ordered,
    titled,
    version_of,
    within,
)
from bundler.units import decimal

_DEADLINE = "social_return.statement_months"
_NOT_GIVEN = "–"
_QUARTERLY = "social_return.quarterly"


def render_statement(problem: Problem, statement: Statement, lang: Lang) -> str:
    """The statement as one page that needs nothing beside itself."""
    from bundler.report.page import environment

    norms = Norms(sorted(statement.readings, key=lambda reading: reading.norm.norm_id), lang)
    hidden = any(figure is None for table in statement.tables for figure in table.figures.values())
    told = [note(lang) for note in notes(statement)]
    if hidden:
        told.append(LEFT_OUT(lang, least=statement.least))
    template = environment().get_template("statement.html.j2")
    return template.render(
        lang=lang,
        t={key: text(lang) for key, text in LABELS.items()},
        title=titled(statement)(lang),
        name=problem.scenario.name,
        version=VERSIONS[version_of(statement)](lang, least=statement.least),
        version_name=VERSION_NAMES[version_of(statement)](lang),
        due=_due(statement, lang),
        lacking=_lacking(statement, lang),
        kpis=[kpi for table in statement.tables for kpi in _kpis(table, statement, lang)],
        parts=[
            {
                "key": table.part,
                "heading": PARTS[table.part](lang),
                "tables": list(_tables(problem, table, statement, lang)),
            }
            for table in statement.tables
        ],
        notes=told,
        norms=norms.groups(),
        past=[reading.warning(lang) for reading in norms.used if reading.warning],
        made=LABELS["made"](lang, version=__version__),
    )


class _Shown(NamedTuple):
    """One table of a page: a row for each employer, and the total."""

    caption: str
    heads: list[str]
    rows: list[tuple[str, list[str]]]
    total: list[str]


class _Column(NamedTuple):
    """A column of such a table: a measure in a quarter, or in the year where ``period`` is None."""

    head: Text
    period: str | None
    measure: str


def _tables(problem: Problem, table: StatementTable, statement: Statement, lang: Lang) -> Iterator[_Shown]:
    """Of a quarter one table with all measures; of a year one for each measure, with the quarters."""
    measures = ["hours", "persons", *(["banen"] if table.part == "register" else [])]
    if statement.quarter is not None:
        columns = [_Column(LABELS[measure], statement.quarter, measure) for measure in measures]
        yield _shown(problem, table, QUARTER_NAMES[statement.quarter], columns, (), lang)
        return
    for measure in measures:
        columns = [
            _Column(QUARTER_NAMES[period] if period else LABELS["year"], period, measure)
            for period in table.columns
            # The publishable version does not say how many different persons there were in the year.
            if period or measure != "persons" or not statement.publishable
        ]
        yield _shown(problem, table, LABELS[measure], columns, statement.lacking, lang)


def _shown(
    problem: Problem,
    table: StatementTable,
    caption: Text,
    columns: Sequence[_Column],
    lacking: Sequence[str],
    lang: Lang,
) -> _Shown:
    """Of a quarter that is lacking nothing is told: it is not known that nobody was paid."""

    def row(employer: str | None) -> list[str]:
        return [
            _NOT_GIVEN
            if each.period in lacking
            else _value(table.figures[employer, each.period], each.measure, lang)
            for each in columns
        ]

    return _Shown(
        caption(lang),
        [each.head(lang) for each in columns],
        [
            (employer_name(problem, employer)(lang), row(employer))
            for employer in ordered(problem, table.employers)
        ],
        row(None),
    )


def _value(figure: Figure | None, measure: str, lang: Lang) -> str:
    if figure is None:
        return LABELS["hidden"](lang)
    if measure == "hours":
        return _hours(figure.minutes, lang)
    found = figure.persons if measure == "persons" else figure.banen
    if found is None:
        return LABELS["unknown"](lang)
    return decimal(float(found), lang, 0 if measure == "persons" else 2, keep_zeros=True)


def _hours(minutes: int, lang: Lang) -> str:
    """``18,040.75``, in Dutch ``18.040,75``."""
    text = f"{minutes / 60:,.2f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def _kpis(table: StatementTable, statement: Statement, lang: Lang) -> Iterator[tuple[str, str]]:
    """The totals of a part."""
    total = table.figures[None, statement.quarter]
    yield _value(total, "hours", lang), LABELS[f"hours_{table.part}"](lang)
    if table.part == "register":
        yield _value(total, "banen", lang), LABELS["banen_kpi"](lang)


def _due(statement: Statement, lang: Lang) -> str:
    """Until when it can be handed in, and how sure that is; of a quarter what it is for."""
    readings = {reading.norm.norm_id: reading for reading in statement.readings}
    norm = readings.get(_DEADLINE if statement.quarter is None else _QUARTERLY)
    if norm is None or not norm.known:
        return LABELS["due_unknown"](lang) if statement.quarter is None else ""
    sure = CONFIDENCE[norm.period.confidence]
    source = source_text(norm.period, lang)
    if statement.quarter is not None:
        return LABELS["quarterly"](lang, text=says(norm), source=source, sure=sure)
    if statement.due is None:
        return LABELS["due_unknown"](lang)
    return LABELS["due"](lang, day=day_text(statement.due), source=source, sure=sure)


def _lacking(statement: Statement, lang: Lang) -> str:
    if not statement.lacking:
        return ""
    return LABELS["lacking"](lang, quarters=listed(within(QUARTER_NAMES[name]) for name in statement.lacking))
