"""Paragraphs and words in Word: links inside the document, softer lines, suppliers with their colours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bundler.report import word
from bundler.report.colors import Style
from bundler.report.content_text import set_tight
from bundler.report.content_tree import Cell, Named, Rich, Span
from bundler.report.word import add, element

SOFT, LINK, SOFT_LINK, TABLE = "Report soft", "Report link", "Report soft link", "Table Grid"
_KEPT = "{http://www.w3.org/XML/1998/namespace}space"
_NO_BREAK = "\N{NO-BREAK SPACE}"
# A day such as 2026-03-02 stays on one line.
_IN_DAY = re.compile(r"(?<=\d{4})-(?=\d\d-\d\d)|(?<=\d{4}-\d\d)-(?=\d\d)")


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
        self.styles = word.style_ids(document)
        self._end = document.element.body.sectPr  # stands after everything
        self._bookmarks = 0

    def paragraph(self, style: str = "", *, together: bool = False, new_page: bool = False) -> Any:
        """Add an empty paragraph.

        Args:
            style: its name.
            together: keep it on the page of what follows.
            new_page: begin a page with it.
        """
        made = element("p")
        self._end.addprevious(made)
        if style or together or new_page:
            settings = add(made, "pPr")
            if style:
                add(settings, "pStyle", val=self.styles[style])
            if together:
                add(settings, "keepNext")
            if new_page:
                add(settings, "pageBreakBefore")
        return made

    def table(self, made: Any) -> None:
        """Add a table."""
        self._end.addprevious(made)

    def cell(self, paragraph: Any, cell: Cell) -> None:
        """Write a cell's words into a paragraph's XML element."""
        if isinstance(cell, str):
            run(paragraph, clean(cell))
        elif isinstance(cell, Rich):
            self._spans(paragraph, cell.words)
            if cell.under:
                run(paragraph, "\n")
                self._spans(paragraph, cell.under, soft=True)
        else:
            self._named(paragraph, cell)

    def suppliers(self, paragraph: Any, styles: Iterable[Style]) -> None:
        """Write suppliers one after the other."""
        for number, style in enumerate(styles):
            if number:
                run(paragraph, "   ")
            _swatch(paragraph, style)
            run(paragraph, f"{_NO_BREAK}{clean(style.name)}")

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
                run(link, clean(span.text), self.styles[SOFT_LINK if soft else LINK])
            else:
                run(paragraph, clean(span.text), self.styles[SOFT] if soft else "")
            if span.anchor:
                self.bookmark(paragraph, span.anchor, first)

    def _named(self, paragraph: Any, cell: Named) -> None:
        for number, style in enumerate(cell.styles):
            if number:
                run(paragraph, " " if cell.short else "\n")
            _swatch(paragraph, style)
            if not cell.short:
                run(paragraph, f"{_NO_BREAK}{clean(style.name)}")


def _swatch(paragraph: Any, style: Style) -> None:
    """A supplier's letter on its colour."""
    look = add(run(paragraph, ""), "rPr")
    add(look, "b")
    add(look, "color", val=style.ink.lstrip("#"))
    add(look, "shd", val="clear", color="auto", fill=style.fill.lstrip("#"))
    _letters(look.getparent(), f"{_NO_BREAK}{clean(style.letter)}{_NO_BREAK}")


def run(paragraph: Any, text: str, style: str = "", *, bold: bool = False) -> Any:
    """Add words to a paragraph's XML element, a new line where the text has one.

    Args:
        paragraph: or a link in it.
        text: what an XML file can hold.
        style: the id of the words' style.
        bold: whether they are.
    """
    made = add(paragraph, "r")
    if style or bold:
        look = add(made, "rPr")
        if style:
            add(look, "rStyle", val=style)
        if bold:
            add(look, "b")
    for number, line in enumerate(text.split("\n")):
        if number:
            add(made, "br")
        if line:
            _letters(made, line)
    return made


def _letters(made: Any, line: str) -> None:
    for number, part in enumerate(_IN_DAY.split(line) if "-" in line else (line,)):
        if number:
            add(made, "noBreakHyphen")
        words = add(made, "t")
        words.text = part
        words.set(_KEPT, "preserve")
