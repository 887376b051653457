"""Every call of the system fails once, or for good, or ends the process: old or new bytes, never else."""

from __future__ import annotations

import errno
import os
from itertools import count
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from tests.faulty import Faulty, KilledError, Library

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"a.yaml": b"old a\n", "b.yaml": b"old b\n"}
NEW = {"a.yaml": b"a longer text\n" * 3, "c.yaml": b"new c\n"}
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE]


def _attempt(root: Path, system: Faulty) -> BaseException | None:
    """Make one step of all kinds with that system; return what came of it."""
    library = Library(root, system)
    library.write(a=OLD["a.yaml"], b=OLD["b.yaml"])
    try:
        library.commit(
            ("c", None, NEW["c.yaml"]), ("a", OLD["a.yaml"], NEW["a.yaml"]), ("b", OLD["b.yaml"], None)
        )
    except (RefusedError, KilledError, KeyboardInterrupt) as error:
        return error
    return None


def _assert_old_or_new(tree: dict[str, bytes]) -> None:
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        assert tree.get(name) in {OLD.get(name), NEW.get(name)}


def _assert_undo_is_right(root: Path) -> None:
    library = Library(root, Faulty())
    with library.store.locked():
        pass
    tree = library.tree()
    _assert_old_or_new(tree)
    assert not [name for name in tree if name.startswith(".")]
    library.undo_all()
    assert library.tree() == OLD
    assert {path.suffix for path in library.journal.folder.glob("*")} <= {".step"}


def _leftovers(root: Path) -> list[str]:
    return [path.name for path in (root / "entries").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("without", ["", "exchange", "exchange link"])
@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_an_error_at_any_call(tmp_path: Path, code: int, without: str) -> None:
    """Whichever call fails: an error that says so, no temporary file, whole files, and undo is right."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, OSError(code, os.strerror(code)))
        system.without = without
        error = _attempt(root, system)
        if not system.fired:
            break
        assert isinstance(error, RefusedError), at
        assert os.strerror(code) in str(error)
        assert _leftovers(root) == [], at
        _assert_old_or_new(Library(root).tree())
        _assert_undo_is_right(root)
    assert at > 30


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_disk_that_fails_for_good_from_any_call_on(tmp_path: Path, code: int) -> None:
    """Nothing works any more: whole files all the same, and later all is put in order."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, OSError(code, os.strerror(code)))
        system.forever = True
        error = _attempt(root, system)
        if not system.fired:
            break
        assert isinstance(error, RefusedError), at
        assert "\n" not in str(error)
        assert len(_leftovers(root)) <= 1
        _assert_undo_is_right(root)


@pytest.mark.parametrize("without", ["", "exchange", "exchange link"])
@pytest.mark.parametrize("performed", [False, True])
def test_a_kill_at_any_call(tmp_path: Path, performed: bool, without: str) -> None:
    """Before or after any call: whole files at once, in order after the next lock."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, KilledError())
        system.forever, system.performed, system.without = True, performed, without
        error = _attempt(root, system)
        if not system.fired:
            break
        assert isinstance(error, KilledError), at
        _assert_old_or_new(Library(root).tree())
        _assert_undo_is_right(root)


@pytest.mark.parametrize("performed", [False, True])
def test_ctrl_c_at_any_call(tmp_path: Path, performed: bool) -> None:
    """Before or after any call: the interruption comes out, no temporary file stays, undo is right."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, KeyboardInterrupt())
        system.performed = performed
        error = _attempt(root, system)
        if not system.fired:
            break
        assert isinstance(error, KeyboardInterrupt), at
        assert _leftovers(root) == [], at
        _assert_undo_is_right(root)


def test_a_kill_while_the_leftovers_of_a_kill_are_put_in_order(tmp_path: Path) -> None:
    """Recovery may itself be killed at any call."""
    for first in range(20, 45, 3):
        for second in count(1):
            root = tmp_path / f"{first}-{second}"
            system = Faulty(first, KilledError())
            system.forever = True
            _attempt(root, system)
            again = Faulty(second, KilledError())
            again.forever = True
            try:
                with Library(root, again).store.locked():
                    pass
            except KilledError:
                _assert_old_or_new(Library(root).tree())
            _assert_undo_is_right(root)
            if not again.fired:
                break


def test_the_error_says_how_much_was_done(tmp_path: Path) -> None:
    """A step that ends half-way tells that undo takes the done half back."""
    said = set()
    for at in count(1):
        system = Faulty(at, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        error = _attempt(tmp_path / str(at), system)
        if not system.fired:
            break
        said.add(str(error))
    assert "entries/c.yaml: No space left on device; nothing was changed" in said
    assert "entries/a.yaml: No space left on device; undo takes back what was changed, 1 of 3" in said
