"""Every job of a tiny problem by trying everything; shares no code with the solver.

All sets of tasks, all day patterns, all orders and all starts on the grid are tried; ``oracle_plan``
then chooses among these jobs. Only for a handful of tasks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, pairwise, permutations, product
from typing import NamedTuple

from bundler.domain import Problem, Session, Task
from bundler.domain.own import Evening, Morning, Shift

Value = tuple[float, float]  # first level, score
Pattern = tuple[int, ...]  # weekdays
DAY = 24 * 60


class DayOption(NamedTuple):
    """One way to work some tasks on a day; ``cost`` is the points that travel and idle time take."""

    cost: float
    start: int
    end: int
    visits: tuple[tuple[str, int], ...]


class Column(NamedTuple):
    """The best job for a set of tasks and given days of the shareable ones."""

    tasks: frozenset[str]
    shared: Mapping[str, Pattern]
    value: Value
    roster: tuple[Session, ...]


class Oracle:
    """Everything there is to know about a tiny problem, by enumeration."""

    def __init__(self, problem: Problem, objective: str = "balanced") -> None:
        self.problem = problem
        self.objective = objective
        self.rules = problem.scenario.rules
        self.weights = problem.scenario.weights
        self.task = problem.task_by_id
        self.own = problem.own
        self.day_options = cache(self._day_options)
        self.shift = cache(self._shift)

    # --- one day -----------------------------------------------------------------------------

    def _walk(self, a: Task, b: Task) -> int:
        minutes = self.problem.travel(a.location_id, b.location_id)
        assert minutes is not None
        return minutes

    def _day_options(self, names: frozenset[str]) -> list[DayOption]:
        """What may be best, cheapest first: a later end only where it costs less."""
        best: dict[tuple[int, int], DayOption] = {}
        for order in permutations(sorted(names)):
            for option in self._orders(tuple(self.task[name] for name in order)):
                key = (option.start, option.end)
                if key not in best or option.cost < best[key].cost:
                    best[key] = option
        if self.own:
            # an own rule may ask for any end
            return sorted(best.values(), key=lambda option: option.cost)
        kept: list[DayOption] = []
        for option in sorted(best.values(), key=lambda option: (option.start, option.end, option.cost)):
            if not any(other.start == option.start and other.cost <= option.cost for other in kept):
                kept.append(option)
        return sorted(kept, key=lambda option: option.cost)

    def _orders(self, order: tuple[Task, ...]) -> Iterator[DayOption]:
        rules = self.rules
        hygiene = [task.hygiene for task in order]
        if not rules.food_after_sanitary and any(
            pair == ("sanitary", "food") for pair in combinations(hygiene, 2)
        ):
            return
        walks = [self._walk(a, b) for a, b in pairwise(order)]
        work = sum(task.session_minutes for task in order) + sum(walks)
        if work > rules.max_hours_per_day * 60 + 1e-6:
            return
        due = self._break_due(work)
        for starts in self._starts(order, walks):
            ends = [start + task.session_minutes for start, task in zip(starts, order, strict=True)]
            rests = [starts[i + 1] - ends[i] - walks[i] for i in range(len(walks))]
            if ends[-1] - starts[0] > rules.max_span_hours * 60 + 1e-6:
                continue
            if sum(rest for rest in rests if rest >= 15) < due:
                continue
            idle = max(0, sum(rests) - due)
            cost = (self.weights.travel * sum(walks) + self.weights.idle * idle) / 60
            visits = tuple((task.task_id, start) for task, start in zip(order, starts, strict=True))
            yield DayOption(cost, starts[0], ends[-1], visits)

    def _break_due(self, work: int) -> int:
        match self.rules.break_rule:
            case "adult":
                return 45 if work > 600 else 30 if work > 330 else 0
            case "youth":
                return 30 if work > 270 else 0
        return 0

    def _starts(self, order: tuple[Task, ...], walks: list[int]) -> Iterator[tuple[int, ...]]:
        rules = self.rules
        task = order[0]
        earliest = max(task.earliest_start, rules.day_start)
        latest = min(task.latest_end, rules.day_end) - task.session_minutes
        for start in range(0, latest + 1, rules.grid_minutes):
            if start >= earliest:
                yield from self._continue((start,), order, walks)

    def _continue(
        self, starts: tuple[int, ...], order: tuple[Task, ...], walks: list[int]
    ) -> Iterator[tuple[int, ...]]:
        number = len(starts)
        if number == len(order):
            yield starts
            return
        rules, task = self.rules, order[number]
        ready = starts[-1] + order[number - 1].session_minutes + walks[number - 1]
        latest = min(task.latest_end, rules.day_end) - task.session_minutes
        for start in range(0, min(latest, ready + rules.max_rest_minutes) + 1, rules.grid_minutes):
            if start >= max(ready, task.earliest_start, rules.day_start):
                yield from self._continue((*starts, start), order, walks)

    # --- own rules and costs -----------------------------------------------------------------

    def _own(self, sees: str, *given: object) -> float:
        """Points that own costs take here; infinite where an own rule is broken."""
        points = 0.0
        for own in self.own:
            if own.sees == sees:
                answer = own.function(*given)
                points += float(str(answer)) if own.charges else 0.0 if answer else float("inf")
        return points

    @staticmethod
    def _sorted(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        return tuple(sorted(tasks, key=lambda task: task.task_id))

    def _shift(self, day: int, option: DayOption) -> Shift:
        tasks = tuple(self.task[name] for name in sorted(name for name, _ in option.visits))
        return Shift(day, option.start, option.end, tasks)

    def _on(self, day: int, options: list[DayOption]) -> list[DayOption]:
        """The options with what own costs take on this weekday."""
        if not self.own:
            return options
        found = [
            option._replace(cost=option.cost + self._own("day", self.shift(day, option)))
            for option in options
        ]
        return sorted(
            (option for option in found if option.cost < float("inf")), key=lambda option: option.cost
        )

    def _between(self, day: int, option: DayOption, other: int, after: DayOption) -> float:
        if not self.own or (day + 1) % 7 != other:
            return 0.0
        today, tomorrow = self.shift(day, option), self.shift(other, after)
        evening = Evening(day, today.end, today.tasks)
        return self._own("nights", evening, Morning(other, tomorrow.start, tomorrow.tasks))

    # --- one week ----------------------------------------------------------------------------

    def _best_week(
        self, days: Mapping[int, frozenset[str]], limit: float
    ) -> tuple[float, tuple[DayOption, ...]] | None:
        """The cheapest combination of day options that costs less than ``limit``."""
        numbers = sorted(days)
        options = [self._on(day, self.day_options(days[day])) for day in numbers]
        if not all(options):
            return None
        count, per_minute = len(numbers), self.weights.irregular_start / 60
        rest = [sum(later[0].cost for later in options[i:]) for i in range(count + 1)]
        allowed = self.rules.max_start_spread_minutes
        night = self.rules.daily_rest_hours * 60 - 1e-6
        long_rest = self.rules.weekly_rest_hours * 60 - 1e-6
        # From midnight of each day to midnight of the next one with work; after the last comes the first.
        apart = [((numbers[(i + 1) % count] - numbers[i] - 1) % 7 + 1) * DAY for i in range(count)]
        # The longest that may be free after each day, and after this one or a later one.
        ends = [min(option.end for option in each) for each in options]
        starts = [max(option.start for option in each) for each in options]
        most = [apart[i] - ends[i] + starts[(i + 1) % count] for i in range(count)]
        still = [max(most[max(i - 1, 0) :]) for i in range(count + 1)]
        best: tuple[float, tuple[DayOption, ...]] | None = None

        def search(chosen: tuple[DayOption, ...], cost: float, low: int, high: int, longest: int) -> None:
            """``longest`` is the longest time free between the days that are chosen."""
            nonlocal best, limit
            at = len(chosen)
            if max(longest, still[at]) < long_rest:
                return
            if at == count:
                free = apart[-1] - chosen[-1].end + chosen[0].start
                total = cost + self._between(numbers[-1], chosen[-1], numbers[0], chosen[0])
                total += per_minute * (high - low)
                if free >= night and max(free, longest) >= long_rest and total < limit - 1e-9:
                    limit = total
                    best = limit, chosen
                return
            for option in options[at]:
                total = cost + option.cost
                if total + rest[at + 1] >= limit - 1e-9:
                    return  # the options that follow cost no less
                first, last = min(low, option.start), max(high, option.start)
                if total + rest[at + 1] + per_minute * (last - first) >= limit - 1e-9:
                    continue
                if allowed is not None and last - first > allowed:
                    continue
                free = apart[at - 1] - chosen[-1].end + option.start if chosen else 0
                if chosen:
                    total += self._between(numbers[at - 1], chosen[-1], numbers[at], option)
                if (not chosen or free >= night) and total < limit:
                    search((*chosen, option), total, first, last, max(longest, free))

        search((), 0.0, DAY, 0, 0)
        return best

    # --- one job -----------------------------------------------------------------------------

    def _usable(self, task: Task) -> bool:
        rules, date = self.rules, self.problem.scenario.plan_date
        outside = date and (
            (task.valid_from and date < task.valid_from) or (task.valid_until and date > task.valid_until)
        )
        longest = {"adult": 330, "youth": 270, "none": DAY}[rules.break_rule]
        return not (
            outside
            or set(task.certificates) & set(rules.excluded_certificates)
            or task.session_minutes > longest
        )

    def _together(self, tasks: tuple[Task, ...]) -> bool:
        """Whether rules that do not depend on the schedule let these tasks be in one job."""
        rules = self.rules
        places = {task.location_id for task in tasks}
        walks = [self.problem.travel(a, b) for a, b in permutations(places, 2)]
        return (
            len(tasks) <= rules.max_tasks
            and len({task.supplier_id for task in tasks}) <= rules.max_suppliers
            and len({item for task in tasks for item in task.competencies}) <= rules.max_competencies
            and len(places) <= rules.max_locations
            and all(walk is not None and walk <= rules.max_travel_minutes for walk in walks)
            and not (rules.separate_settings and len({task.setting for task in tasks}) > 1)
            and self._own("tasks", self._sorted(tasks)) < float("inf")
        )

    def _hours_fit(self, parts: list[tuple[Task, int]]) -> bool:
        rules, total = self.rules, sum(part for _, part in parts)
        by_supplier: dict[str, int] = {}
        for task, part in parts:
            by_supplier[task.supplier_id] = by_supplier.get(task.supplier_id, 0) + part
        supervised = sum(part for task, part in parts if task.supervised)
        return (
            rules.min_hours * 60 - 1e-6 <= total <= rules.max_hours * 60 + 1e-6
            and min(by_supplier.values()) >= rules.min_hours_per_supplier * 60 - 1e-6
            and supervised >= rules.min_supervised_share * total - 1e-6
        )

    def _worth(self, tasks: tuple[Task, ...], minutes: int) -> float:
        """What a job is worth before travel, idle time and irregular starts."""
        weights = self.weights
        return (
            weights.hours * minutes / 60
            - weights.second_supplier * (len({task.supplier_id for task in tasks}) > 1)
            - weights.extra_task * (len(tasks) - 1)
            - weights.extra_location * (len({task.location_id for task in tasks}) - 1)
            - weights.off_target * abs(minutes / 60 - weights.target_hours)
            - self._own("tasks", self._sorted(tasks))
        )

    def columns(self) -> list[Column]:
        """The best job for every set of tasks and every choice of days for its shareable ones."""
        usable = [task for task in self.problem.tasks if self._usable(task)]
        found = []
        for size in range(1, len(usable) + 1):
            for tasks in combinations(usable, size):
                if self._together(tasks):
                    found += self._columns_of(tasks)
        return found

    def _columns_of(self, tasks: tuple[Task, ...]) -> Iterator[Column]:
        names = [task.task_id for task in tasks]
        for counts in product(*(self._counts(task) for task in tasks)):
            parts = [(task, count * task.session_minutes) for task, count in zip(tasks, counts, strict=True)]
            if not self._hours_fit(parts):
                continue
            minutes = sum(part for _, part in parts)
            worth = self._worth(tasks, minutes)
            cheapest: dict[tuple[Pattern, ...], tuple[float, tuple[Session, ...]]] = {}
            choices = [combinations(task.days, count) for task, count in zip(tasks, counts, strict=True)]
            for patterns in product(*choices):
                key = tuple(
                    pattern
                    for task, pattern in zip(tasks, patterns, strict=True)
                    if task.min_sessions_per_job
                )
                limit = cheapest[key][0] if key in cheapest else float("inf")
                week = self._week(dict(zip(names, patterns, strict=True)), limit)
                if week is not None:
                    cheapest[key] = week
            shared = [task.task_id for task in tasks if task.min_sessions_per_job]
            for key, (cost, roster) in cheapest.items():
                value = self._value(minutes, worth - cost)
                yield Column(frozenset(names), dict(zip(shared, key, strict=True)), value, roster)

    @staticmethod
    def _counts(task: Task) -> range:
        return range(task.min_sessions_per_job or task.sessions_per_week, task.sessions_per_week + 1)

    def _week(
        self, patterns: Mapping[str, Pattern], limit: float
    ) -> tuple[float, tuple[Session, ...]] | None:
        days = {day: frozenset(name for name in patterns if day in patterns[name]) for day in range(7)}
        days = {day: names for day, names in days.items() if names}
        if len(days) > self.rules.max_days:
            return None
        week = self._best_week(days, limit)
        if week is None:
            return None
        roster = tuple(
            Session(day=day, start=start, end=start + self.task[name].session_minutes, task_id=name)
            for day, option in zip(sorted(days), week[1], strict=True)
            for name, start in option.visits
        )
        return week[0], roster

    def _value(self, minutes: int, score: float) -> Value:
        match self.objective:
            case "most-hours":
                return float(minutes), score  # whole minutes: equal sums compare as equal
            case "most-jobs":
                return 1.0, score
            case "fewest-jobs":
                return -1.0, score
        return score, score
