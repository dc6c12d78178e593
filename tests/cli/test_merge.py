"""`bundler merge`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


@pytest.fixture
def books(run: Run, data: Path, tmp_path: Path) -> list[Path]:
    """The workbooks of two suppliers, sent back as they were sent."""
    folder = tmp_path / "round"
    assert run("template", folder, "--each", "--data", data).code == 0
    return sorted(folder.iterdir())


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_what_was_merged_is_told_and_is_there(run: Run, books: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "all.xlsx"
    ran = run("merge", *books, "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"{out}: 3 tasks of 2 suppliers at 2 locations, from 2 workbooks.\nNext: bundler check {out}\n"
    )
    assert run("check", out).code == 0


def test_a_clash_is_told_with_both_cells_and_nothing_is_written(
    run: Run, books: list[Path], tmp_path: Path
) -> None:
    change(books[0], "locations", "B2", "Another hall")
    out = tmp_path / "all.xlsx"
    for lang, words in (("en", "says Another hall for the same location"), ("nl", "zegt Another hall voor")):
        ran = run("merge", *books, "--out", out, "--lang", lang)
        assert (ran.code, ran.out) == (1, "")
        assert "tasks-cleaners.xlsx: locations!B2" in ran.err
        assert "tasks-caterers.xlsx: locations!B2 " in ran.err
        assert words in ran.err
        assert not out.exists()


def test_a_workbook_that_is_there_is_kept(run: Run, books: list[Path], tmp_path: Path) -> None:
    """Rules and pins may have been put in it since."""
    out = tmp_path / "all.xlsx"
    out.write_text("mine")
    ran = run("merge", *books, "--out", out)
    assert (ran.code, out.read_text()) == (2, "mine")
    assert "not overwritten" in ran.err


def test_json_lists_the_rows_or_the_clashes(run: Run, books: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "all.xlsx"
    document = run("merge", *books, "--out", out, "--json").document
    assert (document["format"], document["rows"]["tasks"]) == ("bundler-merge/1", 3)
    change(books[0], "locations", "B2", "Another hall")
    ran = run("merge", *books, "--out", tmp_path / "again.xlsx", "--json")
    assert ran.code == 1
    assert [item["code"] for item in ran.document["findings"]] == ["E-MERGE-CELL"]
    assert ran.document["findings"][0]["cell"] == "B2"


def test_a_pattern_that_the_shell_left_as_it_is_is_followed(
    run: Run, books: list[Path], tmp_path: Path
) -> None:
    """As on Windows."""
    ran = run("merge", books[0].parent / "*.xlsx", "--out", tmp_path / "all.xlsx")
    assert "from 2 workbooks" in ran.out


def test_a_folder_stands_for_the_workbooks_in_it(run: Run, books: list[Path], tmp_path: Path) -> None:
    (books[0].parent / f"~${books[0].name}").write_text("open in Excel")
    ran = run("merge", books[0].parent, "--out", tmp_path / "all.xlsx")
    assert "from 2 workbooks" in ran.out


@pytest.mark.parametrize(
    ("arguments", "english", "dutch"),
    [
        (["{a}", "{b}", "--out", "{b}"], "would be overwritten", "zou worden overschreven"),
        (["{a}", "{a}", "--out", "{out}"], "is given twice", "is twee keer opgegeven"),
        (["{a}", "--out", "all"], "Maybe: --out all.xlsx", "Misschien: --out all.xlsx"),
        (["{a}", "nowhere.xlsx", "--out", "{out}"], "does not exist", "bestaat niet"),
        (["{a}"], "Missing option '--out'", "Er ontbreekt een optie: '--out'"),
        (["--out", "{out}"], "Missing argument", "Er ontbreekt een argument"),
    ],
)
def test_what_cannot_be_carried_out_is_explained(
    run: Run, books: list[Path], tmp_path: Path, arguments: list[str], english: str, dutch: str
) -> None:
    names = {"a": books[0], "b": books[1], "out": tmp_path / "all.xlsx"}
    for lang, words in (("en", english), ("nl", dutch)):
        ran = run("merge", *(argument.format(**names) for argument in arguments), "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err
    assert not (tmp_path / "all.xlsx").exists()
