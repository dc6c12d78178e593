"""Hostile requests by the thousand: ``python -m tests.board.fuzz 50000 [SEED]``.

Each is sent as somebody: as facilitator, supplier or viewer, with a cookie that is made up, revoked or
missing, from our own page or another. It is said beforehand whether it has the right to change anything.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode

from bundler.board.export import MEDIA
from bundler.board.forms import VERBS
from bundler.board.limits import FORM, MAX_BODY
from tests.board.client import COOKIE, HOST, ORIGIN, Answer, Stage

MARK = "zq7"  # in every piece of markup that is typed, so that it is found again
TEXTS = (
    f"<script>{MARK}(1)</script>",
    f"\"><img src=x onerror={MARK}(1)>",
    f"' onfocus='{MARK}(1)' autofocus='",
    f"</hx-partial><hx-partial hx-target='body'><b>{MARK}",
    f"{{{{ 7*7 }}}}{{% raw %}}<i>{MARK}",
    f"<!--{MARK}",
    f"]]><svg onload={MARK}()>",
    f"\r\n\r\ndata: <b>{MARK}</b>\r\n\r\n",
    f"x\u2028id: 99\u2028<u>{MARK}",
    "=cmd|'/c calc'!A0",
    "'; DROP TABLE events; --",
    "\x00", "a\x1b[31mb", "\u202egpj.exe", "é" * 300, "x" * 2001, "", " ", "\U0001f600", "ﬃ", "0", "-1",
    "1e308", "nan", "9" * 500, "null", "../../etc/passwd", "C:\\boot.ini", "%00", "${jndi:ldap://x}",
    "J01", "J02", "J03", "new", "yes", "no", "add", "change", "drop", "apart", "together", "leave", "(blank)",
)  # fmt: skip
MARKUP = re.compile(
    rf"<script>{MARK}|<img src=x|<[^>]*\sonfocus='{MARK}|<b>{MARK}|<i>{MARK}|<!--{MARK}|<svg onload|<u>{MARK}"
)
PATHS = (
    "/", "/phone", "/join", "/live", "/ask", "/moments", "/static/board.css", "/static/../app.py", "/why/",
    "/static/..%2f..%2fetc%2fpasswd", "/export/plan.json", "/export/../session.sqlite", "/f/", "/f/wrong",
    "/invite/", "/invite/..%2fx", "/invite/%3Cb%3E",
    "/nowhere", "//", "/do/undo", "/do/", "/stop", "/%00", "/%ff%fe", "/static/%2e%2e", "/.git/config",
    "/?view=%3Cscript%3E", "/live?view=x&phone=maybe", "/join?code=%22%3E%3Cscript%3E", "/moments?a=x&b=y",
)  # fmt: skip
METHODS = ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "x", "get")
FOREIGN: Sequence[Sequence[tuple[str, str]]] = (
    [], [("origin", "null")], [("origin", "http://example.org")], [("origin", f"{ORIGIN}.example.org")],
    [("origin", ORIGIN), ("origin", ORIGIN)], [("referer", "http://example.org/")],
    [("origin", ORIGIN), ("sec-fetch-site", "cross-site")], [("origin", "http://127.0.0.1:1")],
)  # fmt: skip
HOSTS = ("example.org", "", "127.0.0.1.example.org", "x" * 300, "127.0.0.1:99999", "[::1", "a b")
FIELDS = (
    "task_id", "source", "target", "job_id", "locked", "kind", "ids", "code", "value", "name", "number",
    "title", "days", "hours_per_session", "supplier_id", "location_id", "seconds", "keep", "lang", "theme",
    "back", "once", "who", "__class__", "cells", "%00",
)  # fmt: skip
BAD_TYPES = ("application/json", "multipart/form-data; boundary=b", "text/plain", "", "x" * 500)


class Report(NamedTuple):
    """What came of it: how many were sent, the answers by status, what should not have been."""

    sent: int
    statuses: Counter[int]
    changes: int
    wrong: list[str]
    seconds: float


class Shot(NamedTuple):
    """One request, and whether it has the right to change something."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes | list[bytes]
    right: bool
    address: str


def attack(count: int, seed: int, folder: Path) -> Report:
    """Send so many requests to a board of its own; nothing is sent over a network."""
    begun = time.monotonic()
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    changes = 0
    with Stage(folder) as stage:
        range_ = _Range(stage, random.Random(seed))
        before = stage.state
        for number in range(count):
            shot = range_.shot()
            try:
                answer = stage.client.send(shot.method, shot.target, shot.headers, shot.body, shot.address)
            except Exception as error:
                wrong.append(f"{number} {shot}: {type(error).__name__}: {error}")
                continue
            statuses[answer.status] += 1
            wrong += [f"{number} {str(shot)[:400]}: {why}" for why in _faults(answer)]
            after = stage.state
            if after != before:
                changes += 1
                if not shot.right:
                    wrong.append(f"{number} {str(shot)[:400]}: changed the state without right")
                before = after
            range_.after(shot, answer)
            if number % 500 == 499:
                wrong += [f"{number}: {why}" for why in _pages(stage)]
        wrong += _pages(stage)
        events = stage.session.store.events()
        if [one.seq for one in events] != list(range(1, len(events) + 1)):
            wrong.append("the events are not numbered one by one")
    return Report(count, statuses, changes, wrong, time.monotonic() - begun)


def _faults(answer: Answer) -> list[str]:
    found = []
    if answer.status >= 500 or answer.status < 200:
        found.append(f"status {answer.status}")
    text = answer.text
    if "Traceback" in text or 'File "' in text:
        found.append("a traceback")
    if "default-src 'none'" not in answer.headers.get("content-security-policy", [""])[0]:
        found.append("no policy")
    if answer.headers.get("content-type", [""])[0].startswith(("text/html", "text/event")) and MARKUP.search(
        text
    ):
        found.append("markup that was typed")
    return found


def _pages(stage: Stage) -> list[str]:
    """What the pages of everyone make of all that was typed."""
    found = []
    for person in (stage.facilitator, stage.supplier, stage.viewer):
        for target in ("/", "/phone", "/live", "/live?phone=yes"):
            answer = person.get(target)
            if answer.status == 200:
                found += [f"{target}: {why}" for why in _faults(answer)]
    return found


class _Range:
    """Makes the requests."""

    def __init__(self, stage: Stage, dice: random.Random) -> None:
        self._stage, self._dice = stage, dice
        gone = stage.joined("")
        gone.post("/leave")
        tasks = [task.task_id for task in stage.session.problem.tasks]
        self._tasks = tasks
        self._texts = (*TEXTS, *tasks[:12], *stage.suppliers[:3], "mon-fri", "2.5", "3", "usp_library")
        person = stage.access.person(stage.viewer.token)
        assert person is not None
        # cookies that are worth nothing: made up, revoked, the code, the hash that is kept
        self._worthless = (
            None, "", "x", "a" * 43, "a" * 5000, gone.token, stage.access.code, person.key, "\xff",
            f"{stage.viewer.token}x", (stage.facilitator.token or "")[:-1], "../../x", "null",
        )  # fmt: skip
        self._last: Shot | None = None
        self._ways: list[tuple[Callable[[], Shot], int]] = [
            (self._valid, 6),
            (self._odd_form, 22),
            (self._no_right, 25),
            (self._foreign, 15),
            (self._path, 14),
            (self._shape, 10),
            (self._door, 5),
            (self._replay, 3),
        ]

    def shot(self) -> Shot:
        """The next request."""
        ways = [way for way, _ in self._ways]
        (way,) = self._dice.choices(ways, [weight for _, weight in self._ways])
        return way()

    def after(self, shot: Shot, answer: Answer) -> None:
        """Keep one that did something, to send it again later; what left, comes back."""
        if answer.seq is not None:
            self._last = shot

    def _text(self) -> str:
        return self._dice.choice(self._texts)

    def _fields(self) -> list[tuple[str, str]]:
        most = 120 if self._dice.random() < 0.02 else 6
        return [(self._dice.choice(FIELDS), self._text()) for _ in range(self._dice.randint(0, most))]

    def _post(
        self,
        target: str,
        body: bytes | list[bytes],
        token: str | None,
        *more: tuple[str, str],
        right: bool = False,
        come: Sequence[tuple[str, str]] = (("origin", ORIGIN),),
        host: str = HOST,
        media_type: str = FORM,
        method: str = "POST",
        address: str = "10.0.0.1",
    ) -> Shot:
        cookie = [] if token is None else [("cookie", f"{COOKIE}={token}")]
        headers = [("host", host), *cookie, ("content-type", media_type), *come, *more]
        return Shot(method, target, headers, body, right, address)

    def _body(self) -> bytes:
        return urlencode(self._fields(), errors="replace").encode()

    def _target(self) -> str:
        return self._dice.choice(
            [*(f"/do/{verb}" for verb in VERBS), "/do/zap", "/do/..%2fundo", "/stop", "/lang", "/theme"]
        )

    def _valid(self) -> Shot:
        """What the screens send, with odd texts where texts are free."""
        dice, token = self._dice, self._stage.facilitator.token
        jobs = [job.job_id for job in self._stage.session.board.jobs] or ["J01"]
        ask = dice.choice(
            [
                ("move", {"task_id": dice.choice(self._tasks), "target": dice.choice(["new", *jobs[-4:]])}),
                ("dissolve", {"job_id": dice.choice(jobs)}),
                ("lock", {"job_id": dice.choice(jobs), "locked": dice.choice(["yes", "no"])}),
                ("undo", {}),
                ("redo", {}),
                ("moment", {"name": self._text()}),
                ("change", {"kind": "change", "task_id": dice.choice(self._tasks), "title": self._text()}),
                ("weight", {"code": "travel", "value": str(dice.randint(0, 20))}),
                ("accept", {"number": str(dice.randint(1, 5))}),
                ("refuse", {"number": str(dice.randint(1, 50))}),
            ]
        )  # fmt: skip
        verb, given = ask
        if dice.random() < 0.3:
            supplier = self._stage.suppliers[0]
            own = [t.task_id for t in self._stage.session.problem.tasks if t.supplier_id == supplier]
            verb, token = "propose", self._stage.supplier.token
            given = {"kind": "change", "task_id": dice.choice(own or ["x"]), "title": self._text()}
        return self._post(f"/do/{verb}", urlencode(given, errors="replace").encode(), token, right=True)

    def _odd_form(self) -> Shot:
        """Any fields, with the facilitator's rights: what is no form of ours is refused, never an error."""
        target = self._target()
        person = self._dice.choice([self._stage.facilitator, self._stage.supplier])
        return self._post(target, self._body(), person.token, right=True)

    def _no_right(self) -> Shot:
        """The right form of the wrong person."""
        if self._dice.random() < 0.1:
            target, body = self._people()
            persons = [self._stage.viewer, self._stage.supplier]
            return self._post(
                target, body, self._dice.choice([*self._worthless, *(p.token for p in persons)])
            )
        shot = self._valid() if self._dice.random() < 0.7 else self._odd_form()
        verb = shot.target.removeprefix("/do/")
        tokens = [*self._worthless]
        if verb in VERBS:
            tokens.append(self._stage.viewer.token)
            if "supplier" not in VERBS[verb].roles:
                tokens.append(self._stage.supplier.token)
        token = self._dice.choice(tokens)
        return self._post(shot.target, shot.body, token)

    def _people(self) -> tuple[str, bytes]:
        """What only the facilitator says of people: who is sent out, and who may choose."""
        dismiss = urlencode({"supplier_id": self._stage.suppliers[0]}).encode()
        return self._dice.choice([("/dismiss", dismiss), ("/door", b"choose=no")])

    def _foreign(self) -> Shot:
        """The right form of the right person, sent by another page or to another host."""
        if self._dice.random() < 0.1:
            target, body = self._people()
            come = self._dice.choice(FOREIGN)
            return self._post(target, body, self._stage.facilitator.token, come=come)
        shot = self._valid()
        target = self._dice.choice([shot.target, "/leave", "/lang", "/stack", "/join"])
        token = self._stage.facilitator.token
        if self._dice.random() < 0.3:
            host = self._dice.choice(HOSTS)
            return self._post(target, shot.body, token, come=[("origin", f"http://{host}")], host=host)
        if self._dice.random() < 0.3:
            return self._post(target, shot.body, token, media_type=self._dice.choice(BAD_TYPES))
        return self._post(target, shot.body, token, come=self._dice.choice(FOREIGN))

    def _path(self) -> Shot:
        """Any path by any method."""
        dice = self._dice
        target = dice.choice(PATHS)
        if dice.random() < 0.4:
            target = dice.choice(
                [
                    "/static/",
                    "/f/",
                    "/do/",
                    "/export/",
                    "/join?code=",
                    "/?view=",
                    "/moments?a=",
                    "/why/",
                    "/invite/",
                ]
            )
            target += quote(self._text(), safe="/.%")
        if dice.random() < 0.02:
            target += "x" * 5000
        method = "GET" if dice.random() < 0.7 else dice.choice(METHODS)
        if method in ("GET", "HEAD") and self._takes_seconds(target):
            token = dice.choice(self._worthless)
        else:
            token = dice.choice([*self._worthless, self._stage.viewer.token, self._stage.facilitator.token])
        return self._post(target, b"", token, method=method, address=f"10.7.{dice.randint(0, 250)}.1")

    def _takes_seconds(self, target: str) -> bool:
        """Whether it is a question that has an answer: that is not what is tried here."""
        path, _, query = target.partition("?")
        asked = unquote(path).partition("/")[2].partition("/")[2]
        named = {moment.name for moment in self._stage.session.history.moments}
        known = asked in self._tasks or asked in MEDIA or path == "/ask"
        return known or (path == "/moments" and (not query or unquote(query.removeprefix("a=")) in named))

    def _shape(self) -> Shot:
        """Bytes that are no form: too many, too large, in pieces, not text, with a length that lies."""
        dice = self._dice
        bodies: list[bytes | list[bytes]] = [
            dice.randbytes(dice.randint(0, 2000)),
            b"x=" + b"y" * (MAX_BODY + dice.randint(-2, 2)),
            [b"name=" + b"x" * 20_000] * 5,
            b"&" * 5000,
            b"=" * 50,
            b"name=%f" * 40,
            b'{"name": "x"}',
            b"name=" + quote(self._text(), errors="replace").encode() * 30,
        ]
        body = dice.choice(bodies)
        more = dice.choice([[], [("content-length", dice.choice(["-1", "1e5", "99999999", "9" * 99]))]])
        return self._post(self._target(), body, self._stage.facilitator.token, *more, right=True)

    def _door(self) -> Shot:
        """Guesses at the code; the address is another each time, or always the same."""
        dice = self._dice
        code = dice.choice(
            [self._text(), "AAAA-AAAA", self._stage.access.code[:-1], self._stage.access.secret]
        )
        given = {
            "code": code,
            "supplier_id": dice.choice(["", self._text(), self._stage.suppliers[0]]),
            "back": self._text(),
        }
        address = dice.choice(["10.8.0.1", f"10.8.1.{dice.randint(0, 255)}", "?", "::1", ""])
        body = urlencode(given, errors="replace").encode()
        return self._post("/join", body, None, address=address)

    def _replay(self) -> Shot:
        """What did something before, again: without its cookie, or from elsewhere."""
        if self._last is None:
            return self._path()
        token = self._dice.choice(self._worthless)
        return self._post(self._last.target, self._last.body, token)


def main(count: int, seed: int) -> int:
    """Attack, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        report = attack(count, seed, Path(folder))
    print(f"{report.sent} requests in {report.seconds:.0f} s, {report.changes} changes, seed {seed}")
    print("answers:", ", ".join(f"{status}: {n}" for status, n in sorted(report.statuses.items())))
    print(f"wrong: {len(report.wrong)}")
    for line in report.wrong[:20]:
        print(" ", line[:600])
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    )
