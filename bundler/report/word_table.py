"""Tables in Word, written as XML: a report has tens of thousands of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bundler.report.word import add, clean, element

_TWIPS = 1440 / 2.54  # in a centimetre
_LINES = "C8C8C8"


class Look(NamedTuple):
    """How a cell looks.

    Attributes:
        style: the id of its paragraph's style.
        fill: its ground; empty for none.
        together: whether its row stays on the page of the next one.
        right: whether its words are set to the right.
    """

    style: str = ""
    fill: str = ""
    together: bool = False
    right: bool = False


class Grid:
    """A table under way.

    Args:
        style: the id of the table's style.
        caption: what a screen reader calls it.
        widths_cm: of the columns; Word goes by those of the cells, other programs by these.
    """

    def __init__(self, style: str, caption: str, widths_cm: Sequence[float]) -> None:
        self.element = element("tbl")
        self._widths = [round(width * _TWIPS) for width in widths_cm]
        settings = add(self.element, "tblPr")
        add(settings, "tblStyle", val=style)
        add(settings, "tblW", type="auto", w="0")
        add(settings, "tblLayout", type="fixed")
        add(
            settings,
            "tblLook",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        )
        add(settings, "tblCaption", val=clean(caption))
        columns = add(self.element, "tblGrid")
        for width in self._widths:
            add(columns, "gridCol", w=str(width))

    def row(self, *, head: bool = False) -> Any:
        """Add a row that no page cuts; the ``head`` comes back on every page."""
        row = add(self.element, "tr")
        settings = add(row, "trPr")
        add(settings, "cantSplit")
        if head:
            add(settings, "tblHeader")
        return row

    def cell(self, row: Any, column: int, look: Look, columns: int = 1) -> Any:
        """Add a cell over so many columns; gives its paragraph, for words."""
        cell = add(row, "tc")
        settings = add(cell, "tcPr")
        add(settings, "tcW", type="dxa", w=str(sum(self._widths[column : column + columns])))
        if columns > 1:
            add(settings, "gridSpan", val=str(columns))
        if look.fill:
            add(settings, "shd", val="clear", color="auto", fill=look.fill)
        paragraph = add(cell, "p")
        settings = add(paragraph, "pPr")
        if look.style:
            add(settings, "pStyle", val=look.style)
        if look.together:
            add(settings, "keepNext")
        if look.right:
            add(settings, "jc", val="right")
        return paragraph


def set_light_lines(document: Any, style: str) -> None:
    """Give a table style light lines, between its rows only."""
    from docx.oxml.ns import qn

    for side in document.styles[style].element.iter(qn("w:tblBorders")):
        for line in side:
            between = line.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH"))
            line.set(qn("w:val"), "single" if between else "nil")
            line.set(qn("w:color"), _LINES)
