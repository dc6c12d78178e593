"""Stack the rest: the solver in a process of its own, around what is locked on the board."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bundler.board.beside import Beside, Lost
from bundler.board.stacking import NOTHING_YET, Ended, News, Roster, stack
from bundler.board.state import BoardJob
from bundler.domain import Pin, Problem
from bundler.errors import BundlerError
from bundler.i18n import Text
from bundler.rules import plan_violations

OnNews = Callable[[News], None]

SECONDS = 60.0
# from the stop to the answer; a process that needs longer is ended, and its last plan stands
_ANSWER_SECONDS = 0.9
# pins that ask for a job, which a plan that is not whole yet need not have
_ASKING = ("together", "place", "job")

STARTING = Text("The solver starts.", "Het rekenprogramma begint.")
_LOST = Text(
    "The solver stopped by itself. The board goes on; maybe stack the rest once more.",
    "Het rekenprogramma is vanzelf gestopt. Het bord gaat door; misschien nog eens laten stapelen.",
)
_BUG = Text(
    "The solver stopped with an error. The board goes on. Please report this: {what}",
    "Het rekenprogramma is gestopt met een fout. Het bord gaat door. Geef dit door: {what}",
)


class Stacker:
    """One solve around the jobs that stay, in a process of its own.

    Args:
        problem: the data and the scenario.
        keep: the weeks of the locked jobs: in every plan, exactly so.
        start: the weeks of the other jobs; no plan is worth less than one with these.
        seconds: the longest that it searches.

    Attributes:
        latest: the last news.
    """

    def __init__(
        self, problem: Problem, keep: Sequence[Roster], start: Sequence[Roster], seconds: float = SECONDS
    ) -> None:
        self.latest = News(0.0, "prepare", None, None, 0, STARTING)
        self._given = _limited(problem, seconds), tuple(keep), tuple(start), bool(keep)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._stopping = False
        self._quiet = False
        self._best: News | None = None
        self._beside: Beside | None = None
        self._on_news: OnNews = lambda _: None

    @classmethod
    def around(cls, problem: Problem, jobs: Sequence[BoardJob], seconds: float = SECONDS) -> Stacker:
        """Stack around the locked jobs of a board, beginning with its other ones."""
        rest = rest_to_stack(problem, jobs)
        stacker = cls(rest.problem, rest.keep, rest.start, seconds)
        stacker._given = *stacker._given[:3], any(job.locked for job in jobs)
        return stacker

    def start(self, on_news: OnNews) -> None:
        """Begin; ``on_news`` is called with every news, in another thread, until one has ``ended``.

        No lock is held meanwhile. What comes in at the same moment as the last news may come after it.
        """
        self._on_news = on_news
        threading.Thread(target=self._work, name="bundler-stacker", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return not self._over.is_set()

    @property
    def pid(self) -> int | None:
        """The number of its process; None before it has begun."""
        return None if self._beside is None else self._beside.pid

    def stop(self) -> News:
        """End it with the best plan so far; answers within a second."""
        ends = time.monotonic() + _ANSWER_SECONDS
        with self._lock:
            self._stopping = True
            beside = self._beside
        if beside is not None:
            beside.stop()
        if not self._over.wait(max(0.0, ends - time.monotonic())):
            self._end()
        return self.latest

    def kill(self) -> None:
        """End it at once and without any further news: what it found is not wanted any more."""
        with self._lock:
            self._quiet = True
        self._end()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended; whether it has."""
        return self._over.wait(seconds)

    def _work(self) -> None:
        beside = Beside()
        with self._lock:
            self._beside = beside
            begin = not (self._stopping or self._over.is_set())
        last: News | None = None
        ended: Ended = "user"
        said = _LOST
        if begin:
            try:
                last = beside.do(stack, *self._given, tell=self._take)
            except Lost:
                ended = "lost"
            except BundlerError as error:
                ended, said = "refused", error.text
            except Exception as error:
                ended, said = "lost", _BUG.fill(what=f"{type(error).__name__}: {str(error)[:200]}")
        self._end(last, ended, said)
        beside.end()

    def _take(self, news: object) -> None:
        assert isinstance(news, News)
        with self._lock:
            if self._over.is_set() or self._quiet:
                return
            self.latest = news
            if news.rosters is not None:
                self._best = news
        self._on_news(news)

    def _cut_off(self, ended: Ended, said: Text) -> News:
        """The last news where the process does not give it: the last plan that it told."""
        best = self._best
        if self._stopping and ended == "lost":
            ended = "user"
        if best is None:
            said = NOTHING_YET if ended == "user" else said
            return News(self.latest.seconds, "finish", None, None, 0, said, None, ended)
        if ended == "user":
            said = best.said
        return best._replace(phase="finish", said=said, ended=ended)

    def _end(self, last: News | None = None, ended: Ended = "user", said: Text = _LOST) -> None:
        """Tell the last news, once, and see to it that the process ends."""
        with self._lock:
            if self._beside is not None:
                self._beside.kill()
            if self._over.is_set():
                return
            self.latest = last or self._cut_off(ended, said)
            self._over.set()
            last = self.latest
        if not self._quiet:
            self._on_news(last)


class Rest(NamedTuple):
    """What a board leaves to be stacked.

    Attributes:
        problem: without what locked drafts hold.
        keep: the weeks of the locked jobs.
        start: the weeks of the others, as far as they keep every rule together.
    """

    problem: Problem
    keep: tuple[Roster, ...]
    start: tuple[Roster, ...]


def rest_to_stack(problem: Problem, jobs: Sequence[BoardJob]) -> Rest:
    """What stays as it is, what the search begins with, and what it may use."""
    keep = tuple(job.roster for job in jobs if job.locked and job.roster is not None)
    start: list[Roster] = []
    firm = _with_pins(problem, tuple(pin for pin in problem.scenario.pins if pin.kind not in _ASKING))
    for job in jobs:
        if job.roster is None or job.locked:
            continue
        together = {str(at): roster for at, roster in enumerate([*keep, *start, job.roster])}
        if not plan_violations(firm, together):
            start.append(job.roster)
    drafts = [job for job in jobs if job.locked and job.roster is None]
    held = {task_id for roster in keep for task_id in {session.task_id for session in roster}}
    return Rest(_without(problem, drafts, held), keep, tuple(start))


def _without(problem: Problem, drafts: Sequence[BoardJob], held: set[str]) -> Problem:
    """The problem without what locked drafts hold, so that no plan takes it from them."""
    reserved = {task_id for job in drafts for task_id in job.task_ids} - held
    if not reserved:
        return problem
    tasks = []
    gone = set()
    for task in problem.tasks:
        wanted = sum(task.task_id in job.task_ids for job in drafts)
        left = task.headcount - wanted
        if task.task_id not in reserved:
            tasks.append(task)
        elif left > 0 and not task.shareable:
            tasks.append(task.model_copy(update={"headcount": left}))
        else:
            gone.add(task.task_id)
    pins = tuple(
        pin for pin in problem.scenario.pins if pin.kind == "forbid_suppliers" or not gone & set(pin.ids)
    )
    return _with_pins(problem, pins).model_copy(update={"tasks": tuple(tasks)})


def _with_pins(problem: Problem, pins: tuple[Pin, ...]) -> Problem:
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})


def _limited(problem: Problem, seconds: float) -> Problem:
    scenario = problem.scenario
    options = scenario.solve.model_copy(update={"time_limit": seconds})
    return problem.model_copy(update={"scenario": scenario.model_copy(update={"solve": options})})
