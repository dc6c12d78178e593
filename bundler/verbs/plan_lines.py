"""A plan in a few lines for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.i18n import Text
from bundler.units import decimal, hours_text

if TYPE_CHECKING:
    from bundler.domain import Job, Level, Problem, Result

_PLACED = Text(
    "{jobs}; {placed} of {offered} hours a week placed, {left} left ({tasks}).",
    "{jobs}; {placed} van {offered} uur per week geplaatst, {left} over ({tasks}).",
)
_ALL_PLACED = Text(
    "{jobs}; all {offered} hours a week placed.", "{jobs}; alle {offered} uur per week geplaatst."
)
_MORE = Text("… and {number} more jobs.", "… en nog {number} banen.")
_VALUE = {
    "score": Text("Score {value} points", "Score {value} punten"),
    "hours": Text("{value} task hours", "{value} taakuren"),
    "jobs": Text("{value} jobs", "{value} banen"),
}
_PROVED = Text(
    "{value}. Proved: no plan under these rules is better.",
    "{value}. Bewezen: geen plan onder deze regels is beter.",
)
_GAP = Text(
    "{value}. No plan under these rules can pass {bound}: at most {gap} % is still to be gained.",
    "{value}. Geen plan onder deze regels komt voorbij {bound}: hooguit {gap} % is nog te winnen.",
)
_STOPPED = {
    "time": Text("Stopped after {seconds} s: the time was up.", "Gestopt na {seconds} s: de tijd was om."),
    "user": Text("Stopped after {seconds} s, as you asked.", "Gestopt na {seconds} s, zoals u vroeg."),
    "gap": Text(
        "Stopped after {seconds} s: close enough to the bound.",
        "Gestopt na {seconds} s: dicht genoeg bij de grens.",
    ),
    "proof": Text("Ready in {seconds} s.", "Klaar in {seconds} s."),
}


def plan_lines(problem: Problem, result: Result, lang: str, *, most_jobs: int | None = None) -> list[str]:
    """The jobs with their suppliers and hours, what is placed and left, the worth and its proof."""
    jobs = result.jobs
    shown = jobs if most_jobs is None or len(jobs) <= most_jobs else jobs[: most_jobs - 1]
    names = [_suppliers(problem, job) for job in shown]
    width = max(map(len, names), default=0)
    lines = [
        f"{job.job_id}  {name:<{width}}  {decimal(job.hours, lang, 2, keep_zeros=True):>5} {_unit(lang)}"
        f"  {_tasks(len(job.task_ids), lang)}"
        for job, name in zip(shown, names, strict=True)
    ]
    if len(shown) < len(jobs):
        lines.append(_MORE(lang, number=len(jobs) - len(shown)))
    return [*lines, hours_line(problem, result, lang), *worth_lines(result, lang)]


def worth_lines(result: Result, lang: str) -> list[str]:
    """What the plan is worth, what no plan can exceed, and why the solve ended."""
    return [*(_level(level, result, lang) for level in result.levels), stopped_line(result, lang)]


def stopped_line(result: Result, lang: str) -> str:
    """Why the solve ended, and after how many seconds."""
    why = "proof" if result.held_back else result.stopped_by
    return _STOPPED[why](lang, seconds=decimal(result.seconds, lang, 1))


def _level(level: Level, result: Result, lang: str) -> str:
    value = _VALUE.get(level.name, Text(*[level.name + " {value}"] * 2))(
        lang, value=decimal(level.value, lang)
    )
    apart = abs(level.bound - level.value)
    if result.status == "optimal" or apart <= 0.01:
        return _PROVED(lang, value=value)
    percent = 100 * apart / max(1.0, abs(level.bound))
    shown = decimal(percent, lang, 2) if percent >= 0.01 else decimal(0.01, lang)
    return _GAP(lang, value=value, bound=decimal(level.bound, lang), gap=shown)


def _suppliers(problem: Problem, job: Job) -> str:
    known = problem.supplier_by_id
    return " + ".join(known[item].name or item if item in known else item for item in job.suppliers)


def hours_line(problem: Problem, result: Result, lang: str) -> str:
    """How many jobs there are, and the hours that are placed and left over."""
    from bundler.kpis import Facts

    facts = Facts(problem, result.jobs, result, None)
    offered, placed, number = facts.offered(), facts.placed[""], len(result.jobs)
    jobs = Text("1 job", "1 baan") if number == 1 else Text(f"{number} jobs", f"{number} banen")
    if not facts.left_sessions:
        return _ALL_PLACED(lang, jobs=jobs, offered=hours_text(offered, lang))
    return _PLACED(
        lang,
        jobs=jobs,
        placed=hours_text(placed, lang),
        offered=hours_text(offered, lang),
        left=hours_text(facts.left[""], lang),
        tasks=_tasks(len(facts.left_sessions), lang),
    )


def _tasks(number: int, lang: str) -> str:
    return (Text("1 task", "1 taak") if number == 1 else Text(f"{number} tasks", f"{number} taken"))(lang)


def _unit(lang: str) -> str:
    return Text("h", "u")(lang)
