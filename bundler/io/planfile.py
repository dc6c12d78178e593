"""plan.json: the plan as a file. Reading one back is in ``bundler.io.planread``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from bundler.domain import Level, Result
from bundler.domain.plan import PLAN_FORMAT
from bundler.rules import round_points
from bundler.units import DAYS, clock

PLAN_NAME = "plan.json"
LINE_WIDTH = 110


def plan_document(result: Result, lang: str = "en") -> dict[str, Any]:
    """The contents of plan.json, keys in order.

    Where the solve ended without a plan there are no ``jobs`` and no ``unplaced``; ``score``,
    ``first``, ``bound`` and ``gap`` are null, and ``why`` says why there is none. ``held_back`` is there only
    where agreed jobs that stay keep the plan from its bound, ``own_rules`` only where the user's own hold.
    """
    levels = [_level(result, level) for level in result.levels] if result.plan is not None else []
    first = levels[0] if levels else None
    document: dict[str, Any] = {
        "format": PLAN_FORMAT,
        "scenario": result.scenario,
        "objective": result.objective,
        "status": result.status,
        "stopped_by": result.stopped_by,
        "score": next((level.value for level in levels if level.name == "score"), None),
        "first": first.value if first else None,
        "bound": first.bound if first else None,
        "gap": gap(first.value, first.bound) if first else None,
        "levels": [level.model_dump() for level in levels],
        "seconds": round(result.seconds, 2),
        "seed": result.seed,
        "version": result.version,
        "input_sha256": result.input_sha256,
    }
    if result.held_back:
        document["held_back"] = True
    if result.own_rules:
        document["own_rules"] = [title(lang) for title in result.own_rules]
    if result.plan is None:
        document["why"] = result.why_none(lang) if result.why_none else ""
        return document
    document["jobs"] = [
        {
            "job_id": job.job_id,
            "suppliers": list(job.suppliers),
            "hours": round(job.hours, 4),
            "score": job.score,
            "terms": dict(job.terms),
            "roster": [
                {"day": DAYS[s.day], "start": clock(s.start), "end": clock(s.end), "task_id": s.task_id}
                for s in job.roster
            ],
        }
        for job in result.plan
    ]
    document["unplaced"] = [
        {"task_id": item.task_id, "sessions": item.sessions, "reason": item.reason, "text": item.text(lang)}
        for item in result.unplaced
    ]
    return document


def gap(first: float, bound: float) -> float:
    """|bound − first| ÷ max(1, |bound|), to six decimals."""
    return round(abs(bound - first) / max(1.0, abs(bound)), 6)


def _level(result: Result, level: Level) -> Level:
    """A level as it is printed: a bound that is not reached is rounded to the safe side."""
    value = round_points(level.value)
    if result.status == "optimal":
        return Level(name=level.name, value=value, bound=round_points(level.bound))
    hundredths = level.bound * 100
    if level.bound >= level.value:
        bound = max(value, math.ceil(hundredths - 1e-6) / 100)
    else:
        bound = min(value, math.floor(hundredths + 1e-6) / 100)
    return Level(name=level.name, value=value, bound=bound)


def plan_bytes(document: Mapping[str, object]) -> bytes:
    """A plan document as the bytes of plan.json: UTF-8, a session or a job's terms on one line."""
    return (dump(document) + "\n").encode(errors="replace")


def dump(value: object, indent: str = "", *, ascii_only: bool = False) -> str:
    """JSON for people: whatever holds no further lists and fits is on one line."""
    line = json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)
    flat = not isinstance(value, (dict, list)) or not any(
        isinstance(item, (dict, list)) and item
        for item in (value.values() if isinstance(value, dict) else value)
    )
    if not value or (flat and len(indent) + len(line) <= LINE_WIDTH) or not isinstance(value, (dict, list)):
        return line
    deeper = indent + "  "
    if isinstance(value, dict):
        names = (json.dumps(name, ensure_ascii=ascii_only) + ": " for name in value)
        items = [
            n + dump(item, deeper, ascii_only=ascii_only)
            for n, item in zip(names, value.values(), strict=True)
        ]
        opening, closing = "{", "}"
    else:
        items = [dump(item, deeper, ascii_only=ascii_only) for item in value]
        opening, closing = "[", "]"
    return opening + "\n" + ",\n".join(deeper + item for item in items) + "\n" + indent + closing
