"""Whatever is wrong with the file of the index, answers are those given from memory, and no error is shown."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from readinglist.index import DAMAGED, is_damage
from readinglist.index.damage import GoneError
from readinglist.index.schema import APPLICATION, VERSION
from tests.shelf import environ, index_file, shelf, told, without_index, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


PAGE = 4096


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a library of thirty entries, one of them broken, whose index is there."""
    words = ["learning", "data", "reinforcement", "agents", "policy", "sparse", "reward"]
    files = {
        f"e{n}": f"title: {words[n % 7]} {words[n % 5]}\ntags: [rl]\nnotes: {'x ' * n}\n" for n in range(30)
    }
    library = shelf(tmp_path, **files, bad="title: [")
    told(library)
    return tmp_path


def execute(path: Path, *statements: str) -> None:
    """Change the file of an index behind our back."""
    connection = sqlite3.connect(path, isolation_level=None)
    for each in statements:
        connection.execute(each)
    connection.close()


def zeroed(path: Path) -> None:
    """Empty a page in the middle."""
    data = bytearray(path.read_bytes())
    data[3 * PAGE : 4 * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def folder(path: Path) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


def link(path: Path) -> None:
    """Put a link to a file of someone in its place."""
    other = path.with_name("precious")
    other.write_bytes(b"precious")
    path.unlink()
    path.symlink_to(other)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(random.Random(1).randbytes(20_000)),  # noqa: S311 - chance for tests
    "text": lambda path: path.write_text("not a database " * 99),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut within a page": lambda path: path.write_bytes(path.read_bytes()[:-99]),
    "zeroed": zeroed,
    "folder": folder,
    "link": link,
    "gone": lambda path: path.unlink(),
    "folder gone": lambda path: shutil.rmtree(path.parent),
    "older": lambda path: execute(path, f"PRAGMA user_version = {VERSION - 1}"),
    "newer": lambda path: execute(path, f"PRAGMA user_version = {VERSION + 1}"),
    "foreign": lambda path: execute(path, f"PRAGMA application_id = {APPLICATION + 1}"),
    "no table": lambda path: execute(path, "DROP TABLE extra"),
    "a row": lambda path: execute(path, "UPDATE entry SET data = replace(data, 'data', 'tada')"),
    "no text": lambda path: execute(path, "UPDATE entry SET faults = CAST(x'ff' AS TEXT) WHERE faults IS NOT NULL"),

    "no word": lambda path: execute(path, "UPDATE entry SET ctime_ns = mtime_ns, seen_ns = NULL"),
    "no JSON": lambda path: execute(path, "UPDATE entry SET faults = 'x' WHERE faults IS NOT NULL"),
    "journal": lambda path: path.with_name("index.sqlite-journal").write_bytes(b"\xd9\xd5\x05\xf9" * 999),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_changes_no_answer(root: Path, damage: str) -> None:
    """A file that is damaged, foreign or gone costs time, nothing else."""
    DAMAGES[damage](index_file(root))
    right = told(without_index(root))
    assert told(shelf(root)) == right
    assert told(shelf(root)) == right


@pytest.mark.parametrize("seed", range(3))
def test_random_bytes_change_no_answer(root: Path, seed: int) -> None:
    """Pages swapped or overwritten are noticed, wherever they are."""
    dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
    right, path = told(without_index(root)), index_file(root)
    sound = path.read_bytes()
    for _ in range(8):
        data, at = bytearray(sound), dice.randrange(len(sound) // PAGE) * PAGE
        data[at : at + PAGE] = bytes(PAGE) if dice.random() < 0.5 else dice.randbytes(PAGE)
        path.write_bytes(data)
        assert told(shelf(root)) == right


def test_what_a_link_points_to_is_left_alone(root: Path) -> None:
    """A link in place of the index is never followed, neither to read nor to write nor to remove."""
    path = index_file(root)
    link(path)
    told(shelf(root))
    assert path.with_name("precious").read_bytes() == b"precious"
    assert not path.is_symlink()


def test_a_damaged_index_is_made_anew(root: Path) -> None:
    """The next command finds a sound one."""
    path = index_file(root)
    path.write_bytes(b"garbage")
    told(shelf(root))
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_damage_noticed_between_two_entries(root: Path) -> None:
    """Entries that are read one by one come out of the files once the index turns out damaged."""
    library = shelf(root)
    listing, hits = library.find(sort="id"), library.search("learning").hits
    right = list(without_index(root).find(sort="id"))
    ranked = list(without_index(root).search("learning").hits)
    execute(index_file(root), "UPDATE entry SET data = 'x' WHERE id > 'e20'")
    assert list(listing) == right
    assert len(ranked) > 1
    assert list(hits) == ranked
    assert list(library.find(sort="id")) == right


def test_entries_changed_between_listing_and_reading(root: Path) -> None:
    """A listing never shows one entry in place of another, whatever became of the rows."""
    library = shelf(root)
    listing = library.find("id:e", sort="id")
    for number in range(9):
        write(root, f"e{number}", f"title: New {number}")
    (root / "entries" / "e9.yaml").unlink()
    shelf(root).find()
    assert [entry.id for entry in listing] == listing.ids[:-1]
    assert {entry.title for entry in listing} >= {f"New {number}" for number in range(9)}


def test_a_new_index_numbers_its_rows_anew(root: Path) -> None:
    """A listing made before an index was made anew still gives the entries it named."""
    write(root, "e0", "title: Renumbered")
    library = shelf(root)
    listing = library.find(sort="id")
    index_file(root).write_bytes(b"garbage")
    assert len(library.find()) == 30
    assert [entry.id for entry in listing] == listing.ids


def test_a_damaged_index_that_cannot_be_removed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes from memory, every time."""
    right = told(without_index(root))
    index_file(root).write_bytes(b"garbage")

    def refusing(path: Path, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(type(root), "unlink", refusing)
    assert told(shelf(root)) == right
    assert index_file(root).read_bytes() == b"garbage"


def test_words_of_no_entry_are_noticed(root: Path) -> None:
    """Where the words lead to a row that is not there, the index is damaged."""
    right = told(without_index(root))
    execute(index_file(root), "UPDATE words_docsize SET id = id + 900", "UPDATE words_content SET id = id + 900",
            "INSERT INTO words(rowid, title) VALUES(77, 'learning data')")  # fmt: skip
    assert told(shelf(root)) == right


def _failing(code: int, name: str) -> Callable[..., sqlite3.Connection]:
    def connect(path: object, **options: object) -> sqlite3.Connection:
        if path == ":memory:":
            return sqlite3_connect(path, isolation_level=None)
        error = sqlite3.OperationalError(name)
        error.sqlite_errorcode, error.sqlite_errorname = code, name
        raise error

    sqlite3_connect = sqlite3.connect
    return connect


@pytest.mark.parametrize(
    ("code", "name"),
    [(8, "SQLITE_READONLY_DIRECTORY"), (13, "SQLITE_FULL"), (14, "SQLITE_CANTOPEN"), (5, "SQLITE_BUSY"), (10, "SQLITE_IOERR_READ")],
)  # fmt: skip
def test_a_file_that_cannot_be_had(root: Path, monkeypatch: pytest.MonkeyPatch, code: int, name: str) -> None:
    """Read-only, full, busy: the answer comes from memory and the file stays."""
    right, sound = told(without_index(root)), index_file(root).read_bytes()
    monkeypatch.setattr(sqlite3, "connect", _failing(code, name))
    assert told(shelf(root)) == right
    assert index_file(root).read_bytes() == sound


def test_a_file_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file says is taken over into memory, and what has changed since is added there."""
    path, connect = index_file(root), sqlite3.connect
    sound = path.read_bytes()

    def reading(name: object, **options: object) -> sqlite3.Connection:
        if name == ":memory:":
            return connect(name, isolation_level=None)
        return connect(f"file:{name}?mode=ro", uri=True, isolation_level=None)

    write(root, "e1", "title: Changed data")
    monkeypatch.setattr(sqlite3, "connect", reading)
    assert told(shelf(root)) == told(without_index(root))
    assert path.read_bytes() == sound


def test_a_folder_of_someone_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of another user is neither used nor removed."""
    right, sound = told(without_index(root)), index_file(root).read_bytes()
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    assert told(shelf(root)) == right
    assert index_file(root).read_bytes() == sound


def test_what_counts_as_damage() -> None:
    """Only what speaks against the content of the file makes it go."""
    assert all(map(is_damage, [sqlite3.DatabaseError("x"), UnicodeDecodeError("utf-8", b"", 0, 1, "x")]))
    others = [GoneError("x"), sqlite3.ProgrammingError("closed"), PermissionError("x")]
    assert not any(map(is_damage, others))
    assert all(isinstance(each, DAMAGED) for each in others[:2])


def test_the_environment_names_no_index(tmp_path: Path) -> None:
    """Answers from memory leave nothing behind."""
    shelf(tmp_path, a="title: A")
    told(without_index(tmp_path))
    assert not (tmp_path / "cache").exists()
    assert environ(tmp_path)["XDG_CACHE_HOME"] == str(tmp_path / "cache")
