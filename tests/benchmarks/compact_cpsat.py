"""A compact CP-SAT model beside bundler's solver, on the same contract.

``python tests/benchmarks/compact_cpsat.py --tasks 60 --seed 1 --time 60``: both run as a process of
their own and are timed whole; both plans are held against ``bundler.rules``. The model is in
``compact_model``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bundler.domain import Problem
from bundler.generate import generate
from bundler.rules import plan_score, plan_violations
from tests.benchmarks.compact_model import Compact


def _with_limit(problem: Problem, seconds: float) -> Problem:
    options = problem.scenario.solve.model_copy(update={"time_limit": seconds})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def _run(options: argparse.Namespace, began: float) -> dict[str, Any]:
    """One solver on the instance: what it found, verified by the rules."""
    problem = generate(options.tasks, sites=options.sites, seed=options.seed, tight=options.tight)
    rosters: dict[str, Any] | None
    if options.only == "compact":
        model = Compact(problem, options.slots)
        left = options.time - (time.perf_counter() - began)
        rosters, bound = model.solve(left, options.seed)
    else:
        from bundler.solver import solve

        result = solve(_with_limit(problem, options.time))
        rosters, bound = {job.job_id: job.roster for job in result.jobs}, result.first.bound
    if rosters is None:
        return {"score": None, "bound": bound, "jobs": 0, "violations": 0}
    wrong = plan_violations(problem, rosters)
    return {
        "score": plan_score(problem, rosters.values()),
        "bound": bound,
        "jobs": len(rosters),
        "violations": sum(map(len, wrong.values())),
    }


def _line(name: str, found: dict[str, Any], seconds: float) -> str:
    score, bound = found["score"], found["bound"]
    gap = None if score is None or bound is None else abs(bound - score) / max(1.0, abs(bound))
    numbers = [
        "–" if score is None else f"{score:.2f}",
        "–" if bound is None else f"{bound:.2f}",
        "–" if gap is None else f"{gap:.2%}",
    ]
    return (
        f"{name:8} {numbers[0]:>10} {numbers[1]:>10} {numbers[2]:>8} {found['jobs']:5d} {seconds:8.1f} s"
        + (f"  {found['violations']} rules broken" if found["violations"] else "")
    )


def main() -> int:
    """Run both, or with ``--only`` one in this process."""
    began = time.perf_counter()
    parser = argparse.ArgumentParser(
        description="A compact CP-SAT model beside bundler's solver, on invented data."
    )
    parser.add_argument("--tasks", type=int, default=30)
    parser.add_argument("--sites", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time", type=float, default=60, help="seconds for each, model building included")
    parser.add_argument("--tight", action="store_true", help="strict rules")
    parser.add_argument(
        "--slots", type=int, help="fewer job slots than could be needed: its bound is then no proof"
    )
    parser.add_argument(
        "--only", choices=("compact", "bundler"), help="one of the two, in this process, as JSON"
    )
    options = parser.parse_args()
    if options.only:
        print(json.dumps(_run(options, began)))
        return 0
    print(f"{'':8} {'score':>10} {'bound':>10} {'gap':>8} {'jobs':>5} {'process':>10}")
    failed = False
    for name in ("compact", "bundler"):
        start = time.perf_counter()
        command = [sys.executable, __file__, *sys.argv[1:], "--only", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        seconds = time.perf_counter() - start
        if done.returncode:
            print(f"{name:8} failed with exit code {done.returncode}")
            failed = True
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        failed |= bool(found["violations"])
        print(_line(name, found, seconds), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
