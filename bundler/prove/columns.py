"""Sets as columns: what each is worth at most, made exact where it comes near the prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from bundler.domain import Session
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.prove.facts import Facts, Part
from bundler.prove.sets import MOST_SETS, Floats, Ints, Items, Sets, TooMany
from bundler.prove.weeks import Weeks
from bundler.rules import score_terms, violations

AGREES = 1e-6


class Columns:
    """Sets with their points.

    Attributes:
        sets: items of each set, −1 where it has fewer, shape (sets, width).
        points: score of the best week, or where not ``exact`` no less than that; −∞ where there is
            no week; shape (sets,).
        exact: whether the points are those of the best week, shape (sets,).
        minutes: task minutes a week, shape (sets,).
    """

    def __init__(self, facts: Facts, items: Items, sets: Sets, weeks: Weeks) -> None:
        self.facts, self.items, self.weeks = facts, items, weeks
        self.sets, self._worth = sets.items, sets.worth
        self.points = sets.worth.copy()
        self.exact = np.zeros(len(sets.worth), bool)
        minutes = [facts.length[part.task] * part.sessions for part in items.listed]
        self.minutes = self.over_items(minutes)

    def __len__(self) -> int:
        return len(self.points)

    def over_items(self, values: Sequence[float] | Floats, rows: Ints | None = None) -> Floats:
        """The sum of a value per item over each set, shape (sets,) or (rows,)."""
        padded = np.append(np.asarray(values, np.float64), 0.0)
        total: Floats = padded[self.sets if rows is None else self.sets[rows]].sum(axis=1)
        return total

    def parts(self, row: int) -> list[Part]:
        """The tasks of a set."""
        return [self.items.listed[item] for item in self.sets[row] if item >= 0]

    def find(self, parts: Iterable[Part]) -> int | None:
        """The set of these tasks; None where it is not listed."""
        items = sorted(self.items.number(part) for part in parts)
        wanted = np.full(self.sets.shape[1], -1)
        if len(items) > len(wanted):
            return None
        wanted[: len(items)] = items
        rows = np.flatnonzero((self.sets == wanted).all(axis=1))
        return int(rows[0]) if len(rows) else None

    def tasks(self, row: int) -> frozenset[str]:
        """Ids of the tasks of a set."""
        return frozenset(self.facts.tasks[part.task].task_id for part in self.parts(row))

    def settle(self, rows: Iterable[int], floor: Floats | float) -> None:
        """Make points exact, or find that they are at most a floor.

        Args:
            rows: which sets.
            floor: one for all, or one for each set of the table; points at or below it need not be exact.

        Raises:
            Stopped: the time is up.
        """
        floors = np.broadcast_to(floor, len(self))
        for row in rows:
            if self.exact[row] or self.points[row] <= floors[row]:
                continue
            self.weeks.watch.check()
            week = self.weeks.best(self.parts(row), self._worth[row] - floors[row])
            self.points[row] = self._worth[row] - week.cost
            self.exact[row] = week.exact

    def roster(self, row: int) -> list[Session]:
        """The sessions of the best week of a set, held against the plain rules and the plain score.

        Raises:
            ProofError: they do not agree with the points: a bug in here.
        """
        sessions = self.weeks.roster(self.weeks.best(self.parts(row)))
        broken = violations(self.facts.problem, sessions)
        score = sum(score_terms(self.facts.problem, sessions).values())
        if broken or abs(score - self.points[row]) > AGREES:
            why = broken[0].code if broken else f"{score} / {self.points[row]}"
            raise contradiction(f"{', '.join(sorted(self.tasks(row)))}: {why}")
        return sessions

    def refined(self, rows: Ints, tasks: frozenset[int]) -> Columns:
        """The same sets, with every choice of days of some tasks as a column of its own.

        Raises:
            TooMany: these are more than the memory is meant for.
        """
        found: list[list[int]] = []
        worth: list[float] = []
        points: list[float] = []
        for row in rows:
            listed: list[list[int]] = [[]]
            for part in self.parts(int(row)):
                choices = days_of(part) if part.task in tasks else [part]
                listed = [[*items, self.items.number(choice)] for items in listed for choice in choices]
            found += [items + [-1] * (self.sets.shape[1] - len(items)) for items in listed]
            worth += [self._worth[row]] * len(listed)
            points += [self.points[row]] * len(listed)
            if len(found) > MOST_SETS:
                raise TooMany
        table = np.array(found, np.int64).reshape(-1, self.sets.shape[1])
        columns = Columns(self.facts, self.items, Sets(table, np.array(worth, np.float64)), self.weeks)
        columns.points = np.array(points, np.float64)
        return columns


def days_of(part: Part) -> list[Part]:
    """The same task on each choice of its days."""
    return [Part(part.task, days, part.sessions) for days in combinations(part.days, part.sessions)]


def contradiction(what: str) -> ProofError:
    """The second path contradicts the plain rules, or a plan that keeps them."""
    return ProofError(
        Text(
            f"The proof by a second path contradicts itself ({what}). Please report this as a bug.",
            f"Het bewijs langs een tweede weg spreekt zichzelf tegen ({what}). Geef dit door als fout.",
        )
    )
