"""The catalogue of rules: complete, in both languages, and in step with the fields a user can change."""

from string import Formatter

import pytest

from bundler.domain import Pin, Rules
from bundler.i18n import LANGS
from bundler.rules import JOB_RULES, PLAN_RULES, RULES, Rule, Verdict

ALL = JOB_RULES + PLAN_RULES
EACH = pytest.mark.parametrize("rule", ALL, ids=[rule.code for rule in ALL])

# These fields say how travel is estimated: nothing is held against them.
ESTIMATES = {"walking_speed_kmh", "detour", "same_site_minutes"}


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_codes_are_unique() -> None:
    """A code names one rule."""
    assert len(RULES) == len(ALL)


def test_every_field_a_user_can_change_is_a_rule() -> None:
    """Each field of Rules is in the catalogue under its own name, apart from the travel estimate."""
    assert set(Rules.model_fields) - ESTIMATES <= {rule.code for rule in JOB_RULES}


def test_every_kind_of_pin_is_a_rule() -> None:
    """Each kind of pin has its rule."""
    pins = {rule.code for rule in PLAN_RULES if rule.code.startswith("pin_")}
    assert pins == {f"pin_{kind}" for kind in Pin.model_fields}


@EACH
def test_both_languages_name_the_same_values(rule: Rule) -> None:
    """A violation names the same values in English and in Dutch, all of them known."""
    assert _names(rule.violation.en) == _names(rule.violation.nl)
    assert _names(rule.violation.en) <= {"where", "value", "limit", "excess"}


@EACH
def test_the_sentence_is_one_in_both_languages(rule: Rule) -> None:
    """A rule's sentence starts with a capital, ends with a full stop and is translated."""
    assert rule.sentence.en != rule.sentence.nl
    for lang in LANGS:
        assert rule.sentence(lang)[0].isupper()
        assert rule.sentence(lang).endswith(".")


@EACH
@pytest.mark.parametrize("lang", LANGS)
def test_every_value_is_filled_in(rule: Rule, lang: str) -> None:
    """Every value that the violation names appears in the text."""
    verdict = Verdict(rule.code, False, -7, "count", "WHERE", "VALUE", "LIMIT")
    text = verdict.text(lang)
    shown = {"where": "WHERE", "value": "VALUE", "limit": "LIMIT", "excess": "7"}
    assert all(shown[name] in text for name in _names(rule.violation.en))
    assert not set("{}") & set(text)


@pytest.mark.parametrize(
    ("margin", "unit", "en", "nl"),
    [
        (-1, "minutes", "1 minute", "1 minuut"),
        (-90, "minutes", "90 minutes", "90 minuten"),
        (-2, "count", "2", "2"),
        (-0.125, "share", "12.5 %", "12,5 %"),
    ],
)
def test_the_excess_has_its_unit(margin: float, unit: str, en: str, nl: str) -> None:
    """By how much a rule fails is said with its unit, in both languages."""
    text = Verdict("min_supervised_share", False, margin, unit, value="v", limit="l").text
    assert f": {en} short" in text.en
    assert f": {nl} minder" in text.nl
