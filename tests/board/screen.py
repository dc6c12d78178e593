"""A board that runs as people run it, and browsers that look at it: nothing may come from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from bundler.domain import Problem
from bundler.io.write_problem import write_folder
from tests.board.table import table
from tests.board.wires import served

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}
ADD = re.compile("Add a task|Voeg een taak toe")


class Running(NamedTuple):
    """A board that runs: its address, and the facilitator's."""

    address: str
    facilitator: str


@contextmanager
def running(folder: Path, problem: Problem | None = None, lang: str = "en") -> Iterator[Running]:
    """``bundler board`` about a problem; the session that is in the folder goes on."""
    if not (folder / "given").exists():
        write_folder(problem or table(), folder / "given")
    words = ["board", str(folder / "given"), "--session", str(folder / "session"), "--lang", lang]
    with served(words, folder) as told:
        facilitator = str(told["facilitator"])
        yield Running(facilitator.partition("/f/")[0], facilitator)


class Seat:
    """Somebody at a browser of their own.

    Attributes:
        tab: the page.
        asked: every address that the browser asked for.
        wrong: what the browser's console says of the page, and its errors.
    """

    def __init__(self, browser: Browser, size: ViewportSize, lang: str = "en-GB", **more: Any) -> None:
        self.context: BrowserContext = browser.new_context(viewport=size, locale=lang, **more)
        self.tab: Page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("console", lambda message: self.wrong.append(message.text))
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, address: str) -> Page:
        """Open a page of the board, up to its first live state."""
        self.tab.goto(address)
        self.live()
        return self.tab

    def live(self) -> None:
        """Wait for the first live state."""
        self.tab.wait_for_selector("html[data-seen]", state="attached")

    def join(self, board: Running, code: str, supplier: str = "") -> Page:
        """Come in at the door."""
        self.tab.goto(f"{board.address}/join")
        self.tab.get_by_label("Code").fill(code)
        self.tab.locator("[name=supplier_id]").select_option(supplier)
        self.tab.locator("main button.main").click()
        self.live()
        return self.tab

    def open_board(self, board: Running, code: str, supplier: str) -> Page:
        """Come in at the door, and look at the board of a large screen."""
        self.join(board, code, supplier)
        return self.open(f"{board.address}/")

    def elsewhere(self, board: Running) -> list[str]:
        """What was asked of any other machine."""
        own = urlsplit(board.address).netloc
        return [url for url in self.asked if not url.startswith("data:") and urlsplit(url).netloc != own]


def code_of(tab: Page) -> str:
    """The join code, as it is on the facilitator's screen."""
    return str(tab.locator("#join .code").text_content())


def drag(tab: Page, card: str, target: str) -> None:
    """Drag a card somewhere with the mouse."""
    lift(tab, card, target)
    tab.mouse.up()


def new_job(tab: Page, task: str) -> str:
    """Drag a task that is left over to a new job; gives the job's number."""
    drag(tab, f"#card-left-{task}", "#drop-new")
    lane = tab.locator(".lane", has=tab.locator(f'.card[data-task="{task}"]'))
    return str(lane.get_attribute("data-job"))


def lift(tab: Page, card: str, target: str) -> None:
    """Take a card and hold it above something."""
    start, end = tab.locator(card).bounding_box(), tab.locator(target).bounding_box()
    assert start is not None
    assert end is not None
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    to_x, to_y = end["x"] + end["width"] / 2, end["y"] + min(end["height"] / 2, 40)
    tab.mouse.move(x, y)
    tab.mouse.down()
    for step in range(1, 11):
        tab.mouse.move(x + (to_x - x) * step / 10, y + (to_y - y) * step / 10)
        tab.wait_for_timeout(20)
    tab.wait_for_timeout(100)


def tell(tab: Page, text: str) -> None:
    """The status line says this."""
    expect(tab.locator("#said")).to_contain_text(text)


def add_task(tab: Page, code: str, title: str, **cells: str) -> None:
    """Fill in the form for a task as a supplier does, and send it."""
    tab.get_by_role("button", name=ADD).click()
    form = tab.locator("#edit")
    form.locator("#f-task_id").fill(code)
    form.locator("[name=title]").fill(title)
    form.locator("[name=location_id]").select_option("hall")
    for box in form.locator("[name=days]").all()[:5]:
        box.check()
    for name, text in cells.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator("button.main").click()
