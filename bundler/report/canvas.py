"""The drawing board of the report's pictures: matplotlib, in pixels, and SVG that lives inside a page.

Shapes go straight to matplotlib's SVG renderer, without a figure, axes or artists: that is several times
faster, half of matplotlib need not be imported, and it leaves no clip paths, markers or hatches, so the SVG
has no ids to refer to.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.font_manager import FontProperties

WIDTH = 720
LINE_WIDTH, DASHES = 0.8, (3.2, 2.4)
DARK, MIDDLE, LIGHT, PALE = "#1F1F1F", "#595959", "#DDDDDD", "#F4F4F4"
_TAG = re.compile(r"<[^>]*>")
_GROUP = re.compile(r"</?g>\n?")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_LEFT_OUT = re.compile(r'\s+id="[^"]*"|font-family:[^;"]*;? ?')


@contextmanager
def drawing() -> Iterator[None]:
    """Draw inside this: the same bytes for the same input, whatever the user's own matplotlib settings."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": "bundler",
                "font.family": "sans-serif",
                "font.sans-serif": ["DejaVu Sans"],
            }
        )
        yield


def as_svg(canvas: Canvas, name: str, alt: str) -> Markup:
    """The picture as an inline ``<svg>`` that a screen reader announces with ``alt``.

    Args:
        canvas: what is drawn.
        name: unique within the page; the only id in it is made of this.
        alt: what the picture shows, in a sentence.
    """
    from matplotlib.backends.backend_svg import RendererSVG

    out = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    make: Any = RendererSVG  # matplotlib has no types for it
    renderer = make(WIDTH, canvas.height, out, metadata=nothing)
    canvas.draw(renderer)
    renderer.finalize()
    text = _COMMENT.sub("", out.getvalue())
    body = text[text.index(">", text.index("<svg")) + 1 :]
    body = body[body.index("</defs>") + len("</defs>") :]
    body = _TAG.sub(lambda tag: _LEFT_OUT.sub("", tag[0]), body)
    body = _GROUP.sub("", body.removesuffix("</svg>\n")) + "</svg>"
    head = Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-labelledby="{id}">'
        '<title id="{id}">{alt}</title>'
    ).format(w=WIDTH, h=round(canvas.height), id=f"{name}-title", alt=alt)
    return head + Markup(re.sub(r"\n\s*", "\n", body).strip())


class Box(NamedTuple):
    """A rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str
    dashed: bool = False


class Line(NamedTuple):
    """A straight line."""

    start: tuple[float, float]
    end: tuple[float, float]
    color: str
    dashed: bool = False


class Words(NamedTuple):
    """Words on one line, from the foot of the first letter."""

    x: float
    y: float
    text: str
    size: float
    color: str = DARK
    bold: bool = False


class Canvas:
    """Shapes in pixels with the origin at the top left."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._shapes: list[Box | Line | Words] = []

    def add(self, *shapes: Box | Line | Words) -> None:
        """Lay shapes over those that are there."""
        self._shapes += shapes

    @property
    def shapes(self) -> tuple[Box | Line | Words, ...]:
        """What was added, in that order."""
        return tuple(self._shapes)

    def draw(self, renderer: RendererBase) -> None:
        """Put every shape on paper, in the order they were added."""
        for shape in self._shapes:
            _draw(renderer, shape, self.height)


def _draw(renderer: Any, shape: Box | Line | Words, height: float) -> None:
    from matplotlib.colors import to_rgb
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform

    pen = renderer.new_gc()
    if isinstance(shape, Words):
        pen.set_foreground(shape.color)
        renderer.draw_text(
            pen, round(shape.x, 1), round(shape.y, 1), shape.text, _font(shape.size, shape.bold), 0
        )
        return
    pen.set_linewidth(LINE_WIDTH)
    pen.set_joinstyle("miter")
    if shape.dashed:
        pen.set_dashes(0, DASHES)
    if isinstance(shape, Line):
        pen.set_foreground(shape.color)
        corners, fill = [shape.start, shape.end], None
    else:
        pen.set_foreground(shape.edge)
        right, foot = shape.x + shape.width, shape.y + shape.height
        corners = [(shape.x, shape.y), (right, shape.y), (right, foot), (shape.x, foot), (shape.x, shape.y)]
        fill = to_rgb(shape.fill)
    path = Path([(round(x, 1), height - round(y, 1)) for x, y in corners], closed=fill is not None)
    renderer.draw_path(pen, path, IdentityTransform(), fill)


@cache
def _font(size: float, bold: bool) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="sans-serif", size=size, weight="bold" if bold else "normal")
