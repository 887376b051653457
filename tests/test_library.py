"""Asking a library: finding, sorting, getting, and what is said about what cannot be read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import readinglist
from readinglist.errors import InvalidError, NotFoundError, RefusedError, UsageError
from readinglist.index.schema import COLUMNS
from readinglist.library import Library, Listing
from readinglist.library.names import file_of
from readinglist.model.entry import Entry
from tests.shelf import environ, shelf, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "a": "title: Ants\ndate: 2019\nstatus: read\nrating: 5\ntags: [ants, bees]\nmykey: one\nauthors: [Zed Young]\n",
    "b": "title: Bees\ndate: 2021-05\ntags: [bees]\nnotes: see ants\n",
    "c": "title: cats\nrating: 2\npages: 30\nmykey: [two, Three]\n",
    "bad": "title: Bad\nrating: 9\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give three entries and a broken one."""
    return shelf(tmp_path, **FILES)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["b", "a", "c"]),
        ("bees", ["b", "a"]),
        ("ants -is:read", ["b"]),
        ("mykey:three", ["c"]),
        ("dogs", []),
    ],
)
def test_finding(library: Library, query: str, ids: list[str]) -> None:
    """Every word is wanted; the newest come first, those without a date last."""
    assert library.find(query).ids == ids


@pytest.mark.parametrize("field", [*COLUMNS, "id", "year", "author", "tag"])
def test_sorting_by_any_field(library: Library, field: str) -> None:
    """Any field orders the list, both ways; entries without it come last, by id."""
    name = {"author": "authors", "tag": "tags"}.get(field, field)
    for sort in (field, f"-{field}"):
        found = list(library.find(sort=sort))
        unset = [not getattr(entry, name) for entry in found]
        assert unset == sorted(unset)
        assert len(found) == 3


def test_sorting_by_several_fields(library: Library) -> None:
    """The second orders what is equal in the first; titles sort without regard to case."""
    assert library.find(sort="title").ids == ["a", "b", "c"]
    assert library.find(sort=" -status , -id ,").ids == ["a", "c", "b"]
    assert library.find(sort="").ids == ["a", "b", "c"]
    with pytest.raises(UsageError, match='cannot sort by "colour"; sort by id, year, title'):
        library.find(sort="colour")


def test_a_limit_leaves_the_total(library: Library) -> None:
    """A listing knows how many there are besides those it holds."""
    listing = library.find(limit=2)
    assert (len(listing), listing.total, listing.ids) == (2, 3, ["b", "a"])
    assert [entry.title for entry in listing] == ["Bees", "Ants"]
    assert isinstance(listing, Listing)


def test_getting_an_entry(library: Library) -> None:
    """A reference gives the entry as its file has it."""
    entry = library.get("bees")
    assert (entry.id, entry.date, entry.tags) == ("b", "2021-05", ("bees",))


def test_a_broken_entry_is_told_with_file_and_line(library: Library) -> None:
    """Whoever asks for it learns where it is wrong; the others are not hidden."""
    with pytest.raises(InvalidError, match=r"^entries/bad\.yaml:2: rating"):
        library.read("bad")
    assert str(library.broken()[0]).startswith("entries/bad.yaml:2: rating")
    assert len(library.find()) == 3


@pytest.mark.parametrize(
    "entry_id", ["nobody", "_list", ".a", "", "../a", "a/b", "a\x00", "x" * 300, "\udce9"]
)
def test_reading_what_is_no_entry(library: Library, entry_id: str) -> None:
    """Ids that no entry has, or can have, are not found; the list file is no entry."""
    write(library.folder, "_list", "title: no entry\n")
    with pytest.raises(NotFoundError, match="no entry"):
        library.read(entry_id)


def test_the_file_of_an_entry() -> None:
    """The name is the id and its ending."""
    assert file_of("a-b") == "a-b.yaml"


def test_own_keys_and_their_values(library: Library) -> None:
    """Keys that the table does not know can be asked for like any other."""
    assert library.own_keys() == ["mykey"]
    assert library.find("has:mykey mykey:=two").ids == ["c"]


def test_views_are_saved_queries(library: Library) -> None:
    """A view of the list file stands for its query."""
    write(library.folder, "_list", "name: L\nviews: {small: 'tag:ants OR title:cats'}\n")
    assert library.find("@small", sort="id").ids == ["a", "c"]
    assert library.find("@small -is:read").ids == ["c"]
    with pytest.raises(UsageError, match="no view"):
        library.find("@large")


def test_progress_counts_what_was_evaluated(library: Library) -> None:
    """By status, and what was left out before it became an entry."""
    write(library.folder, "_list", "left_out: {paper: 3, blog: 1}\n")
    counts = library.progress()
    assert (counts.kept, counts.evaluated) == (3, 7)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name: [", 1, ""),
        ("left_out: {paper: many}", 1, "not a whole number"),
        ("- a", 1, ""),
        ("x" * 1_100_000, None, "1 MiB"),
    ],
)
def test_a_faulty_list_file_hides_nothing(library: Library, text: str, line: int | None, reason: str) -> None:
    """What is wrong in it is left out, and named by `check`; entries are found all the same."""
    write(library.folder, "_list", text)
    assert len(library.find()) == 3
    assert library.progress().kept == 3
    finding = next(each for each in library.check() if each.name == "_list.yaml")
    assert (finding.line or 1) == (line or 1)
    assert reason in str(finding)
    assert finding.serious


def test_a_list_file_that_is_a_link(library: Library) -> None:
    """It is not followed."""
    (library.folder / "entries" / "_list.yaml").symlink_to("/etc/passwd")
    assert library.list_file.name is None
    assert "_list.yaml: a link" in " ".join(map(str, library.check()))


def test_corrected_queries(library: Library) -> None:
    """Only words by themselves are corrected, whatever their case; the best of several corrections is taken."""
    write(library.folder, "d", "title: Butterflies\nsummary: butterflied\n")
    assert library.corrected("Buterflies") == "butterflies"
    assert library.corrected("title:buterflies buterflies -tag:x") == "title:buterflies butterflies -tag:x"
    assert library.corrected("bees") is None
    assert library.corrected("") is None
    assert library.corrected("=buterflies") is None


def test_nearest_titles(library: Library) -> None:
    """A title that has the words but for a slip is offered with its id, and no other."""
    assert library.nearest("beees") == [("b", "Bees")]
    assert library.nearest("beetroot") == []
    assert library.nearest("") == []


def test_entries_very_like_a_new_one(tmp_path: Path) -> None:
    """By arXiv id, DOI, URL or title; the first reason is told."""
    library = shelf(
        tmp_path,
        one="title: Night moths\narxiv: '2001.00001'\ndoi: 10.1000/X\n",
        two="title: Day moths\nurl: https://www.example.org/a/\n",
    )
    new = Entry(id="", title="Something", arxiv="arXiv:2001.00001v2", doi="https://doi.org/10.1000/x")
    assert library.like(new) == [("one", "Night moths", "the same arXiv id")]
    assert library.like(Entry(id="", title="S", doi="10.1000/x"))[0][2] == "the same DOI"
    assert library.like(Entry(id="", title="S", url="http://example.org/a")) == [
        ("two", "Day moths", "the same URL")
    ]
    assert library.like(Entry(id="", title="NIGHT: Moths!")) == [("one", "Night moths", "a title alike")]
    assert library.like(Entry(id="", title="Whales", url="example.org/a")) == []


def test_questions_within_questions(library: Library) -> None:
    """A question may ask the library itself, and sees the same state."""
    assert library.ask(lambda index: (len(index.stamps()), len(library.find()), library.broken()[0].id)) == (
        4,
        3,
        "bad",
    )


def test_a_question_that_fails_by_itself(library: Library) -> None:
    """A fault of the one who asks is shown, and what is asked next is answered."""
    with pytest.raises(ZeroDivisionError):
        library.ask(lambda index: 1 // len(index.extra_keys()[1:]))
    assert len(library.find()) == 3


def test_scripts_open_a_library_by_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`from readinglist import Library` is all a script needs."""
    for name, value in environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    shelf(tmp_path, **FILES)
    assert readinglist.Library is Library
    assert readinglist.Entry is Entry
    assert Library.open(tmp_path).find("bees").ids == Library.open(str(tmp_path)).find("bees").ids
    write(tmp_path, "_list", "name: L\n")
    monkeypatch.chdir(tmp_path / "entries")
    assert len(Library.open().find()) == 3
    with pytest.raises(UsageError, match="no reading list in"):
        Library.open(tmp_path / "nowhere")
    with pytest.raises(AttributeError, match="no attribute 'Shelf'"):
        readinglist.Shelf  # noqa: B018 - asking is the test


def test_importing_the_package_imports_little() -> None:
    """Neither yaml nor sqlite3 come with the name of the package."""
    script = "import sys, readinglist; sys.exit(bool({'yaml', 'sqlite3', 'typer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_folder_that_goes_away(library: Library) -> None:
    """A library whose folder is gone is refused, not empty."""
    library.find()
    (library.folder / "entries").rename(library.folder / "elsewhere")
    with pytest.raises(RefusedError, match="No such file"):
        library.find()


def test_one_command_sees_one_state(tmp_path: Path) -> None:
    """With `once` the files are compared at the first question, and again after a change or when asked to."""
    shelf(tmp_path, a="title: A")
    library = Library(tmp_path, once=True)
    assert library.find().ids == ["a"]
    write(tmp_path, "b", "title: B")
    assert library.find().ids == ["a"]
    library.look_again()
    assert library.find().ids == ["a", "b"]
    library.remove(["a"])
    assert library.find().ids == ["b"]
