"""What a process beside the board works out when somebody asks: why, what is missing, a job of one's own."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bundler.board.spoken import spoken
from bundler.board.told import pin_told
from bundler.domain import Problem, Session
from bundler.i18n import Lang, Text
from bundler.rules import plan_violations

if TYPE_CHECKING:
    from bundler.board.beside import Tell
    from bundler.explain import Explanation, OwnJob
    from bundler.explain.left_out import Questions
    from bundler.explain.missing_list import AskList

Roster = Sequence[Session]
Rosters = Mapping[str, tuple[Session, ...]]

_ASKING = ("place", "together", "job")
# to get ready for the first question about a board that nobody got ready for: somebody waits
_READY_SECONDS = 3.0
# what the words for the command line would advise is done here with a button
_STACK = Text("Maybe stack the rest.", "Misschien de rest laten stapelen.")
_ASK_AGAIN = Text("Maybe ask again, with more time.", "Misschien nog eens vragen, met meer tijd.")
_IN_THE_ROOM = {"R-BETTER": _STACK, "R-OPEN": _ASK_AGAIN}
_NOT_YET = Text(
    "Asked as if this had not been agreed, as no job keeps it yet: {pins}.",
    "Beantwoord alsof dit niet was afgesproken, want nog geen baan voldoet eraan: {pins}.",
)
_NONE = Text(
    "Nothing was found that makes one more job possible by a small change.",
    "Er is niets gevonden dat met een kleine verandering één baan meer mogelijk maakt.",
)
_ONE_FITS = Text(
    "Without any ask one more job fits beside these. Maybe stack the rest first.",
    "Ook zonder vraag past er al één baan bij. Misschien eerst de rest laten stapelen.",
)
_FIT = Text(
    "Without any ask {n} more jobs fit beside these. Maybe stack the rest first.",
    "Ook zonder vraag passen er al {n} banen bij. Misschien eerst de rest laten stapelen.",
)
_BETTER = Text(
    "Without any ask a better plan is possible already; what the asks bring comes on top of that.",
    "Ook zonder vraag kan het plan al beter; wat de vragen opleveren, komt daar nog bij.",
)
_TIME = Text("There was no time to look at everything.", "Er was geen tijd om alles te bekijken.")
_NONE_YET = Text(
    "In the time that there was, no ask was found and verified. Maybe ask again, with nothing else at work.",
    "In de tijd die er was, is geen vraag gevonden en nagerekend. Misschien nog eens proberen als er verder "
    "niets rekent.",
)
_VIABLE = Text("A job of {tasks} is viable: {job}.", "Een baan van {tasks} kan: {job}.")
_NOT_VIABLE = Text(
    "A job of exactly {tasks} is not viable; proved.",
    "Een baan van precies {tasks} kan niet; bewezen.",
)
_OPEN = Text(
    "Whether a job of exactly {tasks} is viable was not decided in the time given.",
    "Of een baan van precies {tasks} kan, is niet op tijd beslist.",
)
_NO_ROOM = Text("Other jobs leave too little of {tasks}.", "Andere banen laten te weinig over van {tasks}.")
_BREAKS = Text("The nearest week breaks only:", "De dichtstbijzijnde week overtreedt alleen:")
_OR = Text("Or another week, which breaks only:", "Of een andere week, die alleen overtreedt:")
_FEWEST = Text("No week breaks fewer rules; proved.", "Geen week overtreedt minder regels; bewezen.")
_NEVER = Text(
    "No rule that gives way helps: {tasks} cannot be in one job.",
    "Geen soepelere regel helpt: {tasks} kunnen niet samen in één baan.",
)


class Why(NamedTuple):
    """Why sessions of a task are in no job.

    Attributes:
        code: of the reason; ``R-PLACED`` where nothing is left over.
        decided: whether the answer is proved.
        lines: to read; the first says what it is about.
    """

    task_id: str
    code: str
    decided: bool
    lines: tuple[Text, ...]


class AskLine(NamedTuple):
    """One ask of the table: what is asked, the job it makes possible, what that brings."""

    kind: str
    text: Text
    job: Text
    brings: Text


class Asks(NamedTuple):
    """What to ask, that which brings most first, and what must be said beside it."""

    asks: tuple[AskLine, ...]
    notes: tuple[Text, ...]


class Own(NamedTuple):
    """A job of exactly some tasks: viable (None: not decided in time), its week, and the words."""

    task_ids: tuple[str, ...]
    viable: bool | None
    roster: tuple[Session, ...] | None
    lines: tuple[Text, ...]


class _Asked:
    """Questions about the board asked about last: getting ready for these takes longer than one answer."""

    def __init__(self) -> None:
        self._board: tuple[Problem, Rosters] | None = None
        self._questions: Questions | None = None

    def about(self, problem: Problem, rosters: Rosters) -> Questions:
        """Questions about this board, ready for the next one where it is the same as before.

        Raises:
            UsageError: the jobs break a rule.
        """
        from bundler.explain.left_out import Questions

        if self._questions is None or self._board != (problem, rosters):
            if self._questions is not None:
                self._questions.__exit__(None, None, None)
            self._questions = None
            self._questions = Questions(problem, rosters, _READY_SECONDS)
            self._board = problem, rosters
        return self._questions


_asked = _Asked()


def get_ready(
    problem: Problem,
    rosters: Rosters,
    seconds: float,
    *,
    tell: Tell,  # noqa: ARG001
    stop: threading.Event,
) -> None:
    """Do what the first question about a board would wait for.

    Raises:
        UsageError: the jobs break a rule.
    """
    asked, _ = without_open_pins(problem, rosters)
    _asked.about(asked, rosters).get_ready(seconds, stop)


def why(
    problem: Problem,
    rosters: Rosters,
    task_id: str,
    seconds: float,
    *,
    tell: Tell,  # noqa: ARG001
    stop: threading.Event,  # noqa: ARG001
) -> Why:
    """Why a task is left over beside these jobs.

    Raises:
        UsageError: there is no such task, or the jobs break a rule.
    """
    from bundler.explain import paragraphs

    asked, unmet = without_open_pins(problem, rosters)
    one = _told_here(_asked.about(asked, rosters).ask(task_id, seconds))
    # codes are for files; nobody reads them out in the room
    both = (
        [line.replace(f" [{one.code}]", "") for line in paragraphs(asked, one, lang)] for lang in ("en", "nl")
    )
    lines = tuple(spoken(Text(en.strip(), nl.strip())) for en, nl in zip(*both, strict=True))
    return Why(task_id, one.code, one.decided, (*lines, *unmet))


def asks(
    problem: Problem,
    rosters: Rosters,
    lang: Lang,
    count: int,
    seconds: float,
    *,
    tell: Tell,  # noqa: ARG001
    stop: threading.Event,
) -> Asks:
    """What to ask so that one more job is possible beside these.

    Raises:
        UsageError: the jobs break a rule.
    """
    from bundler.explain import ask_list
    from bundler.explain.missing_lines import brings_line, job_line

    asked, unmet = without_open_pins(problem, rosters)
    found = ask_list(asked, list(rosters.values()), count=count, seconds=seconds, lang=lang, stop=stop)
    lines = tuple(
        AskLine(
            ask.kind,
            ask.text,
            Text(job_line(asked, ask, "en"), job_line(asked, ask, "nl")),
            Text(brings_line(ask.brings, "en"), brings_line(ask.brings, "nl")),
        )
        for ask in found.asks
    )
    return Asks(lines, (*_notes(found), *unmet))


def own(
    problem: Problem,
    others: Sequence[Roster],
    task_ids: Sequence[str],
    seconds: float,
    *,
    tell: Tell,  # noqa: ARG001
    stop: threading.Event,  # noqa: ARG001
) -> Own:
    """A job of exactly these tasks beside others: its best week, or every rule in its way.

    Raises:
        UsageError: a task is not known, there are none, or too many.
    """
    from bundler.explain import own_job
    from bundler.explain.words import job_text, listed
    from bundler.solver.keep import rest_of

    names = tuple(dict.fromkeys(task_ids))
    tasks = listed(names)
    rest = rest_of(problem, others)
    short = [name for name in names if name in problem.task_by_id and name not in rest.problem.task_by_id]
    if short:
        return Own(names, False, None, (_NO_ROOM.fill(tasks=listed(short)),))
    found = own_job(rest.problem, names, seconds)
    if found.roster is not None:
        job = job_text(problem, found.roster)
        return Own(names, True, found.roster, (_VIABLE.fill(tasks=tasks, job=job),))
    if not found.decided:
        return Own(names, None, None, (_OPEN.fill(tasks=tasks),))
    return Own(names, False, None, (_NOT_VIABLE.fill(tasks=tasks), *_in_the_way(found)))


def without_open_pins(problem: Problem, rosters: Rosters) -> tuple[Problem, tuple[Text, ...]]:
    """The problem without pins that ask for a job which is not there yet, and a line that says so."""
    from bundler.explain.words import listed

    unmet = [
        pin
        for pin in problem.scenario.pins
        if pin.kind in _ASKING
        and any(
            verdict.code == f"pin_{pin.kind}"
            for verdict in plan_violations(_with_pins(problem, (pin,)), rosters).get("", ())
        )
    ]
    if not unmet:
        return problem, ()
    pins = tuple(pin for pin in problem.scenario.pins if pin not in unmet)
    return _with_pins(problem, pins), (_NOT_YET.fill(pins=listed([pin_told(pin) for pin in unmet])),)


def _with_pins(problem: Problem, pins: tuple[object, ...]) -> Problem:
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})


def _told_here(explanation: Explanation) -> Explanation:
    action = _IN_THE_ROOM.get(explanation.code)
    return explanation if action is None else explanation._replace(action=action)


def _notes(found: AskList) -> list[Text]:
    notes = [] if found.asks else [_NONE if found.complete else _NONE_YET]
    if found.added:
        notes.append(_ONE_FITS if len(found.added) == 1 else _FIT.fill(n=len(found.added)))
    if found.better > 0:
        notes.append(_BETTER)
    if not found.complete and found.asks:
        notes.append(_TIME)
    return notes


def _in_the_way(found: OwnJob) -> list[Text]:
    from bundler.explain.words import listed

    if found.never:
        return [_NEVER.fill(tasks=listed(found.never))]
    lines = []
    for number, way in enumerate(found.ways):
        lines.append(_OR if number else _BREAKS)
        lines += [verdict.text for one in way.obstacles for verdict in one.verdicts]
    return [*lines, _FEWEST] if found.ways and found.fewest else lines
