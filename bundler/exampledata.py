"""Where the example data is: in an installed package, or in the checkout it came from."""

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
    package = Path(__file__).resolve().parent
    for folder in (package / "_data" / name, package.parent / "data" / name):
        if (folder / "tasks.csv").is_file():
            return folder
    raise UsageError(_MISSING.fill(name=name))
