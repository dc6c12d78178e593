"""A solved sweep: lines to read, and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.scenarios.sweepfile import Sweep
    from bundler.scenarios.table import Table

SUFFIXES = (".html", ".xlsx", ".csv", ".json")
MOST_LINES = 60

_MORE = Text("… and {number} more cells.", "… en nog {number} cellen.")


def render_sweep_as(suffix: str, table: Table, sweep: Sweep, lang: Lang) -> bytes:
    """The sweep as a file that ends in one of ``SUFFIXES``."""
    if suffix == ".html":
        from bundler.report.sweep_page import render_sweep

        return render_sweep(table, sweep, lang).encode()
    if suffix == ".xlsx":
        from bundler.report.sweep_book import render_sweep_xlsx

        return render_sweep_xlsx(table, sweep, lang)
    from bundler.report.sweep_files import sweep_csv, sweep_document

    if suffix == ".csv":
        return sweep_csv(table, lang)
    from bundler.io.planfile import dump

    return (dump(sweep_document(table, sweep, lang)) + "\n").encode()


def sweep_lines(table: Table, sweep: Sweep, lang: Lang) -> Iterator[str]:
    """Every cell with its figures, what stands out, and what the rule costs where that is asked."""
    from bundler.kpis import KPI
    from bundler.report.sweep_price import price_section, priced
    from bundler.report.sweep_view import cell_rows, summary

    figures = [KPI[code] for code in dict.fromkeys(("jobs", "hours", "complexity", *sweep.pictures, "gap"))]
    rows = cell_rows(table, figures, lang)
    heads = ["", *(axis.key for axis in table.axes), *(kpi.name(lang) for kpi in figures), ""]
    texts = [[str(row.number), *row.settings, *row.figures, row.state] for row in rows[:MOST_LINES]]
    yield from _aligned([heads, *texts], len(table.axes) + 1)
    if len(rows) > MOST_LINES:
        yield _MORE(lang, number=len(rows) - MOST_LINES)
    yield ""
    yield from summary(table, lang)
    asked = priced(table, sweep.price)
    if asked:
        for group in price_section(table, asked, lang).groups:
            yield ""
            yield f"{group.heading}:"
            yield from (f"- {item}" for item in group.items)


def _aligned(rows: Sequence[Sequence[str]], texts: int) -> Iterator[str]:
    """Cells in columns: the first so many and the last to the left, figures to the right."""
    last = len(rows[0]) - 1
    widths = [max(len(row[at]) for row in rows) for at in range(last + 1)]
    for row in rows:
        yield "  ".join(
            text.ljust(width) if at < texts or at == last else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
