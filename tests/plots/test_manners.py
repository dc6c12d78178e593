"""The plots touch nothing but the axes they are given, and say plainly what they cannot do."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from bundler import plots
from bundler.errors import NoPlan, UsageError
from bundler.i18n import Text
from tests.plots import pictures, sample
from tests.plots.reading import OF_A_PLAN, PLAN, axes, plan_plots, said


@pytest.mark.parametrize("kind", pictures.DRAWN)
def test_given_axes_are_used_and_nothing_else_is_touched(kind: str) -> None:
    """One of two axes is drawn in and given back; pyplot and its settings stay as they were."""
    mine, other = plt.subplots(1, 2)[1]
    plt.sca(other)
    settings, figures = dict(matplotlib.rcParams), plt.get_fignums()
    assert pictures.DRAWN[kind](mine, "en") is mine
    assert dict(matplotlib.rcParams) == settings
    assert plt.get_fignums() == figures
    assert plt.gca() is other
    assert not other.has_data()
    assert mine.get_title(loc="left")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.plot_week(PLAN, "J01"),
        lambda: plots.plot_jobs(PLAN),
        lambda: plots.plot_gap(sample.HISTORY),
        lambda: plots.plot_heatmap(sample.frame(), "max_suppliers", "min_hours"),
    ],
    ids=["week", "jobs", "gap", "heatmap"],
)
def test_without_axes_there_is_one_new_figure_that_pyplot_shows(draw: Callable[[], Axes]) -> None:
    ax = draw()
    assert [plt.figure(number) for number in plt.get_fignums()] == [ax.figure]


def test_whole_plan_makes_a_figure_that_is_shown_once_and_draws_in_one_that_is_given() -> None:
    made = plots.plot_plan(PLAN, lang="en")
    assert plt.get_fignums() == []
    given_figure = pictures.figure_of(12, 9)
    part, _ = given_figure.subfigures(1, 2)
    assert plots.plot_plan(PLAN, figure=part, lang="en") is part
    assert len(part.axes) == len(made.axes)


def test_without_a_key_there_is_none() -> None:
    for draw in (plots.plot_jobs, plots.plot_supplier_hours, plots.plot_social_return):
        assert draw(PLAN, ax=axes(), legend=False).get_legend() is None
    assert plots.plot_week(PLAN, "J01", ax=axes(), legend=False).get_legend() is None


def test_language_is_that_of_the_locale_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert plots.plot_jobs(PLAN, ax=axes()).get_xlabel() == "uur per week"
    assert plots.plot_jobs(PLAN, ax=axes(), lang="en").get_xlabel() == "hours a week"
    with pytest.raises(UsageError, match="'de'"):
        plots.plot_jobs(PLAN, ax=axes(), lang="de")


def test_plan_without_jobs_says_so_and_breaks_nothing() -> None:
    for draw in plan_plots(sample.empty()):
        draw(axes(), "en").figure.canvas.draw()
    assert said(plots.plot_jobs(sample.empty(), ax=axes(), lang="nl")) == ["Dit plan heeft geen banen."]
    plots.plot_plan(sample.empty(), lang="nl").canvas.draw()


def test_result_without_a_plan_is_not_drawn() -> None:
    none = sample.plan(plan=None, levels=(), status="none", why_none=Text("No way.", "Kan niet."))
    drawings: list[Callable[[], object]] = [
        lambda: plots.plot_week(none, "J01", ax=axes()),
        lambda: plots.plot_plan(none),
        *(lambda draw=draw: draw(none, ax=axes()) for draw in OF_A_PLAN),  # type: ignore[misc]
    ]
    for draw in drawings:
        with pytest.raises(NoPlan, match="No way"):
            draw()


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: plots.plot_week(PLAN, "J1", ax=axes()), "Maybe J01"),
        (lambda: plots.plot_site(PLAN, "camp", ax=axes()), "Maybe campus"),
        (lambda: plots.plot_front(sample.frame(), "complexit", ax=axes()), "complexit"),
        (
            lambda: plots.plot_heatmap(sample.frame(), "max_supplier", "min_hours", ax=axes()),
            "Maybe max_suppliers",
        ),
        (
            lambda: plots.plot_heatmap(sample.frame(), "max_suppliers", "min_hours", "status", ax=axes()),
            "numbers",
        ),
        (lambda: plots.plot_gap([(1.0, 2.0)], ax=axes()), "seconds, best and bound"),  # type: ignore[list-item]
    ],
    ids=["job", "site", "figure", "setting", "no numbers", "history"],
)
def test_what_is_not_there_is_told_with_the_nearest_name(draw: Callable[[], object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        draw()
