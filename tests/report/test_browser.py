"""The Utrecht report in a real browser: accessible, in a sensible order, and it fits a phone and paper."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from bundler.io import read_problem
from bundler.report import render_html
from bundler.solver import solve
from tests.browser import PHONE, WIDE, Tabs, violations, with_all_open

EXAMPLE = Path(__file__).parents[2] / "data" / "utrecht"


@pytest.fixture(scope="module")
def tabs(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Tabs:
    """The report of the example in both languages, by language."""
    problem, findings = read_problem(EXAMPLE)
    result = solve(problem)
    folder = tmp_path_factory.mktemp("reports")
    files = {"en": folder / "en.html", "nl": folder / "nl.html"}
    files["en"].write_bytes(render_html(problem, result, findings, "en"))
    files["nl"].write_bytes(render_html(problem, result, findings, "nl"))
    return Tabs(browser, files)


@pytest.fixture(params=["en", "nl"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(tabs: Tabs, lang: str) -> Tab:
    return tabs.shown(lang)


def test_axe_finds_no_violation_wide_or_on_a_phone(tabs: Tabs, lang: str) -> None:
    """With everything open that can be, and every kind of element that is in any job."""
    tab = with_all_open(tabs.new(lang))
    assert tab.locator("article").count() >= 2
    for size in (WIDE, PHONE):
        tab.set_viewport_size(size)
        assert violations(tab) == "", size
    tab.close()


def test_the_page_never_scrolls_sideways(tab: Tab) -> None:
    """Wide tables and pictures scroll by themselves, inside the page."""
    for width in (1280, 768, 390, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        cut = tab.evaluate(
            """() => [...document.querySelectorAll('p, dd, dt, li, h1, h2, h3, h4, summary')]
            .filter(each => each.scrollWidth > each.clientWidth + 1
                && !['inline', 'inline-block'].includes(getComputedStyle(each).display))
            .map(each => each.textContent.slice(0, 60))"""
        )
        assert cut == [], width


def test_headings_are_in_order_and_every_job_has_its_own(tab: Tab) -> None:
    """One h1, no level left out, and under each job the same four parts."""
    levels = tab.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(each => +each.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    parts = tab.evaluate(
        "[...document.querySelectorAll('article')].map(job => job.querySelectorAll('h4').length)"
    )
    assert parts == [4] * 26


def test_a_screen_reader_hears_a_job_in_the_order_in_which_it_is_decided(tab: Tab, lang: str) -> None:
    """What it is, in short; the week; the person; who employs and why; social return; loonwaarde."""
    heard = tab.locator("article").first.aria_snapshot()
    wanted = {
        "en": ['heading "J01: ', "Who employs", "Week of J01", "For the person", "Why, most important first",
               "To look into first", "Contracts", "Line by line", "Other constructions",
               'heading "Social return booked"', 'heading "Loonwaarde sheet"'],
        "nl": ['heading "J01: ', "Wie is werkgever", "Week van J01", "Voor de persoon",
               "Waarom, het belangrijkste eerst", "Eerst uit te zoeken", "Contracten", "Regel voor regel",
               "Andere constructies", 'heading "Geboekte social return"', 'heading "Loonwaardeblad"'],
    }[lang]  # fmt: skip
    at = 0
    for part in wanted:
        at = heard.find(part, at)
        assert at >= 0, part


def test_the_sections_come_in_the_order_of_the_contents(tab: Tab) -> None:
    """Every link of the contents leads to a heading, and they follow each other as in the list."""
    listed = tab.evaluate("[...document.querySelectorAll('nav a')].map(each => each.getAttribute('href'))")
    found = tab.evaluate("[...document.querySelectorAll('h2')].map(each => '#' + each.id)")
    assert listed == found


def test_what_scrolls_is_reached_with_the_keyboard_and_has_a_name(tab: Tab) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    nameless = tab.evaluate(
        """() => [...document.querySelectorAll('main *')]
        .filter(each => each.scrollWidth > each.clientWidth + 1
            && getComputedStyle(each).overflowX === 'auto')
        .filter(each => each.tabIndex !== 0 || !each.getAttribute('aria-label')).length"""
    )
    assert nameless == 0


def test_every_number_of_a_norm_leads_to_the_norm(tab: Tab) -> None:
    broken = tab.evaluate(
        """() => [...document.querySelectorAll('a[href^="#norm-"]')]
        .filter(each => document.querySelector(each.getAttribute('href'))?.textContent !== each.textContent)
        .length"""
    )
    assert broken == 0
    assert tab.locator('a[href^="#norm-"]').count() > 1000


def test_on_paper_every_job_begins_a_page_and_nothing_is_cut_off(tab: Tab) -> None:
    tab.emulate_media(media="print")
    breaks = tab.evaluate(
        "[...document.querySelectorAll('article')].map(each => getComputedStyle(each).breakBefore)"
    )
    assert breaks == ["page"] * 26
    # A4 less its margins, in pixels of 1/96 inch.
    tab.set_viewport_size({"width": 710, "height": 1054})
    assert tab.evaluate("document.documentElement.scrollWidth") == 710
    wide = tab.evaluate(
        """() => [...document.querySelectorAll('.scroll')]
        .filter(each => each.getBoundingClientRect().width + 1 < each.scrollWidth)
        .map(each => each.getAttribute('aria-label'))"""
    )
    assert wide == []


def test_a_report_of_a_hundred_jobs_is_below_5_mb() -> None:
    """The example's plan four times over: 104 jobs with all their employers."""
    problem, findings = read_problem(EXAMPLE)
    result = solve(problem)
    jobs = tuple(
        job.model_copy(update={"job_id": f"J{number:03d}"}) for number, job in enumerate(result.jobs * 4, 1)
    )
    page = render_html(problem, result.model_copy(update={"plan": jobs}), findings, "nl")
    assert page.count(b"<article") == 104
    assert len(page) < 5_000_000
