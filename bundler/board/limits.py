"""What a request may be at all, before anyone looks at what it asks: host, origin, size, headers."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from bundler.i18n import Text

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY = 64 * 1024
MAX_URL = 2048
BODY_SECONDS = 15.0
FORM = "application/x-www-form-urlencoded"

# `same-origin` and not `no-referrer`: with the latter a browser calls its own page's forms `Origin: null`.
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}

BUG = Text(
    "The board made a mistake. Reload the page to see what counts.",
    "Het bord maakte een fout. Laad de pagina opnieuw om te zien wat geldt.",
)
_WORDS = {
    400: Text("This is no request the board knows.", "Dit verzoek kent het bord niet."),
    403: Text(
        "This came from another page than the board's own, and was refused.",
        "Dit kwam van een andere pagina dan die van het bord, en is geweigerd.",
    ),
    405: Text("The board knows no such request.", "Zo'n verzoek kent het bord niet."),
    408: Text("This took too long to arrive.", "Dit deed er te lang over om aan te komen."),
    413: Text("This is too big: at most 64 kB.", "Dit is te groot: hooguit 64 kB."),
    414: Text("This address is too long.", "Dit adres is te lang."),
    415: Text("The board reads forms only.", "Het bord leest alleen formulieren."),
    421: Text(
        "The board is not at this address. Use the address on the screen in the room.",
        "Het bord is niet op dit adres te vinden. Gebruik het adres op het scherm in de zaal.",
    ),
    500: BUG,
}
_log = logging.getLogger("bundler.board")


class Rate:
    """At most so many events in so many seconds, for each name.

    It forgets a name once its events are old, and never holds more than ``names``: who sends under ever
    new names costs no memory.

    Attributes:
        most: events allowed in the window.
        seconds: length of the window.
    """

    def __init__(
        self, most: int, seconds: float, *, names: int = 4096, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most, self.seconds, self._names, self._clock = most, seconds, names, clock
        self._events: dict[str, deque[float]] = {}

    def full(self, name: str) -> bool:
        """Whether this name has had all it may have for now."""
        events = self._events.get(name)
        if events is None:
            return False
        self._forget(name, events)
        return len(events) >= self.most

    def count(self, name: str) -> None:
        """Note one event."""
        events = self._events.pop(name, None) or deque(maxlen=self.most)
        events.append(self._clock())
        self._events[name] = events  # the newest last
        while len(self._events) > self._names:
            del self._events[next(iter(self._events))]

    def allow(self, name: str) -> bool:
        """Note one event, unless there were too many: whether it may go on."""
        if self.full(name):
            return False
        self.count(name)
        return True

    def _forget(self, name: str, events: deque[float]) -> None:
        old = self._clock() - self.seconds
        while events and events[0] <= old:
            events.popleft()
        if not events:
            del self._events[name]


def network(address: str) -> str:
    """Under which name an address is counted: IPv6 by its /64, of which one device can take any address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "?"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def host_name(authority: str) -> str | None:
    """The name in ``name:port``, in small letters and without brackets; None where it is no such thing."""
    if not authority or any(sign in authority for sign in "/?#@\\ "):
        return None
    try:
        parts = urlsplit(f"//{authority}")
        _ = parts.port  # raises where it is no port
        return parts.hostname
    except ValueError:
        return None


class Guard:
    """Stands before the board: what passes has a known host and our own origin, is small, and is a form.

    A name in ``Host`` that is not ours is refused, so that a foreign page cannot call itself ours by
    pointing its name at this machine; a number leads to the machine that has it and to no other. Every answer
    gets the headers that keep a browser from running or showing anything that is not ours. An error
    inside shows nothing of itself.
    """

    def __init__(self, app: App, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = {"localhost", *(name.casefold() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = _with_headers(message.get("headers", ()))
            await send(message)

        body = b""
        status = self._refusal(scope)
        if status is None and scope["method"] == "POST":
            body, status = await _read(receive)
        if status is not None:
            await _say(sent, scope, status)
            return
        try:
            await self._app(scope, _again(body, receive), sent)
        except Exception as error:  # a bug: it is logged, and the client learns nothing of it
            _log.error("%s: %s", type(error).__name__, error, exc_info=_log.isEnabledFor(logging.DEBUG))
            if not begun:
                await _say(sent, scope, 500)

    def _refusal(self, scope: Scope) -> int | None:
        """The status with which this request is refused unread."""
        headers = _Headers(scope)
        if len(scope.get("raw_path") or scope["path"]) + len(scope.get("query_string", b"")) > MAX_URL:
            return 414
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405
        if headers.twice("host", "origin", "referer", "content-type", "content-length", "sec-fetch-site"):
            return 400
        host = headers.get("host")
        name = host_name(host)
        if name is None or not (name in self._names or _number(name)):
            return 421
        if not _ours(headers, host, scope["method"]):
            return 403
        if scope["method"] == "POST":
            length = headers.get("content-length")
            if length and not (length.isascii() and length.isdigit()):
                return 400
            if length and (len(length) > 9 or int(length) > MAX_BODY):
                return 413
            if headers.get("content-type").partition(";")[0].strip().casefold() != FORM:
                return 415
        return None


def _ours(headers: _Headers, host: str, method: str) -> bool:
    """Whether the request comes from a page of ours, or is somebody going to a page of ours."""
    origin, referer = headers.get("origin"), headers.get("referer")
    site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
    going = method != "POST" and mode == "navigate"
    if site and site not in ("same-origin", "none") and not going:
        return False
    if origin:
        return _same(origin, host, whole=True)
    if method == "POST":
        return bool(referer) and _same(referer, host)
    return True


def _same(address: str, host: str, *, whole: bool = False) -> bool:
    """Whether an address is at this host; ``whole``: and is nothing more than that."""
    scheme, _, rest = address.partition("://")
    authority = rest if whole else rest.partition("/")[0]
    return scheme in ("http", "https") and authority.casefold() == host.casefold()


def _number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class _Headers:
    """The headers of a request, as text."""

    def __init__(self, scope: Scope) -> None:
        self._all: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            self._all.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1").strip())

    def get(self, name: str) -> str:
        """The header's value; empty where it is missing."""
        return self._all.get(name, [""])[0]

    def twice(self, *names: str) -> bool:
        """Whether any of these is there more than once."""
        return any(len(self._all.get(name, ())) > 1 for name in names)


async def _read(receive: Receive) -> tuple[bytes, int | None]:
    """The body, or the status with which it is refused."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return b"", 400  # gone before all of it was here
                body += message.get("body", b"")
                if len(body) > MAX_BODY:
                    return b"", 413
                if not message.get("more_body"):
                    return bytes(body), None
    except TimeoutError:
        return b"", 408


def _again(body: bytes, receive: Receive) -> Receive:
    """The body as one piece, and what comes after it."""
    given = False

    async def next_message() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message


def _with_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The answer's own headers; ours beside them, where it does not say otherwise on caching."""
    kept = [(name.lower(), value) for name, value in headers]
    there = {name for name, _ in kept}
    ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    return kept + [(name, value) for name, value in ours if name not in there]


async def _say(send: Send, scope: Scope, status: int) -> None:
    """A refusal as plain text, in the browser's language."""
    asked = _Headers(scope).get("accept-language").casefold()
    body = _WORDS[status]("nl" if asked.startswith("nl") else "en").encode() + b"\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status in (408, 413):
        headers.append((b"connection", b"close"))  # the rest of it is not read
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
