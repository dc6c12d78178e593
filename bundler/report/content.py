"""The whole report as one tree of blocks, in the order of its pages; PDF and Word are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bundler.attribution.dossier import Dossier
from bundler.attribution.shown import day_text
from bundler.attribution.words import DISCLAIMER
from bundler.domain import Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang, Text
from bundler.norms import Catalogue
from bundler.report import words
from bundler.report.canvas import drawing
from bundler.report.colors import supplier_styles
from bundler.report.content_job import job_blocks
from bundler.report.content_norms import assumptions_blocks, norms_blocks
from bundler.report.content_plan import (
    findings_blocks,
    jobs_blocks,
    left_blocks,
    places_blocks,
    rules_blocks,
    run_blocks,
    summary_blocks,
    suppliers_blocks,
)
from bundler.report.content_social import contracts_blocks, social_blocks
from bundler.report.content_text import rich
from bundler.report.content_tree import Block, Contents, Heading, Note, PageBreak, Paragraph, Report
from bundler.report.content_view import View
from bundler.report.day import dossier_of
from bundler.report.job_pages import JobPage, job_pages
from bundler.report.norm_rows import Norms
from bundler.report.sections import NormsView, ask_norms, norms_section, social_section
from bundler.report.views import totals_by_supplier

_PAGE = Text("Page", "Pagina")


def report_content(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    lang: Lang,
    norms: Catalogue | None = None,
    found: Dossier | None = None,
) -> Report:
    """The report on a plan.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: language of the report.
        norms: the catalogues; the package's own where None.
        found: the plan's dossier under these norms; worked out here where None.

    Raises:
        NoPlan: the result holds no plan.
    """
    found = found or dossier_of(problem, result, norms)
    ask_norms(found.norms)
    styles = supplier_styles(problem.suppliers)
    view = View(problem, result, lang, styles, found, Norms(found.norms.used, lang))
    name = problem.scenario.name or result.scenario
    title = f"{view.t('title')}: {name}" if name else view.t("title")
    with drawing():
        blocks = tuple(_blocks(view, findings))
    return Report(lang, title, found.norms.day, title, _PAGE(lang), blocks)


def _blocks(view: View, findings: Sequence[Finding]) -> Iterator[Block]:
    totals = totals_by_supplier(view.problem, view.result)
    pages = list(job_pages(view.problem, view.found, view.styles, view.norms, drawn=False))
    norms = norms_section(view.found, view.norms)
    yield from _opening(view)
    yield from summary_blocks(view, norms)
    yield Contents(view.t("contents"))
    yield from jobs_blocks(view, pages)
    yield from places_blocks(view)
    yield PageBreak()
    yield from left_blocks(view)
    yield from suppliers_blocks(view, totals)
    if pages:
        yield from _jobs(view, pages, norms)
    yield PageBreak()
    yield from social_blocks(view, social_section(view.problem, view.found, view.styles, view.norms))
    yield from contracts_blocks(view)
    yield from assumptions_blocks(view)
    yield PageBreak()
    yield from norms_blocks(view, norms)
    yield from findings_blocks(view, findings)
    yield from rules_blocks(view)
    yield from run_blocks(view)
    yield Note(view.t("purpose"))
    yield Note(view.say(DISCLAIMER))


def _opening(view: View) -> Iterator[Block]:
    scenario = view.problem.scenario
    if scenario.description:
        yield Paragraph(scenario.description)
    about = f"{view.t('objective')}: {words.OBJECTIVES[view.result.objective](view.lang)}."
    if scenario.plan_date is not None:
        yield Note(f"{about} {view.t('plan_date')}: {day_text(scenario.plan_date)(view.lang)}.")
    else:
        yield Note(about)
        yield Paragraph(view.say_with("no_plan_date", day=day_text(view.found.norms.day)))


def _jobs(view: View, pages: Sequence[JobPage], norms: NormsView) -> Iterator[Block]:
    yield Heading(1, view.t("job_by_job"), "job-by-job")
    yield Paragraph(f"{view.t('week_note')} {view.e('lines_note')}")
    yield Paragraph(view.s("loonwaarde_note"))
    yield Note(rich(norms.loonwaarde_refs))
    yield Paragraph(view.e("sr_note"))
    for job, page in zip(view.result.jobs, pages, strict=True):
        yield PageBreak()
        yield from job_blocks(view, job, page)
