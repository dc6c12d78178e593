"""The rules and the score, written once in plain Python.

Everything else that judges a job (the compiled kernel, the integer programs, reports and
explanations) is tested against these functions.
"""

from bundler.rules.catalogue import JOB_RULES, PLAN_RULES, RULES, Rule
from bundler.rules.job import judge_job, task_obstacles, violations
from bundler.rules.plan import across_jobs, left_over, plan_violations
from bundler.rules.score import (
    TERM_PLACES,
    TERMS,
    make_job,
    plan_score,
    round_points,
    score_terms,
    term_names,
    terms_for,
    week_terms,
)
from bundler.rules.verdict import Verdict, in_names
from bundler.rules.week import Week

__all__ = [
    "JOB_RULES",
    "PLAN_RULES",
    "RULES",
    "TERMS",
    "TERM_PLACES",
    "Rule",
    "Verdict",
    "Week",
    "across_jobs",
    "in_names",
    "judge_job",
    "left_over",
    "make_job",
    "plan_score",
    "plan_violations",
    "round_points",
    "score_terms",
    "task_obstacles",
    "term_names",
    "terms_for",
    "violations",
    "week_terms",
]
