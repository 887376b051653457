"""A step that is to be whole: whatever stops it at any call, all of it is done in the end, or nothing is."""

from __future__ import annotations

import errno
import os
import signal
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.errors import InvalidError, RefusedError
from readinglist.journal import Change
from tests.faulty import Faulty, KilledError, Library

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.system import System

OLD = {"p.yaml": b"names old\n", "q.yaml": b"q names old\n", "old.yaml": b"the entry\n"}
NEW = {"p.yaml": b"names new, and longer\n", "q.yaml": b"q names new\n", "new.yaml": b"the entry\n"}
CHANGES = [
    Change(name, OLD.get(name), NEW.get(name)) for name in ("old.yaml", "p.yaml", "new.yaml", "q.yaml")
]
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _rename(root: Path, system: System) -> BaseException | None:
    """Make the step with that system; return what came of it."""
    library = Library(root, system)
    library.write(**{name.removesuffix(".yaml"): data for name, data in OLD.items()})
    return _commit(library)


def _commit(library: Library) -> BaseException | None:
    try:
        with library.store.locked():
            library.store.commit(CHANGES, "rename", whole=True)
    except (RefusedError, KilledError, KeyboardInterrupt, MemoryError) as error:
        return error
    return None


def _undo(library: Library) -> BaseException | None:
    try:
        with library.store.locked():
            step = next(library.journal.undoable(), None)
            if step is not None:  # a record that cannot be read is passed over
                back = [each.reversed() for each in step.changes]
                library.store.commit(back, "undo", undoes=step.number, whole=True)
    except (RefusedError, InvalidError, KilledError, KeyboardInterrupt) as error:
        return error
    return None


def _assert_nothing_is_lost(root: Path) -> None:
    """Half-way, too, the entry is there, and what names it names a file that is there."""
    tree = Library(root).tree()
    names = {name for name in ("old.yaml", "new.yaml") if name in tree}
    assert all(tree[name] == b"the entry\n" for name in names)
    assert names
    for follower in ("p.yaml", "q.yaml"):
        assert tree[follower] in {OLD[follower], NEW[follower]}
        assert f"{'old' if tree[follower] == OLD[follower] else 'new'}.yaml" in names


def _assert_whole(root: Path) -> None:
    """After the next lock: wholly before or after, nothing left over, and the journal takes it back whole."""
    library = Library(root, Faulty())
    with library.store.locked():
        pass
    tree = library.tree()
    assert tree in (OLD, NEW)
    assert [step.is_whole() for step in library.journal.undoable()] == [True] * (tree == NEW)
    library.undo_all()
    assert library.tree() == OLD
    assert {path.suffix for path in library.journal.folder.glob("*")} <= {".step"}
    assert not any(step.kept for step in library.journal.steps())


@pytest.mark.parametrize("without", ["", "exchange", "exchange link"])
@pytest.mark.parametrize("performed", [False, True])
@pytest.mark.parametrize(
    "failure", [FULL, KeyboardInterrupt(), MemoryError()], ids=["full", "ctrl-c", "memory"]
)
def test_one_failure_at_any_call(
    tmp_path: Path, failure: BaseException, performed: bool, without: str
) -> None:
    """An error or an interruption, before or after the call: it comes out, and the step is whole at once."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, failure)
        system.performed, system.without = performed, without
        error = _rename(root, system)
        if not system.fired:
            break
        assert isinstance(error, RefusedError if failure is FULL else type(failure)), at
        assert Library(root).tree() in (OLD, NEW), at
        _assert_whole(root)
    assert at > 40


@pytest.mark.parametrize("failure", [FULL, KilledError()], ids=["full", "kill"])
@pytest.mark.parametrize("performed", [False, True])
def test_no_call_works_from_there_on(tmp_path: Path, failure: BaseException, performed: bool) -> None:
    """A disk that is full for good, or a kill: nothing is lost, and the next lock makes it whole."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, failure)
        system.forever, system.performed = True, performed
        error = _rename(root, system)
        if not system.fired:
            break
        assert error is not None
        _assert_nothing_is_lost(root)
        _assert_whole(root)


@pytest.mark.parametrize(
    "failure", [FULL, KeyboardInterrupt(), KilledError()], ids=["full", "ctrl-c", "kill"]
)
def test_undo_is_whole_as_well(tmp_path: Path, failure: BaseException) -> None:
    """Taking the step back is one like it."""
    for at in count(1):
        root = tmp_path / str(at)
        _rename(root, Faulty())
        system = Faulty(at, failure)
        system.forever = isinstance(failure, KilledError)
        error = _undo(Library(root, system))
        if not system.fired:
            break
        assert error is not None or Library(root).tree() == NEW
        _assert_nothing_is_lost(root)
        _assert_whole(root)
    assert at > 40


class _Twice(Faulty):
    """A system that fails once, and at a later call is killed."""

    then = 0

    def _call(self, name: str, function: Any, *args: Any, **options: Any) -> Any:
        try:
            return super()._call(name, function, *args, **options)
        except BaseException as error:
            if error is FULL:
                self.at, self.failure, self.forever, self.fired = self.then, KilledError(), True, False
            raise


@pytest.mark.parametrize("without", ["", "exchange", "exchange link"])
@pytest.mark.parametrize("performed", [False, True])
def test_a_kill_while_it_is_taken_back(tmp_path: Path, performed: bool, without: str) -> None:
    """A torn temporary file of the way back never takes the place of an entry."""
    for first in (22, 27, 32, 37, 42):
        for then in count(first + 1):
            root = tmp_path / f"{first}-{then}"
            system = _Twice(first, FULL)
            system.then, system.performed, system.without = then, performed, without
            _rename(root, system)
            _assert_nothing_is_lost(root)
            _assert_whole(root)
            if not system.fired:
                break


def test_a_kill_while_the_next_lock_takes_it_back(tmp_path: Path) -> None:
    """That may be killed at any call, too."""
    for first in range(22, 48, 4):
        for second in count(1):
            root = tmp_path / f"{first}-{second}"
            system = Faulty(first, KilledError())
            system.forever = True
            _rename(root, system)
            again = Faulty(second, KilledError())
            again.forever = True
            try:
                with Library(root, again).store.locked():
                    pass
            except KilledError:
                _assert_nothing_is_lost(root)
            _assert_whole(root)
            if not again.fired:
                break


@pytest.mark.parametrize("performed", [False, True])
@pytest.mark.parametrize("forever", [False, True])
def test_a_failure_after_a_conflict(tmp_path: Path, performed: bool, forever: bool) -> None:
    """One file is another's by now, and an error on the way back: whole, or both ids where it might name either."""
    theirs, begun = OLD | {"q.yaml": b"theirs, names old\n"}, (31, 32)  # the calls that read that file
    for at in count(1):
        library = Library(tmp_path / str(at), system := Faulty(at, FULL))
        library.write(**{name.removesuffix(".yaml"): data for name, data in theirs.items()})
        system.performed, system.forever = performed, forever
        _commit(library)
        after = Library(tmp_path / str(at), Faulty())
        assert (after.entries / "old.yaml").exists()
        with after.store.locked():
            pass
        files = after.tree()
        assert files == theirs or {"old.yaml", "new.yaml"} <= set(files), at
        assert files["q.yaml"] == theirs["q.yaml"]
        assert files == theirs or forever or at in begun, at
        assert list(after.journal.undoable()) == [] or files != theirs, at
        if not system.fired:
            break
    assert at > 40


def test_a_conflict_ends_it_at_once(tmp_path: Path) -> None:
    """What comes after it is not even begun: nothing is removed that something names still."""

    class Keeping(Faulty):
        def rename(self, folder: int, name: str, new: str) -> None:
            assert name != "old.yaml"
            super().rename(folder, name, new)

    library = Library(tmp_path, Keeping())
    library.write(p=b"theirs, names old\n", q=OLD["q.yaml"], old=OLD["old.yaml"])
    with library.store.locked():
        outcome = library.store.commit(CHANGES, "rename", whole=True)
    assert outcome == (None, [], [("p.yaml", "was changed by another program meanwhile; that version stays")])


def test_a_file_that_is_edited_after_a_kill(tmp_path: Path) -> None:
    """It stays, and so does what it may name; the removed-to-be one stays as it is now."""
    for name, data in (("q.yaml", b"mine, names new\n"), ("old.yaml", b"mine\n")):
        library = Library(tmp_path / name, Faulty())
        library.write(new=b"the entry\n", p=NEW["p.yaml"], q=OLD["q.yaml"], old=b"the entry\n")
        library.journal.begin("rename", sorted(CHANGES, key=_order), whole=True)
        (library.entries / name).write_bytes(data)
        with library.store.locked():
            tree = library.tree()
        assert tree[name] == data
        assert (tree["p.yaml"], "new.yaml" in tree) == (
            (NEW if name == "q.yaml" else OLD)["p.yaml"],
            name == "q.yaml",
        )


def _order(change: Change) -> int:
    return (change.after is None) - (change.before is None)


def test_a_torn_file_of_the_way_back(tmp_path: Path) -> None:
    """Part of the old bytes beside a file with the new ones: no entry ever gets these."""
    library = Library(tmp_path, Faulty())
    library.write(new=b"the entry\n", p=NEW["p.yaml"], q=OLD["q.yaml"], old=b"the entry\n")
    library.journal.begin("rename", CHANGES, whole=True)
    (library.entries / ".p.yaml.back.tmp").write_bytes(b"nam")
    with library.store.locked():
        (begun,) = library.store.taken_back
    assert library.tree() == OLD
    assert (begun.header.label, begun.changes) == ("rename", CHANGES)
    assert list(library.journal.folder.iterdir()) == []


class _Dying(Faulty):
    """A system that kills its process at a call, before or in the middle of it."""

    def _call(self, name: str, function: Any, *args: Any, **options: Any) -> Any:
        if self.calls + 1 == self.at:
            if name == "write":
                function(args[0], args[1][:3])
            os.kill(os.getpid(), signal.SIGKILL)
        return super()._call(name, function, *args, **options)


def test_kill_9_in_a_process(tmp_path: Path) -> None:
    """A real process that ends at a call, in the middle of one that writes."""
    for at in range(16, 52, 3):
        root = tmp_path / str(at)
        child = os.fork()
        if child == 0:
            _rename(root, _Dying(at))
            os._exit(0)
        killed = os.waitpid(child, 0)[1] == signal.SIGKILL
        assert killed is (at < 50) or at > 45
        _assert_nothing_is_lost(root)
        _assert_whole(root)
