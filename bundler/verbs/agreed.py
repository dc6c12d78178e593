"""The jobs that people have, from a plan file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.io.planread import PlanFile
    from bundler.scenarios.replan_changes import Agreed

_TWICE = Text(
    "The agreed plan uses a code for more than one job. Maybe give each job its own.",
    "Het afgesproken plan gebruikt een code voor meer dan één baan. Misschien elke baan een eigen geven.",
)


def agreed_jobs(plan: PlanFile) -> list[Agreed]:
    """The jobs of the agreed plan, whatever rules they break today.

    Raises:
        DataRefused: two jobs have the same code.
    """
    from bundler.io.planclaims import Violation
    from bundler.rules import Verdict
    from bundler.scenarios.replan_changes import Agreed
    from bundler.verbs.given import refuse_violations

    times = Counter(job.job_id for job in plan.jobs)
    twice = [
        Verdict("job_id", False, 1 - count, "count", job_id, str(count), "1")
        for job_id, count in times.items()
        if count > 1
    ]
    refuse_violations(plan, [Violation("", "rule", each.code, each.text) for each in twice], _TWICE)
    return [Agreed(job.job_id, job.roster, _suppliers(job.claims.get("suppliers"))) for job in plan.jobs]


def _suppliers(claimed: object) -> tuple[str, ...]:
    """Ids of suppliers as a plan file names them; none where it does not."""
    if not isinstance(claimed, list) or not all(isinstance(each, str) and each for each in claimed):
        return ()
    return tuple(sorted(set(claimed)))
