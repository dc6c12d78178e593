"""A rule or a cost of the user's own, in Python: what it is called, what it sees, and the function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bundler.domain.model import Task
from bundler.i18n import Text

Sees = Literal["tasks", "day", "nights"]
SEES: tuple[Sees, ...] = ("tasks", "day", "nights")


class Shift(NamedTuple):
    """One working day of a job, as an own rule sees it.

    Attributes:
        day: weekday, Monday 0.
        start: of the first session, minutes after midnight.
        end: of the last session, minutes after midnight.
        tasks: the tasks of the day, in order of id.
    """

    day: int
    start: int
    end: int
    tasks: tuple[Task, ...]

    @property
    def start_hour(self) -> float:
        """Start in hours after midnight: 7.5 is half past seven."""
        return self.start / 60

    @property
    def end_hour(self) -> float:
        """End in hours after midnight."""
        return self.end / 60


class Evening(NamedTuple):
    """How a working day ends, before another: weekday (Monday 0), minutes after midnight, its tasks."""

    day: int
    end: int
    tasks: tuple[Task, ...]

    @property
    def end_hour(self) -> float:
        """End in hours after midnight: 17.5 is half past five in the afternoon."""
        return self.end / 60


class Morning(NamedTuple):
    """How a working day starts, after another: weekday (Monday 0), minutes after midnight, its tasks."""

    day: int
    start: int
    tasks: tuple[Task, ...]

    @property
    def start_hour(self) -> float:
        """Start in hours after midnight."""
        return self.start / 60


@dataclass(frozen=True)
class Own:
    """A rule or a cost of the user's own.

    Attributes:
        code: stable name, ``own_`` and the function's name.
        title: what it asks or charges for, in words.
        sees: what the function is given: ``tasks`` the job's tasks (a tuple of ``Task`` in order of id),
            ``day`` each ``Shift``, ``nights`` the ``Evening`` and the ``Morning`` of each two working days
            that follow each other, Sunday and Monday too.
        charges: whether it is a cost, so that the function gives points of 0 or more that are taken off;
            else it gives whether the rule is kept.
        function: same arguments, same answer: it is asked once and remembered.
    """

    code: str
    title: Text
    sees: Sees
    charges: bool
    function: Callable[..., object]

    def __call__(self, *given: object) -> object:
        """What the function says."""
        return self.function(*given)
