"""Questions put while another process still looks at the files: the answers are those of the files as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from readinglist.errors import UsageError
from readinglist.fingerprint import fingerprint
from readinglist.library import Library
from readinglist.store.listing import stamps
from readinglist.sync import comparing
from tests.shelf import environ, index_file, shelf, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.ahead import Ahead


class Looking:
    """A process that looks at the files; before it does, something happens to them."""

    is_looking = True

    def __init__(self, happening: Callable[[], object] = bool) -> None:
        """Let this happen."""
        self._happening = happening
        self.told = 0

    def fingerprint(self, folder: Path) -> bytes:
        """Return what a process would tell."""
        self._happening()
        self.told += 1
        return fingerprint(stamps(folder))

    def end(self) -> None:
        """Do nothing."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a library whose index knows that it is the same as the files."""
    monkeypatch.setattr(comparing, "MANY", 1)
    monkeypatch.setattr(comparing, "RACY_NS", 0)
    library = shelf(
        tmp_path, **{f"e{at}": f"title: Moth {at}\n" for at in range(9)}, mine="title: Mine\nshelf: attic\n"
    )
    # What is read for the first time is compared once more.
    assert [library.search("moth").total for _ in range(2)] == [9, 9]
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often a search or a list is put to the index."""
    found: list[str] = []

    def watched(name: str) -> None:
        real = getattr(Library, name)

        def parse(*args: object) -> object:
            found.append(name)
            return real(*args)

        monkeypatch.setattr(Library, name, parse)

    watched("parse")
    return found


def opened(root: Path, looking: Looking) -> Library:
    """Return the library as a command opens it."""
    return Library(root, environ(root), once=True, ahead=cast("Ahead", looking))


def test_nothing_has_changed(root: Path, asked: list[str]) -> None:
    """The question is put once, and the files are not compared for the next one."""
    looking = Looking()
    library = opened(root, looking)
    assert library.search("moth").total == 9
    assert (len(asked), looking.told) == (1, 1)
    assert library.find("attic").ids == ["mine"]
    assert (len(asked), looking.told) == (2, 1)


@pytest.mark.parametrize("early", [True, False])
def test_something_has_changed(root: Path, asked: list[str], early: bool) -> None:
    """A file that another process sees changed is in the answer."""
    looking = Looking(lambda: write(root, "e0", "title: Lamp of the night\n"))
    looking.is_looking = early
    library = opened(root, looking)
    assert library.search("moth").total == 8
    assert library.find("lamp").ids == ["e0"]
    assert looking.told == 1
    assert len(asked) == 2 + early


def test_what_is_wrong_with_the_files_as_they_were(root: Path) -> None:
    """A query that makes sense of the files as they are is no mistake; one that does not is told."""
    looking = Looking(lambda: write(root, "e1", "title: Moth\ncolour: grey\n"))
    assert opened(root, looking).find("colour:grey").ids == ["e1"]
    with pytest.raises(UsageError, match="color"):
        opened(root, Looking()).find("color:grey")


def test_an_index_that_knows_nothing_yet(tmp_path: Path) -> None:
    """There is nothing to answer from: nobody is waited for."""
    shelf(tmp_path, a="title: Moth\n")
    looking = Looking()
    assert opened(tmp_path, looking).search("moth").total == 1
    assert looking.told == 0


def test_a_damaged_index(root: Path) -> None:
    """It is made anew, as ever."""
    file = index_file(root)
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)
    assert opened(root, Looking()).search("moth").total == 9
