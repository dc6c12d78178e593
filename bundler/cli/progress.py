"""Progress of a solve on stderr: a live line in a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bundler.cli.console import Console
from bundler.i18n import Text
from bundler.verbs.progress_lines import progress_line

if TYPE_CHECKING:
    from bundler.solver import Progress

FIRST_PLAIN_SECONDS = 5.0
REPAINT_SECONDS = 0.2


class Display:
    """Shows progress while it is entered; shows nothing where the console is quiet.

    A stderr that breaks off is no reason to lose a solve: from then on nothing is shown.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.live: Any = None
        self.broken = console.quiet
        self.next_plain = FIRST_PLAIN_SECONDS
        self.next_paint = 0.0
        self.told: set[Text] = set()

    def __enter__(self) -> Display:
        if not self.broken and sys.stderr.isatty():
            from rich.console import Console as Terminal
            from rich.live import Live

            self.live = Live(console=Terminal(stderr=True), auto_refresh=False, transient=True)
            self.live.start()
        return self

    def show(self, progress: Progress | None) -> None:
        """Show where the solve is; called often, paints now and then."""
        if self.broken or progress is None:
            return
        try:
            if self.live is not None:
                self._paint(progress)
            elif progress.seconds >= self.next_plain:
                self.next_plain = 2 * max(self.next_plain, progress.seconds)
                self.console.say(progress_line(progress, self.console.lang))
        except OSError:
            self.broken = True

    def tell_once(self, text: Text) -> None:
        """Show a message above the progress, the first time it is given."""
        if self.broken or text in self.told:
            return
        self.told.add(text)
        try:
            if self.live is not None:
                self.live.console.print(self.console.words(text))
            else:
                self.console.say(text)
        except OSError:
            self.broken = True

    def _paint(self, progress: Progress) -> None:
        from rich.text import Text as Line

        if time.monotonic() >= self.next_paint:
            self.next_paint = time.monotonic() + REPAINT_SECONDS
            line = Line(progress_line(progress, self.console.lang), no_wrap=True, overflow="ellipsis")
            self.live.update(line, refresh=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live is not None:
            self.live.stop()
