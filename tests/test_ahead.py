"""The process that looks at the files early: what it tells, and that nothing depends on it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist import ahead
from readinglist.ahead import Ahead, begin, library_named
from readinglist.fingerprint import fingerprint
from readinglist.settings import index_path
from readinglist.store.listing import stamps
from tests.children import high_pipes

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library of two entries."""
    (tmp_path / "entries").mkdir()
    for name in ("a", "b"):
        (tmp_path / "entries" / f"{name}.yaml").write_text(f"title: {name}\n")
    return tmp_path


def test_it_tells_the_state_of_the_folder(library: Path) -> None:
    """The fingerprint is that of the stamps, and belongs to this library only."""
    assert Ahead(library / "entries").fingerprint(library / "entries") == fingerprint(
        stamps(library / "entries")
    )
    assert Ahead(library / "entries").fingerprint(library) == b""


@pytest.mark.parametrize("change", ["add", "remove", "write", "rename"])
def test_every_change_shows(library: Path, change: str) -> None:
    """Whatever happens to a file, the fingerprint is another one."""
    before = fingerprint(stamps(library / "entries"))
    file = library / "entries" / "a.yaml"
    match change:
        case "add":
            (library / "entries" / "c.yaml").write_text("title: c\n")
        case "remove":
            file.unlink()
        case "write":
            file.write_text("title: ab\n")
        case "rename":
            file.rename(file.with_name("ab.yaml"))
    assert fingerprint(stamps(library / "entries")) != before


def test_what_fails_tells_nothing(tmp_path: Path) -> None:
    """No library, no fingerprint, and no word of it."""
    assert Ahead(tmp_path / "none").fingerprint(tmp_path / "none") == b""
    assert begin(["list", "-L", str(tmp_path / "none")], os.environ) is None


def test_names_that_are_no_text(library: Path) -> None:
    """A name that is no UTF-8 is no entry's, and changes nothing."""
    folder = os.fsencode(library / "entries")
    before = fingerprint(stamps(library / "entries"))
    try:
        Path(os.fsdecode(folder + b"/\xff.yaml")).write_text("title: x\n")
    except OSError:
        pytest.skip("the file system takes no such name")
    assert Ahead(library / "entries").fingerprint(library / "entries") == before


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["list"], None),
        (["-L", "a", "list"], "a"),
        (["list", "-La"], "a"),
        (["list", "--library", "a", "--library=b"], "b"),
        (["list", "-L"], None),
        (["search", "--", "-L", "a"], None),
    ],
)
def test_the_library_of_a_command_line(args: Sequence[str], named: str | None) -> None:
    """The last one named holds, wherever it stands before `--`."""
    assert library_named(args) == named


def test_very_many_files_are_shared_out(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third process takes one half of them, and the fingerprint is the same."""
    monkeypatch.setattr(ahead, "_VERY_MANY", 2)
    told = Ahead(library / "entries").fingerprint(library / "entries")
    assert told == fingerprint(stamps(library / "entries"))


def test_only_where_it_saves_time(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small library has no second process; a large one is known by the size of its index."""
    index = index_path(library, os.environ)
    assert index
    assert begin(["list", "-L", str(library)], os.environ) is None
    index.parent.mkdir(parents=True)
    index.write_bytes(b"12")
    assert begin(["list", "-L", str(library)], os.environ) is None
    monkeypatch.setattr(ahead, "_WORTH_IT", 2)
    begun = begin(["list", "-L", str(library)], os.environ)
    assert begun
    assert begun.fingerprint(library / "entries") == fingerprint(stamps(library / "entries"))


def test_what_was_seen_long_ago_is_not_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that waited for its input looks at the folder once more."""
    begun = Ahead(library / "entries")
    monkeypatch.setattr(ahead, "_FRESH_SECONDS", 0.0)
    assert begun.fingerprint(library / "entries") == b""


def test_a_stopped_process_is_not_waited_for(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended, and the files are looked at here."""
    monkeypatch.setattr(ahead, "_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(ahead, "_taken", lambda _: time.sleep(60))
    begun = Ahead(library / "entries")
    process = begun._process
    assert begun.fingerprint(library / "entries") == b""
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_so_many_files_are_open(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of the pipe may be any."""
    high_pipes(monkeypatch)
    assert Ahead(library / "entries").fingerprint(library / "entries") == fingerprint(
        stamps(library / "entries")
    )


def test_one_that_is_not_asked_is_ended(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is left, however long it would have taken."""
    monkeypatch.setattr(ahead, "_taken", lambda _: time.sleep(60))
    begun = Ahead(library / "entries")
    process = begun._process
    begun.end()
    begun.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_a_stream_came_closed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that took its number would be written to as that stream: there is no second process then."""
    monkeypatch.setattr(ahead, "_WORTH_IT", 0)
    index = index_path(library, os.environ)
    assert index
    index.parent.mkdir(parents=True)
    index.touch()
    monkeypatch.setattr(sys, "__stdout__", None)
    assert begin(["list", "-L", str(library)], os.environ) is None


def test_where_there_can_be_none(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where forking fails nothing is left open; where nobody could tell its end, it is not begun."""

    def failing() -> int:
        raise BlockingIOError

    free = os.dup(0)
    os.close(free)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fork", failing)
        with pytest.raises(BlockingIOError):
            Ahead(library / "entries")
    assert os.dup(0) == free
    os.close(free)
    handler = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert begin(["list", "-L", str(library)], os.environ) is None
    finally:
        signal.signal(signal.SIGCHLD, handler)
