"""The report's tables in Word, and the styles of what is in them."""

from __future__ import annotations

from typing import Any, NamedTuple

from bundler.report import word
from bundler.report.content_tree import Cell, Figures, Kind, Table
from bundler.report.docx_words import LINK, SOFT, SOFT_LINK, TABLE, Writer
from bundler.report.word import element

CELL, HEAD, SMALL, FIGURE = "Report cell", "Report head", "Report note", "Report figure"
GAP = "Report gap"
_LINES, _MARKED = "C8C8C8", "FFF6D6"
# A table with fewer rows stays on one page.
_SHORT = 10


def set_table_styles(document: Any) -> None:
    """The styles of cells, heads, notes, links and large figures; light lines between a table's rows only."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles = document.styles
    for name, size, space, color in (
        (CELL, 8.3, 1.2, word.INK),
        (HEAD, 8.3, 1.2, word.INK),
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
    for side in styles[TABLE].element.iter(qn("w:tblBorders")):
        for line in side:
            between = line.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH"))
            line.set(qn("w:val"), "single" if between else "nil")
            line.set(qn("w:color"), _LINES)


def write_table(writer: Writer, it: Table, title: str, width_cm: float) -> None:
    """A table with its caption above it; a short one stays on one page.

    Args:
        writer: adds to the document.
        it: the table.
        title: what a screen reader calls a table without a caption.
        width_cm: of all columns together.
    """
    if it.caption:
        writer.cell(writer.paragraph("Caption"), it.caption)
    table = writer.table(1 + len(it.rows), len(it.head))
    whole = sum(it.widths)
    word.table_rows(table, it.caption or title, [width_cm * width / whole for width in it.widths])
    short = len(it.rows) < _SHORT
    for number, row in enumerate([it.head, *it.rows]):
        kind, holders = isinstance(row, Kind), table.tr_lst[number]
        if kind:
            _over_all(holders, len(it.head))
        head = kind or number == 0
        look = _Look(
            HEAD if head or (it.total and number == len(it.rows)) else CELL,
            word.PALE if head else _MARKED if number - 1 in it.marked else "",
            head or (short and number < len(it.rows)),
        )
        for column, (holder, cell) in enumerate(zip(holders.tc_lst, row, strict=True)):
            _write_cell(writer, holder, cell, look, right=column in it.numeric and not kind)
    _space(writer)


class _Look(NamedTuple):
    """How a row looks: its style, its ground, and whether it stays with the next row."""

    style: str
    fill: str
    together: bool


def _write_cell(writer: Writer, holder: Any, cell: Cell, look: _Look, *, right: bool) -> None:
    if look.fill:
        holder.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=look.fill))
    settings = element("pPr")
    settings.append(element("pStyle", val=writer.styles[look.style]))
    if look.together:
        settings.append(element("keepNext"))
    if right:
        settings.append(element("jc", val="right"))
    paragraph = holder.p_lst[0]
    paragraph.append(settings)
    writer.cell(paragraph, cell)


def write_figures(writer: Writer, it: Figures, title: str, width_cm: float) -> None:
    """Large numbers side by side, each above what it counts."""
    table = writer.table(2, len(it.items))
    word.table_rows(table, title, [width_cm / len(it.items)] * len(it.items))
    for row, texts, style in zip(table.tr_lst, zip(*it.items, strict=True), (FIGURE, SMALL), strict=True):
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=word.PALE))
            cell.p_lst[0].style = writer.styles[style]
            writer.cell(cell.p_lst[0], text)
    _space(writer)


def _over_all(row: Any, columns: int) -> None:
    """Make a row's first cell as wide as all of them."""
    first, *others = row.tc_lst
    for other in others:
        row.remove(other)
    first.width = sum((other.width for other in others), first.width)
    first.grid_span = columns


def _space(writer: Writer) -> None:
    """Two tables without words between them would become one."""
    writer.paragraph(GAP)
