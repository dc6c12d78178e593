"""``bundler schema``: the JSON Schema of what other systems send and get."""

from __future__ import annotations

import click

from bundler.cli.console import Console
from bundler.cli.verb import DONE, MISUSED, Verb
from bundler.i18n import Lang, Text

# As in ``bundler.io.schema.SCHEMAS``, which is too slow to import for a help text.
NAMES = ("problem", "plan")

_ABOUT = Text(
    "Print the JSON Schema (2020-12) of problem.json or plan.json, for systems that are to connect.\n\n"
    "A problem.json can be given as DATA to every command; plan.json is what solve writes.",
    "Toon het JSON Schema (2020-12) van problem.json of plan.json, voor systemen die moeten aansluiten.\n\n"
    "Een problem.json kan bij elke opdracht als DATA worden gegeven; plan.json is wat solve schrijft.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "schema",
        run,
        lang=lang,
        about=_ABOUT,
        params=[click.Argument(["name"], type=click.Choice(NAMES), metavar="problem|plan")],
        examples=[
            (
                "schema plan > plan.schema.json",
                Text("For a system that reads plans.", "Voor een systeem dat plannen leest."),
            ),
        ],
        exit_codes=[DONE, MISUSED],
    )


def run(console: Console, name: str) -> int:
    """Print the schema, with ``--json`` or without; gives the exit code."""
    from bundler.io.schema import SCHEMAS

    Console(lang=console.lang, json=True).document(SCHEMAS[name]())
    return 0
