"""Answers in the room name rules and agreements as the board does, never by a code of a file."""

from __future__ import annotations

import re

import pytest

from bundler.board.spoken import spoken
from bundler.domain.reasons import CATALOGUE
from bundler.domain.scenario import Rules
from bundler.i18n import Text

_CODE = re.compile(r"[a-z]+_[a-z]+|--json|[a-z]+ = [\[\"\d]")
_FILLED = {
    "set": "18.5", "ids": '"T1", "T2"', "task": "T7", "value": 3, "limit": 4, "excess": "2 hours", "why": "x",
    "where": "hall", "jobs": "J01", "cost": "1", "how": "so", "gain": "1", "pins": "x", "first": "a",
    "second": "b", "start": "8:00", "end": "9:00", "walk": "", "verdict": "v", "travel": 10,
    "title": "Mine",
}  # fmt: skip


@pytest.mark.parametrize("code", CATALOGUE)
def test_no_reason_is_told_with_a_code(code: str) -> None:
    for text in CATALOGUE[code]:
        for said in spoken(text.fill(**_FILLED)):
            assert not _CODE.search(said), said


@pytest.mark.parametrize("rule", Rules.model_fields)
def test_every_rule_is_told_by_its_name(rule: str) -> None:
    """Alone, at the head of a line, and with the value that it would have."""
    said = spoken(Text(f"- {rule}: too much. Only {rule} = 2, or {rule}.", f"{rule} (nu)"))
    assert rule not in said.en + said.nl
    assert said.en.count("“") == 3
    assert said.en.endswith("”.")


@pytest.mark.parametrize(
    ("written", "en", "nl"),
    [
        ("set min_hours = 18.5.", "set “Hours a week, at least: 18.5”.", "set “Uren per week, ten minste: 18,5”."),  # noqa: E501
        ("separate_settings = false", "“Indoors and outdoors apart: no”", "“Binnen en buiten apart: nee”"),
        ('day_start = "06:30"', "“Start of the day: 06:30”", "“Begin van de dag: 06:30”"),
        ('apart = ["T1", "T2"]', "“T1 and T2 not in one job”", "“T1 en T2 niet in één baan”"),
        ('place = "T7"', "“T7 must be in a job”", "“T7 moet in een baan”"),
        ("those jobs (--json lists them).", "those jobs.", "those jobs."),
    ],
)  # fmt: skip
def test_what_is_written_in_a_file_is_said_in_words(written: str, en: str, nl: str) -> None:
    assert spoken(Text(written, written)) == Text(en, nl)
