"""A process that solves one scenario after another: ``python -m bundler.scenarios.worker``.

It reads orders from its stdin and answers on its stdout, both pickled: ``("prepare",)``,
``("solve", problem)`` and ``("stop",)`` in; ``("prepared",)``, ``("progress", …)``, ``("solved", Solved)``
and ``("failed", exception)`` out. When its stdin closes, its parent is gone, and it ends at once.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from bundler.domain import Problem
    from bundler.solver import Progress

_TELL_SECONDS = 0.2


class _Worker:
    """The two ends of the line to the parent, and what it asked for."""

    def __init__(self, orders: BinaryIO, answers: BinaryIO) -> None:
        self._orders, self._answers = orders, answers
        self._lock = threading.Lock()
        self._todo: queue.Queue[tuple[Any, ...]] = queue.Queue()
        self._stop = threading.Event()
        self._told = 0.0
        self._preparing = False

    def listen(self) -> None:
        """Take orders in until the parent is gone."""
        with contextlib.suppress(Exception):
            while True:
                order = pickle.load(self._orders)
                if order[0] == "stop":
                    self._stop.set()
                    if self._preparing:
                        # that cannot be broken off, and there is nothing yet to give back
                        break
                else:
                    self._todo.put(order)
        os._exit(1)

    def run(self) -> None:
        """Carry out one order after another."""
        while True:
            order = self._todo.get()
            try:
                answer = self._prepare() if order[0] == "prepare" else self._solve(order[1])
            except BaseException as error:
                answer = ("failed", portable(error))
            self._answer(*answer)
            if answer[0] == "solved" and answer[1].left_behind:
                # what hangs would take processor time from the next scenario
                os._exit(0)

    def _prepare(self) -> tuple[Any, ...]:
        from bundler.solver import Progress
        from bundler.solver.warm import prepare

        self._tell(Progress(0.0, "prepare", None, None, 0))
        self._preparing = True
        prepare()
        self._preparing = False
        return ("prepared",)

    def _solve(self, problem: Problem) -> tuple[Any, ...]:
        from bundler.scenarios.work import solve_scenario

        self._told = 0.0
        return "solved", solve_scenario(problem, self._stop.is_set, self._tell)

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now >= self._told + _TELL_SECONDS:
            self._told = now
            self._answer("progress", progress._replace(so_far=None))

    def _answer(self, *answer: object) -> None:
        content = pickle.dumps(answer)
        with self._lock:
            self._answers.write(content)
            self._answers.flush()


def portable(error: BaseException) -> BaseException:
    """The error as it can be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def line_to_parent() -> tuple[BinaryIO, BinaryIO]:
    """Where orders come in and answers go out; nothing else reaches the parent, and it alone hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # what a library prints must not get in between
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return sys.stdin.buffer, answers


def main() -> None:
    """Work until the parent is gone."""
    worker = _Worker(*line_to_parent())
    threading.Thread(target=worker.listen, daemon=True).start()
    import bundler.solver  # noqa: F401  while the parent makes up its mind

    worker.run()


if __name__ == "__main__":
    main()
