"""Fixtures for the solver: how long it looks for words where no plan exists."""

from __future__ import annotations

import sys

import pytest

# The module: in its package the name is that of the function.
SOLVE = "bundler.solver.solve"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest conflict is found on any machine: no clock breaks off the search for it."""
    monkeypatch.setattr(sys.modules[SOLVE], "MOST_SECONDS", 600.0)


@pytest.fixture
def terse(monkeypatch: pytest.MonkeyPatch) -> None:
    """That there is no plan is proved as ever; what stands in the way is not looked for."""
    monkeypatch.setattr(sys.modules[SOLVE], "MOST_SECONDS", 0.0)
