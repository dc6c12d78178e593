"""Gap over time: the best plan and the bound as they were found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.bench.results import gap_of
from bundler.domain.scenario import Objective
from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.plots import words
from bundler.plots.drawing import SIZE, key_below, nothing, plain_axes, swatch
from bundler.plots.given import axes_or_new, language
from bundler.report.canvas import DARK, DASHES, LIGHT
from bundler.report.words import LEVELS
from bundler.units import decimal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from pandas import DataFrame

_WIDE, _HIGH = 7.6, 4.0
_BLUE = "#0072B2"
_LEAST = 1e-4
_PAST = 1.03  # of the last second, so that the crosses at the end are whole
_NOT_STEPS = Text(
    "A history is a table with the columns seconds, best and bound, or triples of these three.",
    "Een verloop is een tabel met de kolommen seconds, best en bound, of drietallen daarvan.",
)


class _Step(NamedTuple):
    """What was known at a moment; None where it was not known yet."""

    seconds: float
    best: float | None
    bound: float | None


def plot_gap(
    history: DataFrame | Iterable[tuple[float, float | None, float | None]],
    *,
    percent: bool = False,
    objective: Objective = "balanced",
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    """The best plan so far and the bound against time, and the gap that is still open between them.

    Args:
        history: ``plan.history``, or (seconds, best, bound) for each step in order of time; None or NaN
            is not known yet. Best and bound are points, hours or jobs: what the objective counts first.
        percent: draw the gap itself, |bound − best| ÷ max(1, |bound|), on a logarithmic scale; what is
            below 0.01 % lies on the lowest line.
        objective: what was asked; it names what best and bound count.
        ax: where to draw; a new figure where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.

    Returns:
        The axes. Across: seconds. Up: points, hours or jobs; with ``percent`` the gap, where 1 is 100 %.

    Raises:
        UsageError: the history has another shape, or there are no words in that language.

    Example:
        >>> import bundler as bd
        >>> steps = [(0.1, None, 900.0), (0.4, 500.0, 800.0), (1.5, 700.0, 700.0)]
        >>> ax = bd.plots.plot_gap(steps, lang="en")
        >>> ax.get_xlabel()
        'seconds'
    """
    said = language(lang)
    steps = _steps(history)
    ax = axes_or_new(ax, _WIDE, _HIGH)
    if percent:
        _draw_percent(ax, steps, said)
    else:
        _draw_values(ax, steps, objective, said)
    return ax


def _steps(history: Any) -> list[_Step]:
    columns = getattr(history, "columns", None)
    try:
        if columns is not None:
            history = history[["seconds", "best", "bound"]].itertuples(index=False)
        return [_Step(float(seconds), _known(best), _known(bound)) for seconds, best, bound in history]
    except (KeyError, TypeError, ValueError):
        raise UsageError(_NOT_STEPS) from None


def _known(value: Any) -> float | None:
    """A number; None and not-a-number are not known."""
    return None if value is None or value != value else float(value)


def _draw_values(ax: Axes, steps: list[_Step], objective: Objective, lang: Lang) -> None:
    plain_axes(ax, words.GAP_TITLE(lang), lang, x=True, y=True)
    told = [step for step in steps if step.best is not None or step.bound is not None]
    if not told:
        nothing(ax, words.NO_HISTORY(lang))
        return
    both = [step for step in told if step.best is not None and step.bound is not None]
    seconds = [step.seconds for step in both]
    ax.fill_between(
        seconds,
        [step.best or 0.0 for step in both],
        [step.bound or 0.0 for step in both],
        step="post",
        facecolor="none",
        edgecolor=LIGHT,
        hatch="///",
        linewidth=0,
    )
    bound = _line(ax, [(step.seconds, step.bound) for step in told], color=DARK, linestyle=(0, DASHES))
    best = _line(ax, [(step.seconds, step.best) for step in told], color=_BLUE, linewidth=2.2)
    ax.margins(y=0.08)
    ax.set_xlabel(words.SECONDS(lang), fontsize=SIZE + 0.5)
    ax.set_ylabel(LEVELS[objective](lang), fontsize=SIZE + 0.5)
    ax.set_xlim(0, _PAST * max(step.seconds for step in told) or 1)
    if both:
        gap = gap_of(both[-1].best, both[-1].bound) or 0.0
        between = words.BETWEEN(lang, gap=decimal(100 * gap, lang))
        open_part = swatch(facecolor="none", edgecolor=LIGHT, hatch="///")
        key_below(ax, [bound, best, open_part], [words.BOUND(lang), words.BEST(lang), between])
    else:
        key_below(ax, [bound, best], [words.BOUND(lang), words.BEST(lang)])


def _draw_percent(ax: Axes, steps: list[_Step], lang: Lang) -> None:
    from matplotlib.ticker import FuncFormatter, NullLocator

    plain_axes(ax, words.GAP_PERCENT_TITLE(lang), lang, x=True)
    gaps = [(step.seconds, gap) for step in steps if (gap := gap_of(step.best, step.bound)) is not None]
    if not gaps:
        nothing(ax, words.NO_HISTORY(lang))
        return
    ax.set_yscale("log")
    _line(ax, [(seconds, max(gap, _LEAST)) for seconds, gap in gaps], color=_BLUE, linewidth=2.2)
    ticks = [
        tick
        for tick in (1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0)
        if tick <= 10 * max(1e-3, *(gap for _, gap in gaps))
    ]
    ax.set_ylim(_LEAST * 0.8, ticks[-1] * 1.05)
    ax.set_yticks(ticks)
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(
        FuncFormatter(
            lambda gap, _: (
                words.LEAST(lang, gap=decimal(100 * _LEAST, lang))
                if gap <= _LEAST
                else f"{decimal(100 * gap, lang)} %"
            )
        )
    )
    ax.grid(True, axis="y", color=LIGHT)
    ax.set_xlim(0, _PAST * gaps[-1][0] or 1)
    ax.set_xlabel(words.SECONDS(lang), fontsize=SIZE + 0.5)


def _line(ax: Axes, points: list[tuple[float, float | None]], **look: Any) -> Line2D:
    """Steps from one known value to the next, and a cross at the end."""
    known = [(seconds, value) for seconds, value in points if value is not None]
    if known and points[-1][0] > known[-1][0]:
        known.append((points[-1][0], known[-1][1]))
    (line,) = ax.step(*zip(*known, strict=True), where="post", **look) if known else ax.plot([], [], **look)
    if known:
        ax.plot(*known[-1], marker="x", color=look["color"], markersize=7)
    return line
