"""The codes about the table of realised hours."""

from __future__ import annotations

from bundler.io.code import code

REALISED_CODES = (
    code(
        "E-PERIOD",
        "This is no month and no quarter of a year.",
        "Dit is geen maand en geen kwartaal van een jaar.",
        "write it as 2026-03 or 2026-Q1.",
        "schrijft u het als 2026-03 of 2026-K1.",
    ),
    code(
        "E-REALISED-TWICE",
        "Row {first_row} gives hours for the same period, employer, job and group; they would count twice.",
        "Rij {first_row} geeft uren voor dezelfde periode, werkgever, baan en groep; die zouden dubbel "
        "tellen.",
        "remove one of the two rows, or add them up in one.",
        "verwijdert u een van de twee rijen, of telt u ze op in één rij.",
    ),
    code(
        "E-REALISED-OVERLAP",
        "Row {first_row} gives hours of this job for {period}; a month and its quarter would count twice.",
        "Rij {first_row} geeft uren van deze baan voor {period}; een maand en het kwartaal ervan zouden "
        "dubbel tellen.",
        "give the hours of a job by month or by quarter, not both.",
        "geeft u de uren van een baan per maand of per kwartaal, en niet allebei.",
    ),
    code(
        "W-REALISED-JOB",
        "This job is not in the plan.",
        "Deze baan staat niet in het plan.",
        "the job has another code in the plan, or is not from this plan.",
        "heeft de baan in het plan een andere code, of komt die niet uit dit plan.",
    ),
    code(
        "W-REALISED-HOURS",
        "This is more than {most} hours: more than 60 hours a week for {persons} in this period.",
        "Dit is meer dan {most} uur: meer dan 60 uur per week voor {persons} in deze periode.",
        "the decimal sign is wrong, or the hours are of more persons (column persons).",
        "klopt het decimaalteken niet, of zijn de uren van meer personen (kolom personen).",
    ),
)
