"""What stands on the board at one moment, as values that never change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bundler.domain import Pin, Session
from bundler.domain.scenario import Objective
from bundler.i18n import Text

ChangeKind = Literal["add", "change", "drop"]


class BoardJob(NamedTuple):
    """One lane of the board.

    Attributes:
        job_id: such as ``J01``; never used twice in a session, not even after an undo.
        task_ids: its tasks as they were put in, in order.
        roster: the best week that keeps every rule, in order of day and start; None where none is known:
            then the job is a draft, and holds no sessions.
        locked: it takes nothing in and gives nothing out.
        why: of a draft, what is in the way; kept, so that nothing has to be searched for again.
    """

    job_id: str
    task_ids: tuple[str, ...]
    roster: tuple[Session, ...] | None = None
    locked: bool = False
    why: tuple[Text, ...] = ()

    @property
    def viable(self) -> bool:
        """Whether it has a week that keeps every rule."""
        return self.roster is not None


class TaskChange(NamedTuple):
    """One row of the table of tasks as texts: the columns, words and checks of the file import.

    Attributes:
        kind: what happens to the row with this id.
        task_id: the row.
        cells: text by column name, without those that stay as they are; ``(blank)`` empties a cell.
    """

    kind: ChangeKind
    task_id: str
    cells: Mapping[str, str] = {}


class Proposal(NamedTuple):
    """A change of the data that a supplier asks for and the facilitator has not answered yet.

    Attributes:
        warnings: what the checks say of it, though it can be accepted.
    """

    number: int
    supplier_id: str
    change: TaskChange
    warnings: tuple[Text, ...] = ()


class Answer(NamedTuple):
    """What became of a proposal."""

    change: TaskChange
    accepted: bool


class Board(NamedTuple):
    """Everything that was decided up to one moment.

    Attributes:
        jobs: the lanes, in order.
        changes: accepted changes of the data, in order.
        proposals: those not answered, in the order in which they came.
        rules: rules that differ from the scenario of the data, by code.
        weights: weights that differ from it, by code.
        pins: all pins as they are now, those of the data to begin with.
        objective: what the solver aims at.
        warnings: what the checks said of the last accepted change of a task, by task id.
        answers: the last answer to each supplier's proposals.
    """

    jobs: tuple[BoardJob, ...] = ()
    changes: tuple[TaskChange, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    rules: Mapping[str, object] = {}
    weights: Mapping[str, float] = {}
    pins: tuple[Pin, ...] = ()
    objective: Objective = "balanced"
    warnings: Mapping[str, tuple[Text, ...]] = {}
    answers: Mapping[str, Answer] = {}

    def job(self, job_id: str) -> BoardJob | None:
        """The job of this id; None where there is none."""
        return next((job for job in self.jobs if job.job_id == job_id), None)

    @property
    def rosters(self) -> dict[str, tuple[Session, ...]]:
        """The weeks of the viable jobs, by job id."""
        return {job.job_id: job.roster for job in self.jobs if job.roster is not None}

    @property
    def kept(self) -> tuple[tuple[Session, ...], ...]:
        """The weeks of the viable jobs that are locked: what the solver plans around."""
        return tuple(job.roster for job in self.jobs if job.locked and job.roster is not None)
