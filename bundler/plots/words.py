"""The words of the plots in English and Dutch, where the reports have no word for it."""

from __future__ import annotations

from bundler.i18n import Text

HOURS_WEEK = Text("hours a week", "uur per week")
HOUR_SHORT = Text("h", "uur")
NO_JOBS = Text("There are no jobs in this plan.", "Dit plan heeft geen banen.")
JOBS_TITLE = Text("Hours of each job, by supplier", "Uren van elke baan, per leverancier")
TARGET = Text("target: {hours} hours", "streven: {hours} uur")

SUPPLIERS_TITLE = Text(
    "Hours of each supplier: offered, and in jobs", "Uren van elke leverancier: aangeboden en in banen"
)
OFFERED = Text("offered", "aangeboden")
PLACED = Text("in jobs", "in banen")
LEFT = Text("left over", "over")
OF = Text("{placed} of {offered} ({percent} %)", "{placed} van {offered} ({percent} %)")
NO_SUPPLIERS = Text("There are no suppliers.", "Er zijn geen leveranciers.")

PAIRS_TITLE = Text("Which suppliers share jobs, and how many", "Welke leveranciers delen banen, en hoeveel")
ALONE = Text("{count} alone", "{count} alleen")

GAP_TITLE = Text("Best plan and bound over time", "Beste plan en grens in de tijd")
GAP_PERCENT_TITLE = Text("Distance from the plan to the bound", "Verschil tussen het plan en de grens")
BEST = Text("best plan so far", "beste plan tot dan")
BOUND = Text("bound: no plan can pass it", "grens: geen plan komt er voorbij")
BETWEEN = Text("still open; {gap} % at the end", "nog open; {gap} % aan het eind")
SECONDS = Text("seconds", "seconden")
NO_HISTORY = Text("No plan and no bound were told.", "Er is geen plan en geen grens gemeld.")
LEAST = Text("≤ {gap} %", "≤ {gap} %")

ON_FRONT = Text("no other plan is as good in both", "geen ander plan is in beide zo goed")
BEATEN = Text("another plan is better", "een ander plan is beter")
NOT_PROVED = Text("hollow: not proved", "open: niet bewezen")
FRONT_TITLE = Text("{y} against {x}", "{y} tegen {x}")
NO_POINTS = Text("No scenario has both figures.", "Geen scenario heeft beide cijfers.")

NO_PLAN = Text("no plan", "geen plan")
DASHED_NOT_PROVED = Text("dashed: not proved", "streepjes: niet bewezen")

SITE_TITLE = Text("Where the work is: {site}", "Waar het werk is: {site}")
ALL_PLACES = Text("all places", "alle plaatsen")
EAST, NORTH = Text("metres east", "meter naar het oosten"), Text("metres north", "meter naar het noorden")
NO_POSITION = Text("position not known", "ligging niet bekend")
NO_PLACES = Text("No work is offered at any place.", "Er is op geen enkele plaats werk aangeboden.")
NO_WORK_HERE = Text("dashed: no work in jobs", "streepjes: geen werk in banen")

SOCIAL_TITLE = Text(
    "Social return: part of the obligation that is reached",
    "Social return: deel van de verplichting dat is gehaald",
)
BEFORE = Text("before the plan", "voor het plan")
AFTER = Text("with the plan", "met het plan")
DUE = Text("what is due", "wat moet")
OF_OBLIGATION = Text("% of what is due a year", "% van wat per jaar moet")
NO_OBLIGATIONS = Text(
    "No supplier has an obligation for social return.",
    "Geen leverancier heeft een verplichting voor social return.",
)
