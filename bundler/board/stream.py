"""The newest state to every screen, as server-sent events; who is slow gets the newest and misses none."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import zlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bundler.board.limits import Receive, Scope, Send

KEEP_ALIVE_SECONDS = 15.0
STUCK_SECONDS = 30.0  # after which someone who takes nothing is let go: it connects anew and gets it all
PAUSE_SECONDS = 0.05  # at least between two states: a burst of changes is one message
MOST_LINES = 300
MOST_LINES_EACH = 16

_LEVEL = 6  # of packing: a crowded network costs more than the time for it
_HEAD = b"retry: 1000\n\n"
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_log = logging.getLogger("bundler.board")

State = TypeVar("State")
Look = TypeVar("Look", bound=Hashable)


class Part:
    """A part of the page as it goes over the line: made and packed once for all who see the same.

    What is packed begins a new block that needs nothing of what came before, so that it fits behind anything.

    Args:
        markup: what it holds.
    """

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.plain = "".join(f"data: {line}\n" for line in markup.splitlines()).encode()
        self.packed = pack(self.plain)

    def content(self, packed: bool) -> bytes:
        """Its lines of a message."""
        return self.packed if packed else self.plain


class Shown:
    """A state as one look shows it.

    Args:
        seq: the last change in it.
        regions: the parts of the page that it is made of, by name; what is the same as before is the same
            value as before.
    """

    def __init__(self, seq: int, regions: Mapping[str, Part]) -> None:
        self.seq, self.regions = seq, regions
        self._made: dict[tuple[tuple[str, ...], bool], bytes] = {}

    def message(self, names: tuple[str, ...], packed: bool) -> bytes:
        """The message that brings these regions: one server-sent event, its id the last change in it."""
        key = (names, packed)
        made = self._made.get(key)
        if made is None:
            head = f"id: {self.seq}\n".encode()
            parts = [self.regions[name].content(packed) for name in names]
            made = b"".join([pack(head), *parts, _PACKED_END] if packed else [head, *parts, b"\n"])
            self._made[key] = made
        return made


class TooMany(Exception):
    """There are as many lines as there may be."""


class Line:
    """One connection: what it was sent last, and the newest that it was not.

    Args:
        owner: whose it is.
        packed: whether it understands gzip.
    """

    def __init__(self, owner: str, packed: bool = False) -> None:
        self.owner = owner
        self.open = True
        self._packed = packed
        self._sent: Mapping[str, Part] = {}
        self._seq = -1
        self._newest: Shown | None = None
        self._news = asyncio.Event()

    def put(self, shown: Shown) -> None:
        """A newer state; the one before it is forgotten, if it was not sent yet."""
        self._newest = shown
        self._news.set()

    def close(self) -> None:
        """End it."""
        self.open = False
        self._news.set()

    @property
    def head(self) -> bytes:
        """What comes before all messages."""
        return _GZIP_HEAD + pack(_HEAD) if self._packed else _HEAD

    async def next(self) -> bytes | None:
        """The next message: of the newest state all that this line does not show yet; None: it is closed."""
        while True:
            try:
                async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                    await self._news.wait()
            except TimeoutError:
                return self._comment("still here")
            self._news.clear()
            if not self.open:
                return None
            shown, self._newest = self._newest, None
            if shown is not None and (message := self._message(shown)):
                return message

    def _message(self, shown: Shown) -> bytes:
        changed = tuple(name for name, part in shown.regions.items() if self._sent.get(name) is not part)
        seq, self._seq = self._seq, shown.seq
        self._sent = shown.regions
        if changed:
            return shown.message(changed, self._packed)
        # which a page never sees: this state is here too, and looks the same
        return b"" if seq == shown.seq else self._comment(str(shown.seq))

    def _comment(self, text: str) -> bytes:
        content = f": {text}\n\n".encode()
        return pack(content) if self._packed else content


def pack(content: bytes) -> bytes:
    """Content as blocks of a gzip stream that has no end, behind whatever other blocks."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush(zlib.Z_FULL_FLUSH)


_PACKED_END = pack(b"\n")


class Hub(Generic[State, Look]):
    """Makes the newest state for every look that somebody has, and hands it to all who have it.

    ``wake`` comes from any thread and costs nothing; one task makes the states, one after another, so that
    a burst of changes is made once, and nobody is ever shown an older state after a newer.

    Args:
        take: the newest state; called in a worker thread.
        show: a state as one look shows it; called in a worker thread.
    """

    def __init__(self, take: Callable[[], State], show: Callable[[State, Look], Shown]) -> None:
        self._take, self._show = take, show
        self._lines: dict[Line, Look] = {}
        self._fresh: set[Line] = set()
        self._dirty = False
        self._work = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pump: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def start(self) -> None:
        """Begin, in the loop that now runs."""
        self._loop = asyncio.get_running_loop()
        self._pump = self._loop.create_task(self._run())

    async def stop(self) -> None:
        """End every line, and the work."""
        for line in self._lines:
            line.close()
        if self._pump is not None:
            self._pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pump

    def wake(self) -> None:
        """Something changed; from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody looks any more
                self._loop.call_soon_threadsafe(self._changed)

    @property
    def owners(self) -> frozenset[str]:
        """Who has a line; from any thread."""
        return frozenset(line.owner for line in tuple(self._lines))

    def end(self, owner: str) -> None:
        """End the lines of someone who left; from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._end_lines, owner)

    def _end_lines(self, owner: str) -> None:
        for line in list(self._lines):
            if line.owner == owner:
                line.close()

    @contextlib.contextmanager
    def line(self, look: Look, owner: str, packed: bool = False) -> Iterator[Line]:
        """A line for as long as the block lasts.

        Raises:
            TooMany: there are enough, all in all or of this owner.
        """
        each = Counter(line.owner for line in self._lines)
        if len(self._lines) >= MOST_LINES or each[owner] >= MOST_LINES_EACH:
            raise TooMany
        line = Line(owner, packed)
        self._lines[line] = look
        self._fresh.add(line)
        self._work.set()
        try:
            yield line
        finally:
            del self._lines[line]
            self._fresh.discard(line)

    def _changed(self) -> None:
        self._dirty = True
        self._work.set()

    def _show_all(self, state: State, looks: Iterable[Look]) -> dict[Look, Shown]:
        return {look: self._show(state, look) for look in looks}

    async def _run(self) -> None:
        made: dict[Look, Shown] = {}
        state: State | None = None
        while True:
            await self._work.wait()
            self._work.clear()
            try:
                if self._dirty or state is None:
                    self._dirty = False
                    state = await run_in_threadpool(self._take)
                    made.clear()
                    self._fresh.clear()
                    wanted = list(self._lines)
                else:
                    wanted = list(self._fresh)
                    self._fresh.clear()
                looks = {self._lines[line] for line in wanted if line in self._lines} - made.keys()
                if looks:
                    made.update(await run_in_threadpool(self._show_all, state, looks))
                for line in wanted:
                    look = self._lines.get(line)
                    if look is not None:  # else gone meanwhile
                        line.put(made[look])
            except Exception as error:  # a bug: the next change is shown all the same
                _log.error("%s: %s", type(error).__name__, error, exc_info=_log.isEnabledFor(logging.DEBUG))
                state = None
            await asyncio.sleep(PAUSE_SECONDS)


class Live(Response, Generic[State, Look]):
    """The answer to ``GET /live``: an endless one."""

    def __init__(self, hub: Hub[State, Look], look: Look, owner: str, packed: bool = False) -> None:
        super().__init__()
        self._hub, self._look, self._owner, self._packed = hub, look, owner, packed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send every state until the other side is gone, or takes nothing for too long."""
        try:
            with self._hub.line(self._look, self._owner, self._packed) as line:
                gone = asyncio.ensure_future(_gone(receive))
                gone.add_done_callback(lambda _: line.close())
                try:
                    await _send_all(line, send, self._packed)
                finally:
                    gone.cancel()
        except TooMany:
            headers = [(b"content-type", b"text/plain"), (b"retry-after", b"10")]
            await send({"type": "http.response.start", "status": 429, "headers": headers})
            await send({"type": "http.response.body", "body": b""})


async def _send_all(line: Line, send: Send, packed: bool) -> None:
    headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    message: bytes | None = line.head
    try:
        while message is not None:
            async with asyncio.timeout(STUCK_SECONDS):
                await send({"type": "http.response.body", "body": message, "more_body": True})
            message = await line.next()
        await send({"type": "http.response.body", "body": b""})
    except (TimeoutError, OSError):
        return


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
