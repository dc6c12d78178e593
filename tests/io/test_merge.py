"""Workbooks of several suppliers become one: what agrees is joined, what clashes is told with both cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.i18n import LANGS, Lang
from bundler.io import read_problem
from bundler.io.codes_template import MERGE_CODES
from bundler.io.merge import Merged, merge
from bundler.io.template import OF_A_SUPPLIER, render_template
from tests.io.sample import LOCATIONS, OTHER_TASK, SUPPLIERS, TASK, Row, folder, table
from tests.io.test_template import EXAMPLE, bare, saved

Sheets = Mapping[str, Sequence[Row]]
FIRST: Sheets = {"tasks": [TASK], "suppliers": SUPPLIERS[:1], "locations": LOCATIONS}
SECOND: Sheets = {"tasks": [OTHER_TASK], "suppliers": SUPPLIERS[1:], "locations": LOCATIONS}


def book(path: Path, sheets: Sheets, lang: Lang = "nl") -> Path:
    """A workbook that a supplier filled in below the example row."""
    return saved(path, render_template(lang, sheets, tables=tuple(sheets)))


def both(tmp_path: Path, first: Sheets = FIRST, second: Sheets = SECOND) -> Merged:
    return merge([book(tmp_path / "a.xlsx", first), book(tmp_path / "b.xlsx", second)])


def refused(tmp_path: Path, first: Sheets = FIRST, second: Sheets = SECOND) -> list[Finding]:
    with pytest.raises(DataRefused) as error:
        both(tmp_path, first, second)
    return [item for item in error.value.findings if item.severity == "error"]


def suppliers(**changes: str) -> list[Row]:
    return [SUPPLIERS[0] | changes]


def locations(**changes: str) -> list[Row]:
    return [LOCATIONS[0] | changes, *LOCATIONS[1:]]


@pytest.mark.parametrize("lang", LANGS)
def test_one_workbook_for_each_supplier_merged_again_is_the_same_problem(lang: Lang, tmp_path: Path) -> None:
    """Mailed round and back: only the order of the tasks may differ."""
    known = merge([EXAMPLE]).rows
    paths = []
    for supplier in known["suppliers"]:
        own = [task for task in known["tasks"] if task["supplier_id"] == supplier["supplier_id"]]
        sheets = known | {"suppliers": [supplier], "tasks": own}
        paths.append(book(tmp_path / f"{supplier['supplier_id']}.xlsx", sheets, lang))
    whole = saved(tmp_path / "all.xlsx", render_template(lang, merge(paths).rows, examples=False))
    read, found = read_problem(whole, EXAMPLE / "scenario.toml")
    direct, _ = read_problem(EXAMPLE)
    assert read.suppliers == direct.suppliers
    order = {task.task_id: place for place, task in enumerate(direct.tasks)}
    in_order = tuple(sorted(read.tasks, key=lambda task: order[task.task_id]))
    assert bare(read.model_copy(update={"tasks": in_order})) == bare(direct)
    assert not [item for item in found if item.code == "N-EXAMPLE"]


def test_rows_that_say_the_same_are_one_whatever_they_look_like(tmp_path: Path) -> None:
    """Another language, a decimal comma, a default that one writes out and the other leaves blank."""
    first = FIRST | {"locations": locations(lat="52,0850"), "suppliers": SUPPLIERS}
    second = SECOND | {"suppliers": [SUPPLIERS[0] | {"can_employ": "ja", "jobcoach": "no"}, SUPPLIERS[1]]}
    paths = [book(tmp_path / "a.xlsx", first, "nl"), book(tmp_path / "b.xlsx", second, "en")]
    merged = merge(paths)
    assert {name: len(rows) for name, rows in merged.rows.items()} == {
        "tasks": 2,
        "suppliers": 2,
        "locations": 2,
    }
    assert merged.findings == ()


def test_a_task_id_in_two_workbooks_is_told_with_both_cells(tmp_path: Path) -> None:
    """Also where both rows are equal: a task stands in one workbook."""
    for other in (OTHER_TASK | {"task_id": "A01"}, TASK):
        (finding,) = refused(tmp_path, FIRST, SECOND | {"tasks": [other], "suppliers": SUPPLIERS})
        assert (finding.code, finding.file, finding.cell) == ("E-MERGE-TASK", "b.xlsx: taken", "A3")
        assert "a.xlsx: taken!A3" in finding.text.nl


@pytest.mark.parametrize(
    ("name", "changed", "column", "cells"),
    [
        ("suppliers", suppliers(name="Asito BV"), "Naam", ("B2", "B2")),
        ("suppliers", suppliers(service="catering"), "Dienst", ("C2", "C2")),
        ("locations", locations(lat="52.2"), "Breedtegraad", ("D2", "D2")),
        ("locations", locations(name="Station"), "Naam", ("B2", "B2")),
        ("locations", locations(site="elders"), "Terrein", ("C2", "C2")),
    ],
)
def test_cells_that_differ_are_told_with_both_values_and_cells(
    name: str, changed: list[Row], column: str, cells: tuple[str, str], tmp_path: Path
) -> None:
    rows = changed if name == "locations" else [*changed, SUPPLIERS[1]]
    (finding,) = refused(tmp_path, FIRST, SECOND | {name: rows})
    sheet = {"suppliers": "leveranciers", "locations": "locaties"}[name]
    assert (finding.code, finding.column) == ("E-MERGE-CELL", column)
    assert (finding.file, finding.cell) == (f"b.xlsx: {sheet}", cells[1])
    assert f"a.xlsx: {sheet}!{cells[0]}" in finding.text.nl
    assert finding.hint.nl.startswith("Misschien maakt u de cellen gelijk")


def test_a_blank_cell_takes_what_the_other_workbook_says_and_that_is_told(tmp_path: Path) -> None:
    """Whichever of the two is blank."""
    filled = SUPPLIERS[0] | {"cao_id": "schoonmaak", "can_employ": "no"}
    for first, second, at in ((SUPPLIERS[0], filled, "a.xlsx"), (filled, SUPPLIERS[0], "b.xlsx")):
        merged = both(
            tmp_path, FIRST | {"suppliers": [first]}, SECOND | {"suppliers": [second, SUPPLIERS[1]]}
        )
        assert merged.rows["suppliers"][0]["cao_id"] == "schoonmaak"
        assert merged.rows["suppliers"][0]["can_employ"] == "nee"
        told = {(item.code, item.file, item.cell) for item in merged.findings}
        assert told == {("N-MERGE-BLANK", f"{at}: leveranciers", cell) for cell in ("E2", "G2")}


def test_travel_times_and_settings_agree_or_clash_and_pins_add_up(tmp_path: Path) -> None:
    def more(minutes: str, hours: str, pin: str) -> Sheets:
        return {
            "travel": [{"from": "library", "to": "hall", "minutes": minutes}],
            "scenario": [
                {"section": "rules", "key": "min_hours", "value": hours},
                {"section": "pins", "key": "place", "value": pin},
            ],
        }

    merged = both(tmp_path, FIRST | more("4", "10", "A01"), SECOND | more("4", "10", "B01"))
    assert [row["value"] for row in merged.rows["scenario"]] == ["10", "A01", "B01"]
    assert len(merged.rows["travel"]) == 1
    errors = refused(tmp_path, FIRST | more("4", "10", "A01"), SECOND | more("5", "12", "B01"))
    assert [(item.code, item.file, item.cell) for item in errors] == [
        ("E-MERGE-CELL", "b.xlsx: reistijden", "C2"),
        ("E-MERGE-CELL", "b.xlsx: scenario", "C2"),
    ]


def test_one_place_under_two_ids_and_one_supplier_under_two_are_warned_of(tmp_path: Path) -> None:
    second: Sheets = {
        "tasks": [OTHER_TASK | {"supplier_id": "asito-2", "location_id": "bieb"}],
        "suppliers": suppliers(supplier_id="asito-2"),
        "locations": [LOCATIONS[0] | {"location_id": "bieb", "name": "Bibliotheek"}],
    }
    merged = both(tmp_path, FIRST, second)
    assert [(item.code, item.file, item.cell, item.value) for item in merged.findings] == [
        ("W-MERGE-TWIN", "b.xlsx: leveranciers", "A2", "asito-2"),
        ("W-MERGE-TWIN", "b.xlsx: locaties", "A2", "bieb"),
    ]
    assert "a.xlsx: locaties!A2" in merged.findings[1].text.nl


def test_what_one_workbook_lacks_another_may_have(tmp_path: Path) -> None:
    """A client's list of places beside workbooks without one; only what nobody has is missing."""
    client = {"tasks": [], "suppliers": SUPPLIERS, "locations": LOCATIONS}
    offer = {"tasks": [TASK, OTHER_TASK]}
    merged = both(tmp_path, client, offer)
    assert [item.code for item in merged.findings] == ["W-MERGE-NO-TASKS"]
    assert merged.findings[0].file == "a.xlsx"
    assert len(merged.rows["tasks"]) == 2
    errors = refused(tmp_path, {"tasks": [TASK]}, {"tasks": [OTHER_TASK], "suppliers": SUPPLIERS})
    assert [(item.code, item.file) for item in errors] == [("E-MISSING-TABLE", "locations")]
    nothing: Sheets = {name: [] for name in OF_A_SUPPLIER}
    errors = refused(tmp_path, nothing, nothing)
    assert [(item.code, item.file) for item in errors] == [
        ("E-NO-ROWS", name) for name in ("tasks", "suppliers", "locations")
    ]


def test_wrong_cells_of_every_workbook_are_told_with_its_name(tmp_path: Path) -> None:
    """Cells that cannot be read, an id twice in one workbook, and a place that no workbook has."""
    first = FIRST | {
        "tasks": [TASK | {"days": "maandg"}, TASK | {"task_id": "A02"}, TASK | {"task_id": "A02"}]
    }
    second = SECOND | {"tasks": [OTHER_TASK | {"location_id": "hal"}]}
    found = {(item.code, item.file, item.cell) for item in refused(tmp_path, first, second)}
    assert found == {
        ("E-DAYS", "a.xlsx: taken", "E3"),
        ("E-DUPLICATE-ID", "a.xlsx: taken", "A5"),
        ("E-UNKNOWN-LOCATION", "b.xlsx: taken", "D3"),
    }


def test_workbooks_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    for name, sheets in (("north", FIRST), ("south", FIRST)):
        (tmp_path / name).mkdir()
        book(tmp_path / name / "taken.xlsx", sheets)
    with pytest.raises(DataRefused) as error:
        merge([tmp_path / "north" / "taken.xlsx", tmp_path / "south" / "taken.xlsx"])
    finding = error.value.findings[0]
    assert finding.file == f"{tmp_path / 'south' / 'taken.xlsx'}: taken"
    assert f"{tmp_path / 'north' / 'taken.xlsx'}: taken!A3" in finding.text.en


def test_a_folder_of_csv_files_merges_too_and_is_told_by_row(tmp_path: Path) -> None:
    files = folder(tmp_path / "lists", {"tasks.csv": table([TASK]), "suppliers.csv": table(SUPPLIERS[:1])})
    with pytest.raises(DataRefused) as error:
        merge([files, book(tmp_path / "b.xlsx", SECOND | {"suppliers": suppliers(name="Anders")})])
    clash = next(item for item in error.value.findings if item.code == "E-MERGE-CELL")
    assert "lists: suppliers.csv rij 2" in clash.text.nl


def test_every_code_of_merging_is_told_of_here() -> None:
    told = Path(__file__).read_text("utf-8")
    assert [code.code for code in MERGE_CODES if f'"{code.code}"' not in told] == []
