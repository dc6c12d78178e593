"""Solve, with progress where somebody looks and the best plan so far where somebody stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from signal import SIGINT
from typing import TYPE_CHECKING

from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.progress import display_for
from bundler.api.wanted import StrPath, plan_path, wanted
from bundler.verbs.beside import interruptible, solve_from

if TYPE_CHECKING:
    from bundler.domain.scenario import Objective
    from bundler.io.planread import PlanFile
    from bundler.solver import Progress


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that Ctrl-C, a notebook's stop button or an error sets, so that no search goes on unseen."""
    with interruptible([SIGINT]) as stop:
        try:
            yield stop
        except BaseException:
            stop.set()
            raise


def solve(
    problem: Problem,
    *,
    objective: Objective | None = None,
    time_limit: float | None = None,
    gap: float | None = None,
    seed: int | None = None,
    workers: int | None = None,
    start: Plan | StrPath | None = None,
    cluster: str | None = None,
    progress: bool | Callable[[Progress], object] | None = None,
) -> Plan:
    """The best plan, with proof of how good it is.

    Ctrl-C or the stop button of a notebook ends the search and gives the best plan so far, with
    ``stopped_by`` ``user``; a second time breaks it off.

    Args:
        problem: the data and the scenario. The options below win over those of the scenario.
        objective: ``balanced``, ``most-hours``, ``most-jobs`` or ``fewest-jobs``.
        time_limit: seconds.
        gap: stop once this close to the bound; 0.01 is 1 %, 0 the very best.
        seed: start of the random numbers; the same one gives the same plan where it ends by proof or gap.
        workers: processor cores; 0 is all.
        start: a plan, or the path of a plan.json, to begin with; the plan is never worth less than that.
        cluster: address of a dask scheduler to work on, such as ``tcp://10.0.0.5:8786``.
        progress: None shows a line in a notebook or a terminal; True and False always and never do; a
            function is called with each step (a ``Progress`` with ``seconds``, ``phase``, ``best``,
            ``bound`` and ``jobs``).

    Returns:
        The plan; there is always one in it.

    Raises:
        NoPlan: no plan exists under these rules, or none was found before the end; the text says which.
        DataRefused: the plan to start with breaks a rule; ``findings`` says which.
        UsageError: an option has no right value, or a path or the cluster cannot be used.
        ProofError: the checker contradicts the solver: a bug.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.generate(12, seed=1), time_limit=10)
        >>> plan.status
        'optimal'
    """
    wanted(problem, Problem)
    from bundler.verbs.results import place_to_work

    options = {"objective": objective, "time_limit": time_limit, "gap": gap, "seed": seed, "workers": workers}
    asked = problem.with_options(**options)  # type: ignore[arg-type]  # each has its own type above
    given = None if start is None else _start(asked, start)
    steps: list[Progress] = []
    with stoppable() as stop, place_to_work(cluster) as engine:
        result = solve_from(asked.data, stop, display_for(progress, steps), given, engine, steps.append)
    return Plan(asked, result, steps)


def _start(problem: Problem, start: Plan | StrPath) -> PlanFile:
    from bundler.io.plancheck import as_file
    from bundler.io.planread import read_plan
    from bundler.verbs.given import hold_given

    plan = as_file(start.result) if isinstance(start, Plan) else read_plan(plan_path(start))
    return hold_given(problem.data, plan)
