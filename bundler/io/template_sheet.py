"""The sheets of a template as they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bundler.i18n import Lang
from bundler.io import cells
from bundler.io.columns import Column, Table
from bundler.io.formulas import column_letters
from bundler.io.template_cells import WRITTEN, Typed, number_format, typed
from bundler.io.template_checks import Lists, Place, referred, validation
from bundler.io.template_mark import MARK
from bundler.io.template_words import (
    CHECK,
    GUIDE,
    HEADS,
    LISTS,
    SEND_BACK,
    STEPS,
    example,
    header,
    note,
    sheet_name,
    when_blank,
)
from bundler.norms import catalogue

_FIRST = 2  # the row below the header
_ROOM = 1_000  # rows below those that are given with lists and checks
_A4 = 9
_INK, _DARK, _LIGHT = "#FFFFFF", "#1F3864", "#D9E2F3"
_EXAMPLE_LOOK: Final = {"font_color": "#595959", "italic": True, "bg_color": "#EDEDED"}
_GAP_LOOK: Final = {"bg_color": "#F8CBAD"}
_MAY: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
}
_LINE = 16  # points, of a line in a note
_NOTE_WIDTH = 260
_GUIDE_WIDTHS = (16, 30, 62, 26)  # characters


class Book:
    """A template under way.

    Args:
        workbook: of xlsxwriter.
        lang: of everything that people read.
        tables: those that get a sheet.
        given: rows that are known already, by table.
        examples: whether there are example rows.
    """

    def __init__(
        self,
        workbook: Any,
        lang: Lang,
        tables: Mapping[str, Table],
        given: Mapping[str, Sequence[Mapping[str, str]]],
        *,
        examples: bool,
    ) -> None:
        self._workbook, self._lang, self._tables, self._given = workbook, lang, tables, given
        self._examples = examples
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._lists: dict[tuple[str, ...], int] = {}
        self._norms = catalogue()

    def write(self, title: str, *, for_supplier: bool) -> None:
        """Write the explanation, a sheet for each table, and the lists to choose from."""
        self._guide(title, for_supplier=for_supplier)
        for table in self._tables.values():
            self._table(table)
        self._choices()

    def _format(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]

    def _guide(self, title: str, *, for_supplier: bool) -> None:
        lang, sheet = self._lang, self._workbook.add_worksheet(GUIDE(self._lang))
        wrapped = self._format(text_wrap=True, valign="top")
        for index, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(index, index, width, wrapped)
        sheet.write_string(0, 0, title, self._format(bold=True, font_size=14))
        steps = [*STEPS, SEND_BACK if for_supplier else CHECK]
        for row, step in enumerate(steps, 2):
            sheet.merge_range(row, 0, row, 3, "", wrapped)
            sheet.write_string(row, 0, step(lang), wrapped)
            sheet.set_row(row, 2 * _LINE if len(step(lang)) > 120 else _LINE)
        top = len(steps) + 3
        for column, head in enumerate(HEADS):
            sheet.write_string(top, column, head(lang), self._format(bold=True, bottom=1))
        columns = [(table, item) for table in self._tables.values() for item in table.columns]
        for row, (table, item) in enumerate(columns, top + 1):
            words = (sheet_name(table, lang), header(item, lang), item.meaning(lang), when_blank(item, lang))
            for column, text in enumerate(words):
                sheet.write_string(row, column, text, wrapped)
            lines = [len(text) // width + 1 for text, width in zip(words, _GUIDE_WIDTHS, strict=True)]
            sheet.set_row(row, _LINE * max(lines))
        sheet.hide_gridlines(2)
        self._print(sheet, top)
        sheet.protect("", _MAY)

    def _table(self, table: Table) -> None:
        lang = self._lang
        sheet = self._workbook.add_worksheet(sheet_name(table, lang))
        rows = self._rows(table)
        last = _FIRST + len(rows) + _ROOM - 1
        lists = Lists(self._norms.choices, self._place, self._ids)
        for index, item in enumerate(table.columns):
            look = self._format(locked=False, valign="top", num_format=number_format(item))
            sheet.set_column(index, index, self._width(item, rows), look)
            self._header(sheet, index, item)
            at = Place(table, column_letters(index + 1), _FIRST, last)
            check = validation(item, at, lang, lists)
            if check is not None:
                sheet.data_validation(_FIRST - 1, index, last - 1, index, check)
        sheet.set_row(0, 2 * _LINE)
        for number, row in enumerate(rows, _FIRST - 1):
            for index, item in enumerate(table.columns):
                if row.get(item.name):
                    self._cell(sheet, number, index, typed(item, row[item.name], lang))
        self._looks(sheet, table, last)
        sheet.freeze_panes(1, 1)
        self._print(sheet, 0)
        sheet.protect("", _MAY)
        if table.name == "tasks":
            sheet.activate()

    def _rows(self, table: Table) -> list[Mapping[str, str]]:
        """The example row, where there is one, and the rows that are given."""
        given = list(self._given.get(table.name, ()))
        if not self._examples or (given and table.name != "tasks"):
            return given
        known = {
            item.name: rows[0][item.name]
            for item in table.columns
            if (rows := self._given.get(referred(table, item) or "")) and rows[0].get(item.name)
        }
        return [example(table, self._lang, known), *given]

    def _header(self, sheet: Any, index: int, item: Column) -> None:
        ink = {"font_color": _INK, "bg_color": _DARK} if item.required else {"bg_color": _LIGHT}
        look = self._format(bold=True, text_wrap=True, valign="vcenter", border=1, border_color=_INK, **ink)
        sheet.write_string(0, index, header(item, self._lang), look)
        text = note(item, self._lang, several=item.parse in (cells.items, cells.days))
        lines = sum(len(line) // 40 + 1 for line in text.split("\n"))
        height = _LINE * (lines + 1)
        options = {"author": "", "width": _NOTE_WIDTH, "height": height, "font_size": 9}
        sheet.write_comment(0, index, text, options)

    def _cell(self, sheet: Any, row: int, index: int, cell: Typed) -> None:
        look = self._format(locked=False, valign="top", num_format=cell.format)
        if isinstance(cell.value, str):
            sheet.write_string(row, index, cell.value, look)
        elif isinstance(cell.value, date):
            sheet.write_datetime(row, index, cell.value, look)
        else:
            sheet.write_number(row, index, cell.value, look)

    def _width(self, item: Column, rows: Sequence[Mapping[str, str]]) -> float:
        """Wide enough for the words of the header and most of what is there."""
        head = header(item, self._lang)
        words = max(*map(len, head.split()), len(head) // 2)  # on two lines
        there = max((len(row.get(item.name, "")) for row in rows), default=0)
        return float(min(44, max(words + 3, there + 2, 10)))

    def _looks(self, sheet: Any, table: Table, last: int) -> None:
        """Grey for the example as long as it is one; orange for what must still be filled."""
        end = column_letters(len(table.columns))
        begins = [f'LEFT($A{_FIRST},{len(mark)})="{mark}"' for mark in MARK]
        is_example = {"type": "formula", "criteria": f"=OR({','.join(begins)})", "stop_if_true": True}
        look = self._format(**_EXAMPLE_LOOK)
        sheet.conditional_format(f"A{_FIRST}:{end}{last}", is_example | {"format": look})
        row = f"$A{_FIRST}:${end}{_FIRST}"
        for index, item in enumerate(table.columns, 1):
            if item.required:
                cell = f"{column_letters(index)}{_FIRST}"
                gap = {"type": "formula", "criteria": f'=AND(COUNTA({row})>0,{cell}="")'}
                sheet.conditional_format(
                    f"{cell}:{column_letters(index)}{last}", gap | {"format": self._format(**_GAP_LOOK)}
                )

    def _place(self, words: Sequence[str]) -> str:
        """Where a list of words is on the sheet of lists."""
        column = self._lists.setdefault(tuple(words), len(self._lists))
        letters = column_letters(column + 1)
        return f"={LISTS(self._lang)}!${letters}$1:${letters}${len(words)}"

    def _ids(self, name: str) -> str | None:
        """The ids in the first column of a table's sheet, as many as there are."""
        if name not in self._tables:
            return None
        sheet = sheet_name(self._tables[name], self._lang)
        first = f"{sheet}!$A${_FIRST}"
        last = f"$A${_FIRST + _ROOM - 1 + len(self._given.get(name, ()))}"
        return f"=OFFSET({first},0,0,MAX(1,COUNTA({first}:{last})),1)"

    def _choices(self) -> None:
        sheet = self._workbook.add_worksheet(LISTS(self._lang))
        for words, column in self._lists.items():
            for row, word in enumerate(words):
                sheet.write_string(row, column, word, self._format(num_format=WRITTEN))
        sheet.hide()
        sheet.protect("")

    @staticmethod
    def _print(sheet: Any, top: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
