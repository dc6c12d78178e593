"""Where the example data and the ready sweeps are: in an installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

from bundler.errors import UsageError
from bundler.i18n import Text

_MISSING = Text(
    "The example '{name}' is not in this installation. Maybe install bundler again, "
    "or use your own data folder.",
    "Het voorbeeld '{name}' zit niet in deze installatie. Misschien bundler opnieuw installeren, "
    "of gebruik uw eigen gegevensmap.",
)


def example_folder(name: str) -> Path:
    """The folder with the example ``name``, such as ``utrecht``.

    Raises:
        UsageError: there is no such example here.
    """
    for data in _data_folders():
        if (data / name / "tasks.csv").is_file():
            return data / name
    raise UsageError(_MISSING.fill(name=name))


def ready_sweeps() -> dict[str, Path]:
    """The sweep files that come with the package, by name, such as ``two-suppliers``."""
    folders = reversed(_data_folders())
    return {path.stem: path for data in folders for path in sorted(data.glob("sweeps/*.toml"))}


def _data_folders() -> tuple[Path, Path]:
    package = Path(__file__).resolve().parent
    return package / "_data", package.parent / "data"
