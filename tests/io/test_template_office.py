"""The template in LibreOffice: it opens clean, and what is typed there by hand is read, mistakes and all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bundler.errors import DataRefused
from bundler.findings import finding_line
from bundler.i18n import LANGS, Lang
from bundler.io import read_problem
from bundler.io.merge import merge
from bundler.io.tables import TABLES
from bundler.io.template import render_template
from bundler.io.template_words import sheet_name
from tests import office
from tests.io.test_template import EXAMPLE, bare, checks, saved

PLACES = [
    ("leveranciers", "A3", "schoon"),
    ("leveranciers", "B3", "Het Schoonmaakbedrijf"),
    ("leveranciers", "I3", "1.250.000,50"),
    ("locaties", "A3", "hal"),
    ("locaties", "B3", "Hal"),
    ("locaties", "D3", "52,0907"),
    ("locaties", "E3", "5,1214"),
    ("locaties", "A4", "bieb"),
    ("locaties", "C4", "centrum"),
]
TASK = {
    "B": "schoon", "C": "Ronde", "D": "hal", "E": "ma-vr", "F": "2,5", "H": "6:30", "I": "10:00",
    "J": "1", "M": "binnen", "P": "ja", "Q": "1-3-2026",
}  # fmt: skip
# What is typed instead, the cell that is wrong, its code, and the advice.
MISTAKES: list[tuple[dict[str, str], str, str, str]] = [
    ({"F": "twee"}, "F3", "E-HOURS", "Misschien schrijft u uren als 2,5 of 2:30."),
    ({"E": "maandg;wo"}, "E4", "E-DAYS", "Misschien maandag"),
    ({"H": "25:00"}, "H5", "E-CLOCK", "Misschien schrijft u uren en minuten, zoals 07:30."),
    ({"J": "1,5"}, "J6", "E-WHOLE", "Misschien schrijft u alleen cijfers, zonder decimalen."),
    ({"D": "hall"}, "D7", "E-UNKNOWN-LOCATION", "Misschien hal"),
    ({"A": "T03"}, "A8", "E-DUPLICATE-ID", "Misschien geeft u een van de twee een andere id"),
    ({"C": ""}, "C9", "E-REQUIRED", "Misschien vult u de cel, of verwijdert u de hele rij."),
    ({"H": "10:00", "I": "6:30"}, "I10", "E-WINDOW-ORDER", "Misschien zijn de twee tijden verwisseld"),
    ({"M": "bnnen"}, "M11", "E-CHOICE", "Misschien binnen"),
    ({"Q": "31-2-2026"}, "Q12", "E-DATE", "Misschien schrijft u die als 2028-12-31."),
]


def typings() -> list[office.Typing]:
    """Places that are right and ten tasks with a mistake in each, in the rows below the example."""
    typed = list(PLACES)
    for row, (changes, *_) in enumerate(MISTAKES, 3):
        cells = {"A": f"T{row:02d}", **TASK, **changes}
        typed += [("taken", f"{letters}{row}", text) for letters, text in cells.items() if text]
    return typed


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's settings: made once, as each of its starts takes seconds."""
    return tmp_path_factory.mktemp("office") / "profile"


@pytest.fixture(scope="module")
def through(profile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A template in each language and a filled one: our folder, and that of what LibreOffice saves."""
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    books = {lang: render_template(lang) for lang in LANGS} | {
        "filled": render_template("nl", merge([EXAMPLE]).rows)
    }
    paths = [saved(ours / f"{name}.xlsx", book) for name, book in books.items()]
    office.convert(profile, paths, "xlsx", theirs)
    office.convert(profile, paths[-1:], "ods", theirs)
    return ours, theirs


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_opens_clean_in_libreoffice(lang: Lang, through: tuple[Path, Path]) -> None:
    """Nothing is lost on the way through: sheets, notes, protection and every check are still there."""
    first, second = (openpyxl.load_workbook(folder / f"{lang}.xlsx") for folder in through)
    assert first.sheetnames == second.sheetnames
    for table in TABLES.values():
        one, two = (book[sheet_name(table, lang)] for book in (first, second))
        for row in (1, 2):
            assert [cell.value for cell in one[row]] == [cell.value for cell in two[row]]
        assert [cell.comment.text for cell in one[1]] == [cell.comment.text for cell in two[1]]
        assert two.protection.sheet
        assert [cell.protection.locked for cell in two[1]] == [True] * len(table.columns)
        assert {letters: check.type for letters, check in checks(one)} == {
            letters: check.type for letters, check in checks(two)
        }
        assert {check.error for _, check in checks(one)} == {check.error for _, check in checks(two)}


def test_what_libreoffice_saves_of_a_filled_template_reads_the_same(through: tuple[Path, Path]) -> None:
    """As .xlsx and as .ods."""
    direct, _ = read_problem(EXAMPLE)
    for form in ("xlsx", "ods"):
        theirs = through[1] / f"filled.{form}"
        assert bare(read_problem(theirs, EXAMPLE / "scenario.toml")[0]) == bare(direct)


def test_ten_typical_mistakes_typed_by_hand_are_ten_findings_with_cell_and_advice(
    profile: Path, tmp_path: Path
) -> None:
    """Each once, with sheet, cell and advice in Dutch; and what was typed right is not complained of."""
    template = saved(tmp_path / "sjabloon.xlsx", render_template("nl"))
    path = office.fill(profile, template, tmp_path / "ingevuld.xlsx", typings())
    with pytest.raises(DataRefused) as refused:
        read_problem(path)
    errors = [item for item in refused.value.findings if item.severity == "error"]
    expected = sorted((cell, code) for _, cell, code, _ in MISTAKES)
    assert sorted((item.cell, item.code) for item in errors) == expected
    assert {item.code for item in refused.value.findings if item.severity != "error"} == {"N-EXAMPLE"}
    lines = {item.cell: finding_line(item, "nl") for item in errors}
    for _, cell, code, advice in MISTAKES:
        assert lines[cell].startswith(f"taken!{cell}, kolom ")
        assert f": {code} " in lines[cell]
        assert advice in lines[cell]


def test_a_template_filled_in_right_by_hand_is_right(profile: Path, tmp_path: Path) -> None:
    """Decimal commas, times and dates as a Dutch user types them; a header cannot be typed over."""
    template = saved(tmp_path / "sjabloon.xlsx", render_template("nl"))
    cells = {"A": "T01", **TASK, "F": "2:30", "I": "24:00"}
    typed = [*PLACES, *(("taken", f"{letters}3", text) for letters, text in cells.items())]
    typed += [("taken", "A1", "overschreven"), ("taken", "C1", "overschreven")]
    path = office.fill(profile, template, tmp_path / "ingevuld.xlsx", typed)
    problem, _ = read_problem(path)
    (task,) = problem.tasks
    assert (task.session_minutes, task.earliest_start, task.latest_end) == (150, 390, 1440)
    assert str(task.valid_from) == "2026-03-01"
    assert (problem.locations[0].lat, problem.locations[0].lon) == (52.0907, 5.1214)
    assert problem.suppliers[0].contract_value_eur_year == 1_250_000.5
    assert openpyxl.load_workbook(path)["taken"]["A1"].value == "Taak id *"
