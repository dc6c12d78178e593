"""The report as a Word document (.docx) that people can edit; needs the library python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang
from bundler.norms import Catalogue
from bundler.report import word
from bundler.report.content import report_content
from bundler.report.content_tree import (
    Bullets,
    Contents,
    Figures,
    Heading,
    Legend,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Rich,
    Span,
    Table,
)
from bundler.report.docx_table import CELL, SMALL, set_table_styles, write_figures, write_table
from bundler.report.docx_words import Writer, clean
from bundler.report.raster import as_png
from bundler.report.word import element

WIDTH_CM = 17.0
_SIZES = {
    "Normal": 9.5,
    "Title": 22,
    "Heading 1": 16,
    "Heading 2": 13,
    "Heading 3": 11,
    "Caption": 9.5,
    "List Bullet": 9.5,
    "List Number": 9.5,
}
# Where lines stand closer than in a letter: a job has many.
_GAPS = {"Normal": 3.0, "List Bullet": 1.0, "List Number": 1.0}
_SPACES = {
    "Normal": (0.0, 5.0),
    "Title": (0.0, 8.0),
    "Heading 1": (14.0, 4.0),
    "Heading 2": (10.0, 3.0),
    "Heading 3": (7.0, 2.0),
    "Caption": (4.0, 2.0),
}


def render_docx(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    lang: Lang,
    norms: Catalogue | None = None,
) -> bytes:
    """The report as a Word document with real headings, repeated table heads and alternative texts.

    The same arguments give the same bytes.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: language of the report.
        norms: the catalogues; the package's own where None.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
        NoPlan: the result holds no plan.
    """
    word.new_document()
    return as_docx(report_content(problem, result, findings, lang, norms))


def as_docx(report: Report) -> bytes:
    """A tree of blocks as a Word document.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
    """
    document: Any = word.new_document()
    from docx.shared import Pt

    word.set_page(document, top_cm=1.5)
    word.set_styles(document, _SIZES, _SPACES, report.lang)
    for name in _GAPS:
        document.styles[name].paragraph_format.line_spacing = 1.05
        document.styles[name].paragraph_format.space_after = Pt(_GAPS[name])
    word.set_properties(document, report.title, report.lang, report.day)
    set_table_styles(document)
    _margins(document, report)
    made = _Made(document, report)
    for block, after in zip(report.blocks, (*report.blocks[1:], None), strict=True):
        made.write(block, after)
    return word.saved(document)


class _Made:
    """A document that blocks are added to; a page break waits for the heading that follows it."""

    def __init__(self, document: Any, report: Report) -> None:
        self._document, self._report, self._writer = document, report, Writer(document)
        self._new_page, self._level, self._pictures = False, 0, 0
        self._last_heading = report.title
        usual = document.styles["List Number"].element.pPr.numPr.numId.val
        self._numbering = document.part.numbering_part.element
        self._numbers = self._numbering.num_having_numId(usual).abstractNumId.val
        self._add("Title", report.title)

    def _add(self, style: str, words: str | Rich, *, together: bool = False) -> Any:
        made = self._writer.paragraph(style, together=together)
        self._writer.cell(made, words)
        return made

    def write(self, block: Any, after: Any) -> None:
        """Add a block; what explains a short table stays on its page."""
        to: dict[type, Callable[[Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Note: self._note,
            Bullets: self._bullets,
            Figures: lambda it: write_figures(self._writer, it, self._last_heading, WIDTH_CM),
            Legend: self._legend,
            Table: lambda it: write_table(
                self._writer, it, self._last_heading, WIDTH_CM, together=isinstance(after, Paragraph | Note)
            ),
            Picture: self._picture,
            PageBreak: self._page_break,
            Contents: self._contents,
        }
        to[type(block)](block)

    def _heading(self, it: Heading) -> None:
        """The first part of a chapter follows its opening lines: these would stand alone on their page."""
        follows = it.level > self._level == 1
        made = self._writer.paragraph(f"Heading {it.level}", new_page=self._new_page and not follows)
        self._writer.cell(made, it.text)
        self._new_page, self._last_heading, self._level = False, it.text, it.level
        if it.anchor:
            self._writer.bookmark(made, it.anchor, 1)

    def _paragraph(self, it: Paragraph) -> None:
        self._add("", it.text, together=it.lead)

    def _note(self, it: Note) -> None:
        self._add(SMALL, it.text)

    def _bullets(self, it: Bullets) -> None:
        if it.title:
            self._add("Caption", it.title)
        number = self._new_numbers() if it.numbered else None
        for item in it.items:
            made = self._add("List Number" if it.numbered else "List Bullet", item)
            if number is not None:
                settings = made.get_or_add_pPr().get_or_add_numPr()
                settings.get_or_add_ilvl().val, settings.get_or_add_numId().val = 0, number

    def _new_numbers(self) -> int:
        """A numbering that begins at 1: all lists of a style count on otherwise."""
        number = self._numbering.add_num(self._numbers)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def _legend(self, it: Legend) -> None:
        self._writer.suppliers(self._writer.paragraph(together=True), it.styles)

    def _picture(self, it: Picture) -> None:
        from docx.oxml.shape import CT_Inline
        from docx.shared import Cm

        # Not by add_picture: it looks through the whole document for a free number each time.
        self._pictures += 1
        part, pixels = self._document.part, io.BytesIO(as_png(it.canvas, WIDTH_CM))
        relation, image = part.get_or_add_image(pixels)
        width, height = image.scaled_dimensions(Cm(WIDTH_CM))
        name = f"picture-{self._pictures}.png"
        shape: Any = CT_Inline.new_pic_inline(self._pictures, relation, name, width, height)
        shape.docPr.set("descr", clean(it.alt))
        for side in "TBLR":  # where it is not said, programs think of a distance of their own
            shape.set(f"dist{side}", "0")
        run, holder = element("r"), element("drawing")
        holder.append(shape)
        run.append(holder)
        self._writer.paragraph().append(run)

    def _page_break(self, it: PageBreak) -> None:
        del it
        self._new_page = True

    def _contents(self, it: Contents) -> None:
        """Links without page numbers: a field with those stays empty until Word is asked to fill it.

        Headings of level 1 stand below each other, those of level 2 one after the other.
        """
        from docx.shared import Cm

        self._add("Heading 1", it.title)
        anchored = [block for block in self._report.blocks if isinstance(block, Heading) and block.anchor]
        for level, found in groupby(anchored, key=lambda block: block.level):
            links = [Span(block.text, block.anchor) for block in found]
            if level == 1:
                for link in links:
                    self._add(CELL, Rich((link,)))
                continue
            between = [part for link in links for part in (Span(" · "), link)][1:]
            self._add(CELL, Rich(tuple(between))).get_or_add_pPr().ind_left = Cm(0.8)


def _margins(document: Any, report: Report) -> None:
    """What stands at the top of every page but the first, and the page number at every foot."""
    from docx.shared import Cm

    section = document.sections[0]
    section.header_distance = section.footer_distance = Cm(0.8)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.text, head.style = clean(report.running), document.styles[SMALL]
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].style = document.styles[SMALL]
        word.number_pages(document, footer, report.page)
