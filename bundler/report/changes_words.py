"""What a new plan changes for whom: the words, in English and Dutch."""

from __future__ import annotations

from typing import Literal

from bundler.i18n import Text
from bundler.scenarios.replan_changes import Kind

LineKind = Literal["removed", "added", "moved"]

LABELS: dict[str, Text] = {
    "title": Text("What changes for whom", "Wat verandert er voor wie"),
    "contents": Text("Contents", "Inhoud"),
    "summary": Text("In short", "In het kort"),
    "job": Text("Job", "Baan"),
    "suppliers": Text("Suppliers", "Leveranciers"),
    "hours_week": Text("Hours a week", "Uren per week"),
    "first_start": Text("Earliest start", "Vroegste begin"),
    "why": Text("Why", "Waarom"),
    "day": Text("Day", "Dag"),
    "before": Text("Agreed", "Afgesproken"),
    "after": Text("New", "Nieuw"),
    "nothing": Text("–", "–"),
    "day_off": Text("no work", "geen werk"),
    "week": Text("The week, agreed and new", "De week, afgesproken en nieuw"),
    "stays": Text("stays", "blijft"),
    "now": Text("now", "nu"),
    "marks_note": Text(
        "In the weeks − marks what goes, + what comes and ↔ what moves to another time of the day.",
        "In de weken staat − bij wat vervalt, + bij wat erbij komt en ↔ bij wat op de dag verschuift.",
    ),
    "purpose": Text(
        "This page supports a decision; people decide. It holds no personal data: a job is a week of tasks, "
        "not a person. Whoever keeps the list of who has which job can read here what changes for whom.",
        "Deze pagina ondersteunt een besluit; mensen beslissen. Er staan geen persoonsgegevens in: een baan "
        "is een week met taken, geen persoon. Wie de lijst bijhoudt van wie welke baan heeft, leest hier wat "
        "er voor wie verandert.",
    ),
}

# What a group of jobs is headed by.
GROUPS: dict[Kind, Text] = {
    "changed": Text("Jobs that change", "Banen die veranderen"),
    "ends": Text("Jobs that end", "Banen die vervallen"),
    "new": Text("New jobs", "Nieuwe banen"),
    "same": Text("Jobs that stay exactly as they are", "Banen die precies blijven zoals ze zijn"),
}
# What stands under the number of such jobs.
COUNTED: dict[Kind, Text] = {
    "changed": Text("change", "veranderen"),
    "ends": Text("end", "vervallen"),
    "new": Text("new", "nieuw"),
    "same": Text("stay as they are", "blijven zoals ze zijn"),
}
# What happens to one job, after its code.
HAPPENS: dict[Kind, Text] = {
    "changed": Text("changes", "verandert"),
    "ends": Text("ends", "vervalt"),
    "new": Text("is new", "is nieuw"),
    "same": Text("stays", "blijft"),
}
LINES: dict[LineKind, Text] = {
    "removed": Text("Goes", "Vervalt"),
    "added": Text("Comes", "Erbij"),
    "moved": Text("Moves", "Verschuift"),
}

AGREED_JOBS = (
    Text("1 agreed job: {parts}.", "1 afgesproken baan: {parts}."),
    Text("{number} agreed jobs: {parts}.", "{number} afgesproken banen: {parts}."),
)
PARTS: dict[Kind, tuple[Text, Text]] = {
    "same": (
        Text("1 stays exactly as it is", "1 blijft precies zoals die is"),
        Text("{number} stay exactly as they are", "{number} blijven precies zoals ze zijn"),
    ),
    "changed": (Text("1 changes", "1 verandert"), Text("{number} change", "{number} veranderen")),
    "ends": (Text("1 ends", "1 vervalt"), Text("{number} end", "{number} vervallen")),
}
NONE_STAYS = Text("none stays exactly as it is", "geen enkele blijft precies zoals die is")
NEW_JOBS = (
    Text("1 job is new.", "1 baan is nieuw."),
    Text("{number} jobs are new.", "{number} banen zijn nieuw."),
)
NO_NEW_JOBS = Text("No job is new.", "Er zijn geen nieuwe banen.")
OTHER_SUPPLIERS = (
    Text(
        "1 of the jobs that stay is now with another supplier.",
        "1 van de banen die blijven, is nu bij een andere leverancier.",
    ),
    Text(
        "{number} of the jobs that stay are now with another supplier.",
        "{number} van de banen die blijven, zijn nu bij een andere leverancier.",
    ),
)
HOURS = Text(
    "Hours a week in jobs: {before} agreed, {after} now.",
    "Uren per week in banen: {before} afgesproken, {after} nu.",
)
HOURS_SAME = Text(
    "Hours a week in jobs: {after}, as agreed.", "Uren per week in banen: {after}, zoals afgesproken."
)

BEST_OF_ALL = Text(
    "Proved: no plan at all is better, whatever it would do with the agreed jobs.",
    "Bewezen: geen enkel plan is beter, wat het ook met de afgesproken banen zou doen.",
)
# By the name of the objective's first level.
COSTS: dict[str, Text] = {
    "score": Text(
        "That agreed jobs stay costs at most {cost} points: this plan is worth {value}, and no plan at all "
        "can be worth more than {bound}.",
        "Dat afgesproken banen blijven, kost hooguit {cost} punten: dit plan is {value} waard, en geen enkel "
        "plan kan meer waard zijn dan {bound}.",
    ),
    "hours": Text(
        "That agreed jobs stay costs at most {cost} hours: this plan has {value} hours in jobs, and no plan "
        "at all can have more than {bound}.",
        "Dat afgesproken banen blijven, kost hooguit {cost} uur: dit plan heeft {value} uur in banen, en "
        "geen enkel plan kan meer hebben dan {bound}.",
    ),
    "jobs": Text(
        "That agreed jobs stay costs at most {cost} jobs: this plan has {value}, and no plan at all can have "
        "more than {bound}.",
        "Dat afgesproken banen blijven, kost hooguit {cost} banen: dit plan heeft er {value}, en geen enkel "
        "plan kan er meer hebben dan {bound}.",
    ),
    "fewest-jobs": Text(
        "That agreed jobs stay costs at most {cost} jobs more: this plan has {value}, and no plan at all can "
        "do with fewer than {bound}.",
        "Dat afgesproken banen blijven, kost hooguit {cost} banen extra: dit plan heeft er {value}, en geen "
        "enkel plan kan met minder dan {bound} toe.",
    ),
}
COSTS_NOT_KNOWN = Text(
    "What it costs that agreed jobs stay is not known: the search was stopped before that.",
    "Wat het kost dat afgesproken banen blijven, is niet bekend: het zoeken is eerder gestopt.",
)
BEST_AROUND = Text(
    "Proved: no plan that keeps these jobs is better.",
    "Bewezen: geen plan dat deze banen laat staan, is beter.",
)
OPEN_AROUND = Text(
    "Not proved to be the best around the jobs that stay: {value} is reached, {bound} can be at most.",
    "Niet bewezen het beste rond de banen die blijven: {value} is bereikt, {bound} is hooguit mogelijk.",
)
PRICED = Text(
    "A change to an agreed job is made only where it brings more than {price} points. After that price the "
    "plan is worth {value}, and no plan more than {bound}.",
    "Een afgesproken baan verandert alleen als dat meer dan {price} punten oplevert. Na die prijs is het "
    "plan {value} waard, en geen enkel plan meer dan {bound}.",
)
WORTH_IT = Text(
    "it could have stayed; what this brings elsewhere is more than its price",
    "de baan had kunnen blijven; wat dit elders oplevert, is meer dan de prijs",
)

# Where a task goes that a job loses, and where one comes from that it gains.
TASK_GONE = Text("no longer there", "is er niet meer")
TASK_NEW = Text("new", "nieuw")
WAS_LEFT = Text("was in no job", "zat in geen baan")
GOES_TO = Text("now in {jobs}", "nu in {jobs}")
IS_LEFT = Text("left over", "blijft over")
OTHER_DAYS = Text("on other days", "op andere dagen")
FROM = Text("from {jobs}", "uit {jobs}")
UNKNOWN = Text("not known any more", "niet meer bekend")

HEAD = Text("{job} {happens}: {suppliers}", "{job} {happens}: {suppliers}")
STAYING = Text("Stay exactly as they are: {jobs}", "Blijven precies zoals ze zijn: {jobs}")
STAYS_WITH = Text(
    "Of these {job} is now with another supplier: {suppliers}",
    "Hiervan is {job} nu bij een andere leverancier: {suppliers}",
)
