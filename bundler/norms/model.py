"""A norm: a series of values, each with its dates, its source and how sure it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal, NamedTuple, TypeGuard

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bundler.i18n import Text

Confidence = Literal["high", "medium", "low"]
# What a value is counted in; ``text`` is a sentence, ``yes_no`` true or false, ``date`` a day.
Unit = Literal[
    "eur",
    "eur/hour",
    "eur/km",
    "eur/month",
    "eur/year",
    "hours",
    "hours/week",
    "minutes",
    "percent",
    "days",
    "weeks",
    "months",
    "years",
    "km",
    "number",
    "text",
    "yes_no",
    "date",
]


# What a value is for a unit; for every other unit a number, or a scale of numbers.
WANTED: Final[dict[str, type]] = {"text": Text, "yes_no": bool, "date": date}
ID_PATTERN: Final = r"^[a-z0-9_]+(\.[a-z0-9_-]+)+$"


class Frozen(BaseModel):
    """A value that never changes once it is made; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _both(value: object) -> object:
    return Text(**value) if is_both(value) else value


def is_both(value: object) -> TypeGuard[dict[str, str]]:
    """Whether it is a text in English and Dutch as the files hold it; no brace, which marks a gap to fill."""
    return (
        isinstance(value, dict)
        and set(value) == {"en", "nl"}
        and all(
            isinstance(text, str) and text.strip() and not set("{}") & set(text) for text in value.values()
        )
    )


Both = Annotated[Text, BeforeValidator(_both)]


class Step(Frozen):
    """One step of a scale, such as the second year of wage group 1."""

    name: Both
    value: Decimal = Field(ge=0)


Scale = Annotated[tuple[Step, ...], Field(min_length=1)]


class Period(Frozen):
    """The value of a norm from one day to another, both included.

    Attributes:
        value: in the norm's unit; None where nobody knows (``"unknown"`` in the file).
        valid_from: the first day on which it is known to hold.
        valid_to: None where no last day is known; after a last day the value is only the last one known.
        source: where it was found, with the date of what was read.
        confidence: ``high``: read in the law or in a good public source; ``medium``: one source or
            a plain derivation; ``low``: not verified, never to be shown as fact.
        undated: the source bears no date, so that it cannot say since when; only then may a known value
            lack ``valid_from``.
        derived: it follows from other values by arithmetic or plain reading.
        note: what a reader should know beside it.
    """

    value: bool | date | Decimal | Both | Scale | None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = Field(min_length=1)
    confidence: Confidence
    undated: bool = False
    derived: bool = False
    note: Both | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, fields: object) -> object:
        if not isinstance(fields, dict):
            return fields
        value = fields.get("value")
        if value == "unknown":
            return {**fields, "value": None}
        if isinstance(value, int) and not isinstance(value, bool):
            return {**fields, "value": Decimal(value)}
        return fields

    @model_validator(mode="after")
    def _dated(self) -> Period:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("valid_from after valid_to")
        if self.value is not None and self.valid_from is None and not self.undated:
            raise ValueError("a known value has valid_from, or undated = true")
        return self


class Norm(Frozen):
    """One norm with its periods in order of date.

    Attributes:
        norm_id: kind and name with dots, such as ``cao.schoonmaak.full_time_week``.
    """

    norm_id: str = Field(alias="id", pattern=ID_PATTERN)
    label: Both
    unit: Unit
    periods: tuple[Period, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Norm:
        wanted = WANTED.get(self.unit, Decimal)
        for period in self.periods:
            value = period.value
            scale = isinstance(value, tuple) and not isinstance(value, Text)
            if not (value is None or isinstance(value, wanted) or (scale and wanted is Decimal)):
                raise ValueError(f"{self.norm_id}: a value does not go with the unit {self.unit}")
            if isinstance(value, Decimal) and value < 0:
                raise ValueError(f"{self.norm_id}: a value below 0")
        starts = [period.valid_from or date.min for period in self.periods]
        ends = [period.valid_to or date.max for period in self.periods]
        if any(end >= start for end, start in zip(ends[:-1], starts[1:], strict=True)):
            raise ValueError(f"{self.norm_id}: periods overlap or are not in order")
        return self

    def at(self, day: date) -> Reading:
        """The value on a day: that of its period, else the last one before it, else the first one known."""
        before = [period for period in self.periods if (period.valid_from or date.min) <= day]
        period = before[-1] if before else self.periods[0]
        return Reading(self, period, day)


class Reading(NamedTuple):
    """A norm as it was read for a day."""

    norm: Norm
    period: Period
    day: date

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return self.period.value is not None

    @property
    def in_time(self) -> bool:
        """Whether the day lies inside the period that the value was found for."""
        return (self.period.valid_from or date.min) <= self.day <= (self.period.valid_to or date.max)

    @property
    def number(self) -> Decimal | None:
        """The value as a number in the norm's unit (of a scale its first step); None where unknown.

        Raises:
            TypeError: the norm is no number.
        """
        value = self.period.value
        if isinstance(value, tuple) and not isinstance(value, Text):
            return value[0].value
        if value is None or isinstance(value, Decimal):
            return value
        raise TypeError(f"{self.norm.norm_id} is no number")

    @property
    def warning(self) -> Text | None:
        """That the day lies outside what is known; None where it lies inside."""
        if self.in_time:
            return None
        period = self.period
        if period.valid_to is not None and self.day > period.valid_to:
            text = Text(
                "{label}: the last known value holds until {end}. What holds on {day} was not known when "
                "this catalogue was made; look it up.",
                "{label}: de laatst bekende waarde geldt tot en met {end}. Wat op {day} geldt, was niet "
                "bekend toen deze catalogus werd gemaakt; zoek dat op.",
            )
        else:
            text = Text(
                "{label}: the first known value holds from {start}; {day} lies before it.",
                "{label}: de eerst bekende waarde geldt vanaf {start}; {day} ligt daarvoor.",
            )
        return text.fill(label=self.norm.label, end=period.valid_to, start=period.valid_from, day=self.day)
