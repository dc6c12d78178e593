"""What a job asks of the person who does it: times, changes on a day, breaks, walks, guidance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import hours, listed
from bundler.domain import Job, Problem, Session
from bundler.i18n import LANGS, Lang, Text
from bundler.report.weekdays import days_text
from bundler.rules import Week
from bundler.rules.week import Day
from bundler.units import clock

# A shorter rest is no break (Arbeidstijdenwet art. 1:7).
_BREAK = 15

TIMES, STARTS = Text("Times", "Tijden"), Text("Start", "Begin")
_EVERY_WEEK = Text("{times}. The same every week.", "{times}. Elke week hetzelfde.")
_SAME_START = Text("Every day at the same time.", "Elke dag op dezelfde tijd.")
_SPREAD = Text(
    "From {first} to {last}: {minutes} minutes between the earliest and the latest start.",
    "Van {first} tot {last}: {minutes} minuten tussen het vroegste en het laatste begin.",
)
LONGEST = Text("Longest stretch of work", "Langst achter elkaar werken")
_LONGEST = Text("{time} without a break of 15 minutes.", "{time} zonder pauze van 15 minuten.")
_TIME = (
    Text("{hours} h", "{hours} uur"),
    Text("{hours} h {minutes} min", "{hours} uur en {minutes} minuten"),
)
CHANGES = Text("Changes on a day", "Wisselingen op een dag")
_CHANGES = Text(
    "Supplier {suppliers}, task {tasks}, place {places}.",
    "Leverancier {suppliers}, taak {tasks}, plaats {places}.",
)
BREAKS = Text("Breaks in the plan", "Pauzes in het plan")
_BREAKS = Text("{minutes} minutes on {days} of {all} days.", "{minutes} minuten op {days} van {all} dagen.")
_BREAKS_ALL = Text("{minutes} minutes, every day.", "{minutes} minuten, elke dag.")
_NO_BREAKS = Text("None of 15 minutes or more.", "Geen van 15 minuten of meer.")
WALKS = Text("Walking between tasks", "Lopen tussen taken")
_WALKS = Text(
    "{week} minutes a week; the longest walk is {longest} minutes.",
    "{week} minuten per week; de langste weg is {longest} minuten.",
)
_NO_WALKS = Text("None.", "Niet nodig.")
GUIDANCE = Text("Guidance", "Begeleiding")
_GUIDANCE = Text(
    "Someone is there who can guide for {percent} % of the hours ({some} of {all} h).",
    "Bij {percent} % van de uren is er iemand die kan begeleiden ({some} van {all} uur).",
)
_GUIDED = Text("Someone is there who can guide all the time.", "Er is altijd iemand die kan begeleiden.")
_NOT_GUIDED = Text(
    "At none of the tasks is someone there who can guide.",
    "Bij geen van de taken is er iemand die kan begeleiden.",
)
_COACH = Text("With a job coach: {names}.", "Met een jobcoach: {names}.")
_NO_COACH = Text(
    "No supplier of this job has a job coach.", "Geen leverancier van deze baan heeft een jobcoach."
)
SURROUNDINGS = Text("Surroundings", "Omgeving")
_SETTINGS = {"indoor": Text("Indoors", "Binnen"), "outdoor": Text("Outdoors", "Buiten")}
_BOTH = Text("Indoors and outdoors", "Binnen en buiten")
_TASKS = (Text("1 task", "1 taak"), Text("{count} tasks", "{count} taken"))
_PLACES = (Text("1 place", "1 plaats"), Text("{count} places", "{count} plaatsen"))


class PeopleFact(NamedTuple):
    """One line of what a job asks of a person."""

    label: str
    text: str


def people_facts(problem: Problem, job: Job, parts: Sequence[SupplierPart], lang: Lang) -> list[PeopleFact]:
    """All lines about a job; what is said is read from the plan, so it is sure as far as the data are."""
    week = Week(problem, job.roster)
    starts = [day.start for day in week.days]
    spread = _SPREAD.fill(minutes=week.start_spread, first=clock(min(starts)), last=clock(max(starts)))
    lines = [
        (TIMES, _EVERY_WEEK.fill(times=_times(week))),
        (STARTS, spread if week.start_spread else _SAME_START),
        (LONGEST, _LONGEST.fill(time=_time(max(map(_longest, week.days))))),
        (CHANGES, _changes(problem, week)),
        (BREAKS, _breaks(week)),
        (WALKS, _walks(week)),
        (GUIDANCE, _guidance(week, parts)),
        (SURROUNDINGS, _surroundings(week)),
    ]
    return [PeopleFact(label(lang), text(lang)) for label, text in lines]


def _times(week: Week) -> Text:
    alike: dict[tuple[int, int], list[int]] = {}
    for day in week.days:
        alike.setdefault((day.start, day.end), []).append(day.day)

    def shown(lang: Lang) -> str:
        return "; ".join(
            f"{days_text(days, lang)} {clock(start)}–{clock(end)}" for (start, end), days in alike.items()
        )

    return Text(*map(shown, LANGS))


def _time(minutes: int) -> Text:
    """``4 h 35 min``: whoever works it thinks in minutes, not in hundredths of an hour."""
    hours, rest = divmod(minutes, 60)
    return _TIME[rest > 0].fill(hours=hours, minutes=rest)


def _longest(day: Day) -> int:
    """Minutes of the longest stretch of a day without a rest that counts as a break."""
    start, longest = day.start, 0
    for (before, after), rest in zip(pairwise(day.sessions), day.rest, strict=True):
        if rest >= _BREAK:
            longest, start = max(longest, before.end - start), after.start
    return max(longest, day.end - start)


def _changes(problem: Problem, week: Week) -> Text:
    task = problem.task_by_id

    def shown(key: Callable[[Session], str]) -> str:
        return _range(
            sum(key(before) != key(after) for before, after in pairwise(day.sessions)) for day in week.days
        )

    return _CHANGES.fill(
        suppliers=shown(lambda session: task[session.task_id].supplier_id),
        tasks=shown(lambda session: session.task_id),
        places=shown(lambda session: task[session.task_id].location_id),
    )


def _range(counts: Iterable[int]) -> str:
    """``1×``, or ``0–2×`` where days differ."""
    found = sorted(set(counts))
    return f"{found[0]}×" if len(found) == 1 else f"{found[0]}–{found[-1]}×"


def _breaks(week: Week) -> Text:
    held = [day.break_minutes for day in week.days if day.break_minutes]
    if not held:
        return _NO_BREAKS
    minutes = f"{min(held)}" if min(held) == max(held) else f"{min(held)}–{max(held)}"
    form = _BREAKS_ALL if len(held) == len(week.days) else _BREAKS
    return form.fill(minutes=minutes, days=len(held), all=len(week.days))


def _walks(week: Week) -> Text:
    walks = [walk for day in week.days for walk in day.travel if walk]
    return _WALKS.fill(week=sum(walks), longest=max(walks)) if walks else _NO_WALKS


def _guidance(week: Week, parts: Sequence[SupplierPart]) -> Text:
    guided = {task.task_id for task in week.tasks if task.supervised}
    some = sum(session.end - session.start for session in week.sessions if session.task_id in guided)
    share = _GUIDANCE.fill(percent=100 * some // week.minutes, some=hours(some), all=hours(week.minutes))
    if some in (0, week.minutes):
        share = _GUIDED if some else _NOT_GUIDED
    names = [part.supplier.name or part.supplier.supplier_id for part in parts if part.supplier.jobcoach]
    coach = _COACH.fill(names=listed(names)) if names else _NO_COACH
    return Text(f"{share.en} {coach.en}", f"{share.nl} {coach.nl}")


def _surroundings(week: Week) -> Text:
    settings = sorted({task.setting for task in week.tasks})
    where = _BOTH if len(settings) > 1 else _SETTINGS[settings[0]]
    tasks = _TASKS[len(week.tasks) != 1].fill(count=len(week.tasks))
    places = _PLACES[len(week.locations) != 1].fill(count=len(week.locations))
    return Text(*(f"{where(lang)}; {tasks(lang)}, {places(lang)}." for lang in LANGS))
