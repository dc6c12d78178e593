"""One sheet as it is written: native tables, widths and heights, totals, and print settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from bundler.attribution.facts import UNKNOWN
from bundler.i18n import Text
from bundler.report.book_model import TEXTS, Cell, Column, Plain, Table, Value, formula_text
from bundler.report.book_paper import HEADER_FILL, Paper
from bundler.report.book_text import added, clean, column_widths, is_risky, lines_of, plain_value, row_height
from bundler.report.colors import WHITE

_A4 = 9
_TOTAL = Text("Total", "Totaal")


class Placed(NamedTuple):
    """Where a table stands: its first and last row with data, and its first column, counted from 0."""

    table: Table
    first: int
    last: int


class Sheet:
    """A new sheet: its first cell says what it is, then come its notes, then its tables one below the other.

    Args:
        paper: the workbook.
        name: on its tab.
        title: for its first cell.
        notes: below it.
        frozen: so many columns at the left stay in sight.
    """

    def __init__(
        self, paper: Paper, name: Text, title: str, notes: Sequence[str] = (), frozen: int = 1
    ) -> None:
        self.paper, self.name, self.frozen = paper, name(paper.lang), frozen
        self.worksheet = paper.workbook.add_worksheet(self.name)
        self.row = 0
        self._title, self._notes = clean(title), [clean(note) for note in notes]
        self._widths: list[float] = []
        self._print()

    def _print(self) -> None:
        sheet = self.worksheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        footer = clean(self.paper.footer)[:90].replace("&", "&&")
        sheet.set_footer(f"&L{footer}&C&A&R&P / &N")
        sheet.hide_gridlines(2)

    def head(self, width: float) -> None:
        """Write title and notes, these on lines of so many characters."""
        self.worksheet.write_string(0, 0, self._title, self.paper.format(bold=True, font_size=14))
        self.row = 1
        for note in self._notes:
            for line in lines_of(note, width):
                self.worksheet.write_string(self.row, 0, line, self.paper.format(italic=True))
                self.row += 1

    def widen(self, widths: Sequence[float]) -> None:
        """Make the first columns at least so wide."""
        found = [0.0] * max(len(widths), len(self._widths))
        for index in range(len(found)):
            found[index] = max(each[index] for each in (widths, self._widths) if index < len(each))
        self._widths = found
        for index, width in enumerate(found):
            self.worksheet.set_column(index, index, width)

    def table(self, table: Table, rows: Sequence[Sequence[Value]], *, freeze: bool = True) -> Placed:
        """Write a native table below what is there; without rows it has one empty row.

        Args:
            table: with its columns.
            rows: a value for every column.
            freeze: keep its header in sight and print it on every page: for the only table of a sheet.
        """
        lang, sheet = self.paper.lang, self.worksheet
        plain = [[cell.value if isinstance(cell, Cell) else cell for cell in row] for row in rows]
        self.widen(column_widths(table.columns, plain, lang))
        if self.row == 0:
            self.head(max(90.0, sum(self._widths)))
        top = self.row = self.row + 1
        first, last = top + 1, top + max(1, len(rows))
        totals = any(column.total for column in table.columns)
        columns = [self._column(table, index, plain) for index in range(len(table.columns))]
        columns[0] |= {"total_string": _TOTAL(lang)} if totals else {}
        sheet.add_table(
            top,
            0,
            last + totals,
            len(columns) - 1,
            {
                "name": table.name(lang),
                "columns": columns,
                "total_row": totals,
                "autofilter": table.filtered,
                "style": "Table Style Light 1",
            },
        )
        button = " " * table.filtered + "▼" * table.filtered
        self._height(top, [column.head(lang) + button for column in table.columns])
        for number, row in enumerate(rows, first):
            self._height(number, plain[number - first])
            for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(number, index, table, column, value)
        if totals:
            self._totals(table, plain, last + 1)
        if freeze:
            sheet.freeze_panes(first, self.frozen)
            sheet.repeat_rows(top)
        sheet.ignore_errors({"number_stored_as_text": f"A1:ZZ{last + 2}"})
        self.row = last + totals + 1
        return Placed(table, first, last)

    def _height(self, row: int, values: Sequence[Plain]) -> None:
        shown = [plain_value(value, self.paper.lang) for value in values]
        texts = zip(shown, self._widths, strict=False)
        height = row_height((text, width) for text, width in texts if isinstance(text, str))
        if height > row_height(()):
            self.worksheet.set_row(row, height)

    def _column(self, table: Table, index: int, rows: Sequence[Sequence[Plain]]) -> dict[str, Any]:
        column, lang = table.columns[index], self.paper.lang
        look: dict[str, object] = {
            "bold": True,
            "font_color": WHITE,
            "bg_color": HEADER_FILL,
            "text_wrap": True,
            "valign": "top",
        }
        look |= {"align": "left", "indent": 1}
        made: dict[str, Any] = {"header": column.head(lang), "header_format": self.paper.format(**look)}
        if column.formula and rows:
            made["formula"] = self._formula(column.formula, table)
        if column.total == "sum":
            made["total_function"] = "sum"
        elif column.total:
            made["total_function"] = self._total_formula(table, column)
        return made

    def _formula(self, template: str, table: Table | None) -> str:
        return formula_text(template, table, self.paper.tables, self.paper.lang)

    def _total_formula(self, table: Table, column: Column) -> str:
        here = f"{{{table.key}.{column.key}}}"
        added = f"SUBTOTAL(109,{here})"
        if column.total == "sum_known":
            added = f"IF(SUBTOTAL(103,{here})=SUBTOTAL(102,{here}),{added},{{unknown}})"
        return self._formula(added, table)

    def _totals(self, table: Table, rows: Sequence[Sequence[Plain]], at: int) -> None:
        """Totals with their values."""
        put, lang = self.worksheet, self.paper.lang
        for index, column in enumerate(table.columns):
            look = self.paper.cell_format(column.kind, total=True)
            if not column.total:
                put.write_string(at, index, _TOTAL(lang) if index == 0 else "", look)
                continue
            total, whole = added([row[index] for row in rows])
            value = total if whole else UNKNOWN(lang)
            put.write_formula(at, index, self._total_formula(table, column), look, value)

    def _cell(self, row: int, index: int, table: Table, column: Column, value: Value) -> None:
        cell = value if isinstance(value, Cell) else Cell(value)
        kind = cell.kind or column.kind
        template = cell.formula or column.formula
        shown = plain_value(cell.value, self.paper.lang)
        word = isinstance(shown, str)
        risky = isinstance(shown, str) and is_risky(shown)
        left = column.kind in TEXTS
        look = self.paper.cell_format(kind, word=word, risky=risky, left=left)
        put = self.worksheet
        if template:
            put.write_formula(
                row, index, self._formula(template, table), look, "" if shown is None else shown
            )
        elif cell.link:
            put.write_url(row, index, cell.link, self.paper.link_format(), str(shown))
        elif shown is None:
            put.write_blank(row, index, None, look)
        elif isinstance(shown, str):
            put.write_string(row, index, shown, look)
        elif isinstance(shown, date):
            put.write_datetime(row, index, shown, look)
        else:
            put.write_number(row, index, shown, look)
