"""Why a job is worth what it is: each term of the score with what it consists of.

Every term is counted in whole minutes or in things (tasks, places, suppliers), piece by piece; the pieces
add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bundler.domain import Problem, Session
from bundler.explain.words import days_text, listed, place_name, supplier_name, task_name
from bundler.i18n import Text
from bundler.rules import Week, score_terms, term_names, terms_for
from bundler.rules.own import own_findings
from bundler.units import clock, hours_text

TERM_NAMES: dict[str, Text] = {
    "hours": Text("task hours", "taakuren"),
    "second_supplier": Text("second supplier", "tweede leverancier"),
    "extra_task": Text("more tasks than one", "meer taken dan één"),
    "extra_location": Text("more places than one", "meer plaatsen dan één"),
    "travel": Text("travel", "lopen"),
    "idle": Text("waiting", "wachten"),
    "irregular_start": Text("changing starts", "wisselend begin"),
    "off_target": Text("off the target hours", "naast het streefaantal uren"),
}
_HOURS = Text(
    "{task}: {sessions} × {length} h = {hours} h",
    "{task}: {sessions} × {length} u = {hours} u",
)
_SUPPLIERS = Text("tasks of {names}", "taken van {names}")
_TASK = Text("{task} beside the first task", "{task} naast de eerste taak")
_PLACE = Text("{place} beside the first place", "{place} naast de eerste plaats")
_LEG = Text(
    "{origin} → {destination}: {minutes} min on {days}", "{origin} → {destination}: {minutes} min op {days}"
)
_IDLE = Text(
    "{days}: {rests}{due}: {minutes} min of waiting a day",
    "{days}: {rests}{due}: {minutes} min wachten per dag",
)
_REST = Text("rest {begin}–{end}", "rust {begin}–{end}")
_DUE = Text(", of which {due} min is the break that is due", ", waarvan {due} min de verplichte pauze is")
_STARTS = Text(
    "starts between {first} on {early} and {last} on {late}: {minutes} min apart",
    "begint tussen {first} op {early} en {last} op {late}: {minutes} min verschil",
)
_ABOVE = Text(
    "{hours} h, {off} h above the target of {target} h", "{hours} u, {off} u boven het streven van {target} u"
)
_BELOW = Text(
    "{hours} h, {off} h below the target of {target} h", "{hours} u, {off} u onder het streven van {target} u"
)


class Piece(NamedTuple):
    """A part of one term.

    Attributes:
        text: what it is.
        amount: how much: minutes a week, or a number of things; what is counted against the target may be
            no whole number of minutes.
        points: what it is worth.
    """

    text: Text
    amount: float
    points: float


class Term(NamedTuple):
    """One term of a job's score.

    Attributes:
        code: its name in ``bundler.rules.terms_for``.
        name: a few words.
        points: as ``bundler.rules.score_terms`` gives it.
        pieces: what it consists of; they add up to ``points``.
    """

    code: str
    name: Text
    points: float
    pieces: tuple[Piece, ...]


def terms_of(problem: Problem, sessions: Sequence[Session]) -> tuple[Term, ...]:
    """The terms of a job's score, in the order of ``bundler.rules.terms_for``.

    Args:
        problem: the data and the scenario.
        sessions: of one job, viable or not.

    Raises:
        KeyError: a session is of a task that the problem does not have.
    """
    week = Week(problem, sessions)
    points = score_terms(problem, sessions)
    pieces = {
        "hours": _hours(week),
        "second_supplier": _second_supplier(week),
        "extra_task": _extra_tasks(week),
        "extra_location": _extra_places(week),
        "travel": _travel(week),
        "idle": _idle(week),
        "irregular_start": _starts(week),
        "off_target": _off_target(week),
    }
    names = TERM_NAMES | term_names(problem)
    pieces |= _own(week)
    return tuple(Term(code, names[code], points[code], tuple(pieces[code])) for code in terms_for(problem))


def _own(week: Week) -> dict[str, list[Piece]]:
    """Of each own cost what it takes, and for what."""
    pieces: dict[str, list[Piece]] = {code: [] for code in term_names(week.problem)}
    for own, where, points in own_findings(week):
        if own.charges and points:
            pieces[own.code].append(Piece(Text("{where}", "{where}").fill(where=where), 1, -points))
    return pieces


def _hours(week: Week) -> list[Piece]:
    per_minute = week.problem.scenario.weights.hours / 60
    found = []
    for task in week.tasks:
        lengths = [
            session.end - session.start for session in week.sessions if session.task_id == task.task_id
        ]
        minutes = sum(lengths)
        # sessions of a plan made by hand may differ in length
        length = minutes / len(lengths)
        text = _HOURS.fill(
            task=task_name(week.problem, task.task_id),
            sessions=len(lengths),
            length=_hours_of(length),
            hours=_hours_of(minutes),
        )
        found.append(Piece(text, minutes, per_minute * minutes))
    return found


def _second_supplier(week: Week) -> list[Piece]:
    if len(week.suppliers) < 2:
        return []
    text = _SUPPLIERS.fill(names=listed([supplier_name(week.problem, name) for name in week.suppliers]))
    return [Piece(text, 1, -week.problem.scenario.weights.second_supplier)]


def _extra_tasks(week: Week) -> list[Piece]:
    """The task of most hours is the first."""
    minutes = {task.task_id: 0 for task in week.tasks}
    for session in week.sessions:
        minutes[session.task_id] += session.end - session.start
    others = sorted(week.tasks, key=lambda task: (-minutes[task.task_id], task.task_id))[1:]
    weight = week.problem.scenario.weights.extra_task
    return [Piece(_TASK.fill(task=task_name(week.problem, task.task_id)), 1, -weight) for task in others]


def _extra_places(week: Week) -> list[Piece]:
    """The place of most hours is the first."""
    minutes = dict.fromkeys(week.locations, 0)
    for session in week.sessions:
        minutes[_place(week, session)] += session.end - session.start
    others = sorted(minutes, key=lambda place: (-minutes[place], place))[1:]
    weight = week.problem.scenario.weights.extra_location
    return [Piece(_PLACE.fill(place=place_name(week.problem, place)), 1, -weight) for place in others]


def _travel(week: Week) -> list[Piece]:
    days: dict[tuple[str, str, int], list[int]] = {}
    for day in week.days:
        for (before, after), minutes in zip(pairwise(day.sessions), day.travel, strict=True):
            if minutes:
                days.setdefault((_place(week, before), _place(week, after), minutes), []).append(day.day)
    per_minute = week.problem.scenario.weights.travel / 60
    found = []
    for (origin, destination, minutes), on in days.items():
        text = _LEG.fill(
            origin=place_name(week.problem, origin),
            destination=place_name(week.problem, destination),
            minutes=minutes,
            days=days_text(on),
        )
        found.append(Piece(text, minutes * len(on), -per_minute * minutes * len(on)))
    return found


def _idle(week: Week) -> list[Piece]:
    rules = week.problem.scenario.rules
    alike: dict[tuple[tuple[tuple[int, int], ...], int, int], list[int]] = {}
    for day in week.days:
        due = rules.break_due(day.work)
        idle = sum(day.rest) - due
        if idle > 0:
            rests = tuple(
                (after.start - rest, after.start)
                for after, rest in zip(day.sessions[1:], day.rest, strict=True)
                if rest
            )
            alike.setdefault((rests, due, idle), []).append(day.day)
    per_minute = week.problem.scenario.weights.idle / 60
    found = []
    for (rests, due, idle), on in alike.items():
        shown = [_REST.fill(begin=clock(begin), end=clock(end)) for begin, end in rests]
        text = _IDLE.fill(
            days=days_text(on),
            rests=Text(*(", ".join(each(lang) for each in shown) for lang in ("en", "nl"))),
            due=_DUE.fill(due=due) if due else "",
            minutes=idle,
        )
        found.append(Piece(text, idle * len(on), -per_minute * idle * len(on)))
    return found


def _starts(week: Week) -> list[Piece]:
    if not week.start_spread:
        return []
    first, last = min(day.start for day in week.days), max(day.start for day in week.days)
    text = _STARTS.fill(
        first=clock(first),
        early=days_text([day.day for day in week.days if day.start == first]),
        last=clock(last),
        late=days_text([day.day for day in week.days if day.start == last]),
        minutes=last - first,
    )
    return [Piece(text, last - first, -week.problem.scenario.weights.irregular_start * (last - first) / 60)]


def _off_target(week: Week) -> list[Piece]:
    weights = week.problem.scenario.weights
    off = week.minutes / 60 - weights.target_hours
    if not off:
        return []
    text = (_ABOVE if off > 0 else _BELOW).fill(
        hours=_hours_of(week.minutes),
        off=_hours_of(abs(off) * 60),
        target=_hours_of(weights.target_hours * 60),
    )
    return [Piece(text, 60 * abs(off), -weights.off_target * abs(off))]


def _place(week: Week, session: Session) -> str:
    return week.problem.task_by_id[session.task_id].location_id


def _hours_of(minutes: float) -> Text:
    return Text(hours_text(minutes, "en"), hours_text(minutes, "nl"))
