"""Sentences made for files and the command line, as one says them in the room."""

from __future__ import annotations

import json
import re
from functools import cache

from bundler.board import words, words_screen
from bundler.board.told import name_of, shown
from bundler.domain.scenario import Rules
from bundler.explain.words import listed
from bundler.i18n import LANGS, Lang, Text

_DAY = Text("Plan date", "Plandatum")
# what is pinned in a file is agreed at the table
_AGREED = (("the pin “", "the agreement “"), ("de vastgezette keuze “", "de afspraak “"))
_TRUTH = {True: Text("yes", "ja"), False: Text("no", "nee")}
# what only helps at a command line
_ELSEWHERE = re.compile(r" \(--json [^)]*\)|; --json [^.]*")
_VALUE = r"""(?: = (\[[^\]]*\]|"[^"]*"(?:, "[^"]*")*|[^\s,;:)\]]*[^\s,;:)\].]))?"""


def spoken(text: Text) -> Text:
    """A text with what rules, columns and agreements are called on the board, in the place of their codes."""
    return Text(*(_spoken(text(lang), lang) for lang in LANGS))


def _spoken(text: str, lang: Lang) -> str:
    text = _ELSEWHERE.sub("", text)
    text = _pins().sub(lambda found: _pin(found[1], found[2], lang), text)
    for pinned, agreed in _AGREED:
        text = text.replace(pinned, agreed)
    return _codes().sub(lambda found: _setting(found[1], found[2], lang), text)


@cache
def _names() -> dict[str, Text]:
    rules = {code: name_of(code) for code in Rules.model_fields}
    return words_screen.FIELDS | rules | {"plan_date": _DAY}


@cache
def _codes() -> re.Pattern[str]:
    # a column such as "note" is a plain word too
    codes = sorted(
        (code for code in _names() if "_" in code or code in Rules.model_fields), key=len, reverse=True
    )
    return re.compile(rf"(?<![\w“])({'|'.join(codes)})(?!\w){_VALUE}")


@cache
def _pins() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(words.PINS)})(?= = ){_VALUE}")


def _setting(code: str, value: str | None, lang: Lang) -> str:
    name = _names()[code](lang).rstrip("?")
    return f"“{name}”" if value is None else f"“{name}: {_value(code, value)(lang)}”"


def _value(code: str, value: str) -> Text:
    try:
        found = json.loads(value)
    except ValueError:
        return Text(value, value)
    if isinstance(found, bool):
        return _TRUTH[found]
    if isinstance(found, list):
        return listed([str(one) for one in found])
    return Text(found, found) if isinstance(found, str) else shown(code, found)


def _pin(kind: str, value: str | None, lang: Lang) -> str:
    ids = re.findall(r'"([^"]*)"', value or "")
    return f"“{words.PINS[kind].fill(ids=listed(ids))(lang)}”"
