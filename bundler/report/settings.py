"""The rules, weights and pins in force, as rows for a table."""

from __future__ import annotations

from typing import NamedTuple

from bundler.attribution.words import LABELS as CONSTRUCTIONS
from bundler.attribution.worth import GROUPS
from bundler.domain import Attribution, Pin, Problem, Rules, Weights
from bundler.i18n import Lang, Text
from bundler.report.social_words import ASSUMPTIONS
from bundler.report.words import LABELS, SETTING_LABELS, WEIGHT_LABELS
from bundler.rules import RULES
from bundler.units import clock, decimal

PINS: dict[str, Text] = {
    "together": Text("Together in one job: {ids}.", "Samen in één baan: {ids}."),
    "apart": Text("Never two of these in one job: {ids}.", "Nooit twee hiervan in één baan: {ids}."),
    "place": Text("Must be in a job: {ids}.", "Moet in een baan: {ids}."),
    "leave": Text("Stays out: {ids}.", "Blijft erbuiten: {ids}."),
    "job": Text("Exactly this job exists: {ids}.", "Precies deze baan bestaat: {ids}."),
    "forbid_suppliers": Text(
        "Never two of these suppliers in one job: {ids}.",
        "Nooit twee van deze leveranciers in één baan: {ids}.",
    ),
}
_CLOCK_FIELDS = ("day_start", "day_end")
# What a word in the scenario file stands for.
_MEANS: dict[str, Text] = {
    **{str(group): text for group, text in GROUPS.items()},
    **{str(code): text for code, text in CONSTRUCTIONS.items()},
    "recommended": Text("as advised for each job", "zoals geadviseerd voor elke baan"),
    "employer": Text("the formal employer", "de formele werkgever"),
}
_OWN_CONTRACT = Text("the supplier whose contract it is", "de leverancier van wie het contract is")


class Setting(NamedTuple):
    """One rule or weight: its name in the scenario file, what it says, its value and the default."""

    name: str
    sentence: str
    value: str
    default: str
    changed: bool


def rule_settings(rules: Rules, lang: Lang) -> list[Setting]:
    """Every rule with its value."""
    usual = Rules()
    return [
        _setting(
            name,
            RULES[name].sentence(lang) if name in RULES else SETTING_LABELS[name](lang),
            getattr(rules, name),
            getattr(usual, name),
            lang,
        )
        for name in Rules.model_fields
    ]


def weight_settings(weights: Weights, lang: Lang) -> list[Setting]:
    """Every weight of the score with its value."""
    usual = Weights()
    return [
        _setting(name, WEIGHT_LABELS[name](lang), getattr(weights, name), getattr(usual, name), lang)
        for name in Weights.model_fields
    ]


def assumption_settings(assumed: Attribution, lang: Lang) -> list[Setting]:
    """Everything that is assumed about employment, with its value."""
    usual = Attribution()

    def shown(name: str, value: object) -> object:
        if name == "split" and value == "own_contract":
            return _OWN_CONTRACT(lang)
        return _MEANS[value](lang) if isinstance(value, str) and value in _MEANS else value

    return [
        _setting(
            name,
            sentence(lang),
            shown(name, getattr(assumed, name)),
            shown(name, getattr(usual, name)),
            lang,
        )
        for name, sentence in ASSUMPTIONS.items()
    ]


def pin_sentences(problem: Problem, lang: Lang) -> list[str]:
    """Every pin in words, with the titles or names behind the ids."""
    return [PINS[pin.kind](lang, ids="; ".join(_named(problem, pin))) for pin in problem.scenario.pins]


def _named(problem: Problem, pin: Pin) -> list[str]:
    suppliers, tasks = problem.supplier_by_id, problem.task_by_id
    if pin.kind == "forbid_suppliers":
        return [suppliers[i].name or i if i in suppliers else i for i in pin.ids]
    return [f"{tasks[i].title} ({i})" if i in tasks else i for i in pin.ids]


def _setting(name: str, sentence: str, value: object, default: object, lang: Lang) -> Setting:
    return Setting(name, sentence, _shown(name, value, lang), _shown(name, default, lang), value != default)


def _shown(name: str, value: object, lang: Lang) -> str:
    if name in _CLOCK_FIELDS and isinstance(value, int):
        return clock(value)
    if value is None or value == ():
        return LABELS["none"](lang)
    if isinstance(value, bool):
        return LABELS["yes" if value else "no"](lang)
    if isinstance(value, int | float):
        return decimal(value, lang)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
