"""The words around the employers of a job, in English and Dutch."""

from __future__ import annotations

from bundler.attribution.contracts import CLIENT, SW_COMPANY, Employer
from bundler.attribution.ledgers import MemoColumn
from bundler.domain import Problem
from bundler.i18n import Lang, Text

LABELS: dict[str, Text] = {
    "in_short": Text("In short", "In het kort"),
    "employed_by": Text("Who employs", "Wie is werkgever"),
    "week_pay": Text("Least pay a week", "Minste loon per week"),
    "sr_year": Text("Social return a year", "Social return per jaar"),
    "look_into": Text("To look into first", "Eerst uit te zoeken"),
    "people": Text("For the person", "Voor de persoon"),
    "people_note": Text("Read from the plan.", "Uit het plan gelezen."),
    "employer": Text("Who employs", "Wie is werkgever"),
    "advice": Text("Advice: {label}.", "Advies: {label}."),
    "asked": Text("The scenario asks for: {label}.", "Het scenario vraagt: {label}."),
    "why": Text("Why, most important first", "Waarom, het belangrijkste eerst"),
    "would_change": Text("What would change this", "Wat dit zou veranderen"),
    "objections": Text("Cannot be done as things are", "Kan nu niet"),
    "contracts": Text("Contracts", "Contracten"),
    "works_at": Text("Works at", "Werkt bij"),
    "cao": Text("CAO", "Cao"),
    "least_hour": Text("Least pay an hour", "Minste loon per uur"),
    "full_time": Text("Of full time", "Deel van voltijd"),
    "rests_on": Text("Rests on", "Grond"),
    "lines": Text("Line by line", "Regel voor regel"),
    "lines_note": Text(
        "Below each line: what it rests on, how sure that is, and the norms with the day since when they "
        "hold. N with a number leads to the norm in full.",
        "Onder elke regel: waar die op rust, hoe zeker dat is, en de normen met de dag vanaf wanneer ze "
        "gelden. N met een nummer leidt naar de norm zelf.",
    ),
    "topic": Text("About", "Onderwerp"),
    "says": Text("What holds", "Wat geldt"),
    "others": Text("Other constructions", "Andere constructies"),
    "construction": Text("Construction", "Constructie"),
    "possible": Text("Possible", "Kan nu"),
    "differs": Text("What would be different", "Wat er dan anders is"),
    "no_warnings": Text("Nothing special.", "Niets bijzonders."),
    "social_return": Text("Social return booked", "Geboekte social return"),
    "sr_note": Text(
        "Three ledgers of the same hours: they are never added up. Everything about one year.",
        "Drie boekhoudingen van dezelfde uren: ze worden nooit opgeteld. Alles over één jaar.",
    ),
    "hours_at": Text("Hours at", "Uren bij"),
    "paid_by": Text("Paid by; counts at", "Betaald door; telt bij"),
    "booked_by": Text("Booked for the obligation of", "Geboekt voor de verplichting van"),
    "eur_year": Text("Euros a year", "Euro per jaar"),
    "memo": Text("Client’s memo", "Memo opdrachtgever"),
    "loonwaarde": Text("Loonwaarde sheet", "Loonwaardeblad"),
    "main_task": Text("Main task", "Hoofdtaak"),
    "share": Text("Of the week", "Van de week"),
    "minutes_day": Text("Min. a day", "Min. per dag"),
    "flag": Text("Mark", "Let op"),
    "measurement": Text("Measurement at {who}", "Meting bij {who}"),
    "constructions": Text("The constructions compared", "De constructies vergeleken"),
    "for_it": Text("For it", "Ervoor"),
    "against_it": Text("Against it", "Ertegen"),
}
COUNTED = Text("{paid}; counts there", "{paid}; telt daar")
COUNTED_AT = Text("{paid}; counts at {counts}", "{paid}; telt bij {counts}")
NOT_COUNTED = Text(
    "{paid}; does not count (not in the register)", "{paid}; telt niet mee (niet in het register)"
)
NOT_SURE = Text("{text} (not sure)", "{text} (niet zeker)")
NOBODY = Text("nobody", "niemand")
AT_LEAST = Text("at least {eur}", "ten minste {eur}")
OK = Text("none", "geen")
BELOW = {
    "share": Text("too small a share of the week", "te klein deel van de week"),
    "minutes": Text("too few minutes a day", "te weinig minuten per dag"),
}
MIXED = Text("different kinds of work together", "verschillend werk samen")
NO_CAO = Text("no CAO", "geen cao")
OF_FULL_TIME = Text("{hours} h, {share} of full time", "{hours} uur, {share} van voltijd")
MEMO: dict[MemoColumn, Text] = {
    "own": Text("own payroll", "eigen loonlijst"),
    "bought": Text("through purchase", "via inkoop"),
    "hired": Text("hired in", "ingeleend"),
}
MAY_BE_MORE = Text("may be more: the CAO’s wage is unknown", "kan meer zijn: het cao-loon is onbekend")
YES, NO = Text("yes", "ja"), Text("no", "nee")
NO_WARNINGS = Text("nothing found", "niets gevonden")

# A few words for each warning, where its sentence would be too long.
WARNINGS: dict[str, Text] = {
    "A-WTTA": Text("admission under the Wtta", "toelating volgens de Wtta"),
    "A-WTTA-AHEAD": Text("Wtta starts during the contract", "Wtta gaat in tijdens het contract"),
    "A-LENDING": Text("hired in order to be lent", "in dienst genomen om uit te lenen"),
    "A-SCREENING": Text("screening of everyone employed", "screening van iedereen in dienst"),
    "A-SCREENING-LENT": Text("screening, maybe when lent too", "screening, misschien ook bij uitlenen"),
    "A-SECURITY-WORK": Text("diploma for security work", "diploma voor beveiligingswerk"),
    "A-SECOND-CAO": Text("a second CAO may apply", "mogelijk een tweede cao"),
    "A-FEW-HOURS": Text("too few hours for a job coach", "te weinig uren voor een jobcoach"),
    "A-SHORT-CONTRACT": Text("contract too short for a job coach", "contract te kort voor een jobcoach"),
    "A-NO-COACH": Text("no job coach", "geen jobcoach"),
    "A-CONTRACT-ENDS": Text(
        "a supplier's contract ends within a year", "contract van een leverancier eindigt binnen een jaar"
    ),
    "A-CONTRACT-ENDED": Text("a supplier's contract has ended", "contract van een leverancier is afgelopen"),
    "A-HIRE-CAP": Text("the CAO limits hiring in", "de cao begrenst inhuren"),
    "A-CAO-PAST": Text("the CAO's term has ended", "looptijd van de cao is voorbij"),
    "A-CAO-UNKNOWN": Text("CAO unknown", "cao onbekend"),
    "A-CAO-NONE": Text("no CAO", "geen cao"),
    "A-CAO-BOUND": Text("bound by the CAO: unknown", "gebonden aan de cao: onbekend"),
    "A-SW-GROUP": Text("group not usual there", "groep daar niet gebruikelijk"),
    "A-WAGE-LOW": Text("wage given is too low", "opgegeven loon is te laag"),
    "A-WAGE-PAST": Text("wage of another time", "loon van een andere tijd"),
    "A-SHORT-SHIFT": Text(
        "block shorter than the least paid shift", "blok korter dan de minste betaalde dienst"
    ),
    "A-BREAK": Text("a break is missing", "er ontbreekt een pauze"),
    "A-HYGIENE": Text("sanitary work and food", "sanitair werk en voedsel"),
    "A-LOONWAARDE-SMALL": Text("task too small by itself", "taak alleen te klein"),
    "A-LOONWAARDE-MANY": Text("many tasks", "veel taken"),
    "A-LOONWAARDE-MIXED": Text("mixed main task", "gemengde hoofdtaak"),
    "A-LOONWAARDE-SHORT": Text("too little work to measure", "te weinig werk om te meten"),
    "A-SR-NOBODY": Text("nobody books the hours", "niemand boekt de uren"),
    "A-SR-ELSEWHERE": Text("booked by another supplier", "geboekt door een andere leverancier"),
    "A-SR-LENT": Text("hours of a lent worker", "uren van een uitgeleende werknemer"),
    "A-SR-PAY": Text("pay unknown", "loon onbekend"),
    "A-SR-PAY-LEAST": Text("wages are at least this", "loon is ten minste dit"),
    "A-SR-REGISTER": Text("only people in the register count", "alleen mensen uit het register tellen"),
    "A-BLOCKS-TABLE": Text("table of building blocks unknown", "bouwblokkentabel onbekend"),
    "A-BLOCKS-GROUP": Text("no amount for this group", "geen bedrag voor deze groep"),
    "A-BLOCKS-WEEK": Text("full-time week of the table unknown", "voltijdsweek van de tabel onbekend"),
    "A-BLOCKS-BONUS": Text("no known extra for a permanent contract", "toeslag voor vast contract onbekend"),
    "A-BLOCKS-HOURS": Text("more hours than full time", "meer uren dan voltijd"),
}


def short_warning(code: str) -> Text:
    """A warning in a few words; its code where there are none."""
    return WARNINGS.get(code, Text(code, code))


def warnings_markdown(lang: Lang) -> str:
    """The warnings as a Markdown table, in language ``lang``."""
    head = Text("| code | what to look into |", "| code | waar u naar kijkt |")
    lines = [f"| `{code}` | {words(lang)} |" for code, words in WARNINGS.items()]
    return "\n".join([head(lang), "|---|---|", *lines])


def employer_name(problem: Problem, employer: Employer) -> Text:
    """Who employs, by name."""
    if employer.supplier_id is not None:
        name = problem.supplier_by_id[employer.supplier_id].name or employer.supplier_id
        return Text(name, name)
    return SW_COMPANY if employer.kind == "sw_company" else CLIENT
