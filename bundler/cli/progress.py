"""Progress of a solve on stderr: a live line in a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bundler.cli.console import Console
from bundler.i18n import Text
from bundler.units import decimal

if TYPE_CHECKING:
    from bundler.solver import Progress

FIRST_PLAIN_SECONDS = 5.0
REPAINT_SECONDS = 0.2

PHASES = {
    "prepare": Text("preparing (first run only)", "voorbereiden (alleen de eerste keer)"),
    "enumerate": Text("listing possible jobs", "mogelijke banen opsommen"),
    "bound": Text("bounding what is possible", "begrenzen wat mogelijk is"),
    "improve": Text("improving the plan", "het plan verbeteren"),
    "prove": Text("proving", "bewijzen"),
    "finish": Text("making up the result", "het resultaat opmaken"),
}
_BEST = Text("best {value}", "beste {value}")
_BOUND = Text("bound {value}", "grens {value}")
_GAP = Text("gap {value} %", "verschil {value} %")
_JOBS = Text("{number} jobs", "{number} banen")


def progress_line(progress: Progress, lang: str) -> str:
    """Phase, seconds, best, bound, gap and jobs in one line."""
    phase = PHASES.get(progress.phase)
    parts = [phase(lang) if phase else progress.phase, f"{decimal(progress.seconds, lang, 0)} s"]
    best, bound = progress.best, progress.bound
    if best is not None:
        parts.append(_BEST(lang, value=decimal(best, lang)))
    if bound is not None:
        parts.append(_BOUND(lang, value=decimal(bound, lang)))
    if best is not None and bound is not None:
        parts.append(_GAP(lang, value=decimal(100 * abs(bound - best) / max(1.0, abs(bound)), lang)))
    if progress.jobs:
        parts.append(_JOBS(lang, number=progress.jobs))
    return "  ".join(parts)


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
