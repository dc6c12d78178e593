"""The other ways to make a plan that bundler is measured beside, each set up as well as we can."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NamedTuple

from bundler.bench.peers.peer import Solve
from bundler.i18n import Text

BUNDLER = "bundler"
PEERS = ("compact", "mip", "timefold", "greedy")
TIMEFOLD_INSTALL = 'python -m pip install "bundler[bench]"'

_NEEDS_TIMEFOLD = Text(
    "Timefold is not installed: {command}, and Java 17 or newer",
    "Timefold is niet geïnstalleerd: {command}, en Java 17 of nieuwer",
)
_NEEDS_JAVA = Text(
    "Timefold needs Java 17 or newer, and no `java` was found",
    "Timefold heeft Java 17 of nieuwer nodig, en er is geen `java` gevonden",
)
_OBJECTIVE = Text("its model knows the objective balanced only", "zijn model kent alleen het doel balanced")


class About(NamedTuple):
    """What a reader needs to know of a solver.

    Attributes:
        title: its name for people.
        setup: how it was set up.
        proves: whether it gives a bound.
    """

    title: Text
    setup: Text
    proves: bool


def missing(name: str, objective: str) -> Text | None:
    """Why a solver cannot run here, with the command that installs it; None where it can."""
    if name == "timefold":
        if find_spec("timefold") is None:
            return _NEEDS_TIMEFOLD.fill(command=TIMEFOLD_INSTALL)
        if not _has_java():
            return _NEEDS_JAVA
    if name != BUNDLER and objective != "balanced":
        return _OBJECTIVE
    return None


def _has_java() -> bool:
    import os
    import shutil

    return bool(os.environ.get("JAVA_HOME") or shutil.which("java"))


def solver_of(name: str) -> Solve:
    """The function that solves; its libraries are loaded here and not before."""
    if name == "compact":
        from bundler.bench.peers.compact import solve as compact

        return compact
    if name == "mip":
        from bundler.bench.peers.mip import solve as mip

        return mip
    if name == "timefold":
        from bundler.bench.peers.timefold import solve as timefold

        return timefold
    if name == "greedy":
        from bundler.bench.peers.greedy import solve as greedy

        return greedy
    from bundler.bench.peers.own import solve as own

    return own
