"""What to ask of the table: every ask against trying everything, with it and with a step less."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from bundler.domain import Problem, Rules, Session
from bundler.errors import UsageError
from bundler.explain import missing
from bundler.explain.missing_ask import KINDS, Ask, Change
from bundler.explain.missing_beside import Beside
from bundler.explain.missing_list import AskList, ask_list
from bundler.explain.missing_rule_words import RULE_WORDS
from bundler.explain.missing_rules import RULE_STEPS, relaxed_values
from bundler.explain.missing_tasks import MOST_WIDER, WINDOW_STEP, task_candidates
from bundler.rules import make_job, plan_violations
from bundler.solver import solve
from tests.oracle_plan import best_plan
from tests.solver.test_counterfactual import used
from tests.solver.test_keep import under
from tests.strategies import tiny_problem

Rosters = Sequence[Sequence[Session]]

ENOUGH = 600.0  # seconds: never over on any machine
SHORTEST = 30
# between them they ask for everything that can be asked for
SEEDS = {"balanced": (18, 42), "most-hours": (31, 43), "most-jobs": (26, 35)}


@pytest.fixture(autouse=True)
def terse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no plan, what stands in the way is not looked for."""
    monkeypatch.setattr(sys.modules["bundler.solver.solve"], "MOST_SECONDS", 0.0)


@cache
def planned(seed: int, objective: str) -> tuple[Problem, Rosters]:
    problem = under(tiny_problem(random.Random(seed)), objective)
    return problem, [job.roster for job in solve(problem).jobs]


@cache
def asked(seed: int, objective: str) -> AskList:
    return ask_list(*planned(seed, objective), seconds=ENOUGH)


def asks_of(objective: str) -> Iterator[tuple[Problem, Rosters, Ask, str]]:
    for seed in SEEDS[objective]:
        problem, rosters = planned(seed, objective)
        for ask in asked(seed, objective).asks:
            yield problem, rosters, ask, f"{objective}, seed {seed}: {ask.text.en}"


def value(problem: Problem, objective: str, keep: Rosters = ()) -> float:
    best = best_plan(problem, objective, keep)
    assert best is not None
    return best.first


def only(problem: Problem, rosters: Rosters, more: frozenset[str]) -> Problem:
    """Without what the plan leaves over, but for these tasks."""
    there = more | {session.task_id for roster in rosters for session in roster}
    return problem.model_copy(update={"tasks": tuple(t for t in problem.tasks if t.task_id in there)})


def a_step_less(problem: Problem, ask: Ask) -> Change | None:
    """The same ask by one step smaller; None where the smallest step was asked."""
    if ask.kind == "hours":
        task = ask.change.added[0]
        less = task.session_minutes - 15
        return (
            Change(added=(task.model_copy(update={"session_minutes": less}),)) if less >= SHORTEST else None
        )
    if ask.kind == "rule":
        code, now = ask.change.rules[0]
        steps = next((each for each in RULE_STEPS if each.code == code), None)
        values = relaxed_values(problem.scenario.rules, steps) if steps else [now]
        before = values[: values.index(now)]
        return Change(rules=((code, before[-1]),)) if before else None
    task_id, field, now = ask.change.changed[0]
    assert field == "competencies" or isinstance(now, int)
    steps_back = {"earliest_start": 15, "latest_end": -15, "min_sessions_per_job": 1, "headcount": -1}
    if ask.kind == "competency":
        return Change(changed=ask.change.changed[1:])
    less = now + steps_back[field]
    task = problem.task_by_id[task_id]
    own = task.sessions_per_week if field == "min_sessions_per_job" and not task.shareable else None
    return None if less == (own or getattr(task, field)) else Change(changed=((task_id, field, less),))


def at_least(problem: Problem, rosters: Rosters, ask: Ask) -> dict[str, int]:
    """How much of its left-over tasks there is in jobs together with the new job."""
    return {name: used(problem, [*rosters, ask.job.roster], name) for name in ask.left}


@pytest.mark.parametrize("objective", SEEDS)
def test_the_new_job_stands_beside_those_of_the_plan(objective: str) -> None:
    """It keeps every rule and pin of the changed problem, and is worth what is said."""
    for problem, rosters, ask, where in asks_of(objective):
        changed = ask.apply(problem)
        kept = [] if ask.anew else list(rosters)
        assert plan_violations(changed, dict(enumerate([*kept, ask.job.roster]))) == {}, where  # type: ignore[arg-type]
        assert ask.job == make_job(changed, "NEW", ask.job.roster), where
        assert ask.left, where


@pytest.mark.parametrize("objective", SEEDS)
def test_what_an_ask_brings_is_what_trying_everything_says(objective: str) -> None:
    """The best plan with it against the best plan without it, and the plan that is shown is of that worth."""
    shown = {"balanced": "points", "most-hours": "hours", "most-jobs": "jobs"}[objective]
    for problem, _, ask, where in asks_of(objective):
        changed = ask.apply(problem)
        gain = value(changed, objective) - value(problem, objective)
        assert ask.brings.proof == "exact", where
        assert getattr(ask.brings, shown) == pytest.approx(gain, abs=0.0151), where
        assert plan_violations(changed, dict(enumerate(ask.rosters))) == {}, where  # type: ignore[arg-type]


@pytest.mark.parametrize("objective", SEEDS)
def test_a_step_less_does_not_make_the_job(objective: str) -> None:
    """With the plan's jobs as they are, no plan under a smaller change is worth more than the plan.

    Of hours: none that takes in the left-over tasks they are for.
    """
    tried = 0
    for problem, rosters, ask, where in asks_of(objective):
        less = a_step_less(problem, ask)
        if less is None or ask.more or ask.anew:
            continue
        tried += 1
        now = value(problem, objective, rosters)
        near = only(problem, rosters, ask.left) if ask.kind == "hours" else problem
        more_of = at_least(problem, rosters, ask) if ask.kind == "hours" else {}
        best = best_plan(less.apply(near), objective, rosters, at_least=more_of)
        assert best is None or best.first == pytest.approx(now, abs=1e-6), where
    assert tried > 0


@pytest.mark.parametrize("objective", SEEDS)
def test_hours_that_are_asked_may_be_at_the_first_and_at_the_last_start_of_their_window(
    objective: str,
) -> None:
    for problem, rosters, ask, where in asks_of(objective):
        if ask.kind != "hours":
            continue
        task = ask.change.added[0]
        for start in (task.earliest_start, task.latest_end - task.session_minutes):
            window = {"earliest_start": start, "latest_end": start + task.session_minutes}
            fixed = Change(added=(task.model_copy(update=window),))
            near = only(problem, rosters, ask.left)
            more = value(fixed.apply(near), objective, rosters) - value(near, objective, rosters)
            assert more > 0.004, where


def test_every_sort_of_ask_is_among_those_that_are_tested() -> None:
    found = {ask.kind for objective in SEEDS for _, _, ask, _ in asks_of(objective)}
    assert found == set(KINDS)


@pytest.mark.parametrize("seed", [31, 35, 42])
def test_a_window_is_asked_for_where_and_only_where_trying_everything_finds_a_job(seed: int) -> None:
    """For each left-over task and each side the least minutes, up to two hours."""
    objective = next(name for name, seeds in SEEDS.items() if seed in seeds)
    problem, rosters = planned(seed, objective)
    beside = Beside(problem, rosters)
    found = {c.change.changed[0][:2]: c for c in task_candidates(beside) if c.kind == "window"}
    now = value(problem, objective, rosters)
    for task in beside.left.tasks:
        for field, sign in (("earliest_start", -1), ("latest_end", 1)):
            own = getattr(task, field)
            if not 0 <= own + sign * MOST_WIDER <= 1440:
                continue
            widest = Change(changed=((task.task_id, field, own + sign * MOST_WIDER),))
            helps = value(widest.apply(problem), objective, rosters) > now + 0.005
            assert helps == ((task.task_id, field) in found), f"{seed}: {task.task_id} {field}"
    assert found
    for candidate in found.values():
        (name, field, value_now), minutes = candidate.change.changed[0], candidate.size.minutes_wider
        assert isinstance(value_now, int)
        assert abs(value_now - getattr(problem.task_by_id[name], field)) == minutes
        assert minutes % WINDOW_STEP == 0


def test_jobs_that_fit_without_any_ask_are_told_and_not_asked_for() -> None:
    """A plan that misses a job gets it back; the asks are those of the whole plan."""
    problem, rosters = planned(42, "balanced")
    found = ask_list(problem, rosters[1:], seconds=ENOUGH)
    assert len(found.added) == 1
    assert plan_violations(problem, dict(enumerate([*rosters[1:], *found.added]))) == {}  # type: ignore[arg-type]
    whole = asked(42, "balanced")
    assert found.without.first.value == pytest.approx(whole.without.first.value)
    assert [ask.change for ask in found.asks] == [ask.change for ask in whole.asks]


def test_fewer_asks_are_the_first_of_more_and_the_same_every_time() -> None:
    problem, rosters = planned(42, "balanced")
    assert missing(problem, rosters, count=2, seconds=ENOUGH) == asked(42, "balanced").asks[:2]


def test_a_plan_that_breaks_a_rule_is_refused_with_the_rule() -> None:
    problem, rosters = planned(42, "balanced")
    strict = Change(rules=(("max_tasks", 1), ("max_days", 1))).apply(problem)
    with pytest.raises(UsageError, match="allowed"):
        missing(strict, rosters)


def test_without_time_nothing_is_shown_and_that_is_said() -> None:
    problem, rosters = planned(42, "balanced")
    found = ask_list(problem, rosters, seconds=1e-3)
    assert found.asks == ()
    assert not found.complete


def test_law_safety_and_care_are_never_asked_to_give_way() -> None:
    """No breaks, rest between days or in the week, certificates, hygiene, supervision; no nights."""
    codes = {steps.code for steps in RULE_STEPS}
    assert not codes & {
        "break_rule", "daily_rest_hours", "weekly_rest_hours", "excluded_certificates", "food_after_sanitary",
        "min_supervised_share",
    }  # fmt: skip
    assert codes < set(Rules.model_fields)
    strictest = Rules(max_hours=47, max_hours_per_day=11.8, max_span_hours=12.8, day_start=400, day_end=1430)
    last = {steps.code: relaxed_values(strictest, steps)[-1:] for steps in RULE_STEPS}
    assert last["max_hours"] == [48]
    assert last["max_hours_per_day"] == last["max_span_hours"] == []
    assert (last["day_start"], last["day_end"]) == ([370], [])


def test_each_rule_and_each_ask_is_said_in_both_languages_with_all_its_values() -> None:
    assert {steps.code for steps in RULE_STEPS} | {"separate_settings"} == set(RULE_WORDS)
    for objective in SEEDS:
        for _, _, ask, _ in asks_of(objective):
            assert ask.text.en != ask.text.nl
            assert not set("{}") & set(ask.text.en + ask.text.nl)
            assert ask.text.en[-1] == ask.text.nl[-1] == "."
