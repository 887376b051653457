"""A file for others is written as a whole or not at all, and over nothing by accident."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from readinglist.errors import RefusedError
from readinglist.output_file import write_file
from readinglist.system import System

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library."""
    (tmp_path / "lib" / "entries").mkdir(parents=True)
    return tmp_path / "lib"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file(tmp_path: Path, lib: Path) -> None:
    """The text is there, in UTF-8, with the line ends it came with, and nothing else is."""
    write_file(tmp_path / "out.csv", ["a,é\r\n", "b\n"], library=lib, force=False)
    assert (tmp_path / "out.csv").read_bytes() == "a,é\r\nb\n".encode()
    assert _names(tmp_path) == ["lib", "out.csv"]


@pytest.mark.parametrize("force", [False, True])
def test_modes_follow_the_umask(tmp_path: Path, lib: Path, force: bool) -> None:
    """A new file has the mode that the user's umask leaves."""
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "out", ["x"], library=lib, force=force)
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_there(tmp_path: Path, lib: Path) -> None:
    """It stays unless --force says otherwise."""
    path = tmp_path / "out"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="--force replaces it"):
        write_file(path, ["x"], library=lib, force=False)
    assert path.read_text(encoding="utf-8") == "mine"
    write_file(path, ["x"], library=lib, force=True)
    assert path.read_text(encoding="utf-8") == "x"
    assert _names(tmp_path) == ["lib", "out"]


def test_a_file_that_appears_meanwhile(tmp_path: Path, lib: Path) -> None:
    """A file made by somebody else while we write is not replaced."""
    path = tmp_path / "out"

    def pieces() -> Iterator[str]:
        path.write_text("mine", encoding="utf-8")
        yield "x"

    with pytest.raises(RefusedError, match="already"):
        write_file(path, pieces(), library=lib, force=False)
    assert path.read_text(encoding="utf-8") == "mine"
    assert _names(tmp_path) == ["lib", "out"]


def test_a_system_without_hard_links(tmp_path: Path, lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On file systems such as FAT the file is written as well, still over nothing."""

    def no_links(*_: object) -> NoReturn:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    write_file(tmp_path / "out", ["x"], library=lib, force=False)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "x"
    assert _names(tmp_path) == ["lib", "out"]

    def pieces() -> Iterator[str]:
        (tmp_path / "other").write_text("mine", encoding="utf-8")
        yield "x"

    with pytest.raises(RefusedError, match="already"):
        write_file(tmp_path / "other", pieces(), library=lib, force=False)
    assert (tmp_path / "other").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("force", [False, True])
def test_what_fails_leaves_nothing(tmp_path: Path, lib: Path, force: bool) -> None:
    """An error in the middle leaves the old file and no other."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    def pieces() -> Iterator[str]:
        yield "x"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("new", "out") if force else ("new",):
        with pytest.raises(RefusedError, match="no space left on device; nothing was written"):
            write_file(tmp_path / name, pieces(), library=lib, force=force)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"
    assert _names(tmp_path) == ["lib", "out"]


def test_what_a_killed_writer_left_is_swept(tmp_path: Path, lib: Path) -> None:
    """The next one of the same file removes it; what one at work has locked, and files of others, stay."""
    for name in (".out.12.tmp", ".out.13.tmp", ".other.12.tmp", ".out.tmp", ".out.x.tmp"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    (tmp_path / ".out.14.tmp").symlink_to(".out.tmp")
    with (tmp_path / ".out.13.tmp").open() as at_work:
        System().flock(at_work.fileno())
        write_file(tmp_path / "out", ["x"], library=lib, force=False)
    stay = [".other.12.tmp", ".out.13.tmp", ".out.14.tmp", ".out.tmp", ".out.x.tmp", "lib", "out"]
    assert _names(tmp_path) == stay


@pytest.mark.parametrize("force", [False, True])
def test_what_is_written_is_not_told_to_have_failed(
    tmp_path: Path, lib: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    """Also where the file beside it cannot be removed; the next export of the same file does that."""

    def failing(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", failing)
        write_file(tmp_path / "out", ["x"], library=lib, force=force)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "x"
    write_file(tmp_path / "out", ["y"], library=lib, force=True)
    assert _names(tmp_path) == ["lib", "out"]


@pytest.mark.parametrize("busy", [False, True])
def test_a_sweep_before_the_lock(
    tmp_path: Path, lib: Path, monkeypatch: pytest.MonkeyPatch, busy: bool
) -> None:
    """A file that another writer of the same name sweeps, or is about to, as soon as it is made, is made again."""
    path, flock = tmp_path / "out", System.flock
    swept: list[Path] = []

    def raced(system: System, descriptor: int) -> None:
        if not swept:
            swept.extend(tmp_path.glob(".out.*"))
            swept[0].unlink()
            if busy:
                raise BlockingIOError
        flock(system, descriptor)

    monkeypatch.setattr(System, "flock", raced)
    write_file(path, ["x"], library=lib, force=False)
    assert swept
    assert (path.read_text(encoding="utf-8"), _names(tmp_path)) == ("x", ["lib", "out"])


def test_a_sweep_removes_only_what_it_has_locked(
    tmp_path: Path, lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the same name, made again meanwhile by a writer at work, is not what was left."""
    left, flock = tmp_path / ".out.12.tmp", System.flock
    left.write_text("half", encoding="utf-8")

    def raced(system: System, descriptor: int) -> None:
        flock(system, descriptor)
        if left.exists() and left.read_text(encoding="utf-8") == "half":
            left.unlink()
            left.write_text("at work", encoding="utf-8")

    monkeypatch.setattr(System, "flock", raced)
    write_file(tmp_path / "out", ["x"], library=lib, force=False)
    assert left.read_text(encoding="utf-8") == "at work"


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "name", ["lib/entries/x.md", "lib/entries/../entries/x", "link/x", "lib/entries", "inside"]
)
def test_never_into_entries(tmp_path: Path, lib: Path, name: str, force: bool) -> None:
    """Neither a path nor a link leads an export into the library's own files."""
    (tmp_path / "link").symlink_to(lib / "entries")
    (tmp_path / "inside").symlink_to(lib / "entries" / "one.yaml")
    with pytest.raises(RefusedError, match="do not go into entries/"):
        write_file(tmp_path / name, ["x"], library=lib, force=force)
    assert _names(lib / "entries") == []


@pytest.mark.parametrize("name", ["entries/x.md", "entries/deeper/x.md", "link.md/x"])
def test_never_into_entries_of_another_library(tmp_path: Path, lib: Path, name: str) -> None:
    """A folder `entries` with the file of a list in it belongs to a library; without it, it is any folder."""
    other = tmp_path / "other"
    (other / "entries" / "deeper").mkdir(parents=True)
    (other / "link.md").symlink_to(other / "entries" / "deeper")
    write_file(other / name, ["x"], library=lib, force=False)
    (other / "entries" / "_list.yaml").write_text("name: Theirs\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="do not go into entries/"):
        write_file(other / name, ["y"], library=lib, force=True)
    assert (other / name).read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o464])
def test_read_only_files_stay(tmp_path: Path, lib: Path, mode: int) -> None:
    """Who made a file read-only wants to keep it; how to write it all the same is said."""
    path = tmp_path / "out"
    path.write_text("mine", encoding="utf-8")
    path.chmod(mode)
    with pytest.raises(RefusedError, match=r"is read-only; make it writable first"):
        write_file(path, ["x"], library=lib, force=True)
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("mine", mode)


def test_a_file_with_two_names(tmp_path: Path, lib: Path) -> None:
    """Under one name the file is new, under the other it is the old one."""
    path = tmp_path / "out"
    path.write_text("mine", encoding="utf-8")
    (tmp_path / "other").hardlink_to(path)
    write_file(path, ["x"], library=lib, force=True)
    assert (path.read_text(encoding="utf-8"), (tmp_path / "other").read_text(encoding="utf-8")) == (
        "x",
        "mine",
    )


@pytest.mark.parametrize("name", ["x" * 255, "é" * 127, "深" * 85, "😀" * 63])
def test_the_longest_names(tmp_path: Path, lib: Path, name: str) -> None:
    """A name that the system takes is written; the file beside it has a shorter one, and is swept as well."""
    left = tmp_path / f".{name[:40]}.12.tmp"
    left.write_text("half", encoding="utf-8")
    for force in (False, True):
        write_file(tmp_path / name, ["x"], library=lib, force=force)
    assert _names(tmp_path) == sorted(["lib", name])


def test_what_is_no_regular_file(tmp_path: Path, lib: Path) -> None:
    """A FIFO, a folder or a device is left alone, also with --force."""
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", tmp_path, tmp_path / "..", lib.parent.joinpath("/dev/full")):
        with pytest.raises(RefusedError, match="not a regular file"):
            write_file(path, ["x"], library=lib, force=True)


def test_places_that_cannot_be_written(tmp_path: Path, lib: Path) -> None:
    """A folder that is not there, and a name that is too long."""
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "nowhere" / "x", tmp_path / ("x" * 300), tmp_path / "loop"):
        with pytest.raises(RefusedError):
            write_file(path, ["x"], library=lib, force=False)
    assert _names(tmp_path) == ["lib", "loop"]


def test_the_mode_of_a_replaced_file_stays(tmp_path: Path, lib: Path) -> None:
    """A private file stays private when --force replaces it."""
    path = tmp_path / "out"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o600)
    write_file(path, ["x"], library=lib, force=True)
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("x", 0o600)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("target", ["there", "nowhere"])
def test_links_are_not_followed(tmp_path: Path, lib: Path, target: str, force: bool) -> None:
    """Neither the link nor what it leads to is replaced."""
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    (tmp_path / "out").symlink_to(target)
    with pytest.raises(RefusedError, match="a link; name the file it leads to"):
        write_file(tmp_path / "out", ["x"], library=lib, force=force)
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"
    assert _names(tmp_path) == ["lib", "out", "there"]


def test_a_name_that_was_held_is_given_back(
    tmp_path: Path, lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where hard links are lacking and the last step fails, no empty file is left."""

    def failing(*_: object) -> NoReturn:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "link", failing)
    monkeypatch.setattr("pathlib.Path.replace", failing)
    with pytest.raises(RefusedError):
        write_file(tmp_path / "out", ["x"], library=lib, force=False)
    assert _names(tmp_path) == ["lib"]
