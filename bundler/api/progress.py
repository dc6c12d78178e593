"""Progress in one line that changes: in a notebook, in a terminal, or nowhere."""

from __future__ import annotations

import contextlib
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from bundler.api.notebook import display
from bundler.i18n import Lang, Text, default_lang

if TYPE_CHECKING:
    from bundler.solver import Progress

Wanted = bool | None | Callable[["Progress"], object]

REPAINT_SECONDS = 0.2

_DONE = Text("{done} of {all} ready, {seconds} s", "{done} van {all} klaar, {seconds} s")


class Line(Protocol):
    """A place for one line of text."""

    def put(self, text: str) -> None:
        """Put this line in the place of the last one."""

    def tell(self, text: str) -> None:
        """A line that stays."""

    def clear(self) -> None:
        """Leave nothing of the line."""


class NotebookLine:
    """An output of the cell that is changed in place."""

    def __init__(self, show: Any) -> None:
        self._show = show
        self._handle: Any = None

    def put(self, text: str) -> None:
        """Put this line in the place of the last one."""
        bundle = {"text/plain": text}
        if self._handle is None:
            self._handle = self._show(bundle, raw=True, display_id=True)
        else:
            self._handle.update(bundle, raw=True)

    def tell(self, text: str) -> None:
        """A line that stays."""
        self._show({"text/plain": text}, raw=True)

    def clear(self) -> None:
        """Leave an output without anything in it."""
        if self._handle is not None:
            self._handle.update({"text/html": "", "text/plain": ""}, raw=True)


class TerminalLine:
    """A line on stderr that is written over; one that breaks off is no reason to lose a solve."""

    def __init__(self) -> None:
        self._width = 0

    def put(self, text: str) -> None:
        """Put this line in the place of the last one."""
        shown = text[: shutil.get_terminal_size().columns - 1]
        self._write("\r" + shown.ljust(self._width))
        self._width = len(shown)

    def tell(self, text: str) -> None:
        """A line that stays."""
        self.clear()
        self._write(text + "\n")

    def clear(self) -> None:
        """Leave nothing of the line."""
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


class NoLine:
    """Shows nothing."""

    def put(self, text: str) -> None:
        """Nothing."""

    def tell(self, text: str) -> None:
        """Nothing."""

    def clear(self) -> None:
        """Nothing."""


def line_for(wanted: bool | None) -> Line:
    """Where progress is shown: where somebody looks, or everywhere, or nowhere.

    Args:
        wanted: None: in a notebook and in a terminal; True: elsewhere too, on stderr; False: nowhere.
    """
    if wanted is False:
        return NoLine()
    show = display()
    if show is not None:
        return NotebookLine(show)
    return TerminalLine() if wanted or (sys.stderr is not None and sys.stderr.isatty()) else NoLine()


class Display:
    """Shows how far a solve is while it is entered.

    Args:
        wanted: as ``line_for`` takes it.
        lang: of the line; None: of the locale.
    """

    def __init__(self, wanted: bool | None = None, lang: Lang | None = None) -> None:
        self._line = line_for(wanted)
        self._lang = lang or default_lang()
        self._next = 0.0
        self._told: set[Text] = set()

    def __enter__(self) -> Display:
        return self

    def show(self, progress: Progress | None) -> None:
        """Show where the solve is; called often, paints now and then."""
        now = time.monotonic()
        if progress is not None and now >= self._next:
            from bundler.verbs.progress_lines import progress_line

            self._next = now + REPAINT_SECONDS
            self._line.put(progress_line(progress, self._lang))

    def tell_once(self, text: Text) -> None:
        """Show a message, the first time it is given."""
        if text not in self._told:
            self._told.add(text)
            self._line.tell(text(self._lang))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._line.clear()


class Handed(Display):
    """Hands every step to a function, in the thread that waits for the solve; shows nothing.

    Args:
        take: the function.
        steps: the solve adds to these.
    """

    def __init__(self, take: Callable[[Progress], object], steps: Sequence[Progress]) -> None:
        super().__init__(wanted=False)
        self._take, self._steps, self._handed = take, steps, 0

    def show(self, progress: Progress | None) -> None:  # noqa: ARG002  # all steps are at hand
        """Hand over the steps since the last time."""
        while self._handed < len(self._steps):
            self._handed += 1
            self._take(self._steps[self._handed - 1])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if error is None:
            self.show(None)


def display_for(wanted: Wanted, steps: Sequence[Progress]) -> Display:
    """What shows a solve, or hands its steps to the function that is asked for."""
    return Handed(wanted, steps) if callable(wanted) else Display(wanted)


class Counted:
    """Shows how many of so many are ready while it is entered."""

    def __init__(self, total: int, wanted: bool | None = None) -> None:
        self._line, self._total, self._done = line_for(wanted), total, 0
        self._began = self._next = 0.0

    def __enter__(self) -> Counted:
        self._began = time.monotonic()
        return self

    def done(self) -> None:
        """One more is ready."""
        self._done += 1
        self._next = 0.0
        self.tick()

    def at(self, done: int) -> None:
        """So many are ready."""
        self._done = done
        self.tick()

    def tick(self) -> None:
        """Show the line, now and then."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + REPAINT_SECONDS
            seconds = f"{now - self._began:.0f}"
            self._line.put(_DONE(default_lang(), done=self._done, all=self._total, seconds=seconds))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._line.clear()
