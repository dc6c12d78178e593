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
_BREAKS: dict[object, Text] = {
    "adult": Text("for adults", "voor volwassenen"),
    "youth": Text("for 16 and 17", "voor 16 en 17 jaar"),
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
            rule_sentence(name)(lang),
            getattr(rules, name),
            getattr(usual, name),
            lang,
        )
        for name in Rules.model_fields
    ]


def own_settings(problem: Problem, lang: Lang) -> list[Setting]:
    """Every rule and cost of the user's own: its title, and that it holds."""
    shown = {False: Text("holds", "geldt"), True: Text("is charged", "wordt gerekend")}
    return [
        Setting(own.code, own.title(lang), shown[own.charges](lang), "–", changed=True) for own in problem.own
    ]


def rule_sentence(name: str) -> Text:
    """What a rule, or another setting of the section ``[rules]``, says."""
    return RULES[name].sentence if name in RULES else SETTING_LABELS[name]


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
    return [
        _setting(
            name,
            sentence(lang),
            _assumption(name, getattr(assumed, name), lang),
            _assumption(name, getattr(usual, name), lang),
            lang,
        )
        for name, sentence in ASSUMPTIONS.items()
    ]


def assumption_text(name: str, value: object, lang: Lang) -> str:
    """The value of an assumption about employment, in words where it is a choice."""
    return setting_text(name, _assumption(name, value, lang), lang)


def _assumption(name: str, value: object, lang: Lang) -> object:
    if name == "split" and value == "own_contract":
        return _OWN_CONTRACT(lang)
    return _MEANS[value](lang) if isinstance(value, str) and value in _MEANS else value


def pin_sentences(problem: Problem, lang: Lang) -> list[str]:
    """Every pin in words, with the titles or names behind the ids."""
    return [pin_sentence(problem, pin, lang) for pin in problem.scenario.pins]


def pin_sentence(problem: Problem, pin: Pin, lang: Lang) -> str:
    """One pin in words."""
    return PINS[pin.kind](lang, ids="; ".join(_named(problem, pin)))


def _named(problem: Problem, pin: Pin) -> list[str]:
    suppliers, tasks = problem.supplier_by_id, problem.task_by_id
    if pin.kind == "forbid_suppliers":
        return [suppliers[i].name or i if i in suppliers else i for i in pin.ids]
    return [f"{tasks[i].title} ({i})" if i in tasks else i for i in pin.ids]


def _setting(name: str, sentence: str, value: object, default: object, lang: Lang) -> Setting:
    texts = setting_text(name, value, lang), setting_text(name, default, lang)
    return Setting(name, sentence, *texts, value != default)


def setting_text(name: str, value: object, lang: Lang) -> str:
    """The value of a setting as people read it."""
    if name in _CLOCK_FIELDS and isinstance(value, int):
        return clock(value)
    if value in (None, (), "none"):
        return LABELS["none"](lang)
    if name == "break_rule" and value in _BREAKS:
        return _BREAKS[value](lang)
    if isinstance(value, bool):
        return LABELS["yes" if value else "no"](lang)
    if isinstance(value, int | float):
        return decimal(value, lang)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
