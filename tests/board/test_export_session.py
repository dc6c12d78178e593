"""A session from its first move to its files: solve around a lock, take the plan, export, tell it again."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bundler.board.export import Take, make
from bundler.board.lanes import taken
from bundler.board.replay import replay
from bundler.board.session import Session
from bundler.board.stacker import Stacker
from bundler.cli import main
from bundler.io.plancheck import check
from bundler.io.planread import parse_plan
from bundler.io.write_problem import write_folder
from tests.scenarios.grids import problem_of

MINUTES = 120.0
WHO = "facilitator"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session of a small problem, nothing done yet."""
    write_folder(problem_of(), tmp_path / "mydata")
    opened = Session.begin(tmp_path / "session", tmp_path / "mydata")
    yield opened
    opened.close()


def stacked(session: Session) -> None:
    """Let the solver stack the rest and take its plan."""
    stacker = Stacker.around(session.problem, session.board.jobs, MINUTES)
    stacker.start(lambda _: None)
    assert stacker.wait(MINUTES)
    assert stacker.latest.rosters
    found = stacker.latest.rosters
    plan = taken(session.problem, session.board.jobs, found, session.history.last_job)
    session.take_plan(plan.jobs, WHO)


def test_a_session_is_solved_around_a_lock_exported_and_told(session: Session, tmp_path: Path) -> None:
    stacked(session)
    before = session.board
    locked = before.jobs[0]
    session.lock(locked.job_id, True, WHO)
    out = next(name for name in before.jobs[-1].task_ids)
    session.move(out, before.jobs[-1].job_id, None, WHO)
    stacked(session)
    after = session.board
    assert after.job(locked.job_id) == locked._replace(locked=True)
    assert [job.job_id for job in after.jobs if job in before.jobs] == [
        job.job_id for job in before.jobs if job in after.jobs
    ]
    stop = threading.Event()
    take = Take.of(session, "plan.json", "nl")
    plan = parse_plan(make(take, tell=lambda _: None, stop=stop).content)
    assert check(session.problem, plan) == []
    assert {job.job_id: job.roster for job in plan.jobs} == after.rosters
    packed = make(take._replace(name="session.zip"), tell=lambda _: None, stop=stop).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path / "out")
    assert main(["check", str(tmp_path / "out/data"), "--plan", str(tmp_path / "out/plan.json")]) == 0
    steps = replay(session.store.events(), session.history.at(0), session.problem)
    assert [step.seq for step in steps] == list(range(1, session.seq + 1))
    assert (steps[-1].jobs, steps[-1].drafts) == (len(after.rosters), 0)
    assert steps[-1].kind == "plan_taken"
