"""The whole input as one frozen value, with what follows from it: travel times and open tasks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import ConfigDict, Field

from bundler.domain.model import Competency, Frozen, Location, Supplier, Task, TravelTime
from bundler.domain.own import Own
from bundler.domain.scenario import Scenario
from bundler.units import ceil_to

EARTH_RADIUS_KM = 6371.0088


def great_circle_km(a: Location, b: Location) -> float | None:
    """Kilometres between two places as the crow flies (haversine); None where a position is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


class Problem(Frozen):
    """Tasks, suppliers, places and scenario, all references checked.

    Attributes:
        competencies: the words for what tasks ask; empty where there is no such sheet.
        source_sha256: fingerprint of the files it was read from; empty where made in memory.
        own: rules and costs of the user's own, beside those of the scenario; no file holds them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    tasks: tuple[Task, ...]
    suppliers: tuple[Supplier, ...]
    locations: tuple[Location, ...]
    travel_times: tuple[TravelTime, ...] = ()
    competencies: tuple[Competency, ...] = ()
    scenario: Scenario = Scenario()
    source_sha256: str = ""
    own: tuple[Own, ...] = Field(default=(), exclude=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Problem:
        """A copy with some fields changed; what was derived from the old fields is not kept."""
        copied = super().model_copy(update=update, deep=deep)
        for name in [name for name in copied.__dict__ if name not in type(self).model_fields]:
            del copied.__dict__[name]
        return copied

    @cached_property
    def task_by_id(self) -> dict[str, Task]:
        """Tasks by id."""
        return {task.task_id: task for task in self.tasks}

    @cached_property
    def supplier_by_id(self) -> dict[str, Supplier]:
        """Suppliers by id."""
        return {supplier.supplier_id: supplier for supplier in self.suppliers}

    @cached_property
    def location_by_id(self) -> dict[str, Location]:
        """Locations by id."""
        return {location.location_id: location for location in self.locations}

    @cached_property
    def competency_by_id(self) -> dict[str, Competency]:
        """Competencies by id."""
        return {competency.competency_id: competency for competency in self.competencies}

    @cached_property
    def _given_travel(self) -> dict[tuple[str, str], int]:
        given = {(entry.origin, entry.destination): entry.minutes for entry in self.travel_times}
        for (origin, destination), minutes in list(given.items()):
            given.setdefault((destination, origin), minutes)
        return given

    @cached_property
    def _travel_cache(self) -> dict[tuple[str, str], int | None]:
        return {}

    def travel(self, origin: str, destination: str) -> int | None:
        """Minutes from one location to another; None where they cannot be reached from each other.

        In this order: 0 within one place, the travel sheet, the great-circle distance × detour ÷
        walking speed rounded up to the grid, the same-site minutes.
        """
        key = (origin, destination)
        if key not in self._travel_cache:
            self._travel_cache[key] = self._travel(origin, destination)
        return self._travel_cache[key]

    def _travel(self, origin: str, destination: str) -> int | None:
        if origin == destination:
            return 0
        given = self._given_travel.get((origin, destination))
        if given is not None:
            return given
        rules = self.scenario.rules
        a, b = self.location_by_id[origin], self.location_by_id[destination]
        distance = great_circle_km(a, b)
        if distance is not None:
            minutes = distance * rules.detour / rules.walking_speed_kmh * 60
            return ceil_to(math.ceil(minutes - 1e-9), rules.grid_minutes)
        if a.site and a.site == b.site:
            return rules.same_site_minutes
        return None

    def left_out_by_date(self, task: Task) -> bool:
        """Whether the scenario's plan date lies outside the task's validity."""
        day = self.scenario.plan_date
        if day is None:
            return False
        return bool(
            (task.valid_from and day < task.valid_from) or (task.valid_until and day > task.valid_until)
        )
