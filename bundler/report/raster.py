"""A picture as pixels, for documents that take no SVG."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.report.canvas import WIDTH, Box, Canvas

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_INCH = 2.54
_COLORS = 64
_WHITE = "#FFFFFF"
_NEARLY_WHITE = 250  # taking fewer colours makes a white ground faintly grey


def as_png(canvas: Canvas, width_cm: float, dpi: int = 200) -> bytes:
    """The picture as a PNG that is sharp at a width on paper; drawn by the same calls as the SVG.

    The same picture gives the same bytes. Call it inside ``canvas.drawing()``.
    """
    from matplotlib.backends.backend_agg import RendererAgg
    from PIL import Image
    from PIL.ImageDraw import Draw

    scale = width_cm / _INCH * dpi / WIDTH
    make: Any = RendererAgg  # matplotlib has no types for it
    renderer = make(round(WIDTH * scale), max(1, round(canvas.height * scale)), 72 * scale)
    texts: list[_Words] = []
    pen: Any = _Pen(renderer, scale, texts)
    paper = Canvas(canvas.height)
    paper.add(Box(0, 0, WIDTH, canvas.height, _WHITE, _WHITE))
    paper.draw(pen)
    canvas.draw(pen)
    size = int(renderer.width), int(renderer.height)
    image = Image.frombytes("RGBA", size, bytes(renderer.buffer_rgba())).convert("RGB")
    letters = Draw(image)
    for x, y, text, font, color in texts:
        letters.text((x, y), text, fill=color, font=font, anchor="ls")
    file = io.BytesIO()
    fewer = image.quantize(_COLORS, Image.Quantize.FASTOCTREE)
    fewer.putpalette([255 if part > _NEARLY_WHITE else part for part in fewer.getpalette() or ()])
    fewer.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


class _Words(NamedTuple):
    x: float
    y: float
    text: str
    font: FreeTypeFont
    color: tuple[int, ...]


class _Pen:
    """Matplotlib's renderer for pixels, some times larger; the words are kept for Pillow.

    Matplotlib takes ten times as long to set words in pixels, and there are thousands in a report.
    """

    def __init__(self, renderer: Any, scale: float, texts: list[_Words]) -> None:
        self._renderer, self._scale, self._texts = renderer, scale, texts

    def new_gc(self) -> Any:
        return self._renderer.new_gc()

    def draw_path(self, pen: Any, path: Any, transform: Any, fill: Any) -> None:
        from matplotlib.transforms import Affine2D

        self._renderer.draw_path(pen, path, transform + Affine2D().scale(self._scale), fill)

    def draw_text(self, pen: Any, x: float, y: float, text: str, font: Any, angle: float) -> None:
        del angle  # no picture of ours turns its words
        size = round(font.get_size_in_points() * self._scale, 2)
        color = tuple(round(255 * part) for part in pen.get_rgb()[:3])
        face = _face(font.get_weight() == "bold", size)
        self._texts.append(_Words(x * self._scale, y * self._scale, text, face, color))


@cache
def _face(bold: bool, size: float) -> FreeTypeFont:
    from PIL.ImageFont import Layout, truetype

    from bundler.report.fonts import font_file

    return truetype(font_file(bold), size, layout_engine=Layout.BASIC)
