"""Laying out one job's week with pen and paper methods: orders of a day, earliest starts, one rhythm.

Knows nothing of bundler's solver. Not exact (a start every quarter of an hour, simple breaks), but what
it gives keeps the rules of a day; a whole job is still held against ``bundler.rules``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from bundler.domain import Problem, Session, Task
from bundler.units import DAY_MINUTES, at_least_minutes, at_most_minutes, ceil_to

_COARSE = 15
_MOST_IN_A_DAY = 6  # orders of more sessions than this are not all tried
_SHORTEST_BREAK = 15


class Layout(NamedTuple):
    """One day laid out: what it costs in points, when it starts and ends, the start of each task."""

    cost: float
    start: int
    end: int
    starts: tuple[tuple[str, int], ...]


class Timetable:
    """Day and week layouts for one problem; days with the same tasks are laid out once."""

    def __init__(self, problem: Problem, step: int = _COARSE) -> None:
        self.problem = problem
        self.rules = problem.scenario.rules
        self.weights = problem.scenario.weights
        self.step = max(1, step // self.rules.grid_minutes) * self.rules.grid_minutes
        self._days: dict[frozenset[str], tuple[Layout, ...]] = {}
        self._near: dict[tuple[str, str], bool] = {}

    def together(self, a: Task, b: Task) -> bool:
        """Whether two tasks could be in one job as far as places and settings go."""
        if self.rules.separate_settings and a.setting != b.setting:
            return False
        return self.near(a.location_id, b.location_id)

    def near(self, a: str, b: str) -> bool:
        """Whether two places are within reach of each other, both ways."""
        if (a, b) not in self._near:
            walks = (self.problem.travel(a, b), self.problem.travel(b, a))
            self._near[a, b] = all(w is not None and w <= self.rules.max_travel_minutes for w in walks)
        return self._near[a, b]

    def day(self, task_ids: frozenset[str]) -> tuple[Layout, ...]:
        """The layouts of a day with these tasks, the cheapest for each first start; empty if none."""
        found = self._days.get(task_ids)
        if found is None:
            found = self._days[task_ids] = tuple(self._lay_out(task_ids))
        return found

    def week(self, holdings: Mapping[str, Sequence[int]]) -> tuple[float, list[Session]] | None:
        """A week with each task on its days: points that travel, idle time and starts cost, and the roster.

        None where some day cannot be laid out.
        """
        by_day: dict[int, set[str]] = {}
        for task_id, days in holdings.items():
            for day in days:
                by_day.setdefault(day, set()).add(task_id)
        if len(by_day) > self.rules.max_days:
            return None
        sets = {day: frozenset(ids) for day, ids in by_day.items()}
        counts = {ids: sum(other == ids for other in sets.values()) for ids in set(sets.values())}
        options = {ids: self.day(ids) for ids in counts}
        if not all(options.values()):
            return None
        chosen = self._rhythm(options, counts)
        if chosen is None or not self._nights(chosen, sets):
            return None
        starts = [layout.start for layout in chosen.values()]
        cost = sum(counts[ids] * layout.cost for ids, layout in chosen.items())
        cost += self.weights.irregular_start * (max(starts) - min(starts)) / 60
        tasks = self.problem.task_by_id
        roster = [
            Session(day=day, start=start, end=start + tasks[task_id].session_minutes, task_id=task_id)
            for day, ids in sets.items()
            for task_id, start in chosen[ids].starts
        ]
        return cost, roster

    def _rhythm(
        self, options: Mapping[frozenset[str], Sequence[Layout]], counts: Mapping[frozenset[str], int]
    ) -> dict[frozenset[str], Layout] | None:
        """For each kind of day a layout, so that cost and uneven starts together are low."""
        best, best_cost = None, float("inf")
        weight = self.weights.irregular_start / 60
        most = self.rules.max_start_spread_minutes
        lows = {layout.start for layouts in options.values() for layout in layouts}
        for low in sorted(lows) if len(options) > 1 else (0,):
            pull = weight if len(options) > 1 else 0.0
            chosen = {}
            for ids, layouts in options.items():
                late = [
                    x
                    for x in layouts
                    if x.start >= low and (not low or most is None or x.start <= low + most)
                ]
                if not late:
                    break
                count = counts[ids]
                chosen[ids] = min(late, key=lambda x: count * x.cost + pull * (x.start - low))
            if len(chosen) < len(options):
                continue
            starts = [layout.start for layout in chosen.values()]
            cost = sum(counts[ids] * x.cost for ids, x in chosen.items()) + weight * (
                max(starts) - min(starts)
            )
            if cost < best_cost:
                best, best_cost = chosen, cost
        return best

    def _nights(self, chosen: Mapping[frozenset[str], Layout], sets: Mapping[int, frozenset[str]]) -> bool:
        night = at_least_minutes(self.rules.daily_rest_hours)
        return all(
            b != a + 1 or DAY_MINUTES + chosen[sets[b]].start - chosen[sets[a]].end >= night
            for a, b in pairwise(sorted(sets))
        )

    def _lay_out(self, task_ids: frozenset[str]) -> Iterable[Layout]:
        tasks = [self.problem.task_by_id[task_id] for task_id in sorted(task_ids)]
        least = sum(task.session_minutes for task in tasks)
        if least > at_most_minutes(self.rules.max_hours_per_day):
            return ()
        best: dict[int, Layout] = {}
        orders: Iterable[Sequence[Task]] = permutations(tasks)
        if len(tasks) > _MOST_IN_A_DAY:
            orders = (sorted(tasks, key=lambda t: (t.earliest_start, t.latest_end)),)
        for order in orders:
            if self._clean(order):
                for layout in self._order(order):
                    if layout.start not in best or layout.cost < best[layout.start].cost:
                        best[layout.start] = layout
        return best.values()

    def _clean(self, order: Sequence[Task]) -> bool:
        """No food after sanitary work, and no task that must be over before its predecessor can be."""
        if not self.rules.food_after_sanitary:
            dirty = False
            for task in order:
                if dirty and task.hygiene == "food":
                    return False
                dirty |= task.hygiene == "sanitary"
        return all(
            max(a.earliest_start, self.rules.day_start) + a.session_minutes + b.session_minutes
            <= min(b.latest_end, self.rules.day_end)
            for a, b in pairwise(order)
        )

    def _order(self, order: Sequence[Task]) -> Iterable[Layout]:
        """Layouts of one order of a day: as early as possible from each first start, with the break due."""
        rules = self.rules
        walks = [self.problem.travel(a.location_id, b.location_id) or 0 for a, b in pairwise(order)]
        work = sum(task.session_minutes for task in order) + sum(walks)
        if work > at_most_minutes(rules.max_hours_per_day):
            return
        due = rules.break_due(work)
        first = order[0]
        earliest = ceil_to(max(first.earliest_start, rules.day_start), rules.grid_minutes)
        latest = min(first.latest_end, rules.day_end) - first.session_minutes
        begins = {earliest, *range(ceil_to(earliest, self.step), latest + 1, self.step)}
        gaps = len(order) - 1
        breaks: list[dict[int, int]] = [{}]
        if due:
            breaks += [{gap: due} for gap in range(gaps)]
            breaks += [dict.fromkeys(pair, -(-due // 2)) for pair in pairwise(range(gaps))]
        for begin in begins:
            if begin > latest:
                continue
            for wanted in breaks:
                layout = self._place(order, walks, begin, wanted, due)
                if layout is not None:
                    yield layout

    def _place(
        self, order: Sequence[Task], walks: Sequence[int], begin: int, wanted: Mapping[int, int], due: int
    ) -> Layout | None:
        rules = self.rules
        starts = [(order[0].task_id, begin)]
        end = begin + order[0].session_minutes
        rests = []
        for gap, task in enumerate(order[1:]):
            ready = end + walks[gap]
            start = ceil_to(
                max(ready + wanted.get(gap, 0), task.earliest_start, rules.day_start), rules.grid_minutes
            )
            rest = start - ready
            end = start + task.session_minutes
            if rest > rules.max_rest_minutes or end > min(task.latest_end, rules.day_end):
                return None
            rests.append(rest)
            starts.append((task.task_id, start))
        if end - begin > at_most_minutes(rules.max_span_hours):
            return None
        if sum(rest for rest in rests if rest >= _SHORTEST_BREAK) < due:
            return None
        idle = max(0, sum(rests) - due)
        cost = (self.weights.idle * idle + self.weights.travel * sum(walks)) / 60
        return Layout(cost, begin, end, tuple(starts))
