"""What a comparison and a sweep have in common: a row of figures for each, and the front of the best."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bundler.api.frames import Columns
from bundler.api.shown import Shown
from bundler.api.wanted import StrPath, path_wanted
from bundler.errors import UsageError
from bundler.i18n import Text

if TYPE_CHECKING:
    import pandas as pd

    from bundler.domain import Result
    from bundler.kpis import Better

HEAD: Final[Columns] = {"scenario": "string", "status": "string", "stopped_by": "string", "bound": "float64"}
NOT_SOLVED: Final = "not solved"

_SUFFIX = Text(
    "{path}: this is written as {suffixes}.",
    "{path}: dit wordt geschreven als {suffixes}.",
)
_NO_FIGURE = Text(
    "'{name}' is no figure to compare by. Maybe one of: {known}.",
    "'{name}' is geen cijfer om op te vergelijken. Misschien een van: {known}.",
)
_NEITHER = Text(
    "More of '{name}' is neither better nor worse. Maybe one of: {known}.",
    "Meer van '{name}' is niet beter of slechter. Misschien een van: {known}.",
)


def head_cells(name: str, result: Result | None) -> tuple[object, ...]:
    """The cells of ``HEAD``."""
    if result is None:
        return name, NOT_SOLVED, "", None
    return name, result.status, result.stopped_by, result.first.bound if result.levels else None


def suffix_of(path: Path, suffixes: Sequence[str]) -> str:
    """The ending of a file that is one of these.

    Raises:
        UsageError: it is none of them.
    """
    suffix = path.suffix.casefold()
    if suffix not in suffixes:
        raise UsageError(_SUFFIX.fill(path=path, suffixes=", ".join(suffixes)))
    return suffix


class Compared(Shown):
    """Solved scenarios with the KPIs of their plans."""

    @property
    def frame(self) -> pd.DataFrame:
        """One row a scenario."""
        raise NotImplementedError

    def _better(self, code: str) -> Better:
        """What is better in a KPI for all of the scenarios."""
        raise NotImplementedError

    def front(self, x: str = "hours", y: str = "complexity") -> pd.DataFrame:
        """The scenarios that no other beats in two figures at once (the Pareto front).

        One is beaten where another is no worse in both figures, as they are shown, and better in one.

        Args:
            x: code of a KPI of which more or less is better.
            y: code of another.

        Returns:
            Those rows of ``frame``, in order of ``x``.

        Raises:
            UsageError: a code is no KPI, or of that KPI more is neither better nor worse.

        Example:
            >>> import bundler as bd
            >>> problem = bd.Problem.generate(12, seed=1)
            >>> sweep = bd.compare(problem, grid={"max_suppliers": [1, 2]}, time_limit=10)
            >>> sweep.front("hours", "jobs")["scenario"].tolist()
            ['max_suppliers=2']
        """
        from bundler.kpis import KPI

        frame = self.frame
        signs = [self._sign(code, frame) for code in (x, y)]
        with_plan = frame[frame[[x, y]].notna().all(axis=1)]
        figures = [
            (sign * with_plan[code].round(KPI[code].decimals)).tolist()
            for sign, code in zip(signs, (x, y), strict=True)
        ]
        points = list(zip(*figures, strict=True))
        free = [not any(_beats(other, point) for other in points) for point in points]
        return with_plan[free].sort_values([x, y]).reset_index(drop=True)

    def _sign(self, code: str, frame: pd.DataFrame) -> int:
        from bundler.kpis import KPI

        known = [name for name in frame.columns if name in KPI]
        if code not in known:
            raise UsageError(_NO_FIGURE.fill(name=code, known=", ".join(known)))
        better = self._better(code)
        if better == "neither":
            told = ", ".join(name for name in known if self._better(name) != "neither")
            raise UsageError(_NEITHER.fill(name=code, known=told))
        return 1 if better == "more" else -1


def _beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one != other and all(mine >= yours for mine, yours in zip(one, other, strict=True))


def written(path: StrPath, content: bytes) -> Path:
    """Write one file, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    from bundler.io.atomic import write_files

    target = path_wanted("path", path, '"compared.html"')
    write_files(target.parent, {target.name: content})
    return target
