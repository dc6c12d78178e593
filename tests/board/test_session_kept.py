"""What is kept of a session: all of it is there on return, whatever ends it, and nothing is booked twice."""

from __future__ import annotations

import pickle
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bundler.board.session import Refused, Session
from bundler.board.state import TaskChange
from bundler.domain import Pin
from bundler.errors import DataRefused, OutputError, UsageError
from bundler.generate import generate
from bundler.i18n import Text
from tests.board.table import begun, holds


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """At the small table."""
    made = begun(tmp_path)
    yield made
    made.close()


def random_change(session: Session, rng: random.Random, said: list[Text]) -> None:
    """Something that somebody at the table may do; what is said where it is refused is kept."""
    board, tasks = session.board, list(session.problem.task_by_id)
    jobs = [job.job_id for job in board.jobs]
    name, job = rng.choice(tasks), rng.choice(jobs or ["J99"])
    inside = [each.job_id for each in board.jobs if name in each.task_ids]
    kind = rng.choice(
        ["move"] * 12 + ["out", "lock", "lock", "pin", "rule", "weight", "undo", "redo", "dissolve", "leave"]
    )
    try:
        if kind == "move":
            session.move(name, rng.choice([None, *inside]), rng.choice(["new", *jobs]), "f")
        elif kind == "out":
            session.move(name, rng.choice(inside or [None]), None, "f")
        elif kind == "lock":
            session.lock(job, rng.random() < 0.6, "f")
        elif kind == "pin":
            pin = Pin(apart=tuple(rng.sample(tasks, 2)))
            (session.add_pin if rng.random() < 0.5 or not board.pins else session.remove_pin)(
                rng.choice([pin, *board.pins]), "f"
            )
        elif kind == "rule":
            code, values = rng.choice(
                [("min_hours", (4, 8, 12)), ("max_suppliers", (1, 2, 3)), ("max_rest_minutes", (0, 60, 240))]
            )
            session.set_rule(code, rng.choice(values), "f")
        elif kind == "weight":
            session.set_weight("extra_task", float(rng.randint(0, 9)), "f")
        elif kind == "dissolve":
            session.dissolve(job, "f")
        elif kind == "leave":
            session.leave_out(name, "f")
        else:
            (session.undo if kind == "undo" else session.redo)("f")
    except Refused as error:
        said.append(error.said)


@pytest.mark.parametrize("seed", range(3))
def test_no_sequence_of_changes_books_anything_twice_and_all_of_it_is_there_on_return(
    tmp_path: Path, seed: int
) -> None:
    """Every viable job keeps every rule, alone and beside the others; reopened, it is the same moment."""
    session = begun(tmp_path, generate(24, seed=seed))
    session.set_rule("min_hours", 4, "f")
    rng, viable, boards = random.Random(seed), 0, {1: session.board}
    said: list[Text] = []
    for _ in range(120):
        random_change(session, rng, said)
        holds(session)
        viable = max(viable, len(session.board.rosters))
        boards.setdefault(session.seq, session.board)
    assert viable >= 3
    assert len(said) >= 5
    assert all(text.en != text.nl for text in said)
    now = session.now
    session.close()
    again = Session.open(tmp_path / "session")
    assert again.now == now
    assert {seq: again.history.at(seq) for seq in boards} == boards
    while again.history.can_undo:
        again.undo("f")
        holds(again)
    assert again.board == again.history.at(0)
    again.close()


def test_reopening_does_not_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begun(tmp_path)
    session.move("morning", None, "new", "f")
    session.move("short", None, "new", "f")
    session.set_rule("min_hours", 12, "f")
    session.undo("f")
    now = session.now
    session.close()
    monkeypatch.setattr("bundler.solver.find.find_jobs", None)
    again = Session.open(tmp_path / "session")
    assert again.now == now
    again.redo("f")
    assert again.judged["J02"].viable
    again.close()


def test_who_listens_is_told_of_each_change_in_order_once_it_is_on_disk(session: Session) -> None:
    heard: list[tuple[int, int, int]] = []
    stop = session.on_change(lambda seq: heard.append((seq, session.seq, len(session.store.events()))))
    session.move("morning", None, "new", "f")
    session.lock("J01", True, "f")
    stop()
    stop()
    session.undo("f")
    assert heard == [(1, 1, 1), (2, 2, 2)]


def test_what_is_not_on_disk_did_not_happen(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    session.on_change(heard.append)
    before = session.now
    session.store._file.execute("PRAGMA query_only = ON")
    with pytest.raises(OutputError):
        session.move("morning", None, "new", "f")
    session.store._file.execute("PRAGMA query_only = OFF")
    assert (session.now, session.history.seq, heard) == (before, 0, [])
    assert session.move("morning", None, "new", "f").seq == 1


def test_threads_that_change_at_once_take_turns(session: Session) -> None:
    """Each asks for the same task: one gets it; readers always see one moment."""
    done, no, wrong = list[int](), list[str](), list[object]()

    def take() -> None:
        try:
            done.append(session.move("morning", None, "new", "f").seq)
        except Refused as error:
            no.append(error.said.en)

    def look() -> None:
        for _ in range(200):
            now = session.now
            if {job.job_id for job in now.board.jobs} != set(now.judged):
                wrong.append(now)

    threads = [threading.Thread(target=take) for _ in range(5)] + [threading.Thread(target=look)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (done, len(no), wrong) == ([1], 4, [])


KILLED = """
import random, sys
from pathlib import Path
from bundler.board.session import Refused, Session
session = Session.open(Path(sys.argv[1]))
session.on_change(lambda seq: print(seq, len(session.board.jobs), flush=True))
rng = random.Random()
while True:
    try:
        session.move(rng.choice(list(session.problem.task_by_id)), None, "new", "f")
    except Refused:
        if session.history.can_undo and rng.random() < 0.5:
            session.undo("f")
        elif session.board.jobs:
            session.dissolve(session.board.jobs[0].job_id, "f")
"""


def test_kill_9_of_a_session_loses_nothing_that_was_shown(tmp_path: Path) -> None:
    begun(tmp_path).close()
    folder = tmp_path / "session"
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            shown = [process.stdout.readline() for _ in range(random.Random(1).randint(3, 12))]
            process.send_signal(signal.SIGKILL)
            shown += [line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        session = Session.open(folder)
        for line in shown:
            seq, jobs = map(int, line.split())
            assert len(session.history.at(seq).jobs) == jobs
        holds(session)
        session.close()


def test_a_session_knows_its_language_and_runs_once(tmp_path: Path) -> None:
    session = begun(tmp_path)
    with pytest.raises(UsageError, match="in use"):
        Session.open(tmp_path / "session")
    assert session.lang == "en"
    session.close()
    dutch = Session.begin(tmp_path / "dutch", tmp_path / "given", lang="nl")
    assert dutch.lang == "nl"
    dutch.close()


def test_a_session_that_cannot_be_read_is_let_go_of(tmp_path: Path) -> None:
    """Once mended it opens, in the same process."""
    session = begun(tmp_path)
    session.warm()
    session.close()
    tasks = tmp_path / "session" / "data" / "tasks.csv"
    content = tasks.read_text()
    tasks.write_text(content.replace("hall", "nowhere"))
    with pytest.raises(DataRefused):
        Session.open(tmp_path / "session")
    tasks.write_text(content)
    Session.open(tmp_path / "session").close()


def test_a_refusal_goes_along_to_another_process(session: Session) -> None:
    with pytest.raises(Refused) as caught:
        session.change_task(TaskChange("change", "noon", {"hours_per_session": "twee"}), "f")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.said, again.findings) == (caught.value.said, caught.value.findings)
    assert again.findings
