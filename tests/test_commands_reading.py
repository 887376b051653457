"""What reading commands show in a pipe, exactly."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from readinglist.library.making import make_library
from readinglist.model.fields import BY_NAME
from tests.program import HOSTILE, here, hostile_library, library, process, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the shipped list."""
    make_library(tmp_path / "lib", os.environ, sample=True)
    return tmp_path / "lib"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a library whose texts try to act on what shows them."""
    return hostile_library(tmp_path / "lib")


@pytest.mark.parametrize(
    "args",
    [
        ["list", "--json"],
        ["search", "learning", "--json"],
        ["show", "--where", "has:title", "--json"],
        ["export", "--format", "json"],
    ],
)
def test_objects_have_every_key(sample: Path, args: list[str]) -> None:
    """One array, an object a line, each with all keys of the schema in its order."""
    ran = here(sample, *args)
    lines = ran.out.splitlines()
    objects = json.loads(ran.out)
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", len(objects) + 2)
    score = ["score"] if args[0] == "search" else []
    assert all(list(each) == ["id", *score, *BY_NAME] for each in objects)


def test_one_object_or_an_array(sample: Path) -> None:
    """One REF is an object; several, a query or stdin an array, however many entries answer."""
    assert isinstance(json.loads(here(sample, "show", "chen2017ucb", "--json").out), dict)
    assert isinstance(json.loads(here(sample, "show", "hindsight replay", "--json").out), dict)
    assert len(json.loads(here(sample, "show", "hindsight", "replay", "--json").out)) == 1
    assert len(json.loads(here(sample, "show", "chen2017ucb", "chen2017ucb", "--json").out)) == 1
    assert len(json.loads(here(sample, "show", "chen2017ucb", "duan2016rl2", "--json").out)) == 2
    assert len(json.loads(here(sample, "show", "--where", "id:chen2017ucb", "--json").out)) == 1
    assert len(json.loads(process(sample, "show", "-", "--json", stdin=b"chen2017ucb\n").out)) == 1


@pytest.mark.parametrize(
    "args", [["list"], [], ["search", "x", "bold"], ["show", "h0"], ["export", "--format", "csv"], ["check"]]
)
def test_nothing_acts_on_a_terminal(hostile: Path, args: list[str]) -> None:
    """What is hostile is made visible in a pipe as well."""
    ran = here(hostile, *args)
    assert ran.code == 0
    shown = ran.out + ran.err
    if args[:1] != ["export"]:
        assert not any(char in shown for char in "\x1b\x07\x9b\u202e")


def test_titles_are_exact_in_a_pipe(hostile: Path) -> None:
    """Every title is there as it is, one line each, nothing cut and no markup read."""
    rows = [line.split("\t") for line in here(hostile, "list", "--sort", "id").out.splitlines()]
    assert [row[4] for row in rows] == list(HOSTILE.values())
    assert {len(row) for row in rows} == {6}
    titles = [each["title"] for each in json.loads(here(hostile, "list", "--json", "--sort", "id").out)]
    assert titles == list(HOSTILE)


def test_missing_values_come_last(tmp_path: Path) -> None:
    """Ascending or descending, what has no value is at the end; ties stay in the order of ids."""
    folder = library(tmp_path / "lib")
    for entry_id, rating in (
        ("a", ""),
        ("b", "rating: 2"),
        ("c", "rating: 5"),
        ("d", ""),
        ("e", "rating: 2"),
    ):
        write(folder, entry_id, f"title: T\n{rating}\n")
    assert here(folder, "list", "--ids", "--sort", "rating").out.split() == ["b", "e", "c", "a", "d"]
    assert here(folder, "list", "--ids", "--sort", "-rating").out.split() == ["c", "b", "e", "a", "d"]
    assert here(folder, "list", "--ids", "--sort", "-rating,-id").out.split() == ["c", "e", "b", "d", "a"]


def test_reading_writes_nothing(sample: Path) -> None:
    """No reading command changes or makes a file in the library."""
    before = tree(sample)
    stamps = {path: path.stat().st_mtime_ns for path in sample.rglob("*")}
    for args in (
        ["list"],
        ["search", "reward"],
        ["show", "chen2017ucb"],
        [],
        ["check"],
        ["export", "--format", "csv"],
        ["open", "--print", "chen2017ucb"],
    ):
        assert here(sample, *args).code == 0
    assert tree(sample) == before
    assert {path: path.stat().st_mtime_ns for path in sample.rglob("*")} == stamps


@pytest.mark.parametrize(
    "args",
    [
        ["list", "reward", "--json"],
        ["search", "rewrad lerning", "--json"],
        [],
        ["list", "--sort", "-year,title", "is:unread year:2017.."],
        ["show", "hindsight", "replay"],
        ["check"],
    ],
)
def test_answers_without_an_index(sample: Path, args: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """READINGLIST_NO_INDEX=1 gives the very same output."""
    with_index = here(sample, *args)
    monkeypatch.setenv("READINGLIST_NO_INDEX", "1")
    assert here(sample, *args) == with_index


def test_a_search_feeds_a_command_that_writes(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids stand behind the scores of a search; what is no list of ids says how to print one."""
    found = here(sample, "search", "dota")
    monkeypatch.setattr("sys.stdin", io.StringIO(found.out))
    ran = here(sample, "tag", "-", "+game", "--yes")
    assert (ran.code, len(ran.out.splitlines())) == (0, len(found.out.splitlines()))
    monkeypatch.setattr("sys.stdin", io.StringIO(here(sample, "list", "--json").out))
    ran = here(sample, "tag", "-", "+game", "--yes")
    hint = "stdin takes ids, one a line: --ids or --format '{id}' prints them, without --group-by"
    told = f'readinglist: no entry of the id "["; {hint}\n'
    assert ran == (3, "", told)
    monkeypatch.setattr("sys.stdin", io.StringIO("gone\topenai2018five\n"))
    assert here(sample, "start", "-").code == 3


def test_a_query_that_is_corrected(sample: Path) -> None:
    """A reading command says what it took instead; a writing one finds nothing and does nothing."""
    remark = "readinglist: nothing has hindsigth; showing results for hindsight\n"
    for args in (["list", "--columns", "id"], ["export", "--format", "csv"]):
        ran = here(sample, *args[:1], "hindsigth", *args[1:])
        assert ran.code == 0
        assert "andrychowicz2017hindsight" in ran.out
        assert ran.err.startswith(remark)
    before = tree(sample)
    for args in (["tag", "+x", "--yes"], ["rm", "--yes"], ["set", "rating=1"], ["start"], ["rate", "3"]):
        ran = here(sample, args[0], "--where", "hindsigth", *args[1:])
        assert ran == (1, "", "readinglist: nothing matches; did you mean hindsight?\n")
    ran = here(sample, "count", "year", "hindsigth")
    assert ran == (0, "2017\t1\n", remark)
    # Ids are what writing commands are fed with.
    told = "readinglist: nothing matches; did you mean hindsight?\n"
    assert here(sample, "list", "hindsigth", "--ids") == (1, "", told)
    assert tree(sample) == before


@pytest.mark.parametrize("name", ["one.yaml", "two.yaml"])
def test_files_that_come_and_go(tmp_path: Path, name: str) -> None:
    """What somebody adds, changes or deletes by hand is seen by the next command."""
    folder = library(tmp_path / "lib", one="One", two="Two")
    here(folder, "list")
    (folder / "entries" / name).rename(folder / "entries" / "three.yaml")
    assert name.removesuffix(".yaml") not in here(folder, "list", "--ids").out.split()
    assert "three" in here(folder, "list", "--ids").out.split()
    (folder / "entries" / "three.yaml").unlink()
    assert len(here(folder, "list", "--ids").out.split()) == 1


def test_ids_are_one_safe_line_each(tmp_path: Path) -> None:
    """The name of a file may hold anything; a line of --ids holds nothing that acts."""
    folder = library(tmp_path / "lib", **{"a\x1b[31m\nb": "Odd"})
    for args in (["list", "--ids"], ["search", "odd", "--ids"]):
        assert here(folder, *args) == (0, "a^[[31m b\n", "")


@pytest.mark.parametrize(
    "args", [["show", "--where", "has:title"], ["open", "--print", "--where", "has:url"]]
)
def test_skipped_entries_are_named(tmp_path: Path, args: list[str]) -> None:
    """A query passes over what is broken and says so, in all commands that take one."""
    folder = library(tmp_path / "lib")
    write(folder, "one", "title: One\nurl: https://x.org\n")
    write(folder, "bad", "title: B\nrating: 9\n")
    ran = here(folder, *args)
    assert (ran.code, bool(ran.out)) == (0, True)
    assert ran.err.startswith("readinglist: skipped entries/bad.yaml:2: rating ")


def test_keys_of_ones_own_are_one_line(tmp_path: Path) -> None:
    """Lists and mappings are shown as a person would write them."""
    folder = library(tmp_path / "lib")
    write(
        folder,
        "one",
        "title: One\nmine: {a: 1, b: [x, {c: y}]}\nlist: [p, q]\nlog: [{date: 2026-11-22, on: [a, b]}]\n",
    )
    out = here(folder, "show", "one").out
    assert "mine\ta: 1, b: [x, {c: y}]\nlist\tp, q\n" in out
    assert "log\t2026-11-22 a, b\n" in out


def test_csv_is_exact_in_files_and_pipes(tmp_path: Path) -> None:
    """A pipe and a file get the very same bytes, whatever is in the texts."""
    folder = library(tmp_path / "lib", one='a\x1b[31m, "b"\n\u202ec')
    piped = process(folder, "export", "--format", "csv").out.encode()
    assert process(folder, "export", "--output", str(tmp_path / "out.csv")).code == 0
    assert (tmp_path / "out.csv").read_bytes() == piped
    assert b'one,"a\x1b[31m, ""b""\n\xe2\x80\xaec",' in piped
    assert piped.count(b"\r\n") == 2


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_export_of_nothing_writes_no_file(tmp_path: Path, force: list[str]) -> None:
    """Where nothing matches, what is there stays."""
    folder = library(tmp_path / "lib", one="One")
    path = tmp_path / "out.csv"
    for there in (False, True):
        if there:
            path.write_text("mine", encoding="utf-8")
        ran = here(folder, "export", "is:read", "-o", str(path), *force)
        assert ran == (1, "", f"readinglist: nothing matches\n{path} is not written\n")
        assert path.exists() is there
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("sort", "headed"), [("", True), ("year,title", True), ("-date", True), ("title", False)]
)
def test_years_head_a_list_by_date(tmp_path: Path, sort: str, headed: bool) -> None:
    """Markdown has headings for years only where the entries of a year stand together."""
    folder = library(tmp_path / "lib")
    write(folder, "one", "title: One\ndate: 2017\n")
    ran = here(folder, "export", "--format", "markdown", "--sort", sort)
    assert ("## 2017" in ran.out) is headed
