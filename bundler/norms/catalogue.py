"""All norms by id, from the files of the package and those that a user adds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.norms.model import Frozen, Norm, Period, Reading
from bundler.norms.userfile import read_norms

# A file of this name in a data folder is read by itself.
NORMS_FILE: Final = "norms.toml"
_MOST_BYTES = 1_000_000
# Facts that are not about one CAO or one table.
_GENERAL = "general"

_REFUSED = Text("The norms were refused: {count} {errors}.", "De normen zijn geweigerd: {count} {errors}.")
_ERROR, _ERRORS = Text("error", "fout"), Text("errors", "fouten")
_UNREADABLE = Text(
    "The norms file {file} cannot be read. Maybe the name has a typing mistake, or it is a folder.",
    "Het normenbestand {file} kan niet gelezen worden. Misschien staat er een tikfout in de naam, of is het "
    "een map.",
)
_TOO_LARGE = Text(
    "The norms file {file} is larger than 1 MB. Maybe it is another file than you meant.",
    "Het normenbestand {file} is groter dan 1 MB. Misschien is het een ander bestand dan u bedoelt.",
)
_NO_NORM = Text("There is no norm '{name}' in the catalogues.", "Er staat geen norm '{name}' in de catalogi.")


class NormFile(Frozen):
    """One catalogue file: norms of one kind."""

    norms: tuple[Norm, ...]


class Catalogue:
    """Norms by id; a later one wins over an earlier one with the same id."""

    def __init__(self, norms: Iterable[Norm]) -> None:
        self.norms = {norm.norm_id: norm for norm in norms}

    def __contains__(self, norm_id: str) -> bool:
        return norm_id in self.norms

    def at(self, norm_id: str, day: date) -> Reading:
        """The norm as it is on a day.

        Raises:
            UsageError: no catalogue has this norm.
        """
        norm = self.norms.get(norm_id)
        if norm is None:
            raise UsageError(_NO_NORM.fill(name=norm_id))
        return norm.at(day)

    def groups(self, kind: str) -> tuple[str, ...]:
        """The names just below a kind, in order of the files: the ids of all CAO's for ``cao``."""
        names = (norm_id.split(".") for norm_id in self.norms)
        return tuple(dict.fromkeys(parts[1] for parts in names if parts[0] == kind and len(parts) > 2))

    def choices(self, kind: str) -> tuple[str, ...]:
        """The ids that a supplier can name: of the CAO's for ``cao``, of the tables for ``blocks``."""
        return tuple(name for name in self.groups(kind) if name != _GENERAL)


def catalogue(extra: Sequence[Path] = ()) -> Catalogue:
    """The norms of the package, with the user's files over them.

    From the first day that a file has a value for, the file holds; before it what was there stays.

    Raises:
        UsageError: a file cannot be opened.
        DataRefused: a file is not right; everything wrong in all of them is in ``findings``.
    """
    norms, findings = read_catalogue([(file.name, _bytes(file)) for file in extra])
    errors = sum(finding.severity == "error" for finding in findings)
    if errors:
        raise DataRefused(_REFUSED.fill(count=errors, errors=_ERROR if errors == 1 else _ERRORS), findings)
    return norms


def read_catalogue(files: Iterable[tuple[str, bytes]]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The norms of the package with files over them, from their names and bytes; and all that is found.

    A file with an error changes nothing.
    """
    norms = {norm.norm_id: norm for norm in _own()}
    findings: list[Finding] = []
    for name, content in files:
        read = read_norms(name, content, norms)
        findings += read.findings
        norms |= {norm.norm_id: _over(norms.get(norm.norm_id), norm) for norm in read.norms}
    return Catalogue(norms.values()), tuple(findings)


def norms_file(data: Path) -> Path | None:
    """The user's own norms in a data folder; None where there are none, or ``data`` is a workbook."""
    if not data.is_dir():
        return None
    return next((path for path in sorted(data.iterdir()) if path.name.casefold() == NORMS_FILE), None)


def _over(base: Norm | None, norm: Norm) -> Norm:
    """A norm with what was known of it before its first day."""
    first = norm.periods[0].valid_from
    if base is None or first is None:
        return norm
    earlier = [_ended(period, first) for period in base.periods if (period.valid_from or date.min) < first]
    return norm.model_copy(update={"periods": (*earlier, *norm.periods)})


def _ended(period: Period, day: date) -> Period:
    """The period as far as it lies before a day."""
    if period.valid_to is not None and period.valid_to < day:
        return period
    return period.model_copy(update={"valid_to": day - timedelta(days=1)})


@cache
def _own() -> tuple[Norm, ...]:
    return tuple(
        norm
        for file in sorted(_folder().glob("*.toml"))
        for norm in NormFile.model_validate(tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)).norms
    )


def _folder() -> Path:
    package = Path(__file__).resolve().parents[1]
    inside = package / "_data" / "norms"
    return inside if inside.is_dir() else package.parent / "data" / "norms"


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UsageError(_UNREADABLE.fill(file=file)) from error
    if len(content) > _MOST_BYTES:
        raise UsageError(_TOO_LARGE.fill(file=file))
    return content
