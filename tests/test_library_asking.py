"""What is made of many entries by two processes: the same as by one, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from readinglist.formats import FORMATS, written
from readinglist.formats.about import About
from readinglist.index import DAMAGED
from readinglist.index.damage import GoneError
from readinglist.index.second import Second
from readinglist.library import asking
from readinglist.query.tree import Everything
from readinglist.sync import turns
from readinglist.yamlfile.entries import write_entry
from readinglist.yamlfile.faults import Refused
from tests.children import watched_forks
from tests.hostile import hostile_entries
from tests.program import here, hostile_library
from tests.shelf import index_file, shelf, without_index, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from readinglist.library import Library
    from readinglist.model.entry import Entry

COUNT = 23
# Formats that cannot write each entry for itself.
OF_ONE_PIECE = ("html", "digest")
_HERE = os.getpid()


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Let a second process help with few entries, on any machine, and give its number; none is left over."""
    monkeypatch.setattr(asking, "_MANY", 4)
    monkeypatch.setattr(asking, "_PIECE", 3)
    monkeypatch.setattr(turns, "can_help", lambda: True)
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 60)
    with watched_forks(monkeypatch) as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library of which the index is warm."""
    texts = {f"e{number:02}": f"title: T{number}\nauthors: [Ann Bée]\n" for number in range(COUNT)}
    found = shelf(tmp_path, **texts)
    found.find()
    return found


def told(entry: Entry) -> tuple[str, bool]:
    """Return the title of an entry, and whether a helper told it."""
    return entry.title, os.getpid() != _HERE


def titles(library: Library, limit: int) -> tuple[list[str], int]:
    """Return the titles in order, and how many of them a helper told."""
    found = list(library.find(sort="id", limit=limit).made(told))
    return [title for title, _ in found], sum(helped for _, helped in found)


ALL = [f"T{number}" for number in range(COUNT)]


@pytest.mark.parametrize("count", range(1, COUNT + 1))
def test_all_come_in_order(library: Library, forks: list[int], count: int) -> None:
    """Whatever their number, every second piece is the helper's, where there are enough of them."""
    helped = sum(number // 3 % 2 for number in range(count)) if count >= 4 else 0
    assert titles(library, count) == (ALL[:count], helped)
    assert len(forks) == (count >= 4)


@pytest.mark.parametrize(
    ("name", "about"),
    [
        *((name, About(by_date=True)) for name in FORMATS),
        ("markdown", About(by_date=False)),
        ("csv", About(raw=True)),
    ],
    ids=[*FORMATS, "markdown without headings", "raw csv"],
)
def test_formats_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forks: list[int], name: str, about: About
) -> None:
    """Every format, of hostile entries too, is written by two processes as by one."""
    (tmp_path / "entries").mkdir()
    for number, entry in enumerate(hostile_entries(60)):
        with suppress(Refused):  # a text that no file can hold
            write(tmp_path, f"e{number}", write_entry(entry).decode())
    listing, take = shelf(tmp_path).find(), turns.Partner.take
    alone = "".join(written(name, list(listing), about))
    taken: list[object] = []

    def taking(partner: turns.Partner) -> object:
        taken.append(take(partner))
        return taken[-1]

    monkeypatch.setattr(turns.Partner, "take", taking)
    assert "".join(written(name, listing, about)) == alone
    assert None not in taken
    assert bool(taken) == bool(forks) == (name not in OF_ONE_PIECE)


def test_without_an_index_on_disk(library: Library, forks: list[int]) -> None:
    """What is in memory is seen by nobody else."""
    assert titles(without_index(library.folder), COUNT) == (ALL, 0)
    assert not forks


def test_inside_a_question(library: Library, forks: list[int]) -> None:
    """While a lock is held no process is made, for SQLite would take it for its own."""
    listing = library.find(sort="id")
    found = library.ask(lambda _: list(listing.made(told)))
    assert found == [(title, False) for title in ALL]
    assert not forks


def test_a_damaged_state(library: Library, monkeypatch: pytest.MonkeyPatch, forks: list[int]) -> None:
    """Where the index cannot say in what state it is, one process does it all."""
    listing = library.find(sort="id")

    def damaged(*_: object) -> None:
        raise GoneError("damaged")

    monkeypatch.setattr(Second, "__init__", damaged)
    assert list(listing.made(told)) == [(title, False) for title in ALL]
    assert not forks


def second_of(library: Library) -> tuple[Second, list[tuple[int, str]]]:
    """Return an index as a second process reads it, with rows and ids of it."""
    return library.ask(lambda index: (Second(index), index.rows(Everything(), [("id", False)])))


def test_the_second_process_reads_the_same(library: Library) -> None:
    """It finds entries by their rows, and takes none for another."""
    second, rows = second_of(library)
    assert [entry.title for entry in second.entries(rows[2:5])] == ALL[2:5]
    with pytest.raises(GoneError, match="made anew"):
        second.entries([(rows[0][0], "e01")])
    with pytest.raises(GoneError, match="gone"):
        second.entries([(1000, "e01")])


def test_a_change_ends_the_second_process(library: Library) -> None:
    """One that finds the index in another state says nothing of it; it has locked nothing meanwhile."""
    second, rows = second_of(library)
    assert second.entries(rows[:1])
    write(library.folder, "e05", "title: New\n")
    assert shelf(library.folder).find("New").ids == ["e05"]
    with pytest.raises(GoneError, match="changed"):
        second.entries(rows[:1])


def test_a_change_before_it_is_read(library: Library, forks: list[int]) -> None:
    """Entries that have changed since they were found come as they are now, each once."""
    listing = library.find(sort="id")
    write(library.folder, "e05", "title: New\n")
    shelf(library.folder).find()
    assert [title for title, _ in listing.made(told)] == [*ALL[:5], "New", *ALL[6:]]
    assert forks


def test_a_change_while_it_is_read(library: Library, forks: list[int]) -> None:
    """Every entry comes once, in order, whichever process knows of the change."""
    found = library.find(sort="id").made(told)
    first = [next(found) for _ in range(3)]
    for entry_id in ("e18", "e22"):  # one of either process
        write(library.folder, entry_id, f"title: T{entry_id[1:]}\nstatus: read\n")
    (library.folder / "entries" / "e08.yaml").unlink()
    shelf(library.folder).find()
    titles = [title for title, _ in (*first, *found)]
    assert [title for title in titles if title != "T8"] == [title for title in ALL if title != "T8"]
    assert forks


def test_an_index_that_is_gone(library: Library, forks: list[int]) -> None:
    """The second process does not begin a new one; the first has it open still."""
    second, rows = second_of(library)
    listing, file = library.find(sort="id"), index_file(library.folder)
    file.unlink()
    with pytest.raises(DAMAGED):
        second.entries(rows[:1])
    assert [title for title, _ in listing.made(told)] == ALL
    assert not file.exists()
    assert forks


@pytest.mark.parametrize("at", ["T3", "T10", "T22"])
def test_a_helper_that_is_killed(library: Library, forks: list[int], at: str) -> None:
    """What it had not handed over, its parent does."""

    def make(entry: Entry) -> str:
        if os.getpid() != _HERE and entry.title == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return entry.title

    assert list(library.find(sort="id").made(make)) == ALL
    assert forks


def test_list_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], forks: list[int]
) -> None:
    """Lists in a pipe are made by two processes as by one."""
    folder = hostile_library(tmp_path / "lib")
    ways: tuple[list[str], ...] = ([], ["--json"], ["--format", "{id} {title:.9}"])
    together = [here(folder, "list", *args) for args in ways]
    assert len(forks) == len(ways)
    monkeypatch.setattr(asking, "_MANY", 1000)
    assert together == [here(folder, "list", *args) for args in ways]
    assert len(forks) == len(ways)
    assert {ran.code for ran in together} == {0}
    assert capsys.readouterr() == ("", "")
