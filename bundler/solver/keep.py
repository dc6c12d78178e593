"""Jobs that stay as they are: what they leave of the problem, and what they are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.rules import plan_violations
from bundler.rules.own import with_tasks
from bundler.solver.asked import ASKING
from bundler.units import WEEK_DAYS

Roster = Sequence[Session]

_BROKEN = Text(
    "A job that is to be kept breaks a rule: {why}. Maybe leave it out of the jobs that are kept.",
    "Een baan die moet blijven, past niet bij een regel: {why}. Misschien hoort deze baan niet te blijven.",
)


class Rest(NamedTuple):
    """What kept jobs leave to be planned.

    Attributes:
        problem: the tasks that still have room, with what is left of them; pins that kept jobs keep
            already are gone.
        taken: of shareable tasks, by task id: persons that kept jobs send on each weekday.
        kept: the kept jobs.
        unfilled: ids of tasks with sessions left that no further job can take, for they are too few.
    """

    problem: Problem
    taken: Mapping[str, tuple[int, ...]]
    kept: tuple[Roster, ...]
    unfilled: frozenset[str]


def rest_of(problem: Problem, keep: Sequence[Roster]) -> Rest:
    """What is left to be planned where these jobs stay as they are.

    Raises:
        UsageError: the kept jobs break a rule, other than a pin that asks for a job.
    """
    kept = tuple(tuple(roster) for roster in keep)
    if not kept:
        return Rest(problem, {}, (), frozenset())
    forbidding = tuple(pin for pin in problem.scenario.pins if pin.kind not in ASKING)
    found = plan_violations(_with_pins(problem, forbidding), dict(_named(kept)))
    if found:
        raise UsageError(_BROKEN.fill(why=next(iter(found.values()))[0].text))
    jobs = Counter(name for roster in kept for name in {session.task_id for session in roster})
    sessions = Counter(session.task_id for roster in kept for session in roster)
    days = Counter((session.task_id, session.day) for roster in kept for session in roster)
    tasks, taken, unfilled = [], {}, set()
    for task in problem.tasks:
        name = task.task_id
        left = task.sessions_offered - sessions[name]
        if not task.shareable:
            if jobs[name] < task.headcount:
                tasks.append(task.model_copy(update={"headcount": task.headcount - jobs[name]}))
        elif left >= task.sessions_in_a_job()[0]:
            tasks.append(task)
            if sessions[name]:
                taken[name] = tuple(days[name, day] for day in range(WEEK_DAYS))
        elif left:
            unfilled.add(name)
    holding = [frozenset(session.task_id for session in roster) for roster in kept]
    pins = tuple(pin for pin in problem.scenario.pins if not _is_kept(pin, holding))
    left_over = with_tasks(_with_pins(problem, pins), tasks)
    return Rest(left_over, taken, kept, frozenset(unfilled))


def _named(rosters: Sequence[Roster]) -> list[tuple[str, Roster]]:
    return [(str(at), roster) for at, roster in enumerate(rosters)]


def _with_pins(problem: Problem, pins: tuple[Pin, ...]) -> Problem:
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})


def _is_kept(pin: Pin, holding: Sequence[frozenset[str]]) -> bool:
    """Whether one of the jobs, as the tasks it holds, is what the pin asks for."""
    ids = frozenset(pin.ids)
    if pin.kind == "job":
        return ids in holding
    return pin.kind in ASKING and any(ids <= tasks for tasks in holding)
