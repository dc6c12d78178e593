"""Many scenarios at once: whatever happens to the workers the results are those of solving one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

import bundler.solver
from bundler.domain import Problem, Result
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.scenarios import crew, run, work
from bundler.scenarios.run import solve_all
from bundler.scenarios.store import Store, key_of
from bundler.solver import Progress
from bundler.solver.engine import Beside, stop_work
from tests.scenarios.grids import cells, hard_problem, opened, problem_of, solved, under

Asked = list[tuple[str, Problem]]


@pytest.fixture(scope="module")
def asked() -> Asked:
    return [(str(cell.number), cell.problem) for cell in cells() if cell.problem is not None]


@pytest.fixture(scope="module")
def alone() -> list[Result]:
    return list(solved().values())


def same(results: list[Result | None], others: list[Result]) -> bool:
    assert all(result is not None for result in results)
    return [(r.status, r.levels, r.plan, r.scenario) for r in results if r is not None] == [
        (r.status, r.levels, r.plan, r.scenario) for r in others
    ]


class Mortal(crew._Process):
    """A worker process; the first so many are killed when they have got a scenario."""

    deaths = 0

    def ask(self, order: tuple[object, ...], tell: crew.Tell) -> work.Solved | None:
        if order[0] == "solve" and Mortal.deaths > 0:
            Mortal.deaths -= 1
            self._process.kill()
        return super().ask(order, tell)


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> type[Mortal]:
    monkeypatch.setattr(crew, "_Process", Mortal)
    return Mortal


@pytest.fixture
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(crew, "_Process", none)


def test_neither_one_process_nor_order_changes_the_results(asked: Asked, alone: list[Result]) -> None:
    assert same(solve_all(asked[::-1], workers=1)[::-1], alone)


def test_more_processors_than_scenarios_change_no_result(asked: Asked, alone: list[Result]) -> None:
    assert same(solve_all(asked[:2], workers=5), alone[:2])


def test_a_worker_that_is_killed_loses_nothing(
    asked: Asked, alone: list[Result], mortal: type[Mortal]
) -> None:
    mortal.deaths = 3
    told: list[str] = []
    assert same(solve_all(asked, workers=2, on_done=lambda name, _: told.append(name)), alone)
    assert sorted(told) == ["1", "2", "3", "4"]
    assert mortal.deaths == 0


def test_a_scenario_that_always_kills_its_worker_is_given_up_and_the_others_are_solved(
    asked: Asked, alone: list[Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Poisoned(crew._Process):
        def ask(self, order: tuple[object, ...], tell: crew.Tell) -> work.Solved | None:
            if len(order) > 1 and order[1].scenario.name == alone[1].scenario:  # type: ignore[attr-defined]
                self._process.kill()
            return super().ask(order, tell)

    monkeypatch.setattr(crew, "_Process", Poisoned)
    results = solve_all(asked[:2], workers=1)
    assert results[1] is None
    assert same(results[:1], alone[:1])


def test_what_is_in_the_store_is_not_solved_again(
    asked: Asked, alone: list[Result], tmp_path: Path, mortal: type[Mortal], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    for (_, problem), result in zip(asked[:3], alone, strict=False):
        store.put(problem, result)
    given: list[str] = []
    ask = Mortal.ask

    def noted(process: Mortal, order: tuple[Any, ...], tell: crew.Tell) -> work.Solved | None:
        if order[0] == "solve":
            given.append(order[1].scenario.name)
        return ask(process, order, tell)

    monkeypatch.setattr(Mortal, "ask", noted)
    found: list[int] = []
    assert same(solve_all(asked, workers=1, store=store, on_found=found.append), alone)
    assert found == [3]
    assert given == [problem.scenario.name for _, problem in asked[3:]]
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.usefixtures("no_processes")
def test_when_all_is_in_the_store_no_process_is_started(
    asked: Asked, alone: list[Result], tmp_path: Path
) -> None:
    store = Store(tmp_path)
    for (_, problem), result in zip(asked, alone, strict=True):
        store.put(problem, result)
    told: list[str] = []
    assert same(solve_all(asked, store=store, on_done=lambda name, _: told.append(name)), alone)
    assert told == ["1", "2", "3", "4"]


def test_a_scenario_is_stored_before_it_is_told_of(asked: Asked, tmp_path: Path) -> None:
    there: list[bool] = []
    paths = {name: tmp_path / f"{key_of(problem)}.json" for name, problem in asked}
    solve_all(
        asked[:1],
        workers=1,
        store=Store(tmp_path),
        on_done=lambda name, _: there.append(paths[name].exists()),
    )
    assert there == [True]


def test_the_same_scenario_under_two_names_is_solved_once(
    asked: Asked, alone: list[Result], mortal: type[Mortal], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = asked[0][1]
    twin = problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"name": "twin"})})
    given: list[object] = []
    ask = Mortal.ask

    def noted(process: Mortal, order: tuple[Any, ...], tell: crew.Tell) -> work.Solved | None:
        given.extend(order[1:])
        return ask(process, order, tell)

    monkeypatch.setattr(Mortal, "ask", noted)
    results = solve_all([asked[0], ("twin", twin)], workers=2)
    assert len(given) == 1
    assert [result.scenario for result in results if result is not None] == [alone[0].scenario, "twin"]


def test_cores_are_divided_over_few_scenarios(asked: Asked) -> None:
    def shares(scenarios: int, workers: int) -> list[int]:
        many = run._Many(asked[:scenarios], None, None, None, None, threading.Event())
        todo = list(range(scenarios))
        return [many._with_cores(at, todo, workers).scenario.solve.workers for at in todo]

    assert shares(2, 5) == [3, 2]
    assert shares(3, 2) == [1, 1, 1]


def test_progress_is_told_by_name_and_without_what_cannot_travel() -> None:
    steps: list[tuple[str, Progress]] = []
    stop = threading.Event()

    def note(name: str, progress: Progress) -> None:
        steps.append((name, progress))
        if progress.best is not None:
            stop.set()

    (result,) = solve_all([("it", hard_problem(900.0))], workers=1, on_progress=note, stop=stop)
    assert result is not None
    assert {name for name, _ in steps} == {"it"}
    assert all(progress.so_far is None for _, progress in steps)


def test_a_stop_keeps_what_is_finished_and_the_best_plan_of_what_is_under_way(
    asked: Asked, alone: list[Result], tmp_path: Path
) -> None:
    hard = hard_problem(900.0)
    stop = threading.Event()

    def seen(name: str, progress: Progress) -> None:
        if name == "hard" and progress.best:
            stop.set()

    given = [asked[0], ("hard", hard), asked[1]]
    results = solve_all(given, workers=1, store=Store(tmp_path), on_progress=seen, stop=stop)
    assert same(results[:1], alone[:1])
    assert results[1] is not None
    assert (results[1].stopped_by, bool(results[1].plan)) == ("user", True)
    assert results[2] is None
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("no_processes")
def test_a_stop_before_the_start_solves_nothing(asked: Asked) -> None:
    stop = threading.Event()
    stop.set()
    assert solve_all(asked, stop=stop) == [None] * 4


def test_what_the_work_itself_raises_comes_through_in_both_languages(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pickled as a worker process would send it."""
    from bundler.scenarios.worker import portable

    error = portable(ProofError(Text("a bug", "een fout")))

    class Failing(crew._Process):
        def ask(self, order: tuple[object, ...], tell: crew.Tell) -> work.Solved | None:
            import pickle

            raise pickle.loads(pickle.dumps(error))

    monkeypatch.setattr(crew, "_Process", Failing)
    with pytest.raises(ProofError) as raised:
        solve_all(asked, workers=1)
    assert raised.value.text == Text("a bug", "een fout")


class Fragile(ThreadPoolExecutor):
    """An executor of threads that loses the first so many calls, as a cluster does whose worker dies."""

    def __init__(self, losses: int) -> None:
        super().__init__(2)
        self.losses, self.given = losses, 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
        self.given += 1
        if self.given > self.losses:
            return super().submit(function, *args, **more)
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


@pytest.mark.usefixtures("no_processes")
@pytest.mark.parametrize("losses", [0, 2])
def test_a_cluster_gives_the_same_results_also_when_workers_die(
    asked: Asked, alone: list[Result], losses: int
) -> None:
    with Fragile(losses) as executor:
        assert same(solve_all(asked, engine=Beside(executor, 2)), alone)
        assert executor.given == 4 + losses


@pytest.mark.usefixtures("no_processes")
def test_few_scenarios_have_all_of_a_cluster_one_after_the_other(asked: Asked, alone: list[Result]) -> None:
    """What the executor then gets are parts of a scenario."""
    with Fragile(0) as executor:
        assert same(solve_all(asked, engine=Beside(executor, 5)), alone)
        assert executor.given >= 4


def test_without_the_cluster_the_rest_is_solved_here(asked: Asked, alone: list[Result]) -> None:
    with Fragile(10_000) as executor:
        assert same(solve_all(asked[:2], workers=2, engine=Beside(executor, 2)), alone[:2])


@pytest.mark.usefixtures("no_processes")
def test_a_stop_reaches_the_workers_of_a_cluster(asked: Asked) -> None:
    hard = hard_problem(900.0)
    stop = threading.Event()
    with Fragile(0) as executor:
        threading.Timer(1.0, stop.set).start()
        (result,) = solve_all([("hard", hard)], engine=Beside(executor, 1, stop_work), stop=stop)
    assert result is None or result.stopped_by == "user"


def test_what_is_stopped_before_it_has_a_plan_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def deaf(*_: object, **__: object) -> None:
        over.wait(900)

    monkeypatch.setattr(bundler.solver, "solve", deaf)
    try:
        assert work.solve_scenario(problem_of(), lambda: True) == (None, True)
    finally:
        over.set()


def test_a_solver_that_hears_nothing_is_left_behind_with_its_best_plan(
    monkeypatch: pytest.MonkeyPatch, alone: list[Result]
) -> None:
    over = threading.Event()
    found = opened(alone[0], 1.0, 2.0)

    def deaf(problem: Problem, *, on_progress: Callable[[Progress], None], **_: object) -> Result:
        on_progress(Progress(0.0, "prove", 1.0, 2.0, 1, lambda: found))
        over.wait(900)
        return alone[0]

    monkeypatch.setattr(bundler.solver, "solve", deaf)
    try:
        solved = work.solve_scenario(under(problem_of(), "solve", time_limit=0.1))
        assert solved == (found, True)
        assert work.solve_scenario(problem_of(), lambda: True) == (found, True)
    finally:
        over.set()
