"""On which line of a TOML file a section, a block or a key stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TABLE_LINE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?$")
_KEY_LINE = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")


class TomlLines:
    """The lines of a TOML file by what stands on them; None where it is written in an unusual way."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._sections: dict[str, int] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self._blocks: dict[str, list[int]] = {}
        self._block_keys: dict[tuple[str, int, str], int] = {}
        self.keyed: dict[int, tuple[str, str]] = {}
        """The section and key of each line that has one."""
        section = ""
        for number, line in enumerate(lines, 1):
            table = _TABLE_LINE.match(line)
            key = _KEY_LINE.match(line)
            if table:
                section = table[1].strip("\"'")
                self._sections.setdefault(section, number)
                self._blocks.setdefault(section, []).append(number)
            elif key:
                name = key[1] or key[2] or key[3]
                self.keyed[number] = (section, name)
                self._keys.setdefault((section, name), number)
                self._block_keys.setdefault((section, len(self._blocks.get(section, ())), name), number)
                if not section:
                    self._sections.setdefault(name, number)

    def section(self, name: str) -> int | None:
        """The line of the first header of a section."""
        return self._sections.get(name)

    def key(self, section: str, name: str) -> int | None:
        """The line of a key in a section; where it is not found that of the section."""
        return self._keys.get((section, name), self._sections.get(section))

    def block(self, section: str, index: int) -> int | None:
        """The line where one of the ``[[section]]`` blocks begins, counted from 0."""
        blocks = self._blocks.get(section, [])
        return blocks[index] if index < len(blocks) else self._sections.get(section)

    def block_key(self, section: str, index: int, name: str) -> int | None:
        """The line of a key in one of the ``[[section]]`` blocks; where it is not found that of the block."""
        return self._block_keys.get((section, index + 1, name), self.block(section, index))
