"""A process beside this one that works out one thing after another: ``python -m bundler.board.beside``.

Orders come in on its stdin and answers go out on its stdout, both pickled: ``("do", work, given)`` and
``("stop",)`` in; ``("told", …)``, ``("done", …)`` and ``("failed", exception)`` out. No lock or event is
shared with it, so that killing it at any moment leaves nothing hanging here. When its stdin closes, its
parent is gone, and it ends at once.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from bundler.scenarios.worker import line_to_parent, portable

Tell = Callable[[object], None]

# the screens come first wherever there are too few processors
_NICE = 5


class Lost(Exception):
    """The process ended before it answered."""


class Beside:
    """A process beside this one, begun at once. One order at a time; ``stop`` and ``end`` from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "bundler.board.beside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def do(self, work: Callable[..., Any], *given: object, tell: Tell = lambda _: None) -> Any:
        """Let it do some work and wait for what comes of that.

        Args:
            work: a function of a module. It is called with what is given, ``tell`` (what it calls with what
                is to be known at once) and ``stop`` (a ``threading.Event`` that ``stop`` sets).
            given: what it works on.
            tell: called in this thread with what the work tells.

        Raises:
            Lost: the process ended first.
            Exception: what the work itself raised.
        """
        self._send(("do", work, given))
        assert self._process.stdout is not None
        while True:
            try:
                answer: tuple[Any, ...] = pickle.load(self._process.stdout)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                raise Lost from None
            if answer[0] == "told":
                tell(answer[1])
            elif answer[0] == "failed":
                raise answer[1]
            else:
                return answer[1]

    def stop(self) -> None:
        """Ask it to end its work with what it has; nothing where it is gone."""
        with contextlib.suppress(Lost):
            self._send(("stop",))

    def _send(self, order: tuple[object, ...]) -> None:
        assert self._process.stdin is not None
        content = pickle.dumps(order)
        try:
            with self._lock:
                self._process.stdin.write(content)
                self._process.stdin.flush()
        except (OSError, ValueError):
            raise Lost from None

    def kill(self) -> None:
        """End it at once, whatever it does; whoever waits for its answer is told that it is lost."""
        self._process.kill()

    def end(self) -> None:
        """End it at once and clear up; nobody waits for an answer any more."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


class _Worker:
    """The other end of the line."""

    def __init__(self, orders: BinaryIO, answers: BinaryIO) -> None:
        self._orders, self._answers = orders, answers
        self._todo: queue.Queue[tuple[Any, ...]] = queue.Queue()
        self._stop = threading.Event()

    def listen(self) -> None:
        """Take orders in until the parent is gone."""
        with contextlib.suppress(Exception):
            while True:
                order = pickle.load(self._orders)
                if order[0] == "stop":
                    self._stop.set()
                else:
                    # a stop is for the order before it
                    self._stop = threading.Event()
                    self._todo.put((*order[1:], self._stop))
        os._exit(1)

    def run(self) -> None:
        """Carry out one order after another."""
        while True:
            work, given, stop = self._todo.get()
            try:
                answer = pickle.dumps(("done", work(*given, tell=self._tell, stop=stop)))
            except BaseException as error:
                answer = pickle.dumps(("failed", portable(error)))
            self._write(answer)

    def _tell(self, news: object) -> None:
        self._write(pickle.dumps(("told", news)))

    def _write(self, content: bytes) -> None:
        self._answers.write(content)
        self._answers.flush()


def main() -> None:
    """Work until the parent is gone."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    worker = _Worker(*line_to_parent())
    threading.Thread(target=worker.listen, daemon=True).start()
    worker.run()


if __name__ == "__main__":
    main()
