"""How the places of a problem hang together."""

from __future__ import annotations

from bundler.domain import Problem


def near_places(problem: Problem) -> dict[str, set[str]]:
    """For each place the other ones that one job can be at too."""
    places = [place.location_id for place in problem.locations]
    limit = problem.scenario.rules.max_travel_minutes
    return {a: {b for b in places if b != a and (problem.travel(a, b) or 0) <= limit} for a in places}


def hang_together(near: dict[str, set[str]]) -> bool:
    """Whether steps from a place to one near it lead from any to any other."""
    first = next(iter(near))
    reached, front = {first}, [first]
    while front:
        fresh = near[front.pop()] - reached
        reached |= fresh
        front += fresh
    return reached == set(near)
