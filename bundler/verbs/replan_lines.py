"""What planning again changes, in lines to read and as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundler.i18n import Lang

if TYPE_CHECKING:
    from bundler.report.changes_view import JobRow, Known
    from bundler.scenarios.replan import Replanned


def replan_lines(done: Replanned, known: Known, lang: Lang) -> Iterator[str]:
    """In short what changes and what it costs that agreed jobs stay; then every job that is not the same."""
    from bundler.report import changes_words as words
    from bundler.report.changes_short import cost_sentences, count_sentences
    from bundler.report.changes_view import job_rows, rows_of

    rows = job_rows(done, known, lang)
    same = rows_of(rows, "same")
    yield from count_sentences(done, lang)
    yield from cost_sentences(done, lang)
    for row in rows:
        if row.kind != "same":
            yield ""
            yield from _job_lines(row, lang)
    if same:
        yield ""
        yield words.STAYING(lang, jobs=", ".join(row.job_id for row in same))
    for row in same:
        if row.other_suppliers:
            yield words.STAYS_WITH(lang, job=row.job_id, suppliers=row.suppliers)


def _job_lines(row: JobRow, lang: Lang) -> Iterator[str]:
    from bundler.report import changes_words as words

    yield words.HEAD(lang, job=row.job_id, happens=words.HAPPENS[row.kind](lang), suppliers=row.suppliers)
    facts = [("hours_week", row.hours), ("first_start", row.first_start), ("why", "; ".join(row.why))]
    shown = [(words.LABELS[key](lang), text) for key, text in facts if text]
    shown += [(words.LINES[line.kind](lang), line.text) for line in row.lines]
    width = max(len(label) for label, _ in shown)
    before = ""
    for label, text in shown:
        yield f"  {'' if label == before else label:<{width}}  {text}"
        before = label


def changes_files(done: Replanned, known: Known, lang: Lang) -> dict[str, bytes]:
    """What changes for whom, as files by name."""
    from bundler.report.changes_csv import changes_csv
    from bundler.report.changes_page import render_changes
    from bundler.verbs.results import CHANGES_FILES

    made = changes_csv(done, known, lang), render_changes(done, known, lang)
    return dict(zip(CHANGES_FILES, made, strict=True))
