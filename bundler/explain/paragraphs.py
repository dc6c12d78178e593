"""An explanation as lines to read."""

from __future__ import annotations

from bundler.domain.problem import Problem
from bundler.explain.answers import exact
from bundler.explain.model import Explanation, Way
from bundler.explain.tradeoff import Trade
from bundler.explain.words import job_text, joined, listed, number, sessions_text, supplier_name, task_name
from bundler.i18n import Text
from bundler.units import hours_text

# jobs that come in the place of others: more are counted only
_FEW_JOBS = 3

_HEAD = Text(
    "{task} ({supplier}): {left} of {all} sessions a week left over, {hours} h",
    "{task} ({supplier}): {left} van de {all} blokken per week over, {hours} u",
)
_NONE_LEFT = Text("{task} ({supplier})", "{task} ({supplier})")
_JOB = Text("Then this is a job, for instance: {job}.", "Dan is dit bijvoorbeeld een baan: {job}.")
_PROVED = Text("Proved: it cannot be had for less.", "Bewezen: voor minder kan het niet.")
_SO_MUCH = Text(
    "A plan that costs the most of these was found; that none costs less than the least is proved.",
    "Een plan dat het hoogste hiervan kost, is gevonden; dat het onder het laagste niet kan, is bewezen.",
)
_OUT = Text("In its place these are left over: {list}.", "In plaats daarvan blijft over: {list}.")
_IN = Text("Taken in beside it: {list}.", "Ook opgenomen: {list}.")
_NOTHING_OUT = Text("No other task has to go out for it.", "Er hoeft geen andere taak voor te wijken.")
_MORE = Text("{task} ({sessions})", "{task} ({sessions})")
_IN_JOB = Text("In that plan it is in {jobs}.", "In dat plan zit deze taak in {jobs}.")
_LEAVE = Text("Jobs that make way: {jobs}.", "Banen die daarvoor wijken: {jobs}.")
_LEAVES = Text("Job that makes way: {jobs}.", "Baan die daarvoor wijkt: {jobs}.")
_COME = Text("Beside it come: {jobs}.", "Daarnaast komen: {jobs}.")
_MANY_COME = Text(
    "Beside it come {number} others; --json lists them.", "Daarnaast komen {number} andere; --json toont ze."
)


def paragraphs(problem: Problem, explanation: Explanation, lang: str) -> list[str]:
    """The explanation in lines: what it is about, the reason, what that rests on, what may help."""
    task = problem.task_by_id[explanation.task_id]
    head = (_HEAD if explanation.sessions else _NONE_LEFT).fill(
        task=task_name(problem, task.task_id),
        supplier=supplier_name(problem, task.supplier_id),
        left=number(explanation.sessions),
        all=number(task.sessions_offered),
        hours=Text(*(hours_text(explanation.sessions * task.session_minutes, each) for each in ("en", "nl"))),
    )
    reason = explanation.text
    if explanation.code == "R-COSTS" and explanation.trade is not None:
        reason = joined([reason, _PROVED if exact(explanation.trade) else _SO_MUCH])
    lines = [head(lang), f"  {reason(lang)} [{explanation.code}]"]
    lines += [f"  {note(lang)}" for note in explanation.notes[:1]]
    for way in explanation.ways:
        lines += [f"  {line(lang)}" for line in _way(problem, way)]
    lines += [f"  {note(lang)}" for note in explanation.notes[1:]]
    if explanation.trade is not None and explanation.trade.come:
        lines += [f"  {line(lang)}" for line in _trade(problem, explanation, explanation.trade)]
    if not explanation.ways:
        lines.append(f"  {explanation.action(lang)}")
    return lines


def _way(problem: Problem, way: Way) -> list[Text]:
    job = _JOB.fill(job=job_text(problem, way.roster))
    lines = [joined([_named(one.name, one.text), one.action]) for one in way.hindrances]
    return [joined([lines[0], job])] if len(lines) == 1 else [*lines, job]


def _named(name: str, text: Text) -> Text:
    return Text(f"- {name}: {text.en}", f"- {name}: {text.nl}")


def _trade(problem: Problem, explanation: Explanation, trade: Trade) -> list[Text]:
    out, into = (
        [
            _MORE.fill(task=task_name(problem, name), sessions=sessions_text(abs(count)))
            for name, count in trade.displaced.items()
            if count * sign > 0 and name != explanation.task_id
        ]
        for sign in (1, -1)
    )
    said = [_OUT.fill(list=listed(out)) if out else _NOTHING_OUT]
    if into:
        said.append(_IN.fill(list=listed(into)))
    holding = [roster for roster in trade.come if any(s.task_id == explanation.task_id for s in roster)]
    others = [job_text(problem, roster) for roster in trade.come if roster not in holding]
    jobs = [_IN_JOB.fill(jobs=listed([job_text(problem, roster) for roster in holding]))]
    if trade.leave:
        words = _LEAVES if len(trade.leave) == 1 else _LEAVE
        jobs.append(words.fill(jobs=listed(trade.leave)))
    if others:
        many = len(others) > _FEW_JOBS
        jobs.append(_MANY_COME.fill(number=len(others)) if many else _COME.fill(jobs=listed(others)))
    return [joined(said), joined(jobs)]
