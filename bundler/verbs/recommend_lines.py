"""Where a task could go, in lines to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.domain import Problem
    from bundler.explain.recommend import Recommendation

_HEAD = Text(
    "{task} ({supplier}): {left} a week left over, {hours} h",
    "{task} ({supplier}): {left} per week over, {hours} u",
)
_JOIN = Text("{job} takes it", "{job} neemt de taak erbij")
_MORE = Text(
    "{job}, which has it already, takes more of it", "{job}, die de taak al heeft, neemt er meer van"
)
_NEW = Text(
    "A new job {job} with what is left over: {others}", "Een nieuwe baan {job} met wat over is: {others}"
)
_ALONE = Text("A new job {job} of this task alone", "Een nieuwe baan {job} van alleen deze taak")
_SWAP = Text(
    "{job} takes it and gives {back} back, which is then left over",
    "{job} neemt de taak en geeft {back} terug; die is dan over",
)
_PART = Text("{sessions} of it", "{sessions} ervan")
_HERE = Text("  ◂ this task", "  ◂ deze taak")
NOT_ALL = Text(
    "Not all new jobs could be looked at in time: there may be better ones.",
    "Niet alle nieuwe banen konden op tijd worden bekeken: er kunnen betere zijn.",
)


def recommend_lines(
    problem: Problem, name: str, left: int, ways: Sequence[Recommendation], lang: Lang
) -> list[str]:
    """A task that is left over, and each way to take it in with its new week and what it changes."""
    from bundler.explain.words import sessions_text, supplier_name, task_name
    from bundler.units import hours_text
    from bundler.verbs.job_lines import job_line, kpi_lines, signed, week_lines

    task = problem.task_by_id[name]
    lines = [
        _HEAD(
            lang,
            task=task_name(problem, name),
            supplier=supplier_name(problem, task.supplier_id),
            left=sessions_text(left),
            hours=hours_text(left * task.session_minutes, lang),
        )
    ]
    for number, way in enumerate(ways, 1):
        change = ", ".join(signed(level, value, lang) for level, value in way.levels)
        lines.append(f"  {number}. {what_text(problem, way)(lang)}: {change}")
        lines.append(f"     {job_line(problem, way.job, lang)}")
        mark = _HERE(lang)
        if task.shareable:
            mark += f": {_PART(lang, sessions=sessions_text(way.sessions))}"
        lines += [f"       {line}" for line in week_lines(problem, way.job.roster, lang, {name: mark})]
        lines += [f"     {line}" for line in kpi_lines(problem, way.kpis, lang)]
    return lines


def what_text(problem: Problem, way: Recommendation) -> Text:
    """What is done, in a few words."""
    from bundler.explain.words import listed, task_name

    if way.kind == "swap":
        return _SWAP.fill(job=way.job_id, back=task_name(problem, str(way.given_back)))
    if way.kind == "new":
        others = [task_name(problem, name) for name in way.job.task_ids if name != way.task_id]
        return _NEW.fill(job=way.job_id, others=listed(others)) if others else _ALONE.fill(job=way.job_id)
    return (_MORE if way.had_it else _JOIN).fill(job=way.job_id)
