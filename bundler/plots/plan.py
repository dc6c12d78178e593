"""A whole plan in one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.domain import Result
from bundler.i18n import Lang
from bundler.kpis import Facts
from bundler.plots.drawing import joined, settle, words_of
from bundler.plots.given import Planned, language
from bundler.plots.jobs import draw_jobs
from bundler.plots.pairs import draw_supplier_pairs
from bundler.plots.site import draw_site
from bundler.plots.social import draw_social_return, obligations
from bundler.plots.suppliers import draw_supplier_hours
from bundler.report.places import sites_of
from bundler.report.proof import gap_text
from bundler.report.summary import key_figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure, SubFigure

# inches: the figure, a row of jobs and of suppliers, the network at least, the last row
_WIDE, _MOST, _LONG = 12.0, 20.0, 12.5
_ROW, _HOURS, _PAIRS, _FOOT = 0.19, 0.27, 4.4, 3.9
_NAMES = 96.0


class _Layout(NamedTuple):
    """The names of the plots in rows, and how high the rows are, in inches."""

    rows: list[Any]
    heights: list[float]


def plot_plan(
    plan: Planned, *, figure: Figure | SubFigure | None = None, lang: str | None = None
) -> Figure | SubFigure:
    """A plan at a glance: its figures, all jobs, the suppliers' hours, who shares jobs, where, social return.

    The sketch is of the site with most hours in jobs. Social return is left out where no supplier has an
    obligation.

    Args:
        plan: a ``bundler.Plan``.
        figure: where to draw, with a layout of its own; a new figure, higher where there are more jobs,
            where None. That one is closed to pyplot, so that a notebook shows it once, as the value of
            the cell; for ``plt.show()`` give a ``plt.figure(figsize=(12, 11), layout="constrained")``.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.

    Returns:
        The figure; ``figure.axes`` are the plots in the order above.

    Raises:
        UsageError: there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("dji"))
        >>> len(bd.plots.plot_plan(plan, lang="en").axes)
        4
    """
    said, result = language(lang), plan.result
    owed, sites = obligations(plan), sites_of(plan.problem.data, result)
    layout = _layout(plan, social=bool(owed))
    figure = figure if figure is not None else _new_figure(sum(layout.heights))
    axes = figure.subplot_mosaic(layout.rows, height_ratios=layout.heights)
    figure.suptitle(_heading(plan, result, said), x=0.01, ha="left", fontsize="medium")
    finish = [
        draw_jobs(axes["jobs"], plan, said, legend=False),
        draw_supplier_hours(axes["hours"], plan, said, legend=True, name=_NAMES),
        draw_supplier_pairs(axes["pairs"], plan, said),
        draw_site(axes["site"], plan, sites, next(iter(sites), None), said),
    ]
    if owed:
        finish.append(draw_social_return(axes["social"], plan, owed, said, legend=True, name=_NAMES))
    settle(*axes.values())
    for write in finish:
        write()
    return figure


def _layout(plan: Planned, *, social: bool) -> _Layout:
    """All jobs on the left, the rest beside them and below; all beside them where there are many."""
    suppliers, jobs = _HOURS * (3 + len(plan.problem.data.suppliers)), _ROW * len(plan.result.jobs)
    last = ["site", "social"] if social else ["site", "site"]
    if jobs <= _LONG:
        heights = [suppliers, max(_PAIRS, jobs - suppliers), _FOOT]
        return _Layout([["jobs", "hours"], ["jobs", "pairs"], last], heights)
    names = list(dict.fromkeys(["pairs", *last]))
    each = (min(_MOST, jobs) - suppliers) / len(names)
    return _Layout([["jobs", name] for name in ("hours", *names)], [suppliers] + [each] * len(names))


def _new_figure(high: float) -> Figure:
    """A figure that pyplot has made, so that a notebook knows how to show it, and lets go of."""
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(_WIDE, high), layout="constrained")
    plt.close(figure)
    return figure


def _heading(plan: Planned, result: Result, lang: Lang) -> str:
    """Name of the scenario, the key figures, and what is proved."""
    facts = Facts(plan.problem.data, result.jobs, result, None)
    figures = joined(f"{value} {label}" for value, label in key_figures(facts, lang))
    return "\n".join([words_of(result.scenario), figures, gap_text(result)(lang)])
