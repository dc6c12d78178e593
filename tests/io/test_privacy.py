"""Personal data is refused, and a number found is not shown again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.io.columns import recognise
from bundler.io.privacy import find_bsn, personal_column
from bundler.io.tables import TABLES
from tests.io.sample import TASK, findings, locations, sole, suppliers, table, tasks

BSN = "123456782"  # passes the eleven-test; used in manuals, of nobody


@pytest.mark.parametrize(
    "header",
    [
        *[
            "naam",
            "Name",
            "voornaam",
            "Achternaam",
            "naam_medewerker",
            "medewerker",
            "Employee",
            "employee name",
        ],
        *[
            "kandidaat",
            "contactpersoon",
            "Begeleider",
            "schoonmakernaam",
            "geboortedatum",
            "Birth date",
            "dob",
        ],
        *["BSN", "bsn_nr", "burgerservicenummer", "SSN", "diagnose", "Diagnosis", "beperking", "disability"],
        *["ziekte", "doelgroepregister", "loonwaarde", "personeelsnummer", "e-mail", "leeftijd", "age"],
    ],
)
def test_column_about_a_person_is_refused(header: str, tmp_path: Path) -> None:
    """The finding says why, names the column and shows none of its cells."""
    finding = sole(tmp_path, {"tasks.csv": tasks(**{header: "Q7x"})})
    assert (finding.code, finding.severity, finding.column) == ("E-PERSONAL-COLUMN", "error", header)
    assert "GDPR" in finding.text.en
    assert "AVG" in finding.text.nl
    assert "Q7x" not in str(finding)


@pytest.mark.parametrize(
    "header",
    [
        *[
            "floor",
            "Tijdsbeperking",
            "uren per persoon",
            "indicatie_uren",
            "straatnaam",
            "gebouw naam",
            "adres",
        ],
        *[
            "medewerkers_nodig",
            "employees needed",
            "voornaamste taak",
            "contract_number",
            "page",
            "stage",
            "phase",
            "percentage",
            "materiaal",
            "manager_office_hours",
        ],
    ],
)
def test_column_about_the_work_is_not_refused(header: str) -> None:
    assert personal_column(header) is None


@pytest.mark.parametrize("name", TABLES)
def test_known_headers_are_never_refused(name: str) -> None:
    """Names of suppliers and places, and the number of persons, are no personal data: they are known."""
    for column in TABLES[name].columns:
        for alias in column.aliases:
            assert recognise(TABLES[name], [alias.rstrip("*")]).columns[0] is not None


@pytest.mark.parametrize(
    "written", [BSN, "123.456.782", "123 456 782", "1234.56.782", "12-34-56-782", f"BSN:{BSN}"]
)
@pytest.mark.parametrize(
    ("file", "make", "column"),
    [
        ("tasks.csv", tasks, "note"),
        ("tasks.csv", tasks, "task_id"),
        ("tasks.csv", tasks, "supplier_id"),
        ("tasks.csv", tasks, "competencies"),
        ("tasks.csv", tasks, "unknown column"),
        ("suppliers.csv", suppliers, "name"),
        ("locations.csv", locations, "site"),
    ],
)
def test_citizen_service_number_is_refused_and_masked(
    written: str, file: str, make: object, column: str, tmp_path: Path
) -> None:
    """Wherever it stands and however it is written; no message about the cell repeats it."""
    found = findings(tmp_path, {file: make(**{column: written})})  # type: ignore[operator]
    (finding,) = (item for item in found if item.code == "E-BSN")
    assert (finding.file, finding.row, finding.column) == (file, 2, column)
    assert not any(written in str(item) or BSN in str(item) for item in found)
    assert "UAVG" in finding.text.en
    assert "UAVG" in finding.text.nl


def test_citizen_service_number_in_the_scenario_is_refused_and_masked(tmp_path: Path) -> None:
    text = f'[scenario]\ndescription = "{BSN}"\n[[pins]]\nplace = "{BSN}"\n'
    found = findings(tmp_path, {"scenario.toml": text})
    assert [finding.row for finding in found if finding.code == "E-BSN"] == [2, 4]
    assert BSN not in str(found)


def test_citizen_service_number_as_a_header_is_refused_and_masked(tmp_path: Path) -> None:
    found = findings(tmp_path, {"tasks.csv": tasks(**{BSN: "x"})})
    assert "E-BSN" in {finding.code for finding in found}
    assert BSN not in str(found)


def test_citizen_service_number_beyond_the_last_header_is_refused_and_masked(tmp_path: Path) -> None:
    found = findings(tmp_path, {"tasks.csv": table([TASK]).rstrip("\n") + f",{BSN}\n"})
    assert {finding.code for finding in found} == {"E-BSN", "E-RAGGED"}
    assert BSN not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "123456789",
            "000000000",
            "12345678",
            "1234567821",
            "0612345678",
            "3.123456782",
            "30-12-2026",
            "1 2 3 4 5 6 7 8 2",
        ],
        *["06:00-07:00 12:34", "12.345 67.82", "123 456.782"],
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_bsn(text) == []


@pytest.mark.parametrize(
    "text", [f"10 {BSN} 20", "10 123 456 782", f"111111110,{BSN}", f"a{BSN}b", f"{BSN}.", "123 456 782 10"]
)
def test_number_is_found_among_others(text: str) -> None:
    assert len(find_bsn(text)) == 1 + text.startswith("1111")


def test_amounts_and_positions_may_have_nine_digits(tmp_path: Path) -> None:
    files = {
        "suppliers.csv": suppliers(contract_value_eur_year=BSN, social_return_base_eur_year=BSN),
        "locations.csv": locations(lat="52.123456782"),
        "scenario.toml": f"[solve]\nseed = {BSN}\n",
    }
    assert findings(tmp_path, files) == ()
