"""The workbook as it is written: its formats, made once, and its tables by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bundler.i18n import Lang
from bundler.report.book_model import Kind, Table

HEADER_FILL, RULE, FILL_IN = "#1F3864", "#D0D0D0", "#FFF2CC"
# The end of each keeps a little space before the next column.
_NUMBERS: dict[Kind, str] = {
    "hours": "#,##0.00_)",
    "points": "#,##0.00_)",
    "count": "#,##0_)",
    "number": "General_)",
    "euro": '"€" #,##0.00_)',
    "fill_in": '"€" #,##0.00_)',
    "percent": "0.0%_)",
    "rate": "0.0##%_)",
    "date": "yyyy-mm-dd_)",
    "time": "[hh]:mm_)",
}


class Paper:
    """A workbook under way: its formats are made once, its tables are known by key.

    Args:
        workbook: of xlsxwriter.
        tables: every table of the workbook.
        footer: on every printed page.
    """

    def __init__(self, workbook: Any, lang: Lang, tables: Sequence[Table], footer: str) -> None:
        self.workbook, self.lang, self.footer = workbook, lang, footer
        self.tables: Mapping[str, Table] = {table.key: table for table in tables}
        self._formats: dict[frozenset[tuple[str, object]], Any] = {}

    def format(self, **properties: object) -> Any:
        """A format with these properties, the same one each time."""
        key = frozenset(properties.items())
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def cell_format(
        self, kind: Kind, *, word: bool = False, risky: bool = False, total: bool = False, left: bool = False
    ) -> Any:
        """How a cell of a kind looks.

        Args:
            kind: the column's.
            word: it holds a word where a number is expected.
            risky: its text would be a formula if someone typed it: it stays text when it is edited.
            total: it stands in the row of totals.
            left: a number in a column of text.
        """
        look: dict[str, object] = {"valign": "top", "bottom": 1, "bottom_color": RULE}
        if kind in _NUMBERS:
            look |= {"num_format": _NUMBERS[kind], "align": "right"}
        else:
            look |= {"align": "left", "indent": 1}
        if kind not in _NUMBERS or word:
            look["text_wrap"] = True
        if word and kind in _NUMBERS:
            look["italic"] = True
        if kind == "fill_in" and not total:
            look |= {"bg_color": FILL_IN, "border": 4}
        if left:
            look |= {"align": "left", "indent": 1}
        if risky:
            look["quote_prefix"] = True
        if total:
            look |= {"bold": True, "top": 1}
        return self.format(**look)

    def link_format(self) -> Any:
        """How a link to another place in the workbook looks."""
        look = {"valign": "top", "bottom": 1, "bottom_color": RULE, "align": "left", "indent": 1}
        return self.format(**look, font_color="#0000C0", underline=1, text_wrap=True)
