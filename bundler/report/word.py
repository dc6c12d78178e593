"""What every Word document (.docx) of ours has in common; needs the library python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from bundler.errors import UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from docx.document import Document

INSTALL = 'python -m pip install "bundler[docx]"'
TAGS = {"en": "en-GB", "nl": "nl-NL"}
FONT, INK, SOFT, ACCENT, PALE = "Calibri", "1F1F1F", "595959", "005A8C", "F4F4F4"

_NO_LIBRARY = Text(
    f"For a .docx file the library python-docx is needed. Install it with: {INSTALL}",
    f"Voor een .docx-bestand is de bibliotheek python-docx nodig. Installeer die met: {INSTALL}",
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same content gives the same bytes


def new_document() -> Document:
    """An empty document.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError(_NO_LIBRARY) from error
    return Document()


def set_page(document: Document, side_cm: float = 2.0, top_cm: float = 1.8) -> None:
    """A4 with these margins."""
    from docx.shared import Cm

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(side_cm)
    page.top_margin = page.bottom_margin = Cm(top_cm)


def set_styles(
    document: Document, sizes: Mapping[str, float], spaces: Mapping[str, tuple[float, float]], lang: Lang
) -> None:
    """Our font and colours, sizes by style in points, space before and after it, and the language."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles: Any = document.styles
    for name, size in sizes.items():
        font = styles[name].font
        font.name, font.size = FONT, Pt(size)
        colored = name.startswith(("Heading", "Title"))
        font.color.rgb = color(ACCENT if colored else INK)
        fonts = styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, (before, after) in spaces.items():
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


def set_properties(document: Document, title: str, lang: Lang, day: date | None) -> None:
    """The title, the language and the plan's day in the file's properties, and no names of people."""
    known: Any = document.core_properties
    known.title, known.language = clean(title)[:255], TAGS[lang]
    known.author = known.comments = known.last_modified_by = ""
    if day is not None:
        known.created = known.modified = datetime.combine(day, time())


def element(name: str, /, **attributes: str) -> Any:
    """An XML element such as ``tblHeader``, with its attributes; both in Word's namespace."""
    from docx.oxml import OxmlElement

    return OxmlElement(f"w:{name}", {f"{_WORD}{key}": value for key, value in attributes.items()})


def color(code: str) -> Any:
    """A colour of letters from its six hexadecimal digits."""
    from docx.shared import RGBColor

    return RGBColor.from_string(code)


def shade(cell: Any, color: str) -> None:
    """Give a table's cell a background."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=color))


def link(paragraph: Any, text: str, uri: str) -> None:
    """Add a hyperlink to a web address; python-docx reads these but has nothing to make one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(uri, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.bold = run.underline = True
    run.font.color.rgb = color(ACCENT)
    made.append(run._r)
    paragraph._p.append(made)


def table_rows(table: Any, caption: str, widths_cm: Sequence[float]) -> None:
    """Columns of these widths, a caption for screen readers, a repeated first row, and no cut rows.

    Args:
        table: the table's XML element.
        caption: what the table shows.
        widths_cm: of the columns.
    """
    from docx.shared import Cm

    table.tblPr.autofit = False
    table.tblPr.append(element("tblCaption", val=clean(caption)))
    widths = [Cm(width) for width in widths_cm]
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for number, row in enumerate(table.tr_lst):
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width
        properties = row.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))


def clean(text: str) -> str:
    """The text without the characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def saved(document: Document) -> bytes:
    """The document's bytes, with one fixed time in place of the time of writing."""
    written, file = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            item = zipfile.ZipInfo(name, _FIXED_TIME)
            item.compress_type, item.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(item, old.read(name))
    return file.getvalue()
