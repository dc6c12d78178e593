"""What a new plan changes for whom: agreed jobs and new ones, code by code, session by session."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from bundler.domain import Job, Problem, Session
from bundler.i18n import Text
from bundler.rules import make_job

Kind = Literal["changed", "ends", "new", "same"]
KINDS: tuple[Kind, ...] = ("changed", "ends", "new", "same")
Roster = tuple[Session, ...]

# the number at the end of a code, as far as it is one to count on from
_NUMBER = re.compile(r"[0-9]{1,9}$")


class Agreed(NamedTuple):
    """A job that a person has: its code and its sessions, as they were agreed.

    Attributes:
        suppliers: ids of its suppliers then, where that is known.
    """

    job_id: str
    roster: Roster
    suppliers: tuple[str, ...] = ()


class Moved(NamedTuple):
    """A session that stays on its day at another time."""

    before: Session
    after: Session


class JobChange(NamedTuple):
    """What happens to one job.

    Attributes:
        job_id: its code.
        kind: ``same`` to the minute, ``changed``, ``ends`` without a successor, or ``new``.
        why: why an agreed job could not stay as it was; empty where it could.
        before, after: its sessions; empty for a new job and for one that ends.
        suppliers_before, suppliers_after: ids, sorted. A job that is the same to the minute has other ones
            where a task has passed to another supplier.
        removed, added: sessions it loses and gains, day by day.
        moved: sessions at another time of the same day.
    """

    job_id: str
    kind: Kind
    why: tuple[Text, ...]
    before: Roster
    after: Roster
    suppliers_before: tuple[str, ...]
    suppliers_after: tuple[str, ...]
    removed: Roster
    added: Roster
    moved: tuple[Moved, ...]

    @property
    def minutes(self) -> tuple[int, int]:
        """Task minutes a week, before and after."""
        return _minutes(self.before), _minutes(self.after)

    @property
    def first_starts(self) -> tuple[int | None, int | None]:
        """The earliest start of the week, before and after; None where there is no week."""
        before, after = (min((s.start for s in part), default=None) for part in (self.before, self.after))
        return before, after


def in_order(job: Agreed) -> Agreed:
    """The same with its sessions in the order in which a plan has them."""
    ordered = sorted(job.roster, key=lambda each: (each.day, each.start, each.end, each.task_id))
    return job._replace(roster=tuple(ordered))


def _minutes(roster: Sequence[Session]) -> int:
    return sum(session.end - session.start for session in roster)


def with_codes(problem: Problem, agreed: Sequence[Agreed], rosters: Sequence[Roster]) -> tuple[Job, ...]:
    """Jobs with codes: agreed ones keep theirs, a changed one goes by the sessions it still shares.

    An agreed job and a new one that share most minutes of the same tasks on the same days go together first;
    a job that shares no task with any agreed one gets a code that was not in use. Of agreed jobs that are
    exactly alike those listed first stay.
    """
    open_jobs = list(rosters)
    of_code: dict[str, Roster] = {}
    for job in agreed:
        if job.roster in open_jobs:
            open_jobs.remove(job.roster)
            of_code[job.job_id] = job.roster
    pairs = [
        (_shared(job.roster, roster), job.job_id, at)
        for job in agreed
        if job.job_id not in of_code
        for at, roster in enumerate(open_jobs)
    ]
    used: set[int] = set()
    for shared, code, at in sorted(pairs, key=lambda pair: (-pair[0][0], -pair[0][1], pair[1], pair[2])):
        if shared[1] and code not in of_code and at not in used:
            of_code[code] = open_jobs[at]
            used.add(at)
    fresh = _fresh_codes([job.job_id for job in agreed])
    for at, roster in enumerate(open_jobs):
        if at not in used:
            of_code[next(fresh)] = roster
    return tuple(make_job(problem, code, of_code[code]) for code in sorted(of_code, key=_by_number))


def _shared(one: Roster, other: Roster) -> tuple[int, int]:
    """Minutes of the same tasks on the same days; minutes of the same tasks on any day."""
    there = {(session.task_id, session.day) for session in other}
    tasks = {session.task_id for session in other}
    same_day = [s for s in one if (s.task_id, s.day) in there]
    return _minutes(same_day), _minutes([s for s in one if s.task_id in tasks])


def _by_number(code: str) -> tuple[str, int, str]:
    number = _NUMBER.search(code)
    return (code[: number.start()], int(number.group()), code) if number else (code, -1, code)


def _fresh_codes(taken: Sequence[str]) -> Iterator[str]:
    numbers = [int(found.group()) for code in taken if (found := _NUMBER.search(code))]
    number = max(numbers, default=0)
    while True:
        number += 1
        if (code := f"J{number:02d}") not in taken:
            yield code


def changes_of(
    problem: Problem, agreed: Sequence[Agreed], jobs: Sequence[Job], why: Mapping[str, tuple[Text, ...]]
) -> tuple[JobChange, ...]:
    """What happens to every agreed job, and which jobs are new, in order of code.

    Args:
        problem: the data as they are now.
        agreed: the jobs that people have.
        jobs: those of the new plan, with codes.
        why: by code, why an agreed job could not stay as it was.
    """
    was = {job.job_id: job for job in agreed}
    now = {job.job_id: job for job in jobs}
    return tuple(
        _change(problem, was.get(code), now.get(code), code, why.get(code, ()))
        for code in sorted({*was, *now}, key=_by_number)
    )


def _change(
    problem: Problem, was: Agreed | None, now: Job | None, code: str, why: tuple[Text, ...]
) -> JobChange:
    before, after = was.roster if was else (), now.roster if now else ()
    gone, come = Counter(before), Counter(after)
    removed = sorted((gone - come).elements(), key=_in_order)
    added = sorted((come - gone).elements(), key=_in_order)
    moved = []
    for session in list(removed):
        later = next((s for s in added if (s.day, s.task_id) == (session.day, session.task_id)), None)
        if later is not None:
            moved.append(Moved(session, later))
            removed.remove(session)
            added.remove(later)
    kind: Kind = "same"
    if was is None:
        kind = "new"
    elif now is None:
        kind = "ends"
    elif removed or added or moved:
        kind = "changed"
    return JobChange(
        job_id=code,
        kind=kind,
        why=() if kind == "same" else why,
        before=before,
        after=after,
        suppliers_before=_suppliers_then(problem, was) if was else (),
        suppliers_after=now.suppliers if now else (),
        removed=tuple(removed),
        added=tuple(added),
        moved=tuple(moved),
    )


def _suppliers_then(problem: Problem, job: Agreed) -> tuple[str, ...]:
    """As was agreed; where that is not known, those of its tasks that are still there."""
    known = problem.task_by_id
    of_tasks = {known[s.task_id].supplier_id for s in job.roster if s.task_id in known}
    return tuple(sorted(job.suppliers or of_tasks))


def _in_order(session: Session) -> tuple[int, int, str]:
    return session.day, session.start, session.task_id
