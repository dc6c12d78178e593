"""What the plots show is what is in the plan or the table."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from bundler import plots
from bundler.domain import Level
from bundler.domain.problem import great_circle_km
from bundler.errors import UsageError
from bundler.plots import drawing
from bundler.plots.front import unbeaten
from bundler.plots.social import obligations
from bundler.report.colors import luminance
from bundler.report.day import dossier_of
from bundler.report.places import sites_of
from bundler.report.views import totals_by_supplier
from tests.plots import sample
from tests.plots.reading import LOOKS, PLAN, axes, inside, said


@pytest.mark.parametrize("job", PLAN.result.jobs, ids=lambda job: job.job_id)
def test_week_has_every_session_once_at_its_time(job: Any) -> None:
    ax = plots.plot_week(PLAN, job.job_id, ax=axes(), lang="en")
    drawn = [
        (round(box.get_x() + box.get_width() / 2), box.get_y(), box.get_y() + box.get_height(), supplier_id)
        for supplier_id in LOOKS
        for box in inside(ax, supplier_id)
    ]
    tasks = PLAN.problem.data.task_by_id
    asked = [(each.day, each.start, each.end, tasks[each.task_id].supplier_id) for each in job.roster]
    assert Counter(drawn) == Counter(asked)


def test_bars_of_all_jobs_add_up_to_the_hours_of_the_plan() -> None:
    ax = plots.plot_jobs(PLAN, ax=axes(), lang="en")
    by_job: Counter[int] = Counter()
    by_supplier: Counter[str] = Counter()
    for supplier_id in LOOKS:
        for box in inside(ax, supplier_id):
            by_job[round(box.get_y() + box.get_height() / 2)] += box.get_width()
            by_supplier[supplier_id] += box.get_width()
    assert [by_job[row] for row in range(3)] == pytest.approx([job.hours for job in PLAN.result.jobs])
    totals = totals_by_supplier(PLAN.problem.data, PLAN.result)
    assert dict(by_supplier) == pytest.approx({k: t.placed / 60 for k, t in totals.items() if k and t.placed})


def test_bars_of_one_job_lie_end_to_end() -> None:
    ax = plots.plot_jobs(PLAN, ax=axes(), lang="en")
    spans = sorted(
        (round(b.get_y(), 6), b.get_x(), b.get_x() + b.get_width()) for s in LOOKS for b in inside(ax, s)
    )
    for row in {row for row, _, _ in spans}:
        ends = [(start, end) for at, start, end in spans if at == row]
        assert ends[0][0] == 0
        assert [end for _, end in ends[:-1]] == pytest.approx([start for start, _ in ends[1:]])


def test_offered_hours_are_those_in_jobs_and_those_left_over() -> None:
    ax = plots.plot_supplier_hours(PLAN, ax=axes(), lang="en")
    totals = totals_by_supplier(PLAN.problem.data, PLAN.result)
    outlines = [patch for patch in ax.patches if patch.get_linewidth()]
    for row, supplier_id in enumerate(LOOKS):
        here = [box for box in outlines if row - 0.5 < box.get_y() < row + 0.5]
        upper = [box.get_width() for box in here if to_hex(box.get_facecolor()) == drawing.GREY.lower()]
        lower = [box.get_width() for box in here if to_hex(box.get_facecolor()) != drawing.GREY.lower()]
        assert upper == pytest.approx([totals[supplier_id].offered / 60])
        assert sum(lower) == pytest.approx(upper[0])
        placed = sum(box.get_width() for box in inside(ax, supplier_id))
        assert placed == pytest.approx(totals[supplier_id].placed / 60)


def test_network_joins_suppliers_that_share_jobs_with_their_number() -> None:
    ax = plots.plot_supplier_pairs(PLAN, ax=axes(), lang="en")
    shared = Counter(job.suppliers for job in PLAN.result.jobs if len(job.suppliers) == 2)
    assert len(ax.lines) == len(shared)
    assert [int(text) for text in said(ax) if text.isdigit()] == list(shared.values())
    assert any("1 alone" in text for text in said(ax))
    assert not any("Guards" in text for text in said(ax))


def test_gap_over_time_draws_what_was_told() -> None:
    ax = plots.plot_gap(sample.HISTORY, ax=axes(), lang="en")
    lines = {tuple(map(tuple, line.get_xydata())) for line in ax.lines}
    assert tuple((t, bound) for t, _, bound in sample.HISTORY if bound is not None) in lines
    assert tuple((t, best) for t, best, _ in sample.HISTORY if best is not None) in lines


def test_history_may_be_a_table_with_more_columns_and_numbers_that_are_not_known() -> None:
    table = pd.DataFrame(sample.HISTORY, columns=["seconds", "best", "bound"]).assign(phase="prove", jobs=1)
    one, other = (plots.plot_gap(each, ax=axes(), lang="en") for each in (sample.HISTORY, table))
    for mine, theirs in zip(one.lines, other.lines, strict=True):
        assert (mine.get_xydata() == theirs.get_xydata()).all()


@pytest.mark.parametrize("history", [[], [(0.0, None, None)]])
@pytest.mark.parametrize("percent", [False, True])
def test_history_of_nothing_says_so(history: list[tuple[float, None, None]], percent: bool) -> None:
    ax = plots.plot_gap(history, percent=percent, ax=axes(), lang="nl")
    assert said(ax) == ["Er is geen plan en geen grens gemeld."]


def test_gap_in_percent_is_that_of_the_result() -> None:
    """The last point is the result's own gap."""
    ax = plots.plot_gap([(1.0, 500.0, 800.0), (2.0, 700.0, 800.0)], percent=True, ax=axes(), lang="en")
    levels = (Level(name="score", value=700.0, bound=800.0),)
    assert ax.lines[-1].get_ydata()[-1] == pytest.approx(sample.plan(levels=levels).result.gap)


POINTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=12)


@given(POINTS)
def test_front_beats_every_point_that_is_not_on_it_and_none_that_is(points: list[tuple[int, int]]) -> None:
    free = unbeaten(points)
    front = {point for point, is_free in zip(points, free, strict=True) if is_free}
    for point, is_free in zip(points, free, strict=True):
        beaten = any(a >= point[0] and b >= point[1] for a, b in front - {point})
        assert beaten != is_free


def test_front_knows_which_way_each_figure_is_better() -> None:
    """More hours, less complexity: the square marks are those that no other scenario beats."""
    ax = plots.plot_front(sample.frame(), ax=axes(), lang="en")
    squares = {tuple(point) for marks in ax.collections[:2] for point in marks.get_offsets()}
    assert squares == {(17.59, 197.25), (26.85, 639.25), (29.33, 643.0)}
    assert {"one", "two", "three"} <= set(said(ax))


def test_front_of_figures_of_ones_own_needs_the_direction() -> None:
    frame = sample.frame().assign(price=[3, 2, 1, 4, 5, 6])
    with pytest.raises(UsageError, match="price"):
        plots.plot_front(frame, "price", "hours", ax=axes())
    ax = plots.plot_front(frame, "price", "hours", x_better="less", ax=axes(), lang="en")
    squares = {tuple(point) for marks in ax.collections[:2] for point in marks.get_offsets()}
    assert squares == {(1.0, 643.0)}


def test_heatmap_is_darker_where_the_figure_is_higher() -> None:
    frame = sample.frame()
    ax = plots.plot_heatmap(frame, "max_suppliers", "min_hours", ax=axes(), lang="en")
    shade = {
        (round(box.get_x() + 0.47), round(box.get_y() + 0.46)): luminance(to_hex(box.get_facecolor()).upper())
        for box in ax.patches
    }
    cells = [((at % 3, at // 3), hours) for at, hours in enumerate(frame.hours)]
    known = sorted((hours, shade[at]) for at, hours in cells if not math.isnan(hours))
    assert [light for _, light in known] == sorted((light for _, light in known), reverse=True)
    assert len({light for _, light in known}) == len(known)
    assert Counter(said(ax)) == Counter(["197.25", "639.25", "643", "541.5", "605.75"])


def test_heatmap_names_settings_and_values_in_the_language() -> None:
    ax = plots.plot_heatmap(sample.frame(), "max_suppliers", "min_hours", ax=axes(), lang="nl")
    assert ax.get_xlabel() == "Leveranciers per baan, hooguit"
    assert [label.get_text() for label in ax.get_yticklabels()] == ["20", "24,5"]


def test_heatmap_of_more_than_one_row_for_a_cell_is_refused() -> None:
    twice = pd.concat([sample.frame(), sample.frame()])
    with pytest.raises(UsageError, match="more than once"):
        plots.plot_heatmap(twice, "max_suppliers", "min_hours", ax=axes())


def test_site_is_on_scale() -> None:
    """Metres between places whose squares need not move are those on the globe."""
    ax = plots.plot_site(PLAN, ax=axes(), lang="en")
    by_number = {text.get_text(): text.get_position() for text in ax.texts if text.get_text().isdigit()}
    places = {
        str(p.number): p.location for site in sites_of(PLAN.problem.data, PLAN.result) for p in site.places
    }
    assert by_number.keys() == places.keys()
    park, hall = (
        next(n for n, each in places.items() if each.location_id == key) for key in ("park", "hall")
    )
    km = great_circle_km(places[park], places[hall])
    assert km is not None
    assert math.dist(by_number[park], by_number[hall]) == pytest.approx(1000 * km, rel=0.01)


def test_social_return_bars_are_the_obligations_before_and_after() -> None:
    ax = plots.plot_social_return(PLAN, ax=axes(), lang="en")
    found = dossier_of(PLAN.problem.data, PLAN.result).attributed.obligations
    after = {key: [box.get_width() for box in inside(ax, key)] for key in LOOKS}
    for key, owed in found.items():
        known = [] if owed.after is None else [100 * float(owed.after)]
        assert after[key] == pytest.approx(known)
    assert said(ax).count("unknown") == 2
    assert [each.supplier.supplier_id for each in obligations(PLAN)] == ["clean", "cater", "green"]


def test_whole_plan_has_every_part_and_leaves_out_social_return_where_nobody_owes_any() -> None:
    assert len(plots.plot_plan(PLAN, lang="en").axes) == 5
    assert len(plots.plot_plan(sample.many(), lang="en").axes) == 4
