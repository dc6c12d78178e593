"""Why a task is left out, as a value: what was proved, on which jobs and by which numbers."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.explain.tradeoff import Trade
from bundler.explain.words import pin_text
from bundler.i18n import Text
from bundler.rules import Verdict, make_job
from bundler.units import DAYS, clock


class Hindrance(NamedTuple):
    """One rule or pin that stands in the way.

    Attributes:
        code: its reason code.
        name: the rule's name, or the pin as in the scenario file.
        text: what it keeps from being, with the numbers of the checker.
        action: what may help.
        value: of a rule, the value at which the job is viable; None for a pin.
        exact: whether, proved, no looser value than this is needed.
        verdicts: the checker's, on the job.
    """

    code: str
    name: str
    text: Text
    action: Text
    value: Any
    exact: bool
    verdicts: tuple[Verdict, ...]


class Way(NamedTuple):
    """What has to give way together, and the job that is viable then.

    Attributes:
        hindrances: the job breaks these and nothing else.
        roster: the job's sessions.
    """

    hindrances: tuple[Hindrance, ...]
    roster: tuple[Session, ...]


class Explanation(NamedTuple):
    """Why sessions of a task are in no job.

    Attributes:
        task_id: the task.
        sessions: how many a week are left over.
        code: the reason's code.
        text: the reason in words.
        action: what may help.
        decided: whether the reason is known; else the text says what is not.
        verdicts: the rules that the task breaks by itself.
        ways: where no viable job holds it: each is enough.
        least: where no viable job holds it: so many rules and pins have to give way at once, proved.
        notes: what else is to be known of the ways.
        trade: where a job holds it: what taking it in costs.
        pins: where pins keep more of it out: without any one of these groups a plan takes it in.
    """

    task_id: str
    sessions: int
    code: str
    text: Text
    action: Text
    decided: bool = True
    verdicts: tuple[Verdict, ...] = ()
    ways: tuple[Way, ...] = ()
    least: int | None = None
    notes: tuple[Text, ...] = ()
    trade: Trade | None = None
    pins: tuple[tuple[Pin, ...], ...] = ()

    def to_json(self, problem: Problem, lang: str = "en") -> dict[str, Any]:
        """The explanation as a JSON object; texts in one language."""
        return {
            "task_id": self.task_id,
            "sessions": self.sessions,
            "reason": self.code,
            "text": self.text(lang),
            "action": self.action(lang),
            "decided": self.decided,
            "verdicts": [_verdict(verdict, lang) for verdict in self.verdicts],
            "least": self.least,
            "ways": [_way(problem, way, lang) for way in self.ways],
            "notes": [note(lang) for note in self.notes],
            "trade": None if self.trade is None else _trade(problem, self.trade),
            "pins": [[pin_text(pin) for pin in group] for group in self.pins],
        }


def _verdict(verdict: Verdict, lang: str) -> dict[str, Any]:
    return {
        "code": verdict.code,
        "text": verdict.text(lang),
        "margin": verdict.margin,
        "unit": verdict.unit if verdict.margin is not None else None,
    }


def _way(problem: Problem, way: Way, lang: str) -> dict[str, Any]:
    return {
        "give_way": [
            {
                "reason": one.code,
                "name": one.name,
                "text": one.text(lang),
                "action": one.action(lang),
                "value": one.value,
                "exact": one.exact,
                "verdicts": [_verdict(verdict, lang) for verdict in one.verdicts],
            }
            for one in way.hindrances
        ],
        "job": _job(problem, way.roster),
    }


def _trade(problem: Problem, trade: Trade) -> dict[str, Any]:
    return {
        "level": trade.level,
        "costs_at_least": round(trade.least, 4),
        "costs_at_most": round(trade.most, 4) if math.isfinite(trade.most) else None,
        "displaced": dict(trade.displaced),
        "jobs_leave": list(trade.leave),
        "jobs_come": [_job(problem, roster) for roster in trade.come],
    }


def _job(problem: Problem, roster: tuple[Session, ...]) -> dict[str, Any]:
    job = make_job(problem, "", roster)
    return {
        "task_ids": list(job.task_ids),
        "suppliers": list(job.suppliers),
        "hours": round(job.hours, 4),
        "score": job.score,
        "roster": [
            {"day": DAYS[s.day], "start": clock(s.start), "end": clock(s.end), "task_id": s.task_id}
            for s in job.roster
        ],
    }
