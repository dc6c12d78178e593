"""What a vacancy for a job says: competencies and work, not a job title; everything as data.

It is public: nothing in it tells for whom the job is meant, and it names roles, never a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bundler.attribution import vacancy_words as words
from bundler.attribution.contracts import cao_norm
from bundler.attribution.facts import InForce
from bundler.attribution.parts import SupplierPart, supplier_parts
from bundler.attribution.pay import ADULT
from bundler.attribution.shown import capital, day_text, euros, hours, listed, says, sure
from bundler.attribution.vacancy_model import Block, Line, Pay, Section, Skill, Vacancy
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
from bundler.attribution.work_words import SERVICES
from bundler.domain import Job, Problem
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.rules import Week

_FULL_TIME_HOURS = 36  # where no CAO of the job says how long its full-time week is
# Their names tell for whom they are made.
_TELLING_CAOS = ("aan_de_slag", "sw")
_MOST_KINDS = 3  # of work in the heading


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
            heading=words.HEADING.fill(place=where(self.problem, self.week), work=self._work()),
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
            skills=self._skills(),
            by_law=self._by_law(),
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
        skills = self._skills()
        if skills:
            lines = (
                Line(skill.label, (skill.description,) if any(skill.description) else (), skill.uri)
                for skill in skills
            )
            yield Block((words.SKILLS,), tuple(lines))
            yield Block((words.LEARN,))
        else:
            yield Block((words.NO_SKILLS,))
        by_law = self._by_law()
        if by_law:
            yield Block((words.BY_LAW,), tuple(Line(capital(text)) for text in by_law))
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
        yield from self._paid()
        options = self.problem.scenario.attribution
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

    def _paid(self) -> Iterator[Block]:
        low, high, readings, complete = self.pay
        lines = tuple(line for reading in readings if (line := self._source(reading)))
        if low is None:
            yield Block((words.PAY_UNKNOWN,))
            if lines:
                yield Block((words.PAY_LOOKED,), lines)
            return
        if high is None or high == low:
            amount = words.PAY_LEAST.fill(low=euros(low))
        else:
            amount = words.PAY_RANGE.fill(low=euros(low), high=euros(high))
        certain = all(reading.period.confidence == "high" and reading.in_time for reading in readings)
        unsure = [] if complete and certain else [words.PAY_UNSURE]
        yield Block((amount, *unsure))
        if lines:
            yield Block((words.PAY_FROM,), lines)

    def _source(self, reading: Reading) -> Line | None:
        """Where an amount comes from, without what would tell for whom the job is meant."""
        kind, *rest = reading.norm.norm_id.split(".")
        more = []
        if kind == "minimum_wage":
            text = words.MINIMUM_WAGE
            age = self.problem.scenario.attribution.age
            more.append((words.OF_AGE_AND_OVER if age == ADULT else words.OF_AGE).fill(age=age))
        elif kind == "cao" and rest[0] in _TELLING_CAOS:
            text = words.OF_EMPLOYERS_CAO
        elif kind == "cao":
            name = cao_norm(self.norms, rest[0], "name")
            known = name is not None and isinstance(name.period.value, Text)
            text = says(name) if known else words.OF_CAO.fill(name=rest[0])
        else:
            return None
        period = reading.period
        if period.valid_from is not None:
            more.append(words.SINCE.fill(day=day_text(period.valid_from)))
        if period.valid_to is not None and not reading.in_time:
            more.append(words.UNTIL.fill(day=day_text(period.valid_to)))
        return Line(capital(text), tuple(more))

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

    def _by_law(self) -> tuple[Text, ...]:
        names = dict.fromkeys(name for task in self.week.tasks for name in task.certificates)
        return tuple(words.CERTIFICATES.get(name.casefold(), _plain(name)) for name in names)

    def _skills(self) -> tuple[Skill, ...]:
        return tuple(self._skill(name) for name in self._by_minutes(self.parts))

    def _skill(self, name: str) -> Skill:
        known = self.problem.competency_by_id.get(name)
        if known is None:
            return Skill(capital(_plain(name)), Text("", ""), "")
        label = Text(known.label_en or known.label_nl, known.label_nl or known.label_en)
        about = Text(known.description_en or known.description, known.description or known.description_en)
        return Skill(label if any(label) else capital(_plain(name)), about, known.uri)

    def _by_minutes(self, parts: Sequence[SupplierPart]) -> list[str]:
        """The competencies that suppliers' parts ask: most time first, else in the order of the data."""
        asked: dict[str, int] = {}
        for part in parts:
            for task, minutes in part.tasks:
                for name in task.competencies:
                    asked[name] = asked.get(name, 0) + minutes
        return sorted(asked, key=lambda name: -asked[name])

    def _work(self) -> Text:
        """The kinds of work for the heading: of each part what it asks most, in the competency's words."""
        kinds: list[Text] = []
        each = 2 if len(self.parts) == 1 else 1
        for part in self.parts:
            labelled = [self._skill(name).label for name in self._by_minutes([part]) if self._labelled(name)]
            mine = [inside(label) for label in labelled] or [SERVICES[part.supplier.service]]
            kinds += [kind for kind in mine if kind not in kinds][:each]
        return _enumerated(kinds[:_MOST_KINDS] or [SERVICES["other"]])

    def _labelled(self, name: str) -> bool:
        known = self.problem.competency_by_id.get(name)
        return known is not None and bool(known.label_nl or known.label_en)


def _plain(name: str) -> Text:
    """An id as words."""
    text = name.replace("_", " ").strip()
    return Text(text, text)


def _enumerated(kinds: Sequence[Text]) -> Text:
    """``a, b and c``, with a comma more where a kind of work has an "and" of its own."""

    def joined(names: list[str], word: str) -> str:
        if len(names) == 1:
            return names[0]
        comma = "," if any(f" {word} " in name for name in names) else ""
        return f"{', '.join(names[:-1])}{comma} {word} {names[-1]}"

    return Text(joined([kind.en for kind in kinds], "and"), joined([kind.nl for kind in kinds], "en"))


def inside(label: Text) -> Text:
    """A label as it is written within a sentence; an abbreviation keeps its capitals."""
    return Text(*(text if text[1:2].isupper() else text[:1].lower() + text[1:] for text in label))
