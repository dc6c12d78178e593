"""Paragraphs and words in Word: links inside the document, softer lines, suppliers with their colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bundler.report import word
from bundler.report.colors import Style
from bundler.report.content_text import set_tight
from bundler.report.content_tree import Cell, Named, Rich, Span
from bundler.report.word import element

SOFT, LINK, SOFT_LINK, TABLE = "Report soft", "Report link", "Report soft link", "Table Grid"
_KEPT = "{http://www.w3.org/XML/1998/namespace}space"
_NO_BREAK = "\N{NO-BREAK SPACE}"


def clean(text: str) -> str:
    """The text as a Word file can hold it, no amount torn from its sign."""
    return word.clean(set_tight(text))


def bookmark_name(anchor: str) -> str:
    """A name as Word wants it: letters, digits and underscores."""
    return anchor.replace("-", "_")


class Writer:
    """Adds paragraphs, tables and words to a document, as XML: a report has tens of thousands of cells.

    Attributes:
        styles: the ids of the document's styles, by name.
    """

    def __init__(self, document: Any) -> None:
        self.styles = {style.name: style.style_id for style in document.styles}
        self._end = document.element.body.sectPr  # stands after everything
        self._bookmarks = 0

    def paragraph(self, style: str = "", *, together: bool = False) -> Any:
        """Add an empty paragraph; ``together`` keeps it on the page of what follows."""
        made = element("p")
        self._end.addprevious(made)
        if style:
            made.style = self.styles[style]
        if together:
            made.get_or_add_pPr().keepNext_val = True
        return made

    def table(self, rows: int, columns: int) -> Any:
        """Add an empty table."""
        from docx.oxml.table import CT_Tbl
        from docx.shared import Cm

        made: Any = CT_Tbl.new_tbl(rows, columns, Cm(columns))
        made.tblStyle_val = self.styles[TABLE]
        self._end.addprevious(made)
        return made

    def cell(self, paragraph: Any, cell: Cell) -> None:
        """Write a cell's words into a paragraph's XML element."""
        if isinstance(cell, str):
            _run(paragraph, clean(cell))
        elif isinstance(cell, Rich):
            self._spans(paragraph, cell.words)
            if cell.under:
                _run(paragraph, "\n")
                self._spans(paragraph, cell.under, soft=True)
        else:
            self._named(paragraph, cell)

    def suppliers(self, paragraph: Any, styles: Iterable[Style]) -> None:
        """Write suppliers one after the other."""
        for number, style in enumerate(styles):
            if number:
                _run(paragraph, "   ")
            _swatch(paragraph, style)
            _run(paragraph, f"{_NO_BREAK}{clean(style.name)}")

    def bookmark(self, paragraph: Any, anchor: str, first: int) -> None:
        """Make what a paragraph holds from a position on a place that links can lead to."""
        self._bookmarks += 1
        number = str(self._bookmarks)
        paragraph.insert(first, element("bookmarkStart", id=number, name=bookmark_name(anchor)))
        paragraph.append(element("bookmarkEnd", id=number))

    def _spans(self, paragraph: Any, spans: Iterable[Span], *, soft: bool = False) -> None:
        for span in spans:
            first = len(paragraph)
            if span.to:
                link = element("hyperlink", anchor=bookmark_name(span.to))
                paragraph.append(link)
                _run(link, clean(span.text), self.styles[SOFT_LINK if soft else LINK])
            else:
                _run(paragraph, clean(span.text), self.styles[SOFT] if soft else "")
            if span.anchor:
                self.bookmark(paragraph, span.anchor, first)

    def _named(self, paragraph: Any, cell: Named) -> None:
        for number, style in enumerate(cell.styles):
            if number:
                _run(paragraph, " " if cell.short else "\n")
            _swatch(paragraph, style)
            if not cell.short:
                _run(paragraph, f"{_NO_BREAK}{clean(style.name)}")


def _swatch(paragraph: Any, style: Style) -> None:
    """A supplier's letter on its colour."""
    run = _run(paragraph, f"{_NO_BREAK}{clean(style.letter)}{_NO_BREAK}")
    look = run.get_or_add_rPr()
    look.append(element("b"))
    look.append(element("color", val=style.ink.lstrip("#")))
    look.append(element("shd", val="clear", color="auto", fill=style.fill.lstrip("#")))


def _run(paragraph: Any, text: str, style: str = "") -> Any:
    """A run of words; a new line where the text has one."""
    run = element("r")
    if style:
        run.get_or_add_rPr().append(element("rStyle", val=style))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(element("br"))
        if line:
            words = element("t")
            words.text = line
            words.set(_KEPT, "preserve")
            run.append(words)
    paragraph.append(run)
    return run
