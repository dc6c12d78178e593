"""The page of changes in a real browser: accessible, in order, and it fits a phone and paper."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from bundler.i18n import LANGS
from bundler.report.changes_page import render_changes
from tests.browser import PHONE, WIDE, Tabs, violations, with_all_open
from tests.report import changes_sample as made


@pytest.fixture(scope="module")
def tabs(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Tabs:
    """The page in both languages."""
    folder = tmp_path_factory.mktemp("changes")
    done = made.replanned()
    for lang in LANGS:
        (folder / f"{lang}.html").write_bytes(render_changes(done, made.known(done), lang))
    return Tabs(browser, {lang: folder / f"{lang}.html" for lang in LANGS})


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(tabs: Tabs, lang: str) -> Tab:
    return tabs.shown(lang)


def test_axe_finds_no_violation_wide_or_on_a_phone(tabs: Tabs, lang: str) -> None:
    tab = with_all_open(tabs.new(lang))
    for size in (WIDE, PHONE):
        tab.set_viewport_size(size)
        assert violations(tab) == "", size
    tab.close()


def test_the_page_never_scrolls_sideways_and_nothing_is_cut_off(tab: Tab) -> None:
    for width in (360, 390, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        cut = tab.evaluate(
            """() => [...document.querySelectorAll('p, dd, dt, li, h1, h2, h3, th, td')]
            .filter(each => each.scrollWidth > each.clientWidth + 1
                && !['inline', 'inline-block'].includes(getComputedStyle(each).display))
            .map(each => each.textContent.slice(0, 60))"""
        )
        assert cut == []


def test_headings_are_in_the_order_of_the_contents_and_no_level_is_left_out(tab: Tab) -> None:
    levels = tab.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(each => +each.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    listed = tab.evaluate("[...document.querySelectorAll('nav a')].map(each => each.getAttribute('href'))")
    assert listed == tab.evaluate("[...document.querySelectorAll('h2')].map(each => '#' + each.id)")


def test_on_paper_nothing_is_cut_off_and_no_card_is_torn(tab: Tab) -> None:
    tab.emulate_media(media="print")
    # A4 less its margins, in pixels of 1/96 inch.
    tab.set_viewport_size({"width": 703, "height": 1047})
    assert tab.evaluate("document.documentElement.scrollWidth") == 703
    inside = "[...document.querySelectorAll('article')].map(each => getComputedStyle(each).breakInside)"
    assert set(tab.evaluate(inside)) == {"avoid"}
    wide = tab.evaluate(
        """() => [...document.querySelectorAll('.scroll')]
        .filter(each => each.getBoundingClientRect().width + 1 < each.scrollWidth).length"""
    )
    assert wide == 0
