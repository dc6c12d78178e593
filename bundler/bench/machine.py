"""What a measurement was made with and on: versions, processor, memory, load."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bundler._version import __version__

PACKAGES = ("ortools", "numba", "numpy", "pydantic", "timefold")
_MEGABYTE = 1024 * 1024


def versions() -> dict[str, str | None]:
    """Versions of bundler, Python and what the solvers are built on; None for what is not there."""
    found: dict[str, str | None] = {"bundler": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def machine() -> dict[str, object]:
    """The processor, its cores, memory in MB and the load (of the last minute) right now."""
    return {
        "system": platform.platform(),
        "cpu": _cpu_model(),
        "cores": cores(),
        "memory_mb": _memory_mb(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def cores() -> int:
    """The processor cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peak_memory_mb() -> float | None:
    """The most memory this process has had, in MB; None where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (_MEGABYTE if sys.platform == "darwin" else 1024), 1)


def _cpu_model() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() in ("model name", "Model"):
                return value.strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _memory_mb() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MEGABYTE
    except (AttributeError, ValueError, OSError):
        return None
