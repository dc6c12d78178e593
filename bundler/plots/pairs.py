"""Which suppliers share jobs: a network of suppliers on a circle."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.i18n import Lang
from bundler.kpis import Facts
from bundler.plots import words
from bundler.plots.drawing import (
    SIZE,
    SMALL,
    Finish,
    Look,
    joined,
    looks,
    nothing,
    plain_axes,
    put,
    settle,
    size_of,
    words_of,
)
from bundler.plots.given import Planned, axes_or_new, language
from bundler.report.canvas import DARK, LINE_WIDTH
from bundler.report.colors import WHITE
from bundler.report.lettering import cut, shown, width_of
from bundler.units import hours_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE, _HIGH = 7.6, 5.4
_EDGE = "#8C8C8C"
_LEAST, _MOST, _CROWDED = 15.0, 34.0, 5.4  # points across a circle; that of all together over the radius
_THIN, _MORE, _THICK = 1.2, 1.8, 9.0  # points for one job, for each further one, at most
_FEW, _MANY = 16, 14  # lines with every number, names on two lines
# points beside the circle for names, at most and of the width; so near to the middle they stand above
_ROOM, _SIDES, _UPRIGHT = 118.0, 0.24, 0.1
_SPOTS = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75)
_CLEAR = 0.13
_Point = tuple[float, float]


class _Network(NamedTuple):
    """Who works with whom.

    Attributes:
        shared: jobs by pair of supplier ids, in the order of the data.
        alone: jobs that a supplier has by itself.
        minutes: in jobs, by supplier id; suppliers without any are not in it.
    """

    shared: Counter[tuple[str, str]]
    alone: Counter[str]
    minutes: dict[str, int]


def plot_supplier_pairs(plan: Planned, *, ax: Axes | None = None, lang: str | None = None) -> Axes:
    """A network: suppliers on a circle, joined by a line where they share jobs.

    A line is thicker, and has a higher number, where two suppliers share more jobs; in a job of three
    suppliers each pair of them shares it. Circles are larger where a supplier has more hours in jobs.
    Suppliers without hours in jobs are left out. Where there are many lines, one without a number stands
    for one job.

    Args:
        plan: a ``bundler.Plan``.
        ax: where to draw; a new figure where None.
        lang: ``"en"`` or ``"nl"``; that of your locale where None.

    Returns:
        The axes, without ticks; the circle has radius 1 around (0, 0).

    Raises:
        UsageError: there are no words in that language.
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.example("dji"))
        >>> ax = bd.plots.plot_supplier_pairs(plan, lang="en")
        >>> ax.get_title(loc="left")
        'Which suppliers share jobs, and how many'
    """
    said = language(lang)
    ax = axes_or_new(ax, _WIDE, _HIGH)
    finish = draw_supplier_pairs(ax, plan, said)
    settle(ax)
    finish()
    return ax


def draw_supplier_pairs(ax: Axes, plan: Planned, lang: Lang) -> Finish:
    """The title; what comes back draws the network once the axes have their size."""
    plain_axes(ax, words.PAIRS_TITLE(lang), lang)
    network, look_of = _network(plan), looks(plan.problem.data)
    ax.spines[:].set_visible(False)
    if not network.minutes:
        return nothing(ax, words.NO_JOBS(lang))
    ax.set_xticks([])
    ax.set_yticks([])

    def finish() -> None:
        room, radius = _fit(ax)
        places = _circle(list(network.minutes))
        _lines(ax, network, places)
        most = max(network.minutes.values())
        largest = min(_MOST, max(_LEAST, _CROWDED * radius / len(places)))
        for supplier_id, minutes in network.minutes.items():
            wide = max(_LEAST, largest * math.sqrt(minutes / most))
            _node(ax, places[supplier_id], wide, look_of[supplier_id])
            lines = _told(network, supplier_id, look_of[supplier_id], room, lang)
            _name(ax, places[supplier_id], wide, lines, many=len(places) > _MANY)

    return finish


def _fit(ax: Axes) -> tuple[float, float]:
    """Make the circle as large as leaves room for the names around it; that room and the radius, points."""
    wide, high = size_of(ax)
    room = min(_ROOM, _SIDES * wide)
    radius = max(_LEAST, min(high / 2 - _MOST / 2 - 3.2 * SIZE, wide / 2 - _MOST / 2 - room))
    ax.set_xlim(-wide / 2 / radius, wide / 2 / radius)
    ax.set_ylim(-high / 2 / radius, high / 2 / radius)
    ax.set_aspect("equal")
    return room, radius


def _network(plan: Planned) -> _Network:
    facts = Facts(plan.problem.data, plan.result.jobs, plan.result, None)
    order = {key: at for at, key in enumerate(plan.problem.data.supplier_by_id)}
    shared: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    for week in facts.weeks:
        who = sorted(week.suppliers, key=order.__getitem__)
        shared.update(combinations(who, 2))
        if len(who) == 1:
            alone[who[0]] += 1
    return _Network(shared, alone, {key: facts.placed[key] for key in order if facts.placed[key]})


def _circle(names: list[str]) -> dict[str, _Point]:
    """Around a circle, clockwise from the top, in the order of the data so that plans can be compared."""
    turn = 2 * math.pi / len(names)
    return {name: (math.sin(turn * at), math.cos(turn * at)) for at, name in enumerate(names)}


def _lines(ax: Axes, network: _Network, places: Mapping[str, _Point]) -> None:
    most = max(network.shared.values(), default=1)
    more = min(_MORE, (_THICK - _THIN) / max(1, most - 1))
    taken: list[_Point] = []
    for (one, other), count in sorted(network.shared.items(), key=lambda item: (-item[1], item[0])):
        (x, y), (to_x, to_y) = places[one], places[other]
        width = _THIN + more * (count - 1)
        ax.plot([x, to_x], [y, to_y], color=_EDGE, linewidth=width, solid_capstyle="butt", zorder=1)
        if count == 1 and len(network.shared) > _FEW:
            continue
        spots = [(x + part * (to_x - x), y + part * (to_y - y)) for part in _SPOTS]
        spot = next((spot for spot in spots if _apart(spot, taken) > _CLEAR), spots[0])
        taken.append(spot)
        ground = {"facecolor": WHITE, "edgecolor": _EDGE, "linewidth": 0.6, "boxstyle": "round,pad=0.18"}
        put(
            ax, *spot, str(count), SMALL, ha="center", va="center", fontweight="bold", bbox=ground, zorder=1.5
        )


def _apart(spot: _Point, taken: list[_Point]) -> float:
    return min((math.dist(spot, other) for other in taken), default=math.inf)


def _node(ax: Axes, at: _Point, wide: float, look: Look) -> None:
    inside: dict[str, Any] = {"facecolor": look.style.fill, "edgecolor": look.lines, "hatch": look.hatch}
    ax.scatter(*at, s=wide**2, linewidths=0, zorder=2, **inside)
    ax.scatter(*at, s=wide**2, facecolor="none", edgecolor=DARK, linewidths=LINE_WIDTH, zorder=2.1)
    ground = {"facecolor": look.style.fill, "edgecolor": "none", "boxstyle": "circle,pad=0.12"}
    put(
        ax,
        *at,
        look.style.letter,
        SIZE,
        color=look.style.ink,
        ha="center",
        va="center",
        fontweight="bold",
        bbox=ground,
    )


def _told(network: _Network, supplier_id: str, look: Look, room: float, lang: Lang) -> list[str]:
    """Name, hours, and jobs with nobody else."""
    hours = f"{hours_text(network.minutes[supplier_id], lang)} {words.HOUR_SHORT(lang)}"
    alone = words.ALONE(lang, count=network.alone[supplier_id]) if network.alone[supplier_id] else ""
    below = [joined([hours, alone])]
    if width_of(below[0], SIZE) > room and alone:
        below = [hours, alone]
    return [words_of(cut(shown(look.style.name), room, SIZE)), *below]


def _name(ax: Axes, at: _Point, wide: float, lines: list[str], *, many: bool) -> None:
    """Words outside the circle."""
    x, y = at
    out = wide / 2 + 4
    across = "center" if abs(x) < _UPRIGHT else "left" if x > 0 else "right"
    up = "center" if across != "center" else "bottom" if y > 0 else "top"
    beside = {"left": (out, 0.4 * out * y), "right": (-out, 0.4 * out * y), "center": (0.0, out * y)}
    ax.annotate(
        ("  " if many else "\n").join(lines),
        at,
        beside[across],
        textcoords="offset points",
        ha=across,
        va=up,
        fontsize=SMALL if many else SIZE,
        color=DARK,
        linespacing=1.2,
    )
