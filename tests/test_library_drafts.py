"""Drafts: what an editor may leave in their place, and that each has a folder of its own."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.library.drafts import Draft, locked, new_draft
from readinglist.library.editing import edit_entry
from readinglist.system import System
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


def left(
    library: Library,
    number: int,
    text: str,
    base: str | None = ONE,
    *,
    name: str = "one.yaml",
    changed: int = 10**9,
) -> Path:
    """Leave a draft that began from `base` and was last changed at this time, in seconds."""
    folder = library.drafts / str(number)
    folder.mkdir(parents=True)
    if base is not None:
        (folder / ".base").write_text(base)
    path = folder / name
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
    assert str(caught.value).endswith(f" {lib.drafts / '1' / 'one.yaml'}")
    assert [path.name for path in lib.drafts.glob("*/[!.]*")] == ["one.yaml"]
    assert tree(lib.folder) == before


def test_the_largest_text(lib: Library) -> None:
    """A draft of exactly 1 MiB is read."""
    text = ONE + "#" * ((1 << 20) - len(ONE) - 1) + "\n"
    assert edit_entry(lib, "one", Person(text).desk).after == text.encode()


def test_too_many_drafts(tmp_path: Path) -> None:
    """After a thousand drafts somebody has to look."""
    for number in range(1, 1000):
        (tmp_path / str(number)).mkdir()
    with pytest.raises(RefusedError, match="too many drafts"):
        new_draft(tmp_path, "x.yaml", b"")


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that cannot be written leaves nothing."""

    def full(_draft: Draft, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Draft, "fill", full)
    with pytest.raises(OSError, match="No space"):
        new_draft(tmp_path, "x.yaml", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_locks(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """One can edit there all the same."""

    def no_locks(_system: System, _descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    draft = lib.drafts / "1"
    draft.mkdir(parents=True)
    monkeypatch.setattr(System, "flock", no_locks)
    descriptor = locked(draft)
    assert descriptor is not None
    os.close(descriptor)


def test_a_folder_that_is_taken_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft gets the next folder where somebody else locks its own."""
    answers = iter((None, locked))
    monkeypatch.setattr(
        "readinglist.library.drafts.locked", lambda own: (answer := next(answers)) and answer(own)
    )
    assert new_draft(tmp_path, "x.yaml", b"").path == tmp_path / "2" / "x.yaml"


def test_a_draft_that_ends_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its folder is another one by the time it is locked, or none, it is not ours."""
    own = tmp_path / "1"
    own.mkdir()
    (tmp_path / "2").mkdir()
    monkeypatch.setattr(System, "flock", lambda *_: (tmp_path / "2").replace(own))
    assert locked(own) is None
    monkeypatch.setattr(System, "flock", lambda *_: own.rmdir())
    with pytest.raises(FileNotFoundError):
        locked(own)


def test_what_else_is_in_the_folder(lib: Library) -> None:
    """A file that an editor put beside the draft stays, and is in nobody's way."""

    def saves_beside(path: Path) -> None:
        path.with_name("copy.yaml").write_text("title: Copy\n")

    edit_entry(lib, "one", Person(saves_beside).desk)
    assert drafts(lib) == {"1/copy.yaml": b"title: Copy\n"}
    edit_entry(lib, "one", Person("title: New\n").desk)
    assert (lib.get("one").title, drafts(lib)) == ("New", {"1/copy.yaml": b"title: Copy\n"})


def test_an_editor_that_does_not_wait(lib: Library) -> None:
    """Its window may be open still: the draft stays, also one gone on with, and the option is named."""
    for text, resumes in ((ONE, False), ("title: Typed\n", True)):
        shutil.rmtree(lib.drafts, ignore_errors=True)
        left(lib, 1, text)
        person = Person(lambda _: None, resumes=resumes, waiting="code --wait")
        with pytest.raises(RefusedError) as caught:
            edit_entry(lib, "one", person.desk)
        assert "give it its waiting option: code --wait; the draft is kept in " in str(caught.value)
        assert drafts(lib)["1/one.yaml"] == text.encode()
    assert lib.get("one").title == "One"
    write(lib.folder, "two", ONE)
    assert edit_entry(lib, "two", Person("title: Two\n", waiting="code --wait").desk).after == b"title: Two\n"


def test_a_window_closed_later(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that was open for a while did wait; without a change its draft goes."""
    times = iter((0.0, 1.5))
    monkeypatch.setattr("readinglist.library.editing.monotonic", lambda: next(times))
    edit_entry(lib, "one", Person(ONE, waiting="gedit --wait").desk)
    assert drafts(lib) == {}
