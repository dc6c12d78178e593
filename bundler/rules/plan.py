"""Every rule a whole plan must keep: headcount, shared series and pins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.i18n import Text
from bundler.rules.job import violations
from bundler.rules.verdict import Verdict
from bundler.units import DAY_LABELS

Rosters = Mapping[str, Sequence[Session]]


def plan_violations(problem: Problem, rosters: Rosters) -> dict[str, list[Verdict]]:
    """Hold a whole plan against every rule.

    Args:
        problem: the data and the scenario.
        rosters: the sessions of each job, by job id.

    Returns:
        The violations by job id; those of the plan as a whole under ``""``. Empty for a plan that
        keeps every rule.
    """
    found = {job_id: violations(problem, roster) for job_id, roster in rosters.items()}
    found[""] = across_jobs(problem, rosters)
    return {job_id: verdicts for job_id, verdicts in found.items() if verdicts}


def across_jobs(problem: Problem, rosters: Rosters) -> list[Verdict]:
    """The violations of the rules about a plan as a whole; its jobs are not judged by themselves."""
    return [verdict for verdict in _plan_verdicts(problem, rosters) if not verdict.ok]


def left_over(problem: Problem, rosters: Iterable[Sequence[Session]]) -> dict[str, int]:
    """Sessions a week that no job took, by task id; tasks that are fully placed are not in it."""
    placed = Counter(session.task_id for roster in rosters for session in roster)
    left = {task.task_id: task.sessions_offered - placed[task.task_id] for task in problem.tasks}
    return {task_id: sessions for task_id, sessions in left.items() if sessions > 0}


def _plan_verdicts(problem: Problem, rosters: Rosters) -> Iterator[Verdict]:
    tasks_of = {
        job_id: frozenset(session.task_id for session in roster) for job_id, roster in rosters.items()
    }
    yield from _headcounts(problem, rosters, tasks_of)
    for pin in problem.scenario.pins:
        yield from _PIN_CHECKS[pin.kind](problem, pin, tasks_of)


def _headcounts(
    problem: Problem, rosters: Rosters, tasks_of: Mapping[str, frozenset[str]]
) -> Iterator[Verdict]:
    jobs = Counter(task_id for tasks in tasks_of.values() for task_id in tasks)
    days = Counter((s.task_id, s.day) for roster in rosters.values() for s in roster)
    total = Counter(session.task_id for roster in rosters.values() for session in roster)
    for task in problem.tasks:
        if not task.shareable:
            value = jobs[task.task_id]
            yield Verdict(
                "headcount",
                value <= task.headcount,
                task.headcount - value,
                "count",
                task.task_id,
                str(value),
                str(task.headcount),
            )
            continue
        for day in task.days:
            value = days[task.task_id, day]
            where = Text(*(f"{task.task_id} {DAY_LABELS[lang][day]}" for lang in ("en", "nl")))
            yield Verdict(
                "headcount_day",
                value <= task.headcount,
                task.headcount - value,
                "count",
                where,
                str(value),
                str(task.headcount),
            )
        value = total[task.task_id]
        yield Verdict(
            "sessions_total",
            value <= task.sessions_offered,
            task.sessions_offered - value,
            "count",
            task.task_id,
            str(value),
            str(task.sessions_offered),
        )


Tasks = Mapping[str, frozenset[str]]


def _together(_problem: Problem, pin: Pin, tasks_of: Tasks) -> Iterator[Verdict]:
    yield Verdict(
        "pin_together", any(set(pin.ids) <= tasks for tasks in tasks_of.values()), where=", ".join(pin.ids)
    )


def _apart(_problem: Problem, pin: Pin, tasks_of: Tasks) -> Iterator[Verdict]:
    for a, b in combinations(sorted(set(pin.ids)), 2):
        ok = not any({a, b} <= tasks for tasks in tasks_of.values())
        yield Verdict("pin_apart", ok, where=f"{a}, {b}")


def _place(_problem: Problem, pin: Pin, tasks_of: Tasks) -> Iterator[Verdict]:
    yield Verdict("pin_place", any(pin.ids[0] in tasks for tasks in tasks_of.values()), where=pin.ids[0])


def _leave(_problem: Problem, pin: Pin, tasks_of: Tasks) -> Iterator[Verdict]:
    yield Verdict("pin_leave", not any(pin.ids[0] in tasks for tasks in tasks_of.values()), where=pin.ids[0])


def _job(_problem: Problem, pin: Pin, tasks_of: Tasks) -> Iterator[Verdict]:
    yield Verdict(
        "pin_job", any(set(pin.ids) == tasks for tasks in tasks_of.values()), where=", ".join(pin.ids)
    )


def _forbid_suppliers(problem: Problem, pin: Pin, tasks_of: Tasks) -> Iterator[Verdict]:
    known = problem.task_by_id
    for tasks in tasks_of.values():
        suppliers = {known[task_id].supplier_id for task_id in tasks if task_id in known}
        for a, b in combinations(sorted(set(pin.ids)), 2):
            yield Verdict("pin_forbid_suppliers", not {a, b} <= suppliers, where=f"{a}, {b}")


_PIN_CHECKS = {
    "together": _together,
    "apart": _apart,
    "place": _place,
    "leave": _leave,
    "job": _job,
    "forbid_suppliers": _forbid_suppliers,
}
