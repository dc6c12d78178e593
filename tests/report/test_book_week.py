"""The grid of weeks: who is worked for in each quarter, by letter and colour; and text that fits its cell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bundler.domain import Session
from bundler.i18n import LANGS, Lang, Text
from bundler.report.book import render_xlsx
from bundler.report.book_data import BookData
from bundler.report.book_model import Column
from bundler.report.book_text import clean, column_widths, is_risky, lines_of, row_height
from bundler.report.book_week import REST, WALK, quarters_of
from bundler.rules import Week, make_job
from tests.report import sample
from tests.report.book_reading import Book, book, dossier, plan, problem


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


def data() -> BookData:
    of, result = plan()
    return BookData(of, result, (), "en", dossier())


def grid(lang: Lang) -> dict[tuple[str, str], dict[str, str]]:
    """Signs by job and day, each by the time in the header."""
    rows = list(book(lang).values["Week"].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] in ("Job", "Baan"))
    heads = rows[top]
    return {
        (row[0], row[1]): {head: sign or "" for head, sign in zip(heads[5:], row[5:], strict=True)}
        for row in rows[top + 1 :]
    }


def test_every_working_day_has_a_row_with_the_letters_of_its_suppliers(lang: Lang) -> None:
    of, result = plan()
    found, styles = grid(lang), data().styles
    names = {"en": ("Mon", "Sat"), "nl": ("ma", "za")}[lang]
    assert len(found) == sum(len(Week(of, job.roster).days) for job in result.jobs)
    monday = found["J01", names[0]]  # 07:00–10:00 at one, 10:40–13:10 at the other
    assert {monday[at] for at in ("07:00", "08:15", "09:45")} == {styles["clean"].letter}
    assert {monday[at] for at in ("10:45", "12:00", "13:00")} == {styles["cater"].letter}
    assert monday["10:15"] == REST
    assert monday["06:45"] == monday["13:15"] == ""
    assert set(found["J03", names[1]].values()) == {"", styles["green"].letter}


def test_every_letter_has_its_colour_and_no_colour_is_without_a_letter(lang: Lang) -> None:
    sheet = book(lang).formulas["Week"]
    rules = {rule.formula[0].strip('"'): rule for area in sheet.conditional_formatting for rule in area.rules}
    assert set(rules) == {style.letter for style in data().styles.values()} | {WALK, REST}
    for style in data().styles.values():
        look = rules[style.letter].dxf
        assert look.fill.bgColor.rgb == f"FF{style.fill[1:]}"
        assert look.font.color.rgb == f"FF{style.ink[1:]}"
    signs = {sign for row in grid(lang).values() for sign in row.values()} - {""}
    assert signs <= set(rules)
    plain = [cell for row in sheet.iter_rows(min_row=8, min_col=6) for cell in row]
    assert all(cell.fill.fill_type is None for cell in plain)


def test_the_legend_names_every_letter(lang: Lang) -> None:
    rows = list(book(lang).values["Week"].iter_rows(max_row=8, values_only=True))
    pairs = {(one, other) for row in rows for one, other in pairwise(row)}
    assert {(style.letter, style.name) for style in data().styles.values()} <= pairs


def test_a_job_leads_to_its_week(lang: Lang) -> None:
    read = book(lang)
    table = read.table("jobs")
    sheet, column = read.formulas[table.sheet], table.heads.index("Week") + 1
    for number, row in enumerate(table.rows, table.first + 1):
        link = sheet.cell(number, column).hyperlink
        name, _, cell = link.location.rpartition("!")
        assert read.values[name.strip("'")][cell].value == row[read.head("jobs", "job")]
        above = read.values[name.strip("'")][cell].row - 1
        assert read.values[name.strip("'")].cell(above, 1).value != row[read.head("jobs", "job")]


def test_no_visit_is_too_short_to_be_seen() -> None:
    """A visit that fills no quarter for the most part still gets one."""
    tasks = (
        sample.task("A", "clean", "Long", "hall", 60),
        sample.task("B", "cater", "Short", "hall", 5),
        sample.task("C", "clean", "Long too", "hall", 60),
    )
    of = problem(tasks=tasks)
    week = [("A", 420, 480), ("B", 485, 490), ("C", 495, 555)]
    roster = [Session(day=0, start=start, end=end, task_id=name) for name, start, end in week]
    job = make_job(of, "J01", roster)
    result = sample.result(of, rosters=(), plan=(job,), unplaced=())
    shown = BookData(of, result, (), "en", dossier())
    signs = quarters_of(shown, Week(of, job.roster).days[0], 420, 10)
    clean_letter, cater_letter = shown.styles["clean"].letter, shown.styles["cater"].letter
    assert signs == [clean_letter] * 4 + [cater_letter] + [clean_letter] * 4 + [""]


def test_a_visit_at_odd_times_goes_to_the_quarters_that_it_mostly_fills() -> None:
    of = problem()
    roster = [Session(day=0, start=425, end=500, task_id="C2")]
    job = make_job(of, "J01", roster)
    shown = BookData(of, sample.result(of, rosters=(), plan=(job,), unplaced=()), (), "en", dossier())
    letter = shown.styles["clean"].letter
    assert quarters_of(shown, Week(of, job.roster).days[0], 420, 6) == [letter] * 5 + [""]


def test_numbers_fit_their_columns(lang: Lang) -> None:
    """A number that does not fit is shown as a row of hashes."""
    read = book(lang)
    for sheet in read.formulas:
        for native in sheet.tables.values():
            for row in read.values[sheet.title][native.ref]:
                for cell in row:
                    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                        look = sheet[cell.coordinate].number_format
                        euro = 2 * ("€" in look)
                        shown = f"{cell.value:,.2f}" if "0.00" in look else f"{cell.value:.10g}"[:9]
                        width = sheet.column_dimensions[cell.column_letter].width
                        assert width >= len(shown) + euro + 1, (sheet.title, cell.coordinate, shown)


def test_rows_are_high_enough_for_their_text(lang: Lang) -> None:
    sheet = book(lang).formulas[book(lang).table("employers").sheet]
    for row in sheet.iter_rows(min_row=6):
        longest = max(len(str(cell.value or "").replace("\n", " " * 30)) for cell in row)
        height = sheet.row_dimensions[row[0].row].height or 15
        assert height >= 15 * (longest / 95 - 1), row[0].row


def test_a_long_plan_name_and_many_suppliers_leave_the_grid_whole() -> None:
    suppliers = tuple(
        sample.SUPPLIERS[0].model_copy(update={"supplier_id": f"s{number}", "name": f"Supplier {number}"})
        for number in range(30)
    )
    tasks = tuple(
        sample.task(f"T{number}", f"s{number}", "Work", "hall", 240, days=(0, 1, 2)) for number in range(30)
    )
    of = problem(suppliers=suppliers, tasks=tasks)
    rosters = [sample.sessions(f"T{number}", 480, 240, (0, 1, 2)) for number in range(30)]
    read = Book(render_xlsx(of, sample.result(of, rosters, unplaced=()), (), "en"), "en")
    rows = list(read.values["Week"].iter_rows(values_only=True))
    heads = [number for number, row in enumerate(rows) if row[0] == "Job"]
    assert len(heads) == 1
    assert len(rows) == heads[0] + 1 + 30 * 3


@pytest.mark.parametrize("text", ["=1", " +1", "\t-1", "@x", "\uff0b1"])
def test_risky_text_is_known(text: str) -> None:
    assert is_risky(text)


@pytest.mark.parametrize("text", ["", "A-1", "3 = 3", "two\nlines"])
def test_harmless_text_is_not_risky(text: str) -> None:
    assert not is_risky(text)


def test_text_is_broken_measured_and_cleaned() -> None:
    assert lines_of("one two three", 7) == ["one two", "three"]
    assert lines_of("", 7) == []
    assert clean("a\tb\nc") == "a b\nc"
    assert row_height([("word " * 40, 70.0)]) == 45.0
    assert row_height([("x" * 30, 10.0)]) == 60.0
    assert row_height([("a\nb\nc", 10.0)]) == 45.0
    assert row_height([]) == 15.0
    assert row_height([("word " * 9_000, 10.0)]) == 409.0
    heads = (Column("a", Text("Amount", "Bedrag"), "euro", "sum"), Column("b", Text("Text", "Tekst")))
    euro, text = column_widths(heads, [[999_999.5, "y" * 100], [1.0, "z"]], "en")
    assert euro >= len("€ 1,000,000.50") + 1
    assert text == 28.0
