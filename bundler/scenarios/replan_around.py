"""The best plan around agreed jobs that stay, with what is left of the other ones in one job each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bundler.domain import Pin, Problem, Result
from bundler.domain.plan import StoppedBy
from bundler.rules import plan_score
from bundler.scenarios.replan_agreed import changed
from bundler.scenarios.replan_changes import Agreed, Roster
from bundler.scenarios.replan_price import Promised
from bundler.solver.find import find_jobs

Solver = Callable[..., Result]

_LEAST_SECONDS = 1.0
# to find out whether any job can hold what is left of one; it mostly takes some hundredths
_FIND_SECONDS = 1.0
_TINY = 1e-6


class SharedTime:
    """Solves of one problem that share its time limit; after a stop there is no further one.

    Attributes:
        spent: seconds so far.
        stopped: whether the user stopped one.
        cut: why the first that did not end by proof ended; None where all did.
    """

    def __init__(self, problem: Problem, solving: Solver) -> None:
        self.problem, self._solving = problem, solving
        self._limit = problem.scenario.solve.time_limit
        self.spent = 0.0
        self.stopped = False
        self.cut: StoppedBy | None = None

    @property
    def over(self) -> bool:
        """Whether there is no time for more."""
        return self.stopped or self.spent >= self._limit

    def solve(
        self,
        *,
        keep: Sequence[Roster] = (),
        wishes: Sequence[Pin] = (),
        start: Sequence[Roster] = (),
        share: float = 1.0,
    ) -> Result:
        """Solve in a share of the time that is left."""
        scenario = self.problem.scenario
        seconds = max(min(self._limit, _LEAST_SECONDS), share * (self._limit - self.spent))
        limited = scenario.solve.model_copy(update={"time_limit": seconds})
        of = changed(self.problem, solve=limited, pins=(*scenario.pins, *wishes))
        more = {"terse": True} if wishes else {}
        result = self._solving(of, keep=list(keep), start=list(start) or None, **more)
        self.spent += result.seconds
        self.stopped |= result.stopped_by == "user"
        if self.cut is None and result.stopped_by != "proof":
            self.cut = result.stopped_by
        return result

    def best(self, keep: Sequence[Roster], wishes: Sequence[Pin]) -> list[Roster] | None:
        """The jobs of the best plan that holds these; None where there is none, or no time for it."""
        if self.over:
            self.cut = self.cut or "time"
            return None
        result = self.solve(keep=keep, wishes=wishes)
        return None if result.plan is None else [job.roster for job in result.plan]


class Around(NamedTuple):
    """The best plan that was found around agreed jobs.

    Attributes:
        result: as it was solved, without codes; no plan where none keeps all of ``promised.rosters``.
        promised: what it keeps.
    """

    result: Result
    promised: Promised

    @property
    def rosters(self) -> list[Roster]:
        """Its jobs."""
        return [job.roster for job in self.result.plan or ()]


def around(shared: SharedTime, kept: Sequence[Agreed], broken: Sequence[Agreed]) -> Around:
    """The best plan that holds the jobs that are kept, and what is left of the broken ones where it can.

    All that is left of a broken job is to be in one job again, where that is possible beside the jobs that
    are kept and the plan is worth no less than these alone. Where not all such wishes can be granted, as many
    as halving finds, those with most hours first.
    """
    problem, rosters = shared.problem, tuple(job.roster for job in kept)
    plain = shared.solve(keep=rosters, share=0.5)
    best = Around(plain, Promised(rosters, ()))
    if plain.plan is None:
        return best
    balanced = problem.scenario.solve.objective == "balanced"
    least = plan_score(problem, rosters) if balanced else float("-inf")
    waiting = [_wishes(shared, rosters, broken)]
    while waiting:
        some = waiting.pop(0)
        asked = Promised(rosters, (*best.promised.wishes, *some))
        if not some or shared.over:
            continue
        result = best.result
        if asked.broken_by(best.rosters):
            result = shared.solve(keep=rosters, wishes=asked.wishes, share=0.25)
        tried = Around(result, asked)
        if shared.stopped:
            break
        if result.plan is not None and result.score >= least - _TINY and not asked.broken_by(tried.rosters):
            best = tried
        elif len(some) > 1:
            half = len(some) // 2
            waiting[:0] = [some[:half], some[half:]]
    return best


def _wishes(shared: SharedTime, rosters: Sequence[Roster], broken: Sequence[Agreed]) -> tuple[Pin, ...]:
    """Pins that keep together what is left of each broken job, most minutes first, where a job holds that."""
    problem, found = shared.problem, []
    for job in broken:
        left = [session for session in job.roster if session.task_id in problem.task_by_id]
        names = tuple(sorted({session.task_id for session in left}))
        if not names or shared.over:
            continue
        holding = find_jobs(problem, names, any_will_do=True, seconds=_FIND_SECONDS, keep=rosters)
        if holding.rosters:
            pin = Pin(place=names[0]) if len(names) == 1 else Pin(together=names)
            found.append((-sum(session.end - session.start for session in left), job.job_id, pin))
    return tuple(pin for *_, pin in sorted(found, key=lambda each: each[:2]))
