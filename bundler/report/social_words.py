"""The words of the sections on social return, contracts, places, assumptions and norms."""

from __future__ import annotations

from bundler.domain.model import SocialReturnModel
from bundler.i18n import Text

LABELS: dict[str, Text] = {
    "social_return": Text("Social return", "Social return"),
    "three": Text(
        "Three ledgers of the same hours, side by side. They answer three different questions and are never "
        "added up. Every hour of the plan is in each ledger once.",
        "Drie boekhoudingen van dezelfde uren, naast elkaar. Ze beantwoorden drie verschillende vragen en "
        "worden nooit opgeteld. Elk uur van het plan staat in elke boekhouding één keer.",
    ),
    "paid": Text("A. Paid hours at the formal employer", "A. Verloonde uren bij de formele werkgever"),
    "paid_note": Text(
        "Who pays how many hours, and how many banen that is. Task hours only: paid travel and other paid "
        "time come on top.",
        "Wie hoeveel uren verloont en hoeveel banen dat zijn. Alleen taakuren: betaalde reistijd en andere "
        "betaalde tijd komen daarbij.",
    ),
    "employer": Text("Employer", "Werkgever"),
    "hours_year": Text("Hours a year", "Uren per jaar"),
    "banen": Text("Banen", "Banen"),
    "counted": Text("Where they count for the banenafspraak", "Waar ze tellen voor de banenafspraak"),
    "not_sure": Text(
        "Not sure: for hours of lent workers there is no uniform registration. Agree on it in writing.",
        "Niet zeker: voor uren van uitgeleende werknemers is er geen uniforme registratie. Leg het "
        "schriftelijk vast.",
    ),
    "owed": Text("B. Each supplier's own obligation", "B. De eigen verplichting van elke leverancier"),
    "owed_note": Text(
        "What the plan adds in a year, in euros. Each obligation is tested by itself, so there is no total.",
        "Wat het plan per jaar toevoegt, in euro. Elke verplichting wordt apart getoetst, dus er is geen "
        "totaal.",
    ),
    "adds": Text("The plan adds", "Het plan voegt toe"),
    "model": Text("Model", "Model"),
    "models_note": Text(
        "Model A: a share of the wage sum, reached with wages of people in the register. Model B: a share of "
        "the contract sum, reached with building blocks.",
        "Model A: een deel van de loonsom, gehaald met loon van mensen uit het doelgroepregister. Model B: "
        "een deel van de opdrachtsom, gehaald met bouwblokken.",
    ),
    "memo": Text("C. The client's memo", "C. Het memo van de opdrachtgever"),
    "memo_note": Text(
        "Where the client sees the hours. Only what is on its own payroll is its own statutory count.",
        "Waar de opdrachtgever de uren ziet. Alleen wat op de eigen loonlijst staat, is de eigen wettelijke "
        "telling.",
    ),
    "column": Text("Column", "Kolom"),
    "progress": Text(
        "Each supplier's obligation, before and after the plan",
        "De verplichting van elke leverancier, voor en na het plan",
    ),
    "due": Text("Due a year", "Verplicht per jaar"),
    "before": Text("Reached before", "Al gehaald"),
    "after": Text("After the plan", "Na het plan"),
    "short": Text("Still to reach", "Nog te halen"),
    "bars_note": Text(
        "Grey: before the plan. In colour, with the supplier's letter: with the plan. The dashed line is "
        "what is due; a bar with » goes on.",
        "Grijs: voor het plan. In kleur, met de letter van de leverancier: met het plan. De streeplijn is "
        "wat moet; een balk met » loopt verder.",
    ),
    "split": Text("Who books an hour", "Wie een uur boekt"),
    "norms_here": Text("Norms", "Normen"),
    "screening": Text("Where to begin: the contracts", "Waar beginnen: de contracten"),
    "screening_note": Text(
        "Step 3 of the 2019 guide: which contracts lend themselves to a partnership.",
        "Stap 3 van de handreiking uit 2019: welke contracten lenen zich voor een partnership.",
    ),
    "top": Text("The first three, with reasons", "De eerste drie, met redenen"),
    "rest": Text("The other contracts", "De andere contracten"),
    "rank": Text("Place", "Plaats"),
    "criterion": Text("Criterion", "Criterium"),
    "met": Text("Met", "Voldoet"),
    "met_of": Text("{met} of {all}", "{met} van {all}"),
    "unknown": Text("Unknown", "Onbekend"),
    "no_contracts": Text("No supplier has a contract here.", "Geen leverancier heeft hier een contract."),
    "sites": Text("Where the work is", "Waar het werk is"),
    "sites_note": Text(
        "A sketch, not a map. Each square is a place, larger where more hours are in jobs; an open square "
        "has none. The number stands in the table. Letters are the suppliers that work there.",
        "Een schets, geen kaart. Elk vierkant is een plaats, groter waar meer uren in banen zitten; een open "
        "vierkant heeft er geen. Het nummer staat in de tabel. De letters zijn de leveranciers die er "
        "werken.",
    ),
    "sites_more": Text(
        "Drawn are the {shown} sites with most hours; all places are in the table.",
        "Getekend zijn de {shown} terreinen met de meeste uren; alle plaatsen staan in de tabel.",
    ),
    "places_table": Text("Places, by site", "Plaatsen, per terrein"),
    "number": Text("No.", "Nr."),
    "site": Text("Site", "Terrein"),
    "hours_jobs": Text("Hours in jobs", "Uren in banen"),
    "hours_left": Text("Left over", "Over"),
    "no_site": Text("No site named", "Geen terrein genoemd"),
    "assumptions": Text("Assumptions about employment", "Aannames over werkgever en loon"),
    "assumptions_note": Text(
        "Nothing here is about a person: it is the group that the vacancies are meant for. Change it in the "
        "section [attribution] of the scenario.",
        "Niets hiervan gaat over een persoon: het is de groep waarvoor de vacatures bedoeld zijn. Wijzig het "
        "in het deel [attribution] van het scenario.",
    ),
    "assumption": Text("Assumption", "Aanname"),
    "norms_read": Text("Norms read for", "Normen gelezen voor"),
    "picture": Text("picture", "plaatje"),
    "norms": Text("Norms used", "Gebruikte normen"),
    "norms_note": Text(
        "Everything about pay, law and social return in this report rests on these {count} norms, read for "
        "{day}. “Unknown” is what nobody could tell us: ask.",
        "Alles over loon, wet en social return in dit rapport rust op deze {count} normen, gelezen voor "
        "{day}. “Onbekend” is wat niemand ons kon vertellen: vraag het na.",
    ),
    "norm": Text("Norm", "Norm"),
    "value": Text("Value", "Waarde"),
    "period": Text("Holds", "Geldt"),
    "source": Text("Source", "Bron"),
    "confidence": Text("Confidence", "Zekerheid"),
    "stale": Text("Look these up first", "Zoek dit eerst op"),
    "stale_one": Text(
        "1 norm in this report was found for another time than {day}.",
        "1 norm in dit rapport is gevonden voor een andere tijd dan {day}.",
    ),
    "stale_many": Text(
        "{count} norms in this report were found for another time than {day}.",
        "{count} normen in dit rapport zijn gevonden voor een andere tijd dan {day}.",
    ),
    "stale_note": Text(
        "The last known value was used. What holds now was not known when the catalogue was made.",
        "De laatst bekende waarde is gebruikt. Wat nu geldt, was niet bekend toen de catalogus werd gemaakt.",
    ),
    "known_until": Text("Known until {day}", "Bekend tot en met {day}"),
    "known_from": Text("Known only from {day}", "Pas bekend vanaf {day}"),
    "no_plan_date": Text(
        "The scenario has no plan date: norms and contracts are those of today, {day}. With another day the "
        "report says something else.",
        "Het scenario heeft geen plandatum: normen en contracten zijn die van vandaag, {day}. Op een andere "
        "dag zegt het rapport iets anders.",
    ),
    "loonwaarde_note": Text(
        "Loonwaarde: whoever measures (the loonwaardedeskundige) decides; the sheets only prepare it. Main "
        "tasks are one task, or several that belong together. Minutes a day are averaged over the working "
        "days with that employer: that is how we read the rule. Where no function exists that fits, the norm "
        "function is put together from the main tasks in the sheet, each looked for at the employer, then in "
        "the CAO or the sector, then on the Dutch labour market.",
        "Loonwaarde: wie meet (de loonwaardedeskundige) beslist; de bladen bereiden dat alleen voor. Een "
        "hoofdtaak is één taak, of een paar taken die bij elkaar horen. De minuten per dag zijn gemiddeld "
        "over de werkdagen bij die werkgever: zo lezen wij de regel. Is er geen passende functie? Dan wordt "
        "de normfunctie samengesteld uit de hoofdtaken op het blad. Elke hoofdtaak wordt gezocht bij de "
        "werkgever, dan in de cao of de sector, dan op de Nederlandse arbeidsmarkt.",
    ),
}
MODELS: dict[SocialReturnModel, Text] = {
    "A": Text("A: wage sum", "A: loonsom"),
    "B": Text("B: building blocks", "B: bouwblokken"),
    "none": Text("no obligation", "geen verplichting"),
}
NO_OBLIGATION = Text("nothing", "niets")
NOTHING = Text("nothing booked", "niets geboekt")
TOTAL = Text("Total", "Totaal")
SPLITS: dict[str, Text] = {
    "own_contract": Text(
        "The supplier on whose contract it is worked. That is how it is usually split.",
        "De leverancier op wiens contract het wordt gewerkt. Dat is de gewone verdeling.",
    ),
    "employer": Text(
        "The formal employer, whoever's contract it is worked on. The scenario chose this.",
        "De formele werkgever, op wiens contract er ook wordt gewerkt. Het scenario kiest hiervoor.",
    ),
}
MET: dict[bool | None, Text] = {
    True: Text("yes", "ja"),
    False: Text("no", "nee"),
    None: Text("unknown", "onbekend"),
}
BARS_ALT = Text(
    "Bars: how much of its obligation each supplier has reached before and after the plan. The table says "
    "the same in words.",
    "Balken: hoeveel elke leverancier van de verplichting heeft gehaald, voor en na het plan. De tabel zegt "
    "hetzelfde in woorden.",
)
SITE_ALT = Text(
    "Sketch of {site}: {places} places. The table of places says the same in words.",
    "Schets van {site}: {places} plaatsen. De tabel met plaatsen zegt hetzelfde in woorden.",
)
SITE_ALT_ONE = Text(
    "Sketch of {site}: 1 place. The table of places says the same in words.",
    "Schets van {site}: 1 plaats. De tabel met plaatsen zegt hetzelfde in woorden.",
)
ASSUMPTIONS: dict[str, Text] = {
    "target_group": Text(
        "The group that the vacancies are meant for.", "De groep waarvoor de vacatures bedoeld zijn."
    ),
    "age": Text(
        "Age for the minimum wage; 21 is 21 and over.", "Leeftijd voor het minimumloon; 21 is 21 en ouder."
    ),
    "contract_months": Text("Months that a contract lasts.", "Maanden dat een contract duurt."),
    "permanent": Text("Contracts are for an indefinite time.", "De contracten zijn voor onbepaalde tijd."),
    "weeks_per_year": Text(
        "Paid weeks in a year; no law says how many.", "Betaalde weken in een jaar; geen wet zegt hoeveel."
    ),
    "construction": Text(
        "Who employs; “recommended” takes the advice for each job.",
        "Wie werkgever is; “recommended” neemt het advies voor elke baan.",
    ),
    "split": Text("Who books the social return of an hour.", "Wie de social return van een uur boekt."),
    "min_cell": Text(
        "Statements show no figure about fewer persons.", "Opgaven tonen geen getal over minder personen."
    ),
}
