"""Building blocks of the commands: a verb with examples, its options, numbers as people write them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import click

from bundler.cli.console import Console
from bundler.i18n import LANGS, Lang, Text
from bundler.units import decimal, parse_number

_EXAMPLES = Text("Examples", "Voorbeelden")
_OPTIONS = Text("[OPTIONS]", "[OPTIES]")
_LANG = Text("Language of messages and reports.", "Taal van meldingen en rapporten.")
_JSON = Text(
    "Print one JSON document on stdout and nothing else there.",
    "Zet één JSON-document op stdout en verder niets.",
)
_QUIET = Text("No progress and no messages but errors.", "Geen voortgang en geen meldingen behalve fouten.")
_EXIT_CODES = Text("Exit codes", "Exitcodes")


class Number(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A number with a decimal point or comma, inside limits."""

    def __init__(
        self,
        lang: Lang,
        *,
        whole: bool = False,
        least: float = 0,
        most: float = math.inf,
        above: bool = False,
        below: bool = False,
    ) -> None:
        self.lang, self.whole, self.least, self.most = lang, whole, least, most
        self.above, self.below = above, below
        self.name = Text("number", "getal")(lang)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float | int:
        """The number; fails with a message in the user's language."""
        try:
            number = parse_number(str(value))
        except ValueError:
            self.fail(
                Text("'{value}' is no number.", "'{value}' is geen getal.")(self.lang, value=value),
                param,
                ctx,
            )
        if self.whole and number != int(number):
            self.fail(
                Text("'{value}' is no whole number.", "'{value}' is geen geheel getal.")(
                    self.lang, value=value
                ),
                param,
                ctx,
            )
        low = number <= self.least if self.above else number < self.least
        high = number >= self.most if self.below else number > self.most
        if low or high:
            self.fail(f"{value}: {self._limits()}", param, ctx)
        return int(number) if self.whole else number

    def _limits(self) -> str:
        least, most = decimal(self.least, self.lang), decimal(self.most, self.lang)
        low = (
            Text("more than {n}", "meer dan {n}") if self.above else Text("at least {n}", "ten minste {n}")
        ).fill(n=least)
        if self.most == math.inf:
            return Text("must be {low}", "moet {low} zijn")(self.lang, low=low)
        high = (
            Text("less than {n}", "minder dan {n}") if self.below else Text("at most {n}", "hooguit {n}")
        ).fill(n=most)
        return Text("must be {low} and {high}", "moet {low} en {high} zijn")(self.lang, low=low, high=high)


class Verb(click.Command):
    """A command with examples and exit codes in its help, and the options that every command has.

    Its function gets a ``Console`` and its own parameters, and returns the exit code.
    """

    def __init__(
        self,
        name: str,
        run: Callable[..., int],
        *,
        lang: Lang,
        about: Text,
        params: Sequence[click.Parameter] = (),
        examples: Sequence[tuple[str, Text]] = (),
        exit_codes: Sequence[tuple[int, Text]] = (),
    ) -> None:
        super().__init__(
            name,
            params=[*params, *common_options(lang)],
            help=about(lang),
            short_help=about(lang).split("\n", 1)[0],
            options_metavar=_OPTIONS(lang),
        )
        self.run, self.lang, self.examples, self.exit_codes = run, lang, examples, exit_codes

    def invoke(self, ctx: click.Context) -> int:
        """Run the command; options of the group and of the command count alike."""
        given = dict(ctx.params)
        common = {**(ctx.obj or {})}
        for name in ("json", "quiet"):
            common[name] = given.pop(f"as_{name}") or common.get(name, False)
        given.pop("language")
        return self.run(Console(lang=self.lang, **common), **given)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples and the exit codes."""
        if self.examples:
            with formatter.section(_EXAMPLES(self.lang)):
                for line, what in self.examples:
                    formatter.write_text(f"bundler {line}")
                    with formatter.indentation():
                        formatter.write_text(what(self.lang))
        if self.exit_codes:
            with formatter.section(_EXIT_CODES(self.lang)):
                formatter.write_dl([(str(code), what(self.lang)) for code, what in self.exit_codes])


def common_options(lang: Lang) -> list[click.Parameter]:
    """``--lang``, ``--json`` and ``--quiet``, which stand before the verb or after it."""
    return [
        click.Option(["--lang", "language"], type=click.Choice(LANGS), help=_LANG(lang)),
        click.Option(["--json", "as_json"], is_flag=True, help=_JSON(lang)),
        click.Option(["--quiet", "as_quiet"], is_flag=True, help=_QUIET(lang)),
    ]


DONE = (0, Text("done", "klaar"))
REFUSED = (
    1,
    Text(
        "the data or the plan was refused; every problem is listed",
        "de gegevens of het plan zijn geweigerd; elk probleem staat erbij",
    ),
)
MISUSED = (
    2,
    Text(
        "wrong usage, or a file that cannot be read or written",
        "verkeerd gebruik, of een bestand dat niet gelezen of geschreven kan worden",
    ),
)
NO_PLAN = (
    3,
    Text(
        "no plan exists, or none was found in time: which of the two is said",
        "er bestaat geen plan, of er is er geen op tijd gevonden: welk van de twee staat erbij",
    ),
)
