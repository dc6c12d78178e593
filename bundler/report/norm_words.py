"""How a norm is shown: its value with its unit, since when, how sure, and the heading it stands under."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bundler.attribution.facts import UNKNOWN, Basis
from bundler.attribution.shown import day_text, euros, plain
from bundler.i18n import LANGS, Lang, Text
from bundler.norms import Confidence, Period, Reading
from bundler.norms.model import Step, Unit

BASES: dict[Basis, Text] = {
    "law": Text("law", "wet"),
    "cao": Text("CAO", "cao"),
    "choice": Text("for you to agree", "zelf af te spreken"),
    "plan": Text("follows from the plan and this construction", "volgt uit het plan en deze constructie"),
    "assumption": Text("assumption", "aanname"),
    "unknown": Text("unknown", "onbekend"),
}
CONFIDENCE: dict[Confidence, Text] = {
    "high": Text("high", "hoog"),
    "medium": Text("medium", "gemiddeld"),
    "low": Text("low, not verified", "laag, niet nagegaan"),
}
# The first part of a norm's id; a user's own kind is shown as it is written.
KINDS: dict[str, Text] = {
    "banenafspraak": Text("Banenafspraak (jobs agreement)", "Banenafspraak"),
    "blocks": Text("Building blocks for social return", "Bouwblokken voor social return"),
    "cao": Text("Collective agreements (CAO's)", "Cao’s"),
    "hygiene": Text("Hygiene", "Hygiëne"),
    "job_coach": Text("Job coach", "Jobcoach"),
    "lks": Text("Wage subsidy (loonkostensubsidie)", "Loonkostensubsidie"),
    "lkv": Text("Wage cost advantage (LKV)", "Loonkostenvoordeel (LKV)"),
    "loonwaarde": Text("Loonwaarde (value of the work)", "Loonwaarde"),
    "minimum_call": Text("Work on call", "Oproepwerk"),
    "minimum_wage": Text("Minimum wage", "Minimumloon"),
    "no_risk": Text("Sickness benefit (no-risk policy)", "No-riskpolis"),
    "privacy": Text("Privacy", "Privacy"),
    "security": Text("Security work", "Beveiliging"),
    "social_return": Text("Social return", "Social return"),
    "uniform": Text("Clothing", "Kleding"),
    "viability": Text("When a job can be lived with", "Wanneer een baan te doen is"),
    "waadi": Text("Lending of workers (Waadi)", "Uitlenen van werknemers (Waadi)"),
    "work_capacity": Text("Capacity to work", "Arbeidsvermogen"),
    "working_time": Text("Working hours", "Werktijden"),
    "wtta": Text("Admission to lend (Wtta)", "Toelating om uit te lenen (Wtta)"),
}
_UNITS: dict[Unit, Text] = {
    "eur": Text("{number}", "{number}"),
    "eur/hour": Text("{number} an hour", "{number} per uur"),
    "eur/km": Text("{number} a kilometre", "{number} per kilometer"),
    "eur/month": Text("{number} a month", "{number} per maand"),
    "eur/year": Text("{number} a year", "{number} per jaar"),
    "hours": Text("{number} hours", "{number} uur"),
    "hours/week": Text("{number} hours a week", "{number} uur per week"),
    "minutes": Text("{number} minutes", "{number} minuten"),
    "percent": Text("{number} %", "{number} %"),
    "days": Text("{number} days", "{number} dagen"),
    "weeks": Text("{number} weeks", "{number} weken"),
    "months": Text("{number} months", "{number} maanden"),
    "years": Text("{number} years", "{number} jaar"),
    "km": Text("{number} km", "{number} km"),
    "number": Text("{number}", "{number}"),
}
NOT_VERIFIED = Text("not verified", "niet nagegaan")
_STEP = Text("{name}: {value}", "{name}: {value}")
_YES, _NO = Text("yes", "ja"), Text("no", "nee")
_NOT_VERIFIED = Text("Not verified: {value}", "Niet nagegaan: {value}")
_FROM_TO = Text("{start} to {end}", "{start} tot en met {end}")
_FROM = Text("from {start}", "vanaf {start}")
_UNTIL = Text("until {end}", "tot en met {end}")
_UNDATED = Text("undated", "zonder datum")
_PAST, _LATER = Text("past", "verlopen"), Text("of later", "van later")
_PAST_LONG = Text("Past on the plan's day: look up what holds.", "Verlopen op de plandag: zoek op wat geldt.")
_LATER_LONG = Text(
    "Known only from a later day: look up what holds.", "Pas van een latere dag bekend: zoek op wat geldt."
)
_NOT_KNOWN = Text("–", "–")
# The catalogues say these in both languages at once.
_OWN_WORDS = (
    Text("not found", "niet gevonden"),
    Text("not verified", "niet nagegaan"),
    Text("own choice", "eigen keuze"),
    Text("own reading", "eigen afleiding"),
)


def value_text(reading: Reading) -> Text:
    """A norm's value as people read it: ``unknown`` where nobody knows, marked where it is not verified."""
    value = reading.period.value
    if value is None:
        return UNKNOWN
    text = _value(value, reading.norm.unit)
    return text if verified(reading) else _NOT_VERIFIED.fill(value=text)


def _value(value: object, unit: Unit) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Decimal):
        number = euros(value) if unit.startswith("eur") else plain(value)
        return _UNITS[unit].fill(number=number)
    steps = [_STEP.fill(name=step.name, value=_value(step.value, unit)) for step in _steps(value)]
    return Text(*("; ".join(step(lang) for step in steps) for lang in LANGS))


def _steps(value: object) -> tuple[Step, ...]:
    return value if isinstance(value, tuple) else ()


def period_text(period: Period) -> Text:
    """From when to when a value holds, as far as its source says."""
    start, end = period.valid_from, period.valid_to
    if start and end:
        return _FROM_TO.fill(start=start, end=end)
    if start:
        return _FROM.fill(start=start)
    if end:
        return _UNTIL.fill(end=end)
    return _NOT_KNOWN if period.value is None else _UNDATED


def since_text(period: Period) -> Text:
    """The first day of a period in a few characters."""
    if period.valid_from:
        return Text(str(period.valid_from), str(period.valid_from))
    return UNKNOWN if period.value is None else _UNDATED


def verified(reading: Reading) -> bool:
    """Whether a value may be taken as it is; what nobody knows needs no verifying."""
    return not reading.known or reading.period.confidence != "low"


def time_mark(reading: Reading, *, long: bool = False) -> Text | None:
    """That a value was found for another time than the plan's day; None where it was not."""
    if reading.in_time:
        return None
    end = reading.period.valid_to
    if end is not None and reading.day > end:
        return _PAST_LONG if long else _PAST
    return _LATER_LONG if long else _LATER


def source_text(period: Period, lang: Lang) -> str:
    """Where a value was found, in one language."""
    text = period.source
    for words in _OWN_WORDS:
        text = text.replace(f"{words.nl} / {words.en}", words(lang))
    return text
