"""The documents of a plan, all of them in memory before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.attribution.dossier import Dossier
    from bundler.findings import Finding
    from bundler.norms import Reading
    from bundler.report.content_tree import Report
    from bundler.verbs.planned import Planned
    from bundler.verbs.reading import Input

SUFFIXES = (".html", ".pdf", ".xlsx", ".docx")

_SUFFIX = Text(
    "'{value}': a report ends in .html, .pdf, .xlsx or .docx. Maybe: {maybe}",
    "'{value}': een rapport eindigt op .html, .pdf, .xlsx of .docx. Misschien: {maybe}",
)
_FILE = Text("Written: {path}", "Geschreven: {path}")
_FILES = Text("Written: {number} files in {path}", "Geschreven: {number} bestanden in {path}")
_ONE = Text("Written: 1 file in {path}", "Geschreven: 1 bestand in {path}")
_TWICE = Text("{path} would be written twice.", "{path} zou twee keer worden geschreven.")
_IN_THE_WAY = Text(
    "{path} is there already; it may be filled in, so it is not overwritten. Maybe choose another name.",
    "{path} bestaat al en kan ingevuld zijn; het wordt niet overschreven. Misschien een andere naam kiezen.",
)
_OVER_INPUT = Text(
    "{path} is input of this command and would be overwritten. Maybe choose another name.",
    "{path} is invoer van deze opdracht en zou worden overschreven. Misschien een andere naam kiezen.",
)
_NO_DOCX = Text(
    "The vacancies are made as HTML only. {why}",
    "De vacatures zijn alleen als HTML gemaakt. {why}",
)
_WHICH_YEAR = Text(
    "{file} has hours of several years: {years}. Say of which with --year.",
    "{file} heeft uren van meer jaren: {years}. Geef met --year aan welk jaar.",
)
_NO_HOURS = Text(
    "{file} has no hours of {year}; it has those of {years}.",
    "{file} heeft geen uren van {year}; wel van {years}.",
)


class Asked(NamedTuple):
    """What is to be made.

    Attributes:
        out: the reports; the suffix says in which form.
        vacancies: folder; None makes none.
        calendar: folder; None makes none.
        statement: folder; None makes none.
        realised: the CSV for the statements.
        year: of the statements; None: the only one in the CSV.
    """

    out: tuple[Path, ...]
    vacancies: Path | None
    calendar: Path | None
    statement: Path | None
    realised: Path | None
    year: int | None

    @property
    def folders(self) -> list[Path]:
        """Every folder that is written to, once."""
        given = [*(path.parent for path in self.out), self.vacancies, self.calendar, self.statement]
        return list(dict.fromkeys(folder for folder in given if folder is not None))


@dataclass
class Made:
    """The documents, and what is to be told about them.

    Attributes:
        files: contents by path, in the order in which they were asked for.
        lines: what was made, a line each.
        warnings: what could not be made.
        findings: on the realised hours.
        norms: those that the documents rest on.
    """

    files: dict[Path, bytes] = field(default_factory=dict)
    lines: list[Text] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    norms: tuple[Reading, ...] = ()

    def add(self, path: Path, content: bytes) -> None:
        """Add a file.

        Raises:
            UsageError: it is there already.
        """
        if any(path.absolute() == other.absolute() for other in self.files):
            raise UsageError(_TWICE.fill(path=path))
        self.files[path] = content

    def add_all(self, folder: Path, files: dict[str, bytes]) -> None:
        """Add a folder's files, and the line about them."""
        for name, content in files.items():
            self.add(folder / name, content)
        self.lines.append((_ONE if len(files) == 1 else _FILES).fill(number=len(files), path=folder))

    def by_folder(self) -> dict[Path, dict[str, bytes]]:
        """The files by folder and name."""
        folders: dict[Path, dict[str, bytes]] = {}
        for path, content in self.files.items():
            folders.setdefault(path.parent, {})[path.name] = content
        return folders


def make(asked: Asked, given: Input, planned: Planned, lang: Lang) -> Made:
    """Make everything that is asked.

    Raises:
        UsageError: a library is missing, a file would be written twice, or there are no hours of the year.
        DataRefused: the realised hours have errors.
    """
    from bundler.report.day import dossier_of

    made = Made()
    dossier = dossier_of(planned.problem, planned.result, given.norms)
    reports = _Reports(given, planned, dossier, lang)
    for path in asked.out:
        made.add(path, reports.render(path.suffix.casefold()))
        made.lines.append(_FILE.fill(path=path))
    used = list(dossier.norms.used) if asked.out else []
    if asked.vacancies is not None:
        pages, warning = _vacancies(planned, dossier, lang)
        made.add_all(asked.vacancies, pages)
        made.warnings += [warning] if warning else []
        used += dossier.norms.used
    if asked.calendar is not None:
        from bundler.report.calendars import calendars

        made.add_all(asked.calendar, calendars(planned.problem, planned.result, lang))
    if asked.statement is not None and asked.realised is not None:
        used += _statements(made, asked.statement, asked.realised, asked.year, given, planned, lang)
    made.norms = tuple({(reading.norm.norm_id, reading.day): reading for reading in used}.values())
    return made


@dataclass(frozen=True)
class _Reports:
    """The report in each of its forms; what several need is worked out once."""

    given: Input
    planned: Planned
    dossier: Dossier
    lang: Lang

    def render(self, suffix: str) -> bytes:
        """The report in one form.

        Raises:
            UsageError: a library is missing.
        """
        problem, result, norms = self.planned.problem, self.planned.result, self.given.norms
        if suffix == ".pdf":
            from bundler.report.pdf import as_pdf

            return as_pdf(self._content)
        if suffix == ".docx":
            from bundler.report.docx import as_docx

            return as_docx(self._content)
        if suffix == ".xlsx":
            from bundler.report.book import render_xlsx

            return render_xlsx(problem, result, self.given.findings, self.lang, norms, self.dossier)
        from bundler.report import render_html

        return render_html(problem, result, self.given.findings, self.lang, norms, self.dossier)

    @cached_property
    def _content(self) -> Report:
        from bundler.report.content import report_content

        problem, result = self.planned.problem, self.planned.result
        return report_content(problem, result, self.given.findings, self.lang, self.given.norms, self.dossier)


def _vacancies(planned: Planned, dossier: Dossier, lang: Lang) -> tuple[dict[str, bytes], Text | None]:
    """The vacancies by file name; where Word files cannot be made, also why not."""
    from bundler.attribution.vacancy_joined import vacancy_of
    from bundler.report.vacancies import file_names, vacancy_pages
    from bundler.report.vacancy_docx import vacancies_docx

    vacancies = [
        vacancy_of(planned.problem, each.job, each.recommendation, dossier.norms) for each in dossier.jobs
    ]
    files = vacancy_pages(vacancies, lang)
    try:
        for name, vacancy in zip(file_names(vacancies), vacancies, strict=True):
            files[f"{name}-{lang}.docx"] = vacancies_docx([vacancy], lang)
    except UsageError as missing:
        return files, _NO_DOCX.fill(why=missing.text)
    return files, None


def _statements(
    made: Made, folder: Path, realised: Path, year: int | None, given: Input, planned: Planned, lang: Lang
) -> Iterator[Reading]:
    """Add the statements of a year; gives the norms that they rest on."""
    from bundler.io.realised import read_realised
    from bundler.report.statement import statement_files, statements_of

    problem = planned.problem
    hours, made.findings = read_realised(
        realised,
        [supplier.supplier_id for supplier in problem.suppliers],
        problem.scenario.attribution.target_group,
        [job.job_id for job in planned.result.jobs],
    )
    years = sorted({row.year for row in hours if row.minutes})
    shown = ", ".join(map(str, years)) or "–"
    if year is None and len(years) > 1:
        raise UsageError(_WHICH_YEAR.fill(file=realised.name, years=shown))
    chosen = year if year is not None else years[0] if years else None
    if chosen not in years or chosen is None:
        raise UsageError(_NO_HOURS.fill(file=realised.name, year=year or "…", years=shown))
    statements = statements_of(hours, chosen, problem.scenario.attribution, given.norms)
    made.add_all(folder, statement_files(problem, statements, lang))
    for statement in statements:
        yield from statement.readings


def nothing_in_the_way(files: Iterable[Path]) -> None:
    """Make sure that no workbook is overwritten that people may have filled in.

    Raises:
        UsageError: one would be.
    """
    for path in files:
        if path.exists():
            raise UsageError(_IN_THE_WAY.fill(path=path))


def inputs_kept(files: Iterable[Path], inputs: Iterable[str]) -> None:
    """Make sure that no input is overwritten.

    Raises:
        UsageError: one would be.
    """
    read = [path for path in map(Path, inputs) if path.is_file()]
    for path in files:
        if path.exists() and any(path.samefile(other) for other in read):
            raise UsageError(_OVER_INPUT.fill(path=path))


def report_path(name: str) -> Path:
    """The path of a report, its ending one of the four.

    Raises:
        UsageError: it ends otherwise.
    """
    path = Path(name)
    if path.suffix.casefold() not in SUFFIXES:
        raise UsageError(
            _SUFFIX.fill(value=name, maybe=path.with_suffix(".html") if path.name else "report.html")
        )
    return path
