"""All jobs of a plan: the hours of each, by supplier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.i18n import Lang
from bundler.plots import words
from bundler.plots.drawing import (
    SIZE,
    SMALL,
    Finish,
    box,
    key_beside,
    looks,
    nothing,
    plain_axes,
    put,
    put_inside,
    rows_of_names,
    scale_of,
    settle,
    swatch,
    words_of,
)
from bundler.plots.given import Planned, axes_or_new, language
from bundler.report.canvas import DARK, DASHES, LINE_WIDTH
from bundler.report.lettering import cut, width_of
from bundler.rules import Week
from bundler.units import hours_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE, _LEAST, _ROW, _MOST = 8.4, 2.4, 0.24, 18.0
_BAR = 0.76


def plot_jobs(plan: Planned, *, ax: Axes | None = None, lang: str | None = None, legend: bool = True) -> Axes:
    """The hours of every job as one bar, divided by supplier; a dashed line at the target hours.

    Parts tell their supplier by letter, colour and hatching. In small axes letters and names that do not
    fit are left out.

    Args:
        plan: a ``bundler.Plan``.
        ax: where to draw; a new figure, higher where there are more jobs, where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.
        legend: whether the key is drawn, to the right of the axes.

    Returns:
        The axes. Across: task hours a week. Down: jobs in the plan's order, the first at 0.

    Raises:
        UsageError: there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("dji"))
        >>> ax = bd.plots.plot_jobs(plan, lang="en")
        >>> ax.get_xlabel()
        'hours a week'
    """
    said = language(lang)
    ax = axes_or_new(ax, _WIDE, min(_MOST, max(_LEAST, 1.1 + _ROW * len(plan.result.jobs))))
    finish = draw_jobs(ax, plan, said, legend=legend)
    settle(ax)
    finish()
    return ax


def draw_jobs(ax: Axes, plan: Planned, lang: Lang, *, legend: bool) -> Finish:
    """Everything but the words on the bars; what comes back writes those once the axes have their size."""
    problem, jobs = plan.problem.data, plan.result.jobs
    plain_axes(ax, words.JOBS_TITLE(lang), lang, x=True)
    if not jobs:
        return nothing(ax, words.NO_JOBS(lang))
    look_of, target = looks(problem), problem.scenario.weights.target_hours
    bars = []
    for row, job in enumerate(jobs):
        x = 0.0
        for supplier_id, minutes in Week(problem, job.roster).minutes_by_supplier.items():
            look = look_of[supplier_id]
            bars.append((box(ax, x, row - _BAR / 2, minutes / 60, _BAR, look), look, minutes))
            x += minutes / 60
    ax.set_xlabel(words.HOURS_WEEK(lang), fontsize=SIZE + 0.5)
    ax.set_xlim(0, 1.12 * max(target, *(job.hours for job in jobs)))
    rows_of_names(ax, [words_of(job.job_id) for job in jobs])
    line = (
        ax.axvline(target, color=DARK, linewidth=LINE_WIDTH, linestyle=(0, DASHES), zorder=2.5)
        if target
        else None
    )
    if legend:
        used = [name for name in look_of if any(name in job.suppliers for job in jobs)]
        handles, names = [swatch(look_of[name]) for name in used], [look_of[name].name() for name in used]
        if line is not None:
            handles, names = (
                [*handles, line],
                [*names, words.TARGET(lang, hours=hours_text(60 * target, lang))],
            )
        key_beside(ax, handles, names)

    def finish() -> None:
        across, down = scale_of(ax)
        if _BAR * down < SMALL:
            return
        for outline, look, minutes in bars:
            room = outline.get_width() * across - 5
            both = f"{look.style.letter} {hours_text(minutes, lang)}"
            text = both if width_of(both, SMALL) <= room else cut(look.style.letter, room, SMALL)
            x, row = outline.get_x() + 3 / across, outline.get_y() + _BAR / 2
            put_inside(ax, outline, x, row, text, look, SMALL, va="center_baseline")
        for row, job in enumerate(jobs):
            text, x = hours_text(job.minutes, lang), job.hours + 4 / across
            if job.hours < target < x + (1.2 * width_of(text, SMALL) + 2) / across:
                x = target + 4 / across
            put(ax, x, row, text, SMALL, va="center_baseline", fontweight="bold")

    return finish
