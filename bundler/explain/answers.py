"""From what was proved about a task to an explanation in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bundler.domain.model import Task
from bundler.domain.problem import Problem
from bundler.domain.reasons import CATALOGUE
from bundler.explain.at_play import LAW, MEASURED, Member, gap_of, measure
from bundler.explain.hindrances import way_in_words
from bundler.explain.margins import WayOut
from bundler.explain.model import Explanation
from bundler.explain.obstacles import InTheWay
from bundler.explain.tradeoff import NOTHING, Rosters, Trade, Weighed
from bundler.explain.words import AND, OR, amount, joined, listed, pin_text
from bundler.i18n import Text
from bundler.rules import Verdict
from bundler.rules.score import round_points

_NOT_FOUND = Text(
    "Not decided: in the time given no viable job with it was found, nor was it proved that there is none.",
    "Niet beslist: in de gegeven tijd is er geen baan mee gevonden, en ook niet bewezen dat die er niet is.",
)
_ALONE = Text(
    "By itself it breaks a rule, whatever it is combined with: {why}.",
    "Deze taak overtreedt in zijn eentje al een regel, met wat dan ook erbij: {why}.",
)
_BESIDES = Text("Besides: {why}.", "Bovendien: {why}.")
_VALID = Text(
    "It is valid {span}, and the plan date is {day}.", "Hij is geldig {span}, en de plandatum is {day}."
)
_EACH = Text(
    "Changing any one of these is enough for a viable job with it:",
    "Eén hiervan veranderen is genoeg voor een baan met deze taak:",
)
_ONE = Text("Only this stands in the way:", "Alleen dit staat in de weg:")
_TOGETHER = Text(
    "It takes at least {least} changes at once, such as these (found one after another):",
    "Er zijn minstens {least} veranderingen tegelijk nodig, zoals deze (één voor één gevonden):",
)
_NO_RULE = Text(
    "No looser rule changes that: the task itself has to change.",
    "Geen soepelere regel verandert dat: de taak zelf moet anders.",
)
_ENOUGH = Text(
    "Not decided in the time given whether fewer changes would do; these {number} together are enough:",
    "In de gegeven tijd niet beslist of het met minder veranderingen kan; deze {number} samen zijn genoeg:",
)
_UNKNOWN = Text(
    "What stands in the way was not found in the time given.",
    "Wat er in de weg staat, is in de gegeven tijd niet gevonden.",
)
_OTHERS = Text(
    "Not decided in the time given whether this would be enough too: {list}.",
    "In de gegeven tijd niet beslist of dit ook genoeg is: {list}.",
)
_LESS = Text(
    "Not decided in the time given whether a little less would do for {list}.",
    "In de gegeven tijd niet beslist of iets minder ook kan bij {list}.",
)
_BETWEEN = Text("between {least} and {most}", "tussen {least} en {most}")
_AT_LEAST = Text("It costs at least {least}: that is proved.", "Het kost minstens {least}: dat is bewezen.")
_FOUND = Text(
    "Not decided in the time given what taking it in costs: a plan that does costs {most}, and whether one "
    "costs less is not known.",
    "In de gegeven tijd niet beslist wat opnemen kost: een plan met deze taak kost {most}, en of het "
    "goedkoper kan, is niet bekend.",
)
_NONE_FOUND = Text(
    "Not decided: in the time given no plan that takes it in was found, nor was it proved that there is "
    "none.",
    "Niet beslist: in de gegeven tijd is geen plan met deze taak gevonden, en ook niet bewezen dat dat er "
    "niet is.",
)
_PIN_IT = Text(
    'pin it in with place = "{task}" and solve again', 'vastzetten met place = "{task}" en opnieuw oplossen'
)
_TAKE_OVER = Text(
    "take over the jobs of that plan (--json lists them)", "de banen van dat plan overnemen (--json toont ze)"
)
_PIN = Text("the pin {pin}", "de vastgezette keuze {pin}")


def placed(task: Task, rosters: Rosters) -> Explanation:
    """Nothing of the task is left over."""
    words = CATALOGUE["R-PLACED"]
    jobs = [name for name, roster in rosters.items() if any(s.task_id == task.task_id for s in roster)]
    return Explanation(task.task_id, 0, "R-PLACED", words.text.fill(jobs=listed(jobs)), words.action)


def not_found(task: Task, sessions: int) -> Explanation:
    """No viable job was found, and none was proved impossible."""
    return _open(task, sessions, _NOT_FOUND)


def _open(task: Task, sessions: int, text: Text, trade: Trade | None = None) -> Explanation:
    action = CATALOGUE["R-OPEN"].action
    return Explanation(task.task_id, sessions, "R-OPEN", text, action, decided=False, trade=trade)


def left_by_itself(
    problem: Problem, task: Task, sessions: int, code: str, verdicts: Sequence[Verdict]
) -> Explanation:
    """What the scenario says of the task by name, date or certificate; and what else it breaks."""
    said = [CATALOGUE[code].text]
    day = problem.scenario.plan_date
    if code == "R-DATE" and day is not None:
        said.append(_VALID.fill(span=_span(task), day=day.isoformat()))
    if code == "R-CERTIFICATE":
        asked = [str(verdict.value) for verdict in verdicts if verdict.code == "excluded_certificates"]
        said = [Text(*(f"{text[:-1]}: {', '.join(asked)}." for text in said[0]))]
    others = [v.text for v in verdicts if v.code not in ("known_task", "pin_leave", "excluded_certificates")]
    if others:
        said.append(_BESIDES.fill(why=joined(others, "; ")))
    action = CATALOGUE[code].action.fill(task=task.task_id)
    return Explanation(task.task_id, sessions, code, joined(said), action, verdicts=tuple(verdicts))


def _span(task: Task) -> Text:
    first, last = task.valid_from, task.valid_until
    parts = []
    if first:
        parts.append(Text(f"from {first}", f"vanaf {first}"))
    if last:
        parts.append(Text(f"until {last}", f"tot en met {last}"))
    return joined(parts)


def no_job(
    problem: Problem,
    task: Task,
    sessions: int,
    obstacles: Sequence[Verdict],
    known: InTheWay,
    found: Sequence[WayOut],
) -> Explanation:
    """No viable job holds the task; what stands in the way was verified on a job for each way out."""
    code = "R-TASK-ALONE" if obstacles else "R-NO-JOB"
    ways = [way_in_words(problem, way) for way in sorted(found, key=lambda way: _nearness(problem, way))]
    notes = [_heading(known, len(ways))]
    shown = {hindrance.name for way in ways for hindrance in way.hindrances}
    lone = (members[0] for members in known.sets if len(members) == 1)
    names = [_name(problem, member) for member in (*known.undecided, *lone)]
    open_ones = [name for name in names if name not in shown]
    if open_ones and ways:
        notes.append(_OTHERS.fill(list=", ".join(open_ones)))
    inexact = [one.name for way in ways for one in way.hindrances if not one.exact]
    if inexact:
        notes.append(_LESS.fill(list=", ".join(dict.fromkeys(inexact))))
    text = CATALOGUE[code].text
    if obstacles:
        text = _ALONE.fill(why=joined([verdict.text for verdict in obstacles], "; "))
    return Explanation(
        task.task_id,
        sessions,
        code,
        text,
        CATALOGUE[code].action,
        decided=known.smallest and (bool(ways) or not known.sets),
        verdicts=tuple(obstacles),
        ways=tuple(ways),
        least=known.least,
        notes=tuple(notes),
    )


def _name(problem: Problem, member: Member) -> str:
    return pin_text(problem.scenario.pins[int(member.at)]) if member.kind == "pin" else str(member.at)


def _nearness(problem: Problem, way: WayOut) -> tuple[int, float]:
    """Rules that give way a little come first, what the law asks last."""
    rules, last, far = problem.scenario.rules, 0, 0.0
    for member, _, verdicts, _ in way.obstacles:
        if member.at in MEASURED:
            far = max(far, gap_of(verdicts) / max(1.0, measure(rules, str(member.at))))
        elif member.kind == "rule":
            last = max(last, 1)
        else:
            last = max(last, 2)
        if member.at in LAW:
            last = 3
    return last, far


def _heading(known: InTheWay, ways: int) -> Text:
    if not ways:
        return _NO_RULE if known.smallest and not known.sets else _UNKNOWN
    together = max(len(members) for members in known.sets)
    if not known.smallest:
        return _ENOUGH.fill(number=together)
    if together > 1:
        return _TOGETHER.fill(least=known.least)
    return _EACH if ways > 1 else _ONE


def weighed(rosters: Rosters, task: Task, sessions: int, answer: Weighed) -> Explanation:
    """What taking in more of the task costs, or why no plan does."""
    if answer.outcome in ("pins", "partners"):
        code = "R-PINS" if answer.outcome == "pins" else "R-PARTNERS"
        words = CATALOGUE[code]
        groups = [listed([_PIN.fill(pin=pin_text(pin)) for pin in group], AND) for group in answer.pins]
        pins = listed(groups, OR)
        text, action = words.text.fill(pins=pins), words.action.fill(pins=pins)
        return Explanation(task.task_id, sessions, code, text, action, pins=answer.pins)
    trade = answer.trade
    if trade is None:
        return _open(task, sessions, _NONE_FOUND)
    if answer.outcome == "open":
        return _open(task, sessions, _undecided(trade), trade)
    unused = all(s.task_id != task.task_id for roster in rosters.values() for s in roster)
    how = _PIN_IT.fill(task=task.task_id) if unused else _TAKE_OVER
    code = {"costs": "R-COSTS", "free": "R-FREE", "better": "R-BETTER"}[answer.outcome]
    words = CATALOGUE[code]
    text = words.text.fill(cost=_cost(trade), gain=amount(trade.level, -round_points(trade.most)))
    return Explanation(task.task_id, sessions, code, text, words.action.fill(how=how), trade=trade)


def _cost(trade: Trade) -> Text:
    most = amount(trade.level, round_points(trade.most))
    if exact(trade):
        return most
    least = amount(trade.level, math.floor(trade.least * 100) / 100)
    return _BETWEEN.fill(least=least, most=most)


def exact(trade: Trade) -> bool:
    """Whether the cost is known to 0.01."""
    return trade.most - trade.least <= 2 * NOTHING + 1e-6


def _undecided(trade: Trade) -> Text:
    if math.isfinite(trade.most):
        return _FOUND.fill(most=amount(trade.level, round_points(trade.most)))
    if trade.least >= NOTHING:
        least = amount(trade.level, math.floor(trade.least * 100) / 100)
        return joined([_NONE_FOUND, _AT_LEAST.fill(least=least)])
    return _NONE_FOUND
