"""Run a suite: each solver on each instance in a process of its own, checked by the plain rules."""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundler.bench.child import WARM_UP
from bundler.bench.machine import machine, versions
from bundler.bench.peers import BUNDLER, missing
from bundler.bench.process import run_process
from bundler.bench.results import Bench, Row, Step, contradictions, finite, gap_of
from bundler.domain.scenario import Objective
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.bench.suites import Case
    from bundler.domain import Problem, Session


_WARM_UP_SECONDS = 600
_OPEN = Text(
    "plan: {task}: {placed} of {offered} sessions placed",
    "plan: {task}: {placed} van {offered} blokken geplaatst",
)


@dataclass(frozen=True)
class Settings:
    """What to run.

    Attributes:
        seconds: time limit of each run.
        solvers: bundler and peers, by name, in the order in which they run.
        prove: whether to let the second proof judge bundler's plans.
    """

    suite: str
    cases: Sequence[Case]
    seconds: float
    solvers: Sequence[str]
    objective: Objective
    prove: bool = False
    lang: Lang = "en"

    def document(self) -> dict[str, Any]:
        """The settings as they stand in results.json."""
        return {
            "seconds": self.seconds,
            "solvers": list(self.solvers),
            "objective": self.objective,
            "instances": [case.name for case in self.cases],
            "prove": self.prove,
        }


def run(
    settings: Settings,
    stop: threading.Event,
    tell: Callable[[Row], None],
    keep: Callable[[Bench], None],
) -> Bench:
    """Run everything, one run after the other so that each has the machine to itself.

    Args:
        settings: what to run.
        stop: set from another thread or a signal: the run under way is ended and left out.
        tell: is given each row once it is there.
        keep: is given all there is after each instance, to save it.
    """
    bench = Bench(
        settings.suite,
        settings.document(),
        datetime.now(UTC).isoformat(timespec="seconds"),
        versions(),
        machine(),
    )
    if BUNDLER in settings.solvers and not stop.is_set():
        _warm_up(stop)
    for case in settings.cases:
        with tempfile.TemporaryDirectory(prefix="bundler-bench-", ignore_cleanup_errors=True) as temporary:
            for row in _rows(case, settings, Path(temporary), stop):
                tell(row)
                bench = replace(bench, rows=(*bench.rows, row))
        if stop.is_set():
            break
        bench = replace(bench, problems=tuple(contradictions(bench.rows, settings.lang)))
        keep(bench)
    return replace(
        bench, problems=tuple(contradictions(bench.rows, settings.lang)), complete=not stop.is_set()
    )


def _warm_up(stop: threading.Event) -> None:
    """Let the kernels be compiled before anything is measured; a failure shows in the runs that follow."""
    with tempfile.TemporaryDirectory(prefix="bundler-bench-", ignore_cleanup_errors=True) as temporary:
        command = [sys.executable, "-m", "bundler.bench.child", "--solver", WARM_UP]
        run_process(command, Path(temporary) / "log", _WARM_UP_SECONDS, stop)


def _rows(case: Case, settings: Settings, folder: Path, stop: threading.Event) -> Iterator[Row]:
    from bundler.io.write_problem import write_folder

    problem = case.make()
    write_folder(problem, folder / "data")
    for solver in settings.solvers:
        row = Row(
            settings.suite,
            case.name,
            case.group,
            case.tasks,
            case.seed,
            case.tight,
            settings.objective,
            solver,
            "not run",
            optimum=case.optimum,
        )
        why = missing(solver, settings.objective)
        if why is not None:
            yield replace(row, note=why(settings.lang))
            continue
        row, plan = measure(row, problem, folder, settings.seconds, stop, settings.lang)
        if stop.is_set():
            return
        if plan is not None and settings.prove:
            from bundler.bench.proof import second_proof

            row = second_proof(row, folder, plan, settings.seconds, stop)
            if stop.is_set():
                return
        yield row


def measure(
    row: Row, problem: Problem, folder: Path, seconds: float, stop: threading.Event, lang: Lang = "en"
) -> tuple[Row, dict[str, Any] | None]:
    """Run one solver and judge what it gives; also the contents of plan.json, where it makes one."""
    record = folder / f"{row.solver}.jsonl"
    command = [
        *(sys.executable, "-m", "bundler.bench.child", "--solver", row.solver),
        *("--data", str(folder / "data"), "--objective", row.objective),
        *("--time", f"{seconds:g}", "--record", str(record), "--began", repr(time.time())),
    ]
    # reading a large instance and building a model take their time; who is far over it is ended
    code, took, last_words = run_process(command, folder / f"{row.solver}.log", 2 * seconds + 120, stop)
    steps, end = _read_record(record)
    row = replace(row, seconds=round(took, 2), steps=steps)
    if end is None:
        return replace(row, status="failed" if code else "stopped", note=last_words), None
    note = Text(*end.get("note", ("", "")))(lang)
    row = replace(row, status=end["status"], memory_mb=end.get("memory_mb"), note=note)
    return judge(row, problem, end, lang), end.get("plan")


def judge(row: Row, problem: Problem, end: dict[str, Any], lang: Lang = "en") -> Row:
    """What the run came to: worth and broken rules by the plain rules, whatever the solver says."""
    from bundler.io.planclaims import first_level, worth
    from bundler.rules import plan_violations, round_points

    bound = finite(end.get("bound"))
    if end.get("rosters") is None:
        return replace(row, bound=bound)
    rosters = {job_id: _sessions(roster) for job_id, roster in end["rosters"].items()}
    broken = tuple(
        f"{job_id or 'plan'}: {verdict.code}: {verdict.text(lang)}"
        for job_id, verdicts in plan_violations(problem, rosters).items()
        for verdict in verdicts
    )
    known = all(s.task_id in problem.task_by_id for roster in rosters.values() for s in roster)
    if row.objective == "fewest-jobs":
        broken += _not_whole(problem, rosters, lang)
    row = replace(row, bound=bound, jobs=len(rosters), violations=broken)
    if known:
        really = worth(problem, rosters.values())
        really = really._replace(score=round_points(really.score))
        first: float = getattr(really, first_level(row.objective))
        row = replace(row, score=really.score, first=first, hours=round(really.hours, 4))
    return replace(
        row,
        gap=gap_of(row.first, bound),
        steps=(*row.steps, (row.seconds or 0.0, row.first, bound)),
    )


def _not_whole(problem: Problem, rosters: dict[str, list[Session]], lang: Lang) -> tuple[str, ...]:
    """Under fewest-jobs every task is placed whole."""
    from bundler.io.planclaims import left_open
    from bundler.rules import left_over

    left = left_over(problem, rosters.values())
    offered = {task_id: problem.task_by_id[task_id].sessions_offered for task_id in left}
    return tuple(
        _OPEN(lang, task=task_id, placed=offered[task_id] - left[task_id], offered=offered[task_id])
        for task_id in left_open(problem, rosters.values())
    )


def _sessions(roster: list[list[Any]]) -> list[Session]:
    from bundler.domain import Session

    return [Session(day=day, start=start, end=end, task_id=task) for day, start, end, task in roster]


def _read_record(file: Path) -> tuple[tuple[Step, ...], dict[str, Any] | None]:
    steps: list[Step] = []
    end = None
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError:
        return (), None
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the process was ended while it wrote this
        if "step" in entry:
            seconds, value, bound = entry["step"]
            steps.append((seconds, finite(value), finite(bound)))
        end = entry.get("end", end)
    return tuple(steps), end
