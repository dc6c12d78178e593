"""One day: every way to do some tasks on a day, as few straight pieces, by closed forms.

For one order of visits and given least rests the earliest end is ``max(start + run, wait)``, and what
the day costs grows with its end alone. So a day is a handful of pieces over the start on the grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bundler.prove.facts import FAR, Facts

BREAK_PIECE = 15
MOST_DAYS_KEPT = 60_000
Floats = npt.NDArray[np.float64]


class Piece(NamedTuple):
    """One order of a day's tasks with given least steps between their starts.

    Attributes:
        order: task numbers in order.
        steps: least minutes from each start to the next.
        opens: earliest start of each session from which the later ones can be reached.
        low, high: starts of the day for which it works; every grid start between them does.
        run, wait: the day's end is ``max(start + run, wait)``.
        base: cost of its travel in points.
        free: minutes from start to end that cost nothing more: task, travel and the break due.
    """

    order: tuple[int, ...]
    steps: tuple[int, ...]
    opens: tuple[int, ...]
    low: int
    high: int
    run: int
    wait: int
    base: float
    free: int

    def end(self, start: int) -> int:
        """End of the day from ``start``."""
        return max(start + self.run, self.wait)

    def starts(self, start: int) -> list[int]:
        """Start of every session where the day starts at ``start``."""
        found = [start]
        for step, opens in zip(self.steps, self.opens[1:], strict=True):
            found.append(max(found[-1] + step, opens))
        return found


class Day(NamedTuple):
    """All ways to do some tasks on one day.

    Attributes:
        pieces: the ways.
        origin: start that the first cost belongs to, minutes after midnight.
        costs: least points that travel and idle time take, by start on the grid; infinite where
            the day cannot start.
        least: the least of them.
        first_end, last_start: the earliest end and the latest start there are.
    """

    pieces: tuple[Piece, ...]
    origin: int
    costs: Floats
    least: float
    first_end: int
    last_start: int


class Days:
    """Days by their tasks (a bit mask over task numbers), each worked out once.

    Args:
        facts: the rules and the tasks.
        check: called now and then; may raise to stop.
    """

    def __init__(self, facts: Facts, check: Callable[[], None]) -> None:
        self.facts, self.check = facts, check
        self._known: dict[int, Day | None] = {}
        self._ends: dict[int, dict[int, int]] = {}

    def day(self, mask: int) -> Day | None:
        """The ways to do these tasks on one day; None where there is none."""
        try:
            return self._known[mask]
        except KeyError:
            if len(self._known) >= MOST_DAYS_KEPT:
                self._known.clear()
            found = self._known[mask] = self._make(mask)
            return found

    def in_a_row(self, mask: int) -> bool:
        """Whether the tasks can follow each other on a day, however long the rests between them.

        Holds for every part of a day that is possible, so sets of tasks can be cut off on it.
        """
        return bool(self._earliest(mask))

    def _earliest(self, mask: int) -> dict[int, int]:
        """By last task the earliest start of it after all others."""
        if mask in self._ends:
            return self._ends[mask]
        facts = self.facts
        found: dict[int, int] = {}
        if sum(facts.length[task] for task in _bits(mask)) <= facts.day_minutes:
            for last in _bits(mask):
                before = mask & ~(1 << last)
                starts = [] if before else [facts.first[last]]
                for task, start in self._earliest(before).items() if before else ():
                    if facts.follows(task, last):
                        walk = facts.shortest[facts.place[task]][facts.place[last]]
                        starts.append(
                            facts.grid_up(max(start + facts.length[task] + walk, facts.first[last]))
                        )
                if starts and min(starts) <= facts.last[last]:
                    found[last] = min(starts)
        if len(self._ends) >= MOST_DAYS_KEPT:
            self._ends.clear()
        self._ends[mask] = found
        return found

    def _make(self, mask: int) -> Day | None:
        facts = self.facts
        tasks = list(_bits(mask))
        work = sum(facts.length[task] for task in tasks)
        if work > facts.day_minutes or not self._earliest(mask):
            return None
        pieces: dict[tuple[int, int, int, int, float, int], Piece] = {}
        for order, walks in self._orders(tasks, work):
            for piece in self._pieces(order, walks, work + sum(walks)):
                pieces.setdefault(piece[3:], piece)
        if not pieces:
            return None
        kept = tuple(pieces.values())
        origin, until = min(piece.low for piece in kept), max(piece.high for piece in kept)
        costs = np.full((until - origin) // facts.grid + 1, np.inf)
        for piece in kept:
            at = (piece.low - origin) // facts.grid
            here = costs[at : at + (piece.high - piece.low) // facts.grid + 1]
            np.minimum(here, self.costs(piece), out=here)
        first_end = min(piece.end(piece.low) for piece in kept)
        return Day(kept, origin, costs, float(costs.min()), first_end, until)

    def costs(self, piece: Piece) -> Floats:
        """Points that travel and idle time take, for each start of the piece."""
        starts = np.arange(piece.low, piece.high + 1, self.facts.grid)
        idle = np.maximum(np.maximum(piece.run, piece.wait - starts) - piece.free, 0)
        costs: Floats = piece.base + self.facts.weights.idle / 60 * idle
        return costs

    def _orders(self, tasks: list[int], work: int) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """Every order in which the windows can be met with rests from 0 to the most, and its walks."""
        facts = self.facts

        def extend(
            order: tuple[int, ...], walks: list[int], low: int, high: int
        ) -> Iterator[tuple[tuple[int, ...], list[int]]]:
            self.check()
            if len(order) == len(tasks):
                yield order, walks
                return
            a = order[-1]
            dirty = any(facts.sanitary[task] for task in order) and not facts.rules.food_after_sanitary
            for b in tasks:
                if b in order or (dirty and facts.food[b]):
                    continue
                walk = facts.walk[facts.place[a]][facts.place[b]]
                if walk >= FAR or work + sum(walks) + walk > facts.day_minutes:
                    continue
                step = facts.length[a] + walk
                start = max(low + facts.grid_up(step), facts.first[b])
                latest = min(high + facts.grid_down(step + facts.rest_minutes), facts.last[b])
                if start <= latest:
                    yield from extend((*order, b), [*walks, walk], start, latest)

        for task in tasks:
            yield from extend((task,), [], facts.first[task], facts.last[task])

    def _pieces(self, order: tuple[int, ...], walks: list[int], work: int) -> Iterator[Piece]:
        facts = self.facts
        moves = [facts.length[task] + walk for task, walk in zip(order, walks, strict=False)]
        most = [facts.grid_down(move + facts.rest_minutes) for move in moves]
        due = facts.rules.break_due(work)
        for steps in self._steps(moves, most, due):
            piece = self._piece(order, steps, most, work, due)
            if piece is not None:
                yield piece._replace(base=facts.weights.travel * sum(walks) / 60)

    def _steps(self, moves: list[int], most: list[int], due: int) -> Iterator[tuple[int, ...]]:
        """Least steps between starts, such that rests of a quarter or more make the break that is due."""
        if not moves:
            if due <= 0:
                yield ()
            return
        move, grid = moves[0], self.facts.grid
        step = self.facts.grid_up(move)
        if step > most[0]:
            return
        yield from ((step, *later) for later in self._steps(moves[1:], most[1:], due))
        while due > 0 and step <= most[0]:
            rest = step - move
            if rest >= BREAK_PIECE:
                yield from ((step, *later) for later in self._steps(moves[1:], most[1:], max(0, due - rest)))
                if rest >= due:
                    return
            step += grid

    def _piece(
        self, order: tuple[int, ...], steps: tuple[int, ...], most: list[int], work: int, due: int
    ) -> Piece | None:
        facts = self.facts
        opens = [facts.first[task] for task in order]
        closes = [facts.last[task] for task in order]
        for at in range(len(steps) - 1, -1, -1):
            opens[at] = max(opens[at], opens[at + 1] - most[at])
            closes[at] = min(closes[at], closes[at + 1] - steps[at])
        if any(a > b for a, b in zip(opens, closes, strict=True)):
            return None
        length = facts.length[order[-1]]
        run = sum(steps) + length
        wait = max((opens[at] + sum(steps[at:]) for at in range(1, len(order))), default=0) + length
        low = max(opens[0], facts.grid_up(wait - facts.span_minutes))
        if run > facts.span_minutes or low > closes[0]:
            return None
        return Piece(order, steps, tuple(opens), low, closes[0], run, wait, 0.0, work + due)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
