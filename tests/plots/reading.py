"""Reading back from axes what was drawn in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from bundler import plots
from bundler.plots import drawing
from tests.plots import pictures, sample

PLAN = sample.plan()
LOOKS = drawing.looks(PLAN.problem.data)


def axes(wide: float = 8.0, high: float = 4.6) -> Axes:
    return pictures.figure_of(wide, high).subplots()


def inside(ax: Axes, supplier_id: str) -> list[Rectangle]:
    """A supplier's coloured rectangles."""
    fill = LOOKS[supplier_id].style.fill.lower()
    return [
        patch
        for patch in ax.patches
        if isinstance(patch, Rectangle)
        and to_hex(patch.get_facecolor()) == fill
        and not patch.get_linewidth()
    ]


def said(ax: Axes) -> list[str]:
    return [words.get_text() for words in ax.texts]


def boxes(artists: list[Any]) -> list[Bbox]:
    return [artist.get_window_extent() for artist in artists if artist.get_text()]


def square(ax: Axes, marks: Any) -> Bbox:
    """The pixels of a mark."""
    x, y = ax.transData.transform(marks.get_offsets()[0])
    half = math.sqrt(marks.get_sizes()[0]) / 2 * ax.figure.dpi / 72
    return Bbox.from_extents(x - half, y - half, x + half, y + half)


OF_A_PLAN = (
    plots.plot_jobs,
    plots.plot_supplier_hours,
    plots.plot_supplier_pairs,
    plots.plot_site,
    plots.plot_social_return,
)


def plan_plots(plan: sample.Plan) -> list[Callable[[Axes, str], Axes]]:
    week = [lambda ax, lang: plots.plot_week(plan, plan.result.jobs[0].job_id, ax=ax, lang=lang)]
    rest = [lambda ax, lang, draw=draw: draw(plan, ax=ax, lang=lang) for draw in OF_A_PLAN]
    return [*(week if plan.result.jobs else ()), *rest]
