"""Hours of each supplier before and after: what was offered, and what of it is in jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.i18n import Lang
from bundler.plots import words
from bundler.plots.drawing import (
    GREY,
    LEFT_OVER,
    NAME,
    SIZE,
    SMALL,
    Finish,
    box,
    key_below,
    looks,
    nothing,
    plain_axes,
    put,
    put_inside,
    rows_of_names,
    scale_of,
    settle,
    some_looks,
    swatch,
)
from bundler.plots.given import Planned, axes_or_new, language
from bundler.report.lettering import width_of
from bundler.report.views import percent_text, totals_by_supplier
from bundler.units import hours_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bundler.plots.drawing import Sign

_WIDE, _LEAST, _ROW, _MOST = 7.6, 2.6, 0.46, 16.0
_TOP, _BAR, _THIN = -0.1, 0.46, 0.26  # where the lower bar begins, its height and that of the upper one


def plot_supplier_hours(
    plan: Planned, *, ax: Axes | None = None, lang: str | None = None, legend: bool = True
) -> Axes:
    """Two bars for each supplier: the hours it offered, and below that how many of them are in jobs.

    What is left over is the dashed rest of the lower bar.

    Args:
        plan: a ``bundler.Plan``.
        ax: where to draw; a new figure, higher where there are more suppliers, where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.
        legend: whether the key is drawn, below the axes.

    Returns:
        The axes. Across: hours a week. Down: suppliers in the order of the data, the first at 0.

    Raises:
        UsageError: there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("dji"))
        >>> ax = bd.plots.plot_supplier_hours(plan, lang="en")
        >>> len(ax.get_yticklabels()) == len(plan.problem.suppliers)
        True
    """
    said = language(lang)
    rows = len(plan.problem.data.suppliers)
    ax = axes_or_new(ax, _WIDE, min(_MOST, max(_LEAST, 1.3 + _ROW * rows)))
    finish = draw_supplier_hours(ax, plan, said, legend=legend)
    settle(ax)
    finish()
    return ax


def draw_supplier_hours(ax: Axes, plan: Planned, lang: Lang, *, legend: bool, name: float = NAME) -> Finish:
    """Everything but the words on the bars; what comes back writes those once the axes have their size."""
    problem = plan.problem.data
    totals, look_of = totals_by_supplier(problem, plan.result), looks(problem)
    plain_axes(ax, words.SUPPLIERS_TITLE(lang), lang, x=True)
    if not look_of:
        return nothing(ax, words.NO_SUPPLIERS(lang))
    bars = []
    for row, (supplier_id, look) in enumerate(look_of.items()):
        total = totals[supplier_id]
        box(ax, 0, row + _TOP - _THIN, total.offered / 60, _THIN, facecolor=GREY)
        bars.append(box(ax, 0, row + _TOP, total.placed / 60, _BAR, look))
        if total.left:
            box(ax, total.placed / 60, row + _TOP, total.left / 60, _BAR, **LEFT_OVER)
    most = max(totals[supplier_id].offered for supplier_id in look_of) / 60
    ax.set_xlim(0, 1.34 * (most or 1))
    ax.set_xlabel(words.HOURS_WEEK(lang), fontsize=SIZE + 0.5)
    rows_of_names(ax, [look.name(name) for look in look_of.values()])
    if legend:
        signs: list[Sign] = [swatch(facecolor=GREY), some_looks(list(look_of.values())), swatch(**LEFT_OVER)]
        key_below(ax, signs, [each(lang) for each in (words.OFFERED, words.PLACED, words.LEFT)])

    def finish() -> None:
        across, down = scale_of(ax)
        if down < SIZE:
            return
        for row, (supplier_id, look) in enumerate(look_of.items()):
            total, outline = totals[supplier_id], bars[row]
            text = words.OF(
                lang,
                placed=hours_text(total.placed, lang),
                offered=hours_text(total.offered, lang),
                percent=percent_text(total.placed, total.offered),
            )
            put(
                ax, total.offered / 60 + 4 / across, row, text, SMALL, va="center_baseline", fontweight="bold"
            )
            room = outline.get_width() * across, _BAR * down
            if width_of(look.style.letter, SMALL) + 5 < room[0] and room[1] >= SMALL - 1:
                y = row + _TOP + _BAR / 2
                put_inside(ax, outline, 3 / across, y, look.style.letter, look, SMALL, va="center_baseline")

    return finish
