"""What stands in the way, in words: the numbers are those of the checker on the job that comes nearest."""

from __future__ import annotations

from typing import Any

from bundler.domain.model import SETTINGS
from bundler.domain.problem import Problem
from bundler.domain.reasons import CATALOGUE, CODE_OF_OWN, code_of_pin, code_of_rule
from bundler.explain.at_play import Member
from bundler.explain.margins import Obstacle, WayOut
from bundler.explain.model import Hindrance, Way
from bundler.explain.words import (
    both,
    competency_name,
    days_text,
    excess,
    joined,
    listed,
    minutes_text,
    pin_text,
    place_name,
    quoted,
    setting,
    supplier_name,
    task_name,
)
from bundler.i18n import Text
from bundler.rules import Verdict, Week
from bundler.units import clock, decimal

_WALK = Text(", {walk} of travel not counted", ", {walk} lopen niet meegeteld")
_TOGETHER = Text("Only together with the others: {what}.", "Alleen samen met de andere: {what}.")
# rules of which a verdict is about one day
_OF_A_DAY = (
    "max_hours_per_day",
    "max_span_hours",
    "day_start",
    "day_end",
    "break_rule",
    "food_after_sanitary",
)


def way_in_words(problem: Problem, way: WayOut) -> Way:
    """A way out with its sentences."""
    alone = len(way.obstacles) == 1
    return Way(tuple(_hindrance(problem, way, one, alone) for one in way.obstacles), way.roster)


def _hindrance(problem: Problem, way: WayOut, obstacle: Obstacle, alone: bool) -> Hindrance:
    """One of them; what is said of a rule by itself is only said where it is so: alone, and exact."""
    worst = min(obstacle.verdicts, key=lambda verdict: verdict.margin or 0)
    member = obstacle.member
    if member.kind == "pin":
        pin = problem.scenario.pins[int(member.at)]
        code, name, value = code_of_pin(pin.kind), pin_text(pin), None
        facts: dict[str, Any] = {
            "where": listed([_names(problem, verdict.where) for verdict in obstacle.verdicts]),
            "ids": quoted(pin.ids),
        }
    elif member.kind == "own":
        name, value = str(member.at), None
        code = CODE_OF_OWN
        facts = {
            "title": worst.said,
            "where": listed([verdict.where for verdict in obstacle.verdicts]),
        }
    else:
        name = str(member.at)
        code, value = code_of_rule(name), setting(name, obstacle.value)
        facts = _facts(problem, way, obstacle, worst, value)
    words = CATALOGUE[code]
    text = words.text.fill(**facts) if alone and obstacle.exact else _plain(worst)
    action = words.action.fill(**facts) if alone else _TOGETHER.fill(what=_given_way(member, name, value))
    return Hindrance(code, name, text, action, value, obstacle.exact, obstacle.verdicts)


def _given_way(member: Member, name: str, value: Any) -> Text:
    """What it is for a rule or pin to give way."""
    if member.kind == "own":
        return Text(f"without your own rule {name}", f"zonder uw eigen regel {name}")
    if value is None:
        return Text(f"without the pin {name}", f"zonder de vastgezette keuze {name}")
    shown = f"[{quoted(value)}]" if isinstance(value, list) else _shown(value)
    shown = f'"{shown}"' if isinstance(value, str) else shown
    return Text(f"{name} = {shown}", f"{name} = {shown}")


def _facts(problem: Problem, way: WayOut, obstacle: Obstacle, worst: Verdict, value: Any) -> dict[str, Any]:
    """What the sentences on a rule are filled with."""
    rule = str(obstacle.member.at)
    facts: dict[str, Any] = {
        "value": worst.value,
        "limit": worst.limit,
        "excess": excess(worst),
        "where": worst.where,
        "verdict": worst.text,
        "travel": problem.scenario.rules.max_travel_minutes,
        "set": quoted(value) if isinstance(value, list) else _shown(value),
    }
    week = Week(problem, way.roster)
    if rule in _OF_A_DAY:
        facts["where"] = _days(week, obstacle, worst)
    elif rule == "max_suppliers":
        facts["where"] = ", ".join(supplier_name(problem, item) for item in week.suppliers)
    elif rule == "min_hours_per_supplier":
        facts["where"] = supplier_name(problem, str(worst.where))
    elif rule == "max_locations":
        facts["where"] = ", ".join(place_name(problem, item) for item in week.locations)
    elif rule == "max_travel_minutes":
        facts["where"] = " → ".join(place_name(problem, item) for item in str(worst.where).split(" → "))
    elif rule == "max_competencies":
        asked = sorted({item for task in week.tasks for item in task.competencies})
        facts["where"] = joined([competency_name(problem, item) for item in asked], ", ")
    elif rule == "separate_settings":
        facts["where"] = both(
            lambda lang: ", ".join(f"{task.task_id} {SETTINGS[task.setting](lang)}" for task in week.tasks)
        )
    elif rule == "excluded_certificates":
        facts["where"] = listed([task_name(problem, str(verdict.where)) for verdict in obstacle.verdicts])
        facts["value"] = listed(list(dict.fromkeys(str(verdict.value) for verdict in obstacle.verdicts)))
    elif rule == "max_rest_minutes":
        facts |= _rest(problem, week, worst)
    return facts


def _rest(problem: Problem, week: Week, worst: Verdict) -> dict[str, Any]:
    """The two sessions with the longest rest between them, and on which days that is so."""
    longest = problem.scenario.rules.max_rest_minutes - (worst.margin or 0)
    gaps = [
        (day, before, after, walk)
        for day in week.days
        for before, after, rest, walk in zip(
            day.sessions, day.sessions[1:], day.rest, day.travel, strict=False
        )
        if rest == longest
    ]
    _, before, after, walk = gaps[0]
    same = [
        gap[0].day
        for gap in gaps
        if (gap[1].task_id, gap[1].end, gap[2].task_id, gap[2].start)
        == (before.task_id, before.end, after.task_id, after.start)
    ]
    return {
        "first": task_name(problem, before.task_id),
        "end": clock(before.end),
        "second": task_name(problem, after.task_id),
        "start": clock(after.start),
        "where": days_text(same),
        "walk": _WALK.fill(walk=minutes_text(walk)) if walk else "",
    }


def _days(week: Week, obstacle: Obstacle, worst: Verdict) -> Text:
    """The days on which it is as bad as on the worst."""
    names = {str(days_text([day.day]).en): day.day for day in week.days}
    bad = [verdict for verdict in obstacle.verdicts if verdict.margin == worst.margin]
    found = [names[verdict.where.en] for verdict in bad if isinstance(verdict.where, Text)]
    return days_text(found)


def _names(problem: Problem, where: str | Text) -> Text | str:
    """What a pin's verdict is about: suppliers by name."""
    if isinstance(where, Text):
        return where
    ids = where.split(", ")
    if all(item in problem.supplier_by_id for item in ids):
        return listed([supplier_name(problem, item) for item in ids])
    return listed(ids)


def _plain(verdict: Verdict) -> Text:
    """The checker's own words, as a sentence."""
    return Text(*(f"{part}." for part in verdict.text))


def _shown(value: Any) -> Text | str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return decimal(value, "en", 3)
    return str(value)
