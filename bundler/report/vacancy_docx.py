"""Vacancies as a Word document (.docx), to be edited by people; needs the library python-docx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bundler.attribution.vacancy_model import Block, Section, Vacancy
from bundler.i18n import Lang
from bundler.report.vacancies import LABELS, made_text, pay_text
from bundler.report.word import (
    PALE,
    clean,
    link,
    new_document,
    saved,
    set_page,
    set_properties,
    set_styles,
    shade,
    table_rows,
)
from bundler.units import hours_text

if TYPE_CHECKING:
    from docx.document import Document

_SIZES = {"Normal": 11, "Heading 1": 18, "Heading 2": 13, "Caption": 10.5}
_SPACES = {"Normal": (0, 5), "Heading 1": (0, 4), "Heading 2": (12, 3), "Caption": (8, 3)}
_WIDTHS_CM = (3.8, 3.2, 5.8, 4.2)


def vacancies_docx(vacancies: Sequence[Vacancy], lang: Lang) -> bytes:
    """The vacancies as one document, each on a page of its own; one vacancy makes its own document.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
    """
    document = new_document()
    title = vacancies[0].heading(lang) if len(vacancies) == 1 else LABELS["vacancies"](lang)
    _set_up(document, vacancies, title, lang)
    for number, vacancy in enumerate(vacancies):
        _write(document, vacancy, lang, new_page=number > 0)
    return saved(document)


def _set_up(document: Document, vacancies: Sequence[Vacancy], title: str, lang: Lang) -> None:
    """Page, styles, language and properties."""
    from docx.shared import Pt

    set_page(document)
    set_styles(document, _SIZES, _SPACES, lang)
    set_properties(document, title, lang, max((vacancy.day for vacancy in vacancies), default=None))
    made = document.sections[0].footer.paragraphs[0]
    made.text = clean(" ".join(made_text(vacancies, lang)))
    made.runs[0].font.size = Pt(9)


def _write(document: Document, vacancy: Vacancy, lang: Lang, *, new_page: bool) -> None:
    heading = document.add_heading(clean(vacancy.heading(lang)), 1)
    heading.paragraph_format.page_break_before = new_page
    days = len({day for line in vacancy.week for day in line.days})
    pay = pay_text(vacancy, lang)
    facts = [
        f"{hours_text(vacancy.minutes, lang)} {LABELS['hours'](lang)}",
        f"{days} {LABELS['days'](lang)}",
        *([f"{pay} {LABELS['pay'](lang)}"] if pay else []),
    ]
    document.add_paragraph(clean(f"{LABELS['number'](lang)} {vacancy.job_id}"))
    document.add_paragraph().add_run(" · ".join(facts)).bold = True
    for section in vacancy.sections:
        _section(document, section, lang)
        if section.week:
            _week(document, vacancy, lang)


def _section(document: Document, section: Section, lang: Lang) -> None:
    document.add_heading(clean(section.heading(lang)), 2)
    for block in section.blocks:
        _block(document, block, lang)


def _block(document: Document, block: Block, lang: Lang) -> None:
    if block.sentences:
        paragraph = document.add_paragraph(clean(" ".join(text(lang) for text in block.sentences)))
        paragraph.paragraph_format.keep_with_next = bool(block.lines)
    for line in block.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        if line.uri:
            link(paragraph, clean(line.text(lang)), line.uri)
        else:
            paragraph.add_run(clean(line.text(lang))).bold = bool(line.more)
        if line.more:
            paragraph.add_run().add_break()
            paragraph.add_run(clean(" ".join(text(lang) for text in line.more)))


def _week(document: Document, vacancy: Vacancy, lang: Lang) -> None:
    """The week as a table whose header is repeated on every page."""
    from docx.shared import Pt

    label = LABELS["your_week"](lang)
    document.add_paragraph(label, style="Caption")
    heads = [LABELS[name](lang) for name in ("day", "time", "what", "where")]
    rows = [(line.when(lang), line.time, line.what(lang), line.place) for line in vacancy.week]
    table: Any = document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    table_rows(table._tbl, f"{label} {vacancy.job_id}", _WIDTHS_CM)
    for number, (row, texts) in enumerate(zip(table.rows, [heads, *rows], strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(clean(text)).bold = number == 0
            if number == 0:
                shade(cell, PALE)
