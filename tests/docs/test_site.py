"""The site: it builds without a warning, every link leads somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import Page as Tab

from bundler.domain.reasons import CATALOGUE
from bundler.io.codes import CODES
from bundler.kpis import KPI
from bundler.report.employer_words import WARNINGS
from tests.browser import PHONE, WIDE, violations
from tests.docs.conftest import ROOT

# Where the pages link to. They are listed, not fetched: a test needs no network.
ELSEWHERE = {
    "algoritmes.overheid.nl",
    "digital-strategy.ec.europa.eu",
    "eur-lex.europa.eu",
    "github.com",  # who made the theme
    "keepachangelog.com",
    "semver.org",
    "wetten.overheid.nl",
}
DUTCH = ["howto/facilitair-manager", "howto/begeleider", "reference/codes-nl", "public/algoritmeregister",
         "public/privacy-ai-verordening"]  # fmt: skip
LOOKED_AT = ["index", "tutorial", "explanation/model", "howto/begeleider"]
ON_A_PHONE = [
    *LOOKED_AT,
    "reference/rules",
    "reference/python",
    "reference/input",
    "public/algoritmeregister",
]


class Page(NamedTuple):
    """What a page holds.

    Attributes:
        lang: of the whole page.
        ids: what can be linked to.
        links: where one can go.
        loaded: what the browser fetches by itself.
        unseen: pictures without a text.
    """

    lang: list[str]
    ids: set[str]
    links: list[str]
    loaded: list[str]
    unseen: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page([], set(), [], [], [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.page.lang.append(given["lang"])
        if "id" in given:
            self.page.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        elif tag == "link" and "stylesheet" in [*given.get("rel", "").split(), given.get("as", "")]:
            self.page.loaded.append(given["href"])
        if "src" in given:
            self.page.loaded.append(given["src"])
        if tag == "img" and not given.get("alt"):
            self.page.unseen.append(given["src"])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Every page by its file."""
    read = {}
    for file in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(file.read_text("utf-8"))
        read[file] = reader.page
    return read


def test_every_source_has_its_page(site: Path, pages: dict[Path, Page]) -> None:
    """And building it warned of nothing, or the fixture would have failed."""
    sources = {
        file.relative_to(ROOT / "docs").with_suffix(".html")
        for file in (ROOT / "docs").rglob("*.md")
        if not file.name.startswith("_")
    }
    assert len(sources) > 30
    assert sources <= {file.relative_to(site) for file in pages}


def test_every_link_within_the_site_leads_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    """To a file that is there, and to a place in it that is there."""
    dead = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            known = pages.get(target)
            anchor = unquote(parts.fragment)
            if not target.is_file() or (anchor and known and anchor not in known.ids):
                dead.append(f"{file.relative_to(site)}: {link}")
    assert dead == []


def test_links_to_elsewhere_are_to_known_places_and_safe(pages: dict[Path, Page]) -> None:
    links = {link for page in pages.values() for link in page.links if urlsplit(link).scheme}
    assert {urlsplit(link).hostname for link in links} == ELSEWHERE
    assert {urlsplit(link).scheme for link in links} == {"https"}


def test_no_page_and_no_style_loads_anything_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    loaded = [source for page in pages.values() for source in page.loaded]
    assert loaded
    assert [source for source in loaded if urlsplit(source).netloc] == []
    for style in site.rglob("*.css"):
        text = style.read_text("utf-8")
        assert re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^)"']*""", text) == []
    fonts = [file for file in site.rglob("*") if file.suffix in (".woff", ".woff2", ".ttf", ".otf")]
    assert fonts == []


def opened(browser: Browser, size: ViewportSize) -> tuple[Tab, list[str]]:
    """A tab, and everything that it will ask for."""
    tab = browser.new_page(viewport=size)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: pytest.fail(str(error)))
    return tab, asked


def test_pages_ask_for_nothing_from_elsewhere_and_everyone_can_read_them(
    site: Path, browser: Browser
) -> None:
    tab, asked = opened(browser, WIDE)
    for name in LOOKED_AT:
        tab.goto((site / f"{name}.html").as_uri())
        assert violations(tab) == "", name
    assert len(asked) > len(LOOKED_AT)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_pages_fit_a_phone(site: Path, browser: Browser) -> None:
    tab, _ = opened(browser, PHONE)
    for name in ON_A_PHONE:
        tab.goto((site / f"{name}.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name


def test_the_search_works_without_a_server(site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto((site / "search.html").as_uri() + "?q=banenafspraak")
    tab.wait_for_selector("#search-results li a")
    assert tab.locator("#search-results li a").count() > 2


def test_formulas_are_drawn_by_the_browser_itself(site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto((site / "explanation/model.html").as_uri())
    boxes = tab.locator("math[display=block]").evaluate_all("all => all.map(each => each.clientHeight)")
    assert len(boxes) > 8
    assert min(boxes) > 10


def test_dutch_pages_say_that_they_are_dutch(site: Path, pages: dict[Path, Page]) -> None:
    dutch = {
        file.relative_to(site).with_suffix("").as_posix()
        for file, page in pages.items()
        if page.lang == ["nl"]
    }
    assert dutch == set(DUTCH)
    assert {tuple(page.lang) for page in pages.values()} == {("en",), ("nl",)}


def test_every_picture_has_a_text(pages: dict[Path, Page]) -> None:
    assert [source for page in pages.values() for source in page.unseen] == []


def codes(text: str) -> Iterator[str]:
    return (each[1] for each in re.finditer(r">([AEWNR]-[A-Z-]+|[a-z_]+)</span></code>", text))


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("reference/codes", {*CODES, *CATALOGUE, *WARNINGS}),
        ("reference/codes-nl", {*CODES, *CATALOGUE, *WARNINGS}),
        ("reference/kpis", set(KPI)),
    ],
)
def test_the_catalogues_on_the_site_are_those_of_the_program(site: Path, name: str, known: set[str]) -> None:
    assert known <= set(codes((site / f"{name}.html").read_text("utf-8")))


def test_every_public_name_is_on_the_page_about_python(pages: dict[Path, Page], site: Path) -> None:
    import bundler

    names = {f"bundler.{name}" for name in bundler.__all__ if name != "__version__"}
    assert names - pages[site / "reference/python.html"].ids == set()
