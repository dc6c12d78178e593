"""The sentences of a vacancy, in English and Dutch: short, in everyday words (Dutch level B1)."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text

DAY_NAMES: Final = (
    Text("Monday", "maandag"),
    Text("Tuesday", "dinsdag"),
    Text("Wednesday", "woensdag"),
    Text("Thursday", "donderdag"),
    Text("Friday", "vrijdag"),
    Text("Saturday", "zaterdag"),
    Text("Sunday", "zondag"),
)
DAYS_RANGE: Final = Text("{first} to {last}", "{first} tot en met {last}")

HEADING: Final = Text("Work at {place}: {work}", "Werk op locatie {place}: {work}")
NEARBY: Final = Text("{place} and nearby", "{place} en omgeving")

ABOUT: Final = Text("About this job", "Over deze baan")
MADE_FOR: Final = Text(
    "This job was made for people who need some extra support at work.",
    "Deze baan is gemaakt voor mensen die op het werk wat extra steun nodig hebben.",
)
HOURS: Final = Text("You work {hours} hours a week.", "Je werkt {hours} uur per week.")
ONE_DAY: Final = Text("That is on one day.", "Dat is op één dag.")
SO_MANY_DAYS: Final = Text("That is on {days} days.", "Dat is op {days} dagen.")
ONE_TEAM: Final = Text("You work with the team of {names}.", "Je werkt met het team van {names}.")
TEAMS: Final = Text("You work with the teams of {names}.", "Je werkt met de teams van {names}.")
ONE_JOB: Final = Text(
    "It is one job, with one timetable for all your work.",
    "Het is één baan, met één rooster voor al je werk.",
)

WHAT: Final = Text("What will you do?", "Wat ga je doen?")
TASKS: Final = Text("These are your tasks:", "Dit zijn je taken:")
TASK_HOURS: Final = Text(
    "{hours} hours a week, with the team of {name}.", "{hours} uur per week, met het team van {name}."
)

WHEN: Final = Text("When and where?", "Wanneer en waar?")
SAME_TIMES: Final = Text(
    "The times are fixed. They are the same every week.",
    "De tijden staan vast. Ze zijn elke week hetzelfde.",
)
FROM_TO: Final = Text(
    "On {days} you work from {start} to {end}.", "Op {days} werk je van {start} tot {end} uur."
)
FROM_TO_RANGE: Final = Text(
    "From {days} you work from {start} to {end}.", "Van {days} werk je van {start} tot {end} uur."
)
BREAK_DAILY: Final = Text(
    "Every day you have a break of {minutes} minutes.", "Elke dag heb je {minutes} minuten pauze."
)
BREAK_ON: Final = Text(
    "On {days} you have a break of {minutes} minutes.", "Op {days} heb je {minutes} minuten pauze."
)
BREAK_UNPAID: Final = Text("A break is usually not paid.", "Pauze wordt meestal niet betaald.")
NO_BREAK: Final = Text(
    "The timetable has no fixed break. Agree on when you can rest.",
    "Er is geen vaste pauze. Spreek af wanneer je even kunt rusten.",
)
NO_BREAK_ELSE: Final = Text(
    "On the other days there is no fixed break.", "Op de andere dagen is er geen vaste pauze."
)
PLACES: Final = Text("You work at these places:", "Je werkt op deze plekken:")
ONE_PLACE: Final = Text("You work at this place:", "Je werkt op deze plek:")
WALKS: Final = Text("You walk between these places:", "Je loopt tussen deze plekken:")
WALK: Final = Text(
    "{origin} – {destination}: {minutes} minutes", "{origin} – {destination}: {minutes} minuten"
)
INDOORS: Final = Text("You work indoors.", "Je werkt binnen.")
OUTDOORS: Final = Text("You work outdoors, also in bad weather.", "Je werkt buiten, ook bij slecht weer.")
BOTH: Final = Text("You work indoors and outdoors.", "Je werkt binnen en buiten.")
YOUR_WEEK: Final = Text("Your week", "Je week")
WALK_MINUTES: Final = Text("walk ({minutes} minutes)", "lopen ({minutes} minuten)")
BREAK_MINUTES: Final = Text("break ({minutes} minutes)", "pauze ({minutes} minuten)")
REST_MINUTES: Final = Text("free ({minutes} minutes)", "vrij ({minutes} minuten)")

HELPS: Final = Text("What helps?", "Wat helpt?")
SKILLS: Final = Text("This helps you in the work:", "Dit helpt je bij het werk:")
NO_SKILLS: Final = Text("Special skills are not asked.", "Er worden geen bijzondere vaardigheden gevraagd.")
LEARN: Final = Text(
    "Can you not do all of this yet? Ask what you can learn here.",
    "Kun je dit nog niet allemaal? Vraag wat je hier kunt leren.",
)
BY_LAW: Final = Text("For this work the law asks:", "Voor dit werk vraagt de wet:")
NOT_BY_LAW: Final = Text(
    "No diploma or certificate is listed for these tasks.",
    "Voor deze taken is geen diploma of verklaring genoemd.",
)
CERTIFICATES: Final[dict[str, Text]] = {
    "vog": Text("a certificate of conduct (VOG)", "een Verklaring Omtrent het Gedrag (VOG)"),
    "security_diploma": Text("a diploma for security work", "een diploma voor beveiliger"),
    "spraying_licence": Text(
        "a licence to spray weed-killer", "een bewijs dat je met gif tegen onkruid mag werken"
    ),
}

WHO: Final = Text("Who guides you?", "Wie begeleidt je?")
ALWAYS: Final = Text(
    "At all your tasks there is someone who can guide you.",
    "Bij al je taken is er iemand die je kan begeleiden.",
)
PART: Final = Text(
    "{some} of the {all} hours a week there is someone who can guide you.",
    "{some} van de {all} uur per week is er iemand die je kan begeleiden.",
)
NEVER: Final = Text(
    "For these tasks no guide has been named yet.", "Bij deze taken is nog geen begeleider genoemd."
)
GUIDE_OF: Final = Text("That is a supervisor of {names}.", "Dat is een begeleider van {names}.")
GUIDES_OF: Final = Text("They are supervisors of {names}.", "Dat zijn begeleiders van {names}.")
OTHER_HOURS: Final = Text(
    "For the other hours this still has to be arranged.", "Voor de andere uren moet dat nog worden geregeld."
)
JOB_COACH: Final = Text("There is a job coach at {names}.", "Er is een jobcoach bij {names}.")

GET: Final = Text("What do you get?", "Wat krijg je?")
PAY_LEAST: Final = Text(
    "The pay is at least {low} an hour, before tax.", "Het loon is minstens {low} per uur, bruto."
)
PAY_RANGE: Final = Text(
    "The pay is at least {low} to {high} an hour, before tax. It depends on the work.",
    "Het loon is minstens {low} tot {high} per uur, bruto. Dat hangt af van het werk.",
)
PAY_UNKNOWN: Final = Text("The pay is not known yet.", "Het loon is nog niet bekend.")
PAY_FROM: Final = Text("The amount comes from:", "Het bedrag komt uit:")
PAY_LOOKED: Final = Text("These rules say more about it:", "Deze regels zeggen er meer over:")
PAY_UNSURE: Final = Text("The amount is not certain yet.", "Het bedrag is nog niet zeker.")
OF_AGE: Final = Text("For people of {age}.", "Voor mensen van {age} jaar.")
OF_AGE_AND_OVER: Final = Text("For people of {age} and over.", "Voor mensen van {age} jaar en ouder.")
MINIMUM_WAGE: Final = Text("the minimum wage of the law", "het wettelijk minimumloon")
OF_CAO: Final = Text("the collective agreement “{name}”", "de cao “{name}”")
OF_EMPLOYERS_CAO: Final = Text("the employer's collective agreement", "de cao van de werkgever")
SINCE: Final = Text("Holds from {day}.", "Geldt vanaf {day}.")
UNTIL: Final = Text(
    "Known until {day}. Ask what holds after that.", "Bekend tot en met {day}. Vraag wat daarna geldt."
)
MONTHS: Final = Text(
    "We plan a contract for {months} months.", "We gaan uit van een contract voor {months} maanden."
)
ONE_MONTH: Final = Text("We plan a contract for one month.", "We gaan uit van een contract voor één maand.")
PERMANENT: Final = Text("We plan a permanent contract.", "We gaan uit van een vast contract.")
EMPLOYER: Final = Text("Your employer is {names}.", "Je werkgever is {names}.")
EMPLOYERS: Final = Text(
    "Your employers are {names}. You then get a contract with each.",
    "Je werkgevers zijn {names}. Je krijgt dan van elk een contract.",
)

OPEN: Final = Text("What still has to be arranged?", "Wat moet nog worden geregeld?")
STILL_OPEN: Final = Text("This is not known yet:", "Dit is nog niet bekend:")
OPEN_EMPLOYER: Final = Text("Who your employer will be.", "Wie je werkgever wordt.")
OPEN_PAY: Final = Text("What the pay is.", "Wat het loon is.")
OPEN_GUIDE: Final = Text("Who your own fixed guide will be.", "Wie je vaste begeleider wordt.")
OPEN_COACH: Final = Text("Whether you get a job coach.", "Of je een jobcoach krijgt.")
OPEN_CLOTHES: Final = Text("Which clothes you wear for which work.", "Welke kleding je bij welk werk draagt.")
OPEN_WALK: Final = Text(
    "Whether walking is paid. It is {minutes} minutes a week.",
    "Of lopen wordt betaald. Het gaat om {minutes} minuten per week.",
)
OPEN_SCREENING: Final = Text(
    "Whether the security company asks for a screening.", "Of het beveiligingsbedrijf een screening vraagt."
)
OPEN_START: Final = Text("When you can start.", "Wanneer je kunt beginnen.")
OPEN_APPLY: Final = Text("Where you can apply.", "Waar je kunt reageren.")

DRAFT: Final = Text("Please note", "Let op")
DRAFT_TEXT: Final = Text(
    "This text is a draft. Someone still has to check it.",
    "Deze tekst is een concept. Iemand moet de tekst nog controleren.",
)
