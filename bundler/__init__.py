"""Finds combination jobs from facility suppliers' partial tasks and proves how good the plan is.

``read`` a data folder or workbook (or make a ``Problem`` of DataFrames), ``solve`` it to a ``Plan``;
``check`` either, ``explain`` what is left over, ``recommend`` where it could go, ``compare`` other rules,
``replan`` after people are placed, and ``report``; ``rule`` and ``cost`` are for your own.
``bundler.errors`` has what can go wrong, ``bundler.plots`` pictures.
Everything is imported at first use, so that ``import bundler`` costs next to nothing.

Example:
    >>> import bundler as bd
    >>> plan = bd.solve(bd.read("data/utrecht"))
    >>> len(plan.jobs), plan.status
    (26, 'optimal')
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from bundler._version import __version__

if TYPE_CHECKING:
    from bundler import errors as errors
    from bundler import plots as plots
    from bundler.api import (
        Plan,
        Problem,
        check,
        compare,
        cost,
        explain,
        read,
        recommend,
        replan,
        report,
        rule,
        solve,
    )

__all__ = [
    "Plan",
    "Problem",
    "__version__",
    "check",
    "compare",
    "cost",
    "explain",
    "read",
    "recommend",
    "replan",
    "report",
    "rule",
    "solve",
]
_MODULES = ("errors", "plots")


def __getattr__(name: str) -> Any:
    if name in __all__:
        value = getattr(import_module("bundler.api"), name)
    elif name in _MODULES:
        value = import_module(f"bundler.{name}")
    else:
        raise AttributeError(f"module 'bundler' has no attribute '{name}'")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]


class _Package(ModuleType):
    """The package: its functions are not hidden by the subpackages of the same name once these are loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
