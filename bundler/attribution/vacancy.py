"""What a vacancy for a job says: competencies and work, not a job title; everything as data.

It is public: nothing in it tells for whom the job is meant, and it names roles, never a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bundler.attribution import vacancy_words as words
from bundler.attribution.contracts import cao_norm
from bundler.attribution.facts import InForce
from bundler.attribution.parts import supplier_parts
from bundler.attribution.shown import capital, hours, listed, sure
from bundler.attribution.vacancy_model import Block, Line, Pay, Section, Vacancy
from bundler.attribution.vacancy_pay import pay_blocks
from bundler.attribution.vacancy_skills import by_law, skills, work
from bundler.attribution.vacancy_week import (
    breaks,
    outdoors,
    place_name,
    places_of,
    times,
    walking_minutes,
    walks,
    week_lines,
    where,
)
from bundler.domain import Job, Problem
from bundler.i18n import Text
from bundler.rules import Week

_FULL_TIME_HOURS = 36  # where no CAO of the job says how long its full-time week is


def vacancy(
    problem: Problem,
    job: Job,
    norms: InForce,
    *,
    pay: Pay = Pay(),  # noqa: B008 (a frozen value)
    employers: Sequence[str] = (),
    open_points: Sequence[Text] = (),
) -> Vacancy:
    """The vacancy for a job.

    Args:
        problem: what the job was made from.
        job: the job.
        norms: in force on the plan's day.
        pay: what is known of the pay.
        employers: names of the organisations that will employ, where they are known.
        open_points: what is still to be arranged, each a short sentence that may be public.
    """
    return _Writer(problem, job, norms, pay, tuple(employers), tuple(open_points)).vacancy()


class _Writer:
    def __init__(
        self,
        problem: Problem,
        job: Job,
        norms: InForce,
        pay: Pay,
        employers: tuple[str, ...],
        open_points: tuple[Text, ...],
    ) -> None:
        self.problem, self.job, self.norms, self.pay = problem, job, norms, pay
        self.employers, self.open_points = employers, open_points
        self.parts = supplier_parts(problem, job)
        self.week = Week(problem, job.roster)
        self.minutes = sum(part.minutes for part in self.parts)

    def vacancy(self) -> Vacancy:
        return Vacancy(
            job_id=self.job.job_id,
            heading=words.HEADING.fill(
                place=where(self.problem, self.week), work=work(self.problem, self.parts)
            ),
            sections=(
                Section("about", words.ABOUT, tuple(self._about())),
                Section("what", words.WHAT, tuple(self._what())),
                Section("when", words.WHEN, tuple(self._when()), week=True),
                Section("helps", words.HELPS, tuple(self._helps())),
                Section("who", words.WHO, tuple(self._who())),
                Section("get", words.GET, tuple(self._get())),
                Section("open", words.OPEN, (Block((words.STILL_OPEN,), tuple(map(Line, self._open()))),)),
                Section("draft", words.DRAFT, (Block((words.DRAFT_TEXT,)),)),
            ),
            week=week_lines(self.problem, self.week),
            places=places_of(self.problem, self.week),
            minutes=self.minutes,
            full_time=self._full_time(),
            pay=self.pay,
            employers=self.employers,
            skills=skills(self.problem, self.parts),
            by_law=by_law(self.week.tasks),
            tasks=tuple(task.title for part in self.parts for task, _ in part.tasks),
            day=self.norms.day,
        )

    def _about(self) -> Iterator[Block]:
        days = len(self.week.days)
        on_days = words.ONE_DAY if days == 1 else words.SO_MANY_DAYS.fill(days=days)
        sentences = [words.MADE_FOR, words.HOURS.fill(hours=hours(self.minutes)), on_days]
        names = listed(self._names())
        if len(self.parts) == 1:
            sentences.append(words.ONE_TEAM.fill(names=names))
        else:
            sentences += [words.TEAMS.fill(names=names), words.ONE_JOB]
        yield Block(tuple(sentences))

    def _what(self) -> Iterator[Block]:
        lines = []
        for part, name in zip(self.parts, self._names(), strict=True):
            for task, minutes in part.tasks:
                more = words.TASK_HOURS.fill(hours=hours(minutes), name=name)
                lines.append(Line(Text(task.title, task.title), (more,)))
        yield Block((words.TASKS,), tuple(lines))

    def _when(self) -> Iterator[Block]:
        setting = outdoors(task.setting for task in self.week.tasks)
        yield Block((*times(self.week), words.SAME_TIMES, *breaks(self.week), setting))
        names = [place_name(place) for place in places_of(self.problem, self.week)]
        intro = words.ONE_PLACE if len(names) == 1 else words.PLACES
        yield Block((intro,), tuple(Line(Text(name, name)) for name in dict.fromkeys(names)))
        found = walks(self.problem, self.week)
        if found:
            yield Block((words.WALKS,), tuple(map(Line, found)))

    def _helps(self) -> Iterator[Block]:
        lines = tuple(
            Line(skill.label, (skill.description,) if any(skill.description) else (), skill.uri)
            for skill in skills(self.problem, self.parts)
        )
        if lines:
            yield Block((words.SKILLS,), lines)
            yield Block((words.LEARN,))
        else:
            yield Block((words.NO_SKILLS,))
        asked = by_law(self.week.tasks)
        if asked:
            yield Block((words.BY_LAW,), tuple(Line(capital(text)) for text in asked))
        else:
            yield Block((words.NOT_BY_LAW,))

    def _who(self) -> Iterator[Block]:
        guided = {
            name: sum(minutes for task, minutes in part.tasks if task.supervised)
            for part, name in zip(self.parts, self._names(), strict=True)
        }
        some = sum(guided.values())
        if some == 0:
            yield Block((words.NEVER,))
        else:
            names = listed(name for name, minutes in guided.items() if minutes)
            one = sum(map(bool, guided.values())) == 1
            who = (words.GUIDE_OF if one else words.GUIDES_OF).fill(names=names)
            if some == self.minutes:
                yield Block((words.ALWAYS, who))
            else:
                part = words.PART.fill(some=hours(some), all=hours(self.minutes))
                yield Block((part, who, words.OTHER_HOURS))
        coaches = self._with_coach()
        if coaches:
            yield Block((words.JOB_COACH.fill(names=listed(coaches)),))

    def _get(self) -> Iterator[Block]:
        options = self.problem.scenario.attribution
        yield from pay_blocks(self.pay, self.norms, options.age)
        if options.permanent:
            contract = words.PERMANENT
        elif options.contract_months == 1:
            contract = words.ONE_MONTH
        else:
            contract = words.MONTHS.fill(months=options.contract_months)
        sentences = [contract]
        if self.employers:
            employer = words.EMPLOYER if len(self.employers) == 1 else words.EMPLOYERS
            sentences.append(employer.fill(names=listed(self.employers)))
        yield Block(tuple(sentences))

    def _open(self) -> tuple[Text, ...]:
        walking = walking_minutes(self.week)
        own = [
            (not self.employers, words.OPEN_EMPLOYER),
            (self.pay.low is None, words.OPEN_PAY),
            (True, words.OPEN_GUIDE),
            (True, words.OPEN_COACH),
            (len(self.parts) > 1, words.OPEN_CLOTHES),
            (walking > 0, words.OPEN_WALK.fill(minutes=walking)),
            (any(part.supplier.service == "security" for part in self.parts), words.OPEN_SCREENING),
            (True, words.OPEN_START),
            (True, words.OPEN_APPLY),
        ]
        return tuple(dict.fromkeys([*self.open_points, *(text for holds, text in own if holds)]))

    def _names(self) -> list[str]:
        return [part.supplier.name or part.supplier.supplier_id for part in self.parts]

    def _with_coach(self) -> list[str]:
        pairs = zip(self.parts, self._names(), strict=True)
        return [name for part, name in pairs if part.supplier.jobcoach]

    def _full_time(self) -> bool:
        weeks = (sure(cao_norm(self.norms, part.supplier.cao_id, "full_time_week")) for part in self.parts)
        known = [week for week in weeks if week is not None]
        return self.minutes >= min(known, default=Decimal(_FULL_TIME_HOURS)) * 60
