"""A vacancy as data: sections with sentences in both languages, and the facts that machines read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bundler.attribution.vacancy_week import WeekLine, timetable
from bundler.domain import Location
from bundler.i18n import Text
from bundler.norms import Reading


class Pay(NamedTuple):
    """What is known of the pay, in euros an hour before tax.

    Attributes:
        low: None where nothing is known.
        high: None where there is one amount, or none.
        readings: the norms it comes from, or those that say something about it.
        complete: whether every wage that bears on the job is known.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    readings: tuple[Reading, ...] = ()
    complete: bool = True


class Skill(NamedTuple):
    """A competency as a vacancy shows it; ``uri`` is empty, or a web address of http or https."""

    label: Text
    description: Text
    uri: str


class Line(NamedTuple):
    """An item of a list: a few words, then sentences about it, and a link where there is one."""

    text: Text
    more: tuple[Text, ...] = ()
    uri: str = ""


class Block(NamedTuple):
    """Sentences, and the list that they introduce."""

    sentences: tuple[Text, ...]
    lines: tuple[Line, ...] = ()


class Section(NamedTuple):
    """A part of the text under its own heading; ``week`` says that the table of the week is in it."""

    key: str
    heading: Text
    blocks: tuple[Block, ...]
    week: bool = False


class Vacancy(NamedTuple):
    """A vacancy for one job.

    Attributes:
        heading: the work and the place; no job title.
        minutes: task minutes a week.
        full_time: whether that is a full-time week.
        employers: names of the employers that are known.
        by_law: what the law asks of whoever does the work.
        tasks: the tasks' titles, most minutes first.
        day: the plan's day.
    """

    job_id: str
    heading: Text
    sections: tuple[Section, ...]
    week: tuple[WeekLine, ...]
    places: tuple[Location, ...]
    minutes: int
    full_time: bool
    pay: Pay
    employers: tuple[str, ...]
    skills: tuple[Skill, ...]
    by_law: tuple[Text, ...]
    tasks: tuple[str, ...]
    day: date

    @property
    def timetable(self) -> Text:
        """From when to when on which days, in one line."""
        return timetable(self.week)
