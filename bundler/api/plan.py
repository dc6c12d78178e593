"""A plan for analysts: DataFrames, pictures, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundler.api.findings import Findings
from bundler.api.job_week import JobWeek
from bundler.api.problem import Problem
from bundler.api.shown import Shown, language
from bundler.api.wanted import StrPath, path_wanted, wanted
from bundler.domain import Result
from bundler.errors import UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from bundler.attribution.dossier import Dossier
    from bundler.domain.plan import Status, StoppedBy
    from bundler.domain.scenario import Objective
    from bundler.kpis import Measures
    from bundler.solver import Progress

_NO_JOB = Text(
    "There is no job '{job}' in this plan.{maybe} Jobs: {jobs}.",
    "Er is geen baan '{job}' in dit plan.{maybe} Banen: {jobs}.",
)
_MAYBE = Text(" Maybe {name}.", " Misschien {name}.")
_MOST_LINES = 20
_MOST_NAMED = 10


class Plan(Shown):
    """A plan of jobs with proof of how good it is; there is always a plan in it.

    Made by ``bundler.solve``, ``Plan.load`` and by comparing and planning again. The DataFrames are new each
    time and have the index 0, 1, …; texts are in the language of the locale.

    Args:
        problem: what was solved.
        result: what came of it.
        history: the steps of the search.
        same_input: whether the plan was made from these data and this scenario, as far as is known.

    Attributes:
        problem: the ``Problem`` that was solved.
        result: the frozen ``bundler.domain.Result``: ``.jobs``, ``.levels``, ``.unplaced``, … as values.
        same_input: False for a loaded plan that was made from other data.

    Raises:
        NoPlan: the result holds no plan.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.read("data/utrecht"), gap=0.01)
        >>> plan.jobs[["job_id", "hours"]].head(1).values.tolist()
        [['J01', 26.25]]
        >>> bool(plan.score <= plan.bound)
        True
    """

    def __init__(
        self,
        problem: Problem,
        result: Result,
        history: Sequence[Progress] = (),
        same_input: bool = True,
    ) -> None:
        # a result without a plan says so here, and cannot be read as a plan without jobs
        _ = result.jobs
        self.problem, self.result, self.same_input = problem, result, same_input
        # without what leads back into the solve: that would be kept with the plan, and cannot be pickled
        self._history = tuple(step._replace(so_far=None) for step in history)

    @classmethod
    def load(cls, problem: Problem, path: StrPath) -> Plan:
        """A plan.json that was made here or by hand, held against every rule and what it says of itself.

        Args:
            problem: the data and the scenario.
            path: of the file, or of the folder of ``save`` that it is in.

        Raises:
            UsageError: the file cannot be opened.
            DataRefused: it is no plan, or it breaks a rule or says what is not so; all of that is in
                ``findings``. ``bundler.check`` lists the same without raising.
            NoPlan: it says that the solve ended without a plan.

        Example:
            >>> import tempfile
            >>> import bundler as bd
            >>> problem = bd.Problem.generate(12, seed=1)
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     plan = bd.Plan.load(problem, bd.solve(problem).save(folder))
            >>> plan.status, plan.same_input
            ('optimal', True)
        """
        from bundler.verbs.planned import read_planned

        wanted(problem, Problem)
        target = path_wanted("path", path, '"results/plan.json"')
        file = target / "plan.json" if target.is_dir() else target
        planned = read_planned(problem.data, str(file))
        return cls(problem.of(planned.problem), planned.result, same_input=planned.same_input)

    @property
    def findings(self) -> Findings:
        """Warnings and notes about the data."""
        return self.problem.findings

    @property
    def status(self) -> Status:
        """``optimal``: proved that no plan is better; ``feasible``: it keeps every rule."""
        return self.result.status

    @property
    def stopped_by(self) -> StoppedBy:
        """Why the search ended: ``proof``, ``gap``, ``time`` or ``user`` (you stopped it)."""
        return self.result.stopped_by

    @property
    def objective(self) -> Objective:
        """What a good plan is: ``balanced``, ``most-hours``, ``most-jobs`` or ``fewest-jobs``."""
        return self.result.objective

    @property
    def score(self) -> float:
        """What the plan is worth, in points to 0.01."""
        return self.result.score

    @property
    def first(self) -> float:
        """What it reaches of the objective: points (balanced), hours a week or jobs."""
        return self.result.first.value

    @property
    def bound(self) -> float:
        """Proved: no plan under these rules passes this (fewest-jobs: from above); unit of ``first``."""
        return self.result.first.bound

    @property
    def gap(self) -> float:
        """How far ``first`` is from ``bound`` at most, as a part of it: 0.01 is 1 %."""
        return self.result.gap

    @property
    def seconds(self) -> float:
        """Seconds that the search took."""
        return self.result.seconds

    @property
    def jobs(self) -> pd.DataFrame:
        """One row a job, in order of code.

        =========  =======  =====================================================================
        job_id     string   unique
        suppliers  string   ids, separated by ``;``
        hours      float64  task hours a week
        days       int64    days a week
        sessions   int64    sessions a week
        tasks      int64    different tasks
        score      float64  points
        =========  =======  =====================================================================

        and what the score consists of, float64, in points, penalties below 0: ``term_hours``,
        ``term_second_supplier``, ``term_extra_task``, ``term_extra_location``, ``term_travel``,
        ``term_idle``, ``term_irregular_start``, ``term_off_target``.
        """
        from bundler.api.plan_frames import jobs_frame

        return jobs_frame(self.problem.data, self.result.jobs)

    @property
    def roster(self) -> pd.DataFrame:
        """One row a session of a job, by job, day and start.

        =============  ======  ==================================
        job_id         string
        day_number     int64   Monday is 0
        day            string  ``mon`` … ``sun``
        start          string  ``HH:MM``
        end            string  ``HH:MM``
        start_minutes  int64   minutes after midnight
        end_minutes    int64   minutes after midnight
        minutes        int64   length in minutes
        task_id        string
        supplier_id    string
        location_id    string
        title          string  of the task
        =============  ======  ==================================
        """
        from bundler.api.plan_frames import roster_frame

        return roster_frame(self.problem.data, self.result.jobs)

    @property
    def unplaced(self) -> pd.DataFrame:
        """One row a task of which something is in no job.

        ===========  =======  ==============================================
        task_id      string   unique
        supplier_id  string
        title        string
        sessions     int64    sessions a week that are left over
        hours        float64  hours a week that are left over
        reason       string   code, such as ``R-NO-JOB``
        text         string   the reason in a sentence; more: ``bundler.explain``
        ===========  =======  ==============================================
        """
        from bundler.api.plan_frames import unplaced_frame

        return unplaced_frame(self.problem.data, self.result, language(None))

    @property
    def kpis(self) -> pd.DataFrame:
        """One row a figure of the plan as a whole.

        ======  =======  ====================================================
        code    string   unique, such as ``hours`` or ``complexity``
        name    string   in words
        value   float64  in its unit; missing: not known or without meaning
        unit    string   in words; percentages run from 0 to 100
        better  string   ``more``, ``less`` or ``neither``
        ======  =======  ====================================================
        """
        from bundler.api.plan_frames import kpis_frame

        return kpis_frame(self.problem.data, self._measures, language(None))

    @property
    def suppliers(self) -> pd.DataFrame:
        """One row a supplier, all of them, in the order of the data.

        =====================  =======  ==============================================================
        supplier_id            string   unique
        name                   string
        hours_offered          float64  hours a week of its tasks
        hours_placed           float64  of these in jobs
        hours_left             float64  of these in no job
        share_placed           float64  percent, 0 to 100; missing where nothing is offered
        jobs                   int64    jobs with a task of it
        social_return          float64  euros a year that the plan adds; missing: not known
        social_return_share    float64  percent of its obligation, with the plan; missing: not known
        social_return_missing  float64  euros a year that are still missing then; missing: not known
        =====================  =======  ==============================================================
        """
        from bundler.api.plan_frames import suppliers_frame

        return suppliers_frame(self.problem.data, self._measures)

    @property
    def attribution(self) -> pd.DataFrame:
        """One row for each supplier of each job: who employs, and whose social return.

        =================  =======  ==================================================================
        job_id             string
        supplier_id        string
        hours              float64  hours a week of this supplier's tasks in the job
        share              float64  of the job, 0 to 1
        construction       string   how the person is employed, such as ``two_contracts``
        cao_id             string   collective agreement over these hours, or ``unknown``
        blocks_value_eur   float64  euros a year booked in building blocks; missing: not known
        social_return_eur  float64  euros a year booked; missing: not known
        warnings           string   codes of what to look into first, separated by ``;``
        =================  =======  ==================================================================
        """
        from bundler.api.plan_frames import attribution_frame

        return attribution_frame(self._dossier)

    @property
    def history(self) -> pd.DataFrame:
        """One row a step of the search, of a plan that ``solve`` gave; else no rows.

        =======  =======  =======================================================================
        seconds  float64  since the start
        phase    string   ``prepare``, ``enumerate``, ``bound``, ``improve``, ``prove``, ``finish``
        best     float64  what the best plan so far reaches, unit of ``first``; missing before any
        bound    float64  what no plan exceeds, unit of ``first``; missing before it is known
        gap      float64  between the two, 0.01 is 1 %; missing where one is
        jobs     int64    jobs in the best plan so far
        =======  =======  =======================================================================
        """
        from bundler.api.plan_frames import history_frame

        return history_frame(self._history)

    def job(self, job_id: str) -> JobWeek:
        """One job; a notebook shows its week as a picture.

        Args:
            job_id: such as ``J01``; see ``jobs``.

        Raises:
            UsageError: there is no such job.

        Example:
            >>> import bundler as bd
            >>> bd.solve(bd.read("data/utrecht"), gap=0.01).job("J01").suppliers
            ('asito', 'securitas')
        """
        from bundler.io.nearest import nearest

        known = {job.job_id: job for job in self.result.jobs}
        if job_id not in known:
            near = nearest(str(job_id).upper(), known)
            first = ", ".join([*list(known)[:_MOST_NAMED], *(["…"] if len(known) > _MOST_NAMED else [])])
            maybe = _MAYBE.fill(name=near) if near else ""
            raise UsageError(_NO_JOB.fill(job=job_id, maybe=maybe, jobs=first))
        return JobWeek(self.problem.data, known[job_id])

    def save(self, folder: StrPath, lang: str | None = None) -> Path:
        """Write the files of ``bundler solve --out``: plan.json, the report and the tables as CSV.

        Args:
            folder: made where it does not exist; all files are written, or none.
            lang: ``en`` or ``nl``; None: the language of the locale.

        Returns:
            The folder.

        Raises:
            OutputError: they cannot be written.

        Example:
            >>> import tempfile
            >>> import bundler as bd
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     saved = bd.solve(bd.Problem.generate(12, seed=1)).save(folder)
            ...     (saved / "plan.json").exists()
            True
        """
        from bundler.verbs.results import write_results

        target = path_wanted("folder", folder, '"results"')
        write_results(
            self.problem.data, self.result, self.findings, target, language(lang), self.problem.norms
        )
        return target

    def plot(self, **options: Any) -> Any:
        """The plan as one figure of several pictures: ``bundler.plots.plot_plan(self, **options)``.

        Args:
            options: as that function takes them.

        Returns:
            What it gives: the matplotlib figure.
        """
        import bundler

        return bundler.plots.plot_plan(self, **options)

    @cached_property
    def _dossier(self) -> Dossier:
        from bundler.report.day import dossier_of

        return dossier_of(self.problem.data, self.result, self.problem.norms)

    @cached_property
    def _measures(self) -> Measures:
        from bundler.kpis import measure

        return measure(self.problem.data, self.result.jobs, result=self.result, dossier=self._dossier)

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.given import OTHER_INPUT
        from bundler.verbs.plan_lines import plan_lines

        if self.problem.name:
            yield self.problem.name
        if not self.same_input:
            yield OTHER_INPUT(lang)
        yield from plan_lines(self.problem.data, self.result, lang, most_jobs=_MOST_LINES)

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api.plan_html import plan_html

        return plan_html(self.problem.data, self.result, lang, same_input=self.same_input)
