"""The picture of each supplier's obligation: how much of it is reached before and after the plan."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bundler.attribution.shown import percent
from bundler.i18n import Lang
from bundler.report.canvas import DARK, WIDTH, Box, Canvas, Line, Words
from bundler.report.colors import WHITE, Style
from bundler.report.lettering import cut, shown, width_of

_ROW, _BAR, _NAMES, _SUM = 40.0, 13.0, 150.0, 96.0
_GREY = "#BDBDBD"
# A bar of more than this part of the obligation ends in ».
_MOST = Fraction(2)


def bars_picture(rows: Sequence[tuple[Style, Fraction, Fraction]], lang: Lang) -> Canvas:
    """Two bars for each supplier: the part of its obligation reached before the plan, and with it.

    Args:
        rows: look of the supplier, part before and part after; 1 is all of it.
        lang: how the percentages are written.
    """
    longest = min(_MOST, max([Fraction(1), *(after for _, _, after in rows)]))
    scale = (WIDTH - _NAMES - _SUM) / float(longest)
    canvas = Canvas(len(rows) * _ROW)
    labels: list[Box | Words] = []
    for number, (style, before, after) in enumerate(rows):
        top = number * _ROW + 5
        canvas.add(Words(4, top + 18, cut(shown(style.name), _NAMES - 12, 9.5), 9.5, bold=True))
        for y, part, fill in ((top, before, _GREY), (top + _BAR + 3, after, style.fill)):
            width = float(min(part, _MOST)) * scale
            canvas.add(Box(_NAMES, y, max(width, 1.0), _BAR, fill, DARK))
            labels += _label(_NAMES + width + 5, y, part, lang)
            if fill == style.fill and width > width_of(style.letter, 8.6) + 8:
                labels.append(Words(_NAMES + 4, y + 10, style.letter, 8.6, style.ink, bold=True))
    due = _NAMES + scale
    canvas.add(Line((due, 0), (due, len(rows) * _ROW), DARK, dashed=True), *labels)
    return canvas


def _label(x: float, y: float, part: Fraction, lang: Lang) -> tuple[Box, Words]:
    """A bar's percentage, on white so that the line of what is due does not run through it."""
    text = percent(part)(lang)
    if part > _MOST:
        text = f"» {text}"
    ground = Box(x - 2, y + 0.5, width_of(text, 8.6) + 3, _BAR - 1, WHITE, WHITE)
    return ground, Words(x, y + 10, text, 8.6)
