"""What the board says when something happened, or could not."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.i18n import Text
from bundler.units import decimal, hours_text


def points(value: float) -> Text:
    """``187.5 points``."""
    shown = Text(decimal(value), decimal(value, "nl"))
    return Text("1 point", "1 punt") if value == 1 else Text(f"{shown.en} points", f"{shown.nl} punten")


def hours(minutes: float) -> Text:
    """``2.5 hours``."""
    if minutes == 60:
        return Text("1 hour", "1 uur")
    return Text(f"{hours_text(minutes)} hours", f"{hours_text(minutes, 'nl')} uur")


def minutes(value: float) -> Text:
    """``45 minutes``, from two hours on as hours."""
    if value >= 120:
        return hours(value)
    shown = Text(decimal(value), decimal(value, "nl"))
    return Text("1 minute", "1 minuut") if value == 1 else Text(f"{shown.en} minutes", f"{shown.nl} minuten")


def sessions(count: int) -> Text:
    """``3 sessions``."""
    return Text("1 session", "1 blok") if count == 1 else Text(f"{count} sessions", f"{count} blokken")


def jobs(count: int) -> Text:
    """``3 jobs``."""
    return Text("1 job", "1 baan") if count == 1 else Text(f"{count} jobs", f"{count} banen")


def joined(texts: Sequence[Text], between: str = " ") -> Text:
    """Texts one after another."""
    return Text(between.join(text.en for text in texts), between.join(text.nl for text in texts))


# --- why a job is not viable
NOTHING_LEFT = Text(
    "{task}: nothing of it is left for this job", "{task}: daar is voor deze baan niets meer van over"
)
TOO_FEW_LEFT = Text(
    "{task}: {left} left, and a job takes at least {least}",
    "{task}: nog {left} over, en een baan neemt er minstens {least}",
)
CLASH = Text(
    "{a} and {b} are on the same day and leave {short} too little for both",
    "{a} en {b} zijn op dezelfde dag en samen is daar {short} te weinig tijd voor",
)
NEVER = Text(
    "{tasks} cannot be in one job, whatever rule gives way", "{tasks} kunnen nooit samen in één baan"
)
TAKEN_DAYS = Text(
    "by itself this is a job, but other jobs hold the days that it needs",
    "op zich is dit een baan, maar andere banen hebben de dagen die ervoor nodig zijn",
)
AND_MORE = Text("{what} (and {count} × more)", "{what} (en nog {count} ×)")
AND_REASONS = Text("{what}; and {count} more", "{what}; en nog {count}")
UNDECIDED = Text(
    "no week was found in time that keeps every rule",
    "op tijd is geen week gevonden die aan alle regels voldoet",
)

# --- what was done
VIABLE = Text("{job} is viable: {hours} a week, {points}.", "{job} kan: {hours} per week, {points}.")
DRAFT = Text("{job} is not viable yet: {why}.", "{job} kan nog niet: {why}.")
GONE = Text("{job} is empty and goes.", "{job} is leeg en verdwijnt.")
MOVED_IN = Text("{task} is in {job} now.", "{task} zit nu in {job}.")
TAKEN_OUT = Text("{task} is out of {job} now.", "{task} is uit {job} gehaald.")
LOCKED = Text("{job} is locked.", "{job} staat vast.")
UNLOCKED = Text("{job} is not locked any more.", "{job} staat niet meer vast.")
RULE = Text("{name}: {value} now.", "{name}: nu {value}.")
STAYS = Text("{name}: still {value}.", "{name}: nog steeds {value}.")
PIN_THERE = Text("Agreed: {pin}.", "Afgesproken: {pin}.")
PIN_GONE = Text("No longer agreed: {pin}.", "Niet langer afgesproken: {pin}.")
OBJECTIVE = Text("The solver aims at {objective} now.", "De computer zoekt nu naar {objective}.")
PLAN = Text("The plan is taken over: {jobs}.", "Het plan is overgenomen: {jobs}.")
DISSOLVED = Text("These drafts dissolve: {jobs}.", "Deze schetsen vervallen: {jobs}.")
PROPOSED = Text("Proposal {number} waits for the facilitator.", "Voorstel {number} wacht op de begeleider.")
ACCEPTED = Text("Proposal {number} is accepted.", "Voorstel {number} is aangenomen.")
NOT_ACCEPTED = Text("Proposal {number} is not accepted.", "Voorstel {number} is niet aangenomen.")
WARNING = Text("Note: {what}", "Let op: {what}")
MORE_WARNINGS = Text("And {count} × more, with the task.", "En nog {count} ×, bij de taak.")
TASK_ADDED = Text("Task {task} is new.", "Taak {task} is nieuw.")
TASK_CHANGED = Text("Task {task} is changed.", "Taak {task} is gewijzigd.")
TASK_DROPPED = Text("Task {task} is gone.", "Taak {task} is weg.")
NOW_VIABLE = Text("Viable now: {jobs}.", "Nu haalbaar: {jobs}.")
NOT_VIABLE = Text("Not viable any more: {jobs}.", "Niet meer haalbaar: {jobs}.")
JOBS_STAY = Text("All jobs stay as they are.", "Alle banen blijven zoals ze zijn.")
BETTER_WEEK = Text("Another week is best now: {jobs}.", "Een andere week is nu de beste: {jobs}.")
UNDONE = Text("Taken back: {what}.", "Ongedaan gemaakt: {what}.")
REDONE = Text("Done again: {what}.", "Opnieuw gedaan: {what}.")

ALL_GONE = Text("Without tasks, and so gone: {jobs}.", "Zonder taken, en dus weg: {jobs}.")
OFF = Text("{job} is off the board; its tasks are left over.", "{job} is van het bord; de taken zijn over.")
MOMENT = Text("This moment is kept as '{name}'.", "Dit moment is bewaard als '{name}'.")

PINS = {
    "together": Text("{ids} in one job", "{ids} in één baan"),
    "apart": Text("{ids} not in one job", "{ids} niet in één baan"),
    "place": Text("{ids} must be in a job", "{ids} moet in een baan"),
    "leave": Text("{ids} stays out", "{ids} blijft erbuiten"),
    "job": Text("{ids} are a job together", "{ids} zijn samen een baan"),
    "forbid_suppliers": Text("suppliers {ids} not in one job", "leveranciers {ids} niet in één baan"),
}

# --- what an event was, as part of a sentence
WHAT_JOBS = Text("a move in {jobs}", "een verplaatsing in {jobs}")
WHAT_LOCK = Text("the lock on {job}", "het vastzetten van {job}")
WHAT_UNLOCK = Text("the unlocking of {job}", "het losmaken van {job}")
WHAT_PIN = Text("the agreement '{pin}'", "de afspraak '{pin}'")
WHAT_UNPIN = Text("the end of the agreement '{pin}'", "het einde van de afspraak '{pin}'")
WHAT_RULE = Text("{name}: {value}", "{name}: {value}")
WHAT_OBJECTIVE = Text("the aim: {objective}", "het doel: {objective}")
WHAT_PROPOSED = Text("proposal {number} of {supplier}", "voorstel {number} van {supplier}")
WHAT_ACCEPTED = Text("the acceptance of proposal {number}", "het aannemen van voorstel {number}")
WHAT_REFUSED = Text("the refusal of proposal {number}", "het afwijzen van voorstel {number}")
WHAT_TASK = {
    "add": Text("new task {task}", "nieuwe taak {task}"),
    "change": Text("a change of task {task}", "een wijziging van taak {task}"),
    "drop": Text("the end of task {task}", "het vervallen van taak {task}"),
}
WHAT_PLAN = Text("the solver's plan of {jobs}", "het plan van de computer met {jobs}")
WHAT_MOMENT = Text("the moment '{name}'", "het moment '{name}'")
WHAT_UNDONE = Text("a decision was taken back", "een besluit werd teruggenomen")
WHAT_REDONE = Text("a decision was made again", "een besluit werd opnieuw genomen")

# --- why something was not done
TOO_FEW_FREE = Text(
    "{task} has {left} left over, and a job takes at least {least}.",
    "Van {task} is nog {left} over, en een baan neemt er minstens {least}.",
)
NO_TASK = Text("There is no task '{task}'.", "Er is geen taak '{task}'.")
NO_JOB = Text("There is no job '{job}' any more.", "Er is geen baan '{job}' meer.")
NO_PROPOSAL = Text(
    "Proposal {number} does not wait for an answer.", "Voorstel {number} wacht niet op een antwoord."
)
NOT_IN_JOB = Text("{task} is not in {job} any more.", "{task} zit niet meer in {job}.")
IN_JOB = Text("{task} is in {job} already.", "{task} zit al in {job}.")
IS_LOCKED = Text(
    "{job} is locked: nothing goes in or out. Unlock it first.",
    "{job} staat vast: er kan niets in of uit. Maak die eerst los.",
)
NOTHING_FREE = Text(
    "Nothing of {task} is left over: it is in {jobs}.", "Van {task} is niets over: die zit in {jobs}."
)
NOWHERE = Text("{task} is where it is.", "{task} blijft waar die is.")
TOO_MANY_TASKS = Text(
    "A job of more than {most} tasks is not looked at.",
    "Een baan van meer dan {most} taken wordt niet bekeken.",
)
ONLY_VIABLE = Text(
    "Only a viable job can be locked: {job} is a draft.",
    "Alleen een haalbare baan kan vast: {job} is een schets.",
)
PIN_TWICE = Text("That is agreed already: {pin}.", "Dat is al afgesproken: {pin}.")
PIN_ABSENT = Text("That is not agreed: {pin}.", "Dat is niet afgesproken: {pin}.")
PIN_IDS = Text(
    "An agreement names what is in the data; not known: {names}.",
    "Een afspraak noemt wat in de gegevens staat; onbekend: {names}.",
)
PIN_FEW = Text(
    "This agreement is about two or more different ones.",
    "Deze afspraak gaat over twee of meer verschillende.",
)
NO_RULE = Text("There is no rule or weight '{code}'.", "Er is geen regel of gewicht '{code}'.")
BAD_VALUE = Text("{name}: {value} is not possible.", "{name}: {value} kan niet.")
PLAN_BROKEN = Text(
    "The plan does not fit the board any more: {why}. Maybe stack again.",
    "Het plan past niet meer bij het bord: {why}. Misschien opnieuw stapelen.",
)
NO_WEEK = Text("{job} has no week", "{job} heeft geen week")
OTHER_TASKS = Text("the week of {job} is about other tasks", "de week van {job} gaat over andere taken")
LOCKED_STAYS = Text(
    "{job} is locked and has to stay as it is", "{job} staat vast en moet blijven zoals die is"
)
JOB_NUMBERS = Text("the numbers of its jobs are not right", "de nummers van de banen kloppen niet")
NOTHING_TO_UNDO = Text("There is nothing to take back.", "Er is niets om ongedaan te maken.")
NOTHING_TO_REDO = Text("There is nothing to do again.", "Er is niets om opnieuw te doen.")
NAME_LENGTH = Text("A name has 1 to {most} characters.", "Een naam heeft 1 tot {most} tekens.")
TEXT_WRONG = Text(
    "The text has characters that cannot be kept.", "De tekst heeft tekens die niet bewaard kunnen worden."
)
NO_NAME = Text("Every cell needs the name of its column.", "Elke cel heeft de naam van een kolom nodig.")
TASK_WRONG = Text("Task {task} is not right yet: {why}", "Taak {task} klopt nog niet: {why}")
NOT_YOURS = Text("Task {task} is of another supplier.", "Taak {task} is van een andere leverancier.")
NO_SUPPLIER = Text("There is no supplier '{supplier}'.", "Er is geen leverancier '{supplier}'.")
TOO_MANY_PROPOSALS = Text(
    "{most} proposals wait already. First the facilitator has to answer them.",
    "Er wachten al {most} voorstellen. Eerst moet de begeleider die beantwoorden.",
)
TASK_IN_LOCKED = Text(
    "{task} is in {job}, and that is locked. Unlock it first.",
    "{task} zit in {job}, en die staat vast. Maak die eerst los.",
)
