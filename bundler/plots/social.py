"""Social return: how much of its obligation each supplier has reached, before and after the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.attribution.facts import UNKNOWN
from bundler.attribution.obligations import Obligation
from bundler.attribution.shown import percent
from bundler.i18n import Lang
from bundler.plots import words
from bundler.plots.drawing import (
    GREY,
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
from bundler.report.canvas import DARK, DASHES, LINE_WIDTH
from bundler.report.colors import WHITE
from bundler.report.day import dossier_of
from bundler.report.lettering import width_of

if TYPE_CHECKING:
    from fractions import Fraction

    from matplotlib.axes import Axes

    from bundler.plots.drawing import Sign

_WIDE, _LEAST, _ROW, _MOST = 7.6, 2.6, 0.5, 16.0
_BAR = 0.38
# a bar of more than this part of the obligation runs out of the axes
_LONGEST = 2.0


def plot_social_return(
    plan: Planned, *, ax: Axes | None = None, lang: str | None = None, legend: bool = True
) -> Axes:
    """Two bars for each supplier with an obligation: the part of it that was reached, and with the plan.

    The dashed line is what is due in a year. Obligations are tested one by one, so nothing is added up.
    What nobody knows is called unknown and has no bar. A bar of more than twice what is due runs out of
    the axes, with its percentage at the edge.

    Args:
        plan: a ``bundler.Plan``; the norms are those of the scenario's plan date, else of today.
        ax: where to draw; a new figure, higher where there are more suppliers, where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.
        legend: whether the key is drawn, below the axes.

    Returns:
        The axes. Across: percent of what is due a year. Down: the suppliers that owe something, in the
        order of the data, the first at 0.

    Raises:
        UsageError: there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("utrecht"))
        >>> ax = bd.plots.plot_social_return(plan, lang="en")
        >>> ax.get_xlabel()
        '% of what is due a year'
    """
    said = language(lang)
    owed = obligations(plan)
    ax = axes_or_new(ax, _WIDE, min(_MOST, max(_LEAST, 1.3 + _ROW * len(owed))))
    finish = draw_social_return(ax, plan, owed, said, legend=legend)
    settle(ax)
    finish()
    return ax


def obligations(plan: Planned) -> list[Obligation]:
    """Of the suppliers that owe something, in the order of the data.

    Raises:
        NoPlan: the result holds no plan.
    """
    found = dossier_of(plan.problem.data, plan.result).attributed.obligations
    return [each for each in found.values() if each.model != "none"]


def draw_social_return(
    ax: Axes, plan: Planned, owed: list[Obligation], lang: Lang, *, legend: bool, name: float = NAME
) -> Finish:
    """Everything but the words at the bars; what comes back writes those once the axes have their size."""
    plain_axes(ax, words.SOCIAL_TITLE(lang), lang, x=True)
    if not owed:
        return nothing(ax, words.NO_OBLIGATIONS(lang))
    look_of = looks(plan.problem.data)
    shown_looks = [look_of[each.supplier.supplier_id] for each in owed]
    parts = [float(part) for each in owed for part in (each.before, each.after) if part is not None]
    end = 100 * min(_LONGEST, max([1.0, *parts])) * 1.18
    bars = []
    for row, (each, look) in enumerate(zip(owed, shown_looks, strict=True)):
        if each.before is not None:
            box(ax, 0, row - _BAR, 100 * float(each.before), _BAR, facecolor=GREY)
        bars.append(box(ax, 0, row, 100 * float(each.after), _BAR, look) if each.after is not None else None)
    due = ax.axvline(100, color=DARK, linewidth=LINE_WIDTH, linestyle=(0, DASHES), zorder=2.5)
    ax.set_xlim(0, end)
    ax.set_xlabel(words.OF_OBLIGATION(lang), fontsize=SIZE + 0.5)
    rows_of_names(ax, [look.name(name) for look in shown_looks])
    if legend:
        signs: list[Sign] = [swatch(facecolor=GREY), some_looks(shown_looks), due]
        key_below(ax, signs, [each(lang) for each in (words.BEFORE, words.AFTER, words.DUE)])

    def finish() -> None:
        across, down = scale_of(ax)
        if _BAR * down < SMALL - 1:
            return
        for row, (each, look, bar) in enumerate(zip(owed, shown_looks, bars, strict=True)):
            _percentage(ax, each.before, row - _BAR / 2, end, lang)
            _percentage(ax, each.after, row + _BAR / 2, end, lang, bold=True)
            if bar is not None and width_of(look.style.letter, SMALL) + 5 < bar.get_width() * across:
                put_inside(
                    ax, bar, 3 / across, row + _BAR / 2, look.style.letter, look, SMALL, va="center_baseline"
                )

    return finish


def _percentage(
    ax: Axes, part: Fraction | None, y: float, end: float, lang: Lang, *, bold: bool = False
) -> None:
    """After its bar, on white so that the line of what is due does not run through it."""
    text = (percent(part) if part is not None else UNKNOWN)(lang)
    room = width_of(f"» {text}", SMALL) / scale_of(ax)[0]
    x = 100 * float(part) if part is not None else 0.0
    if x + room > end:
        text, x = f"» {text}", end - room
    ground = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.2}
    put(
        ax,
        x + 4 / scale_of(ax)[0],
        y,
        text,
        SMALL,
        va="center_baseline",
        fontweight="bold" if bold else "normal",
        bbox=ground,
    )
