"""The sentences of the loonwaarde sheet, in English and Dutch."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text

NUMBER: Final = Text("Measurements of loonwaarde", "Loonwaardemetingen")
ONE: Final = Text("One measurement: there is one employer.", "Eén meting: er is één werkgever.")
SEVERAL: Final = Text(
    "{number} measurements, one at each employer. Each looks only at the hours of its own contract, so the "
    "outcomes can differ.",
    "{number} metingen, bij elke werkgever één. Elke meting kijkt alleen naar de uren van het eigen "
    "contract. De uitkomsten kunnen dus verschillen.",
)
# As the line about measurements says of a group without loonkostensubsidie.
NOT_MEASURED: Final = Text(
    "This group works without loonkostensubsidie, so we assume that nothing is measured. The sheet shows the "
    "main tasks as they would be.",
    "Deze groep werkt zonder loonkostensubsidie. Wij nemen dus aan dat er niet wordt gemeten. Het blad laat "
    "zien wat de hoofdtaken zouden zijn.",
)

MAIN_TASKS: Final = Text("Main tasks", "Hoofdtaken")
TAKEN_AS: Final = Text(
    "Tasks: {tasks}. Main tasks: {main}. Together they are all of the {hours} hours a week.",
    "Taken: {tasks}. Hoofdtaken: {main}. Samen zijn dat alle {hours} uren per week.",
)

PER_DAY: Final = Text("Minutes a working day", "Minuten per werkdag")
AVERAGED: Final = Text(
    "Averaged over all working days with this employer: that is how we read the rule. If the assessor wants "
    "the minutes on every single day, a task that is not done daily must go together with another.",
    "Gemiddeld over alle werkdagen bij deze werkgever: zo lezen wij de regel. Wil de loonwaardedeskundige "
    "de minuten op elke dag apart zien? Dan moet een taak die niet elke dag voorkomt, samen met een andere.",
)

NORM_FUNCTION: Final = Text("Norm function", "Normfunctie")
MOST_TIME: Final = Text(
    "Most of the time goes to {service}: {share}.", "De meeste tijd gaat naar {service}: {share}."
)
ENOUGH: Final = Text(
    "That is at least {overlap}, so a function in that trade may serve as the norm function.",
    "Dat is ten minste {overlap}. Een functie uit die branche kan dus de normfunctie zijn.",
)
NOT_ENOUGH: Final = Text(
    "That is less than {overlap}, so no function of one trade covers enough. The norm function is then "
    "composed, unless there is a function on the labour market with this very mix.",
    "Dat is minder dan {overlap}. Geen functie uit één branche dekt dus genoeg. De normfunctie wordt dan "
    "samengesteld, tenzij er op de arbeidsmarkt een functie is met precies deze mix.",
)
SEARCH: Final = Text(
    "The assessor looks first at the employer, then in the CAO or the sector, then on the Dutch labour "
    "market.",
    "De loonwaardedeskundige kijkt eerst bij de werkgever, dan in de cao of de sector, dan op de "
    "Nederlandse arbeidsmarkt.",
)

COMPOSED: Final = Text("Composed norm function", "Samengestelde normfunctie")
COMPOSED_OF: Final = Text(
    "Where no such function exists, the norm function is put together from main tasks that match these. "
    "Each is looked for at the employer, then in functions of the CAO or the sector, then on the Dutch "
    "labour market. Here: {parts}.",
    "Is er geen passende functie? Dan wordt de normfunctie samengesteld uit hoofdtaken die met deze "
    "overeenkomen. Elke hoofdtaak wordt gezocht bij de werkgever, dan in functies uit de cao of de sector, "
    "dan op de Nederlandse arbeidsmarkt. Hier: {parts}.",
)

OF_THE_WEEK: Final = Text(
    "{share} of the week (at least {least} is needed)", "{share} van de week (ten minste {least} is nodig)"
)
A_DAY: Final = Text(
    "{minutes} minutes a working day (at least {least} are needed)",
    "{minutes} minuten per werkdag (ten minste {least} zijn nodig)",
)
SMALL: Final = Text(
    "{title}: {missed}. By itself it is no main task.", "{title}: {missed}. Alleen is dit geen hoofdtaak."
)
TOGETHER_WITH: Final = Text("It is taken together with {others}.", "Deze taak is samengenomen met {others}.")
MANY: Final = Text(
    "There are {tasks} tasks, and at most {most} main tasks are measured. The tasks most alike are taken "
    "together.",
    "Er zijn {tasks} taken en er worden hooguit {most} hoofdtaken gemeten. De taken die het meest op "
    "elkaar lijken, zijn samengenomen.",
)
MIXED: Final = Text(
    "One main task holds different kinds of work: {services}. Ask the assessor whether that is accepted.",
    "Eén hoofdtaak bevat verschillend werk: {services}. Vraag de loonwaardedeskundige of dat mag.",
)
SHORT: Final = Text(
    "This contract holds too little work a day for even one main task. Ask the assessor how it is measured.",
    "Dit contract bevat per dag zelfs voor één hoofdtaak te weinig werk. Vraag de loonwaardedeskundige hoe "
    "dat wordt gemeten.",
)
