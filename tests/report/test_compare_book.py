"""The comparison as a workbook: native tables with the comparison's figures, in both languages, and safe."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from bundler.i18n import LANGS, Lang
from bundler.kpis import KPI
from bundler.report.compare_book import render_comparison_xlsx
from bundler.report.compare_words import LABELS, VERDICTS
from bundler.scenarios.compare import compare
from tests.report import compare_sample as made

SHEETS = {
    "en": ["Summary", "Key figures", "Suppliers", "Differences", "Asked", "Data", "Moved tasks", "Jobs",
           "Meaning", "Calculations"],
    "nl": ["Samenvatting", "Kerncijfers", "Leveranciers", "Verschillen", "Gevraagd", "Gegevens",
           "Verschoven taken", "Banen", "Betekenis", "Berekeningen"],
}  # fmt: skip


@cache
def content(lang: Lang) -> bytes:
    return render_comparison_xlsx(made.comparison(), lang)


@cache
def book(lang: Lang) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(lang)))


def rows(lang: Lang, number: int) -> list[dict[str, Any]]:
    """The rows of a sheet's table, by header."""
    sheet = book(lang)[SHEETS[lang][number]]
    (native,) = sheet.tables.values()
    cells = [[cell.value for cell in row] for row in sheet[native.ref]]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


def test_the_same_comparison_gives_the_same_bytes(lang: Lang) -> None:
    assert render_comparison_xlsx(compare(made.outcomes()), lang) == content(lang)


def test_every_sheet_has_one_native_table_whose_header_stays_in_sight(lang: Lang) -> None:
    assert book(lang).sheetnames == SHEETS[lang]
    for sheet in book(lang):
        (native,) = sheet.tables.values()
        header = int(re.sub(r"\D", "", native.ref.split(":")[0]))
        assert re.fullmatch(rf"[A-Z]{header + 1}", sheet.freeze_panes or "")
        assert sheet.print_title_rows.endswith(f"${header}")
        assert len(str(sheet["A1"].value)) > 5


def test_key_figures_are_those_of_the_comparison(lang: Lang) -> None:
    """Percentages as spreadsheets have them; an empty cell where nothing is known."""
    found = {row["Figure" if lang == "en" else "Cijfer"]: row for row in rows(lang, 1)}
    comparison = made.comparison()
    for kpi in (each for each in comparison.kpis if each.by == "plan"):
        for side in comparison.sides:
            value = side.value(kpi)
            wanted = value / 100 if value is not None and kpi.unit.en == "%" else value
            assert found[kpi.name(lang)][side.name] == pytest.approx(wanted), (kpi.code, side.name)


def test_differences_are_the_value_less_the_baselines_with_their_meaning(lang: Lang) -> None:
    heads = list(rows(lang, 3)[0])
    scenario, supplier, figure, _, _, value, base, by, meaning = heads
    known = [row for row in rows(lang, 3) if row[by] is not None]
    assert len(known) > 100
    for row in known:
        assert row[by] == pytest.approx(row[value] - row[base], abs=1e-9)
    jobs = next(row for row in known if row[scenario] == "Other" and row[figure] == KPI["jobs"].name(lang))
    assert (jobs[by], jobs[meaning], jobs[supplier]) == (1, VERDICTS["better"](lang), None)
    score = KPI["score"].name(lang)
    heavy = next(row for row in rows(lang, 3) if row[scenario] == "Weights" and row[figure] == score)
    assert (heavy[by], heavy[meaning]) == (None, VERDICTS["unlike"](lang))
    assert {row[scenario] for row in rows(lang, 3)} == {"Other", "Near & <i>far</i>", "Weights", "Data"}


def test_moved_tasks_and_jobs_are_all_there(lang: Lang) -> None:
    comparison = made.comparison()
    moved = [
        (side.name, move.task_id) for side in comparison.others if side.moves for move in side.moves.tasks
    ]
    heads = list(rows(lang, 6)[0])
    assert [(row[heads[0]], row[heads[1]]) for row in rows(lang, 6)] == moved
    count = sum(
        len(each) for side in comparison.others if side.moves
        for each in (side.moves.same, side.moves.retimed, side.moves.gone, side.moves.new)
    )  # fmt: skip
    assert len(rows(lang, 7)) == count
    what = list(rows(lang, 7)[0])[1]
    assert LABELS["jobs_retimed"](lang) in {row[what] for row in rows(lang, 7)}


def test_no_figure_is_lost_between_the_languages() -> None:
    def numbers(lang: Lang) -> list[float]:
        return [
            cell.value for sheet in book(lang) for row in sheet.iter_rows() for cell in row
            if isinstance(cell.value, int | float)
        ]  # fmt: skip

    assert numbers("en") == numbers("nl")


def test_names_of_users_are_never_formulas_and_always_apart(lang: Lang) -> None:
    """Two scenarios whose names differ only in case have a column each; so has one that is called Figure."""
    base, other = made.outcomes()[:2]
    names = ["=1+1", "a", "A", "Figure", "Cijfer", "x\ty", "  "]
    many = [base._replace(name=names[0]), *(other._replace(name=name) for name in names[1:])]
    read = openpyxl.load_workbook(io.BytesIO(render_comparison_xlsx(compare(many), lang)))
    assert not any(cell.data_type == "f" for sheet in read for row in sheet.iter_rows() for cell in row)
    for sheet in read:
        (native,) = sheet.tables.values()
        heads = [str(cell.value) for cell in sheet[native.ref][0]]
        assert heads == [column.name for column in native.tableColumns]
        assert len({head.casefold() for head in heads}) == len(heads)


def test_another_library_reads_it(lang: Lang) -> None:
    other = CalamineWorkbook.from_filelike(io.BytesIO(content(lang)))
    assert other.sheet_names == SHEETS[lang]


def test_scenarios_without_plan_and_without_difference_leave_tables_that_open(lang: Lang) -> None:
    base, none = made.outcomes()[0], made.outcomes()[5]
    for outcomes in ([none], [base, base._replace(name="Again")], [none, base]):
        read = openpyxl.load_workbook(io.BytesIO(render_comparison_xlsx(compare(outcomes), lang)))
        assert read.sheetnames == SHEETS[lang]


def test_the_chart_says_what_it_shows(lang: Lang) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content(lang))) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert ("Bars with each scenario" if lang == "en" else "Balken met van elk scenario") in drawing
