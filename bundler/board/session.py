"""One session at the table: every change is on disk before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.board import changes, events, moves, words
from bundler.board.events import Event, RuleValue
from bundler.board.live import Live, Now
from bundler.board.outcome import Done, Refused
from bundler.board.state import Board, BoardJob, TaskChange
from bundler.board.told import moved_told, name_of, pin_told, shown, what
from bundler.domain import Pin, Problem
from bundler.domain.scenario import Objective
from bundler.explain.words import listed
from bundler.i18n import Text
from bundler.report.words import OBJECTIVES

__all__ = ["Done", "Now", "Refused", "Session"]

MOST_NAME, MOST_PROPOSALS, MOST_VALUE = 80, 200, 1_000_000


class Session(Live):
    """What is decided at the table. Threads may use it at the same time; changes take turns.

    Every change raises ``Refused`` where it cannot be, and ``OutputError`` where it could not be put on disk;
    then nothing changed.
    """

    def move(self, task_id: str, source: str | None, target: str | None, who: str) -> Done:
        """Put a task from one job in another.

        Args:
            task_id: the task.
            source: the job it comes from; None: what is left over.
            target: the job it goes to; ``new`` for a new one, None: what is left over.
            who: who does it.
        """
        with self.turn:
            new_id = self.next_job_ids(1)[0]
            changed = moves.moved(self.problem, self.board, task_id, source, target, new_id)
            before = self.board
            seq = self._put(events.JobsSet(jobs=changed.jobs), who)
            into = new_id if target == moves.NEW else target
            said = moved_told(before, self.now.board, self.now.judged, task_id, source, into)
            return self._done(seq, said, changed.judged)

    def dissolve(self, job_id: str, who: str) -> Done:
        """Take a job off the board; its tasks are left over."""
        with self.turn:
            job = self._job(job_id)
            if job.locked:
                raise Refused(words.IS_LOCKED.fill(job=job_id))
            empty = job._replace(task_ids=(), roster=None, why=())
            changed = moves.settled(self.problem, self.board, [empty], job.task_ids)
            seq = self._put(events.JobsSet(jobs=changed.jobs), who)
            return self._done(seq, words.OFF.fill(job=job_id), changed.judged)

    def lock(self, job_id: str, locked: bool, who: str) -> Done:
        """Lock a viable job, or unlock it: what is locked takes nothing in and gives nothing out."""
        with self.turn:
            job = self._job(job_id)
            said = (words.LOCKED if locked else words.UNLOCKED).fill(job=job_id)
            if job.locked == locked:
                return Done(self.seq, said)
            if locked and not job.viable:
                raise Refused(words.ONLY_VIABLE.fill(job=job_id))
            return self._done(self._put(events.Locked(job_id=job_id, locked=locked), who), said)

    def add_pin(self, pin: Pin, who: str) -> Done:
        """Agree something about tasks or suppliers; jobs that it forbids become drafts."""
        with self.turn:
            self._new_pin(pin)
            pinned = self.board._replace(pins=(*self.board.pins, pin))
            changed = self._under_pins(pinned, pin)
            return self._told(
                events.PinAdded(pin=pin, jobs=changed.jobs), who, words.PIN_THERE, changed, pin=pin_told(pin)
            )

    def remove_pin(self, pin: Pin, who: str) -> Done:
        """Take an agreement back."""
        with self.turn:
            there = next((one for one in self.board.pins if _alike(one, pin)), None)
            if there is None:
                raise Refused(words.PIN_ABSENT.fill(pin=pin_told(pin)))
            pins = tuple(one for one in self.board.pins if one != there)
            changed = self._under_pins(self.board._replace(pins=pins), there)
            event = events.PinRemoved(pin=there, jobs=changed.jobs)
            return self._told(event, who, words.PIN_GONE, changed, pin=pin_told(pin))

    def leave_out(self, task_id: str, who: str) -> Done:
        """Agree that a task stays out, and take it out of the jobs that hold it."""
        with self.turn:
            pin = Pin(leave=task_id)
            self._new_pin(pin)
            holding = [job for job in self.board.jobs if task_id in job.task_ids]
            for job in holding:
                if job.locked:
                    raise Refused(words.TASK_IN_LOCKED.fill(task=task_id, job=job.job_id))
            board = self.board
            problem = self.problem_of(board._replace(pins=(*board.pins, pin)))
            jobs = moves.without_tasks(board.jobs, [task_id])
            ids = {job.job_id for job in holding}
            order = [job.job_id for job in jobs if job.job_id in ids]
            changed = moves.all_again(problem, board, jobs, order)
            event = events.PinAdded(pin=pin, jobs=changed.jobs)
            return self._told(event, who, words.PIN_THERE, changed, pin=pin_told(pin))

    def set_rule(self, code: str, value: RuleValue, who: str) -> Done:
        """Give a rule another value, in the unit of its field in ``Rules``; all jobs are judged again."""
        with self.turn:
            if code not in type(self.problem.scenario.rules).model_fields:
                raise Refused(words.NO_RULE.fill(code=code))
            board = self.board._replace(rules={**self.board.rules, code: value})
            problem = self._decided(board, code, value)
            kept = getattr(problem.scenario.rules, code)
            if kept == getattr(self.problem.scenario.rules, code):
                return Done(self.seq, words.STAYS.fill(name=name_of(code), value=shown(code, kept)))
            order = [job.job_id for job in board.jobs]
            changed = moves.all_again(problem, self.board, board.jobs, order)
            event = events.RuleSet(code=code, value=kept, jobs=changed.jobs)
            return self._told(event, who, words.RULE, changed, name=name_of(code), value=shown(code, kept))

    def set_weight(self, code: str, value: float, who: str) -> Done:
        """Give a weight of the score another value; jobs that are not locked get their best week anew."""
        with self.turn:
            if code not in type(self.problem.scenario.weights).model_fields:
                raise Refused(words.NO_RULE.fill(code=code))
            board = self.board._replace(weights={**self.board.weights, code: value})
            problem = self._decided(board, code, value)
            kept = getattr(problem.scenario.weights, code)
            if kept == getattr(self.problem.scenario.weights, code):
                return Done(self.seq, words.STAYS.fill(name=name_of(code), value=shown(code, kept)))
            order = [job.job_id for job in board.jobs if job.viable and not job.locked]
            changed = moves.all_again(problem, self.board, board.jobs, order)
            event = events.WeightSet(code=code, value=kept, jobs=changed.jobs)
            return self._told(event, who, words.RULE, changed, name=name_of(code), value=shown(code, kept))

    def set_objective(self, objective: Objective, who: str) -> Done:
        """Let the solver aim at something else."""
        with self.turn:
            said = words.OBJECTIVE.fill(objective=OBJECTIVES[objective])
            if objective == self.board.objective:
                return Done(self.seq, said)
            return self._done(self._put(events.ObjectiveSet(objective=objective), who), said)

    def take_plan(self, jobs: Sequence[BoardJob], who: str) -> Done:
        """Put a whole plan in place of all jobs; locked jobs have to be in it as they are.

        Args:
            jobs: viable jobs, and drafts that stay; new ones have numbers from ``next_job_ids``.
            who: who does it.
        """
        with self.turn:
            moves.check_plan(self.problem, self.board, jobs, self.history.last_job)
            plan = tuple(job if job.roster is None else job._replace(why=()) for job in jobs)
            there = {job.job_id for job in plan}
            drafts = [job.job_id for job in self.board.jobs if not job.viable and job.job_id not in there]
            seq = self._put(events.PlanTaken(jobs=plan), who)
            parts = [words.PLAN.fill(jobs=words.jobs(len(plan)))]
            if drafts:
                parts.append(words.DISSOLVED.fill(jobs=listed(drafts)))
            return self._done(seq, words.joined(parts), [job.job_id for job in plan])

    def name_moment(self, name: str, who: str) -> Done:
        """Give the board as it is a name, to compare with later."""
        name = name.strip()
        if not 0 < len(name) <= MOST_NAME:
            raise Refused(words.NAME_LENGTH.fill(most=MOST_NAME))
        if not changes.can_be_kept(name):
            raise Refused(words.TEXT_WRONG)
        with self.turn:
            return self._done(self._put(events.MomentNamed(name=name), who), words.MOMENT.fill(name=name))

    def undo(self, who: str) -> Done:
        """Take the last decision back; what suppliers propose stays."""
        return self._step(events.Undone(), who)

    def redo(self, who: str) -> Done:
        """Let the decision that was taken back last stand again."""
        return self._step(events.Redone(), who)

    def propose(self, supplier_id: str, change: TaskChange, who: str) -> Done:
        """Ask for a change of a supplier's own tasks; a later one about a task replaces an earlier."""
        with self.turn:
            right = changes.checked(self.data, self.board, change, supplier_id)
            waiting = [
                one
                for one in self.board.proposals
                if one.supplier_id == supplier_id and one.change.task_id != right.change.task_id
            ]
            if len(waiting) >= MOST_PROPOSALS:
                raise Refused(words.TOO_MANY_PROPOSALS.fill(most=MOST_PROPOSALS))
            number = self.history.last_proposal + 1
            event = events.Proposed(
                number=number, supplier_id=supplier_id, change=right.change, warnings=right.warnings
            )
            said = _with(words.PROPOSED.fill(number=number), changes.warned(right))
            return self._done(self._put(event, who), said)

    def accept(self, number: int, who: str) -> Done:
        """Take a proposal over into the data; jobs that hold its task are judged again."""
        with self.turn:
            proposal = next((one for one in self.board.proposals if one.number == number), None)
            if proposal is None:
                raise Refused(words.NO_PROPOSAL.fill(number=number))
            right = changes.checked(self.data, self.board, proposal.change, proposal.supplier_id)
            changed = changes.with_change(self.board, right)
            event = events.Accepted(number=number, jobs=changed.jobs, warnings=right.warnings)
            done = self._told(event, who, words.ACCEPTED, changed, number=number)
            return done._replace(said=_with(done.said, changes.warned(right)))

    def refuse(self, number: int, who: str) -> Done:
        """Do not take a proposal over."""
        with self.turn:
            if all(one.number != number for one in self.board.proposals):
                raise Refused(words.NO_PROPOSAL.fill(number=number))
            said = words.NOT_ACCEPTED.fill(number=number)
            return self._done(self._put(events.Refused(number=number), who), said)

    def change_task(self, change: TaskChange, who: str) -> Done:
        """Change the data, as the facilitator; jobs that hold the task are judged again."""
        with self.turn:
            right = changes.checked(self.data, self.board, change)
            changed = changes.with_change(self.board, right)
            event = events.TaskChanged(change=right.change, jobs=changed.jobs, warnings=right.warnings)
            done = self._told(event, who, changes.told(right.change), changed)
            return done._replace(said=_with(done.said, changes.warned(right)))

    def _told(self, event: Event, who: str, said: Text, changed: moves.Changed, **values: object) -> Done:
        before = self.board
        seq = self._put(event, who)
        effect = moves.effect(before, {job.job_id: job for job in changed.jobs})
        return self._done(
            seq, words.joined([said.fill(**values) if values else said, effect]), changed.judged
        )

    def _step(self, event: events.Undone | events.Redone, who: str) -> Done:
        with self.turn:
            back = isinstance(event, events.Undone)
            stored = self.history.undoes if back else self.history.redoes
            if stored is None:
                raise Refused(words.NOTHING_TO_UNDO if back else words.NOTHING_TO_REDO)
            before = {job.job_id: job for job in self.board.jobs}
            seq = self._put(event, who)
            other = [job.job_id for job in self.board.jobs if before.get(job.job_id) != job]
            said = (words.UNDONE if back else words.REDONE).fill(what=what(stored.event))
            return self._done(seq, said, other)

    def _job(self, job_id: str) -> BoardJob:
        job = self.board.job(job_id)
        if job is None:
            raise Refused(words.NO_JOB.fill(job=job_id))
        return job

    def _new_pin(self, pin: Pin) -> None:
        moves.check_pin(self.problem, pin)
        if any(_alike(one, pin) for one in self.board.pins):
            raise Refused(words.PIN_TWICE.fill(pin=pin_told(pin)))

    def _under_pins(self, board: Board, pin: Pin) -> moves.Changed:
        problem = self.problem_of(board)
        return moves.all_again(problem, self.board, board.jobs, moves.touched_by(problem, board.jobs, pin))

    def _decided(self, board: Board, code: str, value: object) -> Problem:
        try:
            if isinstance(value, int | float) and not abs(value) <= MOST_VALUE:
                raise ValueError(value)
            return self.problem_of(board)
        except ValueError as error:
            raise Refused(words.BAD_VALUE.fill(name=name_of(code), value=shown(code, value))) from error


def _with(said: Text, more: Text) -> Text:
    return words.joined([said, more]) if more.en else said


def _alike(one: Pin, other: Pin) -> bool:
    return one.kind == other.kind and set(one.ids) == set(other.ids)
