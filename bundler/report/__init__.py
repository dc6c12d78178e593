"""The files a solve leaves behind for people and spreadsheets: four CSV files and the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang
from bundler.norms import Catalogue, catalogue

if TYPE_CHECKING:
    from bundler.attribution.dossier import Dossier

__all__ = ["load", "render_html", "write_report"]


def load() -> None:
    """Import what a report is drawn with, so that writing one need not wait for it."""
    import matplotlib.backends.backend_svg  # noqa: F401

    import bundler.report.day  # noqa: F401
    from bundler.report.page import environment

    catalogue()
    environment().get_template("report.html.j2")


def write_report(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    lang: Lang,
    norms: Catalogue | None = None,
    found: Dossier | None = None,
) -> dict[str, bytes]:
    """Everything but ``plan.json``, by file name; the caller writes the files.

    The same arguments give the same bytes; where the scenario has no plan date, on the same day.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: language of the report and of the reasons in ``unplaced.csv``.
        norms: the catalogues; the package's own where None.
        found: the plan's dossier under these norms; worked out here where None.

    Returns:
        ``jobs.csv``, ``roster.csv``, ``unplaced.csv``, ``attribution.csv`` and ``report.html``, UTF-8.

    Raises:
        NoPlan: the result holds no plan.
    """
    from bundler.report.day import dossier_of
    from bundler.report.page import render_page
    from bundler.report.sheets import csv_files

    found = found or dossier_of(problem, result, norms)
    files = csv_files(problem, result, found.attributed.rows, lang)
    files["report.html"] = render_page(problem, result, findings, lang, found).encode("utf-8")
    return files


def render_html(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    lang: Lang,
    norms: Catalogue | None = None,
    found: Dossier | None = None,
) -> bytes:
    """The report as one HTML file, as ``write_report`` makes it, of the same arguments.

    Raises:
        NoPlan: the result holds no plan.
    """
    from bundler.report.day import dossier_of
    from bundler.report.page import render_page

    found = found or dossier_of(problem, result, norms)
    return render_page(problem, result, findings, lang, found).encode("utf-8")
