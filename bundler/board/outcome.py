"""What comes of asking for a change: it is done, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.board.judge import Judged
from bundler.errors import BundlerError
from bundler.findings import Finding
from bundler.i18n import Text


class Done(NamedTuple):
    """A change that is on disk.

    Attributes:
        seq: of its event; where nothing had to change, of the last one.
        said: what was done, for people.
        judged: the jobs it touched.
    """

    seq: int
    said: Text
    judged: tuple[Judged, ...] = ()


class Refused(BundlerError):
    """Nothing changed.

    Args:
        said: why.
        findings: what is wrong with a changed task, in the words of the file import.
    """

    def __init__(self, said: Text, findings: Sequence[Finding] = ()) -> None:
        super().__init__(said)
        self.said = said
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[object, ...]:
        """The findings go along to another process."""
        return type(self), (self.said, self.findings)


class Reply(NamedTuple):
    """What somebody is told who asked for a change; ``seq`` is None where nothing changed."""

    status: int
    said: Text
    seq: int | None = None
