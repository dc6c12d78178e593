"""Vacancies as a Word document (.docx), to be edited by people; needs the library python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from bundler.attribution.vacancy_model import Block, Section, Vacancy
from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.report.vacancies import LABELS, made_text, pay_text
from bundler.units import hours_text

if TYPE_CHECKING:
    from docx.document import Document

INSTALL = 'python -m pip install "bundler[docx]"'
TAGS = {"en": "en-GB", "nl": "nl-NL"}

_NO_LIBRARY = Text(
    f"For a .docx file the library python-docx is needed. Install it with: {INSTALL}",
    f"Voor een .docx-bestand is de bibliotheek python-docx nodig. Installeer die met: {INSTALL}",
)
_FONT, _INK, _ACCENT, _PALE = "Calibri", "1F1F1F", "005A8C", "F4F4F4"
_SIZES = {"Normal": 11, "Heading 1": 18, "Heading 2": 13, "Caption": 10.5}
_WIDTHS_CM = (3.8, 3.2, 5.8, 4.2)
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same vacancies give the same bytes


def vacancies_docx(vacancies: Sequence[Vacancy], lang: Lang) -> bytes:
    """The vacancies as one document, each on a page of its own; one vacancy makes its own document.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError(_NO_LIBRARY) from error
    document = Document()
    title = vacancies[0].heading(lang) if len(vacancies) == 1 else LABELS["vacancies"](lang)
    _set_up(document, vacancies, title, lang)
    for number, vacancy in enumerate(vacancies):
        _write(document, vacancy, lang, new_page=number > 0)
    file = io.BytesIO()
    document.save(file)
    return _same_bytes(file.getvalue())


def _set_up(document: Document, vacancies: Sequence[Vacancy], title: str, lang: Lang) -> None:
    """Page, styles, language and properties."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    styles: Any = document.styles
    for name, size in _SIZES.items():
        font = styles[name].font
        font.name, font.size = _FONT, Pt(size)
        font.color.rgb = RGBColor.from_string(_ACCENT if name.startswith("Heading") else _INK)
        fonts = styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, before, after in (
        ("Normal", 0, 5),
        ("Heading 1", 0, 4),
        ("Heading 2", 12, 3),
        ("Caption", 8, 3),
    ):
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(after)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    styles["Caption"].paragraph_format.keep_with_next = True
    bullets = styles["List Bullet"]
    bullets.paragraph_format.space_after = Pt(3)
    for tight in bullets.element.pPr.findall(qn("w:contextualSpacing")):
        bullets.element.pPr.remove(tight)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), TAGS[lang])
    made = page.footer.paragraphs[0]
    made.text = _clean(" ".join(made_text(vacancies, lang)))
    made.runs[0].font.size = Pt(9)
    known: Any = document.core_properties
    known.title, known.language = _clean(title)[:255], TAGS[lang]
    known.author = known.comments = known.last_modified_by = ""
    day = max((vacancy.day for vacancy in vacancies), default=None)
    if day is not None:
        known.created = known.modified = datetime.combine(day, time())


def _write(document: Document, vacancy: Vacancy, lang: Lang, *, new_page: bool) -> None:
    heading = document.add_heading(_clean(vacancy.heading(lang)), 1)
    heading.paragraph_format.page_break_before = new_page
    days = len({day for line in vacancy.week for day in line.days})
    pay = pay_text(vacancy, lang)
    facts = [
        f"{hours_text(vacancy.minutes, lang)} {LABELS['hours'](lang)}",
        f"{days} {LABELS['days'](lang)}",
        *([f"{pay} {LABELS['pay'](lang)}"] if pay else []),
    ]
    document.add_paragraph(_clean(f"{LABELS['number'](lang)} {vacancy.job_id}"))
    document.add_paragraph().add_run(" · ".join(facts)).bold = True
    for section in vacancy.sections:
        _section(document, section, lang)
        if section.week:
            _week(document, vacancy, lang)


def _section(document: Document, section: Section, lang: Lang) -> None:
    document.add_heading(_clean(section.heading(lang)), 2)
    for block in section.blocks:
        _block(document, block, lang)


def _block(document: Document, block: Block, lang: Lang) -> None:
    if block.sentences:
        paragraph = document.add_paragraph(_clean(" ".join(text(lang) for text in block.sentences)))
        paragraph.paragraph_format.keep_with_next = bool(block.lines)
    for line in block.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        if line.uri:
            _link(paragraph, _clean(line.text(lang)), line.uri)
        else:
            paragraph.add_run(_clean(line.text(lang))).bold = bool(line.more)
        if line.more:
            paragraph.add_run().add_break()
            paragraph.add_run(_clean(" ".join(text(lang) for text in line.more)))


def _link(paragraph: Any, text: str, uri: str) -> None:
    """A hyperlink; python-docx reads these but has nothing to make one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(uri, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.bold = run.underline = True
    run.font.color.rgb = RGBColor.from_string(_ACCENT)
    link.append(run._r)
    paragraph._p.append(link)


def _week(document: Document, vacancy: Vacancy, lang: Lang) -> None:
    """The week as a table whose header is repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    label = LABELS["your_week"](lang)
    document.add_paragraph(label, style="Caption")
    heads = [LABELS[name](lang) for name in ("day", "time", "what", "where")]
    rows = [(line.when(lang), line.time, line.what(lang), line.place) for line in vacancy.week]
    table: Any = document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS_CM, strict=True):
        column.width = Cm(width)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), _clean(f"{label} {vacancy.job_id}"))
    table._tbl.tblPr.append(caption)
    for number, (row, texts) in enumerate(zip(table.rows, [heads, *rows], strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(_clean(text)).bold = number == 0
            if number == 0:
                shade: Any = OxmlElement("w:shd")
                for key, value in (("val", "clear"), ("color", "auto"), ("fill", _PALE)):
                    shade.set(qn(f"w:{key}"), value)
                cell._tc.get_or_add_tcPr().append(shade)


def _clean(text: str) -> str:
    """The text without the characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def _same_bytes(content: bytes) -> bytes:
    """The file with one fixed time in place of the time of writing."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            item = zipfile.ZipInfo(name, _FIXED_TIME)
            item.compress_type, item.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(item, old.read(name))
    return file.getvalue()
