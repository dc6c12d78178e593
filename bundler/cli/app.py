"""The command line as a whole: which verbs there are, and how every ending becomes an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bundler._version import __version__
from bundler.cli import dutch
from bundler.cli.background import leave
from bundler.cli.console import Console, error_document, refuse, write
from bundler.cli.verb import common_options
from bundler.errors import BundlerError
from bundler.i18n import LANGS, Lang, Text, default_lang

ABORTED = 130
BROKEN_PIPE = 141
BUG = 70

_ABOUT = Text(
    "Find combination jobs: weekly jobs stacked from the partial tasks of at most two facility suppliers, "
    "with proof of how good the plan is.",
    "Vind combinatiebanen: weekbanen, gestapeld uit deeltaken van hooguit twee facilitaire leveranciers, "
    "met bewijs van hoe goed het plan is.",
)
_ABORTED = Text("Aborted.", "Afgebroken.")
_SYSTEM = Text("Error: the system refused: {error}", "Fout: het systeem weigerde: {error}")
_BUG = Text(
    "This is a bug in bundler {version}, not in your data: {error}\n"
    "Please report it with the command you gave; run it again with BUNDLER_DEBUG=1 set and send what it "
    "prints.",
    "Dit is een fout in bundler {version}, niet in uw gegevens: {error}\n"
    "Meld de fout met de opdracht die u gaf; draai die nog eens met BUNDLER_DEBUG=1 en stuur mee wat er "
    "verschijnt.",
)


class _Verbs(click.Group):
    """The group of verbs; they are listed in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The verbs, not sorted by name."""
        return list(self.commands)


def build(lang: Lang) -> click.Group:
    """The command line in one language."""
    from bundler.cli import (
        alternatives,
        bench,
        board,
        check,
        compare,
        completion,
        demo,
        explain,
        generate,
        job,
        merge,
        missing,
        recommend,
        replan,
        report,
        schema,
        solve,
        sweep,
        template,
        versions,
    )

    def start(as_json: bool, as_quiet: bool, **_language: str | None) -> None:
        ctx = click.get_current_context()
        ctx.obj = {"json": as_json, "quiet": as_quiet}
        if ctx.invoked_subcommand is None:
            if ctx.args or as_json:
                ctx.fail(Text("Missing command.", "Er ontbreekt een opdracht.")(lang))
            write(sys.stdout, ctx.get_help() + "\n")

    version = click.version_option(__version__, prog_name="bundler")
    group = _Verbs(
        "bundler",
        callback=start,
        invoke_without_command=True,
        help=_ABOUT(lang),
        params=common_options(lang),
        options_metavar=Text("[OPTIONS]", "[OPTIES]")(lang),
        subcommand_metavar=Text("COMMAND [ARGS]...", "OPDRACHT [ARGUMENTEN]...")(lang),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog=Text(
            "`bundler COMMAND --help` explains a command, with examples.",
            "`bundler OPDRACHT --help` legt een opdracht uit, met voorbeelden.",
        )(lang),
    )
    version(group)
    about_a_plan = (explain, job, recommend, missing, alternatives, replan)
    asked = (check, solve, *about_a_plan, compare, sweep, report)
    for module in (demo, template, merge, *asked, board, generate, schema, bench, versions, completion):
        group.add_command(module.command(lang))
    return group


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; a traceback is shown under BUNDLER_DEBUG=1 only."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _prepare_streams()
    lang = _language(arguments)
    try:
        code = _run(arguments, lang)
        sys.stdout.flush()
        return leave(code)
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        _drop_output()
        from bundler.io.oserror import reason

        Console(lang=lang).error(_SYSTEM.fill(error=reason(error)))
        return BundlerError.exit_code


def _run(arguments: Sequence[str], lang: Lang) -> int:
    dutch.speak(lang)
    console = Console(lang=lang, json="--json" in arguments)
    try:
        app = build(lang)
        instruction = os.environ.get("_BUNDLER_COMPLETE")
        if instruction:
            from click.shell_completion import shell_complete

            return shell_complete(app, {}, "bundler", "_BUNDLER_COMPLETE", instruction)
        with app.make_context("bundler", list(arguments)) as ctx:
            return int(app.invoke(ctx) or 0)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as error:
        error.show()
        error_document(console, error.exit_code, error.format_message())
        return error.exit_code
    except BundlerError as error:
        return refuse(console, error)
    except (KeyboardInterrupt, click.Abort):
        return _abort(console)
    except OSError:
        raise
    except Exception as error:
        if os.environ.get("BUNDLER_DEBUG") == "1":
            raise
        what = f"{type(error).__name__}: {error}"
        console.error(_BUG.fill(version=__version__, error=what))
        error_document(console, BUG, what)
        return BUG


def _language(arguments: Sequence[str]) -> Lang:
    """The language asked for anywhere on the command line, before any of it is parsed."""
    lang: Lang = default_lang()
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        name, _, value = argument.partition("=")
        if name == "--lang":
            asked = value or (arguments[index + 1] if index + 1 < len(arguments) else "")
            lang = next((known for known in LANGS if known == asked), lang)
    return lang


def _abort(console: Console) -> int:
    console.error(_ABORTED)
    return leave(ABORTED)


def _prepare_streams() -> None:
    """Let characters that a terminal lacks become question marks; a closed stream swallows everything."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  it lives as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Point stdout nowhere, so that the interpreter's last flush does not complain either."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
