"""One job of a plan, as the picture of its week."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundler.api.shown import Shown
from bundler.domain import Job, Problem
from bundler.i18n import Lang

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup


class JobWeek(Shown):
    """A job of a plan: a person's standing week. A notebook shows it as a picture.

    Attributes:
        job: the frozen ``bundler.domain.Job``.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.generate(12, seed=1), time_limit=10, gap=0.05)
        >>> week = plan.job(plan.jobs.job_id[0])
        >>> week.hours == sum(week.roster.minutes) / 60
        True
    """

    def __init__(self, problem: Problem, job: Job) -> None:
        self._problem, self.job = problem, job

    @property
    def job_id(self) -> str:
        """Its code."""
        return self.job.job_id

    @property
    def suppliers(self) -> tuple[str, ...]:
        """Ids of the suppliers whose tasks it holds."""
        return self.job.suppliers

    @property
    def hours(self) -> float:
        """Task hours a week."""
        return self.job.hours

    @property
    def score(self) -> float:
        """What it is worth, in points."""
        return self.job.score

    @property
    def terms(self) -> dict[str, float]:
        """What the score consists of, in points: bonuses above 0, penalties below."""
        return dict(self.job.terms)

    @property
    def roster(self) -> pd.DataFrame:
        """One row a session, in order of day and start; the columns of ``Plan.roster``."""
        from bundler.api.plan_frames import roster_frame

        return roster_frame(self._problem, [self.job])

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.job_lines import job_line, week_lines

        yield f"{self.job_id}: {job_line(self._problem, self.job, lang)}"
        yield from (f"  {line}" for line in week_lines(self._problem, self.job.roster, lang))

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api import html
        from bundler.report.canvas import drawing
        from bundler.report.colors import supplier_styles
        from bundler.report.views import job_view
        from bundler.report.words import LABELS
        from bundler.verbs.job_lines import job_line

        # a page can show many jobs of many plans; the same job has the same number
        number = zlib.crc32(repr(self.job).encode())
        with drawing():
            view = job_view(self._problem, self.job, number, supplier_styles(self._problem.suppliers), lang)
        heads = [LABELS[key](lang) for key in ("days", "time", "task", "place", "supplier", "hours")]
        rows = [
            [
                row.days,
                row.time,
                f"{row.task_id} {row.title}",
                row.place,
                html.suppliers([row.supplier]),
                row.hours,
            ]
            for row in view.sessions
        ]
        terms = html.table([LABELS["term"](lang), LABELS["points"](lang)], view.terms, {1})
        return html.block(
            html.title(f"{self.job_id}: {job_line(self._problem, self.job, lang)}"),
            html.picture(view.picture),
            html.folded(LABELS["sessions_table"](lang), html.table(heads, rows, {5})),
            html.folded(LABELS["score_table"](lang), terms),
        )
