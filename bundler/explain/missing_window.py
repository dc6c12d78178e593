"""The window of hours that are asked for: every start in it, the same on all days, makes the job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from bundler.domain import Session, Task
from bundler.explain.missing_ask import Change
from bundler.explain.missing_beside import Beside
from bundler.units import ceil_to

_ROUND = 15


def narrowed(
    beside: Beside, task: Task, tasks: Collection[str], roster: tuple[Session, ...]
) -> tuple[Task, tuple[Session, ...]]:
    """A task that may be at any time of the day, with the window that it needs.

    Args:
        beside: where the job is to stand.
        task: the task that is asked for.
        tasks: ids of the job's other tasks.
        roster: the best job of all of them.

    Returns:
        The task with its window, and the best job with it.
    """
    starts = Counter(session.start for session in roster if session.task_id == task.task_id)
    usual = min(starts, key=lambda start: (-starts[start], start))
    grid = beside.problem.scenario.rules.grid_minutes
    round_starts = {
        ceil_to(start, grid)
        for start in range(task.earliest_start, task.latest_end - task.session_minutes + 1, _ROUND)
    }

    def works(start: int) -> bool:
        fixed = _between(task, start, start)
        return beside.best(Change(added=(fixed,)), [*tasks, task.task_id], among=tasks) is not None

    first = last = usual
    if works(usual):
        for start in sorted((start for start in round_starts if start < usual), reverse=True):
            if not works(start):
                break
            first = start
        for start in sorted(start for start in round_starts if start > usual):
            if start + task.session_minutes > task.latest_end or not works(start):
                break
            last = start
    else:
        first, last = min(starts), max(starts)
    window = _between(task, first, last)
    best = beside.best(Change(added=(window,)), [*tasks, task.task_id], among=tasks)
    return (window, best) if best is not None else (task, roster)


def _between(task: Task, first: int, last: int) -> Task:
    """The task with starts from the first to the last."""
    return task.model_copy(update={"earliest_start": first, "latest_end": last + task.session_minutes})
