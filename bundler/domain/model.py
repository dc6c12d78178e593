"""What the suppliers bring to the table: tasks, suppliers, places and the minutes between them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bundler.i18n import Text

Setting = Literal["indoor", "outdoor"]
SETTINGS: dict[Setting, Text] = {"indoor": Text("indoor", "binnen"), "outdoor": Text("outdoor", "buiten")}
Hygiene = Literal["none", "sanitary", "food"]
Service = Literal["cleaning", "catering", "vending", "landscaping", "security", "facility", "other"]
SocialReturnModel = Literal["A", "B", "none"]

# A web address of the two schemes that are safe to link to; nothing in it can end an attribute or a tag.
WEB_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\"'<>/?#]+[^\s\"'<>]*"


class Frozen(BaseModel):
    """A value that never changes once it is made; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Task(Frozen):
    """A weekly series of sessions that one supplier offers.

    Attributes:
        days: weekdays (Monday 0) the sessions may be on, in week order.
        session_minutes: length of one session, minutes.
        sessions_per_week: how many of ``days`` are used; they are distinct days.
        earliest_start: minutes after midnight; every session lies inside the window.
        latest_end: minutes after midnight.
        headcount: persons needed for the whole series.
        min_sessions_per_job: None where one job takes the whole series; m where jobs may share it,
            each taking at least m sessions.
    """

    task_id: str
    supplier_id: str
    title: str
    location_id: str
    days: tuple[int, ...]
    session_minutes: int = Field(gt=0)
    sessions_per_week: int = Field(ge=1)
    earliest_start: int
    latest_end: int
    headcount: int = Field(default=1, ge=1)
    min_sessions_per_job: int | None = None
    competencies: tuple[str, ...] = ()
    setting: Setting = "indoor"
    hygiene: Hygiene = "none"
    certificates: tuple[str, ...] = ()
    supervised: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    hourly_wage_eur: float | None = None
    cao_function: str = ""
    note: str = ""

    @property
    def shareable(self) -> bool:
        """Whether several jobs may share the weekly series."""
        return self.min_sessions_per_job is not None

    @property
    def sessions_offered(self) -> int:
        """Sessions a week over all persons: headcount × sessions per week."""
        return self.headcount * self.sessions_per_week

    @property
    def offered_minutes(self) -> int:
        """Minutes a week over all persons."""
        return self.sessions_offered * self.session_minutes

    def sessions_in_a_job(self) -> range:
        """How many sessions a week one job may hold."""
        least = self.min_sessions_per_job or self.sessions_per_week
        return range(least, self.sessions_per_week + 1)


class Supplier(Frozen):
    """A facility supplier, or the client's own facility service (``in_house``)."""

    supplier_id: str
    name: str = ""
    service: Service = "other"
    in_house: bool = False
    can_employ: bool = True
    jobcoach: bool = False
    cao_id: str = "unknown"
    contract_end: date | None = None
    contract_value_eur_year: float | None = None
    social_return_model: SocialReturnModel = "none"
    social_return_percent: float | None = None
    social_return_base_eur_year: float | None = None
    blocks_table: str = ""
    social_return_realised_eur: float | None = None
    color: str = ""


class Location(Frozen):
    """A building or place; latitude and longitude in degrees (WGS 84)."""

    location_id: str
    name: str = ""
    site: str = ""
    lat: float | None = None
    lon: float | None = None


class Competency(Frozen):
    """What a task asks of a person, in words that a vacancy can use; a task names it by its id.

    Attributes:
        label_nl: a few words, such as ``Werken met eten``.
        description: a few plain sentences; in both languages unless ``description_en`` is there.
        uri: where a public skills language (CompetentNL, ESCO) describes it; http or https.
    """

    competency_id: str
    label_nl: str = ""
    label_en: str = ""
    description: str = ""
    description_en: str = ""
    uri: str = Field(default="", pattern=rf"^(?:{WEB_ADDRESS})?$")


class TravelTime(Frozen):
    """Minutes from one location to another, as given by the user."""

    origin: str
    destination: str
    minutes: int = Field(ge=0)
