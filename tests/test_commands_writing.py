"""What writing commands do to the files, and leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, process, tree, write

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = "# mine\ntitle:   'One'   # kept\n\ntags: [a,  b]\nmykey: {x: 1}\n"


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of an entry written by hand and another."""
    folder = library(tmp_path / "lib", two="Two")
    write(folder, "one", BY_HAND)
    return folder


@pytest.mark.parametrize(
    "args",
    [
        ["start", "one"],
        ["read", "one"],
        ["skim", "one"],
        ["drop", "one"],
        ["reject", "one"],
        ["rate", "one", "3"],
        ["tag", "one", "+c", "+a"],
        ["set", "one", "venue=V", "own=x"],
        ["set", "one", "notes=a\nb", "tags=x,y", "mykey=", "rating=3"],
    ],
    ids=lambda args: args[0],
)
def test_twice_is_once(lib: Path, args: list[str]) -> None:
    """The second time there is nothing to change: the same file, not even written again."""
    path = lib / "entries" / "one.yaml"
    assert here(lib, *args).code == 0
    first = path.stat()
    ran = here(lib, *args)
    assert (ran.code, ran.out, ran.err) == (0, "", "one: nothing to change\n")
    second = path.stat()
    assert (second.st_ino, second.st_mtime_ns, second.st_ctime_ns) == (
        first.st_ino,
        first.st_mtime_ns,
        first.st_ctime_ns,
    )
    assert here(lib, "undo").code == 0
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_only_what_changes_is_touched(lib: Path) -> None:
    """Comments, spaces and keys of one's own stay as they were written."""
    here(lib, "tag", "one", "+c")
    here(lib, "rate", "one", "4")
    text = (lib / "entries" / "one.yaml").read_text(encoding="utf-8")
    assert text.startswith("# mine\ntitle:   'One'   # kept\n\n")
    assert "mykey: {x: 1}\n" in text
    assert "rating: 4\n" in text


def test_undo_leads_all_the_way_back(lib: Path) -> None:
    """Every change is taken back in turn, byte for byte."""
    before = tree(lib)
    commands = [
        ["start", "one"], ["tag", "one", "two", "+x", "--yes"], ["rm", "two"], ["add", "Three", "--tag", "t"], ["set", "three", "tags="],
        ["rate", "--where", "has:title", "2", "--yes"], ["rm", "one", "three", "--yes"], ["add", "Two", "--id", "two"],
    ]  # fmt: skip
    for command in commands:
        assert here(lib, *command).code == 0, command
    for command in reversed(commands):
        assert here(lib, "undo").out.startswith(f"took back {command[0]}: entries/")
    assert tree(lib) == before
    assert here(lib, "undo") == (
        1,
        "",
        "readinglist: nothing to undo: every recorded change is taken back already\n",
    )


def test_a_file_changed_since_is_left(lib: Path) -> None:
    """Undo takes back what it can, and names what somebody else has changed."""
    here(lib, "tag", "one", "two", "+x", "--yes")
    write(lib, "one", "title: By hand\n")
    ran = here(lib, "undo", "--yes")
    assert (ran.code, ran.out) == (5, "took back tag: entries/two.yaml (tags +x)\n")
    assert ran.err.startswith("readinglist: entries/one.yaml: left as it is, changed since")
    assert tree(lib)["one.yaml"] == b"title: By hand\n"


@pytest.mark.parametrize(
    "args",
    [
        ["tag", "+x"],
        ["rm"],
        ["set", "rating=3"],
        ["start"],
        ["read"],
        ["keep"],
        ["reject"],
        ["rate", "--where", "has:title", "3"],
    ],
    ids=lambda args: args[0],
)
def test_several_need_a_yes(lib: Path, args: list[str]) -> None:
    """Where nobody can be asked, more than one entry is written only with --yes."""
    before = tree(lib)
    where = [] if "--where" in args else ["--where", "has:title"]
    ran = process(lib, *args, *where)
    assert (ran.code, ran.out, "--yes goes ahead" in ran.err) == (2, "", True)
    assert process(lib, *args, *where, "--dry-run").code == 0
    assert tree(lib) == before
    assert process(lib, *args, *where, "--yes").code == 0


def test_broken_entries_are_left_alone(lib: Path) -> None:
    """One that is broken is named with its line and exit code 4; the others are changed."""
    broken = write(lib, "bad", "title: a\nstatus: finished\n")
    for args in (["tag", "bad", "+x"], ["set", "bad", "rating=1"], ["start", "bad"], ["rate", "bad", "1"]):
        ran = here(lib, *args)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert ran.err.startswith("readinglist: entries/bad.yaml:2: status ")
    assert here(lib, "tag", "bad", "two", "+x", "--yes").code == 4
    assert b"tags: [x]" in tree(lib)["two.yaml"]
    assert broken.read_text(encoding="utf-8") == "title: a\nstatus: finished\n"


@pytest.mark.parametrize(
    "value",
    ["a\0b", "a\x1b[1mb", "no", "1.0", "- x", "'", '"', "#", ": ", "é\u202e", "x" * 5000],
)
def test_any_text_is_kept(lib: Path, value: str) -> None:
    """What is set is what is shown; control characters are refused."""
    ran = here(lib, "set", "two", f"notes={value}", f"authors={value.replace(',', '')}")
    if value.startswith(("a\0", "a\x1b")):
        told = f"readinglist: notes has a control character (U+{ord(value[1]):04X}) in it; take it out\n"
        assert (ran.code, ran.err) == (2, told)
        return
    assert ran.code == 0
    assert "\u202e" not in ran.out
    again = here(lib, "set", "two", f"notes={value}")
    assert again.err == "two: nothing to change\n"


def test_yaml_from_stdin_keeps_what_it_says(lib: Path) -> None:
    """Fields from stdin and from options come together; options win."""
    ran = process(
        lib,
        "add",
        "-",
        "--rating",
        "3",
        "--tag",
        "t",
        stdin=b"title: Piped  # by hand\nrating: 1\nmykey: x\nadded: 2020-01-01\n",
    )
    assert (ran.code, ran.out) == (0, "piped\n")
    assert tree(lib)["piped.yaml"] == (
        b"title: Piped  # by hand\ntags: [t]\nrating: 3\nmykey: x\nadded: 2020-01-01\n"
    )


def test_ids_that_are_taken(lib: Path) -> None:
    """The second and third of an id are its -b and -c; an id that is asked for is given or refused."""
    ids = [
        here(lib, "add", f"Deep {word}", "--author", "A. Karpathy", "--date", "2015", "--yes").out
        for word in ("nets", "dreams", "sea")
    ]
    assert ids == ["karpathy2015deep\n", "karpathy2015deep-b\n", "karpathy2015deep-c\n"]
    assert here(lib, "add", "Other", "--id", "karpathy2015deep").code == 5
    assert here(lib, "add", "Other", "--id", "../x").code == 2
    assert here(lib, "add", "Other", "--id", "_list").code == 2


def test_control_characters_from_stdin(lib: Path) -> None:
    """What an escape hides is told with its line, as what stands there bare."""
    ran = process(lib, "add", "-", stdin=b'title: New\nvenue: "a\\eb"\n')
    assert (ran.code, ran.err) == (
        4,
        "readinglist: stdin:2: a text with a control character (U+001B) in it; take it out\n",
    )
    assert (
        "stdin:1: a control character (U+001B); take it out"
        in process(lib, "add", "-", stdin=b"title: a\x1b\n").err
    )


def test_stdin_may_name_the_id(lib: Path) -> None:
    """An `id` in YAML is the wanted id, as `show --json` prints it; a `score` is a key of one's own."""
    assert process(lib, "add", "-", stdin=b"{id: mine, title: Piped, score: 3.2}").out == "mine\n"
    assert tree(lib)["mine.yaml"] == b"title: Piped\nadded: 2026-11-23\nscore: '3.2'\n"
    assert (
        process(lib, "add", "-", "--id", "other", "--yes", stdin=b"id: mine\ntitle: Others").out == "other\n"
    )
    assert process(lib, "add", "-", "--yes", stdin=b"id: mine\ntitle: Again").code == 5
    assert process(lib, "add", "-", stdin=b"id: ../x\ntitle: Elsewhere").code == 2


@pytest.mark.parametrize("title", [" ", "\u3000\t", "\u200b", "\u202e "])
def test_a_title_has_something_to_see(lib: Path, title: str) -> None:
    """Spaces and invisible characters alone are no title, typed or in a file."""
    assert here(lib, "add", title).code == 2
    ran = here(lib, "set", "one", f"title={title}")
    assert (ran.code, "title has nothing to see in it" in ran.err) == (2, True)
    write(lib, "blank", f'title: "{title.encode("unicode_escape").decode()}"\n')
    assert "entries/blank.yaml:1: title has nothing" in here(lib, "check").out


@pytest.mark.parametrize("name", ["id", "ID", "Id", "year", "Year"])
def test_what_is_no_key_of_an_entry(lib: Path, name: str) -> None:
    """Neither id nor year can be set, in whatever case."""
    ran = here(lib, "set", "one", f"{name}=2017")
    assert (ran.code, ran.err.startswith(f"readinglist: {name} cannot be set")) == (2, True)


@pytest.mark.parametrize(
    "args", [["tag", "one", "+a,b"], ["add", "New", "--tag", "a,b"], ["tag", "one", "+\x1b"]]
)
def test_tags_have_no_commas(lib: Path, args: list[str]) -> None:
    """A list of tags in one is refused where it is given, and shown safely."""
    ran = here(lib, *args)
    assert (ran.code, "is no tag; a tag is text without commas" in ran.err, "\x1b" in ran.err) == (
        2,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["--arxiv", "arXiv:2001.00001v2"], "the same arXiv id"),
        (["--doi", "https://doi.org/10.1000/X"], "the same DOI"),
        (["--url", "http://www.x.org/a/"], "the same URL"),
        ([], "a title alike"),
    ],
)
def test_likes_are_named_with_the_reason(lib: Path, given: list[str], why: str) -> None:
    """What is very like a new entry is named, with what they share."""
    write(lib, "two", "title: Bees and moths\narxiv: 2001.00001\ndoi: 10.1000/x\nurl: https://x.org/a\n")
    ran = here(lib, "add", "Bees and moths" if not given else "Quite another", *given)
    assert (ran.code, f"very like it, {why}: two  Bees and moths\n" in ran.err) == (2, True)
