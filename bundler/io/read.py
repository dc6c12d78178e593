"""The way in: a folder of CSV files or one workbook becomes a problem, or every reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bundler.domain import Problem
from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.io.build import Norms, build_tables, names_of
from bundler.io.chain import Chain, read_chain
from bundler.io.collect import Findings
from bundler.io.limits import MOST_SCENARIO_BYTES
from bundler.io.nearest import Names
from bundler.io.overlay import change_tables
from bundler.io.pins import Ids
from bundler.io.scenario import build_scenario
from bundler.io.sense import make_sense
from bundler.io.sources import Source, fingerprint, open_source, read_bytes
from bundler.io.table import Record, Records, read_records
from bundler.norms import read_catalogue


def read_problem(
    data: Path,
    scenario: Path | None = None,
    overrides: Mapping[str, Mapping[str, object]] | None = None,
    norms: Sequence[Path] = (),
) -> tuple[Problem, tuple[Finding, ...]]:
    """Read and check the input.

    Args:
        data: a folder of CSV files, or one .xlsx or .ods workbook.
        scenario: a scenario (a TOML file or a workbook) to use instead of the one in the data. It may
            inherit from others, and add, change and drop rows of the tables.
        overrides: rules, weights and options that win over the scenario, by section and key, such as
            ``{"solve": {"time_limit": 10}}``; a value None is as good as absent.
        norms: norms files beside the ``norms.toml`` of the data; what they add is known to the checks.

    Returns:
        The problem, and the warnings and notes about it.

    Raises:
        DataRefused: the data has errors; it holds every finding, warnings and notes too.
        UsageError: a path cannot be used at all, or an override is not known or has no right value.
    """
    found = Findings()
    source = open_source(Path(data), found)
    return problem_of(
        source,
        lambda: read_chain(source, None if scenario is None else Path(scenario), found),
        found,
        overrides,
        norms,
    )


def problem_of(
    source: Source,
    scenario: Callable[[], Chain],
    found: Findings,
    overrides: Mapping[str, Mapping[str, object]] | None = None,
    norms: Sequence[Path] = (),
) -> tuple[Problem, tuple[Finding, ...]]:
    """Check tables that were opened, and make the problem of them.

    Args:
        source: the tables.
        scenario: reads the scenario and those that it inherits from; called after the cells are read.
        found: what was found when the tables were opened.
        overrides: as in ``read_problem``.
        norms: as in ``read_problem``.

    Raises:
        DataRefused: the data has errors; it holds every finding, warnings and notes too.
        UsageError: a norms file cannot be read, or an override is not known or has no right value.
    """
    read = {name: read_records(sheet, found) for name, sheet in source.sheets.items() if name != "scenario"}
    given = {name: records for name, records in read.items() if records is not None}
    for name, column in _ID_COLUMNS.items():
        if name in given:
            given[name].look_for_twins(column)
    choices = known_norms(source.norms, norms, found)
    chain = scenario()
    tables, gone = change_tables(source, given, chain.drafts, found)
    ids = {name: _ids(tables.get(name), column) for name, column in _ID_COLUMNS.items()}
    built = build_tables(tables, choices)
    pin_ids = Ids(names_of(ids["tasks"]), built.known.suppliers, gone)
    wanted = build_scenario(chain.drafts, overrides or {}, pin_ids, found)
    if found.refused:
        raise DataRefused(found.summary(), found.listed())
    problem = Problem(
        tasks=built.tasks,
        suppliers=built.suppliers,
        locations=built.locations,
        travel_times=built.travel,
        competencies=built.competencies,
        scenario=wanted,
        source_sha256=fingerprint([*source.used, *chain.used]),
    )
    found.extend(_placed(make_sense(problem), tables, ids))
    return problem, found.listed()


_ID_COLUMNS = {
    "tasks": "task_id",
    "suppliers": "supplier_id",
    "locations": "location_id",
    "competencies": "competency_id",
}


def known_norms(own: tuple[str, bytes] | None, files: Sequence[Path], found: Findings) -> Norms:
    """The ids that a supplier can name: of the catalogues, the data's own norms and further files."""
    given = [(file.name, read_bytes(file, MOST_SCENARIO_BYTES)) for file in files]
    known, findings = read_catalogue([*([own] if own else []), *given])
    found.extend(findings)
    return Norms(Names(known.choices("cao")), Names(known.choices("blocks")))


def _ids(records: Records | None, column: str) -> dict[str, Record] | None:
    return None if records is None else records.by_id(column)


def _placed(
    findings: Iterable[Finding],
    tables: Mapping[str, Records],
    ids: Mapping[str, Mapping[str, Record] | None],
) -> Iterable[Finding]:
    """Findings about a whole problem, with the file, row and header that their id came from."""
    for finding in findings:
        records = tables.get(finding.file)
        if records is None:
            yield finding
            continue
        record = (ids.get(finding.file) or {}).get(finding.value)
        if record is None:
            header = records.headers.get(finding.column, finding.column)
            yield finding._replace(file=records.file, column=header)
        else:
            file, row, header = records.place(record, finding.column)
            yield finding._replace(file=file, row=row, column=header)
