"""Whatever a plan file holds, it is read or refused, verified or found wanting: never a crash."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.errors import DataRefused
from bundler.i18n import Text
from bundler.io.plancheck import check
from bundler.io.planfile import plan_document
from bundler.io.planread import parse_plan
from tests.cli import sample

GOOD: Any = plan_document(sample.result())

junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        ["mon", "07:00", "24:00", "A", "C", "J01", "optimal", "fewest-jobs", "", "\x1b[2J", "é{0}"]
    )
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, item in items for deeper in places(item, (*path, key)))]


PLACES = places(GOOD)[1:]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), junk), min_size=1, max_size=3))
def test_a_plan_with_anything_anywhere_gets_an_answer_in_both_languages(
    changes: list[tuple[Any, Any]],
) -> None:
    document = copy.deepcopy(GOOD)
    for path, value in changes:
        place = document
        try:
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took that place away
    try:
        violations = check(sample.PROBLEM, parse_plan(json.dumps(document).encode()))
        texts = [violation.text for violation in violations]
    except DataRefused as refused:
        texts = [finding.text for finding in refused.findings] or [Text("", "")]
    assert all(text(lang) for text in texts for lang in ("en", "nl"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=40) | junk.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    found: Sequence[object] = ()
    try:
        plan = parse_plan(content)
    except DataRefused as refused:
        found = refused.findings
    else:
        found = [check(sample.PROBLEM, plan)]
    assert len(found) > 0
