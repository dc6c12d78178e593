"""Sessions that are the same on several days, put together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bundler.domain import Session
from bundler.i18n import Lang
from bundler.units import DAY_LABELS


class Group(NamedTuple):
    """One task at one time of day, on one or more days."""

    days: tuple[int, ...]
    start: int
    end: int
    task_id: str


def same_sessions(sessions: Iterable[Session]) -> list[Group]:
    """Sessions of one task at one time as one group, in order of time and first day."""
    days: dict[tuple[int, int, str], list[int]] = {}
    for session in sessions:
        days.setdefault((session.start, session.end, session.task_id), []).append(session.day)
    groups = [Group(tuple(sorted(found)), *key) for key, found in days.items()]
    return sorted(groups, key=lambda group: (group.start, group.days, group.end, group.task_id))


def days_text(days: Iterable[int], lang: Lang) -> str:
    """``Mon–Fri`` or ``Mon, Wed, Fri``: three days in a row or more become a range."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    label = DAY_LABELS[lang]
    parts = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{label[run[0]]}–{label[run[-1]]}")
        else:
            parts.extend(label[day] for day in run)
    return ", ".join(parts)
