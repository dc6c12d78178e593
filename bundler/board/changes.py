"""A change of the data: whose task it is, whether it is right, and what it does to the jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.board import words
from bundler.board.data import Data, canonical, with_decisions
from bundler.board.moves import Changed, all_again, without_tasks
from bundler.board.outcome import Refused
from bundler.board.spoken import spoken
from bundler.board.state import Board, TaskChange
from bundler.domain import Problem
from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.io.sense import make_sense

_SHOWN = 5


class Checked(NamedTuple):
    """A change that is right.

    Attributes:
        change: with the columns by their own names.
        problem: with it in the data, under the board's rules.
        touched: ids of the tasks that it changes: one, or none where it changes nothing.
        warnings: what the checks say of it all the same.
    """

    change: TaskChange
    problem: Problem
    touched: frozenset[str]
    warnings: tuple[Text, ...]


def checked(data: Data, board: Board, change: TaskChange, supplier_id: str | None = None) -> Checked:
    """Hold a change against the checks of the file import.

    Args:
        data: the files of the session.
        board: as it is.
        change: what is asked for.
        supplier_id: who asks; only tasks of its own may change. None: the facilitator.

    Raises:
        Refused: it is wrong, or not for this supplier to ask.
    """
    change = _clean(change)
    before = data.with_changes(board.changes)
    if supplier_id is not None:
        change = _of_supplier(before, change, supplier_id)
    try:
        found = data.check(board.changes, change)
        after = data.with_changes((*board.changes, change))
    except DataRefused as error:
        errors = [finding for finding in error.findings if finding.severity == "error"]
        why = words.joined([finding.text for finding in errors[:_SHOWN]])
        raise Refused(words.TASK_WRONG.fill(task=change.task_id, why=why), error.findings) from error
    was, now = before.task_by_id, after.task_by_id
    touched = frozenset(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
    owners = {task.supplier_id for name in touched for task in (was.get(name), now.get(name)) if task}
    if supplier_id is not None and not owners <= {supplier_id}:
        raise Refused(words.NOT_YOURS.fill(task=change.task_id))
    problem = with_decisions(after, board)
    return Checked(change, problem, touched, _warnings(with_decisions(before, board), problem, change, found))


def with_change(board: Board, right: Checked) -> Changed:
    """The jobs once a change is in the data, those that hold a task of it judged again."""
    gone = right.touched - right.problem.task_by_id.keys()
    jobs = without_tasks(board.jobs, gone)
    holding = {job.job_id for job in board.jobs if not right.touched.isdisjoint(job.task_ids)}
    return all_again(right.problem, board, jobs, [job.job_id for job in jobs if job.job_id in holding])


def told(change: TaskChange) -> Text:
    """A change of the data in words."""
    text = {"add": words.TASK_ADDED, "change": words.TASK_CHANGED, "drop": words.TASK_DROPPED}[change.kind]
    return text.fill(task=change.task_id)


def warned(right: Checked) -> Text:
    """The first warning as a sentence, and how many more there are; empty where there are none."""
    first, more = right.warnings[:1], len(right.warnings) - 1
    said = [words.WARNING.fill(what=text) for text in first]
    return words.joined([*said, words.MORE_WARNINGS.fill(count=more)] if more > 0 else said)


def _warnings(
    before: Problem, after: Problem, change: TaskChange, found: Sequence[Finding]
) -> tuple[Text, ...]:
    """What the import warns of in the row itself, and what makes no sense on the board with it in."""
    if change.kind == "drop":
        return ()
    # of the task as a whole: under the rules of the board, which may be others than those of the data
    row = [one for one in found if one.severity == "warning" and one.value != change.task_id]
    known = set(make_sense(before))
    sense = [
        one
        for one in make_sense(after)
        if one.severity == "warning" and (one.value == change.task_id or one not in known)
    ]
    said = (words.joined([one.text, one.hint]) if one.hint.en else one.text for one in [*row, *sense])
    return tuple(dict.fromkeys(spoken(text) for text in said))


def _clean(change: TaskChange) -> TaskChange:
    texts = [change.task_id, *change.cells, *change.cells.values()]
    if any(not can_be_kept(text) for text in texts):
        raise Refused(words.TEXT_WRONG)
    if not all(name.strip() for name in change.cells):
        raise Refused(words.NO_NAME)
    cells = {} if change.kind == "drop" else canonical(change.cells)
    cells = {name: text for name, text in cells.items() if name not in ("task_id", "change")}
    return TaskChange(change.kind, change.task_id.strip(), cells)


def can_be_kept(text: str) -> bool:
    """Whether a text is one that a file can hold: no half characters."""
    try:
        return bool(text.encode()) or not text
    except UnicodeEncodeError:
        return False


def _of_supplier(problem: Problem, change: TaskChange, supplier_id: str) -> TaskChange:
    if supplier_id not in problem.supplier_by_id:
        raise Refused(words.NO_SUPPLIER.fill(supplier=supplier_id))
    task = problem.task_by_id.get(change.task_id)
    if task is not None and task.supplier_id != supplier_id:
        raise Refused(words.NOT_YOURS.fill(task=change.task_id))
    if change.kind != "add":
        return change
    return change._replace(cells={"supplier_id": supplier_id, **change.cells})
