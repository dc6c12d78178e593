"""A long list of values that take little room once they are old: the history of a day's decisions."""

from __future__ import annotations

import pickle
import zlib
from typing import Generic, TypeVar

Each = TypeVar("Each")

# so many are packed together: they share most of what they are made of
CHUNK = 50


class Shelf(Generic[Each]):
    """A list to add to and take from at its end, and to read anywhere.

    The latest are as they were given; older ones are packed, and equal to what was given.
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._latest: list[Each] = []
        self._opened: tuple[int, list[Each]] | None = None

    def __len__(self) -> int:
        return len(self._packed) * CHUNK + len(self._latest)

    def append(self, value: Each) -> None:
        """Add one at the end."""
        self._latest.append(value)
        if len(self._latest) > 2 * CHUNK:
            self._packed.append(zlib.compress(pickle.dumps(self._latest[:CHUNK]), 1))
            del self._latest[:CHUNK]

    def pop(self) -> Each:
        """Take the last one away.

        Raises:
            IndexError: there is none.
        """
        if not self._latest and self._packed:
            self._latest = self._chunk(len(self._packed) - 1)
            self._opened = None
            self._packed.pop()
        return self._latest.pop()

    def clear(self) -> None:
        """Take all away."""
        self._packed.clear()
        self._latest.clear()
        self._opened = None

    def __getitem__(self, at: int) -> Each:
        chunk, place = divmod(at, CHUNK)
        if at < 0 or at >= len(self):
            raise IndexError(at)
        if chunk < len(self._packed):
            return self._chunk(chunk)[place]
        return self._latest[at - len(self._packed) * CHUNK]

    def _chunk(self, number: int) -> list[Each]:
        if self._opened is None or self._opened[0] != number:
            self._opened = number, pickle.loads(zlib.decompress(self._packed[number]))
        return self._opened[1]
