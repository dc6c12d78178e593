"""The report's tables in Word, and the styles of what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bundler.report import word
from bundler.report.content_tree import Figures, Kind, Table
from bundler.report.docx_words import LINK, SOFT, SOFT_LINK, TABLE, Writer
from bundler.report.word_table import Grid, Look, set_light_lines

CELL, HEAD, SMALL, FIGURE = "Report cell", "Report head", "Report note", "Report figure"
GAP = "Report gap"
_MARKED = "FFF6D6"
# A table with fewer rows stays on one page.
_SHORT = 10


def set_table_styles(document: Any) -> None:
    """The styles of cells, heads, notes, links and large figures; light lines between a table's rows only."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = document.styles
    for name, size, space, color in (
        (CELL, 8.3, 0.8, word.INK),
        (HEAD, 8.3, 0.8, word.INK),
        (SMALL, 8.5, 3, word.SOFT),
        (FIGURE, 14, 2, word.INK),
        (GAP, 3, 0, word.INK),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.color.rgb = Pt(size), word.color(color)
        style.font.bold = True if name in (HEAD, FIGURE) else None
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(space)
        style.paragraph_format.line_spacing = 1.0
    for name, color in ((SOFT, word.SOFT), (LINK, word.ACCENT), (SOFT_LINK, word.ACCENT)):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = word.color(color)
        style.font.size = None if name == LINK else Pt(7.5)
    set_light_lines(document, TABLE)


def write_table(writer: Writer, it: Table, title: str, width_cm: float, *, together: bool = False) -> None:
    """A table with its caption above it; a short one stays on one page.

    Args:
        writer: adds to the document.
        it: the table.
        title: what a screen reader calls a table without a caption.
        width_cm: of all columns together.
        together: keep a short one on the page of what follows.
    """
    if it.caption:
        writer.cell(writer.paragraph("Caption"), it.caption)
    whole = sum(it.widths)
    grid = Grid(writer.styles[TABLE], it.caption or title, [width_cm * width / whole for width in it.widths])
    short = len(it.rows) < _SHORT
    for number, (row, style, fill) in enumerate(_rows(it)):
        made = grid.row(head=number == 0)
        head = number == 0 or isinstance(row, Kind)
        look = Look(writer.styles[style], fill, head or (short and (together or number < len(it.rows))))
        if isinstance(row, Kind):
            writer.cell(grid.cell(made, 0, look, len(it.head)), row.text)
            continue
        for column, cell in enumerate(row):
            writer.cell(grid.cell(made, column, look._replace(right=column in it.numeric)), cell)
    writer.table(grid.element)
    writer.paragraph(GAP, together=short and together)


def _rows(it: Table) -> Iterator[tuple[Any, str, str]]:
    """Every row, the head first, with its style and its ground."""
    yield it.head, HEAD, word.PALE
    for number, row in enumerate(it.rows):
        if isinstance(row, Kind):
            yield row, HEAD, word.PALE
        else:
            last = it.total and number == len(it.rows) - 1
            yield row, HEAD if last else CELL, _MARKED if number in it.marked else ""


def write_figures(writer: Writer, it: Figures, title: str, width_cm: float) -> None:
    """Large numbers side by side, each above what it counts."""
    grid = Grid(writer.styles[TABLE], title, [width_cm / len(it.items)] * len(it.items))
    for number, (texts, style) in enumerate(zip(zip(*it.items, strict=True), (FIGURE, SMALL), strict=True)):
        row = grid.row(head=number == 0)
        for column, text in enumerate(texts):
            look = Look(writer.styles[style], word.PALE, together=number == 0)
            writer.cell(grid.cell(row, column, look), text)
    writer.table(grid.element)
    writer.paragraph(GAP)
