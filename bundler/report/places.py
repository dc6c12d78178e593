"""Where the work is: hours in jobs and left over by place, and the sites in the order of their hours."""

from __future__ import annotations

from typing import NamedTuple

from bundler.domain import Location, Problem, Result
from bundler.rules import Week


class Place(NamedTuple):
    """One place.

    Attributes:
        number: its number in the report, over all sites.
        placed: minutes a week in jobs.
        left: minutes a week in no job.
        suppliers: ids of those that have work there in jobs, most minutes first.
        jobs: how many jobs come there.
    """

    number: int
    location: Location
    placed: int
    left: int
    suppliers: tuple[str, ...]
    jobs: int

    @property
    def name(self) -> str:
        """Its name; its id where it has none."""
        return self.location.name or self.location.location_id


class Site(NamedTuple):
    """The places of one site; ``name`` is empty where none is named."""

    name: str
    places: tuple[Place, ...]

    @property
    def placed(self) -> int:
        """Minutes a week in jobs."""
        return sum(place.placed for place in self.places)


def sites_of(problem: Problem, result: Result) -> tuple[Site, ...]:
    """Every place where work is offered, by site; sites and places with most hours in jobs come first.

    Raises:
        NoPlan: the result holds no plan.
    """
    placed: dict[str, dict[str, int]] = {}
    left: dict[str, int] = {}
    jobs: dict[str, int] = {}
    for task in problem.tasks:
        placed.setdefault(task.location_id, {})
    for job in result.jobs:
        for session in job.roster:
            task = problem.task_by_id[session.task_id]
            here = placed[task.location_id]
            here[task.supplier_id] = here.get(task.supplier_id, 0) + session.end - session.start
        for location_id in Week(problem, job.roster).locations:
            jobs[location_id] = jobs.get(location_id, 0) + 1
    for item in result.unplaced:
        task = problem.task_by_id[item.task_id]
        left[task.location_id] = left.get(task.location_id, 0) + item.sessions * task.session_minutes
    by_site: dict[str, list[Location]] = {}
    for location in problem.locations:
        if location.location_id in placed:
            by_site.setdefault(location.site, []).append(location)

    def minutes(location: Location) -> int:
        return sum(placed[location.location_id].values())

    ordered = sorted(by_site.items(), key=lambda item: (-sum(map(minutes, item[1])), item[0]))
    number, sites = 0, []
    for name, locations in ordered:
        places = []
        for location in sorted(locations, key=lambda each: (-minutes(each), each.location_id)):
            number += 1
            key = location.location_id
            suppliers = sorted(placed[key], key=lambda who: (-placed[key][who], who))
            places.append(
                Place(
                    number, location, minutes(location), left.get(key, 0), tuple(suppliers), jobs.get(key, 0)
                )
            )
        sites.append(Site(name, tuple(places)))
    return tuple(sites)
