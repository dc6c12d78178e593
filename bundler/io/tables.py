"""The columns of every table of the input."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text
from bundler.io import cells
from bundler.io.columns import Table, column
from bundler.io.tables_competencies import COMPETENCIES
from bundler.io.tables_realised import REALISED
from bundler.io.tables_suppliers import SUPPLIERS
from bundler.io.tables_tasks import TASKS

__all__ = [
    "COMPETENCIES",
    "LOCATIONS",
    "SCENARIO",
    "SUPPLIERS",
    "TABLES",
    "TASKS",
    "TRAVEL",
    "columns_markdown",
]

CHANGE_ALIASES: Final = "wijziging verandering wat_verandert mutatie action actie"

LOCATIONS: Final = Table(
    "locations",
    True,
    ("locaties", "locatie", "location", "gebouwen", "buildings"),
    (
        column(
            "location_id",
            cells.text,
            "unique text id",
            "unieke code",
            "locatie_id locatiecode locatienummer id code location_code locatie* location* gebouw* building*",
            None,
        ),
        column(
            "name",
            cells.text,
            "free text",
            "vrije tekst",
            "naam locatienaam naam_locatie gebouwnaam location_name building_name omschrijving locatie* "
            "location* "
            "gebouw* building*",
        ),
        column(
            "site",
            cells.text,
            "places on one site can be walked between",
            "tussen plaatsen op één terrein kan men lopen",
            "terrein campus complex vestiging",
        ),
        column(
            "lat",
            cells.number(cells.within(-90, 90)),
            "degrees north (WGS 84)",
            "graden noorderbreedte (WGS 84)",
            "breedtegraad breedte noorderbreedte latitude",
            figures=True,
        ),
        column(
            "lon",
            cells.number(cells.within(-180, 180)),
            "degrees east (WGS 84)",
            "graden oosterlengte (WGS 84)",
            "lengtegraad lengte oosterlengte longitude long lng",
            figures=True,
        ),
    ),
)

TRAVEL: Final = Table(
    "travel",
    False,
    ("reistijden", "reistijd", "looptijden", "looptijd", "reizen", "travel_times", "traveltimes"),
    (
        column(
            "from",
            cells.text,
            "into the table locations",
            "uit de tabel locaties",
            "van vertrek vertrekpunt van_locatie origin from_location",
            None,
        ),
        column(
            "to",
            cells.text,
            "into the table locations",
            "uit de tabel locaties",
            "naar bestemming aankomst naar_locatie destination to_location",
            None,
        ),
        column(
            "minutes",
            cells.number(cells.within(0, 1440)),
            "minutes; rounded up to whole minutes",
            "minuten; naar boven afgerond op hele minuten",
            "minuten reistijd looptijd reistijd_minuten looptijd_minuten reistijd_in_minuten "
            "looptijd_in_minuten "
            "min duur tijd travel_minutes travel_time",
            None,
        ),
    ),
)

SCENARIO: Final = Table(
    "scenario",
    False,
    ("scenario",),
    (
        column(
            "section",
            cells.text,
            "scenario, rules, weights, solve, attribution or pins",
            "scenario, rules, weights, solve, attribution of pins",
            "onderdeel sectie groep rubriek",
            None,
        ),
        column(
            "key",
            cells.text,
            "name of the rule, weight or option",
            "naam van de regel, het gewicht of de optie",
            "sleutel instelling parameter",
            None,
        ),
        column(
            "value",
            cells.text,
            "its value",
            "de waarde",
            "waarde",
            Text("as inherited, else default", "als geërfd, anders standaardwaarde"),
        ),
        column(
            "change",
            cells.add_or_drop,
            "of a pin: add, or drop to do without an inherited one",
            "bij een vastgezette keuze: erbij, of weg om een geërfde te laten vervallen",
            CHANGE_ALIASES,
            Text("add", "erbij"),
        ),
    ),
)

TABLES: Final = {table.name: table for table in (TASKS, SUPPLIERS, LOCATIONS, TRAVEL, COMPETENCIES, SCENARIO)}


def columns_markdown(lang: str) -> str:
    """Every table with its columns, defaults and other headers, as Markdown in language ``lang``.

    The table of realised hours too, which is a file of its own beside the input.
    """
    head = Text(
        "| column | meaning | when blank | also understood |",
        "| kolom | betekenis | als leeg | ook begrepen |",
    )
    must = Text("must be filled", "moet gevuld zijn")
    lines = []
    for table in (*TABLES.values(), REALISED):
        lines += [f"### {table.name}", "", head(lang), "|---|---|---|---|"]
        for item in table.columns:
            aliases = ", ".join(f"`{alias.rstrip('*')}`" for alias in item.aliases)
            default = must if item.default is None else item.default
            lines.append(f"| `{item.name}` | {item.meaning(lang)} | {default(lang)} | {aliases} |")
        lines.append("")
    return "\n".join(lines)
