"""Every job rule with a week that just keeps it and one that just breaks it, each with its margin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from bundler.domain import Task
from bundler.i18n import LANGS
from bundler.rules import JOB_RULES, judge_job, violations
from bundler.units import DAYS
from tests.rules.micro import problem, roster, task


class Case(NamedTuple):
    """A rule held against a week that keeps it and one that breaks it and no other rule.

    ``margins`` are the tightest margins of the rule's verdicts, in minutes, counts or shares; None for
    a rule without a measure. ``also`` are rules that cannot but fail with it.
    """

    code: str
    name: str
    tasks: tuple[Task, ...]
    good: str
    bad: str
    margins: tuple[float | None, float | None] = (None, None)
    rules: Mapping[str, Any] = MappingProxyType({})
    also: tuple[str, ...] = ()
    plan_date: date | None = None


A, B, C = task("A"), task("B"), task("C")
SHARED = task("A", days="mon-fri", min_sessions_per_job=1)
ONE, OTHER = "A mon 08:00", "B mon 09:00"
AB = f"{ONE}, {OTHER}"
ABC = f"{AB}, C mon 10:00"
TWO_DAYS = "A mon 08:00, A tue 08:00"


def each_day(start: str, days: int) -> str:
    """Task A from Monday on, at the same time."""
    return ", ".join(f"A {day} {start}" for day in DAYS[:days])


def skills(*items: str) -> dict[str, Any]:
    return {"competencies": items}


def at(location_id: str) -> dict[str, Any]:
    return {"location_id": location_id}


CASES = (
    Case(
        "max_suppliers", "three", (A, task("B", supplier_id="s2"), task("C", supplier_id="s3")), AB, ABC,
        (0, -1),
    ),
    Case(
        "max_suppliers", "one only", (A, task("B", supplier_id="s2"), C), "A mon 08:00, C mon 10:00", AB,
        (0, -1), {"max_suppliers": 1},
    ),
    Case("min_hours", "an hour short", (SHARED,), TWO_DAYS, ONE, (0, -60), {"min_hours": 2}),
    Case(
        "min_hours", "between minutes", (A, task("B", 61)), "B mon 08:00", ONE, (0, -1), {"min_hours": 1.01},
    ),
    Case("max_hours", "half an hour over", (SHARED,), ONE, TWO_DAYS, (30, -30), {"max_hours": 1.5}),
    Case("max_days", "two", (SHARED,), ONE, TWO_DAYS, (0, -1), {"max_days": 1}),
    Case(
        "max_hours_per_day", "travel counts",
        (task("A", 120), task("B", 50, **at("L2")), task("C", 60, **at("L2"))), "A mon 08:00, B mon 10:10",
        "A mon 08:00, C mon 10:10", (0, -10), {"max_hours_per_day": 3},
    ),
    Case(
        "max_span_hours", "rest counts", (A, B), "A mon 08:00, B mon 10:00", "A mon 08:00, B mon 10:10",
        (0, -10), {"max_span_hours": 3, "max_rest_minutes": 90},
    ),
    Case(
        "max_rest_minutes", "after travel", (A, task("B", **at("L2"))), "A mon 08:00, B mon 09:40",
        "A mon 08:00, B mon 09:45", (0, -5), {"max_rest_minutes": 30},
    ),
    Case(
        "max_rest_minutes", "a task between bridges it", (A, B, C), "A mon 08:00, B mon 09:30, C mon 11:00",
        "A mon 08:00, C mon 11:00", (30, -60),
    ),
    Case("day_start", "half an hour early", (A,), "A mon 08:00", "A mon 07:30", (0, -30), {"day_start": 480}),
    Case("day_end", "a quarter late", (A,), "A mon 17:00", "A mon 17:15", (0, -15), {"day_end": 1080}),
    Case(
        "break_rule", "rest too short", (task("A", 180), task("B", 180)), "A mon 08:00, B mon 11:30",
        "A mon 08:00, B mon 11:25", (0, -5),
    ),
    Case(
        "break_rule", "none up to five and a half hours", (task("A", 180), task("B", 150), task("C", 155)),
        "A mon 08:00, B mon 11:00", "A mon 08:00, C mon 11:00", (0, -30),
    ),
    Case(
        "break_rule", "travel is work",
        (task("A", 180), task("B", 140, **at("L2")), task("C", 145, **at("L2"))),
        "A mon 08:00, B mon 11:10", "A mon 08:00, C mon 11:10", (0, -30),
    ),
    Case(
        "break_rule", "pieces of a quarter", (task("A", 120), task("B", 120), task("C", 120)),
        "A mon 08:00, B mon 10:15, C mon 12:30", "A mon 08:00, B mon 10:10, C mon 12:30", (0, -10),
    ),
    Case(
        "break_rule", "45 minutes on a very long day", (task("A", 300), task("B", 300), task("C", 305)),
        "A mon 06:00, B mon 11:30", "A mon 06:00, C mon 11:30", (0, -15),
        {"max_hours_per_day": 12, "max_span_hours": 12},
    ),
    Case(
        "break_rule", "youth", (task("A", 150), task("B", 120), task("C", 125)), "A mon 08:00, B mon 10:30",
        "A mon 08:00, C mon 10:30", (0, -30), {"break_rule": "youth"},
    ),
    Case(
        "break_rule", "no 45 minutes for youth", (task("A", 250), task("B", 250), task("C", 250)),
        "A mon 06:00, B mon 10:40, C mon 14:50", "A mon 06:00, B mon 10:30, C mon 14:40", (0, -10),
        {"break_rule": "youth", "max_hours_per_day": 14, "max_span_hours": 16},
    ),
    Case(
        "break_in_session", "adult", (task("A", 330), task("B", 335)), "A mon 08:00", "B mon 08:00",
        (0, -5), also=("break_rule",),
    ),
    Case(
        "break_in_session", "youth", (task("A", 270), task("B", 285)), "A mon 08:00", "B mon 08:00",
        (0, -15), {"break_rule": "youth"}, ("break_rule",),
    ),
    Case(
        "daily_rest_hours", "late and early", (A, task("B", days="tue")), "A mon 21:00, B tue 09:00",
        "A mon 21:00, B tue 08:30", (0, -30),
    ),
    Case(
        "daily_rest_hours", "the week is cyclic", (A, task("B", days="sun")), "A mon 09:00, B sun 21:00",
        "A mon 08:00, B sun 21:00", (0, -60),
    ),
    Case(
        "weekly_rest_hours", "every day", (task("A", days="mon-sun", min_sessions_per_job=1),),
        each_day("08:00", 6), each_day("08:00", 7), (0, -24 * 60), {"weekly_rest_hours": 47, "max_days": 7},
    ),
    Case(
        "weekly_rest_hours", "half an hour short", (task("A", days="mon-sat"),),
        each_day("10:00", 5) + ", A sat 21:00", each_day("09:30", 5) + ", A sat 21:00", (0, -30),
        {"max_days": 6},
    ),
    Case("max_tasks", "three", (A, B, C), AB, ABC, (0, -1), {"max_tasks": 2}),
    Case(
        "max_competencies", "three",
        (task("A", **skills("x", "y")), task("B", **skills("y")), task("C", **skills("z"))), AB, ABC,
        (0, -1), {"max_competencies": 2},
    ),
    Case(
        "max_locations", "three", (A, task("B", **at("L2")), task("C", **at("L3"))),
        "A mon 08:00, B mon 10:00", "A mon 08:00, B mon 10:00, C mon 12:00", (0, -1), {"max_locations": 2},
    ),
    Case(
        "max_travel_minutes", "five too far the other way, on other days",
        (A, task("B", days="tue", **at("L2")), task("C", days="tue", **at("L4"))),
        "A mon 08:00, B tue 08:00", "A mon 08:00, C tue 08:00", (10, -5),
    ),
    Case(
        "unreachable", "on other days too",
        (A, task("B", days="tue"), task("C", days="tue", **at("beyond"))), "A mon 08:00, B tue 08:00",
        "A mon 08:00, C tue 08:00",
    ),
    Case(
        "max_start_spread_minutes", "five too many", (A, task("B", days="tue")), "A mon 08:00, B tue 09:00",
        "A mon 08:00, B tue 09:05", (0, -5), {"max_start_spread_minutes": 60},
    ),
    Case(
        "min_hours_per_supplier", "half an hour short",
        (task("A", 120), task("B", 120, supplier_id="s2"), task("C", 90, supplier_id="s2")),
        "A mon 08:00, B mon 10:00", "A mon 08:00, C mon 10:00", (0, -30), {"min_hours_per_supplier": 2},
    ),
    Case(
        "min_supervised_share", "a tenth short", (task("A", supervised=True), B, task("C", 90)), AB,
        "A mon 08:00, C mon 09:00", (0, -0.1), {"min_supervised_share": 0.5},
    ),
    Case(
        "min_supervised_share", "a third exactly",
        (task("A", supervised=True), task("B", 120), task("C", 240)), AB, "A mon 08:00, C mon 09:00",
        (0, 0.2 - 1 / 3), {"min_supervised_share": 1 / 3},
    ),
    Case("separate_settings", "mixed", (A, B, task("C", setting="outdoor")), AB, ABC),
    Case(
        "food_after_sanitary", "order matters",
        (task("A", hygiene="sanitary"), task("B", hygiene="food"), C),
        "B mon 08:00, A mon 09:00, C mon 10:00", "A mon 08:00, C mon 09:00, B mon 10:00",
    ),
    Case(
        "food_after_sanitary", "only within a day",
        (task("A", hygiene="sanitary"), task("B", days="mon, tue", hygiene="food", min_sessions_per_job=1)),
        "A mon 08:00, B tue 08:00", AB,
    ),
    Case(
        "excluded_certificates", "in any case", (A, task("B", certificates=("VOG", "other"))), ONE, OTHER,
        rules={"excluded_certificates": ("vog",)},
    ),
    Case("grid_minutes", "off the grid", (A,), "A mon 08:15", "A mon 08:10", rules={"grid_minutes": 15}),
    Case("window", "too early", (task("A", window="08:00-10:00"),), "A mon 08:00", "A mon 07:45", (0, -15)),
    Case("window", "too late", (task("A", window="08:00-10:00"),), "A mon 08:30", "A mon 09:10", (30, -10)),
    Case("task_day", "another day", (A,), "A mon 08:00", "A tue 08:00"),
    Case("task_day", "twice a day", (task("A", days="mon;tue"),), TWO_DAYS, "A mon 08:00, A mon 09:00"),
    Case("session_length", "cut short", (A,), ONE, "A mon 08:00 45"),
    Case("session_count", "half a series", (task("A", days="mon;tue"),), TWO_DAYS, ONE),
    Case(
        "session_count", "too small a share", (task("A", days="mon-wed", min_sessions_per_job=2),),
        "A mon 08:00, A wed 08:00", ONE,
    ),
    Case(
        "session_count", "more than the series", (task("A", days="mon-wed", sessions_per_week=2),),
        "A mon 08:00, A wed 08:00", each_day("08:00", 3),
    ),
    Case(
        "overlap", "no time to walk", (A, task("B", **at("L2"))), "A mon 08:00, B mon 09:10",
        "A mon 08:00, B mon 09:05", (0, -5),
    ),
    Case("overlap", "at the same time", (A, B), AB, "A mon 08:00, B mon 08:30", (0, -30)),
    Case("known_task", "not in the data", (A,), ONE, "Z mon 08:00"),
    Case(
        "known_task", "past its date",
        (task("A", valid_until=date(2026, 6, 30)), task("B", valid_from=date(2026, 7, 1))), OTHER, ONE,
        plan_date=date(2026, 7, 1),
    ),
)  # fmt: skip
EACH = pytest.mark.parametrize("case", CASES, ids=[f"{case.code}: {case.name}" for case in CASES])


def _margin(case: Case, visits: str) -> float | None:
    given = problem(*case.tasks, scenario={"plan_date": case.plan_date}, **case.rules)
    margins = [v.margin for v in judge_job(given, roster(given, visits)) if v.code == case.code]
    return min((margin for margin in margins if margin is not None), default=None)


def _failing(case: Case, visits: str) -> set[str]:
    given = problem(*case.tasks, scenario={"plan_date": case.plan_date}, **case.rules)
    return {verdict.code for verdict in violations(given, roster(given, visits))}


def test_every_job_rule_has_a_case() -> None:
    """No rule can be added to the catalogue without a week that breaks it."""
    assert {case.code for case in CASES} == {rule.code for rule in JOB_RULES}


@EACH
def test_the_good_week_breaks_no_rule(case: Case) -> None:
    """The feasible week keeps this rule, and every other."""
    assert _failing(case, case.good) == set()


@EACH
def test_the_bad_week_breaks_this_rule(case: Case) -> None:
    """The infeasible week breaks this rule and no other."""
    assert _failing(case, case.bad) == {case.code, *case.also}


@EACH
def test_margins(case: Case) -> None:
    """The margin is 0 or more where the rule holds, below 0 where it fails, and says by how much."""
    found = (_margin(case, case.good), _margin(case, case.bad))
    assert found == pytest.approx(case.margins) if case.margins[1] is not None else found == (None, None)


@EACH
@pytest.mark.parametrize("lang", LANGS)
def test_the_violation_is_said_in_words(case: Case, lang: str) -> None:
    """The sentence has every value filled in; a measured one says by how much it fails."""
    given = problem(*case.tasks, scenario={"plan_date": case.plan_date}, **case.rules)
    for verdict in violations(given, roster(given, case.bad)):
        text = verdict.text(lang)
        assert text
        assert not set("{}") & set(text)
        assert "None" not in text
        assert "  " not in text
        if verdict.margin is not None and verdict.unit == "minutes":
            assert f"{abs(verdict.margin):g} minu" in text


def test_dutch_numbers_have_a_decimal_comma() -> None:
    """Hours and shares are written the Dutch way in Dutch."""
    given = problem(task("A", 90), task("B", 45, supervised=True), min_hours=3.75, min_supervised_share=0.375)
    said = [v.text("nl") for v in violations(given, roster(given, "A mon 08:00, B mon 09:30"))]
    assert said == [
        "heeft 2,25 uur per week: 90 minuten minder dan 3,75",
        "33,3 % van de uren is begeleid: 4,17 % minder dan 37,5 %",
    ]


def test_a_job_without_sessions_is_no_job() -> None:
    """An empty week is refused rather than judged."""
    assert [verdict.code for verdict in violations(problem(A), [])] == ["known_task"]


def test_food_after_sanitary_can_be_allowed() -> None:
    """Where the client allows it, the order does not matter."""
    tasks = (task("A", hygiene="sanitary"), task("B", hygiene="food"))
    given = problem(*tasks, food_after_sanitary=True)
    assert violations(given, roster(given, AB)) == []


def test_settings_may_be_mixed_where_allowed() -> None:
    """Without the rule indoor and outdoor tasks share a job."""
    given = problem(A, task("B", setting="outdoor"), separate_settings=False)
    assert violations(given, roster(given, AB)) == []


def test_mixed_settings_are_named_in_the_readers_language() -> None:
    given = problem(A, task("B", setting="outdoor"))
    (verdict,) = violations(given, roster(given, AB))
    assert "A indoor, B outdoor" in verdict.text("en")
    assert "A binnen, B buiten" in verdict.text("nl")


def test_no_break_rule_asks_nothing() -> None:
    """With the break rule off a day of eight hours in one piece is allowed."""
    given = problem(task("A", 480), break_rule="none")
    assert violations(given, roster(given, "A mon 08:00")) == []
