"""Plan again around jobs that people have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bundler.api.frames import Columns, frame_of
from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.progress import display_for
from bundler.api.shown import Shown, language
from bundler.api.solving import stoppable
from bundler.api.wanted import StrPath, path_wanted, plan_path, wanted
from bundler.i18n import Lang

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from bundler.report.changes_view import Known
    from bundler.scenarios.replan import Replanned as Done
    from bundler.scenarios.replan_changes import Agreed
    from bundler.solver import Progress

CHANGES: Final[Columns] = {
    "job_id": "string",
    "kind": "string",
    "why": "string",
    "suppliers_before": "string",
    "suppliers_after": "string",
    "hours_before": "float64",
    "hours_after": "float64",
    "first_start_before": "string",
    "first_start_after": "string",
    "sessions_removed": "int64",
    "sessions_added": "int64",
    "sessions_moved": "int64",
}


class Replanned(Shown):
    """A new plan, with what it changes for whom. Made by ``bundler.replan``.

    Attributes:
        plan: the new ``Plan``; agreed jobs keep their codes.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> agreed = bd.solve(problem, time_limit=10)
        >>> again = bd.replan(problem.with_rules(max_tasks=6), agreed)
        >>> set(again.changes.kind)
        {'same'}
    """

    def __init__(self, plan: Plan, done: Done, known: Known) -> None:
        self.plan = plan
        self._done, self._known = done, known

    @property
    def value(self) -> float:
        """What the plan reaches of the objective's first level, less the price of agreed jobs that change.

        In points, hours a week or jobs, as the objective has it.
        """
        return self._done.value

    @property
    def bound(self) -> float:
        """Proved: no plan is worth more counted like ``value``; without a price, no plan that keeps them."""
        return self._done.bound

    @property
    def price(self) -> float | None:
        """Points for each agreed job that changes; None where none may."""
        return self._done.price

    @property
    def changes(self) -> pd.DataFrame:
        """One row for each agreed job and each new one.

        ==================  =======  ================================================================
        job_id              string   unique
        kind                string   ``same`` to the minute, ``changed``, ``ends`` or ``new``
        why                 string   why an agreed job could not stay; empty where it could
        suppliers_before    string   ids, separated by ``;``; empty for a new job
        suppliers_after     string   ids, separated by ``;``; empty for one that ends
        hours_before        float64  task hours a week; 0 for a new job
        hours_after         float64  task hours a week; 0 for one that ends
        first_start_before  string   ``HH:MM``; the earliest start of the week
        first_start_after   string   ``HH:MM``
        sessions_removed    int64    a week
        sessions_added      int64    a week
        sessions_moved      int64    to another time of the same day
        ==================  =======  ================================================================
        """
        lang = language(None)
        rows = []
        for each in self._done.changes:
            hours = [minutes / 60 for minutes in each.minutes]
            counts = len(each.removed), len(each.added), len(each.moved)
            suppliers = ";".join(each.suppliers_before), ";".join(each.suppliers_after)
            starts = [_clock(start) for start in each.first_starts]
            why = "; ".join(text(lang) for text in each.why)
            rows.append((each.job_id, each.kind, why, *suppliers, *hours, *starts, *counts))
        return frame_of(CHANGES, rows)

    def save(self, folder: StrPath, lang: str | None = None) -> Path:
        """Write the files of ``Plan.save`` with changes.html and changes.csv, what changes for whom.

        Args:
            folder: made where it does not exist; all files are written, or none.
            lang: ``en`` or ``nl``; None: the language of the locale.

        Returns:
            The folder.

        Raises:
            OutputError: they cannot be written.
        """
        from bundler.verbs.replan_lines import changes_files
        from bundler.verbs.results import write_results

        chosen, target, problem = (
            language(lang),
            path_wanted("folder", folder, '"results"'),
            self.plan.problem,
        )
        more = changes_files(self._done, self._known, chosen)
        write_results(problem.data, self.plan.result, problem.findings, target, chosen, problem.norms, more)
        return target

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.replan_lines import replan_lines

        return replan_lines(self._done, self._known, lang)

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api import html
        from bundler.report import changes_words as words
        from bundler.report.changes_short import cost_sentences, count_sentences
        from bundler.report.changes_view import job_rows

        lines = [*count_sentences(self._done, lang), *cost_sentences(self._done, lang)]
        rows = [
            [
                words.HEAD(
                    lang, job=row.job_id, happens=words.HAPPENS[row.kind](lang), suppliers=row.suppliers
                ),
                row.hours,
                row.first_start,
                "; ".join(row.why),
            ]
            for row in job_rows(self._done, self._known, lang)
        ]
        heads = ["", *(words.LABELS[key](lang) for key in ("hours_week", "first_start", "why"))]
        return html.block(html.paragraph(lines), html.table(heads, rows))


def _clock(minutes: int | None) -> str:
    from bundler.units import clock

    return "" if minutes is None else clock(minutes)


def replan(
    problem: Problem,
    agreed: Plan | StrPath,
    *,
    price: float | None = None,
    time_limit: float | None = None,
    cluster: str | None = None,
    progress: bool | Callable[[Progress], object] | None = None,
) -> Replanned:
    """Plan again after people are placed: agreed jobs stay, and what changes is told job by job.

    Ctrl-C or a notebook's stop button ends the search and gives the best plan so far.

    Args:
        problem: the data as they are today: a supplier left, a task changed, there is new work.
        agreed: the plan that people have, or the path of its plan.json; it may hold tasks that are gone.
        price: None: an agreed job that can stay never changes. Or points: it changes only where that brings
            more than so many; with the objective ``balanced``.
        time_limit: seconds in all; None: that of the problem.
        cluster: address of a dask scheduler to work on.
        progress: as in ``bundler.solve``.

    Returns:
        The new plan with its changes.

    Raises:
        NoPlan: no plan keeps what must be kept, or none was found before the end; the text says which.
        DataRefused: the file is no plan, or uses a code for two jobs.
        UsageError: a path cannot be used, or a price goes with another objective or is below 0.
        ProofError: the checker contradicts the solver: a bug.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> agreed = bd.solve(problem, time_limit=10)
        >>> gone = agreed.roster.task_id[0]
        >>> again = bd.replan(problem.with_pins({"leave": gone}), agreed, time_limit=10)
        >>> "same" in set(again.changes.kind)
        True
    """
    wanted(problem, Problem)
    from bundler.report.changes_view import known_of
    from bundler.scenarios.replan import replan as plan_again
    from bundler.verbs.beside import solve_beside
    from bundler.verbs.results import place_to_work

    asked = problem.with_options(time_limit=time_limit)
    steps: list[Progress] = []
    with stoppable() as stop, place_to_work(cluster) as engine:
        shown = display_for(progress, steps)
        solving = partial(solve_beside, stop=stop, display=shown, engine=engine, on_progress=steps.append)
        done = plan_again(asked.data, _agreed(agreed), price=price, solving=solving)
    plan = Plan(asked, done.result)
    then = agreed.problem.data if isinstance(agreed, Plan) else None
    return Replanned(plan, done, known_of(asked.data, then, done))


def _agreed(agreed: Plan | StrPath) -> list[Agreed]:
    from bundler.io.planread import read_plan
    from bundler.scenarios.replan_changes import Agreed
    from bundler.verbs.agreed import agreed_jobs

    if isinstance(agreed, Plan):
        return [Agreed(job.job_id, job.roster, job.suppliers) for job in agreed.result.jobs]
    return agreed_jobs(read_plan(plan_path(agreed)))
