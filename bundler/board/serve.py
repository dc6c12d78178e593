"""The board on the network: on this machine only, unless asked; with a code to scan for who joins."""

from __future__ import annotations

import asyncio
import importlib.util
import ipaddress
import os
import signal
import socket
import sys
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.board.session import Session

INSTALL = 'python -m pip install "bundler[board]"'
LIBRARIES = ("starlette", "uvicorn", "segno")

_TURN_SECONDS = 0.001
HEADER_SECONDS = 20.0  # a connection that asks nothing, or half of something, for so long is closed
MOST_CONNECTIONS = 600
MOST_FROM_ONE = 64  # from one other machine
_HEADER_BYTES = 16 * 1024
# Nothing is sent there: the system only says which of its addresses it would use.
_ELSEWHERE = ("10.255.255.255", "192.168.255.255", "172.31.255.255", "192.0.2.1")

_NO_LIBRARY = Text(
    f"For the board the libraries starlette, uvicorn and segno are needed. Install them with: {INSTALL}",
    f"Voor het bord zijn de bibliotheken starlette, uvicorn en segno nodig. Installeer ze met: {INSTALL}",
)
_TAKEN = Text(
    "The board cannot listen at {host}:{port}: {why}. Maybe another port: --port {other}",
    "Het bord kan niet luisteren op {host}:{port}: {why}. Misschien een andere poort: --port {other}",
)


class Place(NamedTuple):
    """Where the board is to be found.

    Attributes:
        local: the address for this machine, without a path.
        others: those for other machines; empty where it listens to this one only.
    """

    local: str
    others: tuple[str, ...] = ()


def need_libraries() -> None:
    """See whether the libraries of the extra are there.

    Raises:
        UsageError: one is missing; the text says how to install it.
    """
    if any(importlib.util.find_spec(name) is None for name in LIBRARIES):
        raise UsageError(_NO_LIBRARY)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        UsageError: that address or port is not to be had.
    """
    from bundler.io.oserror import reason

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        both = host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server((host, port), family=family, backlog=256, dualstack_ipv6=both)
    except (OSError, OverflowError, UnicodeError) as error:
        why = Text(str(error), str(error))
        if isinstance(error, OSError):  # its own text names the address once more
            number = error.errno or 0
            why = reason(OSError(number, os.strerror(number)) if number > 0 else error)
        raise UsageError(
            _TAKEN.fill(host=host, port=port, why=why, other=port + 1 if port < 65535 else 8765)
        ) from None


def place(sock: socket.socket) -> Place:
    """The addresses at which a listening socket is reached."""
    host, port = sock.getsockname()[:2]
    found = ipaddress.ip_address(host)
    if found.is_loopback:
        return Place(_address(host, port))
    own = local_addresses() if found.is_unspecified else [host]
    local = "127.0.0.1" if host == "0.0.0.0" else "::1" if found.is_unspecified else host
    return Place(_address(local, port), tuple(_address(name, port) for name in own))


def local_addresses() -> list[str]:
    """The numbers by which other machines reach this one, without asking the network anything."""
    found = []
    for other in _ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((other, 9))
                name = probe.getsockname()[0]
            except OSError:
                continue
        if name not in found and not ipaddress.ip_address(name).is_loopback:
            found.append(name)
    return found


def names() -> list[str]:
    """The names by which other machines may call this one."""
    name = socket.gethostname().casefold()
    short = name.partition(".")[0]
    return [name, short, f"{short}.local"]


def qr_svg(address: str) -> str:
    """A code to scan, as SVG to put into a page; drawn here, with no style of its own."""
    import segno

    return str(segno.make(address, micro=False, error="m").svg_inline(scale=4, border=4, light="#fff"))


def serve(
    session: Session, sock: socket.socket, *, lang: Lang, on_start: Callable[[Place, str, str], None]
) -> None:
    """Serve the board until it is interrupted; the session is closed then.

    Args:
        session: what is decided.
        sock: as ``listen`` gives it.
        lang: language of those who have not chosen one.
        on_start: called with where the board is, the facilitator's path and the join code.
    """
    from bundler.board.access import Access
    from bundler.board.app import make_app
    from bundler.board.guests import Invitation
    from bundler.board.room import Room

    found = place(sock)
    access = Access(session.store, lang)
    room = Room(session, access, Invitation(found.others, qr_svg))
    try:
        app = make_app(room, port=sock.getsockname()[1], names=names())
        threading.Thread(target=session.warm, name="bundler-warm", daemon=True).start()
        run(app, sock, room.hub.stop, lambda: on_start(found, f"/f/{access.secret}", access.code))
    finally:
        room.close()


def run(
    app: Any,
    sock: socket.socket,
    before_end: Callable[[], Awaitable[None]],
    on_start: Callable[[], None] = lambda: None,
) -> None:
    """Run an application on a socket until it is interrupted.

    Args:
        app: the ASGI application.
        sock: it listens.
        before_end: ends what would go on for ever.
        on_start: called when an interrupt is heard.
    """
    import uvicorn
    from uvicorn.protocols.http.h11_impl import H11Protocol

    from bundler.board.limits import network

    connections: Counter[str] = Counter()

    class Protocol(H11Protocol):
        """HTTP that lets nobody take all connections, nor hold one without asking anything."""

        _deadline: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._from = network(self.client[0]) if self.client else "?"
            connections[self._from] += 1
            if connections[self._from] > MOST_FROM_ONE and not _loopback(self._from):
                transport.abort()
                return
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            connections[self._from] -= 1
            if not connections[self._from]:
                del connections[self._from]
            self._unwatch()

        @property
        def _waiting(self) -> bool:
            return self.cycle is None or self.cycle.response_complete

        def _watch(self) -> None:
            """A clock runs from a request's first byte to its last; further bytes do not set it back."""
            if not self._waiting:
                self._unwatch()
            elif self._deadline is None:
                self._deadline = asyncio.get_running_loop().call_later(HEADER_SECONDS, self._late)

        def _unwatch(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

        def _late(self) -> None:
            if self._waiting:
                self.transport.abort()

    class Server(uvicorn.Server):
        """Ends the endless answers first, so that nothing is waited for."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await before_end()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="critical",  # what our own application does wrong, it logs itself
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=_HEADER_BYTES,
    )
    server = Server(config)

    def end(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # The server's own handlers come later; an interrupt before that would get lost in the event loop.
    heard = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, end) for number in heard}
    # whoever judges a move lets the screens have their turn
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        on_start()
        server.run(sockets=[sock])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _loopback(name: str) -> bool:
    return name == "::/64" or name.startswith("127.")


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
