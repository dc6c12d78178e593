"""The compact CP-SAT model as a peer: all cores, and the greedy's plan to begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bundler.bench.peers.greedy import solve as greedy
from bundler.bench.peers.model import POINT, Compact
from bundler.bench.peers.peer import Outcome, TooLarge, Trace
from bundler.domain import Problem, Session
from bundler.i18n import Text
from bundler.rules import plan_score

MOST_LITERALS = 4_000_000
_SIZE = Text("{variables} variables, {rows} constraints", "{variables} variabelen, {rows} beperkingen")
_NOTHING = Text(
    "{size}; no plan of its own: that of the greedy, with which it began, is given",
    "{size}; geen eigen plan: dat van de greedy, waarmee het begon, staat er",
)
_TOO_LARGE = Text(
    "the model would have about {millions} million literals",
    "het model zou ongeveer {millions} miljoen literals hebben",
)
_SHARE_FOR_START = 0.1


def build(problem: Problem, trace: Trace) -> tuple[Compact, dict[str, Sequence[Session]], list[int] | None]:
    """The model, a plan to begin with, and the values of all variables in that plan (None: not found).

    Raises:
        TooLarge: the model would have more literals than fit in memory.
    """
    size = Compact.literals(problem)
    if size > MOST_LITERALS:
        raise TooLarge(_TOO_LARGE.fill(millions=round(size / 1e6)))
    start = greedy(problem, Trace(_SHARE_FOR_START * trace.limit, 1, lambda *_: None)).rosters or {}
    trace.step(plan_score(problem, start.values()), None)
    model = Compact(problem)
    return model, dict(start), _complete(model, start, trace)


def _complete(model: Compact, rosters: Mapping[str, Sequence[Session]], trace: Trace) -> list[int] | None:
    """The values of all variables where the plan is this one."""
    narrowed = model.model.clone()
    for constraint in model.fix(rosters):
        narrowed.add(constraint)
    solver = model.cp.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.5, 0.1 * trace.left)
    solver.parameters.num_workers = trace.cores
    if solver.solve(narrowed) not in (model.cp.OPTIMAL, model.cp.FEASIBLE):
        return None
    return list(solver.response_proto.solution)


def solve(problem: Problem, trace: Trace) -> Outcome:
    """The best plan within the time limit, with CP-SAT's bound."""
    model, start, values = build(problem, trace)
    hinted = model.model
    if values is not None:
        for index, value in enumerate(values):
            hinted.add_hint(hinted.get_int_var_from_proto_index(index), value)
    solver = model.cp.CpSolver()
    solver.parameters.max_time_in_seconds = max(1.0, trace.left)
    solver.parameters.num_workers = trace.cores
    best: list[float | None] = [None, None]

    class Watcher(model.cp.CpSolverSolutionCallback):  # type: ignore[misc,name-defined]
        def on_solution_callback(self) -> None:
            best[0] = round(self.objective_value / POINT, 4)
            trace.step(*best)

    def bounded(bound: float) -> None:
        best[1] = round(bound / POINT, 4)
        trace.step(*best)

    solver.best_bound_callback = bounded
    status = solver.solve(hinted, Watcher())
    note = size_note(*model.size())
    bound = solver.best_objective_bound / POINT if best[1] is not None else None
    if status not in (model.cp.OPTIMAL, model.cp.FEASIBLE):
        return Outcome(start or None, bound, note=nothing_note(note))
    found = better(problem, start, model.rosters(solver.value))
    return Outcome(found, bound, status == model.cp.OPTIMAL, note)


def size_note(variables: int, rows: int) -> Text:
    """How large a model is, in words."""
    return _SIZE.fill(variables=variables, rows=rows)


def nothing_note(size: Text) -> Text:
    """That a model came to no plan."""
    return _NOTHING.fill(size=size)


def better(
    problem: Problem, start: Mapping[str, Sequence[Session]], found: Mapping[str, Sequence[Session]]
) -> Mapping[str, Sequence[Session]]:
    """The plan that is worth more: where the start was not taken up, what was found can be worth less."""
    return max(found, start, key=lambda rosters: plan_score(problem, rosters.values()))
