"""A solve beside the main thread, so that Ctrl-C and the clock end it at once, with the best plan so far."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any

from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.cli.progress import Display
    from bundler.domain import Problem, Result, Session
    from bundler.domain.plan import StoppedBy
    from bundler.solver import Progress
    from bundler.solver.engine import Beside

THREAD_NAME = "bundler-solve"
POLL_SECONDS = 0.05
# after this, a solve that was told to stop is left alone with what it cannot break off
GRACE_SECONDS = 0.8

_STOPPING = Text(
    "Stopping: the best plan so far is kept. Once more aborts without a result.",
    "Stoppen: het beste plan tot nu toe blijft. Nog eens breekt af zonder resultaat.",
)
_UNPREPARED = Text(
    "There was no time to look for a plan: the first run prepares the program for this computer. "
    "Maybe give it some minutes once (--time 300).",
    "Er was geen tijd om een plan te zoeken: de eerste keer wordt het programma op deze computer voorbereid. "
    "Misschien één keer een paar minuten geven (--time 300).",
)


@contextlib.contextmanager
def interruptible() -> Iterator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets; the second one aborts.

    Holds until the results are written, so that a late Ctrl-C does not take them away.
    """
    stop = threading.Event()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def solve_beside(
    problem: Problem,
    stop: threading.Event,
    display: Display,
    *,
    start: Sequence[Sequence[Session]] | None = None,
    engine: Beside | None = None,
    keep: Sequence[Sequence[Session]] = (),
    terse: bool = False,
) -> Result:
    """Solve in a thread of its own, showing its progress here; raises what the solve raises.

    Some steps of a solve cannot be broken off. Where it does not end by itself soon after the stop or its
    time limit, the best plan that it reported is the result, and the thread is left behind.
    """
    run = _Run(
        problem, stop, {"start": start, "engine": engine, "keep": keep or None, "terse": terse or None}
    )
    with display:
        while run.thread.is_alive():
            run.thread.join(POLL_SECONDS)
            display.show(run.latest)
            if stop.is_set():
                display.tell_once(_STOPPING)
            if run.overdue:
                if run.latest is None or run.latest.phase == "prepare":
                    display.tell_once(_UNPREPARED)
                return run.so_far()
    if run.error is not None:
        raise run.error
    assert run.result is not None
    return run.result


class _Run:
    """The thread of one solve.

    Attributes:
        thread: runs while the solve does.
        latest: its last progress; None before the first.
        result: what it gave; None before that.
        error: what it raised, if anything.
    """

    def __init__(
        self,
        problem: Problem,
        stop: threading.Event,
        given: dict[str, Any],
    ) -> None:
        self._problem, self._stop = problem, stop
        self._given = {name: value for name, value in given.items() if value is not None}
        self._began: float | None = None
        self._over: float | None = None
        self.latest: Progress | None = None
        self.result: Result | None = None
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._work, name=THREAD_NAME, daemon=True)
        self.thread.start()

    def _work(self) -> None:
        try:
            # here, as a stop must be answered while these libraries load too
            from bundler.solver import solve

            self._began = time.monotonic()
            self.result = solve(self._problem, on_progress=self._note, stop=self._stop, **self._given)
        except BaseException as error:
            self.error = error

    def _note(self, progress: Progress) -> None:
        if self._preparing:
            # preparing, on a first run only, takes no time off the limit
            self._began = time.monotonic()
        self.latest = progress

    @property
    def _preparing(self) -> bool:
        return self.latest is not None and self.latest.phase == "prepare"

    @property
    def overdue(self) -> bool:
        """Whether the solve should have ended and still searches."""
        now = time.monotonic()
        limit = self._problem.scenario.solve.time_limit
        if self._over is None and self._stop.is_set():
            self._over = now
        elif (
            self._over is None
            and self._began is not None
            and not self._preparing
            and now >= self._began + limit
        ):
            self._over = self._began + limit
        if self._over is None or now < self._over + GRACE_SECONDS or not self.thread.is_alive():
            return False
        return self.latest is None or self.latest.phase != "finish"

    def so_far(self) -> Result:
        """The best plan that the solve reported; without any, the kept jobs alone where these are one."""
        if self.latest is not None and self.latest.so_far is not None:
            return self.latest.so_far()
        from bundler.cli.given import no_search

        seconds = 0.0 if self._began is None else time.monotonic() - self._began
        why: StoppedBy = "user" if self._stop.is_set() else "time"
        return no_search(self._problem, why, seconds, self._given.get("keep", ()))


def leave(code: int) -> int:
    """End the program with this code: at once, where a solve was left behind in its thread."""
    if any(thread.name == THREAD_NAME for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    return code
