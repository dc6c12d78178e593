"""A problem with something to choose: A goes with B or with D, which takes B's place; E fits beside none."""

from __future__ import annotations

from datetime import date

from bundler.domain import Problem, Rules, Scenario
from tests.cli import sample

PROBLEM: Problem = sample.problem(
    tasks=(
        sample.task("A", "cleaners", "hall", (360, 600), 150),
        sample.task("B", "caterers", "hall", (480, 780), 120),
        sample.task("D", "caterers", "hall", (480, 780), 120),
        sample.task("E", "caterers", "tower", (960, 1080), 60),
    ),
    scenario=Scenario(plan_date=date(2026, 3, 2), rules=Rules(min_hours=21, max_hours_per_day=5)),
)
