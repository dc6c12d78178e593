"""The report as a tree of blocks that says nothing of PDF or Word: each format draws the same tree."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bundler.i18n import Lang
from bundler.report.canvas import Canvas
from bundler.report.colors import Style


class Span(NamedTuple):
    """A few words; ``to`` is the anchor that they lead to, ``anchor`` a place that others lead to."""

    text: str
    to: str = ""
    anchor: str = ""


class Rich(NamedTuple):
    """Words with links; ``under`` stands below them in a softer tone."""

    words: tuple[Span, ...]
    under: tuple[Span, ...] = ()


class Named(NamedTuple):
    """Suppliers, one below the other, each with its letter on its colour; ``short`` is without names."""

    styles: tuple[Style, ...]
    short: bool = False


Cell = str | Rich | Named
Row = tuple[Cell, ...]


class Kind(NamedTuple):
    """A row over all columns that says what the rows below it have in common."""

    text: str


class Heading(NamedTuple):
    """A heading; level 1 is a part of the report, and one with an ``anchor`` stands in the contents."""

    level: int
    text: str
    anchor: str = ""


class Paragraph(NamedTuple):
    """Running text; ``lead`` stays on one page with what follows it."""

    text: str | Rich
    lead: bool = False


class Note(NamedTuple):
    """What stands beside the text, in a softer tone."""

    text: str | Rich


class Bullets(NamedTuple):
    """A list; ``title`` stands above it, on the same page."""

    items: tuple[str | Rich, ...]
    title: str = ""
    numbered: bool = False


class Figures(NamedTuple):
    """A few large numbers side by side, each with what it counts."""

    items: tuple[tuple[str, str], ...]


class Legend(NamedTuple):
    """The suppliers with their letters and colours."""

    styles: tuple[Style, ...]


class Table(NamedTuple):
    """A table whose head comes back on every page.

    Attributes:
        caption: what it shows; empty where the heading right above says so.
        head: one for each column.
        widths: of the columns, in proportion.
        numeric: which columns hold numbers, and so are set to the right.
        total: whether the last row sums up the others.
        marked: rows that stand out.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row | Kind, ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()
    total: bool = False
    marked: tuple[int, ...] = ()


class Picture(NamedTuple):
    """A drawing; ``alt`` says what it shows to who cannot see it."""

    canvas: Canvas
    alt: str


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


class Contents(NamedTuple):
    """A list of the headings that have an anchor, with links."""

    title: str


Block = Heading | Paragraph | Note | Bullets | Figures | Legend | Table | Picture | PageBreak | Contents


class Report(NamedTuple):
    """A whole report in one language.

    Attributes:
        title: also the title in the file's properties.
        day: the plan's day.
        running: what stands at the top of every page.
        page: the word before a page number.
    """

    lang: Lang
    title: str
    day: date
    running: str
    page: str
    blocks: tuple[Block, ...]
