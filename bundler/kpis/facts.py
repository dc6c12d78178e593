"""What the KPIs are worked out from: each job's week once, with the minutes by supplier and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bundler.domain import Job, Problem, Result
from bundler.rules import Week, left_over

if TYPE_CHECKING:
    from bundler.attribution.dossier import Dossier

# One baan of the banenafspraak, paid hours a week, where no catalogue of norms is at hand; other sizes
# count in proportion. A test holds it to the norm `banenafspraak.hours_per_baan`.
BAAN_HOURS = 25.5


class Facts:
    """A plan as the KPIs look at it; minutes are whole and of a week.

    Args:
        problem: the data and the scenario.
        jobs: the plan, or what a plan would be.
        result: the solve that gave it, for its bound.
        dossier: the plan as its employers look at it.

    Raises:
        KeyError: a session is of a task that the problem does not have.
    """

    def __init__(
        self, problem: Problem, jobs: Sequence[Job], result: Result | None, dossier: Dossier | None
    ) -> None:
        self.problem, self.jobs, self.result, self.dossier = problem, jobs, result, dossier

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The week of each job, in the plan's order."""
        return tuple(Week(self.problem, job.roster) for job in self.jobs)

    @cached_property
    def placed(self) -> dict[str, int]:
        """Minutes in jobs by supplier id, and of all under an empty id."""
        found = dict.fromkeys(("", *self.problem.supplier_by_id), 0)
        for week in self.weeks:
            for supplier_id, minutes in week.minutes_by_supplier.items():
                found[supplier_id] += minutes
                found[""] += minutes
        return found

    @cached_property
    def jobs_of(self) -> dict[str, int]:
        """Number of jobs by supplier id, and of all under an empty id."""
        found = dict.fromkeys(("", *self.problem.supplier_by_id), 0)
        found[""] = len(self.jobs)
        for week in self.weeks:
            for supplier_id in week.suppliers:
                found[supplier_id] += 1
        return found

    @cached_property
    def left_sessions(self) -> dict[str, int]:
        """Sessions that no job took, by task id; tasks that are fully placed are not in it."""
        return left_over(self.problem, (job.roster for job in self.jobs))

    @cached_property
    def left(self) -> dict[str, int]:
        """Minutes left over by supplier id, and of all under an empty id."""
        found = dict.fromkeys(("", *self.problem.supplier_by_id), 0)
        for task_id, sessions in self.left_sessions.items():
            task = self.problem.task_by_id[task_id]
            for key in ("", task.supplier_id):
                found[key] += sessions * task.session_minutes
        return found

    def offered(self, supplier_id: str = "") -> int:
        """Minutes on offer: what is in jobs and what is left over."""
        return self.placed[supplier_id] + self.left[supplier_id]

    @property
    def baan_hours(self) -> float | None:
        """Hours a week of one baan of the banenafspraak; None where the norms in force do not say it."""
        if self.dossier is None:
            return BAAN_HOURS
        number = self.dossier.attributed.ledgers.paid.hours_per_baan.number
        return None if number is None else float(number)
