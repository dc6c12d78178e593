"""The board as a process: where it listens, what it says, and what it makes of bytes that are no HTTP."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bundler.board import serve
from bundler.board.serve import INSTALL, Place, listen, local_addresses, names, need_libraries, place, qr_svg
from bundler.errors import UsageError
from tests.board.client import DATA
from tests.board.wires import free_port

HASTY = ("-c", "from bundler.board import serve; serve.HEADER_SECONDS = .5; from bundler.__main__ import *")


def start(
    folder: Path, *more: str, begin: Sequence[str] = ("-m", "bundler")
) -> tuple[subprocess.Popen[str], str, str]:
    """``bundler board``; gives the process, what it says up to how to get in, and its port."""
    port = str(free_port())
    words = ["board", str(DATA), "--session", str(folder), "--port", port, *more]
    process = subprocess.Popen(
        [sys.executable, *begin, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    said = ""
    while "/f/" not in said and (line := process.stdout.readline()):
        said += line
    return process, said, port


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A board that runs."""
    process, _, port = start(tmp_path_factory.mktemp("serve") / "session", "--lang", "en")
    until = time.monotonic() + 300
    while True:
        try:
            socket.create_connection(("127.0.0.1", int(port))).close()
            break
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)
    yield int(port)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0
    assert "Traceback" not in errors


def sent(port: int, content: bytes) -> bytes:
    """What comes back for these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(content)
        wire.shutdown(socket.SHUT_WR)
        got = b""
        while piece := wire.recv(65536):
            got += piece
        return got


HOST = b"Host: 127.0.0.1\r\n"
BYTES = [
    b"GARBAGE\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
    b"POST /join HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"POST /join HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /join HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"GET /live HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"GET /\x00\xff HTTP/1.1\r\n" + HOST + b"\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]


@pytest.mark.parametrize("content", BYTES, ids=lambda content: repr(content[:30]))
def test_bytes_that_are_no_request_break_nothing(port: int, content: bytes) -> None:
    got = sent(port, content)
    status = re.match(rb"HTTP/1.1 (\d+)", got)
    assert not got or (status is not None and int(status[1]) < 500)
    assert b"Traceback" not in got
    alive = sent(port, b"GET /join HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    assert alive.startswith(b"HTTP/1.1 200")


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A board that waits for a request's end for half a second only."""
    process, _, port = start(tmp_path_factory.mktemp("hasty") / "session", begin=HASTY)
    yield int(port)
    process.kill()
    process.communicate()


@pytest.mark.parametrize("before", [b"", b"GET /static/board.css HTTP/1.1\r\n" + HOST + b"\r\n"])
def test_half_a_request_holds_a_connection_no_longer_than_is_said(hasty: int, before: bytes) -> None:
    """Neither as the first nor as a later one, also where it comes byte by byte: nobody can take them all."""
    with socket.create_connection(("127.0.0.1", hasty), timeout=60) as wire:
        wire.sendall(before)
        wire.settimeout(0.2)
        got, closed = b"", False
        for sign in b"GET /join HTTP/1.1\r\nX: " + b"a" * 300:
            try:
                wire.sendall(bytes([sign]))
                piece = wire.recv(65536)
                got += piece
                closed = not piece
            except TimeoutError:
                continue
            except OSError:
                closed = True
            if closed:
                break
    assert closed
    assert got.startswith(b"HTTP/1.1 200") == bool(before)


def test_the_time_for_a_request_and_the_connections_of_one_machine_are_bounded() -> None:
    assert 5 <= serve.HEADER_SECONDS <= 30
    assert serve.MOST_FROM_ONE < serve.MOST_CONNECTIONS / 4


def test_it_listens_to_this_machine_only(port: int) -> None:
    for address in local_addresses():
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((address, port), timeout=2)


def test_a_session_goes_on_and_ctrl_c_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "session"
    for words in ("A new session", "De sessie gaat verder"):
        process, first, _ = start(folder, "--lang", "nl" if words[0] == "D" else "en")
        assert words in first
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=300)
        assert (process.returncode, errors) == (0, "")


def test_quiet_says_how_to_get_in_and_json_says_it_as_data(tmp_path: Path) -> None:
    process, first, port = start(tmp_path / "a", "--quiet")
    assert f":{port}/f/" in first
    process.kill()
    process.communicate()
    process, first, port = start(tmp_path / "b", "--json", "--host", "0.0.0.0")
    assert process.stdout is not None
    text = first
    while True:
        try:
            document = json.loads(text)
            break
        except ValueError:
            text += process.stdout.readline()
    process.kill()
    process.communicate()
    assert document["format"] == "bundler-board/1"
    assert document["facilitator"].startswith(f"http://127.0.0.1:{port}/f/")
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", document["code"])
    assert document["join"] == [f"http://{address}:{port}/join" for address in local_addresses()]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as sock:
        taken = sock.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {taken + 1}"):
            listen("127.0.0.1", taken)
    with pytest.raises(UsageError):
        listen("no such host", 8765)


def test_where_the_board_is() -> None:
    with listen("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        assert place(sock) == Place(f"http://127.0.0.1:{port}")
    with listen("0.0.0.0", 0) as sock:
        port = sock.getsockname()[1]
        found = place(sock)
        assert found.local == f"http://127.0.0.1:{port}"
        assert found.others == tuple(f"http://{address}:{port}" for address in local_addresses())


def test_no_address_is_one_of_this_machine_alone() -> None:
    assert not any(address.startswith("127.") for address in local_addresses())
    assert all(name == name.casefold() for name in names())


def test_the_code_to_scan_is_drawn_here_and_has_no_style() -> None:
    svg = qr_svg("http://192.168.1.5:8765/join?code=ABCD-EFGH")
    assert svg.startswith("<svg")
    assert "style" not in svg
    assert not re.search(r"https?://(?!www\.w3\.org/)", svg)


@pytest.mark.parametrize("library", serve.LIBRARIES)
def test_a_missing_library_is_named_with_its_remedy(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == library else real(name))
    with pytest.raises(UsageError) as missing:
        need_libraries()
    assert INSTALL == 'python -m pip install "bundler[board]"'
    assert INSTALL in missing.value.text.en
    assert INSTALL in missing.value.text.nl
