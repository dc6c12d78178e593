"""`bundler template`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


def sheet_rows(path: Path, sheet: str) -> list[list[object]]:
    """The rows below the header that hold anything."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True)
    return [list(row) for row in rows if any(cell is not None for cell in row)]


def test_a_template_has_the_tables_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    ran = run("template", tmp_path / "alle.xlsx", "--lang", "nl")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"Geschreven: {tmp_path / 'alle.xlsx'}"
    assert f"bundler check {tmp_path / 'alle.xlsx'}" in ran.out
    assert openpyxl.load_workbook(tmp_path / "alle.xlsx").sheetnames == [
        "uitleg", "taken", "leveranciers", "locaties", "reistijden", "competenties", "scenario",
        "keuzelijsten",
    ]  # fmt: skip
    run("template", tmp_path / "all.xlsx")
    assert openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames[:3] == [
        "explanation",
        "tasks",
        "suppliers",
    ]


def test_a_new_supplier_finds_its_id_filled_in(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run("template", path, "--supplier", "Shine").code == 0
    assert sheet_rows(path, "suppliers")[0][:2] == ["Shine", "Shine"]
    (example,) = sheet_rows(path, "tasks")
    assert example[1] == "Shine"


@pytest.mark.parametrize("name", ["caterers", "Caterers Ltd", "CATERERS"])
def test_a_known_supplier_gets_its_own_rows_and_all_places(
    run: Run, data: Path, tmp_path: Path, name: str
) -> None:
    """By its id or its name; the scenario and other suppliers are left out."""
    path = tmp_path / "x.xlsx"
    assert run("template", path, "--supplier", name, "--data", data).code == 0
    assert [row[0] for row in sheet_rows(path, "tasks")] == ["(example) T01", "B", "C"]
    assert [row[0] for row in sheet_rows(path, "suppliers")] == ["caterers"]
    assert [row[0] for row in sheet_rows(path, "locations")] == ["hall", "tower"]
    assert "scenario" not in openpyxl.load_workbook(path).sheetnames


def test_one_workbook_for_each_supplier_and_merged_again(run: Run, data: Path, tmp_path: Path) -> None:
    ran = run("template", tmp_path / "round", "--each", "--data", data, "--json")
    names = [Path(file).name for file in ran.document["files"]]
    assert names == ["tasks-cleaners.xlsx", "tasks-caterers.xlsx"]
    files = sorted((tmp_path / "round").iterdir())
    assert run("merge", *files, "--out", tmp_path / "all.xlsx").code == 0
    assert "3 tasks, 2 suppliers, 2 locations; 0 errors" in run("check", tmp_path / "all.xlsx").out


def test_suppliers_and_locations_are_enough_for_a_round(run: Run, data: Path, tmp_path: Path) -> None:
    """Before a round nobody has tasks yet; without suppliers there is nobody to send a workbook to."""
    (data / "tasks.csv").unlink()
    assert run("template", tmp_path / "round", "--each", "--data", data).code == 0
    assert len(list((tmp_path / "round").iterdir())) == 2
    (data / "suppliers.csv").unlink()
    assert run("template", tmp_path / "none", "--each", "--data", data).code == 2
    (data / "locations.csv").unlink()
    assert "has no tasks.csv" in run("template", tmp_path / "x.xlsx", "--data", data).err


def test_a_workbook_that_is_there_is_not_overwritten(run: Run, data: Path, tmp_path: Path) -> None:
    """It may be filled in; of several workbooks none is written where one is in the way."""
    path = tmp_path / "x.xlsx"
    path.write_text("mine")
    ran = run("template", path)
    assert (ran.code, path.read_text()) == (2, "mine")
    assert "not overwritten" in ran.err
    folder = tmp_path / "round"
    folder.mkdir()
    (folder / "tasks-caterers.xlsx").write_text("mine")
    assert run("template", folder, "--each", "--data", data).code == 2
    assert [file.name for file in folder.iterdir()] == ["tasks-caterers.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "english", "dutch"),
    [
        (["x.csv"], "Maybe: x.csv.xlsx", "Misschien: x.csv.xlsx"),
        (["x", "--each"], "--each needs the suppliers", "--each heeft de leveranciers nodig"),
        (["x", "--each", "--supplier", "y", "--data", "{data}"], "--each needs", "--each heeft"),
        (["x.xlsx", "--supplier", "catrers", "--data", "{data}"], "Maybe caterers.", "Misschien caterers."),
        (["x.xlsx", "--data", "nowhere"], "nowhere does not exist", "nowhere bestaat niet"),
    ],
)
def test_what_cannot_be_carried_out_is_explained(
    run: Run, data: Path, arguments: list[str], english: str, dutch: str
) -> None:
    filled = [argument.format(data=data) for argument in arguments]
    for lang, words in (("en", english), ("nl", dutch)):
        ran = run("template", *filled, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err


def test_data_without_suppliers_gives_none_to_mail_round(run: Run, tmp_path: Path) -> None:
    run("template", tmp_path / "x.xlsx")
    ran = run("template", tmp_path / "round", "--each", "--data", tmp_path / "x.xlsx")
    assert ran.code == 2
    assert "has no suppliers" in ran.err
    assert not (tmp_path / "round").exists()


def test_wrong_data_is_refused_and_nothing_is_written(run: Run, data: Path, tmp_path: Path) -> None:
    (data / "locations.csv").write_text("location_id,lat\nhall,north\n")
    ran = run("template", tmp_path / "x.xlsx", "--data", data)
    assert ran.code == 1
    assert "E-NUMBER" in ran.err
    assert not (tmp_path / "x.xlsx").exists()
