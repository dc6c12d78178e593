"""The files a solve leaves behind for people and spreadsheets: four CSV files and the report."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang

__all__ = ["load", "write_report"]


def load() -> None:
    """Import what a report is drawn with, so that writing one need not wait for it."""
    import jinja2  # noqa: F401
    import matplotlib.backends.backend_svg  # noqa: F401

    import bundler.report.page  # noqa: F401


def write_report(
    problem: Problem, result: Result, findings: Sequence[Finding], lang: Lang
) -> dict[str, bytes]:
    """Everything but ``plan.json``, by file name; the caller writes the files.

    The same arguments give the same bytes.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: language of the report and of the reasons in ``unplaced.csv``.

    Returns:
        ``jobs.csv``, ``roster.csv``, ``unplaced.csv``, ``attribution.csv`` and ``report.html``, UTF-8.

    Raises:
        NoPlan: the result holds no plan.
    """
    from bundler.report.page import render_page
    from bundler.report.sheets import csv_files

    files = csv_files(problem, result, lang)
    files["report.html"] = render_page(problem, result, findings, lang).encode("utf-8")
    return files
