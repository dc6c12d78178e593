"""A plan in a few figures and sentences, and how it was found."""

from __future__ import annotations

from datetime import date

from bundler.attribution.shown import day_text
from bundler.domain import Problem, Result
from bundler.i18n import Lang
from bundler.report import words
from bundler.report.proof import gap_text, stopped_text
from bundler.report.social_words import LABELS as SOCIAL_LABELS
from bundler.report.views import Totals, percent_text, points_text
from bundler.units import decimal, hours_text


def key_figures(result: Result, totals: dict[str, Totals], lang: Lang) -> list[tuple[str, str]]:
    """Jobs, hours and points, each with what it counts."""
    whole = totals[""]
    return [
        (str(len(result.jobs)), words.LABELS["jobs_kpi"](lang)),
        (hours_text(whole.placed, lang), words.LABELS["hours_placed_kpi"](lang)),
        (hours_text(whole.left, lang), words.LABELS["hours_left_kpi"](lang)),
        (decimal(whole.placed / 60 / words.BAAN_HOURS, lang), words.LABELS["banen"](lang)),
        (points_text(result.score, lang), words.LABELS["score_kpi"](lang)),
    ]


def summary_paragraphs(problem: Problem, result: Result, totals: dict[str, Totals], lang: Lang) -> list[str]:
    """What the plan holds, then how good it is."""
    whole, count = totals[""], len(result.jobs)
    mixed = sum(len(job.suppliers) > 1 for job in result.jobs)
    banen = words.SUMMARY_BANEN.fill(
        banen=lambda shown: decimal(whole.placed / 60 / words.BAAN_HOURS, shown),
        left=lambda shown: hours_text(whole.left, shown),
    )
    placed = words.SUMMARY_PLACED[count != 1](
        lang,
        count=count,
        placed=hours_text(whole.placed, lang),
        offered=hours_text(whole.offered, lang),
        percent=percent_text(whole.placed, whole.offered),
        banen=banen,
    )
    all_mixed = count > 0 and mixed == count
    together = words.ALL_TWO_SUPPLIERS if all_mixed else words.TWO_SUPPLIERS[mixed != 1].fill(count=mixed)
    solve = problem.scenario.solve
    proof = (
        words.SCORE_IS(lang, score=points_text(result.score, lang)),
        gap_text(result)(lang),
        stopped_text(result, solve.time_limit, solve.gap)(lang),
    )
    return [f"{placed} {together(lang)}", " ".join(proof)]


def run_rows(result: Result, day: date, lang: Lang) -> list[tuple[str, str]]:
    """How the plan was found, and the day that the norms are read for."""
    label = words.LABELS
    rows = [
        (label["objective"](lang), words.OBJECTIVES[result.objective](lang)),
        (label["status"](lang), words.STATUS[result.status](lang)),
        (label["stopped"](lang), words.STOPPED[result.stopped_by](lang)),
    ]
    for level in result.levels:
        name = words.LEVELS["balanced" if level.name == "score" else result.objective](lang)
        rows.append((name, decimal(level.value, lang)))
        rows.append((f"{label['bound'](lang)}: {name[0].lower()}{name[1:]}", decimal(level.bound, lang)))
    return [
        *rows,
        (label["gap"](lang), f"{decimal(result.gap * 100, lang)} %"),
        (label["seconds"](lang), decimal(result.seconds, lang, 1)),
        (label["seed"](lang), str(result.seed)),
        (label["version"](lang), f"bundler {result.version}"),
        (label["sha"](lang), result.input_sha256 or "–"),
        (SOCIAL_LABELS["norms_read"](lang), day_text(day)(lang)),
    ]
