"""Whether this runs in a notebook, and how to show something there; IPython is never loaded for it."""

from __future__ import annotations

import sys
from typing import Any


def display() -> Any:
    """IPython's ``display`` where a notebook listens; None anywhere else."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    # a terminal's IPython shows no HTML and cannot change what it showed
    if ipython is None or shell is None or getattr(shell, "kernel", None) is None:
        return None
    return ipython.display.display


def show_html(html: str, text: str) -> bool:
    """Show HTML, or the text where that cannot be; False outside a notebook."""
    show = display()
    if show is None:
        return False
    show({"text/html": html, "text/plain": text}, raw=True)
    return True
