"""The tree that the PDF and the Word document are made from: whole, in two languages, true to the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from markupsafe import Markup

from bundler.attribution.shown import day_text, euros
from bundler.domain import Problem, Result
from bundler.i18n import LANGS, Lang
from bundler.report import employer_words, social_words, words
from bundler.report.content import report_content
from bundler.report.content_text import rich, set_tight, spans
from bundler.report.content_tree import Block, Heading, Named, Picture, Report, Rich, Span, Table
from bundler.report.day import dossier_of
from bundler.units import hours_text
from tests.attribution.sample import asito_sodexo
from tests.report import sample

SECTIONS = (
    words.LABELS["summary"],
    words.LABELS["jobs"],
    social_words.LABELS["sites"],
    words.LABELS["left_over"],
    words.LABELS["suppliers"],
    words.LABELS["job_by_job"],
    social_words.LABELS["social_return"],
    social_words.LABELS["screening"],
    social_words.LABELS["assumptions"],
    social_words.LABELS["norms"],
    words.LABELS["findings"],
    words.LABELS["rules"],
    words.LABELS["run"],
)


@cache
def small() -> tuple[Problem, Result]:
    """The hand-made plan of three jobs, hostile titles and all."""
    of = sample.problem()
    return of, sample.result(of)


@cache
def worked() -> tuple[Problem, Result]:
    """The worked example: one job, three hours cleaning and three hours catering a day."""
    of, job = asito_sodexo()
    return of, sample.result(of, [job.roster], unplaced=())


@cache
def report(lang: Lang, which: Any = small) -> Report:
    return report_content(*which(), sample.FINDINGS, lang)


def texts(value: Any) -> Iterator[str]:
    """Every text in a part of the tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Span):
        yield value.text
    elif isinstance(value, Named):
        yield from (style.letter if value.short else style.name for style in value.styles)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def said(value: Any) -> str:
    return "\n".join(texts(value))


def headings(made: Report) -> list[Heading]:
    return [block for block in made.blocks if isinstance(block, Heading)]


def part(made: Report, title: str) -> list[Block]:
    """The blocks under a heading, up to the next heading of its level or above."""
    blocks = list(made.blocks)
    at = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    level = blocks[at].level  # type: ignore[union-attr]
    found = []
    for block in blocks[at + 1 :]:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(block)
    return found


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_there_and_none_is_empty(lang: Lang) -> None:
    made = report(lang)
    assert [it.text for it in headings(made) if it.level == 1] == [text(lang) for text in SECTIONS]
    assert all(said(tuple(part(made, text(lang)))) for text in SECTIONS)


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_have_the_same_blocks(lang: Lang) -> None:
    """Nothing is said in one language only."""
    kinds = [type(block) for block in report(lang).blocks]
    assert kinds == [type(block) for block in report("en").blocks]


@pytest.mark.parametrize("lang", LANGS)
def test_headings_go_down_one_level_at_a_time_and_anchors_are_unique(lang: Lang) -> None:
    """What a screen reader steps through, and what PDF/UA asks."""
    levels = [heading.level for heading in headings(report(lang))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [heading.anchor for heading in headings(report(lang)) if heading.anchor]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_leads_somewhere(lang: Lang) -> None:
    def found(value: Any) -> Iterator[Span]:
        if isinstance(value, Span):
            yield value
        elif isinstance(value, tuple):
            for each in value:
                yield from found(each)

    made = report(lang)
    every = list(found(made.blocks))
    anchors = {heading.anchor for heading in headings(made)} | {span.anchor for span in every}
    targets = {span.to for span in every if span.to}
    assert {"job-1", "norm-1"} <= targets
    assert targets <= anchors


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_is_a_rectangle_and_every_picture_says_what_it_shows(lang: Lang) -> None:
    for which in (small, worked):
        for block in report(lang, which).blocks:
            if isinstance(block, Table):
                rows = [row for row in block.rows if len(row) > 1]
                assert rows
                assert all(len(row) == len(block.head) == len(block.widths) for row in rows)
                assert all(block.head)
                assert all(column < len(block.head) for column in block.numeric)
            if isinstance(block, Picture):
                assert len(block.alt) > 20


@pytest.mark.parametrize("lang", LANGS)
def test_a_job_says_its_hours_pay_employers_and_social_return_as_the_dossier_has_them(lang: Lang) -> None:
    problem, result = worked()
    (one,) = dossier_of(problem, result).jobs
    made = report(lang, worked)
    title = f"{one.job.job_id}: Asito + Sodexo"
    job = part(made, title)
    whole = said(tuple(job))
    assert hours_text(one.job.minutes, lang) in whole
    for pay in one.recommendation.construction.pay:
        assert pay.floor is not None
        assert pay.eur_week is not None
        assert euros(pay.floor.eur_hour)(lang) in whole
        assert euros(pay.eur_week)(lang) in whole
    for text in (*one.recommendation.reasons, *one.recommendation.what_would_change):
        assert text(lang) in whole
    lines = next(table for table in tables(job) if table.caption == employer_words.LABELS["lines"](lang))
    facts = one.recommendation.construction.facts
    assert [row[0] for row in lines.rows] == [fact.label(lang) for fact in facts]
    booked = dossier_of(problem, result).attributed.rows
    assert all(euros(row.social_return_eur or Decimal())(lang) in whole for row in booked)
    for measurement in one.loonwaarde.measurements:
        for main in measurement.work.main_tasks:
            assert " + ".join(task.title for task, _ in main.tasks) in whole


@pytest.mark.parametrize("lang", LANGS)
def test_the_hours_of_the_jobs_add_up_to_the_total_of_the_table(lang: Lang) -> None:
    _, result = small()
    (table,) = tables(part(report(lang), words.LABELS["jobs"](lang)))
    assert table.total
    hours = [str(row[2]).replace(",", ".") for row in table.rows]
    assert sum(Decimal(each) for each in hours[:-1]) == Decimal(hours[-1])
    assert len(table.rows) == len(result.jobs) + 1


@pytest.mark.parametrize("lang", LANGS)
def test_three_ledgers_stand_apart_and_are_never_added_up(lang: Lang) -> None:
    """Only the ledger of hours has a total; obligations have none."""
    made = report(lang, worked)
    label = social_words.LABELS
    paid, owed, memo = (tables(part(made, label[key](lang))) for key in ("paid", "owed", "memo"))
    assert paid[0].total
    assert not owed[0].total
    assert not memo[0].total
    found = dossier_of(*worked()).attributed
    for supplier_id, owes in found.obligations.items():
        supplier = worked()[0].supplier_by_id[supplier_id]
        row = next(row for row in owed[0].rows if supplier.name in said(row))
        if owes.booked:
            assert euros(owes.booked)(lang) in said(row)


@pytest.mark.parametrize("lang", LANGS)
def test_every_norm_used_is_listed_once_with_its_number_date_source_and_confidence(lang: Lang) -> None:
    problem, result = worked()
    made = report(lang, worked)
    (table,) = tables(part(made, social_words.LABELS["norms"](lang)))
    rows = [row for row in table.rows if len(row) > 1]
    numbers = [cell.words[0].text for row in rows if isinstance(cell := row[0], Rich)]
    assert numbers == [f"N{number}" for number in range(1, len(rows) + 1)]
    used = {reading.norm.label(lang) for reading in dossier_of(problem, result).norms.used}
    assert used <= {row[1] for row in rows}
    assert all(said(row[column]) for row in rows for column in (3, 4, 5))


def on_day(day: date | None) -> tuple[Problem, Result]:
    """The worked example on another day."""
    of, result = worked()
    return of.model_copy(update={"scenario": of.scenario.model_copy(update={"plan_date": day})}), result


@pytest.mark.parametrize("lang", LANGS)
def test_norms_of_another_time_are_told_at_the_beginning_and_marked_in_the_list(lang: Lang) -> None:
    of, result = on_day(date(2035, 1, 1))
    made = report_content(of, result, (), lang)
    first = part(made, social_words.LABELS["stale"](lang))
    (table,) = tables(part(made, social_words.LABELS["norms"](lang)))
    past = [reading for reading in dossier_of(of, result).norms.used if not reading.in_time]
    assert past
    assert all(reading.norm.label(lang) in said(tuple(first)) for reading in past)
    assert {said(table.rows[row][1]) for row in table.marked} >= {each.norm.label(lang) for each in past}


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_says_for_which_day_it_is(lang: Lang) -> None:
    assert {"en": "2 March 2026", "nl": "2 maart 2026"}[lang] in said(report(lang, worked).blocks[:4])
    of, result = on_day(None)
    text = social_words.LABELS["no_plan_date"](lang, day=day_text(date.today()))
    assert text in said(report_content(of, result, (), lang).blocks[:4])


def test_links_survive_and_other_markup_does_not() -> None:
    made = spans(Markup('a <strong>b</strong> &lt;i&gt; <a href="#norm-3">N3</a>, end'))
    assert made == (Span("a b <i> "), Span("N3", "norm-3"), Span(", end"))


def test_a_text_that_is_no_markup_is_taken_as_it_is() -> None:
    """A title cannot make a link, nor lose what looks like a tag."""
    title = '<a href="#norm-3">N3</a> &amp; <b>'
    assert spans(title) == (Span(title),)
    escaped = Markup.escape(title)
    assert said(spans(escaped)) == title
    assert all(not span.to for span in spans(escaped))


def test_words_below_are_joined_only_where_there_are_two() -> None:
    assert rich("a").under == ()
    assert rich("a", "b").under == (Span("b"),)
    assert rich("a", "", "c").under == (Span("c"),)
    assert said(rich("a", "b", "c").under) == "b\n · \nc"


def test_no_amount_is_torn_from_its_sign() -> None:
    assert set_tight("€ 1 and € 2") == "€\u00a01 and €\u00a02"
    assert set_tight("61,9 % en 5 %.") == "61,9\u00a0% en 5\u00a0%."


@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_without_jobs_is_a_report_too(lang: Lang) -> None:
    of = sample.problem()
    made = report_content(of, sample.result(of, ()), (), lang)
    titles = [heading.text for heading in headings(made) if heading.level == 1]
    assert words.LABELS["job_by_job"](lang) not in titles
    assert words.LABELS["left_over"](lang) in titles
