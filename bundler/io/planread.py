"""Read a plan.json that was made here or by hand.

Reading asks for nothing but jobs with a roster, takes what else it finds as claims to be verified
(``bundler.io.plancheck``), and reports every malformed item at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bundler.domain import Session
from bundler.domain.plan import PLAN_FORMAT
from bundler.errors import DataRefused
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.io.collect import shown
from bundler.io.jsontext import Pairs, load_json, not_json
from bundler.io.limits import MOST_BYTES
from bundler.io.planfile import PLAN_NAME
from bundler.io.sources import read_bytes
from bundler.units import parse_clock, parse_days

_NO_HINT = Text("", "")


class PlannedJob(NamedTuple):
    """One job of a plan file.

    Attributes:
        job_id: as written, or by position (J01, J02, …) where it is missing.
        roster: its sessions.
        claims: what else the file says of the job (suppliers, hours, score, terms, …), as JSON.
    """

    job_id: str
    roster: tuple[Session, ...]
    claims: Mapping[str, object]


class PlanFile(NamedTuple):
    """A plan as read from a file, nothing in it verified yet; ``claims`` are its other top-level keys."""

    name: str
    jobs: tuple[PlannedJob, ...]
    claims: Mapping[str, object]


def read_plan(path: Path | str) -> PlanFile:
    """Read a plan that was made here or by hand.

    Only ``jobs``, each with a ``roster`` of sessions (day, start, end, task_id), must be there.

    Raises:
        UsageError: the file cannot be read, or is larger than any plan.
        DataRefused: it is no plan, or holds malformed items; all of them are in ``findings``.
    """
    file = Path(path)
    return parse_plan(read_bytes(file, MOST_BYTES), file.name)


def parse_plan(content: bytes, name: str = PLAN_NAME) -> PlanFile:
    """Read a plan from the bytes of a file called ``name``.

    Raises:
        DataRefused: it is no plan, or holds malformed items; all of them are in ``findings``.
    """
    reader = _Reader(name)
    plan = reader.plan(content)
    if reader.findings or plan is None:
        message = Text(f"{name} cannot be read as a plan.", f"{name} is niet als plan te lezen.")
        raise DataRefused(message, reader.findings)
    return plan


class _Reader:
    """Reads one file; what is malformed goes into ``findings``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []

    def _find(self, code: str, place: str, value: object, text: Text, hint: Text = _NO_HINT) -> None:
        cell = shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        self.findings.append(
            Finding(code, "error", self.name, None, shown(place), cell, text.fill(value=cell), hint)
        )

    def plan(self, content: bytes) -> PlanFile | None:
        try:
            document = load_json(content, self._object)
        except (ValueError, RecursionError) as error:
            self._find("E-PLAN-JSON", "", "", *not_json(error))
            return None
        if not isinstance(document, dict):
            self._find("E-PLAN-FORMAT", "", "", _NO_OBJECT)
            return None
        stated = document.get("format", PLAN_FORMAT)
        if stated != PLAN_FORMAT:
            self._find("E-PLAN-FORMAT", "format", stated, _OTHER_FORMAT)
        if document.get("status") == "none":
            self._find("E-PLAN-NONE", "status", "none", _NO_PLAN)
            return None
        jobs = document.get("jobs")
        if not isinstance(jobs, list):
            self._find("E-PLAN-JOBS", "jobs", jobs, _NO_JOBS, _JOBS_HINT)
            return None
        read = tuple(self._job(index, job) for index, job in enumerate(jobs))
        return PlanFile(self.name, read, {key: item for key, item in document.items() if key != "jobs"})

    def _object(self, pairs: Pairs) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                self._find("E-PLAN-KEY", key, key, _TWICE)
            found[key] = value
        return found

    def _job(self, index: int, job: object) -> PlannedJob:
        place = f"jobs[{index}]"
        job_id = f"J{index + 1:02d}"
        if not isinstance(job, dict):
            self._find("E-PLAN-JOB", place, job, _NO_JOB, _JOBS_HINT)
            return PlannedJob(job_id, (), {})
        stated = job.get("job_id")
        if isinstance(stated, (str, int)) and not isinstance(stated, bool) and str(stated).strip():
            job_id = str(stated).strip()
        elif stated is not None:
            self._find("E-PLAN-ID", f"{place}.job_id", stated, _NO_ID)
        roster = job.get("roster")
        if not isinstance(roster, list) or not roster:
            self._find("E-PLAN-ROSTER", f"{place}.roster", roster, _NO_ROSTER, _SESSION_HINT)
            roster = []
        sessions = [self._session(f"{place}.roster[{at}]", item) for at, item in enumerate(roster)]
        claims = {key: item for key, item in job.items() if key not in ("job_id", "roster")}
        return PlannedJob(job_id, tuple(session for session in sessions if session is not None), claims)

    def _session(self, place: str, item: object) -> Session | None:
        if not isinstance(item, dict):
            self._find("E-PLAN-SESSION", place, item, _NO_SESSION, _SESSION_HINT)
            return None
        day, start, end = (
            self._day(place, item),
            self._clock(place, item, "start"),
            self._clock(place, item, "end"),
        )
        task_id = item.get("task_id")
        if isinstance(task_id, int) and not isinstance(task_id, bool):
            task_id = str(task_id)
        if not isinstance(task_id, str) or not task_id.strip():
            self._find("E-PLAN-TASK", f"{place}.task_id", task_id, _NO_TASK)
            return None
        if day is None or start is None or end is None:
            return None
        return Session(day=day, start=start, end=end, task_id=task_id.strip())

    def _day(self, place: str, item: Mapping[str, object]) -> int | None:
        value = item.get("day")
        try:
            (day,) = parse_days(value) if isinstance(value, str) else ()
        except ValueError:
            self._find("E-PLAN-DAY", f"{place}.day", value, _NO_DAY, _DAY_HINT)
            return None
        return day

    def _clock(self, place: str, item: Mapping[str, object], key: str) -> int | None:
        value = item.get(key)
        try:
            return parse_clock(value if isinstance(value, str) else "")
        except ValueError:
            self._find("E-PLAN-TIME", f"{place}.{key}", value, _NO_TIME, _TIME_HINT)
            return None


_NO_OBJECT = Text(
    "the file is no JSON object with jobs.", "het bestand is geen JSON-object met banen (jobs)."
)
_OTHER_FORMAT = Text(
    f"'{{value}}' is not the format this version reads ({PLAN_FORMAT}).",
    f"'{{value}}' is niet de vorm die deze versie leest ({PLAN_FORMAT}).",
)
_NO_PLAN = Text(
    "the file says that the solve ended without a plan (status none): there is no plan in it.",
    "het bestand zegt dat er geen plan is gevonden (status none): er staat geen plan in.",
)
_NO_JOBS = Text("there is no list of jobs.", "er is geen lijst met banen (jobs).")
_JOBS_HINT = Text(
    'Maybe write {"jobs": [{"roster": [...]}]}.',
    'Misschien zo: {"jobs": [{"roster": [...]}]}.',
)
_TWICE = Text("'{value}' is written twice in one object.", "'{value}' staat twee keer in één object.")
_NO_JOB = Text("'{value}' is no job.", "'{value}' is geen baan.")
_NO_ID = Text("'{value}' is no id.", "'{value}' is geen id.")
_NO_ROSTER = Text("the job has no roster with sessions.", "de baan heeft geen rooster met blokken (roster).")
_NO_SESSION = Text("'{value}' is no session.", "'{value}' is geen blok.")
_SESSION_HINT = Text(
    'Maybe write {"day": "mon", "start": "07:00", "end": "09:30", "task_id": "T01"}.',
    'Misschien zo: {"day": "mon", "start": "07:00", "end": "09:30", "task_id": "T01"}.',
)
_NO_TASK = Text("'{value}' is no task id.", "'{value}' is geen taak-id.")
_NO_DAY = Text("'{value}' is no weekday.", "'{value}' is geen weekdag.")
_DAY_HINT = Text(
    "Maybe one of: mon tue wed thu fri sat sun.", "Misschien een van: mon tue wed thu fri sat sun."
)
_NO_TIME = Text("'{value}' is no clock time.", "'{value}' is geen tijdstip.")
_TIME_HINT = Text('Maybe write it as "07:30".', 'Misschien zo: "07:30".')
