"""``bundler check``: what is wrong with the data, or with a plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import norms_option, scenario_option, time_option
from bundler.cli.verb import DONE, MISUSED, REFUSED, Verb
from bundler.errors import DataRefused, UsageError
from bundler.i18n import Lang, Text
from bundler.units import decimal
from bundler.verbs.finding_counts import counted, counts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bundler.domain import Problem
    from bundler.domain.scenario import Objective
    from bundler.findings import Finding
    from bundler.io.planclaims import Violation
    from bundler.io.planread import PlanFile
    from bundler.prove import Claims, Proof, Step

FORMAT = "bundler-check/1"
MOST_WARNINGS = 50
PROVE_SECONDS = 600
FIRST_NEWS_SECONDS = 5.0

_ABOUT = Text(
    "Check the data, or a plan made here or by hand.\n\n"
    "DATA is a folder with CSV files or an .xlsx workbook. Every problem is listed with its file, row, "
    "column and what to do. With --plan a plan.json is held against every rule, and whatever it says of "
    "itself (suppliers, hours, scores, bound, gap, what is left out) is recomputed. A plan needs no more "
    "than jobs with a roster. With --prove too how good any plan can be is derived anew, by code that "
    "shares nothing with the solver.",
    "Controleer de gegevens, of een plan dat hier of met de hand is gemaakt.\n\n"
    "DATA is een map met CSV-bestanden of een .xlsx-werkmap. Elk probleem staat erbij met bestand, rij, "
    "kolom en wat u kunt doen. Met --plan wordt een plan.json langs alle regels gelegd, en wat het over "
    "zichzelf zegt (leveranciers, uren, scores, grens, verschil, wat overblijft) nagerekend. Een plan "
    "heeft niet meer nodig dan banen met een rooster. Met --prove erbij wordt opnieuw afgeleid hoe goed een "
    "plan kan zijn, met code die niets met de oplosser deelt.",
)
_PLAN = Text("Verify this plan.json.", "Controleer deze plan.json.")
_PROVE = Text(
    "Prove the plan's bound by a second path; slow.",
    "Bewijs de grens van het plan langs een tweede weg; traag.",
)
_TIME = Text(
    f"Stop proving after this long (default: {PROVE_SECONDS}).",
    f"Stop met bewijzen na zoveel seconden (standaard: {PROVE_SECONDS}).",
)
_PLAN_NEEDED = Text(
    "--prove and --time are about a plan: give it with --plan PLAN.json (and --time with --prove).",
    "--prove en --time gaan over een plan: geef het met --plan PLAN.json (en --time samen met --prove).",
)
_PHASES = {
    "list": Text("proving: listing sets of tasks", "bewijzen: combinaties van taken opsommen"),
    "bound": Text("proving: linear bound", "bewijzen: lineaire grens"),
    "choose": Text("proving: integer program", "bewijzen: geheeltallig programma"),
}
_NEWS = Text("{phase}  {seconds} s  {number} sets", "{phase}  {seconds} s  {number} combinaties")
_VERBOSE = Text(
    f"Show every warning, not only the first {MOST_WARNINGS}.",
    f"Toon elke waarschuwing, niet alleen de eerste {MOST_WARNINGS}.",
)
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


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "check",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            scenario_option(lang),
            norms_option(lang),
            click.Option(["--plan"], metavar="PLAN.json", help=_PLAN(lang)),
            click.Option(["--prove"], is_flag=True, help=_PROVE(lang)),
            time_option(lang, "time_limit", _TIME),
            click.Option(["--verbose"], is_flag=True, help=_VERBOSE(lang)),
        ],
        examples=[
            ("check mydata", Text("Is the data good enough to solve?", "Zijn de gegevens goed genoeg?")),
            (
                "check mydata --plan result/plan.json",
                Text("Does that plan keep all the rules?", "Houdt dat plan zich aan alle regels?"),
            ),
            (
                "check mydata --plan result/plan.json --prove",
                Text("And is it really the best one?", "En is het echt het beste?"),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED],
    )


def run(
    console: Console,
    data: str,
    scenario: str | None,
    norms: tuple[str, ...],
    plan: str | None,
    prove: bool,
    time_limit: float | None,
    verbose: bool,
) -> int:
    """List the findings of the data, or the violations of a plan; gives the exit code.

    Raises:
        UsageError: there is no plan to prove.
    """
    if (prove and plan is None) or (time_limit is not None and not prove):
        raise UsageError(_PLAN_NEEDED)
    from bundler.io import read_problem

    most = None if verbose else MOST_WARNINGS
    try:
        problem, findings = read_problem(
            Path(data), scenario=Path(scenario) if scenario else None, norms=[Path(file) for file in norms]
        )
    except DataRefused as refused:
        console.findings(refused.findings, most=most, result=True)
        console.fault(_REFUSED.fill(counts=counts(refused.findings)))
        console.document(_document(console, refused.findings, ok=False))
        return refused.exit_code
    if plan is not None:
        limit = (PROVE_SECONDS if time_limit is None else time_limit) if prove else None
        return _run_plan(console, problem, findings, plan, limit)
    console.findings(findings, most=most, result=True)
    console.out(
        _FINE.fill(
            tasks=len(problem.tasks),
            suppliers=len(problem.suppliers),
            locations=len(problem.locations),
            counts=counts(findings),
        )
    )
    console.document(_document(console, findings, ok=True))
    return 0


def _run_plan(
    console: Console, problem: Problem, findings: Sequence[Finding], plan: str, prove_seconds: float | None
) -> int:
    from bundler.io.plancheck import check_plan
    from bundler.io.planclaims import worth
    from bundler.io.planread import read_plan
    from bundler.verbs.given import OTHER_INPUT, OWN_RULES, same_input

    try:
        read = read_plan(plan)
    except DataRefused as refused:
        console.findings(refused.findings, result=True)
        console.fault(_NOT_READ.fill(counts=counts(refused.findings)))
        console.document(_document(console, [*findings, *refused.findings], ok=False))
        return refused.exit_code
    if read.claims.get("own_rules"):
        console.say(OWN_RULES)
    violations = check_plan(problem, read)
    for violation in violations:
        console.fault(_violation_line(console, violation))
    if violations:
        console.fault(_BROKEN.fill(counts=counted(_FAULTS, len(violations))))
        console.document({**_document(console, findings, ok=False), **_violations(console, violations)})
        return DataRefused.exit_code
    if not same_input(problem, read):
        console.say(OTHER_INPUT)
    really = worth(problem, (job.roster for job in read.jobs))
    console.out(
        _HOLDS.fill(
            jobs=counted(_JOBS, really.jobs),
            hours=lambda lang: decimal(really.hours, lang),
            score=lambda lang: decimal(really.score, lang),
        )
    )
    figures = {"jobs": really.jobs, "hours": round(really.hours, 4), "score": round(really.score, 2)}
    document = {**_document(console, findings, ok=True), **_violations(console, []), "worth": figures}
    if prove_seconds is None:
        console.document(document)
        return 0
    return _run_proof(console, problem, read, document, prove_seconds)


def _run_proof(
    console: Console, problem: Problem, plan: PlanFile, document: dict[str, object], seconds: float
) -> int:
    """Derive the bound anew; the exit code is that of a refusal where the plan is contradicted."""
    from bundler.prove import proof_document, proof_lines, prove
    from bundler.verbs.beside import interruptible

    objective = plan.claims.get("objective", problem.scenario.solve.objective)
    with interruptible() as stop:
        proof: Proof = prove(
            problem,
            cast("Objective", objective),
            [job.roster for job in plan.jobs],
            _claims(plan),
            time_limit=seconds,
            stop=stop,
            on_step=_news(console),
        )
    refused = proof.verdict in ("contradicted", "unfit")
    for line in proof_lines(proof):
        (console.fault if refused else console.out)(line)
    console.document({**document, "ok": not refused, "proof": proof_document(proof)})
    return DataRefused.exit_code if refused else 0


def _claims(plan: PlanFile) -> Claims:
    """What the plan says of how good it is; all of it was verified as far as the plan alone tells."""
    from bundler.io.planclaims import first_level
    from bundler.prove import Claims

    levels = plan.claims.get("levels")
    stated = [level for level in levels if isinstance(level, Mapping)] if isinstance(levels, list) else []
    bounds = {str(level.get("name")): level.get("bound") for level in stated}
    if "bound" in plan.claims:
        bounds.setdefault(first_level(plan.claims.get("objective")), plan.claims["bound"])
    numbers = {name: float(bound) for name, bound in bounds.items() if isinstance(bound, (int, float))}
    return Claims(numbers, plan.claims.get("status") == "optimal")


def _news(console: Console) -> Callable[[Step], None]:
    """Tells on stderr where a proof is, after 5, 10, 20, … seconds."""
    after = FIRST_NEWS_SECONDS

    def tell(step: Step) -> None:
        nonlocal after
        if step.seconds >= after:
            after = 2 * step.seconds
            phase = _PHASES[step.phase]
            seconds = Text(decimal(step.seconds, "en", 0), decimal(step.seconds, "nl", 0))
            console.say(_NEWS.fill(phase=phase, seconds=seconds, number=step.number))

    return tell


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
