"""Whether any plan at all keeps what is asked, by one whole solve: what conflicts are held against."""

from __future__ import annotations

import threading
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

from bundler.domain.problem import Problem
from bundler.solver.asked import lost_pins
from bundler.solver.instance import able_tasks
from bundler.solver.part import Part
from bundler.solver.split import split
from bundler.solver.watch import Watch


def has_plan(
    problem: Problem, must_be_placed: Collection[str], seconds: float, stop: threading.Event | None = None
) -> bool | None:
    """Whether a plan keeps all pins and places some tasks in full.

    Args:
        problem: the data and the scenario; its objective does not matter.
        must_be_placed: ids of the tasks that must be placed in full.
        seconds: time limit.
        stop: ends the search early.

    Returns:
        True with a plan found, False with the proof that none exists, None where time was up.
    """
    options = problem.scenario.solve.model_copy(update={"objective": "balanced", "gap": 0.0})
    problem = problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})
    if lost_pins(problem) or set(must_be_placed) - {task.task_id for task in able_tasks(problem)}:
        return False
    answer: bool | None = True
    with Watch(seconds, stop) as watch, ThreadPoolExecutor(options.workers or 2) as threads:
        for small in sorted(split(problem), key=lambda part: len(part.tasks)):
            part = Part(small, must_be_placed)
            part.advance(threads, watch, lambda _: None, quick=False, until_plan=True)
            if part.impossible:
                return False
            if not part.has_plan:
                answer = None
    return answer
