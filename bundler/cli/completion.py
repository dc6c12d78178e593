"""``bundler completion``: the script that lets a shell complete verbs and options."""

from __future__ import annotations

import sys

import click

from bundler.cli.console import Console, write
from bundler.cli.verb import DONE, MISUSED, Verb
from bundler.i18n import Lang, Text

SHELLS = ("bash", "zsh", "fish")

_ABOUT = Text(
    "Print the script that makes your shell complete verbs and options.",
    "Toon het script waarmee uw shell opdrachten en opties aanvult.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "completion",
        run,
        lang=lang,
        about=_ABOUT,
        params=[click.Argument(["shell"], type=click.Choice(SHELLS), metavar="SHELL")],
        examples=[
            (
                "completion bash >> ~/.bashrc",
                Text("For every new bash.", "Voor elke nieuwe bash."),
            ),
            (
                "completion fish > ~/.config/fish/completions/bundler.fish",
                Text("For every new fish.", "Voor elke nieuwe fish."),
            ),
        ],
        exit_codes=[DONE, MISUSED],
    )


def run(console: Console, shell: str) -> int:
    """Print the script; gives the exit code."""
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell}?")
    # The base class's source: bash's own asks the bash that is installed here for its version first.
    # The script asks the program for verbs and options when it is used: it needs no more than the name.
    script = ShellComplete.source(kind(click.Command("bundler"), {}, "bundler", "_BUNDLER_COMPLETE"))
    if console.json:
        console.document({"format": "bundler-completion/1", "shell": shell, "script": script})
    else:
        write(sys.stdout, script)
    return 0
