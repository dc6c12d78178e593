"""Which of two scenarios is better, as far as value and bound of both prove it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bundler.domain import Level, Problem, Result
from bundler.i18n import Text
from bundler.units import decimal

# `open`: the gap is larger than the difference; `unlike`: what counts as good is not the same;
# `none`: one of the two has no plan.
Relation = Literal["better", "worse", "same", "open", "unlike", "none"]
_TIGHT = 0.01 + 1e-9

_UNITS = {
    "score": (Text("points", "punten"), Text("points", "punten")),
    "hours": (Text("hours in jobs", "uur in banen"), Text("hours in jobs", "uur in banen")),
    "jobs": (Text("jobs", "banen"), Text("job", "baan")),
}
_MEASURES = {
    "score": Text("the score", "de score"),
    "hours": Text("the hours in jobs", "de uren in banen"),
    "jobs": Text("the number of jobs", "het aantal banen"),
}
_BETTER = Text(
    "Proved for {measure}: {name} is better than the baseline. {name} reaches {value}; no plan of the "
    "baseline can pass {limit}.",
    "Bewezen voor {measure}: {name} is beter dan de basis. {name} haalt {value}; onder de basis komt geen "
    "plan voorbij {limit}.",
)
_WORSE = Text(
    "Proved for {measure}: {name} is worse than the baseline. No plan under {name} can pass {limit}; the "
    "baseline reaches {value}.",
    "Bewezen voor {measure}: {name} is slechter dan de basis. Onder {name} komt geen plan voorbij {limit}; "
    "de basis haalt {value}.",
)
_SAME = Text(
    "Proved for {measure}: {name} is as good as the baseline. The best of both is {value}.",
    "Bewezen voor {measure}: {name} is even goed als de basis. Het beste van allebei is {value}.",
)
_OPEN = Text(
    "Not proved which is better for {measure}, {name} or the baseline: the gap is larger than the "
    "difference. {name} reaches {value} and no plan can pass {limit}; the baseline reaches {other} and no "
    "plan can pass {other_limit}. Maybe allow more time.",
    "Niet bewezen welke beter is voor {measure}, {name} of de basis: er is misschien nog meer te winnen dan "
    "ze verschillen. {name} haalt {value} en geen plan komt voorbij {limit}; de basis haalt {other} en geen "
    "plan komt voorbij {other_limit}. Misschien meer tijd geven.",
)
_THEN = Text(
    "{name} and the baseline both reach {value}, proved. Among such plans: {then}",
    "{name} en de basis halen allebei {value}, bewezen. Onder zulke plannen geldt: {then}",
)
_OBJECTIVES = Text(
    "{name} and the baseline have different objectives, so neither is better by one measure.",
    "{name} en de basis hebben een ander doel; er is dus niet één maat voor wat beter is.",
)
_WEIGHTS = Text(
    "{name} and the baseline weigh differently, so their points are no measure between them.",
    "{name} en de basis wegen anders; hun punten zijn dus niet met elkaar te vergelijken.",
)
_NO_PLAN = Text("{name} has no plan to compare.", "{name} heeft geen plan om te vergelijken.")
_NO_BASE = Text(
    "The baseline has no plan to compare with.", "De basis heeft geen plan om mee te vergelijken."
)


class Order(NamedTuple):
    """What is proved of a scenario against the baseline.

    Attributes:
        relation: of the best plans possible under each, not only of the plans found.
        text: the same in words, with the figures that prove it.
    """

    relation: Relation
    text: Text


def same_points(a: Problem, b: Problem) -> bool:
    """Whether a point of the score is the same thing in both."""
    costs = [[own for own in each.own if own.charges] for each in (a, b)]
    return a.scenario.weights == b.scenario.weights and costs[0] == costs[1]


def order(
    name: str, problem: Problem, result: Result | None, base_problem: Problem, base_result: Result | None
) -> Order:
    """Whether a scenario is better than the baseline.

    Better is proved where the plan of one passes the bound of the other: the best plan of the one is at
    least its plan, the best plan of the other at most its bound. A second level decides only where the
    first is proved to be the same.
    """
    if result is None or result.plan is None:
        return Order("none", _NO_PLAN.fill(name=name))
    if base_result is None or base_result.plan is None:
        return Order("none", _NO_BASE)
    if result.objective != base_result.objective:
        return Order("unlike", _OBJECTIVES.fill(name=name))
    points = same_points(problem, base_problem)
    found = None
    for level, other in zip(result.levels, base_result.levels, strict=False):
        if level.name == "score" and not points:
            return found or Order("unlike", _WEIGHTS.fill(name=name))
        fewer = level.name == "jobs" and result.objective == "fewest-jobs"
        one = _by_level(level, other, -1 if fewer else 1, name)
        if found is not None:
            first = _shown(result.levels[0].name, result.levels[0].value)
            one = Order(one.relation, _THEN.fill(name=name, value=first, then=one.text))
        if one.relation != "same":
            return one
        found = one
    return found or Order("none", _NO_PLAN.fill(name=name))


def _by_level(level: Level, other: Level, sign: int, name: str) -> Order:
    words: dict[str, object] = {"name": name, "measure": _MEASURES[level.name]}
    reach, limit = sign * level.value, sign * level.bound
    other_reach, other_limit = sign * other.value, sign * other.bound
    value, most = _shown(level.name, level.value), _shown(level.name, level.bound)
    other_value, other_most = _shown(level.name, other.value), _shown(level.name, other.bound)
    if reach > other_limit + _TIGHT:
        return Order("better", _BETTER.fill(**words, value=value, limit=other_most))
    if other_reach > limit + _TIGHT:
        return Order("worse", _WORSE.fill(**words, value=other_value, limit=most))
    if limit <= other_reach + _TIGHT and other_limit <= reach + _TIGHT:
        return Order("same", _SAME.fill(**words, value=value))
    text = _OPEN.fill(**words, value=value, limit=most, other=other_value, other_limit=other_most)
    return Order("open", text)


def _shown(level: str, value: float) -> Text:
    many, one = _UNITS[level]
    unit = one if value == 1 else many
    return Text(f"{decimal(value, 'en')} {unit.en}", f"{decimal(value, 'nl')} {unit.nl}")
