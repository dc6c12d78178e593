"""The board's small pictures as SVG that a strict Content-Security-Policy allows: without style or script.

A supplier is told by three things at once: its colour, its pattern and its letter. The patterns are drawn
once a page (``patterns``); every picture refers to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from bundler.domain import Problem, Session
from bundler.i18n import Lang
from bundler.report.colors import Style
from bundler.rules import Week
from bundler.units import DAY_LABELS

# Lines on a tile of 8 by 8 that also join at its edges.
_TILES = (
    "",
    "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6",
    "M0,4 H8",
    "M4,0 V8",
    "M-2,6 L2,10 M0,0 L8,8 M6,-2 L10,2",
    "M0,4 H8 M4,0 V8",
    "M0,8 L8,0 M0,0 L8,8",
    "M2,2 h1 M6,6 h1",
)
_WEEK = (150, 84)
_BAR = (600, 34)
_COLUMN, _PLAN_HEIGHT = 22, 64


class Fill(NamedTuple):
    """A supplier's look and the pattern that goes with it."""

    style: Style
    url: str


def fills(styles: Mapping[str, Style]) -> dict[str, Fill]:
    """The pattern of each supplier, by id."""
    return {
        supplier_id: Fill(style, f"url(#supplier-{number})")
        for number, (supplier_id, style) in enumerate(styles.items())
    }


def patterns(styles: Mapping[str, Style]) -> Markup:
    """All patterns, to be put once on each page."""
    tile = Markup(
        '<pattern id="supplier-{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8" fill="{fill}"/>'
        '<path d="{lines}" stroke="{ink}" stroke-opacity=".55" stroke-width="1.4" fill="none"/></pattern>'
    )
    tiles = Markup("").join(
        tile.format(
            number=number,
            fill=style.fill,
            ink=style.ink,
            lines=_TILES[(number + number // len(_TILES)) % len(_TILES)],
        )
        for number, style in enumerate(styles.values())
    )
    return (
        Markup('<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>')
        + tiles
        + Markup("</defs></svg>")
    )


def swatch(fill: Fill) -> Markup:
    """A supplier's letter on its colour inside its pattern; decoration beside its name."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 32 32" aria-hidden="true" focusable="false">'
        '<rect x=".75" y=".75" width="30.5" height="30.5" rx="4" fill="{url}" stroke="currentColor"/>'
        '<rect x="6" y="6" width="20" height="20" rx="3" fill="{plain}"/>'
        '<text x="16" y="22.5" text-anchor="middle" font-size="{size}" font-weight="700" fill="{ink}">'
        "{letter}</text>"
        "</svg>"
    ).format(
        url=fill.url,
        plain=fill.style.fill,
        ink=fill.style.ink,
        letter=fill.style.letter,
        size=18 if len(fill.style.letter) == 1 else 13,
    )


class Marks(NamedTuple):
    """What the hours of a job are held against, hours a week."""

    least: float
    target: float
    most: float


def hours_bar(shares: Sequence[tuple[Fill, float]], marks: Marks, alt: str, gap: str) -> Markup:
    """A job filling up: its hours by supplier, against the fewest, the target and the most.

    Args:
        shares: hours of each supplier, in the order in which they are drawn.
        marks: the three marks.
        alt: the same in a sentence.
        gap: what a click on the hours that are missing does.
    """
    width, height = _BAR
    total = sum(hours for _, hours in shares)
    scale = (width - 4) / max(marks.most * 1.06, total, 1)
    parts = [
        Markup('<rect x="2" y="8" width="{w}" height="18" class="trough"/>').format(w=_px(marks.most * scale))
    ]
    x = 2.0
    for fill, hours in shares:
        wide = hours * scale
        parts.append(
            Markup('<rect x="{x}" y="8" width="{w}" height="18" fill="{url}" class="part"/>').format(
                x=_px(x), w=_px(wide), url=fill.url
            )
        )
        x += wide
    missing = max(marks.least, marks.target) - total
    if missing > 0:
        parts.append(
            Markup(
                '<rect x="{x}" y="1" width="{w}" height="32" class="gap"><title>{gap}</title></rect>'
            ).format(x=_px(x), w=_px(missing * scale), gap=gap)
        )
    for name, hours in (("least", marks.least), ("most", marks.most)):
        mark = _px(2 + hours * scale)
        parts.append(Markup('<path d="M{x},3 V31" class="mark {name}"/>').format(x=mark, name=name))
    at = 2 + marks.target * scale
    parts.append(
        Markup('<path d="M{x},8 l-6,-8 h12 z M{x},26 l-6,8 h12 z" class="mark target"/>').format(x=_px(at))
    )
    return _svg("bar", width, height, alt, parts, stretched=True)


def week_picture(
    problem: Problem, roster: Sequence[Session], looks: Mapping[str, Fill], lang: Lang, alt: str, gap: str
) -> Markup:
    """A job's week: a column for each day, time downward, every session in its supplier's pattern.

    What is not taken up by sessions is free time: ``gap`` says what a click on it does.
    """
    week = Week(problem, roster)
    width, height = _WEEK
    last = max(4, *(day.day for day in week.days))
    first, end = min(day.start for day in week.days) // 60, -(-max(day.end for day in week.days) // 60)
    first, end = min(first, 7), max(end, 17)
    column = (width - 2) / (last + 1)
    scale = (height - 18) / (60 * (end - first))
    # as large as fits: to be read from the back of the room
    letters = 2 if last < 6 else 1
    parts = []
    for day in range(last + 1):
        x = 1 + day * column
        parts.append(
            Markup('<text x="{x}" y="13" text-anchor="middle" class="day">{name}</text>').format(
                x=_px(x + column / 2), name=DAY_LABELS[lang][day][:letters]
            )
        )
        parts.append(
            Markup(
                '<rect x="{x}" y="17" width="{w}" height="{h}" class="trough gap"><title>{gap}</title></rect>'
            ).format(x=_px(x + 1), w=_px(column - 2), h=height - 18, gap=gap)
        )
    for session in week.sessions:
        fill = looks[problem.task_by_id[session.task_id].supplier_id]
        parts.append(
            Markup('<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{url}" class="part"/>').format(
                x=_px(2 + session.day * column),
                y=_px(17 + (session.start - 60 * first) * scale),
                w=_px(column - 2),
                h=_px(max(2.0, (session.end - session.start) * scale)),
                url=fill.url,
            )
        )
    return _svg("week", width, height, alt, parts)


def plan_picture(
    problem: Problem, plan: Sequence[Sequence[Session]], looks: Mapping[str, Fill], alt: str
) -> Markup:
    """All jobs of a plan: a column for each, as high as its hours, every supplier in its pattern."""
    width, height = _COLUMN * max(len(plan), 1), _PLAN_HEIGHT
    hours = [Week(problem, roster).minutes_by_supplier for roster in plan]
    scale = (height - 2) / max([1, *(sum(each.values()) for each in hours)])
    parts = []
    for at, each in enumerate(hours):
        y = height - 1.0
        for supplier_id, minutes in each.items():
            high = minutes * scale
            y -= high
            parts.append(
                Markup('<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{url}" class="part"/>').format(
                    x=_COLUMN * at + 2, y=_px(y), w=_COLUMN - 4, h=_px(high), url=looks[supplier_id].url
                )
            )
    return _svg("plan", width, height, alt, parts)


def _svg(
    name: str, width: int, height: int, alt: str, parts: Sequence[Markup], *, stretched: bool = False
) -> Markup:
    head = Markup('<svg class="{name}" viewBox="0 0 {w} {h}" role="img" aria-label="{alt}"{aspect}>').format(
        name=name,
        w=width,
        h=height,
        alt=alt,
        aspect=Markup(' preserveAspectRatio="none"') if stretched else "",
    )
    return head + Markup("").join(parts) + Markup("</svg>")


def _px(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
