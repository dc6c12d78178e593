"""What the workbook is about, with the names that its cells show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bundler.attribution.contracts import CLIENT, SW_COMPANY, Employer
from bundler.attribution.dossier import Dossier
from bundler.attribution.facts import Warned
from bundler.attribution.shown import capital, day_text
from bundler.domain import Job, Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang, Text
from bundler.norms import Reading
from bundler.report.book_text import clean
from bundler.report.colors import Style, supplier_styles
from bundler.report.employers import cao_name
from bundler.report.norm_words import since_text
from bundler.report.social_words import LABELS, SPLITS

_SPLIT = Text(
    "Who books the social return of an hour? {rule}", "Wie boekt de social return van een uur? {rule}"
)


class Point(NamedTuple):
    """Something to look into: a warning, and at whose hours (empty where it is about the whole job)."""

    job_id: str
    at: str
    warned: Warned


@dataclass(frozen=True)
class BookData:
    """A plan with everything that is told about it."""

    problem: Problem
    result: Result
    findings: Sequence[Finding]
    lang: Lang
    dossier: Dossier

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The plan's jobs."""
        return self.result.jobs

    @property
    def title(self) -> str:
        """The scenario's name."""
        return self.problem.scenario.name or self.result.scenario

    @property
    def dated(self) -> list[str]:
        """That norms were read for today, where the plan has no day of its own."""
        if self.problem.scenario.plan_date is not None:
            return []
        return [LABELS["no_plan_date"](self.lang, day=day_text(self.dossier.norms.day))]

    @property
    def split(self) -> str:
        """Who books the social return of an hour, as the scenario chooses."""
        return _SPLIT(self.lang, rule=SPLITS[self.problem.scenario.attribution.split])

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Letter and colour of each supplier, by id."""
        return supplier_styles(self.problem.suppliers)

    @cached_property
    def _names(self) -> dict[str, str]:
        shown = {each.supplier_id: clean(each.name or each.supplier_id) for each in self.problem.suppliers}
        taken = Counter([*shown.values(), *(capital(each)(self.lang) for each in (SW_COMPANY, CLIENT))])
        return {key: name if taken[name] == 1 else f"{name} ({clean(key)})" for key, name in shown.items()}

    def name(self, supplier_id: str) -> str:
        """A supplier's name, with its id where others are called the same: formulas look for names."""
        return self._names[supplier_id]

    def employer(self, employer: Employer) -> str:
        """An employer's name."""
        if employer.supplier_id is not None:
            return self.name(employer.supplier_id)
        return capital(SW_COMPANY if employer.kind == "sw_company" else CLIENT)(self.lang)

    def cao(self, cao_id: str) -> str:
        """A CAO's name."""
        return cao_name(cao_id, self.dossier.norms)(self.lang)

    def place(self, location_id: str) -> str:
        """A place's name, or its id."""
        return self.problem.location_by_id[location_id].name or location_id

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {reading.norm.norm_id: number for number, reading in enumerate(self.dossier.norms.used, 1)}

    def norm_number(self, reading: Reading) -> str:
        """``N12``: its number in the list of norms used."""
        return f"N{self._numbers[reading.norm.norm_id]}"

    def norms(self, readings: Iterable[Reading]) -> str:
        """Norms by number and name with the day since when each holds, one a line."""
        once = {reading.norm.norm_id: reading for reading in readings}.values()
        return "\n".join(
            f"{self.norm_number(each)} {each.norm.label(self.lang)} ({since_text(each.period)(self.lang)})"
            for each in once
        )

    def lines(self, texts: Iterable[Text]) -> str:
        """Sentences, one a line."""
        return "\n".join(text(self.lang) for text in texts)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Everything to look into, by job: the construction, then the bookings, then the measurements."""
        booked: dict[str, list[Point]] = {}
        for line in self.dossier.attributed.ledgers.obligations.lines:
            own = [Point(line.job_id, self.name(line.supplier_id), each) for each in line.warnings]
            booked.setdefault(line.job_id, []).extend(own)
        found = []
        for each in self.dossier.jobs:
            job_id = each.job.job_id
            found += [Point(job_id, "", warned) for warned in each.recommendation.warnings]
            found += booked.get(job_id, [])
            found += [
                Point(job_id, self.names(supplier.supplier_id for supplier in measured.suppliers), warned)
                for measured in each.loonwaarde.measurements
                for warned in measured.warnings
            ]
        return tuple(found)

    def names(self, supplier_ids: Iterable[str]) -> str:
        """Names of suppliers, joined."""
        return " + ".join(map(self.name, supplier_ids))
