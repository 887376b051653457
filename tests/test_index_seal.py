"""Damage anywhere in the file of the index is noticed: it is read through whenever its seal does not hold."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.errors import ReadinglistError
from readinglist.index import Index, seal, verification
from readinglist.index.seal import Seal, seal_of
from readinglist.index.writing import writing
from tests.shelf import index_file, shelf, told, without_index, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.library import Library

PAGE = 4096
# More of them for who wants to be surer.
TRIALS = int(os.environ.get("READINGLIST_TRIALS", "40"))
WORDS = ("learning", "data", "reinforcement", "agents", "policy", "sparse", "reward")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no other process to seal: there is none."""
    monkeypatch.setattr(seal, "_PATIENCE_SECONDS", 0)


def filled(folder: Path) -> Path:
    """Make a library whose index is there, with values of every sort and one broken entry."""
    files = {
        f"e{n}": f"title: {WORDS[n % 7]} {WORDS[n % 5]} {n}\nauthors: [Ann Bee, C{n} Dee]\ntags: [{'rl' if n % 2 else 'nlp'}]\n"
        f"status: {'read' if n % 3 else 'unread'}\ndate: {1990 + n}\nmykey: {n}\nnotes: {'x ' * n * 9}\n"
        for n in range(24)
    }
    asked(shelf(folder, **files, bad="title: ["))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give such a library."""
    return filled(tmp_path)


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often an index is read through."""
    times: list[int] = []
    verify = verification.verify

    def counting(index: sqlite3.Connection, empty: sqlite3.Connection) -> None:
        times.append(1)
        verify(index, empty)

    monkeypatch.setattr(verification, "verify", counting)
    return times


def asked(library: Library) -> dict[str, Any]:
    """Return answers that come from every table."""
    listed = library.find("status:unread", sort="id")
    return told(library) | {
        "unread": listed.ids,
        "key": library.find("mykey:>=7 OR missing:mykey").ids,
        "phrase": library.find('"learning data"').ids,
        "range": library.find("year:1995..2004", sort="date").ids,
        "reference": resolved(library, "sparse sparse 5"),
        "nearest": library.nearest("sparsity learned"),
        "misspelt": library.corrected("reinforcment"),
        "shorthand": library.find("author:c7", sort="status").ids,
    }


def resolved(library: Library, ref: str) -> object:
    """Return what a reference resolves to, or what is said of it."""
    try:
        return library.resolve([ref])
    except ReadinglistError as error:
        return str(error)


def flipped(data: bytearray, dice: random.Random) -> None:
    """Turn one bit."""
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def scribbled(data: bytearray, dice: random.Random) -> None:
    """Overwrite 64 bytes."""
    at = dice.randrange(len(data) - 64)
    data[at : at + 64] = dice.randbytes(64)


def zeroed(data: bytearray, dice: random.Random) -> None:
    """Empty a page."""
    at = dice.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def swapped(data: bytearray, dice: random.Random) -> None:
    """Let two pages change places."""
    one, other = (at * PAGE for at in dice.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def cut(data: bytearray, dice: random.Random) -> None:
    """Lose the end."""
    del data[dice.randrange(len(data)) :]


@pytest.mark.parametrize("damage", [flipped, scribbled, zeroed, swapped, cut])
def test_no_damage_changes_an_answer(root: Path, damage: Callable[[bytearray, random.Random], None]) -> None:
    """Whatever happens to the bytes of the file, the answers are those given without it."""
    dice = random.Random(damage.__name__)  # noqa: S311 - chance for tests, not for secrets
    right, path, sound = asked(without_index(root)), index_file(root), index_file(root).read_bytes()
    wrong = 0
    for _ in range(TRIALS):
        data = bytearray(sound)
        damage(data, dice)
        path.write_bytes(data)
        wrong += asked(shelf(root)) != right
    assert wrong == 0


def test_a_sealed_index_is_not_read_through(root: Path, verified: list[int]) -> None:
    """Only where someone else wrote to it, and then once."""
    asked(shelf(root))
    assert not verified
    os.utime(index_file(root))
    right = asked(without_index(root))
    assert asked(shelf(root)) == right
    assert asked(shelf(root)) == right
    assert len(verified) == 1


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.with_name("precious").write_bytes(b"precious")
    path.unlink()
    path.symlink_to("precious")


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "change",
    [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xff" * 999), lambda path: path.write_bytes(b""), _folder, _link, _fifo],
)  # fmt: skip
def test_whatever_is_in_place_of_the_seal(
    root: Path, change: Callable[[Path], None], verified: list[int]
) -> None:
    """The index is verified and kept; what a link points to is left alone; nothing waits for a FIFO."""
    path, right = index_file(root), asked(without_index(root))
    inode = path.stat().st_ino
    change(seal_of(path))
    assert asked(shelf(root)) == right
    assert verified
    assert path.stat().st_ino == inode
    if (precious := path.with_name("precious")).exists():
        assert precious.read_bytes() == b"precious"
    if not seal_of(path).is_dir():
        assert seal_of(path).stat().st_mode == 0o100600
    write(root, "e1", "title: Changed")
    assert asked(shelf(root)) == asked(without_index(root))


def test_a_copy_of_the_cache_folder_is_verified(root: Path, verified: list[int]) -> None:
    """Another inode, the same content: it is used as it is."""
    folder = index_file(root).parent
    folder.rename(folder.with_name("before"))
    shutil.copytree(folder.with_name("before"), folder)
    shutil.rmtree(folder.with_name("before"))
    inode = index_file(root).stat().st_ino
    assert asked(shelf(root)) == asked(without_index(root))
    assert (len(verified), index_file(root).stat().st_ino) == (1, inode)


def test_the_index_of_yesterday(root: Path, verified: list[int]) -> None:
    """An older index that is sound is brought up to date."""
    path = index_file(root)
    old = path.read_bytes()
    write(root, "e1", "title: Changed since\nstatus: dropped\n")
    (root / "entries" / "e2.yaml").unlink()
    asked(shelf(root))
    inode = path.stat().st_ino
    path.write_bytes(old)
    assert asked(shelf(root)) == asked(without_index(root))
    assert (len(verified), path.stat().st_ino) == (1, inode)


def test_damage_while_a_library_is_open(root: Path) -> None:
    """It is noticed at the next question, also where SQLite remembers the page as it was."""
    library, path = shelf(root), index_file(root)
    right = asked(library)
    dice = random.Random(5)  # noqa: S311 - chance for tests, not for secrets
    for _ in range(8):
        data = bytearray(path.read_bytes())
        zeroed(data, dice)
        path.write_bytes(data)
        assert asked(library) == right
        assert asked(shelf(root)) == right


def test_nothing_is_written_over_damage(root: Path) -> None:
    """A write transaction verifies first, so that a seal never covers what was damaged before it."""
    with closing(Index(index_file(root))) as index:
        execute(index_file(root), "UPDATE field SET status = 'read'")
        with pytest.raises(sqlite3.DatabaseError, match="damaged: rows"), writing(index) as writer:
            writer.drop("e1")
    assert not Seal(index_file(root)).holds()
    assert asked(shelf(root)) == asked(without_index(root))


def test_a_file_that_was_replaced(root: Path) -> None:
    """An open library answers right, and the new file at the path is neither sealed nor removed by it."""
    library, path = shelf(root), index_file(root)
    right = asked(library)
    path.rename(path.with_name("old"))
    path.write_bytes(b"someone else's")
    assert asked(library) == right
    path.unlink()
    assert asked(library) == right


def execute(path: Path, statement: str) -> None:
    """Change the index as a program would that knows SQLite but not us."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def test_a_seal_is_never_trusted_within_a_tick(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change so soon after sealing that the clock did not move on would leave the stamp as it was."""
    one = Seal(index_file(root))
    assert one.holds()
    monkeypatch.setattr(seal, "_read", lambda path: seal._stamp(index_file(root)))
    assert not one.holds()
    one.set(one.stamp())
    assert asked(shelf(root)) == asked(without_index(root))
