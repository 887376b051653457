"""What a new file takes over from the old one: mode, extended attributes, access list."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.system import System
from tests.faulty import Library

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600
LIST = "system.posix_acl_access"


class Attributed(System):
    """A file system with extended attributes, which are kept here by the number of the file."""

    def __init__(self, *given: str) -> None:
        """Give every new file the attributes of those names."""
        self.given = given
        self.all: dict[int, dict[str, bytes]] = {}

    def create(self, folder: int, name: str, mode: int) -> int:
        """Make a file that has what the folder gives it."""
        descriptor = super().create(folder, name, mode)
        self.all[os.fstat(descriptor).st_ino] = dict.fromkeys(self.given, b"given")
        return descriptor

    def attributes(self, descriptor: int) -> dict[str, bytes]:
        """Return what was set."""
        return self.all.setdefault(os.fstat(descriptor).st_ino, {})

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        """Set or take away."""
        self.attributes(descriptor)[name] = value or b""
        if value is None:
            del self.attributes(descriptor)[name]

    def of(self, path: Path) -> dict[str, bytes]:
        """Return those of a file."""
        return self.all[path.stat().st_ino]


def _mode(library: Library) -> int:
    return stat.S_IMODE((library.entries / "a.yaml").stat().st_mode)


def _private(tmp_path: Path, system: System | None = None) -> Library:
    library = Library(tmp_path, system)
    library.write(a=b"old\n")
    (library.entries / "a.yaml").chmod(PRIVATE)
    return library


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    """Changed, removed, brought back: nobody else can read it at any time."""
    library = _private(tmp_path)
    library.commit(("a", b"old\n", b"new\n"))
    assert _mode(library) == PRIVATE
    library.commit(("a", b"new\n", None), label="rm")
    library.undo()
    assert _mode(library) == PRIVATE
    library.undo()
    assert (_mode(library), library.tree()) == (PRIVATE, {"a.yaml": b"old\n"})


def test_a_wide_mode_comes_back_too(tmp_path: Path) -> None:
    """The umask is for new files."""
    library = _private(tmp_path)
    (library.entries / "a.yaml").chmod(0o666)
    library.commit(("a", b"old\n", None), label="rm")
    library.undo()
    assert _mode(library) == 0o666


def test_a_new_file_gets_the_mode_of_new_files(tmp_path: Path) -> None:
    """As any other program would make it."""
    library = Library(tmp_path)
    library.commit(("a", None, b"new\n"))
    (tmp_path / "other").touch()
    assert _mode(library) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


def test_what_people_set_is_taken_over(tmp_path: Path) -> None:
    """Tags of a file manager and the access list; what the system sets itself is left to it."""
    system = Attributed("security.label")
    library = _private(tmp_path, system)
    kept = {"user.xdg.tags": b"blue", LIST: b"bob may read"}
    path = library.entries / "a.yaml"
    system.all[path.stat().st_ino] = {**kept, "security.label": b"old", "trusted.x": b"y"}
    library.commit(("a", b"old\n", b"new\n"))
    assert system.of(path) == {**kept, "security.label": b"given"}


def test_a_file_that_is_to_be_like_another(tmp_path: Path) -> None:
    """As an entry under another id is; where that file is gone, nothing is made."""
    library = _private(tmp_path, system := Attributed())
    system.all[(library.entries / "a.yaml").stat().st_ino] = {"user.x": b"y"}
    with library.store.locked():
        library.store.commit([Change("b.yaml", None, b"new\n", like="a.yaml")], "rename")
        with pytest.raises(RefusedError, match="No such file"):
            library.store.commit([Change("c.yaml", None, b"new\n", like="gone.yaml")], "rename")
    made = library.entries / "b.yaml"
    assert (system.of(made), stat.S_IMODE(made.stat().st_mode)) == ({"user.x": b"y"}, PRIVATE)
    assert sorted(library.tree()) == ["a.yaml", "b.yaml"]


def test_an_access_list_that_only_the_folder_gives_is_taken_away(tmp_path: Path) -> None:
    """Who could not read the old file cannot read the new one."""
    system = Attributed(LIST)
    library = _private(tmp_path, system)
    library.commit(("a", b"old\n", b"new\n"))
    assert system.of(library.entries / "a.yaml") == {}


def test_a_file_with_an_access_list_comes_back_without_the_group(tmp_path: Path) -> None:
    """Its bits for the group were those of one in the list, who is named in it no more."""
    library = _private(tmp_path, system := Attributed())
    path = library.entries / "a.yaml"
    path.chmod(0o640)
    system.all[path.stat().st_ino] = {LIST: b"bob may read"}
    library.commit(("a", b"old\n", None), label="rm")
    library.undo()
    assert _mode(library) == PRIVATE


class Owned(System):
    """Files that seem to be another user's; what may be given away is `may`: "group" or nothing."""

    def __init__(self, may: str = "") -> None:
        """Note in `given` what was asked for."""
        self.may = may
        self.given: list[tuple[int, int]] = []

    def fchown(self, descriptor: int, user: int, group: int) -> None:
        """Allow it or not."""
        self.given.append((user, group))
        if user != -1 or self.may != "group":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(descriptor))


def _of_another(
    monkeypatch: pytest.MonkeyPatch, library: Library, mode: int, group: int = 1
) -> tuple[int, int]:
    """Let the entry seem to belong to another user and group; return these."""
    path = library.entries / "a.yaml"
    path.chmod(mode)
    number, real = path.stat().st_ino, os.fstat
    owner = (path.stat().st_uid + 1, path.stat().st_gid + group)

    def told(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        return os.stat_result((*status[:4], *owner, *status[6:])) if status.st_ino == number else status

    monkeypatch.setattr(os, "fstat", told)
    return owner


def test_a_member_of_the_group_keeps_the_file_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not give the file to its owner gives it to the group, and others in it can still write."""
    library = _private(tmp_path, system := Owned("group"))
    user, group = _of_another(monkeypatch, library, 0o664)
    library.commit(("a", b"old\n", b"new\n"))
    assert system.given == [(user, group), (-1, group)]
    assert (library.tree(), _mode(library)) == ({"a.yaml": b"new\n"}, 0o664)


def test_a_file_of_our_own_group_is_in_it_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing more to ask for."""
    library = _private(tmp_path, system := Owned())
    owner = _of_another(monkeypatch, library, 0o660, group=0)
    library.commit(("a", b"old\n", b"new\n"))
    assert (system.given, library.tree()) == ([owner], {"a.yaml": b"new\n"})


def test_a_file_whose_group_would_lose_it_is_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the group cannot be kept and may do what others may not, that is said, and the file stays."""
    library = _private(tmp_path, Owned())
    _of_another(monkeypatch, library, 0o664)
    reason = r"entries/a\.yaml: you are not in the group of this file; nothing was changed"
    with pytest.raises(RefusedError, match=reason):
        library.commit(("a", b"old\n", b"new\n"))
    assert library.tree() == {"a.yaml": b"old\n"}


def test_a_file_that_all_may_use_alike_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group that cannot be kept, and may do no more than others: nobody loses anything."""
    library = _private(tmp_path, Owned())
    _of_another(monkeypatch, library, 0o644)
    library.commit(("a", b"old\n", b"new\n"))
    assert (library.tree(), _mode(library)) == ({"a.yaml": b"new\n"}, 0o644)


def test_attributes_that_cannot_be_set_refuse_the_change(tmp_path: Path) -> None:
    """The old file stays, and nothing beside it."""

    class Full(Attributed):
        def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name, descriptor, str(value))

    library = _private(tmp_path, system := Full())
    system.all[(library.entries / "a.yaml").stat().st_ino] = {"user.x": b"y"}
    with pytest.raises(RefusedError, match=r"entries/a\.yaml: No space left"):
        library.commit(("a", b"old\n", b"new\n"))
    assert library.tree() == {"a.yaml": b"old\n"}


@pytest.mark.skipif(sys.platform != "linux", reason="Python has these calls on Linux alone")
def test_the_calls_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no attributes there is nothing to take over; real errors come out."""
    system = System()
    with (tmp_path / "a").open("wb") as file:
        monkeypatch.setattr(os, "listxattr", lambda _: ["user.x"])
        monkeypatch.setattr(os, "getxattr", lambda _, name: name.encode())
        assert system.attributes(file.fileno()) == {"user.x": b"user.x"}
        monkeypatch.setattr(os, "listxattr", _failing(errno.ENOTSUP))
        assert system.attributes(file.fileno()) == {}
        monkeypatch.setattr(os, "listxattr", _failing(errno.EIO))
        with pytest.raises(OSError, match="output error"):
            system.attributes(file.fileno())
        done: list[tuple[object, ...]] = []
        monkeypatch.setattr(os, "setxattr", lambda *args: done.append(args))
        monkeypatch.setattr(os, "removexattr", lambda *args: done.append(args))
        system.set_attribute(3, "user.x", b"y")
        system.set_attribute(3, "user.x", None)
        assert done == [(3, "user.x", b"y"), (3, "user.x")]


def _failing(code: int) -> object:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_the_mode_is_in_the_journal(tmp_path: Path) -> None:
    """Of what was removed; a change in place keeps whatever mode the file has by then."""
    library = _private(tmp_path)
    library.commit(("a", b"old\n", b"new\n"))
    library.commit(("a", b"new\n", None))
    removed, changed = library.journal.steps()
    assert removed.changes == [Change("a.yaml", b"new\n", None, PRIVATE)]
    assert changed.changes == [Change("a.yaml", b"old\n", b"new\n")]
