"""A problem for analysts: tables in, tables out, other rules in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bundler.api.findings import Findings
from bundler.api.problem_tables import ProblemTables
from bundler.api.wanted import StrPath, norms_wanted, path_wanted
from bundler.domain import Pin, Scenario
from bundler.domain import Problem as Data
from bundler.domain.own import Own
from bundler.errors import UsageError
from bundler.findings import Finding
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from bundler.domain.scenario import Objective
    from bundler.norms import Catalogue

_NO_FOLDER = Text(
    "{path}: a problem is saved as a folder, as .xlsx or as .json.",
    "{path}: een probleem wordt bewaard als map, als .xlsx of als .json.",
)
_NOT_OWN = Text(
    "{given} is no rule of your own. Maybe put @bundler.rule(…) or @bundler.cost(…) above the function.",
    "{given} is geen eigen regel. Misschien @bundler.rule(…) of @bundler.cost(…) boven de functie zetten.",
)
_ONE_NAME = Text(
    "Two of these functions have one name: {codes}. Maybe call them differently.",
    "Twee van deze functies heten hetzelfde: {codes}. Misschien een andere naam geven.",
)


class Problem(ProblemTables):
    """Tasks, suppliers, places and a scenario, all checked; it never changes.

    Made by ``bundler.read``, ``Problem.from_frames``, ``Problem.example`` or ``Problem.generate``. The
    ``with_…`` methods give another problem. Two problems are equal where all of their data are, wherever
    these came from.

    Args:
        data: the checked values.
        findings: warnings and notes about them.
        norms: wages, collective agreements and social return; None: those that come with bundler.

    Attributes:
        data: the frozen ``bundler.domain.Problem``: ``.tasks``, ``.suppliers``, ``.locations``,
            ``.scenario``, … as values; lengths and clock times in minutes.
        findings: warnings and notes about the data.
        norms: as given.

    Example:
        >>> import bundler as bd
        >>> problem = bd.read("data/utrecht")
        >>> problem
        Utrecht University, all suppliers at one table
        69 tasks of 8 suppliers at 17 places, 778.5 hours a week offered.
        Not as by default: rules.min_hours 20, rules.excluded_certificates security_diploma;spraying_licence.
        4 notes; see .findings.
        >>> problem.with_rules(max_suppliers=3).scenario.rules.max_suppliers
        3
    """

    def __init__(self, data: Data, findings: Sequence[Finding] = (), norms: Catalogue | None = None) -> None:
        self.data = data
        self.findings = Findings(findings)
        self.norms = norms

    @classmethod
    def example(cls, name: str = "utrecht") -> Problem:
        """The example data that come with bundler.

        Args:
            name: ``utrecht`` (a university, 69 tasks) or ``dji`` (prisons).

        Raises:
            UsageError: there is no such example.

        Example:
            >>> import bundler as bd
            >>> len(bd.Problem.example("utrecht").tasks)
            69
        """
        from bundler.exampledata import example_folder
        from bundler.verbs.reading import read_input

        found = read_input(example_folder(name))
        return cls(found.problem, found.findings, found.norms)

    @classmethod
    def generate(
        cls,
        tasks: int = 60,
        *,
        suppliers: int = 8,
        sites: int = 1,
        seed: int = 0,
        tight: bool = False,
        layout: Literal["campus", "city"] = "campus",
    ) -> Problem:
        """An invented problem of any size: facility tasks of several suppliers.

        Args:
            tasks: how many, 1 or more.
            suppliers: how many, 1 or more.
            sites: how many campuses, 30 km apart.
            seed: the same numbers and seed give the same problem.
            tight: strict rules, under which far fewer jobs are viable.
            layout: ``campus``, or ``city``: 60 buildings over 4 × 4 km.

        Raises:
            UsageError: a number below 1, or a city of several sites.

        Example:
            >>> import bundler as bd
            >>> bd.Problem.generate(12, seed=1) == bd.Problem.generate(12, seed=1)
            True
        """
        from bundler.generate import generate
        from bundler.io.sense import make_sense

        made = generate(tasks, suppliers=suppliers, sites=sites, seed=seed, tight=tight, layout=layout)
        return cls(made, tuple(make_sense(made)))

    @classmethod
    def from_frames(
        cls,
        tasks: pd.DataFrame,
        suppliers: pd.DataFrame,
        locations: pd.DataFrame,
        travel: pd.DataFrame | None = None,
        *,
        competencies: pd.DataFrame | None = None,
        scenario: Scenario | StrPath | None = None,
        norms: Sequence[StrPath] = (),
    ) -> Problem:
        """A problem from DataFrames, with the checks and the findings of files.

        The columns are those of the properties of the same name; other headers that a file may have, Dutch
        ones too, are understood here as well. A cell may hold text as in a file (``2,5``, ``mon-fri``), a
        number, a date or a time; a missing value is a blank cell, and a list is the items of a cell. The
        index counts only where it has a name.

        Args:
            tasks: one row a task, as ``Problem.tasks``.
            suppliers: one row a supplier, as ``Problem.suppliers``.
            locations: one row a place, as ``Problem.locations``.
            travel: one row a journey, as ``Problem.travel``.
            competencies: one row a competency, as ``Problem.competencies``.
            scenario: as ``Problem.scenario``, or the path of a scenario file; None: every rule by default.
            norms: paths of norms files over those that come with bundler.

        Raises:
            DataRefused: the tables have errors; ``findings`` holds every one of them, with table, row and
                column. Row 2 is the first row of the DataFrame, as in a spreadsheet: ``iloc[row - 2]``.
            UsageError: something is no DataFrame, or a path cannot be used.

        Example:
            >>> import bundler as bd
            >>> p = bd.read("data/utrecht")
            >>> tables = (p.tasks, p.suppliers, p.locations, p.travel)
            >>> again = bd.Problem.from_frames(*tables, competencies=p.competencies, scenario=p.scenario)
            >>> again == p
            True
            >>> wrong = p.tasks.assign(hours_per_session="long")
            >>> try:
            ...     bd.Problem.from_frames(wrong, p.suppliers, p.locations)
            ... except bd.errors.DataRefused as refused:
            ...     first = refused.findings[0]
            >>> first.file, first.row, first.column, first.code
            ('tasks', 2, 'hours_per_session', 'E-HOURS')
        """
        from bundler.api.frames import tables_of
        from bundler.io.read_rows import problem_of_rows
        from bundler.norms import catalogue

        tables = tables_of(
            tasks=tasks, suppliers=suppliers, locations=locations, travel=travel, competencies=competencies
        )
        files = norms_wanted(norms)
        chosen = scenario
        if not (chosen is None or isinstance(chosen, Scenario)):
            chosen = path_wanted("scenario", chosen, '"scenario.toml"')
        data, findings = problem_of_rows(tables, chosen, files)
        return cls(data, findings, catalogue(files) if files else None)

    @property
    def name(self) -> str:
        """The name of the scenario; may be empty."""
        return self.data.scenario.name

    @property
    def scenario(self) -> Scenario:
        """Rules, weights, options and pins as a frozen value: ``problem.scenario.rules.min_hours``."""
        return self.data.scenario

    def with_rules(self, **rules: object) -> Problem:
        """The same with other rules, such as ``max_suppliers=3``; ``settings`` lists them all.

        Args:
            rules: by name; hours and minutes as the name says, clock times as ``"07:00"``.

        Raises:
            UsageError: there is no such rule, a value is not right, or values contradict one another.

        Example:
            >>> import bundler as bd
            >>> problem = bd.read("data/utrecht").with_rules(max_suppliers=3, min_hours=16)
            >>> problem.scenario.rules.min_hours
            16.0
            >>> problem.with_rules(max_supplier=3)
            Traceback (most recent call last):
            bundler.errors.UsageError: There is no option rules.max_supplier. Maybe max_suppliers
        """
        return self._changed("rules", rules)

    def with_weights(self, **weights: object) -> Problem:
        """The same with other weights, in points, such as ``second_supplier=0``; ``settings`` lists them.

        Args:
            weights: by name, 0 or more.

        Raises:
            UsageError: there is no such weight, or a value is not right.

        Example:
            >>> import bundler as bd
            >>> bd.read("data/utrecht").with_weights(hours=12).scenario.weights.hours
            12.0
        """
        return self._changed("weights", weights)

    def with_options(
        self,
        *,
        objective: Objective | None = None,
        time_limit: float | None = None,
        gap: float | None = None,
        seed: int | None = None,
        workers: int | None = None,
    ) -> Problem:
        """The same with other options for ``solve``; None leaves one as it is.

        Args:
            objective: ``balanced``, ``most-hours``, ``most-jobs`` or ``fewest-jobs``.
            time_limit: seconds.
            gap: stop once this close to the bound; 0.01 is 1 %.
            seed: start of the random numbers.
            workers: processor cores; 0 is all.

        Raises:
            UsageError: a value is not right.

        Example:
            >>> import bundler as bd
            >>> bd.read("data/utrecht").with_options(time_limit=10).scenario.solve.time_limit
            10.0
        """
        given = {
            "objective": objective,
            "time_limit": time_limit,
            "gap": gap,
            "seed": seed,
            "workers": workers,
        }
        return self._changed("solve", {name: value for name, value in given.items() if value is not None})

    def with_pins(self, *pins: Pin | Mapping[str, object]) -> Problem:
        """The same with more decisions that every plan must keep.

        Args:
            pins: each one of ``{"together": ["T01", "T02"]}`` (in one job), ``{"apart": […]}``,
                ``{"place": "T01"}`` (in a job), ``{"leave": "T01"}`` (in none), ``{"job": […]}`` (exactly
                this job) and ``{"forbid_suppliers": […]}`` (never two of these in one job).

        Raises:
            UsageError: a kind or an id is not known, or there are too few ids.

        Example:
            >>> import bundler as bd
            >>> problem = bd.read("data/utrecht").with_pins({"leave": "A01"})
            >>> problem.scenario.pins[-1].ids
            ('A01',)
        """
        from bundler.api.pins import pins_for

        made = pins_for(self.data, pins)
        return self._with_scenario(self.scenario.model_copy(update={"pins": (*self.scenario.pins, *made)}))

    def with_own(self, *own: Own) -> Problem:
        """The same with more rules or costs of your own, made with ``bundler.rule`` and ``bundler.cost``.

        They hold for whatever is asked of this problem, in this process and on a cluster; no file keeps them,
        so that a plan that is loaded again is held against them only with this problem.

        Args:
            own: rules and costs; one of a name that is there already takes its place.

        Raises:
            UsageError: something is no rule or cost of your own, or two of these have one name.

        Example:
            >>> import bundler as bd
            >>> @bd.rule("Two tasks at most", sees="tasks")
            ... def few(tasks):
            ...     return len(tasks) <= 2
            >>> plan = bd.solve(bd.Problem.generate(12, seed=1).with_own(few))
            >>> int(plan.jobs["tasks"].max())
            2
        """
        for each in own:
            if not isinstance(each, Own):
                raise UsageError(_NOT_OWN.fill(given=repr(each)[:100]))
        if len({each.code for each in own}) < len(own):
            raise UsageError(_ONE_NAME.fill(codes=", ".join(each.code for each in own)))
        kept = {each.code: each for each in (*self.data.own, *own)}
        return self.of(self.data.model_copy(update={"own": tuple(kept.values())}))

    def without_pins(self) -> Problem:
        """The same with no pins at all."""
        return self._with_scenario(self.scenario.model_copy(update={"pins": ()}))

    def _changed(self, section: str, values: Mapping[str, object]) -> Problem:
        from bundler.io.scenario import changed_scenario

        return self._with_scenario(changed_scenario(self.scenario, {section: values}))

    def _with_scenario(self, scenario: Scenario) -> Problem:
        return self.of(self.data.model_copy(update={"scenario": scenario}))

    def of(self, data: Data) -> Problem:
        """Other data with the findings and norms of this problem.

        Args:
            data: a ``bundler.domain.Problem``.
        """
        return Problem(data, self.findings, self.norms)

    def save(self, path: StrPath) -> Path:
        """Write it as a folder of CSV files with ``scenario.toml``, as one workbook, or as one JSON file.

        Reading what was written gives an equal problem.

        Args:
            path: a folder, made where it does not exist, or a file that ends in ``.xlsx`` or ``.json``.

        Returns:
            The path.

        Raises:
            UsageError: the path has another ending.
            OutputError: it cannot be written.

        Example:
            >>> import tempfile
            >>> import bundler as bd
            >>> problem = bd.Problem.generate(12, seed=1)
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     path = problem.save(f"{folder}/mydata.json")
            ...     bd.read(path).tasks.equals(problem.tasks)
            True
        """
        target = path_wanted("path", path, '"mydata"')
        suffix = target.suffix.casefold()
        if suffix == ".xlsx":
            from bundler.io.write_workbook import write_workbook

            write_workbook(self.data, target)
        elif suffix == ".json":
            from bundler.io.atomic import write_files
            from bundler.io.write_json import problem_bytes

            write_files(target.parent, {target.name: problem_bytes(self.data)})
        elif suffix and not target.is_dir():
            raise UsageError(_NO_FOLDER.fill(path=path))
        else:
            from bundler.io.write_problem import write_folder

            write_folder(self.data, target)
        return target

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        one, two = (each.data.model_copy(update={"source_sha256": ""}) for each in (self, other))
        return one == two

    __hash__ = None  # type: ignore[assignment]

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.api.problem_shown import problem_lines

        return problem_lines(self.data, self.findings, lang)

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api.problem_shown import problem_html

        return problem_html(self.data, self.findings, lang)
