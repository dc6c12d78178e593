"""What a function of the API is given: said in words where it is something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from bundler.errors import UsageError
from bundler.i18n import Text

StrPath = str | PathLike[str]

_KINDS = {
    "Problem": Text(
        "a problem, such as bundler.read(…) gives", "een probleem, zoals bundler.read(…) dat geeft"
    ),
    "Plan": Text(
        "a plan, such as bundler.solve(…) or bundler.Plan.load(…) gives",
        "een plan, zoals bundler.solve(…) of bundler.Plan.load(…) dat geeft",
    ),
}
_OR = Text(" or ", " of ")
_WRONG = Text("This needs {wanted}, not {given}.", "Hier hoort {wanted}, niet {given}.")
_MAPPING = Text(
    "{name} is a dict, such as {example}, not {given}.", "{name} is een dict, zoals {example}, niet {given}."
)
_PATH = Text(
    "{name} is a path, such as {example}, not {given}.", "{name} is een pad, zoals {example}, niet {given}."
)
_CHANGES = Text(
    "Scenario {name} is a problem, a plan or a dict of settings, such as {example}, not {given}.",
    "Scenario {name} is een probleem, een plan of een dict van instellingen, zoals {example}, niet {given}.",
)
_TASKS = Text(
    "Tasks are asked about by their ids, such as explain(plan, 'C03'), not {given}.",
    "Naar taken wordt gevraagd met hun code, zoals explain(plan, 'C03'), niet {given}.",
)
_VALUES = Text(
    "{name} takes a list of values, such as [1, 2], not {given}.",
    "{name} heeft een lijst van waarden, zoals [1, 2], niet {given}.",
)


def wanted(given: object, *kinds: type) -> None:
    """Make sure that something is a problem or a plan.

    Raises:
        UsageError: it is something else.
    """
    if not isinstance(given, kinds):
        named = [_KINDS[kind.__name__] for kind in kinds]
        listed = Text(*(_OR(lang).join(each(lang) for each in named) for lang in ("en", "nl")))
        raise UsageError(_WRONG.fill(wanted=listed, given=_short(given)))


def mapping_wanted(name: str, given: Mapping[str, Any], example: str) -> None:
    """Make sure that something is a dict.

    Raises:
        UsageError: it is something else.
    """
    if not isinstance(given, Mapping):
        raise UsageError(_MAPPING.fill(name=name, example=example, given=_short(given)))


def path_wanted(name: str, given: StrPath, example: str) -> Path:
    """The path that something is.

    Raises:
        UsageError: it is something else.
    """
    if not isinstance(given, str | PathLike):
        raise UsageError(_PATH.fill(name=name, example=example, given=_short(given)))
    return Path(given)


def plan_path(given: StrPath) -> str:
    """The path of a plan file, where it is no plan.

    Raises:
        UsageError: it is no path either.
    """
    if not isinstance(given, str | PathLike):
        raise UsageError(_WRONG.fill(wanted=_KINDS["Plan"], given=_short(given)))
    return str(given)


def norms_wanted(given: StrPath | Sequence[StrPath]) -> list[Path]:
    """The paths of norms files; one by itself will do.

    Raises:
        UsageError: something is no path.
    """
    files = [given] if isinstance(given, str | PathLike) else list(given)
    return [path_wanted("norms", file, '["norms.toml"]') for file in files]


def changes_wanted(name: str, given: object) -> None:
    """Make sure that a scenario is given as settings.

    Raises:
        UsageError: it is something else.
    """
    if not isinstance(given, Mapping):
        raise UsageError(_CHANGES.fill(name=name, example='{"max_suppliers": 3}', given=_short(given)))


def ids_wanted(tasks: Sequence[str]) -> None:
    """Make sure that tasks are asked about by their ids.

    Raises:
        UsageError: one is something else.
    """
    for task in tasks:
        if not isinstance(task, str):
            raise UsageError(_TASKS.fill(given=_short(task)))


def values_wanted(grid: Mapping[str, Sequence[object]]) -> None:
    """Make sure that each setting has a list of values.

    Raises:
        UsageError: one has something else.
    """
    for name, values in grid.items():
        if isinstance(values, str) or not hasattr(values, "__iter__"):
            raise UsageError(_VALUES.fill(name=name, given=_short(values)))


def _short(given: object) -> str:
    kind = type(given).__name__
    return f"{kind} {given!r}"[:80] if isinstance(given, str | int | float) else kind
