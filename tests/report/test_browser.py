"""The Utrecht report in a real browser: accessible, in a sensible order, and it fits a phone and paper."""

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

from bundler.io import read_problem
from bundler.report import render_html
from bundler.solver import solve

EXAMPLE = Path(__file__).parents[2] / "data" / "utrecht"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# Everything axe holds to WCAG up to 2.2 AA, and its own good practice on landmarks and headings.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of the example in both languages, by language."""
    problem, findings = read_problem(EXAMPLE)
    result = solve(problem)
    folder = tmp_path_factory.mktemp("reports")
    files = {"en": folder / "en.html", "nl": folder / "nl.html"}
    files["en"].write_bytes(render_html(problem, result, findings, "en"))
    files["nl"].write_bytes(render_html(problem, result, findings, "nl"))
    return files


@pytest.fixture(params=["en", "nl"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(browser: Browser, reports: dict[str, Path], lang: str) -> Iterator[Tab]:
    tab = browser.new_page(viewport=WIDE)
    # Whatever the page would want from elsewhere is an error.
    tab.route(re.compile("^(?!file:)"), lambda route: pytest.fail(route.request.url))
    tab.goto(reports[lang].as_uri())
    yield tab
    tab.close()


@pytest.mark.parametrize(
    ("lang", "size", "jobs"),
    [("en", WIDE, 26), ("nl", PHONE, 26), ("en", PHONE, 3), ("nl", WIDE, 3)],
    ids=["en-wide", "nl-phone", "en-phone", "nl-wide"],
)
def test_axe_finds_no_violation(tab: Tab, lang: str, size: Any, jobs: int) -> None:
    """With everything open that can be; twice with every job, twice with three, which saves a minute."""
    tab.set_viewport_size(size)
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    tab.evaluate(
        "most => [...document.querySelectorAll('article')].slice(most).forEach(job => job.remove())", jobs
    )
    assert tab.locator("article").count() == jobs
    found = Axe().run(
        tab, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    )
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(tab: Tab, width: int) -> None:
    """Wide tables and pictures scroll by themselves, inside the page."""
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    cut = tab.evaluate(
        """() => [...document.querySelectorAll('p, dd, dt, li, h1, h2, h3, h4, summary')]
        .filter(each => each.scrollWidth > each.clientWidth + 1
            && !['inline', 'inline-block'].includes(getComputedStyle(each).display))
        .map(each => each.textContent.slice(0, 60))"""
    )
    assert cut == []


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
