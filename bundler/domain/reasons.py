"""Why there is no job for a task, or no plan at all, in words."""

from __future__ import annotations

from bundler.i18n import Text

REASONS = {
    "R-DATE": Text(
        "Not valid on the plan date.",
        "Niet geldig op de plandatum.",
    ),
    "R-PINNED-OUT": Text(
        "Pinned out: the scenario says it stays out.",
        "Vastgezet: het scenario zegt dat deze taak buiten blijft.",
    ),
    "R-CERTIFICATE": Text(
        "Asks a certificate that this scenario excludes.",
        "Vraagt een certificaat dat dit scenario uitsluit.",
    ),
    "R-TASK-ALONE": Text(
        "Fits no job whatever it is combined with: {why}.",
        "Past in geen enkele baan, met wat dan ook: {why}.",
    ),
    "R-NO-JOB": Text(
        "No combination with other tasks is a viable job under these rules; all were tried.",
        "Geen enkele combinatie met andere taken is een baan onder deze regels; alle zijn geprobeerd.",
    ),
    "R-NOT-BETTER": Text(
        "It fits in a job, but no plan that takes in more is worth more than this one.",
        "Het past in een baan, maar geen enkel plan dat meer opneemt is meer waard dan dit plan.",
    ),
    "R-KEPT": Text(
        "With the jobs that are kept, no plan that takes in more is worth more than this one.",
        "Met de banen die blijven, is geen enkel plan dat meer opneemt meer waard dan dit plan.",
    ),
    "R-OPEN": Text(
        "Not decided: the search ended before it was known whether a better plan takes it in.",
        "Niet beslist: het zoeken stopte voordat bekend was of een beter plan dit opneemt.",
    ),
}

NONE_FOUND = Text(
    "No plan was found in time; that none exists is not proved. Maybe give it more time (--time).",
    "Op tijd is geen plan gevonden; dat er geen bestaat is niet bewezen. Misschien meer tijd geven (--time).",
)
NONE_AROUND_KEPT = Text(
    "No plan that holds the jobs that are kept keeps every rule and pin; this is proved.",
    "Geen enkel plan met de banen die blijven, houdt zich aan alle regels en vaste keuzes; dit is bewezen.",
)
NONE_EXISTS = Text(
    "No plan exists; the solve was stopped before it was known why.",
    "Er bestaat geen plan; het rekenen stopte voordat bekend was waarom.",
)
