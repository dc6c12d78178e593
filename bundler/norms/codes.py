"""What can be wrong in a user's norms file: code, what it says, and what to do about it."""

from __future__ import annotations

from typing import Final, NamedTuple

from bundler.findings import Severity
from bundler.i18n import Text


class NormCode(NamedTuple):
    """One sort of finding; ``{where}`` is the norm, and the period where it is about one."""

    code: str
    message: Text
    todo: Text

    @property
    def severity(self) -> Severity:
        """An error refuses the file; a warning does not."""
        return "error" if self.code.startswith("E-") else "warning"


def _code(name: str, message_en: str, message_nl: str, todo_en: str, todo_nl: str) -> NormCode:
    return NormCode(name, Text(message_en, message_nl), Text(f"Maybe {todo_en}", f"Misschien {todo_nl}"))


NORM_CODES: Final = (
    _code(
        "E-NORM-ENCODING",
        "The norms file is not stored as UTF-8.",
        "Het normenbestand is niet opgeslagen als UTF-8.",
        "save it as UTF-8; most text editors ask for the encoding under “Save as”.",
        "slaat u het op als UTF-8; de meeste tekstverwerkers vragen daarnaar bij “Opslaan als”.",
    ),
    _code(
        "E-NORM-TOML",
        "The norms file cannot be read from line {line}.",
        "Het normenbestand is niet te lezen vanaf regel {line}.",
        "a quotation mark, a bracket or an = sign is missing there.",
        "ontbreekt daar een aanhalingsteken, een haakje of een =-teken.",
    ),
    _code(
        "E-NORM-SHAPE",
        "{where}: this must be {shape}.",
        "{where}: hier hoort {shape}.",
        "a pair of brackets is missing or too many.",
        "ontbreekt er een paar haakjes, of staat er een te veel.",
    ),
    _code(
        "E-NORM-KEY",
        "{where}: there is no field of this name.",
        "{where}: er is geen veld met deze naam.",
        "remove the line; the reference lists all fields.",
        "verwijdert u de regel; de naslag noemt alle velden.",
    ),
    _code(
        "E-NORM-REQUIRED",
        "{where}: {name} is missing or empty.",
        "{where}: {name} ontbreekt of is leeg.",
        "add it; the reference has an example.",
        "voegt u het toe; de naslag heeft een voorbeeld.",
    ),
    _code(
        "E-NORM-ID",
        "{where}: an id is a kind and a name with a point between, in small letters, digits, _ and -.",
        "{where}: een id is een soort en een naam met een punt ertussen, in kleine letters, cijfers, _ en -.",
        "write it like cao.schoonmaak.full_time_week.",
        "schrijft u het zoals cao.schoonmaak.full_time_week.",
    ),
    _code(
        "E-NORM-TWICE",
        "{where}: this id is in the file twice.",
        "{where}: deze id staat twee keer in het bestand.",
        "put all periods below the first one.",
        "zet u alle perioden bij de eerste.",
    ),
    _code(
        "E-NORM-UNIT",
        "{where}: the unit must be: {wanted}.",
        "{where}: de eenheid moet zijn: {wanted}.",
        "leave the line out where the norm is already known; it keeps its unit.",
        "laat u de regel weg als de norm al bekend is; die houdt dan zijn eenheid.",
    ),
    _code(
        "E-NORM-VALUE",
        "{where}: with the unit {unit} the value is {shape}.",
        "{where}: bij de eenheid {unit} is de waarde {shape}.",
        'write "unknown" where nobody knows the value.',
        'schrijft u "unknown" als niemand de waarde weet.',
    ),
    _code(
        "E-NORM-DATE",
        "{where}: this is no day.",
        "{where}: dit is geen dag.",
        "write it as 2026-07-01, without quotation marks.",
        "schrijft u die als 2026-07-01, zonder aanhalingstekens.",
    ),
    _code(
        "E-NORM-DATED",
        "{where}: a known value needs its first day, valid_from.",
        "{where}: een bekende waarde heeft een eerste dag nodig, valid_from.",
        "write undated = true where the source bears no date.",
        "schrijft u undated = true als de bron geen datum heeft.",
    ),
    _code(
        "E-NORM-ORDER",
        "{where}: it must begin after the period before it has ended.",
        "{where}: deze periode moet beginnen nadat de vorige is geëindigd.",
        "give the period before it a last day, valid_to, and put the periods in order of date.",
        "geeft u de vorige periode een laatste dag, valid_to, en zet u de perioden op volgorde van datum.",
    ),
    _code(
        "E-NORM-SPAN",
        "{where}: the last day lies before the first day ({start}).",
        "{where}: de laatste dag ligt vóór de eerste dag ({start}).",
        "the two days are swapped.",
        "zijn de twee dagen verwisseld.",
    ),
    _code(
        "E-NORM-CONFIDENCE",
        "{where}: how sure it is, is one of high, medium and low.",
        "{where}: hoe zeker het is, is high, medium of low.",
        "take low where it was not checked.",
        "kiest u low als het niet is nagegaan.",
    ),
    _code(
        "W-NORM-UNUSED",
        "{where}: the program knows no norm of this name; it is not used.",
        "{where}: het programma kent geen norm met deze naam; die wordt niet gebruikt.",
        "there is a typing mistake in the id.",
        "staat er een tikfout in de id.",
    ),
)
