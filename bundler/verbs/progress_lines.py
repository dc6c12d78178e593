"""How far a solve is, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.i18n import Text
from bundler.units import decimal

if TYPE_CHECKING:
    from bundler.solver import Progress

PHASES = {
    "prepare": Text("preparing (first run only)", "voorbereiden (alleen de eerste keer)"),
    "enumerate": Text("listing possible jobs", "mogelijke banen opsommen"),
    "bound": Text("bounding what is possible", "begrenzen wat mogelijk is"),
    "improve": Text("improving the plan", "het plan verbeteren"),
    "prove": Text("proving", "bewijzen"),
    "finish": Text("making up the result", "het resultaat opmaken"),
}
_BEST = Text("best {value}", "beste {value}")
_BOUND = Text("bound {value}", "grens {value}")
_GAP = Text("gap {value} %", "verschil {value} %")
_JOBS = Text("{number} jobs", "{number} banen")


def progress_line(progress: Progress, lang: str) -> str:
    """Phase, seconds, best, bound, gap and jobs in one line."""
    phase = PHASES.get(progress.phase)
    parts = [phase(lang) if phase else progress.phase, f"{decimal(progress.seconds, lang, 0)} s"]
    best, bound = progress.best, progress.bound
    if best is not None:
        parts.append(_BEST(lang, value=decimal(best, lang)))
    if bound is not None:
        parts.append(_BOUND(lang, value=decimal(bound, lang)))
    if best is not None and bound is not None:
        parts.append(_GAP(lang, value=decimal(100 * abs(bound - best) / max(1.0, abs(bound)), lang)))
    if progress.jobs:
        parts.append(_JOBS(lang, number=progress.jobs))
    return "  ".join(parts)
