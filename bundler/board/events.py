"""What can happen on the board, one value for each; and what all of it together comes to.

An event holds whatever replay needs: weeks that a search found are in it, so that folding never searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from bundler.board.shelf import Shelf
from bundler.board.state import Answer, Board, BoardJob, Proposal, TaskChange
from bundler.domain.model import Frozen
from bundler.domain.scenario import Objective, Pin
from bundler.i18n import Text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

RuleValue = bool | int | float | str | tuple[str, ...] | None


class JobsSet(Frozen):
    """Jobs take the place of those of the same id, new ones come last; one without tasks goes."""

    kind: Literal["jobs_set"] = "jobs_set"
    jobs: tuple[BoardJob, ...]


class Locked(Frozen):
    """A job is locked, or no longer."""

    kind: Literal["locked"] = "locked"
    job_id: str
    locked: bool


class PinAdded(Frozen):
    """A decision made at the table; ``jobs`` are those judged again."""

    kind: Literal["pin_added"] = "pin_added"
    pin: Pin
    jobs: tuple[BoardJob, ...] = ()


class PinRemoved(Frozen):
    """A decision taken back."""

    kind: Literal["pin_removed"] = "pin_removed"
    pin: Pin
    jobs: tuple[BoardJob, ...] = ()


class RuleSet(Frozen):
    """A rule gets another value, in the unit of its field in ``Rules``."""

    kind: Literal["rule_set"] = "rule_set"
    code: str
    value: RuleValue = None
    jobs: tuple[BoardJob, ...] = ()


class WeightSet(Frozen):
    """A weight of the score gets another value."""

    kind: Literal["weight_set"] = "weight_set"
    code: str
    value: float
    jobs: tuple[BoardJob, ...] = ()


class ObjectiveSet(Frozen):
    """The solver aims at something else."""

    kind: Literal["objective_set"] = "objective_set"
    objective: Objective


class Proposed(Frozen):
    """A supplier asks for a change of its own tasks."""

    kind: Literal["proposed"] = "proposed"
    number: int
    supplier_id: str
    change: TaskChange
    warnings: tuple[Text, ...] = ()


class Accepted(Frozen):
    """The facilitator takes a proposal over into the data."""

    kind: Literal["accepted"] = "accepted"
    number: int
    jobs: tuple[BoardJob, ...] = ()
    warnings: tuple[Text, ...] = ()


class Refused(Frozen):
    """The facilitator does not take a proposal over."""

    kind: Literal["refused"] = "refused"
    number: int


class TaskChanged(Frozen):
    """The facilitator changes the data."""

    kind: Literal["task_changed"] = "task_changed"
    change: TaskChange
    jobs: tuple[BoardJob, ...] = ()
    warnings: tuple[Text, ...] = ()


class PlanTaken(Frozen):
    """A whole plan, found by the solver, takes the place of all jobs."""

    kind: Literal["plan_taken"] = "plan_taken"
    jobs: tuple[BoardJob, ...]


class MomentNamed(Frozen):
    """The board as it is gets a name, to compare with later."""

    kind: Literal["moment_named"] = "moment_named"
    name: str


class Undone(Frozen):
    """The last decision that still stands is taken back."""

    kind: Literal["undone"] = "undone"


class Redone(Frozen):
    """The decision taken back last stands again."""

    kind: Literal["redone"] = "redone"


Event = (
    JobsSet
    | Locked
    | PinAdded
    | PinRemoved
    | RuleSet
    | WeightSet
    | ObjectiveSet
    | Proposed
    | Accepted
    | Refused
    | TaskChanged
    | PlanTaken
    | MomentNamed
    | Undone
    | Redone
)
Jobs = tuple[BoardJob, ...]


@cache
def _adapter() -> TypeAdapter[Event]:
    from pydantic import Field, TypeAdapter

    return TypeAdapter(Annotated[Event, Field(discriminator="kind")])


def to_json(event: Event) -> str:
    """The event as JSON text."""
    return event.model_dump_json(exclude_none=True)


def from_json(body: str) -> Event:
    """The event from its JSON text.

    Raises:
        ValueError: it is no event.
    """
    return _adapter().validate_json(body)


class Stored(NamedTuple):
    """An event as it is on disk.

    Attributes:
        seq: 1 for the first.
        at: when, UTC, as ISO text.
        who: the role or supplier that did it.
        event: what happened.
    """

    seq: int
    at: str
    who: str
    event: Event


class Moment(NamedTuple):
    """A moment with a name: the board after event ``seq``."""

    name: str
    seq: int


class _Decided(NamedTuple):
    """What undo and redo step through: the board without proposals, and which of these were answered."""

    board: Board
    answered: frozenset[int] = frozenset()
    by: Stored | None = None


class History:
    """All that happened, folded: the board now and at every moment before.

    Args:
        start: the board before the first event.

    Attributes:
        board: as it is now.
        seq: of the last event; 0 before the first.
        moments: those with a name, in order.
        last_job: the highest number that a job ever had.
        last_proposal: the highest number that a proposal ever had.
    """

    def __init__(self, start: Board) -> None:
        self.board = start
        self.seq = 0
        self.moments: tuple[Moment, ...] = ()
        self.last_job = max((_number(job.job_id) for job in start.jobs), default=0)
        self.last_proposal = 0
        self._now = _Decided(start)
        self._past: Shelf[_Decided] = Shelf()
        self._future: Shelf[_Decided] = Shelf()
        self._came: tuple[Proposal, ...] = ()
        self._boards: Shelf[Board] = Shelf()
        self._boards.append(start)

    @property
    def can_undo(self) -> bool:
        """Whether a decision can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a decision taken back can stand again."""
        return bool(self._future)

    @property
    def undoes(self) -> Stored | None:
        """The decision that an undo takes back; None where there is none."""
        return self._now.by

    @property
    def redoes(self) -> Stored | None:
        """The decision that a redo lets stand again; None where there is none."""
        return self._future[len(self._future) - 1].by if self._future else None

    def at(self, seq: int) -> Board:
        """The board after event ``seq``; 0 is before the first.

        Raises:
            IndexError: there is no such event.
        """
        return self._boards[seq]

    def add(self, stored: Stored) -> None:
        """Take in the next event.

        Raises:
            ValueError: it cannot follow on what came before.
        """
        event = stored.event
        if isinstance(event, Proposed):
            came = Proposal(event.number, event.supplier_id, event.change, event.warnings)
            self._came = (*self._not_replaced(event), came)
            self.last_proposal = max(self.last_proposal, event.number)
        elif isinstance(event, MomentNamed):
            self.moments += (Moment(event.name, stored.seq),)
        elif isinstance(event, Undone):
            self._step(self._past, self._future)
        elif isinstance(event, Redone):
            self._step(self._future, self._past)
        else:
            board, answered = self._after(event)
            self._past.append(self._now)
            self._future.clear()
            self._now = _Decided(board, answered, stored)
            self.last_job = max([self.last_job, *(_number(job.job_id) for job in board.jobs)])
        waiting = tuple(one for one in self._came if one.number not in self._now.answered)
        self.board = self._now.board._replace(proposals=waiting)
        self.seq = stored.seq
        self._boards.append(self.board)

    def _step(self, source: Shelf[_Decided], target: Shelf[_Decided]) -> None:
        if not source:
            raise ValueError("nothing to undo or redo")
        target.append(self._now)
        self._now = source.pop()

    def _after(self, event: Event) -> tuple[Board, frozenset[int]]:
        board, answered = self._now.board, self._now.answered
        match event:
            case Accepted() | Refused():
                proposal = self._proposal(event.number)
                accepted = isinstance(event, Accepted)
                if isinstance(event, Accepted):
                    board = _changed(board, event, proposal.change)
                answers = {**board.answers, proposal.supplier_id: Answer(proposal.change, accepted)}
                board = board._replace(answers=answers)
                answered |= {event.number}
            case _:
                board = _decided(board, event)
        return board, answered

    def _not_replaced(self, event: Proposed) -> Iterator[Proposal]:
        """The proposals that came before, but for one of the same supplier about the same task that waits."""
        about = event.supplier_id, event.change.task_id
        for one in self._came:
            if one.number in self._now.answered or (one.supplier_id, one.change.task_id) != about:
                yield one

    def _proposal(self, number: int) -> Proposal:
        found = next((one for one in self.board.proposals if one.number == number), None)
        if found is None:
            raise ValueError(f"no proposal {number} waits for an answer")
        return found


def _decided(board: Board, event: Event) -> Board:
    """The board after a decision that is about no proposal."""
    match event:
        case JobsSet():
            return board._replace(jobs=put(board.jobs, event.jobs))
        case Locked():
            job = board.job(event.job_id)
            if job is None:
                raise ValueError(f"no job {event.job_id}")
            return board._replace(jobs=put(board.jobs, [job._replace(locked=event.locked)]))
        case PinAdded():
            return board._replace(jobs=put(board.jobs, event.jobs), pins=(*board.pins, event.pin))
        case PinRemoved():
            pins = tuple(pin for pin in board.pins if pin != event.pin)
            return board._replace(jobs=put(board.jobs, event.jobs), pins=pins)
        case RuleSet():
            rules: Mapping[str, object] = {**board.rules, event.code: event.value}
            return board._replace(jobs=put(board.jobs, event.jobs), rules=rules)
        case WeightSet():
            weights = {**board.weights, event.code: event.value}
            return board._replace(jobs=put(board.jobs, event.jobs), weights=weights)
        case ObjectiveSet():
            return board._replace(objective=event.objective)
        case TaskChanged():
            return _changed(board, event, event.change)
        case PlanTaken():
            return board._replace(jobs=event.jobs)
        case _:
            raise ValueError(f"{event.kind} is no decision")


def _changed(board: Board, event: Accepted | TaskChanged, change: TaskChange) -> Board:
    """The board with one more change of the data."""
    warnings = {name: said for name, said in board.warnings.items() if name != change.task_id}
    if event.warnings:
        warnings[change.task_id] = event.warnings
    changes = (*board.changes, change)
    return board._replace(jobs=put(board.jobs, event.jobs), changes=changes, warnings=warnings)


def put(jobs: Jobs, changed: Iterable[BoardJob]) -> Jobs:
    """The jobs with others in place of those of the same id; new ones last, those without tasks gone."""
    by_id = {job.job_id: job for job in jobs}
    for job in changed:
        by_id[job.job_id] = job
    return tuple(job for job in by_id.values() if job.task_ids)


def fold(events: Iterable[Stored], start: Board | None = None) -> History:
    """What all events together come to.

    Args:
        events: in order, from the first.
        start: the board before them; None: an empty one.

    Raises:
        ValueError: an event cannot follow on those before it.
    """
    history = History(Board() if start is None else start)
    for stored in events:
        history.add(stored)
    return history


def _number(job_id: str) -> int:
    figures = job_id.lstrip("J")
    return int(figures) if figures.isdecimal() else 0
