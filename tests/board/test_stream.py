"""Every screen gets the newest state: late, never out of order, and none is missed."""

from __future__ import annotations

import asyncio
import threading
import zlib
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

import pytest

from bundler.board import stream
from bundler.board.stream import Hub, Line, Live, Part, Shown, TooMany

Look = str
Messages = list[dict[str, str]]


def parse(stream: bytes) -> Messages:
    """Server-sent events as a browser reads them."""
    messages: Messages = []
    text = stream.decode().replace("\r\n", "\n").replace("\r", "\n")
    for block in text.split("\n\n"):
        fields: dict[str, list[str]] = {}
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if name:
                fields.setdefault(name, []).append(value.removeprefix(" "))
        if "data" in fields:
            messages.append({name: "\n".join(values) for name, values in fields.items()})
    return messages


class Board:
    """A state that counts, shown as two regions; how often it was made is counted too."""

    def __init__(self) -> None:
        self.seq = 0
        self.made: list[tuple[int, Look]] = []
        self.fails = 0
        self.part = cache(Part)

    def take(self) -> int:
        return self.seq

    def show(self, state: int, look: Look) -> Shown:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("a bug")
        self.made.append((state, look))
        return Shown(state, {"count": self.part(f"<p>{state}</p>"), "fixed": self.part(f"<b>{look}</b>")})


class Browser:
    """The other end of one connection."""

    def __init__(self, hub: Hub[int, Look], look: Look = "all", owner: str = "a") -> None:
        self.got = b""
        self.status = 0
        self.holds = asyncio.Event()  # set: takes what comes
        self.holds.set()
        self._gone = asyncio.Event()
        self._more = asyncio.Event()
        self.task = asyncio.ensure_future(Live(hub, look, owner)({}, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self.holds.wait()
        self.status = message.get("status", self.status)
        self.got += message.get("body", b"")
        self._more.set()

    async def until(self, seq: int) -> None:
        """Wait until this state was shown."""
        async with asyncio.timeout(5):
            while seq not in self.seqs:
                self._more.clear()
                await self._more.wait()

    async def leave(self) -> None:
        self._gone.set()
        async with asyncio.timeout(5):
            await self.task

    @property
    def messages(self) -> Messages:
        return parse(self.got)

    @property
    def seqs(self) -> list[int]:
        return [int(message["id"]) for message in self.messages]


def played(scene: Callable[[Hub[int, Look], Board], Awaitable[None]]) -> None:
    """Play a scene with a hub that runs."""

    async def play() -> None:
        board = Board()
        hub = Hub(board.take, board.show)
        hub.start()
        try:
            async with asyncio.timeout(20):
                await scene(hub, board)
        finally:
            await hub.stop()

    asyncio.run(play())


def test_everything_comes_on_connect() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        board.seq = 7
        browser = Browser(hub)
        await browser.until(7)
        assert browser.got.startswith(b"retry: ")
        assert browser.messages[0]["data"] == "<p>7</p>\n<b>all</b>"

    played(scene)


def test_after_that_only_what_changed() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browser = Browser(hub)
        await browser.until(0)
        board.seq = 1
        hub.wake()
        await browser.until(1)
        assert [message["data"] for message in browser.messages] == ["<p>0</p>\n<b>all</b>", "<p>1</p>"]

    played(scene)


def test_nothing_new_is_not_sent() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browser = Browser(hub)
        await browser.until(0)
        for _ in range(5):
            hub.wake()
            await asyncio.sleep(0.05)
        assert browser.seqs == [0]

    played(scene)


def test_changes_from_many_threads_come_in_order_and_the_last_one_comes() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browsers = [Browser(hub, look, f"{number}") for number in range(5) for look in ("all", "indoor")]
        lock = threading.Lock()

        def change() -> None:
            for _ in range(50):
                with lock:
                    board.seq += 1
                hub.wake()

        threads = [threading.Thread(target=change) for _ in range(4)]
        for thread in threads:
            thread.start()
        for browser in browsers:
            await browser.until(200)
            assert browser.seqs == sorted(set(browser.seqs))

    played(scene)


def test_a_burst_is_made_once_for_each_look() -> None:
    """The work grows with the looks, not with the screens or the changes."""

    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browsers = [Browser(hub, owner=f"{number}") for number in range(30)]
        for browser in browsers:
            await browser.until(0)
        board.made.clear()
        for _ in range(100):
            board.seq += 1
            hub.wake()
        for browser in browsers:
            await browser.until(100)
        assert len(board.made) <= 3

    played(scene)


def test_who_is_slow_gets_the_newest_and_does_not_hold_up_the_others() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        slow, quick = Browser(hub, owner="slow"), Browser(hub, owner="quick")
        await slow.until(0)
        slow.holds.clear()
        for seq in range(1, 6):
            board.seq = seq
            hub.wake()
            await quick.until(seq)
        slow.holds.set()
        await slow.until(5)
        assert quick.seqs == [0, 1, 2, 3, 4, 5]
        assert len(slow.seqs) <= 3
        assert slow.messages[-1]["data"] == "<p>5</p>"

    played(scene)


def test_who_takes_nothing_at_all_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "STUCK_SECONDS", 0.1)

    async def scene(hub: Hub[int, Look], board: Board) -> None:
        stuck = Browser(hub)
        await stuck.until(0)
        stuck.holds.clear()
        board.seq = 1
        hub.wake()
        await asyncio.wait_for(stuck.task, 5)
        assert len(hub) == 0

    played(scene)


def test_a_silent_line_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "KEEP_ALIVE_SECONDS", 0.05)

    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browser = Browser(hub)
        await browser.until(0)
        await asyncio.sleep(0.3)
        assert browser.got.count(b"\n: ") >= 2
        assert browser.seqs == [0]

    played(scene)


def test_who_is_gone_is_forgotten() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browsers = [Browser(hub, owner=f"{number}") for number in range(20)]
        for browser in browsers:
            await browser.until(0)
        assert len(hub) == 20
        for browser in browsers:
            await browser.leave()
        assert len(hub) == 0

    played(scene)


def test_who_left_sees_nothing_more() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        gone, other = Browser(hub, owner="gone"), Browser(hub, owner="other")
        await gone.until(0)
        await other.until(0)
        hub.end("gone")
        board.seq = 1
        hub.wake()
        await other.until(1)
        await asyncio.wait_for(gone.task, 5)
        assert gone.seqs == [0]

    played(scene)


def test_lines_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_LINES", 3)
    monkeypatch.setattr(stream, "MOST_LINES_EACH", 2)

    async def scene(hub: Hub[int, Look], board: Board) -> None:
        with hub.line("all", "a"), hub.line("all", "a"):
            with pytest.raises(TooMany), hub.line("all", "a"):
                pass
            with hub.line("all", "b"):
                refused = Browser(hub, owner="c")
                await asyncio.wait_for(refused.task, 5)
                assert refused.status == 429
        assert len(hub) == 0

    played(scene)


def test_an_error_while_a_state_is_made_does_not_end_the_stream() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        browser = Browser(hub)
        await browser.until(0)
        board.fails = 1
        board.seq = 1
        hub.wake()
        await asyncio.sleep(0.1)
        board.seq = 2
        hub.wake()
        await browser.until(2)
        assert browser.seqs == [0, 2]

    played(scene)


def test_a_packed_line_says_the_same_and_a_browser_reads_each_message_as_it_comes() -> None:
    """The same blocks go to all lines, whatever each was sent before."""
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    packed, plain = Line("a", packed=True), Line("b")
    assert unpack.decompress(packed.head) == plain.head

    async def scene(hub: Hub[int, Look], board: Board) -> None:
        other, fixed = Line("c", packed=True), Part("<b>é</b>")
        for seq in range(5):
            shown = Shown(seq, {"count": Part(f"<p>{seq}</p>" * 200), "fixed": fixed})
            packed.put(shown)
            plain.put(shown)
            got = await packed.next()
            assert got is not None
            assert unpack.decompress(got) == await plain.next()
            if seq > 2:
                other.put(shown)
                piece = await other.next()
                assert piece is not None
                assert (piece is got) == (seq == 4), "made once for all that lack the same"

    played(scene)


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\u2028", "\x85", "\x0b", "\x0c"])
def test_no_sign_in_a_text_begins_a_message_of_its_own(sign: str) -> None:
    """Whatever a title holds, a browser reads one message with one id."""
    part = Part(f"<p>a{sign}{sign}id: 99{sign}data: x{sign}event: y{sign}{sign}</p>")
    message = Shown(3, {"": part}).message(("",), packed=False)
    (read,) = parse(message)
    assert set(read) == {"id", "data"}
    assert read["id"] == "3"


def test_a_line_that_is_closed_has_no_next() -> None:
    async def scene(hub: Hub[int, Look], board: Board) -> None:
        line = Line("a")
        line.put(Shown(1, {"": Part("x")}))
        line.close()
        assert await line.next() is None

    played(scene)
