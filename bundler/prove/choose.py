"""The best choice among some sets, by an integer program that another solver proves."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from bundler.prove.model import Model
from bundler.prove.sets import Ints
from bundler.prove.watch import Watch

POLL_SECONDS = 0.05
GRACE_SECONDS = 1.0


class Chosen(NamedTuple):
    """What came out of an integer program.

    Attributes:
        bound: no choice among the sets counts for more; None where that is not known.
        value: what the choice counts for; None where none was found.
        sets: the chosen sets of the table, each with how often; empty where none was found.
    """

    bound: float | None
    value: float | None
    sets: tuple[tuple[int, int], ...]


def choose(model: Model, rows: Ints, watch: Watch) -> Chosen:
    """The best choice among these sets.

    Raises:
        Stopped: the user asked to stop, or the time ran out before there was a bound.
    """
    watch.step("choose", len(rows))
    values, often = model.values(), model.often()
    program = {
        "rows": [
            [None if row.sense == "<=" else row.right, None if row.sense == ">=" else row.right]
            for row in model.rows
        ],
        "columns": [[float(values[row]), float(often[row]), model.entries(int(row))] for row in rows],
        "seconds": None if watch.left == float("inf") else max(0.1, watch.left - GRACE_SECONDS),
    }
    answer = _ask(json.dumps(program) + "\n", watch)
    chosen = tuple((int(rows[at]), times) for at, times in answer["chosen"])
    return Chosen(answer["bound"], answer["value"], chosen)


def _ask(program: str, watch: Watch) -> dict[str, Any]:
    """Have a process of its own solve it; it is ended when the watch says so."""
    with tempfile.TemporaryFile() as output:
        # A session of its own: Ctrl-C is for us, and we end the process ourselves.
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert process.stdin is not None
        try:
            # a process that ends early breaks the pipe; that it gave no answer shows below
            with contextlib.suppress(OSError):
                process.stdin.write(program.encode())
                process.stdin.flush()
            while True:
                try:
                    process.wait(POLL_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    watch.check()
        finally:
            process.kill()
            process.wait()
            with contextlib.suppress(OSError):
                process.stdin.close()
        output.seek(0)
        lines = output.read().decode(errors="replace").strip().splitlines()
    try:
        answer: dict[str, Any] = json.loads(lines[-1])
    except (IndexError, ValueError):
        return {"value": None, "bound": None, "chosen": []}
    return answer
