"""What the constructions are called, what speaks for and against each, and what all of it is worth."""

from __future__ import annotations

from bundler.attribution.contracts import Code
from bundler.i18n import Text

DISCLAIMER = Text(
    "This supports a decision. It is no legal advice: have a construction checked before anyone signs.",
    "Dit helpt bij een besluit. Het is geen juridisch advies: laat een constructie toetsen voordat iemand "
    "tekent.",
)
ROTATION = Text(
    "Not worked out here: rotation, where the person works for one supplier after another, a period each.",
    "Hier niet uitgewerkt: rouleren, waarbij de persoon na elkaar bij verschillende leveranciers werkt, "
    "steeds een periode.",
)
LABELS: dict[Code, Text] = {
    "own_contract": Text("One contract with the supplier", "Eén contract bij de leverancier"),
    "two_contracts": Text("A contract with each supplier", "Een contract bij elke leverancier"),
    "lending": Text("One supplier employs and lends", "Eén leverancier is werkgever en leent uit"),
    "sw_lending": Text(
        "A social employment company or municipality employs and lends",
        "Een sociaal ontwikkelbedrijf of gemeente is werkgever en leent uit",
    ),
    "client": Text("The client employs", "De opdrachtgever is werkgever"),
}
PROS: dict[Code, tuple[Text, ...]] = {
    "own_contract": (
        Text("One employer, one CAO and one payslip.", "Eén werkgever, één cao en één loonstrook."),
    ),
    "two_contracts": (
        Text(
            "Each supplier's own CAO holds for its own hours.",
            "Voor de uren van elke leverancier geldt de eigen cao.",
        ),
        Text("Nobody lends.", "Niemand leent uit."),
        Text(
            "Each supplier pays and books its own hours.", "Elke leverancier betaalt en boekt de eigen uren."
        ),
    ),
    "lending": (
        Text("One employer and one payslip.", "Eén werkgever en één loonstrook."),
        Text(
            "One loonwaarde measurement and one job coach for the whole job.",
            "Eén loonwaardemeting en één jobcoach voor de hele baan.",
        ),
    ),
    "sw_lending": (
        Text("One employer and one payslip.", "Eén werkgever en één loonstrook."),
        Text(
            "The employer is used to guiding and lending people.",
            "De werkgever is gewend om mensen te begeleiden en uit te lenen.",
        ),
        Text(
            "The job remains when a supplier's contract changes.",
            "De baan blijft als het contract van een leverancier wisselt.",
        ),
    ),
    "client": (
        Text("One employer and one payslip.", "Eén werkgever en één loonstrook."),
        Text(
            "The job remains when a supplier's contract changes.",
            "De baan blijft als het contract van een leverancier wisselt.",
        ),
        Text("The hours count at the client itself.", "De uren tellen bij de opdrachtgever zelf."),
    ),
}
CONS: dict[Code, tuple[Text, ...]] = {
    "own_contract": (),
    "two_contracts": (
        Text(
            "The person has more than one employer, payslip and set of rules.",
            "De persoon heeft meer dan één werkgever, loonstrook en stel regels.",
        ),
        Text(
            "Everything is arranged at each employer: loonwaarde, job coach, sick leave.",
            "Alles wordt bij elke werkgever geregeld: loonwaarde, jobcoach, verzuim.",
        ),
    ),
    "lending": (
        Text(
            "Lending has rules of its own, and from the Wtta on it needs admission.",
            "Voor uitlenen gelden eigen regels, en vanaf de Wtta is een toelating nodig.",
        ),
        Text(
            "At whom lent hours count is not clear: the suppliers have to agree on it.",
            "Bij wie uitgeleende uren tellen, is niet duidelijk: de leveranciers moeten dat afspreken.",
        ),
        Text(
            "A second CAO can come to apply.",
            "Er kan een tweede cao gaan gelden.",
        ),
    ),
    "sw_lending": (
        Text(
            "A company or municipality that wants this still has to be found.",
            "Er moet nog een bedrijf of gemeente worden gevonden die dit wil.",
        ),
        Text(
            "The suppliers hire in: whether that counts for their social return depends on their contracts.",
            "De leveranciers huren in: of dat telt voor hun social return, hangt af van hun contracten.",
        ),
    ),
    "client": (
        Text(
            "Suppliers lose these hours: their contracts change.",
            "Leveranciers raken deze uren kwijt: hun contracten veranderen.",
        ),
        Text(
            "Suppliers cannot book the hours as their social return.",
            "Leveranciers kunnen de uren niet boeken als hun social return.",
        ),
    ),
}
