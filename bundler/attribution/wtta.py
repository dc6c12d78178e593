"""When the Wtta starts, and whether a contract that lends meets it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from bundler.attribution.facts import InForce
from bundler.domain import Attribution
from bundler.norms import Reading


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def wtta_day(norms: InForce) -> tuple[Reading, date] | None:
    """The norm on the Wtta and the day it starts."""
    reading = norms.get("wtta.in_force")
    if reading is None or not isinstance(reading.period.value, date):
        return None
    return reading, reading.period.value


def wtta_applies(options: Attribution, norms: InForce) -> bool:
    """Whether lending under a contract that starts on the plan's day falls, now or later, under the Wtta."""
    wtta = wtta_day(norms)
    return wtta is not None and (
        options.permanent or wtta[1] < months_later(norms.day, options.contract_months)
    )
