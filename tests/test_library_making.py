"""A library is made wholly or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change, Journal
from readinglist.library.making import MAKING, make_library
from readinglist.settings import journal_folder
from readinglist.store import Store
from readinglist.system import System
from tests.program import library, tree
from tests.shelf import environ

if TYPE_CHECKING:
    from pathlib import Path


def test_one_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    """What a killed making left is taken back, not taken for a library."""
    journal = Journal(journal_folder(tmp_path, environ(tmp_path)))
    (tmp_path / "entries").mkdir()
    journal.begin(MAKING, [Change("a.yaml", None, b"made\n"), Change("b.yaml", None, b"b\n")], whole=True)
    (tmp_path / "entries" / "a.yaml").write_bytes(b"made\n")
    (tmp_path / "entries" / ".b.yaml.tmp").write_bytes(b"")
    make_library(tmp_path, environ(tmp_path))
    assert list(tree(tmp_path)) == ["_list.yaml"]


def test_a_library_stays(tmp_path: Path) -> None:
    """Nothing is made where there is one."""
    before = tree(library(tmp_path / "lib", one="One"))
    with pytest.raises(RefusedError, match="already"):
        make_library(tmp_path / "lib", environ(tmp_path), sample=True)
    assert tree(tmp_path / "lib") == before


def test_two_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that make one at the same moment, the second is told so and makes nothing."""
    commit = Store.commit

    def after_another(store: Store, *args: object, **options: object) -> object:
        (tmp_path / "entries" / "_list.yaml").write_bytes(b"name: Theirs\n")
        return commit(store, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "commit", after_another)
    with pytest.raises(RefusedError, match=r"entries/_list\.yaml: exists already; no library was made"):
        make_library(tmp_path, environ(tmp_path), sample=True)
    assert tree(tmp_path) == {"_list.yaml": b"name: Theirs\n"}


def test_a_folder_with_other_things(tmp_path: Path) -> None:
    """What is no entry is no library, and stays."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / ".gitkeep").write_bytes(b"")
    make_library(tmp_path, environ(tmp_path))
    assert sorted(each.name for each in (tmp_path / "entries").iterdir()) == [".gitkeep", "_list.yaml"]


@pytest.mark.parametrize("call", ["open_folder", "create", "link", "fsync", "mkdir"])
def test_a_failure_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """On a full disk only the folders stay that were there before."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(System, call, full)
    (tmp_path / "there").mkdir()
    for folder in (tmp_path / "new", tmp_path / "there", tmp_path / "there" / "deep" / "er"):
        with pytest.raises(RefusedError, match="No space left"):
            make_library(folder, environ(tmp_path / "home"))
    assert {path.name for path in tmp_path.iterdir()} <= {"there", "home"}
    assert list((tmp_path / "there").iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one above it goes again."""
    mkdir = os.mkdir

    def full(path: Path, mode: int = 0o777) -> None:
        if path.name == "entries":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        mkdir(path, mode)

    monkeypatch.setattr(os, "mkdir", full)
    with pytest.raises(RefusedError, match=r"cannot make .*/new/entries: no space left on device"):
        make_library(tmp_path / "new", environ(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does any other interruption."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(System, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_library(tmp_path / "new", environ(tmp_path))
    assert not (tmp_path / "new").exists()
    monkeypatch.undo()
    make_library(tmp_path / "new", environ(tmp_path))
