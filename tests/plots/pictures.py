"""The pictures that are kept in ``baseline/`` and how they are drawn: the same on every machine.

``python -m tests.plots.pictures`` draws all of them anew; look at each before it goes in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text

from bundler import plots
from tests.plots import sample

BASELINE = Path(__file__).with_name("baseline")
DPI = 60
LANGS = ("en", "nl")

DRAWN: dict[str, Callable[[Axes, str], object]] = {
    "week": lambda ax, lang: plots.plot_week(sample.plan(), "J01", ax=ax, lang=lang),
    "jobs": lambda ax, lang: plots.plot_jobs(sample.plan(), ax=ax, lang=lang),
    "suppliers": lambda ax, lang: plots.plot_supplier_hours(sample.plan(), ax=ax, lang=lang),
    "pairs": lambda ax, lang: plots.plot_supplier_pairs(sample.plan(), ax=ax, lang=lang),
    "gap": lambda ax, lang: plots.plot_gap(sample.HISTORY, ax=ax, lang=lang),
    "gap_percent": lambda ax, lang: plots.plot_gap(sample.HISTORY, percent=True, ax=ax, lang=lang),
    "front": lambda ax, lang: plots.plot_front(sample.frame(), ax=ax, lang=lang),
    "heatmap": lambda ax, lang: plots.plot_heatmap(
        sample.frame(), "max_suppliers", "min_hours", ax=ax, lang=lang
    ),
    "site": lambda ax, lang: plots.plot_site(sample.plan(), ax=ax, lang=lang),
    "social": lambda ax, lang: plots.plot_social_return(sample.plan(), ax=ax, lang=lang),
}
KINDS = (*DRAWN, "plan")
NAMES = tuple(f"{kind}-{lang}" for kind in KINDS for lang in LANGS)
# kept with their words too
WHOLE = tuple(f"{kind}-{lang}" for kind in ("week", "plan") for lang in LANGS)
WORDS = BASELINE / "words.json"


@contextmanager
def own_settings() -> Iterator[None]:
    """matplotlib as it comes, with the font that comes with it."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"]})
        yield


def figure_of(wide: float = 10.0, high: float = 4.6) -> Figure:
    """A figure that pyplot knows nothing of."""
    figure = Figure(figsize=(wide, high), dpi=DPI)
    FigureCanvasAgg(figure)
    return figure


def drawn(name: str) -> Figure:
    """A picture by its name, such as ``week-nl``; call it inside ``own_settings``.

    The axes have a place of their own, so that the shapes do not depend on how wide letters are.
    """
    kind, lang = name.split("-")
    if kind == "plan":
        figure = figure_of(12.0, 9.5)
        figure.subplots_adjust(left=0.1, right=0.97, top=0.88, bottom=0.1, wspace=0.4, hspace=0.6)
        plots.plot_plan(sample.plan(), figure=figure, lang=lang)
        return figure
    figure = figure_of()
    DRAWN[kind](figure.add_axes((0.16, 0.22, 0.58, 0.62)), lang)
    return figure


def save(figure: Figure, path: Path) -> None:
    """The figure as it is, without a date or a version in the file."""
    figure.savefig(path, dpi=DPI, metadata={"Software": None})


def shapes_only(figure: Figure) -> Figure:
    """The figure without words and keys, whose size and place depend on how letters are set."""
    for artist in figure.findobj(lambda each: isinstance(each, Text | Legend)):
        artist.set_visible(False)
    return figure


def words_of(figure: Figure) -> list[str]:
    """Every line of words that the figure shows, in the order in which it is drawn."""
    figure.draw_without_rendering()
    shown = [each for each in figure.findobj(Text) if each.get_visible() and each.get_text().strip()]
    return [each.get_text() for each in shown]


def main() -> None:
    """Draw the baseline."""
    BASELINE.mkdir(exist_ok=True)
    with own_settings():
        for kind in KINDS:
            save(shapes_only(drawn(f"{kind}-en")), BASELINE / f"{kind}.png")
        for name in WHOLE:
            save(drawn(name), BASELINE / f"{name}.png")
        words = {name: words_of(drawn(name)) for name in NAMES}
    WORDS.write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
