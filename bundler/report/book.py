"""The report as an Excel workbook: every figure is there to sort, to filter and to work on with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

from bundler.attribution.dossier import Dossier
from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang, Text
from bundler.norms import Catalogue
from bundler.report import words
from bundler.report.book_data import BookData
from bundler.report.book_employers import EMPLOYERS, POINTS, write_employers, write_points
from bundler.report.book_facts import (
    ASSUMPTIONS,
    NORMS,
    write_assumptions,
    write_norms,
)
from bundler.report.book_ledgers import (
    ATTRIBUTION,
    BOOKINGS,
    MEMO,
    PAID,
    write_attribution,
    write_bookings,
    write_paid,
)
from bundler.report.book_model import Table
from bundler.report.book_paper import Paper
from bundler.report.book_people import LOONWAARDE, SCREENING, write_loonwaarde, write_screening
from bundler.report.book_plan import JOBS, LEFT, ROSTER, write_jobs, write_left, write_roster
from bundler.report.book_run import REMARKS, RUN, write_remarks, write_run
from bundler.report.book_social import SOCIAL, write_social
from bundler.report.book_summary import KEY, SUPPLIERS, WHO, write_summary
from bundler.report.book_text import clean
from bundler.report.book_week import grid_of, write_week

TABLES: tuple[Table, ...] = (
    KEY, WHO, SUPPLIERS, JOBS, ROSTER, EMPLOYERS, POINTS, ATTRIBUTION, SOCIAL, PAID, MEMO, BOOKINGS,
    LOONWAARDE, SCREENING, LEFT, NORMS, ASSUMPTIONS, REMARKS, RUN,
)  # fmt: skip
_TITLE = Text("Combination jobs: {name}", "Combinatiebanen: {name}")
LANGUAGE = {"en": "en-GB", "nl": "nl-NL"}
_CORE, _END = "docProps/core.xml", b"</cp:coreProperties>"


def render_xlsx(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    lang: Lang,
    norms: Catalogue | None = None,
    found: Dossier | None = None,
) -> bytes:
    """The report as a workbook.

    The same arguments give the same bytes; where the scenario has no plan date, on the same day.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: language of everything that people read.
        norms: the catalogues; the package's own where None.
        found: the plan's dossier under these norms; worked out here where None.

    Raises:
        NoPlan: the result holds no plan.
    """
    from xlsxwriter import Workbook

    from bundler.report.day import dossier_of
    from bundler.report.sections import ask_norms

    dossier = found or dossier_of(problem, result, norms)
    ask_norms(dossier.norms)  # so that a norm has the same number in every form of the report
    data = BookData(problem, result, findings, lang, dossier)
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    title = clean(_TITLE(lang, name=data.title))
    workbook.set_properties(
        {
            "title": title,
            "author": "bundler",
            "comments": words.LABELS["purpose"](lang),
            "created": datetime.combine(dossier.norms.day, time()),
        }
    )
    _write(Paper(workbook, lang, TABLES, title), data)
    workbook.close()
    return with_language(out.getvalue(), LANGUAGE[lang])


def _write(paper: Paper, data: BookData) -> None:
    """Every sheet, in the order of the tabs."""
    grid = grid_of(data)
    write_summary(paper, data)
    write_jobs(paper, data, grid.by_job)
    write_week(paper, data, grid)
    for write in (
        write_roster,
        write_employers,
        write_points,
        write_attribution,
        write_social,
        write_paid,
        write_bookings,
        write_loonwaarde,
        write_screening,
        write_left,
        write_norms,
        write_assumptions,
        write_remarks,
        write_run,
    ):
        write(paper, data)


def with_language(workbook: bytes, tag: str) -> bytes:
    """The workbook with its language among its properties, which xlsxwriter has no way to write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == _CORE:
                content = content.replace(_END, f"<dc:language>{tag}</dc:language>".encode() + _END)
            new.writestr(entry, content)
    return out.getvalue()
