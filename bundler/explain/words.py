"""Figures, days, jobs and pins in words, for explanations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.explain.at_play import MEASURED
from bundler.i18n import Text
from bundler.rules import Verdict, Week
from bundler.units import DAY_LABELS, clock, decimal, hours_text

# from so many minutes on a margin is told in hours
_HOURS_FROM = 120
# so many days on end are told as a range
_RANGE = 3
AND = Text(" and ", " en ")
OR = Text(" or ", " of ")


def both(make: Any) -> Text:
    """A text of a function of the language."""
    return Text(make("en"), make("nl"))


def joined(texts: Iterable[Text], between: str = " ") -> Text:
    """Texts one after another."""
    listed = list(texts)
    return Text(between.join(text.en for text in listed), between.join(text.nl for text in listed))


def listed(items: Sequence[Text | str], last: Text = AND) -> Text:
    """``a, b and c``."""
    texts = [item if isinstance(item, Text) else Text(item, item) for item in items]
    if len(texts) < 2:
        return texts[0] if texts else Text("", "")
    head = joined(texts[:-1], ", ")
    return Text(head.en + last.en + texts[-1].en, head.nl + last.nl + texts[-1].nl)


def number(value: float, places: int = 2) -> Text:
    """A number with a decimal point or comma."""
    return both(lambda lang: decimal(value, lang, places))


def hours(minutes: float) -> Text:
    """``1.5 hours`` from minutes."""
    shown = both(lambda lang: hours_text(minutes, lang))
    return Text("1 hour", "1 uur") if minutes == 60 else Text(f"{shown.en} hours", f"{shown.nl} uur")


def minutes_text(minutes: float) -> Text:
    """Minutes, from two hours on as hours."""
    if minutes >= _HOURS_FROM:
        return hours(minutes)
    shown = number(minutes)
    return (
        Text("1 minute", "1 minuut") if minutes == 1 else Text(f"{shown.en} minutes", f"{shown.nl} minuten")
    )


def excess(verdict: Verdict) -> Text:
    """By how much a rule fails, with its unit."""
    size = abs(verdict.margin or 0)
    if verdict.unit == "count":
        return number(size)
    if verdict.unit == "share":
        share = number(100 * size, 1)
        return Text(f"{share.en} %", f"{share.nl} %")
    if verdict.code in ("min_hours", "max_hours", "min_hours_per_supplier") and size >= 60:
        return hours(size)
    return minutes_text(size)


def amount(level: str, value: float) -> Text:
    """Points, hours or jobs of a plan."""
    shown = number(value)
    one = shown.en == "1"
    match level:
        case "hours":
            return Text("1 hour", "1 uur") if one else Text(f"{shown.en} hours", f"{shown.nl} uur")
        case "jobs":
            return Text("1 job", "1 baan") if one else Text(f"{shown.en} jobs", f"{shown.nl} banen")
    return Text("1 point", "1 punt") if one else Text(f"{shown.en} points", f"{shown.nl} punten")


def sessions_text(count: int) -> Text:
    """``5 sessions``."""
    return Text("1 session", "1 blok") if count == 1 else Text(f"{count} sessions", f"{count} blokken")


def days_text(days: Iterable[int]) -> Text:
    """``Mon–Fri`` or ``Mon, Wed``."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])

    def shown(lang: str) -> str:
        names = DAY_LABELS[lang]
        parts = [
            f"{names[run[0]]}–{names[run[-1]]}"
            if len(run) >= _RANGE
            else ", ".join(names[day] for day in run)
            for run in runs
        ]
        return ", ".join(parts)

    return both(shown)


def job_text(problem: Problem, roster: Sequence[Session]) -> Text:
    """``T03 + T07 (Asito + Sodexo, 22 h)``."""
    week = Week(problem, roster)
    tasks = " + ".join(task.task_id for task in week.tasks)
    suppliers = " + ".join(supplier_name(problem, item) for item in week.suppliers)
    shown = both(lambda lang: hours_text(week.minutes, lang))
    return Text(f"{tasks} ({suppliers}, {shown.en} h)", f"{tasks} ({suppliers}, {shown.nl} u)")


def supplier_name(problem: Problem, supplier_id: str) -> str:
    """A supplier's name; its id where it has none."""
    known = problem.supplier_by_id.get(supplier_id)
    return known.name or supplier_id if known else supplier_id


def place_name(problem: Problem, location_id: str) -> str:
    """A place's name; its id where it has none."""
    known = problem.location_by_id.get(location_id)
    return known.name or location_id if known else location_id


def competency_name(problem: Problem, competency_id: str) -> Text:
    """A competency's words; its id where it has none."""
    known = problem.competency_by_id.get(competency_id)
    if known is None:
        return Text(competency_id, competency_id)
    return Text(known.label_en or competency_id, known.label_nl or competency_id)


def task_name(problem: Problem, task_id: str) -> str:
    """A task's id with its title."""
    return f"{task_id} {problem.task_by_id[task_id].title}".rstrip()


def quoted(ids: Iterable[str]) -> str:
    """Ids as in a list of scenario.toml, without its brackets."""
    return ", ".join(f'"{item}"' for item in ids)


def pin_text(pin: Pin) -> str:
    """A pin as in scenario.toml."""
    ids = quoted(pin.ids)
    return f"{pin.kind} = {ids}" if isinstance(getattr(pin, pin.kind), str) else f"{pin.kind} = [{ids}]"


def setting(rule: str, value: Any) -> Any:
    """The value of a rule as one would write it: rounded, and still loose enough."""
    if rule in ("day_start", "day_end"):
        return clock(value)
    if rule not in MEASURED:
        return list(value) if isinstance(value, tuple) else value
    unit, way = MEASURED[rule]
    if unit not in ("hours", "share"):
        return round(value)
    scale = 100 if unit == "hours" else 1000
    tiny = 1e-6
    rounded = math.ceil(value * scale - tiny) if way > 0 else math.floor(value * scale + tiny)
    return rounded / scale
