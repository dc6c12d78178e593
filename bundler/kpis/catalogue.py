"""Every KPI once: what it is called, what it counts, and which way is better."""

from __future__ import annotations

from collections.abc import Callable

from bundler.i18n import Text
from bundler.kpis import figures, social
from bundler.kpis.facts import Facts
from bundler.kpis.model import PERCENT, Better, Kpi

_JOBS = Text("jobs", "banen")
_HOURS = Text("hours a week", "uur per week")
_HOURS_JOB = Text("hours a week per job", "uur per week per baan")
_POINTS = Text("points", "punten")
_PER_JOB = Text("per job", "per baan")
EUROS = Text("euros a year", "euro per jaar")

_Value = Callable[[Facts, str], float | None]


def _plan(value: _Value, name: Text, unit: Text, better: Better, decimals: int, formula: Text) -> Kpi:
    """A KPI of the plan as a whole; its code is the name of its function."""
    return Kpi(value.__name__, name, unit, better, formula, decimals, "plan", False, value)


def _supplier(value: _Value, name: Text, unit: Text, better: Better, decimals: int, formula: Text) -> Kpi:
    """A KPI of each supplier; social return needs the plan's ledgers."""
    ledgers = value.__module__ == social.__name__
    return Kpi(value.__name__, name, unit, better, formula, decimals, "supplier", ledgers, value)


_PLAN = (
    _plan(
        figures.jobs,
        Text("Jobs", "Banen"),
        _JOBS,
        "more",
        0,
        Text(
            "The number of jobs in the plan. Under the objective fewest-jobs fewer is better.",
            "Het aantal banen in het plan. Bij het doel fewest-jobs is minder beter.",
        ),
    ),
    _plan(
        figures.hours,
        Text("Hours in jobs", "Uren in banen"),
        _HOURS,
        "more",
        2,
        Text(
            "The task hours of all jobs together.",
            "De taakuren van alle banen samen.",
        ),
    ),
    _plan(
        figures.banen,
        Text("Banen of the banenafspraak", "Banen van de banenafspraak"),
        Text("banen of 25.5 hours", "banen van 25,5 uur"),
        "more",
        2,
        Text(
            "Hours in jobs ÷ the paid hours of one baan: the norm banenafspraak.hours_per_baan, 25.5 since "
            "2013.",
            "Uren in banen ÷ de verloonde uren van één baan: de norm banenafspraak.hours_per_baan, 25,5 "
            "sinds 2013.",
        ),
    ),
    _plan(
        figures.score,
        Text("Score", "Score"),
        _POINTS,
        "more",
        2,
        Text(
            "What the plan is worth under the scenario's own weights; no measure between other weights.",
            "Wat het plan waard is met de gewichten van het scenario zelf; tussen andere gewichten zegt het "
            "niets.",
        ),
    ),
    _plan(
        figures.gap,
        Text("Distance to the bound", "Verschil met de grens"),
        PERCENT,
        "less",
        2,
        Text(
            "|bound − value| ÷ max(1, |bound|) of the objective's first level: 0 is proved best.",
            "|grens − waarde| ÷ max(1, |grens|) van het eerste niveau van het doel: 0 is bewezen het best.",
        ),
    ),
    _plan(
        figures.share_placed,
        Text("Part of the hours in jobs", "Deel van de uren in banen"),
        PERCENT,
        "more",
        1,
        Text(
            "Hours in jobs ÷ hours offered.",
            "Uren in banen ÷ aangeboden uren.",
        ),
    ),
    _plan(
        figures.hours_offered,
        Text("Hours offered", "Uren aangeboden"),
        _HOURS,
        "neither",
        2,
        Text(
            "The hours of all tasks, for as many people as they ask.",
            "De uren van alle taken, voor zoveel mensen als ze vragen.",
        ),
    ),
    _plan(
        figures.hours_left,
        Text("Hours left over", "Uren over"),
        _HOURS,
        "less",
        2,
        Text(
            "Hours offered that are in no job.",
            "Aangeboden uren die in geen enkele baan zitten.",
        ),
    ),
    _plan(
        figures.tasks_left,
        Text("Tasks left over", "Taken over"),
        Text("tasks", "taken"),
        "less",
        0,
        Text(
            "Tasks of which at least one session is in no job.",
            "Taken waarvan ten minste één blok in geen enkele baan zit.",
        ),
    ),
    _plan(
        figures.sessions_left,
        Text("Sessions left over", "Blokken over"),
        Text("sessions a week", "blokken per week"),
        "less",
        0,
        Text(
            "Sessions that are in no job, for each person that a task asks.",
            "Blokken die in geen enkele baan zitten, voor elke persoon die een taak vraagt.",
        ),
    ),
    _plan(
        figures.mixed_jobs,
        Text("Jobs with two suppliers or more", "Banen met twee of meer leveranciers"),
        _JOBS,
        "neither",
        0,
        Text(
            "Jobs with tasks of two suppliers or more.",
            "Banen met taken van twee of meer leveranciers.",
        ),
    ),
    _plan(
        figures.complexity,
        Text("Complexity", "Complexiteit"),
        Text("points per job", "punten per baan"),
        "less",
        2,
        Text(
            "Per job, on average: 10 × (suppliers − 1) + 4 × (tasks − 1) + 4 × (places − 1) + 10 × hours of "
            "travel + 5 × hours of waiting + 2 × hours between the earliest and the latest start. These are "
            "the default weights of the score, whatever the scenario's own: 0 is one task at one place at "
            "one hour.",
            "Per baan, gemiddeld: 10 × (leveranciers − 1) + 4 × (taken − 1) + 4 × (plaatsen − 1) + 10 × "
            "uren lopen + 5 × uren wachten + 2 × uren tussen het vroegste en het laatste begin. Dit zijn de "
            "standaardgewichten van de score, wat het scenario zelf ook kiest: 0 is één taak op één plaats "
            "op één vast tijdstip.",
        ),
    ),
    _plan(
        figures.suppliers_per_job,
        Text("Suppliers per job", "Leveranciers per baan"),
        _PER_JOB,
        "less",
        2,
        Text(
            "Different suppliers in a job, on average.",
            "Verschillende leveranciers in een baan, gemiddeld.",
        ),
    ),
    _plan(
        figures.tasks_per_job,
        Text("Tasks per job", "Taken per baan"),
        _PER_JOB,
        "less",
        2,
        Text(
            "Different tasks in a job, on average.",
            "Verschillende taken in een baan, gemiddeld.",
        ),
    ),
    _plan(
        figures.places_per_job,
        Text("Places per job", "Plaatsen per baan"),
        _PER_JOB,
        "less",
        2,
        Text(
            "Different places in a job, on average.",
            "Verschillende plaatsen in een baan, gemiddeld.",
        ),
    ),
    _plan(
        figures.travel_per_job,
        Text("Travel per job", "Lopen per baan"),
        _HOURS_JOB,
        "less",
        2,
        Text(
            "Hours of travel between a day's sessions, on average over the jobs.",
            "Uren lopen tussen de blokken van een dag, gemiddeld over de banen.",
        ),
    ),
    _plan(
        figures.idle_per_job,
        Text("Waiting per job", "Wachten per baan"),
        _HOURS_JOB,
        "less",
        2,
        Text(
            "Hours of rest beyond the break that each day requires, on average over the jobs.",
            "Uren rust naast de pauze die elke dag vraagt, gemiddeld over de banen.",
        ),
    ),
    _plan(
        figures.start_spread,
        Text("Changing starts", "Wisselend begin"),
        Text("hours per job", "uur per baan"),
        "less",
        2,
        Text(
            "Hours between a job's earliest and latest daily start, on average over the jobs.",
            "Uren tussen het vroegste en het laatste begin van een werkdag, gemiddeld over de banen.",
        ),
    ),
)

_SUPPLIER = (
    _supplier(
        figures.supplier_jobs,
        Text("Jobs with work of the supplier", "Banen met werk van de leverancier"),
        _JOBS,
        "more",
        0,
        Text(
            "Jobs with a task of this supplier. A job of two suppliers counts at both: these do not add up.",
            "Banen met een taak van deze leverancier. Een baan van twee leveranciers telt bij allebei: "
            "optellen kan niet.",
        ),
    ),
    _supplier(
        figures.supplier_hours,
        Text("Hours in jobs", "Uren in banen"),
        _HOURS,
        "more",
        2,
        Text(
            "Hours of this supplier's tasks in jobs.",
            "Uren van de taken van deze leverancier in banen.",
        ),
    ),
    _supplier(
        figures.supplier_left,
        Text("Hours left over", "Uren over"),
        _HOURS,
        "less",
        2,
        Text(
            "Hours of this supplier's tasks that are in no job.",
            "Uren van de taken van deze leverancier die in geen enkele baan zitten.",
        ),
    ),
    _supplier(
        figures.supplier_offered,
        Text("Hours offered", "Uren aangeboden"),
        _HOURS,
        "neither",
        2,
        Text(
            "Hours in jobs + hours left over.",
            "Uren in banen + uren over.",
        ),
    ),
    _supplier(
        figures.supplier_share,
        Text("Part of the hours in jobs", "Deel van de uren in banen"),
        PERCENT,
        "more",
        1,
        Text(
            "Hours in jobs ÷ hours offered.",
            "Uren in banen ÷ aangeboden uren.",
        ),
    ),
    _supplier(
        social.social_return,
        Text("Social return booked", "Social return geboekt"),
        EUROS,
        "more",
        2,
        Text(
            "What the plan adds to this supplier's own obligation, as the ledger books it. Amounts of "
            "suppliers are never added up.",
            "Wat het plan toevoegt aan de eigen verplichting van deze leverancier, zoals het grootboek het "
            "boekt. Bedragen van leveranciers worden nooit opgeteld.",
        ),
    ),
    _supplier(
        social.social_return_share,
        Text("Social return reached", "Social return gehaald"),
        PERCENT,
        "more",
        1,
        Text(
            "(Reached before the plan + booked by the plan) ÷ what this supplier owes a year; unknown "
            "without an obligation.",
            "(Voor het plan gehaald + door het plan geboekt) ÷ wat deze leverancier per jaar moet halen; "
            "onbekend zonder verplichting.",
        ),
    ),
    _supplier(
        social.social_return_missing,
        Text("Social return still to reach", "Social return nog te halen"),
        EUROS,
        "less",
        2,
        Text(
            "What this supplier owes a year − reached before the plan − booked by the plan, never below 0.",
            "Wat deze leverancier per jaar moet halen − voor het plan gehaald − door het plan geboekt, nooit "
            "onder 0.",
        ),
    ),
)

KPIS: tuple[Kpi, ...] = _PLAN + _SUPPLIER
KPI: dict[str, Kpi] = {kpi.code: kpi for kpi in KPIS}
