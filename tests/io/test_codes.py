"""Every code of the catalogue is found where its mistake is made, and only there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundler.io import limits
from bundler.io.codes import CODES, codes_markdown
from bundler.io.codes_realised import REALISED_CODES
from bundler.io.codes_template import MERGE_CODES
from tests.io.sample import (
    LOCATIONS,
    OTHER_TASK,
    SUPPLIERS,
    TASK,
    Content,
    findings,
    locations,
    suppliers,
    table,
    tasks,
)

BASE = 'inherits = "base.toml"'
FAR = {"location_id": "hall", "name": "Hall", "site": "elsewhere", "lat": "", "lon": ""}


def scenario(text: str) -> dict[str, Content]:
    return {"scenario.toml": text}


def heir(text: str, base: str) -> dict[str, Content]:
    """A scenario that inherits from ``base``."""
    return scenario(f"[scenario]\n{BASE}\n{text}\n") | {"base.toml": base}


def pins(text: str) -> dict[str, Content]:
    return scenario(f"[[pins]]\n{text}\n")


PERIOD = """
[[norms.periods]]
value = 14.99
valid_from = 2026-07-01
source = "Stcrt. 2026, 1"
confidence = "high"
"""
NEW = 'label = { en = "Wage", nl = "Loon" }\nunit = "eur/hour"'


def norm(norm_id: str = "minimum_wage.21", head: str = "", /, **fields: str | None) -> str:
    """A norms file with one period, of which fields are changed, added or (None) left out."""
    written = dict(line.split(" = ", 1) for line in PERIOD.splitlines() if " = " in line) | fields
    lines = [f"{name} = {value}" for name, value in written.items() if value is not None]
    return "\n".join(["[[norms]]", f'id = "{norm_id}"', head, "[[norms.periods]]", *lines, ""])


# For each code the changed files, then file, row and column of what is found.
CASES: dict[str, tuple[dict[str, Content], str, int | None, str]] = {
    "E-MISSING-TABLE": ({"suppliers.csv": None}, "suppliers", None, ""),
    "E-TWO-TABLES": ({"leveranciers.csv": table(SUPPLIERS)}, "suppliers.csv", None, ""),
    "W-UNKNOWN-TABLE": ({"travl.csv": "from,to,minutes\nhall,library,5\n"}, "travl.csv", None, ""),
    "E-EMPTY-FILE": ({"tasks.csv": ""}, "tasks.csv", None, ""),
    "E-NO-ROWS": ({"tasks.csv": table([TASK]).split("\n")[0] + "\n"}, "tasks.csv", None, ""),
    "E-TOO-LARGE": ({"travel.csv": b"x" * 2_000}, "travel.csv", None, ""),
    "E-TOO-MANY-ROWS": ({"travel.csv": "from,to,minutes\n" + "\n" * 60}, "travel.csv", None, ""),
    "E-TOO-MANY-COLUMNS": ({"travel.csv": "from,to,minutes" + ",x" * 50}, "travel.csv", 1, ""),
    "E-ENCODING": ({"tasks.csv": tasks(title="Café").encode("cp1252")}, "tasks.csv", 2, ""),
    "E-BINARY": ({"tasks.csv": tasks(title="a\0b")}, "tasks.csv", 2, ""),
    "E-QUOTES": ({"tasks.csv": table([TASK]) + '"B01,asito'}, "tasks.csv", 3, ""),
    "E-RAGGED": (
        {"tasks.csv": table([TASK]) + table([OTHER_TASK]).split("\n")[1] + ",more\n"},
        "tasks.csv",
        3,
        "",
    ),
    "E-CUT-OFF": ({"tasks.csv": tasks(note="far")[: -len(",\n")]}, "tasks.csv", 3, ""),
    "E-CHARACTER": ({"tasks.csv": tasks(title="a\x07b")}, "tasks.csv", 2, "title"),
    "E-MISSING-COLUMN": (
        {"tasks.csv": table([{key: value for key, value in TASK.items() if key != "days"}])},
        "tasks.csv",
        1,
        "days",
    ),
    "E-DUPLICATE-COLUMN": ({"tasks.csv": tasks(leverancier="asito")}, "tasks.csv", 1, "leverancier"),
    "W-UNKNOWN-COLUMN": ({"tasks.csv": tasks(floor="3")}, "tasks.csv", 1, "floor"),
    "E-PERSONAL-COLUMN": ({"tasks.csv": tasks(achternaam="x")}, "tasks.csv", 1, "achternaam"),
    "E-BSN": ({"tasks.csv": tasks(note="see 123456782")}, "tasks.csv", 2, "note"),
    "E-REQUIRED": ({"tasks.csv": tasks(title="")}, "tasks.csv", 2, "title"),
    "E-FORMULA": ({"tasks.csv": tasks(title="#REF!")}, "tasks.csv", 2, "title"),
    "E-DAYS": ({"tasks.csv": tasks(days="mon;funday")}, "tasks.csv", 2, "days"),
    "E-HOURS": ({"tasks.csv": tasks(hours_per_session="two")}, "tasks.csv", 2, "hours_per_session"),
    "E-CLOCK": ({"tasks.csv": tasks(earliest_start="25:00")}, "tasks.csv", 2, "earliest_start"),
    "E-NUMBER": ({"locations.csv": locations(lat="north")}, "locations.csv", 2, "lat"),
    "E-WHOLE": ({"tasks.csv": tasks(headcount="1.5")}, "tasks.csv", 2, "headcount"),
    "E-RANGE": ({"tasks.csv": tasks(headcount="0")}, "tasks.csv", 2, "headcount"),
    "E-AMOUNT": (
        {"suppliers.csv": suppliers(contract_value_eur_year="1.000")},
        "suppliers.csv",
        2,
        "contract_value_eur_year",
    ),
    "E-DATE": ({"tasks.csv": tasks(valid_from="31-12-2026")}, "tasks.csv", 2, "valid_from"),
    "E-YES-NO": ({"tasks.csv": tasks(supervised="perhaps")}, "tasks.csv", 2, "supervised"),
    "E-CHOICE": ({"tasks.csv": tasks(setting="indor")}, "tasks.csv", 2, "setting"),
    "E-URI": (
        {"competencies.csv": "competency_id,uri\ncleaning,javascript:alert(1)\n"},
        "competencies.csv",
        2,
        "uri",
    ),
    "W-COLOR": ({"suppliers.csv": suppliers(color="#12")}, "suppliers.csv", 2, "color"),
    "W-PERCENT": (
        {"suppliers.csv": suppliers(social_return_percent="0.05")},
        "suppliers.csv",
        2,
        "social_return_percent",
    ),
    "W-MINUTES": ({"tasks.csv": tasks(hours_per_session="2.33")}, "tasks.csv", 2, "hours_per_session"),
    "N-EXAMPLE": (
        {"tasks.csv": table([TASK, TASK | {"task_id": "(voorbeeld) T01", "title": "(voorbeeld) Ronde"}])},
        "tasks.csv",
        3,
        "task_id",
    ),
    "E-EXAMPLE": ({"tasks.csv": tasks(title="(example) Morning round")}, "tasks.csv", 2, "title"),
    "E-DUPLICATE-ID": ({"tasks.csv": table([TASK, TASK])}, "tasks.csv", 3, "task_id"),
    "E-UNKNOWN-SUPPLIER": ({"tasks.csv": tasks(supplier_id="asitto")}, "tasks.csv", 2, "supplier_id"),
    "E-UNKNOWN-LOCATION": ({"tasks.csv": tasks(location_id="librari")}, "tasks.csv", 2, "location_id"),
    "E-SESSIONS": (
        {"tasks.csv": tasks(days="mon;tue", sessions_per_week="3")},
        "tasks.csv",
        2,
        "sessions_per_week",
    ),
    "E-MIN-SESSIONS": (
        {"tasks.csv": tasks(min_sessions_per_job="6")},
        "tasks.csv",
        2,
        "min_sessions_per_job",
    ),
    "E-WINDOW-ORDER": ({"tasks.csv": tasks(latest_end="06:00")}, "tasks.csv", 2, "latest_end"),
    "E-WINDOW": ({"tasks.csv": tasks(hours_per_session="5:31")}, "tasks.csv", 2, "hours_per_session"),
    "E-VALIDITY": (
        {"tasks.csv": tasks(valid_from="2026-02-01", valid_until="2026-01-31")},
        "tasks.csv",
        2,
        "valid_until",
    ),
    "E-POSITION": ({"locations.csv": locations(lon="")}, "locations.csv", 2, "lat"),
    "W-LAT-LON": ({"locations.csv": locations(lat="5.17", lon="52.085")}, "locations.csv", 2, "lat"),
    "E-TRAVEL-TWICE": (
        {"travel.csv": "from,to,minutes\nhall,library,5\nhall,library,6\n"},
        "travel.csv",
        3,
        "minutes",
    ),
    "W-CAO": ({"suppliers.csv": suppliers(cao_id="schoonmak")}, "suppliers.csv", 2, "cao_id"),
    "W-BLOCKS-TABLE": (
        {"suppliers.csv": suppliers(social_return_model="B", blocks_table="utrecht")},
        "suppliers.csv",
        2,
        "blocks_table",
    ),
    "W-TRAVEL-SELF": ({"travel.csv": "from,to,minutes\nhall,hall,5\n"}, "travel.csv", 2, "minutes"),
    "E-TOML": (scenario("[rules]\nday_start = 07:00\n"), "scenario.toml", 2, ""),
    "E-SECTION": (scenario("\n[rule]\nmin_hours = 8\n"), "scenario.toml", 2, "rule"),
    "E-SHAPE": (scenario("[rules]\nmin_hours = [8]\n"), "scenario.toml", 2, "min_hours"),
    "E-KEY": (scenario("[rules]\nmin_huors = 8\n"), "scenario.toml", 2, "min_huors"),
    "E-RULES-ORDER": (scenario("[rules]\nmax_hours = 8\n"), "scenario.toml", 2, "max_hours"),
    "E-PIN": (pins('place = "A01"\nleave = "B01"'), "scenario.toml", 1, "pins"),
    "E-PIN-IDS": (pins('together = ["A01"]'), "scenario.toml", 1, "together"),
    "E-PIN-TASK": (pins('together = ["A01", "B1"]'), "scenario.toml", 1, "together"),
    "E-PIN-SUPPLIER": (pins('forbid_suppliers = ["asito", "maas"]'), "scenario.toml", 1, "forbid_suppliers"),
    "E-INHERITS": (scenario(f"[scenario]\n{BASE}\n"), "scenario.toml", 2, "inherits"),
    "E-INHERITS-CIRCLE": (
        heir("", '[scenario]\ninherits = "scenario.toml"\n'),
        "base.toml",
        2,
        "inherits",
    ),
    "E-CHANGE-UNKNOWN": (
        scenario('[[tasks]]\ntask_id = "A1"\ndays = "mon"\n'),
        "scenario.toml",
        2,
        "task_id",
    ),
    "E-CHANGE-EXISTS": (
        scenario('[[suppliers]]\nsupplier_id = "asito"\nchange = "add"\n'),
        "scenario.toml",
        2,
        "supplier_id",
    ),
    "E-CHANGE-TWICE": (
        scenario('[[tasks]]\ntask_id = "A01"\ntitle = "x"\n[[tasks]]\ntask_id = "A01"\nnote = "x"\n'),
        "scenario.toml",
        5,
        "task_id",
    ),
    "W-CHANGE-NOTHING": (scenario('[[tasks]]\ntask_id = "A01"\n'), "scenario.toml", 2, "task_id"),
    "E-LOCATION-IN-USE": (
        scenario('[[locations]]\nlocation_id = "hall"\nchange = "drop"\n'),
        "scenario.toml",
        2,
        "location_id",
    ),
    "E-NO-TASK-LEFT": (
        scenario(
            '[[tasks]]\ntask_id = "A01"\nchange = "drop"\n[[tasks]]\ntask_id = "B01"\nchange = "drop"\n'
        ),
        "scenario.toml",
        None,
        "",
    ),
    "N-SUPPLIER-LEAVES": (
        scenario('[[suppliers]]\nsupplier_id = "asito"\nchange = "drop"\n'),
        "scenario.toml",
        2,
        "supplier_id",
    ),
    "N-PIN-DROPPED": (
        heir('[[tasks]]\ntask_id = "A01"\nchange = "drop"', '[[pins]]\nplace = "A01"\n'),
        "base.toml",
        1,
        "place",
    ),
    "N-PIN-SMALLER": (
        {
            "suppliers.csv": table([*SUPPLIERS, {"supplier_id": "maas"}]),
        }
        | heir(
            '[[suppliers]]\nsupplier_id = "maas"\nchange = "drop"',
            '[[pins]]\nforbid_suppliers = ["asito", "maas", "sodexo"]\n',
        ),
        "base.toml",
        1,
        "forbid_suppliers",
    ),
    "E-PIN-DROP": (
        heir('[[pins]]\nplace = "A01"\nchange = "drop"', '[[pins]]\nleave = "A01"\n'),
        "scenario.toml",
        3,
        "place",
    ),
    "W-PINS": (pins('leave = "A01"\n[[pins]]\njob = ["A01"]'), "scenario", None, "pins"),
    "W-GRID": ({"tasks.csv": tasks(hours_per_session="2:51")}, "tasks.csv", 2, "task_id"),
    "W-LONG-SESSION": (
        {"tasks.csv": tasks(hours_per_session="5.75", latest_end="18:00")},
        "tasks.csv",
        2,
        "task_id",
    ),
    "W-FITS-NO-JOB": (
        {"tasks.csv": tasks(earliest_start="01:00", latest_end="05:00")},
        "tasks.csv",
        2,
        "task_id",
    ),
    "W-NO-PARTNER": (
        {"tasks.csv": tasks(hours_per_session="1", setting="outdoor")},
        "tasks.csv",
        2,
        "task_id",
    ),
    "W-UNREACHABLE": (
        {
            "locations.csv": table([*LOCATIONS, FAR | {"location_id": "shed"}]),
            "tasks.csv": table([TASK, OTHER_TASK, TASK | {"task_id": "A02", "location_id": "shed"}]),
        },
        "locations.csv",
        4,
        "location_id",
    ),
    "W-COMPETENCY": (
        {
            "tasks.csv": tasks(competencies="cleaning;lifting"),
            "competencies.csv": "competency_id\ncleaning\n",
        },
        "competencies.csv",
        None,
        "competency_id",
    ),
    "W-SUPPLIER-NO-TASKS": (
        {"suppliers.csv": table([*SUPPLIERS, {"supplier_id": "maas"}])},
        "suppliers.csv",
        4,
        "supplier_id",
    ),
    "N-CERTIFICATE": (
        {"tasks.csv": tasks(certificates="vog")} | scenario('[rules]\nexcluded_certificates = ["VOG"]\n'),
        "tasks.csv",
        2,
        "task_id",
    ),
    "N-DATE": (
        {"tasks.csv": tasks(valid_from="2026-03-01")} | scenario("[scenario]\nplan_date = 2026-02-28\n"),
        "tasks.csv",
        2,
        "task_id",
    ),
    "N-NO-POSITION": (
        {"locations.csv": table([LOCATIONS[0], FAR | {"site": "campus"}])},
        "locations.csv",
        3,
        "location_id",
    ),
    "E-NORM-ENCODING": ({"norms.toml": "# één".encode("cp1252")}, "norms.toml", None, ""),
    "E-NORM-TOML": ({"norms.toml": "[[norms]]\nid = wage\n"}, "norms.toml", 2, ""),
    "E-NORM-SHAPE": ({"norms.toml": norm(note='"a text"')}, "norms.toml", 9, "note"),
    "E-NORM-KEY": ({"norms.toml": norm(valid_form="2026-07-01")}, "norms.toml", 9, "valid_form"),
    "E-NORM-REQUIRED": ({"norms.toml": norm(source='""')}, "norms.toml", 7, "source"),
    "E-NORM-ID": ({"norms.toml": norm("Minimum wage.21", NEW)}, "norms.toml", 2, "id"),
    "E-NORM-TWICE": ({"norms.toml": norm() + norm()}, "norms.toml", 10, "id"),
    "E-NORM-UNIT": ({"norms.toml": norm("minimum_wage.21", 'unit = "eur"')}, "norms.toml", 3, "unit"),
    "E-NORM-VALUE": ({"norms.toml": norm(value='"14,99"')}, "norms.toml", 5, "value"),
    "E-NORM-DATE": ({"norms.toml": norm(valid_from='"1-7-2026"')}, "norms.toml", 6, "valid_from"),
    "E-NORM-DATED": ({"norms.toml": norm(valid_from=None)}, "norms.toml", 4, "valid_from"),
    "E-NORM-ORDER": ({"norms.toml": norm() + PERIOD}, "norms.toml", 12, "valid_from"),
    "E-NORM-SPAN": ({"norms.toml": norm(valid_to="2026-06-30")}, "norms.toml", 9, "valid_to"),
    "E-NORM-CONFIDENCE": ({"norms.toml": norm(confidence='"hihg"')}, "norms.toml", 8, "confidence"),
    "W-NORM-UNUSED": ({"norms.toml": norm("minimum_wage.22", NEW)}, "norms.toml", 2, "id"),
}
# Found in a workbook only, in workbooks that are merged, and in the table of realised hours: see
# test_workbook.py, test_merge.py and test_realised.py.
ELSEWHERE = {"E-KEY-TWICE"} | {code.code for code in (*MERGE_CODES, *REALISED_CODES)}


def test_every_code_has_a_broken_file() -> None:
    assert set(CASES) | ELSEWHERE == set(CODES)


@pytest.mark.parametrize("code", CASES)
def test_broken_file_yields_its_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each mistake is found at its file, row and column, and no other error with it."""
    monkeypatch.setattr("bundler.io.sources.MOST_BYTES", 1_500)
    monkeypatch.setattr("bundler.io.csvfile.MOST_ROWS", 50)
    monkeypatch.setattr("bundler.io.table.MOST_COLUMNS", 50)
    files, file, row, column = CASES[code]
    found = findings(tmp_path, files)
    (finding,) = (item for item in found if item.code == code)
    assert (finding.file, finding.row, finding.column) == (file, row, column)
    assert finding.severity == {"E": "error", "W": "warning", "N": "note"}[code[0]]
    assert {item.code for item in found if item.severity == "error"} <= {code}


@pytest.mark.parametrize("code", CASES)
def test_finding_is_filled_in_both_languages(code: str, tmp_path: Path) -> None:
    """No placeholder is left open, and every hint begins as a suggestion."""
    for finding in findings(tmp_path, CASES[code][0]):
        for lang, first in (("en", "Maybe "), ("nl", "Misschien ")):
            assert not re.search(r"[{}]", finding.text(lang) + finding.hint(lang))
            assert finding.hint(lang).startswith(first)


def test_right_input_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path) == ()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_reference_lists_every_code_once(lang: str) -> None:
    rows = re.findall(r"^\| `([A-Z-]+)` \|", codes_markdown(lang), re.MULTILINE)
    assert sorted(rows) == sorted(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_dutch_and_english_have_the_same_placeholders(code: object) -> None:
    for text in (code.message, code.todo):  # type: ignore[attr-defined]
        assert set(re.findall(r"\{\w+\}", text.en)) == set(re.findall(r"\{\w+\}", text.nl))


def test_limits_leave_room_for_large_input() -> None:
    """5,000 tasks of 200 bytes each are far below every limit."""
    assert limits.MOST_BYTES > 5_000 * 200 * 10
    assert limits.MOST_ROWS > 5_000 * 10
