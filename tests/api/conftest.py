"""A small problem and its plan, solved once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from bundler.api import Plan, Problem, solve


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, one_process: None) -> None:
    """Whatever the locale of who runs the tests."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session")
def problem() -> Problem:
    return Problem.generate(14, seed=2)


@pytest.fixture(scope="session")
def plan(problem: Problem) -> Plan:
    return solve(problem, time_limit=20)


@pytest.fixture(scope="session")
def utrecht() -> Problem:
    return Problem.example("utrecht")


@pytest.fixture(scope="session")
def utrecht_plan(utrecht: Problem) -> Plan:
    return solve(utrecht, gap=0.01)


class Handle:
    """An output of a cell that can be changed."""

    def __init__(self, outputs: list[Any], at: int) -> None:
        self._outputs, self._at = outputs, at

    def update(self, bundle: dict[str, str], *, raw: bool) -> None:
        assert raw
        self._outputs[self._at] = bundle


@pytest.fixture
def notebook_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Any]]:
    """From here on a notebook listens; gives what the cell shows."""

    def begin() -> list[Any]:
        outputs: list[Any] = []

        def display(bundle: dict[str, str], *, raw: bool, display_id: bool = False) -> Handle | None:
            assert raw
            outputs.append(bundle)
            return Handle(outputs, len(outputs) - 1) if display_id else None

        shell = SimpleNamespace(kernel=object())
        made = SimpleNamespace(get_ipython=lambda: shell, display=SimpleNamespace(display=display))
        monkeypatch.setitem(sys.modules, "IPython", made)  # type: ignore[arg-type]
        return outputs

    return begin
