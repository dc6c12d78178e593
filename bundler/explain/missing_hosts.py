"""Which suppliers could be asked for hours: those who work nearby, at that time of day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.domain import Problem, Session, Supplier, Task
from bundler.domain.model import Hygiene
from bundler.rules import Week

_CLOSE = 30


class Host(NamedTuple):
    """A supplier who could be asked.

    Attributes:
        supplier: who.
        work: its tasks within reach of the job's places.
    """

    supplier: Supplier
    work: tuple[Task, ...]

    @property
    def hygiene(self) -> Hygiene:
        """What work of this supplier is to the rule of food after sanitary work."""
        return "food" if self.supplier.service == "catering" else "none"


def hosts_of(problem: Problem, week: Week) -> tuple[list[Host], list[Host]]:
    """Other suppliers who work within reach of a week's places, most work first; and those of the week.

    Where the week draws on as many suppliers as a job may, there are no others.
    """
    rules = problem.scenario.rules
    outdoor = {task.setting for task in week.tasks}
    near = {
        place.location_id for place in problem.locations if _within_reach(problem, place.location_id, week)
    }
    hosts = []
    for supplier in problem.suppliers:
        work = tuple(
            task
            for task in problem.tasks
            if task.supplier_id == supplier.supplier_id
            and task.location_id in near
            and (task.setting in outdoor or not rules.separate_settings)
            and not problem.left_out_by_date(task)
        )
        hosts.append(Host(supplier, work))
    hosts.sort(key=lambda host: (-sum(task.offered_minutes for task in host.work), host.supplier.supplier_id))
    own = [host for host in hosts if host.supplier.supplier_id in week.suppliers]
    room = len(week.suppliers) < rules.max_suppliers
    apart = _kept_apart(problem, week)
    others = [host for host in hosts if host.work and host.supplier.supplier_id not in apart] if room else []
    others = [host for host in others if host not in own]
    return others, own


def _within_reach(problem: Problem, place: str, week: Week) -> bool:
    most = problem.scenario.rules.max_travel_minutes
    for other in week.locations:
        for minutes in (problem.travel(place, other), problem.travel(other, place)):
            if minutes is None or minutes > most:
                return False
    return True


def _kept_apart(problem: Problem, week: Week) -> set[str]:
    """Suppliers that a pin keeps out of a job with those of the week."""
    pins = [set(pin.ids) for pin in problem.scenario.pins if pin.kind == "forbid_suppliers"]
    return {name for ids in pins if ids & set(week.suppliers) for name in ids}


def at_that_time(hosts: Sequence[Host], asked: Sequence[Session]) -> list[Host]:
    """Hosts in order of how many of their tasks nearby could be at the times that are asked for."""

    def fitting(host: Host) -> int:
        return sum(
            any(
                session.day in task.days
                and min(session.end, task.latest_end) - max(session.start, task.earliest_start) >= _CLOSE
                for session in asked
            )
            for task in host.work
        )

    return sorted(hosts, key=fitting, reverse=True)
