"""A task that fits no job by itself is recognised, with the rule it breaks."""

from datetime import date
from typing import Any

import pytest

from bundler.domain import Task
from bundler.rules import task_obstacles
from tests.rules.micro import problem, task

OBSTACLES: list[tuple[Task, dict[str, Any], set[str]]] = [
    (task("A", certificates=("vog",)), {"excluded_certificates": ("VOG",)}, {"excluded_certificates"}),
    (task("A", 335), {}, {"break_in_session"}),
    (task("A", 275), {"break_rule": "youth"}, {"break_in_session"}),
    (task("A", 310), {"max_hours_per_day": 5}, {"max_hours_per_day"}),
    (task("A", 310), {"max_span_hours": 5}, {"max_span_hours"}),
    (task("A", 60, window="08:00-08:55"), {}, {"window"}),
    (task("A", 60, window="08:05-09:10"), {"grid_minutes": 15}, {"window"}),
    (task("A", 60, window="05:00-06:55"), {}, {"window"}),
    (task("A", 60, window="21:05-23:00"), {}, {"window"}),
    (task("A", days="mon-sat"), {}, {"max_days"}),
    (task("A", 240, days="mon-fri"), {"max_hours": 19}, {"max_hours"}),
    (task("A", competencies=("x", "y")), {"max_competencies": 1}, {"max_competencies"}),
]


@pytest.mark.parametrize(("given", "rules", "codes"), OBSTACLES)
def test_obstacle(given: Task, rules: dict[str, Any], codes: set[str]) -> None:
    """The rule that stands in the way is named, and no other."""
    assert {verdict.code for verdict in task_obstacles(problem(given, **rules), given)} == codes


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        (task("A", 330), {}),
        (task("A", 270), {"break_rule": "youth"}),
        (task("A", 480), {"break_rule": "none"}),
        (task("A", 60, window="08:05-09:15"), {"grid_minutes": 15}),
        (task("A", 60, window="05:00-07:00"), {}),
        (task("A", days="mon-sat", min_sessions_per_job=5), {}),
        (task("A", 240, days="mon-fri", min_sessions_per_job=4), {"max_hours": 16}),
        (task("A", days="mon-fri", sessions_per_week=2), {"max_days": 2}),
    ],
)
def test_no_obstacle_at_the_limit(given: Task, rules: dict[str, Any]) -> None:
    """At the limit, or with a small enough share, the task can still be in a job."""
    assert task_obstacles(problem(given, **rules), given) == []


@pytest.mark.parametrize(
    ("day", "out"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False), (date(2026, 9, 1), True)]
)
def test_outside_its_dates_a_task_is_out(day: date, out: bool) -> None:
    """First and last day of validity count as valid."""
    given = task("A", valid_from=date(2026, 3, 1), valid_until=date(2026, 8, 31))
    codes = {verdict.code for verdict in task_obstacles(problem(given, scenario={"plan_date": day}), given)}
    assert codes == ({"known_task"} if out else set())
