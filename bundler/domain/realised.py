"""Hours that were really paid, by job and period; nothing in it is about one person by name."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bundler.domain.model import Frozen
from bundler.domain.scenario import TargetGroup

Outside = Literal["sw_company", "client"]
# Formal employers that are no supplier: the social employment company or municipality, and the client.
OUTSIDE: tuple[Outside, ...] = ("sw_company", "client")


class Realised(Frozen):
    """Paid hours (verloonde uren) of a job at one formal employer in one period.

    Attributes:
        month: None where the hours are of the whole quarter.
        employer: id of the supplier that paid them, or one of ``OUTSIDE``.
        minutes: hours paid, in minutes.
        persons: how many persons they are of. One job is one person's week, so it is 1 unless the job
            had several persons in the period, or the row adds up several jobs.
        group: the group that these persons belong to.
    """

    year: int = Field(ge=2000, le=2100)
    quarter: int = Field(ge=1, le=4)
    month: int | None = Field(default=None, ge=1, le=12)
    employer: str
    job_id: str
    minutes: int = Field(ge=0)
    persons: int = Field(default=1, ge=1)
    group: TargetGroup = "banenafspraak"
