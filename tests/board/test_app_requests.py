"""Where requests may come from, what they may be, and what answers never hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bundler.board import limits
from bundler.board.forms import MOST_FIELDS, MOST_TEXT
from bundler.board.limits import FORM, MAX_BODY, MAX_URL
from bundler.board.room import Room
from tests.board.client import COOKIE, HOST, ORIGIN, Person, Stage

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


# where requests come from


FOREIGN: list[Sequence[tuple[str, str]]] = [
    [],
    [("origin", "null")],
    [("origin", "http://example.org")],
    [("origin", "http://127.0.0.1")],
    [("origin", "http://127.0.0.1:9999")],
    [("origin", f"{ORIGIN}.example.org")],
    [("origin", f"{ORIGIN}/")],
    [("origin", f"ftp://{HOST}")],
    [("origin", f"http://x@{HOST}")],
    [("origin", ORIGIN), ("origin", "http://example.org")],
    [("origin", ORIGIN), ("sec-fetch-site", "cross-site")],
    [("origin", ORIGIN), ("sec-fetch-site", "same-site")],
    [("origin", "http://example.org"), ("referer", f"{ORIGIN}/")],
    [("referer", "http://example.org/")],
    [("referer", f"http://example.org/{ORIGIN}")],
    [("referer", f"{ORIGIN}.example.org/")],
]


@pytest.mark.parametrize("come", FOREIGN, ids=str)
@pytest.mark.parametrize("target", ["/do/move", "/stack", "/join", "/leave", "/lang"])
def test_another_page_can_change_nothing(shared: Stage, come: Sequence[tuple[str, str]], target: str) -> None:
    before = shared.state
    headers = [("host", HOST), ("cookie", f"{COOKIE}={shared.facilitator.token}"), ("content-type", FORM)]
    body = f"task_id=A01&target=new&code={shared.access.code}&lang=nl".encode()
    answer = shared.client.send("POST", target, [*headers, *come], body)
    assert answer.status in (400, 403)
    assert shared.state == before


@pytest.mark.parametrize("come", [[("origin", ORIGIN)], [("referer", f"{ORIGIN}/?view=all")]], ids=str)
def test_our_own_pages_can(stage: Stage, come: Sequence[tuple[str, str]]) -> None:
    headers = [("host", HOST), ("cookie", f"{COOKIE}={stage.facilitator.token}"), ("content-type", FORM)]
    assert stage.client.send("POST", "/do/moment", [*headers, *come], b"name=x").status == 200


@pytest.mark.parametrize(
    "come",
    [[("origin", "http://example.org")], [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors")]],
    ids=str,
)
def test_another_page_cannot_listen(shared: Stage, come: Sequence[tuple[str, str]]) -> None:
    assert shared.facilitator.get("/live", *come).status == 403


def test_somebody_may_come_by_a_link(shared: Stage) -> None:
    come = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]
    assert shared.nobody.get("/join?code=ABCD", *come).status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 303),
        ("localhost:8765", 303),
        ("192.168.1.5:8765", 303),
        ("[::1]:8765", 303),
        ("BORD.local:8765", 303),
        ("example.org:8765", 421),
        ("127.0.0.1.example.org", 421),
        ("bord.local.example.org", 421),
        ("user@127.0.0.1", 421),
        ("127.0.0.1:x", 421),
        ("", 421),
        ("127.0.0.1/../x", 421),
    ],
)
def test_the_board_answers_to_its_own_names_only(shared: Stage, host: str, status: int) -> None:
    """A page that points its own name at this machine gets nothing: neither its text nor a cookie."""
    assert shared.client.send("GET", "/", [("host", host)]).status == status


def test_a_request_for_two_hosts_is_refused(shared: Stage) -> None:
    assert shared.client.send("GET", "/", [("host", HOST), ("host", "example.org")]).status == 400


# what requests may be


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "x"])
def test_only_get_and_post(shared: Stage, method: str) -> None:
    headers = [("host", HOST), ("origin", ORIGIN), ("cookie", f"{COOKIE}={shared.facilitator.token}")]
    assert shared.client.send(method, "/do/undo", headers).status == 405


def test_a_post_that_is_no_form_is_refused(shared: Stage) -> None:
    for media_type in ("application/json", "text/plain", "multipart/form-data; boundary=x", ""):
        headers = [("host", HOST), ("origin", ORIGIN), ("content-type", media_type)]
        assert shared.client.send("POST", "/join", headers, b"{}").status == 415


def test_size_is_limited_by_what_is_said_and_by_what_comes(shared: Stage) -> None:
    headers = [
        ("host", HOST), ("origin", ORIGIN), ("content-type", FORM),
        ("cookie", f"{COOKIE}={shared.facilitator.token}"),
    ]  # fmt: skip
    sent = shared.client.send
    assert sent("POST", "/do/moment", [*headers, ("content-length", str(MAX_BODY + 1))], b"").status == 413
    assert sent("POST", "/do/moment", headers, [b"name=" + b"x" * 30_000] * 4).status == 413
    assert sent("POST", "/do/moment", [*headers, ("content-length", "-1")], b"").status == 400
    assert sent("POST", "/do/moment", [*headers, ("content-length", "9" * 400)], b"").status == 413
    assert sent("GET", "/join?code=" + "x" * MAX_URL, [("host", HOST)]).status == 414


def test_what_comes_too_slowly_is_not_waited_for(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.05)

    class Slow(list[bytes]):
        """Gives a first piece, and then nothing."""

    headers = [("host", HOST), ("origin", ORIGIN), ("content-type", FORM)]
    # A client that never says that its body is at its end.
    answer = shared.client.send("POST", "/join", headers, Slow())
    assert answer.status == 408


@pytest.mark.parametrize(
    "body",
    [
        b"&".join(b"f%d=x" % number for number in range(MOST_FIELDS + 1)),
        b"name=" + b"x" * (MOST_TEXT + 1),
        b"name=%ff%fe",
        b"name=\xff",
        b"name=a%00b",
        b"name=a%1b%5b31m",
        b"name=%E2%80%AEgpj.exe",
        b"name=%ED%A0%80",
        b"name=a&name=b",
        b"name=a&extra=b",
        b"%6eame%00=a",
        b"x" * 5000 + b"=1",
        b"",
        b"name",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_a_form_that_our_pages_cannot_send_changes_nothing(shared: Stage, body: bytes) -> None:
    before = shared.state
    headers = [
        ("host", HOST), ("origin", ORIGIN), ("content-type", FORM),
        ("cookie", f"{COOKIE}={shared.facilitator.token}"),
    ]  # fmt: skip
    assert shared.client.send("POST", "/do/moment", headers, body).status in (409, 422)
    assert shared.state == before


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("lock", {"job_id": "J01", "locked": "perhaps"}),
        ("rule", {"code": "__class__", "value": "1"}),
        ("rule", {"code": "min_hours", "value": "nan"}),
        ("rule", {"code": "max_tasks", "value": "1e300"}),
        ("rule", {"code": "max_tasks", "value": "9" * 400}),
        ("weight", {"code": "hours", "value": "-inf"}),
        ("objective", {"value": "most-fun"}),
        ("pin", {"kind": "_exactly_one", "ids": "A01"}),
        ("accept", {"number": "1.5"}),
        ("accept", {"number": "1e999"}),
        ("change", {"kind": "explode", "task_id": "A01"}),
        ("change", {"kind": "change", "task_id": "A01", "no_column": "x"}),
        ("move", {"task_id": "A01", "target": "new", "who": "supplier x"}),
    ],
)  # fmt: skip
def test_values_that_cannot_be_are_no_error_of_ours(shared: Stage, verb: str, given: dict[str, str]) -> None:
    before = shared.state
    answer = shared.facilitator.post(f"/do/{verb}", given)
    assert answer.status in (409, 422)
    assert shared.state == before


@pytest.mark.parametrize(
    "target",
    [
        "/static/../app.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd",
        "/static/board.css%00.js", "/static/vendor/sortable.LICENSE.txt", "/static/", "/static/C:%5cboot.ini",
        "/export/../session.sqlite", "/export/..%2fsession.sqlite", "/export/plan.json%00", "//etc/passwd",
        "/session.sqlite", "/f/", "/f/../", "/why/", "/do/", "/do/..%2fundo", "/.git/config",
        "/%2e%2e/%2e%2e/",
    ],
)  # fmt: skip
def test_no_path_reaches_a_file(shared: Stage, target: str) -> None:
    answer = shared.facilitator.get(target)
    assert answer.status in (403, 404, 405, 409, 422)
    assert len(answer.body) < 300


def test_whatever_is_asked_no_other_file_is_opened(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the start the static files come out of memory."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert shared.nobody.get("/static/board.css").status == 200
    assert shared.nobody.get("/static/board.js", ("accept-encoding", "gzip")).status == 200
    assert shared.nobody.get("/static/../../secret").status == 404


# what answers are


@pytest.mark.parametrize("target", [*PAGES, "/static/board.js", "/live", "/nowhere", "/do/zap", "/f/wrong"])
def test_every_answer_has_the_headers_that_keep_browsers_strict(shared: Stage, target: str) -> None:
    for person in (shared.facilitator, Person(shared.client, None, "10.9.9.9")):
        headers = person.get(target).headers
        policy = headers["content-security-policy"][0]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == ["nosniff"]
        assert headers["cache-control"] == (["no-cache"] if target.startswith("/static") else ["no-store"])
        # with `no-referrer` a browser would call our own forms `Origin: null`
        assert headers["referrer-policy"] == ["same-origin"]
        assert "server" not in headers


@pytest.mark.parametrize("target", PAGES)
def test_pages_keep_to_their_own_policy(shared: Stage, target: str) -> None:
    """No script, style or handler stands in a page, and nothing comes from elsewhere."""
    for person in (shared.facilitator, shared.supplier, shared.viewer):
        text = person.get(target).text
        assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", text)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
        outside = set(re.findall(r"(?:src|href|action)=\"((?:https?:)?//[^\"]+)\"", text))
        assert outside == set()


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</hx-partial><hx-partial hx-target="body">x',
    "{{ 7*7 }}{% include 'board.html' %}",
    "<!--",
    "]]>",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_what_is_typed_is_text_everywhere(stage: Stage, title: str) -> None:
    """A title, a moment and a proposal come back as they were typed, and never as markup."""
    mine = [task.task_id for task in stage.session.problem.tasks if task.supplier_id == stage.suppliers[0]]
    change = {"kind": "change", "title": title}
    assert stage.supplier.post("/do/propose", {**change, "task_id": mine[0]}).status == 200
    assert stage.facilitator.post("/do/change", {**change, "task_id": mine[1]}).status == 200
    assert stage.facilitator.post("/do/moment", {"name": title}).status == 200
    texts = [
        person.get(target).text
        for person in (stage.facilitator, stage.supplier, stage.viewer)
        for target in ("/", "/phone", "/live", "/live?phone=yes")
    ]
    texts.append(stage.nobody.get(f"/join?code={title.replace('#', '')}").text)
    for text in texts:
        assert "<script>alert" not in text
        assert not re.search(r"<img src=x|<[^>]*onmouseover='alert|<!--(?!\s)|49\{", text)
        assert text.count("</hx-partial>") == text.count("<hx-partial ")
    assert any("alert(1)" in text or "7*7" in text or "&lt;" in text or "]]&gt;" in text for text in texts)
    moved = stage.facilitator.post("/do/move", {"task_id": title, "target": "new"})
    assert moved.headers["content-type"] == ["text/plain; charset=utf-8"]


def test_an_error_of_ours_tells_nothing_and_changes_nothing(
    shared: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def bug(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Room, "page", bug)
    answer = shared.facilitator.get("/")
    assert answer.status == 500
    assert answer.text == "The board made a mistake. Reload the page to see what counts."
    assert "content-security-policy" in answer.headers
    assert "secret detail" in caplog.text


def test_files_are_packed_and_known_again(shared: Stage) -> None:
    plain = shared.nobody.get("/static/board.js")
    packed = shared.nobody.get("/static/board.js", ("accept-encoding", "gzip, br"))
    assert packed.text == plain.text
    assert len(packed.body) < len(plain.body)
    tag = plain.headers["etag"][0]
    again = shared.nobody.get("/static/board.js", ("if-none-match", tag))
    assert (again.status, again.body) == (304, b"")
