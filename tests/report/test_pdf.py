"""The PDF: whole, readable by a screen reader, safe from what is in the data, the same bytes each time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bundler.attribution.shown import euros
from bundler.errors import UsageError
from bundler.i18n import LANGS, Lang
from bundler.report import social_words, words
from bundler.report.content_tree import (
    Bullets,
    Contents,
    Figures,
    Heading,
    Kind,
    Note,
    Paragraph,
    Report,
    Rich,
    Span,
    Table,
)
from bundler.report.day import dossier_of
from bundler.report.fonts import printable
from bundler.report.pdf import INSTALL, as_pdf, render_pdf
from tests.report import sample
from tests.report.test_content import report, small, worked

# What typst would take for code, a formula, a label, a comment, a raw block, or a way out of a string.
HOSTILE = '#panic("x") $x^2$ *b* _i_ [x] <l> @ref `c` = h // c /* c */ "q" \\ #include("a") {1+1} ~ -- \'\''


@cache
def opened(lang: Lang) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(*worked(), sample.FINDINGS, lang)))


def flat(text: str) -> str:
    """The text without what a page does to it: ends of lines, hyphens there, breaks inside long words."""
    return re.sub(r"\s+", "", text.replace("\u200b", "").replace("\u00ad", "").replace("-\n", ""))


@cache
def pages_of(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def text_of(reader: PdfReader) -> str:
    return flat("\n".join(pages_of(reader)))


def is_on_a_page(text: str, reader: PdfReader) -> bool:
    """Whether a text is somewhere: no more pages are read than it takes to find it."""
    return any(flat(text) in flat(page.extract_text()) for page in reader.pages)


def structure(reader: PdfReader) -> list[Any]:
    """Every element of the tree that a screen reader reads."""
    found, open_ = [], [reader.root_object["/StructTreeRoot"]]
    while open_:
        element = open_.pop().get_object()
        if not isinstance(element, dict):
            continue
        found.append(element)
        kids = element.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        open_ += list(kids) if isinstance(kids, list) else [kids]
    return [element for element in found if "/S" in element]


@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_in_the_text_and_in_the_bookmarks(lang: Lang) -> None:
    def titles(outline: Any) -> list[str]:
        return [
            title for item in outline for title in (titles(item) if isinstance(item, list) else [item.title])
        ]

    text, marks = text_of(opened(lang)), titles(opened(lang).outline)
    for heading in (block for block in report(lang, worked).blocks if isinstance(block, Heading)):
        assert flat(heading.text) in text
        assert heading.text in marks


@pytest.mark.parametrize("lang", LANGS)
def test_amounts_hours_and_accents_are_in_the_text(lang: Lang) -> None:
    text = text_of(opened(lang))
    (one,) = dossier_of(*worked()).jobs
    floors = [pay.floor for pay in one.recommendation.construction.pay]
    assert all(floor and flat(euros(floor.eur_hour)(lang)) in text for floor in floors)
    assert {"en": "30hoursaweek", "nl": "30uurperweek"}[lang] in text
    assert {"en": "“Unknown”", "nl": "één"}[lang] in text
    assert "\N{REPLACEMENT CHARACTER}" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_that_it_is_accessible_and_in_which_language_and_has_a_title(lang: Lang) -> None:
    reader = opened(lang)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == {"en": "en-GB", "nl": "nl-NL"}[lang]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    data = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part>1<|pdfuaid:part=\"1\"", data)
    assert reader.metadata is not None
    assert reader.metadata.title == report(lang, worked).title


def test_pictures_have_words_and_tables_have_heads() -> None:
    elements = structure(opened("nl"))
    kinds = [element["/S"] for element in elements]
    figures = [element for element in elements if element["/S"] == "/Figure"]
    assert len(figures) >= 4
    assert all(len(figure["/Alt"]) > 20 for figure in figures)
    assert kinds.count("/Table") > 10
    assert kinds.count("/TH") > kinds.count("/Table")
    assert {"/H1", "/H2", "/H3", "/L", "/TOC"} <= set(kinds)


def test_the_head_of_a_table_comes_back_on_every_page_of_it() -> None:
    head = flat(words.LABELS["default"]("nl"))
    rows = tuple((f"row {number}", "x") for number in range(200))
    made = as_pdf(tiny(Table("", ("Onderwerp", "Standaard"), rows, (1, 1))))
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) > 2
    assert all(head in page.extract_text() for page in pages)


def test_every_page_but_the_first_says_which_report_it_is_of_and_all_have_a_number() -> None:
    pages = pages_of(opened("nl"))
    running = report("nl", worked).running
    assert all(running in page for page in pages[1:])
    assert all(f"Pagina {number} / {len(pages)}" in page for number, page in enumerate(pages, 1))


def tiny(*blocks: Any, title: str = "Title") -> Report:
    day = worked()[0].scenario.plan_date
    assert day is not None
    return Report("nl", title, day, title, "Pagina", (Heading(1, "One", "one"), *blocks))


def test_text_is_shown_as_it_stands_and_never_run() -> None:
    """In every kind of block: titles come from people."""
    made = as_pdf(
        tiny(
            Heading(2, HOSTILE, "two"),
            Paragraph(HOSTILE),
            Note(HOSTILE),
            Bullets((HOSTILE,), HOSTILE),
            Figures(((HOSTILE, HOSTILE),)),
            Contents(HOSTILE),
            Table(
                HOSTILE,
                (HOSTILE, "b"),
                (
                    Kind(HOSTILE),
                    (HOSTILE, Rich((Span(HOSTILE, "two"), Span(HOSTILE, "nowhere")), (Span(HOSTILE),))),
                ),
                (1, 1),
            ),
            title=HOSTILE,
        )
    )
    reader = PdfReader(io.BytesIO(made))
    assert text_of(reader).count(flat(HOSTILE)) >= 16
    assert reader.metadata is not None
    assert reader.metadata.title == HOSTILE


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_data_makes_a_whole_report(lang: Lang) -> None:
    reader = PdfReader(io.BytesIO(render_pdf(*small(), sample.FINDINGS, lang)))
    assert is_on_a_page('<script>alert("x")</script> & $x^2$ -- -->', reader)
    assert is_on_a_page("=cmd|' /C calc'!A0", reader)


def test_what_the_font_lacks_is_shown_as_missing_and_what_has_no_shape_is_left_out() -> None:
    """A document with an empty place in it is not accessible, and typst refuses to make it."""
    odd = "a\x00\x07\u200b\u202e\ud800b \U0001f642 \u4e2d\n\u2028€ë"
    assert printable(odd) == "ab � �  €ë"
    made = as_pdf(tiny(Paragraph(odd), Table(odd, (odd, "x"), ((odd, odd),), (1, 1)), title=odd))
    assert flat("ab��€ë") in text_of(PdfReader(io.BytesIO(made)))


def test_a_word_wider_than_its_column_stays_on_the_page() -> None:
    word = "x" * 300
    made = as_pdf(tiny(Table("", ("a", "b", "c"), ((word, word, word),), (1, 1, 1))))
    reader = PdfReader(io.BytesIO(made))
    places: list[float] = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, _, at, font, size: places.append(at[4]) if "x" in text else None
        )
    assert text_of(reader).count("x") == 900
    assert max(places) < 595


def test_a_row_longer_than_a_page_is_not_cut_off() -> None:
    text = " ".join(f"w{number}" for number in range(3000))
    reader = PdfReader(io.BytesIO(as_pdf(tiny(Table("", ("a", "b"), ((text, "end"),), (1, 1))))))
    assert len(reader.pages) > 1
    assert "w2999" in text_of(reader)


def test_a_hundred_jobs_stay_below_five_megabytes() -> None:
    of, result = sample.scaled(100)
    assert len(render_pdf(of, result, (), "nl")) < 5_000_000


def test_a_plan_without_jobs_is_a_report_too() -> None:
    of = sample.problem()
    reader = PdfReader(io.BytesIO(render_pdf(of, sample.result(of, ()), (), "nl")))
    assert is_on_a_page(social_words.LABELS["norms"]("nl"), reader)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_pdf(*small(), sample.FINDINGS, "nl") == render_pdf(*small(), sample.FINDINGS, "nl")


@pytest.mark.parametrize("missing", ["typst", "pikepdf"])
def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError) as caught:
        render_pdf(*small(), (), "nl")
    assert INSTALL == 'python -m pip install "bundler[pdf]"'
    assert all(INSTALL in text for text in caught.value.text)


def test_the_extra_that_the_command_names_is_there() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[<>=]", item)[0] for item in project["optional-dependencies"]["pdf"]]
    assert names == ["pikepdf", "typst"]


def test_the_libraries_are_loaded_only_when_a_pdf_is_made() -> None:
    heavy = ("typst", "pikepdf", "matplotlib", "jinja2")
    script = f"import sys, bundler.report.pdf; sys.exit(any(name in sys.modules for name in {heavy}))"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_short_names_and_words_in_running_text_are_not_cut() -> None:
    """An act's name is not hyphenated in a narrow column, nor a long word where a line has room for it."""
    word = "(contractcateringbranche)"
    narrow = Table("", ("a", "b"), (("Eerste dag van de Wtta, de Waadi en de Wpbr", "x"),) * 3, (1, 7))
    made = as_pdf(tiny(Paragraph(f"Cao voor de branche {word}"), narrow))
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert word in text.replace("\u200b", "|")
    assert all(text.count(name) == 3 for name in ("Wtta", "Waadi", "Wpbr"))
