"""The words of a sweep's report in English and Dutch."""

from __future__ import annotations

from bundler.domain.scenario import Objective
from bundler.i18n import Text
from bundler.scenarios.table import State

TITLE = Text("Scenarios on a grid", "Scenario's op een raster")

LABELS: dict[str, Text] = {
    "contents": Text("Contents", "Inhoud"),
    "summary": Text("Summary", "Samenvatting"),
    "axes": Text("What varies", "Wat er varieert"),
    "setting": Text("Setting", "Instelling"),
    "key": Text("In the scenario file", "In het scenariobestand"),
    "values": Text("Values", "Waarden"),
    "own_value": Text("In the scenario itself", "In het scenario zelf"),
    "base": Text("The scenario", "Het scenario"),
    "pictures": Text("In pictures", "In beeld"),
    "front": Text("Hours against complexity", "Uren tegen complexiteit"),
    "on_front": Text("On the front", "Op het front"),
    "beaten": Text("Plans that another is better than", "Plannen waarvan een ander beter is"),
    "cells": Text("All cells", "Alle cellen"),
    "cell": Text("Cell", "Cel"),
    "cells_kpi": Text("cells", "cellen"),
    "proved_kpi": Text("proved best", "bewezen het beste"),
    "open_kpi": Text("not proved", "niet bewezen"),
    "without_kpi": Text("without a plan", "zonder plan"),
    "front_kpi": Text("points on the front", "punten op het front"),
    "state": Text("Outcome", "Uitkomst"),
    "beaten_by": Text("Better", "Beter"),
    "by_how_much": Text("By", "Met"),
    "price_of": Text("Best", "Beste"),
    "against": Text("Against", "Tegenover"),
    "with_rule": Text("With the rule", "Met de regel"),
    "with_other": Text("With the other", "Met de andere"),
    "proof": Text("Proved", "Bewezen"),
    "figures": Text("What the figures are", "Wat de cijfers zijn"),
    "figure": Text("Figure", "Cijfer"),
    "unit": Text("Unit", "Eenheid"),
    "better": Text("Better", "Beter"),
    "formula": Text("How it is counted", "Hoe het telt"),
    "changed_rules": Text(
        "Rules and weights that are not the default", "Regels en gewichten die niet de standaard zijn"
    ),
    "all_default": Text(
        "Every rule and every weight that does not vary has its default.",
        "Elke regel en elk gewicht dat niet varieert, heeft de standaardwaarde.",
    ),
    "rule": Text("Rule", "Regel"),
    "value": Text("Value", "Waarde"),
    "default": Text("Default", "Standaard"),
    "changed": Text("changed", "gewijzigd"),
    "yes": Text("yes", "ja"),
    "no": Text("no", "nee"),
    "price": Text("Price", "Prijs"),
    "purpose": Text(
        "Figures of plans: a choice is for the people at the table.",
        "Cijfers van plannen: de keuze is aan de mensen aan tafel.",
    ),
}

STATES: dict[State, Text] = {
    "proved": Text("proved", "bewezen"),
    "open": Text("not proved", "niet bewezen"),
    "none": Text("no plan is possible", "geen plan mogelijk"),
    "not_found": Text("no plan found in time", "geen plan op tijd gevonden"),
    "not_solved": Text("not solved", "niet opgelost"),
    "contradiction": Text("settings do not go together", "instellingen gaan niet samen"),
}
SIGNS: dict[State, str] = {"none": "∅", "not_found": "?", "not_solved": "…", "contradiction": "×"}

CELLS = Text("{cells} cells: {axes}.", "{cells} cellen: {axes}.")
ALL_PROVED = Text(
    "Of every cell it is proved that no plan under its settings is worth more.",
    "Van elke cel is bewezen dat onder die instellingen geen plan meer waard is.",
)
SOME_OPEN = Text(
    "In {count} of the {cells} cells the plan is not proved to be the best: the best one there is may be "
    "worth up to {gap} % more. Give these cells more time with --time; the others are not solved again.",
    "In {count} van de {cells} cellen is niet bewezen dat het plan het beste is: het beste dat er is kan "
    "tot {gap} % meer waard zijn. Geef die cellen meer tijd met --time; de andere worden niet opnieuw "
    "opgelost.",
)
SOME_OPEN_FEWEST = Text(
    "In {count} of the {cells} cells the plan is not proved to be the best; the largest distance to the "
    "bound is {gap} %. Give these cells more time with --time; the others are not solved again.",
    "In {count} van de {cells} cellen is niet bewezen dat het plan het beste is; het grootste verschil met "
    "de grens is {gap} %. Geef die cellen meer tijd met --time; de andere worden niet opnieuw opgelost.",
)
WITHOUT = Text("{count} of the cells: {state}.", "{count} van de cellen: {state}.")
MOST = Text(
    "The most hours in jobs: {value} a week, in cell {cells}.",
    "De meeste uren in banen: {value} per week, in cel {cells}.",
)
LEAST = Text(
    "The simplest jobs: complexity {value}, in cell {cells}.",
    "De eenvoudigste banen: complexiteit {value}, in cel {cells}.",
)
BEST_IS = Text(
    "The plan of a cell is the one that is worth most by its own objective. Its hours, jobs and complexity "
    "follow from that: another plan under the same settings can have more of one of them.",
    "Het plan van een cel is het plan dat het meeste waard is volgens zijn eigen doel. Uren, banen en "
    "complexiteit volgen daaruit: een ander plan onder dezelfde instellingen kan van één daarvan meer "
    "hebben.",
)
OTHER_WEIGHTS = Text(
    "Scores of cells with other weights are no measure against each other.",
    "Scores van cellen met andere gewichten zijn onderling niet te vergelijken.",
)

MAP_NOTE = Text(
    "Each box is a cell with its value; darker is more. A dashed edge: not proved to be the best plan. "
    "Bold at the edge: the value in the scenario itself.",
    "Elk vak is een cel met zijn waarde; donkerder is meer. Een gestippelde rand: niet bewezen het beste "
    "plan. Vet aan de rand: de waarde in het scenario zelf.",
)
NO_JOB = Text("– no job in the plan", "– geen baan in het plan")
MAP_ALT = Text(
    "Heat map of {kpi}: {axes}. The table of all cells says the same in figures.",
    "Warmtekaart van {kpi}: {axes}. De tabel met alle cellen zegt hetzelfde in cijfers.",
)
MAP_TITLE = Text("{kpi} ({unit}): {better}", "{kpi} ({unit}): {better}")
DOWN = Text("down: {name}", "omlaag: {name}")
ACROSS = Text("across: {name}", "opzij: {name}")

FRONT_NOTE = Text(
    "Every plan of the sweep, with its cell number. More hours and less complexity are better. On the front "
    "(dark, joined by a line) are the plans of which no other in this sweep has at least as many hours and "
    "is no more complex. An open box is a plan that is not proved to be the best: with more time its place "
    "can change.",
    "Elk plan van de reeks, met het nummer van de cel. Meer uren en minder complexiteit zijn beter. Op het "
    "front (donker, met een lijn) staan de plannen waarvan geen ander in deze reeks ten minste zoveel uren "
    "heeft en niet complexer is. Een open vak is een plan waarvan niet bewezen is dat het het beste is: met "
    "meer tijd kan de plaats nog veranderen.",
)
FRONT_PROVED = Text(
    "All plans here are proved to be the best of their cell: this front of the sweep is final.",
    "Van alle plannen hier is bewezen dat ze het beste van hun cel zijn: dit front van de reeks staat vast.",
)
FRONT_OPEN = Text(
    "{count} of these plans are not proved to be the best of their cell: more time can move them, and the "
    "front with them.",
    "Van {count} van deze plannen is niet bewezen dat ze het beste van hun cel zijn: met meer tijd kunnen "
    "ze verschuiven, en het front daarmee.",
)
FRONT_AXIS = Text("complexity, {unit}", "complexiteit, {unit}")
HOURS_AXIS = Text("hours in jobs, {unit}", "uren in banen, {unit}")
FRONT_ALT = Text(
    "Hours in jobs against complexity, a box for each plan. The tables below it say the same in figures.",
    "Uren in banen tegen complexiteit, een vak voor elk plan. De tabellen eronder zeggen hetzelfde in "
    "cijfers.",
)
NO_FRONT = Text("No cell has a plan with jobs.", "Geen enkele cel heeft een plan met banen.")
BETTER_BY = Text(
    "{hours} more hours, {complexity} less complex", "{hours} uur meer, {complexity} minder complex"
)
BETTER_HOURS = Text("{hours} more hours, as complex", "{hours} uur meer, even complex")
BETTER_COMPLEXITY = Text(
    "as many hours, {complexity} less complex", "evenveel uren, {complexity} minder complex"
)

BEST: dict[Objective, Text] = {
    "balanced": Text("highest score", "hoogste score"),
    "most-hours": Text("most hours in jobs", "meeste uren in banen"),
    "most-jobs": Text("most jobs", "meeste banen"),
    "fewest-jobs": Text("fewest jobs for all tasks", "minste banen voor alle taken"),
}
COUNTED: dict[Objective, tuple[Text, Text]] = {
    "balanced": (Text("point", "punt"), Text("points", "punten")),
    "most-hours": (Text("hour a week", "uur per week"), Text("hours a week", "uur per week")),
    "most-jobs": (Text("job", "baan"), Text("jobs", "banen")),
    "fewest-jobs": (Text("job", "baan"), Text("jobs", "banen")),
}

PRICE_HEAD = Text("{name}: {base} instead of {value}", "{name}: {base} in plaats van {value}")
PRICE_BEST = Text("The {best}: {mine} against {its}.", "De {best}: {mine} tegenover {its}.")
THE_RULE = Text("The rule {costs}.", "De regel {costs}.")
PRICE_COSTS = Text("costs {high} {unit}", "kost {high} {unit}")
PRICE_BRINGS = Text("brings {low} {unit}", "levert {low} {unit} op")
PRICE_NOTHING = Text("costs nothing", "kost niets")
PRICE_COSTS_BETWEEN = Text("costs {low} to {high} {unit}", "kost {low} tot {high} {unit}")
PRICE_BRINGS_BETWEEN = Text("brings {high} to {low} {unit}", "levert {high} tot {low} {unit} op")
PRICE_EITHER = Text(
    "costs at most {high} {unit}, or brings at most {low}",
    "kost hooguit {high} {unit}, of levert hooguit {low} op",
)
PRICE_PROVED = Text("Proved: neither can be better.", "Bewezen: geen van beide kan beter.")
PRICE_OPEN = Text(
    "Not yet proved which it is: with more time the range gets smaller.",
    "Nog niet bewezen hoeveel precies: met meer tijd wordt de marge kleiner.",
)
PRICE_NO_PLAN = Text("With {value}: {state}.", "Met {value}: {state}.")
PRICE_PLANS = Text(
    "In these two plans: {jobs} against {other_jobs} jobs, {hours} against {other_hours} hours a week.",
    "In deze twee plannen: {jobs} tegenover {other_jobs} banen, {hours} tegenover {other_hours} uur per "
    "week.",
)
PRICE_NOTE = Text(
    "What the rule as it is in the scenario ({base}) costs against each other value, all else the same: the "
    "best that is possible under the other value, minus the best that is possible under the rule. Where not "
    "all is proved it is said as a range.",
    "Wat de regel zoals hij in het scenario staat ({base}) kost tegenover elke andere waarde, als al het "
    "andere gelijk blijft: het beste dat onder de andere waarde kan, min het beste dat onder de regel kan. "
    "Waar niet alles bewezen is, staat er een marge.",
)
PRICE_TITLE = Text("What the rule costs: {rule}", "Wat de regel kost: {rule}")
MAP_XLSX = Text(
    "Each box is a cell with its value; darker is more.",
    "Elk vak is een cel met zijn waarde; donkerder is meer.",
)
PLAN_OF = Text("plan of cell {cell}", "plan van cel {cell}")
SHARED = Text(
    "Where a cell is not proved and the plan of another cell keeps its rules and is worth more, it has that "
    "plan; and the bound of a cell whose rules allow more holds for it too.",
    "Waar een cel niet bewezen is en het plan van een andere cel de regels ervan houdt en meer waard is, "
    "heeft ze dat plan; en de grens van een cel waarvan de regels meer toelaten, geldt er ook.",
)
AND_MORE = Text("{cells} and {more} more", "{cells} en nog {more}")
