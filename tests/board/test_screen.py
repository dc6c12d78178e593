"""The pages as text: what a strict Content-Security-Policy forbids is not in them, and all parts fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bundler.board import render
from bundler.board.answering import AskLine, Asks, Why
from bundler.board.session import Session
from bundler.board.state import TaskChange
from bundler.board.view_model import Look, Role
from bundler.i18n import LANGS, Lang, Text
from tests.board.table import begun, table
from tests.board.test_view import moment, viable

HOSTILE = "\"><script>alert(1)</script><b onclick='x'>"
ROLES: tuple[tuple[Role, str], ...] = (("facilitator", ""), ("supplier", "s1"), ("viewer", ""))
LOOKS = [
    Look(role, own, lang, phone=phone) for role, own in ROLES for lang in LANGS for phone in (False, True)
]


class _Elements(HTMLParser):
    """Every element of a page with its attributes, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A board with a job, a draft, a proposal and a task whose title would do harm."""
    problem = table()
    tasks = tuple(
        task.model_copy(update={"title": HOSTILE}) if task.task_id == "late" else task
        for task in problem.tasks
    )
    found = begun(tmp_path, problem.model_copy(update={"tasks": tasks}))
    viable(found)
    found.move("late", None, "new", "facilitator")
    found.propose("s1", TaskChange("change", "morning", {"title": HOSTILE}), "supplier s1")
    found.name_moment("a <b>", "facilitator")
    yield found
    found.close()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.role}-{look.lang}-{look.phone}")
def test_no_page_has_a_script_or_style_of_its_own_nor_asks_elsewhere(session: Session, look: Look) -> None:
    """No inline script, handler or style; no address but our own; what people type is text."""
    page = render.page(moment(session), look)
    found = _Elements()
    found.feed(page)
    assert {"html", "form", "svg", "script"} <= {name for name, _ in found.seen}
    for name, values in found.seen:
        assert name != "style"
        assert name != "script" or values["src"]
        for key, value in values.items():
            assert key != "style"
            assert not key.startswith("on"), key
            if key in ("src", "href", "action", "hx-sse:connect", "data-get"):
                assert re.match(r"/(?!/)|#|data:,", str(value)), value
    assert HOSTILE not in page
    assert "a <b>" not in page


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.role}-{look.lang}-{look.phone}")
def test_every_live_part_has_its_place_on_the_page(session: Session, look: Look) -> None:
    """And the page shows the same as the first message of the live line."""
    now = moment(session)
    page, parts = render.page(now, look), render.regions(now, look)
    for name, part in parts.items():
        if name == "own" and look.role == "viewer":
            continue
        assert page.count(f'id="r-{name}"') == 1, name
        inner = part.partition(">")[2].removesuffix("</hx-partial>")
        assert inner.strip() in page, name


def test_ids_are_unique(session: Session) -> None:
    """Live parts are laid over the page by id."""
    for look in LOOKS:
        found = re.findall(r'\sid="([^"]+)"', render.page(moment(session), look))
        assert len(found) == len(set(found)), look


@pytest.mark.parametrize("lang", LANGS)
def test_the_door_says_why_it_stayed_shut(lang: Lang) -> None:
    """With the code as it was typed, as text."""
    wrong = Text("That is not the code.", "Dat is niet de code.")
    page = render.join_page(Look(lang=lang, theme="dark"), HOSTILE, [("s1", "Alfa & <Beta>")], wrong)
    assert wrong(lang) in page
    assert HOSTILE not in page
    assert "Alfa &amp; &lt;Beta&gt;" in page
    assert f'<html lang="{lang}" class="dark' in page


def test_answers_are_text() -> None:
    """Of a question why, and of the list of asks."""
    bad = Text(HOSTILE, HOSTILE)
    why = render.sheet("why", Look(), found=Why("T1", "R-RULE", True, (bad,)))
    ask = render.sheet("ask", Look(), found=Asks((AskLine("hour", bad, bad, bad),), (bad,)))
    assert HOSTILE not in why + ask
    assert why.count("alert(1)") == 1
    assert ask.count("alert(1)") == 4


def test_files_are_from_a_fixed_table_with_their_licences_beside_them() -> None:
    """Each is there, and what others made says under which licence."""
    for path, media in render.STATIC.values():
        assert path.read_bytes()
        assert media in ("text/css", "text/javascript")
    vendor = Path(str(render.STATIC["board.css"][0])).parent / "vendor"
    assert "Zero-Clause BSD" in (vendor / "htmx.LICENSE.txt").read_text("utf-8")
    assert "MIT License" in (vendor / "sortable.LICENSE.txt").read_text("utf-8")


def test_what_stays_as_it_is_is_the_same_part_for_everyone_and_from_moment_to_moment(
    session: Session,
) -> None:
    """Made once: it is neither packed nor sent again."""
    lead, other = Look("facilitator"), Look("viewer", lang="en")
    first = render.Parts(1)
    shown = first.shown(moment(session), lead).regions
    assert first.shown(moment(session), other).regions["figures"] is shown["figures"]
    assert first.shown(moment(session), other).regions["jobs"] is not shown["jobs"]
    session.move("morning", None, "new", "facilitator")
    then = render.Parts(2, first).shown(moment(session), lead).regions
    assert then["rules"] is shown["rules"]
    assert then["left"] is not shown["left"]
    assert then["left"].markup != shown["left"].markup
