"""The rules a job and a plan must keep: for each a code and a sentence, in English and Dutch.

The code of a rule that the user can change is the name of its field in ``Rules``. The other rules
say what a plan *is*: they cannot be switched off.
"""

from __future__ import annotations

from typing import NamedTuple

from bundler.i18n import Text


class Rule(NamedTuple):
    """One rule: its code, what it asks, and how a violation is put in words.

    ``violation`` may name ``{where}`` (a day or a task), ``{value}`` (what was found), ``{limit}``
    and ``{excess}`` (by how much it fails, with its unit).
    """

    code: str
    sentence: Text
    violation: Text


def _rule(code: str, sentence_en: str, sentence_nl: str, violation_en: str, violation_nl: str) -> Rule:
    return Rule(code, Text(sentence_en, sentence_nl), Text(violation_en, violation_nl))


JOB_RULES = (
    _rule(
        "max_suppliers",
        "A job draws on at most this many suppliers.",
        "Een baan put uit ten hoogste zoveel leveranciers.",
        "draws on {value} suppliers ({where}), at most {limit} allowed",
        "put uit {value} leveranciers ({where}), hooguit {limit} toegestaan",
    ),
    _rule(
        "min_hours",
        "A job has at least this many task hours a week.",
        "Een baan heeft ten minste zoveel taakuren per week.",
        "has {value} hours a week: {excess} short of {limit}",
        "heeft {value} uur per week: {excess} minder dan {limit}",
    ),
    _rule(
        "max_hours",
        "A job has at most this many task hours a week.",
        "Een baan heeft ten hoogste zoveel taakuren per week.",
        "has {value} hours a week: {excess} more than {limit}",
        "heeft {value} uur per week: {excess} meer dan {limit}",
    ),
    _rule(
        "max_days",
        "A job has at most this many working days a week.",
        "Een baan heeft ten hoogste zoveel werkdagen per week.",
        "works on {value} days, at most {limit} allowed",
        "werkt op {value} dagen, hooguit {limit} toegestaan",
    ),
    _rule(
        "max_hours_per_day",
        "Task and travel time of a day stay within this.",
        "Taak- en looptijd van een dag blijven hierbinnen.",
        "{where}: {value} hours of work and travel: {excess} too long",
        "{where}: {value} uur werk en looptijd: {excess} te lang",
    ),
    _rule(
        "max_span_hours",
        "From the first start to the last end of a day takes at most this.",
        "Van het eerste begin tot het laatste einde van een dag duurt hooguit dit.",
        "{where}: {value} hours from first start to last end: {excess} too long",
        "{where}: {value} uur van eerste begin tot laatste einde: {excess} te lang",
    ),
    _rule(
        "max_rest_minutes",
        "Every rest between two sessions is at most this (no split shifts).",
        "Elke rust tussen twee blokken is hooguit dit (geen gebroken diensten).",
        "{where}: {value} minutes of rest: {excess} too long",
        "{where}: {value} minuten rust: {excess} te lang",
    ),
    _rule(
        "day_start",
        "No session starts before this time.",
        "Geen blok begint voor dit tijdstip.",
        "{where}: starts at {value}: {excess} before {limit}",
        "{where}: begint om {value}: {excess} voor {limit}",
    ),
    _rule(
        "day_end",
        "No session ends after this time.",
        "Geen blok eindigt na dit tijdstip.",
        "{where}: ends at {value}: {excess} after {limit}",
        "{where}: eindigt om {value}: {excess} na {limit}",
    ),
    _rule(
        "break_rule",
        "A long day has the break the law asks (Arbeidstijdenwet art. 5:4), in rests of 15 minutes or more.",
        "Een lange dag heeft de wettelijke pauze (Arbeidstijdenwet art. 5:4), in rusten van minstens 15 min.",
        "{where}: {value} minutes of break: {excess} short of {limit}",
        "{where}: {value} minuten pauze: {excess} minder dan {limit}",
    ),
    _rule(
        "break_in_session",
        "No single session is longer than one may work without a break.",
        "Geen enkel blok is langer dan men zonder pauze mag werken.",
        "{where}: one session of {value} hours has no break inside it: {excess} too long, split it",
        "{where}: één blok van {value} uur heeft geen pauze in zich: {excess} te lang, splits het",
    ),
    _rule(
        "daily_rest_hours",
        "Between the end of a day and the next day's start lies at least this rest.",
        "Tussen het einde van een dag en het begin van de volgende ligt ten minste deze rust.",
        "{where}: {value} hours of rest overnight: {excess} short of {limit}",
        "{where}: {value} uur nachtrust: {excess} minder dan {limit}",
    ),
    _rule(
        "weekly_rest_hours",
        "The week has one work-free stretch of at least this.",
        "De week heeft één aaneengesloten vrije periode van ten minste dit.",
        "the longest work-free stretch is {value} hours: {excess} short of {limit}",
        "de langste vrije periode is {value} uur: {excess} minder dan {limit}",
    ),
    _rule(
        "max_tasks",
        "A job has at most this many distinct tasks.",
        "Een baan heeft ten hoogste zoveel verschillende taken.",
        "has {value} tasks, at most {limit} allowed",
        "heeft {value} taken, hooguit {limit} toegestaan",
    ),
    _rule(
        "max_competencies",
        "The tasks of a job ask at most this many distinct competencies.",
        "De taken van een baan vragen ten hoogste zoveel verschillende competenties.",
        "asks {value} competencies ({where}), at most {limit} allowed",
        "vraagt {value} competenties ({where}), hooguit {limit} toegestaan",
    ),
    _rule(
        "max_locations",
        "A job is at no more than this many places.",
        "Een baan is op ten hoogste zoveel plaatsen.",
        "is at {value} places ({where}), at most {limit} allowed",
        "is op {value} plaatsen ({where}), hooguit {limit} toegestaan",
    ),
    _rule(
        "max_travel_minutes",
        "Any two places of a job are within this many minutes, also on different days.",
        "Elke twee plaatsen van een baan liggen binnen zoveel minuten, ook op verschillende dagen.",
        "from {where} takes {value} minutes: {excess} too far",
        "van {where} duurt {value} minuten: {excess} te ver",
    ),
    _rule(
        "unreachable",
        "Places that cannot be reached from each other never share a job.",
        "Plaatsen die vanuit elkaar niet bereikbaar zijn, komen nooit in één baan.",
        "{where} cannot be reached from each other",
        "{where} zijn vanuit elkaar niet bereikbaar",
    ),
    _rule(
        "max_start_spread_minutes",
        "The earliest and the latest daily start are at most this far apart.",
        "Het vroegste en het laatste begin van de werkdagen liggen hooguit zo ver uit elkaar.",
        "daily starts lie {value} minutes apart: {excess} too much",
        "de dagelijkse begintijden liggen {value} minuten uit elkaar: {excess} te veel",
    ),
    _rule(
        "min_hours_per_supplier",
        "Each supplier in a job has at least this many hours of it.",
        "Elke leverancier in een baan heeft er ten minste zoveel uren van.",
        "{where} has {value} hours: {excess} short of {limit}",
        "{where} heeft {value} uur: {excess} minder dan {limit}",
    ),
    _rule(
        "min_supervised_share",
        "At least this share of a job's hours is on tasks where someone can supervise.",
        "Ten minste dit deel van de uren van een baan is op taken waar iemand kan begeleiden.",
        "{value} % of the hours is supervised: {excess} short of {limit} %",
        "{value} % van de uren is begeleid: {excess} minder dan {limit} %",
    ),
    _rule(
        "separate_settings",
        "Indoor and outdoor tasks are not in one job.",
        "Binnen- en buitentaken zitten niet in één baan.",
        "mixes indoor and outdoor tasks ({where})",
        "mengt binnen- en buitentaken ({where})",
    ),
    _rule(
        "food_after_sanitary",
        "On one day no food session comes after a sanitary one.",
        "Op één dag komt geen blok met voedsel na een blok sanitair.",
        "{where}: food after sanitary work",
        "{where}: voedsel na sanitair werk",
    ),
    _rule(
        "excluded_certificates",
        "Tasks that ask one of these certificates stay out.",
        "Taken die een van deze certificaten vragen, doen niet mee.",
        "{where} asks a certificate that is excluded: {value}",
        "{where} vraagt een uitgesloten certificaat: {value}",
    ),
    _rule(
        "grid_minutes",
        "All starts lie on this grid of minutes.",
        "Alle begintijden liggen op dit raster van minuten.",
        "{where}: {value} is not on the grid of {limit} minutes",
        "{where}: {value} ligt niet op het raster van {limit} minuten",
    ),
    _rule(
        "window",
        "Every session lies inside its task's time window.",
        "Elk blok ligt binnen het tijdvenster van zijn taak.",
        "{where}: {value} lies {excess} outside the window {limit}",
        "{where}: {value} ligt {excess} buiten het venster {limit}",
    ),
    _rule(
        "task_day",
        "Every session is on a day of its task, at most one a day.",
        "Elk blok is op een dag van zijn taak, hooguit één per dag.",
        "{where}: {value} is not a possible day of the task, or is used twice",
        "{where}: {value} is geen mogelijke dag van de taak, of is dubbel gebruikt",
    ),
    _rule(
        "session_length",
        "Every session is as long as its task's sessions.",
        "Elk blok is zo lang als de blokken van zijn taak.",
        "{where}: a session of {value} minutes where the task has {limit}",
        "{where}: een blok van {value} minuten waar de taak er {limit} heeft",
    ),
    _rule(
        "session_count",
        "A job holds the whole weekly series, or of a shareable task at least the smallest share.",
        "Een baan houdt de hele weekreeks, of van een deelbare taak ten minste het kleinste deel.",
        "{where}: {value} sessions a week, must be {limit}",
        "{where}: {value} blokken per week, moet {limit} zijn",
    ),
    _rule(
        "overlap",
        "Sessions do not overlap and leave the time to walk from one to the next.",
        "Blokken overlappen niet en laten tijd om van het ene naar het andere te lopen.",
        "{where}: {excess} too little between two sessions",
        "{where}: {excess} te weinig tussen twee blokken",
    ),
    _rule(
        "known_task",
        "Every session is of a task in the data that may be used on the plan date.",
        "Elk blok hoort bij een taak uit de gegevens die op de plandatum mag.",
        "{where} is no task that can be used",
        "{where} is geen taak die gebruikt kan worden",
    ),
)

PLAN_RULES = (
    _rule(
        "headcount",
        "A whole-series task is in no more jobs than its headcount.",
        "Een taak met hele reeks zit in niet meer banen dan er personen nodig zijn.",
        "{where} is in {value} jobs, at most {limit} allowed",
        "{where} zit in {value} banen, hooguit {limit} toegestaan",
    ),
    _rule(
        "headcount_day",
        "A shareable task has no more persons on a day than its headcount.",
        "Een deelbare taak heeft op een dag niet meer personen dan er nodig zijn.",
        "{where}: {value} persons, at most {limit} allowed",
        "{where}: {value} personen, hooguit {limit} toegestaan",
    ),
    _rule(
        "sessions_total",
        "A shareable task has no more sessions a week than headcount × sessions per week.",
        "Een deelbare taak heeft niet meer blokken per week dan personen × blokken per week.",
        "{where}: {value} sessions, at most {limit} allowed",
        "{where}: {value} blokken, hooguit {limit} toegestaan",
    ),
    _rule(
        "job_id",
        "Every job has an id of its own.",
        "Elke baan heeft een eigen id.",
        "the id {where} is used {value} times",
        "de id {where} is {value} keer gebruikt",
    ),
    _rule(
        "pin_together",
        "Tasks pinned together are in one job.",
        "Taken die bij elkaar horen, zitten in één baan.",
        "no job holds all of {where}",
        "geen baan heeft {where} allemaal",
    ),
    _rule(
        "pin_apart",
        "Of tasks pinned apart no two are in one job.",
        "Van taken die uit elkaar moeten, zitten er geen twee in één baan.",
        "{where} are in one job but pinned apart",
        "{where} zitten in één baan maar moeten uit elkaar",
    ),
    _rule(
        "pin_place",
        "A task pinned in is in a job.",
        "Een taak die mee moet, zit in een baan.",
        "{where} must be in a job",
        "{where} moet in een baan zitten",
    ),
    _rule(
        "pin_leave",
        "A task pinned out is in no job.",
        "Een taak die buiten moet blijven, zit in geen baan.",
        "{where} must stay out",
        "{where} moet buiten blijven",
    ),
    _rule(
        "pin_job",
        "A pinned job exists: exactly these tasks.",
        "Een vastgelegde baan bestaat: precies deze taken.",
        "no job has exactly the tasks {where}",
        "geen baan heeft precies de taken {where}",
    ),
    _rule(
        "pin_forbid_suppliers",
        "Of suppliers kept apart no two are in one job.",
        "Van leveranciers die uit elkaar blijven, zitten er geen twee in één baan.",
        "{where} are in one job but are kept apart",
        "{where} zitten in één baan maar blijven uit elkaar",
    ),
)

RULES = {rule.code: rule for rule in JOB_RULES + PLAN_RULES}
