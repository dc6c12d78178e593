"""Asks in words: what is asked, the job that it makes possible, and what that brings."""

from __future__ import annotations

from collections.abc import Iterator

from bundler.domain import Problem
from bundler.explain.missing_ask import Ask, Brings
from bundler.explain.missing_list import AskList
from bundler.i18n import Lang, Text
from bundler.units import decimal

_HEAD = Text(
    "{n} asks that each make one more job possible beside those of the plan; what brings most comes first.",
    "{n} vragen die elk één baan meer mogelijk maken naast die van het plan; wat het meest oplevert eerst.",
)
_HEAD_ONE = Text(
    "1 ask that makes one more job possible beside those of the plan.",
    "1 vraag die één baan meer mogelijk maakt naast die van het plan.",
)
_NONE = Text(
    "Nothing was found that makes one more job possible by a small change.",
    "Er is niets gevonden dat met een kleine verandering één baan meer mogelijk maakt.",
)
_JOB = Text(
    "The job: {who}, {hours} h, {points} points: {tasks}.",
    "De baan: {who}, {hours} u, {points} punten: {tasks}.",
)
_TASK = Text("{name} {hours} h", "{name} {hours} u")
_NEW_TASK = Text("what is asked for {hours} h", "wat gevraagd wordt {hours} u")
_BRINGS = Text(
    "Planned anew: {jobs}, {hours} h a week{placed}, {points} points; {proof}.",
    "Opnieuw gepland: {jobs}, {hours} u per week{placed}, {points} punten; {proof}.",
)
_PLACED = Text(" (of work that was there: {hours} h)", " (van werk dat er al was: {hours} u)")
_PROOF = {
    "exact": Text("proved", "bewezen"),
    "at_least": Text("more may be possible", "misschien kan er meer"),
    "found": Text("not proved", "niet bewezen"),
}
_JOBS = Text("{n} jobs", "{n} banen")
_ONE_JOB = Text("1 job", "1 baan")
_ONE_JOB_MORE = Text("+1 job", "+1 baan")
_ADDED = Text(
    "Without any ask more fits beside the plan already: {count}. The asks come on top of that. Maybe "
    "solve again first (bundler solve --from).",
    "Ook zonder vraag past er al meer naast het plan: {count}. De vragen komen daarbovenop. Misschien eerst "
    "opnieuw plannen (bundler solve --from).",
)
_BETTER = Text(
    "Without any ask the plan can be better, by {points} ({level}); what the asks bring comes on top of "
    "that. Maybe solve again first (bundler solve --from).",
    "Ook zonder vraag kan het plan beter, met {points} ({level}); wat de vragen opleveren, komt "
    "daarbovenop. Misschien eerst opnieuw plannen (bundler solve --from).",
)
_TIME = Text(
    "There was no time to look at everything. Maybe give it more (--time).",
    "Er was geen tijd om alles te bekijken. Misschien meer tijd geven (--time).",
)


def lines(problem: Problem, found: AskList, lang: Lang) -> Iterator[str]:
    """The asks for people, with what must be said beside them."""
    if not found.asks:
        yield _NONE(lang)
    else:
        yield _HEAD_ONE(lang) if len(found.asks) == 1 else _HEAD(lang, n=len(found.asks))
    for number, ask in enumerate(found.asks, 1):
        yield ""
        yield f"{number}. {ask.text(lang)}"
        yield f"   {job_line(problem, ask, lang)}"
        yield f"   {brings_line(ask.brings, lang)}"
    notes = list(note_lines(found, lang))
    if notes:
        yield from ("", *notes)


def note_lines(found: AskList, lang: Lang) -> Iterator[str]:
    """What must be said beside the asks."""
    if found.added:
        yield _ADDED(lang, count=_count(len(found.added)))
    if found.better > 0:
        yield _BETTER(lang, points=decimal(found.better, lang), level=found.without.first.name)
    if not found.complete:
        yield _TIME(lang)


def _count(jobs: int) -> Text:
    return _ONE_JOB if jobs == 1 else _JOBS.fill(n=jobs)


def job_line(problem: Problem, ask: Ask, lang: Lang) -> str:
    """The job that an ask makes possible."""
    asked = {task.task_id for task in ask.change.added}
    minutes: dict[str, int] = {}
    for session in ask.job.roster:
        minutes[session.task_id] = minutes.get(session.task_id, 0) + session.end - session.start
    parts = [
        (_NEW_TASK if name in asked else _TASK)(lang, name=name, hours=decimal(spent / 60, lang))
        for name, spent in sorted(minutes.items(), key=lambda each: (each[0] in asked, each[0]))
    ]
    names = (problem.supplier_by_id[name].name or name for name in ask.job.suppliers)
    return _JOB(
        lang,
        who=" + ".join(names),
        hours=decimal(ask.job.hours, lang),
        points=decimal(ask.job.score, lang),
        tasks=", ".join(parts),
    )


def brings_line(brings: Brings, lang: Lang) -> str:
    """What the ask brings by a whole new plan."""
    placed = ""
    if abs(brings.placed_hours - brings.hours) > 1e-6:
        placed = _PLACED(lang, hours=_signed(brings.placed_hours, lang))
    jobs = _ONE_JOB_MORE if brings.jobs == 1 else _JOBS.fill(n=lambda each: _signed(brings.jobs, each))
    return _BRINGS(
        lang,
        jobs=jobs,
        hours=_signed(brings.hours, lang),
        placed=placed,
        points=_signed(brings.points, lang),
        proof=_PROOF[brings.proof],
    )


def _signed(value: float, lang: str) -> str:
    shown = decimal(value, lang)
    return shown if shown.startswith("-") or shown == "0" else f"+{shown}"
