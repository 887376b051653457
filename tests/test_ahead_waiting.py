"""A command that waited, for a lock or for its input, does not answer from what was seen before that."""

from __future__ import annotations

import io
import sys
from select import select
from typing import TYPE_CHECKING

import pytest

from readinglist import sync
from readinglist.ahead import Ahead
from readinglist.cli import main
from readinglist.library import Library
from tests.shelf import environ, shelf, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library of which the index knows the fingerprint."""
    monkeypatch.setattr(sync.comparing, "MANY", 1)
    monkeypatch.setattr(sync.comparing, "RACY_NS", 0)
    for name, value in environ(tmp_path, READINGLIST_LIBRARY=str(tmp_path)).items():
        monkeypatch.setenv(name, value)
    for _ in range(2):
        shelf(tmp_path, **({} if (tmp_path / "entries").exists() else {"a": "title: A"})).find()
    return tmp_path


def _seen(root: Path) -> Ahead:
    """Return a process that has looked at the files."""
    begun = Ahead(root / "entries")
    select([begun._reader], [], [])
    return begun


def test_what_was_seen_before_the_lock(root: Path) -> None:
    """Whoever had the lock may have written: what is planned under it knows of that."""
    library = Library(root, environ(root), once=True, ahead=_seen(root))
    write(root, "b", "title: B")
    with library.writer.locked():
        assert library.find(sort="id").ids == ["a", "b"]


def test_what_was_seen_before_the_ids_came(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever gives the ids may have written: other references of the command line find that."""
    begun = _seen(root)
    write(root, "b", "title: Marvels of the deep")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n"))
    assert main(["path", "-", "marvels deep"], begun) == 0
    assert "b.yaml" in capsys.readouterr().out
