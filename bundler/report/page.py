"""The report as one HTML page that needs nothing beside itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from bundler.attribution.dossier import Dossier
from bundler.attribution.shown import day_text
from bundler.attribution.words import DISCLAIMER, ROTATION
from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang
from bundler.kpis import Facts
from bundler.report import words
from bundler.report.canvas import as_svg, drawing
from bundler.report.colors import Style, supplier_styles
from bundler.report.content_text import set_tight
from bundler.report.employer_words import LABELS as EMPLOYER_LABELS
from bundler.report.job_pages import compared, job_pages
from bundler.report.norm_rows import Norms
from bundler.report.pictures import overview_picture
from bundler.report.sections import (
    ask_norms,
    contracts_section,
    norms_section,
    places_section,
    social_section,
)
from bundler.report.settings import (
    assumption_settings,
    own_settings,
    pin_sentences,
    rule_settings,
    weight_settings,
)
from bundler.report.social_words import LABELS as SOCIAL_LABELS
from bundler.report.summary import key_figures, run_rows, summary_paragraphs
from bundler.report.views import (
    finding_row,
    left_rows,
    points_text,
    supplier_row,
    supplier_rows,
    totals_by_supplier,
)
from bundler.units import decimal, hours_text

if TYPE_CHECKING:
    from jinja2 import Environment

# So many bars a picture: a page may break between two pictures but never inside one.
_BARS = 10
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def render_page(
    problem: Problem, result: Result, findings: Sequence[Finding], lang: Lang, found: Dossier
) -> str:
    """The whole page.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: the report's language.
        found: the plan as its employers look at it.

    Raises:
        NoPlan: the result holds no plan.
    """
    styles = supplier_styles(problem.suppliers)
    facts = Facts(problem, result.jobs, result, found)
    totals = totals_by_supplier(problem, result)
    ask_norms(found.norms)
    shown = Norms(found.norms.used, lang)
    with drawing():
        overview = _overview(problem, result, styles, lang)
        pages = list(job_pages(problem, found, styles, shown))
        places = places_section(problem, result, styles, lang)
        social = social_section(problem, found, styles, shown)
    scenario = problem.scenario
    page = (
        environment()
        .get_template("report.html.j2")
        .render(
            lang=lang,
            t={key: text(lang) for key, text in words.LABELS.items()},
            e={key: text(lang) for key, text in EMPLOYER_LABELS.items() if "{" not in text.en},
            s={key: text(lang) for key, text in SOCIAL_LABELS.items() if "{" not in text.en},
            name=scenario.name or result.scenario,
            description=scenario.description,
            objective=words.OBJECTIVES[result.objective](lang),
            plan_date=day_text(scenario.plan_date)(lang) if scenario.plan_date else "",
            no_plan_date=SOCIAL_LABELS["no_plan_date"](lang, day=day_text(found.norms.day)),
            disclaimer=DISCLAIMER(lang),
            rotation=ROTATION(lang),
            kpis=key_figures(facts, lang),
            summary=summary_paragraphs(facts, result, lang),
            overview=overview,
            overview_note=words.LABELS["overview_note"](
                lang, target=decimal(scenario.weights.target_hours, lang)
            ),
            pages=pages,
            total_hours=hours_text(sum(job.minutes for job in result.jobs), lang),
            total_score=points_text(result.score, lang),
            places=places,
            left=left_rows(problem, result, styles, lang),
            suppliers=supplier_rows(totals, styles, lang),
            all_suppliers=supplier_row(totals[""], None, lang),
            styles=list(styles.values()),
            social=social,
            contracts=contracts_section(found, styles, shown),
            compared=compared(found.jobs, lang),
            assumptions=assumption_settings(scenario.attribution, lang),
            norms=norms_section(found, shown),
            findings=[finding_row(finding, lang) for finding in findings],
            rules=[*rule_settings(scenario.rules, lang), *own_settings(problem, lang)],
            weights=weight_settings(scenario.weights, lang),
            pins=pin_sentences(problem, lang),
            run=run_rows(result, found.norms.day, lang),
        )
    )
    return set_tight(page)


@cache
def environment() -> Environment:
    """The report's templates, ready to fill in; read and compiled once."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("bundler.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["swatch"] = _swatch
    made.filters["dates"] = _dates
    return made


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


def _dates(text: str) -> Markup:
    """The text with each date on one line."""
    return Markup(_DATE.sub(r'<span class="nowrap">\g<0></span>', str(escape(text))))


def _swatch(style: Style) -> Markup:
    """A supplier's letter on its colour, for a legend or a table."""
    return Markup('<span class="swatch" style="background:{fill};color:{ink}">{letter}</span>').format(
        fill=style.fill, ink=style.ink, letter=style.letter
    )
