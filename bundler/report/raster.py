"""A picture as pixels, for documents that take no SVG."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from bundler.report.canvas import DASHES, LINE_WIDTH, WIDTH, Box, Canvas, Line, Words

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_INCH = 2.54
_WHITE = "#FFFFFF"
_MOST, _STEPS = 256, 6  # colours of a palette; steps from a letter to its ground
_NEARLY = 8
_Point = tuple[float, float]
_Color = tuple[int, ...]


def as_png(canvas: Canvas, width_cm: float, dpi: int = 200) -> bytes:
    """The picture as a PNG that is sharp at a width on paper.

    Pillow draws it: matplotlib takes twice as long, and a report has a hundred pictures. The same picture
    gives the same bytes.
    """
    from PIL import Image
    from PIL.ImageDraw import Draw

    scale = width_cm / _INCH * dpi / WIDTH
    image = Image.new("RGB", (round(WIDTH * scale), max(1, round(canvas.height * scale))), _WHITE)
    pen = Draw(image)
    for shape in canvas.shapes:
        _draw(pen, shape, scale)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for color in _colors(canvas) for part in color])
    file = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


def _colors(canvas: Canvas) -> list[_Color]:
    """The picture's own colours, and as many steps between letters and ground as a palette holds."""
    from PIL.ImageColor import getrgb

    grounds, inks = {_WHITE: None}, dict[str, None]()
    for shape in canvas.shapes:
        if isinstance(shape, Box):
            grounds[shape.fill] = inks[shape.edge] = None
        else:
            inks[shape.color] = None
    own: list[_Color] = [tuple(getrgb(color)[:3]) for color in dict.fromkeys([*grounds, *inks])][:_MOST]
    letters = dict.fromkeys(shape.color for shape in canvas.shapes if isinstance(shape, Words))
    pairs = [(getrgb(ink)[:3], getrgb(ground)[:3]) for ground in grounds for ink in letters if ink != ground]
    steps = min(_STEPS, (_MOST - len(own)) // max(1, len(pairs)))
    between = (
        tuple(round(a + (b - a) * step / (steps + 1)) for a, b in zip(ink, ground, strict=True))
        for ink, ground in pairs
        for step in range(1, steps + 1)
    )
    # Pillow looks colours up in steps of four: what is nearly a colour would be taken for it.
    apart = (made for made in between if all(_distance(made, color) > _NEARLY for color in own))
    return list(dict.fromkeys([*own, *apart]))


def _distance(one: _Color, other: _Color) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _draw(pen: Any, shape: Box | Line | Words, scale: float) -> None:
    width = math.ceil(LINE_WIDTH * scale)
    if isinstance(shape, Words):
        face = _face(shape.bold, round(shape.size * scale, 2))
        at = shape.x * scale, shape.y * scale
        pen.text(at, shape.text, fill=shape.color, font=face, anchor="ls")
    elif isinstance(shape, Line):
        ends = shape.start, shape.end
        for part in _dashes(*ends) if shape.dashed else [ends]:
            pen.line([(x * scale, y * scale) for x, y in part], fill=shape.color, width=width)
    else:
        half = width / 2
        left, top = shape.x * scale - half, shape.y * scale - half
        right, foot = (shape.x + shape.width) * scale + half, (shape.y + shape.height) * scale + half
        edge = None if shape.dashed else shape.edge
        pen.rectangle((left, top, max(left, right - 1), max(top, foot - 1)), shape.fill, edge, width)
        if shape.dashed:
            corners = [(shape.x, shape.y), (shape.x + shape.width, shape.y)]
            corners += [(x, y + shape.height) for x, y in reversed(corners)]
            for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
                _draw(pen, Line(start, end, shape.edge, dashed=True), scale)


def _dashes(start: _Point, end: _Point) -> Iterator[tuple[_Point, _Point]]:
    """The pieces of a dashed line."""
    length, (dash, gap) = math.dist(start, end), DASHES

    def point(at: float) -> _Point:
        part = min(at, length) / length
        return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part

    for number in range(math.ceil(length / (dash + gap))):
        begin = number * (dash + gap)
        yield point(begin), point(begin + dash)


@cache
def _face(bold: bool, size: float) -> FreeTypeFont:
    from PIL.ImageFont import Layout, truetype

    from bundler.report.fonts import font_file

    return truetype(font_file(bold), size, layout_engine=Layout.BASIC)
