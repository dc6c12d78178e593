"""Which asks come first, and which are no use beside another."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.explain.missing_ask import KINDS, Ask, Candidate

# asks for work that was not there; how much of it is what they are compared by
_WORK = ("hours", "headcount")


def to_verify(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best of each sort, then the others by what they bring; those that ask more than the least last."""
    ordered = sorted(candidates, key=_candidate_order)
    kept: list[Candidate] = []
    for candidate in ordered:
        better = (other for other in kept if other.net >= candidate.net)
        if not any(_no_larger(other, candidate) for other in better):
            kept.append(candidate)
    of_kind = {candidate.kind: candidate for candidate in reversed(kept) if not candidate.more}
    first = sorted(of_kind.values(), key=_candidate_order)
    return first + [candidate for candidate in kept if candidate not in first]


def in_rank(asks: Sequence[Ask]) -> list[Ask]:
    """What brings most first, of equals the smallest; those that ask more than the least come last.

    Those that are larger than another and bring no more are gone.
    """
    kept: list[Ask] = []
    for ask in sorted(asks, key=_rank):
        better = (other for other in kept if other.brings.net >= ask.brings.net)
        if not any(_no_larger(other, ask) for other in better):
            kept.append(ask)
    return kept


def _candidate_order(candidate: Candidate) -> tuple[object, ...]:
    first, points = candidate.net
    return candidate.more, -round(first, 2), -round(points, 2), candidate.size, sorted(candidate.on_the_table)


def _rank(ask: Ask) -> tuple[object, ...]:
    first, points = ask.brings.net
    return ask.more, -round(first, 2), -round(points, 2), ask.size, KINDS.index(ask.kind), ask.text.en


def _no_larger(one: Ask | Candidate, other: Ask | Candidate) -> bool:
    """Whether the first, where it brings as much, is no larger an ask for the same left-over tasks.

    A rule is for all jobs: to change one task is less.
    """
    if one.kind == other.kind and one.kind in _WORK:
        return one.size <= other.size and one.left >= other.left
    if one.kind == other.kind:
        return one.change == other.change or (one.size <= other.size and one.left == other.left)
    return one.kind not in (*_WORK, "rule") and other.kind == "rule" and one.left == other.left
