"""``bundler versions``: what is installed, for a report of a bug or of a measurement."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from bundler._version import __version__
from bundler.cli.console import Console
from bundler.cli.verb import DONE, Verb
from bundler.i18n import Lang, Text

PACKAGES = (
    "click", "icalendar", "jinja2", "matplotlib", "numba", "numpy", "ortools", "pandas", "pydantic",
    "python-calamine", "pikepdf", "python-docx", "rich", "typst", "xlsxwriter",
)  # fmt: skip

_ABOUT = Text(
    "Show the versions of bundler, Python and the libraries it uses.",
    "Toon de versies van bundler, Python en de gebruikte bibliotheken.",
)
_EXAMPLE = Text("Send this along with a question.", "Stuur dit mee met een vraag.")


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "versions", run, lang=lang, about=_ABOUT, examples=[("versions", _EXAMPLE)], exit_codes=[DONE]
    )


def run(console: Console) -> int:
    """List the versions without importing what they are of; gives the exit code."""
    found: dict[str, object] = {
        "bundler": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    for name, value in found.items():
        console.out(f"{name:<16} {value or '–'}")
    console.document(found)
    return 0
