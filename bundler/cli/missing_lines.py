"""What `bundler missing` shows: lines for people, a document for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bundler.i18n import Lang, Text
from bundler.units import DAYS, clock, decimal

if TYPE_CHECKING:
    from bundler.domain import Problem
    from bundler.explain.missing_ask import Ask, Brings
    from bundler.explain.missing_list import AskList

FORMAT = "bundler-missing/1"

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
        yield f"   {_job(problem, ask, lang)}"
        yield f"   {_brings(ask.brings, lang)}"
    notes = list(_notes(found, lang))
    if notes:
        yield from ("", *notes)


def _notes(found: AskList, lang: Lang) -> Iterator[str]:
    if found.added:
        yield _ADDED(lang, count=_count(len(found.added)))
    if found.better > 0:
        yield _BETTER(lang, points=decimal(found.better, lang), level=found.without.first.name)
    if not found.complete:
        yield _TIME(lang)


def _count(jobs: int) -> Text:
    return _ONE_JOB if jobs == 1 else _JOBS.fill(n=jobs)


def _job(problem: Problem, ask: Ask, lang: Lang) -> str:
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


def _brings(brings: Brings, lang: Lang) -> str:
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


def document(found: AskList, lang: Lang) -> dict[str, Any]:
    """The asks for programs."""
    without = found.without
    return {
        "format": FORMAT,
        "objective": without.objective,
        "without": {
            "status": without.status,
            "levels": [level.model_dump() for level in without.levels],
            "better": found.better,
            "jobs_added": len(found.added),
        },
        "complete": found.complete,
        "unverified": found.unverified,
        "asks": [_ask(ask, number, lang) for number, ask in enumerate(found.asks, 1)],
    }


def _ask(ask: Ask, number: int, lang: Lang) -> dict[str, Any]:
    brings = ask.brings
    return {
        "rank": number,
        "kind": ask.kind,
        "text": ask.text(lang),
        "size": ask.size._asdict(),
        "change": _change(ask),
        "suppliers_to_ask": list(ask.hosts),
        "more_than_the_least": ask.more,
        "only_planned_anew": ask.anew,
        "job": {
            "suppliers": list(ask.job.suppliers),
            "hours": round(ask.job.hours, 4),
            "score": ask.job.score,
            "terms": dict(ask.job.terms),
            "roster": [
                {"day": DAYS[s.day], "start": clock(s.start), "end": clock(s.end), "task_id": s.task_id}
                for s in ask.job.roster
            ],
        },
        "brings": {
            "jobs": brings.jobs,
            "hours": round(brings.hours, 4),
            "placed_hours": round(brings.placed_hours, 4),
            "points": brings.points,
            "net": list(brings.net),
            "proof": brings.proof,
            "kpis": brings.kpis,
        },
    }


def _change(ask: Ask) -> dict[str, Any]:
    from bundler.io.write_overlay import added_row, cell

    rows = [added_row(task) for task in ask.change.added]
    changed: dict[str, dict[str, object]] = {}
    for task_id, field, value in ask.change.changed:
        changed.setdefault(task_id, {"task_id": task_id})[field] = cell(field, value)
    return {
        "rules": {field: cell(field, value) for field, value in ask.change.rules},
        "tasks": [
            *changed.values(),
            *({name: cell(name, value) for name, value in row.items()} for row in rows),
        ],
    }
