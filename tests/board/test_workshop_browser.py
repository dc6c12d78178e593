"""A whole workshop in several browsers: by mouse and touch, and by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.board.screen import (
    PHONE,
    PROJECTOR,
    Seat,
    add_task,
    code_of,
    drag,
    running,
    tell,
)
from tests.board.table import crowded
from tests.browser import violations

HOSTILE = "<img src=x onerror=alert(1)>"


def listen(tab: Page) -> None:
    """Note all that the solver tells on a screen from here on."""
    tab.evaluate(
        """() => {
            window.told = new Set();
            const note = () => told.add(document.querySelector('#r-stack .numbers')?.textContent);
            new MutationObserver(note).observe(
                document.getElementById('r-stack'), {subtree: true, childList: true, characterData: true});
        }"""
    )


def heard(tab: Page) -> None:
    """Wait until the solver told more than one thing on a screen."""
    for _ in range(900):
        if tab.evaluate("[...told].filter(Boolean).length") >= 2:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(tab.locator("#r-stack").inner_text())


def test_a_workshop_from_the_first_card_to_the_files(browser: Browser, tmp_path: Path) -> None:
    """Three suppliers put tasks in; a job is refused, mended, locked; a solve runs; files go along."""
    with running(tmp_path, crowded()) as board:
        lead, phone, dutch, wide = (
            Seat(browser, PROJECTOR),
            Seat(browser, PHONE, has_touch=True),
            Seat(browser, PHONE, "nl-NL"),
            Seat(browser, PROJECTOR),
        )
        tab = lead.open(board.facilitator)
        s1, s2 = phone.join(board, code_of(tab), "s1"), dutch.join(board, code_of(tab), "s2")
        s3 = wide.open_board(board, code_of(tab), "s3")
        screens = (tab, s1, s2, s3)

        # tasks come in from three browsers; one is refused by the checks first, in the words of the import
        hours = {"hours_per_session": "4", "earliest_start": "09:00", "latest_end": "15:00"}
        add_task(s1, "soup", HOSTILE, **hours | {"hours_per_session": "five"})
        expect(s1.locator("#edit-problem")).to_contain_text("no number of hours")
        s1.locator("[name=hours_per_session]").fill("4")
        s1.locator("#edit button.main").tap()
        expect(s1.locator("#edit")).to_be_hidden()
        add_task(s2, "ramen", "Ramen lappen", **hours | {"hours_per_session": "11", "latest_end": "20:30"})
        expect(s2.locator("#r-own .warn").first).to_contain_text("past in geen enkele baan")
        s3.get_by_role("button", name="Your tasks").click()
        add_task(s3, "post", "Post round", **hours)
        s3.locator("#tasks").get_by_role("button", name="Close").click()

        # the facilitator sees all three, with what the checks warn of, and accepts them
        tab.get_by_role("button", name="Proposals 3").click()
        expect(tab.locator("#asked .warn").first).to_contain_text("fits no job")
        for _ in range(3):
            before = tab.locator("#asked .rows li").count()
            tab.locator("#asked button.main").first.click()
            expect(tab.locator("#asked .rows li")).to_have_count(before - 1)
        tab.locator("#asked").get_by_role("button", name="Close").click()
        for code, title in (("soup", HOSTILE), ("ramen", "Ramen lappen"), ("post", "Post round")):
            for screen in screens:
                expect(screen.locator(f"#card-left-{code}")).to_contain_text(title)
        expect(s2.locator("#own-ramen .warn").first).to_contain_text("past in geen enkele baan")

        # by hand: refused with its reason on every screen, then mended
        drag(tab, "#card-left-noon", "#drop-new")
        tell(tab, "not viable")
        for screen, reason in (
            (tab, "5 hours short of 20"),
            (s1, "5 hours short"),
            (s2, "5 uur minder dan 20"),
        ):
            expect(screen.locator("#job-J01")).to_contain_text(reason)
        drag(tab, "#card-left-short", "#job-J01")
        for screen, word in zip(screens, ("Viable", "Viable", "Haalbaar", "Viable"), strict=True):
            expect(screen.locator("#job-J01")).to_contain_text(word)
        tab.get_by_role("button", name="Lock J01", exact=True).click()
        for screen, word in zip(screens, ("Locked", "Locked", "Vast", "Locked"), strict=True):
            expect(screen.locator("#job-J01")).to_contain_text(word)

        # the solver streams to all screens, stops at once, and works around what is locked
        for screen in screens:
            listen(screen)
        tab.get_by_role("button", name="Stack the rest").click()
        for screen in screens:
            heard(screen)
            expect(screen.locator("svg.plan")).to_be_visible(timeout=60_000)
        for screen in (tab, s2):
            assert violations(screen, ".news") == ""
        tab.get_by_role("button", name="Stop, keep this").click()
        expect(tab.get_by_role("button", name="Stack the rest")).to_be_visible(timeout=3000)
        expect(s2.locator("#stack-said")).to_contain_text("Het plan staat op het bord")
        for screen in screens:
            expect(screen.locator(".lane").nth(1)).to_be_visible()
        expect(tab.locator("#job-J01")).to_contain_text("Locked")
        many = tab.locator(".lane").count()

        # taken back and done again; the same after a reload
        tab.get_by_role("button", name="Undo").click()
        for screen in screens:
            expect(screen.locator(".lane")).to_have_count(1)
        tab.get_by_role("button", name="Redo").click()
        for screen in screens:
            expect(screen.locator(".lane")).to_have_count(many)
        for seat in (lead, phone, dutch, wide):
            seat.tab.reload()
            seat.live()
            expect(seat.tab.locator(".lane")).to_have_count(many)

        for name, begins in (
            ("Plan (JSON)", b"{"),
            ("Workbook (Excel)", b"PK"),
            ("Report (web page)", b"<!"),
        ):
            tab.get_by_role("button", name="More").click()
            with tab.expect_download() as saved:
                tab.get_by_role("link", name=name).click()
            assert Path(saved.value.path()).read_bytes().startswith(begins)
            tab.locator("#menu").get_by_role("button", name="Close").click()
        for seat in (lead, phone, dutch, wide):
            assert seat.elsewhere(board) == []
            assert [text for text in seat.wrong if "409" not in text] == []
            seat.context.close()


class Keys:
    """Somebody who has no mouse: only keys are pressed."""

    def __init__(self, tab: Page) -> None:
        self.tab, self._keys = tab, tab.keyboard

    def press(self, *keys: str) -> None:
        for key in keys:
            self._keys.press(key)

    def go(self, name: str) -> None:
        """Tab on until what is called so has the focus."""
        for _ in range(220):
            self._keys.press("Tab")
            if name in str(self.tab.evaluate(_FOCUSED)):
                return
        raise AssertionError(name)

    def to(self, name: str, *keys: str) -> None:
        """Go there and press keys."""
        self.go(name)
        self.press(*keys)

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.go(name)
        self._keys.type(text)


_FOCUSED = """(() => {
    const at = document.activeElement;
    return `${at.labels?.[0]?.textContent ?? ''} ${at.matches('button, a, summary') ? at.textContent : ''}`;
})()"""


def test_everything_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """Join, put a task in, accept it, make a job, mend and lock it, stack, stop, undo, ask why, save."""
    with running(tmp_path, crowded()) as board:
        lead, other = Seat(browser, PROJECTOR), Seat(browser, PROJECTOR)
        tab = lead.open(board.facilitator)
        keys = Keys(tab)

        other.tab.goto(f"{board.address}/join")
        theirs = Keys(other.tab)
        theirs.fill("Code", code_of(tab))
        theirs.fill("Who are you?", "s1")
        theirs.to("Take part", "Enter")
        other.live()
        theirs.to("Add a task", "Enter")
        expect(other.tab.locator("#f-task_id")).to_be_focused()
        other.tab.keyboard.type("soup")
        theirs.fill("What is the work?", "Soup")
        theirs.fill("Where?", "hall")
        for day in ("Monday", "Tuesday", "Wednesday"):
            theirs.to(day, "Space")
        theirs.fill("How many hours", "4")
        theirs.fill("Not before", "09:00")
        theirs.fill("Ready by", "13:00")
        theirs.to("Send", "Enter")
        expect(other.tab.locator("#edit")).to_be_hidden()
        expect(other.tab.locator("#r-own")).to_contain_text("Mon–Wed")

        keys.to("Proposals", "Enter")
        keys.to("Accept", "Enter")
        expect(tab.locator("#card-left-soup")).to_contain_text("Soup")
        keys.press("Escape")
        expect(tab.locator("#asked")).to_be_hidden()

        keys.to("Task noon", "Enter")
        expect(tab.locator("#move-target")).to_be_focused()
        keys.press("Tab", "Enter")
        tell(tab, "5 hours short of 20")
        expect(tab.locator("#card-J01-noon .name")).to_be_focused()
        keys.to("Task short", "Enter", "ArrowDown", "Tab", "Enter")
        expect(tab.locator("#job-J01")).to_contain_text("Viable")
        keys.to("Lock J01", "Space")
        expect(tab.locator("#job-J01")).to_contain_text("Locked")

        keys.to("Rules and weights", "Enter")
        expect(tab.locator("#rules")).to_be_visible()
        keys.to("at least this many task hours", "ArrowRight")
        expect(tab.locator("#set-min_hours.changed")).to_be_visible()
        tell(tab, "20.5")
        keys.press("Escape")
        expect(tab.locator("#rules")).to_be_hidden()
        keys.to("Undo", "Enter")
        expect(tab.locator("#in-min_hours")).to_have_value("20")

        keys.to("Why? Soup", "Enter")
        expect(tab.locator("#answer-body .lead")).to_contain_text("soup", timeout=90_000)
        keys.press("Escape")
        keys.to("Stack the rest", "Enter")
        tab.wait_for_selector("#r-stack .numbers:not(:empty)", timeout=90_000)
        keys.to("Stop, keep this", "Enter")
        expect(tab.locator("#stack")).to_be_visible(timeout=3000)
        expect(other.tab.locator(".lane").nth(1)).to_be_visible()
        keys.to("Undo", "Enter")
        expect(tab.locator(".lane")).to_have_count(1)
        keys.press("F5")
        lead.live()
        expect(tab.locator("#job-J01")).to_contain_text("Locked")
        keys.to("More", "Enter")
        with tab.expect_download() as saved:
            keys.to("Plan (JSON)", "Enter")
        assert '"bundler-plan/1"' in Path(saved.value.path()).read_text("utf-8")
        for seat in (lead, other):
            assert seat.elsewhere(board) == []
            seat.context.close()
