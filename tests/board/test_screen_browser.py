"""A workshop in real browsers: by mouse, by keyboard alone, on a phone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from bundler.io import read_problem
from tests.board.client import DATA
from tests.board.screen import PHONE, PROJECTOR, Running, Seat, code_of, drag, lift, running
from tests.browser import chromium, violations

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as found:
        yield found


@pytest.fixture
def lead(browser: Browser, board: Running) -> Iterator[Seat]:
    """The facilitator, at the projector; nothing may go wrong in that browser or be asked elsewhere."""
    seat = Seat(browser, PROJECTOR)
    seat.open(board.facilitator)
    yield seat
    assert seat.elsewhere(board) == []
    assert [text for text in seat.wrong if "409" not in text] == []
    seat.context.close()


def tell(tab: Page, text: str) -> None:
    """The status line says this."""
    expect(tab.locator("#said")).to_contain_text(text)


def test_a_workshop_from_the_first_card_to_the_files(browser: Browser, board: Running, lead: Seat) -> None:
    """Refused with a reason, mended, locked, undone, a task from a phone, stacked, saved; all see it."""
    tab = lead.tab
    phone, viewer = Seat(browser, PHONE, has_touch=True), Seat(browser, PROJECTOR, "nl-NL")
    supplier, looker = phone.join(board, code_of(tab), "s2"), viewer.join(board, code_of(tab))

    drag(tab, "#card-left-noon", "#drop-new")
    tell(tab, "not viable")
    expect(tab.locator("#job-J01")).to_contain_text("5 hours short of 20")
    expect(looker.locator("#job-J01")).to_contain_text("Nog niet haalbaar")

    drag(tab, "#card-left-short", "#job-J01")
    expect(tab.locator("#job-J01")).to_contain_text("Viable")
    expect(looker.locator("#job-J01")).to_contain_text("Haalbaar")

    tab.get_by_role("button", name="Lock J01", exact=True).click()
    expect(looker.locator("#job-J01")).to_contain_text("Vast")
    tab.get_by_role("button", name="Undo").click()
    expect(looker.locator("#job-J01")).to_contain_text("Haalbaar")
    tab.get_by_role("button", name="Redo").click()
    expect(tab.locator("#job-J01")).to_contain_text("Locked")
    tab.reload()
    expect(tab.locator("#job-J01")).to_contain_text("Locked")

    supplier.get_by_role("button", name="Add a task").tap()
    form = supplier.locator("#edit")
    form.get_by_label("Code of the task").fill("soup")
    form.locator("[name=title]").fill(HOSTILE)
    form.locator("[name=location_id]").select_option("hall")
    form.locator("[name=days]").fill("mon-fri")
    form.locator("[name=hours_per_session]").fill("five")
    form.locator("[name=earliest_start]").fill("09:00")
    form.locator("[name=latest_end]").fill("15:00")
    form.get_by_role("button", name="Send").tap()
    expect(form.locator(".problem")).to_contain_text("no number of hours")
    form.locator("[name=hours_per_session]").fill("4")
    form.get_by_role("button", name="Send").tap()
    expect(form).to_be_hidden()
    expect(supplier.locator("#r-own")).to_contain_text(HOSTILE)

    tab.get_by_role("button", name="Proposals").click()
    tab.locator("#asked button.main").click()
    expect(looker.locator("#card-left-soup")).to_contain_text(HOSTILE)
    tab.locator("#asked").get_by_role("button", name="Close").click()

    tab.get_by_role("button", name="Stack the rest").click()
    expect(looker.locator("#stack-said")).to_contain_text("Het plan staat op het bord", timeout=90_000)
    expect(tab.locator("#job-J01")).to_contain_text("Locked")
    expect(tab.locator(".lane").nth(1)).to_be_visible()

    tab.get_by_role("button", name="More").click()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Plan (JSON)").click()
    assert '"bundler-plan/1"' in Path(saved.value.path()).read_text("utf-8")
    for seat in (phone, viewer):
        assert seat.elsewhere(board) == []
        assert [text for text in seat.wrong if "409" not in text] == []
        seat.context.close()


def test_everything_by_keyboard_alone(lead: Seat) -> None:
    """A card into a new job, another one after it, the lock, a rule and an undo, without a mouse."""
    tab, keys = lead.tab, lead.tab.keyboard

    def go(name: str) -> None:
        for _ in range(120):
            keys.press("Tab")
            if name in str(tab.evaluate("document.activeElement.closest('button')?.textContent")):
                return
        raise AssertionError(name)

    go("Task noon")
    keys.press("Enter")
    expect(tab.locator("#move-target")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(tab.locator("#card-J01-noon .name")).to_be_focused()
    tab.evaluate("document.activeElement.blur()")
    go("Task short")
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Enter")
    expect(tab.locator("#job-J01")).to_contain_text("Viable")
    go("Lock J01")
    keys.press("Space")
    expect(tab.locator("#job-J01")).to_contain_text("Locked")
    tab.evaluate("document.activeElement.blur()")
    go("Rules and weights")
    keys.press("Enter")
    expect(tab.locator("#rules")).to_be_visible()
    tab.locator("#in-min_hours").focus()
    keys.press("ArrowRight")
    expect(tab.locator("#out-min_hours")).to_contain_text("20.5")
    expect(tab.locator("#set-min_hours.changed")).to_be_visible()
    tell(tab, "20.5")
    keys.press("Escape")
    expect(tab.locator("#rules")).to_be_hidden()
    tab.evaluate("document.activeElement.blur()")
    go("Undo")
    keys.press("Enter")
    expect(tab.locator("#in-min_hours")).to_have_value("20")


def test_a_card_in_the_air_stays_in_the_hand(browser: Browser, board: Running, lead: Seat) -> None:
    """What others change in the meantime waits until the card is down."""
    other = Seat(browser, PROJECTOR)
    other.open(board.facilitator)
    lift(lead.tab, "#card-left-noon", "#drop-new")
    drag(other.tab, "#card-left-late", "#drop-new")
    expect(other.tab.locator("#job-J01")).to_contain_text("Task late")
    lead.tab.wait_for_timeout(300)
    expect(lead.tab.locator("#job-J01")).to_have_count(0)
    lead.tab.mouse.up()
    for tab in (lead.tab, other.tab):
        expect(tab.locator("#job-J01")).to_contain_text("Task late")
        expect(tab.locator("#job-J02")).to_contain_text("Task noon")
        expect(tab.locator('.card[data-task="noon"]')).to_have_count(1)
    other.context.close()


def test_a_locked_job_takes_no_card(lead: Seat) -> None:
    """The card goes back to where it was."""
    tab = lead.tab
    drag(tab, "#card-left-noon", "#drop-new")
    expect(tab.locator("#card-J01-noon")).to_be_visible()
    drag(tab, "#card-left-short", "#job-J01")
    tab.get_by_role("button", name="Lock J01", exact=True).click()
    expect(tab.locator("#job-J01")).to_contain_text("Locked")
    drag(tab, "#card-left-late", "#in-J01")
    expect(tab.locator("#left-s3 #card-left-late")).to_be_visible()
    expect(tab.locator("#in-J01 .card")).to_have_count(2)


def test_language_and_room_are_chosen_at_run_time(lead: Seat) -> None:
    """Both stay after the page is opened again."""
    tab = lead.tab
    tab.get_by_role("button", name="Nederlands").click()
    lead.live()
    expect(tab.locator("html")).to_have_attribute("lang", "nl")
    expect(tab.get_by_role("heading", name="Nog niet in een baan")).to_be_visible()
    tab.get_by_role("button", name="Meer").click()
    tab.get_by_role("button", name="Donkere zaal").click()
    expect(tab.locator("html.dark[lang=nl]")).to_be_attached()
    tab.reload()
    expect(tab.locator("html.dark[lang=nl]")).to_be_attached()


def test_what_was_confirmed_is_there_after_a_restart(browser: Browser, tmp_path: Path) -> None:
    """The page that was open goes on by a reload of the facilitator's new address."""
    for first in (True, False):
        with running(tmp_path) as board:
            seat = Seat(browser, PROJECTOR)
            tab = seat.open(board.facilitator)
            if first:
                drag(tab, "#card-left-noon", "#drop-new")
            expect(tab.locator("#card-J01-noon")).to_be_visible()
            seat.context.close()


DIALOGS = ("rules", "decisions", "asked", "menu", "tasks", "moments", "join")


@pytest.mark.parametrize("lang", ["en-GB", "nl-NL"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, lang: str) -> None:
    """On no view, in no dialog, in neither room, on neither screen."""
    with running(tmp_path, lang=lang[:2]) as board:
        seat = Seat(browser, PROJECTOR, lang)
        tab = seat.open(board.facilitator)
        assert tab.locator("html").get_attribute("lang") == lang[:2]
        drag(tab, "#card-left-noon", "#drop-new")
        expect(tab.locator("#card-J01-noon")).to_be_visible()
        found = [violations(tab)]
        tab.evaluate("document.documentElement.className = 'dark'")
        found.append(violations(tab))
        for name in DIALOGS:
            tab.evaluate(f"document.querySelector('[data-open={name}]').click()")
            expect(tab.locator(f"#{name}")).to_be_visible()
            found.append(violations(tab))
            tab.evaluate(f"document.getElementById('{name}').close()")
        tab.locator("#card-J01-noon .name").click()
        found.append(violations(tab))
        phone = Seat(browser, PHONE, lang)
        phone.tab.goto(f"{board.address}/join")
        found.append(violations(phone.tab))
        small = phone.join(board, code_of(tab), "s1")
        found.append(violations(small))
        small.locator("#own button.main").click()
        found.append(violations(small))
        assert [report for report in found if report] == []
        for one in (seat, phone):
            one.context.close()


def test_nothing_is_cut_off_on_a_narrow_screen(browser: Browser, board: Running, lead: Seat) -> None:
    """At 320 pixels wide nothing has to be scrolled sideways (WCAG 1.4.10)."""
    drag(lead.tab, "#card-left-noon", "#drop-new")
    expect(lead.tab.locator("#card-J01-noon")).to_be_visible()
    small = Seat(browser, {"width": 320, "height": 640})
    for tab in (small.open(board.facilitator), small.open(f"{board.address}/phone")):
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    small.context.close()


def test_the_first_page_is_light_and_large_and_a_stack_stops(browser: Browser, tmp_path: Path) -> None:
    """Below 600 kB unpacked; letters of 24 pixels, of 20 on the cards; a solve ends when told."""
    with running(tmp_path, read_problem(DATA)[0]) as board:
        seat = Seat(browser, PROJECTOR)
        sizes: list[int] = []

        def weigh(answer: Response) -> None:
            if answer.ok and "/live" not in answer.url:
                sizes.append(len(answer.body()))

        seat.tab.on("response", weigh)
        tab = seat.open(board.facilitator)
        tab.wait_for_timeout(200)
        assert len(sizes) >= 6
        # What came over the live line is the page once more at most.
        assert sum(sizes) + len(tab.content()) < 600_000

        def letters(selector: str) -> float:
            return float(
                tab.locator(selector).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
            )

        assert letters("body") >= 24
        assert letters(".card .name") >= 20
        assert letters(".card .sub") >= 20
        assert tab.locator(".card").count() == 69
        tab.locator("#stack").click()
        tab.locator("#stop-keep").click()
        expect(tab.locator("#stack")).to_be_visible(timeout=3000)
        expect(tab.locator("#said")).not_to_be_empty()
        seat.context.close()
