"""The loonwaarde sheet of a job: for each employer the main tasks that would be measured, and how.

Whoever measures (the loonwaardedeskundige) decides; this is what employers can take to the appointment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from bundler.attribution import loonwaarde_words as words
from bundler.attribution.facts import Fact, InForce, Warned
from bundler.attribution.main_tasks import Divided, Limits, Small, divided, limits_of
from bundler.attribution.shown import basis_of, hours, known, listed, percent, sentences
from bundler.attribution.work_words import SERVICES
from bundler.domain import Job, Problem, Supplier
from bundler.i18n import LANGS, Text
from bundler.units import decimal


class Measurement(NamedTuple):
    """One measurement: the work of a job at one employer.

    Attributes:
        suppliers: at whose tasks the hours are worked, in the order given.
        work: its tasks, divided into main tasks.
        facts: one line for each topic: main tasks, minutes a day where a task is not daily, norm function,
            and how one is composed.
    """

    suppliers: tuple[Supplier, ...]
    work: Divided
    facts: tuple[Fact, ...]
    warnings: tuple[Warned, ...]


class LoonwaardeSheet(NamedTuple):
    """What the employers of a job take to the measurement.

    Attributes:
        number: how many measurements there are, and why.
        measurements: one for each employer, in the order given.
    """

    job_id: str
    number: Fact
    measurements: tuple[Measurement, ...]


def loonwaarde_sheet(
    problem: Problem, job: Job, split: Sequence[Sequence[str]], norms: InForce
) -> LoonwaardeSheet:
    """The main tasks of a job as its employers would have them measured.

    Args:
        problem: what the job was made from.
        job: the job.
        split: for each employer the ids of the suppliers whose hours it pays: two groups of one under two
            contracts, one group of two under lending.
        norms: in force on the plan's day.

    Raises:
        ValueError: the groups do not hold each supplier of the job exactly once.
    """
    given = [supplier_id for group in split for supplier_id in group]
    if sorted(given) != sorted(job.suppliers) or not all(split):
        raise ValueError(f"{job.job_id}: its suppliers are {list(job.suppliers)}, not {list(split)}")
    limits = limits_of(norms)
    return LoonwaardeSheet(
        job.job_id,
        _number(len(split), norms),
        tuple(_measurement(problem, job, group, limits, norms) for group in split),
    )


def _measurement(
    problem: Problem, job: Job, supplier_ids: Sequence[str], limits: Limits, norms: InForce
) -> Measurement:
    work = divided(problem, job, supplier_ids, limits)
    return Measurement(
        tuple(problem.supplier_by_id[supplier_id] for supplier_id in supplier_ids),
        work,
        tuple(_facts(work, limits, norms)),
        tuple(_warnings(work, limits, norms)),
    )


def _number(number: int, norms: InForce) -> Fact:
    rule = norms.get("loonwaarde.per_employer")
    text = words.ONE if number == 1 else words.SEVERAL.fill(number=number)
    return Fact("loonwaarde_number", words.NUMBER, text, basis_of("law", rule), known(rule))


def _facts(work: Divided, limits: Limits, norms: InForce) -> Iterator[Fact]:
    yield _main_tasks(work, norms)
    if any(main.days != work.days for main in work.main_tasks):
        yield _per_day(norms)
    yield _norm_function(work, limits, norms)
    yield _composed(work, norms)


def _main_tasks(work: Divided, norms: InForce) -> Fact:
    names = ("main_task_share", "main_task_minutes", "main_tasks_most")
    rules = [norms.get(f"loonwaarde.{name}") for name in names]
    text = words.TAKEN_AS.fill(tasks=work.tasks, main=len(work.main_tasks), hours=hours(work.minutes))
    return Fact("loonwaarde_main_tasks", words.MAIN_TASKS, text, basis_of("law", *rules), known(*rules))


def _per_day(norms: InForce) -> Fact:
    """The decree does not say what a task counts that is not done daily: our reading, told as such."""
    rule = norms.get("loonwaarde.main_task_minutes")
    return Fact("loonwaarde_per_day", words.PER_DAY, words.AVERAGED, "assumption", known(rule))


def _norm_function(work: Divided, limits: Limits, norms: InForce) -> Fact:
    service, minutes = work.services[0]
    share = Fraction(minutes, work.minutes)
    found = None
    if limits.overlap is not None:
        found = (words.ENOUGH if share >= limits.overlap else words.NOT_ENOUGH).fill(
            overlap=percent(limits.overlap)
        )
    most = words.MOST_TIME.fill(service=SERVICES[service], share=percent(share))
    rule = norms.get("loonwaarde.norm_overlap")
    text = sentences(most, found, words.SEARCH)
    return Fact("loonwaarde_norm_function", words.NORM_FUNCTION, text, basis_of("law", rule), known(rule))


def _composed(work: Divided, norms: InForce) -> Fact:
    shown = []
    for main in work.main_tasks:
        titles = " + ".join(f"“{task.title}”" for task, _ in main.tasks)
        shown.append((percent(Fraction(main.tenths, 1000)), titles))
    parts = Text(*("; ".join(f"{share(lang)} {titles}" for share, titles in shown) for lang in LANGS))
    rule = norms.get("loonwaarde.composed")
    text = words.COMPOSED_OF.fill(parts=parts)
    return Fact("loonwaarde_composed", words.COMPOSED, text, basis_of("law", rule), known(rule))


def _warnings(work: Divided, limits: Limits, norms: InForce) -> Iterator[Warned]:
    both = known(norms.get("loonwaarde.main_task_share"), norms.get("loonwaarde.main_task_minutes"))
    for small in work.small:
        yield Warned("A-LOONWAARDE-SMALL", _small(small, limits, work), both)
    if limits.most is not None and work.tasks > limits.most:
        many = words.MANY.fill(tasks=work.tasks, most=limits.most)
        yield Warned("A-LOONWAARDE-MANY", many, known(norms.get("loonwaarde.main_tasks_most")))
    for main in work.main_tasks:
        if len(main.services) > 1:
            mixed = words.MIXED.fill(services=listed(SERVICES[service] for service in main.services))
            yield Warned("A-LOONWAARDE-MIXED", mixed)
        if main.misses:
            yield Warned("A-LOONWAARDE-SHORT", words.SHORT, both)


def _small(small: Small, limits: Limits, work: Divided) -> Text:
    """Which limit a task misses, and with what it is taken together."""
    missed = []
    if "share" in small.misses and limits.share is not None:
        least = _short(limits.share * 100)
        missed.append(
            words.OF_THE_WEEK.fill(share=percent(small.share), least=Text(f"{least.en} %", f"{least.nl} %"))
        )
    if "minutes" in small.misses and limits.minutes is not None:
        minutes, least = _short(small.minutes_a_day, 1), _short(limits.minutes)
        missed.append(words.A_DAY.fill(minutes=minutes, least=least))
    main = next(main for main in work.main_tasks if small.task in (task for task, _ in main.tasks))
    others = [f"“{task.title}”" for task, _ in main.tasks if task != small.task]
    return sentences(
        words.SMALL.fill(title=f"“{small.task.title}”", missed=listed(missed)),
        words.TOGETHER_WITH.fill(others=listed(others)) if others else None,
    )


def _short(value: Fraction, places: int = 2) -> Text:
    return Text(decimal(float(value), "en", places), decimal(float(value), "nl", places))
