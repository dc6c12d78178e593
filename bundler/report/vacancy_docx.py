"""Vacancies as a Word document (.docx), to be edited by people; needs the library python-docx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bundler.attribution.vacancy_model import Block, Line, Section, Vacancy
from bundler.i18n import Lang
from bundler.report.docx_words import TABLE, Writer, clean, run
from bundler.report.vacancies import LABELS, days_label, made_text, pay_text
from bundler.report.word import (
    ACCENT,
    INK,
    PALE,
    SOFT,
    add,
    color,
    new_document,
    number_pages,
    saved,
    set_page,
    set_properties,
    set_styles,
)
from bundler.report.word_table import Grid, Look, set_light_lines
from bundler.units import hours_text

if TYPE_CHECKING:
    from docx.document import Document

_SIZES = {"Normal": 10.5, "Heading 1": 18, "Heading 2": 13, "Caption": 10.5, "List Bullet": 10.5}
_SPACES = {
    "Normal": (0, 4), "Heading 1": (0, 4), "Heading 2": (9, 2), "Caption": (6, 2), "List Bullet": (0, 1.5),
}  # fmt: skip
_WIDTHS_CM = (3.8, 2.4, 5.8, 5.0)
_LINK, _CELL, _HEAD, _FOOT, _GAP = (f"Vacancy {name}" for name in ("link", "cell", "head", "foot", "gap"))


def vacancies_docx(vacancies: Sequence[Vacancy], lang: Lang) -> bytes:
    """The vacancies as one document, each on a page of its own; one vacancy makes its own document.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
    """
    document = new_document()
    title = vacancies[0].heading(lang) if len(vacancies) == 1 else LABELS["vacancies"](lang)
    _set_up(document, vacancies, title, lang)
    made = _Made(document, lang)
    for number, vacancy in enumerate(vacancies):
        made.write(vacancy, new_page=number > 0)
    return saved(document)


def _set_up(document: Document, vacancies: Sequence[Vacancy], title: str, lang: Lang) -> None:
    """Page, styles, language, properties and the foot of every page."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    set_page(document)
    set_styles(document, _SIZES, _SPACES, lang)
    styles: Any = document.styles
    for name, size, space in ((_CELL, 9.5, 2), (_HEAD, 9.5, 2), (_FOOT, 9, 0), (_GAP, 3, 0)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.bold = Pt(size), name == _HEAD
        style.font.color.rgb = color(SOFT if name == _FOOT else INK)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(space)
        style.paragraph_format.line_spacing = 1.0
    look = styles.add_style(_LINK, WD_STYLE_TYPE.CHARACTER).font
    look.bold = look.underline = True
    look.color.rgb = color(ACCENT)
    set_light_lines(document, TABLE)
    set_properties(document, title, lang, max((vacancy.day for vacancy in vacancies), default=None))
    foot = document.sections[0].footer
    foot.paragraphs[0].style = styles[_FOOT]
    number_pages(document, foot, LABELS["page"](lang), " ".join(made_text(vacancies, lang)))


class _Made:
    """A document that vacancies are added to."""

    def __init__(self, document: Any, lang: Lang) -> None:
        self._part, self._lang, self._writer = document.part, lang, Writer(document)

    def _add(self, style: str, text: str, *, together: bool = False, bold: bool = False) -> Any:
        made = self._writer.paragraph(style, together=together)
        run(made, clean(text), bold=bold)
        return made

    def write(self, vacancy: Vacancy, *, new_page: bool) -> None:
        """Add a vacancy."""
        lang = self._lang
        run(self._writer.paragraph("Heading 1", new_page=new_page), clean(vacancy.heading(lang)))
        days = len({day for line in vacancy.week for day in line.days})
        pay = pay_text(vacancy, lang)
        facts = [
            f"{hours_text(vacancy.minutes, lang)} {LABELS['hours'](lang)}",
            f"{days} {days_label(days)(lang)}",
            *([f"{pay} {LABELS['pay'](lang)}"] if pay else []),
        ]
        self._add("", f"{LABELS['number'](lang)} {vacancy.job_id}")
        self._add("", " · ".join(facts), bold=True)
        for section in vacancy.sections:
            self._section(section)
            if section.week:
                self._week(vacancy)

    def _section(self, section: Section) -> None:
        self._add("Heading 2", section.heading(self._lang))
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if block.sentences:
            text = " ".join(text(self._lang) for text in block.sentences)
            self._add("", text, together=bool(block.lines))
        for line in block.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        made, text = self._writer.paragraph("List Bullet"), clean(line.text(self._lang))
        if line.uri:
            run(self._link(made, line.uri), text, self._writer.styles[_LINK])
        else:
            run(made, text, bold=bool(line.more))
        if line.more:
            run(made, "\n" + clean(" ".join(more(self._lang) for more in line.more)))

    def _link(self, paragraph: Any, uri: str) -> Any:
        """A hyperlink to a web address; python-docx reads these but has nothing to make one."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        made = add(paragraph, "hyperlink")
        made.set(qn("r:id"), self._part.relate_to(uri, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return made

    def _week(self, vacancy: Vacancy) -> None:
        """The week as a table whose header is repeated on every page; what is no task has a ground."""
        lang, ids = self._lang, self._writer.styles
        label = LABELS["your_week"](lang)
        self._add("Caption", label)
        grid = Grid(ids[TABLE], f"{label} {vacancy.job_id}", _WIDTHS_CM)
        heads = tuple(LABELS[name](lang) for name in ("day", "time", "what", "where"))
        rows = [(heads, Look(ids[_HEAD], PALE, together=True))]
        for line in vacancy.week:
            look = Look(ids[_CELL], "" if line.task else PALE)
            rows.append(((line.when(lang), line.time, line.what(lang), line.place), look))
        for number, (texts, look) in enumerate(rows):
            row = grid.row(head=number == 0)
            for column, text in enumerate(texts):
                run(grid.cell(row, column, look), clean(text))
        self._writer.table(grid.element)
        self._writer.paragraph(_GAP)
