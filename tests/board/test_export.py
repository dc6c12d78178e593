"""The session as files: what is exported is what stands on the board, and the checker agrees."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from functools import cache
from pathlib import Path

import pytest

from bundler.board.answers import Answers
from bundler.board.export import MEDIA, Exported, Take, board_plan, make
from bundler.board.state import Board, BoardJob
from bundler.cli import main
from bundler.domain import Pin, Problem, Result
from bundler.io.plancheck import check_plan
from bundler.io.planread import parse_plan
from bundler.rules import left_over
from bundler.solver import solve
from tests.scenarios.grids import problem_of, under


@cache
def solved() -> Result:
    return solve(problem_of())


def jobs(without: int = 0) -> tuple[BoardJob, ...]:
    """The best plan as lanes under numbers of their own, the last ones left out."""
    lanes = tuple(BoardJob(f"J{10 + at}", job.task_ids, job.roster) for at, job in enumerate(solved().jobs))
    return lanes[: len(lanes) - without]


def draft() -> BoardJob:
    """A job that is not viable yet: one task of those that the board leaves over."""
    left = left_over(problem_of(), [job.roster or () for job in jobs(1)])
    return BoardJob("J77", (next(iter(left)),))


def made(take: Take) -> Exported:
    return make(take, tell=lambda _: None, stop=threading.Event())


def violations(problem: Problem, content: bytes) -> list[object]:
    return list(check_plan(problem, parse_plan(content)))


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs", "fewest-jobs"])
def test_the_plan_is_the_board_and_the_checker_finds_nothing_wrong(objective: str) -> None:
    problem = under(problem_of(), "solve", objective=objective)
    content = made(Take("plan.json", problem, (*jobs(1), draft()), "nl")).content
    assert violations(problem, content) == []
    document = json.loads(content)
    assert [job["job_id"] for job in document["jobs"]] == [job.job_id for job in jobs(1)]
    assert [len(job["roster"]) for job in document["jobs"]] == [len(job.roster or ()) for job in jobs(1)]
    assert document["status"] == "feasible"


def test_an_empty_board_is_a_plan_without_jobs() -> None:
    for name in MEDIA:
        exported = made(Take(name, problem_of(), (), "en"))
        assert exported.content
        if name == "plan.json":
            assert violations(problem_of(), exported.content) == []
            assert json.loads(exported.content)["jobs"] == []


def test_drafts_are_not_in_the_plan_and_that_is_said() -> None:
    exported = made(Take("plan.json", problem_of(), (*jobs(1), draft()), "nl"))
    document = json.loads(exported.content)
    assert "J77" not in {job["job_id"] for job in document["jobs"]}
    reason = next(item for item in document["unplaced"] if item["task_id"] == draft().task_ids[0])
    assert "J77" in reason["text"]
    assert "J77" in exported.notes[0].nl
    report = made(Take("report.html", problem_of(), (*jobs(1), draft()), "nl")).content.decode()
    assert exported.notes[0].nl in report


def test_what_a_solve_proved_is_the_bound_and_else_what_holds_of_any_plan() -> None:
    """A plan that reaches the bound of any plan is proved the best; one by hand says nothing of the kind."""
    problem, proved = problem_of(), solved().levels
    best = board_plan(problem, jobs(), proved).result
    assert (best.status, best.first.bound) == ("optimal", solved().first.bound)
    by_hand = board_plan(problem, jobs()).result
    assert by_hand.status == "feasible"
    assert by_hand.first.bound >= solved().first.bound
    less = board_plan(problem, jobs(1), proved).result
    assert (less.status, less.first.bound) == ("feasible", solved().first.bound)
    assert less.first.value < solved().first.value


def test_a_board_that_breaks_an_agreement_is_exported_and_says_so() -> None:
    """The checker says the same of the plan."""
    out = draft().task_ids[0]
    scenario = problem_of().scenario.model_copy(update={"pins": (Pin(place=out),)})
    problem = problem_of().model_copy(update={"scenario": scenario})
    exported = made(Take("plan.json", problem, jobs(1), "en"))
    found = check_plan(problem, parse_plan(exported.content))
    assert [violation.code for violation in found] == ["pin_place"]
    assert found[0].text.en in exported.notes[0].en


def test_fewest_jobs_with_tasks_left_over_is_valued_as_balanced_and_says_so() -> None:
    problem = under(problem_of(), "solve", objective="fewest-jobs")
    planned = board_plan(problem, jobs(1))
    assert planned.result.objective == "balanced"
    assert any("fewest-jobs" in note.nl for note in planned.notes)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_all_of_it_in_one_file_holds_for_whoever_unpacks_it(lang: str, tmp_path: Path) -> None:
    """``bundler check`` accepts the plan with the data that lie beside it."""
    problem = under(under(problem_of(), "rules", min_hours=14.0), "weights", travel=3.0)
    exported = made(Take("session.zip", problem, (*jobs(1), draft()), lang))  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(exported.content)) as archive:
        archive.extractall(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"data", *MEDIA} - {"session.zip"}
    assert main(["check", str(tmp_path / "data"), "--plan", str(tmp_path / "plan.json")]) == 0
    rules = (tmp_path / "data" / "scenario.toml").read_text("utf-8")
    assert "min_hours = 14" in rules
    assert main(["report", str(tmp_path / "data"), str(tmp_path / "plan.json"),
                 "--out", str(tmp_path / "again.html")]) == 0  # fmt: skip


def test_the_checker_refuses_the_plan_where_the_board_is_changed_behind_it(tmp_path: Path) -> None:
    """So that the test above can fail."""
    exported = made(Take("session.zip", problem_of(), jobs(1), "en"))
    with zipfile.ZipFile(io.BytesIO(exported.content)) as archive:
        archive.extractall(tmp_path)
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    plan["jobs"] += [{"job_id": "J99", "roster": plan["jobs"][0]["roster"]}]
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    assert main(["check", str(tmp_path / "data"), "--plan", str(tmp_path / "plan.json")]) == 1


def test_the_same_session_gives_the_same_bytes() -> None:
    for name in ("plan.json", "session.zip"):
        take = Take(name, problem_of(), jobs(), "en")
        assert made(take).content == made(take).content


def test_files_are_made_in_another_process() -> None:
    class Now:
        problem = problem_of()
        board = Board(jobs=jobs())

    answers = Answers()
    try:
        exported = answers.export(Take.of(Now(), "plan.json", "en")).result(120)
        assert exported == made(Take("plan.json", problem_of(), jobs(), "en"))
    finally:
        answers.close()
