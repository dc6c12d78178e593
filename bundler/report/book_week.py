"""The sheet with every job's week: a row for each working day, a cell for each quarter of an hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bundler.i18n import Text
from bundler.report.book_data import BookData
from bundler.report.book_paper import HEADER_FILL, RULE, Paper
from bundler.report.book_sheet import Sheet
from bundler.report.book_text import clean, is_risky, lines_of
from bundler.report.colors import WHITE
from bundler.rules import Week
from bundler.rules.week import Day
from bundler.units import DAY_LABELS, clock

NAME: Final = Text("Week", "Week")
_TITLE = Text(
    "Week: each row is a day of a job, each narrow cell a quarter of an hour",
    "Week: elke rij is een dag van een baan, elke smalle cel een kwartier",
)
_NOTE = Text(
    "The letter is the supplier that is worked for in most of that quarter; {walk} is walking, {rest} is a "
    "break or waiting, an empty cell is free. Exact times: columns Start and End, and the sheet Roster.",
    "De letter is de leverancier bij wie het grootste deel van dat kwartier wordt gewerkt; {walk} is lopen, "
    "{rest} is pauze of wachten, een lege cel is vrij. Precieze tijden: kolommen Begin en Einde, en het "
    "blad Rooster.",
)
_NO_JOBS = Text("This plan has no jobs.", "Dit plan heeft geen banen.")
_HEADS = (
    Text("Job", "Baan"),
    Text("Day", "Dag"),
    Text("Start", "Begin"),
    Text("End", "Einde"),
    Text("Hours", "Uren"),
)
_WIDTHS = (9.0, 6.0, 7.0, 7.0, 7.0)
WALK, REST = "→", "·"
_QUARTER, _CELL = 15, 2.6
_LEGEND_CELLS = 11
_GREY, _PALE, _DARK = "#595959", "#F2F2F2", "#808080"


class Grid(NamedTuple):
    """Where everything on the sheet stands, counted from 0.

    Attributes:
        start: of the first quarter, minutes after midnight; ``quarters`` of them follow.
        legend: its first row; ``header`` is the row of the heads.
        rows: row, job and day of each line.
    """

    start: int
    quarters: int
    notes: tuple[str, ...]
    legend: int
    per_line: int
    header: int
    rows: tuple[tuple[int, str, Day], ...]

    @property
    def by_job(self) -> dict[str, int]:
        """The first row of each job."""
        return {job_id: row for row, job_id, _ in reversed(self.rows)}


def grid_of(data: BookData) -> Grid:
    """The layout of the sheet."""
    days = [(job.job_id, day) for job in data.jobs for day in Week(data.problem, job.roster).days]
    start = min((day.start for _, day in days), default=0) // 60 * 60
    end = -(-max((day.end for _, day in days), default=0) // 60) * 60
    quarters = max(0, end - start) // _QUARTER
    note = _NOTE(data.lang, walk=WALK, rest=REST) if days else _NO_JOBS(data.lang)
    notes = tuple(lines_of(note, max(110.0, sum(_WIDTHS) + quarters * _CELL)))
    per_line = max(1, quarters // _LEGEND_CELLS)
    legend = 1 + len(notes)
    header = legend + -(-len(_suppliers(data)) // per_line) + 1
    rows = tuple((header + 1 + number, job_id, day) for number, (job_id, day) in enumerate(days))
    return Grid(start, quarters, notes, legend, per_line, header, rows)


def _suppliers(data: BookData) -> list[str]:
    """Ids of the suppliers in the plan's jobs, in the order of the data."""
    used = {supplier_id for job in data.jobs for supplier_id in job.suppliers}
    return [supplier_id for supplier_id in data.styles if supplier_id in used]


def quarters_of(data: BookData, day: Day, start: int, count: int) -> list[str]:
    """What each quarter of a day shows: a letter, walking, rest or nothing.

    A quarter goes to what fills most of it, among equals to work. A visit that would get no quarter at
    all gets the one that it fills most.
    """
    spans = list(_spans(data, day))
    cells = []
    for number in range(count):
        opens = start + number * _QUARTER
        filled: dict[str, int] = {}
        for begin, end, sign in spans:
            if minutes := _shared(begin, end, opens):
                filled[sign] = filled.get(sign, 0) + minutes
        free = _QUARTER - sum(filled.values())
        sign = max(filled, key=lambda each: (filled[each], each not in (WALK, REST)), default="")
        cells.append(sign if sign and filled[sign] >= free else "")
    for begin, end, sign in spans:
        own = range(max(0, (begin - start) // _QUARTER), min(count, -(-(end - start) // _QUARTER)))
        if sign not in (WALK, REST) and not any(cells[number] == sign for number in own):
            cells[max(own, key=lambda each: _shared(begin, end, start + each * _QUARTER))] = sign
    return cells


def _shared(begin: int, end: int, opens: int) -> int:
    """Minutes that a span has in the quarter that opens then."""
    return max(0, min(end, opens + _QUARTER) - max(begin, opens))


def _spans(data: BookData, day: Day) -> Iterator[tuple[int, int, str]]:
    """Every visit, walk and rest of a day with its sign."""
    after = (*day.sessions[1:], None)
    for session, following, walk in zip(day.sessions, after, (*day.travel, 0), strict=True):
        owner = data.problem.task_by_id[session.task_id].supplier_id
        yield session.start, session.end, data.styles[owner].letter
        if following is not None:
            yield session.end, session.end + walk, WALK
            yield session.end + walk, following.start, REST


def write_week(paper: Paper, data: BookData, grid: Grid) -> None:
    """Write the sheet."""
    sheet = Sheet(paper, NAME, _TITLE(data.lang))
    put = sheet.worksheet
    sheet.head(0)
    for number, line in enumerate(grid.notes, 1):
        put.write_string(number, 0, line, paper.format(italic=True))
    if not grid.rows:
        return
    sheet.widen([*_WIDTHS, *([_CELL] * grid.quarters)])
    _legend(sheet, data, grid)
    _heads(sheet, data, grid)
    before = ""
    for row, job_id, day in grid.rows:
        _line(sheet, data, grid, row, job_id, day, first=job_id != before)
        before = job_id
    _colours(sheet, data, grid)
    put.freeze_panes(grid.header + 1, len(_HEADS))
    put.repeat_rows(grid.legend, grid.header)
    put.autofilter(grid.header, 0, grid.rows[-1][0], 1)
    put.ignore_errors({"number_stored_as_text": f"A1:A{grid.rows[-1][0] + 1}"})


def _legend(sheet: Sheet, data: BookData, grid: Grid) -> None:
    for number, supplier_id in enumerate(_suppliers(data)):
        row = grid.legend + number // grid.per_line
        column = len(_HEADS) + number % grid.per_line * _LEGEND_CELLS
        style = data.styles[supplier_id]
        sheet.worksheet.write_string(row, column, style.letter, _sign(sheet.paper, style.fill, style.ink))
        last = number % grid.per_line == grid.per_line - 1 or supplier_id == _suppliers(data)[-1]
        name = data.name(supplier_id)
        shown = name if last else name[: round((_LEGEND_CELLS - 1) * _CELL)]
        sheet.worksheet.write_string(row, column + 1, shown, sheet.paper.format(quote_prefix=is_risky(shown)))


def _sign(paper: Paper, fill: str, ink: str) -> object:
    return paper.format(bg_color=fill, font_color=ink, align="center", font_size=9, bold=True)


def _heads(sheet: Sheet, data: BookData, grid: Grid) -> None:
    look = {"bold": True, "font_color": WHITE, "bg_color": HEADER_FILL, "valign": "bottom"}
    for column, head in enumerate(_HEADS):
        sheet.worksheet.write_string(grid.header, column, head(data.lang), sheet.paper.format(**look))
    sheet.worksheet.set_row(grid.header, 36)
    for number in range(grid.quarters):
        at = grid.start + number * _QUARTER
        hour = {"left": 1, "left_color": WHITE} if at % 60 == 0 else {"bold": False}
        turned = sheet.paper.format(**look | {"rotation": 90, "font_size": 8, "align": "center"} | hour)
        sheet.worksheet.write_string(grid.header, len(_HEADS) + number, clock(at), turned)


def _line(sheet: Sheet, data: BookData, grid: Grid, row: int, job_id: str, day: Day, *, first: bool) -> None:
    put, paper = sheet.worksheet, sheet.paper
    edge: dict[str, object] = {"bottom": 1, "bottom_color": RULE}
    edge |= {"top": 1, "top_color": _DARK} if first else {}
    minutes = sum(session.end - session.start for session in day.sessions)
    put.write_string(row, 0, clean(job_id), paper.format(bold=first, quote_prefix=is_risky(job_id), **edge))
    put.write_string(row, 1, DAY_LABELS[data.lang][day.day], paper.format(**edge))
    for column, at in ((2, day.start), (3, day.end)):
        put.write_number(row, column, at / 1440, paper.format(num_format="[hh]:mm", **edge))
    put.write_number(row, 4, minutes / 60, paper.format(num_format="0.00", **edge))
    for number, sign in enumerate(quarters_of(data, day, grid.start, grid.quarters)):
        hour = {"left": 1, "left_color": _DARK} if (grid.start + number * _QUARTER) % 60 == 0 else {}
        look = paper.format(align="center", font_size=9, **edge, **hour)
        if sign:
            put.write_string(row, len(_HEADS) + number, sign, look)
        else:
            put.write_blank(row, len(_HEADS) + number, None, look)


def _colours(sheet: Sheet, data: BookData, grid: Grid) -> None:
    """Colours follow the letters: who changes a letter changes the colour."""
    fills = {
        style.letter: (style.fill, style.ink) for style in map(data.styles.__getitem__, _suppliers(data))
    }
    fills |= {WALK: (_GREY, WHITE), REST: (_PALE, "#000000")}
    left = len(_HEADS)
    area = (grid.header + 1, left, grid.rows[-1][0], left + grid.quarters - 1)
    for sign, (fill, ink) in fills.items():
        look = sheet.paper.workbook.add_format({"bg_color": fill, "font_color": ink})
        rule = {"type": "cell", "criteria": "==", "value": f'"{sign}"', "format": look}
        sheet.worksheet.conditional_format(*area, rule)
