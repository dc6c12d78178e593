"""What the plots are given: a plan, a language and, perhaps, axes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from bundler.domain import Job, Problem, Result
from bundler.errors import UsageError
from bundler.i18n import LANGS, Lang, Text, default_lang
from bundler.io.nearest import nearest

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NO_LANG = Text('lang is "en", "nl" or None, not {lang}.', 'lang is "en", "nl" of None, niet {lang}.')
_UNKNOWN = Text(
    "There is no {kind} {name}.{maybe} There are: {known}.", "{kind} {name} is er niet.{maybe} Wel: {known}."
)
_MAYBE = Text(" Maybe {name}.", " Misschien {name}.")
_MOST_NAMED = 20


class Data(Protocol):
    """What holds the data of a plan: ``bundler.Problem`` does."""

    @property
    def data(self) -> Problem:
        """Tasks, suppliers, places and scenario."""


class Planned(Protocol):
    """What holds a plan and its problem: ``bundler.Plan`` does."""

    @property
    def problem(self) -> Data:
        """What was solved."""

    @property
    def result(self) -> Result:
        """The plan with its proof."""


def language(lang: str | None) -> Lang:
    """The language asked for; that of the user's locale where None.

    Raises:
        UsageError: there are no words in that language.
    """
    if lang is None:
        return default_lang()
    for known in LANGS:
        if lang == known:
            return known
    raise UsageError(_NO_LANG.fill(lang=repr(lang)))


def axes_or_new(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes that were given; without them those of a new pyplot figure of so many inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def job_of(result: Result, job_id: str) -> Job:
    """A job of a plan.

    Raises:
        NoPlan: the result holds no plan.
        UsageError: the plan has no such job.
    """
    jobs = {job.job_id: job for job in result.jobs}
    if job_id not in jobs:
        raise unknown(Text("job", "Baan"), job_id, jobs)
    return jobs[job_id]


def unknown(kind: Text, name: object, known: Iterable[str]) -> UsageError:
    """What to raise for a name that is not there, with the one that was probably meant."""
    names = list(known)
    near = nearest(str(name), names)
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return UsageError(
        _UNKNOWN.fill(
            kind=kind,
            name=name,
            maybe=_MAYBE.fill(name=near) if near else Text("", ""),
            known=listed or "–",
        )
    )
