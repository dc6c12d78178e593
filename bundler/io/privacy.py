"""No personal data comes in: a job stands on tasks, so nothing about a person is needed (GDPR, UAVG).

Refused are columns whose header says they hold a person's name, number, birth date or condition,
and cells with what looks like a Dutch citizen service number (BSN: nine digits that pass the
eleven-test). A number found is never shown again.
"""

from __future__ import annotations

import re

from bundler.findings import Finding
from bundler.i18n import Text

_NAME = Text("the name of a person", "de naam van een persoon")
_PERSON = Text("data about a person", "gegevens over een persoon")
_BIRTH = Text("a date of birth or an age", "een geboortedatum of leeftijd")
_NUMBER = Text("a citizen service number", "een burgerservicenummer")
_HEALTH = Text("data about someone’s health or limitation", "gegevens over iemands gezondheid of beperking")

# Anywhere in the letters of a header.
_INSIDE = tuple(
    (names.split(), what)
    for names, what in (
        (
            "voornaam voornamen achternaam tussenvoegsel firstname lastname surname voorletters initialen",
            _NAME,
        ),
        ("initials contactpers", _NAME),
        (
            "medewerker werknemer employee kandidaat candidate deelnemer participant personeelsn personnel",
            _PERSON,
        ),
        ("persoonsn personnumber emailadr telefoonn phonen nationalit geslacht gender", _PERSON),
        ("geboorte birthd dateofbirth leeftijd", _BIRTH),
        ("burgerservice sofinummer socialsecurity bsnnummer", _NUMBER),
        ("diagnos arbeidsbeperk disabilit handicap ziekte illness disease doelgroep targetgroup", _HEALTH),
        ("loonwaarde medisch medical gezondheid wajong uitkering healthcondition healthstatus", _HEALTH),
    )
)
# A word of the header begins so.
_BEGINS = (("beperking", _HEALTH), ("begeleider", _NAME), ("leidinggevende", _NAME), ("supervisor", _NAME))
# A word of the header is this.
_WORDS = {
    **dict.fromkeys(
        ("contact", "persoon", "person", "email", "mail", "telefoon", "tel", "phone", "mobiel", "sekse"),
        _PERSON,
    ),
    **dict.fromkeys(("dob", "age", "birth"), _BIRTH),
    **dict.fromkeys(("bsn", "ssn", "sofi"), _NUMBER),
    **dict.fromkeys(("wia", "wsw", "wao", "indicatiestelling"), _HEALTH),
}
# Names that are not of a person: name_of_building, straatnaam.
_THINGS_TEXT = """
    taak taken task locatie location gebouw building leverancier leveranciers supplier bedrijf bedrijfs
    company
    functie function site terrein cao file bestand bestands team afdeling afdelings department dienst service
    contract scenario project ruimte room sheet straat street plaats place stad city product artikel machine
    campus complex verdieping floor klant client opdrachtgever
"""
_THINGS = frozenset(_THINGS_TEXT.split())
_NAME_WORDS = ("naam", "namen", "name", "names")
# Headers that count persons, or only look like a name.
_PERSONS = r"(?:persoon|personen|person|medewerker|werknemer|employee|deelnemer|participant)\w{0,2}"
_NOT_PERSONAL = re.compile(
    rf"(?:per|aantal|number[\W_]*of|count[\W_]*of|benodigde)[\W_]*{_PERSONS}"
    rf"|{_PERSONS}[\W_]*(?:nodig|needed|required|count|per)|voornaamste"
)
_WORD = re.compile(r"[^\W\d_]+")

_DIGITS = re.compile(r"\d+")
_NINE_DIGITS = re.compile(r"\d(?:[ .\-]?\d){8}")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def personal_column(header: str) -> Text | None:
    """What sort of personal data a header that the program does not know asks for; None for none."""
    words = _WORD.findall(_NOT_PERSONAL.sub(" ", header.casefold()))
    letters = "".join(words)
    for parts, what in _INSIDE:
        if any(part in letters for part in parts):
            return what
    for word in words:
        if word in _WORDS:
            return _WORDS[word]
        for beginning, what in _BEGINS:
            if word.startswith(beginning):
                return what
    return _NAME if _names_a_person(words) else None


def _names_a_person(words: list[str]) -> bool:
    stems = [word.removesuffix(ending) for word in words for ending in _NAME_WORDS if word.endswith(ending)]
    return bool(stems) and _THINGS.isdisjoint([*words, *stems])


def may_hold_bsn(text: str) -> bool:
    """Whether a text has nine digits close together: a quick test before ``find_bsn``."""
    return len(text) >= len(_WEIGHTS) and _NINE_DIGITS.search(text) is not None


def find_bsn(text: str) -> list[tuple[int, int]]:
    """Start and end of everything in a text that looks like a citizen service number.

    That is nine digits, together or in groups of two to four with one and the same separator (space,
    point or hyphen), that pass the eleven-test.
    """
    if not may_hold_bsn(text):
        return []
    runs = [match.span() for match in _DIGITS.finditer(text)]
    return [
        (start, end)
        for index, (start, _) in enumerate(runs)
        if (end := _number_end(text, runs[index:])) and not _is_fraction(text, start)
    ]


def _number_end(text: str, runs: list[tuple[int, int]]) -> int:
    """Where the number that begins at the first run of digits ends; 0 where there is none."""
    digits, separators, before = "", set(), 0
    for start, end in runs[:4]:
        if digits:
            separators.add(text[before:start])
        grouped = 2 <= end - start <= 4 and separators <= {" ", ".", "-"} and len(separators) <= 1
        if not grouped and (digits or end - start != len(_WEIGHTS)):
            return 0
        digits, before = digits + text[start:end], end
        if len(digits) >= len(_WEIGHTS):
            return end if _passes(digits) else 0
    return 0


def _passes(digits: str) -> bool:
    if len(digits) != len(_WEIGHTS) or not int(digits):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def _is_fraction(text: str, start: int) -> bool:
    """Whether the digits are the decimals of a number such as 2.333333333."""
    return re.search(r"(?<!\d)\d{1,3}[.,]$", text[max(0, start - 5) : start]) is not None


def masked(text: str) -> str:
    """The text with every digit of a citizen service number made unreadable."""
    for start, end in find_bsn(text):
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def mask(finding: Finding) -> Finding:
    """The finding with no citizen service number left in it."""
    if not may_hold_bsn("\n".join((finding.value, finding.column, *finding.text, *finding.hint))):
        return finding
    return finding._replace(
        value=masked(finding.value),
        column=masked(finding.column),
        text=Text(*map(masked, finding.text)),
        hint=Text(*map(masked, finding.hint)),
    )
