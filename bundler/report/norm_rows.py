"""The norms of a report: each has a number, is told once in full, and is pointed at from where it is used.

A line about a job repeats a rule's own words in the texts of ``attribution``. On a page with many jobs that
would say the same law a hundred times: here long words of a rule give way to its name and number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from bundler.attribution.shown import day_text, says
from bundler.i18n import Lang, Text
from bundler.norms import Reading
from bundler.report.norm_words import (
    CONFIDENCE,
    KINDS,
    NOT_VERIFIED,
    period_text,
    since_text,
    source_text,
    time_mark,
    value_text,
    verified,
)
from bundler.report.social_words import LABELS

# A rule's own words up to so many characters stay where they are used, by the beginning of its id: what
# one CAO says differs by employer, so it may be longer.
_SHORT = {"cao.general.": 130, "cao.": 300, "": 60}
_LINK = Markup('<a href="#norm-{number}">N{number}</a>')
_NAMED = Markup('{label} (<a href="#norm-{number}">N{number}</a>)')
_SUBJECT = Markup('{subject} (<a href="#norm-{number}">N{number}</a>)')
_SINCE = Markup("{ref} <span>{since}</span>{marks}")
_MARK = Markup(" <strong>{mark}</strong>")
_CAUTION = Markup("{mark}: {ref}")


class NormRow(NamedTuple):
    """One norm in the list of those used; ``warning`` says that it was found for another time."""

    number: int
    norm_id: str
    label: str
    value: str
    known: bool
    period: str
    source: str
    confidence: str
    note: str
    warning: str


class NormGroup(NamedTuple):
    """Norms of one kind."""

    heading: str
    rows: tuple[NormRow, ...]


class Stale(NamedTuple):
    """Norms of which the last known day has passed, or the first has not come; ``day`` says which."""

    day: str
    norms: Markup


class Norms:
    """The norms that a report rests on, numbered in the order of their ids.

    Args:
        used: each once.
        lang: the report's language.
    """

    def __init__(self, used: Iterable[Reading], lang: Lang) -> None:
        self.lang = lang
        self.used = tuple(used)
        self._numbers = {reading.norm.norm_id: number for number, reading in enumerate(self.used, 1)}

    def refs(self, readings: Iterable[Reading], named: Iterable[Reading] = ()) -> Markup:
        """Links to norms, each with the day since when it holds; with its name too where that is asked."""
        full = {reading.norm.norm_id for reading in named}
        shown = []
        for reading in _once(readings):
            ref = self._ref(reading, _NAMED if reading.norm.norm_id in full else _LINK)
            shown.append(_SINCE.format(ref=ref, since=self._since(reading), marks=self._marks(reading)))
        return Markup(", ").join(shown)

    def _since(self, reading: Reading) -> str:
        return since_text(reading.period)(self.lang)

    def _marks(self, reading: Reading) -> Markup:
        """That a value is of another time, or not verified, in words; empty where it is neither."""
        marks = [time_mark(reading), NOT_VERIFIED if not verified(reading) else None]
        return Markup("").join(_MARK.format(mark=mark(self.lang)) for mark in marks if mark)

    def _ref(self, reading: Reading, form: Markup) -> Markup:
        number = self._numbers[reading.norm.norm_id]
        label = reading.norm.label(self.lang)
        # After the name of a CAO the label need not name it again.
        return form.format(number=number, label=label, subject=label.rpartition(": ")[2])

    def told(self, text: str, readings: Iterable[Reading]) -> tuple[Markup, tuple[Reading, ...]]:
        """A line with the long words of its rules left out, and the rules that were.

        A rule that stands by itself is left out; one that ends a sentence of the line gives way to its
        name and number.
        """
        kept, left_out = Markup.escape(text), []
        for reading in _once(readings):
            sentence = Markup.escape(says(reading)(self.lang))
            short = next(size for start, size in _SHORT.items() if reading.norm.norm_id.startswith(start))
            if not isinstance(reading.period.value, Text) or len(sentence) <= short:
                continue
            start = kept.find(sentence)
            if start < 0:
                continue
            before, after = kept[:start], kept[start + len(sentence) :]
            alone = not before or before.rstrip().endswith((".", "!", "?"))
            if alone and (before or after):
                left_out.append(reading)
                kept = Markup(f"{before}{after.lstrip()}").rstrip()
            else:
                kept = Markup(f"{before}{self._subject(reading)}.{after}")
        return kept, tuple(left_out)

    def _subject(self, reading: Reading) -> Markup:
        ref = self._ref(reading, _SUBJECT)
        return (
            ref if verified(reading) else _CAUTION.format(mark=NOT_VERIFIED(self.lang).capitalize(), ref=ref)
        )

    def groups(self) -> list[NormGroup]:
        """Every norm used, by kind."""
        rows = [(reading.norm.norm_id.partition(".")[0], self._row(reading)) for reading in self.used]
        return [
            NormGroup(_heading(kind, self.lang), tuple(row for _, row in found))
            for kind, found in groupby(rows, key=lambda pair: pair[0])
        ]

    def _row(self, reading: Reading) -> NormRow:
        lang, period, mark = self.lang, reading.period, time_mark(reading, long=True)
        return NormRow(
            self._numbers[reading.norm.norm_id],
            reading.norm.norm_id,
            reading.norm.label(lang),
            value_text(reading)(lang),
            reading.known,
            period_text(period)(lang),
            source_text(period, lang),
            CONFIDENCE[period.confidence](lang),
            period.note(lang) if period.note else "",
            mark(lang) if mark else "",
        )

    @property
    def past(self) -> tuple[Reading, ...]:
        """The norms whose value was found for another time than the plan's day."""
        return tuple(reading for reading in self.used if not reading.in_time)

    def stale(self) -> list[Stale]:
        """They by the last day (or the first) that is known, the longest past first."""
        found: dict[tuple[date, bool], list[Reading]] = {}
        for reading in self.past:
            found.setdefault(_known_until(reading), []).append(reading)
        return [
            Stale(
                LABELS["known_until" if past else "known_from"](self.lang, day=day_text(day)),
                Markup("; ").join(self._ref(each, _NAMED) for each in found[day, past]),
            )
            for day, past in sorted(found)
        ]


def _known_until(reading: Reading) -> tuple[date, bool]:
    """The last day that the value was found for, and True; the first where the plan lies before it."""
    start, end = reading.period.valid_from, reading.period.valid_to
    return (end, True) if end is not None and reading.day > end else (start or reading.day, False)


def _once(readings: Iterable[Reading]) -> Sequence[Reading]:
    return tuple({reading.norm.norm_id: reading for reading in readings}.values())


def _heading(kind: str, lang: Lang) -> str:
    return KINDS[kind](lang) if kind in KINDS else kind
