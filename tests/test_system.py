"""The calls of the system that the standard library does not have."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from readinglist import system as module
from readinglist.system import UNSUPPORTED, System, write_new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[int]:
    """Give the descriptor of a folder with two files."""
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "two").write_bytes(b"2")
    descriptor = System().open_folder(tmp_path)
    yield descriptor
    os.close(descriptor)


def test_two_files_change_places(tmp_path: Path, folder: int) -> None:
    """Each name has what the other one had."""
    System().exchange(folder, "one", "two")
    assert ((tmp_path / "one").read_bytes(), (tmp_path / "two").read_bytes()) == (b"2", b"1")


def test_a_rename_to_a_free_name_never_replaces(tmp_path: Path, folder: int) -> None:
    """A taken name is an error, a free one is not."""
    with pytest.raises(FileExistsError):
        System().rename_to_free(folder, "one", "two")
    System().rename_to_free(folder, "one", "three")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["three", "two"]


def test_a_system_without_the_call_says_unsupported(folder: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older C library is told apart from a failure."""
    monkeypatch.setattr(module, "_special_rename", lambda linux, macos: (None, linux or macos))
    with pytest.raises(OSError, match="not implemented") as caught:
        System().exchange(folder, "one", "two")
    assert caught.value.errno in UNSUPPORTED


def test_macos_has_the_call_under_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS the flags are its own; elsewhere its function is not there."""
    monkeypatch.setattr("sys.platform", "darwin")
    _, flags = module._special_rename(2, 4)
    assert flags == 4


def test_many_short_writes_make_a_whole_file(tmp_path: Path, folder: int) -> None:
    """A system that writes a few bytes at a time is asked again."""

    class Slow(System):
        def write(self, descriptor: int, data: bytes | memoryview) -> int:
            return super().write(descriptor, data[:3])

    write_new(Slow(), folder, "new", b"0123456789", mode=0o600)
    assert (tmp_path / "new").read_bytes() == b"0123456789"


def test_a_file_that_is_there_is_neither_replaced_nor_removed(tmp_path: Path, folder: int) -> None:
    """A new file is a new one."""
    with pytest.raises(FileExistsError):
        write_new(System(), folder, "one", b"x", mode=0o600)
    assert (tmp_path / "one").read_bytes() == b"1"


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path, folder: int) -> None:
    """A full disk leaves no half file."""

    class Full(System):
        def write(self, descriptor: int, data: bytes | memoryview) -> int:
            super().write(descriptor, data[:3])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="No space"):
        write_new(Full(), folder, "new", b"0123456789", mode=0o600)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_link_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    """Unless links may be followed."""
    (tmp_path / "link").symlink_to(tmp_path)
    os.close(System().open_folder(tmp_path / "link"))
    with pytest.raises(NotADirectoryError):
        System().open_folder(tmp_path / "link", follow=False)
