"""What every Word document (.docx) of ours has in common; needs the library python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
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
_NAMES = {"w": _WORD.strip("{}")}
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same content gives the same bytes
# Of the 164 styles in the library's empty document, 350 kB in every file.
_STYLES = (
    "Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "List Number",
    "Table Grid", "Header", "Footer",
)  # fmt: skip
_NOT_NEEDED = ("/stylesWithEffects", "/customXml", "/thumbnail")


def new_document() -> Document:
    """An empty document.

    Raises:
        UsageError: python-docx is not installed; the text says how to install it.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError(_NO_LIBRARY) from error
    return Document(io.BytesIO(_empty()))


@cache
def _empty() -> bytes:
    """The library's empty document with no more than we use: every document is read and written whole."""
    from docx import Document

    document: Any = Document()
    _keep_styles(document.styles.element)
    for relations in (document.part.rels, document.part.package.rels):
        for name in [key for key, to in relations.items() if to.reltype.endswith(_NOT_NEEDED)]:
            del relations[name]
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _keep_styles(styles: Any) -> None:
    """Take out every style that is not ours, a default, or what one of these is built on."""
    from docx.oxml.ns import qn
    from docx.styles import BabelFish

    by_id = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    own = {BabelFish.ui2internal(name) for name in _STYLES}
    kept = [
        style
        for style in by_id.values()
        if style.get(qn("w:default")) == "1" or style.find(qn("w:name")).get(qn("w:val")) in own
    ]
    for style in kept:
        for kind in ("w:basedOn", "w:link", "w:next"):
            needed = style.find(qn(kind))
            other = None if needed is None else by_id.get(needed.get(qn("w:val")))
            if other is not None and other not in kept:
                kept.append(other)
    for style in by_id.values():
        if style not in kept:
            styles.remove(style)


def style_ids(document: Document) -> dict[str, str]:
    """The ids of the document's styles by the name that people see."""
    from docx.oxml.ns import qn
    from docx.styles import BabelFish

    return {
        BabelFish.internal2ui(style.find(qn("w:name")).get(qn("w:val"))): style.get(qn("w:styleId"))
        for style in document.styles.element.findall(qn("w:style"))
    }


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
    return _makers()[0](_tag(name), {_tag(key): value for key, value in attributes.items()}, _NAMES)


def add(parent: Any, name: str, /, **attributes: str) -> Any:
    """A new last child of an XML element; the way to make one of which there are hundreds of thousands."""
    return _makers()[1](parent, _tag(name), {_tag(key): value for key, value in attributes.items()})


@cache
def _tag(name: str) -> str:
    return f"{_WORD}{name}"


@cache
def _makers() -> tuple[Any, Any]:
    from docx.oxml.parser import oxml_parser
    from lxml.etree import SubElement  # type: ignore[import-untyped]

    return oxml_parser.makeelement, SubElement


def color(code: str) -> Any:
    """A colour of letters from its six hexadecimal digits."""
    from docx.shared import RGBColor

    return RGBColor.from_string(code)


def number_pages(document: Any, footer: Any, page: str, text: str = "") -> None:
    """Page number and number of pages at the right of a foot; a text at its left.

    Args:
        document: whose width of the page is used.
        footer: of a section.
        page: the word before the number.
        text: what else stands there.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT

    section, made = document.sections[0], footer.paragraphs[0]
    width = section.page_width - section.left_margin - section.right_margin
    made.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    made.add_run(f"{clean(text)}\t{clean(page)} ")
    _field(made, "PAGE")
    made.add_run(" / ")
    _field(made, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that the program fills in when it shows the page."""
    field = element("fldSimple", instr=name)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


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
