"""The named suites: which instances there are, each the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.domain import Problem

SUITES = ("campus", "city", "national", "ccbpp")
SIZES = {"campus": (30, 60, 100, 200, 400), "city": (1000,), "national": (1000, 3000, 10_000)}
TASKS_A_CAMPUS = 100
LARGE_CAMPUS = 400  # from here on a campus instance is spread over several sites

_NO_PATH = Text(
    "The suite ccbpp reads published files: give the folder or the file, as in `bundler bench ccbpp FOLDER`.",
    "De reeks ccbpp leest gepubliceerde bestanden: geef de map of het bestand, zoals in "
    "`bundler bench ccbpp MAP`.",
)
_EXTRA_PATH = Text(
    "The suite {suite} makes its own instances and takes no path. Maybe leave it out.",
    "De reeks {suite} maakt haar eigen instanties en heeft geen pad nodig. Misschien weglaten.",
)
_NO_SIZES = Text(
    "The published files have their own sizes and rules: --sizes, --seeds and --tight do not apply to ccbpp.",
    "De gepubliceerde bestanden hebben hun eigen grootte en regels: --sizes, --seeds en --tight gelden niet "
    "voor ccbpp.",
)


class Case(NamedTuple):
    """One instance of a suite.

    Attributes:
        group: what its runs are drawn and listed under: instances that differ by the seed only.
        tasks: how many.
        seed: start of the random numbers it was made with; None for a published file.
        make: makes the problem; every call gives the same one.
        optimum: the known best value of the first level; None where it is not known.
    """

    name: str
    group: str
    tasks: int
    seed: int | None
    tight: bool
    make: Callable[[], Problem]
    optimum: float | None = None


def cases(
    suite: str,
    *,
    path: Path | None = None,
    sizes: Sequence[int] | None = None,
    seeds: Sequence[int] | None = None,
    tight: bool | None = None,
) -> list[Case]:
    """The instances of a suite, small ones first.

    Args:
        suite: one of ``SUITES``.
        path: for ``ccbpp`` only: a folder of published files, or one of them.
        sizes: numbers of tasks instead of the suite's own.
        seeds: an instance for each; 1 where None.
        tight: only with the strict rules, only with the default ones, or (None) what the suite says.

    Raises:
        UsageError: options that do not go with the suite, or files that cannot be read.
    """
    if suite == "ccbpp":
        if path is None:
            raise UsageError(_NO_PATH)
        if (sizes, seeds, tight) != (None, None, None):
            raise UsageError(_NO_SIZES)
        return _published(path)
    if path is not None:
        raise UsageError(_EXTRA_PATH.fill(suite=suite))
    both = (False, True) if suite == "campus" else (False,)
    return [
        _made(suite, tasks, seed, strict)
        for tasks in sorted(sizes or SIZES[suite])
        for strict in (both if tight is None else (tight,))
        for seed in seeds or (1,)
    ]


def sites_of(suite: str, tasks: int) -> int:
    """How many sites an instance has."""
    if suite == "city":
        return 1
    if suite == "campus" and tasks < LARGE_CAMPUS:
        return 1
    return max(1, tasks // TASKS_A_CAMPUS)


def suppliers_of(suite: str, tasks: int) -> int:
    """How many suppliers: eight, and in the country up to 40 in proportion to the tasks."""
    if suite != "national":
        return 8
    return min(40, max(8, round(8 + 32 * (tasks - 1000) / 9000)))


def _made(suite: str, tasks: int, seed: int, tight: bool) -> Case:
    from bundler.generate import Layout, generate

    layout: Layout = "city" if suite == "city" else "campus"
    group = f"{suite}-{tasks}" + ("-tight" if tight else "")

    def make() -> Problem:
        return generate(
            tasks,
            suppliers=suppliers_of(suite, tasks),
            sites=sites_of(suite, tasks),
            seed=seed,
            tight=tight,
            layout=layout,
        )

    return Case(f"{group}-s{seed}", group, tasks, seed, tight, make)


def _published(path: Path) -> list[Case]:
    from bundler.bench.ccbpp import read_instances

    return [
        Case(
            instance.name,
            "ccbpp",
            len(instance.sizes),
            None,
            False,
            instance.problem,
            instance.optimum,
        )
        for instance in read_instances(path)
    ]
