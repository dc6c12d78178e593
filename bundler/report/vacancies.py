"""Vacancies as HTML pages that need nothing beside themselves: one for each job, and one with all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources

from bundler.attribution.shown import day_text, euros
from bundler.attribution.vacancy_model import Vacancy
from bundler.attribution.vacancy_week import WeekLine
from bundler.i18n import Lang, Text
from bundler.report.filenames import names_for_jobs
from bundler.report.jobposting import as_script, job_posting
from bundler.units import hours_text

LABELS: dict[str, Text] = {
    "vacancies": Text("Vacancies", "Vacatures"),
    "contents": Text("Contents", "Inhoud"),
    "number": Text("Number", "Nummer"),
    "hours": Text("hours a week", "uur per week"),
    "days": Text("days a week", "dagen per week"),
    "one_day": Text("day a week", "dag per week"),
    "page": Text("Page", "Pagina"),
    "pay": Text("an hour, before tax", "per uur, bruto"),
    "pay_unknown": Text("not known yet", "nog niet bekend"),
    "your_week": Text("Your week", "Je week"),
    "day": Text("Days", "Dagen"),
    "time": Text("Time", "Tijd"),
    "what": Text("What", "Wat"),
    "where": Text("Where", "Waar"),
    "none": Text("This plan has no jobs.", "Dit plan heeft geen banen."),
    "to_top": Text("Back to the contents", "Terug naar de inhoud"),
    "made": Text(
        "Made with bundler from the plan of {day}. A draft, to be checked by people.",
        "Gemaakt met bundler uit het plan van {day}. Een concept, door mensen na te kijken.",
    ),
}
NO_BREAK = "\N{NO-BREAK SPACE}"
_FROM = Text("from {low}", "vanaf {low}")


def vacancy_pages(vacancies: Sequence[Vacancy], lang: Lang) -> dict[str, bytes]:
    """Every page by file name: ``vacancies-nl.html`` with all, ``vacancy-J01-nl.html`` for each job.

    Each page holds its jobs as schema.org JobPosting too. The same arguments give the same bytes.
    """
    pages = {f"vacancies-{lang}.html": render(vacancies, lang, together=True)}
    for name, vacancy in zip(file_names(vacancies), vacancies, strict=True):
        pages[f"{name}-{lang}.html"] = render([vacancy], lang, together=False)
    return {name: page.encode("utf-8") for name, page in pages.items()}


def file_names(vacancies: Iterable[Vacancy]) -> list[str]:
    """A file name without its ending for each vacancy."""
    return names_for_jobs("vacancy", (vacancy.job_id for vacancy in vacancies))


def pay_text(vacancy: Vacancy, lang: Lang) -> str:
    """The pay an hour in a few characters, each amount on one line; empty where it is not known."""
    low, high, _, _ = vacancy.pay
    if low is None:
        return ""
    least = euros(low)(lang).replace(" ", NO_BREAK)
    if high is None or high == low:
        return _FROM(lang, low=least)
    return f"{least} – {euros(high)(lang).replace(' ', NO_BREAK)}"


def days_label(days: int) -> Text:
    """What stands with a number of days."""
    return LABELS["one_day" if days == 1 else "days"]


def made_text(vacancies: Iterable[Vacancy], lang: Lang) -> list[str]:
    """Which plan the vacancies are made from, and that they are drafts."""
    days = sorted({vacancy.day for vacancy in vacancies})
    return [LABELS["made"](lang, day=day_text(day)) for day in days]


def render(vacancies: Sequence[Vacancy], lang: Lang, *, together: bool) -> str:
    """One page; ``together`` gives it a list of contents, also over one vacancy."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = resources.files("bundler.report").joinpath("vacancy.html.j2").read_text("utf-8")
    shown = [_shown(number, vacancy, lang) for number, vacancy in enumerate(vacancies, 1)]
    title = LABELS["vacancies"](lang) if together else str(shown[0]["heading"])
    return environment.from_string(source).render(
        lang=lang,
        t={key: text(lang) for key, text in LABELS.items() if key != "made"},
        title=title,
        together=together,
        vacancies=shown,
        made=made_text(vacancies, lang),
    )


def _look(before: WeekLine | None, line: WeekLine) -> str:
    """The classes of a row: whether other days begin with it, and whether it lies between two tasks."""
    new_days = before is not None and before.days != line.days
    return " ".join(["new-days"] * new_days + ["between"] * (not line.task))


def _shown(number: int, vacancy: Vacancy, lang: Lang) -> dict[str, object]:
    """A vacancy in one language, as the template takes it."""
    days = len({day for line in vacancy.week for day in line.days})
    return {
        "anchor": f"v{number}",
        "job_id": vacancy.job_id,
        "heading": vacancy.heading(lang),
        "hours": hours_text(vacancy.minutes, lang),
        "days": days,
        "days_label": days_label(days)(lang),
        "pay": pay_text(vacancy, lang),
        "posting": as_script(job_posting(vacancy, lang)),
        "week": [
            {
                "days": line.when(lang),
                "time": line.time,
                "what": line.what(lang),
                "where": line.place,
                "look": _look(before, line),
            }
            for before, line in zip((None, *vacancy.week[:-1]), vacancy.week, strict=True)
        ],
        "sections": [
            {
                "heading": section.heading(lang),
                "week": section.week,
                "blocks": [
                    {
                        "text": " ".join(text(lang) for text in block.sentences),
                        "lines": [
                            {
                                "text": line.text(lang),
                                "more": " ".join(text(lang) for text in line.more),
                                "uri": line.uri,
                            }
                            for line in block.lines
                        ],
                    }
                    for block in section.blocks
                ],
            }
            for section in vacancy.sections
        ],
    }
