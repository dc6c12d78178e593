"""Where the compiled kernels are kept between runs.

numba looks only at the file of the function that is called, so a changed kernel would go on being
used, compiled as it was, inside an unchanged caller. The folder therefore carries a fingerprint of all
kernel sources together with the version of numba.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PREFIX = "bundler-kernels-"


def _fingerprint() -> str:
    from numba import __version__ as numba_version

    digest = hashlib.sha256(f"{numba_version} {sys.version}".encode())
    for source in sorted(Path(__file__).parent.glob("kernel_*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def cache_folder() -> Path:
    """The folder for this version's kernels: beside the modules, or in the user's cache folder.

    ``NUMBA_CACHE_DIR`` names another place. Folders of other versions beside it are removed.
    """
    name = _PREFIX + _fingerprint()
    given = os.environ.get("NUMBA_CACHE_DIR")
    beside = Path(given) if given else Path(__file__).parent / "__pycache__"
    if not given and not _writable(beside / name):
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        beside = home / "bundler"
    for old in beside.glob(_PREFIX + "*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)
    return beside / name


@contextmanager
def kernel_cache() -> Iterator[None]:
    """Import the kernels inside this context: numba then keeps them in ``cache_folder``."""
    import numba

    config: Any = numba.config

    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        yield
    finally:
        config.CACHE_DIR = before
