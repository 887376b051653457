"""Never stale, never asked for: whatever happens to the files, the answers are those of the files."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from readinglist import sync
from readinglist.errors import RefusedError
from readinglist.index import Index
from readinglist.library import asking
from readinglist.store import Stamp, Store
from readinglist.yamlfile import reading
from tests.shelf import index_file, shelf, told, without_index, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from readinglist.model.entry import Entry

WORDS = ("learning", "reinforcement", "data", "Étude", "agents", "sparse", "model")
LATER = 10**15


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the files that are parsed."""
    ids: list[str] = []

    def counting(entry_id: str, data: bytes) -> Entry:
        ids.append(entry_id)
        return read_entry(entry_id, data)

    read_entry = reading.read_entry
    monkeypatch.setattr(reading, "read_entry", counting)
    return ids


@pytest.fixture
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock be far ahead of the files, so that their stamps can be trusted."""
    monkeypatch.setattr(sync.reading, "time", Clock(LATER))


class Clock:
    """A clock that is ahead by so many nanoseconds."""

    def __init__(self, ahead: int) -> None:
        """Keep how far."""
        self.ahead = ahead

    def time_ns(self) -> int:
        """Return the time, ahead."""
        return os.stat(".").st_ctime_ns + self.ahead  # noqa: PTH116 - the clock of the file system


def _text(dice: random.Random) -> str:
    words = " ".join(dice.choices(WORDS, k=3))
    return (
        f"title: {words}\ntags: [{dice.choice(['rl', 'nlp'])}]\nstatus: {dice.choice(['read', 'unread'])}\n"
    )


class Hand:
    """Someone who changes files behind our back."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Work on the entries in `folder`."""
        self.dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
        self.folder = folder
        self.steps: list[Callable[[Path], object]] = [
            self.same_size, self.time_back, self.rename, self.swap, self.broken, self.copied, os.unlink, os.utime, self.edit,
        ]  # fmt: skip

    def step(self) -> None:
        """Do one thing to one file, or write a new one."""
        there = sorted(self.folder.glob("*.yaml"))
        if len(there) < 3 or self.dice.random() < 0.2:
            self.edit(self.folder / f"e{self.dice.randrange(6)}.yaml")
        else:
            self.dice.choice(self.steps)(self.dice.choice(there))

    def edit(self, path: Path) -> None:
        """Write something else."""
        path.write_text(_text(self.dice), encoding="utf-8")

    def same_size(self, path: Path) -> None:
        """Change letters in place."""
        path.write_bytes(path.read_bytes().replace(b"data", b"tada").replace(b"e", b"i", 1))

    def time_back(self, path: Path) -> None:
        """Change letters in place and put the time of modification back."""
        status = path.stat()
        self.same_size(path)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def rename(self, path: Path) -> None:
        """Give the file another name, maybe that of another one."""
        path.rename(path.with_name(f"e{self.dice.randrange(6)}.yaml"))

    def swap(self, path: Path) -> None:
        """Let two files change places."""
        other, between = self.dice.choice(sorted(self.folder.glob("*.yaml"))), self.folder / "between"
        path.rename(between)
        if other != path:
            other.rename(path)
        between.rename(other)

    def copied(self, path: Path) -> None:
        """Save as some editors do: a new file that takes the place of the old one."""
        new = path.with_name("new")
        new.write_bytes(path.read_bytes() + b"venue: V\n" * (b"venue" not in path.read_bytes()))
        new.replace(path)

    def broken(self, path: Path) -> None:
        """Leave the file half typed."""
        path.write_text('title: "half', encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_answers_are_those_of_the_files(tmp_path: Path, seed: int) -> None:
    """After each of many steps of someone else, the index tells what memory tells."""
    library = shelf(tmp_path)
    hand = Hand(tmp_path / "entries", seed)
    for _ in range(40):
        hand.step()
        assert told(library) == told(without_index(tmp_path))
    assert told(shelf(tmp_path)) == told(without_index(tmp_path))


@pytest.mark.usefixtures("_later")
def test_one_changed_file_is_one_parse(tmp_path: Path, parsed: list[str]) -> None:
    """Only the file that differs is read again; nothing at all where nothing differs."""
    assert len(shelf(tmp_path, a="title: A", b="title: B", c="title: C").find()) == 3
    assert sorted(parsed) == ["a", "b", "c"]
    parsed.clear()
    assert shelf(tmp_path).find().ids == ["a", "b", "c"]
    assert parsed == []
    write(tmp_path, "b", "title: Beta")
    assert [entry.title for entry in shelf(tmp_path).find()] == ["A", "Beta", "C"]
    assert parsed == ["b"]


@pytest.mark.usefixtures("_later")
def test_touching_is_no_change(tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with another time and the same bytes is read once and not parsed; then its stamp is known."""
    shelf(tmp_path, a="title: A").find()
    parsed.clear()
    os.utime(tmp_path / "entries" / "a.yaml", ns=(1, 1))
    assert shelf(tmp_path).find().ids == ["a"]
    monkeypatch.setattr(Store, "read", None)
    assert shelf(tmp_path).find().ids == ["a"]
    assert parsed == []


def test_a_file_changed_within_the_tick_of_the_clock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stamp that is not clearly older than the reading is not trusted, even where it is the same."""
    stamp = Stamp(8, 1, os.stat(tmp_path).st_ctime_ns, 2)  # noqa: PTH116
    read = Store.read
    monkeypatch.setattr(Store, "stamps", lambda *_: {"a": stamp})
    monkeypatch.setattr(Store, "read", lambda self, name: (read(self, name)[0], stamp))
    assert [entry.title for entry in shelf(tmp_path, a="title: A").find()] == ["A"]
    write(tmp_path, "a", "title: B")
    assert [entry.title for entry in shelf(tmp_path).find()] == ["B"]
    monkeypatch.setattr(sync.reading, "time", Clock(LATER))
    assert [entry.title for entry in shelf(tmp_path).find()] == ["B"]
    write(tmp_path, "a", "title: C")
    # From here on the stamp is trusted: what could be seen in this picture is that it is.
    assert [entry.title for entry in shelf(tmp_path).find()] == ["B"]


@pytest.mark.parametrize("listing", ["ids", "stamps"], ids=["the first index", "a later one"])
def test_a_file_that_vanishes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listing: str
) -> None:
    """What was there when the folder was listed and is gone when it is read is no entry."""
    library = shelf(tmp_path, b="title: B")
    if listing == "stamps":
        assert library.find().ids == ["b"]
    write(tmp_path, "a", "title: A")
    listed = getattr(Store, listing)

    def racing(store: Store, *ids: Iterable[str]) -> object:
        found = listed(store, *ids)
        (tmp_path / "entries" / "a.yaml").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Store, listing, racing)
    assert library.find().ids == ["b"]


def test_what_is_no_file_is_no_entry(tmp_path: Path) -> None:
    """A folder or a link with the name of an entry is none, also where there is nothing else."""
    library = shelf(tmp_path)
    (tmp_path / "entries" / "a.yaml").mkdir()
    (tmp_path / "entries" / "b.yaml").symlink_to("nowhere")
    for _ in range(2):
        assert (library.find().ids, library.broken()) == ([], [])


def test_a_file_that_cannot_be_read_is_named_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as broken for as long as that lasts."""
    read = Store.read

    def refusing(store: Store, name: str) -> tuple[bytes, Stamp]:
        if name == "a.yaml":
            raise RefusedError("cannot be read: Permission denied")
        return read(store, name)

    monkeypatch.setattr(Store, "read", refusing)
    library = shelf(tmp_path, a="title: A", b="title: B")
    assert library.find().ids == ["b"]
    assert [str(each) for each in library.broken()] == ["entries/a.yaml: cannot be read: Permission denied"]
    monkeypatch.setattr(Store, "read", read)
    assert library.find().ids == ["a", "b"]
    assert library.broken() == []


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever waits for a first reading learns how far it is."""
    shelf(tmp_path, a="title: A", b="title: B")
    steps: list[tuple[int, int]] = []
    index = Index(None)
    with sync.up_to_date(Store(tmp_path / "entries"), index, lambda *step: steps.append(step)):
        assert index.column("id") == ["a", "b"]
    index.close()
    assert steps == [(0, 2), (2, 2)]


def test_a_copy_that_is_damaged_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what could be taken over of an index fails, the files are read."""

    def useless(path: Path | None) -> Index:
        index = Index(path)
        index.close()
        return index

    library = shelf(tmp_path, a="title: A")
    monkeypatch.setattr(asking, "copy_of", useless)
    monkeypatch.setenv("READINGLIST_NO_INDEX", "1")
    assert library.find().ids == ["a"]


def test_a_name_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """The index cannot hold such a name: the file is passed over, and `check` says so."""
    library = shelf(tmp_path, a="title: A")
    (tmp_path / "entries" / os.fsdecode(b"caf\xe9.yaml")).write_text("title: C")
    assert library.find().ids == ["a"]
    assert [str(each) for each in library.check()] == [
        "entries/caf<U+DCE9>.yaml: the name of the file is not UTF-8; rename it"
    ]


def test_the_index_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The folders made for it are closed to others."""
    shelf(tmp_path, a="title: A").find()
    path = index_file(tmp_path)
    assert {
        each.stat().st_mode & 0o777 for each in (path.parent, path.parent.parent, tmp_path / "cache")
    } == {0o700}
