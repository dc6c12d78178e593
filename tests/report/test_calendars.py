"""Calendars: read back with a library they were not written with, the weeks are those of the plan."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from bundler.domain import Problem, Result, Scenario
from bundler.errors import NoPlan, UsageError
from bundler.report.calendars import INSTALL, calendars, first_day
from bundler.rules import make_job
from bundler.units import DAY_MINUTES
from tests.report import sample

NOW = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)  # a Monday
MONDAY = date(2026, 11, 30)
ZONE = ZoneInfo("Europe/Amsterdam")


def planned(**changes: Any) -> tuple[Problem, Result]:
    of = sample.problem(**changes)
    return of, sample.result(of)


@cache
def made(lang: Any = "en") -> dict[str, str]:
    return {name: content.decode() for name, content in calendars(*planned(), lang, NOW).items()}


def opened(content: str | bytes) -> Any:
    text = content if isinstance(content, str) else content.decode()
    return vobject.readOne(text)


def one(
    problem: Problem,
    *,
    start: int = 420,
    days: tuple[int, ...] = (0,),
    task_id: str = "C1",
    job_id: str = "J01",
) -> Any:
    """The calendar of one job with one task."""
    length = problem.task_by_id[task_id].session_minutes
    job = make_job(problem, job_id, sample.sessions(task_id, start, length, days))
    result = sample.result(problem, plan=(job,))
    (content,) = calendars(problem, result, "en", NOW).values()
    return opened(content)


def events(calendar: Any) -> list[Any]:
    return list(calendar.contents.get("vevent", []))


def times(event: Any, count: int) -> list[datetime]:
    """The first few starts, worked out from the rule by the other library."""
    rule = event.getrruleset(addRDate=True)
    return [start for start, _ in zip(rule, range(count), strict=False)]


def with_task(**changes: Any) -> Problem:
    first, *others = sample.TASKS
    return sample.problem(tasks=(first.model_copy(update=changes), *others))


def test_each_job_has_a_file_with_each_of_its_sessions() -> None:
    result = planned()[1]
    assert list(made()) == [f"job-{job.job_id}.ics" for job in result.jobs]
    for job, content in zip(result.jobs, made().values(), strict=True):
        read = {
            (event.dtstart.value.weekday(), event.dtstart.value.time(), event.dtend.value.time())
            for event in events(opened(content))
        }
        expected = {
            (
                each.day,
                *(
                    datetime.min.replace(hour=at // 60, minute=at % 60).time()
                    for at in (each.start, each.end)
                ),
            )
            for each in job.roster
        }
        assert read == expected
        assert len(events(opened(content))) == len(job.roster)


def test_a_session_comes_back_every_week_by_the_clock_on_the_wall() -> None:
    """Over a year, summer time included, and worked out by another library."""
    for event in events(opened(made()["job-J01.ics"])):
        first = event.dtstart.value
        starts = times(event, 60)
        assert [start.replace(tzinfo=None) for start in starts] == [
            first.replace(tzinfo=None) + timedelta(weeks=week) for week in range(60)
        ]
        offsets = {start.replace(tzinfo=ZONE).utcoffset() for start in starts}
        assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_the_zone_in_the_file_is_that_of_the_netherlands() -> None:
    """The rule as the other library reads it from the file, hour by hour around each change of ten years."""
    zone = events(opened(made()["job-J01.ics"]))[0].dtstart.value.tzinfo
    for year in range(2025, 2036):
        for month in (3, 10):
            for day in range(24, 32):
                for hour in (0, 1, 4, 12, 23):
                    moment = datetime(year, month, day, hour)
                    assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=ZONE).utcoffset()


@pytest.mark.parametrize(
    ("plan_date", "begin"),
    [(None, MONDAY), (date(2027, 2, 3), date(2027, 2, 3))],
    ids=["next-monday", "plan-date"],
)
def test_the_weeks_begin_on_the_plan_date_or_next_monday(plan_date: date | None, begin: date) -> None:
    problem = sample.problem(scenario=Scenario(name="Sample", plan_date=plan_date))
    assert first_day(problem, NOW.date()) == begin
    for event in events(one(problem, days=sample.WEEK)):
        assert begin <= event.dtstart.value.date() < begin + timedelta(days=7)


def test_next_monday_is_never_today() -> None:
    days = [NOW.date() + timedelta(days=number) for number in range(7)]
    assert {first_day(sample.problem(), day) for day in days} == {MONDAY}


def test_a_task_that_is_valid_later_begins_later_and_one_that_ends_has_its_last_day() -> None:
    problem = with_task(valid_from=date(2027, 1, 12), valid_until=date(2027, 2, 1))
    (monday,) = events(one(problem))
    assert [start.date() for start in times(monday, 9)] == [date(2027, 1, day) for day in (18, 25)] + [
        date(2027, 2, 1)
    ]


def test_a_session_on_the_last_day_is_there_also_late_in_the_evening() -> None:
    problem = with_task(valid_until=date(2026, 12, 7), latest_end=DAY_MINUTES)
    (monday,) = events(one(problem, start=21 * 60))
    assert [start.date() for start in times(monday, 9)] == [MONDAY, date(2026, 12, 7)]
    assert monday.dtend.value.replace(tzinfo=None) == datetime(2026, 12, 1)


def test_a_task_that_is_over_is_not_in_the_calendar() -> None:
    assert events(one(with_task(valid_until=date(2026, 11, 29)))) == []


def test_a_uid_stays_when_times_change_and_is_of_one_session_only() -> None:
    def uids(*args: Any, **changes: Any) -> list[str]:
        return [event.uid.value for event in events(one(*args, **changes))]

    problem = sample.problem()
    week = uids(problem, days=sample.WEEK)
    assert len(set(week)) == 5
    assert uids(problem, days=sample.WEEK, start=500) == week
    others = [
        *uids(problem, days=sample.WEEK, job_id="J02"),
        *uids(problem, days=sample.WEEK, task_id="C2"),
        *uids(sample.problem(scenario=Scenario(name="Another")), days=sample.WEEK),
    ]
    assert not set(week) & set(others)


@pytest.mark.parametrize(
    "text",
    ["a; b, c \\ d\\n e", "ëïç “quoted” 😀 " * 20, 'x":;,=', "BEGIN:VEVENT", "x" * 300],
    ids=["signs", "wide", "quotes", "keyword", "long"],
)
def test_texts_come_back_as_they_were(text: str) -> None:
    (event,) = events(one(with_task(title=text)))
    assert event.summary.value == text.strip()


def test_a_text_cannot_write_lines_of_its_own() -> None:
    calendar = one(with_task(title="x\r\nATTENDEE:mailto:a@b.c\r\x00\x07\x85\u2028y"))
    (event,) = events(calendar)
    assert event.summary.value == "x ATTENDEE:mailto:a@b.c y"
    assert "attendee" not in event.contents


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    long = with_task(title="Ronde door de collegezalen en over de lange gang ëëë 😀 " * 5)
    result = sample.result(long)
    for content in calendars(long, result, "nl", NOW).values():
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()  # no sign is cut in two


def test_no_person_is_in_a_calendar() -> None:
    """And no METHOD, which would ask for an organiser."""
    names = {
        line.partition(":")[0].partition(";")[0]
        for content in made().values()
        for line in content.split("\r\n")
    }
    assert not names & {"ATTENDEE", "ORGANIZER", "CONTACT", "METHOD", "VALARM"}


def test_each_event_says_whose_work_it_is_where_and_what_comes_next() -> None:
    first, second = events(opened(made()["job-J01.ics"]))[:2]
    assert first.location.value == "Great Hall, campus"
    assert first.description.value == (
        "Supplier: Clean & Co. Job: J01.\nNext, at 10:40: Lunch service, Mess room."
    )
    assert second.description.value == "Supplier: Catering. Job: J01."
    dutch = events(opened(made("nl")["job-J01.ics"]))[0]
    assert dutch.description.value.startswith("Leverancier: Clean & Co. Baan: J01.\nDaarna, om 10:40 uur: ")


def test_a_place_on_the_map_is_in_the_event() -> None:
    place = sample.LOCATIONS[0].model_copy(update={"lat": 52.0852, "lon": 5.1757})
    (event,) = events(one(sample.problem(locations=(place, *sample.LOCATIONS[1:]))))
    assert event.geo.value == "52.0852;5.1757"


def test_the_same_plan_at_the_same_moment_gives_the_same_bytes() -> None:
    first, second = (calendars(*planned(), "en", NOW) for _ in range(2))
    assert first == second


def test_a_result_without_a_plan_has_no_calendars() -> None:
    problem, result = planned()
    with pytest.raises(NoPlan):
        calendars(problem, result.model_copy(update={"plan": None}), "en", NOW)


def test_without_the_library_the_text_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(UsageError) as raised:
        calendars(*planned(), "en", NOW)
    assert all(INSTALL in text for text in raised.value.text)


def test_the_library_is_loaded_only_when_it_is_used() -> None:
    script = "import sys, bundler.report.calendars; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
