"""Why no plan exists, in words: the smallest conflict among pins, tasks, dates and rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from bundler.domain.problem import Problem
from bundler.i18n import Text
from bundler.solver.conflict_members import Member, Members, written
from bundler.solver.conflict_search import Conflict, Found, find_conflicts
from bundler.units import DAY_LABELS, clock, hours_text

# seconds that it may take
MOST_SECONDS = 10.0
# more tasks of a pin, and more rules that were not decided, are not listed
_FEW = 4

_NONE = Text("No plan exists.", "Er bestaat geen plan.")
_TOGETHER = Text("These cannot all hold: {list}.", "Dit kan niet allemaal tegelijk: {list}.")
_ALSO = Text("Nor can these: {list}.", "Dit ook niet: {list}.")
_ALONE = Text(
    "With these data this cannot be, whatever the rules: {list}{facts}.",
    "Met deze gegevens kan dit niet, wat de regels ook zijn: {list}{facts}.",
)
_ANY = Text("Without any one of them a plan exists.", "Laat er één weg en er bestaat wel een plan.")
_IT = Text("Without it a plan exists.", "Zonder dit bestaat er wel een plan.")
_SOME = Text("A plan exists without {list}.", "Er bestaat een plan zonder {list}.")
_NOT_ENOUGH = Text(
    "It is not enough to leave out only {list}: then something else is in the way.",
    "Alleen {list} weglaten is niet genoeg: dan staat er iets anders in de weg.",
)
_EACH = Text(
    "Each of these is verified: once any one is left out, the others beside it can hold.",
    "Elk hiervan is nagegaan: laat er één weg en de andere ernaast kunnen wel.",
)
_WITHOUT_ALL = Text(
    "Without all pins and tasks named here a plan exists.",
    "Zonder alle vastgezette keuzes en taken die hier genoemd zijn bestaat er wel een plan.",
)
_MORE = Text("There is more in the way than this.", "Er staat nog meer in de weg.")
_OPEN = Text(
    "Not verified in time whether these are needed for it: {list}.",
    "Niet op tijd nagegaan of dit er ook echt bij hoort: {list}.",
)
_OTHERS = Text("other rules", "andere regels")
_WHICH = Text(
    "Which of the other rules it takes was not found out in time.",
    "Welke andere regels meespelen, is niet op tijd gevonden.",
)
_SMALLER = Text(
    "That there is no smaller set was not proved in time.",
    "Dat er geen kleinere verzameling is, is niet op tijd bewezen.",
)
_MAYBE_MORE = Text(
    "Whether more is in the way was not decided in time.",
    "Of er nog meer in de weg staat, is niet op tijd beslist.",
)
_UNREACHABLE = Text(
    " ({one} and {other} cannot be reached from each other)",
    " ({one} en {other} zijn vanuit elkaar niet bereikbaar)",
)
_SET = Text("Maybe set {list}: that is enough.", "Misschien {list} instellen: dat is genoeg.")
_SET_ONE = Text(
    "Maybe set {list}: each of these is enough.", "Misschien {list} instellen: elk hiervan is genoeg."
)
_OR = Text(" or without ", " of zonder ")
_AND = Text(" or only ", " of alleen ")


def smallest_conflict(problem: Problem, seconds: float, stopped: Callable[[], bool] = lambda: False) -> Text:
    """Why a problem has no plan.

    Args:
        problem: proved to have no plan.
        seconds: for all trials together; what is not verified by then is said to be so.
        stopped: asked now and then whether to end.

    Raises:
        ProofError: a plan was found that keeps everything: the proof was wrong, a bug.
    """
    return conflict_text(find_conflicts(problem, seconds, stopped))


def conflict_text(found: Found) -> Text:
    """Conflicts in words: the smallest, how it was verified, and the others."""
    members, conflicts = found.members, found.conflicts
    said = [_NONE]
    for at, conflict in enumerate(conflicts):
        lone = conflict.members[0]
        if len(conflict.members) == 1:
            said.append(_ALONE.fill(list=members.words(lone), facts=_facts(members, lone)))
        else:
            listed = _listed(members, _shown(conflict), "; ")
            if _unclear(conflict):
                listed = _joined([listed, _OTHERS], "; ")
            said.append((_ALSO if at else _TOGETHER).fill(list=listed))
    said += _ways_out(found) + _values(found)
    unsure = [
        member
        for conflict in conflicts
        for member, needed in zip(conflict.members, conflict.needed, strict=True)
        if not needed and member in _shown(conflict)
    ]
    if any(_unclear(conflict) for conflict in conflicts):
        said.append(_WHICH)
    if unsure:
        said.append(_OPEN.fill(list=_listed(members, unsure, "; ")))
    elif not conflicts[0].smallest and not _unclear(conflicts[0]):
        said.append(_SMALLER)
    if not found.all and not any(any(conflict.enough) for conflict in conflicts):
        said.append(_MORE if found.more else _MAYBE_MORE)
    return _joined(said, " ")


def _unclear(conflict: Conflict) -> list[Member]:
    """Rules of which, where they are many, it was not decided whether they belong to it."""
    judged = zip(conflict.members, conflict.needed, strict=True)
    open_rules = [member for member, needed in judged if member.kind == "rule" and not needed]
    return open_rules if len(open_rules) > _FEW else []


def _shown(conflict: Conflict) -> list[Member]:
    return [member for member in conflict.members if member not in _unclear(conflict)]


def _ways_out(found: Found) -> list[Text]:
    """What was verified: what ends all conflicts by itself, what ends each."""
    members, first = found.members, found.conflicts[0]
    alone = len(found.conflicts) == 1
    if alone and all(first.enough):
        return [_ANY if len(first.members) > 1 else _IT]
    judged = {
        member: enough
        for conflict in found.conflicts
        for member, enough in zip(conflict.members, conflict.enough, strict=True)
        if member in _shown(conflict)
    }
    ways = [member for member, enough in judged.items() if enough]
    others = [member for member, enough in judged.items() if enough is False]
    said = []
    if all(all(conflict.needed) for conflict in found.conflicts) and not (alone and ways):
        said.append(_EACH)
    if ways:
        said.append(_SOME.fill(list=_listed(members, ways, _OR)))
    if alone and ways and others:
        said.append(_NOT_ENOUGH.fill(list=_listed(members, others, _AND)))
    if found.all and not ways:
        said.append(_WITHOUT_ALL)
    return said


def _values(found: Found) -> list[Text]:
    """How little is enough for the rules that can give way."""
    shown = [f"{enough.rule.at} = {written(str(enough.rule.at), enough.value)}" for enough in found.values]
    if not shown:
        return []
    listed = Text(" or ".join(shown), " of ".join(shown))
    return [(_SET if len(shown) == 1 else _SET_ONE).fill(list=listed)]


def _facts(members: Members, lone: Member) -> Text | str:
    """What the data say about the tasks of a pin: places out of reach, else days and times."""
    if lone.kind != "pin":
        return ""
    problem = members.problem
    tasks = [problem.task_by_id[name] for name in sorted(set(members.pin(lone).ids))]
    for one, other in combinations(tasks, 2):
        if None in (
            problem.travel(one.location_id, other.location_id),
            problem.travel(other.location_id, one.location_id),
        ):
            return _UNREACHABLE.fill(one=one.location_id, other=other.location_id)
    if len(tasks) > _FEW:
        return ""

    def times(lang: str) -> str:
        hours = "uur" if lang == "nl" else "h"
        return "; ".join(
            f"{task.task_id} {' '.join(DAY_LABELS[lang][day] for day in task.days)} "
            f"{clock(task.earliest_start)}–{clock(task.latest_end)}: "
            f"{task.sessions_per_week} × {hours_text(task.session_minutes, lang)} {hours}"
            for task in tasks
        )

    return Text(f" ({times('en')})", f" ({times('nl')})")


def _listed(members: Members, listed: Iterable[Member], between: str | Text) -> Text:
    return _joined([members.words(member) for member in listed], between)


def _joined(texts: Sequence[Text], between: str | Text) -> Text:
    link = between if isinstance(between, Text) else Text(between, between)
    return Text(link.en.join(text.en for text in texts), link.nl.join(text.nl for text in texts))
