"""The table of realised hours: what is read, and every reason why it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundler.domain.realised import Realised
from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io.codes_realised import REALISED_CODES
from bundler.io.columns import recognise
from bundler.io.privacy import personal_column
from bundler.io.realised import read_realised
from bundler.io.tables_realised import REALISED

SUPPLIERS = ("asito", "sodexo")
HEADER = "period,supplier_id,job_id,hours\n"
ROW = "2026-Q1,asito,J01,312.5\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "realised.csv"
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str) -> tuple[Realised, ...]:
    """Records of a file in which nothing is wrong."""
    made, found = read_realised(write(folder, text), SUPPLIERS, "banenafspraak", ("J01", "J02"))
    assert found == ()
    return made


def findings(folder: Path, text: str) -> tuple[Finding, ...]:
    try:
        return read_realised(write(folder, text), SUPPLIERS, "banenafspraak", ("J01", "J02"))[1]
    except DataRefused as refused:
        return refused.findings


def test_a_row_is_one_person_of_the_scenarios_group_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = (
        HEADER.replace("\n", ",persons,group\n") + ROW.replace("\n", ",,\n") + "2026-03,sodexo,J02,40,2,wsw\n"
    )
    first, second = read(tmp_path, text)
    assert first == Realised(year=2026, quarter=1, employer="asito", job_id="J01", minutes=18_750)
    assert second == Realised(
        year=2026, quarter=1, month=3, employer="sodexo", job_id="J02", minutes=2_400, persons=2, group="wsw"
    )


def test_dutch_headers_and_words(tmp_path: Path) -> None:
    text = (
        "Periode;Formele werkgever;Baan;Verloonde uren;Aantal personen;Doelgroep\n"
        "2026-K2;sw-bedrijf;J01;1.312,50;9;participatiewet_kort\n2026-11;opdrachtgever;J02;12:30;;\n"
    )
    first, second = read(tmp_path, text)
    assert (first.quarter, first.employer, first.minutes, first.group) == (
        2,
        "sw_company",
        78_750,
        "participatiewet_short",
    )
    assert (second.quarter, second.month, second.employer, second.minutes) == (4, 11, "client", 750)


@pytest.mark.parametrize(
    ("written", "quarter", "month"),
    [
        *[("2026-Q1", 1, None), ("2026Q4", 4, None), ("2026-k3", 3, None), ("Q2 2026", 2, None)],
        *[("K2-2026", 2, None), ("2026-03", 1, 3), ("2026-4", 2, 4), ("2026/12", 4, 12)],
    ],
)
def test_periods(written: str, quarter: int, month: int | None, tmp_path: Path) -> None:
    (record,) = read(tmp_path, HEADER + f"{written},asito,J01,80\n")
    assert (record.year, record.quarter, record.month) == (2026, quarter, month)


@pytest.mark.parametrize("written", ["2026", "2026-Q5", "2026-13", "March", "03-2026", "2026-03-01", "26-Q1"])
def test_other_periods_are_refused(written: str, tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, HEADER + ROW.replace("2026-Q1", written))
    assert (finding.code, finding.row, finding.column) == ("E-PERIOD", 2, "period")


def test_month_before_the_year_is_suggested_the_other_way(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, HEADER + ROW.replace("2026-Q1", "03-2026"))
    assert finding.hint.en == "Maybe 2026-03"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.250", "E-AMOUNT"),
        ("-5", "E-RANGE"),
        ("forty", "E-NUMBER"),
        ("12u", "E-NUMBER"),
        ("€ 5", "E-NUMBER"),
    ],
)
def test_hours_that_cannot_be_read_are_refused(written: str, code: str, tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, HEADER + ROW.replace("312.5", written))
    assert (finding.code, finding.column) == (code, "hours")


# For each code the rows, then row and column of what is found.
CASES: dict[str, tuple[str, int, str]] = {
    "E-PERIOD": ("spring,asito,J01,8\n", 2, "period"),
    "E-REALISED-TWICE": (ROW + ROW, 3, "period"),
    "E-REALISED-OVERLAP": (ROW + "2026-02,asito,J01,8\n", 3, "period"),
    "W-REALISED-JOB": ("2026-Q1,asito,J09,8\n", 2, "job_id"),
    "W-REALISED-HOURS": ("2026-03,asito,J01,301\n", 2, "hours"),
}


def test_every_code_has_a_broken_file() -> None:
    assert set(CASES) == {code.code for code in REALISED_CODES}


@pytest.mark.parametrize("code", CASES)
def test_broken_file_yields_its_code_in_both_languages(code: str, tmp_path: Path) -> None:
    rows, row, column = CASES[code]
    (finding,) = findings(tmp_path, HEADER + rows)
    assert (finding.code, finding.row, finding.column) == (code, row, column)
    assert finding.severity == {"E": "error", "W": "warning"}[code[0]]
    for lang, first in (("en", "Maybe "), ("nl", "Misschien ")):
        assert not re.search(r"[{}]", finding.text(lang) + finding.hint(lang))
        assert finding.hint(lang).startswith(first)


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    rows = "spring,asit,J01,8\n2026-Q1,asito,,x\n" + ROW + ROW
    found = [(finding.code, finding.row) for finding in findings(tmp_path, HEADER + rows)]
    assert found == [
        ("E-PERIOD", 2),
        ("E-UNKNOWN-SUPPLIER", 2),
        ("E-REQUIRED", 3),
        ("E-NUMBER", 3),
        ("E-REALISED-TWICE", 5),
    ]


def test_unknown_employer_gets_the_nearest_name(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, HEADER + ROW.replace("asito", "asitoo"))
    assert (finding.code, finding.hint.nl) == ("E-UNKNOWN-SUPPLIER", "Misschien asito")


def test_the_same_quarter_of_two_employers_or_two_groups_is_no_repetition(tmp_path: Path) -> None:
    """Someone with two contracts is in two rows, and a job may pass from one group to another."""
    text = HEADER.replace("\n", ",group\n") + ROW.replace("\n", ",\n")
    text += "2026-Q1,sodexo,J01,100,\n2026-Q1,asito,J01,100,nug\n2026-04,asito,J01,100,\n"
    assert len(read(tmp_path, text)) == 4


def test_without_a_plan_any_job_is_fine(tmp_path: Path) -> None:
    made, found = read_realised(write(tmp_path, HEADER + ROW), SUPPLIERS, "nug")
    assert (made[0].group, found) == ("nug", ())


@pytest.mark.parametrize(
    "header",
    ["naam", "employee", "BSN", "geboortedatum", "person_code", "personeelsnummer", "diagnose", "loonwaarde"],
)
def test_columns_about_a_person_are_refused(header: str, tmp_path: Path) -> None:
    text = HEADER.replace("\n", f",{header}\n") + ROW.replace("\n", ",Q7x\n")
    (finding,) = findings(tmp_path, text)
    assert (finding.code, finding.column) == ("E-PERSONAL-COLUMN", header)
    assert "Q7x" not in str(finding)


def test_citizen_service_number_is_refused_and_masked(tmp_path: Path) -> None:
    found = findings(tmp_path, HEADER + ROW.replace("J01", "123456782"))
    assert "E-BSN" in {finding.code for finding in found}
    assert "123456782" not in str(found)


def test_known_headers_are_understood_and_name_nobody() -> None:
    """All but the group, which the statement must keep apart, would be harmless in any table."""
    for column in REALISED.columns:
        for alias in (column.name, *column.aliases):
            assert recognise(REALISED, [alias]).columns == (column,)
            assert column.name == "group" or personal_column(alias) is None


def test_missing_columns_are_named(tmp_path: Path) -> None:
    found = findings(tmp_path, "period,hours\n2026-Q1,5\n")
    assert [(finding.code, finding.column) for finding in found] == [
        ("E-MISSING-COLUMN", "supplier_id"),
        ("E-MISSING-COLUMN", "job_id"),
    ]


def test_hours_that_are_no_whole_minutes_are_rounded_with_a_warning(tmp_path: Path) -> None:
    made, (finding,) = read_realised(
        write(tmp_path, HEADER + ROW.replace("312.5", "312.51")), SUPPLIERS, "nug"
    )
    assert (made[0].minutes, finding.code) == (18_751, "W-MINUTES")


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_realised(tmp_path / "none.csv", SUPPLIERS, "nug")


@pytest.mark.parametrize("content", [b"", b"\0\0", HEADER.encode(), b"caf\xe9;x\n1;2\n", b'"period\n'])
def test_broken_files_are_refused_and_never_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "realised.csv"
    path.write_bytes(content)
    with pytest.raises(DataRefused) as refused:
        read_realised(path, SUPPLIERS, "nug")
    assert refused.value.findings
