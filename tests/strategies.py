"""Random problems with every rule at varied values, for hypothesis and, by seed, for plain tests."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from bundler.domain import Location, Pin, Problem, Rules, Scenario, Supplier, Task, TravelTime, Weights

T = TypeVar("T")


class Source(Protocol):
    """Where the choices come from: a random generator, or hypothesis, which can shrink them."""

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; the simplest comes first."""

    def number(self, least: int, most: int) -> int:
        """A whole number in between."""


class Dice:
    """Choices from ``random.Random``."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def pick(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)

    def number(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)


# Making a strategy takes longer than drawing from it, and there are some hundreds of draws in a problem.
_whole = cache(st.integers)


class Drawn:
    """Choices that hypothesis makes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return options[self.number(0, len(options) - 1)]

    def number(self, least: int, most: int) -> int:
        return self.draw(_whole(least, most))


RULE_VALUES: dict[str, tuple[Any, ...]] = {
    "max_suppliers": (2, 1, 3),
    "min_hours": (12, 0, 4, 7.3, 16),
    "max_hours": (36, 18, 24.5, 40),
    "max_days": (5, 3, 4, 6, 7),
    "max_hours_per_day": (8, 5, 6.25, 9.75, 12),
    "max_span_hours": (10, 6, 8, 13),
    "max_rest_minutes": (60, 0, 20, 35, 120, 300),
    "day_start": (360, 0, 425, 480),
    "day_end": (1320, 960, 1085, 1440),
    "break_rule": ("adult", "youth", "none"),
    "daily_rest_hours": (11, 0, 13.5, 16),
    "weekly_rest_hours": (36, 0, 60, 75.5),
    "max_tasks": (5, 1, 2, 3, 4, 7),
    "max_competencies": (4, 0, 1, 2, 3),
    "max_locations": (3, 1, 2, 4),
    "max_travel_minutes": (20, 0, 10, 45),
    "max_start_spread_minutes": (None, 0, 30, 95, 240),
    "min_hours_per_supplier": (0, 2, 5.5),
    "min_supervised_share": (0, 0.2, 1 / 3, 0.5, 1),
    "separate_settings": (True, False),
    "food_after_sanitary": (False, True),
    "excluded_certificates": ((), ("vog",)),
    "grid_minutes": (5, 1, 10, 15, 7, 30),
    "walking_speed_kmh": (4.5, 3, 6.2),
    "detour": (1.3, 1, 1.75),
    "same_site_minutes": (5, 0, 12),
}
WEIGHT_VALUES: dict[str, tuple[Any, ...]] = {
    "hours": (10, 3.3, 0, 25),
    "second_supplier": (10, 0, 45.5),
    "extra_task": (4, 0, 17),
    "extra_location": (4, 0, 21.25),
    "travel": (10, 0, 33),
    "idle": (5, 0, 12.7),
    "irregular_start": (2, 0, 14),
    "off_target": (2, 0, 6.5),
    "target_hours": (25.5, 0, 14.2, 36),
}
WEEK = (0, 1, 2, 3, 4, 5, 6)
HERE = {"lat": 52.1, "lon": 5.2}


def _settings(source: Source, values: dict[str, tuple[Any, ...]], changes: int) -> dict[str, Any]:
    """A few of the fields at another value than their default."""
    changed = {source.pick(sorted(values)) for _ in range(source.number(0, changes))}
    return {field: source.pick(values[field]) for field in sorted(changed)}


def _rules(source: Source) -> Rules:
    return Rules(**_settings(source, RULE_VALUES, 5))


def _some(source: Source, options: Sequence[T], least: int, most: int) -> tuple[T, ...]:
    """A few distinct ones, in the order of ``options``."""
    chosen = {source.number(0, len(options) - 1) for _ in range(source.number(least, most))}
    return tuple(options[index] for index in sorted(chosen))


def _locations(source: Source, count: int) -> tuple[Location, ...]:
    found = []
    for number in range(count):
        kind = source.pick(("near", "near", "site", "far", "nowhere"))
        place: dict[str, Any] = {"location_id": f"L{number}", "site": "A"}
        if kind == "near":
            place |= {axis: round(value + source.number(-40, 40) / 1e4, 4) for axis, value in HERE.items()}
        elif kind == "far":
            place |= {"lat": 52.1, "lon": round(5.2 + source.number(10, 300) / 1e3, 4)}
        elif kind == "nowhere":
            place["site"] = ""
        found.append(Location(**place))
    return tuple(found)


def _travel_sheet(source: Source, places: Sequence[Location], least: int) -> tuple[TravelTime, ...]:
    """Minutes at random: not symmetric, and a detour may be shorter than the straight way."""
    pairs = [(a.location_id, b.location_id) for a in places for b in places if a != b]
    if not pairs:
        return ()
    chosen = _some(source, pairs, least, max(least, len(pairs) // 2))
    return tuple(
        TravelTime(origin=origin, destination=destination, minutes=source.pick((5, 0, 3, 10, 18, 25)))
        for origin, destination in chosen
    )


def _small_task(source: Source, number: int, suppliers: int, places: int) -> Task:
    days = source.pick(((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), None))
    days = days or _some(source, WEEK, 1, 5)
    sessions = source.pick((len(days), source.number(1, len(days))))
    minutes = source.pick((source.number(3, 16) * 15, source.pick((47, 85, 100, 181, 285, 340))))
    opens = source.pick((source.number(10, 34) * 30, source.number(300, 1000)))
    slack = source.pick((120, 0, 10, 45, 240, 480))
    return Task(
        task_id=f"T{number:02d}",
        supplier_id=f"s{source.number(1, suppliers)}",
        title=f"Task {number}",
        location_id=f"L{source.number(0, places - 1)}",
        days=days,
        session_minutes=minutes,
        sessions_per_week=sessions,
        earliest_start=opens,
        latest_end=min(opens + minutes + slack, 1440),
        headcount=source.pick((1, 1, 1, 2, 3)),
        min_sessions_per_job=source.pick((None, source.number(1, sessions))),
        competencies=_some(source, ("cleaning", "lifting", "hosting", "tools"), 0, 2),
        setting=source.pick(("indoor", "indoor", "indoor", "outdoor")),
        hygiene=source.pick(("none", "none", "sanitary", "food")),
        certificates=source.pick(((), (), (), ("vog",))),
        supervised=source.pick((True, False)),
        valid_until=source.pick((None, None, None, date(2026, 12, 31))),
    )


def _pins(source: Source, tasks: Sequence[Task], most: int) -> tuple[Pin, ...]:
    ids = [task.task_id for task in tasks]
    found = []
    for _ in range(source.number(0, most)):
        kind = source.pick(("leave", "place", "apart", "together", "job", "forbid_suppliers"))
        if kind in ("leave", "place"):
            found.append(Pin(**{kind: source.pick(ids)}))
        elif kind == "forbid_suppliers":
            found.append(Pin(forbid_suppliers=("s1", "s2")))
        else:
            found.append(Pin(**{kind: _two(source, ids)}))
    return tuple(found)


def _two(source: Source, ids: Sequence[str]) -> tuple[str, str]:
    first = source.number(0, len(ids) - 1)
    step = source.number(1, len(ids) - 1)
    return ids[first], ids[(first + step) % len(ids)]


def small_problem(source: Source, *, travel: bool = False, pins: int = 0) -> Problem:
    """Four to twelve tasks of two to four suppliers, with some rules at another value than the default."""
    suppliers, places = source.number(2, 4), source.number(1, 5)
    if travel:
        places = max(places, 3)
    locations = _locations(source, places)
    count = source.number(4, 12)
    tasks = tuple(_small_task(source, number, suppliers, places) for number in range(count))
    return Problem(
        tasks=tasks,
        suppliers=tuple(Supplier(supplier_id=f"s{number + 1}") for number in range(suppliers)),
        locations=locations,
        travel_times=_travel_sheet(source, locations, 2 if travel else 0),
        scenario=Scenario(
            plan_date=source.pick((None, date(2026, 11, 2), date(2027, 3, 1))),
            rules=_rules(source),
            weights=Weights(**_settings(source, WEIGHT_VALUES, 3)),
            pins=_pins(source, tasks, pins),
        ),
    )


@st.composite
def small_problems(draw: st.DrawFn) -> Problem:
    """Small problems for hypothesis, without pins, so that a plan always exists."""
    return small_problem(Drawn(draw))


def random_problem(seed: int, *, travel: bool = False) -> Problem:
    """A small problem with up to three pins, the same for the same seed."""
    return small_problem(Dice(random.Random(seed)), travel=travel, pins=3)


TINY_RULES: dict[str, tuple[Any, ...]] = {
    "max_suppliers": (2, 2, 1, 3),
    "min_hours": (3, 5, 0, 6.5),
    "max_hours": (12, 9, 16, 20),
    "max_days": (5, 2, 3),
    "max_hours_per_day": (8, 5, 6.5),
    "max_span_hours": (10, 5, 7),
    "max_rest_minutes": (60, 0, 30, 90),
    "break_rule": ("adult", "youth", "none"),
    "daily_rest_hours": (11, 16, 18),
    "weekly_rest_hours": (36, 0, 110),
    "max_tasks": (4, 3, 2),
    "max_competencies": (4, 2, 1),
    "max_locations": (3, 1, 2),
    "max_travel_minutes": (20, 10, 40),
    "max_start_spread_minutes": (None, None, 0, 60),
    "min_hours_per_supplier": (0, 2, 3.5),
    "min_supervised_share": (0, 0.3, 0.5),
    "separate_settings": (True, False),
    "food_after_sanitary": (False, True),
    "excluded_certificates": ((), ("vog",)),
}
TINY_WEIGHTS: dict[str, tuple[Any, ...]] = {**WEIGHT_VALUES, "target_hours": (8, 5.5, 12)}


def _tiny_task(rng: random.Random, number: int, suppliers: int, places: int, shareable: bool) -> Task:
    week = rng.choice((WEEK[:5], WEEK[:3], WEEK[:3], WEEK))
    sessions = rng.choice((1, 2, 2, 3, 3))
    listed = min(len(week), sessions + rng.choice((0, 0, 0, 1)))
    minutes = rng.choice((60, 75, 90, 120, 47, 150, 180, 200, 285))
    opens = rng.randrange(360, 1020, 15)
    return Task(
        task_id=f"T{number}",
        supplier_id=f"s{rng.randint(1, suppliers)}",
        title=f"Task {number}",
        location_id=f"L{rng.randrange(places)}",
        days=tuple(sorted(rng.sample(week, listed))),
        session_minutes=minutes,
        sessions_per_week=min(sessions, listed),
        earliest_start=opens,
        latest_end=min(opens + minutes + rng.choice((15, 45, 90, 150, 240)), 1380),
        headcount=rng.choice((1, 1, 1, 2)),
        min_sessions_per_job=rng.choice((None, 1, 2)) if sessions > 1 and shareable else None,
        competencies=tuple(rng.sample(("cleaning", "lifting", "hosting"), rng.randint(0, 2))),
        setting=rng.choices(("indoor", "outdoor"), (6, 1))[0],
        hygiene=rng.choice(("none", "none", "sanitary", "food")),
        certificates=rng.choice(((), (), (), ("vog",))),
        supervised=rng.random() < 0.5,
    )


def tiny_problem(rng: random.Random, *, pins: int = 1) -> Problem:
    """Four to seven tasks on one to three days a week and a coarse grid: small enough to try everything."""
    dice = Dice(rng)
    suppliers, places = rng.randint(2, 3), rng.randint(1, 3)
    locations = tuple(Location(location_id=f"L{number}", site="A") for number in range(places))
    tasks: tuple[Task, ...] = ()
    for number in range(rng.randint(4, 7)):
        # Each shareable task multiplies what there is to try.
        shareable = sum(task.shareable for task in tasks) < 3
        tasks += (_tiny_task(rng, number, suppliers, places, shareable),)
    changed = {"min_hours": 4, "max_hours": 16} | {
        field: rng.choice(values) for field, values in TINY_RULES.items() if rng.random() < 0.3
    }
    return Problem(
        tasks=tasks,
        suppliers=tuple(Supplier(supplier_id=f"s{number + 1}") for number in range(suppliers)),
        locations=locations,
        travel_times=_travel_sheet(dice, locations, 0),
        scenario=Scenario(
            rules=Rules(grid_minutes=rng.choice((15, 30, 30, 60)), **changed),
            weights=Weights(
                **{"target_hours": 8} | _settings(dice, TINY_WEIGHTS, 3),
            ),
            pins=_pins(dice, tasks, pins) if rng.random() < 0.3 else (),
        ),
    )
