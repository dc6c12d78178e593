"""Timefold for Python as a peer: constraint streams over copies of tasks, begun from the greedy's plan."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from bundler.bench.peers.greedy import solve as greedy
from bundler.bench.peers.peer import Outcome, Trace
from bundler.bench.peers.timefold_facts import POINT, Copy, assignment, copies, limits
from bundler.bench.peers.timetable import Timetable
from bundler.domain import Problem, Session
from bundler.i18n import Text
from bundler.rules import plan_score, plan_violations, violations

_SHARE_FOR_START = 0.1
_FINE = 5
_NOTE = Text(
    "{copies} copies, {slots} job slots; its own score {score}",
    "{copies} kopieën, {slots} plaatsen voor banen; eigen score {score}",
)
_NOTHING = Text(
    "{note}; nothing better than the plan it began with",
    "{note}; niets beters dan het plan waarmee het begon",
)


def solve(problem: Problem, trace: Trace) -> Outcome:
    """The best plan within the time limit; Timefold proves nothing."""
    start = greedy(problem, Trace(_SHARE_FOR_START * trace.limit, 1, lambda *_: None)).rosters or {}
    best = plan_score(problem, start.values())
    trace.step(best, None)
    from timefold.solver import SolverFactory
    from timefold.solver.config import (
        Duration,
        EnvironmentMode,
        ScoreDirectorFactoryConfig,
        SolverConfig,
        TerminationConfig,
    )

    from bundler.bench.peers import timefold_model as model

    found = copies(problem)
    rules = limits(problem)
    used = assignment(found, start)
    slots = [model.Slot(number) for number in range(len(start) + max(2, len(start) // 4))]
    holdings = []
    for number, copy in enumerate(found):
        job, days = used.get(number, (None, copy.patterns[-1]))
        values = copy._asdict()
        del values["task_id"]
        holdings.append(
            model.Holding(
                number=number, limits=rules, slot=None if job is None else slots[job], days=days, **values
            )
        )
    config = SolverConfig(
        solution_class=model.Plan,
        entity_class_list=[model.Holding],
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=0,
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=model.constraints
        ),
        # Counts from when it begins to search: starting Java and translating the model come on top.
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=math.ceil(1000 * (1 - _SHARE_FOR_START) * trace.limit))
        ),
    )
    solver = SolverFactory.create(config).build_solver()

    def note_step(event: Any) -> None:
        score = event.new_best_score
        if score.hard_score == 0:
            trace.step(max(best, round(score.soft_score / POINT, 2)), None)

    solver.add_event_listener(note_step)
    solution = solver.solve(model.Plan(slots, holdings))
    timetable = Timetable(problem, _FINE)
    rosters = decode(problem, timetable, found, ((h.slot, h.days) for h in solution.holdings))
    note = _NOTE.fill(copies=len(found), slots=len(slots), score=solution.score)
    if plan_violations(problem, rosters) or plan_score(problem, rosters.values()) < best:
        return Outcome(start, note=_NOTHING.fill(note=note))
    return Outcome(rosters, note=note)


def decode(
    problem: Problem, timetable: Timetable, found: list[Copy], chosen: Iterable[tuple[Any, int]]
) -> dict[str, list[Session]]:
    """The plan's rosters: each job's copies on their days, laid out anew; what is no job is left out."""
    jobs: dict[int, dict[str, tuple[int, ...]]] = {}
    for copy, (slot, bits) in zip(found, chosen, strict=True):
        if slot is not None:
            days = tuple(day for day in range(7) if bits >> day & 1)
            jobs.setdefault(slot.number, {})[copy.task_id] = days
    rosters = {}
    for number, held in sorted(jobs.items()):
        week = timetable.week(held)
        if week is not None and not violations(problem, week[1]):
            rosters[f"J{number + 1:03d}"] = week[1]
    return rosters
