"""The week of one job: when which session is, and where there is travel and rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bundler.domain import Job, Problem
from bundler.i18n import Lang
from bundler.plots import words
from bundler.plots.drawing import (
    LEFT_OVER,
    SIZE,
    SMALL,
    Look,
    box,
    joined,
    key_below,
    looks,
    plain_axes,
    put,
    put_inside,
    scale_of,
    settle,
    size_of,
    swatch,
    words_of,
)
from bundler.plots.given import Planned, axes_or_new, job_of, language
from bundler.report.canvas import LIGHT, LINE_WIDTH, MIDDLE, PALE
from bundler.report.lettering import cut, shown, width_of, wrap
from bundler.report.words import JOB_SUMMARY, LABELS
from bundler.rules import Week
from bundler.rules.week import Day
from bundler.units import DAY_LABELS, clock, hours_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

_WIDE, _LEAST, _MOST, _HOUR = 8.4, 3.4, 8.0, 0.36
_COLUMN = 0.92
_LINE = 1.3
_NARROW, _WORD = 44.0, 30.0  # points: a column without hours above it, a block without words
_PAST = 2  # minutes below the last hour, so that its line is whole


class _Block(NamedTuple):
    """A session on the axes, with what is to stand on it."""

    outline: Rectangle
    look: Look
    times: str
    title: str


def plot_week(
    plan: Planned, job_id: str, *, ax: Axes | None = None, lang: str | None = None, legend: bool = True
) -> Axes:
    """The week of one job: a column for each day, time running down, a block for each session.

    Blocks tell their supplier by letter, colour and hatching; between them a dark bar is travel and a
    dashed frame is rest.

    Args:
        plan: a ``bundler.Plan``.
        job_id: which job, as in ``plan.jobs["job_id"]``.
        ax: where to draw; a new figure where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.
        legend: whether the key is drawn, below the axes.

    Returns:
        The axes. Across: days, 0 is Monday, at the middle of a column. Down: minutes after midnight.

    Raises:
        UsageError: the plan has no such job, or there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("dji"))
        >>> ax = bd.plots.plot_week(plan, "J01", lang="en")
        >>> [label.get_text().splitlines()[0] for label in ax.get_xticklabels()]
        ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
    """
    said, problem = language(lang), plan.problem.data
    job = job_of(plan.result, job_id)
    week, look_of = Week(problem, job.roster), looks(problem)
    first = min(day.start for day in week.days) // 60 * 60
    last = -(-max(day.end for day in week.days) // 60) * 60
    ax = axes_or_new(ax, _WIDE, min(_MOST, max(_LEAST, 1.1 + _HOUR * (last - first) / 60)))
    _frame(ax, week, job, first, last, said)
    blocks = [block for day in week.days for block in _day(ax, problem, day, look_of)]
    if legend:
        _key(ax, week, look_of, said)
    settle(ax)
    for block in blocks:
        _write(ax, block)
    for day in week.days:
        _write_rests(ax, day, said)
    return ax


def _frame(ax: Axes, week: Week, job: Job, first: int, last: int, lang: Lang) -> None:
    worked = {day.day: sum(each.end - each.start for each in day.sessions) for day in week.days}
    columns = range(max(4, *worked) + 1)
    heads = [DAY_LABELS[lang][day] for day in columns]
    if size_of(ax)[0] / len(columns) > _NARROW:
        unit = words.HOUR_SHORT(lang)
        heads = [
            f"{head}\n{f'{hours_text(worked[day], lang)} {unit}' if day in worked else '–'}"
            for day, head in zip(columns, heads, strict=True)
        ]
    summary = JOB_SUMMARY[len(worked) != 1](lang, hours=hours_text(job.minutes, lang), days=len(worked))
    plain_axes(ax, joined([words_of(job.job_id), summary]), lang)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set_xlim(-0.5, columns[-1] + 0.5)
    ax.set_ylim(last + _PAST, first)
    ax.set_xticks(list(columns), heads, fontsize=SIZE)
    hours = range(first, last + 1, 60 if last - first <= 14 * 60 else 120)
    ax.set_yticks(list(hours), [clock(minutes) for minutes in hours], fontsize=SIZE)
    ax.grid(True, axis="y", color=LIGHT, linewidth=LINE_WIDTH)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()


def _day(ax: Axes, problem: Problem, day: Day, look_of: dict[str, Look]) -> list[_Block]:
    """Draw one day; its blocks."""
    left, blocks = day.day - _COLUMN / 2, []
    for session in day.sessions:
        task = problem.task_by_id[session.task_id]
        look = look_of[task.supplier_id]
        outline = box(ax, left, session.start, _COLUMN, session.end - session.start, look)
        blocks.append(_Block(outline, look, f"{clock(session.start)}–{clock(session.end)}", task.title))
    for before, travel, rest in zip(day.sessions, day.travel, day.rest, strict=False):
        if travel:
            box(ax, day.day - 0.14, before.end, 0.28, travel, facecolor=MIDDLE, edgecolor=MIDDLE)
        if rest > 0:
            frame = {**LEFT_OVER, "facecolor": PALE, "edgecolor": MIDDLE}
            box(ax, left + 0.01, before.end + travel, _COLUMN - 0.02, rest, **frame)
    return blocks


def _write(ax: Axes, block: _Block) -> None:
    """Letter, times and title in a block, as far as there is room."""
    across, down = scale_of(ax)
    x, y = block.outline.get_xy()
    width, height = _COLUMN * across - 6, block.outline.get_height() * down
    room = int((height - 2) // (SIZE * _LINE))
    if room < 1:
        return
    heading = f"{block.look.style.letter}  {block.times}"
    if width_of(heading, SIZE) > width:
        heading = block.look.style.letter
    lines = [
        heading,
        *(words_of(line) for line in wrap(block.title, width, SMALL, room - 1 if width > _WORD else 0)),
    ]
    for number, line in enumerate(lines):
        size = SMALL if number else SIZE
        at = y + (2 + number * SIZE * _LINE) / down
        weight = "normal" if number else "bold"
        put_inside(ax, block.outline, x + 4 / across, at, line, block.look, size, va="top", fontweight=weight)


def _write_rests(ax: Axes, day: Day, lang: Lang) -> None:
    across, down = scale_of(ax)
    for before, travel, rest in zip(day.sessions, day.travel, day.rest, strict=False):
        if rest * down < SMALL + 2:
            continue
        label = f"{LABELS['rest'](lang)} {rest} min"
        if travel:
            label = f"{LABELS['travel'](lang)} {travel}, {label}"
        label = cut(label, _COLUMN * across - 4, SMALL)
        put(ax, day.day, before.end + travel + rest / 2, label, SMALL, ha="center", va="center")


def _key(ax: Axes, week: Week, look_of: dict[str, Look], lang: Lang) -> None:
    handles = [swatch(look_of[name]) for name in week.suppliers]
    names = [
        joined(
            [
                look_of[name].name(),
                f"{hours_text(week.minutes_by_supplier[name], lang)} {words.HOUR_SHORT(lang)}",
            ]
        )
        for name in week.suppliers
    ]
    if any(travel for day in week.days for travel in day.travel):
        handles.append(swatch(facecolor=MIDDLE, edgecolor=MIDDLE))
        names.append(LABELS["travel"](lang))
    if any(rest > 0 for day in week.days for rest in day.rest):
        handles.append(swatch(facecolor=PALE, edgecolor=MIDDLE, linestyle=LEFT_OVER["linestyle"]))
        names.append(LABELS["rest"](lang))
    key_below(ax, handles, [shown(name) for name in names])
