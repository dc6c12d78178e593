"""A plan as lanes of the board: jobs that go on keep their number, drafts that make way are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.board.state import BoardJob
from bundler.domain import Problem, Session
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.rules import left_over, plan_violations
from bundler.scenarios.replan_changes import Agreed, in_order, with_codes

Roster = Sequence[Session]

_CHANGED = Text(
    "The board has changed since this plan was made, and it does not fit any more: {why}. Maybe stack the "
    "rest once more.",
    "Het bord is veranderd sinds dit plan werd gemaakt, en het past niet meer: {why}. Misschien nog eens "
    "laten stapelen.",
)
_LOCKED = Text("{job} is locked", "{job} staat vast")
_TAKEN = Text("The plan is on the board: {jobs}.", "Het plan staat op het bord: {jobs}.")
_ONE, _MANY = Text("1 job", "1 baan"), Text("{n} jobs", "{n} banen")
_DRAFT = Text(
    "Draft {jobs} is gone: the plan uses its tasks.",
    "Schets {jobs} is weg: het plan gebruikt die taken.",
)
_DRAFTS = Text(
    "Drafts {jobs} are gone: the plan uses their tasks.",
    "Schetsen {jobs} zijn weg: het plan gebruikt die taken.",
)


class Lanes:
    """Gives the jobs of one plan after another their numbers, so that they change as little as can be."""

    def __init__(self) -> None:
        # of the plan named last: jobs that are not on the board
        self._new: tuple[Agreed, ...] = ()

    def named(
        self,
        problem: Problem,
        jobs: Sequence[BoardJob],
        rosters: Sequence[Roster],
        last_job: int,
        calm: bool = False,
    ) -> tuple[BoardJob, ...]:
        """The jobs of a plan as lanes, in order of number.

        A week that is on the board keeps its number. Of the others, those that share most hours of the same
        tasks with a job of the board, or of the plan named before, have its number.

        Args:
            problem: the data and the scenario.
            jobs: those on the board.
            rosters: the weeks of the plan.
            last_job: the highest number that a job ever had; new ones go on from there.
            calm: whether weeks go back to the days and times of the board where that costs nothing.
        """
        # of alike weeks those that are locked stay
        first = sorted(jobs, key=lambda job: not job.locked)
        agreed = [in_order(Agreed(job.job_id, job.roster)) for job in first if job.roster is not None]
        before = [job for job in self._new if _number(job.job_id) > last_job]
        # nothing shares a task with it: new numbers go on after it
        last = Agreed(f"J{last_job:02d}", ())
        weeks = [in_order(Agreed("", tuple(roster))).roster for roster in rosters]
        named = with_codes(problem, [*agreed, *before, last], weeks)
        known = {job.job_id: job for job in jobs}
        self._new = tuple(Agreed(job.job_id, job.roster) for job in named if job.job_id not in known)
        if calm:
            from bundler.scenarios.replan_settle import settle

            named = settle(problem, agreed, named)
        return tuple(_lane(job.job_id, job.roster, known.get(job.job_id)) for job in named)


class Taken(NamedTuple):
    """A plan that can take the place of all jobs of a board.

    Attributes:
        jobs: all of them, with the drafts whose tasks the plan leaves over.
        dissolved: ids of the drafts that make way.
        said: what happens, in words.
    """

    jobs: tuple[BoardJob, ...]
    dissolved: tuple[str, ...]
    said: Text


def taken(
    problem: Problem,
    jobs: Sequence[BoardJob],
    rosters: Sequence[Roster],
    last_job: int,
    lanes: Lanes | None = None,
) -> Taken:
    """A plan as it comes onto a board.

    Args:
        problem: the data and the scenario as they are now.
        jobs: those on the board now.
        rosters: the weeks of the plan.
        last_job: the highest number that a job ever had.
        lanes: what gave the numbers that the screens show; None: they are given here.

    Raises:
        UsageError: the plan breaks a rule or a locked job as the board is now.
    """
    named = (lanes or Lanes()).named(problem, jobs, rosters, last_job, calm=True)
    broken = plan_violations(problem, {job.job_id: job.roster or () for job in named})
    asking = ("pin_place", "pin_together", "pin_job")
    wrong = [each for verdicts in broken.values() for each in verdicts if each.code not in asking]
    if wrong:
        raise UsageError(_CHANGED.fill(why=wrong[0].text))
    by_id = {job.job_id: job for job in named}
    for job in jobs:
        if job.locked and job.roster is not None and by_id.get(job.job_id) != job:
            raise UsageError(_CHANGED.fill(why=_LOCKED.fill(job=job.job_id)))
    room = left_over(problem, [job.roster or () for job in named])
    drafts = [job for job in jobs if job.roster is None]
    stay = tuple(job for job in drafts if job.locked or all(name in room for name in job.task_ids))
    gone = tuple(job.job_id for job in drafts if job not in stay)
    said = _TAKEN.fill(jobs=_ONE if len(named) == 1 else _MANY.fill(n=len(named)))
    if gone:
        more = (_DRAFT if len(gone) == 1 else _DRAFTS).fill(jobs=", ".join(gone))
        said = Text(f"{said.en} {more.en}", f"{said.nl} {more.nl}")
    order = {job.job_id: at for at, job in enumerate(jobs)}
    whole = sorted([*named, *stay], key=lambda job: (order.get(job.job_id, len(order)), job.job_id))
    return Taken(tuple(whole), gone, said)


def _lane(job_id: str, roster: Roster, before: BoardJob | None) -> BoardJob:
    """A lane; tasks that it had already stand where they stood."""
    if before is not None and before.roster is not None and set(before.roster) == set(roster):
        return before
    names = dict.fromkeys(session.task_id for session in roster)
    stood = [name for name in before.task_ids if name in names] if before is not None else []
    tasks = dict.fromkeys([*stood, *names])
    return BoardJob(job_id, tuple(tasks), tuple(roster))


def _number(job_id: str) -> int:
    return int("".join(filter(str.isdecimal, job_id)) or 0)
