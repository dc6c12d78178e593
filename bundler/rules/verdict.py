"""The outcome of holding a job or a plan against one rule."""

from __future__ import annotations

from typing import NamedTuple

from bundler.domain.problem import Problem
from bundler.i18n import Text
from bundler.rules.catalogue import RULES
from bundler.units import decimal

_OWN = Text("breaks your own rule '{title}'{where}", "houdt zich niet aan uw eigen regel '{title}'{where}")
_AT = Text(" ({where})", " ({where})")


class Verdict(NamedTuple):
    """One rule held against one thing.

    Attributes:
        code: the rule's code in ``RULES``.
        margin: by how much it holds (0 or more) or fails (below 0), in ``unit``; None for a rule
            that holds or fails without a measure.
        unit: ``minutes``, ``count`` or ``share``.
        ok: whether the rule holds.
        where: the day, task or place it is about.
        value: what was found.
        limit: what the rule allows.
        said: of a rule that is not in ``RULES`` what it asks; a rule of the user's own.
    """

    code: str
    ok: bool
    margin: float | None = None
    unit: str = "minutes"
    where: str | Text = ""
    value: str | Text = ""
    limit: str | Text = ""
    said: Text | None = None

    @property
    def text(self) -> Text:
        """The violation in words, with its margin."""
        if self.said is not None:
            return _OWN.fill(title=self.said, where=_AT.fill(where=self.where) if self.where else "")
        return RULES[self.code].violation.fill(
            where=self.where, value=self.value, limit=self.limit, excess=self._excess()
        )

    def _excess(self) -> Text | str:
        if self.margin is None:
            return ""
        size = abs(self.margin)
        if self.unit == "count":
            return decimal(size)
        if self.unit == "share":
            return Text(f"{decimal(size * 100)} %", f"{decimal(size * 100, 'nl')} %")
        if size == 1:
            return Text("1 minute", "1 minuut")
        return Text(f"{decimal(size)} minutes", f"{decimal(size, 'nl')} minuten")


def in_names(problem: Problem, where: str) -> str:
    """Where a verdict is about places or a supplier: by name, an id where there is no name."""
    if " → " in where:
        known = problem.location_by_id
        places = where.split(" → ")
        return " → ".join((known[place].name if place in known else "") or place for place in places)
    supplier = problem.supplier_by_id.get(where)
    return (supplier.name if supplier is not None else "") or where
