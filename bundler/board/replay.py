"""How a plan came about: every event of a session in words, with what stood on the board after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bundler.board import told, words
from bundler.board.events import (
    Accepted,
    Event,
    History,
    JobsSet,
    Locked,
    MomentNamed,
    ObjectiveSet,
    PinAdded,
    PinRemoved,
    PlanTaken,
    Proposed,
    Redone,
    Refused,
    RuleSet,
    Stored,
    TaskChanged,
    Undone,
    WeightSet,
)
from bundler.board.state import Board, BoardJob, TaskChange
from bundler.domain import Problem
from bundler.i18n import Lang, Text
from bundler.report.words import OBJECTIVES
from bundler.units import hours_text

FORMAT = "bundler-board-replay/1"

_WHO = {
    "facilitator": Text("facilitator", "begeleider"),
    "viewer": Text("viewer", "meekijker"),
    "solver": Text("solver", "computer"),
}
_CHANGE = {
    "add": Text("asks to add task {task}{cells}.", "wil taak {task} toevoegen{cells}."),
    "change": Text("asks to change task {task}{cells}.", "wil taak {task} wijzigen{cells}."),
    "drop": Text("asks to take away task {task}.", "wil taak {task} weghalen."),
}
_DONE = {
    "add": Text("Task {task} is new{cells}.", "Taak {task} is nieuw{cells}."),
    "change": Text("Task {task} is changed{cells}.", "Taak {task} is gewijzigd{cells}."),
    "drop": Text("Task {task} is gone.", "Taak {task} is weg."),
}
_PROPOSED = Text("Proposal {number}: {supplier} {what}", "Voorstel {number}: {supplier} {what}")
_BEGUN = Text("{job} begins with {tasks}", "{job} begint met {tasks}")
_ENDS = Text("{job} goes", "{job} verdwijnt")
_INTO = Text("{tasks} into {job}", "{tasks} naar {job}")
_OUT_OF = Text("{tasks} out of {job}", "{tasks} uit {job}")
_AGAIN = Text("{job} is judged again", "{job} is opnieuw beoordeeld")
_VIABLE = Text("viable, {hours} h", "haalbaar, {hours} u")
_DRAFT = Text("a draft", "een schets")
_PLAN = Text(
    "The plan of the solver is taken over: {what}.", "Het plan van de computer is overgenomen: {what}."
)
_KEPT = Text("{n} as they were", "{n} zoals ze waren")
_OTHER = Text("{n} changed", "{n} gewijzigd")
_NEW = Text("{n} new", "{n} nieuw")
_GONE = Text("{n} gone", "{n} weg")
_UNDONE, _REDONE = (
    Text("Taken back: {what}", "Ongedaan gemaakt: {what}"),
    Text("Again: {what}", "Opnieuw: {what}"),
)
_HEAD = Text("{name}: how the plan came about", "{name}: hoe het plan tot stand kwam")
_EMPTY = Text("Nothing has happened yet.", "Er is nog niets gebeurd.")
_ONE, _MANY = Text("1 job", "1 baan"), Text("{n} jobs", "{n} banen")
_DRAFT_ONE, _DRAFTS = Text("1 draft", "1 schets"), Text("{n} drafts", "{n} schetsen")
_HOURS = Text("{hours} h a week", "{hours} u per week")


class Step(NamedTuple):
    """One event, and what stood on the board after it.

    Attributes:
        seq: its number; 1 is the first.
        at: when, UTC, as ISO text.
        who: the role, and of a supplier which.
        kind: of the event.
        said: what happened.
        jobs: viable jobs.
        drafts: jobs that were not viable yet.
        minutes: task minutes a week of the viable jobs.
        moment: the name that this moment was given; empty for most.
    """

    seq: int
    at: str
    who: Text
    kind: str
    said: Text
    jobs: int
    drafts: int
    minutes: int
    moment: str = ""

    @property
    def stands(self) -> Text:
        """What stood on the board, in a few words."""
        hours = Text(hours_text(self.minutes), hours_text(self.minutes, "nl"))
        parts = [_ONE if self.jobs == 1 else _MANY.fill(n=self.jobs), _HOURS.fill(hours=hours)]
        if self.drafts:
            parts.append(_DRAFT_ONE if self.drafts == 1 else _DRAFTS.fill(n=self.drafts))
        return words.joined(parts, ", ")


def replay(events: Iterable[Stored], start: Board, problem: Problem) -> tuple[Step, ...]:
    """Every event in words.

    Args:
        events: from the first, in order.
        start: the board before them.
        problem: the data, for the names of suppliers and tasks; what is not in it goes by its id.

    Raises:
        ValueError: an event cannot follow on those before it.
    """
    history, words_of = History(start), _Words(problem)
    return tuple(words_of.step(history, stored) for stored in events)


def lines(name: str, steps: Sequence[Step], lang: Lang) -> Iterator[str]:
    """The steps for a terminal: two lines each, a day only where it begins; by the clock of this computer."""
    yield _HEAD(lang, name=name)
    if not steps:
        yield _EMPTY(lang)
    width = len(str(steps[-1].seq)) if steps else 0
    day = ""
    for step in steps:
        here = datetime.fromisoformat(step.at).astimezone().isoformat()
        if here[:10] != day:
            day = here[:10]
            yield f"\n{day}"
        yield f"{step.seq:>{width}}  {here[11:19]}  {step.who(lang)}: {step.said(lang)}"
        yield f"{'':>{width}}            {step.stands(lang)}"


def document(name: str, steps: Sequence[Step], lang: Lang) -> dict[str, Any]:
    """The steps as data, for a page or a program."""
    return {
        "format": FORMAT,
        "name": name,
        "steps": [
            {
                "seq": step.seq,
                "at": step.at,
                "who": step.who(lang),
                "kind": step.kind,
                "said": step.said(lang),
                "stands": step.stands(lang),
                "jobs": step.jobs,
                "drafts": step.drafts,
                "hours": round(step.minutes / 60, 4),
                "moment": step.moment,
            }
            for step in steps
        ],
    }


class _Words:
    """Says what events are about."""

    def __init__(self, problem: Problem) -> None:
        self._suppliers = {one.supplier_id: one.name or one.supplier_id for one in problem.suppliers}
        self._titles = {task.task_id: f"{task.task_id} {task.title}".rstrip() for task in problem.tasks}
        self._said: dict[int, Text] = {}

    def step(self, history: History, stored: Stored) -> Step:
        """The step of the next event; the history takes it in."""
        before, event = history.board, stored.event
        takes_back, brings_back = history.undoes, history.redoes
        history.add(stored)
        if isinstance(event, Proposed | TaskChanged):
            self._learn(event.change)
        if isinstance(event, Undone):
            said = _UNDONE.fill(what=self._of(takes_back))
        elif isinstance(event, Redone):
            said = _REDONE.fill(what=self._of(brings_back))
        else:
            said = self._said[stored.seq] = self._happened(event, before, history.board)
        board = history.board
        return Step(
            stored.seq,
            stored.at,
            self._who(stored.who),
            event.kind,
            said,
            len(board.rosters),
            sum(job.roster is None for job in board.jobs),
            sum(_minutes(job) for job in board.jobs),
            event.name if isinstance(event, MomentNamed) else "",
        )

    def _learn(self, change: TaskChange) -> None:
        """What a task is called from here on."""
        title = change.cells.get("title", "").strip()
        if title:
            self._titles[change.task_id] = f"{change.task_id} {title}"

    def _of(self, stored: Stored | None) -> Text:
        return Text("", "") if stored is None else self._said[stored.seq]

    def _who(self, who: str) -> Text:
        role, _, name = who.partition(" ")
        if role == "supplier" and name:
            return _plain(self._suppliers.get(name, name))
        return _WHO.get(who, _plain(who))

    def _happened(self, event: Event, before: Board, after: Board) -> Text:
        match event:
            case JobsSet():
                return _sentence(self._jobs(event.jobs, before, after))
            case Locked():
                return (words.LOCKED if event.locked else words.UNLOCKED).fill(job=event.job_id)
            case PinAdded() | PinRemoved():
                said = words.PIN_THERE if isinstance(event, PinAdded) else words.PIN_GONE
                return self._with_jobs(said.fill(pin=told.pin_told(event.pin)), event.jobs, before, after)
            case RuleSet() | WeightSet():
                said = words.RULE.fill(
                    name=told.name_of(event.code), value=told.shown(event.code, event.value)
                )
                return self._with_jobs(said, event.jobs, before, after)
            case ObjectiveSet():
                return words.OBJECTIVE.fill(objective=OBJECTIVES[event.objective])
            case Proposed():
                supplier = self._suppliers.get(event.supplier_id, event.supplier_id)
                what = self._change(_CHANGE, event.change)
                return _PROPOSED.fill(number=event.number, supplier=supplier, what=what)
            case Accepted():
                said = words.ACCEPTED.fill(number=event.number)
                return self._with_jobs(said, event.jobs, before, after)
            case Refused():
                return words.NOT_ACCEPTED.fill(number=event.number)
            case TaskChanged():
                said = self._change(_DONE, event.change)
                return self._with_jobs(said, event.jobs, before, after)
            case PlanTaken():
                return _PLAN.fill(what=_plan(before, after))
            case MomentNamed():
                return words.MOMENT.fill(name=event.name)
        raise ValueError(f"no words for {event.kind}")

    def _with_jobs(self, said: Text, jobs: Sequence[BoardJob], before: Board, after: Board) -> Text:
        changed = self._jobs(jobs, before, after)
        return words.joined([said, _sentence(changed)]) if changed else said

    def _jobs(self, jobs: Sequence[BoardJob], before: Board, after: Board) -> list[Text]:
        """What became of jobs, those that did not change left out."""
        said = []
        for job in jobs:
            was, now = before.job(job.job_id), after.job(job.job_id)
            if now is None:
                said.append(_ENDS.fill(job=job.job_id))
            elif was is None:
                begun = _BEGUN.fill(job=job.job_id, tasks=self._tasks(now.task_ids))
                said.append(_with_state(begun, now))
            elif was != now:
                said += self._between(was, now)
        return said

    def _between(self, was: BoardJob, now: BoardJob) -> list[Text]:
        into = [name for name in now.task_ids if name not in was.task_ids]
        out = [name for name in was.task_ids if name not in now.task_ids]
        parts = [
            text.fill(tasks=self._tasks(names), job=now.job_id)
            for text, names in ((_INTO, into), (_OUT_OF, out))
            if names
        ] or [_AGAIN.fill(job=now.job_id)]
        return [*parts[:-1], _with_state(parts[-1], now)]

    def _tasks(self, names: Iterable[str]) -> str:
        return ", ".join(self._titles.get(name, name) for name in names)

    def _change(self, said: Mapping[str, Text], change: TaskChange) -> Text:
        # a new task is named with its title already
        known = ("task_id", "title") if change.kind == "add" else ("task_id",)
        cells = ", ".join(f"{name} {text or '–'}" for name, text in change.cells.items() if name not in known)
        return said[change.kind].fill(
            task=self._titles.get(change.task_id, change.task_id), cells=f" ({cells})" if cells else ""
        )


def _plan(before: Board, after: Board) -> Text:
    """A plan against the board that it takes the place of, in numbers of jobs."""
    was = {job.job_id: job for job in before.jobs}
    now = {job.job_id: job for job in after.jobs}
    same = sum(now.get(name) == job for name, job in was.items())
    stay = sum(name in now for name in was)
    counts = (
        (_KEPT, same),
        (_OTHER, stay - same),
        (_NEW, len(now) - stay),
        (_GONE, len(was) - stay),
    )
    total = _ONE if len(now) == 1 else _MANY.fill(n=len(now))
    return words.joined([total, *(text.fill(n=number) for text, number in counts if number)], ", ")


def _with_state(said: Text, job: BoardJob) -> Text:
    state = _DRAFT
    if job.roster is not None:
        minutes = _minutes(job)
        state = _VIABLE.fill(hours=Text(hours_text(minutes), hours_text(minutes, "nl")))
    return Text(f"{said.en} ({state.en})", f"{said.nl} ({state.nl})")


def _sentence(parts: Sequence[Text]) -> Text:
    whole = words.joined(parts, "; ")
    return Text(*(f"{each[:1].upper()}{each[1:]}." for each in whole)) if parts else words.JOBS_STAY


def _minutes(job: BoardJob) -> int:
    return sum(session.end - session.start for session in job.roster or ())


def _plain(text: str) -> Text:
    return Text(text, text)
