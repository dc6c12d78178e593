"""Time, the wish to stop, and what is reported on the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple


class Step(NamedTuple):
    """Where a proof is.

    Attributes:
        seconds: since the start.
        phase: ``list``, ``bound``, ``choose``.
        number: how many sets of tasks are known so far.
    """

    seconds: float
    phase: str
    number: int


class Stopped(Exception):
    """The time is up, or the user asked to stop."""


class Watch:
    """The clock of one proof.

    Args:
        time_limit: seconds; infinite is fine.
        stop: set from elsewhere to end the proof.
        on_step: called now and then with where the proof is.
    """

    def __init__(
        self,
        time_limit: float,
        stop: threading.Event | None = None,
        on_step: Callable[[Step], None] | None = None,
    ) -> None:
        self.started = time.monotonic()
        self._limit = time_limit
        self._stop = stop or threading.Event()
        self._on_step = on_step

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self._limit - self.seconds)

    @property
    def by_user(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Go on, or not.

        Raises:
            Stopped: the time is up, or the user asked to stop.
        """
        if self._stop.is_set() or self.seconds >= self._limit:
            raise Stopped

    def step(self, phase: str, number: int) -> None:
        """Report where the proof is, and ``check``."""
        self.check()
        if self._on_step is not None:
            self._on_step(Step(self.seconds, phase, number))
