"""Where a search stands, and the result that this makes: frozen, so that any thread can ask for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bundler._version import __version__
from bundler.domain.model import Task
from bundler.domain.plan import Job, Level, Result, Session, StoppedBy
from bundler.domain.problem import Problem
from bundler.domain.reasons import NONE_EXISTS, NONE_FOUND
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.rules import make_job, plan_score, plan_violations, round_points, score_terms
from bundler.solver.aim import first_level
from bundler.solver.instance import able_tasks
from bundler.solver.levelwork import EXACT
from bundler.solver.part import Part, Reached
from bundler.solver.reasons import unplaced
from bundler.solver.watch import Watch

Roster = Sequence[Session]


@dataclass(frozen=True)
class PartStanding:
    """Where one part stands.

    Attributes:
        tasks: its tasks.
        levels: what is reached on each level.
        rosters: the jobs of its best plan; None where it has none yet.
        proved: whether nothing is left to prove.
        impossible: proved: no plan keeps what is asked.
    """

    tasks: tuple[Task, ...]
    levels: tuple[Reached, ...]
    rosters: tuple[Roster, ...] | None
    proved: bool
    impossible: bool

    @classmethod
    def of(cls, part: Part, before: PartStanding | None) -> PartStanding:
        """Where a part stands now; rosters are laid out anew only where its worth has changed."""
        levels = part.levels
        if before is not None and _values(before.levels) == _values(levels):
            rosters = before.rosters
        else:
            rosters = tuple(part.rosters()) if part.has_plan else None
        return cls(tuple(part.instance.tasks), levels, rosters, part.proved, part.impossible)


@dataclass(frozen=True)
class Standing:
    """Where all parts stand.

    Attributes:
        problem: the whole problem.
        watch: tells how long it took and who stopped it.
        parts: its parts.
        kept: jobs that stay as they are, beside the parts.
        hopeless: proved before it was parted: no plan keeps what is asked.
        ended: whether the search has ended; before that, jobs may lag behind what their part reaches.
    """

    problem: Problem
    watch: Watch
    parts: tuple[PartStanding, ...]
    kept: tuple[Roster, ...] = ()
    hopeless: bool = False
    ended: bool = False

    @property
    def impossible(self) -> bool:
        """Proved: no plan keeps what is asked."""
        return self.hopeless or any(part.impossible for part in self.parts)

    @property
    def has_plan(self) -> bool:
        """Whether a plan is known."""
        return not self.impossible and all(part.rosters is not None for part in self.parts)

    @property
    def enough(self) -> bool:
        """Whether the gap asked for is reached on the first level."""
        gap = self.problem.scenario.solve.gap
        if gap <= 0 or not all(part.rosters is not None for part in self.parts):
            return False
        value, bound = self.sums()[0]
        return bound - value <= gap * max(1.0, abs(bound))

    @property
    def stopped_by(self) -> StoppedBy:
        """Why the search ended, if it ended here."""
        proved = all(part.proved for part in self.parts)
        if self.impossible or (proved and all(bound - value < EXACT for value, bound in self.sums())):
            return "proof"
        # nothing is left to do in any part, what is open in them adds up: as close as it gets
        if self.enough or proved:
            return "gap"
        return "user" if self.watch.by_user else "time"

    def sums(self) -> list[tuple[float, float]]:
        """Value and bound of each level over all parts, to be made as large as possible."""
        per_level = list(zip(*(part.levels for part in self.parts), strict=True))
        sums = [
            (float(sum(level.value for level in levels)), float(sum(level.bound for level in levels)))
            for levels in per_level
        ] or [(0.0, 0.0)] * len(self._names())
        if self.kept:
            values = zip(sums, self._exactly(self.kept), strict=True)
            sums = [(value + kept, bound + kept) for (value, bound), kept in values]
        if len(per_level) > 1 and not all(level.proved for level in per_level[0]):
            # a plan better on the first level by one part's worth may be shared out differently
            hours = sum(task.offered_minutes for task in self.problem.tasks) / 60
            sums[1] = (sums[1][0], self.problem.scenario.weights.hours * hours)
        return sums

    def result(self, in_no_job: Collection[str] = (), why_none: Text | None = None) -> Result:
        """The result, the plan held against the plain rules.

        Args:
            in_no_job: ids of tasks that, proved, no viable job holds.
            why_none: why there is no plan, where that was worked out.

        Raises:
            ProofError: the plain rules contradict the solver: a bug.
        """
        if not self.has_plan:
            return self._make(None, (), why_none or (NONE_EXISTS if self.impossible else NONE_FOUND))
        rosters = [*self.kept, *(roster for part in self.parts for roster in part.rosters or ())]
        rosters.sort(
            key=lambda r: (
                sorted({self.problem.task_by_id[s.task_id].supplier_id for s in r}),
                sorted({s.task_id for s in r}),
                [(s.day, s.start) for s in r],
            )
        )
        jobs = tuple(make_job(self.problem, f"J{at:02d}", roster) for at, roster in enumerate(rosters, 1))
        self._confirm(jobs)
        return self._make(jobs, in_no_job, None)

    def _values(self, jobs: Sequence[Job]) -> list[float]:
        """What a plan is worth on each level by the plain rules, to be made as large as possible."""
        *first, _ = self._exactly([job.roster for job in jobs])
        return [*first, plan_score(self.problem, [job.roster for job in jobs])]

    def _exactly(self, rosters: Sequence[Roster]) -> list[float]:
        """The same of any jobs, the score not rounded."""
        score = sum(sum(score_terms(self.problem, roster).values()) for roster in rosters)
        minutes = sum(session.end - session.start for roster in rosters for session in roster)
        first = {"most-hours": minutes / 60, "most-jobs": len(rosters), "fewest-jobs": -len(rosters)}
        objective = self.problem.scenario.solve.objective
        return [score] if objective == "balanced" else [float(first[objective]), score]

    def _confirm(self, jobs: Sequence[Job]) -> None:
        """Hold the plan against the plain rules and score.

        Raises:
            ProofError: a rule fails, the value differs, or it lies above the bound.
        """
        found = plan_violations(self.problem, {job.job_id: job.roster for job in jobs})
        if found:
            job_id, verdicts = next(iter(found.items()))
            raise ProofError(_bug(f"{job_id}: {verdicts[0].code}: {verdicts[0].text.en}"))
        for really, (value, bound) in zip(self._values(jobs), self.sums(), strict=True):
            if self.ended and np.isfinite(value) and really < value - 0.02:
                raise ProofError(_bug(f"value {really}, solver {value}"))
            if really > bound + 0.02:
                raise ProofError(_bug(f"value {really} above bound {bound}"))

    def _make(
        self, jobs: tuple[Job, ...] | None, in_no_job: Collection[str], why_none: Text | None
    ) -> Result:
        scenario = self.problem.scenario
        stopped_by = self.stopped_by
        levels, optimal = ((), False) if jobs is None else self._levels(jobs)
        able = {task.task_id for task in able_tasks(self.problem)}
        return Result(
            scenario=scenario.name,
            objective=scenario.solve.objective,
            status="none" if jobs is None else "optimal" if optimal else "feasible",
            stopped_by=stopped_by,
            levels=levels,
            seconds=round(self.watch.seconds, 3),
            seed=scenario.solve.seed,
            version=__version__,
            input_sha256=self.problem.source_sha256,
            plan=jobs,
            unplaced=()
            if jobs is None
            else unplaced(self.problem, jobs, able, in_no_job, optimal, bool(self.kept)),
            why_none=why_none,
            own_rules=tuple(own.title for own in self.problem.own),
        )

    def _levels(self, jobs: Sequence[Job]) -> tuple[tuple[Level, ...], bool]:
        """The levels as they are reported, and whether each is proved: what is open in many parts adds up."""
        levels = []
        optimal = True
        for name, value, (reached, bound) in zip(self._names(), self._values(jobs), self.sums(), strict=True):
            sign = -1 if name == "jobs" and self.problem.scenario.solve.objective == "fewest-jobs" else 1
            # a score by the rules is rounded: up to half a cent off what the parts reach
            proved = bound - reached < EXACT and bound - value < 2 * EXACT
            most = value if proved else float(np.ceil((bound - 1e-6) * 100) / 100)
            optimal &= proved
            levels.append(Level(name=name, value=sign * round_points(value), bound=sign * round_points(most)))
        return tuple(levels), optimal

    def _names(self) -> list[str]:
        first, *_ = first_level(self.problem.scenario.solve.objective)
        return list(dict.fromkeys((first, "score")))


def _values(levels: Sequence[Reached]) -> list[float]:
    return [level.value for level in levels]


def _bug(what: str) -> Text:
    return Text(
        f"The checker contradicts the solver ({what}). Nothing is reported; please report this as a bug.",
        f"De controle spreekt de oplosser tegen ({what}). Er is niets gemeld; geef dit door als fout.",
    )
