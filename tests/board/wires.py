"""A real board in a process of its own, and screens on real connections, for the load on it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.board.client import DATA

HOST = "127.0.0.1"
_TARGET = re.compile(rb'<hx-partial hx-target="#([^"]+)"')
_SEQ = re.compile(rb"(?:id)?: (\d+)\n")
_DATA = re.compile(rb"^data: ?", re.MULTILINE)


@contextmanager
def served(words: Sequence[str], folder: Path) -> Iterator[dict[str, Any]]:
    """``bundler`` with these words and a free port, until it is told to end; gives what it says of itself."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bundler", *words, "--port", str(free_port()), "--json"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        told = ""
        for line in process.stdout:
            told += line
            if line == "}\n":
                break
        yield json.loads(told)
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")


class Reply(NamedTuple):
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """``bundler board`` as a person starts it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process: asyncio.subprocess.Process | None = None
        self.code = ""
        self.facilitator = ""

    async def start(self) -> float:
        """Start it; gives the seconds until it says where it is."""
        begun = time.perf_counter()
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bundler", "board", str(DATA), "--session", str(self.folder),
            "--port", str(self.port), "--json",
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self.process.stdout is not None
        text = b""
        async with asyncio.timeout(60):
            while True:
                text += await self.process.stdout.read(4096)
                with contextlib.suppress(ValueError):
                    document = json.loads(text)
                    break
        self.code = document["code"]
        self.facilitator = document["facilitator"].partition(str(self.port))[2]
        return time.perf_counter() - begun

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.communicate()

    def end(self) -> None:
        """See that it is gone, whatever happened."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()

    async def stop(self) -> int:
        """Ctrl-C."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        async with asyncio.timeout(20):
            await self.process.communicate()
        return self.process.returncode or 0

    @property
    def memory(self) -> float:
        """MB in use."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found is not None
        return int(found[1]) / 1024

    @property
    def cpu(self) -> float:
        """Seconds of a processor that it has used."""
        assert self.process is not None
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Wire:
    """One connection that is kept."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie
        self._pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, target: str, given: dict[str, str] | None = None) -> Reply:
        """One request and its answer."""
        reader = await self.begin(method, target, given)
        status, headers = await _head(reader)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        return Reply(status, headers, body)

    async def begin(
        self, method: str, target: str, given: dict[str, str] | None = None
    ) -> asyncio.StreamReader:
        """Send a request; the answer is to be read."""
        if self._pair is None:
            self._pair = await asyncio.open_connection(HOST, self.port, limit=2**22)
        reader, writer = self._pair
        body = urlencode(given or {}).encode()
        lines = [f"{method} {target} HTTP/1.1", f"Host: {HOST}:{self.port}"]
        if target.startswith("/live"):
            lines.append("Accept-Encoding: gzip")
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if method == "POST":
            lines += [
                f"Origin: http://{HOST}:{self.port}", f"Content-Length: {len(body)}",
                "Content-Type: application/x-www-form-urlencoded",
            ]  # fmt: skip
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()
        return reader

    def close(self) -> None:
        """Let go."""
        if self._pair is not None:
            self._pair[1].close()
            self._pair = None


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    status = int((await reader.readline()).split()[1])
    headers = {}
    while line := (await reader.readline()).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    return status, headers


class Screen:
    """One browser: what it shows, and when it came to show it."""

    def __init__(self, wire: Wire, target: str) -> None:
        self.wire, self.target = wire, target
        self.seen: list[tuple[int, float]] = []
        self.regions: dict[bytes, bytes] = {}
        self.bytes = 0
        self.begins: list[int] = []  # where a connection began, in `seen`
        self._news = asyncio.Event()

    async def look(self) -> None:
        """Look until it is cancelled; connect anew, as a browser does."""
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, IndexError, ValueError):
                await self._once()
            self.wire.close()
            await asyncio.sleep(0.2)

    async def _once(self) -> None:
        reader = await self.wire.begin("GET", self.target)
        status, _ = await _head(reader)
        assert status == 200, status
        self.begins.append(len(self.seen))
        self.regions = {}
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while True:
            size = int(await reader.readline(), 16)
            chunk = unpack.decompress((await reader.readexactly(size + 2))[:-2])
            self.bytes += size
            head = _SEQ.match(chunk)
            if head is not None:
                seq = int(head[1])
                self.seen.append((seq, time.perf_counter()))
                self._news.set()
                for markup in _DATA.sub(b"", chunk).split(b"</hx-partial>"):
                    found = _TARGET.search(markup)
                    if found is not None:
                        self.regions[found[1]] = markup[found.start() :]

    async def until(self, seq: int) -> None:
        """Wait until it shows this change."""
        async with asyncio.timeout(15):
            while not self.seen or self.seen[-1][0] < seq:
                self._news.clear()
                await self._news.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
