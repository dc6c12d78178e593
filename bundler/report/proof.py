"""How good the plan is and why the search ended, in words."""

from __future__ import annotations

import math
from collections.abc import Callable

from bundler.domain import Level, Result
from bundler.i18n import Text
from bundler.report.words import STATUS, STOPPED
from bundler.units import decimal

_TIGHT = 0.01
# The version of a result that was read from a plan file which does not say how the plan was made.
NOT_SAID = "–"

PROVED = Text(
    "Proved: no better plan exists under these rules.",
    "Bewezen: onder deze regels bestaat er geen beter plan.",
)
_PROVED_FIRST = {
    "most-hours": Text(
        "Proved: under these rules no plan has more hours in jobs.",
        "Bewezen: onder deze regels heeft geen plan meer uren in banen.",
    ),
    "most-jobs": Text(
        "Proved: under these rules no plan has more jobs.",
        "Bewezen: onder deze regels heeft geen plan meer banen.",
    ),
    "fewest-jobs": Text(
        "Proved: under these rules no plan places every task in fewer jobs.",
        "Bewezen: onder deze regels plaatst geen plan alle taken in minder banen.",
    ),
}
_BETTER = Text(
    "No plan under these rules can pass {bound} points: at most {percent} % better is possible.",
    "Geen plan onder deze regels komt boven {bound} punten: hooguit {percent} % beter is mogelijk.",
)
_BETTER_POINTS = Text(
    "Under these rules at most {points} points more are possible.",
    "Onder deze regels zijn hooguit {points} punten meer mogelijk.",
)
_SECOND = Text(
    "Among plans that are as good in that, no score can pass {bound} points: "
    "at most {percent} % better is possible.",
    "Bij plannen die daarin even goed zijn, komt geen score boven {bound} punten: "
    "hooguit {percent} % beter is mogelijk.",
)
_SECOND_POINTS = Text(
    "Among plans that are as good in that, at most {points} points more are possible.",
    "Bij plannen die daarin even goed zijn, zijn hooguit {points} punten meer mogelijk.",
)
_MORE_HOURS = Text(
    "Under these rules at most {count} more hours can be in jobs.",
    "Onder deze regels kunnen hooguit {count} uur meer in banen.",
)
_MORE_JOBS = (
    Text(
        "Under these rules at most 1 more job is possible.",
        "Onder deze regels is hooguit 1 baan meer mogelijk.",
    ),
    Text(
        "Under these rules at most {count} more jobs are possible.",
        "Onder deze regels zijn hooguit {count} banen meer mogelijk.",
    ),
)
_FEWER_JOBS = (
    Text(
        "Under these rules at most 1 job fewer is possible.",
        "Onder deze regels is hooguit 1 baan minder mogelijk.",
    ),
    Text(
        "Under these rules at most {count} jobs fewer are possible.",
        "Onder deze regels zijn hooguit {count} banen minder mogelijk.",
    ),
)
_STOPPED = {
    "proof": Text(
        "The search ended by itself, with the proof.", "Het zoeken eindigde vanzelf, met het bewijs."
    ),
    "gap": Text(
        "The search stopped close enough to the bound (asked: within {gap} %).",
        "Het zoeken stopte dicht genoeg bij de grens (gevraagd: hooguit {gap} % ervan af).",
    ),
    "time": Text(
        "The search stopped at the time limit of {limit} seconds.",
        "Het zoeken stopte bij de tijdslimiet van {limit} seconden.",
    ),
    "user": Text(
        "The user stopped the search; this is the best plan found until then.",
        "De gebruiker stopte het zoeken; dit is het beste plan dat tot dan gevonden was.",
    ),
}
_HELD_BACK = Text(
    "The search is done; agreed jobs that stay stand in the way of a better plan.",
    "Het zoeken is klaar; afgesproken banen die blijven, staan een beter plan in de weg.",
)
_HELD_BACK_WORD = Text("agreed jobs that stay", "afgesproken banen die blijven")
_NOT_SEARCHED = Text("not said in the plan's file", "staat niet in het bestand van het plan")
_KEEPS_RULES = Text("feasible (keeps every rule)", "haalbaar (houdt zich aan alle regels)")
_BY_HAND = Text(
    "The plan's file does not say how it was made; maybe by hand. It keeps every rule.",
    "In het bestand van het plan staat niet hoe het is gemaakt; misschien met de hand. Het houdt zich aan "
    "alle regels.",
)


def _number(value: float, places: int = 2) -> Callable[[str], str]:
    return lambda lang: decimal(value, lang, places)


def _rounded_up(value: float, step: float) -> float:
    return max(step, math.ceil(value / step - 1e-6) * step)


def gap_text(result: Result) -> Text:
    """How much better a plan can be at most: proved, in percent, or in hours or jobs; rounded up.

    Percentages are of this plan's own value, so that the sentence is true as it stands.

    Raises:
        NoPlan: the result holds no plan.
    """
    first = result.first
    if result.status == "optimal":
        return PROVED
    if not _closed(first):
        return _first_gap(result, first)
    proved = _PROVED_FIRST.get(result.objective)
    open_levels = [level for level in result.levels[1:] if not _closed(level)]
    if proved is None or not open_levels:
        return _points_gap(first, _BETTER, _BETTER_POINTS)
    second = _points_gap(open_levels[0], _SECOND, _SECOND_POINTS)
    return Text(f"{proved.en} {second.en}", f"{proved.nl} {second.nl}")


def stopped_text(result: Result, time_limit: float, gap: float) -> Text:
    """Why the search ended; the limits are those that were asked."""
    if result.version == NOT_SAID:
        return _BY_HAND
    if result.held_back:
        return _HELD_BACK
    return _STOPPED[result.stopped_by].fill(gap=_number(gap * 100), limit=_number(time_limit))


def status_word(result: Result) -> Text:
    """How good the plan is known to be, for a table; a plan that nobody searched for only keeps the rules."""
    by_hand = result.version == NOT_SAID and result.status == "feasible"
    return _KEEPS_RULES if by_hand else STATUS[result.status]


def stopped_word(result: Result) -> Text:
    """The same in a word or two, for a table."""
    if result.held_back:
        return _HELD_BACK_WORD
    return _NOT_SEARCHED if result.version == NOT_SAID else STOPPED[result.stopped_by]


def _closed(level: Level) -> bool:
    return abs(level.bound - level.value) <= _TIGHT


def _first_gap(result: Result, first: Level) -> Text:
    apart = abs(first.bound - first.value)
    if result.objective == "most-hours":
        return _MORE_HOURS.fill(count=_number(_rounded_up(apart, 0.1), 1))
    if result.objective in ("most-jobs", "fewest-jobs"):
        # Jobs are whole: what the bound leaves of a job is none.
        count = max(1, math.floor(apart + 1e-6))
        one, many = _MORE_JOBS if result.objective == "most-jobs" else _FEWER_JOBS
        return one if count == 1 else many.fill(count=count)
    return _points_gap(first, _BETTER, _BETTER_POINTS)


def _points_gap(level: Level, percent: Text, points: Text) -> Text:
    apart = abs(level.bound - level.value)
    if level.value < 1:
        return points.fill(points=_number(_rounded_up(apart, _TIGHT)))
    share = _rounded_up(apart / level.value * 100, 0.1)
    return percent.fill(percent=_number(share, 1), bound=_number(level.bound))
