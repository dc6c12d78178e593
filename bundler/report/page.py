"""The report as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from markupsafe import Markup

from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang
from bundler.report import words
from bundler.report.canvas import as_svg, drawing
from bundler.report.colors import Style, supplier_styles
from bundler.report.pictures import overview_picture
from bundler.report.proof import gap_text, stopped_text
from bundler.report.settings import pin_sentences, rule_settings, weight_settings
from bundler.report.views import (
    Totals,
    finding_row,
    job_view,
    left_rows,
    percent_text,
    points_text,
    supplier_row,
    supplier_rows,
    totals_by_supplier,
)
from bundler.units import decimal, hours_text

# So many bars a picture: a page may break between two pictures but never inside one.
_BARS = 10


def render_page(problem: Problem, result: Result, findings: Sequence[Finding], lang: Lang) -> str:
    """The whole page.

    Raises:
        NoPlan: the result holds no plan.
    """
    from jinja2 import Environment, StrictUndefined

    styles = supplier_styles(problem.suppliers)
    totals = totals_by_supplier(problem, result)
    with drawing():
        overview = _overview(problem, result, styles, lang)
        jobs = [job_view(problem, job, number, styles, lang) for number, job in enumerate(result.jobs, 1)]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["swatch"] = _swatch
    source = resources.files("bundler.report").joinpath("report.html.j2").read_text("utf-8")
    scenario = problem.scenario
    return environment.from_string(source).render(
        lang=lang,
        t={key: text(lang) for key, text in words.LABELS.items()},
        name=scenario.name or result.scenario,
        description=scenario.description,
        objective=words.OBJECTIVES[result.objective](lang),
        plan_date=scenario.plan_date.isoformat() if scenario.plan_date else "",
        kpis=_kpis(result, totals, lang),
        summary=_summary(problem, result, totals, lang),
        overview=overview,
        overview_note=words.LABELS["overview_note"](
            lang, target=decimal(scenario.weights.target_hours, lang)
        ),
        jobs=jobs,
        total_hours=hours_text(sum(job.minutes for job in result.jobs), lang),
        total_score=points_text(result.score, lang),
        left=left_rows(problem, result, styles, lang),
        suppliers=supplier_rows(totals, styles, lang),
        all_suppliers=supplier_row(totals[""], None, lang),
        styles=list(styles.values()),
        findings=[finding_row(finding, lang) for finding in findings],
        rules=rule_settings(scenario.rules, lang),
        weights=weight_settings(scenario.weights, lang),
        pins=pin_sentences(problem, lang),
        run=_run(result, lang),
    )


def _kpis(result: Result, totals: dict[str, Totals], lang: Lang) -> list[tuple[str, str]]:
    whole = totals[""]
    return [
        (str(len(result.jobs)), words.LABELS["jobs_kpi"](lang)),
        (hours_text(whole.placed, lang), words.LABELS["hours_placed_kpi"](lang)),
        (hours_text(whole.left, lang), words.LABELS["hours_left_kpi"](lang)),
        (decimal(whole.placed / 60 / words.BAAN_HOURS, lang), words.LABELS["banen"](lang)),
        (points_text(result.score, lang), words.LABELS["score_kpi"](lang)),
    ]


def _summary(problem: Problem, result: Result, totals: dict[str, Totals], lang: Lang) -> list[str]:
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


def _overview(problem: Problem, result: Result, styles: dict[str, Style], lang: Lang) -> list[Markup]:
    jobs = result.jobs
    longest = max((job.hours for job in jobs), default=0)
    alt = words.OVERVIEW_ALT(lang)
    return [
        as_svg(
            overview_picture(problem, jobs[first : first + _BARS], styles, lang, longest),
            f"overview-{first}",
            alt,
        )
        for first in range(0, len(jobs), _BARS)
    ]


def _run(result: Result, lang: Lang) -> list[tuple[str, str]]:
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
    ]


def _swatch(style: Style) -> Markup:
    """A supplier's letter on its colour, for a legend or a table."""
    return Markup('<span class="swatch" style="background:{fill};color:{ink}">{letter}</span>').format(
        fill=style.fill, ink=style.ink, letter=style.letter
    )
