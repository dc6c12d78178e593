"""Finds combination jobs from facility suppliers' partial tasks and proves how good the plan is.

The public surface: ``read`` a data folder or workbook, ``solve`` it, ``check`` a plan, and the frozen
values that go in and come out. Everything is imported at first use, so that ``import bundler`` costs
next to nothing.

Example:
    >>> problem, findings = bundler.read("data/utrecht")  # doctest: +SKIP
    >>> result = bundler.solve(problem)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bundler._version import __version__

if TYPE_CHECKING:
    from bundler.domain import (
        Job,
        Level,
        Location,
        Pin,
        Problem,
        Result,
        Rules,
        Scenario,
        Session,
        SolveOptions,
        Supplier,
        Task,
        TravelTime,
        Unplaced,
        Weights,
    )
    from bundler.errors import BundlerError, DataRefused, NoPlan, OutputError, ProofError, UsageError
    from bundler.findings import Finding
    from bundler.io import read_problem as read
    from bundler.io.plancheck import check
    from bundler.solver import solve

_HOME = {
    "read": ("bundler.io", "read_problem"),
    "check": ("bundler.io.plancheck", "check"),
    "solve": ("bundler.solver", "solve"),
    "Finding": ("bundler.findings", "Finding"),
    **dict.fromkeys(
        ("BundlerError", "DataRefused", "NoPlan", "OutputError", "ProofError", "UsageError"),
        ("bundler.errors", ""),
    ),
    **dict.fromkeys(
        (
            "Job",
            "Level",
            "Location",
            "Pin",
            "Problem",
            "Result",
            "Rules",
            "Scenario",
            "Session",
            "SolveOptions",
            "Supplier",
            "Task",
            "TravelTime",
            "Unplaced",
            "Weights",
        ),
        ("bundler.domain", ""),
    ),
}

__all__ = [
    "BundlerError",
    "DataRefused",
    "Finding",
    "Job",
    "Level",
    "Location",
    "NoPlan",
    "OutputError",
    "Pin",
    "Problem",
    "ProofError",
    "Result",
    "Rules",
    "Scenario",
    "Session",
    "SolveOptions",
    "Supplier",
    "Task",
    "TravelTime",
    "Unplaced",
    "UsageError",
    "Weights",
    "__version__",
    "check",
    "read",
    "solve",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'bundler' has no attribute '{name}'")
    module, attribute = _HOME[name]
    value = getattr(import_module(module), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
