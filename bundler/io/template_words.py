"""What a template says to who fills it in, and its example rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bundler.i18n import Lang, Text
from bundler.io.columns import Column, Table
from bundler.io.template_mark import MARK, MARKED

GUIDE: Final = Text("explanation", "uitleg")
LISTS: Final = Text("choices", "keuzelijsten")
TITLE: Final = Text("Tasks for combination jobs", "Taken voor combinatiebanen")
TITLE_OF: Final = Text("Tasks for combination jobs: {name}", "Taken voor combinatiebanen: {name}")

STEPS: Final = (
    Text(
        "Fill in one row for each task, supplier or location. A task is work that comes back every week.",
        "Vul één rij in per taak, leverancier of locatie. Een taak is werk dat elke week terugkomt.",
    ),
    Text(
        "Columns with a * must be filled. Leave another cell blank where what it then stands for is right.",
        "Kolommen met een * moeten gevuld zijn. Laat een andere cel leeg als klopt wat er dan geldt.",
    ),
    Text(
        "Point at a header: its note says what goes there. Lists and checks help while you type.",
        "Wijs een kop aan: de notitie zegt wat er moet staan. Lijsten en controles helpen bij het typen.",
    ),
    Text(
        "The grey row is an example and is left out. Overwrite all of it, or remove it.",
        "De grijze rij is een voorbeeld en doet niet mee. Overschrijf hem helemaal, of verwijder hem.",
    ),
    Text(
        "An orange cell must still be filled.",
        "Een oranje cel moet nog gevuld worden.",
    ),
    Text(
        "The headers are protected, without a password. You can add rows and make columns wider.",
        "De koppen zijn beveiligd, zonder wachtwoord. U kunt rijen toevoegen en kolommen breder maken.",
    ),
    Text(
        "Put in no data about persons, such as their name, number or health. Such data is refused.",
        "Zet er geen gegevens over personen in, zoals naam, nummer of gezondheid. Die worden geweigerd.",
    ),
)
SEND_BACK: Final = Text(
    "Ready? Send this workbook back to who sent it to you.",
    "Klaar? Stuur deze werkmap terug aan wie hem u stuurde.",
)
CHECK: Final = Text(
    "Ready? Look for mistakes with: bundler check FILE.xlsx. Workbooks of several suppliers are joined "
    "with: bundler merge *.xlsx --out all.xlsx",
    "Klaar? Zoek fouten met: bundler check BESTAND.xlsx --lang nl. Werkmappen van meer leveranciers voegt "
    "u samen met: bundler merge *.xlsx --out alles.xlsx --lang nl",
)
HEADS: Final = (
    Text("sheet", "blad"),
    Text("column", "kolom"),
    Text("what to fill in", "wat in te vullen"),
    Text("when blank", "als leeg"),
)
MUST: Final = Text("must be filled", "moet gevuld zijn")
_BLANK: Final = Text("When blank: {default}.", "Als leeg: {default}.")
_SEVERAL: Final = Text("Several: separate them with ;", "Meer dan één: zet er ; tussen")


def header(item: Column, lang: Lang) -> str:
    """A header as people read it; one with a ``*`` must be filled."""
    plain = (item.dutch if lang == "nl" else item.name).replace("_", " ")
    return f"{plain[0].upper()}{plain[1:]}{' *' if item.required else ''}"


def sheet_name(table: Table, lang: Lang) -> str:
    """The name of a table's sheet."""
    return table.aliases[0] if lang == "nl" else table.name


def when_blank(item: Column, lang: Lang) -> str:
    """What a blank cell of a column stands for."""
    return (MUST if item.default is None else item.default)(lang)


def note(item: Column, lang: Lang, *, several: bool) -> str:
    """What the note on a header says."""
    lines = [_sentence(item.meaning(lang))]
    lines += [_SEVERAL(lang) + "."] if several else []
    default = when_blank(item, lang)
    lines.append(_sentence(default) if item.required else _BLANK(lang, default=default))
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


_PLACE = Text("town hall", "stadhuis")
_EXAMPLES: Final[Mapping[str, Mapping[str, Text | str]]] = {
    "tasks": {
        "task_id": "T01",
        "supplier_id": Text("cleaner", "schoon"),
        "title": Text("Morning round offices", "Ochtendronde kantoren"),
        "location_id": _PLACE,
        "days": "mon-fri",
        "hours_per_session": "2.5",
        "earliest_start": "06:30",
        "latest_end": "10:00",
        "headcount": "1",
        "competencies": Text("cleaning;tidying", "schoonmaken;opruimen"),
        "setting": "indoor",
        "hygiene": "none",
        "supervised": "yes",
        "note": Text("Five times 2.5 hours a week", "Vijf keer 2,5 uur per week"),
    },
    "suppliers": {
        "supplier_id": Text("cleaner", "schoon"),
        "name": Text("The Cleaning Company", "Het Schoonmaakbedrijf"),
        "service": "cleaning",
        "in_house": "no",
        "can_employ": "yes",
        "jobcoach": "yes",
        "cao_id": "schoonmaak",
        "contract_end": "2028-12-31",
        "contract_value_eur_year": "250000",
        "social_return_model": "A",
        "social_return_percent": "5",
        "social_return_base_eur_year": "200000",
    },
    "locations": {
        "location_id": _PLACE,
        "name": Text("Town hall, main entrance", "Stadhuis, hoofdingang"),
        "site": Text("centre", "centrum"),
        "lat": "52.0907",
        "lon": "5.1214",
    },
    "travel": {"from": _PLACE, "to": Text("library", "bibliotheek"), "minutes": "12"},
    "competencies": {
        "competency_id": Text("cleaning", "schoonmaken"),
        "label_nl": "Schoonmaken",
        "label_en": "Cleaning",
        "description": "Je maakt ruimtes schoon.",
        "description_en": "You clean rooms.",
    },
    "scenario": {"section": "rules", "key": "min_hours", "value": "20"},
}


def example(table: Table, lang: Lang, known: Mapping[str, str]) -> dict[str, str]:
    """The example row of a table.

    Args:
        table: that it is a row of.
        lang: of its texts.
        known: ids that are in the workbook, by column: they go in instead of invented ones.
    """
    marked = MARKED[table.name]
    row = {}
    for name, cell in _EXAMPLES[table.name].items():
        text = cell(lang) if isinstance(cell, Text) else cell
        invented = name in ("supplier_id", "location_id", "from", "to")
        # A remark that is left behind shows that the row is not quite somebody's own yet.
        if name in marked or name == "note" or (invented and name not in known):
            row[name] = f"{MARK(lang)} {text}"
        else:
            row[name] = known.get(name, text)
    return row
