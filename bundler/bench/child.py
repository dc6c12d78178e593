"""One run of one solver on one instance, in a process of its own: ``python -m bundler.bench.child``.

What happens is written line by line, as JSON, to a file, so that it is not lost when the process is
ended: ``{"step": [seconds, value, bound]}`` and at the end ``{"end": {…}}``. Seconds count from the
moment the parent started the process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from bundler.bench.machine import cores, peak_memory_mb
from bundler.bench.peers import BUNDLER, PEERS, solver_of
from bundler.bench.peers.peer import Outcome, TooLarge, Trace
from bundler.domain import Session

WARM_UP = "warm-up"


def main(argv: Sequence[str] | None = None) -> int:
    """Solve one instance and record it; gives the exit code."""
    parser = argparse.ArgumentParser(description="One run of one solver, for `bundler bench`.")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--solver", choices=(BUNDLER, *PEERS, WARM_UP), required=True)
    parser.add_argument("--objective", default="balanced")
    parser.add_argument("--time", type=float, default=60)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--began", type=float, default=time.time(), help="time.time() when it was started")
    options = parser.parse_args(argv)
    if options.solver == WARM_UP:
        return _warm_up()
    with options.record.open("w", encoding="utf-8", buffering=1) as record:
        _write(record, {"end": _run(options, record)})
    return 0


def _run(options: argparse.Namespace, record: TextIO) -> dict[str, Any]:
    from bundler.io import read_problem

    problem, _ = read_problem(
        options.data,
        overrides={
            "solve": {
                "objective": options.objective,
                "time_limit": options.time,
                "gap": 0,
                "workers": cores(),
            }
        },
    )
    read = time.time() - options.began

    def tell(seconds: float, value: float | None, bound: float | None) -> None:
        _write(record, {"step": [round(read + seconds, 3), value, bound]})

    trace = Trace(options.time, cores(), tell)
    try:
        outcome = solver_of(options.solver)(problem, trace)
    except TooLarge as error:
        return {"status": "too large", "note": error.text, "memory_mb": peak_memory_mb()}
    return {
        "status": _status(outcome),
        "rosters": _plain(outcome.rosters),
        "bound": outcome.bound,
        "note": outcome.note,
        "plan": outcome.plan,
        "solve_seconds": round(trace.seconds, 3),
        "memory_mb": peak_memory_mb(),
    }


def _status(outcome: Outcome) -> str:
    if outcome.rosters is None:
        return "none"
    return "optimal" if outcome.proved else "feasible"


def _plain(rosters: Mapping[str, Sequence[Session]] | None) -> dict[str, list[list[Any]]] | None:
    if rosters is None:
        return None
    return {
        job_id: [[session.day, session.start, session.end, session.task_id] for session in roster]
        for job_id, roster in rosters.items()
    }


def _write(record: TextIO, document: object) -> None:
    record.write(json.dumps(document) + "\n")
    record.flush()


def _warm_up() -> int:
    """Compile bundler's kernels, once in the life of an installation: no run should pay for it."""
    from bundler.generate import generate
    from bundler.solver import solve

    solve(generate(8, seed=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
