"""click's own words in Dutch.

click takes its messages through gettext, which finds its language in the environment only. Here the
language is a choice of the user (``--lang``), so click's lookups are replaced by one in the table below;
a message that is not in it stays English.
"""

from __future__ import annotations

import sys

import click.shell_completion  # noqa: F401  every module of click is loaded, so that all of them are replaced

DUTCH = {
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "Argumenten",
    "Aborted!": "Afgebroken!",
    "Error: {message}": "Fout: {message}",
    "Try '{command} {option}' for help.": "Zie '{command} {option}' voor hulp.",
    "Show this message and exit.": "Toon deze hulp en stop.",
    "Show the version and exit.": "Toon de versie en stop.",
    "%(prog)s, version %(version)s": "%(prog)s, versie %(version)s",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelde u een van deze: {possibilities}?)",
    "(Possible options: {possibilities})": "(Bedoelde u een van deze: {possibilities}?)",
    "No such option {name!r}.": "Onbekende optie {name!r}.",
    "No such option: {name}": "Onbekende optie: {name}",
    "No such command {name!r}.": "Onbekende opdracht {name!r}.",
    "Missing command.": "Er ontbreekt een opdracht.",
    "Missing argument": "Er ontbreekt een argument:",
    "Missing option": "Er ontbreekt een optie:",
    "Missing parameter": "Er ontbreekt een parameter:",
    "Missing {param_type}": "Ontbreekt: {param_type}",
    "Missing parameter: {param_name}": "Er ontbreekt een parameter: {param_name}",
    "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
    "Invalid value: {message}": "Ongeldige waarde: {message}",
    "Invalid value for {param_hint}: {message}": "Ongeldige waarde voor {param_hint}: {message}",
    "Got unexpected extra argument ({args})": "Onverwacht extra argument ({args})",
    "Got unexpected extra arguments ({args})": "Onverwachte extra argumenten ({args})",
    "Option {name!r} does not take a value.": "Optie {name!r} krijgt geen waarde.",
    "Option {name!r} requires an argument.": "Optie {name!r} heeft een waarde nodig.",
    "Option {name!r} requires {nargs} arguments.": "Optie {name!r} heeft {nargs} waarden nodig.",
    "Argument {name!r} takes {nargs} values.": "Argument {name!r} heeft {nargs} waarden nodig.",
    "{value!r} is not {choice}.": "{value!r} is niet {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} is geen van {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen geldige waarde ({number_type}).",
    "default: {default}": "standaard: {default}",
    "env var: {var}": "omgevingsvariabele: {var}",
    "required": "verplicht",
    "deprecated": "verouderd",
}

_speaking = "en"


def _gettext(message: str) -> str:
    return DUTCH.get(message, message) if _speaking == "nl" else message


def _ngettext(singular: str, plural: str, number: int) -> str:
    return _gettext(singular if number == 1 else plural)


def speak(lang: str) -> None:
    """From here on click's own words are in ``lang``."""
    global _speaking
    _speaking = lang
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for word, lookup in (("_", _gettext), ("ngettext", _ngettext)):
                if hasattr(module, word):
                    setattr(module, word, lookup)
