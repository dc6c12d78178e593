"""One job under one construction: what the lines and the warnings about it are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bundler.attribution.contracts import CLIENT, SW_COMPANY, Code, Contract, Employer, cao_norm
from bundler.attribution.facts import UNKNOWN, InForce
from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import listed, says
from bundler.domain import Attribution, Job, Problem, Supplier
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.rules import Week

_CAO_OF = Text("the CAO of {owners}", "de cao van {owners}")
_RULES_OF = Text("the own rules of {owners}", "de eigen regels van {owners}")
_NO_CAO = Text("no CAO (the company's own rules)", "geen cao (eigen regels van het bedrijf)")


class Seam(NamedTuple):
    """Where a day goes from one supplier to another.

    Attributes:
        walk: minutes on the way.
        rest: minutes free after it.
    """

    day: int
    before: str
    after: str
    walk: int
    rest: int


@dataclass(frozen=True)
class Case:
    """A job under a construction."""

    problem: Problem
    job: Job
    parts: tuple[SupplierPart, ...]
    code: Code
    contracts: tuple[Contract, ...]
    norms: InForce

    @property
    def options(self) -> Attribution:
        """What the scenario assumes about contracts."""
        return self.problem.scenario.attribution

    @cached_property
    def week(self) -> Week:
        """The job's week."""
        return Week(self.problem, self.job.roster)

    @property
    def lends(self) -> bool:
        """Whether the employer lends the worker to somebody else."""
        return self.code in ("lending", "sw_lending")

    @property
    def several(self) -> bool:
        """Whether the person has several employers."""
        return len(self.contracts) > 1

    @property
    def borrowers(self) -> tuple[Supplier, ...]:
        """The suppliers to whom the worker is lent."""
        names = (name for contract in self.contracts for name in contract.lends_to) if self.lends else ()
        return tuple(self.problem.supplier_by_id[name] for name in names)

    def part(self, supplier_id: str) -> SupplierPart:
        """What a supplier brings to the job."""
        return next(part for part in self.parts if part.supplier.supplier_id == supplier_id)

    def name(self, supplier_id: str) -> str:
        """A supplier's name."""
        return self.problem.supplier_by_id[supplier_id].name or supplier_id

    def names(self, supplier_ids: Sequence[str]) -> list[Text]:
        """Names of suppliers."""
        return [Text(self.name(supplier_id), self.name(supplier_id)) for supplier_id in supplier_ids]

    def who(self, employer: Employer) -> Text:
        """An employer's name."""
        if employer.supplier_id is not None:
            name = self.name(employer.supplier_id)
            return Text(name, name)
        return SW_COMPANY if employer.kind == "sw_company" else CLIENT

    @property
    def employers(self) -> Text:
        """Everyone who employs, as ``a, b and c``."""
        return listed(self.who(contract.employer) for contract in self.contracts)

    def on(self, cao_id: str, field: str) -> Reading | None:
        """What a CAO says on a subject; None where the CAO is not known or not in a catalogue."""
        return cao_norm(self.norms, cao_id, field)

    def knows(self, cao_id: str) -> bool:
        """Whether a catalogue has this CAO."""
        return any(self.on(cao_id, field) for field in ("name", "full_time_week", "entry_wage"))

    def cao(self, cao_id: str) -> Text:
        """A CAO's name; ``unknown`` where it is not known or not in a catalogue."""
        if cao_id == "none" or not self.knows(cao_id):
            return _NO_CAO if cao_id == "none" else UNKNOWN
        name = self.on(cao_id, "name")
        return says(name) if name and name.known else Text(cao_id, cao_id)

    def owners(self, cao_id: str) -> Text:
        """Those at whom a CAO would hold, as ``a, b and c``."""
        owners = [self.who(contract.employer) for contract in self.contracts if contract.cao_id == cao_id]
        lent = [supplier.supplier_id for supplier in self.borrowers if supplier.cao_id == cao_id]
        return listed(dict.fromkeys(owners + self.names(lent)))

    def cao_of(self, cao_id: str) -> Text:
        """A CAO by whose it is, such as ``the CAO of Asito``; where no CAO holds, the rules there."""
        return (_RULES_OF if cao_id == "none" else _CAO_OF).fill(owners=self.owners(cao_id))

    @property
    def caos(self) -> tuple[str, ...]:
        """The CAO's that bear on the job: of the contracts first, then of those who borrow."""
        ids = [contract.cao_id for contract in self.contracts]
        ids += [supplier.cao_id for supplier in self.borrowers]
        return tuple(dict.fromkeys(ids))

    @property
    def seams(self) -> tuple[Seam, ...]:
        """Every place in the week where one supplier's work follows another's on the same day."""
        owner = {task.task_id: task.supplier_id for task in self.week.tasks}
        found = []
        for day in self.week.days:
            steps = zip(pairwise(day.sessions), day.travel, day.rest, strict=True)
            for (before, after), walk, rest in steps:
                if owner[before.task_id] != owner[after.task_id]:
                    found.append(Seam(day.day, owner[before.task_id], owner[after.task_id], walk, rest))
        return tuple(found)
