"""The events of a session on disk: SQLite, one writer, on disk when ``append`` returns."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bundler.board.events import Event, Stored, from_json, to_json
from bundler.errors import OutputError, UsageError
from bundler.i18n import Text
from bundler.io.oserror import reason

FILE = "session.sqlite"
DATA = "data"
"""The folder in a session's folder where its copy of the data is."""
_LOCK = "session.lock"
_BEGUN = "session.begun"
FORMAT = "bundler-board/1"

_SCHEMA = """
CREATE TABLE events
    (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_NOT_WRITTEN = Text(
    "The change could not be written to disk, so it was not made: {why}.",
    "De wijziging kon niet op schijf worden gezet en is dus niet gedaan: {why}.",
)
_NO_FILE = Text(
    "The session cannot be read or written: {why}.",
    "De sessie kan niet worden gelezen of geschreven: {why}.",
)
_UNREADABLE = Text("{path} is no session of the board: {why}.", "{path} is geen sessie van het bord: {why}.")
_NOTHING = Text("there is nothing", "er staat niets")
_DAMAGED = Text("it is damaged", "het bestand is beschadigd")
_FOREIGN = Text(
    "it was made by another program or version", "het komt van een ander programma of andere versie"
)
_THERE = Text("There is a session in {path} already.", "In {path} staat al een sessie.")
_NOT_EMPTY = Text(
    "There are other files in {path}. A session needs a folder of its own.",
    "In {path} staan andere bestanden. Een sessie heeft een eigen map nodig.",
)
_BUSY = Text(
    "{path} is in use: a board runs on it already. Maybe close that one first.",
    "{path} is in gebruik: er draait al een bord op. Misschien dat eerst sluiten.",
)


class Beginning:
    """Facts that a session begins with."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}

    def set_fact(self, key: str, value: str) -> None:
        """Keep a value."""
        self.facts[key] = value


class Store:
    """The file of a session; one process at a time has it, and its threads take turns.

    Args:
        folder: of the session.

    Raises:
        UsageError: there is no session, it is damaged, or it runs elsewhere.
        OutputError: the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._turn = threading.RLock()
        if not self.path.is_file():
            raise UsageError(_UNREADABLE.fill(path=folder, why=_NOTHING))
        with _disk():
            self._held = _hold(folder)
            try:
                self._file = _open(self.path)
                self._last = self._count()
            except BaseException:
                self._held.close()
                raise

    @staticmethod
    @contextmanager
    def begin(folder: Path) -> Iterator[Beginning]:
        """A session is there once the block ends well, and not before: also where the process is killed.

        Args:
            folder: must not be there, or hold nothing but what an earlier beginning left behind.

        Raises:
            UsageError: there is a session or something else in the folder.
            OutputError: it cannot be written to.
        """
        with _disk():
            there = {path.name for path in folder.iterdir()} if folder.exists() else set()
            if FILE in there:
                raise UsageError(_THERE.fill(path=folder))
            if _BEGUN not in there and any(not name.startswith(_LOCK) for name in there):
                raise UsageError(_NOT_EMPTY.fill(path=folder))
            folder.mkdir(parents=True, exist_ok=True)
            held = _hold(folder)
            try:
                _clear(folder)
                facts = Beginning()
                begun = folder / _BEGUN
                begun.touch()
                try:
                    yield facts
                    _make(begun, facts)
                except BaseException:
                    _clear(folder)
                    raise
                begun.replace(folder / FILE)
            finally:
                held.close()

    @property
    def seq(self) -> int:
        """Of the last event; 0 before the first."""
        return self._last

    def append(self, event: Event, who: str) -> Stored:
        """Put an event on disk.

        Raises:
            OutputError: it is not on disk.
            ValueError: it would not be the same when it is read.
        """
        with self._turn:
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            stored = Stored(self._last + 1, at, who, event)
            body = to_json(event)
            if from_json(body) != event:
                raise ValueError(f"this event would not come back: {body}")
            self._write("INSERT INTO events VALUES (?, ?, ?, ?)", stored.seq, at, who, body)
            self._last = stored.seq
            return stored

    def events(self) -> list[Stored]:
        """All events, the first one first.

        Raises:
            UsageError: the file is damaged.
        """
        with self._turn, self._reading():
            rows = self._file.execute("SELECT seq, at, who, body FROM events ORDER BY seq").fetchall()
            return [Stored(seq, at, who, from_json(body)) for seq, at, who, body in rows]

    def fact(self, key: str) -> str | None:
        """What is kept under a key beside the events; None where nothing is."""
        with self._turn, self._reading():
            row = self._file.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
            return None if row is None else str(row[0])

    def facts(self, prefix: str = "") -> dict[str, str]:
        """Everything kept under keys that begin with ``prefix``."""
        with self._turn, self._reading():
            rows = self._file.execute("SELECT key, value FROM facts ORDER BY key").fetchall()
            return {key: value for key, value in rows if key.startswith(prefix)}

    def set_fact(self, key: str, value: str | None) -> None:
        """Keep a value beside the events; None forgets it.

        Raises:
            OutputError: it is not on disk.
        """
        with self._turn:
            if value is None:
                self._write("DELETE FROM facts WHERE key = ?", key)
            else:
                self._write("INSERT OR REPLACE INTO facts VALUES (?, ?)", key, value)

    def close(self) -> None:
        """Let another process have the session; nothing can be written any more."""
        with self._turn:
            self._file.close()
            self._held.close()

    def _write(self, statement: str, *values: object) -> None:
        try:
            self._file.execute(statement, values)
        except sqlite3.Error as error:
            raise OutputError(_NOT_WRITTEN.fill(why=str(error))) from error

    def _count(self) -> int:
        with self._reading():
            return int(self._file.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, ValueError) as error:
            raise UsageError(_UNREADABLE.fill(path=self.path, why=_DAMAGED)) from error


def _hold(folder: Path) -> sqlite3.Connection:
    """Keep other processes out; the system lets go when this process ends, however it ends."""
    held = sqlite3.connect(folder / _LOCK, isolation_level=None, timeout=0, check_same_thread=False)
    try:
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        held.close()
        raise UsageError(_BUSY.fill(path=folder)) from error
    except sqlite3.DatabaseError as error:
        held.close()
        raise UsageError(_UNREADABLE.fill(path=folder, why=_DAMAGED)) from error
    return held


def _open(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        file.execute("PRAGMA journal_mode = WAL")
        # on disk before a commit returns, also where the power fails
        file.execute("PRAGMA synchronous = FULL")
        row = file.execute("SELECT value FROM facts WHERE key = 'format'").fetchone()
    except sqlite3.OperationalError as error:
        file.close()
        raise UsageError(_UNREADABLE.fill(path=path, why=_FOREIGN)) from error
    except sqlite3.DatabaseError as error:
        file.close()
        raise UsageError(_UNREADABLE.fill(path=path, why=_DAMAGED)) from error
    if row is None or row[0] != FORMAT:
        file.close()
        raise UsageError(_UNREADABLE.fill(path=path, why=_FOREIGN))
    return file


def _make(path: Path, facts: Beginning) -> None:
    file = sqlite3.connect(path, isolation_level=None)
    try:
        file.execute("PRAGMA synchronous = FULL")
        file.executescript(_SCHEMA)
        file.executemany("INSERT INTO facts VALUES (?, ?)", [*facts.facts.items(), ("format", FORMAT)])
    finally:
        file.close()


def _clear(folder: Path) -> None:
    """Take away what a beginning that did not end well left behind."""
    shutil.rmtree(folder / DATA, ignore_errors=True)
    for path in folder.glob(_BEGUN + "*"):
        path.unlink()


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(_NO_FILE.fill(why=reason(error))) from error
    except sqlite3.Error as error:
        raise OutputError(_NO_FILE.fill(why=str(error))) from error
