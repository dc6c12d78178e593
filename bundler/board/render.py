"""The board's pages and regions as HTML, and the files that go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from markupsafe import Markup

from bundler.board import view
from bundler.board.stream import Part, Shown
from bundler.board.view_model import Card, Lane, Look, Option, Own, Snapshot
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from jinja2 import Environment

_CSS, _JS = "text/css", "text/javascript"
_FILES = files("bundler.board").joinpath("static")
# Everything that can be had under /static/, by name: no path from outside ever meets the file system.
STATIC: dict[str, tuple[Traversable, str]] = {
    "board.css": (_FILES / "board.css", _CSS),
    "board.js": (_FILES / "board.js", _JS),
    "htmx-4.0.1.min.js": (_FILES / "vendor" / "htmx-4.0.1.min.js", _JS),
    "hx-sse-4.0.1.min.js": (_FILES / "vendor" / "hx-sse-4.0.1.min.js", _JS),
    "sortable-1.15.7.min.js": (_FILES / "vendor" / "sortable-1.15.7.min.js", _JS),
}
_UNIT = re.compile(r"(?<=\d) (?=(?:h|u|uur|hours?|minutes|minuten|points?|punt|punten)\b|%)")
_FOR_ALL = ("figures", "tools", "stack", "left", "jobs")
_FOR_LEADERS = ("rules", "decisions", "asked", "moments", "own", "people")


@cache
def environment() -> Environment:
    """The board's templates, ready to fill in."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("bundler.board", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["whole"] = _whole
    made.globals.update(card=_card, lane=_lane, own_row=_own)
    return made


def _whole(text: str) -> str:
    """A sentence in which no line ends between a number and its unit."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


def page(now: Snapshot, look: Look) -> str:
    """The whole page."""
    screen = view.Screen(now, look)
    return _fill(
        "board.html", s=screen, lang=screen.lang, theme=screen.theme, phone=screen.phone, title=screen.name
    )


class Parts:
    """The parts of the screens of one moment, each made once for all who see the same.

    Args:
        seq: of the moment.
        before: those of the moment before: what did not change is the same value there and here.
    """

    def __init__(self, seq: int, before: Parts | None = None) -> None:
        self.seq = seq
        self._made: dict[tuple[object, ...], Part] = {}
        self._before = {} if before is None else before._made

    def shown(self, now: Snapshot, look: Look) -> Shown:
        """The screen of one look.

        Args:
            now: the moment, as it is for these eyes.
            look: who looks, and how.
        """
        screen = view.Screen(now, look)
        return Shown(self.seq, {name: self._part(name, screen) for name in _names(screen)})

    def _part(self, name: str, screen: view.Screen) -> Part:
        key = _seen_alike(name, screen)
        made = self._made.get(key)
        if made is None:
            markup = _partial(name, screen)
            old = self._before.get(key)
            made = self._made[key] = old if old is not None and old.markup == markup else Part(markup)
        return made


def regions(now: Snapshot, look: Look) -> dict[str, str]:
    """The parts of the page that change, by name, each as an unnamed message of ``/live`` brings it."""
    screen = view.Screen(now, look)
    return {name: _partial(name, screen) for name in _names(screen)}


def _names(screen: view.Screen) -> tuple[str, ...]:
    if screen.leads:
        return _FOR_ALL + _FOR_LEADERS
    return (*_FOR_ALL, "own") if screen.supplies else _FOR_ALL


def _partial(name: str, screen: view.Screen) -> str:
    inner = _fill(f"r_{name}.html", s=screen)
    return f'<hx-partial hx-target="#r-{name}" hx-swap="innerMorph">{inner}</hx-partial>'


def _seen_alike(name: str, screen: view.Screen) -> tuple[object, ...]:
    """What a part depends on beside the moment."""
    match name:
        case "left" | "jobs":
            return name, screen.lang, screen.leads, screen.view
        case "tools":
            return name, screen.lang, screen.role, screen.phone
        case "own":
            return name, screen.lang, screen.role, screen.supplier_id
    return name, screen.lang


# From one change to the next nearly all of these stay as they are.


@lru_cache(1500)
def _card(card: Card, leads: bool, lang: Lang) -> Markup:
    return _piece("card.html", c=card, leads=leads, t=view.labels(lang))


@lru_cache(200)
def _lane(lane: Lane, leads: bool, lang: Lang) -> Markup:
    return _piece("lane.html", j=lane, leads=leads, lang=lang, t=view.labels(lang))


@lru_cache(500)
def _own(own: Own, lang: Lang) -> Markup:
    return _piece("own.html", o=own, t=view.labels(lang))


def _piece(name: str, **values: object) -> Markup:
    return Markup(_fill(name, **values))


def join_page(
    look: Look,
    code: str = "",
    suppliers: Sequence[tuple[str, str]] = (),
    wrong: Text | None = None,
) -> str:
    """The door.

    Args:
        look: language and theme of the page, and the supplier that is chosen already.
        code: filled in already, by a QR code or at the last try.
        suppliers: id and name of those that can take part.
        wrong: why the last try did not succeed.
    """
    lang, t = look.lang, view.labels(look.lang)
    return _fill(
        "join.html",
        lang=lang,
        theme=look.theme,
        phone=True,
        title=t["door"],
        t=t,
        suppliers=[Option(one, name or one, one == look.supplier_id) for one, name in suppliers],
        code=code,
        wrong=wrong(lang) if wrong else "",
    )


def sheet(name: str, look: Look, **values: object) -> str:
    """What the dialog shows of an answer.

    Args:
        name: ``why``, ``ask`` or ``moments``.
        look: of who asked.
        values: ``found``, the answer itself.
    """
    return _fill(f"sheet_{name}.html", lang=look.lang, t=view.labels(look.lang), **values)


def _fill(name: str, **values: object) -> str:
    return environment().get_template(name).render(**values)
