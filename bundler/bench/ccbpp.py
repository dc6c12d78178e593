"""Class-constrained bin packing as jobs: bins of one capacity that hold items of a few classes only.

An instance is a text file: ``items classes capacity classes_per_bin`` and then a line ``size class`` for
each item. The known optima are in ``optima.csv`` beside the files (columns ``name`` and ``optimum``).
A bin is a job, a class a supplier, the capacity the most minutes a week; every other rule is off.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.units import DAY_MINUTES

if TYPE_CHECKING:
    from bundler.domain import Problem, Rules

OPTIMA = "optima.csv"

_BAD = Text(
    "{file} is no class-constrained bin packing file: {why}.",
    "{file} is geen bestand met class-constrained bin packing: {why}.",
)
_NOT_THERE = Text(
    "{path}: no instances there (files *.txt).", "{path}: daar staan geen instanties (bestanden *.txt)."
)
_HEAD = Text(
    "the first line must be four whole numbers above 0: items, classes, capacity, classes per bin",
    "de eerste regel moet vier hele getallen boven 0 zijn: stuks, klassen, capaciteit, klassen per bak",
)
_ITEM = Text(
    "line {line} must be a size and a class, the size from 1 to the capacity",
    "regel {line} moet een grootte en een klasse zijn, de grootte van 1 tot de capaciteit",
)
_COUNT = Text("it says {said} items and has {found}", "er staat {said} stuks en het zijn er {found}")
_TOO_WIDE = Text(
    "a capacity above {most} does not fit in one day of minutes",
    "een capaciteit boven {most} past niet in één dag van minuten",
)


class Instance(NamedTuple):
    """One published file.

    Attributes:
        sizes: of each item; one unit is one minute.
        classes: of each item.
        most_classes: how many classes a bin may hold.
        optimum: fewest bins; None where it is not known.
    """

    name: str
    sizes: tuple[int, ...]
    classes: tuple[int, ...]
    capacity: int
    most_classes: int
    optimum: int | None

    def problem(self) -> Problem:
        """The same question as jobs: place every task in as few jobs as possible."""
        from bundler.domain import Location, Problem, Scenario, SolveOptions, Supplier, Task, Weights

        tasks = tuple(
            Task(
                task_id=f"i{number + 1}",
                supplier_id=f"c{kind}",
                title=f"Item {number + 1}",
                location_id="bin",
                days=(0,),
                session_minutes=size,
                sessions_per_week=1,
                earliest_start=0,
                latest_end=DAY_MINUTES,
            )
            for number, (size, kind) in enumerate(zip(self.sizes, self.classes, strict=True))
        )
        return Problem(
            tasks=tasks,
            suppliers=tuple(Supplier(supplier_id=f"c{kind}") for kind in sorted(set(self.classes))),
            locations=(Location(location_id="bin"),),
            scenario=Scenario(
                name=self.name,
                rules=self._rules(),
                # No second level: any two plans of as many jobs are worth the same.
                weights=Weights(**dict.fromkeys(Weights.model_fields, 0.0)),
                solve=SolveOptions(objective="fewest-jobs"),
            ),
        )

    def _rules(self) -> Rules:
        from bundler.domain import Rules

        return Rules(
            max_suppliers=self.most_classes,
            min_hours=0,
            max_hours=self.capacity / 60,
            max_days=1,
            max_hours_per_day=24,
            max_span_hours=24,
            max_rest_minutes=DAY_MINUTES,
            day_start=0,
            day_end=DAY_MINUTES,
            break_rule="none",
            daily_rest_hours=0,
            weekly_rest_hours=0,
            max_tasks=self._most_items(),
            max_competencies=0,
            max_locations=1,
            max_start_spread_minutes=None,
            separate_settings=False,
            food_after_sanitary=True,
            grid_minutes=1,
        )

    def _most_items(self) -> int:
        """No bin holds more: so many of the smallest items fill it."""
        room, count = self.capacity, 0
        for size in sorted(self.sizes):
            room -= size
            if room < 0:
                break
            count += 1
        return max(1, count)


def read_instances(path: Path) -> list[Instance]:
    """Read one file, or every ``*.txt`` of a folder.

    Raises:
        UsageError: nothing to read, or a file of another form.
    """
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise UsageError(_NOT_THERE.fill(path=path))
    optima = _read_optima((path if path.is_dir() else path.parent) / OPTIMA)
    return [_read(file, optima.get(file.name)) for file in files]


def _read_optima(file: Path) -> dict[str, int]:
    if not file.is_file():
        return {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return {row["name"]: int(row["optimum"]) for row in csv.DictReader(lines)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = Text("columns name and optimum are needed", "de kolommen name en optimum zijn nodig")
        raise UsageError(_BAD.fill(file=file.name, why=why)) from error


def _read(file: Path, optimum: int | None) -> Instance:
    try:
        lines = [line.split() for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(_BAD.fill(file=file.name, why=_HEAD)) from error

    def numbers(at: int, count: int, why: Text) -> list[int]:
        words = lines[at] if at < len(lines) else []
        if len(words) != count or not all(word.isascii() and word.isdigit() for word in words):
            raise UsageError(_BAD.fill(file=file.name, why=why))
        return [int(word) for word in words]

    count, classes, capacity, most = numbers(0, 4, _HEAD)
    if min(count, classes, capacity, most) < 1:
        raise UsageError(_BAD.fill(file=file.name, why=_HEAD))
    if capacity > DAY_MINUTES:
        raise UsageError(_BAD.fill(file=file.name, why=_TOO_WIDE.fill(most=DAY_MINUTES)))
    items = [numbers(at, 2, _ITEM.fill(line=at + 1)) for at in range(1, len(lines))]
    for at, (size, _) in enumerate(items, 2):
        if not 1 <= size <= capacity:
            raise UsageError(_BAD.fill(file=file.name, why=_ITEM.fill(line=at)))
    if len(items) != count:
        raise UsageError(_BAD.fill(file=file.name, why=_COUNT.fill(said=count, found=len(items))))
    return Instance(
        file.stem,
        tuple(size for size, _ in items),
        tuple(kind for _, kind in items),
        capacity,
        most,
        optimum,
    )
