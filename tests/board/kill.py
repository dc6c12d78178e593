"""The board is killed in the middle of a load, again and again: ``python -m tests.board.kill [TIMES]``.

Every change that was confirmed has to be in the session afterwards, and every screen has to come back.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.board.load import kills
from tests.board.wires import Server, free_port

CLIENTS, RATE = 40, 20.0


def main(times: int) -> int:
    """Kill it so many times; 0 where nothing was lost."""
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name) / "session", free_port())
        try:
            return asyncio.run(kills(server, CLIENTS, RATE, times))
        finally:
            server.end()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
