"""What the axes of a sweep and the values on them are called, in a few words."""

from __future__ import annotations

from bundler.domain.scenario import Objective
from bundler.i18n import Lang, Text
from bundler.scenarios.grid import Axis, value_text

AXIS_NAMES: dict[str, Text] = {
    "rules.max_suppliers": Text("Suppliers per job, at most", "Leveranciers per baan, hooguit"),
    "rules.min_hours": Text("Hours a week, at least", "Uren per week, ten minste"),
    "rules.max_hours": Text("Hours a week, at most", "Uren per week, hooguit"),
    "rules.max_days": Text("Days a week, at most", "Dagen per week, hooguit"),
    "rules.max_hours_per_day": Text("Hours a day, at most", "Uren per dag, hooguit"),
    "rules.max_span_hours": Text("Hours from start to end, at most", "Uren van begin tot eind, hooguit"),
    "rules.max_rest_minutes": Text("Minutes of rest, at most", "Minuten rust, hooguit"),
    "rules.day_start": Text("Start of the day", "Begin van de dag"),
    "rules.day_end": Text("End of the day", "Einde van de dag"),
    "rules.break_rule": Text("Break rule", "Pauzeregel"),
    "rules.daily_rest_hours": Text("Hours of daily rest", "Uren dagelijkse rust"),
    "rules.weekly_rest_hours": Text("Hours of weekly rest", "Uren wekelijkse rust"),
    "rules.max_tasks": Text("Tasks per job, at most", "Taken per baan, hooguit"),
    "rules.max_competencies": Text("Competencies per job, at most", "Competenties per baan, hooguit"),
    "rules.max_locations": Text("Places per job, at most", "Plaatsen per baan, hooguit"),
    "rules.max_travel_minutes": Text("Minutes between places, at most", "Minuten tussen plaatsen, hooguit"),
    "rules.max_start_spread_minutes": Text(
        "Minutes between starts, at most", "Minuten tussen begintijden, hooguit"
    ),
    "rules.min_hours_per_supplier": Text("Hours per supplier, at least", "Uren per leverancier, ten minste"),
    "rules.min_supervised_share": Text("Supervised share, at least", "Deel met begeleiding, ten minste"),
    "rules.separate_settings": Text("Indoors and outdoors apart", "Binnen en buiten apart"),
    "rules.food_after_sanitary": Text("Food after sanitary work", "Voedsel na sanitair"),
    "rules.excluded_certificates": Text("Certificates left out", "Certificaten die niet meedoen"),
    "rules.grid_minutes": Text("Grid of starts, minutes", "Raster van begintijden, minuten"),
    "rules.walking_speed_kmh": Text("Walking speed, km an hour", "Loopsnelheid, km per uur"),
    "rules.detour": Text("Detour factor", "Omwegfactor"),
    "rules.same_site_minutes": Text("Minutes within a site", "Minuten binnen een terrein"),
    "weights.hours": Text("Points per hour", "Punten per uur"),
    "weights.second_supplier": Text("Points off: second supplier", "Punten eraf: tweede leverancier"),
    "weights.extra_task": Text("Points off: extra task", "Punten eraf: extra taak"),
    "weights.extra_location": Text("Points off: extra place", "Punten eraf: extra plaats"),
    "weights.travel": Text("Points off: hour of travel", "Punten eraf: uur lopen"),
    "weights.idle": Text("Points off: hour of waiting", "Punten eraf: uur wachten"),
    "weights.irregular_start": Text("Points off: changing starts", "Punten eraf: wisselend begin"),
    "weights.off_target": Text("Points off: hour off target", "Punten eraf: uur naast streven"),
    "weights.target_hours": Text("Target, hours a week", "Streven, uren per week"),
    "solve.objective": Text("What is best", "Wat het beste is"),
    "solve.gap": Text("Close enough to the bound", "Dicht genoeg bij de grens"),
    "solve.seed": Text("Start of the random numbers", "Begin van de toevalsgetallen"),
    "scenario.plan_date": Text("Plan date", "Plandatum"),
}
OBJECTIVES: dict[Objective, Text] = {
    "balanced": Text("balanced", "in balans"),
    "most-hours": Text("most hours", "meeste uren"),
    "most-jobs": Text("most jobs", "meeste banen"),
    "fewest-jobs": Text("fewest jobs", "minste banen"),
}
_BREAKS = {
    "adult": Text("adults", "volwassenen"),
    "youth": Text("16 and 17", "16 en 17 jaar"),
    "none": Text("none", "geen"),
}


def axis_name(axis: Axis, lang: Lang) -> str:
    """A few words for the axis."""
    return AXIS_NAMES[axis.name](lang)


def axis_value(axis: Axis, value: object, lang: Lang) -> str:
    """A value as people read it."""
    for name, words in (("solve.objective", OBJECTIVES), ("rules.break_rule", _BREAKS)):
        if axis.name == name:
            return dict(words.items())[value](lang)  # type: ignore[index]
    if axis.name == "solve.gap" and isinstance(value, int | float):
        return f"{value_text(axis, 100 * value, lang)} %"
    return value_text(axis, value, lang)
