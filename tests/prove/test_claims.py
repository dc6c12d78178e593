"""What a plan says of how good it is, held against the second path."""

from __future__ import annotations

import threading

import pytest

from bundler.errors import ProofError
from bundler.generate import generate
from bundler.prove import Claims, Step, proof, prove, sets
from bundler.prove.facts import Facts
from bundler.prove.weeks import Weeks
from bundler.rules import plan_score
from tests.prove.small import (
    PAIRS,
    PAIRS_PLAN,
    PAIRS_SCORE,
    SHARED,
    SHARED_PLAN,
    keeps_the_rules,
)

OPTIMAL = Claims({}, optimal=True)
OBJECTIVES = ["balanced", "most-hours", "most-jobs"]


@pytest.mark.parametrize("objective", [*OBJECTIVES, "fewest-jobs"])
def test_a_best_plan_that_says_so_is_confirmed(objective: str) -> None:
    found = prove(PAIRS, objective, PAIRS_PLAN, Claims({"score": PAIRS_SCORE}, optimal=True))  # type: ignore[arg-type]
    assert found.verdict == "proved"
    assert found.levels[-1].bound == pytest.approx(PAIRS_SCORE)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_worse_plan_that_says_it_is_optimal_is_contradicted_by_a_plan(objective: str) -> None:
    """The better plan keeps every rule and is worth what is said of it."""
    found = prove(PAIRS, objective, PAIRS_PLAN[1:], OPTIMAL)  # type: ignore[arg-type]
    assert found.verdict == "contradicted"
    assert keeps_the_rules(PAIRS, found.better)
    level = found.levels[-1]
    reached = {"score": plan_score(PAIRS, found.better), "hours": 16, "jobs": 4}
    assert level.better == pytest.approx(reached[level.name])
    assert level.value < level.better


def test_a_bound_below_what_a_plan_reaches_is_contradicted() -> None:
    """Also where the plan does not say that it is optimal."""
    found = prove(PAIRS, "balanced", PAIRS_PLAN[1:], Claims({"score": PAIRS_SCORE - 1}))
    assert found.verdict == "contradicted"
    assert found.levels[0].better == pytest.approx(PAIRS_SCORE)


def test_a_worse_plan_with_a_true_bound_is_only_not_the_best() -> None:
    found = prove(PAIRS, "balanced", PAIRS_PLAN[1:], Claims({"score": PAIRS_SCORE + 5}))
    assert found.verdict == "better"


def test_the_second_level_is_judged_given_the_first() -> None:
    """Most hours: two jobs hold all hours either way, the score tells them apart."""
    wide = PAIRS.model_copy(
        update={
            "tasks": tuple(
                task.model_copy(update={"latest_end": 1000}) if task.task_id == "N0" else task
                for task in PAIRS.tasks
            )
        }
    )
    late = tuple(
        session.model_copy(update={"start": session.start + 60, "end": session.end + 60})
        if session.task_id == "N0"
        else session
        for session in PAIRS_PLAN[0]
    )
    found = prove(wide, "most-hours", (late, *PAIRS_PLAN[1:]), OPTIMAL)
    assert found.verdict == "contradicted"
    assert [level.name for level in found.levels] == ["hours", "score"]
    assert found.levels[0].bound == found.levels[0].value == 16
    assert found.levels[1].better == pytest.approx(PAIRS_SCORE)


def test_persons_on_one_day_count_where_a_series_is_shared() -> None:
    """Counted over the week two jobs could have the shared task; on Monday only one can."""
    found = prove(SHARED, "balanced", SHARED_PLAN, OPTIMAL)
    assert found.verdict == "proved"
    assert found.levels[0].linear is not None
    assert found.levels[0].linear > found.levels[0].value + 1


def test_fewest_jobs_with_a_task_left_is_no_such_plan() -> None:
    assert prove(PAIRS, "fewest-jobs", PAIRS_PLAN[1:], OPTIMAL).verdict == "unfit"


def test_the_empty_plan_can_be_the_best() -> None:
    """Where no job keeps the rules, nothing is proved to be the most."""
    hopeless = PAIRS.model_copy(update={"tasks": PAIRS.tasks[:1]})
    found = prove(hopeless, "balanced", (), OPTIMAL)
    assert (found.verdict, found.levels[0].bound) == ("proved", 0)


def test_a_week_that_the_plain_rules_refuse_is_a_bug_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the second path finds is held against the rules too."""
    honest = Weeks.roster
    monkeypatch.setattr(Weeks, "roster", lambda self, week: honest(self, week)[:1])
    with pytest.raises(ProofError):
        prove(PAIRS, "balanced", PAIRS_PLAN[1:], OPTIMAL)


def test_a_job_that_the_second_path_does_not_know_is_a_bug_and_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Blind(Facts):
        def _may_meet(self, a: int, b: int) -> bool:
            return False

    monkeypatch.setattr(proof, "Facts", Blind)
    with pytest.raises(ProofError):
        prove(PAIRS, "balanced", PAIRS_PLAN, OPTIMAL)


def test_time_that_is_up_leaves_it_open() -> None:
    """Without a limit there would be a verdict, if much later."""
    found = prove(generate(60, seed=1), "balanced", (), OPTIMAL, time_limit=0.3)
    assert (found.verdict, found.cut) == ("open", "time")


def test_a_stop_during_the_integer_program_leaves_the_linear_bound() -> None:
    """The bound that is known so far is valid and is given."""
    stop = threading.Event()

    def on_step(step: Step) -> None:
        if step.phase == "choose":
            stop.set()

    found = prove(SHARED, "balanced", SHARED_PLAN, OPTIMAL, stop=stop, on_step=on_step)
    assert (found.verdict, found.cut) == ("open", "user")
    level = found.levels[0]
    assert level.integer is None
    assert level.bound == level.linear
    assert level.linear is not None
    assert level.linear > level.value


def test_more_sets_than_the_memory_is_meant_for_leave_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "MOST_SETS", 3)
    found = prove(PAIRS, "balanced", PAIRS_PLAN, OPTIMAL)
    assert (found.verdict, found.cut) == ("open", "size")
