"""The report of a sweep: every figure in words too, in both languages, in a browser and as a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from bundler.domain import Result
from bundler.i18n import LANGS, Lang, Text
from bundler.kpis import KPI
from bundler.report import sweep_words
from bundler.report.canvas import WIDTH, Words
from bundler.report.colors import contrast, ink_on
from bundler.report.sweep_book import render_sweep_xlsx
from bundler.report.sweep_front import _ticks, front_picture
from bundler.report.sweep_map import _shade, heat_maps, panels_of
from bundler.report.sweep_page import render_sweep
from bundler.report.sweep_price import price_section
from bundler.scenarios.grid import Axis, axis_of, cells_of
from bundler.scenarios.sweepfile import Sweep
from bundler.scenarios.table import Point, Table, table_of
from tests.browser import Tabs, violations
from tests.scenarios.grids import AXES, opened, problem_of, solved, table

SWEEP = Sweep(name=Text("A grid", "Een raster"), axes=AXES, price="rules.max_suppliers")
MANY = axis_of("seed=" + ",".join(map(str, range(40))))
THREE = (*AXES, axis_of("max_travel_minutes=10,20"))


def grid(axes: Sequence[Axis], results: Mapping[int, Result] | None = None) -> Table:
    """Cells of any grid with one result for all, so that nothing has to be solved."""
    cells = cells_of(problem_of(), axes)
    one = solved()[3]
    given = {cell.number: one for cell in cells} if results is None else results
    rows = tuple(table_of(problem_of(), axes, cells, {}).rows)
    kpis = table().rows[2].kpis
    return Table(problem_of(), tuple(axes), tuple(
        row._replace(result=given[row.cell.number], kpis=kpis, state="proved")
        if row.cell.number in given else row for row in rows
    ))  # fmt: skip


def words_of(page: str) -> str:
    """The text of a page on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.S)).split())


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_every_cell_and_every_section(lang: Lang) -> None:
    page = render_sweep(table(), SWEEP, lang)
    text = words_of(page)
    for anchor in ("summary", "price", "axes", "pictures", "front", "cells", "figures"):
        assert f'id="{anchor}"' in page
        assert f'href="#{anchor}"' in page
    for code in SWEEP.pictures:
        assert KPI[code].name(lang) in text
    assert SWEEP.name(lang) in text
    assert page.count("<svg") == len(SWEEP.pictures) + 1
    assert "built-in" not in page
    rows = page[page.index('id="cells"') : page.index('id="figures"')].count('<th scope="row">')
    assert rows == 4


def test_no_english_is_left_on_the_dutch_page() -> None:
    dutch = words_of(render_sweep(table(), SWEEP, "nl"))
    same = {text.en for text in sweep_words.LABELS.values() if text.en == text.nl}
    for text in [*sweep_words.LABELS.values(), *sweep_words.STATES.values()]:
        if text.en not in same and len(text.en) > 6:
            assert not re.search(rf"\b{re.escape(text.en)}\b", dutch), text.en


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_proved_is_said(lang: Lang) -> None:
    results = dict(solved())
    results[3] = opened(results[3], results[3].first.value, results[3].first.value / 0.96)
    text = words_of(render_sweep(table(results), SWEEP, lang))
    assert {"en": "In 1 of the 4 cells", "nl": "In 1 van de 4 cellen"}[lang] in text
    assert " 4 %" in text
    assert {"en": "1 of these plans are not proved", "nl": "Van 1 van deze plannen is niet bewezen"}[
        lang
    ] in text
    assert {"en": "not proved", "nl": "niet bewezen"}[lang] in text


def test_of_a_price_that_is_not_proved_both_ends_are_told() -> None:
    axes = AXES[:1]
    results = dict(solved(axes=axes))
    one, two = results[1].first.value, results[2].first.value
    results[1] = opened(results[1], one, one + 3)
    (group,) = price_section(table(results, axes), "rules.max_suppliers", "en").groups
    assert group.heading == "Suppliers per job, at most: 2 instead of 1"
    low, high = (f"{value:.2f}".rstrip("0").rstrip(".") for value in (two - one - 3, two - one))
    assert f"The rule brings {low} to {high} points." in group.items[0]
    assert "Not yet proved" in group.items[0]
    results[1] = solved(axes=axes)[1]
    (group,) = price_section(table(results, axes), "rules.max_suppliers", "nl").groups
    assert "De regel levert" in group.items[0]
    assert "Bewezen" in group.items[0]


def drawn(canvas: object) -> list[Words]:
    return [shape for shape in canvas._shapes if isinstance(shape, Words)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "axes",
    [
        AXES[:1],
        AXES,
        THREE,
        (MANY,),
        (MANY, axis_of("max_tasks=2,3,4"), axis_of("max_days=4,5")),
        (axis_of("max_tasks=2,3"), MANY, axis_of("max_days=3,4")),
        (axis_of("excluded_certificates=vog,security_diploma,licence;vog;"), axis_of("objective=balanced")),
    ],
    ids=["one", "two", "three", "wide", "high", "many columns", "long names"],
)  # fmt: skip
def test_a_heat_map_has_the_value_of_every_cell_and_stays_on_its_paper(axes: tuple[Axis, ...]) -> None:
    sweep = grid(axes)
    canvases = list(heat_maps(sweep, KPI["hours"], "nl"))
    shown = [word for canvas in canvases for word in drawn(canvas)]
    value = f"{sweep.rows[0].kpis['hours']:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    assert sum(word.text == value for word in shown) == len(sweep.rows)
    for canvas in canvases:
        for shape in canvas._shapes:
            if not isinstance(shape, Words):
                assert shape.x >= 0  # type: ignore[union-attr]
                assert shape.x + shape.width <= WIDTH + 1  # type: ignore[union-attr]
                assert shape.y + shape.height <= canvas.height  # type: ignore[union-attr]
    cells = [row.cell.number for panel in panels_of(sweep, "en") for line in panel.cells for row in line]
    assert sorted(cells) == [row.cell.number for row in sweep.rows]


def test_cells_without_a_value_have_a_sign_that_is_explained() -> None:
    axes = (axis_of("min_hours=12,30"), axis_of("max_hours=24,36"))
    sweep = table_of(problem_of(), axes, cells_of(problem_of(), axes), {})
    texts = [word.text for canvas in heat_maps(sweep, KPI["jobs"], "en") for word in drawn(canvas)]
    assert texts.count("×") == 1
    assert texts.count("…") == 3
    text = words_of(render_sweep(sweep, Sweep(axes=axes), "en"))
    assert "× settings do not go together" in text
    assert "… not solved" in text
    assert "No cell has a plan with jobs." in text


@pytest.mark.parametrize("share", [0, 0.2, 0.45, 0.5, 0.55, 0.8, 1])
def test_values_can_be_read_on_every_shade(share: float) -> None:
    fill = _shade(share, (0, 1))
    assert contrast(fill, ink_on(fill)) >= 4.5


@pytest.mark.parametrize(
    "values", [[0.0], [3.0, 3.0], [612.25, 615.25], [0.0, 1e6], [-5.0, 7.5], [0.001, 0.002]]
)
def test_the_ticks_are_few_and_span_the_values(values: list[float]) -> None:
    ticks = _ticks(values)
    assert 2 <= len(ticks) <= 10
    assert ticks[0] <= min(values)
    assert max(values) <= ticks[-1]


def test_labels_of_the_front_do_not_overlap() -> None:
    rows = [row for row in table().rows if row.has_plan]
    points = [
        Point(600 + at % 3, 10 + at / 50, (rows[0]._replace(cell=rows[0].cell._replace(number=at)),), None)
        for at in range(40)
    ]
    canvas = front_picture(points, "en")
    numbers = [
        word for word in drawn(canvas) if word.text.isdigit() and len(word.text) < 3 and word.size == 9.5
    ]
    assert numbers
    for at, one in enumerate(numbers):
        for other in numbers[at + 1 :]:
            apart = abs(one.y - other.y) >= 9 or one.x + 4 <= other.x or other.x + 4 <= one.x
            assert apart, (one, other)


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_has_the_figures_of_every_cell(lang: Lang) -> None:
    content = render_sweep_xlsx(table(), SWEEP, lang)
    assert content == render_sweep_xlsx(table(), SWEEP, lang)
    book = load_workbook(io.BytesIO(content))
    assert (
        book.sheetnames
        == {
            "en": ["Cells", "Heat maps", "Front", "Price", "Figures"],
            "nl": ["Cellen", "Warmtekaarten", "Front", "Prijs", "Cijfers"],
        }[lang]
    )
    sheet = book.worksheets[0]
    (found,) = sheet.tables.values()
    first, *rows = sheet[found.ref]
    heads = [cell.value for cell in first]
    assert len(rows) == 4
    at = heads.index(KPI["hours"].name(lang))
    assert [row[at].value for row in rows] == [row.kpis["hours"] for row in table().rows]
    maps = book.worksheets[1]
    values = {cell.value for line in maps.iter_rows() for cell in line if isinstance(cell.value, float | int)}
    assert {round(row.kpis["complexity"] or 0, 2) for row in table().rows} <= values


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_accessible_and_fits_the_screen(browser: Browser, tmp_path: Path, lang: Lang) -> None:
    file = tmp_path / "sweep.html"
    file.write_text(render_sweep(table(), SWEEP, lang), encoding="utf-8")
    tab = Tabs(browser, {lang: file}).shown(lang)
    for width in (1280, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(tab) == ""
