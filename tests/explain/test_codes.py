"""Each other reason code: when it is given, what it says, and that it is decided or said not to be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bundler.domain import Pin, Problem, Session
from bundler.domain.own import Own
from bundler.domain.reasons import CATALOGUE, REASONS
from bundler.errors import UsageError
from bundler.explain import Explanation, left_out
from bundler.explain import obstacles as trials
from bundler.i18n import Text
from bundler.solver import solve
from bundler.solver.counterfactual import Counterfactuals, WithMore
from bundler.solver.find import Found
from bundler.units import clock
from bundler.verbs.given import LEFT_OUT
from tests.explain.test_rules import CASES, WORKWEEK, explained
from tests.rules.micro import problem, roster, task
from tests.solver.test_keep import under

Rosters = Sequence[Sequence[Session]]
DAYS = ("mon", "tue", "wed", "thu", "fri")
RULES = {"min_hours": 18, "max_tasks": 2}
B, C = task("B", 120, WORKWEEK), task("C", 150, WORKWEEK)
# Any two make a job. B and C are the longest: the third stays out. A and C are 25 minutes a week less than B
# and C, which is 25/60 · (10 + 2) = 5 points.
THREE = problem(task("A", 115, WORKWEEK), B, C, **RULES)
# two persons for A, one for B: a second A has no partner
ALONE = problem(task("A", 115, WORKWEEK, headcount=2), B, **RULES)


def together(first: str, second: str) -> list[Session]:
    """A job of two tasks, the one right after the other."""
    after = clock(8 * 60 + THREE.task_by_id[first].session_minutes)
    return roster(THREE, ", ".join(f"{first} {day} 08:00, {second} {day} {after}" for day in DAYS))


def why(given: Problem, rosters: Rosters, name: str = "A") -> Explanation:
    (found,) = left_out(given, rosters, [name], 20.0)
    return found


def pinned(*pins: Pin) -> Problem:
    return problem(*THREE.tasks, pins=pins, **RULES)


def test_date() -> None:
    given = problem(
        task("A", valid_from=date(2026, 10, 1), valid_until=date(2026, 12, 15)),
        scenario={"plan_date": date(2026, 3, 2)},
    )
    found = explained(given)
    assert (found.code, found.decided) == ("R-DATE", True)
    assert found.text.en == (
        "Not valid on the plan date. It is valid from 2026-10-01 until 2026-12-15, "
        "and the plan date is 2026-03-02."
    )
    assert [verdict.code for verdict in found.verdicts] == ["known_task"]


def test_pinned_out() -> None:
    """And what else the task breaks by itself."""
    found = explained(problem(task("A", 600), pins=(Pin(leave="A"),)))
    assert found.code == "R-PINNED-OUT"
    assert found.action.en == 'Maybe take away the pin leave = "A".'
    assert {v.code for v in found.verdicts} == {"pin_leave", "break_in_session", "max_hours_per_day"}
    assert "one session of 10 hours has no break inside it: 270 minutes too long" in found.text.en


def test_certificate() -> None:
    found = explained(problem(task("A", certificates=("vog",)), excluded_certificates=("VOG",)))
    assert found.code == "R-CERTIFICATE"
    assert found.text.en == "Asks a certificate that this scenario excludes: vog."


def test_task_alone() -> None:
    """The margins of all that it breaks, and the fewest rules that have to give way."""
    found = explained(problem(task("A", 320, "mon-sat"), max_days=5, max_hours_per_day=5))
    assert (found.code, found.decided, found.least) == ("R-TASK-ALONE", True, 2)
    assert {verdict.code: verdict.margin for verdict in found.verdicts} == {
        "max_hours_per_day": -20,
        "max_days": -1,
    }
    (way,) = found.ways
    assert {one.name: one.value for one in way.hindrances} == {"max_hours_per_day": 5.34, "max_days": 6}


def test_no_job() -> None:
    found = explained(CASES["R-MIN-HOURS"].given)
    assert (found.code, found.text) == ("R-NO-JOB", REASONS["R-NO-JOB"])


def test_placed() -> None:
    found = why(THREE, [together("B", "C")], "B")
    assert (found.code, found.sessions) == ("R-PLACED", 0)
    assert found.text.en == "Nothing of it is left over: it is in J01."


def test_costs() -> None:
    found = why(THREE, [together("B", "C")])
    assert (found.code, found.decided) == ("R-COSTS", True)
    assert found.text.en == "It fits, but taking it in costs 5 points."
    assert found.text.nl == "Het past, maar opnemen kost 5 punten."
    assert found.action.en == 'If it is worth that: pin it in with place = "A" and solve again.'
    trade = found.trade
    assert trade is not None
    assert (trade.least, trade.most) == (pytest.approx(5), pytest.approx(5))
    assert dict(trade.displaced) == {"A": -5, "B": 5}
    assert trade.leave == ("J01",)
    assert [{session.task_id for session in job} for job in trade.come] == [{"A", "C"}]


@pytest.mark.parametrize(
    ("objective", "code", "text"),
    [
        ("most-hours", "R-COSTS", "It fits, but taking it in costs 0.42 hours."),
        ("most-jobs", "R-COSTS", "It fits, but taking it in costs 5 points."),
        ("fewest-jobs", "R-COSTS", "It fits, but taking it in costs 5 points."),
    ],
)
def test_costs_are_those_of_the_first_level_that_differs(objective: str, code: str, text: str) -> None:
    """Under fewest-jobs a plan leaves nothing out: there the score is asked."""
    found = why(under(THREE, objective, THREE.scenario.pins), [together("B", "C")])
    assert (found.code, found.text.en) == (code, text)


def test_free() -> None:
    alike = problem(task("A", 120, WORKWEEK), B, C, **RULES)
    found = why(alike, [together("B", "C")])
    assert (found.code, found.decided) == ("R-FREE", True)
    assert found.trade is not None
    assert dict(found.trade.displaced) == {"A": -5, "B": 5}


def test_better() -> None:
    """A plan by hand need not be the best."""
    found = why(THREE, [together("A", "C")], "B")
    assert (found.code, found.decided) == ("R-BETTER", True)
    assert found.text.en == "A better plan takes it in: it is worth 5 points more."


def test_pins() -> None:
    given = pinned(Pin(place="C"), Pin(job=("B", "C")))
    found = why(given, [together("B", "C")])
    assert (found.code, found.decided) == ("R-PINS", True)
    assert found.action.en == 'Maybe take away the pin job = ["B", "C"].'


def test_pins_of_which_any_one_may_go() -> None:
    """B is in a job with C, and C in one with B: A could be with either, once that does not hold."""
    apart = pinned(Pin(job=("B", "C")), Pin(apart=("A", "C")))
    assert why(apart, [together("B", "C")]).action.en == 'Maybe take away the pin job = ["B", "C"].'
    twice = pinned(Pin(job=("B", "C")), Pin(together=("B", "C")))
    found = why(twice, [together("B", "C")])
    assert found.action.en == ('Maybe take away the pin job = ["B", "C"] and the pin together = ["B", "C"].')


def test_partners() -> None:
    found = why(ALONE, [together("A", "B")])
    assert (found.code, found.decided, found.sessions) == ("R-PARTNERS", True, 5)
    pins = problem(*ALONE.tasks, pins=(Pin(place="B"),), **RULES)
    assert why(pins, [together("A", "B")]).code == "R-PARTNERS"


@pytest.mark.parametrize(
    ("bound", "value", "decided", "says"),
    [
        (1.0, -5.0, False, "costs 5 points, and whether one costs less is not known"),
        (1.0, -math.inf, False, "no plan that takes it in was found"),
        (-2.0, -math.inf, False, "It costs at least 2 points: that is proved."),
        (-2.0, -5.0, True, "taking it in costs between 2 points and 5 points"),
    ],
)
def test_open(monkeypatch: pytest.MonkeyPatch, bound: float, value: float, decided: bool, says: str) -> None:
    """What the solver could not bound in time is never told as a cost."""
    asked = Counterfactuals.with_more

    def in_a_hurry(self: Counterfactuals, task_id: str, seconds: float) -> WithMore:
        answer = asked(self, task_id, seconds)
        level = answer.levels[0]
        shaken = level._replace(
            bound=level.plan + bound, value=level.value if math.isfinite(value) else value
        )
        return answer._replace(levels=(shaken,), rosters=answer.rosters if math.isfinite(value) else None)

    monkeypatch.setattr(Counterfactuals, "with_more", in_a_hurry)
    found = why(THREE, [together("B", "C")])
    assert (found.code, found.decided) == ("R-COSTS" if decided else "R-OPEN", decided)
    assert says in found.text.en


def test_open_where_the_plan_told_of_is_not_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held against the rules and the plain score first: nothing of a wrong plan is told."""
    asked = Counterfactuals.with_more

    def wrong(self: Counterfactuals, task_id: str, seconds: float) -> WithMore:
        return asked(self, task_id, seconds)._replace(rosters=(tuple(together("B", "C")),))

    monkeypatch.setattr(Counterfactuals, "with_more", wrong)
    found = why(THREE, [together("B", "C")])
    assert (found.code, found.trade) == ("R-OPEN", None)


def test_open_where_no_job_was_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> Found:
        return Found((), (), False)

    monkeypatch.setattr(trials, "find_jobs", nothing)
    found = explained(CASES["R-MIN-HOURS"].given)
    assert (found.code, found.decided) == ("R-OPEN", False)


def test_no_job_where_what_stands_in_the_way_was_not_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """That there is none is proved all the same."""
    asked = trials.find_jobs

    def only_the_first(given: Problem, *args: Any, **more: Any) -> Found:
        if given.scenario.rules == CASES["R-MIN-HOURS"].given.scenario.rules:
            return asked(given, *args, **more)
        return Found((), (), False)

    monkeypatch.setattr(trials, "find_jobs", only_the_first)
    found = explained(CASES["R-MIN-HOURS"].given)
    assert (found.code, found.decided, found.ways) == ("R-NO-JOB", False, ())
    assert found.notes[0].en == "What stands in the way was not found in the time given."


def test_not_better_kept_and_given() -> None:
    """What a plan file says of these is the solver's."""
    assert [item.reason for item in solve(THREE).unplaced] == ["R-NOT-BETTER"]
    kept = solve(THREE, keep=[tuple(together("A", "C"))])
    assert [(item.task_id, item.reason) for item in kept.unplaced] == [("B", "R-KEPT")]
    assert CATALOGUE["R-GIVEN"].text == LEFT_OUT


def test_own_rule() -> None:
    """What stands in the way is named though it is no rule of the program, with the job that breaks it."""
    early = Own(
        "own_not_early",
        Text("No early days", "Geen vroege dagen"),
        "day",
        False,
        lambda shift: shift.start > 540,
    )
    given = problem(task("A", 300, WORKWEEK, earliest_start=480, latest_end=780)).model_copy(
        update={"own": (early,)}
    )
    found = explained(given)
    assert (found.code, found.decided) == ("R-NO-JOB", True)
    (hindrance,) = next(way.hindrances for way in found.ways if way.hindrances[0].code == "R-OWN-RULE")
    assert hindrance.text.en == (
        "It only fits in jobs that break your own rule 'No early days': Mon, Tue, Wed, Thu and Fri."
    )
    assert hindrance.action.nl == "Misschien zonder die regel plannen, of hem minder streng maken."


def test_every_code_has_a_test_here_or_among_the_rules() -> None:
    here = {"R-" + name.removeprefix("test_").upper().replace("_", "-") for name in globals()}
    others = {"R-NOT-BETTER", "R-KEPT", "R-GIVEN", "R-REPLAN", "R-ALTERNATIVE"}  # of the other verbs
    assert set(CATALOGUE) <= here | others | set(CASES)


def test_a_suggestion_begins_with_maybe_unless_it_is_none() -> None:
    for code, reason in CATALOGUE.items():
        plain = ("R-PLACED", "R-COSTS", "R-FREE")
        if code not in plain:
            assert "Maybe" in reason.action.en, code
            assert "Misschien" in reason.action.nl, code


def test_a_task_that_is_not_there_is_a_usage_error_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no task 'a' in these data. Maybe A\?"):
        left_out(THREE, [], ["a"])


def test_what_is_no_plan_is_a_usage_error() -> None:
    short = together("B", "C")[:-1]
    with pytest.raises(UsageError, match=r"This is no plan: C: 4 sessions a week, must be 5\."):
        left_out(THREE, [short])


def test_all_that_is_left_over_is_explained_in_the_order_of_the_data() -> None:
    given = problem(task("Z", 600), *THREE.tasks, **RULES)
    found = left_out(given, {"mine": together("B", "C")})
    assert [(each.task_id, each.code) for each in found] == [("Z", "R-TASK-ALONE"), ("A", "R-COSTS")]
    assert found[1].trade is not None
    assert found[1].trade.leave == ("mine",)
