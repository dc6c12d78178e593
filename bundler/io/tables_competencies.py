"""The columns of the table competencies."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text
from bundler.io import cells
from bundler.io.columns import Table, column

COMPETENCIES: Final = Table(
    "competencies",
    False,
    ("competenties", "competentie", "competency", "competences"),
    (
        column(
            "competency_id",
            cells.text,
            "as tasks name it",
            "zoals taken hem noemen",
            "competentie_id competentiecode vaardigheid_id skill_id id code competentie* competency* "
            "vaardigheid* skill*",
            None,
        ),
        column(
            "label_nl",
            cells.text,
            "a few words in Dutch, for the vacancies",
            "een paar woorden in het Nederlands, voor de vacatures",
            "label naam naam_nl nederlands label_nederlands nederlands_label competentie* vaardigheid*",
        ),
        column(
            "label_en",
            cells.text,
            "a few words in English, for the vacancies",
            "een paar woorden in het Engels, voor de vacatures",
            "label_engels engels_label engels naam_en english name name_en competency* skill*",
        ),
        column(
            "description",
            cells.text,
            "what it is, in a few short sentences",
            "wat het is, in een paar korte zinnen",
            "omschrijving beschrijving omschrijving_nl beschrijving_nl uitleg toelichting description_nl",
        ),
        column(
            "description_en",
            cells.text,
            "the same in English",
            "hetzelfde in het Engels",
            "omschrijving_en beschrijving_en omschrijving_engels uitleg_en english_description",
            Text("as description", "als omschrijving"),
        ),
        column(
            "uri",
            cells.web_address,
            "web address in a public skills language (CompetentNL, ESCO)",
            "webadres in een openbare skillstaal (CompetentNL, ESCO)",
            "webadres url link adres competentnl esco",
            figures=True,
        ),
    ),
)
