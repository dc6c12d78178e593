"""The first sheet: the plan in figures, the suppliers with a chart, and who would employ."""

from __future__ import annotations

from collections import Counter

from bundler.attribution.constructions import CODES
from bundler.attribution.words import DISCLAIMER
from bundler.attribution.words import LABELS as CONSTRUCTIONS
from bundler.i18n import Text
from bundler.kpis import KPIS, Facts
from bundler.report import words
from bundler.report.book_data import BookData
from bundler.report.book_model import NAMES, Cell, Column, Plain, Table, Value, exact_count, exact_sum
from bundler.report.book_model import known as or_unknown
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Placed, Sheet
from bundler.report.proof import gap_text, stopped_text
from bundler.report.views import totals_by_supplier

KEY = Table(
    "key",
    Text("Key_figures", "Kerncijfers"),
    (
        Column("what", Text("What", "Wat")),
        Column("value", Text("Value", "Waarde"), "number"),
    ),
    filtered=False,
)
SUPPLIERS = Table(
    "suppliers",
    Text("Suppliers", "Leveranciers"),
    (
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("letter", Text("Letter", "Letter")),
        Column("placed", Text("Hours in jobs", "Uren in banen"), "hours", "sum",
               exact_sum("{roster.supplier}", "{roster.hours}", "{.supplier}")),
        Column("left", Text("Hours left over", "Uren over"), "hours", "sum",
               exact_sum("{left.supplier}", "{left.hours}", "{.supplier}")),
        Column("offered", Text("Hours offered", "Uren aangeboden"), "hours", "sum", "{.placed}+{.left}"),
        Column("part", Text("Part in jobs", "Deel in banen"), "percent", "",
               "IF({.offered}=0,0,{.placed}/{.offered})"),
        Column("jobs", Text("Number of jobs", "Aantal banen"), "count", "",
               exact_count("{attribution.supplier}", "{.supplier}")),
    ),
)  # fmt: skip
WHO = Table(
    "who",
    Text("Constructions", "Constructies"),
    (
        Column("construction", Text("Recommended construction", "Aanbevolen constructie")),
        Column("jobs", Text("Number of jobs", "Aantal banen"), "count", "sum",
               exact_count("{jobs.construction}", "{.construction}")),
        Column("hours", Text("Hours a week", "Uren per week"), "hours", "sum",
               exact_sum("{jobs.construction}", "{jobs.hours}", "{.construction}")),
    ),
)  # fmt: skip

_NAME = Text("Summary", "Samenvatting")
_TITLE = Text("Combination jobs: {name}", "Combinatiebanen: {name}")
_JOBS = Text("Jobs", "Banen")
_PLACED = Text("Hours a week in jobs", "Uren per week in banen")
_LEFT = Text("Hours a week left over", "Uren per week over")
_PART = Text("Part of the hours offered that is in jobs", "Deel van de aangeboden uren dat in banen zit")
_PER_BAAN = Text("Hours a week of one baan (banenafspraak)", "Uren per week van één baan (banenafspraak)")
_BANEN = Text("Banen of the banenafspraak", "Banen van de banenafspraak")
_BOTH = Text("Jobs with two suppliers or more", "Banen met twee of meer leveranciers")
_POINTS = Text("Points to check before anything is agreed", "Aandachtspunten voordat er iets wordt besloten")
_SCORE = Text("Score of the plan in points", "Score van het plan in punten")
_CHART = Text("Hours a week by supplier", "Uren per week per leverancier")
_CHART_ALT = Text(
    "Bars with each supplier's hours in jobs and left over. The table of suppliers below says the same in "
    "figures.",
    "Balken met van elke leverancier de uren in banen en de uren die over zijn. De tabel met leveranciers "
    "eronder zegt hetzelfde in cijfers.",
)
_IN_JOBS, _OVER, _EDGE = "#1F4E79", "#BDD7EE", "#1F1F1F"
# Pixels; so many suppliers fit on the first printed page.
_BAR, _LEAST, _MOST = 30, 260, 620
_ONE_PAGE = 20


def write_summary(paper: Paper, data: BookData) -> None:
    """Write the sheet."""
    lang, result, solve = data.lang, data.result, data.problem.scenario.solve
    notes = [data.problem.scenario.description] if data.problem.scenario.description else []
    if result.levels:
        notes.append(f"{gap_text(result)(lang)} {stopped_text(result, solve.time_limit, solve.gap)(lang)}")
    notes += [words.LABELS["purpose"](lang), DISCLAIMER(lang), *data.dated]
    sheet = Sheet(paper, _NAME, _TITLE(lang, name=data.title), notes)
    sheet.widen([44, 14, *([13] * 5)])
    key = sheet.table(KEY, _key_figures(data), freeze=False)
    name = NAMES["per_baan"](lang)
    paper.workbook.define_name(name, f"='{sheet.name}'!$B${key.first + 1 + _KEYS.index(_PER_BAAN)}")
    who = sheet.table(WHO, _who(data), freeze=False)
    suppliers = sheet.table(SUPPLIERS, _suppliers(data), freeze=False)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.fit_to_pages(1, 1 if len(data.styles) <= _ONE_PAGE else 0)
    _chart(sheet, data, suppliers, key.first - 1, who.last + 2)


_KEYS = [_JOBS, _BOTH, _PLACED, _LEFT, _PART, _PER_BAAN, _BANEN, _POINTS, _SCORE]


def _key_figures(data: BookData) -> list[list[Value]]:
    facts = Facts(data.problem, data.result.jobs, data.result, data.dossier)
    figure = {kpi.code: kpi.value(facts, "") for kpi in KPIS if kpi.by == "plan"}
    points: Plain = next((level.value for level in data.result.levels if level.name == "score"), None)
    placed, left = "SUM({jobs.hours})", "SUM({left.hours})"
    cells: dict[Text, Cell] = {
        _JOBS: Cell(figure["jobs"], "count", "COUNTA({jobs.job})"),
        _BOTH: Cell(figure["mixed_jobs"], "count"),
        _PLACED: Cell(figure["hours"], "hours", placed),
        _LEFT: Cell(figure["hours_left"], "hours", left),
        _PART: Cell(
            (figure["share_placed"] or 0) / 100,
            "percent",
            f"IF({placed}+{left}=0,0,{placed}/({placed}+{left}))",
        ),
        _PER_BAAN: Cell(
            or_unknown(facts.baan_hours),
            "number",
            'INDEX({norms.value},MATCH("banenafspraak.hours_per_baan",{norms.id},0))',
        ),
        _BANEN: Cell(
            or_unknown(figure["banen"]),
            "hours",
            f"IF(ISNUMBER({{per_baan}}),{placed}/{{per_baan}},{{unknown}})",
        ),
        _POINTS: Cell(len(data.points), "count", "COUNTA({points.job})"),
        _SCORE: Cell(or_unknown(points), "points"),
    }
    return [[label, cells[label]] for label in _KEYS]


def _who(data: BookData) -> list[list[Value]]:
    jobs: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for each in data.dossier.jobs:
        jobs[each.recommendation.code] += 1
        minutes[each.recommendation.code] += each.job.minutes
    return [[CONSTRUCTIONS[code], jobs[code], minutes[code] / 60] for code in CODES if jobs[code]]


def _suppliers(data: BookData) -> list[list[Value]]:
    totals = totals_by_supplier(data.problem, data.result)
    return [
        [
            data.name(supplier_id),
            style.letter,
            totals[supplier_id].placed / 60,
            totals[supplier_id].left / 60,
            totals[supplier_id].offered / 60,
            totals[supplier_id].placed / totals[supplier_id].offered if totals[supplier_id].offered else 0,
            totals[supplier_id].jobs,
        ]
        for supplier_id, style in data.styles.items()
    ]


def _chart(sheet: Sheet, data: BookData, placed: Placed, top: int, bottom: int) -> None:
    """Bars of the table of suppliers, beside the key figures; a pattern and a label beside the colours."""
    lang, count = data.lang, placed.last - placed.first + 1
    chart = sheet.paper.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for key, look in (
        ("placed", {"fill": {"color": _IN_JOBS}}),
        ("left", {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": _EDGE, "bg_color": _OVER}}),
    ):
        column = SUPPLIERS.place(key)
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
    chart.set_y_axis(
        {
            "reverse": True,
            "interval_unit": 1,
            "num_font": {"size": 9},
            "crossing": "max",
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_x_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0"}}}
    )
    chart.set_legend({"position": "bottom"})
    height = min(_MOST, max(_LEAST, 110 + count * _BAR), (bottom - top) * 20)
    chart.set_size({"width": 480, "height": height})
    options = {"description": _CHART_ALT(lang), "object_position": 3, "x_offset": 20, "y_offset": 2}
    sheet.worksheet.insert_chart(top, 3, chart, options)
