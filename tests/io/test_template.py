"""The workbook to fill in: it reads back as typed, its example is never data, its checks are the readers."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bundler.domain import Problem
from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.i18n import LANGS, Lang, Text
from bundler.io import read_problem
from bundler.io.cells import Wrong
from bundler.io.columns import recognise
from bundler.io.merge import merge
from bundler.io.tables import TABLES
from bundler.io.template import OF_A_SUPPLIER, render_template
from bundler.io.template_cells import typed
from bundler.io.template_mark import MARK, MARKED
from bundler.io.template_words import example, header, sheet_name
from bundler.io.write_problem import write_folder
from tests.io.sample import LOCATIONS, OTHER_TASK, SUPPLIERS, TASK

EXAMPLE = Path(__file__).parents[2] / "data" / "utrecht"
GIVEN = {"tasks": [TASK, OTHER_TASK], "suppliers": SUPPLIERS, "locations": LOCATIONS}
LONGEST = 255  # characters of a message that Excel shows
OWN_IDS = {("tasks", "task_id"), ("suppliers", "supplier_id"), ("locations", "location_id")} | {
    ("competencies", "competency_id")
}
REFERENCES = {
    ("tasks", "supplier_id"): "suppliers",
    ("tasks", "location_id"): "locations",
    ("travel", "from"): "locations",
    ("travel", "to"): "locations",
}


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def filled(path: Path, lang: Lang, rows: Mapping[str, list[dict[str, str]]], first: int = 3) -> Path:
    """A template with rows typed in as text, below the example row."""
    book = openpyxl.load_workbook(saved(path, render_template(lang)))
    for name, entries in rows.items():
        sheet = book[sheet_name(TABLES[name], lang)]
        columns = {item.name: at for at, item in enumerate(TABLES[name].columns, 1)}
        for row, entry in enumerate(entries, first):
            for column, text in entry.items():
                sheet.cell(row, columns[column]).value = text or None
    book.save(path)
    return path


def findings(path: Path) -> list[Finding]:
    try:
        return list(read_problem(path)[1])
    except DataRefused as refused:
        return list(refused.findings)


def bare(problem: Problem) -> Problem:
    """The problem without the fingerprint of its files."""
    return problem.model_copy(update={"source_sha256": ""})


def checks(sheet: Any) -> Iterator[tuple[str, Any]]:
    """The letters of a column, and what is checked there."""
    for check in sheet.data_validations.dataValidation:
        yield str(check.sqref).split(":")[0].rstrip("0123456789"), check


def offered(book: Any, formula: str) -> list[str]:
    """The words of a list that stands in the workbook."""
    sheet, _, cells = formula.replace("$", "").partition("!")
    return [str(row[0].value) for row in book[sheet][cells]]


@pytest.mark.parametrize("lang", LANGS)
def test_every_column_of_every_table_is_there_under_a_header_that_means_it(
    lang: Lang, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template(lang)))
    for table in TABLES.values():
        headers = [cell.value for cell in book[sheet_name(table, lang)][1]]
        assert recognise(table, headers).columns == table.columns
        assert all(cell.comment.text for cell in book[sheet_name(table, lang)][1])


@pytest.mark.parametrize("lang", LANGS)
def test_an_unfilled_template_holds_no_data_and_nothing_that_is_not_understood(
    lang: Lang, tmp_path: Path
) -> None:
    """All there is to say of it is that its example rows are left out and that there is nothing else."""
    found = findings(saved(tmp_path / "x.xlsx", render_template(lang)))
    assert sorted(item.code for item in found) == ["E-NO-ROWS"] * 3 + ["N-EXAMPLE"] * len(TABLES)
    assert {item.cell for item in found if item.code == "N-EXAMPLE"} == {"A2"}


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_typed_into_the_template_is_read_written_and_read_again_as_the_same(
    lang: Lang, tmp_path: Path
) -> None:
    rows = {
        name: list(csv.DictReader((EXAMPLE / f"{name}.csv").read_text("utf-8").splitlines()))
        for name in ("tasks", "suppliers", "locations", "travel", "competencies")
    }
    direct, _ = read_problem(EXAMPLE)
    read, _ = read_problem(filled(tmp_path / "x.xlsx", lang, rows), EXAMPLE / "scenario.toml")
    write_folder(read, tmp_path / "again")
    again, _ = read_problem(tmp_path / "again")
    assert bare(read) == bare(again) == bare(direct)


@pytest.mark.parametrize("lang", LANGS)
def test_rows_that_are_given_are_read_back_as_they_were(lang: Lang, tmp_path: Path) -> None:
    """Typed cells and the words of either language mean what the text meant."""
    rows = merge([EXAMPLE]).rows
    workbook = saved(tmp_path / "x.xlsx", render_template(lang, rows))
    read, found = read_problem(workbook, EXAMPLE / "scenario.toml")
    assert bare(read) == bare(read_problem(EXAMPLE)[0])
    assert [item.cell for item in found if item.code == "N-EXAMPLE"] == [
        "A2"
    ]  # of tasks: the others have rows


def test_times_at_the_edges_keep_their_meaning(tmp_path: Path) -> None:
    """24:00, hours in minutes, and a time that is no quarter."""
    tasks = [
        TASK | {"hours_per_session": "2:20", "earliest_start": "00:00", "latest_end": "24:00"},
        OTHER_TASK | {"hours_per_session": "0.1", "earliest_start": "7:07"},
    ]
    workbook = saved(tmp_path / "x.xlsx", render_template("nl", GIVEN | {"tasks": tasks}))
    first, second = read_problem(workbook)[0].tasks
    assert (first.session_minutes, first.earliest_start, first.latest_end) == (140, 0, 1440)
    assert (second.session_minutes, second.earliest_start) == (6, 427)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", TABLES)
def test_an_example_row_shows_cells_that_are_right(name: str, lang: Lang) -> None:
    table = TABLES[name]
    row = example(table, lang, {})
    assert {item.name for item in table.columns if item.required} <= row.keys()
    for item in table.columns:
        if item.name in row and not row[item.name].startswith("("):
            item.parse(row[item.name])
    assert all(row[column].startswith(MARK(lang)) for column in MARKED[name])


@pytest.mark.parametrize("changed", [{"A": "T9"}, {"C": "Eigen taak"}, {"A": "T9", "C": "Eigen taak"}])
def test_an_example_row_that_is_half_overwritten_is_an_error_and_never_a_task(
    changed: dict[str, str], tmp_path: Path
) -> None:
    """Also where only its supplier and place are left of it."""
    path = filled(tmp_path / "x.xlsx", "nl", GIVEN)
    book = openpyxl.load_workbook(path)
    for letters, text in changed.items():
        book["taken"][f"{letters}2"] = text
    book.save(path)
    (finding,) = (item for item in findings(path) if item.severity == "error")
    assert (finding.code, finding.file, finding.row) == ("E-EXAMPLE", "taken", 2)
    assert finding.value.startswith("(voorbeeld)")


def test_an_example_row_that_is_overwritten_as_a_whole_is_a_task(tmp_path: Path) -> None:
    """Its remark too: one that is left behind is an error."""
    forgotten = findings(filled(tmp_path / "x.xlsx", "en", GIVEN, first=2))
    assert [(item.code, item.cell) for item in forgotten if item.severity == "error"] == [("E-EXAMPLE", "U2")]
    rows = GIVEN | {"tasks": [TASK | {"note": ""}, OTHER_TASK]}
    path = filled(tmp_path / "x.xlsx", "en", rows, first=2)
    assert [task.task_id for task in read_problem(path)[0].tasks] == ["A01", "B01"]


@pytest.mark.parametrize("lang", LANGS)
def test_headers_are_protected_without_a_password_and_cells_below_them_are_free(
    lang: Lang, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template(lang)))
    for table in TABLES.values():
        sheet = book[sheet_name(table, lang)]
        protection = sheet.protection
        assert protection.sheet
        assert not protection.password
        # False is: not forbidden
        assert not any(
            (protection.insertRows, protection.formatColumns, protection.deleteRows, protection.sort)
        )
        assert all(cell.protection.locked for cell in sheet[1])
        assert all(not cell.protection.locked for cell in sheet[2] if cell.value is not None)
        letters = [openpyxl.utils.get_column_letter(at) for at in range(1, len(table.columns) + 1)]
        assert all(
            not sheet.column_dimensions[name].protection.locked
            for name in letters
            if name in sheet.column_dimensions
        )
        assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_in_a_list_is_understood_in_its_column(lang: Lang, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template(lang)))
    lists = 0
    for table in TABLES.values():
        for letters, check in checks(book[sheet_name(table, lang)]):
            item = table.columns[openpyxl.utils.column_index_from_string(letters) - 1]
            if check.type == "list" and "OFFSET" not in check.formula1:
                lists += 1
                for word in offered(book, check.formula1):
                    item.parse(word)
    assert lists == 4 + 7 + 3  # tasks, suppliers, scenario


def test_dutch_lists_hold_dutch_words(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template("nl")))
    words = {
        (table.name, table.columns[openpyxl.utils.column_index_from_string(letters) - 1].name): offered(
            book, check.formula1
        )
        for table in TABLES.values()
        for letters, check in checks(book[sheet_name(table, "nl")])
        if check.type == "list" and "OFFSET" not in check.formula1
    }
    assert words["tasks", "setting"] == ["binnen", "buiten"]
    assert words["tasks", "hygiene"] == ["geen", "sanitair", "voedsel"]
    assert words["tasks", "supervised"] == ["ja", "nee"]
    assert words["suppliers", "service"] == [
        "schoonmaak", "catering", "automaten", "groen", "beveiliging", "facilitair", "overig",
    ]  # fmt: skip
    assert words["tasks", "days"][0] == "ma-vr"
    assert words["suppliers", "cao_id"][-2:] == ["geen", "onbekend"]
    assert "schoonmaak" in words["suppliers", "cao_id"]


@pytest.mark.parametrize("lang", LANGS)
def test_cells_are_checked_as_the_data_is(lang: Lang, tmp_path: Path) -> None:
    """Own ids once, references from their sheet, numbers and times within bounds; a message for each."""
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template(lang)))
    found = {}
    for table in TABLES.values():
        for letters, check in checks(book[sheet_name(table, lang)]):
            item = table.columns[openpyxl.utils.column_index_from_string(letters) - 1]
            found[table.name, item.name] = check
            assert check.error
            assert len(check.error) <= LONGEST
            assert ("Misschien" in check.error or "moet" in check.error or "nodig" in check.error) == (
                lang == "nl"
            )
    for place in OWN_IDS:
        assert found[place].formula1.startswith("COUNTIF($A$2:$A$")
    for place, other in REFERENCES.items():
        assert f"OFFSET({sheet_name(TABLES[other], lang)}!$A$2" in found[place].formula1
    sorts = {place[1]: (check.type, check.formula1, check.formula2) for place, check in found.items()}
    assert sorts["earliest_start"] == sorts["latest_end"] == ("decimal", "0", "1")
    assert (sorts["hours_per_session"][0], sorts["hours_per_session"][2]) == ("decimal", "24")
    assert sorts["headcount"] == ("whole", "1", "1000000")
    assert sorts["lat"] == ("decimal", "-90", "90")
    assert sorts["valid_from"][0] == sorts["contract_end"][0] == "date"
    assert sorts["social_return_percent"] == ("decimal", "0", "100")


def test_a_list_of_ids_ends_where_the_ids_end_and_has_room_for_more(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template("en", GIVEN)))
    check = next(check for letters, check in checks(book["tasks"]) if letters == "D")
    assert check.formula1 == "OFFSET(locations!$A$2,0,0,MAX(1,COUNTA(locations!$A$2:$A$1003)),1)"
    assert [book["locations"][f"A{row}"].value for row in (2, 3)] == ["library", "hall"]


def test_a_workbook_for_one_supplier_has_its_sheets_and_its_name(tmp_path: Path) -> None:
    given = {"suppliers": SUPPLIERS[:1], "locations": LOCATIONS}
    content = render_template("nl", given, tables=OF_A_SUPPLIER, supplier="Asito")
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", content))
    assert book.sheetnames == ["uitleg", "taken", "leveranciers", "locaties", "keuzelijsten"]
    assert book["keuzelijsten"].sheet_state == "hidden"
    assert "Asito" in book["uitleg"]["A1"].value
    example_row = [book["taken"][f"{letters}2"].value for letters in "ABCD"]
    assert example_row == ["(voorbeeld) T01", "asito", "(voorbeeld) Ochtendronde kantoren", "library"]


def test_a_text_that_is_wrong_for_its_column_stays_as_it_is() -> None:
    days = next(item for item in TABLES["tasks"].columns if item.name == "days")
    with pytest.raises(Wrong):
        days.parse("maandg")
    assert typed(days, "maandg", "nl").value == "maandg"


def test_a_formula_or_web_address_that_is_given_stays_text(tmp_path: Path) -> None:
    """What comes from somebody's data is never run when the workbook is opened."""
    given = GIVEN | {"tasks": [TASK | {"title": "=HYPERLINK(1)", "note": "https://example.org"}]}
    book = openpyxl.load_workbook(saved(tmp_path / "x.xlsx", render_template("en", given)))
    title = book["tasks"]["C3"]
    assert (title.value, title.data_type) == ("=HYPERLINK(1)", "s")
    assert book["tasks"]["U3"].hyperlink is None


def test_headers_read_as_words() -> None:
    hours = next(item for item in TABLES["tasks"].columns if item.name == "hours_per_session")
    assert Text(header(hours, "en"), header(hours, "nl")) == ("Hours per session *", "Uren per keer *")
