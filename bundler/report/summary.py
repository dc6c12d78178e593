"""A plan in a few figures and sentences, and how it was found."""

from __future__ import annotations

from datetime import date

from bundler.attribution.shown import day_text
from bundler.domain import Result
from bundler.i18n import Lang
from bundler.kpis import KPI, Facts
from bundler.kpis.shown import value_text
from bundler.report import words
from bundler.report.proof import NOT_SAID, gap_text, status_word, stopped_text, stopped_word
from bundler.report.social_words import LABELS as SOCIAL_LABELS
from bundler.report.views import percent_text, points_text
from bundler.units import decimal, hours_text


def key_figures(facts: Facts, lang: Lang) -> list[tuple[str, str]]:
    """Jobs, hours and points, each with what it counts."""
    shown = []
    for code in ("jobs", "hours", "hours_left", "banen", "score"):
        kpi = KPI[code]
        value = kpi.value(facts, "")
        name = kpi.name(lang)
        label = f"{name[:1].lower()}{name[1:]}"
        if code == "banen":
            label = words.BANEN_OF(lang, each=_baan(facts, lang)) if facts.baan_hours else label
        elif code == "score":
            label = f"{kpi.unit(lang)} ({label})"
        points = code == "score" and value is not None
        shown.append((points_text(value or 0, lang) if points else value_text(kpi, value, lang), label))
    return shown


def _baan(facts: Facts, lang: Lang) -> str:
    """Hours of one baan of the banenafspraak."""
    return decimal(facts.baan_hours or 0, lang)


def summary_paragraphs(facts: Facts, result: Result, lang: Lang) -> list[str]:
    """What the plan holds, then how good it is.

    Args:
        facts: of the result's plan.
        result: a result that holds a plan.
        lang: of the sentences.
    """
    placed_minutes, offered, count = facts.placed[""], facts.offered(), len(result.jobs)
    mixed = sum(len(job.suppliers) > 1 for job in result.jobs)
    banen = KPI["banen"].value(facts, "")
    placed = words.SUMMARY_PLACED[count != 1](
        lang,
        count=count,
        placed=hours_text(placed_minutes, lang),
        offered=hours_text(offered, lang),
        percent=percent_text(placed_minutes, offered),
    )
    if banen is not None:
        shown = value_text(KPI["banen"], banen, lang)
        placed += f" {words.SUMMARY_BANEN(lang, banen=shown, each=_baan(facts, lang))}"
    left = facts.left[""]
    kept = words.SUMMARY_LEFT.fill(left=hours_text(left, lang)) if left else words.LABELS["nothing_left"]
    placed += f" {kept(lang)}"
    all_mixed = count > 0 and mixed == count
    most = max((len(job.suppliers) for job in result.jobs), default=0)
    together = (words.ALL_TWO_SUPPLIERS if all_mixed else words.TWO_SUPPLIERS[mixed != 1]).fill(
        count=mixed, two=words.TWO if most == len(("first", "second")) else words.TWO_OR_MORE
    )
    solve = facts.problem.scenario.solve
    proof = (
        words.SCORE_IS(lang, score=points_text(result.score, lang)),
        gap_text(result)(lang),
        stopped_text(result, solve.time_limit, solve.gap)(lang),
    )
    return [f"{placed} {together(lang)}", " ".join(proof)]


def run_rows(result: Result, day: date, lang: Lang) -> list[tuple[str, str]]:
    """How the plan was found, and the day that the norms are read for."""
    label, searched = words.LABELS, result.version != NOT_SAID
    rows = [
        (label["objective"](lang), words.OBJECTIVES[result.objective](lang)),
        (label["status"](lang), status_word(result)(lang)),
        (label["stopped"](lang), stopped_word(result)(lang)),
    ]
    for level in result.levels:
        name = words.LEVELS["balanced" if level.name == "score" else result.objective](lang)
        rows.append((name, decimal(level.value, lang)))
        rows.append((f"{label['bound'](lang)}: {name[0].lower()}{name[1:]}", decimal(level.bound, lang)))
    return [
        *rows,
        (label["gap"](lang), f"{decimal(result.gap * 100, lang)} %"),
        (label["seconds"](lang), decimal(result.seconds, lang, 1) if searched else "–"),
        (label["seed"](lang), str(result.seed) if searched else "–"),
        (label["version"](lang), f"bundler {result.version}" if searched else "–"),
        (label["sha"](lang), result.input_sha256 or "–"),
        (SOCIAL_LABELS["norms_read"](lang), day_text(day)(lang)),
    ]
