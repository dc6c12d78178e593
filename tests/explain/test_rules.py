"""Every rule and pin that can stand in the way: found, measured to the minute and put in words."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from bundler.domain import Pin, Problem
from bundler.domain.reasons import CATALOGUE, code_of_pin, code_of_rule
from bundler.domain.reasons_rules import PIN_WORDS, RULE_WORDS
from bundler.domain.scenario import Rules
from bundler.explain import Explanation, left_out
from bundler.explain.at_play import FORBIDDING, MEASURED
from bundler.explain.model import Way
from tests.rules.micro import problem, task

WORKWEEK = "mon-fri"


class Case(NamedTuple):
    """A problem in which A fits no job, and what is said of one rule or pin.

    Attributes:
        value: at which a job holds A; None for a pin.
        says: the sentence.
        job: the tasks of the job that is viable then.
    """

    given: Problem
    value: Any
    says: str
    job: set[str]


def both(minutes: int = 300, **values: Any) -> tuple[Any, Any]:
    """A and B, one day, one after the other."""
    return task("A", minutes, window="08:00-13:00"), task("B", minutes, **values)


CASES: dict[str, Case] = {
    "R-MIN-HOURS": Case(
        problem(task("A", 90, WORKWEEK), task("B", 60, WORKWEEK), min_hours=15),
        12.5,
        "With any partner within 20 minutes it reaches at most 12.5 of 15 hours a week.",
        {"A", "B"},
    ),
    "R-MAX-HOURS": Case(
        problem(task("A", 120, WORKWEEK), task("B", 181, WORKWEEK), min_hours=12, max_hours=24.5),
        25.09,
        "Any job that holds it has at least 25.08 hours a week: 35 minutes more than 24.5.",
        {"A", "B"},
    ),
    "R-MAX-SUPPLIERS": Case(
        problem(
            *(task(name, 60, WORKWEEK, supplier_id=f"s{at}") for at, name in enumerate("ABC", 1)),
            min_hours=15,
        ),
        3,
        "It takes the tasks of at least 3 suppliers, at most 2 allowed: s1, s2, s3.",
        {"A", "B", "C"},
    ),
    "R-MAX-DAYS": Case(
        problem(task("A", 300, "mon-wed"), task("B", 300, "thu-sat"), min_hours=30),
        6,
        "It takes at least 6 working days a week, at most 5 allowed.",
        {"A", "B"},
    ),
    "R-MAX-HOURS-PER-DAY": Case(
        problem(task("A", 300, "mon,tue"), task("B", 225, "mon,tue"), min_hours=17.5),
        8.75,
        "It takes a day of at least 8.75 hours of work and travel (Mon, Tue): 45 minutes more than 8.",
        {"A", "B"},
    ),
    "R-MAX-SPAN-HOURS": Case(
        problem(
            task("A", 120, window="08:00-10:00"),
            task("B", 120, window="10:30-12:30"),
            min_hours=4,
            max_span_hours=4,
        ),
        4.5,
        "It takes a day of at least 4.5 hours from first start to last end (Mon): 30 minutes more than 4.",
        {"A", "B"},
    ),
    "R-MAX-REST-MINUTES": Case(
        problem(
            task("A", 150, WORKWEEK, "12:00-14:30", title="lunch"),
            task("B", 120, WORKWEEK, "15:50-20:00", title="tea", location_id="L2"),
            min_hours=20,
        ),
        70,
        "A lunch until 14:30 and B tea from 15:50 (Mon–Fri): 10 minutes more than the allowed rest, "
        "10 minutes of travel not counted.",
        {"A", "B"},
    ),
    "R-DAY-START": Case(
        problem(*both(120, window="05:30-07:30"), min_hours=4),
        "05:30",
        "The work has to start at 05:30 at the latest (Mon): 30 minutes before 06:00.",
        {"A", "B"},
    ),
    "R-DAY-END": Case(
        problem(task("A", 120, window="19:00-21:00"), task("B", 75, window="20:00-22:30"), min_hours=3),
        "22:15",
        "The work lasts until 22:15 at the least (Mon): 15 minutes after 22:00.",
        {"A", "B"},
    ),
    "R-BREAK-RULE": Case(
        problem(task("A", 180, window="08:00-11:00"), task("B", 180, window="11:00-14:20"), min_hours=6),
        "none",
        "There is no room for the break that the law asks: Mon: 20 minutes of break: 10 minutes short of 30.",
        {"A", "B"},
    ),
    "R-DAILY-REST-HOURS": Case(
        problem(task("A", 240, "mon", "18:00-22:00"), task("B", 240, "tue", "07:30-11:30"), min_hours=8),
        9.5,
        "Overnight at most 9.5 of 11 hours of rest are left (Mon→Tue).",
        {"A", "B"},
    ),
    "R-WEEKLY-REST-HOURS": Case(
        problem(
            task("A", 240, "mon", "08:00-12:00"),
            task("B", 240, "thu", "08:00-12:00"),
            min_hours=8,
            weekly_rest_hours=100,
        ),
        92.0,
        "The longest stretch without work is at most 92 of 100 hours.",
        {"A", "B"},
    ),
    "R-MAX-TASKS": Case(
        problem(*(task(name, 60, WORKWEEK) for name in "ABC"), min_hours=15, max_tasks=2),
        3,
        "It takes at least 3 tasks in one job, at most 2 allowed.",
        {"A", "B", "C"},
    ),
    "R-MAX-COMPETENCIES": Case(
        problem(*both(120, competencies=("x", "y")), min_hours=4, max_competencies=1),
        2,
        "It takes at least 2 competencies in one job, at most 1 allowed: x, y.",
        {"A", "B"},
    ),
    "R-MAX-LOCATIONS": Case(
        problem(*both(120, location_id="L2"), min_hours=4, max_locations=1),
        2,
        "It takes at least 2 places in one job, at most 1 allowed: L1, L2.",
        {"A", "B"},
    ),
    "R-MAX-TRAVEL-MINUTES": Case(
        problem(*both(120, location_id="L4"), min_hours=4),
        25,
        "It takes places at least 25 minutes apart (L4 → L1): 5 minutes more than 20.",
        {"A", "B"},
    ),
    "R-MAX-START-SPREAD-MINUTES": Case(
        problem(
            task("A", 120, "mon", "08:00-10:00"),
            task("B", 120, "tue", "10:00-14:00"),
            min_hours=4,
            max_start_spread_minutes=45,
        ),
        120,
        "The daily starts lie at least 120 minutes apart: 75 minutes more than 45.",
        {"A", "B"},
    ),
    "R-MIN-HOURS-PER-SUPPLIER": Case(
        problem(*both(120, supplier_id="s2"), min_hours=4, min_hours_per_supplier=3.5),
        2.0,
        "s1 has at most 2 of 3.5 hours in such a job.",
        {"A", "B"},
    ),
    "R-MIN-SUPERVISED-SHARE": Case(
        problem(*both(120, supervised=True), min_supervised_share=0.6),
        0.5,
        "At most 50 % of the hours is supervised, at least 60 % is asked.",
        {"A", "B"},
    ),
    "R-SEPARATE-SETTINGS": Case(
        problem(*both(120, setting="outdoor"), min_hours=4),
        False,
        "It only fits where indoor and outdoor tasks are mixed: A indoor, B outdoor.",
        {"A", "B"},
    ),
    "R-FOOD-AFTER-SANITARY": Case(
        problem(
            task("A", 120, WORKWEEK, "08:00-10:00", hygiene="sanitary"),
            task("B", 120, WORKWEEK, "10:00-13:00", hygiene="food"),
            min_hours=20,
        ),
        True,
        "It only fits with food after sanitary work on one day (Mon–Fri).",
        {"A", "B"},
    ),
    "R-EXCLUDED-CERTIFICATES": Case(
        problem(
            *both(120, title="desk", certificates=("vog",)), min_hours=4, excluded_certificates=("VOG", "x")
        ),
        ["x"],
        "It only fits together with B desk, which asks an excluded certificate: vog.",
        {"A", "B"},
    ),
    "R-PIN-APART": Case(
        problem(*both(120), min_hours=4, pins=(Pin(apart=("A", "B")),)),
        None,
        "It only fits with tasks in one job that a pin keeps apart: A and B.",
        {"A", "B"},
    ),
    "R-PIN-FORBID-SUPPLIERS": Case(
        problem(*both(120, supplier_id="s2"), min_hours=4, pins=(Pin(forbid_suppliers=("s1", "s2")),)),
        None,
        "It only fits with suppliers in one job that a pin keeps apart: s1 and s2.",
        {"A", "B"},
    ),
    "R-PIN-LEAVE": Case(
        problem(*both(120), min_hours=4, pins=(Pin(leave="B"),)),
        None,
        "It only fits together with B, which a pin leaves out.",
        {"A", "B"},
    ),
}


def explained(given: Problem, seconds: float = 20.0) -> Explanation:
    """Why A is left out of a plan without jobs."""
    (found,) = left_out(given, [], ["A"], seconds)
    return found


def way_of(found: Explanation, code: str) -> Way:
    return next(way for way in found.ways if [one.code for one in way.hindrances] == [code])


@pytest.mark.parametrize("code", CASES)
def test_a_rule_that_stands_in_the_way_is_named_with_its_exact_margin(code: str) -> None:
    case = CASES[code]
    found = explained(case.given)
    assert (found.code, found.decided) == ("R-NO-JOB", True)
    way = way_of(found, code)
    (one,) = way.hindrances
    assert one.text.en == case.says
    assert (one.value, one.exact) == (case.value, True)
    assert {session.task_id for session in way.roster} == case.job
    assert "{" not in one.text.nl + one.action.nl + one.action.en


def test_each_rule_that_can_be_loosened_and_each_pin_that_forbids_has_a_case_and_words() -> None:
    """All rules but those that say how to count: the grid and the estimate of walks."""
    counting = {"grid_minutes", "walking_speed_kmh", "detour", "same_site_minutes"}
    rules = set(Rules.model_fields) - counting
    assert set(RULE_WORDS) == rules
    assert set(MEASURED) < rules
    assert set(PIN_WORDS) == set(FORBIDDING)
    codes = {code_of_rule(rule) for rule in rules} | {code_of_pin(kind) for kind in FORBIDDING}
    assert set(CASES) == codes
    assert codes < set(CATALOGUE)


def test_the_value_suggested_for_a_rule_is_enough() -> None:
    """25.08 hours are 1505 minutes: what is suggested is rounded to the loose side."""
    case = CASES["R-MAX-HOURS"]
    scenario = case.given.scenario
    looser = scenario.rules.model_copy(update={"max_hours": case.value})
    given = case.given.model_copy(update={"scenario": scenario.model_copy(update={"rules": looser})})
    assert explained(given).code == "R-BETTER"


def test_where_two_rules_have_to_give_way_both_are_shown_with_what_is_left_of_each() -> None:
    """10 hours with B, whose place is 25 minutes away; 8 alone."""
    given = problem(
        task("A", 120, "mon-thu"),
        task("B", 60, "mon,tue", location_id="L4"),
        task("C", 120, WORKWEEK, location_id="beyond"),
        min_hours=12,
        min_supervised_share=0.5,
    )
    found = explained(given)
    assert (found.code, found.least, found.decided) == ("R-NO-JOB", 2, True)
    (way,) = found.ways
    assert {one.name for one in way.hindrances} == {"min_hours", "min_supervised_share"}
    texts = {one.name: one.text.en for one in way.hindrances}
    assert texts["min_supervised_share"] == "0 % of the hours is supervised: 50 % short of 50 %."
    assert (
        found.notes[0].en == "It takes at least 2 changes at once, such as these (found one after another):"
    )


def test_every_single_rule_that_is_enough_is_shown_the_nearest_first() -> None:
    """5 minutes more rest, or a partner 25 minutes away in place of one within 20."""
    given = problem(
        task("A", 180, WORKWEEK, "08:00-11:00"),
        task("B", 120, WORKWEEK, "12:05-14:05"),
        task("C", 120, WORKWEEK, location_id="L4"),
        min_hours=25,
    )
    found = explained(given)
    names = [way.hindrances[0].name for way in found.ways]
    assert names == ["max_rest_minutes", "max_travel_minutes", "min_hours"]


def test_a_rule_of_the_law_comes_last() -> None:
    found = explained(CASES["R-BREAK-RULE"].given)
    assert [way.hindrances[0].name for way in found.ways][-1] == "break_rule"


def test_what_no_looser_rule_changes_is_said_to_be_so() -> None:
    """On a grid of an hour no start fits this window; that is proved, not left open."""
    found = explained(problem(task("A", 60, window="08:15-09:45"), grid_minutes=60))
    assert (found.code, found.decided, found.ways) == ("R-TASK-ALONE", True, ())
    assert "9:00–10:00 lies 15 minutes outside the window 08:15–09:45" in found.text.en
    assert found.notes[0].en == "No looser rule changes that: the task itself has to change."
