"""What moved between two plans: tasks by the company they keep, jobs by what stayed exactly the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from bundler.domain import Job, Problem, Session

# left: in no job any more; placed: in a job now; fewer, more: of its sessions are in jobs; moved: with other
# tasks; retimed: with the same tasks at other times; added, dropped: the task itself is not in both.
MoveKind = Literal["left", "placed", "fewer", "more", "moved", "retimed", "added", "dropped"]
MOVE_KINDS: tuple[MoveKind, ...] = (
    "left", "placed", "fewer", "more", "moved", "retimed", "added", "dropped",
)  # fmt: skip
_Key = TypeVar("_Key", bound=Hashable)


class Held(NamedTuple):
    """A job that has a task.

    Attributes:
        job_id: in its own plan.
        partners: ids of the job's other tasks, sorted.
        sessions: of the task in this job.
    """

    job_id: str
    partners: tuple[str, ...]
    sessions: int


class Move(NamedTuple):
    """What became of a task.

    Attributes:
        kind: what happened to it.
        sessions_before: in jobs, in the first plan.
        sessions_after: in the second.
        before: jobs of the first plan that it is no longer in, or not in the same company.
        after: jobs of the second plan that it was not in, or not in the same company.
    """

    task_id: str
    kind: MoveKind
    sessions_before: int
    sessions_after: int
    before: tuple[Held, ...]
    after: tuple[Held, ...]


class Moves(NamedTuple):
    """Everything that moved from one plan to another.

    Attributes:
        tasks: those that moved, in the data's order.
        stayed: how many tasks in jobs kept their company and times.
        same: jobs that are exactly the same, by their id in each plan.
        retimed: jobs of the same tasks at other times.
        gone: ids of the first plan's other jobs.
        new: ids of the second plan's other jobs.
    """

    tasks: tuple[Move, ...]
    stayed: int
    same: tuple[tuple[str, str], ...]
    retimed: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def moves(before: tuple[Problem, Sequence[Job]], after: tuple[Problem, Sequence[Job]]) -> Moves:
    """What moved from one plan to another.

    Job ids say nothing between two plans: jobs are the same by what they hold.

    Args:
        before: the first plan with its data.
        after: the second plan with its data, which may have other tasks.
    """
    (old, old_jobs), (new, new_jobs) = before, after
    same, gone, fresh = _matched(old_jobs, new_jobs, lambda job: job.roster)
    retimed, gone, fresh = _matched(gone, fresh, lambda job: job.task_ids)
    held_before, held_after = _held(old_jobs), _held(new_jobs)
    times_before, times_after = _times(old_jobs), _times(new_jobs)
    found, stayed = [], 0
    for task_id in dict.fromkeys((*new.task_by_id, *old.task_by_id)):
        was, now = held_before.get(task_id, []), held_after.get(task_id, [])
        kind = _kind(task_id in old.task_by_id, task_id in new.task_by_id, was, now)
        if kind is None and times_before.get(task_id) != times_after.get(task_id):
            kind = "retimed"
        if kind is None:
            stayed += bool(now)
            continue
        left, come = (was, now) if kind == "retimed" else (_without(was, now), _without(now, was))
        found.append(
            Move(
                task_id,
                kind,
                sum(held.sessions for held in was),
                sum(held.sessions for held in now),
                tuple(left),
                tuple(come),
            )
        )
    return Moves(
        tuple(found),
        stayed,
        tuple(same),
        tuple(retimed),
        tuple(job.job_id for job in gone),
        tuple(job.job_id for job in fresh),
    )


def _kind(had: bool, has: bool, was: Sequence[Held], now: Sequence[Held]) -> MoveKind | None:
    """What happened to a task's company; None where nothing did."""
    if not has:
        return "dropped"
    if not had:
        return "added"
    before, after = sum(held.sessions for held in was), sum(held.sessions for held in now)
    if before and not after:
        return "left"
    if after and not before:
        return "placed"
    if before != after:
        return "fewer" if after < before else "more"
    return None if _company(was) == _company(now) else "moved"


def _company(held: Iterable[Held]) -> Counter[tuple[tuple[str, ...], int]]:
    return Counter((each.partners, each.sessions) for each in held)


def _without(held: Iterable[Held], others: Iterable[Held]) -> Iterator[Held]:
    """The jobs for which the other plan has none of the same company."""
    matched = _company(others)
    for each in held:
        key = (each.partners, each.sessions)
        if matched[key]:
            matched[key] -= 1
        else:
            yield each


def _held(jobs: Iterable[Job]) -> dict[str, list[Held]]:
    """The jobs of each task."""
    found: dict[str, list[Held]] = {}
    for job in jobs:
        ids = job.task_ids
        counts = Counter(session.task_id for session in job.roster)
        for task_id in ids:
            partners = tuple(other for other in ids if other != task_id)
            found.setdefault(task_id, []).append(Held(job.job_id, partners, counts[task_id]))
    return found


def _times(jobs: Iterable[Job]) -> dict[str, Counter[tuple[Session, ...]]]:
    """The week of each task in each of its jobs."""
    found: dict[str, Counter[tuple[Session, ...]]] = {}
    for job in jobs:
        for task_id in job.task_ids:
            week = tuple(session for session in job.roster if session.task_id == task_id)
            found.setdefault(task_id, Counter())[week] += 1
    return found


def _matched(
    before: Sequence[Job], after: Sequence[Job], key: Callable[[Job], _Key]
) -> tuple[list[tuple[str, str]], list[Job], list[Job]]:
    """Pairs of jobs with the same key, and the jobs of each plan that have no pair."""
    waiting: dict[_Key, list[Job]] = {}
    for job in before:
        waiting.setdefault(key(job), []).append(job)
    pairs, fresh = [], []
    for job in after:
        found = waiting.get(key(job))
        if found:
            pairs.append((found.pop(0).job_id, job.job_id))
        else:
            fresh.append(job)
    rest = {id(job) for jobs in waiting.values() for job in jobs}
    return pairs, [job for job in before if id(job) in rest], fresh
