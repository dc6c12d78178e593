"""What all plots draw with: suppliers told by letter, colour and hatching; words that stay words; keys."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.domain import Problem
from bundler.i18n import Lang
from bundler.report.canvas import DARK, DASHES, LIGHT, LINE_WIDTH, MIDDLE
from bundler.report.colors import WHITE, Style, supplier_styles
from bundler.report.fonts import printable
from bundler.report.lettering import cut, shown, width_of
from bundler.units import decimal

if TYPE_CHECKING:
    from typing import TypeAlias

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text as Words

    Sign: TypeAlias = Artist | tuple[Artist, ...]

# What is still to be done once the axes have their size: the words that must fit.
Finish = Callable[[], None]
# Seven beside the eight colours, so that colour and hatching together come back after 56 suppliers.
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "---", "ooo")
GREY = "#BDBDBD"
SIZE, SMALL = 8.5, 7.5
_MIX = 0.3
NAME = 150.0
_IN_KEY = 3
_SIGN = 4.0  # of the size of the letters: what a sign takes with the space around it
_NARROW = 400.0


class Look(NamedTuple):
    """How one supplier is drawn: by letter and colour as in the report, and by hatching."""

    style: Style
    hatch: str

    @property
    def lines(self) -> str:
        """Colour of the hatching: near enough to the fill for letters to stand out."""
        parts = ((int(self.style.fill[i : i + 2], 16), int(self.style.ink[i : i + 2], 16)) for i in (1, 3, 5))
        return "#" + "".join(f"{round(a + _MIX * (b - a)):02X}" for a, b in parts)

    def name(self, width: float = NAME) -> str:
        """Letter and name, the name cut to so many points."""
        return words_of(f"{self.style.letter}  {cut(shown(self.style.name), width, SIZE)}")


def looks(problem: Problem) -> dict[str, Look]:
    """How each supplier is drawn, by id; the same in every plot of a problem."""
    styles = supplier_styles(problem.suppliers)
    return {key: Look(style, HATCHES[at % len(HATCHES)]) for at, (key, style) in enumerate(styles.items())}


def words_of(text: str) -> str:
    """Text from the data as the font can set it; what looks like a formula stays text."""
    return printable(shown(text)).replace("$", r"\$")


def box(
    ax: Axes, x: float, y: float, width: float, height: float, look: Look | None = None, **other: Any
) -> Rectangle:
    """A rectangle in data units, from one corner: a supplier's, or of the look that is given.

    Returns:
        Its outline.
    """
    from matplotlib.patches import Rectangle

    style = {"edgecolor": DARK, "linewidth": LINE_WIDTH, **(other or {"fill": False})}
    if look is not None:
        ax.add_patch(Rectangle((x, y), width, height, linewidth=0, zorder=2, **_inside(look)))
    outline = Rectangle((x, y), width, height, zorder=2.1, **style)
    ax.add_patch(outline)
    return outline


def _inside(look: Look) -> dict[str, Any]:
    return {"facecolor": look.style.fill, "edgecolor": look.lines, "hatch": look.hatch}


LEFT_OVER: dict[str, Any] = {"facecolor": WHITE, "linestyle": (0, DASHES)}


def put(ax: Axes, x: float, y: float, text: str, size: float = SIZE, **other: Any) -> Words:
    """Words at a place in data units; they may run out of the axes."""
    return ax.text(x, y, text, fontsize=size, **{"color": DARK, "zorder": 3, **other})


def put_inside(
    ax: Axes, inside: Rectangle, x: float, y: float, text: str, look: Look, size: float = SIZE, **other: Any
) -> None:
    """Words on a supplier's rectangle that no hatching runs through and that never leave it."""
    ground = {"facecolor": look.style.fill, "edgecolor": "none", "pad": 0.8}
    words = put(ax, x, y, text, size, color=look.style.ink, bbox=ground, **other)
    for part in (words, words.get_bbox_patch()):
        if part is not None:
            part.set_clip_path(inside)
            part.set_clip_on(True)


def swatch(look: Look | None = None, **other: Any) -> Artist:
    """A small rectangle for a key."""
    from matplotlib.patches import Patch

    style = _inside(look) if look is not None else other
    return Patch(**{"edgecolor": DARK, "linewidth": LINE_WIDTH, **style})


def some_looks(all_looks: Sequence[Look]) -> tuple[Artist, ...]:
    """A sign for whatever supplier: the first few together."""
    return tuple(swatch(look) for look in all_looks[:_IN_KEY])


def key_below(ax: Axes, handles: Sequence[Sign], names: Sequence[str]) -> None:
    """What signs mean, below the axes and what stands there, in as many columns as fit."""
    pad = 5.2 if ax.get_xlabel() else 3.4 if ax.xaxis.get_ticks_position() != "top" else 0.8
    each = _SIGN * SIZE + max(width_of(name, SIZE) for name in names)
    columns = max(1, min(len(names), int(size_of(ax)[0] // each)))
    _key(ax, handles, names, bbox_to_anchor=(0, 0), borderaxespad=pad, ncols=columns)


def key_beside(ax: Axes, handles: Sequence[Sign], names: Sequence[str]) -> None:
    """What signs mean, to the right of the axes; below where these are too narrow for that."""
    if size_of(ax)[0] < _NARROW:
        key_below(ax, handles, names)
    else:
        _key(ax, handles, names, bbox_to_anchor=(1, 1), borderaxespad=0.8, ncols=1)


def _key(ax: Axes, handles: Sequence[Sign], names: Sequence[str], **where: Any) -> None:
    from matplotlib.legend_handler import HandlerTuple

    look = {"fontsize": SIZE, "frameon": False, "handlelength": 1.8, "columnspacing": 1.4}
    together: dict[Any, Any] = {tuple: HandlerTuple(ndivide=None, pad=0)}
    ax.legend(list(handles), list(names), loc="upper left", handler_map=together, **look, **where)


def settle(*given: Axes) -> None:
    """Let the figures lay out their axes, so that what fits where is known."""
    for figure in {id(ax.figure.canvas.figure): ax.figure.canvas.figure for ax in given}.values():
        figure.draw_without_rendering()


def scale_of(ax: Axes) -> tuple[float, float]:
    """Points (1/72 inch) for one data unit across and one up."""
    (left, foot), (right, top) = ax.transData.transform([(0, 0), (1, 1)])
    points = 72 / ax.figure.dpi
    return abs(right - left) * points, abs(top - foot) * points


def size_of(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes, points."""
    inside, points = ax.get_window_extent(), 72 / ax.figure.dpi
    return inside.width * points, inside.height * points


def plain_axes(ax: Axes, title: str, lang: Lang, *, x: bool = False, y: bool = False) -> None:
    """Title, thin axes, and numbers along ``x`` and ``y`` as the language writes them."""
    from matplotlib.ticker import FuncFormatter

    ax.set_title(title, loc="left", fontsize="medium", fontweight="bold")
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_axisbelow(True)
    for axis, asked in ((ax.xaxis, x), (ax.yaxis, y)):
        axis.set_tick_params(labelsize=SIZE, color=MIDDLE)
        if asked:
            axis.set_major_formatter(
                FuncFormatter(lambda value, _: decimal(value, lang, 4).replace("-", "−"))
            )
            axis.grid(True, color=LIGHT, linewidth=LINE_WIDTH)


def rows_of_names(ax: Axes, names: Sequence[str]) -> None:
    """A name for each row, the first on top at 0; some are left out where they would touch."""
    step = max(1, math.ceil(len(names) * (SIZE + 0.5) / max(size_of(ax)[1], 1.0)))
    kept = range(0, len(names), step)
    ax.set_yticks(list(kept), [names[at] for at in kept], fontsize=SIZE)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def nothing(ax: Axes, text: str) -> Finish:
    """Say in the middle of the axes why there is nothing in them; there is nothing to write after that."""
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", fontsize=SIZE + 1, color=MIDDLE)
    ax.set_xticks([])
    ax.set_yticks([])
    return lambda: None


def joined(parts: Iterable[str]) -> str:
    """Parts of one line."""
    return " · ".join(part for part in parts if part)
