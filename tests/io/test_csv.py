"""CSV files as people and spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.io.columns import key
from bundler.io.tables import TABLES, columns_markdown
from tests.io.sample import LOCATIONS, OTHER_TASK, SUPPLIERS, TASK, codes, findings, read, sole, table, tasks

RICH = TASK | {
    "days": "mon;wed",
    "hours_per_session": "2.5",
    "sessions_per_week": "2",
    "headcount": "2",
    "min_sessions_per_job": "1",
    "competencies": "cleaning;lifting",
    "setting": "outdoor",
    "hygiene": "sanitary",
    "certificates": "vog",
    "supervised": "yes",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "hourly_wage_eur": "15.52",
    "cao_function": "I",
    "note": "with a bucket",
}
DUTCH_WORDS = {
    "mon;wed": "ma;wo",
    "outdoor": "buiten",
    "sanitary": "sanitair",
    "yes": "ja",
    "cleaning": "schoonmaak",
}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separator_and_line_end_make_no_difference(
    separator: str, start: bytes, line_end: str, tmp_path: Path
) -> None:
    plain = read(tmp_path / "plain", {"tasks.csv": table([RICH, OTHER_TASK])})
    text = table([RICH, OTHER_TASK], separator).replace("\n", line_end)
    assert read(tmp_path / "other", {"tasks.csv": start + text.encode()}).tasks == plain.tasks


def test_every_dutch_header_and_file_name_is_understood(tmp_path: Path) -> None:
    """Headers, file names and values in Dutch give the same problem."""

    def dutch(name: str, rows: list[dict[str, str]]) -> str:
        headers = {column.name: column.dutch for column in TABLES[name].columns}
        return table([{headers[k]: DUTCH_WORDS.get(v, v) for k, v in row.items()} for row in rows], ";")

    travel = [{"from": "hall", "to": "library", "minutes": "7"}]
    english = {"tasks.csv": table([RICH, OTHER_TASK]), "travel.csv": table(travel)}
    files = {
        "Taken.csv": dutch("tasks", [RICH, OTHER_TASK]),
        "leveranciers.csv": dutch("suppliers", SUPPLIERS),
        "locaties.csv": dutch("locations", LOCATIONS),
        "reistijden.csv": dutch("travel", travel),
        "tasks.csv": None,
        "suppliers.csv": None,
        "locations.csv": None,
    }
    one, other = read(tmp_path / "en", english), read(tmp_path / "nl", files)
    assert other == one.model_copy(update={"source_sha256": other.source_sha256})


@pytest.mark.parametrize("name", TABLES)
def test_no_header_stands_for_two_columns(name: str) -> None:
    """An alias belongs to one column, or is marked as shared by two."""
    owner: dict[str, str] = {}
    for column in TABLES[name].columns:
        for alias in (column.name, *column.aliases):
            if not alias.endswith("*"):
                assert owner.setdefault(key(alias), column.name) == column.name


@pytest.mark.parametrize(
    "header", ["Uren per keer", "UREN_PER_KEER", "uren-per-keer", "Uren per keer (u:mm)"]
)
def test_headers_are_compared_without_signs_and_capitals(header: str, tmp_path: Path) -> None:
    text = tasks().replace("hours_per_session", header)
    assert read(tmp_path, {"tasks.csv": text}).tasks[0].session_minutes == 180


@pytest.mark.parametrize(
    ("headers", "task_id", "title"),
    [("taak,titel", "A01", "Round"), ("taak_id,taak", "A01", "Round"), ("taak,omschrijving", "A01", "Round")],
)
def test_header_taak_is_the_id_or_the_title(headers: str, task_id: str, title: str, tmp_path: Path) -> None:
    text = (
        f"{headers},leverancier,locatie,dagen,uren,vanaf,tot\nA01,Round,asito,library,ma-vr,3,06:30,12:00\n"
    )
    (task,) = read(tmp_path, {"tasks.csv": text}).tasks
    assert (task.task_id, task.title) == (task_id, title)


def test_unknown_column_suggests_the_nearest_known_one(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks(compentencies="x")})
    assert (finding.code, finding.hint.en, finding.hint.nl) == (
        "W-UNKNOWN-COLUMN",
        "Maybe competencies",
        "Misschien competencies",
    )


def test_misspelt_required_column_names_the_header_that_was_probably_meant(tmp_path: Path) -> None:
    text = tasks().replace("hours_per_session", "hours_per_sesion")
    found = {finding.code: finding for finding in findings(tmp_path, {"tasks.csv": text})}
    assert found["E-MISSING-COLUMN"].hint.en == "Maybe hours_per_sesion"
    assert found["W-UNKNOWN-COLUMN"].hint.en == "Maybe hours_per_session"


def test_blank_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    """The row in a message is the row of the spreadsheet, with blank rows and cells of two lines."""
    header = table([TASK]).split("\n")[0]
    text = "\n".join([header, "", ",,,", '"A07",asito,"two', 'lines",library,mon,nothing,06:30,12:00', ""])
    finding = sole(tmp_path, {"tasks.csv": text})
    assert (finding.code, finding.row, finding.column) == ("E-HOURS", 4, "hours_per_session")


def test_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    assert len(read(tmp_path, {"tasks.csv": "sep=;\r\n" + table([TASK], ";")}).tasks) == 1


def test_unquoted_list_in_a_comma_file_is_reported_by_row(tmp_path: Path) -> None:
    text = table([TASK]).replace("mon-fri", "mon,wed,fri")
    found = findings(tmp_path, {"tasks.csv": text})
    assert ("E-RAGGED", 2) in {(finding.code, finding.row) for finding in found}


def test_swallowed_row_is_reported_where_the_quotation_mark_opens(tmp_path: Path) -> None:
    text = (
        table([TASK, OTHER_TASK]).replace("Morning round", '"Morning round')
        + table([TASK | {"task_id": "A03", "title": 'a "b"'}]).split("\n", 1)[1]
    )
    found = findings(tmp_path, {"tasks.csv": text})
    assert ("E-QUOTES", 2) in {(finding.code, finding.row) for finding in found}


def test_a_file_cut_off_in_an_optional_cell_is_refused_not_read_as_half_a_task(tmp_path: Path) -> None:
    text = table([TASK | {"competencies": "cleaning", "note": "x"}, OTHER_TASK | {"competencies": "lifting"}])
    finding = sole(tmp_path, {"tasks.csv": text[: text.rindex("ting")]})
    assert (finding.code, finding.row, finding.value) == ("E-CUT-OFF", 3, "lif")


@pytest.mark.parametrize("end", ["", "\n"])
def test_short_rows_are_no_sign_of_a_cut_where_there_are_more_of_them(end: str, tmp_path: Path) -> None:
    text = table([TASK | {"note": ""}, OTHER_TASK]).replace(",\n", "\n").rstrip("\n") + end
    assert codes(tmp_path, {"tasks.csv": text}) == []


def test_whole_rows_need_no_line_end_at_the_end_of_the_file(tmp_path: Path) -> None:
    assert codes(tmp_path, {"tasks.csv": table([TASK, OTHER_TASK]).rstrip("\n")}) == []


def test_text_in_another_encoding_still_shows_what_else_is_wrong(tmp_path: Path) -> None:
    text = tasks(title="Café", days="funday").encode("latin-1")
    assert codes(tmp_path, {"tasks.csv": text}) == ["E-ENCODING", "E-DAYS"]


def test_wrong_encoding_names_the_word(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks(title="Café").encode("cp1252")})
    assert (finding.value, finding.row) == ("Café", 2)
    assert "CSV UTF-8" in finding.hint.en


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_one_clear_error(encoding: str, tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks().encode(encoding)})
    assert (finding.code, "UTF-16" in finding.text.en) == ("E-ENCODING", True)


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    """Errors in all tables and the scenario come together, errors before warnings."""
    files = {
        "tasks.csv": tasks(days="x", hours_per_session="y", supplier_id="z", floor="1"),
        "suppliers.csv": table([*SUPPLIERS, SUPPLIERS[0]]),
        "locations.csv": table([LOCATIONS[0] | {"lat": "99"}, LOCATIONS[1]]),
        "travel.csv": "from,to,minutes\nhall,attic,x\n",
        "scenario.toml": '[rules]\nmin_hours = "many"\n[[pins]]\nplace = "Z9"\n',
    }
    found = findings(tmp_path, files)
    expected = ["E-DUPLICATE-ID", "E-DAYS", "E-HOURS", "E-UNKNOWN-SUPPLIER", "E-RANGE", "E-UNKNOWN-LOCATION"]
    expected += ["E-NUMBER", "E-NUMBER", "E-PIN-TASK", "W-UNKNOWN-COLUMN"]
    assert sorted(finding.code for finding in found) == sorted(expected)
    assert [finding.severity for finding in found] == ["error"] * 9 + ["warning"]


def test_same_input_has_the_same_fingerprint(tmp_path: Path) -> None:
    """The fingerprint follows the bytes of the input and the scenario, not the folder's place."""
    files = {"scenario.toml": "[rules]\nmin_hours = 8\n"}
    one, two = read(tmp_path / "a", files), read(tmp_path / "b", files)
    other = read(tmp_path / "c", {"scenario.toml": "[rules]\nmin_hours = 9\n"})
    assert one.source_sha256 == two.source_sha256 != other.source_sha256


def test_file_that_is_not_read_does_not_change_the_fingerprint(tmp_path: Path) -> None:
    one = read(tmp_path / "a")
    assert one.source_sha256 == read(tmp_path / "b", {"readme.txt": "hello"}).source_sha256


def test_header_that_stands_for_two_columns_three_times_is_an_error(tmp_path: Path) -> None:
    text = tasks(note="x").replace("note", "omschrijving")
    assert codes(tmp_path, {"tasks.csv": text}) == []
    assert (
        codes(tmp_path, {"tasks.csv": tasks(note="x", description="y", beschrijving="z")})
        == ["E-DUPLICATE-COLUMN"] * 2
    )


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_reference_lists_every_column(lang: str) -> None:
    text = columns_markdown(lang)
    for item in TABLES.values():
        assert all(f"| `{column.name}` |" in text for column in item.columns)
