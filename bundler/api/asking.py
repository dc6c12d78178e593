"""Questions about a plan: why tasks are left out, and where they could go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, overload

from bundler.api.frames import Columns, frame_of
from bundler.api.plan import Plan
from bundler.api.progress import Counted
from bundler.api.shown import Shown, language
from bundler.api.solving import stoppable
from bundler.api.wanted import ids_wanted, wanted
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from bundler.explain import Explanation, Recommendation

EXPLANATIONS: Final[Columns] = {
    "task_id": "string",
    "supplier_id": "string",
    "sessions": "int64",
    "reason": "string",
    "decided": "bool",
    "level": "string",
    "costs_at_least": "float64",
    "costs_at_most": "float64",
    "text": "string",
    "action": "string",
}
RECOMMENDATIONS: Final[Columns] = {
    "task_id": "string",
    "rank": "int64",
    "kind": "string",
    "job_id": "string",
    "sessions": "int64",
    "given_back": "string",
    "hours": "float64",
    "change_hours": "float64",
    "change_score": "float64",
}
_NONE_LEFT = Text("Nothing is left over: every task is in jobs.", "Er is niets over: elke taak zit in banen.")
_NO_WAY = Text(
    "With the other jobs as they are there is no way to take it in; bundler.explain says why.",
    "Met de andere banen zoals ze zijn, kan de taak nergens bij; bundler.explain zegt waarom.",
)


class Explanations(Shown, Sequence["Explanation"]):
    """Why tasks are left out: a sequence of ``bundler.explain`` values, one a task.

    An ``Explanation`` has ``task_id``, ``sessions``, ``code``, ``text``, ``action``, ``decided``, ``ways``,
    ``trade`` and more; texts are in both languages: ``explanation.text("nl")``.

    Attributes:
        plan: the plan that was asked about.

    Example:
        >>> import bundler as bd
        >>> answers = bd.explain(bd.solve(bd.read("data/utrecht"), gap=0.01), "V08")
        >>> answers[0].code
        'R-DATE'
    """

    def __init__(self, plan: Plan, found: Sequence[Explanation]) -> None:
        self.plan = plan
        self._found = tuple(found)

    @overload
    def __getitem__(self, at: int) -> Explanation: ...

    @overload
    def __getitem__(self, at: slice) -> Explanations: ...

    def __getitem__(self, at: int | slice) -> Explanation | Explanations:
        return Explanations(self.plan, self._found[at]) if isinstance(at, slice) else self._found[at]

    def __len__(self) -> int:
        return len(self._found)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a task, texts in the language of the locale.

        ==============  =======  ====================================================================
        task_id         string
        supplier_id     string
        sessions        int64    sessions a week that are left over
        reason          string   code, such as ``R-NO-JOB`` or ``R-COSTS``
        decided         bool     whether the reason is known
        level           string   what taking it in costs is counted in: ``score`` (points), ``hours`` or
                                 ``jobs``; empty where it costs nothing or cannot be
        costs_at_least  float64  so much taking it in costs at least, proved; missing where not known
        costs_at_most   float64  for so much it can be had, found; missing where not known
        text            string   the reason
        action          string   what may help
        ==============  =======  ====================================================================
        """
        lang, tasks = language(None), self.plan.problem.data.task_by_id
        rows = []
        for each in self._found:
            trade = each.trade
            costs = ("", None, None) if trade is None else (trade.level, trade.least, trade.most)
            told = each.text(lang), each.action(lang)
            head = each.task_id, tasks[each.task_id].supplier_id, each.sessions, each.code, each.decided
            rows.append((*head, *costs, *told))
        frame = frame_of(EXPLANATIONS, rows)
        # no plan was found that takes it in
        frame["costs_at_most"] = frame["costs_at_most"].replace(float("inf"), float("nan"))
        return frame

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.explain import paragraphs

        if not self._found:
            yield _NONE_LEFT(lang)
        for at, each in enumerate(self._found):
            if at:
                yield ""
            yield from paragraphs(self.plan.problem.data, each, lang)

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api import html
        from bundler.explain import paragraphs

        if not self._found:
            return html.paragraph([_NONE_LEFT(lang)])
        parts = []
        for each in self._found:
            head, *lines = paragraphs(self.plan.problem.data, each, lang)
            parts += [html.title(head), html.paragraph(line.strip() for line in lines)]
        return html.block(*parts)


def explain(plan: Plan, *tasks: str, seconds: float = 1.0, progress: bool | None = None) -> Explanations:
    """Why tasks are left out of a plan, and what would help; every reason is proved before it is given.

    Either no viable job holds the task: then the rules that stand in the way are named, and by how much. Or
    it fits: then it is told what taking it in costs and what makes way for it. Ctrl-C gives the answers so
    far.

    Args:
        plan: the plan.
        tasks: ids of tasks; none: every task with sessions that are left over.
        seconds: for each task; what one does not use goes to others.
        progress: None shows a line in a notebook or a terminal; True and False always and never do.

    Returns:
        One answer a task, in the order of ``tasks`` or of the data.

    Raises:
        UsageError: a task is not in the data.

    Example:
        >>> import bundler as bd
        >>> plan = bd.solve(bd.read("data/utrecht"), gap=0.01)
        >>> bd.explain(plan, "V07", "V08").frame[["task_id", "reason"]].values.tolist()
        [['V07', 'R-CERTIFICATE'], ['V08', 'R-DATE']]
    """
    wanted(plan, Plan)
    ids_wanted(tasks)
    from bundler.explain import left_out

    rosters = {job.job_id: job.roster for job in plan.result.jobs}
    with stoppable() as stop, Counted(len(tasks) or len(plan.result.unplaced), progress) as shown:

        def on_task(at: int, _number: int) -> None:
            shown.at(at)

        found = left_out(plan.problem.data, rosters, tasks or None, seconds, on_task=on_task, stop=stop)
    return Explanations(plan, found)


class Recommendations(Shown, Sequence["Recommendation"]):
    """Where tasks could go: a sequence of ``bundler.explain`` values, task by task, the best first.

    A ``Recommendation`` has ``kind``, ``task_id``, ``job_id``, ``job`` (with its new week), ``sessions``,
    ``given_back``, ``change``, ``levels``, ``kpis`` (those that change) and ``jobs`` (the whole plan).

    Attributes:
        plan: the plan that was asked about.
        tasks: the ids that were asked about, those without a way too.
        complete: whether all new jobs were looked at in time; else there may be better ones.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> without = bd.solve(problem.with_pins({"leave": "T003"}), time_limit=10)
        >>> ways = bd.recommend(bd.Plan(problem, without.result), "T003")
        >>> ways.frame[["rank", "kind", "job_id"]].head(1).values.tolist()
        [[1, 'join', 'J01']]
    """

    def __init__(
        self, plan: Plan, tasks: Sequence[str], found: Sequence[Recommendation], complete: bool
    ) -> None:
        self.plan, self.tasks, self.complete = plan, tuple(tasks), complete
        self._found = tuple(found)

    @overload
    def __getitem__(self, at: int) -> Recommendation: ...

    @overload
    def __getitem__(self, at: slice) -> Recommendations: ...

    def __getitem__(self, at: int | slice) -> Recommendation | Recommendations:
        if isinstance(at, slice):
            return Recommendations(self.plan, self.tasks, self._found[at], self.complete)
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)

    def _of(self, task_id: str) -> list[Recommendation]:
        return [way for way in self._found if way.task_id == task_id]

    @property
    def frame(self) -> pd.DataFrame:
        """One row a way.

        ============  =======  ======================================================================
        task_id       string
        rank          int64    1 is the best for the plan's objective
        kind          string   ``join``: a job takes it; ``new``: a new job with what is left over;
                               ``swap``: a job takes it and gives a task back
        job_id        string   the job that takes it, or the code of the new one
        sessions      int64    sessions a week of the task that it then holds
        given_back    string   id of the task that a swap gives back; empty otherwise
        hours         float64  task hours a week of that job then
        change_hours  float64  task hours a week that the plan gains
        change_score  float64  points that the plan gains
        ============  =======  ======================================================================
        """
        rows = []
        for task_id in self.tasks:
            for rank, way in enumerate(self._of(task_id), 1):
                what = way.kind, way.job_id, way.sessions, way.given_back or ""
                rows.append((task_id, rank, *what, way.job.hours, way.change.minutes / 60, way.change.score))
        return frame_of(RECOMMENDATIONS, rows)

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.recommend_lines import NOT_ALL, recommend_lines

        if not self.tasks:
            yield _NONE_LEFT(lang)
        for task_id in self.tasks:
            ways = self._of(task_id)
            yield from recommend_lines(self.plan.problem.data, task_id, self._left(task_id), ways, lang)
            if not ways:
                yield f"  {_NO_WAY(lang)}"
        if not self.complete:
            yield NOT_ALL(lang)

    def _left(self, task_id: str) -> int:
        from bundler.rules import left_over

        return left_over(self.plan.problem.data, [job.roster for job in self.plan.result.jobs])[task_id]

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api import html
        from bundler.explain.words import amount, task_name
        from bundler.report.words import LABELS
        from bundler.units import hours_text
        from bundler.verbs.job_lines import signed
        from bundler.verbs.recommend_lines import what_text

        if not self.tasks:
            return html.paragraph([_NONE_LEFT(lang)])
        data = self.plan.problem.data
        parts = []
        for task_id in self.tasks:
            ways = self._of(task_id)
            parts.append(html.title(task_name(data, task_id)))
            if not ways:
                parts.append(html.paragraph([_NO_WAY(lang)]))
                continue
            first = amount(ways[0].levels[0][0], 2)(lang).partition(" ")[2]
            heads = ["", LABELS["what"](lang), first, LABELS["hours_week"](lang)]
            rows = [
                [
                    str(rank),
                    what_text(data, way)(lang),
                    ", ".join(signed(level, value, lang) for level, value in way.levels),
                    hours_text(way.job.minutes, lang),
                ]
                for rank, way in enumerate(ways, 1)
            ]
            parts.append(html.table(heads, rows, {0, 3}))
        return html.block(*parts)


def recommend(plan: Plan, *tasks: str, count: int = 3, progress: bool | None = None) -> Recommendations:
    """Where tasks could go that are new or left over, the other jobs staying exactly as they are.

    A job can take the task; or it makes a new job with what is left over; or a job takes it and gives one
    task back. Every way is held against every rule. Ctrl-C gives what was found so far.

    Args:
        plan: the plan.
        tasks: ids of tasks with sessions that are left over; none: all of these.
        count: how many ways for each task, at most; 1 or more.
        progress: None shows a line in a notebook or a terminal; True and False always and never do.

    Returns:
        The ways, task by task, the best for the plan's objective first.

    Raises:
        UsageError: a task is not in the data, or is placed in full.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> without = bd.solve(problem.with_pins({"leave": "T003"}), time_limit=10)
        >>> bd.recommend(bd.Plan(problem, without.result), "T003", count=1)[0].kind
        'join'
    """
    wanted(plan, Plan)
    ids_wanted(tasks)
    from bundler.explain.recommend import Recommender
    from bundler.rules import left_over

    data, jobs = plan.problem.data, plan.result.jobs
    rosters = [job.roster for job in jobs]
    asked = list(dict.fromkeys(tasks)) or list(left_over(data, rosters))
    recommender = Recommender(data, rosters, [job.job_id for job in jobs])
    found: list[Recommendation] = []
    done: list[str] = []
    with stoppable() as stop, Counted(len(asked), progress) as shown:
        for name in asked:
            if stop.is_set():
                break
            shown.at(len(done))
            found += recommender.ways(name, count)
            done.append(name)
    return Recommendations(plan, done, found, recommender.complete)
