"""How the program ends where a solve was left behind in its thread."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

from bundler.scenarios.work import THREAD_NAME


def leave(code: int) -> int:
    """End the program with this code: at once, where a solve was left behind in its thread."""
    if any(thread.name == THREAD_NAME for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    return code
