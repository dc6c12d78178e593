"""What a function of the API is given: said in words where it is something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bundler.errors import UsageError
from bundler.i18n import Text

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
