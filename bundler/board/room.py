"""The room: the session, those who look at it, and the solver at work for them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from bundler.board import forms, render
from bundler.board.access import Access, Person
from bundler.board.guests import Guests, Invitation
from bundler.board.outcome import Done, Refused, Reply
from bundler.board.session import Session
from bundler.board.stream import Hub, Shown
from bundler.board.view_model import Look, Snapshot, Stacking
from bundler.errors import BundlerError
from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.board.stacker import Stacker
    from bundler.board.stacking import News, Roster
    from bundler.board.state import Board
    from bundler.domain import Level, Problem

LEAST_SECONDS, MOST_SECONDS = 5.0, 600.0
_MOST_ONCE = 5000
_SETTLE_SECONDS = 0.7  # after the last of several changes a solve begins anew

_BEGUN = Text("The solver stacks the rest.", "Het rekenprogramma stapelt de rest.")
_BUSY = Text("The solver is at work already.", "Het rekenprogramma is al bezig.")
_IDLE = Text("The solver is not at work.", "Het rekenprogramma is niet bezig.")
_DROPPED = Text(
    "The solver stopped. The board stays as it is.", "Het rekenprogramma is gestopt. Het bord blijft zo."
)
_OTHER_BOARD = Text(
    "The board was changed while the solver worked, and its plan does not have that change. The board stays "
    "as it is; maybe stack the rest once more.",
    "Het bord is veranderd terwijl het rekenprogramma bezig was, en zijn plan heeft die verandering niet. "
    "Het bord blijft zo; misschien nog eens laten stapelen.",
)
_TWICE = Text("The board is at this already.", "Het bord is hier al mee bezig.")


class _Solve:
    """One solve: who asked for it, on which board it began, and until when it may last."""

    def __init__(self, stacker: Stacker, who: str, board: Board, problem: Problem, until: float) -> None:
        self.stacker, self.who, self.until = stacker, who, until
        self.board, self.problem = board, problem
        self.keep = True
        self.stopping = False
        self.over = False
        self.reply: Reply | None = None
        self.plan: tuple[Roster, ...] = ()
        self.again: threading.Timer | None = None  # it will begin anew: the board changed

    def standing(self, news: News, said: Text, *, running: bool) -> Stacking:
        """What it tells, and what its bound holds for."""
        kept = tuple(job.roster for job in self.board.jobs if job.locked and job.roster is not None)
        self.plan = self.plan if news.rosters is None else news.rosters
        shown = self.plan if running else ()
        jobs = news.jobs or None
        return Stacking(running, said, news.seconds, jobs, news.best, news.bound, self.problem, kept, shown)


class Room:
    """Everything that the pages need.

    Args:
        session: what is decided.
        access: who may do what.
        invitation: for the facilitator's screen.

    Attributes:
        hub: the screens.
        guests: who is in.
    """

    def __init__(self, session: Session, access: Access, invitation: Invitation | None = None) -> None:
        self.session, self.access = session, access
        self.hub: Hub[tuple[Snapshot, render.Parts], Look] = Hub(self._take_moment, self._show)
        access.looking, access.sent_out = lambda: self.hub.owners, self.hub.end
        self.guests = Guests(session, access, self.hub, invitation or Invitation())
        self._lock = threading.RLock()  # one change at a time, the solver's among them
        self._solve: _Solve | None = None
        self._stacking = Stacking()
        self._levels: tuple[Problem, tuple[Level, ...]] | None = None
        self._parts: render.Parts | None = None
        self._pages_lock = threading.Lock()
        self._pages: dict[Look, str] = {}
        self._pages_of: tuple[int, Stacking, int] | None = None
        self._once: OrderedDict[tuple[str, str], Reply | None] = OrderedDict()
        self._quiet = session.on_change(self._changed)

    def close(self) -> None:
        """End the solver and the session."""
        self._quiet()
        with self._lock:
            solve, self._solve = self._solve, None
            if solve is not None:
                solve.over = True
                if solve.again is not None:
                    solve.again.cancel()
                solve.stacker.kill()
        self.session.close()

    @property
    def stacking(self) -> bool:
        """Whether the solver is at work."""
        return self._solve is not None

    def snapshot(self) -> Snapshot:
        """One moment of the session."""
        now = self.session.now
        return Snapshot(*now, stacking=self._stacking)

    def seen(self, now: Snapshot, look: Look) -> Snapshot:
        """What of a moment is for these eyes: proposals by role, and how to get in for the facilitator."""
        if look.role == "facilitator":
            return self.guests.shown(now)
        own = tuple(
            one
            for one in now.board.proposals
            if look.role == "supplier" and one.supplier_id == look.supplier_id
        )
        answers = {key: told for key, told in now.board.answers.items() if key == look.supplier_id}
        return now._replace(board=now.board._replace(proposals=own, answers=answers))

    def page(self, look: Look) -> str:
        """The whole page; made once for all who look the same way at the same state."""
        now = self.snapshot()
        version = now.seq, now.stacking, self.guests.came
        with self._pages_lock:
            if self._pages_of != version:
                self._pages, self._pages_of = {}, version
            pages = self._pages
        made = pages.get(look)
        if made is None:
            made = pages[look] = render.page(self.seen(now, look), look)
        return made

    def _take_moment(self) -> tuple[Snapshot, render.Parts]:
        now = self.snapshot()
        self._parts = render.Parts(now.seq, self._parts)
        return now, self._parts

    def _show(self, moment: tuple[Snapshot, render.Parts], look: Look) -> Shown:
        now, parts = moment
        return parts.shown(self.seen(now, look), look)

    def once(self, person: Person, once: str, act: Callable[[], Reply]) -> Reply:
        """Do something once: the same ``once`` again by the same person gets the same answer and no more."""
        if not once:
            return act()
        name = (person.key, once)
        with self._lock:
            if name in self._once:
                return self._once[name] or Reply(409, _TWICE)
            self._once[name] = None
            while len(self._once) > _MOST_ONCE:
                self._once.popitem(last=False)
        reply = None
        try:
            reply = act()
        finally:
            with self._lock:
                if reply is None or reply.status >= 400:
                    self._once.pop(name, None)  # nothing happened: it may be tried again
                else:
                    self._once[name] = reply
        return reply

    def do(self, verb: str, fields: forms.Fields, person: Person) -> Reply:
        """Do what a form asks; whether the person may is asked before."""
        try:
            with self._lock:
                done = forms.act(self.session, verb, fields, person)
        except forms.Misread as error:
            return Reply(422, error.text)
        except Refused as error:
            return Reply(409, _with_findings(error))
        except BundlerError as error:
            return Reply(409, error.text)
        return _reply(done)

    def stack(self, seconds: float, person: Person) -> Reply:
        """Let the solver stack the rest."""
        with self._lock:
            if self._solve is not None:
                return Reply(409, _BUSY)
            seconds = min(max(seconds, LEAST_SECONDS), MOST_SECONDS)
            try:
                self._start(person.who, time.monotonic() + seconds)
            except BundlerError as error:
                return Reply(409, error.text)
        return Reply(200, _BEGUN)

    def stop(self, keep: bool, person: Person) -> Reply:  # noqa: ARG002  whoever began it, it stops
        """Stop the solver; its best plan comes onto the board, or is thrown away."""
        with self._lock:
            solve = self._solve
            if solve is None:
                return Reply(409, _IDLE)
            solve.keep = solve.keep and keep
            solve.stopping = True
        return self._finish(solve, solve.stacker.stop())

    def proved(self) -> tuple[Level, ...]:
        """What a solve proved that no plan can pass, if the problem is still the same; else empty."""
        known = self._levels
        return known[1] if known is not None and known[0] == self.session.problem else ()

    def _start(self, who: str, until: float) -> None:
        from bundler.board.stacker import Stacker

        now = self.session.now
        board, problem = now.board, now.problem
        stacker = Stacker.around(problem, board.jobs, max(until - time.monotonic(), LEAST_SECONDS))
        solve = self._solve = _Solve(stacker, who, board, problem, until)
        self._stacking = Stacking(running=True)
        stacker.start(lambda news: self._news(solve, news))
        self.hub.wake()

    def _news(self, solve: _Solve, news: News) -> None:
        """The solver tells something, in a thread of its own."""
        if news.ended:
            self._finish(solve, news)
            return
        with self._lock:
            if solve.over:
                return
            self._stacking = solve.standing(news, news.said, running=True)
        self.hub.wake()

    def _finish(self, solve: _Solve, news: News) -> Reply:
        """The solve is over: its plan is taken, once, whoever comes here first."""
        with self._lock:
            if solve.over:
                return solve.reply or Reply(409, _IDLE)
            if solve.again is not None and not solve.stopping:
                return Reply(409, _BUSY)  # its plan is for a board that is no more: it begins anew
            solve.over = True
            self._solve = None
            if not solve.keep:
                reply = Reply(200, _DROPPED)
            elif solve.again is not None and news.rosters is not None:
                reply = Reply(409, _OTHER_BOARD)
            elif news.rosters is not None:
                reply = self._take(solve, news)
            else:
                reply = Reply(409 if news.ended in ("lost", "refused") else 200, news.said)
            solve.reply = reply
            if news.levels and not any(job.locked for job in solve.board.jobs):
                self._levels = solve.problem, news.levels
            self._stacking = solve.standing(news, reply.said, running=False)
        self.hub.wake()
        return reply

    def _take(self, solve: _Solve, news: News) -> Reply:
        from bundler.board.lanes import taken

        session = self.session
        try:
            with session.turn:
                rosters = news.rosters or ()
                plan = taken(session.problem, session.board.jobs, rosters, session.history.last_job)
                done = session.take_plan(plan.jobs, solve.who)
        except Refused as error:
            return Reply(409, _with_findings(error))
        except BundlerError as error:
            return Reply(409, error.text)
        return Reply(200, Text(*(f"{a} {b}" for a, b in zip(plan.said, news.said, strict=True))), done.seq)

    def _changed(self, _seq: int) -> None:
        """A change is on disk: the screens get it, and a solve begins anew from there."""
        solve = self._solve
        if solve is None and self._stacking.said is not None:
            self._stacking = self._stacking._replace(said=None)
        self.hub.wake()
        if solve is None or solve.over or (solve.again is None and _alike(solve.board, self.session.board)):
            return
        if solve.again is not None:
            solve.again.cancel()
        solve.again = threading.Timer(_SETTLE_SECONDS, self._again, (solve,))
        solve.again.daemon = True
        solve.again.start()

    def _again(self, solve: _Solve) -> None:
        """Begin a solve anew: the board it began from is not that of now."""
        with self._lock:
            if solve.over or solve.stopping:
                return
            solve.over = True
            solve.stacker.kill()
            self._solve = None
            try:
                self._start(solve.who, solve.until)
            except BundlerError as error:
                self._stacking = Stacking(said=error.text)
        self.hub.wake()


def _alike(one: Board, other: Board) -> bool:
    """Whether a solve that began on the one fits the other."""
    return one._replace(proposals=(), answers={}) == other._replace(proposals=(), answers={})


def _with_findings(error: Refused) -> Text:
    """Why something is refused, and what is wrong with each cell."""
    found = (text for one in error.findings for text in (one.text, one.hint))
    lines = [error.said, *(text for text in found if text.en and text.en not in error.said.en)]
    return Text("\n".join(line.en for line in lines), "\n".join(line.nl for line in lines))


def _reply(done: Done) -> Reply:
    return Reply(200, done.said, done.seq)
