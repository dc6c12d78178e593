"""Progress of many scenarios on stderr: a bar in a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bundler.cli.console import Console
from bundler.cli.progress import FIRST_PLAIN_SECONDS, REPAINT_SECONDS
from bundler.i18n import Text
from bundler.units import decimal
from bundler.verbs.progress_lines import progress_line

if TYPE_CHECKING:
    from bundler.solver import Progress

# so many of those under way are shown
_MOST_LINES = 8
_BAR = 30

_DONE = Text("{done} of {all} done, {seconds} s", "{done} van {all} klaar, {seconds} s")
_LEFT = Text("about {seconds} s to go", "nog ongeveer {seconds} s")
_FOUND = Text(
    "{found} of {all} were solved before and are not solved again.",
    "{found} van {all} waren al opgelost en worden niet opnieuw opgelost.",
)


class ManyDisplay:
    """Shows how far many scenarios are while it is entered; shows nothing where the console is quiet.

    A stderr that breaks off is no reason to lose a run: from then on nothing is shown.

    Args:
        console: where and in which language.
        total: how many scenarios.
        names: of them, as people know them, by the name they are solved under; others as they are.
    """

    def __init__(self, console: Console, total: int, names: dict[str, str] | None = None) -> None:
        self._console, self._total, self._names = console, total, names or {}
        self._done = 0
        self._fresh = 0
        self._running: dict[str, Progress] = {}
        self._began = time.monotonic()
        self._broken = console.quiet
        self._live: Any = None
        self._next_plain = FIRST_PLAIN_SECONDS

    def __enter__(self) -> ManyDisplay:
        self._began = time.monotonic()
        if not self._broken and sys.stderr.isatty():
            from rich.console import Console as Terminal
            from rich.live import Live

            self._live = Live(
                console=Terminal(stderr=True),
                get_renderable=self._picture,
                refresh_per_second=1 / REPAINT_SECONDS,
                transient=True,
            )
            self._live.start()
        return self

    def found(self, number: int) -> None:
        """So many of those that are done were there before."""
        self._fresh -= number
        if number:
            self.tell(_FOUND.fill(found=number, all=self._total))

    def done(self, name: str) -> None:
        """A scenario is finished."""
        self._done += 1
        self._fresh += 1
        self._running.pop(name, None)
        self._show()

    def progress(self, name: str, progress: Progress) -> None:
        """A scenario is so far."""
        self._running[name] = progress
        self._show()

    def tell(self, text: Text) -> None:
        """Show a message above the progress."""
        if self._broken:
            return
        try:
            if self._live is not None:
                self._live.console.print(self._console.words(text))
            else:
                self._console.say(text)
        except OSError:
            self._broken = True

    def _show(self) -> None:
        """A plain line now and then; the live lines paint themselves."""
        seconds = time.monotonic() - self._began
        if self._broken or self._live is not None or seconds < self._next_plain:
            return
        self._next_plain = 2 * max(self._next_plain, seconds)
        try:
            self._console.say(self._headline(seconds))
        except OSError:
            self._broken = True

    def _headline(self, seconds: float) -> str:
        lang = self._console.lang
        parts = [_DONE(lang, done=self._done, all=self._total, seconds=decimal(seconds, lang, 0))]
        if self._fresh > 1 and self._done < self._total:
            left = seconds / self._fresh * (self._total - self._done)
            parts.append(_LEFT(lang, seconds=decimal(left, lang, 0)))
        return ", ".join(parts)

    def _picture(self) -> Any:
        from rich.console import Group
        from rich.text import Text as Line

        full = _BAR * self._done // max(1, self._total)
        lines = [f"[{'#' * full}{'·' * (_BAR - full)}] {self._headline(time.monotonic() - self._began)}"]
        for name, progress in list(self._running.items())[-_MOST_LINES:]:
            shown = self._console.words(self._names.get(name, name))
            lines.append(f"  {shown}: {progress_line(progress, self._console.lang)}")
        return Group(*(Line(line, no_wrap=True, overflow="ellipsis") for line in lines))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
