"""Why a task is left out: only what was proved, else that it was not decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from bundler.domain.model import Task
from bundler.domain.plan import Job, Unplaced
from bundler.domain.problem import Problem
from bundler.domain.reasons import REASONS
from bundler.i18n import Text
from bundler.rules.job import task_obstacles


def unplaced(
    problem: Problem,
    jobs: Sequence[Job],
    able: Collection[str],
    in_no_job: Collection[str],
    optimal: bool,
    around_kept: bool = False,
) -> tuple[Unplaced, ...]:
    """Every task with sessions that no job took, in the data's order, with a proved reason.

    Args:
        problem: the data and the scenario.
        jobs: the plan.
        able: ids of the tasks that could be in a job, as far as the task alone says.
        in_no_job: ids of those that, proved, no viable job holds.
        optimal: whether the plan is proved to be the best.
        around_kept: the best of those that hold the jobs that are kept.
    """
    placed = Counter(session.task_id for job in jobs for session in job.roster)
    pinned_out = {pin.ids[0] for pin in problem.scenario.pins if pin.kind == "leave"}
    found = []
    for task in problem.tasks:
        left = task.sessions_offered - placed[task.task_id]
        if left <= 0:
            continue
        if task.task_id in pinned_out:
            reason, text = "R-PINNED-OUT", REASONS["R-PINNED-OUT"]
        elif task.task_id not in able:
            reason, text = _obstacle(problem, task)
        elif task.task_id in in_no_job:
            reason, text = "R-NO-JOB", REASONS["R-NO-JOB"]
        else:
            reason = "R-OPEN" if not optimal else "R-KEPT" if around_kept else "R-NOT-BETTER"
            text = REASONS[reason]
        found.append(Unplaced(task_id=task.task_id, sessions=left, reason=reason, text=text))
    return tuple(found)


def _obstacle(problem: Problem, task: Task) -> tuple[str, Text]:
    if problem.left_out_by_date(task):
        return "R-DATE", REASONS["R-DATE"]
    obstacles = task_obstacles(problem, task)
    if any(verdict.code == "excluded_certificates" for verdict in obstacles):
        return "R-CERTIFICATE", REASONS["R-CERTIFICATE"]
    return "R-TASK-ALONE", REASONS["R-TASK-ALONE"].fill(why=obstacles[0].text)
