"""Which agreed jobs can stay exactly as they are in the data of today, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bundler.domain import Pin, Problem, Session
from bundler.errors import OwnRuleFailed
from bundler.i18n import LANGS, Text
from bundler.rules import Verdict, across_jobs, in_names, score_terms, violations
from bundler.scenarios.replan_changes import Agreed, Roster
from bundler.solver.asked import ASKING
from bundler.units import DAY_LABELS, clock

NO_ROOM = Text(
    "its tasks are now wanted by fewer persons than the agreed jobs send",
    "voor zijn taken zijn nu minder mensen nodig dan de afgesproken banen leveren",
)
_SUPPLIER_GONE = Text("supplier {supplier} is no longer there", "leverancier {supplier} is er niet meer")
_GONE = (
    Text("task {tasks} is no longer there", "taak {tasks} is er niet meer"),
    Text("tasks {tasks} are no longer there", "taken {tasks} zijn er niet meer"),
)
_NOT_VALID = Text("task {task} is not there on the plan date", "taak {task} is er niet op de plandatum")
_LENGTH = Text(
    "task {task} now takes {now} minutes a session, not {agreed}",
    "taak {task} duurt nu {now} minuten per blok, niet {agreed}",
)
_DAYS = Text("task {task} is no longer done on {days}", "taak {task} wordt niet meer gedaan op {days}")
_WINDOW = Text(
    "task {task} is now done between {first} and {last}; agreed was {agreed}",
    "taak {task} wordt nu gedaan tussen {first} en {last}; afgesproken was {agreed}",
)
_COUNT = Text(
    "task {task} is now done {now} times a week, not {agreed}",
    "taak {task} wordt nu {now} keer per week gedaan, niet {agreed}",
)

# rules about one task; that it is there at all comes first
_OF_A_TASK = ("session_length", "task_day", "window", "session_count")
# trials that choosing which jobs give way may take
_MOST_TRIALS = 20_000


def why_broken(problem: Problem, job: Agreed) -> tuple[Text, ...]:
    """Why a job can no longer be as it was, with the job as the sentences' subject; empty where it can."""
    broken = _violations(problem, job.roster)
    if not broken:
        broken = across_jobs(changed(problem, pins=forbidding(problem)), {"": job.roster})
    if not broken:
        return ()
    left = [name for name in job.suppliers if name not in problem.supplier_by_id]
    told = dict(_changed_tasks(problem, job.roster))
    rest = [verdict for verdict in broken if verdict.code not in told]
    return (
        *(_SUPPLIER_GONE.fill(supplier=name) for name in left),
        *(text for texts in told.values() for text in texts),
        *(verdict.text for verdict in _alike(problem, rest)),
    )


def _violations(problem: Problem, roster: Roster) -> list[Verdict]:
    """What a job breaks; the user's own rules are left out where one fails on what breaks others anyway."""
    try:
        return violations(problem, roster)
    except OwnRuleFailed:
        others = violations(problem.model_copy(update={"own": ()}), roster)
        if not others:
            raise
        return others


def changed(problem: Problem, **settings: object) -> Problem:
    """The same data with other settings of the scenario."""
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update=settings)})


def forbidding(problem: Problem) -> tuple[Pin, ...]:
    """The pins that only forbid: a job can break these by itself."""
    return tuple(pin for pin in problem.scenario.pins if pin.kind not in ASKING)


def score(problem: Problem, rosters: Sequence[Roster]) -> float:
    """What jobs are worth together, not rounded."""
    return sum(sum(score_terms(problem, roster).values()) for roster in rosters)


def _changed_tasks(problem: Problem, roster: Roster) -> Iterator[tuple[str, list[Text]]]:
    """What the tasks of a job are no longer, by the code of the rule that this breaks."""
    of_task: dict[str, list[Session]] = {}
    for session in roster:
        of_task.setdefault(session.task_id, []).append(session)
    gone = [name for name in of_task if name not in problem.task_by_id]
    known = [(problem.task_by_id[name], own) for name, own in of_task.items() if name not in gone]
    missing = [_GONE[len(gone) > 1].fill(tasks=", ".join(gone))] if gone else []
    missing += [_NOT_VALID.fill(task=t.task_id) for t, _ in known if problem.left_out_by_date(t)]
    found: dict[str, list[Text]] = {"known_task": missing, **{code: [] for code in _OF_A_TASK}}
    for task, own in known:
        length = own[0].end - own[0].start
        if length != task.session_minutes:
            text = _LENGTH.fill(task=task.task_id, now=task.session_minutes, agreed=length)
            found["session_length"].append(text)
        off = sorted({session.day for session in own} - set(task.days))
        if off:
            days = Text(*(", ".join(DAY_LABELS[lang][day] for day in off) for lang in LANGS))
            found["task_day"].append(_DAYS.fill(task=task.task_id, days=days))
        outside = [s for s in own if s.start < task.earliest_start or s.end > task.latest_end]
        if outside:
            agreed = f"{clock(outside[0].start)}–{clock(outside[0].end)}"
            window = {"first": clock(task.earliest_start), "last": clock(task.latest_end)}
            found["window"].append(_WINDOW.fill(task=task.task_id, agreed=agreed, **window))
        allowed = task.sessions_in_a_job()
        if len(own) not in allowed:
            now = str(allowed[0]) if len(allowed) == 1 else f"{allowed[0]}–{allowed[-1]}"
            found["session_count"].append(_COUNT.fill(task=task.task_id, now=now, agreed=len(own)))
    yield from ((code, texts) for code, texts in found.items() if texts)


def _alike(problem: Problem, verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Those that say the same of several days, tasks or walks as one; there and back is one walk."""
    groups: dict[tuple[object, ...], list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault((verdict.code, verdict.value, verdict.limit, verdict.margin), []).append(verdict)
    for first, *others in groups.values():
        once: dict[object, str | Text] = {}
        for each in (first, *others):
            once.setdefault(_walk(each.where), each.where)
        where = Text(*(", ".join(_in(problem, lang, each) for each in once.values()) for lang in LANGS))
        yield first._replace(where=where)


def _walk(where: str | Text) -> object:
    return frozenset(where.split(" → ")) if isinstance(where, str) else where


def _in(problem: Problem, lang: str, where: str | Text) -> str:
    return where(lang) if isinstance(where, Text) else in_names(problem, where)


def that_fit_together(problem: Problem, jobs: Sequence[Agreed]) -> list[Agreed]:
    """As many of the jobs as one plan can hold; of as many, those worth the most.

    Each of the jobs holds by itself: they can only be too many for what a task offers. Where there are more
    ways to choose than can be looked through, jobs worth the least give way one by one.
    """
    crowded = list(_crowded(problem, jobs))
    if not crowded:
        return list(jobs)
    worth = [score(problem, [job.roster]) for job in jobs]
    out = _GiveWay(crowded, worth).fewest()
    return [job for at, job in enumerate(jobs) if at not in out]


class _Room(NamedTuple):
    """A task, or a task on a day, with what is there of it and what each job by number takes."""

    most: int
    use: dict[int, int]

    def excess(self, out: frozenset[int]) -> int:
        return sum(used for at, used in self.use.items() if at not in out) - self.most


def _crowded(problem: Problem, jobs: Sequence[Agreed]) -> Iterator[_Room]:
    """What these jobs take more of than there is."""
    use: dict[tuple[str, int], Counter[int]] = {}
    for at, job in enumerate(jobs):
        for session in job.roster:
            task = problem.task_by_id[session.task_id]
            if task.shareable:
                use.setdefault((task.task_id, session.day), Counter())[at] += 1
                use.setdefault((task.task_id, -1), Counter())[at] += 1
            else:
                use.setdefault((task.task_id, -1), Counter())[at] = 1
    for (name, day), used in use.items():
        task = problem.task_by_id[name]
        most = task.sessions_offered if task.shareable and day < 0 else task.headcount
        if used.total() > most:
            yield _Room(most, dict(used))


class _GiveWay:
    """Looks for the fewest jobs without which nothing is crowded; of as few, those worth the least."""

    def __init__(self, rooms: Sequence[_Room], worth: Sequence[float]) -> None:
        self.rooms, self.worth = rooms, worth
        self.trials = 0

    def fewest(self) -> frozenset[int]:
        """The numbers of the jobs that give way."""
        none: frozenset[int] = frozenset()
        least = max(-(-room.excess(none) // max(room.use.values())) for room in self.rooms)
        for count in range(least, len(self.worth) + 1):
            ways = list(self._ways(none, none, count))
            if self.trials > _MOST_TRIALS:
                break
            if ways:
                return min(ways, key=lambda way: (self._lost(way), sorted(way)))
        return self._one_by_one()

    def _lost(self, way: frozenset[int]) -> float:
        return round(sum(self.worth[at] for at in way), 6)

    def _ways(self, out: frozenset[int], stay: frozenset[int], count: int) -> Iterator[frozenset[int]]:
        """Every way in which so many jobs more give way, none of those that stay."""
        self.trials += 1
        if self.trials > _MOST_TRIALS:
            return
        room = next((room for room in self.rooms if room.excess(out) > 0), None)
        if room is None:
            yield out
        elif count:
            for at in sorted(set(room.use) - out - stay, key=lambda at: (self.worth[at], at)):
                yield from self._ways(out | {at}, stay, count - 1)
                stay |= {at}

    def _one_by_one(self) -> frozenset[int]:
        out: frozenset[int] = frozenset()
        for at in sorted(range(len(self.worth)), key=lambda at: (self.worth[at], at)):
            if any(room.excess(out) > 0 and at in room.use for room in self.rooms):
                out |= {at}
        return out
