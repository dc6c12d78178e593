"""What ``append`` returned for is on disk, whatever happens to the process; one process at a time writes."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bundler.board.events import MomentNamed, RuleSet, Undone
from bundler.board.store import FILE, Store
from bundler.errors import OutputError, UsageError

APPENDING = """
import sys
from pathlib import Path
from bundler.board.events import MomentNamed
from bundler.board.store import Store
store = Store(Path(sys.argv[1]))
while True:
    stored = store.append(MomentNamed(name=f"moment {store.seq + 1}"), "f")
    print(stored.seq, flush=True)
"""


def begun(folder: Path) -> Path:
    with Store.begin(folder) as facts:
        facts.set_fact("lang", "nl")
    return folder


def test_what_was_appended_is_there_after_kill_9(tmp_path: Path) -> None:
    """A process that appends without end is killed eight times, at any moment; the next goes on after it."""
    folder, rng, last = begun(tmp_path / "s"), random.Random(6), 0
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", APPENDING, str(folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            first = int(process.stdout.readline())
            time.sleep(rng.random() / 10)
            process.send_signal(signal.SIGKILL)
            said = [
                first,
                *(
                    int(line)
                    for line in process.stdout.read().splitlines(keepends=True)
                    if line.endswith("\n")
                ),
            ]
        store = Store(folder)
        there = store.events()
        store.close()
        assert first == last + 1
        assert said == list(range(first, said[-1] + 1))
        assert len(there) in (said[-1], said[-1] + 1)  # the last may be on disk before it could be said
        assert [(each.seq, each.event) for each in there] == [
            (seq, MomentNamed(name=f"moment {seq}")) for seq in range(1, len(there) + 1)
        ]
        last = len(there)
    assert last >= 16


def test_a_second_process_is_kept_out_until_the_first_has_ended(tmp_path: Path) -> None:
    folder = begun(tmp_path / "s")
    with subprocess.Popen(
        [sys.executable, "-c", APPENDING, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(UsageError, match="in use"):
            Store(folder)
        process.kill()
    Store(folder).close()


def test_threads_take_turns_and_no_number_is_missing(tmp_path: Path) -> None:
    store = Store(begun(tmp_path / "s"))

    def append(name: str) -> None:
        for _ in range(20):
            store.append(MomentNamed(name=name), name)

    threads = [threading.Thread(target=append, args=(str(number),)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.seq for each in store.events()] == list(range(1, 121))
    store.close()


def test_who_and_when_are_kept(tmp_path: Path) -> None:
    store = Store(begun(tmp_path / "s"))
    stored = store.append(Undone(), "supplier s1")
    assert store.events() == [stored]
    assert (stored.seq, stored.who) == (1, "supplier s1")
    assert stored.at.endswith("+00:00")
    store.close()


def test_facts_are_kept_changed_and_forgotten(tmp_path: Path) -> None:
    folder = begun(tmp_path / "s")
    store = Store(folder)
    store.set_fact("token a", "1")
    store.set_fact("token b", "2")
    store.set_fact("token a", "3")
    store.set_fact("token b", None)
    store.close()
    store = Store(folder)
    assert (store.fact("token a"), store.fact("token b"), store.fact("lang")) == ("3", None, "nl")
    assert store.facts("token") == {"token a": "3"}
    store.close()


def test_an_event_that_would_not_come_back_is_not_written(tmp_path: Path) -> None:
    """Infinity has no JSON: written, it would keep the session from ever opening again."""
    store = Store(begun(tmp_path / "s"))
    with pytest.raises(ValueError, match="would not come back"):
        store.append(RuleSet(code="detour", value=float("inf")), "f")
    assert store.events() == []
    assert store.append(Undone(), "f").seq == 1
    store.close()


def test_a_full_disk_is_told_and_the_number_is_used_again(tmp_path: Path) -> None:
    store = Store(begun(tmp_path / "s"))
    store._file.execute("PRAGMA max_page_count = 1")
    with pytest.raises(OutputError, match="could not be written"):
        store.append(MomentNamed(name="x" * 800_000), "f")
    assert store.events() == []
    store._file.execute("PRAGMA max_page_count = 100000")
    assert store.append(Undone(), "f").seq == 1
    store.close()


def test_a_folder_without_a_session_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is nothing"):
        Store(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no database at all, but long enough to be looked at as one" * 20, "damaged"),
        (b"", "another program"),
    ],
)
def test_a_file_that_is_no_session_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(UsageError, match=words):
        Store(tmp_path)


def test_a_session_of_another_version_is_told(tmp_path: Path) -> None:
    folder = begun(tmp_path / "s")
    file = sqlite3.connect(folder / FILE)
    file.execute("UPDATE facts SET value = 'bundler-board/9' WHERE key = 'format'")
    file.commit()
    file.close()
    with pytest.raises(UsageError, match="another program or version"):
        Store(folder)


def test_a_damaged_event_is_told(tmp_path: Path) -> None:
    store = Store(begun(tmp_path / "s"))
    store._file.execute("INSERT INTO events VALUES (1, '', '', '{}')")
    with pytest.raises(UsageError, match="damaged"):
        store.events()
    store.close()


def test_a_session_is_not_begun_twice(tmp_path: Path) -> None:
    folder = begun(tmp_path / "s")
    with pytest.raises(UsageError, match="already"), Store.begin(folder):
        pytest.fail("must not come here")


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tasks.csv").write_text("mine")
    with pytest.raises(UsageError, match="other files"), Store.begin(tmp_path):
        pytest.fail("must not come here")
    assert (tmp_path / "data" / "tasks.csv").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_beginning_that_fails_can_be_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "s"

    def failing() -> None:
        with Store.begin(folder):
            (folder / "data").mkdir()
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert not (folder / "data").exists()
    Store(begun(folder)).close()


def test_a_beginning_that_was_killed_is_no_session_and_can_be_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    script = f"""
import os, pathlib
from bundler.board.store import Store
folder = pathlib.Path({str(folder)!r})
with Store.begin(folder):
    (folder / "data").mkdir()
    (folder / "data" / "old.csv").touch()
    os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    with pytest.raises(UsageError, match="no session"):
        Store(folder)
    Store(begun(folder)).close()
    assert not (folder / "data").exists()
