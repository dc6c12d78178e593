"""The report's words in English and Dutch."""

from __future__ import annotations

from bundler.i18n import Text

LABELS: dict[str, Text] = {
    "title": Text("Combination jobs", "Combinatiebanen"),
    "contents": Text("Contents", "Inhoud"),
    "summary": Text("Summary", "Samenvatting"),
    "overview": Text("Overview", "Overzicht"),
    "jobs": Text("Jobs", "Banen"),
    "job_by_job": Text("Job by job", "Baan voor baan"),
    "left_over": Text("What is left over", "Wat overblijft"),
    "suppliers": Text("Suppliers", "Leveranciers"),
    "supplier": Text("Supplier", "Leverancier"),
    "findings": Text("Remarks on the data", "Opmerkingen bij de gegevens"),
    "rules": Text("Rules and weights in force", "Geldende regels en gewichten"),
    "run": Text("About this calculation", "Over deze berekening"),
    "job": Text("Job", "Baan"),
    "hours": Text("Hours", "Uren"),
    "hours_week": Text("Hours a week", "Uren per week"),
    "days": Text("Days", "Dagen"),
    "time": Text("Time", "Tijd"),
    "task": Text("Task", "Taak"),
    "tasks": Text("Tasks", "Taken"),
    "place": Text("Place", "Plaats"),
    "places": Text("Places", "Plaatsen"),
    "score": Text("Score", "Score"),
    "points": Text("Points", "Punten"),
    "term": Text("What counts", "Wat meetelt"),
    "total": Text("Total", "Totaal"),
    "sessions": Text("Sessions a week", "Blokken per week"),
    "why": Text("Why", "Waarom"),
    "offered": Text("Offered", "Aangeboden"),
    "placed": Text("In jobs", "In banen"),
    "left": Text("Left over", "Over"),
    "in_jobs": Text("Number of jobs", "Aantal banen"),
    "kind": Text("Kind", "Soort"),
    "where": Text("Where", "Waar"),
    "what": Text("What", "Wat"),
    "code": Text("Code", "Code"),
    "rule": Text("Rule", "Regel"),
    "weight": Text("Weight", "Gewicht"),
    "value": Text("Value", "Waarde"),
    "default": Text("Default", "Standaard"),
    "changed": Text("changed", "gewijzigd"),
    "pins": Text("Decisions made at the table", "Afspraken die aan tafel zijn gemaakt"),
    "travel": Text("travel", "lopen"),
    "rest": Text("rest", "rust"),
    "week_picture": Text("The week", "De week"),
    "sessions_table": Text("Sessions", "Blokken"),
    "score_table": Text("What the job is worth", "Wat de baan waard is"),
    "version": Text("Version", "Versie"),
    "seed": Text("Seed", "Seed (startgetal)"),
    "seconds": Text("Seconds of search", "Seconden gezocht"),
    "objective": Text("Objective", "Doel"),
    "status": Text("Status", "Status"),
    "stopped": Text("Stopped by", "Gestopt door"),
    "bound": Text("Bound", "Grens"),
    "gap": Text("Gap", "Verschil met de grens"),
    "sha": Text("Fingerprint of the input (SHA-256)", "Vingerafdruk van de invoer (SHA-256)"),
    "plan_date": Text("Plan date", "Plandatum"),
    "nothing_left": Text("Every session is in a job.", "Elk blok zit in een baan."),
    "no_findings": Text("Nothing was found in the data.", "Er is niets gevonden in de gegevens."),
    "none": Text("none", "geen"),
    "yes": Text("yes", "ja"),
    "no": Text("no", "nee"),
    "row": Text("row", "rij"),
    "column": Text("column", "kolom"),
    "to_top": Text("Back to the table of jobs", "Terug naar de tabel met banen"),
    "purpose": Text(
        "This report supports a decision; people decide. It holds no personal data: "
        "a job is a week of tasks, not a person.",
        "Dit rapport ondersteunt een besluit; mensen beslissen. Het bevat geen persoonsgegevens: "
        "een baan is een week met taken, geen persoon.",
    ),
    "overview_note": Text(
        "Each bar is one job; the letters are the suppliers. "
        "The dashed line is the target of {target} hours.",
        "Elke balk is één baan; de letters zijn de leveranciers. "
        "De streeplijn is het streven van {target} uur.",
    ),
    "week_note": Text(
        "Time runs downward. Dark bar: travel. Dashed frame: rest.",
        "De tijd loopt naar beneden. Donkere balk: lopen. Kader met streepjes: rust.",
    ),
    "changed_note": Text(
        "A star (★) marks what differs from the default.",
        "Een ster (★) staat bij wat afwijkt van de standaard.",
    ),
    "left_note": Text(
        "Sessions that no job took, with the reason.", "Blokken die in geen enkele baan zitten, met de reden."
    ),
    "suppliers_note": Text(
        "Hours a week: what is on offer is what is in jobs and what is left over.",
        "Uren per week: het aanbod is wat in banen zit en wat overblijft.",
    ),
    "score_note": Text(
        "The score adds points for hours of work in jobs and takes points off for what makes a job harder "
        "to do or to arrange. How many, stands under “Rules and weights in force”.",
        "De score telt punten voor uren werk in banen en trekt punten af voor wat een baan lastiger maakt "
        "om te doen of te regelen. Hoeveel, staat bij “Geldende regels en gewichten”.",
    ),
}

# Short, for a job's own table; the weights below say exactly what each one counts.
TERM_LABELS: dict[str, Text] = {
    "hours": Text("Task hours", "Taakuren"),
    "second_supplier": Text("Second supplier", "Tweede leverancier"),
    "extra_task": Text("More tasks", "Meer taken"),
    "extra_location": Text("More places", "Meer plaatsen"),
    "travel": Text("Travel", "Lopen"),
    "idle": Text("Waiting", "Wachten"),
    "irregular_start": Text("Changing starts", "Wisselend begin"),
    "off_target": Text("Off the target", "Naast het streven"),
}

WEIGHT_LABELS: dict[str, Text] = {
    "hours": Text("Points for each task hour.", "Punten voor elk taakuur."),
    "second_supplier": Text(
        "Points off for a job with two or more suppliers.",
        "Punten eraf voor een baan met twee of meer leveranciers.",
    ),
    "extra_task": Text(
        "Points off for each task after the first.", "Punten eraf voor elke taak na de eerste."
    ),
    "extra_location": Text(
        "Points off for each place after the first.", "Punten eraf voor elke plaats na de eerste."
    ),
    "travel": Text("Points off for each hour of travel a week.", "Punten eraf voor elk uur lopen per week."),
    "idle": Text(
        "Points off for each hour of waiting a week, beyond the break that is due.",
        "Punten eraf voor elk uur wachten per week, naast de verplichte pauze.",
    ),
    "irregular_start": Text(
        "Points off for each hour between the earliest and the latest daily start.",
        "Punten eraf voor elk uur tussen het vroegste en het laatste begin van een werkdag.",
    ),
    "off_target": Text(
        "Points off for each hour above or below the target.",
        "Punten eraf voor elk uur boven of onder het streven.",
    ),
    "target_hours": Text("Target: task hours a week.", "Streven: taakuren per week."),
}

# Settings of a scenario that are no rule by themselves, so the rules' catalogue has no sentence for them.
SETTING_LABELS: dict[str, Text] = {
    "walking_speed_kmh": Text("Walking speed, kilometres an hour.", "Loopsnelheid, kilometer per uur."),
    "detour": Text(
        "Walking distance against the straight line.", "Loopafstand vergeleken met de rechte lijn."
    ),
    "same_site_minutes": Text(
        "Minutes between two places of one site where no position is known.",
        "Minuten tussen twee plaatsen op één terrein waarvan de ligging niet bekend is.",
    ),
}

OBJECTIVES: dict[str, Text] = {
    "balanced": Text("the highest score", "de hoogste score"),
    "most-hours": Text(
        "the most hours in jobs, then the highest score", "de meeste uren in banen, daarna de hoogste score"
    ),
    "most-jobs": Text("the most jobs, then the highest score", "de meeste banen, daarna de hoogste score"),
    "fewest-jobs": Text(
        "every task placed in the fewest jobs, then the highest score",
        "elke taak geplaatst in zo weinig mogelijk banen, daarna de hoogste score",
    ),
}

LEVELS: dict[str, Text] = {
    "balanced": Text("Score", "Score"),
    "most-hours": Text("Hours in jobs", "Uren in banen"),
    "most-jobs": Text("Number of jobs", "Aantal banen"),
    "fewest-jobs": Text("Number of jobs", "Aantal banen"),
}

STATUS: dict[str, Text] = {
    "optimal": Text("optimal (proved)", "optimaal (bewezen)"),
    "feasible": Text("feasible (best found)", "haalbaar (beste gevonden)"),
    "none": Text("none", "geen"),
}

STOPPED: dict[str, Text] = {
    "proof": Text("proof", "bewijs"),
    "gap": Text("gap", "verschil met de grens"),
    "time": Text("time limit", "tijdslimiet"),
    "user": Text("user", "gebruiker"),
}

SEVERITIES: dict[str, Text] = {
    "error": Text("Error", "Fout"),
    "warning": Text("Warning", "Waarschuwing"),
    "note": Text("Note", "Opmerking"),
}

SUMMARY_PLACED = (
    Text(
        "One job holds {placed} of the {offered} hours on offer a week ({percent} %).",
        "Eén baan omvat {placed} van de {offered} uren die per week zijn aangeboden ({percent} %).",
    ),
    Text(
        "{count} jobs hold {placed} of the {offered} hours on offer a week ({percent} %).",
        "{count} banen omvatten {placed} van de {offered} uren die per week zijn aangeboden ({percent} %).",
    ),
)
SUMMARY_BANEN = Text(
    "That is {banen} banen as the banenafspraak counts them ({each} hours each).",
    "Dat zijn {banen} banen zoals de banenafspraak ze telt ({each} uur per baan).",
)
SUMMARY_LEFT = Text("{left} hours are left over.", "Er blijft {left} uur over.")
BANEN_OF = Text("banen of {each} hours", "banen van {each} uur")
TWO, TWO_OR_MORE = Text("two", "twee"), Text("two or more", "twee of meer")
ALL_TWO_SUPPLIERS = Text("Every job combines {two} suppliers.", "Elke baan combineert {two} leveranciers.")
TWO_SUPPLIERS = (
    Text(
        "{count} of the jobs combines {two} suppliers.", "{count} van de banen combineert {two} leveranciers."
    ),
    Text(
        "{count} of the jobs combine {two} suppliers.", "{count} van de banen combineren {two} leveranciers."
    ),
)
JOB_SUMMARY = (
    Text("{hours} hours a week on {days} day", "{hours} uur per week op {days} dag"),
    Text("{hours} hours a week on {days} days", "{hours} uur per week op {days} dagen"),
)
SCORE_IS = Text("The plan scores {score} points.", "Het plan heeft een score van {score} punten.")
WEEK_ALT = Text(
    "Week of {job}: {hours} hours on {days} days. The table of sessions says the same in words.",
    "Week van {job}: {hours} uur op {days} dagen. De tabel met blokken zegt hetzelfde in woorden.",
)
OVERVIEW_ALT = Text(
    "Bars with the hours of each job by supplier. The table of jobs says the same in words.",
    "Balken met de uren van elke baan per leverancier. De tabel met banen zegt hetzelfde in woorden.",
)
