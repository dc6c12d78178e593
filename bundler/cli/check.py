"""``bundler check``: what is wrong with the data, or with a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.verb import DONE, MISUSED, REFUSED, Verb
from bundler.errors import DataRefused
from bundler.i18n import Lang, Text
from bundler.units import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bundler.domain import Problem
    from bundler.findings import Finding
    from bundler.io.planclaims import Violation

FORMAT = "bundler-check/1"
MOST_WARNINGS = 50

_ABOUT = Text(
    "Check the data, or a plan made here or by hand.\n\n"
    "DATA is a folder with CSV files or an .xlsx workbook. Every problem is listed with its file, row, "
    "column and what to do. With --plan a plan.json is held against every rule, and whatever it says of "
    "itself (suppliers, hours, scores, bound, gap, what is left out) is recomputed. A plan needs no more "
    "than jobs with a roster.",
    "Controleer de gegevens, of een plan dat hier of met de hand is gemaakt.\n\n"
    "DATA is een map met CSV-bestanden of een .xlsx-werkmap. Elk probleem staat erbij met bestand, rij, "
    "kolom en wat u kunt doen. Met --plan wordt een plan.json langs alle regels gelegd, en wat het over "
    "zichzelf zegt (leveranciers, uren, scores, grens, verschil, wat overblijft) nagerekend. Een plan "
    "heeft niet meer nodig dan banen met een rooster.",
)
_SCENARIO = Text(
    "Scenario file to use instead of the one in DATA.", "Scenariobestand in plaats van dat in DATA."
)
_PLAN = Text("Verify this plan.json.", "Controleer deze plan.json.")
_VERBOSE = Text(
    f"Show every warning, not only the first {MOST_WARNINGS}.",
    f"Toon elke waarschuwing, niet alleen de eerste {MOST_WARNINGS}.",
)
_ERRORS = (Text("1 error", "1 fout"), Text("{number} errors", "{number} fouten"))
_WARNINGS = (Text("1 warning", "1 waarschuwing"), Text("{number} warnings", "{number} waarschuwingen"))
_NOTES = (Text("1 note", "1 opmerking"), Text("{number} notes", "{number} opmerkingen"))
_REFUSED = Text("The data is refused: {counts}.", "De gegevens zijn geweigerd: {counts}.")
_FINE = Text(
    "The data can be used: {tasks} tasks, {suppliers} suppliers, {locations} locations; {counts}.",
    "De gegevens zijn bruikbaar: {tasks} taken, {suppliers} leveranciers, {locations} locaties; {counts}.",
)
_NOT_READ = Text("The plan cannot be read: {counts}.", "Het plan is niet te lezen: {counts}.")
_HOLDS = Text(
    "The plan holds: {jobs}, {hours} hours a week, score {score}. Every rule is kept and all it says "
    "is true.",
    "Het plan klopt: {jobs}, {hours} uur per week, score {score}. Alle regels kloppen en alles wat "
    "het zegt is waar.",
)
_BROKEN = Text("The plan is refused: {counts}.", "Het plan is geweigerd: {counts}.")
_JOBS = (Text("1 job", "1 baan"), Text("{number} jobs", "{number} banen"))
_FAULTS = (Text("1 violation", "1 overtreding"), Text("{number} violations", "{number} overtredingen"))
_WHOLE = Text("plan", "plan")
_OTHER_INPUT = Text(
    "Note: the plan was made from other data or another scenario than this.",
    "Let op: het plan is gemaakt uit andere gegevens of een ander scenario.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "check",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Option(["--scenario"], metavar="FILE", help=_SCENARIO(lang)),
            click.Option(["--plan"], metavar="PLAN.json", help=_PLAN(lang)),
            click.Option(["--verbose"], is_flag=True, help=_VERBOSE(lang)),
        ],
        examples=[
            ("check mydata", Text("Is the data good enough to solve?", "Zijn de gegevens goed genoeg?")),
            (
                "check mydata --plan result/plan.json",
                Text("Does that plan keep all the rules?", "Houdt dat plan zich aan alle regels?"),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED],
    )


def run(console: Console, data: str, scenario: str | None, plan: str | None, verbose: bool) -> int:
    """List the findings of the data, or the violations of a plan; gives the exit code."""
    from bundler.io import read_problem

    most = None if verbose else MOST_WARNINGS
    try:
        problem, findings = read_problem(Path(data), scenario=Path(scenario) if scenario else None)
    except DataRefused as refused:
        console.findings(refused.findings, most=most, result=True)
        console.fault(_REFUSED.fill(counts=_counts(refused.findings)))
        console.document(_document(console, refused.findings, ok=False))
        return refused.exit_code
    if plan is not None:
        return _run_plan(console, problem, findings, plan)
    console.findings(findings, most=most, result=True)
    console.out(
        _FINE.fill(
            tasks=len(problem.tasks),
            suppliers=len(problem.suppliers),
            locations=len(problem.locations),
            counts=_counts(findings),
        )
    )
    console.document(_document(console, findings, ok=True))
    return 0


def _run_plan(console: Console, problem: Problem, findings: Sequence[Finding], plan: str) -> int:
    from bundler.io.plancheck import check_plan
    from bundler.io.planclaims import worth
    from bundler.io.planread import read_plan

    try:
        read = read_plan(plan)
    except DataRefused as refused:
        console.findings(refused.findings, result=True)
        console.fault(_NOT_READ.fill(counts=_counts(refused.findings)))
        console.document(_document(console, [*findings, *refused.findings], ok=False))
        return refused.exit_code
    violations = check_plan(problem, read)
    for violation in violations:
        console.fault(_violation_line(console, violation))
    if violations:
        console.fault(_BROKEN.fill(counts=_count(_FAULTS, len(violations))))
        console.document({**_document(console, findings, ok=False), **_violations(console, violations)})
        return DataRefused.exit_code
    if read.claims.get("input_sha256", problem.source_sha256) != problem.source_sha256:
        console.say(_OTHER_INPUT)
    really = worth(problem, (job.roster for job in read.jobs))
    console.out(
        _HOLDS.fill(
            jobs=_count(_JOBS, really.jobs),
            hours=lambda lang: decimal(really.hours, lang),
            score=lambda lang: decimal(really.score, lang),
        )
    )
    figures = {"jobs": really.jobs, "hours": round(really.hours, 4), "score": round(really.score, 2)}
    console.document({**_document(console, findings, ok=True), **_violations(console, []), "worth": figures})
    return 0


def _document(console: Console, findings: Sequence[Finding], *, ok: bool) -> dict[str, object]:
    return {"format": FORMAT, "ok": ok, "findings": finding_documents(findings, console.lang)}


def _violations(console: Console, violations: Sequence[Violation]) -> dict[str, object]:
    return {
        "violations": [
            {
                "job_id": violation.job_id or None,
                "kind": violation.kind,
                "code": violation.code,
                "text": violation.text(console.lang),
                "margin": violation.margin,
                "unit": violation.unit or None,
            }
            for violation in violations
        ]
    }


def _violation_line(console: Console, violation: Violation) -> str:
    where = violation.job_id or _WHOLE(console.lang)
    return f"{where}: {violation.code}: {violation.text(console.lang)}"


def _count(words: tuple[Text, Text], number: int) -> Text:
    return words[0] if number == 1 else words[1].fill(number=number)


def _counts(findings: Sequence[Finding]) -> Text:
    severities = [finding.severity for finding in findings]
    parts = [_count(_ERRORS, severities.count("error")), _count(_WARNINGS, severities.count("warning"))]
    if "note" in severities:
        parts.append(_count(_NOTES, severities.count("note")))
    return Text(", ".join(part.en for part in parts), ", ".join(part.nl for part in parts))
