"""What a process beside the board does to stack the rest: it solves, and tells every better plan."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from bundler.domain import Level, Problem, Session
from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.board.beside import Tell
    from bundler.domain import Result
    from bundler.scenarios.work import Running

Roster = tuple[Session, ...]
Ended = Literal["", "proof", "gap", "time", "user", "none", "refused", "lost"]

_POLL = 0.05
# a screen that changes more often than this cannot be read
_TELL_EVERY = 0.5
# after a stop: what a step that looks at it needs to end; who asked waits a second at most
_PATIENCE = 0.3

PREPARING = Text(
    "The solver gets ready. Only the first time on this computer that takes some minutes.",
    "Het rekenprogramma maakt zich klaar. Alleen de eerste keer op deze computer duurt dat enkele minuten.",
)
LOOKING = Text(
    "The search has begun; how good a plan can be is not known yet.",
    "Het zoeken is begonnen; hoe goed een plan kan worden, is nog niet bekend.",
)
NOTHING_YET = Text(
    "There was no plan yet when the search was stopped. The board stays as it is.",
    "Er was nog geen plan toen het zoeken werd gestopt. Het bord blijft zoals het is.",
)
_AROUND = Text(
    "{said} That is so as long as what is locked stays as it is.",
    "{said} Dat geldt zolang blijft staan wat vaststaat.",
)


class News(NamedTuple):
    """How far a solve is.

    Attributes:
        seconds: since its start.
        phase: ``prepare``, ``enumerate``, ``bound``, ``improve``, ``prove`` or ``finish``.
        best: what the plan is worth on the first level of the objective; None before there is one.
        bound: what no plan around the locked jobs can pass; None before it is known.
        jobs: jobs in the plan, the locked ones among them.
        said: how much better a plan can be at most, in words; or what goes on.
        rosters: the weeks of the plan's jobs, where it is a better one than before; of the last news always,
            if there is a plan at all.
        ended: empty as long as it goes on. Then ``proof``, ``gap``, ``time`` or ``user``: why the search
            ended; ``none``: there is no plan, ``said`` says why; ``refused``: it could not begin, ``said``
            says why; ``lost``: the process was lost, and ``rosters`` holds the last plan it told.
        levels: of the plan, with bounds that hold of any plan; empty where something is locked.
    """

    seconds: float
    phase: str
    best: float | None
    bound: float | None
    jobs: int
    said: Text
    rosters: tuple[Roster, ...] | None = None
    ended: Ended = ""
    levels: tuple[Level, ...] = ()


def stack(
    problem: Problem,
    keep: Sequence[Roster],
    start: Sequence[Roster],
    around: bool,
    *,
    tell: Tell,
    stop: threading.Event,
) -> News:
    """Solve, tell what is found, and give the last news.

    Args:
        problem: the data and the scenario, with the time limit.
        keep: weeks that stay exactly as they are.
        start: further weeks to begin with; the plan is never worth less.
        around: whether anything is locked, so that the bound is not that of any plan.
        tell: called with a ``News`` at most twice a second.
        stop: ends the search when it is set.

    Raises:
        UsageError: the weeks that stay break a rule.
        ProofError: the plain rules contradict the solver: a bug.
    """
    from bundler.scenarios.work import Running

    told = _Told(tell, around)
    run = Running(problem, stop, keep=tuple(keep), start=tuple(start))
    while not run.over.wait(_POLL):
        if stop.is_set():
            run.over.wait(_PATIENCE)
            break
        if run.overdue:
            break
        told.look(run)
    if run.error is not None:
        raise run.error
    result = run.result if run.over.is_set() else run.so_far()
    if result is None:
        return News(run.seconds, "finish", None, None, 0, NOTHING_YET, None, "user")
    return told.news(result, "finish", run.seconds, ended=True)


class _Told:
    """What was told, so that nothing is told twice and not too often."""

    def __init__(self, tell: Tell, around: bool) -> None:
        self._tell, self._around = tell, around
        self._next = 0.0
        self._rosters: tuple[Roster, ...] | None = None
        self._before: tuple[object, ...] = ()

    def look(self, run: Running) -> None:
        """Tell what is new, if it is time for that."""
        progress = run.latest
        if progress is None or run.seconds < self._next:
            return
        known = (progress.phase, progress.best, progress.bound)
        if known == self._before:
            return
        self._before, self._next = known, run.seconds + _TELL_EVERY
        result = run.so_far() if progress.best is not None and progress.bound is not None else None
        if result is not None and result.plan is not None:
            self._tell(self.news(result, progress.phase, run.seconds))
        else:
            said = PREPARING if progress.phase == "prepare" else LOOKING
            self._tell(News(run.seconds, progress.phase, None, None, 0, said))

    def news(self, result: Result, phase: str, seconds: float, ended: bool = False) -> News:
        """What a result has to say."""
        from bundler.report.proof import gap_text

        if result.plan is None:
            return News(seconds, phase, None, None, 0, result.why_none or NOTHING_YET, None, "none")
        rosters = tuple(job.roster for job in result.plan)
        new = rosters if ended or rosters != self._rosters else None
        self._rosters = rosters
        said = gap_text(result)
        return News(
            seconds,
            phase,
            result.first.value,
            result.first.bound,
            len(rosters),
            _AROUND.fill(said=said) if self._around else said,
            new,
            result.stopped_by if ended else "",
            () if self._around else result.levels,
        )
