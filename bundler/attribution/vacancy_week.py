"""The week of a vacancy: what is when and where, the walks and the breaks, in everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bundler.attribution import vacancy_words as words
from bundler.attribution.shown import capital, listed
from bundler.domain import Location, Problem
from bundler.i18n import LANGS, Text
from bundler.rules import Week
from bundler.rules.week import Day
from bundler.units import clock

_Line = tuple[int, int, Text, str, bool]
BREAK_MINUTES = 15  # a shorter rest is no break (Arbeidstijdenwet art. 1:7)


class WeekLine(NamedTuple):
    """One thing at one time of day, on one or more weekdays.

    Attributes:
        days: Monday 0.
        start: minutes after midnight.
        what: a task's title, or what lies between two tasks.
        place: empty between two tasks.
        task: whether it is a task.
    """

    days: tuple[int, ...]
    start: int
    end: int
    what: Text
    place: str
    task: bool

    @property
    def when(self) -> Text:
        """The days, as the beginning of a line."""
        return capital(days_text(self.days))

    @property
    def time(self) -> str:
        """From when to when."""
        return f"{clock(self.start)}–{clock(self.end)}"


def days_text(days: Sequence[int]) -> Text:
    """``Monday to Friday``, or the names one by one."""
    if _is_range(days):
        return words.DAYS_RANGE.fill(first=words.DAY_NAMES[days[0]], last=words.DAY_NAMES[days[-1]])
    return listed(words.DAY_NAMES[day] for day in days)


def _is_range(days: Sequence[int]) -> bool:
    return len(days) > 2 and days[-1] - days[0] == len(days) - 1


def place_name(place: Location) -> str:
    """A place's name; its id where it has none."""
    return place.name or place.location_id


def short_name(place: Location) -> str:
    """A place's name without what follows a comma, such as the street."""
    return place_name(place).partition(",")[0].strip() or place_name(place)


def places_of(problem: Problem, week: Week) -> tuple[Location, ...]:
    """The places of a week in the order in which they come up."""
    ids = (problem.task_by_id[session.task_id].location_id for session in week.sessions)
    return tuple(problem.location_by_id[name] for name in dict.fromkeys(ids))


def week_lines(problem: Problem, week: Week) -> tuple[WeekLine, ...]:
    """Every task and what lies between two tasks, day by day; days that are wholly alike put together."""
    alike: dict[tuple[_Line, ...], list[int]] = {}
    for day in week.days:
        alike.setdefault(tuple(sorted(_lines(problem, day))), []).append(day.day)
    return tuple(WeekLine(tuple(days), *line) for lines, days in alike.items() for line in lines)


def _lines(problem: Problem, day: Day) -> Iterator[_Line]:
    for session in day.sessions:
        task = problem.task_by_id[session.task_id]
        place = place_name(problem.location_by_id[task.location_id])
        yield session.start, session.end, Text(task.title, task.title), place, True
    for (before, after), walk, rest in zip(pairwise(day.sessions), day.travel, day.rest, strict=True):
        parts = []
        if walk > 0:
            parts.append(words.WALK_MINUTES.fill(minutes=walk))
        if rest > 0:
            sort = words.BREAK_MINUTES if rest >= BREAK_MINUTES else words.REST_MINUTES
            parts.append(sort.fill(minutes=rest))
        if parts:
            yield before.end, after.start, capital(listed(parts)), "", False


def times(week: Week) -> tuple[Text, ...]:
    """From when to when each day, one sentence for days that are alike."""
    alike: dict[tuple[int, int], list[int]] = {}
    for day in week.days:
        alike.setdefault((day.start, day.end), []).append(day.day)
    found = []
    for (start, end), days in alike.items():
        sentence = words.FROM_TO_RANGE if _is_range(days) else words.FROM_TO
        found.append(sentence.fill(days=days_text(days), start=clock(start), end=clock(end)))
    return tuple(found)


def breaks(week: Week) -> tuple[Text, ...]:
    """How much break there is each day, days that are alike put together."""
    alike: dict[int, list[int]] = {}
    for day in week.days:
        alike.setdefault(day.break_minutes, []).append(day.day)
    without = alike.pop(0, None)
    if not alike:
        return (words.NO_BREAK,)
    if without is None and len(alike) == 1:
        found = [words.BREAK_DAILY.fill(minutes=next(iter(alike)))]
    else:
        found = [
            words.BREAK_ON.fill(days=listed(words.DAY_NAMES[day] for day in days), minutes=minutes)
            for minutes, days in alike.items()
        ]
    if without is not None:
        found.append(words.NO_BREAK_ELSE)
    return (*found, words.BREAK_UNPAID)


def walks(problem: Problem, week: Week) -> tuple[Text, ...]:
    """The walks within a day, each once whichever way it is walked."""
    found: dict[frozenset[str], Text] = {}
    for day in week.days:
        for (before, after), minutes in zip(pairwise(day.sessions), day.travel, strict=True):
            a, b = (
                problem.location_by_id[problem.task_by_id[session.task_id].location_id]
                for session in (before, after)
            )
            if minutes > 0:
                walk = words.WALK.fill(origin=short_name(a), destination=short_name(b), minutes=minutes)
                found.setdefault(frozenset((a.location_id, b.location_id)), walk)
    return tuple(found.values())


def walking_minutes(week: Week) -> int:
    """Minutes a week on the way between two tasks."""
    return sum(sum(day.travel) for day in week.days)


def where(problem: Problem, week: Week) -> Text:
    """One site, or one place, or two places, or the first of them and nearby."""
    places = places_of(problem, week)
    sites = {place.site for place in places}
    if len(sites) == 1 and (site := sites.pop()):
        return Text(site, site)
    names = list(dict.fromkeys(map(short_name, places)))
    if len(names) > 2:
        return words.NEARBY.fill(place=names[0])
    return listed(names)


def outdoors(settings: Iterable[str]) -> Text:
    """Whether the work is indoors, outdoors or both."""
    found = set(settings)
    if len(found) > 1:
        return words.BOTH
    return words.OUTDOORS if "outdoor" in found else words.INDOORS


def timetable(lines: Iterable[WeekLine]) -> Text:
    """The working days in one line, from first start to last end: ``Monday to Friday 07:00–13:30``."""
    spans: dict[int, tuple[int, int]] = {}
    for line in lines:
        for day in line.days:
            start, end = spans.get(day, (line.start, line.end))
            spans[day] = min(start, line.start), max(end, line.end)
    alike: dict[tuple[int, int], list[int]] = {}
    for day in sorted(spans):
        alike.setdefault(spans[day], []).append(day)
    shown = [(days_text(days), f"{clock(start)}–{clock(end)}") for (start, end), days in alike.items()]
    return Text(*("; ".join(f"{days(lang)} {time}" for days, time in shown) for lang in LANGS))
