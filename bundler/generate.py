"""Made-up campuses and cities to try the program on: a problem of any size, the same one for the same seed.

The suppliers, buildings and tasks are invented. What they are like (session lengths, windows, shares)
follows what facility services on a campus do, so that sizes and times measured here say something
about real data.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from bundler.domain import Location, Problem, Rules, Scenario, Supplier, Task
from bundler.domain.model import Hygiene, Service
from bundler.errors import UsageError
from bundler.i18n import Text

WORKWEEK = (0, 1, 2, 3, 4)
BUILDINGS = 6
SITE_RADIUS_M = 240  # any two buildings of a site are within 500 m
SITE_DISTANCE_KM = 30
KM_PER_DEGREE = 111.2
CITY_BUILDINGS = 60
CITY_KM = 4  # a city is a square with sides of this length
CITY_RASTER = 8
SHORTEST_WINDOW, LONGEST_WINDOW = 150, 720

Layout = Literal["campus", "city"]

TIGHT = Rules(
    min_hours=20,
    max_hours=32,
    max_tasks=3,
    max_start_spread_minutes=60,
    max_rest_minutes=30,
    min_hours_per_supplier=6,
    min_supervised_share=0.2,
)


class _Kind(NamedTuple):
    """A kind of work: what its tasks look like.

    Attributes:
        share: how often it occurs among a supplier's tasks.
        minutes: shortest and longest session.
        opens: earliest and latest start of the window, hours.
        width: narrowest and widest window, hours.
        busy: share of the tasks that ask for two or three people.
    """

    title: str
    share: float
    minutes: tuple[int, int]
    opens: tuple[int, int]
    width: tuple[float, float]
    competencies: tuple[str, ...]
    hygiene: Hygiene = "none"
    outdoor: bool = False
    busy: float = 0.0
    certificates: tuple[str, ...] = ()


class _Company(NamedTuple):
    service: Service
    share: float
    cao_id: str
    in_house: bool
    color: str


_CLEANING = (
    _Kind("Morning round", 0.4, (90, 240), (6, 7), (3, 6), ("cleaning",), busy=0.35),
    _Kind("Toilets and washrooms", 0.2, (90, 180), (6, 10), (3, 9), ("cleaning",), hygiene="sanitary"),
    _Kind("Day cleaning", 0.25, (90, 240), (8, 11), (5, 10), ("cleaning", "host_contact")),
    _Kind("Evening round", 0.15, (90, 240), (15, 17), (4, 6), ("cleaning", "working_alone")),
)
_KINDS: dict[Service, tuple[_Kind, ...]] = {
    "cleaning": _CLEANING,
    "catering": (
        _Kind(
            "Lunch service",
            0.5,
            (90, 180),
            (10, 11),
            (3, 5),
            ("food_handling", "host_contact"),
            "food",
            busy=0.5,
        ),
        _Kind("Dishwashing", 0.25, (90, 180), (11, 13), (3, 6), ("food_handling", "lifting"), "food"),
        _Kind("Coffee and meeting rooms", 0.25, (60, 150), (7, 13), (2.5, 9), ("host_contact",), "food"),
    ),
    "vending": (
        _Kind("Filling machines", 0.7, (45, 150), (6, 11), (4, 11), ("restocking",)),
        _Kind("Cleaning machines", 0.3, (45, 120), (7, 12), (4, 10), ("restocking", "cleaning"), "food"),
    ),
    "landscaping": (
        _Kind("Grounds and litter", 0.6, (90, 300), (7, 9), (5, 9), ("grounds",), outdoor=True),
        _Kind("Planting and pruning", 0.4, (120, 300), (7, 9), (6, 9), ("grounds", "lifting"), outdoor=True),
    ),
    "security": (
        _Kind("Reception desk", 0.6, (60, 240), (7, 14), (4, 9), ("host_contact",), certificates=("vog",)),
        _Kind("Opening and closing round", 0.4, (45, 120), (6, 18), (2.5, 4), ("working_alone",)),
    ),
    "facility": (
        _Kind("Post round", 0.3, (60, 150), (8, 12), (3, 7), ("sorting",)),
        _Kind("Setting up rooms", 0.35, (60, 240), (7, 13), (4, 9), ("lifting",)),
        _Kind("Stock and waste", 0.35, (60, 210), (7, 12), (4, 12), ("lifting", "sorting")),
    ),
}
_COMPANIES = (
    _Company("cleaning", 0.23, "schoonmaak", False, "#0072B2"),
    _Company("catering", 0.17, "contractcatering", False, "#D55E00"),
    _Company("vending", 0.09, "unknown", False, "#E69F00"),
    _Company("landscaping", 0.065, "unknown", False, "#009E73"),
    _Company("security", 0.07, "unknown", False, "#CC79A7"),
    _Company("facility", 0.11, "unknown", True, "#F0E442"),
    _Company("cleaning", 0.205, "schoonmaak", False, "#56B4E9"),
    _Company("landscaping", 0.06, "unknown", False, "#000000"),
)


def generate(
    tasks: int,
    *,
    suppliers: int = 8,
    sites: int = 1,
    seed: int = 0,
    tight: bool = False,
    layout: Layout = "campus",
) -> Problem:
    """An invented problem: facility tasks of several suppliers on campuses or in a city.

    Args:
        tasks: how many tasks, 1 or more.
        suppliers: how many suppliers, 1 or more; from eight on every service occurs at least once.
        sites: how many campuses, 30 km apart, so that no job reaches from one to another.
        seed: the same numbers and seed give the same problem.
        tight: strict rules, under which far fewer jobs are viable.
        layout: ``campus``, or ``city``: 60 buildings over 4 × 4 km, each within reach of some others, so
            that no part of the city stands by itself; a city is one site.

    Raises:
        UsageError: a number below 1, or a city of several sites.
    """
    if min(tasks, suppliers, sites) < 1:
        raise UsageError(
            Text(
                "Maybe one of the numbers is too small: tasks, suppliers and campuses are 1 or more.",
                "Misschien is een van de getallen te klein: taken, leveranciers en campussen zijn 1 of meer.",
            )
        )
    if layout == "city" and sites != 1:
        raise UsageError(
            Text(
                "A city is one site. Maybe leave out the number of sites.",
                "Een stad is één terrein. Misschien het aantal terreinen weglaten.",
            )
        )
    rng = random.Random(f"bundler-{layout} {tasks} {suppliers} {sites} {seed}")
    companies = [_COMPANIES[number % len(_COMPANIES)] for number in range(suppliers)]
    locations = _city(rng) if layout == "city" else _locations(sites, rng)
    buildings = len(locations) // sites
    owners = _deal([company.share for company in companies], tasks, rng)
    weekly = _deal([2 / 3, 1 / 3], tasks, rng)
    shares = iter(_deal([1 / 4, 3 / 4], weekly.count(0), rng))
    kinds = {
        number: iter(_deal([kind.share for kind in _KINDS[company.service]], owners.count(number), rng))
        for number, company in enumerate(companies)
    }
    made = []
    for number, owner in enumerate(owners):
        kind = _KINDS[companies[owner].service][next(kinds[owner])]
        place = locations[(number % sites) * buildings + rng.randrange(buildings)]
        five_days = weekly[number] == 0
        shareable = five_days and next(shares) == 0
        made.append(_task(f"T{number + 1:03d}", f"s{owner + 1}", kind, place, five_days, shareable, rng))
    return Problem(
        tasks=tuple(made),
        suppliers=tuple(_supplier(number, company) for number, company in enumerate(companies)),
        locations=tuple(locations),
        scenario=Scenario(
            name=f"{layout}-{tasks}-{sites}-{seed}" + ("-tight" if tight else ""),
            description="Invented data" + (", strict rules" if tight else ""),
            rules=TIGHT if tight else Rules(),
        ),
    )


def _deal(shares: Sequence[float], count: int, rng: random.Random) -> list[int]:
    """``count`` cards numbered by share in exact proportion (largest remainders), shuffled."""
    ideal = [share * count / sum(shares) for share in shares]
    numbers = [math.floor(value) for value in ideal]
    by_remainder = sorted(range(len(shares)), key=lambda i: (numbers[i] - ideal[i], i))
    for index in by_remainder[: count - sum(numbers)]:
        numbers[index] += 1
    cards = [index for index, number in enumerate(numbers) for _ in range(number)]
    rng.shuffle(cards)
    return cards


def _supplier(number: int, company: _Company) -> Supplier:
    letters = ""
    rank = number + 1
    while rank:
        rank, letter = divmod(rank - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return Supplier(
        supplier_id=f"s{number + 1}",
        name=f"Supplier {letters}",
        service=company.service,
        in_house=company.in_house,
        can_employ=not company.in_house,
        jobcoach=number % 3 == 0,
        cao_id=company.cao_id,
        color=company.color,
    )


def _locations(sites: int, rng: random.Random) -> list[Location]:
    """Six buildings a site; the sites lie on a square raster."""
    width = math.ceil(math.sqrt(sites))
    found = []
    for site in range(sites):
        north, east = divmod(site, width)
        lat = 52.0 + north * SITE_DISTANCE_KM / KM_PER_DEGREE
        per_degree = KM_PER_DEGREE * math.cos(math.radians(lat))
        lon = 5.0 + east * SITE_DISTANCE_KM / (KM_PER_DEGREE * math.cos(math.radians(52.5)))
        for building in range(BUILDINGS):
            angle = 2 * math.pi * (building + rng.random()) / BUILDINGS
            radius = SITE_RADIUS_M / 1000 * math.sqrt(rng.uniform(0.05, 1))
            found.append(
                Location(
                    location_id=f"c{site + 1}b{building + 1}",
                    name=f"Building {building + 1}, campus {site + 1}",
                    site=f"Campus {site + 1}",
                    lat=round(lat + radius * math.sin(angle) / KM_PER_DEGREE, 5),
                    lon=round(lon + radius * math.cos(angle) / per_degree, 5),
                )
            )
    return found


def _city(rng: random.Random) -> list[Location]:
    """A building in nearly every cell of a raster: those in neighbouring cells are within a walk.

    Four cells inside the raster stay empty, no two in one row or column, so that they cut nothing off.
    """
    inner = range(1, CITY_RASTER - 1)
    rows, columns = (rng.sample(inner, CITY_RASTER**2 - CITY_BUILDINGS) for _ in range(2))
    empty = set(zip(rows, columns, strict=True))
    side = CITY_KM / CITY_RASTER
    per_degree = KM_PER_DEGREE * math.cos(math.radians(52.0))
    found: list[Location] = []
    for north in range(CITY_RASTER):
        for east in range(CITY_RASTER):
            if (north, east) in empty:
                continue
            number = len(found) + 1
            found.append(
                Location(
                    location_id=f"b{number}",
                    name=f"Building {number}, city",
                    site="City",
                    lat=round(52.0 + (north + rng.random()) * side / KM_PER_DEGREE, 5),
                    lon=round(5.0 + (east + rng.random()) * side / per_degree, 5),
                )
            )
    return found


def _session_minutes(kind: _Kind, rng: random.Random) -> int:
    """A multiple of 15 minutes; long sessions are rarer than short ones."""
    shortest, longest = kind.minutes
    lengths = range(shortest, longest + 1, 15)
    return rng.choices(lengths, [1 / length**1.5 for length in lengths])[0]


def _window(kind: _Kind, minutes: int, rng: random.Random) -> tuple[int, int]:
    opens = rng.randrange(kind.opens[0] * 60, kind.opens[1] * 60 + 1, 30)
    narrowest, widest = (round(hours * 60) for hours in kind.width)
    width = rng.randrange(narrowest, widest + 1, 30)
    least = -(-(minutes + 30) // 30) * 30
    width = min(max(width, least, SHORTEST_WINDOW), LONGEST_WINDOW, 22 * 60 - opens)
    return opens, opens + width


def _days(five_days: bool, rng: random.Random) -> tuple[tuple[int, ...], int]:
    """The days a task may be on and how many of them it uses."""
    if five_days:
        return WORKWEEK, len(WORKWEEK)
    sessions = rng.choices((1, 2, 3, 4), (1, 3, 4, 2))[0]
    if rng.random() < 0.5:
        return WORKWEEK, sessions
    return tuple(sorted(rng.sample(WORKWEEK, sessions))), sessions


def _task(
    task_id: str,
    supplier_id: str,
    kind: _Kind,
    place: Location,
    five_days: bool,
    shareable: bool,
    rng: random.Random,
) -> Task:
    minutes = _session_minutes(kind, rng)
    opens, closes = _window(kind, minutes, rng)
    days, sessions = _days(five_days, rng)
    headcount = rng.choice((2, 2, 3)) if rng.random() < kind.busy else 1
    return Task(
        task_id=task_id,
        supplier_id=supplier_id,
        title=f"{kind.title}, {place.name.split(',')[0].lower()}",
        location_id=place.location_id,
        days=days,
        session_minutes=minutes,
        sessions_per_week=sessions,
        earliest_start=opens,
        latest_end=closes,
        headcount=headcount,
        min_sessions_per_job=2 if shareable else None,
        competencies=kind.competencies,
        setting="outdoor" if kind.outdoor else "indoor",
        hygiene=kind.hygiene,
        certificates=kind.certificates,
        supervised=rng.random() < 0.5,
    )
