"""A job on the board: viable exactly when the rules say so, and else the reasons with their margins."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from bundler.board.judge import best_week, judge_again, judged, without_asking
from bundler.board.nearest import seen
from bundler.board.state import BoardJob
from bundler.domain import Pin, Problem, Rules
from bundler.i18n import Text
from bundler.io import read_problem
from bundler.rules import make_job, plan_violations
from bundler.solver.find import Found, find_jobs
from tests.board.table import table, task
from tests.strategies import random_problem, tiny_problem


def ruled(problem: Problem, *pins: Pin, **rules: object) -> Problem:
    scenario = problem.scenario
    changed = Rules.model_validate({**scenario.rules.model_dump(), **rules})
    return problem.model_copy(
        update={"scenario": scenario.model_copy(update={"rules": changed, "pins": pins})}
    )


def with_tasks(problem: Problem, *tasks: object) -> Problem:
    return problem.model_copy(update={"tasks": (*problem.tasks, *tasks)})


def why(problem: Problem, *task_ids: str, others: tuple[str, ...] = ()) -> list[Text]:
    """Why these tasks are no job beside viable jobs of one task each."""
    held = [best_week(problem, [name], [])[0] for name in others]
    assert None not in held
    roster, reasons = best_week(problem, task_ids, [each for each in held if each is not None])
    assert roster is None
    return list(reasons)


@pytest.mark.parametrize("chunk", range(2))
def test_a_set_of_tasks_is_viable_exactly_when_a_search_of_all_says_so(chunk: int) -> None:
    """Also beside other jobs; what is seen without a search is never wrong, and each refusal has a reason."""
    viable = refused = beside = 0
    for seed in range(chunk * 8, chunk * 8 + 8):
        problem = without_asking(tiny_problem(random.Random(seed), pins=2))
        names = [each.task_id for each in problem.tasks]
        first = next((week for name in names if (week := best_week(problem, [name], [])[0])), None)
        for held in ([], [first] if first else []):
            for size in (1, 2, 3):
                for chosen in combinations(names, size):
                    where = f"seed {seed}, {chosen} beside {len(held)}"
                    roster, reasons = best_week(problem, chosen, held)
                    whole = find_jobs(problem, chosen, among=chosen, keep=held)
                    assert whole.proved, where
                    assert (roster is not None) == bool(whole.rosters), f"{where}: {reasons}"
                    assert (roster is None) == bool(reasons), where
                    viable, refused, beside = (
                        viable + bool(roster),
                        refused + bool(reasons),
                        beside + bool(held),
                    )
                    if roster is not None:
                        rosters = {str(at): each for at, each in enumerate([roster, *held])}
                        assert plan_violations(problem, rosters) == {}, where
                        assert {session.task_id for session in roster} == set(chosen), where
                        assert make_job(problem, "", roster).score == pytest.approx(
                            whole.points[0], abs=0.01
                        ), where
    assert min(viable, refused, beside) > 50


@pytest.mark.parametrize("seed", range(25))
def test_every_refusal_has_words_in_both_languages(seed: int) -> None:
    """With all rules at varied values nothing is left unfilled, and the two languages differ."""
    problem = without_asking(random_problem(seed))
    rng = random.Random(seed)
    names = [each.task_id for each in problem.tasks]
    for size in (1, 2, 3, 4):
        chosen = rng.sample(names, size)
        _, reasons = best_week(problem, chosen, [])
        for reason in reasons:
            assert reason.en != reason.nl, reason
            assert "{" not in reason.en + reason.nl, reason
            assert reason.en.strip()
            assert reason.nl.strip()
        assert len(set(reasons)) == len(reasons)


def test_too_few_hours_says_how_many_short() -> None:
    assert why(table(), "short") == [
        Text("has 17.5 hours a week: 2.5 hours short of 20", "heeft 17,5 uur per week: 2,5 uur minder dan 20")
    ]


def test_too_many_hours_says_how_many_too_many() -> None:
    assert Text(
        "has 40 hours a week: 4 hours more than 36", "heeft 40 uur per week: 4 uur meer dan 36"
    ) in why(table(), "morning", "again")


def test_too_many_suppliers_are_named() -> None:
    assert Text(
        "draws on 3 suppliers (s1, s2, s3), at most 2 allowed",
        "put uit 3 leveranciers (s1, s2, s3), hooguit 2 toegestaan",
    ) in why(ruled(table(), max_hours=60), "morning", "noon", "late")


def test_tasks_at_the_same_time_say_how_much_too_little_there_is() -> None:
    assert why(ruled(table(), max_hours=60), "morning", "again") == [
        Text(
            "“Task morning” and “Task again” are on the same day and leave 4 hours too little for both",
            "“Task morning” en “Task again” zijn op dezelfde dag en samen is daar 4 uur te weinig tijd voor",
        )
    ]


def test_a_long_wait_that_only_a_search_finds_is_told_with_the_least_margin() -> None:
    """The evening task can begin within half an hour: the earliest is what counts."""
    evening = task("evening", "s1", 2, 5, 14, latest_end=16 * 60 + 30)
    problem = with_tasks(ruled(table(), break_rule="none", min_hours=12), evening)
    (reason,) = why(problem, "morning", "evening")
    assert "120 minutes of rest: 60 minutes too long" in reason.en
    assert "120 minuten rust: 60 minuten te lang" in reason.nl
    assert reason.en.endswith("(and 4 × more)")


def test_a_break_that_does_not_fit_is_told() -> None:
    (reason,) = why(table(), "morning", "noon")
    assert "0 minutes of break: 30 minutes short of 30" in reason.en


def test_what_other_jobs_hold_is_told() -> None:
    assert why(table(), "morning", others=("morning",)) == [
        Text(
            "“Task morning”: nothing of it is left for this job",
            "“Task morning”: daar is voor deze baan niets meer van over",
        )
    ]


def test_too_few_sessions_left_of_a_shared_series_is_told() -> None:
    problem = ruled(with_tasks(table(), task("much", "s2", 5, 5, 8, min_sessions_per_job=4)), min_hours=0)
    four = [session for session in best_week(problem, ["much"], [])[0] or () if session.day < 4]
    _, reasons = best_week(problem, ["much"], [tuple(four)])
    assert reasons == (
        Text(
            "“Task much”: 1 session left, and a job takes at least 4",
            "“Task much”: nog 1 blok over, en een baan neemt er minstens 4",
        ),
    )


def test_days_that_other_jobs_hold_are_told_where_the_job_is_one_by_itself() -> None:
    """The shared series has two days that the other task leaves free, and another job holds just these."""
    problem = ruled(
        with_tasks(table(), task("one", "s1", 5, 4, 8, min_sessions_per_job=2), task("two", "s2", 5, 2, 8)),
        min_hours=10,
    )
    assert best_week(problem, ["one", "two"], [])[0] is not None
    late = tuple(session for session in best_week(problem, ["one"], [])[0] or () if session.day > 1)
    _, reasons = best_week(problem, ["one", "two"], [late])
    assert [reason.en for reason in reasons] == [
        "by itself this is a job, but other jobs hold the days that it needs"
    ]


@pytest.mark.parametrize(
    ("pin", "tasks", "words"),
    [
        (Pin(leave="morning"), ("morning",), "morning"),
        (Pin(apart=("morning", "noon")), ("morning", "noon"), "“Task morning”, “Task noon”"),
        (Pin(forbid_suppliers=("s1", "s2")), ("morning", "noon"), "s1, s2"),
    ],
)
def test_a_pin_that_forbids_is_told(pin: Pin, tasks: tuple[str, ...], words: str) -> None:
    problem = ruled(table(), pin, break_rule="none")
    assert best_week(ruled(table(), break_rule="none"), tasks, [])[0] is not None
    (reason,) = why(problem, *tasks)
    assert words in reason.en


def test_too_little_supervised_work_is_told_with_the_share() -> None:
    (reason,) = why(ruled(table(), min_supervised_share=0.25), "morning")
    assert "25" in reason.en


def test_tasks_that_no_rule_brings_together_are_named() -> None:
    """A third task fills the hour between the two others, that only its neighbours leave open."""
    fixed = [task("a", "s1", 2, 1, 8, latest_end=11 * 60), task("b", "s1", 2, 1, 9, latest_end=12 * 60)]
    problem = ruled(with_tasks(table(), *fixed, task("c", "s1", 1, 1, 8, latest_end=11 * 60)), min_hours=0)
    assert best_week(problem, ["a", "b"], [])[0] is not None
    (reason,) = why(problem, "a", "b", "c")
    assert reason.en == "“Task a”, “Task b” and “Task c” cannot be in one job, whatever rule gives way"


def test_a_locked_job_keeps_its_week_where_another_would_be_better() -> None:
    problem = ruled(table(), min_hours=12)
    two, five = (
        tuple(s for s in best_week(problem, ["shared"], [])[0] or () if s.day < days) for days in (4, 5)
    )
    jobs = [BoardJob("J01", ("shared",), two, locked) for locked in (True, False)]
    assert [judge_again(problem, [job], ["J01"])[0].roster for job in jobs] == [two, five]


def test_a_week_that_is_right_is_not_lost_to_another_job() -> None:
    """Both jobs want the shared series: the one that holds it keeps the least that it has."""
    problem = ruled(table(), min_hours=6, max_hours=12)
    first = BoardJob(
        "J01", ("shared",), best_week(ruled(table(), min_hours=6, max_hours=6), ["shared"], [])[0]
    )
    found = judge_again(problem, [BoardJob("J02", ("shared",)), first], ["J02", "J01"])
    assert [job.viable for job in found] == [True, True]


def test_points_and_hours_are_those_of_the_week() -> None:
    problem = table()
    roster = best_week(problem, ["morning"], [])[0]
    seen = judged(problem, BoardJob("J01", ("morning",), roster))
    assert (seen.viable, seen.hours, seen.points) == (
        True,
        20.0,
        make_job(problem, "J01", roster or ()).score,
    )


def test_a_draft_is_judged_without_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bundler.solver.find.find_jobs", None)
    seen = judged(table(), BoardJob("J01", ("short",), None, False, (Text("a", "b"),)))
    assert (seen.viable, seen.points, seen.hours, seen.why) == (False, None, 17.5, (Text("a", "b"),))


def test_a_search_that_does_not_end_in_time_loses_no_week_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A week that is right stays; a job that has none is told to be undecided."""
    problem = table()
    roster = best_week(problem, ["morning"], [])[0]
    monkeypatch.setattr("bundler.solver.find.find_jobs", lambda *_given, **_more: Found((), (), False))
    jobs = [BoardJob("J01", ("morning",), roster), BoardJob("J02", ("again",))]
    kept, undecided = judge_again(problem, jobs, ["J01", "J02"])
    assert (kept.roster, kept.why) == (roster, ())
    assert undecided.why[0].en == "no week was found in time that keeps every rule"


def test_a_walk_that_is_too_long_is_told_once_by_the_names_of_its_places() -> None:
    """There and back is one walk, and a supplier reads no ids."""
    problem = read_problem(Path(__file__).parents[2] / "data" / "utrecht")[0]
    far = [task.task_id for task in problem.tasks if task.location_id in ("city_drift", "usp_educatorium")]
    here = next(name for name in far if problem.task_by_id[name].location_id == "city_drift")
    there = next(name for name in far if problem.task_by_id[name].location_id == "usp_educatorium")
    walks = [text.en for text in seen(problem, (here, there), ()) if "→" in text.en]
    assert len(walks) == 1
    assert "usp_educatorium" not in walks[0]
    assert "Educatorium" in walks[0]
