"""What follows from the problem alone: from one change to the next it mostly stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from bundler.domain import Problem

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values made for one problem, forgotten when another one is asked about."""

    def __init__(self) -> None:
        self._now: tuple[Problem | None, dict[Hashable, Value]] = None, {}

    def get(self, problem: Problem, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key; made the first time that it is asked for."""
        known, made = self._now
        if known is not problem:
            made = {}
            self._now = problem, made
        if key not in made:
            made[key] = make()
        return made[key]
