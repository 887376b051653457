"""Drafts: what an editor may leave in their place, and those that are left over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.library.drafts import new_draft
from readinglist.library.editing import edit_entry
from tests.program import tree
from tests.shelf import shelf, write
from tests.test_library_editing import ONE, Person, drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.library import Library


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library of one entry."""
    return shelf(tmp_path, one=ONE)


def left(library: Library, name: str, text: str, changed: int) -> Path:
    """Leave a draft that was last changed at this time, in seconds."""
    library.drafts.mkdir(parents=True, exist_ok=True)
    path = library.drafts / name
    path.write_text(text)
    os.utime(path, (changed, changed))
    return path


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (os.mkfifo, "the editor left something that is no regular file"),
        (os.mkdir, "the editor left something that is no regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "the editor left something that is no regular file"),
        (lambda path: path.symlink_to(path), "the draft cannot be read: "),
        (lambda path: path.write_bytes(b"x" * ((1 << 20) + 1)), "the draft is larger than 1 MiB, which no entry is"),
    ],
    ids=["pipe", "folder", "device", "circle", "large"],
)  # fmt: skip
def test_what_is_no_text(lib: Library, put: Callable[[Path], None], said: str) -> None:
    """It neither blocks nor fills the memory; it stays, and one line says where it is."""
    before = tree(lib.folder)

    def replaces(path: Path) -> None:
        path.unlink()
        put(path)

    with pytest.raises(RefusedError) as caught:
        edit_entry(lib, "one", Person(replaces).desk)
    assert str(caught.value).startswith(said)
    assert "; nothing was changed; " in str(caught.value)
    assert str(caught.value).endswith(f" {lib.drafts / 'one.yaml'}")
    assert [path.name for path in lib.drafts.iterdir()] == ["one.yaml"]
    assert tree(lib.folder) == before


def test_the_largest_text(lib: Library) -> None:
    """A draft of exactly 1 MiB is read."""
    text = ONE + "#" * ((1 << 20) - len(ONE) - 1) + "\n"
    assert edit_entry(lib, "one", Person(text).desk).after == text.encode()


def test_too_many_drafts(tmp_path: Path) -> None:
    """After a thousand drafts of one entry somebody has to look."""
    for number in range(1, 1000):
        (tmp_path / ("x.yaml" if number == 1 else f"x.{number}.yaml")).touch()
    with pytest.raises(RefusedError, match="too many drafts"):
        new_draft(tmp_path, "x.yaml", b"")


def test_going_on_with_a_draft(lib: Library) -> None:
    """The newest one in which something was typed is offered, opened as it is, and gone once it is taken."""
    left(lib, "one.yaml", "title: First\n", 10**9)
    newest = left(lib, "one.2.yaml", "title: Second\n", 4 * 10**9)
    left(lib, "one.3.yaml", ONE, 4 * 10**9 + 1)
    left(lib, "one.x.yaml", "title: Another entry\n", 4 * 10**9 + 1)
    left(lib, "one.md", "notes\n", 4 * 10**9 + 1)
    (lib.drafts / "one.4.yaml").symlink_to("one.yaml")
    seen: list[str] = []
    person = Person(lambda path: seen.append(path.read_text()), resumes=True)
    edit_entry(lib, "one", person.desk)
    assert seen == ["title: Second\n"]
    assert person.told == [f"another draft of it is in {newest}"]
    assert lib.get("one").title == "Second"
    assert set(drafts(lib)) == {"one.yaml", "one.3.yaml", "one.4.yaml", "one.x.yaml", "one.md"}


def test_starting_from_the_file(lib: Library) -> None:
    """Where it is not wanted the draft stays as it is, and one older than the file is called so."""
    older = left(lib, "one.yaml", "title: First\n", 10**9)
    seen: list[str] = []
    person = Person(lambda path: seen.append(path.read_text()))
    edit_entry(lib, "one", person.desk)
    assert (seen, person.told) == ([ONE], [f"another draft of it is in {older}, older than the file"])
    assert drafts(lib) == {"one.yaml": b"title: First\n"}


def test_a_draft_given_up_again(lib: Library) -> None:
    """Gone on with and faulty still, it is kept once more; undone by hand, it goes."""
    left(lib, "one.yaml", "title: [\n", 10**9)
    with pytest.raises(RefusedError, match="kept in"):
        edit_entry(lib, "one", Person(lambda _: 1, resumes=True).desk)
    assert drafts(lib) == {"one.yaml": b"title: [\n"}
    edited = edit_entry(lib, "one", Person(ONE, resumes=True).desk)
    assert (edited.before == edited.after, drafts(lib)) == (True, {})


def test_an_editor_that_does_not_wait(lib: Library) -> None:
    """Its window may be open still: the draft stays, also one gone on with, and the option is named."""
    for text, resumes in ((ONE, False), ("title: Typed\n", True)):
        left(lib, "one.yaml", text, 10**9)
        person = Person(lambda _: None, resumes=resumes, waiting="code --wait")
        with pytest.raises(RefusedError) as caught:
            edit_entry(lib, "one", person.desk)
        assert "give it its waiting option: code --wait; the draft is kept in " in str(caught.value)
        assert drafts(lib)["one.yaml"] == text.encode()
    assert lib.get("one").title == "One"
    write(lib.folder, "two", ONE)
    assert edit_entry(lib, "two", Person("title: Two\n", waiting="code --wait").desk).after == b"title: Two\n"


def test_a_window_closed_later(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that was open for a while did wait; without a change its draft goes."""
    times = iter((0.0, 1.5))
    monkeypatch.setattr("readinglist.library.editing.monotonic", lambda: next(times))
    edit_entry(lib, "one", Person(ONE, waiting="gedit --wait").desk)
    assert drafts(lib) == {}
