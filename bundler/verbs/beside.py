"""A solve beside the main thread, so that Ctrl-C and the clock end it at once, with the best plan so far."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Sequence
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Protocol

from bundler.i18n import Text
from bundler.scenarios.work import POLL_SECONDS, OnProgress, Running

if TYPE_CHECKING:
    from bundler.domain import Problem, Result, Session
    from bundler.io.planread import PlanFile
    from bundler.solver import Progress
    from bundler.solver.engine import Beside

_STOPPING = Text(
    "Stopping: the best plan so far is kept. Once more aborts without a result.",
    "Stoppen: het beste plan tot nu toe blijft. Nog eens breekt af zonder resultaat.",
)
_UNPREPARED = Text(
    "There was no time to look for a plan: the first run prepares the program for this computer. "
    "Maybe give it some minutes once (300 seconds).",
    "Er was geen tijd om een plan te zoeken: de eerste keer wordt het programma op deze computer voorbereid. "
    "Misschien één keer een paar minuten geven (300 seconden).",
)


class Display(Protocol):
    """Shows how far a solve is, while it is entered."""

    def __enter__(self) -> object:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End."""

    def show(self, progress: Progress | None) -> None:
        """Show where the solve is; called often, paints now and then."""

    def tell_once(self, text: Text) -> None:
        """Show a message, the first time it is given."""


ENDINGS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def interruptible(signals: Sequence[signal.Signals] = ENDINGS) -> Iterator[threading.Event]:
    """An event that Ctrl-C or another of the signals sets; the second one aborts.

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
    before = {number: signal.signal(number, interrupt) for number in signals}
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
    on_progress: OnProgress | None = None,
) -> Result:
    """Solve in a thread of its own, showing its progress here; raises what the solve raises.

    Some steps of a solve cannot be broken off. Where it does not end by itself soon after the stop or its
    time limit, the best plan that it reported is the result, and the thread is left behind.
    """
    run = Running(problem, stop, on_progress, start=start, engine=engine, keep=keep, terse=terse)
    with display:
        while not run.over.wait(POLL_SECONDS):
            display.show(run.latest)
            if stop.is_set():
                display.tell_once(_STOPPING)
            if run.overdue:
                if run.unprepared:
                    display.tell_once(_UNPREPARED)
                return run.so_far() or _without_search(problem, stop, run.seconds, keep)
        if stop.is_set():
            display.tell_once(_STOPPING)
    if run.error is not None:
        raise run.error
    assert run.result is not None
    return run.result


def _without_search(
    problem: Problem, stop: threading.Event, seconds: float, keep: Sequence[Sequence[Session]]
) -> Result:
    """What there is before the first plan: the kept jobs alone, where these are a plan."""
    from bundler.verbs.given import no_search

    return no_search(problem, "user" if stop.is_set() else "time", seconds, keep)


def solve_from(
    problem: Problem,
    stop: threading.Event,
    display: Display,
    given: PlanFile | None = None,
    engine: Beside | None = None,
    on_progress: OnProgress | None = None,
) -> Result:
    """Solve, beginning with the given plan if there is one; the result is never worth less than that."""
    if given is None:
        return solve_beside(problem, stop, display, engine=engine, on_progress=on_progress)
    from bundler.verbs.given import keep_better

    start = [job.roster for job in given.jobs]
    found = solve_beside(problem, stop, display, start=start, engine=engine, on_progress=on_progress)
    return keep_better(problem, found, given)
