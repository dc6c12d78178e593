"""Asks about tasks that are there: a wider window, a series that is shared, one more person, a training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bundler.domain import Session, Task
from bundler.explain.missing_ask import Candidate, Change, Size
from bundler.explain.missing_beside import Beside
from bundler.rules import left_over
from bundler.units import DAY_MINUTES

WINDOW_STEP, MOST_WIDER = 15, 120

Step = tuple[Size, Change]


def task_candidates(beside: Beside) -> Iterator[Candidate]:
    """The least that is to change of a task for one more job, for each task and each sort of change."""
    for task in beside.left.tasks:
        own = beside.problem.task_by_id[task.task_id]
        yield from _window(beside, own)
        yield from _sharing(beside, own)
    for task in _few_left(beside):
        yield from _sharing(beside, task)
    yield from _competencies(beside)


def first_that_works(
    beside: Beside, steps: Sequence[Step], holding: Sequence[str]
) -> tuple[int, tuple[Session, ...]] | None:
    """The number of the first step with a job, and that job; a larger step allows what a smaller one does."""
    if not steps:
        return None
    found = beside.best(steps[-1][1], holding)
    if found is None:
        return None
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        roster = beside.best(steps[middle][1], holding)
        if roster is None:
            low = middle + 1
        else:
            high, found = middle, roster
    return high, found


def _window(beside: Beside, task: Task) -> Iterator[Candidate]:
    """Earlier or later by steps of a quarter of an hour."""
    opens, closes = task.earliest_start, task.latest_end
    wider = range(WINDOW_STEP, MOST_WIDER + 1, WINDOW_STEP)
    sides = (
        ("earliest_start", [(minutes, opens - minutes) for minutes in wider if opens >= minutes]),
        ("latest_end", [(minutes, closes + minutes) for minutes in wider if closes + minutes <= DAY_MINUTES]),
    )
    for field, values in sides:
        steps = [
            (Size(minutes_wider=minutes), Change(changed=((task.task_id, field, value),)))
            for minutes, value in values
        ]
        found = first_that_works(beside, steps, [task.task_id])
        if found is not None:
            size, change = steps[found[0]]
            yield beside.candidate("window", size, change, found[1])


def _few_left(beside: Beside) -> Iterator[Task]:
    """Shareable tasks with sessions left that no further job can take, for they are too few."""
    looked_at = {task.task_id for task in beside.left.tasks}
    for name in left_over(beside.problem, beside.rosters):
        if name not in looked_at:
            yield beside.problem.task_by_id[name]


def _sharing(beside: Beside, task: Task) -> Iterator[Candidate]:
    """Several jobs may share the series, each with at least so many sessions: as many as will do."""
    least = task.min_sessions_per_job or task.sessions_per_week
    steps = [
        (Size(steps=least - fewest), Change(changed=((task.task_id, "min_sessions_per_job", fewest),)))
        for fewest in range(least - 1, 0, -1)
    ]
    found = first_that_works(beside, steps, [task.task_id])
    if found is not None:
        size, change = steps[found[0]]
        yield beside.candidate("sharing", size, change, found[1])


def headcount_candidates(beside: Beside) -> Iterator[Candidate]:
    """One more person at a task that is fully placed, to go with what is left over."""
    left = {task.task_id for task in beside.left.tasks}
    for task in beside.problem.tasks:
        if task.task_id in left or beside.problem.left_out_by_date(task):
            continue
        change = Change(changed=((task.task_id, "headcount", task.headcount + 1),))
        roster = beside.best(change, [task.task_id], among=left)
        if roster is None or len({session.task_id for session in roster}) < 2:
            continue
        size = Size(minutes_a_week=task.sessions_per_week * task.session_minutes, steps=1)
        yield beside.candidate("headcount", size, change, roster)


def _competencies(beside: Beside) -> Iterator[Candidate]:
    """A competency that is trained at the job: its tasks there ask it no more."""
    tasks = beside.left.tasks
    for name in sorted({name for task in tasks for name in task.competencies}):
        asking = [task.task_id for task in tasks if name in task.competencies]
        for task_id in asking:
            roster = beside.best(_trained(beside, name, asking), [task_id])
            if roster is None:
                continue
            held = sorted({session.task_id for session in roster} & set(asking))
            if task_id == held[0]:
                yield beside.candidate("competency", Size(steps=1), _trained(beside, name, held), roster)


def _trained(beside: Beside, name: str, task_ids: Sequence[str]) -> Change:
    known = beside.problem.task_by_id
    return Change(
        changed=tuple(
            (task_id, "competencies", tuple(each for each in known[task_id].competencies if each != name))
            for task_id in task_ids
        )
    )
