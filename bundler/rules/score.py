"""What a job and a plan are worth, once, in plain Python."""

from __future__ import annotations

from collections.abc import Iterable

from bundler.domain.plan import Job, Session
from bundler.domain.problem import Problem
from bundler.i18n import Text
from bundler.rules.own import own_terms
from bundler.rules.week import Week

TERMS = (
    "hours",
    "second_supplier",
    "extra_task",
    "extra_location",
    "travel",
    "idle",
    "irregular_start",
    "off_target",
)


def terms_for(problem: Problem) -> tuple[str, ...]:
    """The terms of a job's score in this problem: those that all have, then its own costs by code."""
    return (*TERMS, *(own.code for own in problem.own if own.charges))


def term_names(problem: Problem) -> dict[str, Text]:
    """What the own costs among the terms are called, by code."""
    return {own.code: own.title for own in problem.own if own.charges}


# so many decimals that a job's terms add up to its score to 0.01 after rounding
TERM_PLACES = 4


def idle_minutes(week: Week) -> int:
    """Rest beyond the break that each day requires, minutes a week."""
    rules = week.problem.scenario.rules
    return sum(max(0, sum(day.rest) - rules.break_due(day.work)) for day in week.days)


def score_terms(problem: Problem, sessions: Iterable[Session]) -> dict[str, float]:
    """The terms of a job's score in points; penalties are below 0.

    score = hours·(task hours) − second_supplier·[two suppliers or more] − extra_task·(tasks − 1)
    − extra_location·(locations − 1) − travel·(travel hours) − idle·(idle hours)
    − irregular_start·(hours between the latest and the earliest daily start)
    − off_target·|hours − target_hours| − what own costs take, each a term by its code
    """
    return week_terms(Week(problem, sessions))


def week_terms(week: Week) -> dict[str, float]:
    """The terms of ``score_terms`` for a week that is laid out already."""
    weights = week.problem.scenario.weights
    travel = sum(sum(day.travel) for day in week.days)
    terms = {
        "hours": weights.hours * week.minutes / 60,
        "second_supplier": -weights.second_supplier * (len(week.suppliers) >= 2),
        "extra_task": -weights.extra_task * (len(week.tasks) - 1),
        "extra_location": -weights.extra_location * (len(week.locations) - 1),
        "travel": -weights.travel * travel / 60,
        "idle": -weights.idle * idle_minutes(week) / 60,
        "irregular_start": -weights.irregular_start * week.start_spread / 60,
        "off_target": -weights.off_target * abs(week.minutes / 60 - weights.target_hours),
    }
    return {name: value + 0.0 for name, value in (terms | own_terms(week)).items()}


def round_points(points: float) -> float:
    """Points to 0.01, halves away from the noise of binary fractions."""
    return round(points + (1e-9 if points >= 0 else -1e-9), 2) + 0.0


def make_job(problem: Problem, job_id: str, sessions: Iterable[Session]) -> Job:
    """A job with its worth from its sessions; says nothing about whether the rules hold."""
    week = Week(problem, sessions)
    terms = score_terms(problem, week.sessions)
    return Job(
        job_id=job_id,
        suppliers=week.suppliers,
        minutes=week.minutes,
        score=round_points(sum(terms.values())),
        terms={name: round(value, TERM_PLACES) + 0.0 for name, value in terms.items()},
        roster=tuple(week.sessions),
    )


def plan_score(problem: Problem, rosters: Iterable[Iterable[Session]]) -> float:
    """The plan's score: the exact scores of its jobs added up, rounded once to 0.01."""
    return round_points(sum(sum(score_terms(problem, roster).values()) for roster in rosters))
