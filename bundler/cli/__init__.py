"""The ``bundler`` command."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; ``argv`` is without the program's name, by default the one it was called with.

    Returns:
        The exit code: 0 done, 1 the data was refused, 2 wrong usage, 3 no plan, 4 the program caught
        itself in a contradiction, 70 another bug, 130 aborted.
    """
    # a quarter less time to compile the kernels on the first run, at the same speed afterwards
    os.environ.setdefault("NUMBA_OPT", "1")
    # half a second less at the end of a solve: no search for cycles among all that these libraries made
    atexit.register(gc.freeze)
    from bundler.cli.app import run

    return run(argv)
