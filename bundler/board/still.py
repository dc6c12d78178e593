"""Something to do once it has been still for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Still:
    """Does something, in a thread of its own, so many seconds after it was woken last.

    Args:
        seconds: how long it has to be still.
        act: what is done then.
    """

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self._seconds, self._act = seconds, act
        self._lock = threading.Lock()
        self._due = 0.0
        self._timer: threading.Timer | None = None
        self._closed = False

    def wake(self) -> None:
        """From here on it has to be still anew; costs next to nothing."""
        self._due = time.monotonic() + self._seconds
        with self._lock:
            if self._timer is None:
                self._wait(self._seconds)

    def close(self) -> None:
        """Do nothing any more."""
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()

    def _wait(self, seconds: float) -> None:
        if not self._closed:
            self._timer = threading.Timer(seconds, self._look)
            self._timer.daemon = True
            self._timer.start()

    def _look(self) -> None:
        with self._lock:
            left = self._due - time.monotonic()
            self._timer = None
            if left > 0:
                self._wait(left)
                return
        if not self._closed:
            self._act()
