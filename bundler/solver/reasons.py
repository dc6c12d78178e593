"""Why a task is left out: only what was proved, else that it was not decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bundler.domain.model import Task
from bundler.domain.plan import Job, Unplaced
from bundler.domain.problem import Problem
from bundler.i18n import Text
from bundler.rules.job import task_obstacles
from bundler.solver.part import Part

REASONS = {
    "R-DATE": Text(
        "Not valid on the plan date.",
        "Niet geldig op de plandatum.",
    ),
    "R-PINNED-OUT": Text(
        "Pinned out: the scenario says it stays out.",
        "Vastgezet: het scenario zegt dat deze taak buiten blijft.",
    ),
    "R-CERTIFICATE": Text(
        "Asks a certificate that this scenario excludes.",
        "Vraagt een certificaat dat dit scenario uitsluit.",
    ),
    "R-TASK-ALONE": Text(
        "Fits no job whatever it is combined with: {why}.",
        "Past in geen enkele baan, met wat dan ook: {why}.",
    ),
    "R-NO-JOB": Text(
        "No combination with other tasks is a viable job under these rules; all were tried.",
        "Geen enkele combinatie met andere taken is een baan onder deze regels; alle zijn geprobeerd.",
    ),
    "R-NOT-BETTER": Text(
        "It fits in a job, but no plan that takes in more is worth more than this one.",
        "Het past in een baan, maar geen enkel plan dat meer opneemt is meer waard dan dit plan.",
    ),
    "R-OPEN": Text(
        "Not decided: the search ended before it was known whether a better plan takes it in.",
        "Niet beslist: het zoeken stopte voordat bekend was of een beter plan dit opneemt.",
    ),
}


def unplaced(
    problem: Problem, jobs: Sequence[Job], parts: Sequence[Part], optimal: bool
) -> tuple[Unplaced, ...]:
    """Every task with sessions that no job took, in the data's order, with a proved reason."""
    placed = Counter(session.task_id for job in jobs for session in job.roster)
    left = {
        task.task_id: task.sessions_offered - placed[task.task_id]
        for task in problem.tasks
        if placed[task.task_id] < task.sessions_offered
    }
    pinned_out = {pin.ids[0] for pin in problem.scenario.pins if pin.kind == "leave"}
    able = {task.task_id for part in parts for task in part.instance.tasks}
    asked = [name for name in left if name in able and not placed[name]]
    in_no_job = {name for part in parts for name in part.in_no_job(asked)}
    found = []
    for task in problem.tasks:
        if task.task_id not in left:
            continue
        if task.task_id in pinned_out:
            reason, text = "R-PINNED-OUT", REASONS["R-PINNED-OUT"]
        elif task.task_id not in able:
            reason, text = _obstacle(problem, task)
        elif task.task_id in in_no_job:
            reason, text = "R-NO-JOB", REASONS["R-NO-JOB"]
        else:
            reason = "R-NOT-BETTER" if optimal else "R-OPEN"
            text = REASONS[reason]
        found.append(Unplaced(task_id=task.task_id, sessions=left[task.task_id], reason=reason, text=text))
    return tuple(found)


def _obstacle(problem: Problem, task: Task) -> tuple[str, Text]:
    if problem.left_out_by_date(task):
        return "R-DATE", REASONS["R-DATE"]
    obstacles = task_obstacles(problem, task)
    if any(verdict.code == "excluded_certificates" for verdict in obstacles):
        return "R-CERTIFICATE", REASONS["R-CERTIFICATE"]
    return "R-TASK-ALONE", REASONS["R-TASK-ALONE"].fill(why=obstacles[0].text)
