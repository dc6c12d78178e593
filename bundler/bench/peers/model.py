"""The model that one writes first, written as well as we can: one CP-SAT model with tasks and job slots.

A task is as many *copies* as jobs can hold it. A copy is in at most one slot and has one start a day,
so times are not repeated by slot. Which copy follows which on a day are literals between copies; what
a day adds up to (work, rest, break, first start) is carried along that succession. Slots are
numbered by the first copy in them, copies of one task by their slot. Only for weeks from Monday to
Friday, where the weekly rest always holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from bundler.domain import Problem, Session, Task
from bundler.rules import task_obstacles
from bundler.units import at_least_minutes, at_most_minutes

POINT = 6000  # the objective in whole numbers: points × 60 minutes × 100


class Copy(NamedTuple):
    """One of the jobs' possible holdings of a task."""

    task: Task
    number: int


class Compact:
    """The model, its variables by name."""

    def __init__(self, problem: Problem) -> None:
        from ortools.sat.python import cp_model

        self.cp: Any = cp_model
        self.problem = problem
        self.rules = problem.scenario.rules
        self.model = cp_model.CpModel()
        usable = _usable(problem)
        self.copies = _all_copies(usable)
        self.days = sorted({day for task in usable for day in task.days})
        assert max(self.days, default=0) <= 4
        assert self.rules.weekly_rest_hours <= 48
        assert self.rules.daily_rest_hours <= 24
        self.slots = range(_slots(problem, usable))
        self.cost: list[Any] = []  # points × POINT that are taken off
        self.worth: list[Any] = []
        self._copies_in_slots()
        self._days_of_copies()
        self._slot_rules()
        self._successions()
        self._week_shape()
        self.model.maximize(sum(self.worth) - sum(self.cost))

    @staticmethod
    def literals(problem: Problem) -> int:
        """About how many literals the model of a problem would have, without making it."""
        usable = _usable(problem)
        copies, slots = len(_all_copies(usable)), _slots(problem, usable)
        days = sum(len(copy.task.days) for copy in _all_copies(usable))
        return copies * slots + 2 * days * slots + 2 * days * copies

    def size(self) -> tuple[int, int]:
        """How many variables and how many constraints it has."""
        return len(self.model.proto.variables), len(self.model.proto.constraints)

    def _bool(self, name: str) -> Any:
        return self.model.new_bool_var(name)

    def _copies_in_slots(self) -> None:
        model, copies = self.model, self.copies
        self.within = {(c, j): self._bool(f"in{c},{j}") for c in range(len(copies)) for j in self.slots}
        self.slot = [model.new_int_var(0, len(self.slots), f"slot{c}") for c in range(len(copies))]
        self.placed = [self._bool(f"placed{c}") for c in range(len(copies))]
        self.used = [self._bool(f"used{j}") for j in self.slots]
        for c, copy in enumerate(copies):
            model.add_exactly_one([self.within[c, j] for j in self.slots] + [self.placed[c].negated()])
            model.add(self.slot[c] == sum((j + 1) * self.within[c, j] for j in self.slots))
            for j in self.slots:
                model.add_implication(self.within[c, j], self.used[j])
                # Slot j opens after slot j − 1 did, by a copy further down the list.
                if j:
                    earlier = [self.within[b, j - 1] for b in range(c)]
                    model.add_bool_or([self.within[c, j].negated(), *earlier])
            if copy.number:
                model.add_implication(self.placed[c], self.placed[c - 1])
                model.add(self.slot[c - 1] + 1 <= self.slot[c]).only_enforce_if(self.placed[c])
        for j in self.slots:
            model.add_bool_or([self.used[j].negated(), *(self.within[c, j] for c in range(len(copies)))])

    def _days_of_copies(self) -> None:
        """Which days a copy works, and when it starts on each."""
        model, rules = self.model, self.rules
        self.on: dict[tuple[int, int], Any] = {}
        self.start: dict[tuple[int, int], Any] = {}
        for c, (task, _) in enumerate(self.copies):
            allowed = task.sessions_in_a_job()
            fixed = len(task.days) == min(allowed)
            first = -(-max(task.earliest_start, rules.day_start) // rules.grid_minutes)
            last = (min(task.latest_end, rules.day_end) - task.session_minutes) // rules.grid_minutes
            for day in task.days:
                self.on[c, day] = self.placed[c] if fixed else self._bool(f"on{c},{day}")
                step = model.new_int_var(first, last, f"step{c},{day}")
                self.start[c, day] = step * rules.grid_minutes
            total = sum(self.on[c, day] for day in task.days)
            if not fixed:
                model.add(total >= min(allowed) * self.placed[c])
                model.add(total <= max(allowed) * self.placed[c])
        for task in {copy.task.task_id: copy.task for copy in self.copies}.values():
            if task.shareable:
                mine = [c for c, copy in enumerate(self.copies) if copy.task.task_id == task.task_id]
                for day in task.days:
                    model.add(sum(self.on[c, day] for c in mine) <= task.headcount)
                total = sum(self.on[c, day] for c in mine for day in task.days)
                model.add(total <= task.sessions_offered)
        # A copy's session of a day in a slot.
        self.here: dict[tuple[int, int, int], Any] = {}
        for (c, day), on in self.on.items():
            for j in self.slots:
                if on is self.placed[c]:
                    self.here[c, j, day] = self.within[c, j]
                    continue
                both = self._bool(f"here{c},{j},{day}")
                model.add_implication(both, on)
                model.add_implication(both, self.within[c, j])
                model.add_bool_or([both, on.negated(), self.within[c, j].negated()])
                self.here[c, j, day] = both

    def _marks(self, j: int, values: dict[str, list[int]], most: int, name: str) -> dict[str, Any]:
        """For each value whether the slot has a copy with it, at most so many of them."""
        marks = {value: self._bool(f"{name}{j},{value}") for value in values}
        for value, copies in values.items():
            for c in copies:
                self.model.add_implication(self.within[c, j], marks[value])
            self.model.add_bool_or([marks[value].negated(), *(self.within[c, j] for c in copies)])
        self.model.add(sum(marks.values()) <= most)
        return marks

    def _by(self, *values: tuple[str, int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for value, c in values:
            found.setdefault(value, []).append(c)
        return found

    def _slot_rules(self) -> None:
        """Hours, suppliers, places and all else that does not depend on times."""
        model, rules, weights = self.model, self.rules, self.problem.scenario.weights
        numbered = list(enumerate(self.copies))
        suppliers = self._by(*((copy.task.supplier_id, c) for c, copy in numbered))
        places = self._by(*((copy.task.location_id, c) for c, copy in numbered))
        skills = self._by(*((item, c) for c, copy in numbered for item in set(copy.task.competencies)))
        settings = self._by(*((copy.task.setting, c) for c, copy in numbered))
        far = [(a, b) for a in places for b in places if a < b and not self._near(a, b)]
        # Counted by copy, not by slot: the linear relaxation is far tighter.
        for (c, _), on in self.on.items():
            self.worth.append(round(weights.hours * 100) * self.copies[c].task.session_minutes * on)
        least, most = rules.week_minutes
        target = round(weights.target_hours * 60)
        for j in self.slots:
            parts = {
                c: sum(self.here[c, j, day] for day in copy.task.days) * copy.task.session_minutes
                for c, copy in numbered
            }
            minutes = model.new_int_var(0, most, f"minutes{j}")
            model.add(minutes == sum(parts.values()))
            model.add(minutes >= least * self.used[j])
            model.add(minutes <= most * self.used[j])
            count = sum(self.within[c, j] for c, _ in numbered)
            model.add(count <= rules.max_tasks)
            of_supplier = self._marks(j, suppliers, rules.max_suppliers, "supplier")
            of_place = self._marks(j, places, rules.max_locations, "place")
            self._marks(j, skills, rules.max_competencies, "skill")
            if rules.separate_settings:
                self._marks(j, settings, 1, "setting")
            for a, b in far:
                model.add_bool_or([of_place[a].negated(), of_place[b].negated()])
            for supplier, copies in suppliers.items():
                floor = at_least_minutes(rules.min_hours_per_supplier)
                model.add(sum(parts[c] for c in copies) >= floor * of_supplier[supplier])
            supervised = sum(parts[c] for c, copy in numbered if copy.task.supervised)
            model.add(1000 * supervised >= round(1000 * rules.min_supervised_share) * minutes)
            second = self._bool(f"second{j}")
            model.add(sum(of_supplier.values()) <= 1 + (rules.max_suppliers - 1) * second)
            off = model.new_int_var(0, max(target, most), f"off{j}")
            model.add(off >= minutes - target * self.used[j])
            model.add(off >= target * self.used[j] - minutes)
            self.cost += [
                round(weights.second_supplier * POINT) * second,
                round(weights.extra_task * POINT) * (count - self.used[j]),
                round(weights.extra_location * POINT) * (sum(of_place.values()) - self.used[j]),
                round(weights.off_target * 100) * off,
            ]

    def _near(self, a: str, b: str) -> bool:
        walks = (self.problem.travel(a, b), self.problem.travel(b, a))
        return all(walk is not None and walk <= self.rules.max_travel_minutes for walk in walks)

    def _successions(self) -> None:
        """Who follows whom on each day, and what the day adds up to along the way."""
        self.first: dict[tuple[int, int], Any] = {}
        for day in self.days:
            self._succession(day, [c for c in range(len(self.copies)) if (c, day) in self.on])

    def _succession(self, day: int, copies: list[int]) -> None:
        model, rules, weights = self.model, self.rules, self.problem.scenario.weights
        before: dict[int, list[Any]] = {c: [] for c in copies}
        after: dict[int, list[Any]] = {c: [] for c in copies}
        longest = at_most_minutes(rules.max_hours_per_day)
        span = at_most_minutes(rules.max_span_hours)
        lengths = {c: self.copies[c].task.session_minutes for c in copies}
        work = {c: model.new_int_var(lengths[c], longest, f"work{c},{day}") for c in copies}
        opened = {c: model.new_int_var(0, 1440, f"opened{c},{day}") for c in copies}
        pauses = {c: model.new_int_var(0, span, f"pauses{c},{day}") for c in copies}
        dirty = {c: self._bool(f"dirty{c},{day}") for c in copies}
        for b in copies:
            for c in copies:
                walk = self._walk(b, c)
                if walk is None:
                    continue
                rest = model.new_int_var(0, rules.max_rest_minutes, f"rest{b},{c},{day}")
                follows = self._bool(f"next{b},{c},{day}")
                after[b].append(follows)
                before[c].append(follows)
                end = self.start[b, day] + lengths[b] + walk
                for relation in (
                    self.start[c, day] == end + rest,
                    self.slot[b] == self.slot[c],
                    work[c] == work[b] + walk + lengths[c],
                    opened[c] == opened[b],
                ):
                    model.add(relation).only_enforce_if(follows)
                pause = self._bool(f"pause{b},{c},{day}")
                model.add(rest >= 15).only_enforce_if(pause)
                model.add(pauses[c] <= pauses[b] + rest).only_enforce_if(follows, pause)
                model.add(pauses[c] <= pauses[b]).only_enforce_if(follows, pause.negated())
                model.add_implication(dirty[b], dirty[c]).only_enforce_if(follows)
                self.cost.append(round(weights.travel * 100) * walk * follows)
        for c in copies:
            task, on = self.copies[c].task, self.on[c, day]
            first, last = self._bool(f"first{c},{day}"), self._bool(f"last{c},{day}")
            self.first[c, day] = first
            model.add_exactly_one([*before[c], first, on.negated()])
            model.add_exactly_one([*after[c], last, on.negated()])
            for relation in (opened[c] == self.start[c, day], work[c] == lengths[c], pauses[c] == 0):
                model.add(relation).only_enforce_if(first)
            model.add(self.start[c, day] + lengths[c] - opened[c] <= span).only_enforce_if(last)
            if task.hygiene == "sanitary":
                model.add(dirty[c] == 1)
            elif task.hygiene == "food" and not rules.food_after_sanitary:
                model.add(dirty[c] == 0)
            self._break_and_idle(c, day, work[c], opened[c], pauses[c], last)

    def _break_and_idle(self, c: int, day: int, work: Any, opened: Any, pauses: Any, last: Any) -> None:
        """At the day's last session: the break that is due, and what rest there is beyond it."""
        model, rules = self.model, self.rules
        due: Any = 0
        if rules.break_after is not None:
            long, very_long = self._bool(f"long{c},{day}"), self._bool(f"very_long{c},{day}")
            model.add(work > rules.break_after).only_enforce_if(long)
            model.add(work <= rules.break_after).only_enforce_if(long.negated())
            model.add(work > 600).only_enforce_if(very_long)
            model.add(work <= 600).only_enforce_if(very_long.negated())
            due = 30 * long + (15 * very_long if rules.break_rule == "adult" else 0)
            model.add(pauses >= due).only_enforce_if(last)
        idle = model.new_int_var(0, at_most_minutes(rules.max_span_hours), f"idle{c},{day}")
        end = self.start[c, day] + self.copies[c].task.session_minutes
        model.add(idle >= end - opened - work - due).only_enforce_if(last)
        self.cost.append(round(self.problem.scenario.weights.idle * 100) * idle)

    def _walk(self, b: int, c: int) -> int | None:
        """Minutes from copy b to copy c; None where c cannot follow b in one job."""
        one, other = self.copies[b].task, self.copies[c].task
        if one.task_id == other.task_id or not self._near(one.location_id, other.location_id):
            return None
        rules = self.rules
        if rules.separate_settings and one.setting != other.setting:
            return None
        if not rules.food_after_sanitary and (one.hygiene, other.hygiene) == ("sanitary", "food"):
            return None
        walk = self.problem.travel(one.location_id, other.location_id) or 0
        earliest = max(one.earliest_start, rules.day_start) + one.session_minutes + walk
        if earliest + other.session_minutes > min(other.latest_end, rules.day_end):
            return None
        latest = min(one.latest_end, rules.day_end) + walk + rules.max_rest_minutes
        if latest < max(other.earliest_start, rules.day_start):
            return None
        return (
            walk
            if one.session_minutes + walk + other.session_minutes <= rules.max_hours_per_day * 60
            else None
        )

    def _week_shape(self) -> None:
        """One first session a day, days a week, start spread, and the nights."""
        model, rules = self.model, self.rules
        everyone = range(len(self.copies))
        night = at_least_minutes(rules.daily_rest_hours)
        for j in self.slots:
            low = model.new_int_var(0, 1440, f"low{j}")
            spread = model.new_int_var(0, rules.max_start_spread_minutes or 1440, f"spread{j}")
            if rules.max_start_spread_minutes == 0:
                model.add(spread == 0)
            works, opens, closes = {}, {}, {}
            for day in self.days:
                here = [c for c in everyone if (c, day) in self.on]
                works[day] = self._bool(f"works{j},{day}")
                opens[day] = model.new_int_var(0, 1440, f"opens{j},{day}")
                closes[day] = model.new_int_var(0, 1440, f"closes{j},{day}")
                openers = []
                for c in here:
                    session, begin = self.here[c, j, day], self.start[c, day]
                    model.add_implication(session, works[day])
                    model.add(begin >= opens[day]).only_enforce_if(session)
                    model.add(begin + self.copies[c].task.session_minutes <= closes[day]).only_enforce_if(
                        session
                    )
                    opener = self._bool(f"opener{c},{j},{day}")
                    model.add_implication(opener, session)
                    model.add_implication(opener, self.first[c, day])
                    model.add_bool_or([opener, session.negated(), self.first[c, day].negated()])
                    model.add(begin >= low).only_enforce_if(opener)
                    model.add(begin <= low + spread).only_enforce_if(opener)
                    openers.append(opener)
                model.add(sum(openers) == works[day])
                # Follows from the successions; said outright it makes the linear relaxation tighter.
                load = sum(self.copies[c].task.session_minutes * self.here[c, j, day] for c in here)
                model.add(load <= at_most_minutes(rules.max_hours_per_day) * works[day])
            model.add(sum(works.values()) <= rules.max_days)
            for day in self.days:
                if day + 1 in works:
                    model.add(opens[day + 1] + 1440 - closes[day] >= night).only_enforce_if(
                        works[day], works[day + 1]
                    )
            self.cost.append(round(self.problem.scenario.weights.irregular_start * 100) * spread)

    def rosters(self, value: Callable[[Any], int]) -> dict[str, list[Session]]:
        """The plan of a solution, given the value of each variable or expression."""
        found: dict[str, list[Session]] = {}
        for (c, j, day), here in self.here.items():
            if value(here):
                task, begin = self.copies[c].task, value(self.start[c, day])
                session = Session(
                    day=day, start=begin, end=begin + task.session_minutes, task_id=task.task_id
                )
                found.setdefault(f"J{j:03d}", []).append(session)
        return found

    def fix(self, rosters: Mapping[str, Sequence[Session]]) -> list[Any]:
        """Constraints that leave this plan only, for finding the values of all other variables.

        Jobs and copies are numbered as the model asks for: jobs by their first copy, copies of one
        task by their job.
        """
        waiting: dict[str, list[int]] = {}
        for c, copy in enumerate(self.copies):
            waiting.setdefault(copy.task.task_id, []).append(c)
        mine = {}
        # Copies of a task go to the jobs in an order that then is the order of the jobs too.
        number = {task_id: copies[0] for task_id, copies in waiting.items()}
        ordered = sorted(rosters.values(), key=lambda roster: sorted(number[s.task_id] for s in roster))
        for at, roster in enumerate(ordered):
            mine[at] = {task_id: waiting[task_id].pop(0) for task_id in sorted({s.task_id for s in roster})}
        placed: dict[int, int] = {}
        for slot, at in enumerate(sorted(mine, key=lambda at: min(mine[at].values()))):
            for c in mine[at].values():
                placed[c] = slot
        fixed = [self.slot[c] == placed.get(c, -1) + 1 for c in range(len(self.copies))]
        begins = {(mine[at][s.task_id], s.day): s.start for at, roster in enumerate(ordered) for s in roster}
        for c, day in self.on:
            if c in placed:
                fixed.append(self.on[c, day] == int((c, day) in begins))
            if (c, day) in begins:
                fixed.append(self.start[c, day] == begins[c, day])
        return fixed


def _usable(problem: Problem) -> list[Task]:
    return [task for task in problem.tasks if not task_obstacles(problem, task)]


def _all_copies(usable: Sequence[Task]) -> list[Copy]:
    return [Copy(task, number) for task in usable for number in range(_copies(task))]


def _slots(problem: Problem, usable: Sequence[Task]) -> int:
    """More jobs than this cannot all have the fewest hours."""
    least = max(1, problem.scenario.rules.week_minutes[0])
    return min(len(_all_copies(usable)), sum(task.offered_minutes for task in usable) // least)


def _copies(task: Task) -> int:
    """In how many jobs a task can be."""
    return task.sessions_offered // min(task.sessions_in_a_job())
