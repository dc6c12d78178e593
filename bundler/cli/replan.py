"""``bundler replan``: plan again around jobs that people have."""

from __future__ import annotations

from pathlib import Path

import click

from bundler.cli.console import Console
from bundler.cli.options import (
    cluster_option,
    norms_option,
    objective_option,
    scenario_option,
    time_option,
    workers_option,
)
from bundler.cli.replanned import FREEZE
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.errors import NoPlan
from bundler.i18n import Lang, Text

_ABOUT = Text(
    "Plan again after people are placed: agreed jobs stay, and what changes is told job by job.\n\nDATA are "
    "the data of today: a supplier left, a task changed, there is new work. PLAN is the agreed plan.json, "
    "made from the data of then. Every agreed job that can stay exactly as it is does; a job that cannot "
    "goes on with the tasks that are still there, if possible. Ctrl-C stops and keeps the best plan so far.",
    "Plan opnieuw nadat mensen zijn geplaatst: afgesproken banen blijven, en wat verandert staat er per baan "
    "bij.\n\nDATA zijn de gegevens van nu: een leverancier is weg, een taak is veranderd, er is nieuw werk. "
    "PLAN is de afgesproken plan.json, gemaakt uit de gegevens van toen. Elke afgesproken baan die precies "
    "kan blijven zoals die is, blijft zo; een baan waarvoor dat niet kan, gaat als het kan verder met de "
    "taken die er nog zijn. Ctrl-C stopt en bewaart het beste plan tot dan toe.",
)
_STABILITY = Text(
    "'freeze': a job that can stay never changes (default); or points: it changes only where that brings "
    "more than so many.",
    "'freeze': een baan die kan blijven, verandert nooit (standaard); of punten: die verandert alleen als "
    "dat meer dan zoveel oplevert.",
)
_NO_STABILITY = Text(
    "'{value}' is neither 'freeze' nor a number of points, 0 or more.",
    "'{value}' is geen 'freeze' en geen aantal punten, 0 of meer.",
)
_OUT = Text(
    "Folder for changes.html, changes.csv and the files of a solve; written whole or not at all.",
    "Map voor changes.html, changes.csv en de bestanden van een solve; in hun geheel geschreven of niet.",
)
_TIME = Text(
    "Stop after this long in all (default: 300).", "Stop na zoveel seconden in totaal (standaard: 300)."
)
_WRITTEN = Text("What changes for whom: {path}", "Wat verandert er voor wie: {path}")
_NOT_WRITTEN = Text(
    "Nothing was written: give --out FOLDER for the new plan and a page for each job that changes.",
    "Er is niets weggeschreven: geef --out MAP voor het nieuwe plan en een overzicht per baan die verandert.",
)
_NO_PLAN = Text("There is no plan.", "Er is geen plan.")
_LET_CHANGE = Text(
    "Maybe let agreed jobs change where that is worth it: --stability 20.",
    "Misschien mogen afgesproken banen veranderen als dat genoeg oplevert: --stability 20.",
)


class Stability(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """``freeze``, or a number of points."""

    name = "stability"

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | None:
        """None where nothing may change, else the points; fails with a message in the user's language."""
        if value is None or str(value).strip().casefold() == FREEZE:
            return None
        try:
            return float(Number(self.lang).convert(value, param, ctx))
        except click.BadParameter:
            self.fail(_NO_STABILITY(self.lang, value=value), param, ctx)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "replan",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN.json"),
            click.Option(
                ["--stability"],
                type=Stability(lang),
                metavar=Text("freeze|POINTS", "freeze|PUNTEN")(lang),
                help=_STABILITY(lang),
            ),
            scenario_option(lang),
            norms_option(lang),
            click.Option(["--out"], metavar="DIR", help=_OUT(lang)),
            objective_option(lang),
            time_option(lang, "time_limit", _TIME),
            workers_option(lang),
            cluster_option(lang),
        ],
        examples=[
            (
                "replan mydata agreed/plan.json --out spring",
                Text(
                    "New data, agreed jobs kept; see spring/changes.html.",
                    "Nieuwe gegevens, afgesproken banen blijven; zie spring/changes.html.",
                ),
            ),
            (
                "replan mydata agreed/plan.json --scenario supplier-leaves.toml",
                Text("What if a supplier leaves?", "Wat als een leverancier weggaat?"),
            ),
            (
                "replan mydata agreed/plan.json --stability 20 --json",
                Text(
                    "A job changes only where that brings more than 20 points; as JSON.",
                    "Een baan verandert alleen als dat meer dan 20 punten oplevert; als JSON.",
                ),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    plan: str,
    stability: float | None,
    scenario: str | None,
    norms: tuple[str, ...],
    out: str | None,
    cluster: str | None,
    **options: object,
) -> int:
    """Read, plan again, write and tell what changes for whom; gives the exit code."""
    from bundler.cli.pastnorms import tell_past_norms
    from bundler.cli.reading import read_data
    from bundler.cli.replanned import Work, data_of_then, document
    from bundler.io.planread import read_plan
    from bundler.verbs.agreed import agreed_jobs
    from bundler.verbs.documents import inputs_kept
    from bundler.verbs.plan_lines import stopped_line
    from bundler.verbs.replan_lines import replan_lines
    from bundler.verbs.results import CHANGES_FILES, RESULT_FILES, place_to_work

    chosen = {name: value for name, value in options.items() if value is not None}
    problem, findings, catalogue = read_data(console, data, scenario, norms, overrides={"solve": chosen})
    agreed = agreed_jobs(read_plan(plan))
    folder = Path(out) if out is not None else None
    if folder is not None:
        inputs_kept([folder / name for name in (*RESULT_FILES, *CHANGES_FILES)], [plan])
    then = data_of_then(data) if scenario is not None else None
    with place_to_work(cluster) as engine:
        work = Work(console, problem, then, findings, catalogue)
        done, used = work.replan_and_write(agreed, stability, folder, engine)
    console.document(document(done, work.known(done), console.lang))
    if done.result.plan is None:
        console.error(done.result.why_none or _NO_PLAN)
        if stability is None and agreed and problem.scenario.solve.objective == "balanced":
            console.error(_LET_CHANGE)
        return NoPlan.exit_code
    for line in replan_lines(done, work.known(done), console.lang):
        console.out(line)
    console.out(stopped_line(done.result, console.lang))
    tell_past_norms(console, used)
    console.out(_WRITTEN.fill(path=folder / "changes.html") if folder else _NOT_WRITTEN)
    return 0
