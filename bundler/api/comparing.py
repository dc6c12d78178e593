"""Several scenarios of the same data, or a grid of settings, solved beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from bundler.api.comparison import BASELINE, Comparison
from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.progress import Counted
from bundler.api.solving import stoppable
from bundler.api.sweep import Sweep
from bundler.api.wanted import StrPath, changes_wanted, mapping_wanted, path_wanted, values_wanted, wanted
from bundler.errors import UsageError
from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.domain import Problem as Data
    from bundler.domain import Result

_EITHER = Text(
    "Give scenarios or a grid, one of the two.", "Geef scenario's of een raster (grid), een van beide."
)
_TAKEN = Text(
    "'{name}' is what the problem itself is called here. Maybe give the scenario another name.",
    "'{name}' is hier de naam van het probleem zelf. Misschien het scenario anders noemen.",
)

Changes = Mapping[str, object]


@overload
def compare(
    problem: Problem | Plan,
    scenarios: Mapping[str, Problem | Plan | Changes],
    *,
    time_limit: float | None = None,
    workers: int | None = None,
    store: StrPath | None = None,
    cluster: str | None = None,
    progress: bool | None = None,
) -> Comparison: ...


@overload
def compare(
    problem: Problem | Plan,
    *,
    grid: Mapping[str, Sequence[object]],
    time_limit: float | None = None,
    workers: int | None = None,
    store: StrPath | None = None,
    cluster: str | None = None,
    progress: bool | None = None,
) -> Sweep: ...


def compare(
    problem: Problem | Plan,
    scenarios: Mapping[str, Problem | Plan | Changes] | None = None,
    *,
    grid: Mapping[str, Sequence[object]] | None = None,
    time_limit: float | None = None,
    workers: int | None = None,
    store: StrPath | None = None,
    cluster: str | None = None,
    progress: bool | None = None,
) -> Comparison | Sweep:
    """Solve the same data under several scenarios, or under every combination of some settings.

    They are solved beside each other. Ctrl-C ends it: what is under way keeps its best plan so far, what was
    not yet begun has none.

    Args:
        problem: the data, or a plan of them that was made already. With ``scenarios`` it is itself the first
            of them, called ``baseline``, with which the others are compared.
        scenarios: by name another problem, a plan that was made already, or the settings that differ from
            ``problem``, such as ``{"max_suppliers": 3}``.
        grid: by setting the values that it takes, such as ``{"max_suppliers": [1, 2, 3]}``. A setting is a
            rule, a weight, ``objective``, ``gap``, ``seed`` or ``plan_date``.
        time_limit: seconds for each; None: that of each scenario, and in a grid 5 or, with more than 60
            tasks, a second for every 12.
        workers: processor cores to use; None: as the problem says; 0 is all.
        store: folder in which finished ones are kept; the same call goes on from there.
        cluster: address of a dask scheduler to work on.
        progress: None shows a line in a notebook or a terminal; True and False always and never do.

    Returns:
        A ``Comparison`` of scenarios, or a ``Sweep`` of a grid; both have ``.frame``, ``.plans`` and
        ``.front()``. One without a plan is in it with the status ``none``.

    Raises:
        UsageError: a setting is not known or a value is not right, or there are neither scenarios nor a grid.
        OutputError: ``store`` cannot be written.
        ProofError: results contradict each other: a bug.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> plan = bd.solve(problem, time_limit=10)
        >>> comparison = bd.compare(plan, {"three": {"max_suppliers": 3}}, time_limit=10)
        >>> comparison.frame.scenario.tolist()
        ['baseline', 'three']

        A grid: ``bd.compare(problem, grid={"max_suppliers": [1, 2], "min_hours": [12, 16]})``.
    """
    wanted(problem, Problem, Plan)
    if scenarios is not None:
        mapping_wanted("scenarios", scenarios, '{"three": {"max_suppliers": 3}}')
    if grid is not None:
        mapping_wanted("grid", grid, '{"max_suppliers": [1, 2]}')
        values_wanted(grid)
    if (scenarios is None) == (grid is None):
        raise UsageError(_EITHER)
    solving = _Many(workers, store, cluster, progress)
    if grid is not None:
        return _sweep(problem.problem if isinstance(problem, Plan) else problem, grid, time_limit, solving)
    return _comparison(problem, scenarios or {}, time_limit, solving)


class _Many:
    """How many problems are solved."""

    def __init__(
        self, workers: int | None, store: StrPath | None, cluster: str | None, progress: bool | None
    ) -> None:
        self._workers, self._cluster, self._progress = workers, cluster, progress
        self._store = None if store is None else path_wanted("store", store, '"kept"')

    def solve(self, problems: Sequence[tuple[str, Data]]) -> list[Result | None]:
        from bundler.scenarios.run import solve_all
        from bundler.scenarios.store import Store
        from bundler.verbs.results import place_to_work

        workers = self._workers
        if workers is None:
            workers = max((data.scenario.solve.workers for _, data in problems), default=0)
        counted = Counted(len(problems), self._progress)
        with stoppable() as stop, place_to_work(self._cluster) as engine, counted as shown:
            return solve_all(
                problems,
                workers=workers,
                engine=engine,
                store=None if self._store is None else Store(self._store),
                on_done=lambda _name, _result: shown.done(),
                on_progress=lambda _name, _step: shown.tick(),
                stop=stop,
            )


def _comparison(
    base: Problem | Plan,
    scenarios: Mapping[str, Problem | Plan | Changes],
    seconds: float | None,
    many: _Many,
) -> Comparison:
    problem = base.problem if isinstance(base, Plan) else base
    if BASELINE in scenarios:
        raise UsageError(_TAKEN.fill(name=BASELINE))
    given: dict[str, Any] = {BASELINE: base, **scenarios}
    ready = {name: each.result for name, each in given.items() if isinstance(each, Plan)}
    problems = {name: _problem(problem, name, each) for name, each in given.items()}
    limited = {
        name: each if name in ready else each.with_options(time_limit=seconds)
        for name, each in problems.items()
    }
    todo = [(name, each.data) for name, each in limited.items() if name not in ready]
    solved = dict(zip((name for name, _ in todo), many.solve(todo), strict=True))
    return Comparison([(name, each, ready.get(name) or solved[name]) for name, each in limited.items()])


def _problem(problem: Problem, name: str, given: Problem | Plan | Changes) -> Problem:
    """A scenario as a problem."""
    if isinstance(given, Plan):
        return given.problem
    if isinstance(given, Problem):
        return given
    changes_wanted(name, given)
    from bundler.scenarios.grid import cells_of

    data = problem.data
    if given:
        cell = cells_of(data, _axes({key: [value] for key, value in given.items()}))[0]
        if cell.problem is None:
            raise UsageError(cell.why_not or Text(name, name))
        data = cell.problem
    scenario = data.scenario.model_copy(update={"name": name})
    return problem.of(data.model_copy(update={"scenario": scenario}))


def _axes(grid: Mapping[str, Sequence[object]]) -> list[Any]:
    """The axes of a grid.

    Raises:
        UsageError: a setting is not known, or a value is not right.
    """
    from bundler.io.cells import Wrong
    from bundler.io.scenario import as_written
    from bundler.scenarios.grid import make_axis, setting_of, wrong_value

    axes = []
    for name, values in grid.items():
        section, key = setting_of(name)
        written = [as_written(key, value) for value in values]
        for value in written:
            try:
                make_axis(name, [value])
            except Wrong as wrong:
                raise UsageError(wrong_value(f"{section}.{key}", value, wrong)) from None
        axes.append(make_axis(name, written))
    return axes


def _sweep(
    problem: Problem, grid: Mapping[str, Sequence[object]], seconds: float | None, many: _Many
) -> Sweep:
    from bundler.scenarios.grid import cells_of, limited
    from bundler.scenarios.table import table_of

    data = limited(problem.data, seconds)
    axes = _axes(grid)
    cells = cells_of(data, axes)
    asked = [(str(cell.number), cell.problem) for cell in cells if cell.problem is not None]
    results = zip(asked, many.solve(asked), strict=True)
    found = {int(number): result for (number, _), result in results if result is not None}
    return Sweep(problem, table_of(data, axes, cells, found))
