"""Finished scenarios on disk: what was put in comes out, anything else is solved again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bundler._version import __version__
from bundler.domain import Pin, Problem, Result
from bundler.errors import OutputError
from bundler.scenarios.store import Ignored, Store, key_of
from bundler.solver import solve
from tests.scenarios.grids import opened, problem_of, under


@pytest.fixture(scope="module")
def problem() -> Problem:
    return problem_of()


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    return solve(problem)


@pytest.fixture
def ignored() -> list[Ignored]:
    return []


@pytest.fixture
def store(tmp_path: Path, ignored: list[Ignored]) -> Store:
    return Store(tmp_path / "solved", ignored.append)


def renamed(problem: Problem) -> Problem:
    scenario = problem.scenario.model_copy(update={"name": "Other", "description": "…"})
    return problem.model_copy(update={"scenario": scenario, "source_sha256": "0" * 64})


def test_what_was_put_in_comes_out(store: Store, problem: Problem, result: Result) -> None:
    store.put(problem, result)
    assert store.get(problem) == result
    assert store.found == 1
    assert [path.name for path in store.folder.iterdir()] == [f"{key_of(problem)}.json"]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (renamed, True),
        (lambda p: under(p, "solve", workers=7, time_limit=1.0), True),
        (lambda p: under(p, "attribution", age=18), True),
        (lambda p: under(p, "solve", gap=0.01), False),
        (lambda p: under(p, "solve", seed=1), False),
        (lambda p: under(p, "solve", objective="most-jobs"), False),
        (lambda p: under(p, "rules", max_tasks=4), False),
        (lambda p: under(p, "weights", travel=11.0), False),
        (lambda p: p.model_copy(update={"tasks": p.tasks[1:]}), False),
        (lambda p: p.model_copy(update={"tasks": p.tasks[::-1]}), False),
        (lambda p: p.model_copy(update={"scenario": p.scenario.model_copy(
            update={"pins": (Pin(leave=p.tasks[0].task_id),)})}), False),
    ],
)  # fmt: skip
def test_the_same_scenario_has_the_same_key_and_another_has_not(
    problem: Problem, change: Callable[[Problem], Problem], same: bool
) -> None:
    assert (key_of(change(problem)) == key_of(problem)) is same


def test_another_version_of_the_program_solves_again(
    store: Store, problem: Problem, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(problem, result)
    monkeypatch.setattr("bundler.scenarios.store.__version__", f"{__version__}.1")
    assert store.get(problem) is None


def test_the_name_and_the_fingerprint_are_those_of_the_one_who_asks(
    store: Store, problem: Problem, result: Result
) -> None:
    store.put(problem, result)
    found = store.get(renamed(problem))
    assert found is not None
    assert (found.scenario, found.input_sha256) == ("Other", "0" * 64)
    assert found.plan == result.plan


def test_a_result_that_the_clock_ended_is_enough_for_who_asks_no_more_time(
    store: Store, problem: Problem, result: Result
) -> None:
    store.put(under(problem, "solve", time_limit=5.0), opened(result, result.score, result.score + 1))
    assert store.get(under(problem, "solve", time_limit=5.0)) is not None
    assert store.get(under(problem, "solve", time_limit=4.0)) is not None
    assert store.get(under(problem, "solve", time_limit=6.0)) is None
    # a proof is for good
    store.put(under(problem, "solve", time_limit=5.0), result)
    assert store.get(under(problem, "solve", time_limit=6.0)) is not None


def test_what_the_user_stopped_is_not_kept(store: Store, problem: Problem, result: Result) -> None:
    store.put(problem, result.model_copy(update={"status": "feasible", "stopped_by": "user"}))
    assert store.get(problem) is None
    assert not store.folder.exists()


def test_a_proof_that_there_is_no_plan_is_kept_with_its_words(store: Store) -> None:
    problem = under(problem_of(), "solve", objective="fewest-jobs", time_limit=1.0)
    problem = under(problem, "rules", max_tasks=1, min_hours=30.0)
    result = solve(problem)
    assert (result.plan, result.stopped_by) == (None, "proof")
    store.put(problem, result)
    assert store.get(problem) == result


def test_bounds_that_are_not_known_survive(store: Store, problem: Problem, result: Result) -> None:
    nothing = opened(result, 0.0, float("inf"), plan=(), unplaced=())
    store.put(problem, nothing)
    assert store.get(problem) == nothing


def spoil(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    def spoiled(content: bytes) -> bytes:
        document = json.loads(content)
        change(document)
        return json.dumps(document).encode()

    return spoiled


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        (lambda content: content[: len(content) // 2], "damaged"),
        (lambda content: b"", "damaged"),
        (lambda content: b"\x00\xff", "damaged"),
        (lambda content: b"[]", "damaged"),
        (lambda content: b"{}", "damaged"),
        (lambda content: content.replace(b'"day": 1', b'"day": 2', 1), "damaged"),
        (spoil(lambda d: d["result"]["levels"][0].update(value=1e9)), "damaged"),
        (spoil(lambda d: d.update(time_limit=None)), "damaged"),
        (spoil(lambda d: d.update(key="0" * 64)), "another scenario"),
        (spoil(lambda d: d.update(version="0.0.1")), "another scenario"),
        (spoil(lambda d: d.update(format="bundler-plan/1")), "another scenario"),
    ],
)
def test_a_broken_or_foreign_file_is_ignored_and_said(
    store: Store,
    ignored: list[Ignored],
    problem: Problem,
    result: Result,
    spoiled: Callable[[bytes], bytes],
    words: str,
) -> None:
    store.put(problem, result)
    path = store.path(problem)
    path.write_bytes(spoiled(path.read_bytes()))
    assert store.get(problem) is None
    assert [file.path for file in ignored] == [path]
    assert words in ignored[0].why.en


def test_a_plan_that_breaks_the_rules_is_ignored(
    store: Store, ignored: list[Ignored], problem: Problem, result: Result
) -> None:
    """However it came there: the file itself is in order."""
    assert result.plan
    store.put(problem, result.model_copy(update={"plan": (*result.plan, result.plan[0])}))
    assert store.get(problem) is None
    assert "breaks the rules" in ignored[0].why.en


def test_other_files_in_the_folder_are_left_alone(store: Store, problem: Problem, result: Result) -> None:
    store.folder.mkdir()
    (store.folder / "notes.txt").write_text("mine", encoding="utf-8")
    store.put(problem, result)
    assert (store.folder / "notes.txt").read_text("utf-8") == "mine"
    assert store.get(problem) == result


def test_a_folder_that_cannot_be_written_to_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        Store(tmp_path / "file" / "solved")
