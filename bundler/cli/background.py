"""A solve beside the main thread, so that Ctrl-C stops it at once and keeps the best plan so far."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.cli.progress import Display
    from bundler.domain import Problem, Result
    from bundler.solver import Progress

THREAD_NAME = "bundler-solve"
POLL_SECONDS = 0.1

_STOPPING = Text(
    "Stopping: the best plan so far is kept. Once more aborts without a result.",
    "Stoppen: het beste plan tot nu toe blijft. Nog eens breekt af zonder resultaat.",
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


def solve_beside(problem: Problem, stop: threading.Event, display: Display) -> Result:
    """Solve in a thread of its own, showing its progress here; raises what the solve raises."""
    from bundler.solver import solve

    latest: list[Progress] = []
    results: list[Result] = []
    errors: list[BaseException] = []

    def note(progress: Progress) -> None:
        latest[:] = [progress]

    def work() -> None:
        try:
            results.append(solve(problem, on_progress=note, stop=stop))
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work, name=THREAD_NAME, daemon=True)
    thread.start()
    with display:
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            display.show(latest[0] if latest else None)
            if stop.is_set():
                display.tell_once(_STOPPING)
    if errors:
        raise errors[0]
    return results[0]
