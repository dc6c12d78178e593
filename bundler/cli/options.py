"""Options that several verbs have: what a good plan is, how long to look for it and where."""

from __future__ import annotations

import click

from bundler.cli.verb import Number
from bundler.i18n import Lang, Text

# As in ``bundler.domain.scenario.Objective``, which is too slow to import for a help text.
OBJECTIVES = ("balanced", "most-hours", "most-jobs", "fewest-jobs")

_OBJECTIVE = Text("What a good plan is (default: balanced).", "Wat een goed plan is (standaard: balanced).")
_WORKERS = Text("Processor cores to use (default: all).", "Aantal processorkernen (standaard: allemaal).")
_CLUSTER = Text(
    "Work on the cluster of this dask scheduler, such as tcp://10.0.0.5:8786, and not on this computer.",
    "Reken op het cluster van deze dask-scheduler, zoals tcp://10.0.0.5:8786, en niet op deze computer.",
)


def objective_option(lang: Lang) -> click.Option:
    """``--objective``."""
    return click.Option(["--objective"], type=click.Choice(OBJECTIVES), help=_OBJECTIVE(lang))


def time_option(lang: Lang, name: str, about: Text, default: float | None = None) -> click.Option:
    """``--time`` as the parameter ``name``: a number of seconds above 0."""
    return click.Option(
        ["--time", name],
        type=Number(lang, above=True),
        default=default,
        metavar=Text("SECONDS", "SECONDEN")(lang),
        help=about(lang),
    )


def workers_option(lang: Lang) -> click.Option:
    """``--workers``."""
    return click.Option(
        ["--workers"], type=Number(lang, whole=True, most=256), metavar="N", help=_WORKERS(lang)
    )


def cluster_option(lang: Lang) -> click.Option:
    """``--cluster``."""
    return click.Option(["--cluster"], metavar=Text("ADDRESS", "ADRES")(lang), help=_CLUSTER(lang))
