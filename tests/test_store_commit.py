"""Changing files: created, replaced, removed, refused; every step can be taken back."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import InvalidError, RefusedError
from readinglist.journal import Change
from readinglist.store import LIMIT
from tests.faulty import Faulty, Library

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give a library with one entry."""
    library = Library(tmp_path)
    library.write(a=b"old\n")
    return library


def test_one_step_creates_changes_and_removes(library: Library) -> None:
    """A step of all three kinds leaves just the new files, and says what it did."""
    library.write(b=b"gone\n")
    outcome = library.commit(("c", None, b"made\n"), ("a", b"old\n", b"new\n"), ("b", b"gone\n", None))
    assert library.tree() == {"a.yaml": b"new\n", "c.yaml": b"made\n"}
    assert outcome == (1, ["c.yaml", "a.yaml", "b.yaml"], [])


def test_a_change_of_nothing_writes_nothing(library: Library) -> None:
    """Equal bytes leave the very same file and no trace in the journal."""
    before = library.store.stamps()
    assert library.commit(("a", b"old\n", b"old\n"), ("b", None, None)) == (None, [], [])
    assert library.store.stamps() == before
    assert not library.journal.folder.exists()


def test_a_file_that_is_not_as_expected_stays(library: Library) -> None:
    """Each conflict is named with its reason, and the other files are changed nevertheless."""
    library.write(b=b"somebody else's\n", c=b"mine\n")
    outcome = library.commit(
        ("a", b"older\n", b"new\n"), ("b", None, b"made\n"), ("d", b"x", None), ("c", b"mine\n", b"new\n")
    )
    assert library.tree() == {"a.yaml": b"old\n", "b.yaml": b"somebody else's\n", "c.yaml": b"new\n"}
    assert outcome.done == ["c.yaml"]
    assert [name for name, _ in outcome.conflicts] == ["a.yaml", "b.yaml", "d.yaml"]
    assert [why.split()[0] for _, why in outcome.conflicts] == ["was", "exists", "is"]


def test_a_step_of_conflicts_only_is_no_step(library: Library) -> None:
    """Where nothing was changed, there is nothing to undo."""
    assert library.commit(("a", b"older\n", b"new\n")).step is None
    assert list(library.journal.steps()) == []
    assert not any(library.journal.folder.iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755, 0o666])
def test_the_mode_of_a_file_is_kept(library: Library, mode: int) -> None:
    """A changed file has the permissions that it had."""
    path = library.entries / "a.yaml"
    path.chmod(mode)
    library.commit(("a", b"old\n", b"new\n"))
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_umask_leaves(library: Library) -> None:
    """New entries are made like those of any other program."""
    old = os.umask(0o027)
    try:
        library.commit(("b", None, b"new\n"))
    finally:
        os.umask(old)
    assert stat.S_IMODE((library.entries / "b.yaml").stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_root_leaves_files_to_their_owner(library: Library) -> None:
    """Under sudo an entry does not change hands."""
    os.chown(library.entries / "a.yaml", 1234, 1234)
    library.commit(("a", b"old\n", b"new\n"))
    assert (library.entries / "a.yaml").stat().st_uid == 1234


def _read_only(path: Path) -> None:
    path.chmod(0o444)


def _linked(path: Path) -> None:
    os.link(path, path.with_name("second.yaml"))


def _link(path: Path) -> None:
    path.rename(path.with_name("real.yaml"))
    path.symlink_to("real.yaml")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _blocked(path: Path) -> None:
    path.with_name(".a.yaml.tmp").mkdir()


@pytest.mark.parametrize("spoil", [_read_only, _linked, _link, _folder, _blocked])
@pytest.mark.parametrize("after", [b"new\n", None])
def test_what_must_not_be_changed_is_refused_before_anything_is(
    library: Library, spoil: Callable[[Path], None], after: bytes | None
) -> None:
    """Read-only files, links and folders are named, and no file of the step is touched."""
    library.write(z=b"first\n")
    spoil(library.entries / "a.yaml")
    before = sorted(library.entries.iterdir())
    with pytest.raises(RefusedError, match=r"entries/\.?a\.yaml"):
        library.commit(("z", b"first\n", b"changed\n"), ("a", b"old\n", after))
    assert sorted(library.entries.iterdir()) == before
    assert (library.entries / "z.yaml").read_bytes() == b"first\n"


@pytest.mark.parametrize(
    "name", ["", "..", "../x.yaml", "a/b.yaml", "a\0.yaml", ".a.yaml", "a.txt", "/x.yaml"]
)
def test_a_name_that_leads_elsewhere_is_refused(library: Library, name: str) -> None:
    """No name can make a file outside the folder, or one that is no entry."""
    with library.store.locked(), pytest.raises(RefusedError, match="not the name"):
        library.store.commit([Change(name, None, b"x")], "add")
    assert list(library.tree()) == ["a.yaml"]


def test_a_file_stays_within_its_limit(library: Library) -> None:
    """What could not be read again is not written."""
    with pytest.raises(InvalidError, match="1 MiB"):
        library.commit(("b", None, b"x" * (LIMIT + 1)))
    library.commit(("b", None, b"x" * LIMIT))
    assert len(library.store.read("b.yaml")[0]) == LIMIT


def test_a_file_is_changed_once_a_step(library: Library) -> None:
    """Two changes of one file are a mistake of the program."""
    with pytest.raises(ValueError, match="two changes"):
        library.commit(("a", b"old\n", b"1"), ("a", b"1", b"2"))


def test_commit_needs_the_lock(library: Library) -> None:
    """Without the lock nothing is changed."""
    with pytest.raises(RuntimeError, match="lock"):
        library.store.commit([Change("a.yaml", b"old\n", b"new\n")], "tag")


def test_progress_counts_the_files(library: Library) -> None:
    """A caller can show how far a long step is."""
    seen: list[int] = []
    with library.store.locked():
        changes = [Change(f"e{n}.yaml", None, b"x") for n in range(5)]
        library.store.commit(changes, "import", progress=seen.append)
    assert seen == [1, 2, 3, 4, 5]


def test_an_interrupted_step_can_be_taken_back(library: Library) -> None:
    """Ctrl-C between two files leaves whole files, and undo takes back what was done."""

    def interrupt(count: int) -> None:
        if count == 2:
            raise KeyboardInterrupt

    changes = [Change(f"e{n}.yaml", None, b"x") for n in range(5)]
    with library.store.locked(), pytest.raises(KeyboardInterrupt):
        library.store.commit(changes, "import", progress=interrupt)
    assert list(library.tree()) == ["a.yaml", "e0.yaml", "e1.yaml"]
    library.undo_all()
    assert library.tree() == {"a.yaml": b"old\n"}


Step = dict[str, bytes | None]
_steps = st.lists(
    st.dictionaries(
        st.sampled_from(["a", "b", "c", "d"]), st.none() | st.binary(max_size=12), min_size=1, max_size=3
    ),
    max_size=8,
)


@given(first=st.dictionaries(st.sampled_from(["a", "b", "c"]), st.binary(max_size=12)), steps=_steps)
@settings(max_examples=200, deadline=None)
def test_undo_brings_the_first_tree_back(first: dict[str, bytes], steps: list[Step]) -> None:
    """Any steps, all taken back, leave the first tree byte for byte."""
    with tempfile.TemporaryDirectory() as root:
        library = Library(Path(root), Faulty())
        library.write(**first)
        begin = library.tree()
        state: Step = dict(first)
        for step in steps:
            outcome = library.commit(*((name, state.get(name), after) for name, after in step.items()))
            assert not outcome.conflicts
            state |= step
            assert library.tree() == {
                f"{name}.yaml": data for name, data in sorted(state.items()) if data is not None
            }
        library.undo_all()
        assert library.tree() == begin
