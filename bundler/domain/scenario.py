"""What the client decides: the rules, what counts as good, pins, and how to solve."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from bundler.domain.model import Frozen
from bundler.units import DAY_MINUTES, at_least_minutes, at_most_minutes

BreakRule = Literal["adult", "youth", "none"]
Objective = Literal["balanced", "most-hours", "most-jobs", "fewest-jobs"]
TargetGroup = Literal[
    "banenafspraak",  # in the doelgroepregister
    "participatiewet_short",  # less than two years
    "participatiewet_long",
    "ww_short",  # less than a year
    "ww_long",
    "wia",
    "wsw",
    "nug",  # looking for work without a benefit
]

LONG_DAY_MINUTES = 600
_BREAK_AFTER = {"adult": 330, "youth": 270}


class Rules(Frozen):
    """When a job is viable; each field is a rule that the user can change.

    ``day_start`` and ``day_end`` are minutes after midnight, the other fields are in the unit of
    their name.
    """

    max_suppliers: int = Field(default=2, ge=1)
    min_hours: float = Field(default=12, ge=0, le=168)
    max_hours: float = Field(default=36, gt=0, le=168)
    max_days: int = Field(default=5, ge=1, le=7)
    max_hours_per_day: float = Field(default=8, gt=0, le=24)
    max_span_hours: float = Field(default=10, gt=0, le=24)
    max_rest_minutes: int = Field(default=60, ge=0, le=DAY_MINUTES)
    day_start: int = Field(default=360, ge=0, le=DAY_MINUTES)
    day_end: int = Field(default=1320, ge=0, le=DAY_MINUTES)
    break_rule: BreakRule = "adult"
    daily_rest_hours: float = Field(default=11, ge=0, le=24)
    weekly_rest_hours: float = Field(default=36, ge=0, le=168)
    max_tasks: int = Field(default=5, ge=1)
    max_competencies: int = Field(default=4, ge=0)
    max_locations: int = Field(default=3, ge=1)
    max_travel_minutes: int = Field(default=20, ge=0)
    max_start_spread_minutes: int | None = Field(default=None, ge=0)
    min_hours_per_supplier: float = Field(default=0, ge=0, le=168)
    min_supervised_share: float = Field(default=0, ge=0, le=1)
    separate_settings: bool = True
    food_after_sanitary: bool = False
    excluded_certificates: tuple[str, ...] = ()
    grid_minutes: int = Field(default=5, ge=1, le=60)
    walking_speed_kmh: float = Field(default=4.5, gt=0)
    detour: float = Field(default=1.3, ge=1)
    same_site_minutes: int = Field(default=5, ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Rules:
        if self.min_hours > self.max_hours:
            raise ValueError("min_hours above max_hours")
        if self.day_start >= self.day_end:
            raise ValueError("day_start not before day_end")
        return self

    @property
    def week_minutes(self) -> tuple[int, int]:
        """Fewest and most task minutes of a job's week."""
        return at_least_minutes(self.min_hours), at_most_minutes(self.max_hours)

    @property
    def break_after(self) -> int | None:
        """Minutes of task and travel on a day after which a break is due; None where no break rule holds."""
        return _BREAK_AFTER.get(self.break_rule)

    def break_due(self, work_minutes: int) -> int:
        """Minutes of break that a day with so much task and travel time requires.

        Arbeidstijdenwet art. 5:4: adults 30 minutes after 5.5 hours and 45 after 10 hours, youth of
        16 and 17 years 30 minutes after 4.5 hours.
        """
        after = self.break_after
        if after is None or work_minutes <= after:
            return 0
        return 45 if self.break_rule == "adult" and work_minutes > LONG_DAY_MINUTES else 30


class Weights(Frozen):
    """What a job is worth: points per hour, per extra task and so on; see ``bundler.rules.score``."""

    hours: float = Field(default=10, ge=0)
    second_supplier: float = Field(default=10, ge=0)
    extra_task: float = Field(default=4, ge=0)
    extra_location: float = Field(default=4, ge=0)
    travel: float = Field(default=10, ge=0)
    idle: float = Field(default=5, ge=0)
    irregular_start: float = Field(default=2, ge=0)
    off_target: float = Field(default=2, ge=0)
    target_hours: float = Field(default=25.5, ge=0)


class Pin(Frozen):
    """A decision made at the table; exactly one field is filled.

    Attributes:
        together: these tasks are in one job.
        apart: no two of these tasks are in one job.
        place: this task is in a job.
        leave: this task stays out.
        job: exactly this job exists.
        forbid_suppliers: no two of these suppliers are in one job.
    """

    together: tuple[str, ...] | None = None
    apart: tuple[str, ...] | None = None
    place: str | None = None
    leave: str | None = None
    job: tuple[str, ...] | None = None
    forbid_suppliers: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Pin:
        if len(self.model_fields_set) != 1 or getattr(self, self.kind) is None:
            raise ValueError("a pin is exactly one of together, apart, place, leave, job, forbid_suppliers")
        return self

    @property
    def kind(self) -> str:
        """The name of the field that is filled."""
        return next(iter(self.model_fields_set))

    @property
    def ids(self) -> tuple[str, ...]:
        """The task or supplier ids that the pin names."""
        value = getattr(self, self.kind)
        return (value,) if isinstance(value, str) else tuple(value)


class SolveOptions(Frozen):
    """How long and how hard to look."""

    objective: Objective = "balanced"
    time_limit: float = Field(default=300, gt=0)
    gap: float = Field(default=0, ge=0, lt=1)
    seed: int = Field(default=0, ge=0, lt=2**31)
    workers: int = Field(default=0, ge=0, le=256)


class Attribution(Frozen):
    """What the report on employer, CAO and social return assumes; it never changes the plan.

    Nothing here is about a person: it is the group a vacancy is meant for.

    Attributes:
        target_group: the group that the vacancies are meant for.
        age: age for the minimum wage, in years; 21 is 21 and over.
        contract_months: how long a contract is meant to last.
        permanent: whether the contracts are for an indefinite time.
        weeks_per_year: paid weeks in a year; no law prescribes the number.
        construction: who employs; ``recommended`` takes the recommendation for each job.
        split: who books the social-return value of an hour: the supplier on whose contract it is worked
            (``own_contract``) or the formal employer (``employer``).
        min_cell: statements show no figure about fewer persons than this.
    """

    target_group: TargetGroup = "banenafspraak"
    age: int = Field(default=21, ge=16, le=21)
    contract_months: int = Field(default=12, ge=1, le=120)
    permanent: bool = False
    weeks_per_year: float = Field(default=52, gt=0, le=53)
    construction: Literal["recommended", "two_contracts", "lending", "sw_lending", "client"] = "recommended"
    split: Literal["own_contract", "employer"] = "own_contract"
    min_cell: int = Field(default=5, ge=2)


class Scenario(Frozen):
    """One way to look at the same tasks: rules, weights, pins, solve options, assumptions of the report."""

    name: str = ""
    description: str = ""
    plan_date: date | None = None
    rules: Rules = Rules()
    weights: Weights = Weights()
    solve: SolveOptions = SolveOptions()
    pins: tuple[Pin, ...] = ()
    attribution: Attribution = Attribution()
