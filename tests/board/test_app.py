"""What the board lets whom do over HTTP, and what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bundler.board import questions, render, stream
from bundler.board.access import MOST_WRONG
from bundler.board.access import Person as Known
from bundler.board.forms import VERBS
from bundler.board.view_model import Look, Snapshot
from bundler.board.who import MOST_CHANGES
from tests.board.client import COOKIE, Person, Stage

MOVE = {"task_id": "A01", "source": "", "target": "new"}
PAGES = ("/", "/phone", "/join", "/?view=indoor")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A board on which tests leave nothing that disturbs another."""
    with Stage(tmp_path_factory.mktemp("board")) as stage:
        yield stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with Stage(tmp_path) as stage:
        yield stage


def roles(stage: Stage) -> dict[str, Person]:
    return {
        "facilitator": stage.facilitator,
        "supplier": stage.supplier,
        "viewer": stage.viewer,
        "nobody": stage.nobody,
    }


# who may what


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_for_its_roles_only(shared: Stage, verb: str) -> None:
    """Others are turned away before their form is even read."""
    before = shared.state
    for role, person in roles(shared).items():
        answer = person.post(f"/do/{verb}", {"no_such_field": "x"})
        may = role in VERBS[verb].roles
        assert answer.status == (422 if may else 401 if role == "nobody" else 403), role
    assert shared.state == before


@pytest.mark.parametrize("target", ["/stack", "/stop"])
def test_the_solver_is_the_facilitators(shared: Stage, target: str) -> None:
    for role in ("supplier", "viewer", "nobody"):
        assert roles(shared)[role].post(target).status in (401, 403)
    assert not shared.room.snapshot().stacking.running


@pytest.mark.parametrize("target", ["/live", "/why/A01", "/ask", "/moments", "/export/plan.json"])
def test_without_the_code_nothing_is_seen(shared: Stage, target: str) -> None:
    answer = shared.nobody.get(target)
    assert answer.status == 401
    assert len(answer.body) < 200


@pytest.mark.parametrize("target", ["/", "/phone", "/?view=outdoor"])
def test_without_the_code_one_stands_at_the_door(shared: Stage, target: str) -> None:
    answer = shared.nobody.get(target)
    assert (answer.status, answer.headers["location"], answer.body) == (303, ["/join"], b"")


def test_the_door_shows_neither_the_code_nor_a_task(shared: Stage) -> None:
    text = shared.nobody.get("/join").text
    assert shared.access.code not in text
    assert "A01" not in text


def test_how_to_get_in_is_on_the_facilitators_screen_only(shared: Stage) -> None:
    seen = {
        role: [
            shared.access.code in person.get(target).text
            for target in ("/", "/phone", "/live", "/live?phone=yes")
        ]
        for role, person in roles(shared).items()
        if role != "nobody"
    }
    assert seen["facilitator"][0]
    assert seen["supplier"] == seen["viewer"] == [False] * 4
    for person in roles(shared).values():
        assert shared.access.secret not in person.get("/").text


def test_files_are_for_the_facilitator(shared: Stage) -> None:
    assert [person.get("/export/plan.json").status for person in roles(shared).values()] == [
        200,
        403,
        403,
        401,
    ]


def test_a_supplier_proposes_about_its_own_tasks_only(stage: Stage) -> None:
    own, other = stage.suppliers[:2]
    theirs = next(task for task in stage.session.problem.tasks if task.supplier_id == other)
    mine = next(task for task in stage.session.problem.tasks if task.supplier_id == own)
    change = {"kind": "change", "title": "Another title"}
    assert stage.supplier.post("/do/propose", {**change, "task_id": mine.task_id}).status == 200
    before = stage.state
    for given in (
        {**change, "task_id": theirs.task_id},
        {**change, "task_id": mine.task_id, "supplier_id": other},
        {"kind": "drop", "task_id": theirs.task_id},
        {"kind": "add", "task_id": "NEW1", "supplier_id": other},
    ):
        assert stage.supplier.post("/do/propose", given).status in (409, 422), given
    assert stage.state == before
    assert [one.supplier_id for one in stage.session.board.proposals] == [own]


def test_a_proposal_is_seen_by_who_made_it_and_by_the_facilitator(stage: Stage) -> None:
    mine = next(task for task in stage.session.problem.tasks if task.supplier_id == stage.suppliers[0])
    given = {"kind": "change", "task_id": mine.task_id, "title": "Zebra crossing"}
    assert stage.supplier.post("/do/propose", given).status == 200
    other = stage.joined(stage.suppliers[1])
    people = (stage.facilitator, stage.supplier, other, stage.viewer)
    assert ["Zebra crossing" in person.get("/").text for person in people] == [True, True, False, False]


def test_a_supplier_cannot_flood(stage: Stage) -> None:
    statuses = [
        stage.supplier.post("/do/propose", {"kind": "nonsense"}).status for _ in range(MOST_CHANGES + 3)
    ]
    assert statuses == [422] * MOST_CHANGES + [429] * 3
    assert stage.joined(stage.suppliers[0]).post("/do/propose", {"kind": "nonsense"}).status == 422


# coming in


def test_cookies_are_for_the_server_alone(shared: Stage) -> None:
    given = {"code": shared.access.code, "supplier_id": ""}
    for answer in (
        shared.nobody.get(f"/f/{shared.access.secret}"),
        Person(shared.client, None, "10.1.1.1").post("/join", given),
    ):
        cookie = answer.cookies[COOKIE].casefold()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/" in cookie
        assert answer.status == 303


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:x", "/f/x"]
)
def test_the_door_leads_to_our_own_pages_only(shared: Stage, back: str) -> None:
    given = {"code": shared.access.code, "supplier_id": "", "back": back}
    answer = Person(shared.client, None, "10.1.1.2").post("/join", given)
    assert answer.headers["location"] == ["/"]
    for target, chosen in (("/lang", {"lang": "nl"}), ("/theme", {"theme": "dark"})):
        assert shared.nobody.post(target, {**chosen, "back": back}).headers["location"] == ["/"]


def test_wrong_codes_are_limited_by_address(stage: Stage) -> None:
    guesser = Person(stage.client, None, "10.2.2.2")
    given = {"code": "AAAA-AAAA", "supplier_id": ""}
    statuses = [guesser.post("/join", given).status for _ in range(MOST_WRONG + 2)]
    assert statuses == [403] * MOST_WRONG + [429] * 2
    assert guesser.post("/join", {**given, "code": stage.access.code}).status == 429
    assert guesser.get(f"/f/{stage.access.secret}").status == 429
    assert stage.joined("", "10.2.2.3").get("/").status == 200


def test_an_address_cannot_be_made_up_in_a_header(stage: Stage) -> None:
    given = {"code": "AAAA-AAAA", "supplier_id": ""}
    person = Person(stage.client, None, "10.2.2.4")
    statuses = [
        person.post(
            "/join", given, ("x-forwarded-for", f"10.3.0.{number}"), ("forwarded", f"for=10.3.0.{number}")
        ).status
        for number in range(MOST_WRONG + 1)
    ]
    assert statuses[-1] == 429


def test_a_cookie_ends_when_one_leaves(stage: Stage) -> None:
    person = stage.joined("")
    assert person.post("/leave").status == 303
    before = stage.state
    assert person.get("/").status == 303
    assert person.post("/leave").status == 401
    assert stage.state == before


def test_language_and_theme_are_ones_own(shared: Stage) -> None:
    person = shared.joined("")
    person.post("/lang", {"lang": "nl", "back": "/phone"})
    person.post("/theme", {"theme": "dark"})
    assert '<html lang="nl" class="dark' in person.get("/").text
    assert '<html lang="en" class="light' in shared.viewer.get("/").text
    assert shared.nobody.post("/lang", {"lang": "de"}).status == 422
    assert [person.post("/lang", {"lang": "en"}).status for _ in range(MOST_CHANGES)][-1] == 429


def test_at_the_door_the_browser_says_the_language(shared: Stage) -> None:
    assert '<html lang="nl"' in shared.nobody.get("/join", ("accept-language", "nl-NL,nl;q=0.9")).text
    assert '<html lang="en"' in shared.nobody.get("/join", ("accept-language", "de")).text
    chosen = shared.nobody.post("/lang", {"lang": "nl", "back": "/join"}).cookies
    ((name, value),) = chosen.items()
    cookie = ("cookie", f"{name}={value.partition(';')[0]}")
    assert '<html lang="nl"' in shared.nobody.get("/join", cookie).text


# changes


def test_a_change_is_answered_in_words_with_its_number(stage: Stage) -> None:
    stage.facilitator.post("/lang", {"lang": "nl"})
    answer = stage.facilitator.post("/do/moment", {"name": "begin"})
    assert (answer.status, answer.seq) == (200, 1)
    assert "begin" in answer.text
    refused = stage.facilitator.post("/do/move", {"task_id": "NONE", "target": "new"})
    assert (refused.status, refused.seq) == (409, None)


def test_what_is_sent_twice_counts_once(stage: Stage) -> None:
    """A retry on bad wifi gets the first answer; another person with the same number does not."""
    given = {"name": "x", "once": "abc"}
    answers = [stage.facilitator.post("/do/moment", given) for _ in range(3)]
    assert [answer.seq for answer in answers] == [1, 1, 1]
    assert stage.session.seq == 1
    other = Person(stage.client, stage.nobody.get(f"/f/{stage.access.secret}").token())
    assert other.post("/do/moment", given).seq == 2
    assert stage.facilitator.post("/do/moment", {"name": "x", "once": "abd"}).seq == 3


def test_what_was_refused_may_be_sent_again(stage: Stage) -> None:
    given = {"once": "abc"}
    assert stage.facilitator.post("/do/undo", given).status == 409
    stage.facilitator.post("/do/rule", {"code": "min_hours", "value": "14"})
    assert stage.facilitator.post("/do/undo", given).status == 200


def test_an_event_says_the_role_and_the_supplier_and_no_more(stage: Stage) -> None:
    mine = next(task for task in stage.session.problem.tasks if task.supplier_id == stage.suppliers[0])
    stage.supplier.post("/do/propose", {"kind": "drop", "task_id": mine.task_id})
    stage.facilitator.post("/do/accept", {"number": "1"})
    assert [one.who for one in stage.session.store.events()] == [
        f"supplier {stage.suppliers[0]}", "facilitator",
    ]  # fmt: skip


def test_live_gives_the_whole_state_and_its_number(stage: Stage) -> None:
    stage.facilitator.post("/do/move", MOVE)
    answer = stage.viewer.get("/live")
    assert answer.headers["content-type"] == ["text/event-stream; charset=utf-8"]
    text = answer.body.decode()
    assert f"\nid: {stage.session.seq}\n" in text
    assert "J01" in text


def test_lines_of_one_person_are_limited(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_LINES", 0)
    answer = shared.viewer.get("/live")
    assert answer.status == 429
    assert "content-security-policy" in answer.headers


def test_questions_that_are_open_at_once_are_limited(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each person and of all, so that nobody takes the threads that the board needs."""
    asking = questions.Questions(shared.room)
    a, b, lead = Known("a", "viewer"), Known("b", "viewer"), Known("c", "facilitator")
    with asking.turn(a) as first, asking.turn(a) as second, asking.turn(a) as third:
        assert (first, second, third) == (True, True, True)
        with asking.turn(a) as more, asking.turn(b) as other:
            assert (more, other) == (False, True)
        monkeypatch.setattr(questions, "MOST_AT_ONCE", 3)
        with asking.turn(b) as other, asking.turn(lead) as always:
            assert (other, always) == (False, True)
    with asking.turn(a) as again:
        assert again
    asking.close()
    monkeypatch.setattr(questions, "MOST_AT_ONCE", 0)
    assert shared.viewer.get("/why/A01").status == 429


def test_a_page_is_made_once_for_each_state(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[int]()
    real = render.page

    def page(now: Snapshot, look: Look) -> str:
        made.append(now.seq)
        return real(now, look)

    monkeypatch.setattr(render, "page", page)
    first = [stage.viewer.get("/").text for _ in range(3)]
    assert made == [0]
    assert len(set(first)) == 1
    stage.facilitator.post("/do/move", MOVE)
    assert stage.viewer.get("/").text != first[0]
    assert stage.supplier.get("/").text != stage.viewer.get("/").text
    assert made == [0, 1, 1]


@pytest.mark.parametrize("name", ["plan.json", "plan.xlsx", "report.html"])
def test_files_have_fixed_names(shared: Stage, name: str) -> None:
    answer = shared.facilitator.get(f"/export/{name}")
    assert answer.status == 200
    assert answer.headers["content-disposition"] == [f'attachment; filename="{name}"']
