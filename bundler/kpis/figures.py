"""The figures that follow from the jobs and the data alone: one function for each KPI."""

from __future__ import annotations

import math
from collections.abc import Callable

from bundler.domain import Weights
from bundler.kpis.facts import Facts
from bundler.rules import Week, round_points, week_terms
from bundler.rules.score import idle_minutes

_DEFAULT = Weights()


def jobs(facts: Facts, _: str = "") -> float:
    """Number of jobs."""
    return len(facts.jobs)


def hours(facts: Facts, _: str = "") -> float:
    """Task hours a week in jobs."""
    return facts.placed[""] / 60


def banen(facts: Facts, _: str = "") -> float | None:
    """Jobs as the banenafspraak counts them."""
    return None if facts.baan_hours is None else facts.placed[""] / 60 / facts.baan_hours


def score(facts: Facts, _: str = "") -> float:
    """The plan's score to 0.01, as ``bundler.rules.plan_score`` gives it."""
    return round_points(sum(sum(week_terms(week).values()) for week in facts.weeks))


def gap(facts: Facts, _: str = "") -> float | None:
    """Distance to the bound, percent of it."""
    result = facts.result
    return 100 * result.gap if result is not None and result.levels else None


def share_placed(facts: Facts, _: str = "") -> float | None:
    """Hours in jobs, percent of those offered."""
    return _percent(facts.placed[""], facts.offered())


def hours_offered(facts: Facts, _: str = "") -> float:
    """Hours of all tasks."""
    return facts.offered() / 60


def hours_left(facts: Facts, _: str = "") -> float:
    """Hours in no job."""
    return facts.left[""] / 60


def tasks_left(facts: Facts, _: str = "") -> float:
    """Tasks of which something is in no job."""
    return len(facts.left_sessions)


def sessions_left(facts: Facts, _: str = "") -> float:
    """Sessions in no job."""
    return sum(facts.left_sessions.values())


def mixed_jobs(facts: Facts, _: str = "") -> float:
    """Jobs with two suppliers or more."""
    return sum(len(week.suppliers) > 1 for week in facts.weeks)


def complexity(facts: Facts, _: str = "") -> float | None:
    """What makes jobs hard to do or to arrange, in points of the default weights per job."""
    return _average(facts, week_complexity)


def week_complexity(week: Week) -> float:
    """The complexity of one job: 0 for one task at one place at one hour.

    The score takes the second supplier once; here every supplier after the first counts, so that jobs
    of three suppliers are seen for what they ask.
    """
    return (
        _DEFAULT.second_supplier * (len(week.suppliers) - 1)
        + _DEFAULT.extra_task * (len(week.tasks) - 1)
        + _DEFAULT.extra_location * (len(week.locations) - 1)
        + _DEFAULT.travel * _travel_hours(week)
        + _DEFAULT.idle * _idle_hours(week)
        + _DEFAULT.irregular_start * _spread_hours(week)
    )


def suppliers_per_job(facts: Facts, _: str = "") -> float | None:
    """Suppliers in a job, on average."""
    return _average(facts, lambda week: len(week.suppliers))


def tasks_per_job(facts: Facts, _: str = "") -> float | None:
    """Tasks in a job, on average."""
    return _average(facts, lambda week: len(week.tasks))


def places_per_job(facts: Facts, _: str = "") -> float | None:
    """Places in a job, on average."""
    return _average(facts, lambda week: len(week.locations))


def travel_per_job(facts: Facts, _: str = "") -> float | None:
    """Hours of travel a week in a job, on average."""
    return _average(facts, _travel_hours)


def idle_per_job(facts: Facts, _: str = "") -> float | None:
    """Hours of waiting a week in a job, on average."""
    return _average(facts, _idle_hours)


def start_spread(facts: Facts, _: str = "") -> float | None:
    """Hours between the earliest and the latest start of a job, on average."""
    return _average(facts, _spread_hours)


def supplier_jobs(facts: Facts, supplier_id: str) -> float:
    """Jobs with a task of the supplier."""
    return facts.jobs_of[supplier_id]


def supplier_hours(facts: Facts, supplier_id: str) -> float:
    """Hours of the supplier's tasks in jobs."""
    return facts.placed[supplier_id] / 60


def supplier_left(facts: Facts, supplier_id: str) -> float:
    """Hours of the supplier's tasks in no job."""
    return facts.left[supplier_id] / 60


def supplier_offered(facts: Facts, supplier_id: str) -> float:
    """Hours of the supplier's tasks."""
    return facts.offered(supplier_id) / 60


def supplier_share(facts: Facts, supplier_id: str) -> float | None:
    """Hours of the supplier's tasks in jobs, percent of those offered."""
    return _percent(facts.placed[supplier_id], facts.offered(supplier_id))


def _average(facts: Facts, of: Callable[[Week], float]) -> float | None:
    """The average over the jobs; a plan without jobs has none."""
    return math.fsum(map(of, facts.weeks)) / len(facts.weeks) if facts.weeks else None


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _travel_hours(week: Week) -> float:
    return sum(sum(day.travel) for day in week.days) / 60


def _idle_hours(week: Week) -> float:
    return idle_minutes(week) / 60


def _spread_hours(week: Week) -> float:
    return week.start_spread / 60
