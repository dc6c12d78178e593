"""Agreed jobs stay theirs, and the plan around them is never worse than doing nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from bundler.domain import Pin, Problem, Result, Session
from bundler.domain.reasons import NONE_EXISTS, REASONS
from bundler.errors import UsageError
from bundler.io import read_problem
from bundler.io.plancheck import check
from bundler.rules import plan_score, plan_violations, violations
from bundler.scenarios.replan import Agreed, Replanned, replan
from bundler.scenarios.replan_agreed import why_broken
from bundler.solver import solve
from bundler.verbs.given import no_search
from tests.cli import sample
from tests.oracle_plan import best_plan
from tests.solver.test_keep import some_jobs, under
from tests.strategies import tiny_problem

Roster = tuple[Session, ...]
SEEDS = range(24)


@cache
def agreement(seed: int) -> tuple[Problem, list[Agreed]]:
    """Data, and jobs that were agreed from them: not the best ones, with codes that have gaps."""
    rng = random.Random(seed)
    problem = under(tiny_problem(rng), pins=())
    rosters = some_jobs(problem, rng, 3)
    return problem, [Agreed(f"J{at * 3:02d}", roster) for at, roster in enumerate(rosters, 1)]


@cache
def today(seed: int) -> Problem:
    """A supplier leaves, a task takes longer, or fewer persons are wanted."""
    problem, rng = agreement(seed)[0], random.Random(seed + 1000)
    kind = rng.choice(("supplier", "longer", "fewer"))
    tasks = list(problem.tasks)
    at = rng.randrange(len(tasks))
    if kind == "supplier":
        tasks = [task for task in tasks if task.supplier_id != tasks[at].supplier_id]
    elif kind == "longer":
        tasks[at] = tasks[at].model_copy(update={"session_minutes": tasks[at].session_minutes + 30})
    else:
        tasks[at] = tasks[at].model_copy(update={"headcount": 1})
    return problem.model_copy(update={"tasks": tuple(tasks)})


@cache
def done(seed: int, price: float | None = None) -> Replanned:
    """The agreed jobs under the data of today."""
    return replan(today(seed), agreement(seed)[1], price=price)


@cache
def unbroken(seed: int, price: float | None = None) -> Replanned:
    """The agreed jobs under the data that they were agreed from."""
    return replan(*agreement(seed), price=price)


@cache
def best_keeping(seed: int, stay: tuple[int, ...]) -> float:
    """What the best plan is worth that holds these of the agreed jobs: every plan is tried."""
    problem, agreed = agreement(seed)
    best = best_plan(problem, keep=[agreed[at].roster for at in stay])
    assert best is not None
    return best.score


def can_stay(seed: int) -> list[Agreed]:
    problem = today(seed)
    return [
        job
        for job in agreement(seed)[1]
        if all(session.task_id in problem.task_by_id for session in job.roster)
        and not violations(problem, job.roster)
    ]


def rosters_of(done: Replanned) -> list[Roster]:
    return [job.roster for job in done.result.jobs]


def named(rosters: Sequence[Roster]) -> dict[str, Roster]:
    return {str(at): roster for at, roster in enumerate(rosters)}


def test_an_agreed_job_that_can_stay_stays_to_the_minute_under_its_code() -> None:
    stayed = 0
    for seed in SEEDS:
        standing = can_stay(seed)
        if plan_violations(today(seed), named([job.roster for job in standing])):
            continue
        of_code = {job.job_id: job.roster for job in done(seed).result.jobs}
        for job in standing:
            assert of_code[job.job_id] == job.roster, f"seed {seed}"
            stayed += 1
    assert stayed > 12


@pytest.mark.parametrize("price", [None, 0.0, 15.0])
def test_the_plan_holds_and_is_never_worse_than_doing_nothing(price: float | None) -> None:
    for seed in SEEDS:
        new = done(seed, price)
        assert plan_violations(today(seed), named(rosters_of(new))) == {}
        standing = [job.roster for job in can_stay(seed)]
        if not plan_violations(today(seed), named(standing)):
            assert new.result.score >= plan_score(today(seed), standing) - 0.01, f"seed {seed}"
        assert new.value <= new.bound + 0.01
        assert new.result.score <= new.result.first.bound + 0.01


@pytest.mark.parametrize("price", [None, 0.0, 15.0])
def test_all_that_the_plan_says_of_itself_is_true(price: float | None) -> None:
    for seed in SEEDS:
        assert check(today(seed), done(seed, price).result) == [], f"seed {seed}"


def test_without_broken_jobs_it_is_the_best_plan_around_them() -> None:
    tried = 0
    for seed in SEEDS:
        agreed = agreement(seed)[1]
        best = best_keeping(seed, tuple(range(len(agreed))))
        assert unbroken(seed).result.score == pytest.approx(best, abs=0.011), f"seed {seed}"
        tried += bool(agreed)
    assert tried > 10


def test_a_price_of_nothing_is_the_best_plan_of_all() -> None:
    for seed in SEEDS[:20]:
        free = solve(today(seed)).score
        assert done(seed, 0.0).result.score == pytest.approx(free, abs=0.011), f"seed {seed}"


def test_no_choice_of_jobs_to_change_is_worth_more_than_the_bound() -> None:
    """Every choice of agreed jobs that stay, tried one by one; nearly always the best of them is found."""
    found = tried = 0
    for seed in SEEDS[:15]:
        count = len(agreement(seed)[1])
        for price in (3.0, 20.0):
            new = unbroken(seed, price)
            best = max(
                best_keeping(seed, stay) - price * (count - size)
                for size in range(count + 1)
                for stay in combinations(range(count), size)
            )
            assert new.value - 0.011 <= best <= new.bound + 0.011, f"seed {seed}"
            found += new.value > best - 0.011
            tried += 1
    assert found >= tried - 1


@pytest.mark.parametrize("objective", ["most-hours", "most-jobs", "fewest-jobs"])
def test_under_other_objectives_too_the_plan_says_the_truth(objective: str) -> None:
    """Against every plan that there is: the bound of plans around the agreed jobs, and of all of them."""
    plans = 0
    for seed in SEEDS[:8]:
        problem, agreed = agreement(seed)
        problem = under(problem, objective)
        new = replan(problem, agreed)
        around = best_plan(problem, objective, [job.roster for job in agreed])
        if around is None:
            assert new.result.plan is None
            continue
        free = best_plan(problem, objective)
        assert free is not None
        assert check(problem, new.result) == []
        assert new.value == pytest.approx(around.first, abs=0.006) == new.bound
        assert new.result.first.bound == pytest.approx(free.first, abs=0.006)
        plans += 1
    assert plans > (0 if objective == "fewest-jobs" else 4)


def test_the_changes_lead_from_the_old_jobs_to_the_new() -> None:
    kinds = set()
    for seed in SEEDS:
        new = done(seed, 15.0)
        now = {job.job_id: Counter(job.roster) for job in new.result.jobs}
        was = {job.job_id: Counter(job.roster) for job in agreement(seed)[1]}
        assert {change.job_id for change in new.changes} == {*was, *now}
        for change in new.changes:
            kinds.add(change.kind)
            left = was.get(change.job_id, Counter()) - Counter(change.removed)
            left -= Counter(move.before for move in change.moved)
            left += Counter(change.added) + Counter(move.after for move in change.moved)
            assert left == now.get(change.job_id, Counter()), f"seed {seed}"
            assert (change.kind == "same") == (was.get(change.job_id) == now.get(change.job_id))
    assert kinds == {"same", "changed", "ends", "new"}


def test_a_broken_job_says_why_and_one_that_stays_does_not() -> None:
    for seed in SEEDS:
        stay = {job.job_id for job in can_stay(seed)}
        for change in done(seed).changes:
            assert bool(change.why) == (change.kind != "new" and change.kind != "same"), f"seed {seed}"
            assert change.why or change.kind == "new" or change.job_id in stay


def test_what_is_left_of_a_broken_job_stays_one_job_where_that_costs_no_more_than_doing_nothing() -> None:
    """A job loses one of its tasks; the others are in one job again, which keeps its code."""
    together = 0
    for seed in range(60):
        problem, agreed = agreement(seed)
        big = [job for job in agreed if len({s.task_id for s in job.roster}) >= 3]
        if not big:
            continue
        first, *names = sorted({session.task_id for session in big[0].roster})
        left = problem.model_copy(update={"tasks": tuple(t for t in problem.tasks if t.task_id != first)})
        pinned = best_plan(under(left, pins=[Pin(together=tuple(names))]))
        if pinned is not None and pinned.score >= 0:
            new = replan(left, big[:1])
            together += 1
            of_code = {job.job_id: set(job.task_ids) for job in new.result.jobs}
            assert set(names) <= of_code[big[0].job_id], f"seed {seed}"
    assert together > 1


def with_agreed(least: int) -> tuple[Problem, list[Agreed]]:
    """The first case with so many agreed jobs of two tasks or more."""
    return next(
        (problem, agreed)
        for problem, agreed in map(agreement, SEEDS)
        if sum(len({s.task_id for s in job.roster}) > 1 for job in agreed) >= least
    )


def test_sessions_in_any_order_are_the_same_agreement() -> None:
    problem, agreed = with_agreed(1)
    shuffled = [job._replace(roster=job.roster[::-1]) for job in agreed]
    assert replan(problem, shuffled).changes == replan(problem, agreed).changes


def test_no_session_of_a_job_that_changes_moves_for_nothing() -> None:
    """Put back by itself, each breaks a rule or costs points."""
    moved = 0
    for seed, price in product(SEEDS, (None, 15.0)):
        problem, new = today(seed), done(seed, price)
        of_code = {job.job_id: job.roster for job in new.result.jobs}
        for change in new.changes:
            for before, after in change.moved:
                if before.end - before.start != after.end - after.start:
                    continue
                back = tuple(before if session == after else session for session in change.after)
                moved += 1
                assert (
                    violations(problem, back)
                    or plan_violations(problem, {**of_code, change.job_id: back})
                    or plan_score(problem, [back]) < plan_score(problem, [change.after])
                ), f"seed {seed}"
    assert moved > 2


def test_of_two_jobs_that_are_alike_the_one_that_must_go_is_the_one_that_says_why() -> None:
    problem, agreed = with_agreed(1)
    roster = agreed[0].roster
    alike = [Agreed("J08", roster), Agreed("J02", roster)]
    counts = Counter(session.task_id for session in roster)
    tasks = []
    for name, sessions in sorted(counts.items()):
        whole = {"headcount": 1, "min_sessions_per_job": None, "sessions_per_week": sessions}
        tasks.append(problem.task_by_id[name].model_copy(update=whole))
    new = replan(problem.model_copy(update={"tasks": tuple(tasks)}), alike)
    assert sorted((change.kind, bool(change.why)) for change in new.changes) == [
        ("ends", True),
        ("same", False),
    ]


def test_a_pin_that_the_agreed_jobs_stand_in_the_way_of_needs_a_price() -> None:
    """Frozen, there is proved to be no plan; at a price the jobs give way."""
    for seed in SEEDS:
        problem, agreed = agreement(seed)
        if len(agreed) < 2:
            continue
        task = next(iter(agreed[0].roster)).task_id
        pinned = under(problem, pins=[Pin(job=(task,))])
        free = best_plan(pinned)
        if free is None or best_plan(pinned, keep=[job.roster for job in agreed]) is not None:
            continue
        frozen, priced = replan(pinned, agreed), replan(pinned, agreed, price=5.0)
        assert (frozen.result.status, frozen.result.stopped_by) == ("none", "proof")
        assert check(pinned, priced.result) == []
        assert priced.value <= free.score - 5.0 + 0.011
        assert priced.bound <= free.score - 5.0 + 0.011
        return
    raise AssertionError("no such case")


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs"])
@pytest.mark.parametrize("price", [None, 5.0])
def test_stopped_before_it_could_look_the_plan_is_the_jobs_that_stay(
    objective: str, price: float | None
) -> None:
    problem, agreed = with_agreed(2)
    problem = under(problem, objective)
    asked: list[Any] = []

    def stopped(of: Problem, *, keep: Sequence[Roster], start: object, **_: object) -> Result:
        asked.append(start)
        return no_search(of, "user", 0.1, keep)

    if price is not None and objective != "balanced":
        with pytest.raises(UsageError, match="needs the objective balanced"):
            replan(problem, agreed, price=price, solving=stopped)
        assert asked == []
        return
    new = replan(problem, agreed, price=price, solving=stopped)
    assert Counter(rosters_of(new)) == Counter(job.roster for job in agreed)
    assert check(problem, new.result) == []
    assert (new.result.stopped_by, new.result.held_back, new.of_all) == ("user", False, False)
    assert len(asked) == 1


def test_all_solves_together_keep_to_the_time_limit() -> None:
    """A solver that takes all it is given: every next one gets less, at last none begins."""
    problem, agreed = with_agreed(2)
    given: list[float] = []

    def slow(of: Problem, *, keep: Sequence[Roster], start: object, **_: object) -> Result:
        given.append(of.scenario.solve.time_limit)
        return no_search(of, "time", of.scenario.solve.time_limit, keep)

    new = replan(problem, agreed, price=1.0, solving=slow)
    assert sum(given) <= problem.scenario.solve.time_limit + 1e-6
    assert new.result.stopped_by == "time"
    assert new.result.seconds == pytest.approx(sum(given))


def test_agreed_jobs_that_hold_the_plan_back_are_told_apart_from_a_stop() -> None:
    held = [unbroken(seed) for seed in SEEDS if unbroken(seed).result.held_back]
    assert len(held) > 5
    for new in held:
        assert (new.result.status, new.result.stopped_by) == ("feasible", "user")
        assert {entry.reason for entry in new.result.unplaced}.isdisjoint(
            {"R-NOT-BETTER", "R-OPEN", "R-REPLAN"}
        )
    for seed in SEEDS:
        if not unbroken(seed).result.held_back:
            assert unbroken(seed).result.status == "optimal"


def test_what_is_left_over_beside_jobs_that_go_on_is_not_said_to_be_proved() -> None:
    """Only where the plan asks for no more than that jobs are kept is it the best around them."""
    reasons = {entry.reason: entry.text for seed in SEEDS for entry in done(seed).result.unplaced}
    for code in ("R-KEPT", "R-REPLAN"):
        assert reasons[code] == REASONS[code]


@pytest.mark.parametrize(("price", "message"), [(-1.0, "0 or more"), (float("nan"), "0 or more")])
def test_a_price_below_nothing_is_refused(price: float, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        replan(*agreement(0), price=price)


def test_a_code_that_two_jobs_have_is_refused() -> None:
    problem, agreed = with_agreed(1)
    with pytest.raises(UsageError, match="J03"):
        replan(problem, [agreed[0], agreed[0]])


def test_a_terse_solve_does_not_look_for_what_stands_in_the_way() -> None:
    """As wishes are tried one after another, and nobody reads why one cannot be."""
    task = sample.PROBLEM.tasks[2]
    pinned = under(sample.PROBLEM, pins=[Pin(job=(task.task_id,))])
    result = solve(pinned, terse=True)
    assert (result.status, result.stopped_by, result.why_none) == ("none", "proof", NONE_EXISTS)
    assert solve(pinned).why_none != NONE_EXISTS


def test_a_walk_that_became_too_long_is_told_once_by_the_names_of_its_places() -> None:
    """There and back is one walk, and who reads it knows no ids."""
    problem = read_problem(Path(__file__).parents[2] / "data" / "utrecht")[0]
    scenario = problem.scenario
    rules = scenario.rules.model_copy(update={"max_travel_minutes": 1})
    near = problem.model_copy(update={"scenario": scenario.model_copy(update={"rules": rules})})
    told = [text.en for job in solve(problem).jobs for text in why_broken(near, Agreed("J01", job.roster))]
    said = [text for text in told if "→" in text]
    assert said
    assert not any(place.location_id in text for place in problem.locations for text in said)
    two_places = [text for text in said if text.count("→") == 1]
    assert two_places, "there and back would be two"
