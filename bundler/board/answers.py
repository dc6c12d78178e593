"""Questions from the room, answered in processes of their own: a page waits for its own answer only."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from bundler.board import answering, export
from bundler.board.answering import Asks, Own, Roster, Rosters, Why
from bundler.board.beside import Beside, Lost
from bundler.board.export import Exported, Take
from bundler.board.moments import Compared, Moment, compare
from bundler.domain import Problem
from bundler.errors import BundlerError
from bundler.i18n import Lang, Text

# of a question; getting ready for the first one about a board comes on top, where nobody did that before
WHY_SECONDS = 0.5
# to get ready for questions about a board that stands still
READY_SECONDS = 5.0
OWN_SECONDS, ASK_SECONDS = 2.0, 30.0
ASK_COUNT = 5

# a process that takes longer than it was given, and this, hangs
_PATIENCE = 60.0
_MOST_WAITING = 20
_MOST_KEPT = 100

_LOST = Text(
    "The answer was lost: what worked on it stopped by itself. Maybe ask again.",
    "Het antwoord is verloren: wat eraan werkte, is vanzelf gestopt. Misschien nog eens vragen.",
)
_BUSY = Text(
    "Many questions are being answered already. Maybe ask again in a moment.",
    "Er worden al veel vragen beantwoord. Misschien zo nog eens vragen.",
)


class NoAnswer(BundlerError):
    """A question that was not answered, and why."""


class Answers:
    """Answers questions about boards; each gives a future, and equal questions share one.

    There are two processes, each begun with its first question and again whenever it is lost: one for
    questions that take seconds, and one for the list of asks and the files, which may take longer.

    Args:
        seconds: for each quick question, at most.
    """

    def __init__(self, seconds: float = WHY_SECONDS) -> None:
        self._seconds = seconds
        self._quick, self._long = _Desk(), _Desk()
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def why(self, problem: Problem, rosters: Rosters, task_id: str, key: Hashable = None) -> Future[Why]:
        """Why a task is left over beside these jobs.

        Args:
            problem: the data and the scenario.
            rosters: the weeks of the viable jobs, by job id.
            task_id: the task.
            key: of the board, its ``seq`` for one: the same question about it is not worked out again.
        """
        work = (answering.why, problem, dict(rosters), task_id, self._seconds)
        return self._ask(self._quick, ("why", key, task_id), work, self._seconds)

    def get_ready(self, problem: Problem, rosters: Rosters) -> bool:
        """Get ready for questions about a board before anyone asks; False: there is something to answer."""
        work = (answering.get_ready, problem, dict(rosters), READY_SECONDS)
        return self._quick.offer(work, READY_SECONDS)

    def own(
        self, problem: Problem, others: Sequence[Roster], task_ids: Sequence[str], key: Hashable = None
    ) -> Future[Own]:
        """What stands in the way of a job of exactly these tasks beside the other jobs."""
        work = (answering.own, problem, tuple(others), tuple(task_ids), OWN_SECONDS)
        return self._ask(self._quick, ("own", key, *task_ids), work, OWN_SECONDS)

    def compare(self, before: Moment, after: Moment, key: Hashable = None) -> Future[Compared]:
        """What differs between two moments."""
        return self._ask(self._quick, ("compare", key), (compare, before, after), OWN_SECONDS)

    def asks(
        self,
        problem: Problem,
        rosters: Rosters,
        lang: Lang,
        key: Hashable = None,
        *,
        count: int = ASK_COUNT,
        seconds: float = ASK_SECONDS,
    ) -> Future[Asks]:
        """What to ask so that one more job is possible; an earlier list that is still made ends at once."""
        work = (answering.asks, problem, dict(rosters), lang, count, seconds)
        return self._ask(self._long, ("asks", key, lang, count), work, seconds, instead=True)

    def export(self, take: Take, key: Hashable = None) -> Future[Exported]:
        """The session as a file."""
        return self._ask(self._long, ("export", key, take.name, take.lang), (export.make, take), 60.0)

    def close(self) -> None:
        """End both processes; questions that wait are not answered."""
        for desk in (self._quick, self._long):
            desk.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that have begun."""
        return tuple(pid for pid in (self._quick.pid, self._long.pid) if pid is not None)

    def _ask(
        self,
        desk: _Desk,
        name: tuple[Hashable, ...],
        work: tuple[Any, ...],
        seconds: float,
        instead: bool = False,
    ) -> Future[Any]:
        with self._lock:
            shared = self._kept.get(name) if name[1] is not None else None
            if shared is None or (shared.done() and (shared.cancelled() or shared.exception())):
                if instead:
                    desk.hurry()
                shared = desk.ask(work, seconds)
            if name[1] is not None:
                self._kept[name] = shared
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
        return _own(shared)


def _own(shared: Future[Any]) -> Future[Any]:
    """A future of one's own: who goes away does not take the answer from the others."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()

    def pass_on(done: Future[Any]) -> None:
        error = NoAnswer(_LOST) if done.cancelled() else done.exception()
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(done.result())

    shared.add_done_callback(pass_on)
    return future


class _Desk:
    """One process, one question at a time."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(1, "bundler-answers")
        self._lock = threading.Lock()
        self._beside: Beside | None = None
        self._waiting = 0
        self._idle: tuple[object, Future[Any]] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The number of its process; None before it has begun."""
        beside = self._beside
        return None if beside is None else beside.pid

    def ask(self, work: tuple[Any, ...], seconds: float) -> Future[Any]:
        """Put a question at the end of the queue.

        Raises:
            NoAnswer: too many wait already, or this is closed.
        """
        with self._lock:
            if self._closed or self._waiting >= _MOST_WAITING:
                raise NoAnswer(_LOST if self._closed else _BUSY)
            self._waiting += 1
            if self._idle is not None:
                about, idle = self._idle
                if about != work[1:3] and not idle.done() and self._beside is not None:
                    # a new process is there sooner than this one is done
                    self._beside.kill()
                self._idle = None
            return self._threads.submit(self._answer, work, seconds)

    def offer(self, work: tuple[Any, ...], seconds: float) -> bool:
        """Work for an idle hour, which nobody waits for; False: it is not idle now.

        A question about something else than what this is about puts an end to it.
        """
        with self._lock:
            if self._closed or self._waiting:
                return False
            self._waiting += 1
            self._idle = work[1:3], self._threads.submit(self._answer, work, seconds, 1)
            return True

    def hurry(self) -> None:
        """Let what is being worked on end with what it has."""
        beside = self._beside
        if beside is not None and self._waiting:
            beside.stop()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            if self._beside is not None:
                self._beside.kill()
        # who waits for the process is told at once that it is lost
        self._threads.shutdown(cancel_futures=True)
        if self._beside is not None:
            self._drop(self._beside)

    def _answer(self, work: tuple[Any, ...], seconds: float, tries: int = 2) -> Any:
        try:
            for _ in range(tries):
                beside, late = self._open(), threading.Event()
                timer = threading.Timer(seconds + _PATIENCE, _end_late(beside, late))
                timer.daemon = True
                timer.start()
                try:
                    return beside.do(*work)
                except Lost:
                    self._drop(beside)
                    if late.is_set():
                        break
                finally:
                    timer.cancel()
            raise NoAnswer(_LOST)
        finally:
            with self._lock:
                self._waiting -= 1

    def _open(self) -> Beside:
        with self._lock:
            if self._closed:
                raise NoAnswer(_LOST)
            if self._beside is None:
                self._beside = Beside()
            return self._beside

    def _drop(self, beside: Beside) -> None:
        with self._lock:
            self._beside = None
        beside.end()


def _end_late(beside: Beside, late: threading.Event) -> Callable[[], None]:
    def end() -> None:
        late.set()
        beside.kill()

    return end
