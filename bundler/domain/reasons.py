"""Why there is no job for a task, or no plan at all, in words: one catalogue, with what can be done.

The codes of rules and pins that stand in the way are in ``reasons_rules``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bundler.domain.reasons_rules import OWN_WORDS, PIN_WORDS, RULE_WORDS
from bundler.i18n import Text


class Reason(NamedTuple):
    """A reason and a way to do something about it; ``{name}`` marks what is filled in.

    Attributes:
        text: what is so.
        action: what may help, beginning "Maybe" / "Misschien" where it is a suggestion.
    """

    text: Text
    action: Text


# what a plan file says of each task that it leaves out
_OF_PLANS = {
    "R-DATE": Reason(
        Text("Not valid on the plan date.", "Niet geldig op de plandatum."),
        Text(
            "Maybe choose another plan_date, or change valid_from or valid_until.",
            "Misschien een andere plan_date kiezen, of valid_from of valid_until aanpassen.",
        ),
    ),
    "R-PINNED-OUT": Reason(
        Text(
            "Pinned out: the scenario says it stays out.",
            "Vastgezet: het scenario zegt dat deze taak buiten blijft.",
        ),
        Text(
            'Maybe take away the pin leave = "{task}".',
            'Misschien de vastgezette keuze leave = "{task}" weghalen.',
        ),
    ),
    "R-CERTIFICATE": Reason(
        Text(
            "Asks a certificate that this scenario excludes.",
            "Vraagt een certificaat dat dit scenario uitsluit.",
        ),
        Text(
            "Maybe split off the work that asks it, or take it out of excluded_certificates.",
            "Misschien het werk dat dit vraagt afsplitsen, of het uit excluded_certificates halen.",
        ),
    ),
    "R-TASK-ALONE": Reason(
        Text(
            "Fits no job whatever it is combined with: {why}.",
            "Past in geen enkele baan, met wat dan ook: {why}.",
        ),
        Text(
            "Maybe split its sessions, widen its time window, or loosen the rule that is named.",
            "Misschien de blokken splitsen, het tijdvenster verruimen, of de genoemde regel versoepelen.",
        ),
    ),
    "R-NO-JOB": Reason(
        Text(
            "No combination with other tasks is a viable job under these rules; all were tried.",
            "Geen enkele combinatie met andere taken is een baan onder deze regels; alle zijn geprobeerd.",
        ),
        Text(
            "Maybe ask for work that fits with it, or let what stands in the way give way.",
            "Misschien werk vragen dat erbij past, of versoepelen wat in de weg staat.",
        ),
    ),
    "R-NOT-BETTER": Reason(
        Text(
            "It fits in a job, but no plan that takes in more is worth more than this one.",
            "Het past in een baan, maar een plan dat er meer van opneemt is niet meer waard dan dit plan.",
        ),
        Text(
            "Maybe ask what taking it in would cost: bundler explain.",
            "Misschien nagaan wat opnemen zou kosten: bundler explain.",
        ),
    ),
    "R-KEPT": Reason(
        Text(
            "With the jobs that are kept, no plan that takes in more is worth more than this one.",
            "Met de banen die blijven is een plan dat er meer van opneemt niet meer waard dan dit plan.",
        ),
        Text("Maybe keep fewer jobs.", "Misschien minder banen laten staan."),
    ),
    "R-REPLAN": Reason(
        Text(
            "Agreed jobs come first; what taking it in would cost was not worked out here.",
            "Afgesproken banen gaan voor; wat opnemen zou kosten, is hier niet uitgerekend.",
        ),
        Text(
            "Maybe ask what taking it in would cost: bundler explain.",
            "Misschien nagaan wat opnemen zou kosten: bundler explain.",
        ),
    ),
    "R-ALTERNATIVE": Reason(
        Text(
            "This alternative leaves it out; that no alternative takes it in is not said.",
            "Dit alternatief laat hem weg; dat geen enkel alternatief hem opneemt, is niet gezegd.",
        ),
        Text(
            "Maybe ask where it could go: bundler recommend.",
            "Misschien nagaan waar hij bij kan: bundler recommend.",
        ),
    ),
    "R-OPEN": Reason(
        Text(
            "Not decided: the search ended before it was known whether a better plan takes it in.",
            "Niet beslist: het zoeken stopte voordat bekend was of een beter plan dit opneemt.",
        ),
        Text("Maybe give it more time.", "Misschien meer tijd geven."),
    ),
    "R-GIVEN": Reason(
        Text(
            "The plan you gave leaves it out, and nothing better was found before the solve stopped.",
            "Het gegeven plan laat hem weg, en voordat het rekenen stopte is niets beters gevonden.",
        ),
        Text(
            "Maybe give it more time, or ask bundler explain.",
            "Misschien meer tijd geven, of bundler explain vragen.",
        ),
    ),
}

# what `bundler explain` finds out beyond that
_OF_EXPLAIN = {
    "R-PLACED": Reason(
        Text("Nothing of it is left over: it is in {jobs}.", "Er blijft niets van over: hij zit in {jobs}."),
        Text("There is nothing to do.", "Er hoeft niets te gebeuren."),
    ),
    "R-COSTS": Reason(
        Text("It fits, but taking it in costs {cost}.", "Het past, maar opnemen kost {cost}."),
        Text("If it is worth that: {how}.", "Is het dat waard: {how}."),
    ),
    "R-FREE": Reason(
        Text(
            "Taking it in costs nothing: an equally good plan takes it in.",
            "Opnemen kost niets: een plan met deze taak is even goed.",
        ),
        Text("If you prefer that plan: {how}.", "Liever dat plan: {how}."),
    ),
    "R-BETTER": Reason(
        Text(
            "A better plan takes it in: it is worth {gain} more.",
            "Een beter plan neemt deze taak op: dat is {gain} meer waard.",
        ),
        Text(
            "Maybe look on from this plan: bundler solve DATA --from PLAN.",
            "Misschien verder zoeken vanaf dit plan: bundler solve DATA --from PLAN.",
        ),
    ),
    "R-PINS": Reason(
        Text(
            "It fits in a job, but no plan that keeps the pins takes in more of it. It can without {pins}.",
            "Het past in een baan, maar geen enkel plan dat zich aan de vastgezette keuzes houdt, neemt er "
            "meer van op. Zonder {pins} kan het wel.",
        ),
        Text("Maybe take away {pins}.", "Misschien {pins} weghalen."),
    ),
    "R-PARTNERS": Reason(
        Text(
            "It fits in a job, but no plan takes in more of it: of this task and those that go with it "
            "there is not enough for that.",
            "Het past in een baan, maar geen enkel plan neemt er meer van op: van deze taak en de taken die "
            "erbij passen, is daarvoor niet genoeg.",
        ),
        Text(
            "Maybe ask suppliers for more work that fits with it, or for more persons on that work.",
            "Misschien de leveranciers vragen om meer werk dat erbij past, of om meer personen op dat werk.",
        ),
    ),
}


def code_of_rule(rule: str) -> str:
    """The code of a rule that stands in the way: ``R-MIN-HOURS`` for ``min_hours``."""
    return "R-" + rule.upper().replace("_", "-")


def code_of_pin(kind: str) -> str:
    """The code of a kind of pin that stands in the way: ``R-PIN-APART`` for ``apart``."""
    return "R-PIN-" + kind.upper().replace("_", "-")


# the code of any rule of the user's own
CODE_OF_OWN = code_of_rule("own_rule")

CATALOGUE: dict[str, Reason] = {
    **_OF_PLANS,
    **_OF_EXPLAIN,
    **{code_of_rule(rule): Reason(*words) for rule, words in RULE_WORDS.items()},
    CODE_OF_OWN: Reason(*OWN_WORDS),
    **{code_of_pin(kind): Reason(*words) for kind, words in PIN_WORDS.items()},
}
# the sentences of the codes that a plan file may name
REASONS: dict[str, Text] = {code: reason.text for code, reason in _OF_PLANS.items()}


def reasons_markdown(lang: str) -> str:
    """The catalogue as a Markdown table in language ``lang``."""
    head = Text("| code | what it says | what to do |", "| code | wat er staat | wat te doen |")
    rows = [
        f"| `{code}` | {_plain(reason.text(lang))} | {_plain(reason.action(lang))} |"
        for code, reason in CATALOGUE.items()
    ]
    return "\n".join([head(lang), "|---|---|---|", *rows]) + "\n"


def _plain(template: str) -> str:
    return re.sub(r"\{\w+\}", "…", template).replace("|", "\\|")


NONE_FOUND = Text(
    "No plan was found in time; that none exists is not proved. Maybe give it more time (--time).",
    "Op tijd is geen plan gevonden; dat er geen bestaat is niet bewezen. Misschien meer tijd geven (--time).",
)
NONE_AROUND_KEPT = Text(
    "No plan that holds the jobs that are kept keeps every rule and pin; this is proved.",
    "Geen enkel plan met de banen die blijven, houdt zich aan alle regels en vaste keuzes; dit is bewezen.",
)
NONE_WITHOUT = Text(
    "No plan without this job keeps every rule and pin; this is proved.",
    "Geen enkel plan zonder deze baan houdt zich aan alle regels en vaste keuzes; dit is bewezen.",
)
NONE_EXISTS = Text(
    "No plan exists; the solve was stopped before it was known why.",
    "Er bestaat geen plan; het rekenen stopte voordat bekend was waarom.",
)
