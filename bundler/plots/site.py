"""A sketch of one site: where its places are, how many hours are there and whose."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bundler.domain.problem import great_circle_km
from bundler.i18n import Lang, Text
from bundler.plots import words
from bundler.plots.drawing import (
    LEFT_OVER,
    SIZE,
    SMALL,
    Finish,
    Look,
    joined,
    key_below,
    looks,
    nothing,
    plain_axes,
    put,
    scale_of,
    settle,
    size_of,
    swatch,
    words_of,
)
from bundler.plots.given import Planned, axes_or_new, language, unknown
from bundler.plots.labels import Mark, area_of, label_marks
from bundler.report.canvas import DARK, DASHES, LIGHT, LINE_WIDTH
from bundler.report.colors import WHITE
from bundler.report.lettering import cut, shown, width_of
from bundler.report.places import Place, Site, sites_of
from bundler.report.sketch import Area
from bundler.units import hours_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE, _HIGH = 8.4, 4.8
# points: sides of squares, and of the largest where there are many; the part of a place's share of the axes
_LEAST, _MOST, _CROWDED, _SHARE = 14.0, 30.0, 18.0, 0.3
_ROOM, _TITLE = 175.0, 250.0
# points around the places across and up, and that at most of the axes
_AROUND, _AT_MOST = (60.0, 30.0), 0.25
_NUDGE, _STEPS = 3.0, 60
_WAYS = (0, 1), (0, -1), (1, 0), (-1, 0)
_EACH_ROW = 6
_SITE = Text("site", "Terrein")


def plot_site(
    plan: Planned, site: str | None = None, *, ax: Axes | None = None, lang: str | None = None
) -> Axes:
    """A map-like sketch of one site: a square for each place, larger where more hours are in jobs.

    The number in a square is the place's number in the report. Beside it, where there is room, stand its
    name, the letters of the suppliers that work there and their hours. Squares that would lie on each
    other are moved apart. Places whose position is not known stand in a row below the others.

    Args:
        plan: a ``bundler.Plan``.
        site: which site, as in the column ``site`` of the locations (``""``: places without one); the one
            with most hours in jobs where None.
        ax: where to draw; a new figure where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.

    Returns:
        The axes: metres east and north of the site's first place, or no ticks where no position is known.

    Raises:
        UsageError: there is no such site, or there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("dji"))
        >>> ax = bd.plots.plot_site(plan, "Detention Centre Zeist", lang="en")
        >>> ax.get_xlabel()
        'metres east'
    """
    said = language(lang)
    sites = sites_of(plan.problem.data, plan.result)
    by_name = {each.name: each for each in sites}
    if site is not None and site not in by_name:
        raise unknown(_SITE, site, by_name)
    ax = axes_or_new(ax, _WIDE, _HIGH)
    finish = draw_site(ax, plan, sites, by_name[site] if site is not None else next(iter(sites), None), said)
    settle(ax)
    finish()
    return ax


def draw_site(ax: Axes, plan: Planned, sites: Sequence[Site], site: Site | None, lang: Lang) -> Finish:
    """The frame; what comes back draws the places once the axes have their size."""
    name = words_of(cut(shown(site.name), _TITLE, SIZE)) if site is not None else ""
    title = words.SITE_TITLE(lang, site=name or words.ALL_PLACES(lang))
    plain_axes(ax, title, lang, x=True, y=True)
    if site is None:
        return nothing(ax, words.NO_PLACES(lang))
    most = max(place.placed for each in sites for place in each.places)
    known = [
        place for place in site.places if place.location.lat is not None and place.location.lon is not None
    ]
    rest = [place for place in site.places if place not in known]
    at = _metres(known)
    wide = max([x for x, _ in at] + [1.0]) - min([x for x, _ in at] + [0.0])
    low = min([y for _, y in at] + [0.0])
    step = max(wide / _EACH_ROW, 60.0) if known else 1.0
    left = min([x for x, _ in at] + [0.0])
    for number in range(len(rest)):
        at.append((left + step * (number % _EACH_ROW), low - step * (1 + number // _EACH_ROW)))
    # what the axes must show, before there is anything to show
    ax.scatter([x for x, _ in at], [y for _, y in at], s=0)
    if known:
        ax.set_xlabel(words.EAST(lang), fontsize=SIZE + 0.5)
        ax.set_ylabel(words.NORTH(lang), fontsize=SIZE + 0.5)
    else:
        ax.set_xticks([])
        ax.set_yticks([])
    if any(not place.placed for place in site.places):
        key_below(ax, [swatch(**LEFT_OVER)], [words.NO_WORK_HERE(lang)])
    look_of = looks(plan.problem.data)

    def finish() -> None:
        _fit(ax, at)
        if known and rest:
            ax.axhline(low - step / 2, color=LIGHT, linewidth=LINE_WIDTH, linestyle=(0, DASHES))
        places = [*known, *rest]
        largest = min(_MOST, max(_CROWDED, _SHARE * math.sqrt(math.prod(size_of(ax)) / len(places))))
        marks = [
            Mark(x, y, _side(place, most, largest) / 2, _lines(place, look_of, place in rest, lang))
            for (x, y), place in zip(at, places, strict=True)
        ]
        marks = _apart(ax, marks)
        for mark, place in zip(marks, places, strict=True):
            _square(ax, mark, place)
        label_marks(ax, sorted(marks, key=lambda mark: -mark.half), SMALL)

    return finish


def _fit(ax: Axes, at: Sequence[tuple[float, float]]) -> None:
    """Show all places on one scale, with room for squares and names around them."""
    wide, high = size_of(ax)
    (left, right), (low, top) = ((min(along), max(along)) for along in zip(*at, strict=True))
    around = min(_AROUND[0], _AT_MOST * wide), min(_AROUND[1], _AT_MOST * high)
    unit = max((right - left) / (wide - 2 * around[0]), (top - low) / (high - 2 * around[1])) or 1.0
    ax.set_xlim((left + right - wide * unit) / 2, (left + right + wide * unit) / 2)
    ax.set_ylim((low + top - high * unit) / 2, (low + top + high * unit) / 2)
    ax.set_aspect("equal")


def _metres(places: Sequence[Place]) -> list[tuple[float, float]]:
    """Metres east and north of the first place."""
    if not places:
        return []
    first = places[0].location

    def along(**moved: float | None) -> float:
        return 1000 * (great_circle_km(first, first.model_copy(update=moved)) or 0.0)

    found = []
    for here in (place.location for place in places):
        east, north = along(lon=here.lon), along(lat=here.lat)
        found.append(
            (
                math.copysign(east, (here.lon or 0.0) - (first.lon or 0.0)),
                math.copysign(north, (here.lat or 0.0) - (first.lat or 0.0)),
            )
        )
    return found


def _side(place: Place, most: int, largest: float) -> float:
    """Points; the squares grow with the hours."""
    share = math.sqrt(place.placed / most) if most else 0.0
    return max(_LEAST, largest * share, width_of(str(place.number), SMALL) + 4)


def _apart(ax: Axes, marks: Sequence[Mark]) -> list[Mark]:
    """The marks, each moved as little as it takes to lie on no other."""
    found: list[Mark] = []
    taken: list[Area] = []
    across, up = scale_of(ax)
    wide, high = size_of(ax)
    for mark in marks:
        area = area_of(ax, mark)
        moves = ((_NUDGE * step * x, _NUDGE * step * y) for step in range(_STEPS) for x, y in _WAYS)
        for right, down in moves:
            moved = Area(area.left + right, area.top + down, area.right + right, area.foot + down)
            within = moved.left >= 0 and moved.top >= 0 and moved.right <= wide and moved.foot <= high
            if within and not any(moved.meets(other) for other in taken):
                break
        else:
            moved, right, down = area, 0.0, 0.0
        taken.append(moved)
        found.append(mark._replace(x=mark.x + right / across, y=mark.y - down / up))
    return found


def _lines(place: Place, look_of: Mapping[str, Look], unplaced: bool, lang: Lang) -> tuple[str, ...]:
    """Name, and who works there for how many hours."""
    name = cut(shown(place.name.partition(",")[0]), _ROOM, SMALL)
    letters = " ".join(look_of[who].style.letter for who in place.suppliers)
    hours = f"{hours_text(place.placed, lang)} {words.HOUR_SHORT(lang)}" if place.placed else ""
    return tuple(
        line for line in (name, joined([letters, hours, words.NO_POSITION(lang) if unplaced else ""])) if line
    )


def _square(ax: Axes, mark: Mark, place: Place) -> None:
    fill, ink = (DARK, WHITE) if place.placed else (WHITE, DARK)
    ax.scatter(
        mark.x,
        mark.y,
        s=(2 * mark.half) ** 2,
        marker="s",
        facecolor=fill,
        edgecolor=DARK,
        linewidths=LINE_WIDTH,
        linestyle="-" if place.placed else (0, DASHES),
        zorder=2,
    )
    put(ax, mark.x, mark.y, str(place.number), SMALL, color=ink, ha="center", va="center", fontweight="bold")
