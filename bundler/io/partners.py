"""How many hours a task can be brought to together with tasks that may share a job with it.

This is an upper bound from necessary conditions only, two tasks at a time: the supplier limit, the
travel times both ways, indoor and outdoor, pins, the most hours and the most tasks of a job.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bundler.domain import Location, Problem, Task
from bundler.domain.problem import EARTH_RADIUS_KM

_KM_PER_DEGREE = math.radians(1) * EARTH_RADIUS_KM


class _Offer(NamedTuple):
    """A task as a partner: the most and the least minutes a week that it brings."""

    most: int
    least: int
    task_id: str


class Partners:
    """The tasks that may take part, by place, supplier and setting.

    Args:
        problem: the whole problem.
        able: its tasks that fit a job by themselves.
    """

    def __init__(self, problem: Problem, able: Sequence[Task]) -> None:
        self._rules = problem.scenario.rules
        self._nearby = _Nearby(problem, {task.location_id for task in able})
        pins = problem.scenario.pins
        self.left_out = {pin.ids[0] for pin in pins if pin.kind == "leave"}
        self._apart = _pairs(pin.ids for pin in pins if pin.kind == "apart")
        self._forbidden = _pairs(pin.ids for pin in pins if pin.kind == "forbid_suppliers")
        self._offers: dict[str, dict[tuple[str, str], list[_Offer]]] = defaultdict(lambda: defaultdict(list))
        for task in able:
            if task.task_id in self.left_out:
                continue
            least = min(task.sessions_in_a_job()) * task.session_minutes
            most = task.sessions_per_week * task.session_minutes
            group = self._offers[task.location_id][task.supplier_id, task.setting]
            group.append(_Offer(most, least, task.task_id))
        for groups in self._offers.values():
            for offers in groups.values():
                offers.sort(reverse=True)

    def most_minutes(self, task: Task, enough: int) -> int:
        """Minutes a week that no job with this task exceeds; searching stops at ``enough``."""
        own = task.sessions_per_week * task.session_minutes
        places = self._rules.max_tasks - 1
        if places == 0:
            return own
        by_supplier: dict[str, list[int]] = defaultdict(list)
        best = own
        for location in self._nearby.of(task.location_id):
            for (supplier, setting), offers in self._offers[location].items():
                if self._may_share(task, supplier, setting):
                    minutes = self._minutes(task, offers, places)
                    by_supplier[supplier] = sorted([*by_supplier[supplier], *minutes], reverse=True)[:places]
            best = own + self._best(task.supplier_id, by_supplier, places)
            if best >= enough:
                break
        return best

    def _may_share(self, task: Task, supplier: str, setting: str) -> bool:
        if self._rules.separate_settings and setting != task.setting:
            return False
        if supplier == task.supplier_id:
            return True
        return self._rules.max_suppliers > 1 and supplier not in self._forbidden[task.supplier_id]

    def _minutes(self, task: Task, offers: Iterable[_Offer], places: int) -> list[int]:
        room = self._rules.week_minutes[1] - min(task.sessions_in_a_job()) * task.session_minutes
        apart = self._apart[task.task_id]
        found: list[int] = []
        for offer in offers:
            if offer.task_id != task.task_id and offer.task_id not in apart and offer.least <= room:
                found.append(offer.most)
                if len(found) == places:
                    break
        return found

    def _best(self, own_supplier: str, by_supplier: dict[str, list[int]], places: int) -> int:
        """The most minutes of partners, from the task's own supplier and as many others as are allowed."""
        own = by_supplier.get(own_supplier, [])
        others = [minutes for supplier, minutes in by_supplier.items() if supplier != own_supplier]
        if self._rules.max_suppliers > 2:
            others = [[item for minutes in others for item in minutes]]
        return max((sum(sorted(own + other, reverse=True)[:places]) for other in [[], *others]), default=0)


class _Nearby:
    """Which places with tasks may share a job: within the most travel minutes of each other, both ways."""

    def __init__(self, problem: Problem, used: set[str]) -> None:
        self._problem = problem
        places = [place for place in problem.locations if place.location_id in used]
        self._by_id = {place.location_id: place for place in places}
        positioned = sorted((place.lat, place.location_id) for place in places if place.lat is not None)
        self._lats = [lat for lat, _ in positioned]
        self._by_lat = [name for _, name in positioned]
        rules = problem.scenario.rules
        reach_km = (rules.max_travel_minutes + 1) * rules.walking_speed_kmh / 60 / rules.detour
        self._reach = reach_km / _KM_PER_DEGREE * 1.001  # degrees; rounding must not leave a place out
        self._on_site: dict[str, list[str]] = defaultdict(list)
        for place in places:
            if place.site:
                self._on_site[place.site].append(place.location_id)
        self._given: dict[str, list[str]] = defaultdict(list)
        for entry in problem.travel_times:
            self._given[entry.origin].append(entry.destination)
            self._given[entry.destination].append(entry.origin)
        self._known: dict[str, list[str]] = {}

    def of(self, location: str) -> Iterator[str]:
        """The place itself, then the others near it."""
        if location in self._known:
            yield from self._known[location]
            return
        yield location
        near = [location]
        for other in dict.fromkeys(self._candidates(self._by_id[location])):
            if other != location and other in self._by_id and self._within(location, other):
                near.append(other)
                yield other
        self._known[location] = near

    def _candidates(self, place: Location) -> Iterator[str]:
        yield from self._given[place.location_id]
        yield from self._on_site[place.site]
        if place.lat is None or place.lon is None:
            return
        low, high = place.lat - self._reach, place.lat + self._reach
        widest = math.cos(math.radians(min(89.9, max(abs(low), abs(high)))))
        for name in self._by_lat[bisect_left(self._lats, low) : bisect_right(self._lats, high)]:
            apart = abs((self._by_id[name].lon or 0.0) - place.lon)
            if min(apart, 360 - apart) * widest <= self._reach * 1.01:
                yield name

    def _within(self, origin: str, destination: str) -> bool:
        limit = self._problem.scenario.rules.max_travel_minutes
        there, back = self._problem.travel(origin, destination), self._problem.travel(destination, origin)
        return there is not None and back is not None and max(there, back) <= limit


def _pairs(groups: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    """For each id the ids that it must stay apart from."""
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        ids = set(group)
        for name in ids:
            found[name] |= ids - {name}
    return found
