"""Each job's week as an iCalendar file (RFC 5545); needs the library icalendar.

A job is a standing week, so every session comes back each week, by the clock on the wall in the Netherlands.
A calendar holds the work and never who does it: no attendee, no organiser.
"""

from __future__ import annotations

import json
import unicodedata
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import ModuleType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bundler._version import __version__
from bundler.attribution.vacancy_week import place_name
from bundler.domain import Job, Problem, Result, Session
from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.report.filenames import names_for_jobs
from bundler.units import DAY_MINUTES, WEEK_DAYS, clock

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

INSTALL = 'python -m pip install "bundler[calendar]"'
ZONE = "Europe/Amsterdam"

_NO_LIBRARY = Text(
    f"For calendars the library icalendar is needed. Install it with: {INSTALL}",
    f"Voor agenda’s is de bibliotheek icalendar nodig. Installeer die met: {INSTALL}",
)
_ABOUT = Text("Supplier: {supplier}. Job: {job}.", "Leverancier: {supplier}. Baan: {job}.")
_NEXT = Text("Next, at {time}: {place}.", "Daarna, om {time} uur: {place}.")
# Both names: RFC 7986 has the first one, most programs read the second.
_NAMES = ("NAME", "X-WR-CALNAME")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:bundler:session")


def calendars(problem: Problem, result: Result, lang: Lang, now: datetime | None = None) -> dict[str, bytes]:
    """An .ics file for each job, by file name: ``job-J01.ics``.

    Each session of the week is an event of its own that comes back weekly, in the zone Europe/Amsterdam: an
    early shift stays early when the clock changes. The weeks run from the plan date on; where the scenario
    has none, from the first Monday after ``now``. A task's own ``valid_from`` and ``valid_until`` hold as
    well. An event keeps its UID as long as scenario name, job, task and weekday stay the same: a calendar
    that takes in a later file moves what it has.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        lang: language of the descriptions.
        now: when the files are made, with a time zone; the clock's where None.

    Raises:
        UsageError: the library is not installed; the text says how to install it.
        NoPlan: the result holds no plan.
    """
    _icalendar()
    made = now or datetime.now(UTC)
    names = names_for_jobs("job", (job.job_id for job in result.jobs))
    return {
        f"{name}.ics": _calendar(problem, job, lang, made).to_ical()
        for name, job in zip(names, result.jobs, strict=True)
    }


def first_day(problem: Problem, today: date) -> date:
    """The day from which the weeks run: the plan date, or the first Monday after ``today``."""
    return problem.scenario.plan_date or today + timedelta(days=WEEK_DAYS - today.weekday())


def _icalendar() -> ModuleType:
    """The library.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import icalendar
    except ImportError:
        raise UsageError(_NO_LIBRARY) from None
    return icalendar


def _calendar(problem: Problem, job: Job, lang: Lang, now: datetime) -> Calendar:
    calendar: Calendar = _icalendar().Calendar()
    calendar.add("prodid", f"-//bundler//bundler {__version__}//{lang.upper()}")
    calendar.add("version", "2.0")
    suppliers = " + ".join(problem.supplier_by_id[each].name or each for each in job.suppliers)
    for name in _NAMES:
        calendar.add(name, _plain(f"{job.job_id} · {suppliers}"))
    calendar.add_component(_zone())
    begin = first_day(problem, now.astimezone(ZoneInfo(ZONE)).date())
    for session, following in pairwise((*job.roster, None)):
        if session is not None:
            for event in _event(problem, job, session, following, begin, lang):
                event.add("dtstamp", now.astimezone(UTC))
                calendar.add_component(event)
    return calendar


def _event(
    problem: Problem, job: Job, session: Session, following: Session | None, begin: date, lang: Lang
) -> Iterator[Event]:
    """The event of one session; none where its task ends before it could begin."""
    library = _icalendar()
    task = problem.task_by_id[session.task_id]
    place = problem.location_by_id[task.location_id]
    supplier = problem.supplier_by_id[task.supplier_id]
    earliest = max(begin, task.valid_from or begin)
    first = earliest + timedelta(days=(session.day - earliest.weekday()) % WEEK_DAYS)
    weekly: dict[str, object] = {"FREQ": "WEEKLY"}
    if task.valid_until is not None:
        if first > task.valid_until:
            return
        weekly["UNTIL"] = _local(task.valid_until, DAY_MINUTES - 1).astimezone(UTC)
    event: Event = library.Event()
    event.add("uid", _uid(problem, job, session))
    event.add("dtstart", _local(first, session.start))
    event.add("dtend", _local(first, session.end))
    event.add("rrule", weekly)
    event.add("summary", _plain(task.title))
    event.add("location", _plain(", ".join(dict.fromkeys(filter(None, (place_name(place), place.site))))))
    about = [_ABOUT(lang, supplier=supplier.name or supplier.supplier_id, job=job.job_id)]
    if following is not None and following.day == session.day:
        about.append(_NEXT(lang, time=clock(following.start), place=_where(problem, following)))
    event.add("description", "\n".join(map(_plain, about)))
    if place.lat is not None and place.lon is not None:
        event.add("geo", (place.lat, place.lon))
    yield event


def _where(problem: Problem, session: Session) -> str:
    task = problem.task_by_id[session.task_id]
    return f"{task.title}, {place_name(problem.location_by_id[task.location_id])}"


def _plain(text: str) -> str:
    """The text on one line, without the control characters that a calendar cannot hold."""
    kept = (" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
    return " ".join("".join(kept).split())


def _uid(problem: Problem, job: Job, session: Session) -> str:
    """The same as long as it is the same session of the same job: a job has a task once a day."""
    what = [problem.scenario.name, job.job_id, session.task_id, session.day]
    return f"{uuid.uuid5(_NAMESPACE, json.dumps(what))}@bundler"


def _local(day: date, minutes: int) -> datetime:
    """A moment by the clock in the Netherlands; midnight at the end of a day is the next day's."""
    days, minute = divmod(minutes, DAY_MINUTES)
    at = time(minute // 60, minute % 60, tzinfo=ZoneInfo(ZONE))
    return datetime.combine(day + timedelta(days=days), at)


def _zone() -> Timezone:
    """Dutch time as a rule without an end: the library's own list of changes ends at some year."""
    library = _icalendar()
    zone: Timezone = library.Timezone()
    zone.add("tzid", ZONE)
    for kind, name, month, hour, before, after in (
        (library.TimezoneDaylight, "CEST", 3, 2, 1, 2),
        (library.TimezoneStandard, "CET", 10, 3, 2, 1),
    ):
        change = kind()
        last_sunday = {3: 30, 10: 26}[month]  # of 1997, the first year in which both months have this rule
        change.add("dtstart", datetime(1997, month, last_sunday, hour))
        change.add("rrule", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        change.add("tzname", name)
        zone.add_component(change)
    return zone
