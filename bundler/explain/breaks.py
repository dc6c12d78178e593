"""The same job with as long a break as its windows allow: what it then is short of is told."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.explain.at_play import AtPlay
from bundler.rules import Week
from bundler.rules.week import Day


def with_longer_breaks(at_play: AtPlay, roster: Sequence[Session]) -> tuple[Session, ...]:
    """A job in which sessions are moved apart where that lengthens a day's break.

    It breaks no other rule than before.
    """
    problem, before = at_play.problem, at_play.broken(roster) or {}
    best = tuple(roster)
    for day in Week(problem, roster).days:
        others = tuple(session for session in best if session.day != day.day)
        due = problem.scenario.rules.break_due(day.work)
        longest = day.break_minutes
        for at in range(1, len(day.sessions)):
            moved = _moved_apart(problem, day, at, due)
            job = (*others, *moved)
            room = Week(problem, job)
            found = next(each.break_minutes for each in room.days if each.day == day.day)
            broken = at_play.broken(job)
            if found > longest and broken is not None and broken.keys() <= before.keys():
                best, longest = tuple(room.sessions), found
    return best


def _moved_apart(problem: Problem, day: Day, at: int, due: int) -> list[Session]:
    """The day with the sessions before ``at`` earlier and those from it on later, for a rest of ``due``."""
    grid = problem.scenario.rules.grid_minutes
    before, after = day.sessions[:at], day.sessions[at:]
    short = -(-max(0, due - day.rest[at - 1]) // grid) * grid
    later = min(short, *(_room(problem, session)[1] for session in after))
    earlier = min(short - later, *(_room(problem, session)[0] for session in before))
    return [_shifted(session, -earlier) for session in before] + [
        _shifted(session, later) for session in after
    ]


def _room(problem: Problem, session: Session) -> tuple[int, int]:
    """Minutes, whole steps of the grid, by which a session can be earlier and later."""
    rules = problem.scenario.rules
    task: Task = problem.task_by_id[session.task_id]
    first = max(task.earliest_start, rules.day_start)
    last = min(task.latest_end, rules.day_end)
    grid = rules.grid_minutes
    return (session.start - first) // grid * grid, (last - session.end) // grid * grid


def _shifted(session: Session, minutes: int) -> Session:
    return session.model_copy(update={"start": session.start + minutes, "end": session.end + minutes})
