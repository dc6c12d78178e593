"""Everyday words for kinds of service, as work that somebody does."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text

# As the work is called in a sentence or a heading: "you work in cleaning", "the cleaning company".
SERVICES: Final[dict[str, Text]] = {
    "cleaning": Text("cleaning", "schoonmaken"),
    "catering": Text("serving food and drink", "eten en drinken verzorgen"),
    "vending": Text("refilling machines", "automaten bijvullen"),
    "landscaping": Text("working in the green", "werken in het groen"),
    "security": Text("keeping watch and hosting", "toezicht houden en ontvangen"),
    "facility": Text("helping in and around the building", "helpen in en om het gebouw"),
    "other": Text("practical work", "praktisch werk"),
}
