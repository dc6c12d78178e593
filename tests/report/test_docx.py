"""The Word document: whole, with real headings and tables, safe from what is in the data, the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from bundler.attribution.shown import euros
from bundler.errors import UsageError
from bundler.i18n import LANGS, Lang
from bundler.report import words
from bundler.report.canvas import DARK, WIDTH, Box, Canvas, Line, Words, drawing
from bundler.report.content_text import set_tight
from bundler.report.content_tree import (
    Bullets,
    Contents,
    Figures,
    Heading,
    Kind,
    Note,
    Paragraph,
    Picture,
    Report,
    Rich,
    Span,
    Table,
)
from bundler.report.day import dossier_of
from bundler.report.docx import as_docx, render_docx
from bundler.report.docx_words import clean
from bundler.report.raster import as_png
from bundler.report.word import INSTALL
from tests.report import sample
from tests.report.test_content import report, said, small, worked
from tests.report.test_pdf import HOSTILE, tiny

_SIGNS = {qn("w:t"): "", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
HOSTILE_XML = f"{HOSTILE} ]]> <w:p/> &amp; =1+1 \u2028"


@cache
def made(lang: Lang) -> bytes:
    return render_docx(*worked(), sample.FINDINGS, lang)


@cache
def opened(lang: Lang) -> Any:
    return Document(io.BytesIO(made(lang)))


def read(*blocks: Any, title: str = "Title") -> Any:
    return Document(io.BytesIO(as_docx(tiny(*blocks, title=title))))


def text_of(document: Any) -> str:
    """All words of the body, tables and links too, in order."""
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        parts = paragraph.iter(*_SIGNS)
        lines.append("".join(_SIGNS[part.tag] or part.text for part in parts))
    return "\n".join(lines)


def tables(source: Report) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("lang", LANGS)
def test_headings_are_real_headings_in_the_order_of_the_tree(lang: Lang) -> None:
    source = report(lang, worked)
    found = [
        (int(item.style.name[-1]), item.text)
        for item in opened(lang).paragraphs
        if item.style.name.startswith("Heading")
    ]
    expected = [(block.level, block.text) for block in source.blocks if isinstance(block, Heading)]
    contents = (1, words.LABELS["contents"](lang))
    assert [item for item in found if item != contents] == expected
    assert contents in found
    assert [item.text for item in opened(lang).paragraphs if item.style.name == "Title"] == [source.title]


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_tree_is_in_the_document(lang: Lang) -> None:
    source, text = report(lang, worked), text_of(opened(lang))
    for block in source.blocks:
        if isinstance(block, Paragraph | Note | Bullets | Figures | Table):
            for line in said(block).split("\n"):
                assert clean(line) in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_pay_of_the_job_is_the_dossiers(lang: Lang) -> None:
    (one,) = dossier_of(*worked()).jobs
    text = text_of(opened(lang))
    for pay in one.recommendation.construction.pay:
        assert pay.floor is not None
        assert set_tight(euros(pay.floor.eur_hour)(lang)) in text


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("nl", "nl-NL")])
def test_it_says_its_language_and_title_and_names_nobody(lang: Lang, tag: str) -> None:
    document = opened(lang)
    assert {item.get(qn("w:val")) for item in document.styles.element.iter(qn("w:lang"))} == {tag}
    known = document.core_properties
    assert (known.title, known.language, known.author) == (report(lang, worked).title, tag, "")
    assert known.created.date() == worked()[0].scenario.plan_date


def test_every_table_repeats_its_head_breaks_no_row_and_has_a_name() -> None:
    document = opened("nl")
    assert len(document.tables) == len(tables(report("nl", worked))) + 1  # the large figures
    for table in document.tables:
        rows = table._tbl.tr_lst
        heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [True, *(False for _ in rows[1:])]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_cells_are_as_wide_as_their_columns_and_the_page() -> None:
    """Word goes by the cells, other programs by the columns."""
    for table in opened("nl").tables:
        columns = [column.w for column in table._tbl.tblGrid.gridCol_lst]
        assert 16.8 < sum(columns) / 360_000 < 17.2
        for row in table._tbl.tr_lst:
            cells = [cell.width for cell in row.tc_lst]
            assert sum(cells) == pytest.approx(sum(columns), abs=40_000)


def test_pictures_have_words_and_stay_within_the_page() -> None:
    shapes = opened("nl").inline_shapes
    pictures = [block for block in report("nl", worked).blocks if isinstance(block, Picture)]
    assert len(shapes) == len(pictures)
    for shape, picture in zip(shapes, pictures, strict=True):
        assert shape._inline.docPr.get("descr") == picture.alt
        assert shape.width.cm <= 17.01
    numbers = [shape._inline.docPr.id for shape in shapes]
    assert len(set(numbers)) == len(numbers)


def test_every_link_leads_to_one_place_in_the_document() -> None:
    body = opened("nl").element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    targets = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(set(names)) == len(names)
    assert {"job_1", "norm_1"} <= targets <= set(names)
    assert all(re.fullmatch(r"[a-z]\w{0,39}", name) for name in names)


def test_lists_with_numbers_each_begin_at_one() -> None:
    document = read(Bullets(("a", "b"), "x", numbered=True), Bullets(("c",), "y", numbered=True))
    listed = [item for item in document.paragraphs if item.style.name == "List Number"]
    numbers = [item._p.pPr.numPr.numId.val for item in listed]
    assert [item.text for item in listed] == ["a", "b", "c"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = document.part.numbering_part.element
    for number in set(numbers):
        (over,) = numbering.num_having_numId(number).lvlOverride_lst
        assert over.startOverride.val == 1


def test_pages_say_which_report_they_are_of_and_have_a_number() -> None:
    (section,) = opened("nl").sections
    assert section.header.paragraphs[0].text == report("nl", worked).running
    for footer in (section.footer, section.first_page_footer):
        fields = footer._element.iter(qn("w:fldSimple"))
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_every_job_but_the_first_begins_on_a_page() -> None:
    document = Document(io.BytesIO(render_docx(*small(), (), "nl")))
    jobs = [item for item in document.paragraphs if re.match(r"J\d\d: ", item.text)]
    breaks = [item.paragraph_format.page_break_before for item in jobs if item.style.name == "Heading 2"]
    assert breaks == [None, True, True]


def test_text_is_shown_as_it_stands() -> None:
    """In every kind of block; what no XML file can hold is left out."""
    rich = Rich((Span(HOSTILE_XML, "one"), Span(HOSTILE_XML, anchor="a-1")), (Span(HOSTILE_XML),))
    document = read(
        Heading(2, HOSTILE_XML, "two"),
        Paragraph(HOSTILE_XML),
        Note(HOSTILE_XML),
        Bullets((HOSTILE_XML,), HOSTILE_XML),
        Figures(((HOSTILE_XML, HOSTILE_XML),)),
        Contents(HOSTILE_XML),
        Table(HOSTILE_XML, (HOSTILE_XML, "b"), (Kind(HOSTILE_XML), (HOSTILE_XML, rich)), (1, 1)),
        title=HOSTILE_XML,
    )
    assert text_of(document).count(HOSTILE_XML) == 17
    assert document.core_properties.title == HOSTILE_XML
    odd = read(Paragraph("a\x00\x07\ud800\ufffeb"), title="\x01t")
    assert odd.paragraphs[-1].text == "ab"


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_data_makes_a_whole_report(lang: Lang) -> None:
    text = text_of(Document(io.BytesIO(render_docx(*small(), sample.FINDINGS, lang))))
    assert '<script>alert("x")</script> & $x^2$ -- --> ' in text
    assert "=cmd|' /C calc'!A0" in text


def test_a_hundred_jobs_stay_below_five_megabytes() -> None:
    of, result = sample.scaled(100)
    assert len(render_docx(of, result, (), "nl")) < 5_000_000


def test_a_plan_without_jobs_is_a_report_too() -> None:
    of = sample.problem()
    document = Document(io.BytesIO(render_docx(of, sample.result(of, ()), (), "nl")))
    assert words.LABELS["left_over"]("nl") in text_of(document)


def test_the_same_report_gives_the_same_bytes_without_the_time_of_writing() -> None:
    assert made("nl") == render_docx(*worked(), sample.FINDINGS, "nl")
    with zipfile.ZipFile(io.BytesIO(made("nl"))) as file:
        assert {item.date_time[0] for item in file.infolist()} == {1980}


def test_a_picture_is_as_sharp_as_paper_and_has_its_colours() -> None:
    """White stays white: a ground that is nearly so would print as a grey box."""
    from PIL import Image

    canvas = Canvas(100)
    canvas.add(Box(10, 10, 300, 40, "#0072B2", DARK), Words(12, 40, "abc é €", 10, "#FFFFFF", bold=True))
    canvas.add(Line((0, 80), (WIDTH, 80), DARK, dashed=True))
    canvas.add(Box(400, 10, 100, 40, "#F4F4F4", "#F4F4F4"), Words(402, 40, "a", 10, "#595959"))
    with drawing():
        content = as_png(canvas, 17)
        assert content == as_png(canvas, 17)
    with Image.open(io.BytesIO(content)) as image:
        width, height = image.size
        assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)
        assert width == pytest.approx(17 / 2.54 * 200, abs=1)
        assert height == pytest.approx(width * 100 / WIDTH, abs=1)
        shown = image.convert("RGB")
        assert shown.getpixel((width - 5, 5)) == (255, 255, 255)
        assert shown.getpixel((width // 3, height // 4)) == (0, 114, 178)
        assert shown.getpixel((width * 2 // 3, height // 4)) == (244, 244, 244)
        assert len(shown.getcolors() or ()) > 8  # letters have soft edges


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as caught:
        render_docx(*small(), (), "nl")
    assert all(INSTALL in text for text in caught.value.text)


def test_the_library_is_loaded_only_when_a_document_is_made() -> None:
    heavy = ("docx", "PIL", "matplotlib", "jinja2")
    script = f"import sys, bundler.report.docx; sys.exit(any(name in sys.modules for name in {heavy}))"
    subprocess.run([sys.executable, "-c", script], check=True)
