"""Rules and costs of the user's own are honoured exactly, whichever way the plan is searched for."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
import pytest

from bundler.domain import Pin, Problem, Result, Session, Task
from bundler.domain.own import Evening, Morning, Own, Sees, Shift
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.rules import Week, judge_job, plan_score, plan_violations, round_points
from bundler.rules.own import shifts_of
from bundler.solver import component, districts, own_week, relaxation, solve
from bundler.solver.engine import Beside
from bundler.solver.instance import make_instance
from bundler.solver.own_day import DayOptions
from bundler.solver.own_week import OwnWeeks
from bundler.solver.patterns import Weeks
from bundler.solver.pricing import MANY
from tests.oracle import Oracle
from tests.oracle_plan import Best, best_plan
from tests.rules.micro import problem as micro
from tests.rules.micro import task
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")
CHUNKS, CHUNK = 10, 10


def no_evening_before_early(evening: int, early: int, today: Evening, tomorrow: Morning) -> bool:
    return not (today.end > evening and tomorrow.start < early)


def at_most_five_hours(shift: Shift) -> bool:
    return shift.end - shift.start <= 5 * 60


def no_longer_title(tasks: tuple[Task, ...]) -> bool:
    return len(tasks) < 3


def late_days(shift: Shift) -> float:
    return max(0.0, shift.end_hour - 14) * 1.5


def uneven_nights(today: Evening, tomorrow: Morning) -> float:
    return 3.0 if tomorrow.start % 120 != today.end % 120 else 0


def each_place(tasks: tuple[Task, ...]) -> int:
    return 2 * len({task.location_id for task in tasks})


def own(function: Callable[..., object], sees: Sees, charges: bool = False) -> Own:
    return Own("own_mine", Text("Mine", "Van mij"), sees, charges, function)


WORKWEEK = "mon-fri"
EVENING = own(partial(no_evening_before_early, 13 * 60, 10 * 60), "nights")
KINDS = (
    (EVENING,),
    (EVENING, own(late_days, "day", True)),
    (own(at_most_five_hours, "day"), own(uneven_nights, "nights", True)),
    (own(no_longer_title, "tasks"), own(each_place, "tasks", True), EVENING),
)


def evening_rule_against(problem: Problem, rosters: Iterable[Sequence[Session]]) -> Own:
    """No evening the day before an early start: of such hours that no night of these jobs keeps it."""
    nights = [
        (today.end, tomorrow.start)
        for roster in rosters
        for today, tomorrow in pairwise(shifts_of(Week(problem, roster)))
        if tomorrow.day == today.day + 1
    ]
    if not nights:
        return EVENING
    ends, starts = zip(*nights, strict=True)
    return own(partial(no_evening_before_early, min(ends) - 1, max(starts) + 1), "nights")


def tiny(seed: int, rules: tuple[Own, ...], objective: str = "balanced") -> Problem:
    problem = tiny_problem(random.Random(seed))
    scenario = problem.scenario
    coarse = scenario.rules.model_copy(update={"grid_minutes": 30})
    solving = scenario.solve.model_copy(update={"objective": objective, "time_limit": 600})
    update = {"rules": coarse, "solve": solving}
    return problem.model_copy(update={"scenario": scenario.model_copy(update=update), "own": rules})


def agree(problem: Problem, result: Result, best: Best | None) -> None:
    """Value, proof and rules agree with the best plan that trying everything finds."""
    if best is None:
        assert (result.status, result.stopped_by) == ("none", "proof")
        return
    rosters = {job.job_id: job.roster for job in result.jobs}
    assert plan_violations(problem, rosters) == {}
    assert result.status == "optimal"
    assert result.score == pytest.approx(round_points(best.score), abs=0.0051)
    assert result.first.value == pytest.approx(best.first, abs=0.0051)
    assert plan_score(problem, [job.roster for job in result.jobs]) == result.score


def differ(best: Best | None, plain: Best | None) -> bool:
    """Whether the best plan is worth something else than without the own rules."""
    if best is None or plain is None:
        return best is not plain
    return abs(plain.score - best.score) > 0.01


def agrees(problem: Problem, result: Result, objective: str = "balanced") -> bool:
    """Whether the own rules made a difference; that value, proof and rules agree is asserted."""
    best = best_plan(problem, objective)
    agree(problem, result, best)
    return differ(best, best_plan(problem.model_copy(update={"own": ()}), objective))


def by_pricing_alone(patch: pytest.MonkeyPatch) -> None:
    """Nothing is listed beforehand, and even the smallest parts are looked at district by district."""
    for name, value in {"WHOLE": 0, "WHOLE_STEPS": 0, "SEED_MOST": 1, "SEED_STEPS": 5}.items():
        patch.setattr(relaxation, name, value)
    patch.setattr(relaxation, "EFFORTS", ((1, 9), (3, MANY), (12, MANY), (100_000, MANY)))
    patch.setattr(component, "DISTRICTS_FROM", 3)
    patch.setattr(districts, "SIZE", 2)


class Instance(NamedTuple):
    """A problem with the rule about evenings and early starts; its best plan, and that without the rule."""

    problem: Problem
    best: Best | None
    plain: Best | None


@cache
def instance(seed: int) -> Instance:
    problem = tiny(seed, ())
    plain = best_plan(problem)
    rule = evening_rule_against(problem, plain.rosters if plain else ())
    problem = problem.model_copy(update={"own": (rule,)})
    return Instance(problem, best_plan(problem), plain)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_plan_is_the_best_under_an_own_rule_by_default_and_by_pricing_alone(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 100 random problems the rule about evenings and early starts holds, and no plan is better."""
    changed = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        problem, best, plain = instance(seed)
        agree(problem, solve(problem), best)
        with monkeypatch.context() as patch:
            by_pricing_alone(patch)
            agree(problem, solve(problem), best)
        changed += differ(best, plain)
    assert changed >= 4


def test_a_day_has_every_start_and_end_that_there_is_each_at_its_least_cost() -> None:
    """A rule may ask for any of them: what is cheaper does not take the place of another end."""
    looked = 0
    for seed in range(30):
        problem = tiny(600 + seed, (EVENING,))
        instance = make_instance(problem)
        options, oracle = DayOptions(problem, instance.weights), Oracle(problem)
        for size in (2, 3):
            for tasks in combinations(instance.tasks, size):
                if not _all_pairs(problem, tasks):
                    continue
                worked = options.of(0, tasks).options
                found = {(each.start, each.end): each.cost for each in worked}
                names = frozenset(task.task_id for task in tasks)
                expected = {(each.start, each.end): each.cost for each in oracle.day_options(names)}
                assert found == pytest.approx(expected)
                looked += bool(expected)
    assert looked > 30


def _all_pairs(problem: Problem, tasks: Sequence[Task]) -> bool:
    places = {task.location_id for task in tasks}
    return all(problem.travel(one, other) is not None for one in places for other in places)


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs", "fewest-jobs"])
def test_every_kind_of_own_rule_and_cost_on_every_objective(objective: str) -> None:
    changed = 0
    for at, rules in enumerate(KINDS[1:] * 3):
        problem = tiny(200 + at, rules, objective)
        changed += agrees(problem, solve(problem), objective)
    assert changed >= 2


def test_pricing_alone_and_districts_end_at_the_same_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    by_pricing_alone(monkeypatch)
    for at, rules in enumerate(KINDS * 2):
        problem = tiny(300 + at, rules)
        agrees(problem, solve(problem))


def test_processes_beside_end_at_the_same_plan() -> None:
    """As on a cluster: the parts and the own rules with them go to other processes; the same 100 too."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        engine = Beside(pool, 2)
        for at, rules in enumerate(KINDS):
            problem = tiny(400 + at, rules)
            agrees(problem, solve(problem, engine=engine))
        for seed in range(CHUNKS * CHUNK):
            problem, best, _ = instance(seed)
            agree(problem, solve(problem, engine=engine), best)


def test_pure_packing_honours_own_rules() -> None:
    """What has an algorithm of its own where all windows are open gives way to the general one."""
    for seed in range(500, 504):
        problem = tiny(seed, KINDS[3])
        tasks = tuple(
            task.model_copy(
                update={
                    "days": (0, 1, 2), "sessions_per_week": 3, "earliest_start": 480, "latest_end": 960,
                    "location_id": problem.tasks[0].location_id, "min_sessions_per_job": None,
                    "session_minutes": 30 * (1 + task.session_minutes // 40 % 4), "competencies": (),
                    "setting": "indoor", "certificates": (), "valid_from": None, "valid_until": None,
                }
            )
            for task in problem.tasks
        )  # fmt: skip
        problem = problem.model_copy(update={"tasks": tasks})
        agrees(problem, solve(problem))


def test_a_broken_own_rule_is_a_violation_in_words() -> None:
    problem = next(p for p in (tiny(seed, ()) for seed in range(90)) if solve(p).plan)
    never = Own("own_never", Text("Never", "Nooit"), "tasks", False, lambda _: False)
    found = judge_job(problem.model_copy(update={"own": (never,)}), solve(problem).jobs[0].roster)
    (verdict,) = [verdict for verdict in found if not verdict.ok]
    names = ", ".join(sorted({session.task_id for session in solve(problem).jobs[0].roster}))
    assert verdict.text.en == f"breaks your own rule 'Never' ({names})"
    assert verdict.text.nl == f"houdt zich niet aan uw eigen regel 'Nooit' ({names})"


@pytest.mark.parametrize(
    ("charges", "function", "says"),
    [
        (False, lambda _: 1 / 0, "ZeroDivisionError"),
        (False, lambda _: None, "gave None"),
        (True, lambda _: -1, "gave -1: .* from 0 to"),
        (True, lambda _: float("nan"), "gave nan: .* from 0 to"),
        (True, lambda _: "3", "gave '3': .* from 0 to"),
    ],
)
def test_an_own_rule_that_fails_ends_the_solve_with_what_it_did(
    charges: bool, function: Callable[..., object], says: str
) -> None:
    problem = tiny(0, (Own("own_wrong", Text("Wrong", "Fout"), "tasks", charges, function),))
    with pytest.raises(UsageError, match=says):
        solve(problem)


def two_persons(tasks: tuple[Task, ...]) -> bool:
    return all(task.headcount >= 2 for task in tasks)


def test_around_kept_jobs_own_rules_see_the_tasks_as_they_are_given() -> None:
    """Not as what is left of them: a kept job takes a person, and the rule asks for tasks of two."""
    problem = micro(task("A", 240, WORKWEEK, headcount=2), max_hours=20, min_hours=20)
    problem = problem.model_copy(update={"own": (own(two_persons, "tasks"),)})
    free = solve(problem)
    assert len(free.jobs) == 2
    around = solve(problem, keep=[free.jobs[0].roster])
    assert (len(around.jobs), around.score, around.first.bound) == (2, free.score, free.score)


def only_small_jobs(tasks: tuple[Task, ...]) -> bool:
    return {1: True, 2: False}[len(tasks)]


def test_a_rule_that_fails_on_what_real_jobs_never_are_does_not_end_the_search_for_a_reason() -> None:
    """Where no plan exists rules are loosened to say why, and an own rule then sees larger jobs."""
    tasks = [task(name, 120, WORKWEEK) for name in "ABC"]
    problem = micro(*tasks, max_tasks=2, min_hours=0, pins=(Pin(job=("A", "B", "C")),))
    result = solve(problem.model_copy(update={"own": (own(only_small_jobs, "tasks"),)}))
    assert result.status == "none"
    assert result.why_none is not None


def test_a_rule_about_tasks_alone_is_answered_before_any_week_is_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    problem = tiny(3, (own(no_longer_title, "tasks"), own(each_place, "tasks", True)))
    monkeypatch.setattr(OwnWeeks, "_by_day", never)
    agrees(problem, solve(problem))


def dear_day(shift: Shift) -> float:
    return 1.0 + shift.start % 60


@pytest.mark.parametrize("kept", [own_week.MOST_KEPT, -1], ids=["remembered", "forgotten"])
@pytest.mark.parametrize("limit", [float("inf"), 1e6])
def test_the_search_within_one_set_hears_the_stop(
    monkeypatch: pytest.MonkeyPatch, kept: int, limit: float
) -> None:
    """Also where what was remembered has just been forgotten; afterwards the week is found."""
    monkeypatch.setattr(own_week, "MOST_KEPT", kept)
    problem = micro(task("A", 240, WORKWEEK, window="08:00-16:00"), task("B", 60, WORKWEEK), min_hours=0)
    instance = make_instance(problem.model_copy(update={"own": (own(dear_day, "day", True),)}))
    weeks = Weeks(instance)
    assert np.isnan(weeks.below((0,), limit, np.ones(1, np.uint8)))
    assert weeks.below((0,), limit, np.zeros(1, np.uint8)) == pytest.approx(5.0)
