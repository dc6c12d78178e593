"""Questions from the screens and what answers them, so many at a time."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundler.board import render
from bundler.board.access import Person
from bundler.board.room import Room
from bundler.board.session import Refused
from bundler.board.still import Still
from bundler.board.view_model import Look
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.board.export import Exported
    from bundler.board.moments import Moment

SETTLE_SECONDS = 1.0  # after the last change nobody seems to be at work, and questions may come
MOST_EACH = 3  # that one person may have open
MOST_AT_ONCE = 12  # each holds a thread that waits; the board's own work needs some too

_NO_TASK = Text("The board knows no task {task}.", "Het bord kent geen taak {task}.")
_NO_MOMENT = Text("The board knows no moment {name}.", "Het bord kent geen moment {name}.")


class Questions:
    """Answers in words of the screen.

    Args:
        room: what is asked about.
    """

    def __init__(self, room: Room) -> None:
        from bundler.board.answers import Answers

        self._room = room
        self._answers = Answers()
        self._asking: Counter[str] = Counter()
        self._still = Still(SETTLE_SECONDS, self._get_ready)
        self._quiet = room.session.on_change(lambda _: self.wake())

    def wake(self) -> None:
        """Somebody came to look, or the board changed: once it stands still, get ready for questions."""
        self._still.wake()

    def close(self) -> None:
        """End what still works on answers."""
        self._quiet()
        self._still.close()
        self._answers.close()

    def _get_ready(self) -> None:
        if self._room.stacking or not len(self._room.hub):
            return  # the solver needs the processors, or nobody looks
        now = self._room.session.now
        if not self._answers.get_ready(now.problem, now.board.rosters):
            self.wake()

    @contextlib.contextmanager
    def turn(self, person: Person) -> Iterator[bool]:
        """Whether somebody may ask now: not while too many questions are open, of this person or of all.

        The facilitator always has a turn left.
        """
        most = MOST_AT_ONCE + MOST_EACH * (person.role == "facilitator")
        free = self._asking[person.key] < MOST_EACH and self._asking.total() < most
        if free:
            self._asking[person.key] += 1
        try:
            yield free
        finally:
            if free:
                self._asking[person.key] -= 1
                self._asking += Counter()  # forgets who asks nothing

    def why(self, task_id: str, look: Look) -> str:
        """Why a task is left over.

        Raises:
            Refused: there is no such task.
            NoAnswer: too much is asked already, or the answer was lost.
        """
        now = self._room.session.now
        if task_id not in now.problem.task_by_id:
            raise Refused(_NO_TASK.fill(task=task_id))
        found = self._answers.why(now.problem, now.board.rosters, task_id, now.seq).result()
        return render.sheet("why", look, found=found)

    def ask(self, look: Look) -> str:
        """What to ask so that one more job is possible.

        Raises:
            NoAnswer: too much is asked already, or the answer was lost.
        """
        now = self._room.session.now
        found = self._answers.asks(now.problem, now.board.rosters, look.lang, now.seq).result()
        return render.sheet("ask", look, found=found)

    def moments(self, a: str, b: str, look: Look) -> str:
        """What differs between two moments; empty: the beginning for ``a``, now for ``b``.

        Raises:
            Refused: there is no such moment.
            NoAnswer: too much is asked already, or the answer was lost.
        """
        with self._room.session.turn:
            before, after = self._at(a, 0), self._at(b, self._room.session.seq)
            moments = self._moment(before), self._moment(after)
        found = self._answers.compare(*moments, (before, after)).result()
        return render.sheet("moments", look, found=found)

    def export(self, name: str, lang: Lang) -> Exported | None:
        """The session as a file; None where there is no such kind.

        Raises:
            NoAnswer: too much is asked already, or it was lost.
        """
        from bundler.board.export import MEDIA, Take

        if name not in MEDIA:
            return None
        session = self._room.session
        now, levels = session.now, self._room.proved()
        take = Take(
            name,
            now.problem,
            now.board.jobs,
            lang,
            tuple(session.data.findings),
            str(session.data.path),
            levels,
        )
        return self._answers.export(take, (now.seq, bool(levels))).result()

    def _at(self, name: str, other: int) -> int:
        """The event after which a moment was; the newest of that name."""
        if not name:
            return other
        for one in reversed(self._room.session.history.moments):
            if one.name == name:
                return one.seq
        raise Refused(_NO_MOMENT.fill(name=name))

    def _moment(self, seq: int) -> Moment:
        from bundler.board.moments import Moment

        board = self._room.session.history.at(seq)
        return Moment(self._room.session.problem_of(board), board)
