"""Finished scenarios on disk: a folder with one file each, so that nothing is solved twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bundler._version import __version__
from bundler.domain import Problem, Result
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.atomic import check_folder, write_files
from bundler.io.oserror import reason
from bundler.rules import plan_violations

FORMAT = "bundler-solved/1"
# no number of cores and no name changes which plan is best, nor does what the report assumes
_NO_MATTER = {"scenario": {"name", "description", "attribution"}, "solve": {"time_limit", "workers"}}

_UNREADABLE = Text("{path} cannot be read: {reason}.", "{path} kan niet gelezen worden: {reason}.")
_BROKEN = Text("it is damaged", "het is beschadigd")
_FOREIGN = Text("it is of another scenario or version", "het is van een ander scenario of een andere versie")
NOT_STORED = Text(
    "Scenarios with your own rules in Python cannot be kept in a store. Maybe leave the store out.",
    "Scenario's met uw eigen regels in Python kunnen niet bewaard worden. Misschien zonder bewaarmap.",
)
_WRONG = Text("its plan breaks the rules", "het plan erin breekt de regels")


class Ignored(NamedTuple):
    """A file of the store that is not used, and why not."""

    path: Path
    why: Text


def key_of(problem: Problem) -> str:
    """Fingerprint of all that the plan follows from: data, rules, weights, pins, options, version.

    Left out are names, the report's assumptions, the number of cores and the time limit.
    With rules of the user's own it is of use in this process only, as no fingerprint tells what these do.
    """
    content = problem.model_dump(mode="json", exclude={"source_sha256"})
    scenario = {key: value for key, value in content["scenario"].items() if key not in _NO_MATTER["scenario"]}
    scenario["solve"] = {
        key: value for key, value in scenario["solve"].items() if key not in _NO_MATTER["solve"]
    }
    # a pin is one field of several; those that are blank say nothing
    scenario["pins"] = [{pin.kind: list(pin.ids)} for pin in problem.scenario.pins]
    whole = {"format": FORMAT, "version": __version__, **content, "scenario": scenario}
    if problem.own:
        whole["own"] = [(own.code, own.sees, own.charges, id(own.function)) for own in problem.own]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


class Store:
    """A folder of finished scenarios.

    A scenario that ended by proof or gap is finished for good. One that ended by its time limit is kept
    with that limit, and counts as finished for whoever asks for no more time. One that the user stopped
    is not kept.

    Args:
        folder: made where it does not exist.
        on_ignored: is told of every file that is there but cannot be used; it is solved again.

    Attributes:
        found: how many results were there.

    Raises:
        OutputError: the folder cannot be written to.
    """

    def __init__(self, folder: Path, on_ignored: Callable[[Ignored], None] | None = None) -> None:
        check_folder(folder)
        self.folder = folder
        self.found = 0
        self._on_ignored = on_ignored

    def path(self, problem: Problem) -> Path:
        """Where the result of this problem is, if it is there."""
        return self.folder / f"{key_of(problem)}.json"

    def get(self, problem: Problem) -> Result | None:
        """The result as it was stored; None where the scenario is to be solved.

        Raises:
            UsageError: a file is there that cannot be read.
        """
        path = self.path(problem)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageError(_UNREADABLE.fill(path=path, reason=reason(error))) from error
        document, why = _read(content, path.stem)
        if document is None:
            self._ignore(path, why)
            return None
        result: Result = document["result"]
        rosters = {str(at): job.roster for at, job in enumerate(result.plan or ())}
        if result.plan is not None and plan_violations(problem, rosters):
            self._ignore(path, _WRONG)
            return None
        if result.stopped_by == "time" and document["time_limit"] < problem.scenario.solve.time_limit:
            return None
        self.found += 1
        mine = {"scenario": problem.scenario.name, "input_sha256": problem.source_sha256}
        return result.model_copy(update=mine)

    def put(self, problem: Problem, result: Result) -> None:
        """Keep a result, whole or not at all; nothing where the user stopped it.

        Raises:
            OutputError: it cannot be written.
        """
        if result.stopped_by == "user":
            return
        key = key_of(problem)
        body = result.model_dump(mode="json")
        document = {
            "format": FORMAT,
            "key": key,
            "version": __version__,
            "scenario": problem.scenario.name,
            "time_limit": problem.scenario.solve.time_limit,
            "check": _check(body),
            "result": body,
        }
        write_files(self.folder, {f"{key}.json": (json.dumps(document, indent=1) + "\n").encode()})

    def _ignore(self, path: Path, why: Text) -> None:
        if self._on_ignored is not None:
            self._on_ignored(Ignored(path, why))


def _read(content: bytes, key: str) -> tuple[dict[str, Any] | None, Text]:
    """What stands in a file; None and why where it cannot be used."""
    try:
        document = json.loads(content)
        if (document["format"], document["key"], document["version"]) != (FORMAT, key, __version__):
            return None, _FOREIGN
        if document["check"] != _check(document["result"]):
            return None, _BROKEN
        document["time_limit"] = float(document["time_limit"])
        document["result"] = Result.model_validate(document["result"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, _BROKEN
    return document, _BROKEN


def _check(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
