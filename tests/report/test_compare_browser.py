"""The comparison in a real browser: accessible, in order, and it fits a phone and paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from bundler.i18n import LANGS
from bundler.report.compare_page import render_comparison
from tests.report import compare_sample as made
from tests.report.test_browser import PHONE, RULES, WIDE


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; where it is missing the tests are skipped, which .ci/run does not allow."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome")
                  if (path := shutil.which(name))), None)  # fmt: skip
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The comparison in both languages."""
    folder = tmp_path_factory.mktemp("comparisons")
    for lang in LANGS:
        (folder / f"{lang}.html").write_bytes(render_comparison(made.comparison(), lang))
    return {lang: folder / f"{lang}.html" for lang in LANGS}


@pytest.fixture(params=LANGS)
def tab(browser: Browser, pages: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[Tab]:
    tab = browser.new_page(viewport=WIDE)
    # Whatever the page would want from elsewhere is an error.
    tab.route(re.compile("^(?!file:)"), lambda route: pytest.fail(route.request.url))
    tab.goto(pages[request.param].as_uri())
    yield tab
    tab.close()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_violation(tab: Tab, size: Any) -> None:
    tab.set_viewport_size(size)
    found = Axe().run(
        tab, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    )
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(tab: Tab, width: int) -> None:
    """Wide tables and pictures scroll by themselves, inside the page, reached with the keyboard too."""
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    nameless = tab.evaluate(
        """() => [...document.querySelectorAll('main *')]
        .filter(each => each.scrollWidth > each.clientWidth + 1
            && getComputedStyle(each).overflowX === 'auto')
        .filter(each => each.tabIndex !== 0 || !each.getAttribute('aria-label')).length"""
    )
    assert nameless == 0


def test_headings_are_in_the_order_of_the_contents(tab: Tab) -> None:
    levels = tab.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(each => +each.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    listed = tab.evaluate("[...document.querySelectorAll('nav a')].map(each => each.getAttribute('href'))")
    assert listed == tab.evaluate("[...document.querySelectorAll('h2')].map(each => '#' + each.id)")


def test_a_figure_is_never_broken_over_two_lines(tab: Tab) -> None:
    """Also on a phone, where columns are narrow."""
    tab.set_viewport_size(PHONE)
    broken = tab.evaluate(
        """() => [...document.querySelectorAll('.sides td .nowrap')]
        .filter(each => each.getClientRects().length > 1 || each.scrollWidth > each.parentElement.clientWidth)
        .map(each => each.textContent)"""
    )
    assert broken == []


def test_on_paper_nothing_is_cut_off(tab: Tab) -> None:
    tab.emulate_media(media="print")
    # A4 less its margins, in pixels of 1/96 inch.
    tab.set_viewport_size({"width": 703, "height": 1047})
    assert tab.evaluate("document.documentElement.scrollWidth") == 703
    wide = tab.evaluate(
        """() => [...document.querySelectorAll('.scroll')]
        .filter(each => each.getBoundingClientRect().width + 1 < each.scrollWidth)
        .map(each => each.getAttribute('aria-label'))"""
    )
    assert wide == []


def test_no_text_of_a_picture_runs_out_of_it(tab: Tab) -> None:
    out = tab.evaluate(
        """() => [...document.querySelectorAll('svg text')].filter(each => {
            const own = each.getBoundingClientRect(), all = each.ownerSVGElement.getBoundingClientRect();
            return own.left < all.left - 1 || own.right > all.right + 1 || own.bottom > all.bottom + 2;
        }).map(each => each.textContent)"""
    )
    assert out == []
