"""A problem as one workbook: a sheet for each table and one for the scenario."""

from __future__ import annotations

import io
from pathlib import Path

from bundler.domain import Problem
from bundler.io.atomic import write_files
from bundler.io.write_problem import scenario_rows, tables_of

_SCENARIO = ("section", "key", "value")
_WIDTH = 18


def write_workbook(problem: Problem, path: Path) -> None:
    """Write a problem as an .xlsx workbook; reading it gives the same problem.

    Raises:
        OutputError: the file cannot be written.
    """
    write_files(path.parent, {path.name: workbook_bytes(problem)})


def workbook_bytes(problem: Problem) -> bytes:
    """The bytes of the workbook; every cell is text, so that no spreadsheet reads it as something else."""
    from xlsxwriter import Workbook

    sheets = {
        name: [table.columns, *(tuple(row[column] for column in table.columns) for row in table.rows)]
        for name, table in tables_of(problem).items()
        if table.rows
    }
    sheets["scenario"] = [_SCENARIO, *scenario_rows(problem.scenario)]
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": problem.scenario.name, "author": "bundler"})
    text, head = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
    for name, (columns, *rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, len(columns) - 1, _WIDTH, text)
        sheet.freeze_panes(1, 0)
        for at, cells in enumerate([columns, *rows]):
            for across, cell in enumerate(cells):
                if cell:
                    sheet.write_string(at, across, cell, head if at == 0 else text)
    book.close()
    return out.getvalue()
