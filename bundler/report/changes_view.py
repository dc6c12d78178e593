"""What a new plan changes for whom, as rows ready to print: for the terminal, the page and the CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bundler.domain import Problem, Session, Supplier, Task
from bundler.i18n import Lang, Text
from bundler.report import changes_words as words
from bundler.report.changes_words import LineKind
from bundler.report.colors import Style, supplier_styles
from bundler.report.weekdays import days_text
from bundler.scenarios.replan_changes import KINDS, JobChange, Kind
from bundler.units import clock, hours_text

if TYPE_CHECKING:
    from bundler.scenarios.replan import Replanned


_ORDER: dict[LineKind, int] = {"removed": 0, "moved": 1, "added": 2}


class Known:
    """What tasks and suppliers are called, also those that are no longer there.

    Args:
        now: the data as they are now.
        then: the data of when the jobs were agreed, where they are known.
        ids: of suppliers that may be in neither.
    """

    def __init__(self, now: Problem, then: Problem | None, ids: Iterable[str] = ()) -> None:
        self.now = now
        self.then = then
        self._before = {**now.task_by_id, **(then.task_by_id if then else {})}
        suppliers = {**(then.supplier_by_id if then else {}), **now.supplier_by_id}
        listed = [*now.supplier_by_id, *(each for each in suppliers if each not in now.supplier_by_id)]
        strange = [each for each in dict.fromkeys(ids) if each not in suppliers]
        self.styles = supplier_styles(
            [*(suppliers[each] for each in listed), *(Supplier(supplier_id=each) for each in strange)]
        )

    def task(self, task_id: str, *, before: bool) -> Task | None:
        """The task as it was, or as it is; None where nothing is known of it."""
        return (self._before if before else self.now.task_by_id).get(task_id)

    def names(self, supplier_ids: Iterable[str]) -> str:
        """Suppliers by name, joined by a plus."""
        return " + ".join(self.styles[each].name for each in supplier_ids)


class Line(NamedTuple):
    """Sessions of a task that go, come or move, on one or more days.

    Attributes:
        before, after: times of day; empty for what comes, or goes.
        note: where the task goes, or comes from.
    """

    kind: LineKind
    days: str
    task_id: str
    title: str
    supplier: Style | None
    before: str
    after: str
    note: str

    @property
    def time(self) -> str:
        """The time, or both."""
        return " → ".join(part for part in (self.before, self.after) if part)

    @property
    def text(self) -> str:
        """All of it on one line."""
        title = f" · {self.title}" if self.title else ""
        return f"{self.days} {self.task_id} {self.time}{title}{f' ({self.note})' if self.note else ''}"


class JobRow(NamedTuple):
    """What happens to one job, in words.

    Attributes:
        hours, suppliers, first_start: ``before → after``; one of them where they are the same.
        styles_before, styles_after: its suppliers.
    """

    job_id: str
    kind: Kind
    why: tuple[str, ...]
    hours: str
    suppliers: str
    first_start: str
    styles_before: list[Style]
    styles_after: list[Style]
    lines: list[Line]
    change: JobChange

    @property
    def other_suppliers(self) -> bool:
        """Whether it stays as it is, with another supplier."""
        return _other_suppliers(self.change)


class Counts(NamedTuple):
    """How many agreed jobs there are, what happens to how many jobs, and task minutes before and after."""

    agreed: int
    of_kind: Mapping[Kind, int]
    other_suppliers: int
    minutes_before: int
    minutes_after: int


def known_of(problem: Problem, then: Problem | None, done: Replanned) -> Known:
    """What tasks and suppliers of a replanned problem are called."""
    return Known(problem, then, (name for change in done.changes for name in change.suppliers_before))


def counts_of(done: Replanned) -> Counts:
    """What happens to how many jobs."""
    of_kind = {kind: sum(change.kind == kind for change in done.changes) for kind in KINDS}
    return Counts(
        agreed=len(done.changes) - of_kind["new"],
        of_kind=of_kind,
        other_suppliers=sum(map(_other_suppliers, done.changes)),
        minutes_before=sum(change.minutes[0] for change in done.changes),
        minutes_after=sum(change.minutes[1] for change in done.changes),
    )


def _other_suppliers(change: JobChange) -> bool:
    return change.kind == "same" and change.suppliers_before != change.suppliers_after


def job_rows(done: Replanned, known: Known, lang: Lang) -> list[JobRow]:
    """Every job: first those that change, then those that end, the new ones, and those that stay."""
    moves = _Moves(done, known)
    rows = [_row(change, moves, known, lang) for change in done.changes]
    return sorted(rows, key=lambda row: KINDS.index(row.kind))


def _row(change: JobChange, moves: _Moves, known: Known, lang: Lang) -> JobRow:
    why = change.why
    if not why and change.kind in ("changed", "ends"):
        why = (words.WORTH_IT,)
    both = change.kind in ("changed", "same")
    hours = [hours_text(minutes, lang) for minutes in change.minutes]
    names = [known.names(ids) for ids in (change.suppliers_before, change.suppliers_after)]
    starts = ["" if start is None else clock(start) for start in change.first_starts]
    return JobRow(
        job_id=change.job_id,
        kind=change.kind,
        why=tuple(text(lang) for text in why),
        hours=_arrow(*hours) if both else hours[change.kind == "new"],
        suppliers=_arrow(*names) if both else names[change.kind == "new"],
        first_start=_arrow(*starts) if both else starts[change.kind == "new"],
        styles_before=[known.styles[each] for each in change.suppliers_before],
        styles_after=[known.styles[each] for each in change.suppliers_after],
        lines=list(_lines(change, moves, known, lang)),
        change=change,
    )


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


class _Moves:
    """Where tasks go and come from."""

    def __init__(self, done: Replanned, known: Known) -> None:
        self.known = known
        self.gains: dict[str, list[str]] = {}
        self.loses: dict[str, list[str]] = {}
        self.agreed = {session.task_id for change in done.changes for session in change.before}
        self.left = {entry.task_id for entry in done.result.unplaced}
        for change in done.changes:
            for sessions, of_task in ((change.added, self.gains), (change.removed, self.loses)):
                for name in dict.fromkeys(session.task_id for session in sessions):
                    of_task.setdefault(name, []).append(change.job_id)

    def goes(self, job_id: str, task_id: str) -> Text | None:
        """What becomes of a task that a job loses."""
        if task_id not in self.known.now.task_by_id:
            return words.TASK_GONE
        gaining = self.gains.get(task_id, [])
        if job_id in gaining:
            return words.OTHER_DAYS
        if gaining:
            return words.GOES_TO.fill(jobs=", ".join(gaining))
        return words.IS_LEFT if task_id in self.left else None

    def comes(self, job_id: str, task_id: str) -> Text | None:
        """Where a task comes from that a job gains."""
        losing = self.loses.get(task_id, [])
        if job_id in losing:
            return None
        if losing:
            return words.FROM.fill(jobs=", ".join(losing))
        if self.known.then is not None and task_id not in self.known.then.task_by_id:
            return words.TASK_NEW
        return None if task_id in self.agreed else words.WAS_LEFT


def _lines(change: JobChange, moves: _Moves, known: Known, lang: Lang) -> Iterator[Line]:
    pairs: list[tuple[LineKind, Session | None, Session | None]] = [
        *(("removed", session, None) for session in change.removed),
        *(("moved", *both) for both in change.moved),
        *(("added", None, session) for session in change.added),
    ]
    groups: dict[tuple[LineKind, str, str, str], list[int]] = {}
    for kind, before, after in pairs:
        session = after or before
        assert session is not None
        groups.setdefault((kind, session.task_id, _time(before), _time(after)), []).append(session.day)
    tasks = list(dict.fromkeys(task_id for _, task_id, *_ in groups))
    ordered = sorted(groups.items(), key=lambda each: (_ORDER[each[0][0]], tasks.index(each[0][1])))
    for (kind, task_id, old, new), days in ordered:
        task = known.task(task_id, before=kind == "removed")
        note = None
        if kind != "moved":
            note = (moves.goes if kind == "removed" else moves.comes)(change.job_id, task_id)
        yield Line(
            kind=kind,
            days=days_text(days, lang),
            task_id=task_id,
            title=task.title if task else "",
            supplier=known.styles[task.supplier_id] if task else None,
            before=old,
            after=new,
            note=note(lang) if note else "",
        )


def _time(session: Session | None) -> str:
    return f"{clock(session.start)}–{clock(session.end)}" if session else ""


def rows_of(rows: Sequence[JobRow], kind: Kind) -> list[JobRow]:
    """Those to which this happens."""
    return [row for row in rows if row.kind == kind]
