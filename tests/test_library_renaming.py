"""Another id: the file, every `distinct_from` that names it, and the way back."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import NotFoundError, ReadinglistError, RefusedError, UsageError
from tests.program import tree
from tests.shelf import shelf, write

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.journal import Change
    from readinglist.library import Library
    from readinglist.store.outcome import Outcome

ONE = "# mine\ntitle:   One\n"
NAMING = "title: Two # kept\ndistinct_from: [one, other]\n"


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library in which two entries name a third."""
    return shelf(
        tmp_path,
        one=ONE,
        two=NAMING,
        three="title: Three\ndistinct_from:\n  - one  # not that one\n",
        other="title: Other\ndistinct_from: [one-b, ones]\n",
        bad="title: Bad\nstatus: finished\n",
        Upper="title: Upper\n",
    )


def test_everything_follows(lib: Library) -> None:
    """The bytes move as they are; only the names in `distinct_from` change."""
    before = tree(lib.folder)
    report = lib.rename("one", "uno")
    assert [(old.id, new.id) for old, new in report.changed] == [
        ("one", "uno"),
        ("three", "three"),
        ("two", "two"),
    ]
    after = tree(lib.folder)
    assert after.pop("uno.yaml") == before.pop("one.yaml") == ONE.encode()
    assert after.pop("two.yaml") == b"title: Two # kept\ndistinct_from: [uno, other]\n"
    assert after.pop("three.yaml") == b"title: Three\ndistinct_from:\n  - uno  # not that one\n"
    del before["two.yaml"], before["three.yaml"]
    assert after == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: S\ndistinct_from: [self, one] # me\n", "title: S\ndistinct_from: [ich, one] # me\n"),
        ("title: S\ndistinct_from:\n  - 'self'\n  - ich\n", "title: S\ndistinct_from:\n  - ich\n"),
    ],
)
def test_an_entry_that_names_itself(lib: Library, before: str, after: str) -> None:
    """It gets the new id there as well, in the same step."""
    write(lib.folder, "self", before)
    files = tree(lib.folder)
    ((was, now),) = lib.rename("self", "ich").changed
    assert (was.id, now.id, "ich" in now.distinct_from) == ("self", "ich", True)
    assert tree(lib.folder)["ich.yaml"].decode() == after
    assert lib.get("ich") == now
    assert lib.undo() is not None
    assert tree(lib.folder) == files


@pytest.mark.parametrize("name", ["one", "three"])
def test_a_comment_that_would_be_lost(lib: Library, name: str) -> None:
    """Where the new id is named already the old one cannot take its comment with it: nothing is renamed."""
    listed = "distinct_from:\n  - one  # not that\n  - uno  # nor that\n"
    write(lib.folder, name, f"title: T\n{listed}")
    before = tree(lib.folder)
    with pytest.raises(RefusedError) as raised:
        lib.rename("one", "uno")
    assert str(raised.value) == (
        f"entries/{name}.yaml: uno is in distinct_from already, and the comment # not that would be lost; "
        "take one or uno out of it by hand"
    )
    assert tree(lib.folder) == before


def test_undo_takes_it_back_whole(lib: Library) -> None:
    """One step, byte for byte, and the mode of the file as it was."""
    before = tree(lib.folder)
    (lib.folder / "entries/one.yaml").chmod(0o600)
    lib.rename("one", "uno")
    assert (lib.folder / "entries/uno.yaml").stat().st_mode == stat.S_IFREG | 0o600
    undone = lib.undo()
    assert (lib.folder / "entries/one.yaml").stat().st_mode == stat.S_IFREG | 0o600
    assert undone is not None
    assert (undone.label, undone.refused) == ("rename", [])
    assert tree(lib.folder) == before
    assert lib.undo() is None


def test_undo_takes_back_nothing_where_it_cannot_take_back_all(lib: Library) -> None:
    """Half of it would leave the entry under both ids."""
    lib.rename("one", "uno")
    write(lib.folder, "uno", "title: Since\n")
    before = tree(lib.folder)
    undone = lib.undo()
    assert undone is not None
    assert (undone.restored, undone.refused) == ([], [("uno.yaml", "changed since")])
    assert tree(lib.folder) == before


def test_a_dry_run(lib: Library) -> None:
    """It tells the same and writes nothing."""
    before = tree(lib.folder)
    told = lib.rename("one", "uno", dry_run=True)
    assert tree(lib.folder) == before
    assert told == lib.rename("one", "uno")


@pytest.mark.parametrize("new_id", ["two", "upper"])
def test_a_taken_id(lib: Library, new_id: str) -> None:
    """No entry is written over, nor one whose id differs by case only."""
    before = tree(lib.folder)
    with pytest.raises(RefusedError, match=f"there is an entry {new_id} already"):
        lib.rename("one", new_id)
    assert tree(lib.folder) == before


@pytest.mark.parametrize("new_id", ["", "Uno", "../uno", "_list", "a b", "u" * 129, "-a", "é", "uno\n", ".x"])
def test_what_no_id_can_be(lib: Library, new_id: str) -> None:
    """The rule for ids is said."""
    with pytest.raises(UsageError, match="cannot be an id; ids look like"):
        lib.rename("one", new_id)


def test_the_same_id(lib: Library) -> None:
    """There is nothing to change."""
    assert lib.rename("one", "one").same == ["one"]


def test_no_such_entry(lib: Library) -> None:
    """An entry that is not there has no file to rename."""
    with pytest.raises(NotFoundError):
        lib.rename("nobody", "uno")


def test_broken_and_hand_made_names(lib: Library) -> None:
    """A broken entry is renamed as it is, and a name outside the rule gets one inside it."""
    assert lib.rename("bad", "good").changed[0][1].title == "(broken)"
    assert lib.rename("Upper", "upper").changed[0][1].id == "upper"
    assert {"good.yaml", "upper.yaml"} <= set(tree(lib.folder))


def test_a_link_in_the_way(lib: Library) -> None:
    """What is no entry is not written over either."""
    (lib.folder / "entries" / "uno.yaml").symlink_to("two.yaml")
    with pytest.raises(RefusedError):
        lib.rename("one", "uno")
    assert tree(lib.folder)["one.yaml"] == ONE.encode()


def test_a_follower_that_cannot_be_edited(lib: Library) -> None:
    """Then nothing is renamed, and its file is named."""
    write(lib.folder, "three", "title: T\ndistinct_from: &a [one]\nx: *a\n")
    before = tree(lib.folder)
    with pytest.raises(ReadinglistError, match=r"entries/three.yaml"):
        lib.rename("one", "uno")
    assert tree(lib.folder) == before


def test_a_file_that_appears_at_the_last_moment(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What had been done already is taken back: the entry is neither lost nor doubled."""
    before = tree(lib.folder)
    commit = lib.writer.commit

    def late(changes: list[Change], label: str, *, whole: bool) -> Outcome:
        write(lib.folder, "uno", "title: Theirs\n")
        return commit(changes, label, whole=whole)

    monkeypatch.setattr(lib.writer, "commit", late)
    with pytest.raises(RefusedError, match=r"entries/uno.yaml: exists already; nothing was renamed"):
        lib.rename("one", "uno")
    assert tree(lib.folder) == before | {"uno.yaml": b"title: Theirs\n"}
    assert lib.undo() is None


@pytest.mark.parametrize(
    ("before", "after", "new_id"),
    [
        ("title: one\ndistinct_from: one\n", "title: one\ndistinct_from: uno\n", "uno"),
        (
            "title: T\ndistinct_from: ['one', \"other\"] # one\n",
            "title: T\ndistinct_from: ['uno', \"other\"] # one\n",
            "uno",
        ),
        (
            "title: T\r\ndistinct_from:\r\n- other\r\n- one\r\n",
            "title: T\r\ndistinct_from:\r\n- other\r\n- uno\r\n",
            "uno",
        ),
        ("\ufefftitle: T\ndistinct_from: [one]", "\ufefftitle: T\ndistinct_from: [uno]", "uno"),
        ("title: T\ndistinct_from: [one, other]\n", "title: T\ndistinct_from: ['no', other]\n", "no"),
        ("title: T\ndistinct_from: [one]\n", "title: T\ndistinct_from: ['2017']\n", "2017"),
        ("title: T\ndistinct_from: [&one one]\nx: [*one]\n", None, "uno"),
        ("title: T\ndistinct_from: [one, uno]\n", "title: T\ndistinct_from: [uno]\n", "uno"),
        (
            "title: T\ndistinct_from:\n- uno # a\n- one\n# b\n",
            "title: T\ndistinct_from:\n- uno # a\n# b\n",
            "uno",
        ),
        (
            "title: T\ndistinct_from:\n- one # a\n- one # b\n",
            "title: T\ndistinct_from:\n- uno # a\n- uno # b\n",
            "uno",
        ),
        (
            "title: T\ndistinct_from:\n- one # a\n- other\n",
            "title: T\ndistinct_from:\n- '2017' # a\n- other\n",
            "2017",
        ),
        ("title: T\ndistinct_from: [!!str one]\n", "title: T\ndistinct_from: [!!str uno]\n", "uno"),
        ("{title: T, distinct_from: one}\n", "{title: T, distinct_from: uno}\n", "uno"),
        (
            "title: T\ndistinct_from:\n- |-\n  one\nx: y\n",
            "title: T\ndistinct_from:\n- uno\nx: y\n",
            "uno",
        ),
        ("title: T\ndistinct_from:\n- |-\n  one\n- a\n", "title: T\ndistinct_from:\n- uno\n- a\n", "uno"),
    ],
)
def test_how_a_follower_is_written(lib: Library, before: str, after: str | None, new_id: str) -> None:
    """The name keeps its place, quotes and comment; one that another reader would not take for text is quoted."""
    write(lib.folder, "three", before)
    if after is None:
        with pytest.raises(ReadinglistError, match=r"entries/three.yaml"):
            lib.rename("one", new_id)
        return
    lib.rename("one", new_id)
    assert tree(lib.folder)["three.yaml"].decode() == after
