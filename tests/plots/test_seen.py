"""What the plots show can be seen by everyone: never by colour alone, never one on another."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from bundler import plots
from bundler.domain import Supplier
from bundler.plots import drawing
from bundler.report.colors import OKABE_ITO, luminance
from tests.plots import sample
from tests.plots.reading import LOOKS, PLAN, axes, boxes, plan_plots, said, square


def test_suppliers_differ_in_letter_and_in_more_than_colour() -> None:
    """Up to seven suppliers have hatchings of their own, up to 56 a colour and hatching together."""
    problem = PLAN.problem.data.model_copy(
        update={"suppliers": tuple(Supplier(supplier_id=f"s{n}") for n in range(56))}
    )
    found = list(drawing.looks(problem).values())
    assert len({look.style.letter for look in found}) == 56
    assert len({(look.style.fill, look.hatch) for look in found}) == 56
    assert len({look.hatch for look in found[:7]}) == 7


def deuteranope(color: str) -> tuple[float, ...]:
    """As someone sees it who has no M cones (Machado, Oliveira and Fernandes 2009, severity 1)."""
    to = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in to]
    return tuple(12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in seen)


def test_colours_that_look_alike_to_a_deuteranope_have_different_hatchings() -> None:
    problem = PLAN.problem.data.model_copy(
        update={"suppliers": tuple(Supplier(supplier_id=f"s{n}") for n in range(8))}
    )
    found = list(drawing.looks(problem).values())
    assert [look.style.fill for look in found] == list(OKABE_ITO)
    for one, other in combinations(found, 2):
        apart = math.dist(deuteranope(one.style.fill), deuteranope(other.style.fill))
        assert apart > 0.1 or one.hatch != other.hatch


def test_shades_of_a_heatmap_stay_in_order_for_a_deuteranope() -> None:
    frame = pd.DataFrame({"x": range(9), "y": 0, "hours": range(9)})
    ax = plots.plot_heatmap(frame, "x", "y", ax=axes(), lang="en")
    seen = [luminance(to_hex(deuteranope(to_hex(box.get_facecolor()))).upper()) for box in ax.patches]
    assert all(more - less > 0.02 for less, more in zip(seen[1:], seen[:-1], strict=True))


def test_every_bar_that_has_room_has_its_letter_on_ground_of_its_own() -> None:
    ax = plots.plot_jobs(PLAN, ax=axes(), lang="en")
    letters = Counter(text.split()[0] for text in said(ax) if text.split()[0].isalpha())
    assert letters == Counter(LOOKS[s].style.letter for job in PLAN.result.jobs for s in job.suppliers)
    for words in ax.texts:
        if words.get_text().split()[0].isalpha():
            assert words.get_bbox_patch() is not None
            assert words.get_clip_on()
            assert any(words.clipbox.bounds == box.get_window_extent().bounds for box in ax.patches)


@pytest.mark.parametrize("high", [1.5, 3.0, 6.0])
def test_names_of_jobs_never_touch(high: float) -> None:
    ax = axes(6, high)
    plots.plot_jobs(sample.many(), ax=ax, lang="en")
    ax.figure.draw_without_rendering()
    found = boxes(list(ax.get_yticklabels()))
    assert len(found) > 3
    assert not any(one.overlaps(other) for one, other in combinations(found, 2))


@pytest.mark.parametrize("wide", [4.0, 7.0, 11.0])
def test_squares_and_names_of_a_site_lie_on_nothing_else(wide: float) -> None:
    """Also where several places are at one spot."""
    places = [each.model_copy(update={"lat": 52.1, "lon": 5.1}) for each in sample.LOCATIONS[:3]]
    problem = sample.pretty().model_copy(update={"locations": (*places, sample.LOCATIONS[3])})
    ax = plots.plot_site(sample.plan(problem), ax=axes(wide, 4), lang="en")
    ax.figure.draw_without_rendering()
    squares = [square(ax, marks) for marks in ax.collections if len(marks.get_offsets()) == 1]
    names = boxes([text for text in ax.texts if not text.get_text().isdigit()])
    assert len(squares) == 4
    assert names
    assert not any(one.overlaps(other) for one, other in combinations([*squares, *names], 2))


def test_names_that_look_like_markup_or_formulas_are_drawn_as_they_are() -> None:
    """No warning of a missing letter and no error of a formula; what the font lacks is marked."""
    plan = sample.hostile()
    for draw in plan_plots(plan):
        ax = draw(axes(), "nl")
        ax.figure.canvas.draw()
    ax = plots.plot_site(plan, "$site$", ax=axes(), lang="en")
    assert ax.get_title(loc="left") == r"Where the work is: \$site\$"
    plots.plot_plan(plan, lang="nl").canvas.draw()
