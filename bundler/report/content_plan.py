"""The plan in the report: summary, jobs, places, what is left over, suppliers, findings, rules, run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bundler.attribution.words import DISCLAIMER
from bundler.findings import Finding
from bundler.kpis import Facts
from bundler.report import words
from bundler.report.content_text import rich
from bundler.report.content_tree import (
    Block,
    Bullets,
    Figures,
    Heading,
    Kind,
    Legend,
    Named,
    Note,
    Paragraph,
    Picture,
    Rich,
    Span,
    Table,
)
from bundler.report.content_view import View, settings_table
from bundler.report.job_pages import JobPage
from bundler.report.pictures import overview_picture
from bundler.report.places import Site, sites_of
from bundler.report.sections import NormsView, drawn_sites, not_all_drawn, site_title, sketch_of
from bundler.report.settings import own_settings, pin_sentences, rule_settings, weight_settings
from bundler.report.summary import key_figures, run_rows, summary_paragraphs
from bundler.report.views import (
    SupplierRow,
    Totals,
    finding_row,
    left_rows,
    points_text,
    supplier_row,
    supplier_rows,
)
from bundler.units import decimal, hours_text

_BARS = 10  # in one picture


def summary_blocks(view: View, norms: NormsView) -> Iterator[Block]:
    """The plan in figures and sentences, and which norms to look up first."""
    result, lang = view.result, view.lang
    yield Heading(1, view.t("summary"), "summary")
    facts = Facts(view.problem, result.jobs, result, view.found)
    yield Figures(tuple(key_figures(facts, lang)))
    for text in summary_paragraphs(facts, result, lang):
        yield Paragraph(text)
    yield Paragraph(view.say(DISCLAIMER))
    yield from _overview(view)
    if norms.stale:
        yield Heading(2, view.s("stale"))
        yield Paragraph(f"{norms.stale_title} {view.s('stale_note')}", lead=True)
        yield Bullets(tuple(Rich((Span(f"{row.day}: "), *rich(row.norms).words)) for row in norms.stale))


def _overview(view: View) -> Iterator[Block]:
    """The hours of all jobs as bars; a page may end between two pictures, never inside one."""
    jobs, lang = view.result.jobs, view.lang
    if not jobs:
        return
    target = decimal(view.problem.scenario.weights.target_hours, lang)
    longest = max(job.hours for job in jobs)
    yield Paragraph(words.LABELS["overview_note"](lang, target=target), lead=True)
    yield Legend(tuple(view.styles.values()))
    for first in range(0, len(jobs), _BARS):
        some = jobs[first : first + _BARS]
        yield Picture(
            overview_picture(view.problem, some, view.styles, lang, longest), words.OVERVIEW_ALT(lang)
        )


def jobs_blocks(view: View, pages: Sequence[JobPage]) -> Iterator[Block]:
    """The table of jobs."""
    jobs, lang = view.result.jobs, view.lang
    yield Heading(1, view.t("jobs"), "jobs")
    yield Paragraph(view.t("score_note"))
    rows = tuple(
        (
            Rich((Span(page.job.job_id, page.job.anchor),)),
            Named(tuple(page.job.suppliers)),
            page.job.hours,
            page.job.days,
            str(page.job.tasks),
            "; ".join(page.job.places),
            page.job.score,
        )
        for page in pages
    )
    hours = hours_text(sum(job.minutes for job in jobs), lang)
    total = (view.t("total"), "", hours, "", "", "", points_text(view.result.score, lang))
    yield Table(
        "",
        tuple(view.t(key) for key in ("job", "suppliers", "hours", "days", "tasks", "places", "score")),
        (*rows, total),
        (1.1, 2.8, 1, 1.2, 0.9, 4.2, 1.2),
        numeric=(2, 4, 6),
        total=True,
    )


def places_blocks(view: View) -> Iterator[Block]:
    """Sketches of the sites with most hours, and a table of all places."""
    sites = sites_of(view.problem, view.result)
    if not sites:
        return
    drawn = drawn_sites(sites)
    yield Heading(1, view.s("sites"), "places")
    if drawn:
        note = f"{view.s('sites_note')} {not_all_drawn(sites, view.lang)}"
        yield Paragraph(note.strip(), lead=True)
        yield Legend(tuple(view.styles.values()))
    for site in drawn:
        yield Picture(*sketch_of(site, sites, view.styles, view.lang))
    yield Table(
        view.s("places_table"),
        (
            view.s("number"),
            view.t("place"),
            view.t("suppliers"),
            view.t("in_jobs"),
            view.s("hours_jobs"),
            view.s("hours_left"),
        ),
        tuple(_place_rows(view, sites)),
        (0.7, 4.6, 2.2, 1.1, 1.2, 1),
        numeric=(0, 3, 4, 5),
    )


def _place_rows(view: View, sites: Iterable[Site]) -> Iterator[Kind | tuple[str | Named, ...]]:
    for site in sites:
        yield Kind(site_title(site, view.lang))
        for place in site.places:
            yield (
                str(place.number),
                place.name,
                Named(tuple(view.styles[who] for who in place.suppliers), short=True),
                str(place.jobs),
                hours_text(place.placed, view.lang),
                hours_text(place.left, view.lang),
            )


def left_blocks(view: View) -> Iterator[Block]:
    """What no job took, with the reasons."""
    rows = left_rows(view.problem, view.result, view.styles, view.lang)
    yield Heading(1, view.t("left_over"), "left")
    yield Paragraph(view.t("left_note" if rows else "nothing_left"), lead=bool(rows))
    if rows:
        yield Table(
            "",
            tuple(view.t(key) for key in ("task", "supplier", "sessions", "hours_week", "why")),
            tuple(
                (rich(row.title, row.task_id), Named((row.supplier,)), str(row.sessions), row.hours, row.text)
                for row in rows
            ),
            (2.8, 2.4, 1.1, 1, 4.1),
            numeric=(2, 3),
        )


def suppliers_blocks(view: View, totals: dict[str, Totals]) -> Iterator[Block]:
    """Each supplier's hours on offer, in jobs and left over."""

    def cells(row: SupplierRow) -> tuple[str | Named, ...]:
        name = Named((row.supplier,)) if row.supplier else view.t("total")
        return name, row.offered, row.placed, row.percent, row.left, str(row.jobs)

    rows = [cells(row) for row in supplier_rows(totals, view.styles, view.lang)]
    head = [view.t(key) for key in ("supplier", "offered", "placed", "left", "in_jobs")]
    yield Heading(1, view.t("suppliers"), "suppliers")
    yield Table(
        "",
        (*head[:3], "%", *head[3:]),
        (*rows, cells(supplier_row(totals[""], None, view.lang))),
        (4, 1.3, 1.2, 0.8, 1.1, 1.3),
        numeric=(1, 2, 3, 4, 5),
        total=True,
    )
    yield Note(view.t("suppliers_note"))


def findings_blocks(view: View, findings: Sequence[Finding]) -> Iterator[Block]:
    """Warnings and notes on the data."""
    yield Heading(1, view.t("findings"), "findings")
    if not findings:
        yield Paragraph(view.t("no_findings"))
        return
    rows = [finding_row(finding, view.lang) for finding in findings]
    yield Table(
        "",
        tuple(view.t(key) for key in ("kind", "where", "what")),
        tuple((rich(row.kind, row.code), row.where, rich(row.text, row.hint)) for row in rows),
        (2, 2.6, 6),
    )


def rules_blocks(view: View) -> Iterator[Block]:
    """The rules and weights in force, and what was agreed at the table."""
    scenario = view.problem.scenario
    yield Heading(1, view.t("rules"), "rules")
    yield Paragraph(view.t("changed_note"), lead=True)
    rules = [*rule_settings(scenario.rules, view.lang), *own_settings(view.problem, view.lang)]
    yield settings_table(view, view.t("rule"), rules)
    yield settings_table(view, view.t("weight"), weight_settings(scenario.weights, view.lang))
    pins = pin_sentences(view.problem, view.lang)
    if pins:
        yield Bullets(tuple(pins), view.t("pins"))


def run_blocks(view: View) -> Iterator[Block]:
    """How the plan was found."""
    rows = run_rows(view.result, view.found.norms.day, view.lang)
    yield Heading(1, view.t("run"), "run")
    yield Table("", (view.t("what"), view.t("value")), tuple(rows), (3, 7))
