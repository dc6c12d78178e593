"""A job that changes keeps its days and times where that costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from bundler.domain import Job, Problem, Session
from bundler.errors import OwnRuleFailed
from bundler.rules import across_jobs, make_job, violations
from bundler.scenarios.replan_agreed import score
from bundler.scenarios.replan_changes import Agreed, Roster, in_order

_TINY = 1e-9


def settle(problem: Problem, agreed: Sequence[Agreed], jobs: Sequence[Job]) -> tuple[Job, ...]:
    """The same jobs, those that changed with times and days nearer to the agreed ones.

    Every job stays viable and none is worth less. What is tried is to shift or to put back sessions, tasks,
    days and the week of a job, and to put back the days of two jobs at once that share a task.
    """
    return _Settling(problem, agreed, jobs).settled()


class _Settling:
    """The jobs of a plan, on their way to the agreed ones."""

    def __init__(self, problem: Problem, agreed: Sequence[Agreed], jobs: Sequence[Job]) -> None:
        self.problem = problem
        self.rosters = {job.job_id: job.roster for job in jobs}
        self.was = {
            job.job_id: job.roster
            for job in agreed
            if job.job_id in self.rosters and job.roster != self.rosters[job.job_id]
        }

    def settled(self) -> tuple[Job, ...]:
        """The jobs when nothing brings them nearer any more."""
        for code in self.was:
            self._alone(code)
        for one, other in combinations(self.was, 2):
            if self._share(one, other) and self._both(one, other):
                self._alone(one)
                self._alone(other)
        return tuple(make_job(self.problem, code, roster) for code, roster in self.rosters.items())

    def _alone(self, code: str) -> None:
        while any(self._take({code: roster}) for roster in _steps(self.was[code], self.rosters[code])):
            pass

    def _share(self, one: str, other: str) -> bool:
        """Whether the two have a shareable task together: what one puts back can be in the other's way."""
        ours, theirs = ({session.task_id for session in self.rosters[code]} for code in (one, other))
        return any(self.problem.task_by_id[name].shareable for name in ours & theirs)

    def _both(self, one: str, other: str) -> bool:
        ways = product(*(_put_back(self.was[code], self.rosters[code]) for code in (one, other)))
        return any(self._take(dict(zip((one, other), way, strict=True))) for way in ways)

    def _take(self, new: Mapping[str, Roster]) -> bool:
        """Take these rosters over where they are nearer, viable, and worth no less."""
        before = _sum(_nearness(self.was[code], self.rosters[code]) for code in new)
        if _sum(_nearness(self.was[code], roster) for code, roster in new.items()) <= before:
            return False
        for code, roster in new.items():
            try:
                broken = violations(self.problem, roster)
            except OwnRuleFailed:
                # at times that no job can have, a rule of the user's own may not know what to say
                return False
            if broken:
                return False
            if score(self.problem, [roster]) < score(self.problem, [self.rosters[code]]) - _TINY:
                return False
        if across_jobs(self.problem, {**self.rosters, **new}):
            return False
        self.rosters |= new
        return True


def _nearness(was: Roster, now: Roster) -> tuple[int, int, int]:
    """Sessions that begin as agreed, those on an agreed day, and how many minutes the latter are off."""
    starts = _starts(was)
    known = [abs(s.start - starts[s.task_id, s.day]) for s in now if (s.task_id, s.day) in starts]
    return sum(not off for off in known), len(known), -sum(known)


def _sum(parts: Iterable[tuple[int, int, int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*parts, strict=True)))


def _starts(roster: Roster) -> dict[tuple[str, int], int]:
    return {(session.task_id, session.day): session.start for session in roster}


def _steps(was: Roster, now: Roster) -> Iterator[Roster]:
    """The same sessions at other times or on other days, the largest steps first."""
    starts = _starts(was)
    off = {
        session: starts[session.task_id, session.day] - session.start
        for session in now
        if (session.task_id, session.day) in starts
    }
    by_size = sorted({minutes for minutes in off.values() if minutes}, key=lambda each: (abs(each), each))
    yield from _put_back(was, now)
    yield _shifted(now, off)
    for minutes in by_size:
        yield _shifted(now, dict.fromkeys(now, minutes))
    for name in dict.fromkeys(session.task_id for session in now):
        yield _shifted(now, {each: by for each, by in off.items() if each.task_id == name})
        yield from _put_back(was, now, name)
    for day in dict.fromkeys(session.day for session in now):
        yield _shifted(now, {each: by for each, by in off.items() if each.day == day})
        for minutes in by_size:
            yield _shifted(now, {each: minutes for each in now if each.day == day})
    for session, minutes in off.items():
        yield _shifted(now, {session: minutes})


def _shifted(roster: Roster, off: Mapping[Session, int]) -> Roster:
    return _ordered(_at(each, each.day, each.start + off.get(each, 0)) for each in roster)


def _put_back(was: Roster, now: Roster, only: str | None = None) -> Iterator[Roster]:
    """Tasks with as many sessions as before on their agreed days: at agreed times, then at those of now."""
    own: dict[str, list[Session]] = {}
    agreed: dict[str, list[Session]] = {}
    for sessions, by_task in ((now, own), (was, agreed)):
        for session in sessions:
            by_task.setdefault(session.task_id, []).append(session)
    back = [
        name
        for name, sessions in own.items()
        if only in (None, name) and len(agreed.get(name, ())) == len(sessions)
    ]
    rest = [session for session in now if session.task_id not in back]
    for source in (agreed, own):
        moved = [
            _at(session, then.day, timed.start)
            for name in back
            for session, then, timed in zip(own[name], agreed[name], source[name], strict=True)
        ]
        yield _ordered([*rest, *moved])


def _at(session: Session, day: int, start: int) -> Session:
    """A session of the same length at another time."""
    return session.model_copy(update={"day": day, "start": start, "end": start + session.end - session.start})


def _ordered(sessions: Iterable[Session]) -> Roster:
    return in_order(Agreed("", tuple(sessions))).roster
