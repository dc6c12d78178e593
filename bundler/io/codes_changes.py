"""The codes about scenarios that inherit, and about what they change in the tables."""

from __future__ import annotations

from bundler.io.code import code

CHANGE_CODES = (
    code(
        "E-INHERITS",
        "The scenario that this one inherits from cannot be read: {why}",
        "Het scenario waarvan dit scenario erft, is niet te lezen: {why}",
        "its name is misspelt; the path is counted from the folder of this file.",
        "is de naam verkeerd gespeld; het pad telt vanaf de map van dit bestand.",
    ),
    code(
        "E-INHERITS-CIRCLE",
        "These scenarios inherit from one another in a circle: {names}.",
        "Deze scenario's erven in een kring van elkaar: {names}.",
        "one of them should not inherit: remove the line inherits there.",
        "moet een ervan niet erven: verwijdert u daar de regel inherits.",
    ),
    code(
        "E-CHANGE-UNKNOWN",
        "This id is not in the table {table}, so there is nothing to change or to drop.",
        "Deze id staat niet in de tabel {table}; er valt dus niets te wijzigen of weg te laten.",
        'it is new: give it change = "add".',
        'is dit een nieuwe: vult u dan bij change "erbij" in (add).',
    ),
    code(
        "E-CHANGE-EXISTS",
        "This id is in the table {table} already ({where}, row {first_row}), so it cannot be added.",
        "Deze id staat al in de tabel {table} ({where}, rij {first_row}) en kan er niet bij komen.",
        'some of its cells are different: then leave out change = "add"; else give the new one another id.',
        "zijn er alleen cellen anders: laat u dan bij change de waarde weg; geef anders de nieuwe een "
        "andere id.",
    ),
    code(
        "E-CHANGE-TWICE",
        "Row {first_row} of this scenario is about the same id.",
        "Rij {first_row} van dit scenario gaat over dezelfde id.",
        "put everything that is different for it in one row.",
        "zet u alles wat er anders aan is in één rij.",
    ),
    code(
        "W-CHANGE-NOTHING",
        "Nothing is different here: only the id is filled.",
        "Hier is niets anders: alleen de id is ingevuld.",
        'the columns that change are missing, or it should have change = "drop".',
        'ontbreken de kolommen die wijzigen, of moet bij change "weg" staan (drop).',
    ),
    code(
        "E-LOCATION-IN-USE",
        "The location cannot go: there are still tasks at it: {tasks}.",
        "De locatie kan niet weg: er zijn nog taken op deze locatie: {tasks}.",
        "drop these tasks too, or give them another location.",
        "laat u deze taken ook vervallen, of geeft u ze een andere locatie.",
    ),
    code(
        "E-NO-TASK-LEFT",
        "With these changes not one task is left.",
        "Met deze wijzigingen blijft er geen enkele taak over.",
        "fewer suppliers or tasks should be dropped.",
        "moeten er minder leveranciers of taken vervallen.",
    ),
    code(
        "N-SUPPLIER-LEAVES",
        "The supplier leaves, and its tasks go with it ({count}): {tasks}.",
        "De leverancier vertrekt en neemt zijn taken mee ({count}): {tasks}.",
        "another supplier takes some over: then give these tasks its supplier_id in the same scenario.",
        "neemt een andere leverancier taken over: geef die taken dan in hetzelfde scenario de supplier_id "
        "daarvan.",
    ),
    code(
        "N-PIN-DROPPED",
        "The inherited pin “{pin}” falls away, because the scenario drops {ids}.",
        "De geërfde vastgezette keuze “{pin}” vervalt, omdat {ids} in het scenario wegvalt.",
        "put another pin in its place.",
        "zet u er een andere keuze voor in de plaats.",
    ),
    code(
        "N-PIN-SMALLER",
        "The inherited pin “{pin}” goes on without {ids}, which the scenario drops.",
        "De geërfde vastgezette keuze “{pin}” geldt verder zonder {ids}, want dat valt in het scenario weg.",
        "put another pin in its place.",
        "zet u er een andere keuze voor in de plaats.",
    ),
    code(
        "E-PIN-DROP",
        "The scenario inherits no pin “{pin}”, so there is nothing to drop.",
        "Het scenario erft geen vastgezette keuze “{pin}”; er valt dus niets te laten vervallen.",
        "the pin is of another sort or names other ids; keep_pins = false drops all.",
        "is het een ander soort keuze of noemt die andere ids; keep_pins = false laat alles vervallen.",
    ),
)
