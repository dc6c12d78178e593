"""A vacancy as schema.org JobPosting, the form that job sites read; JSON-LD for inside a page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from bundler.attribution.vacancy_model import Section, Vacancy
from bundler.attribution.vacancy_week import place_name
from bundler.domain import Location
from bundler.i18n import Lang, Text
from bundler.units import hours_text

_HOURS = Text("{hours} hours a week; {timetable}", "{hours} uur per week; {timetable}")
# In a script element these could end it, or begin a comment in it; JSON may write them as it likes.
_UNSAFE = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def job_posting(vacancy: Vacancy, lang: Lang) -> dict[str, object]:
    """The posting as an object for JSON; what is not known is left out."""
    posting: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "value": vacancy.job_id},
        "title": vacancy.heading(lang),
        "description": _description(vacancy, lang),
        "datePosted": vacancy.day.isoformat(),
        "employmentType": "FULL_TIME" if vacancy.full_time else "PART_TIME",
        "workHours": _HOURS(lang, hours=hours_text(vacancy.minutes, lang), timetable=vacancy.timetable(lang)),
        "jobLocation": [_place(place) for place in vacancy.places],
        "responsibilities": list(vacancy.tasks),
    }
    if vacancy.skills:
        posting["skills"] = [
            {"@type": "DefinedTerm", "name": skill.label(lang)}
            | ({"description": skill.description(lang)} if skill.description(lang) else {})
            | ({"url": skill.uri} if skill.uri else {})
            for skill in vacancy.skills
        ]
    if vacancy.by_law:
        posting["qualifications"] = [text(lang) for text in vacancy.by_law]
    if vacancy.employers:
        named = [{"@type": "Organization", "name": name} for name in vacancy.employers]
        posting["hiringOrganization"] = named[0] if len(named) == 1 else named
    salary = _salary(vacancy)
    if salary:
        posting["baseSalary"] = salary
    return posting


def as_script(posting: dict[str, object]) -> Markup:
    """The posting as a script element with data, that no text in it can get out of."""
    text = json.dumps(posting, ensure_ascii=False, indent=1)
    for character, written in _UNSAFE.items():
        text = text.replace(character, written)
    return Markup('<script type="application/ld+json">\n{}\n</script>').format(Markup(text))


def _place(place: Location) -> dict[str, object]:
    shown: dict[str, object] = {"@type": "Place", "name": place_name(place)}
    if place.lat is not None and place.lon is not None:
        shown["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return shown


def _salary(vacancy: Vacancy) -> dict[str, object]:
    """What an hour pays; nothing where it rests on what was not verified, for data cannot say "perhaps"."""
    low, high, readings, _ = vacancy.pay
    if low is None or any(reading.period.confidence == "low" for reading in readings):
        return {}
    value: dict[str, object] = {"@type": "QuantitativeValue", "minValue": float(low), "unitText": "HOUR"}
    if high is not None and high > low:
        value["maxValue"] = float(high)
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _description(vacancy: Vacancy, lang: Lang) -> str:
    """The text of the vacancy, without what is still to be arranged."""
    kept = [section for section in vacancy.sections if section.key not in ("open", "draft")]
    return "\n\n".join("\n".join(_lines(section, lang)) for section in kept)


def _lines(section: Section, lang: Lang) -> Iterator[str]:
    yield section.heading(lang)
    for block in section.blocks:
        if block.sentences:
            yield " ".join(text(lang) for text in block.sentences)
        for line in block.lines:
            yield " ".join([f"- {line.text(lang)}", *(f"({text(lang)})" for text in line.more)])
