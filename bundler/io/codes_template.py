"""The codes about example rows of a template, and about workbooks that do not go together."""

from __future__ import annotations

from bundler.io.code import code

TEMPLATE_CODES = (
    code(
        "N-EXAMPLE",
        "This is the example row of the template; it is left out.",
        "Dit is de voorbeeldrij van het sjabloon; die doet niet mee.",
        "overwrite it with a row of your own, or remove it.",
        "overschrijft u die met een eigen rij, of verwijdert u die.",
    ),
    code(
        "E-EXAMPLE",
        "This cell is still that of the template's example row.",
        "Deze cel is nog die van de voorbeeldrij van het sjabloon.",
        "fill it with what holds for this row, or remove the whole row.",
        "vult u in wat voor deze rij geldt, of verwijdert u de hele rij.",
    ),
)

MERGE_CODES = (
    code(
        "E-MERGE-TASK",
        "This task id is also in {other}.",
        "Deze taakcode staat ook in {other}.",
        "give one of the two another id; if it is one and the same task, remove one of the rows.",
        "geeft u een van de twee een andere code; is het dezelfde taak, verwijder dan een van de rijen.",
    ),
    code(
        "E-MERGE-CELL",
        "{other} says {there} for the same {what} ({id}).",
        "{other} zegt {there} voor dezelfde {what} ({id}).",
        "make the two cells equal; if they are not the same {what}, give one of them another id.",
        "maakt u de cellen gelijk; is het niet dezelfde {what}, geef een van de twee dan een andere code.",
    ),
    code(
        "W-MERGE-TWIN",
        "This looks like {twin} in {other}, under another id: {same}.",
        "Dit lijkt op {twin} in {other}, onder een andere code: {same}.",
        "they are one and the same: then give them one id, in all workbooks.",
        "zijn ze een en dezelfde: geef ze dan één code, in alle werkmappen.",
    ),
    code(
        "W-MERGE-NO-TASKS",
        "There are no tasks in this workbook.",
        "In deze werkmap staan geen taken.",
        "it was sent back without being filled in.",
        "is hij teruggestuurd zonder te zijn ingevuld.",
    ),
    code(
        "N-MERGE-BLANK",
        "This cell is blank; what {other} says is taken: {there}.",
        "Deze cel is leeg; wat {other} zegt is overgenomen: {there}.",
        "fill it in here too.",
        "vult u het hier ook in.",
    ),
)
