"""What comes out: sessions, jobs, and a plan with its value and the proof of how good it is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bundler.domain.model import Frozen
from bundler.domain.scenario import Objective
from bundler.errors import NoPlan
from bundler.i18n import Text

Status = Literal["optimal", "feasible", "none"]
StoppedBy = Literal["proof", "gap", "time", "user"]
PLAN_FORMAT = "bundler-plan/1"


class Session(Frozen):
    """One visit: a task on a weekday (Monday 0) from ``start`` to ``end``, minutes after midnight."""

    day: int = Field(ge=0, le=6)
    start: int
    end: int
    task_id: str


class Job(Frozen):
    """One person's standing week, with its worth.

    Attributes:
        suppliers: ids of the suppliers whose tasks it holds, sorted.
        minutes: task minutes a week.
        terms: the score's terms in points; penalties are negative; they add up to ``score``.
        roster: sessions in order of day and start.
    """

    job_id: str
    suppliers: tuple[str, ...]
    minutes: int
    score: float
    terms: dict[str, float]
    roster: tuple[Session, ...]

    @property
    def hours(self) -> float:
        """Task hours a week."""
        return self.minutes / 60

    @property
    def task_ids(self) -> tuple[str, ...]:
        """Ids of its tasks, sorted."""
        return tuple(sorted({session.task_id for session in self.roster}))


class Unplaced(Frozen):
    """Sessions of a task that no job took, and why."""

    task_id: str
    sessions: int
    reason: str
    text: Text


class Level(Frozen):
    """One level of the objective: what the plan reaches and what no plan can exceed."""

    name: str
    value: float
    bound: float


class Result(Frozen):
    """The outcome of a solve: a plan with proof of how good it is, or the reason why there is none.

    ``jobs`` raises ``NoPlan`` where there is no plan, so that a failed solve cannot be read as an
    empty plan. ``held_back`` says that the search is done and agreed jobs that stay keep the plan from its
    bound; then nobody stopped it, whatever ``stopped_by`` says. ``own_rules`` are the titles of the
    user's own rules and costs that value and bound rest on.
    """

    scenario: str
    objective: Objective
    status: Status
    stopped_by: StoppedBy
    levels: tuple[Level, ...]
    seconds: float
    seed: int
    version: str
    input_sha256: str
    plan: tuple[Job, ...] | None
    unplaced: tuple[Unplaced, ...] = ()
    why_none: Text | None = None
    held_back: bool = False
    own_rules: tuple[Text, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The plan's jobs.

        Raises:
            NoPlan: the solve ended without a plan.
        """
        if self.plan is None:
            raise NoPlan(self.why_none or Text("There is no plan.", "Er is geen plan."))
        return self.plan

    @property
    def first(self) -> Level:
        """The objective's first level.

        Raises:
            NoPlan: the solve ended without a plan.
        """
        if not self.levels:
            raise NoPlan(self.why_none or Text("There is no plan.", "Er is geen plan."))
        return self.levels[0]

    @property
    def score(self) -> float:
        """The plan's score in points, to 0.01."""
        return next(level.value for level in self.levels if level.name == "score")

    @property
    def gap(self) -> float:
        """|bound − first| ÷ max(1, |bound|) of the first level."""
        level = self.first
        return abs(level.bound - level.value) / max(1.0, abs(level.bound))
