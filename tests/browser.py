"""Pages in the machine's own Chromium, held to the rules of accessibility."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from playwright.sync_api import Page as Tab

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
# Everything axe holds to WCAG up to 2.2 AA, and its own good practice on landmarks and headings.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Away with each job in which no kind of element is new, and then with each such row of a table.
ALIKE = """() => {
    const kind = each => [each.tagName, each.getAttribute('class'), each.getAttribute('role'),
        each.parentElement.tagName].join(' ');
    const thin = parts => {
        const known = new Set();
        parts.forEach(part => {
            const kinds = [part, ...part.querySelectorAll('*')].map(kind);
            if (kinds.every(each => known.has(each))) part.remove();
            kinds.forEach(each => known.add(each));
        });
    };
    thin(document.querySelectorAll('article'));
    document.querySelectorAll('tbody').forEach(body => thin(body.querySelectorAll('tr')));
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; where it is missing the test is skipped, which .ci/run does not allow."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome")
                  if (path := shutil.which(name))), None)  # fmt: skip
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Tabs:
    """A tab for each file, opened once: tests that only look share it."""

    def __init__(self, browser: Browser, files: Mapping[str, Path]) -> None:
        self._browser, self._files, self._shown = browser, files, dict[str, Tab]()

    def new(self, name: str) -> Tab:
        """The page in a tab of its own, for a test that changes it."""
        tab: Any = self._browser.new_page(viewport=WIDE)
        # Whatever the page would want from elsewhere is an error.
        tab.route(re.compile("^(?!file:)"), lambda route: pytest.fail(route.request.url))
        tab.goto(self._files[name].as_uri())
        return tab  # type: ignore[no-any-return]

    def shown(self, name: str) -> Tab:
        """The page as a wide screen shows it."""
        tab = self._shown.get(name)
        if tab is None:
            tab = self._shown[name] = self.new(name)
        tab.set_viewport_size(WIDE)
        tab.emulate_media(media="screen")
        return tab


def with_all_open(tab: Tab) -> Tab:
    """The page with everything open that can be, and less that is alike: axe takes each element by itself."""
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    tab.evaluate(ALIKE)
    return tab


def violations(tab: Tab, within: str | None = None) -> str:
    """What axe finds on a page, or in a part of it, to read; empty where it finds nothing."""
    found = Axe().run(
        tab, within, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    )
    return str(found.generate_report()) if found.violations_count else ""
