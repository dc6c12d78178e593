"""Requests to the board without a network, bytes as they are: also those that no browser would send."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from bundler.board.access import Access
from bundler.board.app import make_app
from bundler.board.guests import Invitation
from bundler.board.limits import FORM, App
from bundler.board.room import Room
from bundler.board.session import Session

DATA = Path(__file__).parents[2] / "data" / "utrecht"
HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
COOKIE = "bundler-board-8765"

Header = tuple[str, str]
Given = Sequence[tuple[str, str]] | dict[str, str]


class Answer(NamedTuple):
    status: int
    headers: dict[str, list[str]]
    body: bytes

    @property
    def text(self) -> str:
        packed = "gzip" in self.headers.get("content-encoding", ())
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def seq(self) -> int | None:
        """The change that it was."""
        found = self.headers.get("x-board-seq")
        return None if found is None else int(found[0])

    @property
    def cookies(self) -> dict[str, str]:
        """What it sets, by name, with all attributes."""
        pairs = (line.partition("=") for line in self.headers.get("set-cookie", ()))
        return {name: value for name, _, value in pairs}

    def token(self) -> str:
        """The session cookie that it sets."""
        return self.cookies[COOKIE].partition(";")[0]


class Client:
    """Sends requests to an application, one after another, in a loop of its own."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._ends = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    def __enter__(self) -> Client:
        self._loop.run_until_complete(self._begin())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.run_until_complete(self._end())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _begin(self) -> None:
        begun = asyncio.Event()
        messages = iter([{"type": "lifespan.startup"}])

        async def receive() -> dict[str, Any]:
            for message in messages:
                return message
            await self._ends.wait()
            return {"type": "lifespan.shutdown"}

        async def send(message: Any) -> None:
            assert message["type"] in ("lifespan.startup.complete", "lifespan.shutdown.complete"), message
            begun.set()

        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._life = asyncio.ensure_future(self._app(scope, receive, send))
        await begun.wait()

    async def _end(self) -> None:
        self._ends.set()
        assert self._life is not None
        await self._life

    def send(
        self,
        method: str,
        target: str,
        headers: Iterable[Header | tuple[bytes, bytes]] = (),
        body: bytes | Sequence[bytes] = b"",
        address: str = "127.0.0.1",
    ) -> Answer:
        """One request, just as given: no header is added."""
        return self._loop.run_until_complete(self._send(method, target, list(headers), body, address))

    async def _send(
        self,
        method: str,
        target: str,
        headers: list[Any],
        body: bytes | Sequence[bytes],
        address: str,
    ) -> Answer:
        from urllib.parse import unquote

        path, _, query = target.partition("?")
        pieces = [body] if isinstance(body, bytes) else list(body)
        status, got, content = 0, dict[str, list[str]](), bytearray()
        done = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if pieces:
                piece = pieces.pop(0)
                return {"type": "http.request", "body": piece, "more_body": bool(pieces)}
            await done.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                assert not status, "answered twice"
                status = message["status"]
                for name, value in message.get("headers", ()):
                    got.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
            else:
                content.extend(message.get("body", b""))
                if not message.get("more_body"):
                    done.set()
                elif b"\ndata: " in content:
                    done.set()  # of an endless answer one message is enough

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path, errors="replace"),
            "raw_path": path.encode("latin-1", "replace"),
            "query_string": query.encode("latin-1", "replace"),
            "root_path": "",
            "headers": [(_bytes(name).lower(), _bytes(value)) for name, value in headers],
            "client": (address, 40000),
            "server": ("127.0.0.1", 8765),
            "state": {},
        }
        async with asyncio.timeout(120):
            await self._app(scope, receive, send)
        return Answer(status, got, bytes(content))


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1", "replace")


class Person:
    """Somebody with a browser: it sends its cookie and where it comes from."""

    def __init__(self, client: Client, token: str | None = None, address: str = "127.0.0.1") -> None:
        self._client, self.token, self._address = client, token, address

    @property
    def _headers(self) -> list[Header]:
        cookie = [("cookie", f"{COOKIE}={self.token}")] if self.token is not None else []
        return [("host", HOST), *cookie]

    def get(self, target: str, *more: Header) -> Answer:
        return self._client.send("GET", target, [*self._headers, *more], address=self._address)

    def post(self, target: str, given: Given = (), *more: Header) -> Answer:
        headers = [*self._headers, ("origin", ORIGIN), ("content-type", FORM), *more]
        return self._client.send("POST", target, headers, urlencode(given).encode(), address=self._address)


def _drawn(address: str) -> str:
    return f"<svg id='code' aria-label='{escape(address)}'></svg>"


class Stage:
    """A session with its room, and people in it."""

    def __init__(self, folder: Path, data: Path = DATA) -> None:
        self.session = Session.begin(folder / "session", data)
        self.access = Access(self.session.store)
        self.room = Room(self.session, self.access, Invitation(("http://192.168.1.5:8765",), _drawn))
        self.client = Client(make_app(self.room, names=["bord.local"]))

    def __enter__(self) -> Stage:
        self.client.__enter__()
        self.nobody = Person(self.client)
        self.facilitator = Person(self.client, self.nobody.get(f"/f/{self.access.secret}").token())
        self.suppliers = [one.supplier_id for one in self.session.problem.suppliers]
        self.supplier = self.joined(self.suppliers[0])
        self.viewer = self.joined("")
        return self

    def __exit__(self, *ending: Any) -> None:
        with suppress(Exception):
            self.client.__exit__(*ending)
        self.room.close()

    def joined(self, supplier_id: str, address: str = "10.0.0.9") -> Person:
        """Somebody who comes in by the door."""
        at_the_door = Person(self.client, None, address)
        answer = at_the_door.post("/join", {"code": self.access.code, "supplier_id": supplier_id})
        return Person(self.client, answer.token(), address)

    @property
    def state(self) -> tuple[object, ...]:
        """All that a request could change."""
        now = self.session.now
        return now.seq, now.board, self.session.store.facts("")
