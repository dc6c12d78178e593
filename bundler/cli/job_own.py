"""A job of one's own: viable or not, what it is worth and what it costs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bundler.cli.console import Console
from bundler.cli.job_plan import elsewhere_document, elsewhere_lines, term_document, term_lines
from bundler.i18n import Lang, Text
from bundler.verbs.job_lines import job_document, job_line, roster_document, week_lines

if TYPE_CHECKING:
    from bundler.domain import Problem, Result
    from bundler.explain.own_job import OwnJob
    from bundler.rules import Verdict

NAME = "J+"

_VIABLE = Text("A job of {tasks} is viable: {what}", "Een baan van {tasks} is haalbaar: {what}")
_NOT_BEST = Text(
    "Whether these tasks have a better week was not decided in the time given.",
    "Of deze taken een betere week hebben, is niet op tijd beslist.",
)
_NOT = Text(
    "A job of exactly {tasks} is not viable; proved.",
    "Een baan van precies {tasks} is niet haalbaar; bewezen.",
)
_OPEN = Text(
    "Whether a job of exactly {tasks} is viable was not decided in the time given.",
    "Of een baan van precies {tasks} haalbaar is, is niet op tijd beslist.",
)
_BREAKS = Text(
    "A week that breaks these rules and nothing else:", "Een week die deze regels overtreedt en verder niets:"
)
_OR = Text("Or a week that breaks only:", "Of een week die alleen overtreedt:")
_FEWEST = Text(
    "No week breaks fewer rules or pins; proved.",
    "Geen week overtreedt minder regels of vaste keuzes; bewezen.",
)
_WEEK = Text("That week:", "Die week:")
_NEVER = Text(
    "No rule that gives way helps: {tasks} cannot be in one job. {why}",
    "Geen soepelere regel helpt: {tasks} kunnen niet in één baan. {why}",
)
_NEVER_ONE = Text(
    "No rule that gives way helps: {tasks} fits no job. {why}",
    "Geen soepelere regel helpt: {tasks} past in geen enkele baan. {why}",
)
_FAR = Text(
    "They are at places that cannot be reached from each other.",
    "Ze zijn op plaatsen die vanuit elkaar niet bereikbaar zijn.",
)
_CLASH = Text(
    "Their times leave no room for one person to do both on the days they ask.",
    "Hun tijden laten geen ruimte om ze door één persoon te laten doen op de dagen die ze vragen.",
)
_NOT_FOUND = Text(
    "What stands in the way was not found in the time given.",
    "Wat in de weg staat, is niet op tijd gevonden.",
)
_ELSEWHERE = Text(
    "With this job in the plan, the other jobs free to change:",
    "Met deze baan in het plan, als de andere banen mogen veranderen:",
)


def tell_own(
    console: Console, problem: Problem, result: Result, tasks: Sequence[str], seconds: float
) -> dict[str, Any]:
    """Tell about a job of one's own; gives its part of the JSON document."""
    from bundler.explain.elsewhere import with_job
    from bundler.explain.own_job import own_job
    from bundler.explain.worth import terms_of
    from bundler.rules import make_job

    found, lang = own_job(problem, tasks, seconds), console.lang
    document: dict[str, Any] = {
        "task_ids": list(found.task_ids),
        "viable": found.roster is not None if found.decided or found.roster else None,
        "decided": found.decided,
    }
    if found.roster is None:
        for line in _in_the_way(problem, found, lang):
            console.out(line)
        return document | {
            "broken": [
                {
                    "code": v.code,
                    "text": v.text(lang),
                    "margin": v.margin,
                    "unit": v.unit if v.margin is not None else None,
                }
                for v in found.verdicts
            ],
            "nearest_week": roster_document(found.ways[0].roster) if found.ways else None,
            "never": list(found.never),
        }
    job = make_job(problem, NAME, found.roster)
    terms = terms_of(problem, job.roster)
    console.out(_VIABLE(lang, tasks=", ".join(found.task_ids), what=job_line(problem, job, lang)))
    for line in (*_indented(week_lines(problem, job.roster, lang)), *term_lines(terms, job, lang)):
        console.out(line)
    if not found.decided:
        console.out(_NOT_BEST)
    rosters, names = [each.roster for each in result.jobs], [each.job_id for each in result.jobs]
    answer = with_job(problem, rosters, job.roster, seconds, names)
    console.out(_ELSEWHERE)
    for line in _indented(elsewhere_lines(problem, answer, lang)):
        console.out(line)
    return document | {
        "job": job_document(job),
        "terms": [term_document(term, lang) for term in terms],
        "with": elsewhere_document(answer),
    }


def _in_the_way(problem: Problem, found: OwnJob, lang: Lang) -> list[str]:
    tasks = ", ".join(found.task_ids)
    if not found.decided:
        return [_OPEN(lang, tasks=tasks)]
    lines = [_NOT(lang, tasks=tasks)]
    if found.never:
        lines.append(_never(problem, found.never, lang))
    elif not found.ways:
        lines.append(_NOT_FOUND(lang))
    for number, way in enumerate(found.ways):
        lines.append((_OR if number else _BREAKS)(lang))
        broken = [verdict for one in way.obstacles for verdict in one.verdicts]
        lines += [f"  {verdict.text(lang)} [{verdict.code}]" for verdict in _same_days(broken)]
        lines.append(f"  {_WEEK(lang)}")
        lines += [f"    {line}" for line in week_lines(problem, way.roster, lang)]
    if found.ways and found.fewest:
        lines.append(_FEWEST(lang))
    return lines


def _never(problem: Problem, names: Sequence[str], lang: Lang) -> str:
    from bundler.domain.reasons import REASONS
    from bundler.explain.words import listed
    from bundler.rules.job import task_obstacles

    if len(names) == 1:
        task = problem.task_by_id[names[0]]
        if problem.left_out_by_date(task):
            return _NEVER_ONE(lang, tasks=names[0], why=REASONS["R-DATE"])
        obstacles = task_obstacles(problem, task)
        why = " ".join(f"{verdict.text(lang)}." for verdict in obstacles)
        return _NEVER_ONE(lang, tasks=names[0], why=why).rstrip()
    places = [problem.task_by_id[name].location_id for name in names]
    far = any(problem.travel(a, b) is None for a in places for b in places)
    return _NEVER(lang, tasks=listed(names), why=_FAR if far else _CLASH)


def _same_days(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """What is so on several days as one verdict."""
    from bundler.explain.words import days_text
    from bundler.units import DAY_LABELS

    alike: dict[tuple[object, ...], list[int]] = {}
    first: dict[tuple[object, ...], Verdict] = {}
    for number, verdict in enumerate(verdicts):
        where = verdict.where
        day, _, rest = where.en.partition(" ") if isinstance(where, Text) else ("", "", "")
        of_day = day in DAY_LABELS["en"]
        key: tuple[object, ...] = (verdict.code, verdict.margin, verdict.value, rest) if of_day else (number,)
        first.setdefault(key, verdict)
        alike.setdefault(key, []).extend([DAY_LABELS["en"].index(day)] if of_day else [])
    found = []
    for key, verdict in first.items():
        if alike[key]:
            rest = f" {key[-1]}".rstrip()
            on = days_text(alike[key])
            verdict = verdict._replace(where=Text(on.en + rest, on.nl + rest))
        found.append(verdict)
    return found


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
