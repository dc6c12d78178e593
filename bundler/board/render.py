"""The board's pages and regions as HTML, and the files that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from bundler.board import view
from bundler.board import words_screen as words
from bundler.board.view_model import Look, Option, Snapshot, Theme
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
_FOR_ALL = ("figures", "tools", "stack", "left", "jobs")
_FOR_LEADERS = ("rules", "decisions", "asked", "moments", "own")


@cache
def environment() -> Environment:
    """The board's templates, ready to fill in."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("bundler.board", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def page(now: Snapshot, look: Look) -> str:
    """The whole page."""
    screen = view.screen(now, look)
    return _fill(
        "board.html", s=screen, lang=screen.lang, theme=screen.theme, phone=screen.phone, title=screen.name
    )


def regions(now: Snapshot, look: Look) -> dict[str, str]:
    """The parts of the page that change, by name, each as an unnamed message of ``/live`` brings it."""
    screen = view.screen(now, look)
    names: tuple[str, ...] = _FOR_ALL
    if screen.leads:
        names += _FOR_LEADERS
    elif screen.supplies:
        names += ("own",)
    return {
        name: f'<hx-partial hx-target="#r-{name}" hx-swap="innerMorph">{_fill(f"r_{name}.html", s=screen)}'
        "</hx-partial>"
        for name in names
    }


def join_page(
    lang: Lang,
    theme: Theme = "light",
    code: str = "",
    suppliers: Sequence[tuple[str, str]] = (),
    wrong: Text | None = None,
) -> str:
    """The door.

    Args:
        lang: of the page.
        theme: of the page.
        code: filled in already, by a QR code or at the last try.
        suppliers: id and name of those that can take part.
        wrong: why the last try did not succeed.
    """
    t = _labels(lang)
    return _fill(
        "join.html",
        lang=lang,
        theme=theme,
        phone=True,
        title=t["door"],
        t=t,
        suppliers=[Option(supplier_id, name or supplier_id) for supplier_id, name in suppliers],
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
    return _fill(f"sheet_{name}.html", lang=look.lang, t=_labels(look.lang), **values)


def _labels(lang: Lang) -> dict[str, str]:
    return {key: text(lang) for key, text in words.LABELS.items()}


def _fill(name: str, **values: object) -> str:
    return environment().get_template(name).render(**values)
