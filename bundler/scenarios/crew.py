"""Places that solve several scenarios at once: processes on this computer, or the workers of a cluster."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from bundler.domain import Problem
from bundler.scenarios.work import Solved, solve_scenario

if TYPE_CHECKING:
    from bundler.solver import Progress
    from bundler.solver.engine import Beside

Tell = Callable[["Progress"], None]


class Place(Protocol):
    """Where scenarios are solved.

    Attributes:
        width: how many at once.
        lost: what a future raises whose worker was lost; the scenario can be given out again.
    """

    width: int
    lost: tuple[type[BaseException], ...]

    def submit(self, problem: Problem, tell: Tell) -> Future[Solved]:
        """Begin a scenario; the caller keeps to the width."""

    def stop(self) -> None:
        """Make all that is under way end and give back the best plan so far."""


class WorkerLost(Exception):
    """A worker process ended before it answered."""


class Crew:
    """Worker processes on this computer; one that is lost takes nothing along but its own scenario.

    Args:
        width: how many processes at most; each begins with its first scenario.
    """

    lost: tuple[type[BaseException], ...] = (WorkerLost,)

    def __init__(self, width: int) -> None:
        self.width = width
        self._threads = ThreadPoolExecutor(width, "bundler-crew")
        self._idle: list[_Process] = []
        self._all: list[_Process] = []
        self._lock = threading.Lock()
        self._preparing = threading.Lock()
        self._prepared = False
        self._stopped = False

    def submit(self, problem: Problem, tell: Tell) -> Future[Solved]:
        """Begin a scenario in a process that is free, or in a new one."""
        return self._threads.submit(self._work, problem, tell)

    def stop(self) -> None:
        """Tell all processes to give back the best plan so far."""
        with self._lock:
            self._stopped = True
            for process in self._all:
                process.tell_stop()

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._lock:
            self._stopped = True
            for process in self._all:
                process.end()
        self._threads.shutdown(cancel_futures=True)

    def _work(self, problem: Problem, tell: Tell) -> Solved:
        process = self._take()
        try:
            with self._preparing:
                if not self._prepared:
                    # one compiles, the others wait: each for itself they would do the same work
                    process.ask(("prepare",), tell)
                    self._prepared = True
            solved = process.ask(("solve", problem), tell)
        except WorkerLost:
            self._drop(process)
            raise
        except BaseException:
            self._put_back(process)
            raise
        assert isinstance(solved, Solved)
        if solved.left_behind:
            self._drop(process)
        else:
            self._put_back(process)
        return solved

    def _take(self) -> _Process:
        with self._lock:
            if self._stopped:
                raise WorkerLost
            if self._idle:
                return self._idle.pop()
            process = _Process()
            self._all.append(process)
            return process

    def _put_back(self, process: _Process) -> None:
        with self._lock:
            self._idle.append(process)

    def _drop(self, process: _Process) -> None:
        with self._lock:
            self._all.remove(process)
        process.end()


class _Process:
    """One worker process, as ``bundler.scenarios.worker`` describes it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "bundler.scenarios.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
        )

    def ask(self, order: tuple[object, ...], tell: Tell) -> Solved | None:
        """Give an order and wait for its answer.

        Raises:
            WorkerLost: the process ended first.
            Exception: what the work itself raised.
        """
        self._send(order)
        assert self._process.stdout is not None
        while True:
            try:
                answer: tuple[Any, ...] = pickle.load(self._process.stdout)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                raise WorkerLost from None
            if answer[0] == "progress":
                tell(answer[1])
            elif answer[0] == "failed":
                raise answer[1]
            else:
                return answer[1] if len(answer) > 1 else None

    def tell_stop(self) -> None:
        """Make it give back the best plan so far; nothing where it is gone."""
        with contextlib.suppress(WorkerLost):
            self._send(("stop",))

    def _send(self, order: tuple[object, ...]) -> None:
        assert self._process.stdin is not None
        try:
            with self._lock:
                self._process.stdin.write(pickle.dumps(order))
                self._process.stdin.flush()
        except (OSError, ValueError):
            raise WorkerLost from None

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


class OnCluster:
    """The workers of a cluster, each with a scenario of its own."""

    def __init__(self, engine: Beside) -> None:
        self._engine, self._name = engine, uuid4().hex
        self.width, self.lost = engine.width, engine.lost

    def submit(self, problem: Problem, tell: Tell) -> Future[Solved]:  # noqa: ARG002  it does not come so far
        """Begin a scenario on one of the workers."""
        return self._engine.submit(solve_for_cluster, problem, self._name)

    def stop(self) -> None:
        """Tell all workers to give back the best plan so far."""
        self._engine.tell_stop(self._name)


def solve_for_cluster(problem: Problem, name: str) -> Solved:
    """Solve in a worker of a cluster until it is told to stop what has this name."""
    from bundler.solver.engine import told_to_stop

    return solve_scenario(problem, lambda: told_to_stop(name))


class OneByOne:
    """One scenario at a time: here, or by all workers of a cluster, each on parts of it.

    Args:
        engine: the cluster; None: this process.
    """

    width = 1
    lost: tuple[type[BaseException], ...] = ()

    def __init__(self, engine: Beside | None) -> None:
        self._engine = engine
        self._stopped = threading.Event()

    def submit(self, problem: Problem, tell: Tell) -> Future[Solved]:
        """Begin a scenario."""
        future: Future[Solved] = Future()

        def work() -> None:
            try:
                future.set_result(solve_scenario(problem, self._stopped.is_set, tell, self._engine))
            except BaseException as error:
                future.set_exception(error)

        # no pool, as the interpreter waits for the threads of a pool when it ends
        threading.Thread(target=work, daemon=True).start()
        return future

    def stop(self) -> None:
        """Make it give back the best plan so far."""
        self._stopped.set()


@contextmanager
def place_for(scenarios: int, workers: int, engine: Beside | None) -> Iterator[Place]:
    """Where to solve so many scenarios: on the cluster, or else in so many processes here."""
    if engine is None:
        crew = Crew(max(1, min(workers, scenarios)))
        try:
            yield crew
        finally:
            crew.close()
    elif scenarios >= engine.width:
        yield OnCluster(engine)
    else:
        yield OneByOne(engine)


@contextmanager
def here() -> Iterator[Place]:
    """This process, for what cannot be sent to another."""
    yield OneByOne(None)
