"""Small problems and jobs for the tests of the attribution.

``asito_sodexo`` is the job of the worked example: three hours of cleaning at Asito and three hours of
catering at Sodexo a day, Monday to Friday, 07:00–10:00 and 10:35–13:35, five minutes' walk apart.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from bundler.attribution.constructions import Code, Construction, constructions
from bundler.attribution.facts import Fact, InForce
from bundler.domain import (
    Attribution,
    Job,
    Location,
    Problem,
    Rules,
    Scenario,
    Session,
    Supplier,
    Task,
    TravelTime,
)
from bundler.norms import catalogue
from bundler.rules import make_job

WORKDAYS = (0, 1, 2, 3, 4)
PLAN_DAY = date(2026, 3, 2)
AFTER_WTTA = date(2027, 3, 1)
WALK = 5

SUPPLIERS: dict[str, Supplier] = {
    supplier.supplier_id: supplier
    for supplier in (
        Supplier(
            supplier_id="asito",
            name="Asito",
            service="cleaning",
            jobcoach=True,
            cao_id="schoonmaak",
            contract_end=date(2028, 12, 31),
            contract_value_eur_year=1_000_000,
            social_return_model="A",
            social_return_percent=5,
            social_return_base_eur_year=500_000,
            social_return_realised_eur=0,
        ),
        Supplier(
            supplier_id="sodexo",
            name="Sodexo",
            service="catering",
            jobcoach=True,
            cao_id="contractcatering",
            contract_end=date(2028, 12, 31),
            contract_value_eur_year=1_000_000,
            social_return_model="B",
            social_return_percent=5,
            social_return_base_eur_year=1_000_000,
            blocks_table="utrecht-2022",
            social_return_realised_eur=0,
        ),
        Supplier(supplier_id="maas", name="Maas", service="vending", cao_id="unknown"),
        Supplier(supplier_id="sight", name="SIGHT Landscaping", service="landscaping", cao_id="hoveniers"),
        Supplier(supplier_id="securitas", name="Securitas", service="security", cao_id="beveiliging"),
        Supplier(
            supplier_id="uu_fsc",
            name="Facility Service Centre",
            service="facility",
            in_house=True,
            jobcoach=True,
            cao_id="universiteiten",
        ),
    )
}


def supplier(known: str, /, **changes: Any) -> Supplier:
    """A supplier of the sample, some fields changed."""
    return SUPPLIERS[known].model_copy(update=changes)


def norms(day: date = PLAN_DAY) -> InForce:
    """The package's own catalogue on a day."""
    return InForce(catalogue(), day)


def one_job(
    *parts: tuple[Supplier, float],
    days: tuple[int, ...] = WORKDAYS,
    attribution: Attribution | None = None,
    day: date | None = PLAN_DAY,
    rules: Rules | None = None,
    tasks: dict[str, dict[str, Any]] | None = None,
) -> tuple[Problem, Job]:
    """A problem with one job: one task a supplier, so many hours a day each, one after the other from 07:00.

    Between two parts lie a walk of ``WALK`` minutes and half an hour of break.

    Args:
        parts: the suppliers with their hours a day.
        days: weekdays, Monday 0.
        attribution: section [attribution] of the scenario.
        day: the scenario's plan date.
        rules: the scenario's rules; by default as many suppliers are allowed as there are parts.
        tasks: for a supplier's id the fields of its task that differ.
    """
    made, sessions, start = [], [], 7 * 60
    for number, (part, hours) in enumerate(parts, start=1):
        minutes = round(hours * 60)
        task_id, end = f"T{number:02d}", start + minutes
        fields: dict[str, Any] = {
            "task_id": task_id,
            "supplier_id": part.supplier_id,
            "title": f"Task of {part.name}",
            "location_id": f"L{number}",
            "days": days,
            "session_minutes": minutes,
            "sessions_per_week": len(days),
            "earliest_start": start,
            "latest_end": end,
        }
        made.append(Task(**fields | (tasks or {}).get(part.supplier_id, {})))
        sessions += [Session(day=weekday, start=start, end=end, task_id=task_id) for weekday in days]
        start = end + WALK + 30
    places = tuple(Location(location_id=task.location_id, site="campus") for task in made)
    problem = Problem(
        tasks=tuple(made),
        suppliers=tuple(part for part, _ in parts),
        locations=places,
        travel_times=tuple(
            TravelTime(origin=a.location_id, destination=b.location_id, minutes=WALK)
            for index, a in enumerate(places)
            for b in places[index + 1 :]
        ),
        scenario=Scenario(
            plan_date=day,
            rules=rules or Rules(max_suppliers=max(2, len(parts))),
            attribution=attribution or Attribution(),
        ),
    )
    return problem, make_job(problem, "J01", sessions)


def asito_sodexo(**changes: Any) -> tuple[Problem, Job]:
    """The worked example: Asito 3 h and Sodexo 3 h a day, five days; ``changes`` as in ``one_job``."""
    return one_job((supplier("asito"), 3), (supplier("sodexo"), 3), **changes)


def under(code: Code, problem: Problem, job: Job, day: date = PLAN_DAY) -> Construction:
    """A construction of a job."""
    return next(each for each in constructions(problem, job, norms(day)) if each.code == code)


def example(code: Code, topic: str, **options: object) -> Fact:
    """A line of the worked example."""
    return under(code, *asito_sodexo(attribution=Attribution(**options))).fact(topic)


def random_plan(seed: int) -> tuple[Problem, tuple[Job, ...]]:
    """A plan of one to six jobs over all kinds of suppliers, with whatever mix of hours and CAO's.

    It is not held to the rules: attribution takes any plan as it is.
    """
    rng = random.Random(seed)
    caos = (
        "schoonmaak",
        "contractcatering",
        "hoveniers",
        "beveiliging",
        "universiteiten",
        "unknown",
        "none",
        "own",
    )
    suppliers = [
        each.model_copy(
            update={
                "cao_id": rng.choice((each.cao_id, rng.choice(caos))),
                "can_employ": rng.random() < 0.8,
                "jobcoach": rng.random() < 0.4,
                "in_house": each.in_house and rng.random() < 0.7,
            }
        )
        for each in SUPPLIERS.values()
    ]
    places = [Location(location_id=f"L{number}", site="campus") for number in range(3)]
    tasks: list[Task] = []
    rosters: list[list[Session]] = []
    for _ in range(rng.randint(1, 6)):
        roster: list[Session] = []
        start = rng.randrange(360, 600, 5)
        days = tuple(sorted(rng.sample(range(7), rng.randint(1, 6))))
        for each in rng.sample(suppliers, rng.choice((1, 2, 2, 2, 3))):
            minutes = rng.choice((47, 60, 90, 95, 120, 150, 180))
            held = tuple(sorted(rng.sample(days, rng.randint(1, len(days)))))
            task = Task(
                task_id=f"T{len(tasks) + 1:02d}",
                supplier_id=each.supplier_id,
                title="Task",
                location_id=rng.choice(places).location_id,
                days=held,
                session_minutes=minutes,
                sessions_per_week=len(held),
                earliest_start=start,
                latest_end=start + minutes,
                hygiene=rng.choice(("none", "none", "sanitary", "food")),
                hourly_wage_eur=rng.choice((None, None, 13.5, 14.9, 16.25)),
            )
            tasks.append(task)
            roster += [
                Session(day=day, start=start, end=start + minutes, task_id=task.task_id) for day in held
            ]
            start += minutes + rng.choice((5, 20, 35))
        rosters.append(roster)
    problem = Problem(
        tasks=tuple(tasks),
        suppliers=tuple(suppliers),
        locations=tuple(places),
        scenario=Scenario(
            plan_date=rng.choice((PLAN_DAY, AFTER_WTTA)),
            rules=Rules(max_suppliers=3),
            attribution=Attribution(
                target_group=rng.choice(("banenafspraak", "participatiewet_long", "wsw", "ww_short")),
                age=rng.choice((21, 21, 17, 19)),
                contract_months=rng.choice((12, 6, 2, 24)),
                permanent=rng.random() < 0.3,
                construction=rng.choice(
                    ("recommended", "recommended", "two_contracts", "lending", "sw_lending", "client")
                ),
                split=rng.choice(("own_contract", "employer")),
            ),
        ),
    )
    return problem, tuple(
        make_job(problem, f"J{number:02d}", roster) for number, roster in enumerate(rosters, start=1)
    )
