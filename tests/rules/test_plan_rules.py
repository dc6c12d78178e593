"""Every rule about the plan as a whole with a plan that keeps it and one that breaks it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bundler.domain import Pin, Problem, Session, Task
from bundler.i18n import LANGS
from bundler.rules import PLAN_RULES, Verdict, plan_violations
from tests.rules.micro import problem, roster, task

Jobs = tuple[str, ...]
A, B, C = task("A"), task("B"), task("C", supplier_id="s2")
SERIES = task("A", days="mon-wed", headcount=2, min_sessions_per_job=1)
PART = task("A", days="mon-wed", sessions_per_week=2, min_sessions_per_job=1)
a, b, c = "A mon 08:00", "B mon 09:00", "C mon 10:00"


def on(*days: str) -> str:
    return ", ".join(f"A {day} 08:00" for day in days)


class Case(NamedTuple):
    """A plan rule with jobs that keep it and jobs that break it and no other rule."""

    code: str
    name: str
    tasks: tuple[Task, ...]
    good: Jobs
    bad: Jobs
    pin: Pin | None = None
    margin: float | None = None


CASES = (
    Case("headcount", "one person", (A, B), (a, b), (a, a), margin=-1),
    Case("headcount", "two persons", (task("A", headcount=2),), (a, a), (a, a, a), margin=-1),
    Case("headcount_day", "two on a day", (SERIES,), (on("mon"), on("mon", "tue")),
         (on("mon"), on("mon"), on("mon")), margin=-1),
    Case("sessions_total", "more than is offered", (PART,), (on("mon"), on("tue")),
         (on("mon"), on("tue"), on("wed")), margin=-1),
    Case("pin_together", "in two jobs", (A, B), (f"{a}, {b}",), (a, b), Pin(together=("A", "B"))),
    Case("pin_together", "another may be there too", (A, B, C), (f"{a}, {b}, {c}",), (a, f"{b}, {c}"),
         Pin(together=("A", "B"))),
    Case("pin_apart", "in one job", (A, B, C), (f"{a}, {c}", b), (f"{a}, {b}", c), Pin(apart=("A", "B"))),
    Case("pin_apart", "two of three", (A, B, C), (a, b, c), (a, f"{b}, {c}"), Pin(apart=("A", "B", "C"))),
    Case("pin_place", "left out", (A, B), (a,), (b,), Pin(place="A")),
    Case("pin_leave", "used", (A, B), (b,), (f"{a}, {b}",), Pin(leave="A")),
    Case("pin_job", "a task too many", (A, B, C), (f"{a}, {b}", c), (f"{a}, {b}, {c}",), Pin(job=("B", "A"))),
    Case("pin_job", "a task too few", (A, B, C), (f"{a}, {b}", c), (a, b, c), Pin(job=("A", "B"))),
    Case("pin_forbid_suppliers", "in one job", (A, B, C), (f"{a}, {b}", c), (f"{a}, {c}", b),
         Pin(forbid_suppliers=("s1", "s2"))),
)  # fmt: skip
EACH = pytest.mark.parametrize("case", CASES, ids=[f"{case.code}: {case.name}" for case in CASES])


def _jobs(given: Problem, jobs: Jobs) -> dict[str, list[Session]]:
    return {f"J{number:02d}": roster(given, visits) for number, visits in enumerate(jobs, 1)}


def _found(case: Case, jobs: Jobs) -> dict[str, list[Verdict]]:
    given = problem(*case.tasks, pins=(case.pin,) if case.pin else ())
    return plan_violations(given, _jobs(given, jobs))


def test_every_plan_rule_has_a_case() -> None:
    """All but the rule on job ids: plans in memory have jobs by id, only in a file can one occur twice."""
    assert {case.code for case in CASES} == {rule.code for rule in PLAN_RULES} - {"job_id"}


@EACH
def test_the_good_plan_breaks_no_rule(case: Case) -> None:
    """The feasible plan keeps every rule."""
    assert _found(case, case.good) == {}


@EACH
def test_the_bad_plan_breaks_this_rule(case: Case) -> None:
    """The infeasible plan breaks this rule and no other, and the violation is filed under the plan."""
    found = _found(case, case.bad)
    assert set(found) == {""}
    assert {verdict.code for verdict in found[""]} == {case.code}
    assert found[""][0].margin == case.margin


@EACH
@pytest.mark.parametrize("lang", LANGS)
def test_the_violation_is_said_in_words(case: Case, lang: str) -> None:
    """The sentence has every value filled in, in both languages."""
    for verdict in _found(case, case.bad)[""]:
        text = verdict.text(lang)
        assert text
        assert not set("{}") & set(text)
        assert "None" not in text


def test_a_job_that_breaks_a_rule_is_filed_under_its_id() -> None:
    """Violations of single jobs come with the job they are about."""
    given = problem(A, B, min_hours=2)
    found = plan_violations(given, _jobs(given, (f"{a}, {b}", a)))
    assert {job_id: {v.code for v in verdicts} for job_id, verdicts in found.items()} == {
        "J02": {"min_hours"},
        "": {"headcount"},
    }


def test_the_empty_plan_keeps_all_rules_but_asking_pins() -> None:
    """No jobs break no rule, unless a pin asks for a job."""
    assert plan_violations(problem(A, B, pins=(Pin(leave="A"), Pin(apart=("A", "B")))), {}) == {}
    assert set(plan_violations(problem(A, B, pins=(Pin(place="A"),)), {})) == {""}


def test_every_pin_is_held_against_the_plan() -> None:
    """Several pins are each judged."""
    pins = (Pin(place="A"), Pin(leave="B"), Pin(job=("C",)))
    given = problem(A, B, C, pins=pins)
    codes = [verdict.code for verdict in plan_violations(given, _jobs(given, (b,)))[""]]
    assert codes == ["pin_place", "pin_leave", "pin_job"]
