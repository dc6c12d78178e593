"""A job of the plan: why it is worth what it is, and what the best plan without it would be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bundler.cli.console import Console
from bundler.i18n import Lang, Text
from bundler.units import decimal
from bundler.verbs.job_lines import diff_document, diff_lines, job_document, job_line, signed, week_lines

if TYPE_CHECKING:
    from bundler.domain import Job, Problem, Result
    from bundler.explain.elsewhere import Elsewhere
    from bundler.explain.worth import Term

_SAME = 0.005

_HEAD = Text("{job}: {what}", "{job}: {what}")
_WORTH = Text("What it is worth:", "Waar de score uit bestaat:")
_SUM = Text("score", "score")
_BETTER = Text(
    "The same tasks have a better week, worth {points} more:",
    "Dezelfde taken hebben een betere week, die {points} meer waard is:",
)
_WITHOUT = {
    True: Text(
        "Without this job, the other jobs staying as they are:",
        "Zonder deze baan, als de andere banen blijven:",
    ),
    False: Text(
        "Without a job of exactly these tasks, the other jobs free to change:",
        "Zonder een baan van precies deze taken, als de andere banen mogen veranderen:",
    ),
}
_LESS = Text("the best plan is {cost} worse; proved.", "het beste plan is {cost} slechter; bewezen.")
_NO_LESS = Text("another plan is just as good; proved.", "een ander plan is even goed; bewezen.")
_RANGE = Text(
    "the best plan found is {cost} worse. That every plan is at least {least} worse is proved; the rest was "
    "not decided in the time given.",
    "het beste gevonden plan is {cost} slechter. Dat elk plan minstens {least} slechter is, is bewezen; de "
    "rest is niet op tijd beslist.",
)
_OPEN = Text(
    "the best plan found is {cost} worse; whether there is a better one was not decided in the time given.",
    "het beste gevonden plan is {cost} slechter; of er een beter is, is niet op tijd beslist.",
)
_GAIN = Text("a plan was found that is {cost} better.", "er is een plan gevonden dat {cost} beter is.")
_NONE = Text(
    "no plan keeps every rule and pin then; proved.",
    "dan is er geen plan dat zich aan alle regels en vaste keuzes houdt; bewezen.",
)
_UNKNOWN = Text("no plan was found in the time given.", "in de gegeven tijd is geen plan gevonden.")


def tell_job(
    console: Console, problem: Problem, result: Result, number: int, seconds: float
) -> dict[str, Any]:
    """Tell about a job of the plan; gives its part of the JSON document."""
    from bundler.explain.elsewhere import without_job
    from bundler.explain.own_job import own_job
    from bundler.explain.worth import terms_of
    from bundler.rules import make_job

    job, lang = result.jobs[number], console.lang
    terms = terms_of(problem, job.roster)
    console.out(_HEAD(lang, job=job.job_id, what=job_line(problem, job, lang)))
    for line in (*_indented(week_lines(problem, job.roster, lang), 2), *term_lines(terms, job, lang)):
        console.out(line)
    best = own_job(problem, job.task_ids, seconds).roster
    better = None if best is None else make_job(problem, job.job_id, best)
    if better is not None and better.score > job.score + _SAME:
        console.out(_BETTER(lang, points=signed("score", better.score - job.score, lang).lstrip("+")))
        for line in _indented(week_lines(problem, better.roster, lang), 2):
            console.out(line)
    else:
        better = None
    rosters, names = [each.roster for each in result.jobs], [each.job_id for each in result.jobs]
    answers = {}
    for keep, key in ((True, "others_stay"), (False, "others_free")):
        answer = without_job(problem, rosters, number, seconds, names, keep_others=keep)
        console.out(_WITHOUT[keep])
        for line in _indented(elsewhere_lines(problem, answer, lang), 2):
            console.out(line)
        answers[key] = elsewhere_document(answer)
    return {
        "job": job_document(job),
        "terms": [term_document(term, lang) for term in terms],
        "better_week": None if better is None else job_document(better),
        "without": answers,
    }


def term_lines(terms: tuple[Term, ...], job: Job, lang: Lang) -> list[str]:
    """The score's terms that are not 0, each with its pieces."""
    lines = [_WORTH(lang)]
    for term in terms:
        if term.pieces:
            lines.append(f"  {_points(term.points, lang):>8}  {term.name(lang)}")
            lines += [f"{'':12}{_points(piece.points, lang):>8}  {piece.text(lang)}" for piece in term.pieces]
    return [*lines, f"  {_points(job.score, lang):>8}  {_SUM(lang)}"]


def term_document(term: Term, lang: Lang) -> dict[str, Any]:
    """A term with its pieces."""
    return {
        "code": term.code,
        "points": round(term.points, 4),
        "pieces": [
            {"text": piece.text(lang), "amount": round(piece.amount, 4), "points": round(piece.points, 4)}
            for piece in term.pieces
        ],
    }


def elsewhere_lines(problem: Problem, answer: Elsewhere, lang: Lang) -> list[str]:
    """What it costs, how sure that is, and which jobs change."""
    from bundler.explain.words import amount

    if answer.impossible:
        return [_NONE(lang)]
    if answer.costs is None or answer.diff is None or answer.rosters is None:
        return [_UNKNOWN(lang)]
    level, found, least = answer.costs
    cost, at_least = (amount(level, abs(value))(lang) for value in (found, least))
    if found < -_SAME:
        text = _GAIN
    elif found - least < 2 * _SAME:
        text = _LESS if found > _SAME else _NO_LESS
    else:
        text = _RANGE if least > _SAME else _OPEN
    return [
        text(lang, cost=cost, least=at_least),
        *diff_lines(problem, answer.diff, answer.rosters, lang),
    ]


def elsewhere_document(answer: Elsewhere) -> dict[str, Any]:
    """The answer as JSON; costs are below 0 where the plan found is the better one."""
    costs = answer.costs
    return {
        "impossible": answer.impossible,
        "level": costs[0] if costs else None,
        "costs": costs[1] if costs else None,
        "costs_at_least": costs[2] if costs else None,
        "levels": [
            {"name": level.name, "plan": level.plan, "value": level.value, "bound": level.bound}
            for level in answer.levels
        ],
        "changes": None if answer.diff is None or answer.rosters is None
        else diff_document(answer.diff, answer.rosters),
    }  # fmt: skip


def _points(points: float, lang: Lang) -> str:
    return decimal(points, lang, 2, keep_zeros=True)


def _indented(lines: list[str], by: int) -> list[str]:
    return [" " * by + line for line in lines]
