"""A plan as a notebook shows it."""

from __future__ import annotations

from markupsafe import Markup

from bundler.api import html
from bundler.domain import Problem, Result
from bundler.i18n import Lang, Text
from bundler.report.colors import supplier_styles
from bundler.report.views import left_rows, points_text
from bundler.report.words import LABELS
from bundler.units import hours_text
from bundler.verbs.given import OTHER_INPUT
from bundler.verbs.plan_lines import hours_line, worth_lines

_MOST_OPEN = 12
_SHOWN = 100
_MORE = Text("… and {number} more; see .jobs.", "… en nog {number}; zie .jobs.")
_PICTURE = Text(
    'A picture of a week: .job("{job}"); of all: .plot().',
    'Een week als plaatje: .job("{job}"); alles: .plot().',
)


def plan_html(data: Problem, result: Result, lang: Lang, *, same_input: bool) -> Markup:
    """What the plan comes to, its jobs, and what is left over."""
    styles = supplier_styles(data.suppliers)
    lines = [hours_line(data, result, lang), *worth_lines(result, lang)]
    parts = [html.title(data.scenario.name), html.paragraph(lines)]
    if not same_input:
        parts.append(html.paragraph([OTHER_INPUT(lang)]))
    if result.jobs:
        parts.append(_jobs(data, result, lang))
    left = [
        [row.task_id, row.title, html.suppliers([row.supplier]), str(row.sessions), row.hours, row.text]
        for row in left_rows(data, result, styles, lang)
    ]
    if left:
        heads = [LABELS[key](lang) for key in ("task", "what", "supplier", "sessions", "hours", "why")]
        parts.append(
            html.folded(f"{LABELS['left_over'](lang)} ({len(left)})", html.table(heads, left, {3, 4}))
        )
    return html.block(*parts)


def _jobs(data: Problem, result: Result, lang: Lang) -> Markup:
    jobs, styles = result.jobs, supplier_styles(data.suppliers)
    rows = [
        [
            job.job_id,
            html.suppliers(styles[name] for name in job.suppliers),
            hours_text(job.minutes, lang),
            str(len({session.day for session in job.roster})),
            str(len(job.task_ids)),
            points_text(job.score, lang),
        ]
        for job in jobs[:_SHOWN]
    ]
    heads = [LABELS[key](lang) for key in ("job", "suppliers", "hours", "days", "tasks", "score")]
    notes = [_PICTURE(lang, job=jobs[0].job_id)]
    if len(jobs) > _SHOWN:
        notes.insert(0, _MORE(lang, number=len(jobs) - _SHOWN))
    content = html.table(heads, rows, {2, 3, 4, 5}) + html.paragraph(notes)
    return html.folded(f"{LABELS['jobs'](lang)} ({len(jobs)})", content, unfolded=len(jobs) <= _MOST_OPEN)
