"""Own rules and own costs held against a job's week: like the other rules, once and in plain Python."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bundler.domain.model import Task
from bundler.domain.own import Evening, Morning, Own, Shift
from bundler.domain.problem import Problem
from bundler.errors import OwnRuleFailed
from bundler.i18n import Text
from bundler.rules.verdict import Verdict
from bundler.rules.week import Week
from bundler.units import DAY_LABELS, WEEK_DAYS

_RAISED = Text(
    "Your own rule '{code}' failed: {error}. Maybe it does not expect this: {given}.",
    "Uw eigen regel '{code}' liep vast: {error}. Misschien rekent hij hier niet op: {given}.",
)
_NO_ANSWER = Text(
    "Your own rule '{code}' gave {answer}: a rule gives True where it is kept, and else False.",
    "Uw eigen regel '{code}' gaf {answer}: een regel geeft True als hij gehaald wordt en anders False.",
)
# a plan is worth some ten points an hour; sums of much larger numbers are not exact to the cent any more
MOST_POINTS = 1_000_000
_NO_POINTS = Text(
    "Your own cost '{code}' gave {answer}: a cost is a number of points from 0 to {most}. Below 0 the bound "
    "would not hold; what may never be is better said as a rule.",
    "Uw eigen kostenpost '{code}' gaf {answer}: kosten zijn een getal van 0 tot {most} punten. Onder 0 zou "
    "de grens niet kloppen; wat nooit mag, is beter een regel.",
)


@dataclass(frozen=True, eq=False)
class AsGiven:
    """A function that sees tasks as they are in the data, where the search works on changed copies of them.

    Attributes:
        function: of the user's own.
        tasks: by id, as given.
    """

    function: Callable[..., object]
    tasks: Mapping[str, Task]

    def __call__(self, *given: object) -> object:
        """What the function says of the tasks as given."""
        return self.function(*map(self._as_given, given))

    def _as_given(self, each: object) -> object:
        if isinstance(each, Shift | Evening | Morning):
            return each._replace(tasks=self._tasks(each.tasks))
        return self._tasks(each) if isinstance(each, tuple) else each

    def _tasks(self, tasks: Iterable[Task]) -> tuple[Task, ...]:
        return tuple(self.tasks[task.task_id] for task in tasks)


def with_tasks(problem: Problem, tasks: Sequence[Task]) -> Problem:
    """The problem with other copies of its tasks, which its own rules see as they are in the problem."""
    given = problem.task_by_id
    own = tuple(
        each if isinstance(each.function, AsGiven) else replace(each, function=AsGiven(each.function, given))
        for each in problem.own
    )
    return problem.model_copy(update={"tasks": tuple(tasks), "own": own})


def shifts_of(week: Week) -> tuple[Shift, ...]:
    """The working days of a week as own rules see them."""
    found = []
    for day in week.days:
        names = sorted({session.task_id for session in day.sessions})
        tasks = tuple(week.problem.task_by_id[name] for name in names)
        found.append(Shift(day.day, day.start, day.end, tasks))
    return tuple(found)


def own_points(own: Own, *given: object) -> float:
    """What an own rule or cost says: points to take off, infinite where a rule is broken.

    Raises:
        OwnRuleFailed: the function failed, or gave something else than it should.
    """
    try:
        answer = own.function(*given)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise OwnRuleFailed(_RAISED.fill(code=own.code, error=said, given=_shown(given))) from error
    if own.charges:
        try:
            points = float(answer)  # type: ignore[arg-type]  # whatever gives a number
        except (TypeError, ValueError, OverflowError):
            points = math.nan
        if isinstance(answer, str | bytes) or not (0 <= points <= MOST_POINTS):
            answered = repr(answer)[:100]
            raise OwnRuleFailed(_NO_POINTS.fill(code=own.code, answer=answered, most=MOST_POINTS))
        return points
    if type(answer).__name__ not in ("bool", "bool_"):
        raise OwnRuleFailed(_NO_ANSWER.fill(code=own.code, answer=repr(answer)[:100]))
    return 0.0 if answer else math.inf


def _shown(given: Iterable[object]) -> str:
    """What the function was given, with tasks by their ids."""
    parts = []
    for each in given:
        if isinstance(each, Shift | Evening | Morning):
            fields = {**each._asdict(), "tasks": [task.task_id for task in each.tasks]}
            parts.append(f"{type(each).__name__}({', '.join(f'{name}={fields[name]}' for name in fields)})")
        else:
            parts.append(", ".join(task.task_id for task in each) if isinstance(each, tuple) else repr(each))
    return "; ".join(parts)[:300]


def own_findings(week: Week) -> Iterator[tuple[Own, str | Text, float]]:
    """Every own rule and cost held against all that it looks at: (it, where, points to take off)."""
    asked = week.problem.own
    shifts = shifts_of(week) if any(own.sees != "tasks" for own in asked) else ()
    for own in asked:
        if own.sees == "tasks":
            yield own, ", ".join(task.task_id for task in week.tasks), own_points(own, week.tasks)
        elif own.sees == "day":
            for shift in shifts:
                name = Text(DAY_LABELS["en"][shift.day], DAY_LABELS["nl"][shift.day])
                yield own, name, own_points(own, shift)
        else:
            by_day = {shift.day: shift for shift in shifts}
            for shift in shifts:
                after = by_day.get((shift.day + 1) % WEEK_DAYS)
                if after is not None:
                    days = {
                        lang: f"{names[shift.day]}→{names[after.day]}" for lang, names in DAY_LABELS.items()
                    }
                    evening = Evening(shift.day, shift.end, shift.tasks)
                    morning = Morning(after.day, after.start, after.tasks)
                    yield own, Text(days["en"], days["nl"]), own_points(own, evening, morning)


def own_verdicts(week: Week) -> Iterator[Verdict]:
    """A verdict for each own rule and each thing it is about."""
    for own, where, points in own_findings(week):
        if not own.charges:
            yield Verdict(own.code, points == 0, where=where, said=own.title)


def own_terms(week: Week) -> dict[str, float]:
    """The terms of the score that own costs bring, in points; 0 or below."""
    terms = {own.code: 0.0 for own in week.problem.own if own.charges}
    for own, _, points in own_findings(week):
        if own.charges:
            terms[own.code] -= points
    return terms
