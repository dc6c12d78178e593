"""The report's pictures: a job's week, and the hours of all jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bundler.domain import Job, Problem
from bundler.i18n import Lang
from bundler.report.canvas import DARK, LIGHT, MIDDLE, PALE, WIDTH, Box, Canvas, Line, Words
from bundler.report.colors import Style
from bundler.report.lettering import cut, shown, width_of, wrap
from bundler.report.words import LABELS
from bundler.rules import Week
from bundler.units import DAY_LABELS, clock, hours_text

_GUTTER, _HEAD, _FOOT, _HOUR, _TALLEST = 42, 26, 8, 38.0, 600
_LINE, _SMALL = 11.6, 9.8


def week_picture(problem: Problem, job: Job, styles: Mapping[str, Style], lang: Lang) -> Canvas:
    """A job's week: a column for each day (Saturday and Sunday where used), the time of day downward."""
    week = Week(problem, job.roster)
    last = max(4, *(day.day for day in week.days))
    first_hour = min(day.start for day in week.days) // 60
    last_hour = -(-max(day.end for day in week.days) // 60)
    scale = min(_HOUR, _TALLEST / (last_hour - first_hour))
    canvas = Canvas(_HEAD + scale * (last_hour - first_hour) + _FOOT)
    column = (WIDTH - _GUTTER - 2) / (last + 1)

    def down(minutes: float) -> float:
        return _HEAD + (minutes / 60 - first_hour) * scale

    hours = range(first_hour, last_hour + 1)
    for hour in hours:
        canvas.add(Line((_GUTTER, down(60 * hour)), (WIDTH - 2, down(60 * hour)), LIGHT))
    for hour in hours[:: 1 if scale > 14 else 2]:
        canvas.add(Words(6, down(60 * hour) + 3, clock(60 * hour), _SMALL, MIDDLE))
    worked = {day.day: sum(s.end - s.start for s in day.sessions) for day in week.days}
    for day in range(last + 1):
        x = _GUTTER + day * column
        label = DAY_LABELS[lang][day]
        canvas.add(Words(x + 4, _HEAD - 9, label, 10, DARK if day in worked else MIDDLE, day in worked))
        if day in worked:
            unit = "uur" if lang == "nl" else "h"
            canvas.add(Words(x + 38, _HEAD - 9, f"{hours_text(worked[day], lang)} {unit}", _SMALL, MIDDLE))
    for plan_day in week.days:
        x, width = _GUTTER + plan_day.day * column + 2, column - 5
        for session in plan_day.sessions:
            task = problem.task_by_id[session.task_id]
            style = styles[task.supplier_id]
            top, bottom = down(session.start), down(session.end)
            canvas.add(Box(x, top, width, bottom - top, style.fill, DARK))
            times = f"{style.letter}  {clock(session.start)}–{clock(session.end)}"
            _block_text(canvas, x + 4, top, bottom, width - 8, times, task.title, style.ink)
        for before, travel, rest in zip(plan_day.sessions, plan_day.travel, plan_day.rest, strict=False):
            _gap(canvas, x, width, down(before.end), scale / 60, travel, rest, lang)
    return canvas


def _block_text(
    canvas: Canvas, x: float, top: float, bottom: float, width: float, times: str, title: str, ink: str
) -> None:
    room = int((bottom - top - 3) // _LINE)
    if room < 1:
        return
    y = top + _LINE
    canvas.add(Words(x, y, times, _SMALL, ink, bold=True))
    for number, line in enumerate(wrap(title, width, _SMALL, room - 1), 1):
        canvas.add(Words(x, y + number * _LINE, line, _SMALL, ink))


def _gap(
    canvas: Canvas, x: float, width: float, top: float, scale: float, travel: int, rest: int, lang: Lang
) -> None:
    walked = travel * scale
    if travel:
        canvas.add(Box(x + width * 0.35, top, width * 0.3, walked, MIDDLE, MIDDLE))
    if rest <= 0:
        return
    canvas.add(Box(x + 1, top + walked + 0.8, width - 2, rest * scale - 1.6, PALE, MIDDLE, dashed=True))
    if rest * scale >= _SMALL + 1:
        label = f"{LABELS['rest'](lang)} {rest} min"
        if travel:
            label = f"{LABELS['travel'](lang)} {travel}, {label}"
        y = top + walked + rest * scale / 2 + 3
        label = cut(label, width - 6, _SMALL)
        canvas.add(Words(x + (width - width_of(label, _SMALL)) / 2, y, label, _SMALL))


_ROW, _BAR, _NAMES, _SUM = 21.0, 16.0, 38.0, 66.0


def overview_picture(
    problem: Problem, jobs: Sequence[Job], styles: Mapping[str, Style], lang: Lang, longest: float
) -> Canvas:
    """Hours of each job as one bar, divided by supplier; a dashed line at the target hours.

    ``longest`` is the hours that fill the width, so that several pictures have one scale.
    """
    target = problem.scenario.weights.target_hours
    scale = (WIDTH - _NAMES - _SUM) / max(longest, target, 1)
    canvas = Canvas(len(jobs) * _ROW)
    for number, job in enumerate(jobs):
        y = number * _ROW + (_ROW - _BAR) / 2
        canvas.add(Words(4, y + 12, cut(shown(job.job_id), _NAMES - 6, 9.5), 9.5, bold=True))
        x = _NAMES
        by_supplier = Week(problem, job.roster).minutes_by_supplier
        for supplier_id, minutes in by_supplier.items():
            style, width = styles[supplier_id], minutes / 60 * scale
            canvas.add(Box(x, y, width, _BAR, style.fill, DARK))
            label = f"{style.letter} {hours_text(minutes, lang)}"
            canvas.add(Words(x + 4, y + 11.5, cut(label, width - 5, 9), 9, style.ink))
            x += width
        total = f"{hours_text(job.minutes, lang)} {'uur' if lang == 'nl' else 'h'}"
        canvas.add(Words(max(x, _NAMES + target * scale) + 6, y + 12, total, 9.5))
    if target:
        x = _NAMES + target * scale
        canvas.add(Line((x, 0), (x, len(jobs) * _ROW), DARK, dashed=True))
    return canvas
