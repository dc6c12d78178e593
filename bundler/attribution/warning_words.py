"""Every warning about a job's employment, by its code; ``bundler.attribution.warned`` says when."""

from __future__ import annotations

from bundler.i18n import Text

WARNINGS: dict[str, Text] = {
    "A-WTTA": Text(
        "Who lends workers needs admission under the Wtta since {day}. Has {who} been admitted? {exception}",
        "Wie personeel uitleent, heeft sinds {day} een toelating nodig (Wtta). Is {who} toegelaten? "
        "{exception}",
    ),
    "A-WTTA-AHEAD": Text(
        "The Wtta starts on {day}, while the contract still runs. From then on {who} needs admission to "
        "lend. {exception}",
        "De Wtta gaat in op {day}, terwijl het contract nog loopt. Vanaf dan heeft {who} een toelating "
        "nodig om uit te lenen. {exception}",
    ),
    "A-LENDING": Text(
        "{who} would hire someone from day one to lend for part of the week. That is not simply lending "
        "between colleagues: have it checked.",
        "{who} neemt dan iemand in dienst om die vanaf de eerste dag een deel van de week uit te lenen. Dat "
        "is niet zomaar collegiaal uitlenen: laat dit toetsen.",
    ),
    "A-SCREENING": Text(
        "{who} is a security company: everyone it employs needs permission after screening, for other tasks "
        "too.",
        "{who} is een beveiligingsbedrijf: iedereen in dienst heeft toestemming na screening nodig, ook "
        "voor andere taken.",
    ),
    "A-SCREENING-LENT": Text(
        "The work at security company {who} may ask for screening, also of someone who is lent: ask the "
        "company.",
        "Het werk bij beveiligingsbedrijf {who} kan om screening vragen, ook van iemand die is uitgeleend: "
        "vraag het bedrijf.",
    ),
    "A-SECURITY-WORK": Text(
        "Security work asks for a diploma: {tasks}. Such tasks can hardly be split off.",
        "Beveiligingswerk vraagt een diploma: {tasks}. Zulke taken zijn moeilijk af te splitsen.",
    ),
    "A-SECOND-CAO": Text(
        "{who} would employ for the work of {others} too. By its scope {caos} may then apply to {who} as "
        "well: have it checked.",
        "{who} neemt dan ook iemand in dienst voor het werk van {others}. Door de werkingssfeer kan dan ook "
        "{caos} voor {who} gelden: laat dit toetsen.",
    ),
    "A-FEW-HOURS": Text(
        "{hours} h a week at {who} is under the {least} h that a job coach needs.",
        "{hours} uur per week bij {who} is minder dan de {least} uur die voor een jobcoach nodig zijn.",
    ),
    "A-SHORT-CONTRACT": Text(
        "A contract of {months} is shorter than the {least} months that a job coach needs.",
        "Een contract van {months} is korter dan de {least} maanden die voor een jobcoach nodig zijn.",
    ),
    "A-NO-COACH": Text(
        "No supplier in this job has a job coach: arrange who guides the person.",
        "Geen leverancier in deze baan heeft een jobcoach: regel wie de persoon begeleidt.",
    ),
    "A-CONTRACT-ENDS": Text(
        "The contract of {name} with the client ends on {day}, within a year.",
        "Het contract van {name} met de opdrachtgever loopt af op {day}, binnen een jaar.",
    ),
    "A-CONTRACT-ENDED": Text(
        "The contract of {name} with the client ended on {day}.",
        "Het contract van {name} met de opdrachtgever is afgelopen op {day}.",
    ),
    "A-HIRE-CAP": Text(
        "{name} then hires in. Its CAO limits that. {text}",
        "{name} huurt dan in. De cao daar stelt een grens. {text}",
    ),
    "A-CAO-PAST": Text(
        "The term of {cao} ended on {day}; what holds since is not known here.",
        "De looptijd van {cao} eindigde op {day}; wat daarna geldt, is hier niet bekend.",
    ),
    "A-CAO-UNKNOWN": Text(
        "Which CAO holds at {who} is unknown, and so is all that follows from it: ask.",
        "Welke cao bij {who} geldt, is onbekend, en dus ook alles wat daaruit volgt: vraag het na.",
    ),
    "A-CAO-NONE": Text(
        "At {who} no CAO holds. What its own rules say is unknown: ask.",
        "Bij {who} geldt geen cao. Wat de eigen regels zeggen, is onbekend: vraag het na.",
    ),
    "A-CAO-BOUND": Text(
        "Whether this CAO binds {who} is not known: ask. ({cao})",
        "Of deze cao bindend is voor {who}, is niet bekend: vraag het na. ({cao})",
    ),
    "A-SW-GROUP": Text(
        "Through {who} such a job is for people with loonkostensubsidie, in sheltered work or under the "
        "Wsw. For the group of this vacancy the CAO is unknown.",
        "Via {who} is zo'n baan voor mensen met loonkostensubsidie, in beschut werk of uit de Wsw. Voor de "
        "groep van deze vacature is de cao onbekend.",
    ),
    "A-WAGE-LOW": Text(
        "{name} says it pays {own} an hour. That is below {least}: {what}.",
        "{name} zegt {own} per uur te betalen. Dat is minder dan {least}: {what}.",
    ),
    "A-WAGE-PAST": Text("{text}", "{text}"),
    "A-SHORT-SHIFT": Text(
        "A block of {name} lasts {minutes} minutes; its CAO pays at least {least} minutes a shift.",
        "Een blok van {name} duurt {minutes} minuten; de cao daar betaalt ten minste {least} minuten per "
        "dienst.",
    ),
    "A-BREAK": Text(
        "On {days} of {all} days the plan lacks the break that the law asks for when all blocks of a day are "
        "one shift.",
        "Op {days} van {all} dagen ontbreekt de pauze die de wet vraagt als alle blokken van een dag één "
        "dienst zijn.",
    ),
    "A-HYGIENE": Text(
        "Sanitary work and food in one job: whether this may is for those who know the rules on hygiene. "
        "{text}",
        "Sanitair werk en voedsel in één baan: of dit mag, is aan wie de regels over hygiëne kent. {text}",
    ),
}
MINIMUM = Text("the minimum wage", "het minimumloon")
ENTRY = Text("the entry wage of its CAO", "het aanvangsloon van de cao daar")
NO_EXCEPTION = Text("Whether there is an exception is unknown.", "Of er een uitzondering is, is onbekend.")
