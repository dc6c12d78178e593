"""A page for each job: its week, what it asks of a person, who employs, social return, loonwaarde."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bundler.attribution.contracts import CODES, Code
from bundler.attribution.dossier import Dossier, JobDossier
from bundler.attribution.words import CONS, LABELS, PROS
from bundler.domain import Problem
from bundler.i18n import Lang
from bundler.report.colors import Style
from bundler.report.employer_words import NO_WARNINGS, short_warning
from bundler.report.employers import EmployerView, employer_view
from bundler.report.ledger_rows import Bookings, JobBookings
from bundler.report.loonwaarde_rows import SheetView, sheet_view
from bundler.report.norm_rows import Norms
from bundler.report.people import PeopleFact, people_facts
from bundler.report.views import JobView, job_view


class JobPage(NamedTuple):
    """Everything that the report says about one job.

    Attributes:
        look_into: the warnings about employment in a few words.
    """

    job: JobView
    people: list[PeopleFact]
    employer: EmployerView
    bookings: JobBookings
    sheet: SheetView
    look_into: str


class Compared(NamedTuple):
    """A construction with what speaks for and against it, whatever the job."""

    label: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]


def job_pages(
    problem: Problem, found: Dossier, styles: dict[str, Style], shown: Norms, *, drawn: bool = True
) -> Iterator[JobPage]:
    """The pages in the plan's order, with the weeks drawn where that is asked.

    Call it inside ``canvas.drawing()`` then.
    """
    bookings = Bookings(problem, found.attributed.ledgers, shown)
    for number, one in enumerate(found.jobs, 1):
        chosen = one.recommendation
        yield JobPage(
            job_view(problem, one.job, number, styles, shown.lang, drawn=drawn),
            people_facts(problem, one.job, one.parts, shown.lang),
            employer_view(problem, chosen, found.norms, shown),
            bookings.of(one),
            sheet_view(problem, one.loonwaarde, chosen.contracts, shown),
            _look_into(one, shown.lang),
        )


def _look_into(one: JobDossier, lang: Lang) -> str:
    codes = dict.fromkeys(warned.code for warned in one.recommendation.warnings)
    return "; ".join(short_warning(code)(lang) for code in codes) or NO_WARNINGS(lang)


def compared(jobs: Iterable[JobDossier], lang: Lang) -> list[Compared]:
    """Every construction that a job of the plan was held against."""
    held: set[Code] = set()
    for one in jobs:
        held |= {one.recommendation.code, *(other.code for other in one.recommendation.others)}
    return [
        Compared(
            LABELS[code](lang),
            tuple(text(lang) for text in PROS[code]),
            tuple(text(lang) for text in CONS[code]),
        )
        for code in CODES
        if code in held
    ]
