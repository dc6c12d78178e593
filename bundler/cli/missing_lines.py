"""What `bundler missing` shows to programs; the lines for people are in ``bundler.explain.missing_lines``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bundler.i18n import Lang
from bundler.units import DAYS, clock

if TYPE_CHECKING:
    from bundler.explain.missing_ask import Ask
    from bundler.explain.missing_list import AskList

FORMAT = "bundler-missing/1"


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
