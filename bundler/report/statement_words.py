"""The words of the statements of paid hours."""

from __future__ import annotations

from collections.abc import Iterable

from bundler.attribution.contracts import CLIENT, SW_COMPANY
from bundler.attribution.shown import capital
from bundler.attribution.statements import Statement
from bundler.domain import Problem
from bundler.i18n import Text

LABELS: dict[str, Text] = {
    "hours": Text("Paid hours", "Verloonde uren"),
    "persons": Text("Persons", "Personen"),
    "banen": Text("Banen", "Banen"),
    "banen_kpi": Text("banen, people in the register", "banen, mensen in het doelgroepregister"),
    "hours_register": Text(
        "paid hours, people in the register", "verloonde uren, mensen in het doelgroepregister"
    ),
    "hours_broad": Text("paid hours, broader groups", "verloonde uren, bredere groepen"),
    "year": Text("Year", "Jaar"),
    "employer": Text("Formal employer", "Formele werkgever"),
    "total": Text("Total", "Totaal"),
    "hidden": Text("not shown", "niet getoond"),
    "unknown": Text("unknown", "onbekend"),
    "due": Text(
        "Hand it in no later than {day} ({source}; confidence {sure}).",
        "Lever deze opgave uiterlijk op {day} in ({source}; zekerheid {sure}).",
    ),
    "due_unknown": Text(
        "Until when it must be handed in is not known.",
        "Tot wanneer de opgave kan worden ingeleverd, is niet bekend.",
    ),
    "quarterly": Text("{text} ({source}; confidence {sure})", "{text} ({source}; zekerheid {sure})"),
    "lacking": Text(
        "Not complete: no hours are given for {quarters}.",
        "Niet compleet: er zijn geen uren gegeven voor {quarters}.",
    ),
    "notes": Text("How to read this", "Hoe u dit leest"),
    "norms": Text("What it rests on", "Waarop dit steunt"),
    "norm": Text("Norm", "Norm"),
    "value": Text("Value", "Waarde"),
    "period": Text("Holds", "Geldt"),
    "source": Text("Source", "Bron"),
    "confidence": Text("Confidence", "Zekerheid"),
    "made": Text(
        "Made with bundler {version} from the hours given. It does not replace the payroll, nor what an "
        "accountant examines.",
        "Gemaakt met bundler {version} uit de opgegeven uren. Het vervangt de loonadministratie niet, en ook "
        "niet het onderzoek van een accountant.",
    ),
}
QUARTER_NAMES: dict[str, Text] = {
    "Q1": Text("Quarter 1", "Kwartaal 1"),
    "Q2": Text("Quarter 2", "Kwartaal 2"),
    "Q3": Text("Quarter 3", "Kwartaal 3"),
    "Q4": Text("Quarter 4", "Kwartaal 4"),
}
VERSION_NAMES: dict[str, Text] = {
    "internal": Text("internal version", "interne versie"),
    "publishable": Text("publishable version", "openbare versie"),
}
VERSIONS: dict[str, Text] = {
    "internal": Text(
        "Internal version, with all figures. Not for publication: some are about a few persons.",
        "Interne versie, met alle cijfers. Niet openbaar maken: sommige gaan over een paar personen.",
    ),
    "publishable": Text(
        "Publishable version: no figure in it is about fewer than {least} persons.",
        "Openbare versie: geen cijfer hierin gaat over minder dan {least} personen.",
    ),
}
_OUTSIDE = {"sw_company": capital(SW_COMPANY), "client": capital(CLIENT)}
_YEAR = Text("Statement of paid hours {year}", "Opgave van verloonde uren {year}")
_QUARTER = Text("Statement of paid hours {year}, {quarter}", "Opgave van verloonde uren {year}, {quarter}")


def titled(statement: Statement) -> Text:
    """What the statement is of: a year, or a quarter of it."""
    if statement.quarter is None:
        return _YEAR.fill(year=statement.year)
    return _QUARTER.fill(year=statement.year, quarter=within(QUARTER_NAMES[statement.quarter]))


def within(text: Text) -> Text:
    """The text as it is written inside a sentence."""
    return Text(*(each[:1].lower() + each[1:] for each in text))


def version_of(statement: Statement) -> str:
    """The key of a statement's version."""
    return "publishable" if statement.publishable else "internal"


def ordered(problem: Problem, employers: Iterable[str]) -> list[str]:
    """Formal employers in the order of the data; those outside it last."""
    known = [*problem.supplier_by_id, *_OUTSIDE]
    return sorted(employers, key=known.index)


def employer_name(problem: Problem, employer: str | None) -> Text:
    """A formal employer's name; None is the total."""
    if employer is None:
        return LABELS["total"]
    if employer in _OUTSIDE:
        return _OUTSIDE[employer]
    name = problem.supplier_by_id[employer].name or employer
    return Text(name, name)
