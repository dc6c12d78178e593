"""A scenario as a workbook: the same as the TOML file, for who would rather fill a sheet."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bundler.domain import Problem
from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from tests.io.sample import OTHER_TASK, SUPPLIERS, TASK, Content, folder, table
from tests.io.test_workbook import Cell, Sheets, rows, sample, without_source, workbook

BSN = "123456782"  # passes the eleven-test; used in manuals, of nobody
CHANGES: Sheets = {
    "scenario": [
        ["onderdeel", "sleutel", "waarde", "wijziging"],
        ["scenario", "name", "Werkmap", None],
        ["scenario", "inherits", "base.toml", None],
        ["scenario", "plan_date", date(2026, 3, 2), None],
        ["rules", "day_start", time(6, 30), None],
        ["rules", "max_days", None, None],
        ["pins", "place", "A01", "weg"],
        ["pins", "apart", "A01; C01", "erbij"],
    ],
    "taken": [
        [
            "taak",
            "wijziging",
            "leverancier",
            "titel",
            "locatie",
            "dagen",
            "uren",
            "van",
            "tot",
            "competenties",
        ],
        ["C01", "erbij", "asito", "Ramen", "hall", "ma;wo", 2.5, time(7, 0), 0.5, None],
        ["A01", None, None, None, None, None, None, None, time(11, 0), "(leeg)"],
        ["B01", "anders", None, "Koffie", None, None, None, None, None, None],
    ],
    "leveranciers": [
        ["leverancier_id", "wijziging", "contracteinde"],
        ["maas", "weg", None],
        ["asito", "anders", date(2028, 12, 31)],
    ],
}
TOML = """
    [scenario]
    name = "Werkmap"
    inherits = "base.toml"
    plan_date = 2026-03-02
    [rules]
    day_start = "06:30"
    [[pins]]
    place = "A01"
    change = "drop"
    [[pins]]
    apart = ["A01", "C01"]
    [[tasks]]
    task_id = "C01"
    change = "add"
    supplier_id = "asito"
    title = "Ramen"
    location_id = "hall"
    days = ["mon", "wed"]
    hours_per_session = 2.5
    earliest_start = "07:00"
    latest_end = "12:00"
    [[tasks]]
    task_id = "A01"
    latest_end = "11:00"
    competencies = []
    [[tasks]]
    task_id = "B01"
    title = "Koffie"
    [[suppliers]]
    supplier_id = "maas"
    change = "drop"
    [[suppliers]]
    supplier_id = "asito"
    contract_end = 2028-12-31
"""
BASE = '[rules]\nmax_days = 4\n[[pins]]\nplace = "A01"\n'
DATA: dict[str, Content] = {
    "suppliers.csv": table([*SUPPLIERS, {"supplier_id": "maas"}]),
    "tasks.csv": table([TASK | {"competencies": "a"}, OTHER_TASK]),
}


def read(tmp_path: Path, scenario: Path) -> Problem:
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    return read_problem(folder(tmp_path / "data", DATA), scenario)[0]


def found(tmp_path: Path, sheets: Sheets) -> tuple[Finding, ...]:
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    data, scenario = folder(tmp_path / "data", DATA), workbook(tmp_path / "what.xlsx", sheets)
    try:
        return read_problem(data, scenario)[1]
    except DataRefused as refused:
        return refused.findings


def test_workbook_says_the_same_as_the_toml_file(tmp_path: Path) -> None:
    """Typed cells, Dutch headers and words; a blank cell is as it was, a blank value as inherited."""
    toml = tmp_path / "what.toml"
    toml.write_text(TOML, encoding="utf-8")
    one, other = read(tmp_path, toml), read(tmp_path, workbook(tmp_path / "what.xlsx", CHANGES))
    assert without_source(one) == without_source(other)
    assert one.scenario.rules.max_days == 4
    assert one.task_by_id["A01"].competencies == ()
    assert [pin.kind for pin in one.scenario.pins] == ["apart"]


def test_toml_file_may_inherit_from_a_workbook(tmp_path: Path) -> None:
    workbook(tmp_path / "what.xlsx", CHANGES)
    toml = tmp_path / "top.toml"
    toml.write_text('[scenario]\ninherits = "what.xlsx"\n[rules]\nmax_tasks = 3\n', encoding="utf-8")
    problem = read(tmp_path, toml)
    assert (problem.scenario.rules.max_tasks, problem.scenario.rules.day_start) == (3, 390)
    assert "C01" in problem.task_by_id


def test_sheet_in_the_data_workbook_may_inherit(tmp_path: Path) -> None:
    """Its path is counted from the folder of the workbook; ``data`` is that sheet for any other file."""
    (tmp_path / "base.toml").write_text("[rules]\nmax_days = 4\n", encoding="utf-8")
    content: list[list[Cell]] = [["section", "key", "value"], ["scenario", "inherits", "base.toml"]]
    data = sample(tmp_path, scenario=[*content, ["rules", "max_tasks", 2.0]])
    rules = read_problem(data)[0].scenario.rules
    assert (rules.max_days, rules.max_tasks) == (4, 2)
    top = tmp_path / "top.toml"
    top.write_text('[scenario]\ninherits = "data"\n[rules]\nmax_tasks = 3\n', encoding="utf-8")
    rules = read_problem(data, top)[0].scenario.rules
    assert (rules.max_days, rules.max_tasks) == (4, 3)


def test_circle_through_the_sheet_of_the_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('[scenario]\ninherits = "data"\n', encoding="utf-8")
    content: list[list[Cell]] = [["section", "key", "value"], ["scenario", "inherits", "base.toml"]]
    with pytest.raises(DataRefused) as refused:
        read_problem(sample(tmp_path, scenario=content))
    (finding,) = refused.value.findings
    assert finding.code == "E-INHERITS-CIRCLE"
    assert "scenario → base.toml → scenario" in finding.text.en


def test_findings_name_workbook_sheet_row_and_header(tmp_path: Path) -> None:
    """So that they are not taken for rows of the data, whose sheets have the same names."""
    sheets: Sheets = {
        "tasks": [["taak", "wijziging", "dagen"], ["A01", None, "funday"], ["B1", "weg", None]],
        "suppliers": [["leverancier_id", "wijziging", "naam"], ["asito", "erbij", BSN]],
        "scenario": [["section", "key", "value"], ["rules", "max_days", 9.0]],
    }
    assert {(item.code, item.file, item.row, item.column) for item in found(tmp_path, sheets)} == {
        ("E-DAYS", "what.xlsx: tasks", 2, "dagen"),
        ("E-CHANGE-UNKNOWN", "what.xlsx: tasks", 3, "taak"),
        ("E-BSN", "what.xlsx: suppliers", 2, "naam"),
        ("E-CHANGE-EXISTS", "what.xlsx: suppliers", 2, "leverancier_id"),
        ("E-RANGE", "what.xlsx: scenario", 2, "max_days"),
    }


def test_column_about_a_person_is_refused_in_a_scenario_too(tmp_path: Path) -> None:
    sheets: Sheets = {"tasks": [["taak", "wijziging", "medewerker"], ["A01", None, "x"]]}
    assert "E-PERSONAL-COLUMN" in {item.code for item in found(tmp_path, sheets)}


def test_sheet_without_a_column_change_is_refused(tmp_path: Path) -> None:
    """A copy of the data is no scenario: rows that are not in it would silently stay."""
    (finding,) = found(tmp_path, {"tasks": rows([TASK, OTHER_TASK])})
    assert (finding.code, finding.file) == ("E-MISSING-COLUMN", "what.xlsx: tasks")
    assert "only what is different" in finding.hint.en


def test_copy_with_an_empty_column_change_is_the_data_itself(tmp_path: Path) -> None:
    sheets: Sheets = {"tasks": rows([TASK | {"wijziging": "anders"}, OTHER_TASK])}
    plain = read_problem(folder(tmp_path / "data", DATA))[0]
    changed = read(tmp_path, workbook(tmp_path / "what.xlsx", sheets))
    assert changed.tasks == plain.tasks


def test_two_sheets_for_one_table_are_an_error(tmp_path: Path) -> None:
    content = [["taak", "wijziging"], ["A01", "weg"]]
    assert "E-TWO-TABLES" in {item.code for item in found(tmp_path, {"tasks": content, "taken": content})}


def test_workbook_without_any_sheet_of_a_scenario_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no sheet scenario"):
        found(tmp_path, {"Sheet1": [["x"]]})


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"x" * 500])
def test_workbook_that_cannot_be_read(content: bytes, tmp_path: Path) -> None:
    """As the scenario asked for it is wrong usage, as an inherited one an error at the line that names it."""
    data = folder(tmp_path / "data")
    broken, top = tmp_path / "what.xlsx", tmp_path / "top.toml"
    broken.write_bytes(content)
    top.write_text('[scenario]\ninherits = "what.xlsx"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"what\.xlsx"):
        read_problem(data, broken)
    with pytest.raises(DataRefused) as refused:
        read_problem(data, top)
    assert [(item.code, item.row) for item in refused.value.findings] == [("E-INHERITS", 2)]
