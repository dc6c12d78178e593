"""The workbook that people fill in: the tables of the input with lists, notes, checks and an example."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

from bundler.i18n import Lang
from bundler.io.tables import TABLES
from bundler.io.template_sheet import Book
from bundler.io.template_words import TITLE, TITLE_OF

Row = Mapping[str, str]
Rows = Mapping[str, Sequence[Row]]

OF_A_SUPPLIER: Final = ("tasks", "suppliers", "locations")
"""The tables that a supplier fills in."""


def render_template(
    lang: Lang,
    given: Rows | None = None,
    *,
    tables: Sequence[str] = tuple(TABLES),
    supplier: str | None = None,
    examples: bool = True,
) -> bytes:
    """A workbook to fill in.

    Args:
        lang: of headers, words to choose from, notes and explanation.
        given: rows that are known already, by table: the text of each filled cell by column, right for
            that column.
        tables: which ones get a sheet.
        supplier: name of the only supplier that the workbook is for.
        examples: an example row in each table without rows of its own, and in tasks.
    """
    from xlsxwriter import Workbook

    title = TITLE(lang) if supplier is None else TITLE_OF(lang, name=supplier)
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": title, "author": "bundler"})
    book = Book(workbook, lang, {name: TABLES[name] for name in tables}, given or {}, examples=examples)
    book.write(title, for_supplier=supplier is not None)
    workbook.close()
    return out.getvalue()
