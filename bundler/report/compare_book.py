"""The comparison as an Excel workbook: native tables to sort, to filter and to work on with."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from bundler.i18n import Lang, Text
from bundler.kpis import EUROS, KPI, KPIS, PERCENT, Kpi
from bundler.kpis.shown import DIRECTIONS, SHORT
from bundler.report import compare_words as words
from bundler.report import words as report_words
from bundler.report.book import LANGUAGE, with_language
from bundler.report.book_model import Cell, Column, Kind, Plain, Table, Value
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Placed, Sheet
from bundler.report.book_text import clean
from bundler.report.compare_book_moves import CHANGED, JOBS, MOVED, changed_rows, job_rows, moved_rows
from bundler.report.compare_rows import asked_rows
from bundler.report.compare_view import Columns, head, proved, run_rows, status_text, warnings
from bundler.scenarios.compare import Comparison, Side

_SCENARIO = Column("scenario", Text("Scenario", "Scenario"))
_FIGURE = (
    Column("figure", Text("Figure", "Cijfer"), "wide"),
    Column("unit", Text("Unit", "Eenheid")),
    Column("better", Text("Better", "Beter")),
)
SCENARIOS = Table(
    "scenarios",
    Text("Scenarios", "Scenarios"),
    (
        _SCENARIO,
        Column("status", Text("Status", "Status")),
        Column("objective", Text("Objective", "Doel")),
        Column("jobs", Text("Jobs", "Banen"), "count"),
        Column("hours", Text("Hours in jobs", "Uren in banen"), "hours"),
        Column("left", Text("Hours left over", "Uren over"), "hours"),
        Column("complexity", Text("Complexity", "Complexiteit"), "hours"),
        Column("value", Text("Value reached", "Waarde gehaald"), "points"),
        Column("bound", Text("Bound", "Grens"), "points"),
        Column("gap", Text("Gap", "Verschil met de grens"), "percent"),
        Column("proof", Text("What is proved", "Wat is bewezen"), "long"),
    ),
    filtered=False,
)
DIFFERENCES = Table(
    "differences",
    Text("Differences", "Verschillen"),
    (
        _SCENARIO,
        Column("supplier", Text("Supplier", "Leverancier")),
        *_FIGURE,
        Column("value", Text("Value", "Waarde"), "hours"),
        Column("base", Text("Baseline", "Basis"), "hours"),
        Column("by", Text("Difference", "Verschil"), "hours"),
        Column("verdict", Text("Meaning", "Betekenis")),
    ),
)  # fmt: skip
MEANING = Table(
    "meaning",
    Text("Meaning", "Betekenis"),
    (
        Column("code", Text("Code", "Code")),
        *_FIGURE,
        Column("counted", Text("What is counted", "Wat telt"), "long"),
    ),
)
_SUMMARY = Text("Summary", "Samenvatting")
_TITLE = Text("Scenarios side by side: {names}", "Scenario's naast elkaar: {names}")
_CHART = Text("Hours a week by scenario", "Uren per week per scenario")
_CHART_ALT = Text(
    "Bars with each scenario's hours in jobs and left over. The table of scenarios says the same in figures.",
    "Balken met van elk scenario de uren in banen en de uren die over zijn. De tabel met scenario's zegt "
    "hetzelfde in cijfers.",
)
_IN_JOBS, _OVER, _EDGE = "#1F4E79", "#BDD7EE", "#1F1F1F"


def render_comparison_xlsx(comparison: Comparison, lang: Lang) -> bytes:
    """The workbook; the same comparison gives the same bytes, without a plan date on the same day.

    Args:
        comparison: what is shown.
        lang: language of everything that people read.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    title = clean(_TITLE(lang, names=", ".join(side.name for side in comparison.sides)))
    day = comparison.baseline.outcome.problem.scenario.plan_date or date.today()
    about = words.LABELS["purpose"](lang)
    workbook.set_properties(
        {
            "title": title[:250],
            "author": "bundler",
            "comments": about,
            "created": datetime.combine(day, time()),
        }
    )
    tables = (SCENARIOS, DIFFERENCES, MOVED, JOBS, CHANGED, MEANING)
    _write(Paper(workbook, lang, tables, words.LABELS["title"](lang)), comparison)
    workbook.close()
    return with_language(out.getvalue(), LANGUAGE[lang])


def _write(paper: Paper, comparison: Comparison) -> None:
    """Every sheet, in the order of the tabs."""
    lang, label = paper.lang, words.LABELS
    everyone = _everyone(comparison, lang)
    figures = _wide("figures", everyone, _FIGURE, "hours")
    suppliers = _wide("suppliers", everyone, (Column("supplier", label["supplier"]), *_FIGURE), "euro")
    settings = (Column("setting", label["setting"], "long"), Column("name", Text("Name", "Naam")))
    calculations = (Column("what", Text("What", "Wat"), "wide"),)
    empty = label["empty_note"]
    _summary(paper, comparison)
    _sheet(paper, "figures", [empty, label["found_note"]], figures, _figures(comparison, everyone))
    _sheet(paper, "suppliers", [empty, label["suppliers_all"]], suppliers, _suppliers(comparison, everyone))
    _sheet(paper, "differences", [label["differences_note"]], DIFFERENCES, _differences(comparison))
    asked = _asked(comparison, everyone, lang)
    _sheet(paper, "asked", [label["asked_note"]], _wide("asked", everyone, settings, "text"), asked)
    _sheet(paper, "changed", [label["data"]], CHANGED, changed_rows(comparison, lang))
    _sheet(paper, "moved", [label["moved_note"]], MOVED, moved_rows(comparison, lang))
    _sheet(paper, "jobs", [label["moved_note"]], JOBS, job_rows(comparison, lang))
    _sheet(paper, "meaning", [], MEANING, _meaning())
    rows = [[name, *values] for name, values in run_rows(everyone, lang)]
    _sheet(paper, "run", [], _wide("run", everyone, calculations, "text"), rows)


def _sheet(
    paper: Paper, key: str, notes: Sequence[Text], table: Table, rows: Sequence[Sequence[Value]]
) -> None:
    """A sheet of one table."""
    title, lang = words.LABELS[key], paper.lang
    # what says which row it is stays in sight
    frozen = 2 if key in ("suppliers", "differences", "moved", "changed") else 1
    Sheet(paper, words.TABS[key], title(lang), [note(lang) for note in notes], frozen).table(table, rows)


def _everyone(comparison: Comparison, lang: Lang) -> Columns:
    sides = (comparison.baseline, *comparison.others)
    return Columns(sides, [head(comparison, side, lang) for side in sides])


def _wide(key: str, everyone: Columns, first: tuple[Column, ...], kind: Kind) -> Table:
    """A table with a column for each scenario; no two columns of a table may have the same name."""
    taken = {name.casefold() for column in first for name in column.head}
    columns = list(first)
    for number, side in enumerate(everyone.sides):
        name = " ".join(clean(side.name).split())[:200] or str(number + 1)
        while name.casefold() in taken:
            name += f" {number + 1}"
        taken.add(name.casefold())
        columns.append(Column(f"side{number}", Text(name, name), kind))
    return Table(key, words.NAMES[key], tuple(columns))


def _summary(paper: Paper, comparison: Comparison) -> None:
    lang, label = paper.lang, words.LABELS
    found = warnings(comparison, lang)
    notes = [words.COMPARED_LINE(lang, base=comparison.baseline.name)]
    notes += [f"{label['first'](lang)}:", *(f"– {text}" for text in found)] if found else []
    notes += [label["found_note"](lang), label["purpose"](lang)]
    sheet = Sheet(paper, _SUMMARY, label["title"](lang), notes)
    sheet.widen([34])
    sides = (comparison.baseline, *comparison.others)
    placed = sheet.table(SCENARIOS, [_scenario(comparison, side, lang) for side in sides])
    _chart(sheet, placed)


def _scenario(comparison: Comparison, side: Side, lang: Lang) -> list[Value]:
    result = side.outcome.solved
    objective = report_words.OBJECTIVES[side.outcome.problem.scenario.solve.objective]
    first = result.first if result is not None else None
    proof = words.LABELS["baseline"](lang) if side is comparison.baseline else proved(side, lang)
    if not proof and side.order is not None:
        proof = side.order.text(lang)
    return [
        side.name,
        status_text(side, lang),
        objective,
        *(_value(KPI[code], side.value(KPI[code])) for code in ("jobs", "hours", "hours_left", "complexity")),
        first.value if first else None,
        first.bound if first else None,
        result.gap if result else None,
        proof,
    ]


def _figures(comparison: Comparison, everyone: Columns) -> list[list[Value]]:
    return [
        [*_named(comparison, kpi), *(_value(kpi, side.value(kpi)) for side in everyone.sides)]
        for kpi in comparison.kpis
        if kpi.by == "plan"
    ]


def _suppliers(comparison: Comparison, everyone: Columns) -> list[list[Value]]:
    return [
        [
            supplier.name or supplier.supplier_id,
            *_named(comparison, kpi),
            *(_value(kpi, side.value(kpi, supplier.supplier_id)) for side in everyone.sides),
        ]
        for supplier in comparison.suppliers
        for kpi in comparison.kpis
        if kpi.by == "supplier"
    ]


def _named(comparison: Comparison, kpi: Kpi) -> list[Plain]:
    return [kpi.name, kpi.unit, SHORT[comparison.direction(kpi)]]


def _value(kpi: Kpi, value: float | None) -> Cell:
    """A value as a spreadsheet has it; an empty cell where it is not known."""
    if value is not None and kpi.unit is PERCENT:
        value /= 100
    return Cell(value, kind_of(kpi))


def kind_of(kpi: Kpi) -> Kind:
    """How a KPI is written in a cell."""
    if kpi.unit is PERCENT:
        return "percent"
    if kpi.unit is EUROS:
        return "euro"
    return "hours" if kpi.decimals else "count"


def _differences(comparison: Comparison) -> list[list[Value]]:
    suppliers: list[tuple[str, str]] = [("", "")]
    suppliers += [(each.supplier_id, each.name or each.supplier_id) for each in comparison.suppliers]
    rows: list[list[Value]] = []
    for side in comparison.others:
        for supplier_id, name in suppliers if side.measures is not None else ():
            for kpi in comparison.kpis:
                if (kpi.by == "supplier") == bool(supplier_id):
                    rows.append([side.name, name or None, *_difference(comparison, side, kpi, supplier_id)])
    return rows


def _difference(comparison: Comparison, side: Side, kpi: Kpi, supplier_id: str) -> Iterator[Value]:
    value = _value(kpi, side.value(kpi, supplier_id))
    base = _value(kpi, comparison.baseline.value(kpi, supplier_id))
    by, verdict = comparison.difference(side, kpi, supplier_id)
    yield from _named(comparison, kpi)
    yield value
    yield base
    yield _value(kpi, by)
    yield words.VERDICTS[verdict]


def _asked(comparison: Comparison, everyone: Columns, lang: Lang) -> list[list[Value]]:
    return [
        [row.sentence, row.name, *(f"★ {cell.value}" if cell.changed else cell.value for cell in row.cells)]
        for row in asked_rows(comparison, everyone, lang)
    ]


def _meaning() -> list[list[Value]]:
    return [[kpi.code, kpi.name, kpi.unit, DIRECTIONS[kpi.better], kpi.formula] for kpi in KPIS]


def _chart(sheet: Sheet, placed: Placed) -> None:
    """Bars of the table of scenarios below it; a pattern beside the colours."""
    lang, count = sheet.paper.lang, placed.last - placed.first + 1
    chart = sheet.paper.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for key, look in (
        ("hours", {"fill": {"color": _IN_JOBS}}),
        ("left", {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": _EDGE, "bg_color": _OVER}}),
    ):
        column = SCENARIOS.place(key)
        chart.add_series(
            {
                "name": [sheet.name, placed.first - 1, column],
                "categories": [sheet.name, placed.first, 0, placed.last, 0],
                "values": [sheet.name, placed.first, column, placed.last, column],
                "border": {"color": _EDGE},
                "gap": 40,
                **look,
            }
        )
    chart.set_title({"name": _CHART(lang), "name_font": {"size": 12}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "crossing": "max",
                      "major_gridlines": {"visible": False}})  # fmt: skip
    chart.set_x_axis(
        {"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0"}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": min(900, 150 + 34 * count)})
    options = {"description": _CHART_ALT(lang), "object_position": 3, "x_offset": 4, "y_offset": 8}
    sheet.worksheet.insert_chart(placed.last + 2, 0, chart, options)
