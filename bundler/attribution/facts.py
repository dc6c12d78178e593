"""One line of a report about a job: what it says, what it rests on, and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from bundler.i18n import Text
from bundler.norms import Catalogue, Confidence, Reading

# law: a statute or a decision; cao: a collective agreement; choice: for the parties to decide;
# plan: follows from the plan and the construction; assumption: ours, to be changed in the scenario;
# unknown: nobody knows, ask.
Basis = Literal["law", "cao", "choice", "plan", "assumption", "unknown"]
UNKNOWN = Text("unknown", "onbekend")
_ORDER: tuple[Confidence, ...] = ("low", "medium", "high")


class Fact(NamedTuple):
    """What holds for a job under a construction.

    Attributes:
        topic: stable key, such as ``pay_floor``; one per line of a table.
        label: what the line is about.
        text: what is so.
        basis: what it rests on.
        readings: the norms that it used; a line without any is plain reading of the plan or a choice.
    """

    topic: str
    label: Text
    text: Text
    basis: Basis
    readings: tuple[Reading, ...] = ()

    @property
    def confidence(self) -> Confidence | None:
        """The least sure of the norms used; None where none is."""
        found = [reading.period.confidence for reading in self.readings]
        return min(found, key=_ORDER.index) if found else None

    @property
    def warnings(self) -> tuple[Text, ...]:
        """Which of the norms used are past, or before, what is known of them."""
        return tuple(warning for reading in self.readings if (warning := reading.warning) is not None)


class Warned(NamedTuple):
    """Something to look into before a job is agreed, with a stable code (``A-…``).

    Attributes:
        form: the text with ``{owner}`` still open, where the same can be so of several suppliers; else None.
        owner: the supplier's name in it.
    """

    code: str
    text: Text
    readings: tuple[Reading, ...] = ()
    form: Text | None = None
    owner: str = ""


class InForce:
    """The norms on one day; remembers which were asked for, so that a report can print them."""

    def __init__(self, norms: Catalogue, day: date) -> None:
        self.norms, self.day = norms, day
        self._used: dict[str, Reading] = {}

    def __call__(self, norm_id: str) -> Reading:
        """The norm on this day.

        Raises:
            UsageError: no catalogue has this norm.
        """
        if norm_id not in self._used:
            self._used[norm_id] = self.norms.at(norm_id, self.day)
        return self._used[norm_id]

    def get(self, norm_id: str) -> Reading | None:
        """The norm on this day; None where no catalogue has it."""
        return self(norm_id) if norm_id in self.norms else None

    @property
    def used(self) -> tuple[Reading, ...]:
        """Every norm asked for so far, by id."""
        return tuple(self._used[norm_id] for norm_id in sorted(self._used))
