"""What happened, in a sentence: for the status line, for undo, and for the replay of a session."""

from __future__ import annotations

from collections.abc import Mapping

from bundler.board import events, words
from bundler.board.events import Event
from bundler.board.judge import Judged
from bundler.board.state import Board
from bundler.domain import Pin
from bundler.explain.words import listed
from bundler.i18n import Text
from bundler.report.settings import setting_text
from bundler.report.sweep_axes import AXIS_NAMES
from bundler.report.words import OBJECTIVES

# reasons that fit in one sentence; the card has all of them
_REASONS = 2


def name_of(code: str) -> Text:
    """What a rule or a weight is called, in a few words."""
    return AXIS_NAMES.get(f"rules.{code}") or AXIS_NAMES[f"weights.{code}"]


def shown(code: str, value: object) -> Text:
    """The value of a rule or a weight for people."""
    return Text(setting_text(code, value, "en"), setting_text(code, value, "nl"))


def pin_told(pin: Pin) -> Text:
    """An agreement in words."""
    return words.PINS[pin.kind].fill(ids=listed(pin.ids))


def job_told(judged: Judged) -> Text:
    """What a job is worth, or why it is a draft."""
    if judged.points is not None:
        hours = words.hours(judged.hours * 60)
        return words.VIABLE.fill(job=judged.job_id, hours=hours, points=words.points(judged.points))
    why = words.joined(list(judged.why[:_REASONS]), "; ")
    more = len(judged.why) - _REASONS
    return words.DRAFT.fill(
        job=judged.job_id, why=words.AND_REASONS.fill(what=why, count=more) if more > 0 else why
    )


def moved_told(
    before: Board,
    after: Board,
    judged: Mapping[str, Judged],
    task_id: str,
    source: str | None,
    target: str | None,
) -> Text:
    """A move in words, with what it does to the jobs.

    Args:
        before: the board before it.
        after: the board after it.
        judged: the jobs after it.
        task_id: the task.
        source: the job it came from, if any.
        target: the job it went to, if any.
    """
    if target is not None:
        parts = [words.MOVED_IN.fill(task=task_id, job=target), job_told(judged[target])]
    else:
        parts = [words.TAKEN_OUT.fill(task=task_id, job=source)]
    if source is not None:
        parts.append(job_told(judged[source]) if source in judged else words.GONE.fill(job=source))
    others = [job for job in after.jobs if job.job_id not in (source, target)]
    was = {job.job_id: job.viable for job in before.jobs}
    now_viable = [job.job_id for job in others if job.viable and not was[job.job_id]]
    if now_viable:
        parts.append(words.NOW_VIABLE.fill(jobs=listed(now_viable)))
    return words.joined(parts)


def what(event: Event) -> Text:
    """What an event was, as a short sentence part."""
    match event:
        case events.JobsSet():
            return words.WHAT_JOBS.fill(jobs=listed([job.job_id for job in event.jobs]))
        case events.Locked():
            return (words.WHAT_LOCK if event.locked else words.WHAT_UNLOCK).fill(job=event.job_id)
        case events.PinAdded():
            return words.WHAT_PIN.fill(pin=pin_told(event.pin))
        case events.PinRemoved():
            return words.WHAT_UNPIN.fill(pin=pin_told(event.pin))
        case events.RuleSet() | events.WeightSet():
            return words.WHAT_RULE.fill(name=name_of(event.code), value=shown(event.code, event.value))
        case events.ObjectiveSet():
            return words.WHAT_OBJECTIVE.fill(objective=OBJECTIVES[event.objective])
        case events.Proposed():
            return words.WHAT_PROPOSED.fill(number=event.number, supplier=event.supplier_id)
        case events.Accepted():
            return words.WHAT_ACCEPTED.fill(number=event.number)
        case events.Refused():
            return words.WHAT_REFUSED.fill(number=event.number)
        case events.TaskChanged():
            return words.WHAT_TASK[event.change.kind].fill(task=event.change.task_id)
        case events.PlanTaken():
            return words.WHAT_PLAN.fill(jobs=words.jobs(len(event.jobs)))
        case events.MomentNamed():
            return words.WHAT_MOMENT.fill(name=event.name)
        case events.Undone():
            return words.WHAT_UNDONE
        case events.Redone():
            return words.WHAT_REDONE
