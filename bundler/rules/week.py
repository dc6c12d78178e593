"""A job's week laid out by day: the sessions in order with the travel and rest between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.units import DAY_MINUTES, WEEK_DAYS


class Day(NamedTuple):
    """One working day.

    Attributes:
        day: weekday, Monday 0.
        sessions: in order of start.
        travel: minutes from each session to the next; unreachable counts as 0 (another rule fails).
        rest: minutes of rest after that travel; below 0 where two sessions are too close.
    """

    day: int
    sessions: tuple[Session, ...]
    travel: tuple[int, ...]
    rest: tuple[int, ...]

    @property
    def start(self) -> int:
        """Start of the first session, minutes after midnight."""
        return self.sessions[0].start

    @property
    def end(self) -> int:
        """End of the last session to end, minutes after midnight."""
        return max(session.end for session in self.sessions)

    @property
    def work(self) -> int:
        """Minutes of task and travel."""
        return sum(session.end - session.start for session in self.sessions) + sum(self.travel)

    @property
    def break_minutes(self) -> int:
        """Minutes of rest in pieces of at least 15: what counts as a break."""
        return sum(rest for rest in self.rest if rest >= 15)


class Week:
    """The sessions of one job, as days, with the job's tasks.

    Raises:
        KeyError: a session is of a task that the problem does not have.
    """

    def __init__(self, problem: Problem, sessions: Iterable[Session]) -> None:
        self.problem = problem
        self.sessions: Sequence[Session] = sorted(
            sessions, key=lambda session: (session.day, session.start, session.end, session.task_id)
        )
        ids = sorted({session.task_id for session in self.sessions})
        self.tasks: tuple[Task, ...] = tuple(problem.task_by_id[task_id] for task_id in ids)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The working days in week order."""
        return tuple(self._day(day) for day in sorted({session.day for session in self.sessions}))

    def _day(self, day: int) -> Day:
        sessions = tuple(session for session in self.sessions if session.day == day)
        travel, rest = [], []
        for before, after in pairwise(sessions):
            minutes = self.problem.travel(self._place(before), self._place(after)) or 0
            travel.append(minutes)
            rest.append(after.start - before.end - minutes)
        return Day(day, sessions, tuple(travel), tuple(rest))

    def _place(self, session: Session) -> str:
        return self.problem.task_by_id[session.task_id].location_id

    @cached_property
    def suppliers(self) -> tuple[str, ...]:
        """Ids of the suppliers, sorted."""
        return tuple(sorted({task.supplier_id for task in self.tasks}))

    @cached_property
    def locations(self) -> tuple[str, ...]:
        """Ids of the places, sorted."""
        return tuple(sorted({task.location_id for task in self.tasks}))

    @cached_property
    def minutes(self) -> int:
        """Task minutes a week."""
        return sum(session.end - session.start for session in self.sessions)

    @cached_property
    def minutes_by_supplier(self) -> dict[str, int]:
        """Task minutes a week of each supplier."""
        found = dict.fromkeys(self.suppliers, 0)
        for session in self.sessions:
            found[self.problem.task_by_id[session.task_id].supplier_id] += session.end - session.start
        return found

    @cached_property
    def start_spread(self) -> int:
        """Minutes between the earliest and the latest daily start."""
        starts = [day.start for day in self.days]
        return max(starts) - min(starts) if starts else 0

    @cached_property
    def nights(self) -> tuple[tuple[Day, Day, int], ...]:
        """Each working day, the next one in the cyclic week, and the minutes free between them."""
        found = []
        for index, day in enumerate(self.days):
            after = self.days[(index + 1) % len(self.days)]
            apart = (after.day - day.day) % WEEK_DAYS or WEEK_DAYS
            found.append((day, after, apart * DAY_MINUTES + after.start - day.end))
        return tuple(found)
