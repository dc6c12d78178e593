"""Result files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from bundler.errors import OutputError
from bundler.i18n import Text
from bundler.io.oserror import reason

_FAILED = Text(
    "The results could not be written to {folder}: {reason}. Nothing was changed there.",
    "De resultaten konden niet naar {folder} worden geschreven: {reason}. Daar is niets veranderd.",
)


def write_files(folder: Path, files: Mapping[str, bytes], *, remove: Collection[str] = ()) -> None:
    """Write files into a folder so that either all of them are there or the folder is as it was.

    Everything is first written and flushed to disk under another name; only then do the files take
    their places, and if one cannot (it is open in a spreadsheet, say) those before it go back.

    Args:
        folder: made where it does not exist, with its parents.
        files: the content by file name; the last name is the last to appear.
        remove: names of files of an earlier run that must not stay behind.

    Raises:
        OutputError: disk full, no permission, a file in the way, …; nothing was changed.
    """
    try:
        with _made_folders(folder), _temporary_folder(folder) as temporary:
            for name, content in files.items():
                _write(temporary / name, content)
            _swap(temporary, folder, list(files), [name for name in remove if name not in files])
            _sync_folder(folder)
    except OSError as error:
        raise OutputError(_FAILED.fill(folder=folder, reason=_reason(error))) from error


def check_folder(folder: Path) -> None:
    """Make sure, before a long solve, that the results can be written to ``folder``; leaves no trace.

    Raises:
        OutputError: they cannot.
    """
    try:
        with _temporary_folder(folder) if folder.exists() else _made_folders(folder, keep=False):
            pass
    except OSError as error:
        raise OutputError(_FAILED.fill(folder=folder, reason=_reason(error))) from error


@contextlib.contextmanager
def _made_folders(folder: Path, *, keep: bool = True) -> Iterator[None]:
    """Make the folder and its parents; those made here are removed again on an error."""
    made = []
    try:
        for path in (*reversed(folder.parents), folder):
            if not path.exists():
                path.mkdir()
                made.append(path)
        if not folder.is_dir():
            raise NotADirectoryError(str(folder))
        yield
    except BaseException:
        keep = False
        raise
    finally:
        if not keep:
            for path in reversed(made):
                with contextlib.suppress(OSError):
                    path.rmdir()


@contextlib.contextmanager
def _temporary_folder(folder: Path) -> Iterator[Path]:
    temporary = folder / f".bundler-{secrets.token_hex(6)}"
    temporary.mkdir()
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(temporary: Path, folder: Path, names: list[str], remove: list[str]) -> None:
    """Put the new files in the places of the old ones; on an error put the old ones back."""
    undo: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        source.replace(target)
        undo.append((target, source))

    try:
        # In reverse, so that the last name, which says that the results are whole, is the first to go.
        for name in (*reversed(names), *remove):
            old = folder / name
            if old.is_dir() and not old.is_symlink():
                raise IsADirectoryError(str(old))
            if old.is_symlink() or old.exists():
                move(old, temporary / f"old-{name}")
        for name in names:
            move(temporary / name, folder / name)
    except BaseException:
        for now, before in reversed(undo):
            with contextlib.suppress(OSError):
                now.replace(before)
        raise


def _sync_folder(folder: Path) -> None:
    """Flush the new names to disk, where the system can do that (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> Text:
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return Text("a file of that name is in the way", "er staat een bestand met die naam in de weg")
    if isinstance(error, IsADirectoryError):
        where = Path(str(error.args[-1])).name
        return Text(
            f"a folder named {where} is in the way", f"er staat een map met de naam {where} in de weg"
        )
    return reason(error)
