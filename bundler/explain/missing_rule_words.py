"""How one says that a rule gives way."""

from __future__ import annotations

from bundler.i18n import Text
from bundler.units import clock, decimal

RULE_WORDS = {
    "min_hours": Text("Accept jobs from {new} hours a week", "Sta banen toe vanaf {new} uur per week"),
    "max_hours": Text("Accept jobs of up to {new} hours a week", "Sta banen toe tot {new} uur per week"),
    "max_days": Text("Accept jobs of {new} days a week", "Sta banen toe van {new} dagen per week"),
    "max_hours_per_day": Text(
        "Accept days of up to {new} hours of work and travel",
        "Sta dagen toe tot {new} uur werk en looptijd",
    ),
    "max_span_hours": Text(
        "Accept days of up to {new} hours from the first start to the last end",
        "Sta dagen toe tot {new} uur van het eerste begin tot het laatste einde",
    ),
    "max_rest_minutes": Text(
        "Accept up to {new} minutes of rest between two sessions",
        "Sta tot {new} minuten rust tussen twee blokken toe",
    ),
    "day_start": Text("Let days start from {new}", "Laat dagen beginnen vanaf {new}"),
    "day_end": Text("Let days end by {new}", "Laat dagen duren tot {new}"),
    "max_tasks": Text("Accept up to {new} tasks in a job", "Sta tot {new} taken in een baan toe"),
    "max_suppliers": Text(
        "Accept up to {new} suppliers in a job", "Sta tot {new} leveranciers in een baan toe"
    ),
    "max_competencies": Text(
        "Accept jobs that ask up to {new} competencies", "Sta banen toe die tot {new} competenties vragen"
    ),
    "max_locations": Text("Accept up to {new} places in a job", "Sta tot {new} plaatsen in een baan toe"),
    "max_travel_minutes": Text(
        "Accept up to {new} minutes of travel between two places of a job",
        "Sta tot {new} minuten lopen tussen twee plaatsen van een baan toe",
    ),
    "max_start_spread_minutes": Text(
        "Let a job's daily starts be up to {new} minutes apart",
        "Laat de begintijden van een baan tot {new} minuten verschillen",
    ),
    "min_hours_per_supplier": Text(
        "Accept {new} hours a week as the least of each supplier in a job",
        "Sta {new} uur per week toe als minimum van elke leverancier in een baan",
    ),
    "separate_settings": Text(
        "Accept indoor and outdoor tasks in one job", "Sta binnen- en buitentaken in één baan toe"
    ),
}


def value_text(code: str, value: object) -> Text:
    """A rule's value for people."""
    if code in ("day_start", "day_end"):
        shown = clock(int(str(value)))
        return Text(shown, shown)
    number = float(str(value)) if not isinstance(value, bool) else 0.0
    return Text(decimal(number), decimal(number, "nl"))
