"""Documents of a plan, to take to the table."""

from __future__ import annotations

from pathlib import Path

from bundler.api.plan import Plan
from bundler.api.shown import language
from bundler.api.wanted import StrPath, path_wanted, wanted
from bundler.errors import UsageError
from bundler.i18n import Text

_NOTHING = Text(
    "Nothing to make: give a path, vacancies=, calendar= or statement=.",
    "Er is niets te maken: geef een pad, vacancies=, calendar= of statement=.",
)
_TOGETHER = Text(
    "realised= and statement= belong together; year= goes with them.",
    "realised= en statement= horen bij elkaar; year= hoort daarbij.",
)


def report(
    plan: Plan,
    *paths: StrPath,
    vacancies: StrPath | None = None,
    calendar: StrPath | None = None,
    realised: StrPath | None = None,
    statement: StrPath | None = None,
    year: int | None = None,
    lang: str | None = None,
) -> tuple[Path, ...]:
    """Make documents of a plan; everything is made before anything is written.

    Args:
        plan: the plan.
        paths: the report as ``.html``, ``.pdf``, ``.xlsx`` or ``.docx``; the name says which. A .pdf needs
            ``bundler[pdf]``, a .docx ``bundler[docx]``.
        vacancies: folder for a vacancy text for each job, as HTML and Word.
        calendar: folder for an .ics calendar of each job's week.
        realised: path of a CSV with the hours really paid, for the statements.
        statement: folder for the quarterly and annual statements.
        year: of the statements; None: the only one in the CSV.
        lang: ``en`` or ``nl``; None: the language of the locale.

    Returns:
        The paths of the files that were written.

    Raises:
        UsageError: it is not clear what to make, or a library is missing.
        DataRefused: the realised hours have errors; ``findings`` holds them.
        OutputError: the files cannot be written.

    Example:
        >>> import tempfile
        >>> import bundler as bd
        >>> plan = bd.solve(bd.Problem.generate(12, seed=1), time_limit=10)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     [path.name for path in bd.report(plan, f"{folder}/plan.xlsx")]
        ['plan.xlsx']
    """
    wanted(plan, Plan)
    from bundler.io.atomic import check_folder, write_files
    from bundler.norms import catalogue
    from bundler.verbs.documents import Asked, inputs_kept, make, report_path
    from bundler.verbs.planned import Planned
    from bundler.verbs.reading import Input

    reports = tuple(report_path(str(path_wanted("path", path, '"report.html"'))) for path in paths)
    if not (reports or vacancies or calendar or statement or realised):
        raise UsageError(_NOTHING)
    if (realised is None) != (statement is None) or (year is not None and statement is None):
        raise UsageError(_TOGETHER)
    asked = Asked(reports, _path(vacancies), _path(calendar), _path(statement), _path(realised), year)
    for folder in asked.folders:
        check_folder(folder)
    problem = plan.problem
    given = Input(problem.data, problem.findings, problem.norms or catalogue())
    made = make(asked, given, Planned(problem.data, plan.result, plan.same_input), language(lang))
    inputs_kept(made.files, [str(realised)] if realised is not None else [])
    for folder, files in made.by_folder().items():
        write_files(folder, files)
    return tuple(made.files)


def _path(path: StrPath | None) -> Path | None:
    return None if path is None else path_wanted("path", path, '"vacancies"')
