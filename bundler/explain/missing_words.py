"""What a facilitator says at the table for each ask."""

from __future__ import annotations

from collections.abc import Callable

from bundler.domain import Problem, Task
from bundler.explain.missing_ask import Candidate
from bundler.explain.missing_rule_words import RULE_WORDS, value_text
from bundler.i18n import Text
from bundler.units import clock, hours_text

SERVICES = {
    "cleaning": Text("a cleaning company", "een schoonmaakbedrijf"),
    "catering": Text("a catering company", "een cateraar"),
    "vending": Text("a vending company", "een automatenbedrijf"),
    "landscaping": Text("a landscaping company", "een hoveniersbedrijf"),
    "security": Text("a security company", "een beveiligingsbedrijf"),
    "facility": Text("a facility service", "een facilitaire dienst"),
    "other": Text("another supplier", "een andere leverancier"),
}
_OR = Text("or", "of")
_AND = Text("and", "en")

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
_NUMBERS = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven"),
    "nl": ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven"),
}

_HOURS = Text(
    "Ask {who} for {times} {hours} a week{supervised}, {days}, {window}, at or near {place}: with {tasks} "
    "that makes a job of {total} hours.",
    "Vraag {who} om {times} {hours} per week{supervised}, {days}, {window}, in of vlak bij {place}: samen "
    "met {tasks} is dat een baan van {total} uur.",
)
_SUPERVISED = Text(" with someone who can supervise", " met iemand die kan begeleiden")
_EARLIER = Text(
    "Ask {who} whether {task} may start {minutes} minutes earlier, from {new} instead of {old}: {result}.",
    "Vraag {who} of {task} {minutes} minuten eerder mag beginnen, vanaf {new} in plaats van {old}: {result}.",
)
_LATER = Text(
    "Ask {who} whether {task} may end {minutes} minutes later, by {new} instead of {old}: {result}.",
    "Vraag {who} of {task} {minutes} minuten later klaar mag zijn, om {new} in plaats van {old}: {result}.",
)
_SHARING = Text(
    "Ask {who} whether several people may share the week of {task}, each with at least {fewest} of its {all} "
    "sessions: {result}.",
    "Vraag {who} of meer mensen de week van {task} mogen delen, elk met ten minste {fewest} van de {all} "
    "blokken: {result}.",
)
_HEADCOUNT = Text(
    "Ask {who} whether one more person can work at {task} ({times} {hours} a week): {result}.",
    "Vraag {who} of er nog iemand bij kan op {task} ({times} {hours} per week): {result}.",
)
_COMPETENCY = Text(
    "Ask {who} to teach '{competency}' on the job at {task}, so that nobody has to bring it: {result}.",
    "Vraag {who} om '{competency}' op het werk aan te leren bij {task}, zodat niemand dat al hoeft te kunnen"
    ": {result}.",
)
_RULE = Text("{what} (now {old}): {result}.", "{what} (nu {old}): {result}.")
_WITH = Text("with {tasks} that makes a job of {total} hours", "met {tasks} is dat een baan van {total} uur")
_ALONE = Text("that makes a job of {total} hours", "dat is een baan van {total} uur")
_ANEW = Text(
    "then, planned anew, there are more jobs, such as one of {total} hours with {tasks}",
    "dan zijn er, opnieuw gepland, meer banen, zoals een van {total} uur met {tasks}",
)
_THEN = Text("then {tasks} make a job of {total} hours", "dan vormen {tasks} een baan van {total} uur")
_THEN_ONE = Text("then {tasks} is a job of {total} hours", "dan is {tasks} een baan van {total} uur")

_NOT_ALLOWED = Text("not allowed", "niet toegestaan")


def sentence(problem: Problem, candidate: Candidate) -> Text:
    """The ask as one says it, with the job that it makes."""
    total = sum(session.end - session.start for session in candidate.roster)
    return _SENTENCES[candidate.kind](problem, candidate, _hours(total))


def _hours_ask(problem: Problem, candidate: Candidate, total: Text) -> Text:
    task = candidate.change.added[0]
    own = {problem.task_by_id[name].supplier_id for name in candidate.on_the_table}
    asked = [problem.supplier_by_id[name] for name in candidate.hosts]
    if task.supplier_id in own:
        who = [_same(supplier.name or supplier.supplier_id) for supplier in asked]
    else:
        who = [SERVICES[supplier.service] for supplier in asked]
    place = problem.location_by_id[task.location_id]
    return _HOURS.fill(
        who=joined(list(dict.fromkeys(who)), _OR),
        times=_times(task),
        hours=_hours_unit(task.session_minutes),
        supervised=_SUPERVISED if task.supervised else "",
        days=days_of(task.days, task.sessions_per_week),
        window=_window(task),
        place=place.name or place.location_id,
        tasks=_ids(candidate.on_the_table),
        total=total,
    )


def _window_ask(problem: Problem, candidate: Candidate, total: Text) -> Text:
    task_id, field, value = candidate.change.changed[0]
    task = problem.task_by_id[task_id]
    text = _EARLIER if field == "earliest_start" else _LATER
    assert isinstance(value, int)
    return text.fill(
        who=_supplier(problem, task),
        task=_task(task),
        minutes=candidate.size.minutes_wider,
        new=clock(value),
        old=clock(getattr(task, field)),
        result=_with(candidate, task_id, total),
    )


def _sharing_ask(problem: Problem, candidate: Candidate, total: Text) -> Text:
    task_id, _, fewest = candidate.change.changed[0]
    task = problem.task_by_id[task_id]
    return _SHARING.fill(
        who=_supplier(problem, task),
        task=_task(task),
        fewest=fewest,
        all=task.sessions_per_week,
        result=_with(candidate, task_id, total),
    )


def _headcount_ask(problem: Problem, candidate: Candidate, total: Text) -> Text:
    task = problem.task_by_id[candidate.change.changed[0][0]]
    return _HEADCOUNT.fill(
        who=_supplier(problem, task),
        task=_task(task),
        times=_times(task),
        hours=_hours_unit(task.session_minutes),
        result=_with(candidate, task.task_id, total),
    )


def _competency_ask(problem: Problem, candidate: Candidate, total: Text) -> Text:
    tasks = [problem.task_by_id[task_id] for task_id, _, _ in candidate.change.changed]
    _, _, left = candidate.change.changed[0]
    assert isinstance(left, tuple)
    code = next(name for name in tasks[0].competencies if name not in left)
    known = problem.competency_by_id.get(code)
    label = Text(known.label_en or code, known.label_nl or code) if known else Text(code, code)
    trained = {task.task_id for task in tasks}
    return _COMPETENCY.fill(
        who=joined(list(dict.fromkeys(_supplier(problem, task) for task in tasks)), _AND),
        competency=label,
        task=joined([_task(task) for task in tasks], _AND),
        result=_result(candidate.on_the_table - trained, _WITH, _ALONE, total),
    )


def _rule_ask(problem: Problem, candidate: Candidate, total: Text) -> Text:
    code, value = candidate.change.rules[0]
    old = getattr(problem.scenario.rules, code)
    then = _THEN_ONE if len(candidate.on_the_table) == 1 else _THEN
    if candidate.anew:
        then = _ANEW
    return _RULE.fill(
        what=RULE_WORDS[code].fill(new=value_text(code, value)),
        old=_NOT_ALLOWED if isinstance(old, bool) else value_text(code, old),
        result=then.fill(tasks=_ids(candidate.on_the_table), total=total),
    )


_SENTENCES: dict[str, Callable[[Problem, Candidate, Text], Text]] = {
    "hours": _hours_ask,
    "window": _window_ask,
    "sharing": _sharing_ask,
    "headcount": _headcount_ask,
    "competency": _competency_ask,
    "rule": _rule_ask,
}


def _with(candidate: Candidate, task_id: str, total: Text) -> Text:
    return _result(candidate.on_the_table - {task_id}, _WITH, _ALONE, total)


def _result(others: frozenset[str], some: Text, none: Text, total: Text) -> Text:
    return some.fill(tasks=_ids(others), total=total) if others else none.fill(total=total)


def _supplier(problem: Problem, task: Task) -> Text:
    supplier = problem.supplier_by_id[task.supplier_id]
    return _same(supplier.name or supplier.supplier_id)


def _task(task: Task) -> Text:
    return _same(f"{task.task_id} ({task.title})" if task.title else task.task_id)


def _ids(task_ids: frozenset[str]) -> Text:
    return joined([_same(task_id) for task_id in sorted(task_ids)], _AND)


def _same(words: str) -> Text:
    return Text(words, words)


def _hours(minutes: float) -> Text:
    return Text(hours_text(minutes), hours_text(minutes, "nl"))


def _hours_unit(minutes: int) -> Text:
    if minutes < 60:
        return Text(f"{minutes} minutes", f"{minutes} minuten")
    unit = "hour" if minutes == 60 else "hours"
    return Text(f"{hours_text(minutes)} {unit}", f"{hours_text(minutes, 'nl')} uur")


def _times(task: Task) -> Text:
    return _same(f"{task.sessions_per_week} ×")


def _window(task: Task) -> Text:
    first, last = clock(task.earliest_start), clock(task.latest_end)
    if task.latest_end - task.earliest_start == task.session_minutes:
        return Text(f"from {first} to {last}", f"van {first} tot {last} uur")
    return Text(f"between {first} and {last}", f"tussen {first} en {last} uur")


def joined(parts: list[Text], last: Text) -> Text:
    """Texts as one enumeration: ``a, b and c``."""

    def words(lang: str) -> str:
        *head, tail = [part(lang) for part in parts]
        return f"{', '.join(head)} {last(lang)} {tail}" if head else tail

    return Text(words("en"), words("nl"))


def days_of(days: tuple[int, ...], used: int) -> Text:
    """``Monday to Friday``; where not all are used, ``on three of the days Monday to Friday``."""

    def listed(lang: str) -> str:
        names = [_DAYS[lang][day] for day in days]
        if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
            return f"{names[0]} {'to' if lang == 'en' else 't/m'} {names[-1]}"
        return joined([_same(name) for name in names], _AND)(lang)

    if used == len(days):
        if used == 1:
            return Text(f"on {listed('en')}", f"op {listed('nl')}")
        return Text(listed("en"), listed("nl"))
    return Text(
        f"on {_NUMBERS['en'][used]} of the days {listed('en')}",
        f"op {_NUMBERS['nl'][used]} van de dagen {listed('nl')}",
    )
