"""Which files are entries, and reading them: exactly, without waiting, and never through a link."""

from __future__ import annotations

import os
import re
import socket
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import InvalidError, RefusedError
from readinglist.store import LIMIT, Stamp
from readinglist.system import System
from tests.faulty import Library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give a library with two entries and everything that is none."""
    library = Library(tmp_path)
    library.write(a=b"one\n", b=b"two\n", _list=b"name: mine\n")
    entries = library.entries
    for name in ("c.yml", "d.yaml~", ".e.yaml", ".f.yaml.tmp", "g.YAML", "h.yaml.swp", "README.md", ".yaml"):
        (entries / name).write_bytes(b"")
    (entries / "folder.yaml").mkdir()
    (entries / "link.yaml").symlink_to("a.yaml")
    (entries / "broken.yaml").symlink_to("nowhere")
    os.mkfifo(entries / "fifo.yaml")
    return library


def test_only_regular_yaml_files_are_entries(library: Library) -> None:
    """Links, folders, pipes, copies of editors and hidden files are none."""
    assert sorted(library.store.stamps()) == ["a", "b"]


def test_a_stamp_is_what_the_file_system_says(library: Library) -> None:
    """Size, both times in nanoseconds, and the inode; the same as read gives."""
    status = (library.entries / "a.yaml").stat()
    stamp = library.store.stamps()["a"]
    assert stamp == Stamp(4, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    assert library.store.read("a.yaml") == (b"one\n", stamp)


def test_a_stamp_tells_when_the_time_was_put_back(library: Library) -> None:
    """A change of the same size with its modification time restored is still seen."""
    path = library.entries / "a.yaml"
    status, before = path.stat(), library.store.stamps()["a"]
    path.write_bytes(b"two\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = library.store.stamps()["a"]
    assert (before.mtime_ns, before.size) == (after.mtime_ns, after.size)
    assert before != after


def test_misfits_are_named_with_the_reason(library: Library) -> None:
    """What looks meant as an entry and is none is listed, what other programs leave lying about is not."""
    found = dict(library.store.misfits())
    assert sorted(found) == [
        ".e.yaml",
        ".yaml",
        "broken.yaml",
        "c.yml",
        "fifo.yaml",
        "folder.yaml",
        "g.YAML",
        "link.yaml",
    ]
    assert [found[name].split(";")[0] for name in ("link.yaml", "folder.yaml", "fifo.yaml", "c.yml")] == [
        "a link",
        "a folder",
        "a special file",
        "entries end in .yaml",
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("link.yaml", "a link, which is no entry"),
        ("broken.yaml", "a link, which is no entry"),
        ("folder.yaml", "no regular file"),
        ("fifo.yaml", "no regular file"),
    ],
)
def test_what_is_no_entry_is_not_read(library: Library, name: str, reason: str) -> None:
    """Nothing is followed and nothing waits for a pipe."""
    with pytest.raises(RefusedError, match=f"^entries/{re.escape(name)}: {reason}"):
        library.store.read(name)


def test_a_socket_is_not_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket is refused like any other special file."""
    monkeypatch.chdir(library.entries)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.yaml")
        with pytest.raises(RefusedError, match=r"entries/s\.yaml: cannot be read"):
            library.store.read("s.yaml")


@pytest.mark.parametrize("name", ["", ".", "..", "../entries/a.yaml", "/etc/passwd", "x\0.yaml", "./a.yaml"])
def test_a_name_that_is_not_plain_is_never_opened(library: Library, name: str) -> None:
    """No name leads out of the folder."""
    with pytest.raises(RefusedError, match="not the name"):
        library.store.read(name)


def test_a_hostile_name_is_made_safe_to_show(library: Library) -> None:
    """Names come from anywhere and must not act on a terminal."""
    (library.entries / "\x1b[31m.yaml").mkdir()
    with pytest.raises(RefusedError) as caught:
        library.store.read("\x1b[31m.yaml")
    assert "\x1b" not in str(caught.value)


def test_reading_under_the_lock(library: Library) -> None:
    """The bytes that a change starts from are read while nobody else may write."""
    with library.store.locked():
        assert library.store.read("a.yaml")[0] == b"one\n"


def test_a_missing_file_is_for_the_caller(library: Library) -> None:
    """Whether a missing file matters is not known here."""
    with pytest.raises(FileNotFoundError):
        library.store.read("missing.yaml")


def test_the_largest_file_is_a_mebibyte(library: Library) -> None:
    """One byte more and it is refused, without being read."""
    library.write(big=b"x" * LIMIT, bigger=b"x" * (LIMIT + 1))
    assert len(library.store.read("big.yaml")[0]) == LIMIT
    with pytest.raises(InvalidError, match=r"^entries/bigger\.yaml: larger than 1 MiB"):
        library.store.read("bigger.yaml")


@pytest.mark.parametrize(("times", "before"), [(1, False), (3, False), (99, False), (3, True)])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, times: int, before: bool) -> None:
    """It is read again until bytes and stamp belong together, and refused where that never comes."""

    class Busy(System):
        left = times

        def read(self, descriptor: int, size: int) -> bytes:
            data = b"" if before else super().read(descriptor, size)
            if self.left:
                self.left -= 1
                with (tmp_path / "entries/a.yaml").open("ab") as file:
                    file.write(b"more\n")
            return super().read(descriptor, size) if before else data

    library = Library(tmp_path, Busy())
    library.write(a=b"one\n")
    if times == 99:
        with pytest.raises(RefusedError, match="changes while it is read"):
            library.store.read("a.yaml")
    else:
        assert library.store.read("a.yaml") == (
            (tmp_path / "entries/a.yaml").read_bytes(),
            library.store.stamps()["a"],
        )


def test_a_file_that_goes_while_the_folder_is_listed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file removed between listing and looking is no entry and no error."""
    listed = list(os.scandir(library.entries))
    (library.entries / "a.yaml").unlink()

    class Listing:
        def __enter__(self) -> list[os.DirEntry[str]]:
            return listed

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr("os.scandir", lambda _: Listing())
    assert sorted(library.store.stamps()) == ["b"]


def test_without_the_folder_all_is_refused(tmp_path: Path) -> None:
    """A library whose entries are gone says so in one line."""
    library = Library(tmp_path)
    library.entries.rmdir()
    for ask in (library.store.stamps, library.store.misfits, library.store.locked().__enter__):
        with pytest.raises(RefusedError, match=r"^entries/: No such file or directory$"):
            ask()
    with pytest.raises(RefusedError, match=r"^entries/: No such file or directory$"):
        library.store.read("a.yaml")
