"""A map-like sketch of one site: its places by latitude and longitude, or in a row where none is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bundler.i18n import Lang, Text
from bundler.report.canvas import DARK, LIGHT, MIDDLE, PALE, WIDTH, Box, Canvas, Line, Words
from bundler.report.colors import WHITE, Style
from bundler.report.lettering import cut, shown, width_of
from bundler.report.places import Place, Site
from bundler.units import hours_text

_MARGIN, _TOP, _FOOT = 44.0, 34.0, 30.0
_TALLEST, _FLATTEST = 250.0, 110.0
_SMALLEST, _LARGEST = 15.0, 36.0
_SIZE, _LINE = 8.6, 11.0
_LABEL = 170.0
_METRES = 111_320.0  # of one degree of latitude
_ROW = 76.0
_EACH_ROW = 8
_NO_POSITION = Text("Position not known, so in a row", "Ligging niet bekend, daarom op een rij")
_STEPS = (1, 2, 5)


class Spot(NamedTuple):
    """A place's square on the paper, by its middle."""

    x: float
    y: float
    side: float
    place: Place


class Area(NamedTuple):
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    foot: float

    def meets(self, other: Area) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.foot
            and other.top < self.foot
        )


def site_sketch(site: Site, title: str, styles: Mapping[str, Style], most: int, lang: Lang) -> Canvas:
    """One site. Squares are larger where more hours are in jobs; each has its place's number.

    Args:
        site: its places.
        title: what stands above it.
        styles: the suppliers' letters.
        most: minutes a week of the largest square of the report, so that sites can be compared.
        lang: for the hours.
    """
    known = [place for place in site.places if _position(place) is not None]
    rest = [place for place in site.places if _position(place) is None]
    spots, height, metre = _on_map(known, most)
    map_foot = _TOP + height
    rows = -(-len(rest) // _EACH_ROW)
    canvas = Canvas((map_foot + _FOOT if known else _TOP) + rows * _ROW + (14 if rest else 0) + 4)
    canvas.add(Words(6, 15, cut(shown(title), WIDTH - 12, 11), 11, bold=True))
    kept: list[Area] = []
    if known:
        canvas.add(Box(2, _TOP - 10, WIDTH - 4, height + 10 + _FOOT - 4, PALE, LIGHT))
        kept.append(_north(canvas))
        if len(known) > 1:
            kept.append(_scale_bar(canvas, map_foot + _FOOT - 14, metre))
    if rest:
        top = map_foot + _FOOT if known else _TOP
        canvas.add(Words(6, top + 10, _NO_POSITION(lang), _SIZE, MIDDLE))
        kept.append(Area(0, top, 6 + width_of(_NO_POSITION(lang), _SIZE), top + 13))
        spots += _in_rows(rest, top + 14, most)
    _draw(canvas, spots, kept, styles, lang)
    return canvas


def _position(place: Place) -> tuple[float, float] | None:
    lat, lon = place.location.lat, place.location.lon
    return None if lat is None or lon is None else (lat, lon)


def _on_map(places: Sequence[Place], most: int) -> tuple[list[Spot], float, float]:
    """The places' squares, the height of the map, and pixels per metre."""
    positions = [position for place in places if (position := _position(place)) is not None]
    if not positions:
        return [], 0.0, 1.0
    middle = math.cos(math.radians(sum(lat for lat, _ in positions) / len(positions)))
    across = [lon * middle * _METRES for _, lon in positions]
    up = [lat * _METRES for lat, _ in positions]
    width, height = max(across) - min(across), max(up) - min(up)
    room = WIDTH - 2 * _MARGIN - _LABEL
    metre = min(room / max(width, 1.0), (_TALLEST - _MARGIN) / max(height, 1.0), 4.0)
    tall = max(height * metre + _MARGIN, _FLATTEST)
    left = (WIDTH - _LABEL - width * metre) / 2
    top = _TOP + (tall - height * metre) / 2
    spots = [
        Spot(left + (x - min(across)) * metre, top + (max(up) - y) * metre, _side(place, most), place)
        for x, y, place in zip(across, up, places, strict=True)
    ]
    spots = _apart(spots)
    return spots, max(tall, max(spot.y + spot.side / 2 + 10 - _TOP for spot in spots)), metre


def _apart(spots: Sequence[Spot]) -> list[Spot]:
    """The squares, each moved down as far as it takes to lie on no other."""
    found: list[Spot] = []
    for spot in spots:
        moved = spot
        while any(_area(moved).meets(_area(other)) for other in found):
            moved = moved._replace(y=moved.y + 3)
        found.append(moved)
    return found


def _in_rows(places: Sequence[Place], top: float, most: int) -> list[Spot]:
    each = (WIDTH - 12) / _EACH_ROW
    return [
        Spot(
            6 + each * (number % _EACH_ROW + 0.5),
            top + _ROW * (number // _EACH_ROW) + 24,
            _side(place, most),
            place,
        )
        for number, place in enumerate(places)
    ]


def _side(place: Place, most: int) -> float:
    """Sides whose squares grow with the hours."""
    share = math.sqrt(place.placed / most) if most else 0.0
    return max(_SMALLEST, _LARGEST * share, width_of(str(place.number), _SIZE) + 4)


def _area(spot: Spot) -> Area:
    half = spot.side / 2 + 1
    return Area(spot.x - half, spot.y - half, spot.x + half, spot.y + half)


def _draw(
    canvas: Canvas, spots: Sequence[Spot], kept: Sequence[Area], styles: Mapping[str, Style], lang: Lang
) -> None:
    taken = [*kept, *(_area(spot) for spot in spots)]
    for spot in spots:
        x, y, side, place = spot
        fill, ink = (DARK, WHITE) if place.placed else (WHITE, DARK)
        canvas.add(Box(x - side / 2, y - side / 2, side, side, fill, DARK, dashed=not place.placed))
        shown_as = str(place.number)
        canvas.add(Words(x - width_of(shown_as, _SIZE) / 2, y + 3, shown_as, _SIZE, ink, bold=True))
    placed: list[tuple[Spot, Area]] = []
    for spot in spots:
        where = _free(spot, _label(spot.place, styles, lang, _LABEL), taken, canvas.height)
        if where is not None:
            taken.append(where)
            placed.append((spot, where))
    for spot, where in placed:
        others = [area for area in taken if area is not where]
        lines = _label(spot.place, styles, lang, _room(spot, where, others))
        for number, line in enumerate(lines, 1):
            canvas.add(Words(where.left, where.top + number * _LINE - 2, line, _SIZE))


def _room(spot: Spot, where: Area, others: Iterable[Area]) -> float:
    """How wide a label may be; one to the right of its square may go on to what lies there."""
    if where.left < spot.x:
        return _LABEL
    beside = [area.left for area in others if area.top < where.foot and where.top < area.foot]
    free = min([WIDTH - 6, *(left - 4 for left in beside if left >= where.right)])
    return max(_LABEL, free - where.left)


def _label(place: Place, styles: Mapping[str, Style], lang: Lang, room: float) -> list[str]:
    """The name, as far as there is room, and who works there for how many hours."""
    name = cut(shown(place.name.partition(",")[0]), room, _SIZE)
    letters = " ".join(styles[who].letter for who in place.suppliers)
    unit = "uur" if lang == "nl" else "h"
    return [name, f"{letters} · {hours_text(place.placed, lang)} {unit}"] if place.placed else [name]


def _free(spot: Spot, lines: Sequence[str], taken: Iterable[Area], foot: float) -> Area | None:
    """Where the label lies on nothing: right, left, below or above; None where it fits nowhere."""
    wide, tall = max(width_of(line, _SIZE) for line in lines), len(lines) * _LINE
    half, others = spot.side / 2 + 4, list(taken)
    corners = (
        (spot.x + half, spot.y - tall / 2),
        (spot.x - half - wide, spot.y - tall / 2),
        (spot.x - wide / 2, spot.y + half - 2),
        (spot.x - wide / 2, spot.y - half - tall + 2),
        (spot.x + half, spot.y + 2),
        (spot.x + half, spot.y - tall - 2),
    )
    for left, top in corners:
        area = Area(left, top, left + wide, top + tall)
        inside = left > 2 and area.right < WIDTH - 2 and top > 18 and area.foot < foot - 2
        if inside and not any(area.meets(other) for other in others):
            return area
    return None


def _north(canvas: Canvas) -> Area:
    """An arrow; what it takes."""
    x, top = WIDTH - 16, _TOP - 4
    canvas.add(Line((x, top + 26), (x, top + 4), MIDDLE), Line((x, top + 4), (x - 4, top + 11), MIDDLE))
    canvas.add(Line((x, top + 4), (x + 4, top + 11), MIDDLE), Words(x - 3.5, top + 37, "N", _SIZE, MIDDLE))
    return Area(x - 8, top, WIDTH, top + 40)


def _scale_bar(canvas: Canvas, y: float, metre: float) -> Area:
    """A round number of metres, at most a quarter of the width; what it takes."""
    most = WIDTH / 4 / metre
    power = 10 ** math.floor(math.log10(most))
    length = max(step * power for step in _STEPS if step * power <= most)
    right = 12 + length * metre
    text = f"{length:g} m" if length < 1000 else f"{length / 1000:g} km"
    canvas.add(Line((12, y), (right, y), MIDDLE), Line((12, y - 4), (12, y + 4), MIDDLE))
    canvas.add(Line((right, y - 4), (right, y + 4), MIDDLE), Words(right + 6, y + 3, text, _SIZE, MIDDLE))
    return Area(0, y - 6, right + 8 + width_of(text, _SIZE), y + 6)
