"""The workbook as a whole: sheets, tables, what a program shows without working anything out, and safety."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from bundler.domain import Scenario
from bundler.errors import NoPlan
from bundler.i18n import LANGS, Lang
from bundler.report.book import TABLES, render_xlsx
from bundler.report.book_model import formula_text
from tests.report import sample
from tests.report.book_reading import PLAN_DAY, Book, book, opened, plan, problem

SHEETS = {
    "en": [
        "Summary", "Jobs", "Week", "Roster", "Employers", "Points to check", "Attribution", "Social return",
        "Paid hours", "Bookings", "Loonwaarde", "Contract screening", "Left over", "Norms", "Assumptions",
        "Remarks", "Calculation",
    ],
    "nl": [
        "Samenvatting", "Banen", "Week", "Rooster", "Werkgevers", "Aandachtspunten", "Toerekening",
        "Social return", "Verloonde uren", "Boekingen", "Loonwaarde", "Contractscreening", "Wat overblijft",
        "Normen", "Aannames", "Opmerkingen", "Berekening",
    ],
}  # fmt: skip
# On these several tables stand below each other, so that only the first row can stay in sight.
SEVERAL = {"en": {"Summary", "Paid hours"}, "nl": {"Samenvatting", "Verloonde uren"}}


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


def test_same_arguments_give_the_same_bytes(lang: Lang) -> None:
    of, result = plan()
    assert render_xlsx(of, result, sample.FINDINGS, lang) == book(lang).content


def test_the_sheets_are_named_in_the_users_language(lang: Lang) -> None:
    assert book(lang).values.sheetnames == SHEETS[lang]


def test_the_first_cell_of_a_sheet_says_what_it_is(lang: Lang) -> None:
    for name in SHEETS[lang][1:]:
        title = book(lang).values[name]["A1"].value
        assert title.startswith(f"{name}: ")
        assert len(title) > len(name) + 15
    assert book(lang).values[SHEETS[lang][0]]["A1"].value.endswith(": Sample")


def test_every_table_is_native_and_none_has_merged_cells(lang: Lang) -> None:
    native = {name for sheet in book(lang).formulas for name in sheet.tables}
    assert native == {table.name(lang) for table in TABLES}
    assert not any(sheet.merged_cells.ranges for sheet in book(lang).formulas)
    for table in TABLES:
        assert book(lang).table(table.key).heads == [column.head(lang) for column in table.columns]


def test_headers_can_be_named_in_a_formula_of_any_program() -> None:
    for table in TABLES:
        for shown in LANGS:
            heads = [column.head(shown) for column in table.columns]
            assert len({head.casefold() for head in heads}) == len(heads)
            assert all(re.fullmatch(r"[^\W_](?:[ ]?[^\W_])*", head) for head in heads), heads
            assert re.fullmatch(r"[A-Za-z]+(?:_[A-Za-z]+)*", table.name(shown))


def test_headers_stay_in_sight_and_on_paper(lang: Lang) -> None:
    for sheet in book(lang).formulas:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1) == 1
        assert sheet.freeze_panes
        if sheet.title in SEVERAL[lang]:
            assert sheet.freeze_panes == "A2"
            continue
        header = int(re.sub(r"\D", "", sheet.freeze_panes)) - 1
        assert sheet.print_title_rows.endswith(f"${header}")
        assert [native.ref.split(":")[0] for native in sheet.tables.values()] in ([f"A{header}"], [])


def test_tables_have_buttons_to_sort_and_filter(lang: Lang) -> None:
    for sheet in book(lang).formulas:
        for native in sheet.tables.values():
            unfiltered = native.displayName in ("Key_figures", "Kerncijfers")
            assert (native.autoFilter is None) == unfiltered


def test_no_formula_is_without_a_value(lang: Lang) -> None:
    """A reader that works nothing out shows what we worked out."""
    found = 0
    for sheet in book(lang).formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found += 1
                    assert book(lang).values[sheet.title][cell.coordinate].value is not None, cell.coordinate
    assert found > 50


def test_another_library_reads_the_same_values(lang: Lang) -> None:
    other = CalamineWorkbook.from_filelike(io.BytesIO(book(lang).content))
    assert other.sheet_names == SHEETS[lang]
    for name in ("Attribution", "Social return", "Jobs"):
        name = SHEETS[lang][SHEETS["en"].index(name)]
        rows = other.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for row, shown in zip(book(lang).values[name].iter_rows(values_only=True), rows, strict=True):
            for value, seen in zip(row, shown, strict=True):
                if isinstance(value, int | float):
                    assert seen == pytest.approx(value, abs=1e-9)
                else:
                    assert seen == (value or "")


def test_both_languages_tell_the_same_figures() -> None:
    def figures(of: Book) -> list[list[object]]:
        return [
            [value for value in row if isinstance(value, int | float | datetime)]
            for table in TABLES
            for row in (list(line.values()) for line in of.table(table.key).rows)
        ]

    assert figures(book("en")) == figures(book("nl"))


def test_user_text_is_never_a_formula(lang: Lang) -> None:
    """Whatever a title, a name or a reason begins with, its cell is text, and stays text when edited."""
    hostile = {"=cmd|' /C calc'!A0", "=HYPERLINK(1)", "=Green"}
    seen: set[str] = set()
    for sheet in book(lang).formulas:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if cell.data_type == "f":
                    assert not any(text in value for text in hostile)
                elif isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@")):
                    assert (cell.data_type, cell.quotePrefix) == ("s", True)
                    seen.add(value)
    assert hostile <= seen


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\uff1d1", "\r=1"])
def test_a_hostile_title_is_text_wherever_it_is_shown(text: str) -> None:
    of = problem(tasks=(sample.TASKS[0].model_copy(update={"title": text}), *sample.TASKS[1:]))
    read = Book(render_xlsx(of, sample.result(of), (), "en"), "en")
    roster = read.table("roster", formulas=True)
    shown = [row for row in roster.rows if row["Task"] == "C1"]
    assert {row["Title"].strip() for row in shown} == {text.strip()}
    sheet = read.formulas["Roster"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == shown[0]["Title"]]
    assert cells
    assert all((cell.data_type, cell.quotePrefix) == ("s", True) for cell in cells)


def test_text_that_no_file_can_hold_is_cleaned() -> None:
    odd = "a\x00b\x07\ud800c\ufffe" + "x" * 40_000
    of = problem(
        tasks=(sample.TASKS[0].model_copy(update={"title": odd}), *sample.TASKS[1:]),
        scenario=Scenario(name="Sam & \x01<i>\udc00</i>" + "y" * 300, plan_date=PLAN_DAY),
    )
    read = Book(render_xlsx(of, sample.result(of), (), "en"), "en")
    title = next(row["Title"] for row in read.table("roster").rows if row["Task"] == "C1")
    assert title.startswith("a b  c xxx")
    assert title.endswith("…")
    assert len(title) == 32_000
    assert read.values.properties.title.startswith("Combination jobs: Sam &  <i> </i>yyy")


def test_the_workbook_says_its_title_language_and_day(lang: Lang) -> None:
    about = book(lang).values.properties
    assert about.title == {"en": "Combination jobs: Sample", "nl": "Combinatiebanen: Sample"}[lang]
    assert about.language == {"en": "en-GB", "nl": "nl-NL"}[lang]
    assert about.created.date() == PLAN_DAY
    with zipfile.ZipFile(io.BytesIO(book(lang).content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_without_a_plan_date_the_report_says_which_day_it_read() -> None:
    of = problem(scenario=Scenario(name="Sample"))
    read = opened(render_xlsx(of, sample.result(of), (), "en"), values=True)
    for name in ("Summary", "Assumptions", "Calculation"):
        notes = [read[name].cell(row, 1).value or "" for row in range(2, 12)]
        assert str(date.today().year) in " ".join(notes)
        assert "no plan date" in " ".join(notes)
        assert "no plan date" not in " ".join(str(cell.value) for cell in book().values[name]["A"])


def test_the_chart_has_words(lang: Lang) -> None:
    with zipfile.ZipFile(io.BytesIO(book(lang).content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode("utf-8")
        chart = archive.read("xl/charts/chart1.xml").decode("utf-8")
    assert {"en": "says the same in figures", "nl": "zegt hetzelfde in cijfers"}[lang] in drawing
    assert chart.count("<c:ser>") == 2
    assert "<a:pattFill" in chart  # the second series differs by more than colour


def test_a_plan_without_jobs_is_a_workbook_too(lang: Lang) -> None:
    of = problem()
    empty = sample.result(of, rosters=(), plan=(), unplaced=())
    read = Book(render_xlsx(of, empty, (), lang), lang)
    assert read.column("jobs", "job") == [None]
    assert read.column("key", "value")[0] == 0
    assert read.total("jobs", "hours") == 0
    assert read.total("suppliers", "placed") == 0


def test_no_plan_gives_no_workbook() -> None:
    of = problem()
    with pytest.raises(NoPlan):
        render_xlsx(of, sample.result(of, status="none", plan=None, levels=()), (), "en")


def test_a_formula_that_names_no_column_is_refused() -> None:
    tables = {table.key: table for table in TABLES}
    with pytest.raises(KeyError):
        formula_text("SUM({jobs.wages})", None, tables, "en")
    with pytest.raises(KeyError):
        formula_text("{.hours}", None, tables, "en")
    assert formula_text("SUM({jobs.hours})", None, tables, "nl") == "SUM(Banen[Uren per week])"


def test_a_hundred_jobs_stay_below_five_megabytes() -> None:
    of, result = sample.scaled(100)
    content = render_xlsx(of, result, (), "nl")
    assert len(content) < 5_000_000
    assert len(Book(content, "nl").table("jobs").rows) == 100
