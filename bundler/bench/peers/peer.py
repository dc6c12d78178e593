"""What every solver under measurement gets and gives."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from bundler.domain import Problem, Session
from bundler.i18n import Text


class TooLarge(Exception):
    """The model would not fit in any sensible memory; ``text`` says how large it would be."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Outcome(NamedTuple):
    """What a solver came to.

    Attributes:
        rosters: sessions by job id; None where it has no plan.
        bound: no plan is better, of the objective's first level; None where it proves nothing.
        proved: whether it says that its plan is the best.
        note: a remark for the reader.
        plan: contents of plan.json, where the solver makes one itself.
    """

    rosters: Mapping[str, Sequence[Session]] | None
    bound: float | None = None
    proved: bool = False
    note: Text = Text("", "")
    plan: dict[str, Any] | None = None


class Trace:
    """The clock of one run, and every step of it.

    Args:
        seconds: the time limit, from now on: building a model counts.
        cores: how many processor cores to use.
        tell: is given each step: seconds since now, value and bound (None where unknown).
    """

    def __init__(
        self, seconds: float, cores: int, tell: Callable[[float, float | None, float | None], None]
    ) -> None:
        self.limit, self.cores = seconds, cores
        self._tell = tell
        self._began = time.perf_counter()
        self._last: tuple[float | None, float | None] = (None, None)

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self._began

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self.limit - self.seconds)

    def step(self, value: float | None, bound: float | None) -> None:
        """Note where the run is, when that differs from the step before."""
        if (value, bound) != self._last and (value, bound) != (None, None):
            self._last = (value, bound)
            self._tell(self.seconds, value, bound)


Solve = Callable[[Problem, Trace], Outcome]
