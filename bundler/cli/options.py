"""Options that several verbs have: scenario, norms, what a good plan is, how long to look and where."""

from __future__ import annotations

import click

from bundler.cli.verb import Number
from bundler.i18n import Lang, Text

# As in ``bundler.domain.scenario.Objective``, which is too slow to import for a help text.
OBJECTIVES = ("balanced", "most-hours", "most-jobs", "fewest-jobs")

_SCENARIO = Text(
    "Scenario file (TOML or workbook) to use instead of the one in DATA.",
    "Scenariobestand (TOML of werkmap) in plaats van dat in DATA.",
)
_NORMS = Text(
    "Norms file over the catalogues and over norms.toml in DATA; may be given several times.",
    "Normenbestand boven op de catalogi en norms.toml in DATA; mag vaker worden gegeven.",
)
_OBJECTIVE = Text("What a good plan is (default: balanced).", "Wat een goed plan is (standaard: balanced).")
_WORKERS = Text("Processor cores to use (default: all).", "Aantal processorkernen (standaard: allemaal).")
_CLUSTER = Text(
    "Work on the cluster of this dask scheduler, such as tcp://10.0.0.5:8786, and not on this computer.",
    "Reken op het cluster van deze dask-scheduler, zoals tcp://10.0.0.5:8786, en niet op deze computer.",
)


def scenario_option(lang: Lang) -> click.Option:
    """``--scenario``."""
    return click.Option(["--scenario"], metavar="FILE", help=_SCENARIO(lang))


def norms_option(lang: Lang) -> click.Option:
    """``--norms``, any number of times."""
    return click.Option(["--norms"], metavar="FILE", multiple=True, help=_NORMS(lang))


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
