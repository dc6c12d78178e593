"""What the work of a vacancy asks: competencies, in the words of their sheet, and what the law wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bundler.attribution import vacancy_words as words
from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import capital
from bundler.attribution.vacancy_model import Skill
from bundler.attribution.work_words import SERVICES
from bundler.domain import Problem, Task
from bundler.i18n import Text

_MOST_KINDS = 3  # of work in the heading


def skills(problem: Problem, parts: Sequence[SupplierPart]) -> tuple[Skill, ...]:
    """What a job asks, most time first."""
    return tuple(_skill(problem, name) for name in _by_minutes(parts))


def by_law(tasks: Iterable[Task]) -> tuple[Text, ...]:
    """What the law asks of whoever does these tasks, each once."""
    names = dict.fromkeys(name for task in tasks for name in task.certificates)
    return tuple(words.CERTIFICATES.get(name.casefold(), _plain(name)) for name in names)


def work(problem: Problem, parts: Sequence[SupplierPart]) -> Text:
    """The kinds of work for the heading: of each part what it asks most, in the competency's words."""
    kinds: list[Text] = []
    each = 2 if len(parts) == 1 else 1
    for part in parts:
        labelled = [_skill(problem, name).label for name in _by_minutes([part]) if _labelled(problem, name)]
        mine = [inside(label) for label in labelled] or [SERVICES[part.supplier.service]]
        kinds += [kind for kind in mine if kind not in kinds][:each]
    return _enumerated(kinds[:_MOST_KINDS] or [SERVICES["other"]])


def inside(label: Text) -> Text:
    """A label as it is written within a sentence; an abbreviation keeps its capitals."""
    return Text(*(text if text[1:2].isupper() else text[:1].lower() + text[1:] for text in label))


def _by_minutes(parts: Sequence[SupplierPart]) -> list[str]:
    """The competencies that suppliers' parts ask: most time first, else in the order of the data."""
    asked: dict[str, int] = {}
    for part in parts:
        for task, minutes in part.tasks:
            for name in task.competencies:
                asked[name] = asked.get(name, 0) + minutes
    return sorted(asked, key=lambda name: -asked[name])


def _skill(problem: Problem, name: str) -> Skill:
    known = problem.competency_by_id.get(name)
    if known is None:
        return Skill(capital(_plain(name)), Text("", ""), "")
    label = Text(known.label_en or known.label_nl, known.label_nl or known.label_en)
    about = Text(known.description_en or known.description, known.description or known.description_en)
    return Skill(label if any(label) else capital(_plain(name)), about, known.uri)


def _labelled(problem: Problem, name: str) -> bool:
    known = problem.competency_by_id.get(name)
    return known is not None and bool(known.label_nl or known.label_en)


def _plain(name: str) -> Text:
    """An id as words."""
    text = name.replace("_", " ").strip()
    return Text(text, text)


def _enumerated(kinds: Sequence[Text]) -> Text:
    """``a, b and c``, with a comma more where a kind of work has an "and" of its own."""

    def joined(names: list[str], word: str) -> str:
        if len(names) == 1:
            return names[0]
        comma = "," if any(f" {word} " in name for name in names) else ""
        return f"{', '.join(names[:-1])}{comma} {word} {names[-1]}"

    return Text(joined([kind.en for kind in kinds], "and"), joined([kind.nl for kind in kinds], "en"))
