"""A child process that can be ended at any time, by the clock or by the user."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

_POLL_SECONDS = 0.05
_LAST_WORDS = 400


def run_process(
    command: list[str], log: Path, most_seconds: float, stop: threading.Event, output: Path | None = None
) -> tuple[int, float, str]:
    """Run a command to its end, the time limit or the wish to stop: exit code, seconds, last words.

    It gets a session of its own, so that Ctrl-C reaches this process only.

    Args:
        command: what to run.
        log: file for its messages, on stderr.
        most_seconds: it is ended when it takes longer.
        stop: when set, it is ended.
        output: file for its stdout.
    """
    began = time.perf_counter()
    with log.open("wb") as errors, (output or Path(os.devnull)).open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            start_new_session=True,
        )
        ended = False
        try:
            while process.poll() is None:
                ended = stop.is_set() or time.perf_counter() - began > most_seconds
                if ended:
                    break
                time.sleep(_POLL_SECONDS)
        finally:
            if process.poll() is None:
                _end(process)
    took = time.perf_counter() - began
    if ended:
        return 0, took, "ended from outside"
    return process.returncode, took, _last_words(log) or f"exit code {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _last_words(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return lines[-1][:_LAST_WORDS] if lines else ""
