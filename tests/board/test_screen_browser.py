"""A workshop in real browsers: by mouse, by keyboard alone, on a phone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from bundler.io import read_problem
from tests.board.client import DATA
from tests.board.screen import (
    PHONE,
    PROJECTOR,
    Running,
    Seat,
    add_task,
    code_of,
    drag,
    lift,
    new_job,
    running,
)
from tests.browser import violations

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One board for all tests that take back what they did."""
    with running(tmp_path_factory.mktemp("board")) as found:
        yield found


@pytest.fixture
def lead(browser: Browser, board: Running) -> Iterator[Seat]:
    """The facilitator, at the projector; nothing may go wrong in that browser or be asked elsewhere."""
    seat = Seat(browser, PROJECTOR)
    undo = seat.open(board.facilitator).locator("#undo")
    while undo.is_enabled():
        undo.evaluate("button => button.click()")
        seat.tab.wait_for_timeout(100)
    yield seat
    assert seat.elsewhere(board) == []
    assert [text for text in seat.wrong if "409" not in text] == []
    seat.context.close()


def test_a_card_in_the_air_stays_in_the_hand(browser: Browser, board: Running, lead: Seat) -> None:
    """What others change in the meantime waits until the card is down."""
    other = Seat(browser, PROJECTOR)
    other.open(board.facilitator)
    lift(lead.tab, "#card-left-noon", "#drop-new")
    first = new_job(other.tab, "late")
    lead.tab.wait_for_timeout(300)
    expect(lead.tab.locator(".lane")).to_have_count(0)
    lead.tab.mouse.up()
    for tab in (lead.tab, other.tab):
        expect(tab.locator(f"#job-{first}")).to_contain_text("Task late")
        expect(tab.locator(".lane").nth(1)).to_contain_text("Task noon")
        expect(tab.locator('.card[data-task="noon"]')).to_have_count(1)
    other.context.close()


def test_a_locked_job_takes_no_card(lead: Seat) -> None:
    """The card goes back to where it was."""
    tab = lead.tab
    job = new_job(tab, "noon")
    drag(tab, "#card-left-short", f"#job-{job}")
    tab.get_by_role("button", name=f"Lock {job}", exact=True).click()
    expect(tab.locator(f"#job-{job}")).to_contain_text("Locked")
    drag(tab, "#card-left-late", f"#in-{job}")
    expect(tab.locator("#left-s3 #card-left-late")).to_be_visible()
    expect(tab.locator(f"#in-{job} .card")).to_have_count(2)


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
    """On no page, in no dialog, for nobody, in neither room, on neither screen, nor on paper."""
    with running(tmp_path, lang=lang[:2]) as board:
        seat, phone, viewer = (
            Seat(browser, PROJECTOR, lang),
            Seat(browser, PHONE, lang),
            Seat(browser, PHONE, lang),
        )
        found: list[tuple[str, str]] = []

        def look(name: str, tab: Page, within: str | None = None) -> None:
            # colours are the same in both languages: each looks at one room
            dark = str(lang == "nl-NL").lower()
            tab.evaluate(f"document.documentElement.classList.toggle('dark', {dark})")
            found.append((name, violations(tab, within)))

        tab = seat.open(board.facilitator)
        assert tab.locator("html").get_attribute("lang") == lang[:2]
        look("empty board", tab)
        drag(tab, "#card-left-noon", "#drop-new")
        expect(tab.locator("#card-J01-noon")).to_be_visible()
        look("a draft", tab)
        tab.evaluate("document.querySelector('[data-open=moments]').click()")
        tab.locator("#moments [name=name]").fill("first")
        tab.locator("#moments form button").click()
        expect(tab.locator("#r-moments li")).to_have_count(1)
        tab.evaluate("document.getElementById('moments').close()")
        drag(tab, "#card-left-short", "#job-J01")
        expect(tab.locator("#card-J01-short")).to_be_visible()
        look("a viable job", tab)
        tab.locator("#lock-J01").click()
        expect(tab.locator("#job-J01[data-locked]")).to_be_visible()
        look("a locked job", tab, "#job-J01")
        phone.tab.goto(f"{board.address}/join?code=NO")
        look("door", phone.tab)
        phone.tab.locator("main button.main").click()
        expect(phone.tab.locator(".problem")).to_be_visible()
        look("door that stays shut", phone.tab)
        small = phone.join(board, code_of(tab), "s1")
        look("phone of a supplier", small)
        add_task(small, "soup", "Soup", hours_per_session="x", earliest_start="09:00", latest_end="13:00")
        expect(small.locator("#edit-problem")).not_to_be_empty()
        look("form that is refused", small, "#edit")
        small.locator("#edit [name=hours_per_session]").fill("4")
        small.locator("#edit button.main").click()
        expect(small.locator("#edit")).to_be_hidden()
        look("phone with what waits", small)
        small.goto(f"{board.address}/")
        phone.live()
        small.set_viewport_size(PROJECTOR)
        look("supplier at a large screen", small)
        small.set_viewport_size(PHONE)
        small.goto(f"{board.address}/phone")
        phone.live()
        only = viewer.join(board, code_of(tab))
        look("phone of a viewer", only)
        only.goto(f"{board.address}/")
        viewer.live()
        only.set_viewport_size(PROJECTOR)
        look("viewer at a large screen", only)
        for view in ("indoor", "outdoor"):
            only.goto(f"{board.address}/?view={view}")
            viewer.live()
            look(view, only)
        expect(tab.locator("[data-open=asked] .count")).to_be_visible()
        for name in DIALOGS:
            tab.evaluate(f"document.querySelector('[data-open={name}]').click()")
            expect(tab.locator(f"#{name}")).to_be_visible()
            look(name, tab, f"#{name}")
            if name == "tasks":
                tab.locator("#tasks [data-edit=late]").click()
                look("form of the facilitator", tab, "#edit")
                tab.evaluate("document.getElementById('edit').close()")
            if name == "moments":
                tab.locator("#moments [data-get]").click()
                expect(tab.locator("#answer-body table")).to_be_visible(timeout=90_000)
                look("two moments side by side", tab, "#answer")
                tab.evaluate("document.getElementById('answer').close()")
            if name == "join":
                tab.locator("#join [data-get]").first.click()
                expect(tab.locator("#answer-body .code")).to_be_visible()
                look("a supplier's own code", tab, "#answer")
                tab.evaluate("document.getElementById('answer').close()")
            tab.evaluate(f"document.getElementById('{name}').close()")
        tab.locator("#card-left-late .name").click()
        look("move", tab)
        tab.keyboard.press("Escape")
        for asked in ("#card-left-late .ask", "#ask"):
            tab.locator(asked).click()
            expect(tab.locator("#answer-body p").first).to_be_visible(timeout=90_000)
            look(f"answer of {asked}", tab, "#answer")
            tab.keyboard.press("Escape")
        tab.goto(f"{board.address}/phone")
        seat.live()
        tab.set_viewport_size(PHONE)
        look("phone of the facilitator", tab)
        tab.goto(f"{board.address}/")
        seat.live()
        for page in (tab, small):
            page.emulate_media(media="print")
            look("print", page)
        assert [report for report in found if report[1]] == []
        for one in (seat, phone, viewer):
            one.context.close()


def test_a_click_on_a_gap_asks_what_is_missing(lead: Seat) -> None:
    """On the hours that a draft lacks, and on free time in a job's week."""
    tab = lead.tab
    job = new_job(tab, "noon")

    def click(picture: str) -> None:
        tab.locator(f"#job-{job} {picture} .gap").last.click(position={"x": 4, "y": 4})
        expect(tab.locator("#answer-title")).to_have_text("What would help most")
        expect(tab.locator("#answer")).to_be_visible()
        tab.keyboard.press("Escape")

    click(".bar")
    drag(tab, "#card-left-short", f"#job-{job}")
    click(".week")


def test_a_supplier_comes_in_with_its_own_code_and_is_sent_out(
    browser: Browser, board: Running, lead: Seat
) -> None:
    """The facilitator sees who is in; the code is good for that supplier and no other."""
    tab = lead.tab
    tab.evaluate("document.querySelector('[data-open=join]').click()")
    tab.locator("#guest-s2 [data-get]").click()
    code = str(tab.locator("#answer-body .code").text_content())
    tab.keyboard.press("Escape")
    tab.locator("#in-choose").click()
    expect(tab.locator("#in-choose")).to_have_attribute("aria-checked", "false")
    phone = Seat(browser, PHONE)
    phone.tab.goto(f"{board.address}/join?code={code}&as=s2")
    expect(phone.tab.locator("[name=supplier_id]")).to_have_value("s2")
    phone.tab.locator("main button.main").click()
    phone.live()
    expect(phone.tab.locator(".role")).to_have_text("s2")
    expect(tab.locator("#guest-s2")).to_contain_text("1 browser")
    tab.locator("#guest-s2").get_by_role("button", name="Send out").click()
    expect(tab.locator("#guest-s2")).to_contain_text("nobody yet")
    phone.tab.reload()
    expect(phone.tab.locator("[name=code]")).to_be_visible()
    tab.locator("#in-choose").click()
    expect(tab.locator("#in-choose")).to_have_attribute("aria-checked", "true")
    phone.context.close()


def test_nothing_moves_for_who_asked_for_that(browser: Browser, board: Running) -> None:
    """What turns while the solver works stands still where the system asks for less motion."""
    moving = "() => document.getAnimations().length"
    spin = "document.body.insertAdjacentHTML('beforeend', '<i class=spin></i>')"
    counts = []
    for motion in ("no-preference", "reduce"):
        seat = Seat(browser, PROJECTOR, reduced_motion=motion)
        tab = seat.open(board.facilitator)
        tab.evaluate(spin)
        counts.append(tab.evaluate(moving))
        seat.context.close()
    assert counts[0] > counts[1] == 0


def test_nothing_is_cut_off_on_a_narrow_screen(browser: Browser, board: Running, lead: Seat) -> None:
    """At 320 pixels wide nothing has to be scrolled sideways (WCAG 1.4.10)."""
    new_job(lead.tab, "noon")
    small = Seat(browser, {"width": 320, "height": 640})
    for tab in (small.open(board.facilitator), small.open(f"{board.address}/phone")):
        expect(tab.locator(".lane")).to_be_visible()
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
