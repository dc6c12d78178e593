"""Fixtures for the command line: a small problem, its folder, and the command run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import bundler.solver
from bundler.cli import main
from bundler.io.write_problem import write_folder
from tests.cli import sample


class Ran(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document that is all of stdout."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("BUNDLER_DEBUG", raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `bundler ARGS` in this process."""

    def bundler(*args: object) -> Ran:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return bundler


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the sample problem."""
    folder = tmp_path / "data"
    write_folder(sample.PROBLEM, folder)
    return folder


@pytest.fixture
def fake_solve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Replace the solver: with a result, or with an exception that it raises."""

    def install(outcome: object) -> None:
        def solve(problem: object, *, on_progress: object = None, stop: object = None, **_: object) -> object:
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr(bundler.solver, "solve", solve, raising=False)

    return install
