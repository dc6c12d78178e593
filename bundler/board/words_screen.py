"""Every word of the board's screens that no other part has yet."""

from __future__ import annotations

from bundler.i18n import Text

LABELS: dict[str, Text] = {
    "board": Text("Board", "Bord"),
    "skip": Text("Skip to the jobs", "Naar de banen"),
    "left_over": Text("Not in a job yet", "Nog niet in een baan"),
    "nothing_left": Text("Every task is in a job.", "Alle taken zitten in een baan."),
    "nothing_of": Text("all in jobs", "alles in banen"),
    "jobs": Text("Jobs", "Banen"),
    "no_jobs": Text(
        "No jobs yet. Drag a task to the box above, or press it and choose.",
        "Nog geen banen. Sleep een taak naar het vak hierboven, of druk erop en kies.",
    ),
    "no_jobs_look": Text("No jobs yet.", "Nog geen banen."),
    "new_job": Text("New job", "Nieuwe baan"),
    "drop_here": Text("Drop a task here for a new job", "Zet hier een taak neer voor een nieuwe baan"),
    "figures": Text("Where we are", "Waar we staan"),
    "move": Text("Move", "Verplaats"),
    "move_to": Text("Move to", "Verplaats naar"),
    "move_title": Text("Move this task", "Deze taak verplaatsen"),
    "why_short": Text("Why?", "Waarom?"),
    "why": Text("Why is this not in a job?", "Waarom zit dit niet in een baan?"),
    "ask": Text("What are we missing?", "Wat missen we?"),
    "ask_title": Text("What would help most", "Wat het meest zou helpen"),
    "lock": Text("Lock", "Zet vast"),
    "unlock": Text("Unlock", "Maak los"),
    "undo": Text("Undo", "Ongedaan maken"),
    "redo": Text("Redo", "Opnieuw doen"),
    "stack": Text("Stack the rest", "Stapel de rest"),
    "stop_keep": Text("Stop, keep this", "Stop, houd dit"),
    "stop_drop": Text("Stop, leave the board", "Stop, laat het bord zo"),
    "stacking": Text("Stacking", "Aan het stapelen"),
    "rules": Text("Rules", "Regels"),
    "weights": Text("What counts", "Wat telt"),
    "rules_open": Text("Rules and weights", "Regels en gewichten"),
    "rules_note": Text(
        "Each change counts at once. The board says what it does.",
        "Elke wijziging telt meteen. Het bord zegt wat die doet.",
    ),
    "objective": Text("What the solver looks for", "Waar het rekenprogramma naar zoekt"),
    "decisions": Text("Agreements", "Afspraken"),
    "decision": Text("Agreement", "Afspraak"),
    "no_decisions": Text("No agreements yet.", "Nog geen afspraken."),
    "take_away": Text("Take away", "Haal weg"),
    "add_decision": Text("Make an agreement", "Maak een afspraak"),
    "first_task": Text("Task", "Taak"),
    "second_task": Text("And this task", "En deze taak"),
    "first_supplier": Text("Supplier", "Leverancier"),
    "second_supplier": Text("And this supplier", "En deze leverancier"),
    "together": Text("Two tasks together in one job", "Twee taken samen in één baan"),
    "apart": Text("Two tasks never in one job", "Twee taken nooit in één baan"),
    "forbid_suppliers": Text("Two suppliers never in one job", "Twee leveranciers nooit in één baan"),
    "one_task": Text("One task must be in, or stays out", "Eén taak moet mee, of blijft erbuiten"),
    "place": Text("Must be in a job", "Moet in een baan"),
    "leave": Text("Leave out", "Laat weg"),
    "pin": Text("Agree", "Spreek af"),
    "proposals": Text("Proposals", "Voorstellen"),
    "no_proposals": Text("No proposals now.", "Nu geen voorstellen."),
    "accept": Text("Accept", "Neem over"),
    "refuse": Text("Do not accept", "Neem niet over"),
    "moments": Text("Earlier moments", "Eerdere momenten"),
    "moment_name": Text("Name of this moment", "Naam van dit moment"),
    "moment_keep": Text("Remember this moment", "Onthoud dit moment"),
    "moment_compare": Text("Compare with now", "Vergelijk met nu"),
    "no_moments": Text("No moments remembered yet.", "Nog geen momenten onthouden."),
    "join": Text("Take part", "Meedoen"),
    "join_how": Text(
        "Scan the picture, or type the address and the code on your phone.",
        "Scan het plaatje, of typ het adres en de code op uw telefoon.",
    ),
    "join_local": Text(
        "This board is open on this laptop only. Start it with --host 0.0.0.0 to let phones take part.",
        "Dit bord is alleen op deze laptop open. Start het met --host 0.0.0.0, dan kunnen telefoons meedoen.",
    ),
    "join_people": Text("Suppliers", "Leveranciers"),
    "join_own": Text("Own code and picture", "Eigen code en plaatje"),
    "join_choose": Text(
        "With the code above, people may take part as a supplier of their choice",
        "Met de code hierboven mag iemand meedoen als leverancier naar keuze",
    ),
    "join_only": Text(
        "With this code one takes part as this supplier and no other.",
        "Met deze code doet men mee als deze leverancier, en als geen andere.",
    ),
    "dismiss": Text("Send out", "Stuur weg"),
    "code": Text("Code", "Code"),
    "address": Text("Address", "Adres"),
    "export": Text("Save", "Bewaar"),
    "export_plan": Text("Plan (JSON)", "Plan (JSON)"),
    "export_xlsx": Text("Workbook (Excel)", "Werkmap (Excel)"),
    "export_all": Text("Everything, with the lists (zip)", "Alles, met de lijsten (zip)"),
    "export_report": Text("Report (web page)", "Rapport (webpagina)"),
    "print": Text("Print", "Druk af"),
    "more": Text("More", "Meer"),
    "close": Text("Close", "Sluit"),
    "cancel": Text("Cancel", "Annuleer"),
    "dark": Text("Dark room", "Donkere zaal"),
    "light": Text("Light room", "Lichte zaal"),
    "other_lang": Text("Nederlands", "English"),
    "do": Text("What to do", "Wat u kunt doen"),
    "figure": Text("Figure", "Cijfer"),
    "then": Text("Then", "Toen"),
    "now": Text("Now", "Nu"),
    "by": Text("Difference", "Verschil"),
    "better": Text("better", "beter"),
    "task_code": Text("Code of the task", "Code van de taak"),
    "blank": Text("(blank)", "(leeg)"),
    "view": Text("Show", "Toon"),
    "all": Text("All", "Alles"),
    "indoor": Text("Indoor", "Binnen"),
    "outdoor": Text("Outdoor", "Buiten"),
    "status": Text("What just happened", "Wat er net gebeurde"),
    "lost": Text(
        "No contact with the board. Trying again …", "Geen contact met het bord. Ik probeer het opnieuw …"
    ),
    "back": Text("Contact again.", "Weer contact."),
    "wait": Text("One moment …", "Een ogenblik …"),
    "viable": Text("Viable", "Haalbaar"),
    "draft": Text("Draft", "Schets"),
    "locked": Text("Locked", "Vast"),
    "draft_why": Text("Not viable yet", "Nog niet haalbaar"),
    "more_reasons": Text("More reasons", "Meer redenen"),
    "tasks": Text("Tasks", "Taken"),
    "own": Text("Your tasks", "Uw taken"),
    "no_own": Text("You have no tasks on the board yet.", "U hebt nog geen taken op het bord."),
    "add_task": Text("Add a task", "Voeg een taak toe"),
    "add": Text("Add", "Voeg toe"),
    "change_task": Text("Change a task", "Wijzig een taak"),
    "change": Text("Change", "Wijzig"),
    "drop": Text("Take off the board", "Haal van het bord"),
    "send": Text("Send", "Stuur"),
    "save": Text("Save", "Bewaar"),
    "proposal_note": Text(
        "The facilitator sees it, and accepts it or not.",
        "De begeleider ziet het, en neemt het over of niet.",
    ),
    "warning": Text("Note", "Let op"),
    "gap": Text("Click: what are we missing?", "Klik: wat missen we?"),
    "waiting": Text("Waiting for an answer", "Wacht op antwoord"),
    "more_fields": Text("More about this task", "Meer over deze taak"),
    "required": Text("required", "verplicht"),
    "door": Text("Take part in the workshop", "Doe mee met de werksessie"),
    "door_note": Text("The code is on the big screen.", "De code staat op het grote scherm."),
    "door_who": Text("Who are you?", "Wie bent u?"),
    "only_look": Text("I only look", "Ik kijk alleen"),
    "enter": Text("Take part", "Doe mee"),
}

BROWSERS = (
    Text("nobody yet", "nog niemand"),
    Text("1 browser", "1 browser"),
    Text("{count} browsers", "{count} browsers"),
)
JOBS_NAME = (Text("job", "baan"), Text("jobs", "banen"))
DRAFTS = (Text("and 1 draft", "en 1 schets"), Text("and {count} drafts", "en {count} schetsen"))
HOURS_NAME = Text("hours in jobs", "uren in banen")
HOURS_OF = Text("of {offered}", "van {offered}")
BANEN_NAME = Text("banen of {each} hours", "banen van {each} uur")
LEFT_NAME = Text("hours left over", "uren over")
VALUE_NAME = Text("points", "punten")
GAP_NAME = Text("how good", "hoe goed")
GAP_NONE = Text("not known yet", "nog niet bekend")
GAP_BEST = Text("proved best", "bewezen best")
GAP_BEST_KEPT = Text("best with what is locked", "best met wat vast is")
GAP_MOST = Text("at most {percent} % better", "hooguit {percent} % beter")

HOURS = Text("{hours} h", "{hours} uur")
EACH = Text("{days} · {hours} h", "{days} · {hours} uur")
TIMES = Text("{count} × a week: {days} · {hours} h", "{count} × per week: {days} · {hours} uur")
PERSONS = Text("{count} persons", "{count} personen")
SESSIONS_LEFT = Text("{count} of {of} sessions left", "nog {count} van {of} blokken")
SESSIONS_IN = Text("{count} of {of} sessions here", "{count} van {of} blokken hier")
POINTS = Text("{points} points", "{points} punten")
BAR_ALT = Text(
    "{hours} hours of {least} to {most}, target {target}: {shares}",
    "{hours} uur van {least} tot {most}, streven {target}: {shares}",
)
WEEK_ALT = Text("Week: {days}", "Week: {days}")
JOB_LABEL = Text("{job} · {hours} h · {suppliers}", "{job} · {hours} uur · {suppliers}")
LOCK_JOB = Text("Lock {job}", "Zet {job} vast")
UNLOCK_JOB = Text("Unlock {job}", "Maak {job} los")
DISSOLVE_JOB = Text("Take {job} apart", "Haal {job} uit elkaar")
IN_JOB = Text("in {jobs}", "in {jobs}")
OWN_LEFT = Text("not in a job yet", "nog niet in een baan")
STACK_FIGURES = Text("{seconds} s · {jobs} jobs{best} · {gap}", "{seconds} s · {jobs} banen{best} · {gap}")
# what the objective counts first; of objectives about jobs those are told already
STACK_BEST: dict[str, Text] = {
    "balanced": Text(" · {best} points", " · {best} punten"),
    "most-hours": Text(" · {best} hours", " · {best} uur"),
    "most-jobs": Text("", ""),
    "fewest-jobs": Text("", ""),
}
STACK_PLAN = Text(
    "The best plan so far: {jobs} jobs, {hours} hours a week",
    "Het beste plan tot nu toe: {jobs} banen, {hours} uur per week",
)
WAITING = (
    Text("1 proposal waits.", "Er wacht 1 voorstel."),
    Text("{count} proposals wait.", "Er wachten {count} voorstellen."),
)
ACCEPTED = Text("Taken over: {what}", "Overgenomen: {what}")
REFUSED = Text("Not taken over: {what}", "Niet overgenomen: {what}")
ASK_ADD = Text("New task {task}: {title}", "Nieuwe taak {task}: {title}")
ASK_CHANGE = Text("Change {task}: {title}", "Wijzig {task}: {title}")
ASK_DROP = Text("Take {task} off the board: {title}", "Haal {task} van het bord: {title}")
WHO_LEADS = Text("Facilitator", "Begeleider")
WHO_LOOKS = Text("You only look", "U kijkt mee")

UNITS: dict[str, Text] = {
    "hours": Text("h", "uur"),
    "minutes": Text("min", "min"),
    "percent": Text("%", "%"),
    "points": Text("points", "punten"),
    "none": Text("", ""),
}

DAY_NAMES: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
FIELDS: dict[str, Text] = {
    "task_id": Text("Code", "Code"),
    "title": Text("What is the work?", "Wat is het werk?"),
    "location_id": Text("Where?", "Waar?"),
    "days": Text("On which days?", "Op welke dagen?"),
    "hours_per_session": Text("How many hours each time?", "Hoeveel uur per keer?"),
    "sessions_per_week": Text("How many times a week?", "Hoe vaak per week?"),
    "earliest_start": Text("Not before", "Niet eerder dan"),
    "latest_end": Text("Ready by", "Klaar om"),
    "headcount": Text("How many persons?", "Hoeveel personen?"),
    "min_sessions_per_job": Text("May be shared from so many times", "Mag gedeeld worden vanaf zoveel keer"),
    "competencies": Text("What must a person be able to do?", "Wat moet iemand kunnen?"),
    "setting": Text("Indoor or outdoor?", "Binnen of buiten?"),
    "hygiene": Text("Sanitary or food?", "Sanitair of voedsel?"),
    "certificates": Text("Which certificates?", "Welke certificaten?"),
    "supervised": Text("Is someone there to supervise?", "Is er begeleiding?"),
    "valid_from": Text("From which date?", "Vanaf welke datum?"),
    "valid_until": Text("Until which date?", "Tot en met welke datum?"),
    "hourly_wage_eur": Text("Wage per hour (euro)", "Uurloon (euro)"),
    "cao_function": Text("Function in the CAO", "Functie in de cao"),
    "note": Text("Remarks", "Opmerkingen"),
}
CHOICES: dict[str, tuple[tuple[str, Text], ...]] = {
    "setting": (("indoor", Text("indoor", "binnen")), ("outdoor", Text("outdoor", "buiten"))),
    "hygiene": (
        ("none", Text("none", "geen")),
        ("sanitary", Text("sanitary", "sanitair")),
        ("food", Text("food", "voedsel")),
    ),
    "supervised": (("no", Text("no", "nee")), ("yes", Text("yes", "ja"))),
}
