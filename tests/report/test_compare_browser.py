"""The comparison in a real browser: accessible, in order, and it fits a phone and paper."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from bundler.i18n import LANGS
from bundler.report.compare_page import render_comparison
from tests.browser import PHONE, WIDE, Tabs, violations, with_all_open
from tests.report import compare_sample as made


@pytest.fixture(scope="module")
def tabs(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Tabs:
    """The comparison in both languages."""
    folder = tmp_path_factory.mktemp("comparisons")
    for lang in LANGS:
        (folder / f"{lang}.html").write_bytes(render_comparison(made.comparison(), lang))
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


def test_the_page_never_scrolls_sideways(tab: Tab) -> None:
    """Wide tables and pictures scroll by themselves, inside the page, reached with the keyboard too."""
    for width in (1280, 768, 390, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        nameless = tab.evaluate(
            """() => [...document.querySelectorAll('main *')]
            .filter(each => each.scrollWidth > each.clientWidth + 1
                && getComputedStyle(each).overflowX === 'auto')
            .filter(each => each.tabIndex !== 0 || !each.getAttribute('aria-label')).length"""
        )
        assert nameless == 0, width


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
