"""File names for documents of which each job has one."""

from __future__ import annotations

import re
from collections.abc import Iterable


def names_for_jobs(kind: str, job_ids: Iterable[str]) -> list[str]:
    """A file name without its ending for each job: whatever a job is called, it stays in the folder.

    No two names are the same, also where capitals make no difference.

    Args:
        kind: what each name begins with, such as ``vacancy``.
        job_ids: the jobs, in order.
    """
    names: list[str] = []
    for job_id in job_ids:
        plain = re.sub(r"[^A-Za-z0-9]+", "-", job_id).strip("-")[:40] or "job"
        name, number = f"{kind}-{plain}", 2
        while name.casefold() in (taken.casefold() for taken in names):
            name, number = f"{kind}-{plain}-{number}", number + 1
        names.append(name)
    return names
