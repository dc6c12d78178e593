"""The statements of paid hours as files: CSV for the figures, HTML to read and to print."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from bundler.attribution.facts import InForce
from bundler.attribution.statements import QUARTERS, Figure, Statement, annual_statement, quarterly_statement
from bundler.domain import Attribution, Problem
from bundler.domain.realised import Realised
from bundler.i18n import Lang
from bundler.norms import Catalogue
from bundler.report.sheets import safe_cell
from bundler.report.statement_page import render_statement
from bundler.report.statement_words import employer_name, ordered, version_of
from bundler.shares import hour_units, plain

COLUMNS = (
    "year",
    "period",
    "version",
    "part",
    "row",
    "employer_id",
    "employer",
    "minutes",
    "hours",
    "persons",
    "banen",
    "shown",
)


def statements_of(
    hours: Sequence[Realised], year: int, options: Attribution, norms: Catalogue
) -> list[Statement]:
    """The statements of each quarter that has hours and of the year, internal and publishable version.

    Norms are read on the last day of the year, so that quarters and year are told by the same ones.
    """
    in_force = InForce(norms, date(year, 12, 31))
    given = {f"Q{row.quarter}" for row in hours if row.year == year and row.minutes}
    made = []
    for publishable in (False, True):
        made += [
            quarterly_statement(hours, year, name, options, in_force, publishable=publishable)
            for name in QUARTERS
            if name in given
        ]
        made.append(annual_statement(hours, year, options, in_force, publishable=publishable))
    return made


def statement_files(problem: Problem, statements: Iterable[Statement], lang: Lang) -> dict[str, bytes]:
    """Each statement as ``statement-internal-2026-Q1-nl.html`` and ``.csv``, by file name.

    The same arguments give the same bytes.
    """
    files: dict[str, bytes] = {}
    for statement in statements:
        name = f"{file_name(statement)}-{lang}"
        files[f"{name}.html"] = render_statement(problem, statement, lang).encode("utf-8")
        files[f"{name}.csv"] = statement_csv(problem, statement, lang)
    return files


def file_name(statement: Statement) -> str:
    """``statement-internal-2026-Q1``; of the whole year without the quarter."""
    parts = ["statement", version_of(statement), str(statement.year), statement.quarter]
    return "-".join(part for part in parts if part)


def statement_csv(problem: Problem, statement: Statement, lang: Lang) -> bytes:
    """The figures, one row for each employer and period; what may not be shown is blank and ``shown`` no."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in statement.tables:
        for column in table.columns:
            for employer in (*ordered(problem, table.employers), None):
                figure = table.figures[employer, column]
                writer.writerow(
                    [
                        statement.year,
                        column or "year",
                        version_of(statement),
                        table.part,
                        "employer" if employer else "total",
                        safe_cell(employer or ""),
                        safe_cell(employer_name(problem, employer)(lang)),
                        *_cells(figure),
                    ]
                )
    return text.getvalue().encode("utf-8")


def _cells(figure: Figure | None) -> Sequence[object]:
    if figure is None:
        return ("", "", "", "", "no")
    persons = "" if figure.persons is None else figure.persons
    banen = "" if figure.banen is None else figure.banen
    return (figure.minutes, plain(hour_units(figure.minutes)), persons, banen, "yes")
