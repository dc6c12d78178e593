"""Workbooks: typed cells mean the same as their text in a CSV file."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from bundler.domain import Problem
from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from bundler.io.workbook import TypedCell, cell_text
from tests.io.sample import LOCATIONS, OTHER_TASK, SUPPLIERS, TASK, folder, read, table

Cell = str | float | bool | date | time | timedelta | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]


def rows(entries: Sequence[Mapping[str, Cell]]) -> list[list[Cell]]:
    columns = list(dict.fromkeys(name for entry in entries for name in entry))
    return [list(columns), *([entry.get(name) for name in columns] for entry in entries)]


def workbook(path: Path, sheets: Sheets) -> Path:
    formats = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm", timedelta: "[h]:mm"}
    with xlsxwriter.Workbook(path) as book:
        shown = {sort: book.add_format({"num_format": text}) for sort, text in formats.items()}
        for name, content in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(content):
                for column, cell in enumerate(line):
                    if isinstance(cell, date | time | timedelta):
                        sheet.write_datetime(row, column, cell, shown[type(cell)])
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return path


def sample(
    tmp_path: Path, task: Mapping[str, Cell] | None = None, **sheets: Sequence[Sequence[Cell]]
) -> Path:
    usual: Sheets = {
        "tasks": rows([TASK | dict(task or {}), OTHER_TASK]),
        "suppliers": rows(SUPPLIERS),
        "locations": rows([entry | {"lat": float(entry["lat"])} for entry in LOCATIONS]),
    }
    return workbook(tmp_path / "data.xlsx", usual | sheets)


def found(path: Path) -> tuple[Finding, ...]:
    try:
        return read_problem(path)[1]
    except DataRefused as refused:
        return refused.findings


def without_source(problem: Problem) -> Problem:
    return problem.model_copy(update={"source_sha256": ""})


def test_typed_cells_mean_the_same_as_text(tmp_path: Path) -> None:
    typed: dict[str, Cell] = {
        "task_id": 7.0,
        "hours_per_session": time(2, 30),
        "earliest_start": time(6, 30),
        "latest_end": 0.5,
        "headcount": 2.0,
        "supervised": True,
        "valid_from": date(2026, 1, 1),
        "valid_until": datetime(2026, 12, 31),
        "hourly_wage_eur": 15.52,
    }
    text = {
        "task_id": "7",
        "hours_per_session": "2.5",
        "earliest_start": "06:30",
        "latest_end": "12:00",
        "headcount": "2",
        "supervised": "yes",
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        "hourly_wage_eur": "15.52",
    }
    one = read_problem(sample(tmp_path, typed))[0]
    assert without_source(one) == without_source(
        read(tmp_path / "csv", {"tasks.csv": table([TASK | text, OTHER_TASK])})
    )


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (3.0, "", "3"),
        (2.5, "hours", "2.5"),
        (time(2, 30), "hours", "2:30"),
        (timedelta(hours=26), "hours", "26:00"),
        (datetime(1899, 12, 31, 2, 30), "hours", "2:30"),
        (0.3125, "clock", "07:30"),
        (1.0, "clock", "24:00"),
        (time(7, 30), "clock", "07:30"),
        (time(7, 30), "", "07:30"),
        (time(7, 30, 20), "clock", "7:30:20"),
        (date(2026, 1, 2), "date", "2026-01-02"),
        (datetime(2026, 1, 2), "", "2026-01-02"),
        (46024.0, "date", "2026-01-02"),
        (46024.0, "", "46024"),
        (True, "", "yes"),
        (None, "", ""),
    ],
)
def test_text_of_a_typed_cell(value: TypedCell, kind: str, text: str) -> None:
    assert cell_text(value, kind) == text


def test_formula_without_a_result_is_an_error_and_not_a_blank(tmp_path: Path) -> None:
    """A failed formula and one that was never calculated, in cells that may be blank."""
    path = sample(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["tasks"]
    sheet["I1"], sheet["J1"] = "headcount", "note"
    sheet["I2"], sheet["J3"] = "#DIV/0!", "=A1&A2"
    book.save(path)
    assert [(item.code, item.row, item.column, item.value) for item in found(path)] == [
        ("E-FORMULA", 2, "headcount", "#DIV/0!"),
        ("E-FORMULA", 3, "note", "#FORMULA"),
    ]


def test_formula_with_a_result_is_read(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    sheets = {"suppliers": rows(SUPPLIERS), "locations": rows(LOCATIONS)}
    with xlsxwriter.Workbook(path) as written:
        for name, content in ({"tasks": rows([TASK | {"headcount": None}])} | sheets).items():
            sheet = written.add_worksheet(name)
            for row, line in enumerate(content):
                sheet.write_row(row, 0, line)
                if name == "tasks" and row:
                    sheet.write_formula(row, 8, "=1+1", None, 2)
    assert read_problem(path)[0].tasks[0].headcount == 2


def test_ods_workbook_means_the_same_as_csv(tmp_path: Path) -> None:
    """Typed cells of OpenDocument: times, numbers and booleans."""
    typed = {"3": ("time", "time-value", "PT03H00M00S"), "06:30": ("time", "time-value", "PT06H30M00S")}
    typed |= {"52.0850": ("float", "value", "52.085"), "ja": ("boolean", "boolean-value", "true")}

    def cell(text: str) -> str:
        sort, name, value = typed.get(text, ("string", "string-value", text))
        start = f'<table:table-cell office:value-type="{sort}" office:{name}="{value}">'
        return f"{start}<text:p>{text}</text:p></table:table-cell>"

    def sheet(name: str, entries: Sequence[Mapping[str, Cell]]) -> str:
        lines = ["".join(cell(str(item or "")) for item in line) for line in rows(entries)]
        blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        return f'<table:table table:name="{name}">{body}{blank}</table:table>'

    entries = [TASK | {"supervised": "ja"}, OTHER_TASK | {"supervised": "nee"}]
    names = {
        kind: f"urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0" for kind in ("office", "table", "text")
    }
    body = sheet("tasks", entries) + sheet("suppliers", SUPPLIERS) + sheet("locations", LOCATIONS)
    declared = " ".join(f'xmlns:{kind}="{name}"' for kind, name in names.items())
    content = (
        f"<office:document-content {declared}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "data.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    assert without_source(read_problem(path)[0]) == without_source(
        read(tmp_path / "csv", {"tasks.csv": table(entries)})
    )


def test_row_and_header_are_those_of_the_sheet(tmp_path: Path) -> None:
    """Blank rows above and between count, as they do on the screen."""
    taken = rows([TASK, OTHER_TASK | {"days": "funday"}])
    taken[0][4] = "Dagen"
    content = [[], taken[0], taken[1], [], taken[2]]
    (finding,) = found(sample(tmp_path, tasks=content))
    assert (finding.file, finding.row, finding.column, finding.value) == ("tasks", 5, "Dagen", "funday")


def test_dutch_sheet_names_are_understood(tmp_path: Path) -> None:
    sheets = {"Taken": rows([TASK]), "Leveranciers": rows(SUPPLIERS[:1]), "Locaties": rows(LOCATIONS)}
    assert len(read_problem(workbook(tmp_path / "d.xlsx", sheets))[0].tasks) == 1


def test_scenario_sheet_means_the_same_as_toml(tmp_path: Path) -> None:
    content: list[list[Cell]] = [
        ["Onderdeel", "Sleutel", "Waarde"],
        ["scenario", "plan_date", date(2026, 3, 1)],
        ["rules", "day_start", time(6, 0)],
        ["rules", "min_hours", 10.0],
        ["rules", "separate_settings", False],
        ["rules", "max_start_spread_minutes", "none"],
        ["rules", "excluded_certificates", "vog; spraying_licence"],
        ["rules", "max_days", None],
        ["weights", "travel", 2.5],
        ["solve", "objective", "most-hours"],
        ["pins", "together", "A01; B01"],
        ["pins", "place", "A01"],
    ]
    toml = """
        [scenario]
        plan_date = 2026-03-01
        [rules]
        day_start = "06:00"
        min_hours = 10
        separate_settings = "nee"
        excluded_certificates = ["vog", "spraying_licence"]
        [weights]
        travel = 2.5
        [solve]
        objective = "most-hours"
        [[pins]]
        together = ["A01", "B01"]
        [[pins]]
        place = "A01"
    """
    one = read_problem(sample(tmp_path, scenario=content))[0]
    assert one.scenario == read(tmp_path / "csv", {"scenario.toml": toml}).scenario


def test_key_twice_in_the_scenario_sheet_is_an_error(tmp_path: Path) -> None:
    content: list[list[Cell]] = [
        ["section", "key", "value"],
        ["rules", "max_days", 4.0],
        ["rules", "max_days", 5.0],
    ]
    (finding,) = found(sample(tmp_path, scenario=content))
    assert (finding.code, finding.row, "row 2" in finding.text.en) == ("E-KEY-TWICE", 3, True)


def test_scenario_file_replaces_the_sheet(tmp_path: Path) -> None:
    content: list[list[Cell]] = [
        ["section", "key", "value"],
        ["rules", "max_days", 4.0],
        ["rules", "max_tasks", 2.0],
    ]
    other = tmp_path / "other.toml"
    other.write_text("[rules]\nmax_days = 3\n", encoding="utf-8")
    rules = read_problem(sample(tmp_path, scenario=content), other)[0].scenario.rules
    assert (rules.max_days, rules.max_tasks) == (3, 5)


def test_sheets_with_other_names_are_left_alone(tmp_path: Path) -> None:
    assert found(sample(tmp_path, Lists=[["mon"], ["tue"]])) == ()


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"hello", b"PK\x03\x04" + b"x" * 500, b"\xd0\xcf\x11\xe0" + b"x" * 99]
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_file_that_is_no_workbook_is_one_clear_message(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"data{suffix}"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=re.escape(path.name)):
        read_problem(path)


def test_zip_renamed_to_workbook_is_one_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("tasks.csv", table([TASK]))
    with pytest.raises(UsageError, match=r"no workbook"):
        read_problem(path)


def test_workbook_cut_off_half_way_is_one_clear_message(tmp_path: Path) -> None:
    path = sample(tmp_path)
    path.write_bytes(path.read_bytes()[:-2_000])
    with pytest.raises(UsageError, match=r"no workbook"):
        read_problem(path)


def test_workbook_without_tasks_says_what_it_has(tmp_path: Path) -> None:
    path = workbook(tmp_path / "data.xlsx", {"Sheet1": [["x"]]})
    with pytest.raises(UsageError, match=r"no sheet tasks.*Sheet1"):
        read_problem(path)


def test_lone_cell_in_the_last_corner_does_not_take_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("tasks")
        sheet.write_string(1_048_575, 16_383, "x")
    with pytest.raises(UsageError, match=r"5,000,000 cells"):
        read_problem(path)


def test_workbook_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """A file of 100 MB (sparse on the disk) is refused by its size alone."""
    path = tmp_path / "data.xlsx"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(UsageError, match=r"100 MB; at most 50 MB"):
        read_problem(path)


def test_csv_written_into_a_workbook_reads_the_same(tmp_path: Path) -> None:
    """Every cell as plain text in a workbook gives the problem of the CSV files."""
    source = folder(tmp_path / "csv", {"tasks.csv": table([TASK | {"supervised": "ja"}, OTHER_TASK])})
    sheets = {
        path.stem: list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for path in source.glob("*.csv")
    }
    one, other = read_problem(source)[0], read_problem(workbook(tmp_path / "d.xlsx", sheets))[0]
    assert without_source(one) == without_source(other)


def test_sheet_without_any_cell_is_one_message(tmp_path: Path) -> None:
    (finding,) = found(sample(tmp_path, travel=[]))
    assert (finding.code, finding.file) == ("E-EMPTY-FILE", "travel")


def test_sheet_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    (finding,) = found(sample(tmp_path, travel=[["from", "to", "minutes", *map(str, range(1_100))]]))
    assert finding.code == "E-TOO-MANY-COLUMNS"


def test_scenario_sheet_with_a_fraction_of_a_day_and_wrong_names(tmp_path: Path) -> None:
    """Times as numbers are times; unknown sections and keys are reported by row."""
    content: list[list[Cell]] = [["section", "key", "value"], ["rules", "day_start", 0.25]]
    assert read_problem(sample(tmp_path, scenario=content))[0].scenario.rules.day_start == 360
    content += [
        ["rulez", "min_hours", 3.0],
        ["rules", "min_huors", 3.0],
        ["pins", "plaec", "A01"],
        ["pins", "place", None],
    ]
    assert [(item.code, item.row) for item in found(sample(tmp_path, scenario=content))] == [
        ("E-SECTION", 3),
        ("E-KEY", 4),
        ("E-PIN", 5),
        ("E-PIN-IDS", 6),
    ]
