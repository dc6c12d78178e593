"""A session in memory: what is on disk folded, and what follows from it, for many readers at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from bundler.board import moves
from bundler.board.data import Data, copy_data, with_decisions
from bundler.board.events import Event, History, Moment, fold
from bundler.board.judge import Judged, judged, warm
from bundler.board.outcome import Done
from bundler.board.state import Board
from bundler.board.store import DATA, Store
from bundler.domain import Problem
from bundler.i18n import LANGS, Lang, Text
from bundler.rules import left_over


class Now(NamedTuple):
    """The session at one moment: everything in it belongs together.

    Attributes:
        seq: of the last event.
        board: what is decided.
        problem: the data with accepted changes, under the board's rules, weights, pins and objective.
        left: sessions a week that no viable job holds, by task id.
        shelf: sessions a week that neither a viable job nor a draft holds, by task id.
        judged: every job of the board, by job id.
        can_undo, can_redo: whether there is a decision to take back, or one that was taken back.
        moments: those with a name, in order.
    """

    seq: int
    board: Board
    problem: Problem
    left: Mapping[str, int]
    shelf: Mapping[str, int]
    judged: Mapping[str, Judged]
    can_undo: bool
    can_redo: bool
    moments: tuple[Moment, ...]


class Live:
    """What is decided, as it stands on disk; threads may read it at the same time, one may add to it.

    Attributes:
        turn: held while something changes; who holds it sees a board that stands still.
        folder: of the session.
        store: its file; secrets and the like can be kept in its facts.
        data: its files.
        history: everything that happened.
        lang: the language it was begun in.
        now: everything as it is, of one moment.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self.turn = threading.RLock()
        self.folder, self.store = folder, store
        lang = store.fact("lang")
        self.lang: Lang = next((one for one in LANGS if one == lang), "en")
        self.data = Data(folder / DATA / name if (name := store.fact("data")) else folder / DATA)
        scenario = self.data.base.scenario
        self.history: History = fold(
            store.events(), Board(pins=scenario.pins, objective=scenario.solve.objective)
        )
        self._callbacks: list[Callable[[int], None]] = []
        self.now = self._look(None)

    @classmethod
    def begin(cls, folder: Path, data: Path, scenario: Path | None = None, lang: Lang = "en") -> Self:
        """A new session in a folder of its own, with a copy of the data in it.

        Args:
            folder: must not be there yet, or be empty.
            data: a folder of CSV files, or a workbook.
            scenario: a scenario file instead of the one in the data.
            lang: the language of the session.

        Raises:
            DataRefused: the data has errors.
            UsageError: it cannot be read, or the folder not be used.
        """
        with Store.begin(folder) as begun:
            copy = copy_data(data, scenario, folder)
            begun.set_fact("lang", lang)
            begun.set_fact("data", "" if copy == folder / DATA else copy.name)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Continue a session where it was.

        Raises:
            UsageError: there is no session in the folder, or it runs already.
        """
        store = Store(folder)
        try:
            return cls(folder, store)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Let another process have the session."""
        with self.turn:
            self.store.close()

    def warm(self) -> None:
        """Load what judging needs, so that the first move is as fast as any."""
        warm(self.problem)

    @property
    def seq(self) -> int:
        """Of the last event."""
        return self.now.seq

    @property
    def board(self) -> Board:
        """What is decided."""
        return self.now.board

    @property
    def problem(self) -> Problem:
        """The data with accepted changes, under the board's rules, weights, pins and objective."""
        return self.now.problem

    @property
    def left(self) -> Mapping[str, int]:
        """Sessions a week that no viable job holds, by task id."""
        return self.now.left

    @property
    def shelf(self) -> Mapping[str, int]:
        """Sessions a week that neither a viable job nor a draft holds, by task id."""
        return self.now.shelf

    @property
    def judged(self) -> Mapping[str, Judged]:
        """Every job of the board held against every rule, by job id."""
        return self.now.judged

    def problem_of(self, board: Board) -> Problem:
        """The problem as it was with a board, now or before."""
        now = self.now
        if _under(board) == _under(now.board):
            return now.problem
        return with_decisions(self.data.with_changes(board.changes), board)

    def next_job_ids(self, count: int) -> tuple[str, ...]:
        """Job numbers that were never used."""
        first = self.history.last_job + 1
        return tuple(f"J{number:02d}" for number in range(first, first + count))

    def on_change(self, callback: Callable[[int], None]) -> Callable[[], None]:
        """Call back after each change, once it is on disk, one change after another.

        Args:
            callback: gets the number of the event; must be quick and raise nothing.

        Returns:
            How to stop it.
        """
        with self.turn:
            self._callbacks.append(callback)

        def stop() -> None:
            with self.turn, suppress(ValueError):
                self._callbacks.remove(callback)

        return stop

    def _put(self, event: Event, who: str) -> int:
        stored = self.store.append(event, who)
        self.history.add(stored)
        self.now = self._look(self.now)
        for callback in tuple(self._callbacks):
            callback(stored.seq)
        return stored.seq

    def _look(self, before: Now | None) -> Now:
        board = self.history.board
        if before is not None and _under(board) == _under(before.board):
            problem, known = before.problem, {job.job_id: job for job in before.board.jobs}
        else:
            problem, known = with_decisions(self.data.with_changes(board.changes), board), {}
        views = {
            job.job_id: before.judged[job.job_id]
            if before is not None and known.get(job.job_id) == job
            else judged(problem, job)
            for job in board.jobs
        }
        left = left_over(problem, board.rosters.values())
        history = self.history
        return Now(
            history.seq,
            board,
            problem,
            left,
            moves.on_shelf(problem, board),
            views,
            history.can_undo,
            history.can_redo,
            history.moments,
        )

    def _done(self, seq: int, said: Text, ids: Sequence[str] = ()) -> Done:
        return Done(seq, said, tuple(self.judged[name] for name in ids if name in self.judged))


def _under(board: Board) -> tuple[object, ...]:
    """What the problem follows from."""
    return board.changes, board.rules, board.weights, board.pins, board.objective
