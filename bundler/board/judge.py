"""What a job on the board is worth, or which rules stand in its way and by how much."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from bundler.board import words
from bundler.board.nearest import searched, seen
from bundler.board.state import BoardJob
from bundler.domain import Problem, Session
from bundler.i18n import Text
from bundler.rules import Week, plan_violations, round_points, week_terms

Roster = tuple[Session, ...]
_ASKING = ("place", "together", "job")
# A search for the best week of so few tasks takes some milliseconds, once the compiled kernels are loaded;
# this is for what nobody thought of.
_SECONDS = 20.0
_MOST_KNOWN = 500


class Judged(NamedTuple):
    """A job held against every rule.

    Attributes:
        job_id: the job.
        viable: whether it has a week that keeps every rule.
        points: what that week is worth; None for a draft.
        hours: task hours a week: of a draft, of all sessions it could hold.
        why: of a draft, rule by rule what is in the way and by how much.
    """

    job_id: str
    viable: bool
    points: float | None
    hours: float
    why: tuple[Text, ...] = ()


def judged(problem: Problem, job: BoardJob) -> Judged:
    """What a job on the board is worth; nothing is searched for."""
    if job.roster is None:
        known = [problem.task_by_id[name] for name in job.task_ids if name in problem.task_by_id]
        minutes = sum(task.sessions_per_week * task.session_minutes for task in known)
        return Judged(job.job_id, False, None, minutes / 60, job.why)
    week = Week(problem, job.roster)
    return Judged(job.job_id, True, round_points(sum(week_terms(week).values())), week.minutes / 60)


def judge_again(problem: Problem, jobs: Iterable[BoardJob], order: Sequence[str]) -> tuple[BoardJob, ...]:
    """Judge some jobs, one after another, around what all others hold.

    Each gets the best week of exactly its tasks, or the reasons why it has none. A locked job keeps its week
    as long as that keeps every rule. A week that is still right is not lost to another job.

    Args:
        problem: the data and the rules.
        jobs: all jobs of the board.
        order: ids of those to judge; the first has the first choice of what jobs share.

    Returns:
        The jobs judged, in that order.
    """
    by_id = {job.job_id: job for job in jobs}
    forbidding = without_asking(problem)
    held = {name: job.roster for name, job in by_id.items() if job.roster is not None and name not in order}
    for name in order:
        roster = _still_right(forbidding, by_id[name], held)
        if roster is not None:
            held[name] = roster
    found = []
    known = _known(problem)
    for name in order:
        job = by_id[name]
        if job.locked and name in held:
            found.append(job._replace(why=()))
            continue
        others = [roster for other, roster in held.items() if other != name]
        roster, why = known.best_week(forbidding, job.task_ids, others)
        if roster is None and name in held:  # it was not found again in time
            roster, why = held[name], ()
        if roster is not None:
            held[name] = roster
        else:
            held.pop(name, None)
        found.append(job._replace(roster=roster, why=why))
    return tuple(found)


class _Known:
    """What was found for a problem: one card that moves asks again for many jobs that stay as they are."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._found: OrderedDict[Hashable, tuple[Roster | None, tuple[Text, ...]]] = OrderedDict()

    def best_week(
        self, forbidding: Problem, task_ids: Sequence[str], others: Sequence[Roster]
    ) -> tuple[Roster | None, tuple[Text, ...]]:
        """As ``best_week``."""
        key = (tuple(task_ids), tuple(_sharing(task_ids, others)))
        found = self._found.get(key)
        if found is None:
            found = best_week(forbidding, task_ids, others)
            if found[1] == (words.UNDECIDED,):
                return found
            self._found[key] = found
            while len(self._found) > _MOST_KNOWN:
                self._found.popitem(last=False)
        return found


_last: _Known | None = None


def _known(problem: Problem) -> _Known:
    global _last
    if _last is None or _last.problem is not problem:
        _last = _Known(problem)
    return _last


def best_week(
    problem: Problem, task_ids: Sequence[str], others: Sequence[Roster]
) -> tuple[Roster | None, tuple[Text, ...]]:
    """The best week of exactly these tasks beside other jobs; else why there is none."""
    from bundler.solver.find import find_jobs

    small, near = _around(problem, task_ids, others)
    why = seen(small, task_ids, near)
    if why:
        return None, why
    found = find_jobs(small, task_ids, among=task_ids, keep=near, seconds=_SECONDS)
    if found.rosters:
        return found.rosters[0], ()
    if not found.proved:
        return None, (words.UNDECIDED,)
    return None, searched(small, task_ids, near)


def warm(problem: Problem) -> None:
    """Load what the search needs: the first one takes a second or more."""
    from bundler.solver.find import find_jobs

    for task in problem.tasks[:1]:
        find_jobs(problem, [task.task_id], among=[task.task_id], seconds=_SECONDS)


def without_asking(problem: Problem) -> Problem:
    """The problem without the pins that ask for a job: a board that is not finished breaks these."""
    pins = tuple(pin for pin in problem.scenario.pins if pin.kind not in _ASKING)
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})


def _still_right(problem: Problem, job: BoardJob, held: Mapping[str, Roster]) -> Roster | None:
    """The week of a job if it keeps every rule beside what others hold; else None."""
    if job.roster is None or {session.task_id for session in job.roster} != set(job.task_ids):
        return None
    if not set(job.task_ids) <= problem.task_by_id.keys():
        return None
    small, near = _around(problem, job.task_ids, list(held.values()))
    rosters = {job.job_id: job.roster} | {str(at): roster for at, roster in enumerate(near)}
    return None if plan_violations(small, rosters) else job.roster


def _around(
    problem: Problem, task_ids: Sequence[str], others: Sequence[Roster]
) -> tuple[Problem, list[Roster]]:
    """The problem of just these tasks, and the other jobs that hold some of them, with their tasks."""
    near = _sharing(task_ids, others)
    names = set(task_ids) | {session.task_id for roster in near for session in roster}
    tasks = tuple(task for task in problem.tasks if task.task_id in names)
    return problem.model_copy(update={"tasks": tasks}), near


def _sharing(task_ids: Sequence[str], others: Sequence[Roster]) -> list[Roster]:
    """The jobs that hold some of these tasks."""
    asked = set(task_ids)
    return [roster for roster in others if any(session.task_id in asked for session in roster)]
