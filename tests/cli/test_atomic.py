"""Results are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from bundler.errors import OutputError
from bundler.io import atomic
from bundler.io.atomic import check_folder, write_files

OLD = {"a.csv": b"old a", "plan.json": b"old plan"}
NEW = {"a.csv": b"new a", "b.csv": b"new b", "plan.json": b"new plan"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the results of an earlier run and a file of the user's own."""
    path = tmp_path / "out"
    path.mkdir()
    for name, content in {**OLD, "mine.txt": b"mine"}.items():
        (path / name).write_bytes(content)
    return path


def test_new_files_replace_old_ones_and_leave_others_alone(folder: Path) -> None:
    write_files(folder, NEW)
    assert contents(folder) == {**NEW, "mine.txt": b"mine"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.ENOENT, errno.EACCES, errno.EROFS, errno.EIO])
def test_what_the_system_refused_is_said_in_dutch_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic, "_write", refuse)
    with pytest.raises(OutputError) as caught:
        write_files(folder, NEW)
    assert os.strerror(number) not in caught.value.text.nl
    assert caught.value.text.nl.split(": ", 1)[1] != caught.value.text.en.split(": ", 1)[1]


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    write_files(tmp_path / "x" / "y", NEW)
    assert contents(tmp_path / "x" / "y") == NEW


def test_files_of_an_earlier_run_are_removed_where_asked(folder: Path) -> None:
    write_files(folder, {"plan.json": b"none"}, remove=["a.csv", "b.csv"])
    assert contents(folder) == {"plan.json": b"none", "mine.txt": b"mine"}


def test_a_full_disk_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        write_files(folder, NEW)
    assert contents(folder) == {**OLD, "mine.txt": b"mine"}


def test_a_full_disk_leaves_no_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write_files(tmp_path / "x" / "y", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4, 5])
def test_a_file_that_cannot_be_replaced_brings_the_others_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    replace = Path.replace
    calls = []

    def refuse(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == fails_at:
            raise PermissionError(errno.EACCES, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="no permission"):
        write_files(folder, NEW)
    assert contents(folder) == {**OLD, "mine.txt": b"mine"}


def test_an_interrupt_while_writing_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic, "_write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files(folder, NEW)
    assert contents(folder) == {**OLD, "mine.txt": b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    for path in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(OutputError, match="in the way"):
            write_files(path, NEW)
    assert contents(tmp_path) == {"out": b"a file"}


def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path) -> None:
    (folder / "b.csv").mkdir()
    with pytest.raises(OutputError, match=r"b\.csv"):
        write_files(folder, NEW)
    assert (folder / "a.csv").read_bytes() == b"old a"
    assert not list(folder.glob(".bundler*"))


def test_looking_ahead_leaves_no_trace(tmp_path: Path, folder: Path) -> None:
    check_folder(tmp_path / "new" / "folder")
    check_folder(folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert contents(folder) == {**OLD, "mine.txt": b"mine"}


def test_looking_ahead_sees_a_file_in_the_way(folder: Path) -> None:
    with pytest.raises(OutputError, match="in the way"):
        check_folder(folder / "mine.txt")
