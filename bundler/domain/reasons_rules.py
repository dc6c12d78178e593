"""What is said of each rule and pin that keeps a task out of every job, and what may help.

A sentence is about the least that the rule must give way, all other rules as they are: no job does
with less. In it ``{value}`` is what the job that comes nearest has, ``{limit}`` what the rule allows,
``{excess}`` the difference with its unit, ``{where}`` what it is about, and ``{set}`` the value of the
rule at which that job is viable.
"""

from __future__ import annotations

from bundler.i18n import Text

Words = tuple[Text, Text]


def _words(text_en: str, text_nl: str, action_en: str, action_nl: str) -> Words:
    return Text(text_en, text_nl), Text(action_en, action_nl)


RULE_WORDS: dict[str, Words] = {
    "min_hours": _words(
        "With any partner within {travel} minutes it reaches at most {value} of {limit} hours a week.",
        "Met welke taken binnen {travel} minuten ook: verder dan {value} van de {limit} uur per week komt "
        "het niet.",
        "Maybe ask the suppliers for another {excess} a week that go with it, or set min_hours = {set}.",
        "Misschien de leveranciers om nog {excess} per week vragen die hierbij passen, of min_hours = {set} "
        "instellen.",
    ),
    "max_hours": _words(
        "Any job that holds it has at least {value} hours a week: {excess} more than {limit}.",
        "Elke baan met deze taak heeft minstens {value} uur per week: {excess} meer dan {limit}.",
        "Maybe let jobs share the series (min_sessions_per_job), or set max_hours = {set}.",
        "Misschien de weekreeks over banen laten verdelen (min_sessions_per_job), of max_hours = {set} "
        "instellen.",
    ),
    "max_suppliers": _words(
        "It takes the tasks of at least {value} suppliers, at most {limit} allowed: {where}.",
        "Er zijn taken van minstens {value} leveranciers voor nodig, hooguit {limit} toegestaan: {where}.",
        "Maybe ask one of these suppliers for more hours, or set max_suppliers = {set}.",
        "Misschien een van deze leveranciers om meer uren vragen, of max_suppliers = {set} instellen.",
    ),
    "max_days": _words(
        "It takes at least {value} working days a week, at most {limit} allowed.",
        "Er zijn minstens {value} werkdagen per week voor nodig, hooguit {limit} toegestaan.",
        "Maybe offer other days for it or for its partners, or set max_days = {set}.",
        "Misschien andere dagen aanbieden voor deze taak of wat erbij past, of max_days = {set} instellen.",
    ),
    "max_hours_per_day": _words(
        "It takes a day of at least {value} hours of work and travel ({where}): {excess} more than {limit}.",
        "Er is een dag van minstens {value} uur werk en looptijd voor nodig ({where}): {excess} meer dan "
        "{limit}.",
        "Maybe make sessions shorter, or set max_hours_per_day = {set}.",
        "Misschien blokken korter maken, of max_hours_per_day = {set} instellen.",
    ),
    "max_span_hours": _words(
        "It takes a day of at least {value} hours from first start to last end ({where}): {excess} more than "
        "{limit}.",
        "Er is een dag voor nodig die van begin tot eind minstens {value} uur duurt ({where}): {excess} meer "
        "dan {limit}.",
        "Maybe move a time window by {excess}, or set max_span_hours = {set}.",
        "Misschien een tijdvenster {excess} verschuiven, of max_span_hours = {set} instellen.",
    ),
    "max_rest_minutes": _words(
        "{first} until {end} and {second} from {start} ({where}): {excess} more than the allowed rest{walk}.",
        "{first} tot {end} en {second} vanaf {start} ({where}): {excess} meer dan de rust die mag{walk}.",
        "Maybe widen one of the two time windows by {excess}, or set max_rest_minutes = {set}.",
        "Misschien een van de twee tijdvensters {excess} verruimen, of max_rest_minutes = {set} instellen.",
    ),
    "day_start": _words(
        "The work has to start at {value} at the latest ({where}): {excess} before {limit}.",
        "Het werk moet uiterlijk om {value} beginnen ({where}): {excess} voor {limit}.",
        'Maybe move a time window by {excess}, or set day_start = "{set}".',
        'Misschien een tijdvenster {excess} verschuiven, of day_start = "{set}" instellen.',
    ),
    "day_end": _words(
        "The work lasts until {value} at the least ({where}): {excess} after {limit}.",
        "Het werk duurt tot minstens {value} ({where}): {excess} na {limit}.",
        'Maybe move a time window by {excess}, or set day_end = "{set}".',
        'Misschien een tijdvenster {excess} verschuiven, of day_end = "{set}" instellen.',
    ),
    "break_rule": _words(
        "There is no room for the break that the law asks: {verdict}.",
        "Er is geen ruimte voor de pauze die de wet vraagt: {verdict}.",
        "The law asks this break. Maybe widen time windows so that it fits in, or split long sessions.",
        "De wet vraagt deze pauze. Misschien tijdvensters verruimen zodat die erin past, of lange blokken "
        "splitsen.",
    ),
    "daily_rest_hours": _words(
        "Overnight at most {value} of {limit} hours of rest are left ({where}).",
        "'s Nachts blijft hooguit {value} van de {limit} uur rust over ({where}).",
        "Maybe move a time window by {excess}, or set daily_rest_hours = {set} if the law allows (11 hours).",
        "Misschien een tijdvenster {excess} verschuiven, of daily_rest_hours = {set} instellen als de wet "
        "dat toelaat (11 uur).",
    ),
    "weekly_rest_hours": _words(
        "The longest stretch without work is at most {value} of {limit} hours.",
        "De langste vrije periode is hooguit {value} van de {limit} uur.",
        "Maybe offer other days, move a time window by {excess}, or set weekly_rest_hours = {set} if the law "
        "allows (36 hours).",
        "Misschien andere dagen aanbieden, een tijdvenster {excess} verschuiven, of weekly_rest_hours = "
        "{set} instellen als de wet dat toelaat (36 uur).",
    ),
    "max_tasks": _words(
        "It takes at least {value} tasks in one job, at most {limit} allowed.",
        "Er zijn minstens {value} taken in één baan voor nodig, hooguit {limit} toegestaan.",
        "Maybe ask the suppliers for larger tasks, or set max_tasks = {set}.",
        "Misschien de leveranciers om grotere taken vragen, of max_tasks = {set} instellen.",
    ),
    "max_competencies": _words(
        "It takes at least {value} competencies in one job, at most {limit} allowed: {where}.",
        "Er zijn minstens {value} competenties in één baan voor nodig, hooguit {limit} toegestaan: {where}.",
        "Maybe look whether all of these are really needed, or set max_competencies = {set}.",
        "Misschien nagaan of deze echt allemaal nodig zijn, of max_competencies = {set} instellen.",
    ),
    "max_locations": _words(
        "It takes at least {value} places in one job, at most {limit} allowed: {where}.",
        "Er zijn minstens {value} plaatsen in één baan voor nodig, hooguit {limit} toegestaan: {where}.",
        "Maybe ask for more work at one of these places, or set max_locations = {set}.",
        "Misschien om meer werk op een van deze plaatsen vragen, of max_locations = {set} instellen.",
    ),
    "max_travel_minutes": _words(
        "It takes places at least {value} minutes apart ({where}): {excess} more than {limit}.",
        "Er zijn plaatsen voor nodig die minstens {value} minuten uit elkaar liggen ({where}): {excess} "
        "meer dan {limit}.",
        "Maybe ask for work nearer by, or set max_travel_minutes = {set}.",
        "Misschien om werk dichterbij vragen, of max_travel_minutes = {set} instellen.",
    ),
    "max_start_spread_minutes": _words(
        "The daily starts lie at least {value} minutes apart: {excess} more than {limit}.",
        "De dagelijkse begintijden liggen minstens {value} minuten uit elkaar: {excess} meer dan {limit}.",
        "Maybe move a time window by {excess}, or set max_start_spread_minutes = {set}.",
        "Misschien een tijdvenster {excess} verschuiven, of max_start_spread_minutes = {set} instellen.",
    ),
    "min_hours_per_supplier": _words(
        "{where} has at most {value} of {limit} hours in such a job.",
        "{where} heeft in zo'n baan hooguit {value} van de {limit} uur.",
        "Maybe ask this supplier for another {excess} a week, or set min_hours_per_supplier = {set}.",
        "Misschien deze leverancier om nog {excess} per week vragen, of min_hours_per_supplier = {set} "
        "instellen.",
    ),
    "min_supervised_share": _words(
        "At most {value} % of the hours is supervised, at least {limit} % is asked.",
        "Hooguit {value} % van de uren is begeleid, minstens {limit} % is gevraagd.",
        "Maybe arrange for someone who can supervise, or set min_supervised_share = {set}.",
        "Misschien iemand regelen die kan begeleiden, of min_supervised_share = {set} instellen.",
    ),
    "separate_settings": _words(
        "It only fits where indoor and outdoor tasks are mixed: {where}.",
        "Het past alleen als binnen- en buitentaken in één baan mogen: {where}.",
        "Maybe ask for work in the same setting, or set separate_settings = false.",
        "Misschien om werk van dezelfde soort (binnen of buiten) vragen, of separate_settings = false "
        "instellen.",
    ),
    "food_after_sanitary": _words(
        "It only fits with food after sanitary work on one day ({where}).",
        "Het past alleen met voedsel na sanitair werk op één dag ({where}).",
        "Maybe move the sanitary work to after the food, or set food_after_sanitary = true.",
        "Misschien het sanitaire werk na het voedsel plannen, of food_after_sanitary = true instellen.",
    ),
    "excluded_certificates": _words(
        "It only fits together with {where}, which asks an excluded certificate: {value}.",
        "Het past alleen samen met {where}, en die vraagt een uitgesloten certificaat: {value}.",
        "Maybe set excluded_certificates = [{set}].",
        "Misschien excluded_certificates = [{set}] instellen.",
    ),
}

PIN_WORDS: dict[str, Words] = {
    "apart": _words(
        "It only fits with tasks in one job that a pin keeps apart: {where}.",
        "Het past alleen met taken in één baan die een vastgezette keuze uit elkaar houdt: {where}.",
        "Maybe take away the pin apart = [{ids}].",
        "Misschien de vastgezette keuze apart = [{ids}] weghalen.",
    ),
    "forbid_suppliers": _words(
        "It only fits with suppliers in one job that a pin keeps apart: {where}.",
        "Het past alleen met leveranciers in één baan die een vastgezette keuze uit elkaar houdt: {where}.",
        "Maybe take away the pin forbid_suppliers = [{ids}].",
        "Misschien de vastgezette keuze forbid_suppliers = [{ids}] weghalen.",
    ),
    "leave": _words(
        "It only fits together with {where}, which a pin leaves out.",
        "Het past alleen samen met {where}, en die blijft door een vastgezette keuze buiten.",
        "Maybe take away the pin leave = {ids}.",
        "Misschien de vastgezette keuze leave = {ids} weghalen.",
    ),
}

OWN_WORDS: Words = _words(
    "It only fits in jobs that break your own rule '{title}': {where}.",
    "Het past alleen in banen die zich niet houden aan uw eigen regel '{title}': {where}.",
    "Maybe solve without that rule, or make it less strict.",
    "Misschien zonder die regel plannen, of hem minder streng maken.",
)
