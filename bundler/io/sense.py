"""What only shows when the whole problem is looked at: tasks that fit nowhere, places out of reach.

A warning here is always true: it rests on conditions that every job must meet. Where these do not
decide, nothing is said; the solver's explanation does the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from bundler.domain import Pin, Problem, Task
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.io.codes import CODES
from bundler.io.nearest import Names, maybe
from bundler.io.partners import Partners
from bundler.rules import Verdict, task_obstacles
from bundler.units import hours_text

_LONG_SESSION = "break_in_session"


def make_sense(problem: Problem) -> list[Finding]:
    """Warnings and notes about the problem as a whole.

    ``file`` of a finding is the table's name, ``column`` the contract's column and ``value`` the id
    that it is about; the reader replaces these by what the user has.
    """
    obstacles = dict(_obstacles(problem))
    able = [task for task in problem.tasks if task.task_id not in obstacles]
    return [
        *_idle_suppliers(problem),
        *_places(problem),
        *_unnamed_competencies(problem),
        *(
            finding
            for task_id, verdicts in obstacles.items()
            for finding in _why_out(problem, task_id, verdicts)
        ),
        *_off_grid(problem, able),
        *_without_partner(problem, able),
        *_contradictions(problem),
    ]


def _finding(code: str, table: str, column: str, value: str, **values: object) -> Finding:
    entry = CODES[code]
    text = entry.message.fill(**values) if values else entry.message
    hint = entry.todo.fill(**values) if "{" in entry.todo.en else entry.todo
    return Finding(code, entry.severity, table, None, column, value, text, hint)


def _obstacles(problem: Problem) -> Iterator[tuple[str, list[Verdict]]]:
    """The tasks that fit no job, with the rules that say so."""
    fits: dict[tuple[object, ...], bool] = {}
    for task in problem.tasks:
        # Tasks alike in everything that the rules look at are judged once.
        length = (task.session_minutes, task.sessions_in_a_job(), task.earliest_start, task.latest_end)
        alike = (*length, task.competencies, task.certificates, task.valid_from, task.valid_until)
        if fits.get(alike):
            continue
        verdicts = task_obstacles(problem, task)
        fits[alike] = not verdicts
        if verdicts:
            yield task.task_id, verdicts


def _why_out(problem: Problem, task_id: str, verdicts: list[Verdict]) -> Iterator[Finding]:
    """One finding for a task that stays out: what the user decided goes before what does not fit."""
    by_code = {verdict.code: verdict for verdict in verdicts}
    task = problem.task_by_id[task_id]
    if problem.left_out_by_date(task):
        day = problem.scenario.plan_date
        span = f"{task.valid_from or '…'} – {task.valid_until or '…'}"
        yield _finding("N-DATE", "tasks", "task_id", task_id, date=day, span=span)
        return
    if "excluded_certificates" in by_code:
        why = by_code["excluded_certificates"].text
        yield _finding("N-CERTIFICATE", "tasks", "task_id", task_id, why=why)
        return
    for code, verdict in by_code.items():
        warning = "W-LONG-SESSION" if code == _LONG_SESSION else "W-FITS-NO-JOB"
        yield _finding(warning, "tasks", "task_id", task_id, why=verdict.text)


def _idle_suppliers(problem: Problem) -> Iterator[Finding]:
    busy = {task.supplier_id for task in problem.tasks}
    for supplier in problem.suppliers:
        if supplier.supplier_id not in busy:
            yield _finding("W-SUPPLIER-NO-TASKS", "suppliers", "supplier_id", supplier.supplier_id)


def _places(problem: Problem) -> Iterator[Finding]:
    """Places with tasks that no other place with tasks can be reached from, or that have no position."""
    used = {task.location_id for task in problem.tasks}
    places = [place for place in problem.locations if place.location_id in used]
    positioned = {place.location_id for place in places if place.lat is not None and place.lon is not None}
    on_site = Counter(place.site for place in places if place.site)
    connected = {
        place
        for entry in problem.travel_times
        if entry.origin in used and entry.destination in used and entry.origin != entry.destination
        for place in (entry.origin, entry.destination)
    }
    for place in places:
        name = place.location_id
        near = name in connected or on_site[place.site] > 1 or (name in positioned and len(positioned) > 1)
        if len(places) > 1 and not near:
            yield _finding("W-UNREACHABLE", "locations", "location_id", name)
        elif name not in positioned:
            yield _finding("N-NO-POSITION", "locations", "location_id", name)


def _unnamed_competencies(problem: Problem) -> Iterator[Finding]:
    """Where there is a table of competencies: those that tasks ask and that are not in it."""
    known = Names(problem.competency_by_id)
    if not known.known:
        return
    for name in sorted({name for task in problem.tasks for name in task.competencies} - set(known.known)):
        finding = _finding("W-COMPETENCY", "competencies", "competency_id", name)
        yield finding._replace(hint=maybe(known.suggest(name)) or finding.hint)


def _off_grid(problem: Problem, able: list[Task]) -> Iterator[Finding]:
    grid = problem.scenario.rules.grid_minutes
    for task in able:
        if task.session_minutes % grid:
            yield _finding(
                "W-GRID", "tasks", "task_id", task.task_id, minutes=task.session_minutes, grid=grid
            )


def _without_partner(problem: Problem, able: list[Task]) -> Iterator[Finding]:
    """Tasks that no job can hold for want of hours within reach."""
    least = problem.scenario.rules.week_minutes[0]
    partners = Partners(problem, able)
    for task in able:
        own = task.sessions_per_week * task.session_minutes
        if own >= least or task.task_id in partners.left_out:
            continue
        best = partners.most_minutes(task, least)
        if best < least:
            shown = {
                name: _hours(minutes) for name, minutes in (("own", own), ("best", best), ("least", least))
            }
            yield _finding("W-NO-PARTNER", "tasks", "task_id", task.task_id, **shown)


def _hours(minutes: int) -> Text:
    return Text(hours_text(minutes), hours_text(minutes, "nl"))


def _contradictions(problem: Problem) -> Iterator[Finding]:
    """Pairs of pins that no plan can keep both."""
    suppliers = {task.task_id: task.supplier_id for task in problem.tasks}
    by_kind: dict[str, list[Pin]] = defaultdict(list)
    for pin in problem.scenario.pins:
        by_kind[pin.kind].append(pin)
    jobs = by_kind["together"] + by_kind["job"]
    for leave in by_kind["leave"]:
        for wanted in jobs + by_kind["place"]:
            if leave.ids[0] in wanted.ids:
                yield _contradiction(leave, wanted)
    for apart in by_kind["apart"]:
        for wanted in jobs:
            if len(set(apart.ids) & set(wanted.ids)) > 1:
                yield _contradiction(apart, wanted)
    for forbid in by_kind["forbid_suppliers"]:
        for wanted in jobs:
            if len(set(forbid.ids) & {suppliers.get(task_id) for task_id in wanted.ids}) > 1:
                yield _contradiction(forbid, wanted)


def _contradiction(first: Pin, second: Pin) -> Finding:
    shown = [f"{pin.kind} {', '.join(pin.ids)}" for pin in (first, second)]
    return _finding("W-PINS", "scenario", "pins", "", first=shown[0], second=shown[1])
