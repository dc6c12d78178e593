"""What was measured: a row for each run, as JSON with everything and as CSV to count with."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bundler.domain.scenario import Objective
from bundler.i18n import Lang, Text

FORMAT = "bundler-bench/1"
_BROKEN = Text(
    "{instance}: the plan of {solver} breaks a rule: {what}",
    "{instance}: het plan van {solver} overtreedt een regel: {what}",
)
_FAILED = Text("{instance}: {solver} failed: {what}", "{instance}: {solver} mislukte: {what}")
_REFUTED = Text(
    "{instance}: the second proof says of the plan of {solver}: {what}",
    "{instance}: het tweede bewijs zegt van het plan van {solver}: {what}",
)
_BELOW_OPTIMUM = Text(
    "{instance}: {value} of {solver} is better than the known optimum",
    "{instance}: {value} van {solver} is beter dan het bekende optimum",
)
_PASSED = Text(
    "{instance}: {value} of {who} is better than the bound {bound} that {prover} proved",
    "{instance}: {value} van {who} is beter dan de grens {bound}, bewezen door {prover}",
)
_SECOND_PROOF = Text("the second proof", "het tweede bewijs")
_OPTIMUM = Text("the known optimum", "het bekende optimum")
Step = tuple[float, float | None, float | None]


@dataclass(frozen=True)
class Row:
    """One run of one solver on one instance.

    Attributes:
        group: instances that differ by the seed only have the same one.
        status: ``optimal``, ``feasible``, ``none`` (ended without a plan), ``too large``, ``not run``,
            ``stopped`` (ended from outside) or ``failed``.
        first: value of the objective's first level, by the plain rules, not as the solver says it.
        bound: proved by this solver, of the first level.
        gap: |bound − first| ÷ max(1, |bound|).
        optimum: known beforehand, of the first level.
        seconds: of the whole process, reading and imports included.
        memory_mb: the most memory the process had.
        violations: broken rules in the plan; must be empty.
        proof: verdict of the second proof, where it was asked.
        proof_bound: what that proof itself found no plan to pass.
        steps: (seconds since the process was started, value, bound), of the first level.
    """

    suite: str
    instance: str
    group: str
    tasks: int
    seed: int | None
    tight: bool
    objective: Objective
    solver: str
    status: str
    score: float | None = None
    first: float | None = None
    bound: float | None = None
    gap: float | None = None
    optimum: float | None = None
    jobs: int | None = None
    hours: float | None = None
    seconds: float | None = None
    memory_mb: float | None = None
    violations: tuple[str, ...] = ()
    proof: str | None = None
    proof_bound: float | None = None
    proof_seconds: float | None = None
    note: str = ""
    steps: tuple[Step, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Bench:
    """One run of a suite.

    Attributes:
        settings: what was asked for.
        problems: contradictions and broken rules; a sound run has none.
        complete: whether it came to its end.
    """

    suite: str
    settings: dict[str, Any]
    started: str
    versions: dict[str, str | None]
    machine: dict[str, object]
    rows: tuple[Row, ...] = ()
    problems: tuple[str, ...] = ()
    complete: bool = False


def gap_of(value: float | None, bound: float | None) -> float | None:
    """|bound − value| ÷ max(1, |bound|); None where either is not known."""
    if value is None or bound is None:
        return None
    return round(abs(bound - value) / max(1.0, abs(bound)), 6)


def lower_is_better(objective: str) -> bool:
    """Whether the first level is to be as small as possible."""
    return objective == "fewest-jobs"


def finite(value: float | None) -> float | None:
    """The number, or None for what JSON cannot hold."""
    return value if value is not None and math.isfinite(value) else None


def document(bench: Bench) -> dict[str, Any]:
    """The contents of results.json."""
    return {"format": FORMAT, **asdict(bench)}


def table(rows: Iterable[Row]) -> str:
    """The contents of results.csv: a line for each run, without the steps."""
    names = [item.name for item in fields(Row) if item.name != "steps"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " | ".join(map(str, value))
    return "" if value is None else value


def contradictions(rows: Sequence[Row], lang: Lang = "en") -> list[str]:
    """What must not be: a run that failed, a broken rule, or a plan better than a bound that was proved.

    Every bound of an instance is held against every plan of it, whoever made them, and against the
    optimum where that is known.
    """
    found = []
    for row in rows:
        about = {"instance": row.instance, "solver": row.solver}
        found += [_BROKEN.fill(**about, what=violation) for violation in row.violations]
        if row.status == "failed":
            found.append(_FAILED.fill(**about, what=row.note))
        if row.proof in ("contradicted", "unfit"):
            found.append(_REFUTED.fill(**about, what=row.proof))
        if row.optimum is not None and _beyond(row, row.first, row.optimum):
            found.append(_BELOW_OPTIMUM.fill(**about, value=_shown(row.first)))
    bounds = [(row, row.bound, Text(row.solver, row.solver)) for row in rows]
    bounds += [(row, row.proof_bound, _SECOND_PROOF) for row in rows]
    for bounded, bound, prover in bounds:
        same = [row for row in rows if (row.instance, row.objective) == (bounded.instance, bounded.objective)]
        reached = [(Text(row.solver, row.solver), row.first) for row in same]
        for who, value in [*reached, (_OPTIMUM, bounded.optimum)]:
            if _beyond(bounded, value, bound):
                shown = {"value": _shown(value), "bound": _shown(bound)}
                found.append(_PASSED.fill(instance=bounded.instance, who=who, prover=prover, **shown))
    return [text(lang) for text in found]


def _beyond(row: Row, value: float | None, bound: float | None) -> bool:
    """Whether the value is better than the bound, beyond what rounding makes of either."""
    if value is None or bound is None:
        return False
    sign = -1 if lower_is_better(row.objective) else 1
    return sign * (value - bound) > 0.011 + 1e-6 * abs(bound)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
