"""A problem as it shows itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bundler.api import html
from bundler.api.problem_frames import settings_rows
from bundler.domain import Problem
from bundler.findings import Finding
from bundler.i18n import Lang, Text
from bundler.report.colors import supplier_styles
from bundler.report.words import LABELS
from bundler.units import hours_text
from bundler.verbs.finding_counts import counts

_COUNTS = Text(
    "{tasks} tasks of {suppliers} suppliers at {locations} places, {hours} hours a week offered.",
    "{tasks} taken van {suppliers} leveranciers op {locations} plaatsen, {hours} uur per week aangeboden.",
)
_OTHER = Text("Not as by default: {settings}.", "Anders dan standaard: {settings}.")
_FOUND = Text("{counts}; see .findings.", "{counts}; zie .findings.")
_PINS = Text("Pins: {pins}.", "Vastgezet: {pins}.")


def problem_lines(data: Problem, findings: Sequence[Finding], lang: Lang) -> Iterator[str]:
    """Its name and sizes, what is not as by default, and how much was found."""
    scenario = data.scenario
    if scenario.name:
        yield scenario.name
    hours = hours_text(sum(task.offered_minutes for task in data.tasks), lang)
    sizes = {"tasks": data.tasks, "suppliers": data.suppliers, "locations": data.locations}
    yield _COUNTS(lang, hours=hours, **{name: len(each) for name, each in sizes.items()})
    settings = settings_rows(data)
    other = [f"{section}.{name} {value}" for section, name, value, usual in settings if value != usual]
    if other:
        yield _OTHER(lang, settings=", ".join(other))
    if scenario.pins:
        yield _PINS(lang, pins="; ".join(f"{pin.kind} {', '.join(pin.ids)}" for pin in scenario.pins))
    if findings:
        yield _FOUND(lang, counts=counts(findings, zeros=False))


def problem_html(data: Problem, findings: Sequence[Finding], lang: Lang) -> Markup:
    """The same, and what each supplier offers."""
    lines = list(problem_lines(data, findings, lang))
    name = lines.pop(0) if data.scenario.name else ""
    rows = []
    for style in supplier_styles(data.suppliers).values():
        own = [task for task in data.tasks if task.supplier_id == style.supplier_id]
        offered = hours_text(sum(task.offered_minutes for task in own), lang)
        rows.append([html.suppliers([style]), str(len(own)), offered])
    heads = [LABELS[key](lang) for key in ("supplier", "tasks", "hours_week")]
    return html.block(html.title(name), html.paragraph(lines), html.table(heads, rows, {1, 2}))
