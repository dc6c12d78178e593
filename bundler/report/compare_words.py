"""The words of a comparison of scenarios, in English and Dutch."""

from __future__ import annotations

from bundler.i18n import Text
from bundler.scenarios.compare import Verdict
from bundler.scenarios.compare_moves import MoveKind

LABELS: dict[str, Text] = {
    "title": Text("Scenarios side by side", "Scenario's naast elkaar"),
    "summary": Text("In short", "In het kort"),
    "first": Text("Know this before you choose", "Eerst weten, dan kiezen"),
    "figures": Text("Key figures", "Kerncijfers"),
    "pictures": Text("In pictures", "In beeld"),
    "suppliers": Text("By supplier", "Per leverancier"),
    "asked": Text("What was asked", "Wat er is gevraagd"),
    "moved": Text("What moved", "Wat er is verschoven"),
    "meaning": Text("What the figures mean", "Wat de cijfers betekenen"),
    "run": Text("About these calculations", "Over deze berekeningen"),
    "contents": Text("Contents", "Inhoud"),
    "scenario": Text("Scenario", "Scenario"),
    "baseline": Text("baseline", "basis"),
    "figure": Text("Figure", "Cijfer"),
    "unit": Text("Unit", "Eenheid"),
    "better": Text("Better", "Beter"),
    "value": Text("Value", "Waarde"),
    "counted": Text("What is counted", "Wat telt"),
    "supplier": Text("Supplier", "Leverancier"),
    "setting": Text("Setting", "Instelling"),
    "pin": Text("Decision at the table", "Afspraak aan tafel"),
    "table": Text("List", "Lijst"),
    "row": Text("Row", "Regel"),
    "change": Text("Change", "Wijziging"),
    "field": Text("Column", "Kolom"),
    "task": Text("Task", "Taak"),
    "happened": Text("What happened", "Wat er gebeurde"),
    "jobs_same": Text("Exactly the same", "Precies gelijk"),
    "jobs_retimed": Text("Same tasks, other times", "Dezelfde taken, andere tijden"),
    "jobs_gone": Text("Only in the baseline", "Alleen in de basis"),
    "jobs_new": Text("Only here", "Alleen hier"),
    "file": Text("File", "Bestand"),
    "yes": Text("yes", "ja"),
    "no": Text("no", "nee"),
    "none": Text("none", "geen"),
    "sessions": Text("sessions", "blokken"),
    "no_plan": Text("no plan", "geen plan"),
    "not_solved": Text("not solved", "niet opgelost"),
    "proof": Text("Proof", "Bewijs"),
    "purpose": Text(
        "This comparison supports a decision; people decide. It holds no personal data.",
        "Deze vergelijking ondersteunt een besluit; mensen beslissen. Er staan geen persoonsgegevens in.",
    ),
    "figures_note": Text(
        "Each figure with its difference to the baseline and what that means. A dash (–) is unknown, or "
        "does not apply.",
        "Elk cijfer met het verschil met de basis en wat dat betekent. Een streepje (–) is onbekend, of niet "
        "van toepassing.",
    ),
    "found_note": Text(
        "What is proved is about the objective. The other figures are those of the plan that was found: "
        "another plan that is as good may have other ones.",
        "Het bewijs gaat over het doel. De andere cijfers horen bij het plan dat is gevonden: een ander plan "
        "dat even goed is, kan andere cijfers hebben.",
    ),
    "suppliers_note": Text(
        "Social return is in euros a year, each supplier's own obligation by itself: never add them up. "
        "Figures that are the same in all scenarios are left out, but for hours in jobs and social return "
        "booked.",
        "Social return is in euro per jaar, voor de eigen verplichting van elke leverancier: tel ze nooit "
        "op. Cijfers die in alle scenario's gelijk zijn, staan er niet bij, behalve uren in banen en "
        "geboekte social return.",
    ),
    "asked_note": Text(
        "Only what is not the same everywhere. A star (★) marks what differs from the baseline.",
        "Alleen wat niet overal gelijk is. Een ster (★) staat bij wat afwijkt van de basis.",
    ),
    "asked_same": Text(
        "Rules, weights, decisions and data are the same in all scenarios.",
        "Regels, gewichten, afspraken en gegevens zijn in alle scenario's gelijk.",
    ),
    "moved_note": Text(
        "Codes of jobs belong to their own plan: J01 of one scenario has nothing to do with J01 of another. "
        "Jobs are the same by what they hold.",
        "Codes van banen horen bij hun eigen plan: J01 van het ene scenario heeft niets te maken met J01 "
        "van het andere. Banen zijn gelijk als er hetzelfde in zit.",
    ),
    "all_same": Text("Every job is exactly the same.", "Elke baan is precies gelijk."),
    "reach_title": Text(
        "How good each plan is, and how good any plan could be", "Hoe goed elk plan is, en elk plan kan zijn"
    ),
    "reach_note": Text(
        "The block is what the plan reaches ({measure}), the line runs to what no plan can pass. Where two "
        "lines overlap, it is not proved which of the two is better. The dashed line is the baseline. The "
        "scale does not begin at 0.",
        "Het blok is wat het plan haalt ({measure}), de lijn loopt tot waar geen plan voorbij komt. Waar "
        "twee lijnen elkaar overlappen, is niet bewezen welke van de twee beter is. De streeplijn is de "
        "basis. De schaal begint niet bij 0.",
    ),
    "reach_left": Text(
        "Not in the picture, because their points or their objective are others: {names}.",
        "Niet in het beeld, omdat hun punten of hun doel anders zijn: {names}.",
    ),
    "bars_note": Text(
        "In these pictures the dashed line is the baseline.", "In deze beelden is de streeplijn de basis."
    ),
    "bars_alt": Text(
        "Bars of {figure} in each scenario. The table of key figures says the same in words.",
        "Balken van {figure} in elk scenario. De tabel met kerncijfers zegt hetzelfde in woorden.",
    ),
    "reach_alt": Text(
        "For each scenario a block at what its plan reaches and a line to what no plan can pass. The list "
        "in short says the same in words.",
        "Voor elk scenario een blok bij wat het plan haalt en een lijn tot waar geen plan voorbij komt. De "
        "lijst in het kort zegt hetzelfde in woorden.",
    ),
    "hours_title": Text("Hours a week by supplier", "Uren per week per leverancier"),
    "hours_note": Text(
        "Each bar is a scenario; the letters are the suppliers. The white end is what is left over.",
        "Elke balk is een scenario; de letters zijn de leveranciers. Het witte eind is wat overblijft.",
    ),
    "hours_alt": Text(
        "Bars with the hours in jobs by supplier, and those left over, of each scenario. The table by "
        "supplier says the same in words.",
        "Balken met de uren in banen per leverancier, en wat overblijft, van elk scenario. De tabel per "
        "leverancier zegt hetzelfde in woorden.",
    ),
    "left": Text("left over", "over"),
    "differences": Text("Differences with the baseline", "Verschillen met de basis"),
    "differences_note": Text(
        "Every figure of every scenario beside the baseline's, to sort and to filter.",
        "Elk cijfer van elk scenario naast dat van de basis, om te sorteren en te filteren.",
    ),
    "empty_note": Text(
        "An empty cell is unknown, or does not apply.",
        "Een lege cel is onbekend, of niet van toepassing.",
    ),
    "suppliers_all": Text(
        "Social return is in euros a year, each supplier's own obligation by itself: never add them up.",
        "Social return is in euro per jaar, voor de eigen verplichting van elke leverancier: tel ze nooit "
        "op.",
    ),
    "changed": Text("Changed data", "Gewijzigde gegevens"),
    "jobs": Text("Jobs that stayed, are gone, or are new", "Banen die bleven, weg zijn of nieuw zijn"),
    "differs": Text("differs from the baseline", "wijkt af van de basis"),
    "data": Text(
        "Tasks, suppliers and places that are not the baseline's",
        "Taken, leveranciers en plaatsen die anders zijn dan in de basis",
    ),
    "nothing_to_compare": Text(
        "One of the two has no plan, so nothing can be compared.",
        "Een van de twee heeft geen plan; er is dus niets te vergelijken.",
    ),
}

# On the tabs of the workbook, and the names of its tables that have a column for each scenario.
TABS: dict[str, Text] = {
    "figures": Text("Key figures", "Kerncijfers"),
    "suppliers": Text("Suppliers", "Leveranciers"),
    "differences": Text("Differences", "Verschillen"),
    "asked": Text("Asked", "Gevraagd"),
    "changed": Text("Data", "Gegevens"),
    "moved": Text("Moved tasks", "Verschoven taken"),
    "jobs": Text("Jobs", "Banen"),
    "meaning": Text("Meaning", "Betekenis"),
    "run": Text("Calculations", "Berekeningen"),
}
NAMES: dict[str, Text] = {
    "figures": Text("Key_figures", "Kerncijfers"),
    "suppliers": Text("By_supplier", "Per_leverancier"),
    "asked": Text("Asked", "Gevraagd"),
    "run": Text("Calculations", "Berekeningen"),
}

VERDICTS: dict[Verdict, Text] = {
    "better": Text("better", "beter"),
    "worse": Text("worse", "slechter"),
    "same": Text("same", "gelijk"),
    "other": Text("", ""),
    "unlike": Text("other weights", "andere gewichten"),
    "unknown": Text("", ""),
}

MOVES: dict[MoveKind, Text] = {
    "left": Text("in no job any more", "niet meer in een baan"),
    "placed": Text("now in a job", "nu in een baan"),
    "fewer": Text("fewer sessions in jobs", "minder blokken in banen"),
    "more": Text("more sessions in jobs", "meer blokken in banen"),
    "moved": Text("with other tasks", "met andere taken"),
    "retimed": Text("same tasks, other times", "dezelfde taken, andere tijden"),
    "added": Text("new task", "nieuwe taak"),
    "dropped": Text("task is gone", "taak is weg"),
}

# Settings of the scenario file that a report of one plan does not list among its rules.
ASKED: dict[str, Text] = {
    "plan_date": Text("Plan date.", "Plandatum."),
    "objective": Text("What a good plan is.", "Wat een goed plan is."),
    "time_limit": Text("Time to search, at most so many seconds.", "Zoektijd, hooguit zoveel seconden."),
    "gap": Text(
        "Stop as close to the bound as this part of it.",
        "Stop als het verschil met de grens hooguit dit deel ervan is.",
    ),
    "seed": Text("Seed of the search.", "Startgetal van het zoeken."),
}

TABLES: dict[str, Text] = {
    "tasks": Text("tasks", "taken"),
    "suppliers": Text("suppliers", "leveranciers"),
    "locations": Text("places", "plaatsen"),
    "travel": Text("travel times", "looptijden"),
}
CHANGES: dict[str, Text] = {
    "added": Text("added", "erbij"),
    "dropped": Text("gone", "eraf"),
    "changed": Text("changed", "gewijzigd"),
}

IN_SHORT = Text("{figure}: {by}", "{figure}: {by}")
MOVED_SUMMARY = Text(
    "Jobs: {same} of {all} exactly the same, {retimed} with the same tasks at other times, {new} new; of "
    "the baseline's {base} jobs {gone} are gone. Tasks: {stayed} kept their company and times, {moved} did "
    "not.",
    "Banen: {same} van de {all} precies gelijk, {retimed} met dezelfde taken op andere tijden, {new} nieuw; "
    "van de {base} banen van de basis zijn er {gone} weg. Taken: {stayed} bleven bij dezelfde taken en "
    "tijden, {moved} niet.",
)
COMPARED = Text("{name}, compared with {base}", "{name}, vergeleken met {base}")
COMPARED_LINE = Text("All compared with {base}.", "Alles vergeleken met {base}.")
NOTHING_HELD = Text("in no job", "in geen baan")
HELD = Text("{job}: with {partners}", "{job}: met {partners}")
HELD_ALONE = Text("{job}: alone", "{job}: alleen")
OTHER_TASKS = Text(
    "{name} has other tasks than the baseline: {hours} hours a week offered against {other}.",
    "{name} heeft andere taken dan de basis: {hours} uur per week aangeboden tegen {other}.",
)
NO_RESULT = Text("{name}: not solved.", "{name}: niet opgelost.")
NO_PLAN = Text("{name}: no plan. {why}", "{name}: geen plan. {why}")
MEASURES: dict[str, Text] = {
    "score": Text("points", "punten"),
    "hours": Text("hours in jobs", "uren in banen"),
    "jobs": Text("number of jobs", "aantal banen"),
}
