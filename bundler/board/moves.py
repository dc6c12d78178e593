"""What a change asks of the jobs: which tasks go where, and which jobs have to be judged again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bundler.board import words
from bundler.board.events import put
from bundler.board.judge import judge_again, without_asking
from bundler.board.outcome import Refused
from bundler.board.state import Board, BoardJob
from bundler.domain import Pin, Problem
from bundler.explain.words import listed
from bundler.i18n import Text
from bundler.rules import left_over, plan_violations

Jobs = tuple[BoardJob, ...]
NEW = "new"
# more are not looked at by the search
MOST_TASKS = 12
_JOB_ID = re.compile(r"J(\d{2,9})\Z")


class Changed(NamedTuple):
    """Jobs that are different from those on the board, and those that were judged."""

    jobs: Jobs
    judged: tuple[str, ...]


def on_shelf(problem: Problem, board: Board) -> dict[str, int]:
    """Sessions a week of each task that neither a viable job nor a draft holds.

    A draft is counted for the fewest sessions that a job may hold.
    """
    left = left_over(problem, board.rosters.values())
    for job in board.jobs:
        for name in job.task_ids if job.roster is None else ():
            if name in left:
                left[name] -= problem.task_by_id[name].sessions_in_a_job()[0]
    return {name: count for name, count in left.items() if count > 0}


def moved(
    problem: Problem, board: Board, task_id: str, source: str | None, target: str | None, new_id: str
) -> Changed:
    """The jobs once a task went from one to another, judged.

    Args:
        problem: the data and the rules.
        board: as it is.
        task_id: the task.
        source: the job it comes from; None: what is left over.
        target: the job it goes to, or ``new``; None: what is left over.
        new_id: the number of a new job.

    Raises:
        Refused: it cannot go there, or is not where it comes from.
    """
    if task_id not in problem.task_by_id:
        raise Refused(words.NO_TASK.fill(task=task_id))
    if source == target:
        raise Refused(words.NOWHERE.fill(task=task_id))
    changed: list[BoardJob] = []
    if target is not None:
        into = BoardJob(new_id, ()) if target == NEW else _open_job(board, target)
        if task_id in into.task_ids:
            raise Refused(words.IN_JOB.fill(task=task_id, job=into.job_id))
        if len(into.task_ids) >= MOST_TASKS:
            raise Refused(words.TOO_MANY_TASKS.fill(most=MOST_TASKS))
        changed.append(_of(into, (*into.task_ids, task_id)))
    if source is not None:
        out = _open_job(board, source)
        if task_id not in out.task_ids:
            raise Refused(words.NOT_IN_JOB.fill(task=task_id, job=source))
        changed.append(_of(out, _but(out.task_ids, task_id)))
    else:
        _look_on_shelf(problem, board, task_id)
    return settled(problem, board, changed, {task_id, *(name for job in changed for name in job.task_ids)})


def settled(
    problem: Problem, board: Board, changed: Sequence[BoardJob], freed: Iterable[str] = ()
) -> Changed:
    """The jobs once some have other tasks: these are judged, and drafts that share a task with what moved.

    Args:
        problem: the data and the rules.
        board: as it is.
        changed: the jobs as they have to be, not judged yet; the first has the first choice.
        freed: tasks of which jobs may hold more or less now.
    """
    jobs = put(board.jobs, changed)
    ids = {job.job_id for job in changed}
    order = [job.job_id for job in changed if job.task_ids]
    moving = set(freed)
    order += [
        job.job_id
        for job in jobs
        if job.roster is None and job.job_id not in ids and not moving.isdisjoint(job.task_ids)
    ]
    gone = tuple(job for job in changed if not job.task_ids and board.job(job.job_id))
    return _judged(problem, board, jobs, order, gone)


def all_again(problem: Problem, board: Board, jobs: Jobs, order: Sequence[str]) -> Changed:
    """The jobs under other rules or data, those in ``order`` judged.

    Args:
        problem: the data and the rules as they are now.
        board: as it was.
        jobs: all jobs, with their tasks as they have to be.
        order: ids of those to judge.
    """
    there = {job.job_id for job in jobs}
    gone = tuple(
        job._replace(task_ids=(), roster=None, why=()) for job in board.jobs if job.job_id not in there
    )
    return _judged(problem, board, jobs, order, gone)


def without_tasks(jobs: Iterable[BoardJob], gone: Iterable[str]) -> Jobs:
    """The jobs without some tasks, those of no other task gone."""
    names = set(gone)
    left = (
        job if names.isdisjoint(job.task_ids) else _of(job, tuple(n for n in job.task_ids if n not in names))
        for job in jobs
    )
    return tuple(job for job in left if job.task_ids)


def touched_by(problem: Problem, jobs: Iterable[BoardJob], pin: Pin) -> list[str]:
    """Ids of the jobs that a pin that forbids says something about."""
    if pin.kind not in ("apart", "leave", "forbid_suppliers"):
        return []
    named = set(pin.ids)
    if pin.kind == "forbid_suppliers":
        named = {task.task_id for task in problem.tasks if task.supplier_id in named}
    return [job.job_id for job in jobs if not named.isdisjoint(job.task_ids)]


def check_pin(problem: Problem, pin: Pin) -> None:
    """Hold a pin against the data.

    Raises:
        Refused: it names what is not there, or too little.
    """
    known = problem.supplier_by_id if pin.kind == "forbid_suppliers" else problem.task_by_id
    unknown = [name for name in pin.ids if name not in known]
    if unknown:
        raise Refused(words.PIN_IDS.fill(names=listed(unknown)))
    least = 2 if pin.kind in ("together", "apart", "forbid_suppliers") else 1
    if len(set(pin.ids)) < least or len(set(pin.ids)) < len(pin.ids):
        raise Refused(words.PIN_FEW)


def check_plan(problem: Problem, board: Board, jobs: Sequence[BoardJob], last_job: int) -> None:
    """Hold a whole plan against the rules and the locks.

    Raises:
        Refused: it does not fit the board.
    """
    ids = [job.job_id for job in jobs]
    numbers = [int(found[1]) for name in ids if board.job(name) is None and (found := _JOB_ID.match(name))]
    new = [name for name in ids if board.job(name) is None]
    if len(set(ids)) < len(ids) or len(numbers) < len(new) or any(number <= last_job for number in numbers):
        raise Refused(words.PLAN_BROKEN.fill(why=words.JOB_NUMBERS))
    by_id = {job.job_id: job for job in jobs}
    for job in board.jobs:
        if job.locked and by_id.get(job.job_id) != job:
            raise Refused(words.PLAN_BROKEN.fill(why=words.LOCKED_STAYS.fill(job=job.job_id)))
    for job in jobs:
        if job.roster is None:
            if board.job(job.job_id) != job:
                raise Refused(words.PLAN_BROKEN.fill(why=words.NO_WEEK.fill(job=job.job_id)))
        elif {session.task_id for session in job.roster} != set(job.task_ids):
            raise Refused(words.PLAN_BROKEN.fill(why=words.OTHER_TASKS.fill(job=job.job_id)))
    rosters = {job.job_id: job.roster for job in jobs if job.roster is not None}
    broken = plan_violations(without_asking(problem), rosters)
    if broken:
        raise Refused(words.PLAN_BROKEN.fill(why=next(iter(broken.values()))[0].text))


def effect(before: Board, after: Mapping[str, BoardJob]) -> Text:
    """What a change of rules, weights, pins or data did to the jobs."""
    parts = []
    was = {job.job_id: job for job in before.jobs}
    pairs = [(was[name], job) for name, job in after.items() if name in was]
    came = [job.job_id for old, job in pairs if job.viable and not old.viable]
    lost = [job.job_id for old, job in pairs if old.viable and not job.viable and job.task_ids]
    other = [job.job_id for old, job in pairs if job.viable and old.viable and job.roster != old.roster]
    gone = [job.job_id for _, job in pairs if not job.task_ids]
    for text, jobs in (
        (words.NOW_VIABLE, came),
        (words.NOT_VIABLE, lost),
        (words.BETTER_WEEK, other),
        (words.ALL_GONE, gone),
    ):
        if jobs:
            parts.append(text.fill(jobs=listed(jobs)))
    return words.joined(parts) if parts else words.JOBS_STAY


def _judged(problem: Problem, board: Board, jobs: Jobs, order: Sequence[str], gone: Jobs) -> Changed:
    found = judge_again(problem, jobs, order)
    now = {job.job_id: job for job in jobs} | {job.job_id: job for job in found}
    changed = tuple(job for name, job in now.items() if board.job(name) != job)
    return Changed((*changed, *gone), tuple(order))


def _of(job: BoardJob, task_ids: tuple[str, ...]) -> BoardJob:
    return job._replace(task_ids=task_ids, roster=None, why=())


def _but(task_ids: Iterable[str], task_id: str) -> tuple[str, ...]:
    return tuple(name for name in task_ids if name != task_id)


def _open_job(board: Board, job_id: str) -> BoardJob:
    job = board.job(job_id)
    if job is None:
        raise Refused(words.NO_JOB.fill(job=job_id))
    if job.locked:
        raise Refused(words.IS_LOCKED.fill(job=job_id))
    return job


def _look_on_shelf(problem: Problem, board: Board, task_id: str) -> None:
    """Look whether something of a task is left for one more job."""
    left, least = on_shelf(problem, board).get(task_id, 0), problem.task_by_id[task_id].sessions_in_a_job()[0]
    if left >= least:
        return
    if left:
        few = words.sessions(left)
        raise Refused(words.TOO_FEW_FREE.fill(task=task_id, left=few, least=least))
    jobs = [job.job_id for job in board.jobs if task_id in job.task_ids]
    raise Refused(words.NOTHING_FREE.fill(task=task_id, jobs=listed(jobs)))
