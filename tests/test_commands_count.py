"""`count` and `tags`: what is counted, in which order, and how it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.program import here, hostile_library, library, process, tree, write
from tests.session import run
from tests.terminal import cells, on_terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four entries, one of them bare."""
    folder = library(tmp_path / "lib", bare="Bare")
    write(
        folder,
        "one",
        "title: One\ndate: 2017\ntags: [rl, gpt]\nvenue: V\nowner: me\nstatus: read\nrating: 4\n",
    )
    write(folder, "two", "title: Two\ndate: 2016-02\ntags: [gpt, x, rl]\nvenue: W\nowner: [me, you]\n")
    write(folder, "three", "title: Three\ndate: 2017-03\ntags: [reinforcement, rl]\nvenue: V\n")
    return folder


@pytest.mark.parametrize(
    ("args", "out", "err"),
    [
        (["year"], "2017\t2\n2016\t1\n", "1 without a year"),
        (["status"], "unread\t3\nread\t1\n", ""),
        (["venue"], "V\t2\nW\t1\n", "1 without a venue"),
        (["tag"], "rl\t3\ngpt\t2\nreinforcement\t1\nx\t1\n", "1 without a tag"),
        (["tags", "-n", "1"], "rl\t3\n", "1 without a tag"),
        (["tags", "--reverse", "-n", "2"], "x\t1\nreinforcement\t1\n", "1 without a tag"),
        (["owner"], "me\t2\nyou\t1\n", "2 without an owner"),
        (["OWNER", "has:owner"], "me\t2\nyou\t1\n", ""),
        (["venue", "year:2017", "-n", "0"], "V\t2\n", ""),
        (["et-al"], "false\t4\n", ""),
        (["title", "two", "OR", "bare"], "Bare\t1\nTwo\t1\n", ""),
        (["title", "two", "OR", "bare", "--reverse"], "Two\t1\nBare\t1\n", ""),
        (["tag", "--reverse", "-n", "2"], "x\t1\nreinforcement\t1\n", "1 without a tag"),
        (["kind", "thre"], "paper\t1\n", ""),
    ],
)  # fmt: skip
def test_counts(lib: Path, args: list[str], out: str, err: str) -> None:
    """Each item of a list counts once an entry; what is lacking is said; keys of one's own are fields."""
    ran = here(lib, "count", *args)
    assert ran == (0, out, f"{err}\n" if err else "")


def test_json(lib: Path) -> None:
    """One array of values and counts; what is a number in an entry is one here."""
    assert json.loads(here(lib, "count", "year", "--json").out) == [
        {"value": 2017, "count": 2}, {"value": 2016, "count": 1},
    ]  # fmt: skip
    assert json.loads(here(lib, "count", "rating", "--json").out) == [{"value": 4, "count": 1}]
    assert json.loads(here(lib, "count", "date", "--json").out)[-1] == {"value": "2016-02", "count": 1}
    assert json.loads(here(lib, "tags", "-n", "1", "--json").out) == [{"tag": "rl", "count": 3}]
    assert here(lib, "count", "doi", "--json")[:2] == (1, "[\n]\n")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["autor"], 'there is no field "autor"; did you mean author?'),
        (["tag:a"], 'a field comes before the query "tag:a"; `readinglist count area tag:a`'),
        (["ownr"], "did you mean owner?"),
        (["qqqq"], "fields are added, area, arxiv, author, code, "),
        (["abstarct"], "fields are added, area, "),
        (["notes"], "notes is nothing that entries have in common"),
        (["id"], "id is nothing that entries have in common"),
        ([], "say what to count by"),
        ([" "], "say what to count by"),
        (["year", "tagg:x"], 'no field is called "tagg"'),
    ],
)
def test_what_cannot_be_counted(lib: Path, args: list[str], told: str) -> None:
    """A field that there is not is named, with what was probably meant."""
    ran = here(lib, "count", *args)
    assert (ran.code, ran.out, told in ran.err, ran.err.count("\n")) == (2, "", True, 1)


def test_nothing_to_count(lib: Path, tmp_path: Path) -> None:
    """Where nothing matches, or nothing has the field, the exit code says so; words are corrected as in `list`."""
    assert here(lib, "count", "year", "status:dropped") == (1, "", "readinglist: nothing matches\n")
    assert here(lib, "count", "doi") == (1, "", "readinglist: no entry has a doi\n")
    assert here(lib, "count", "area", "one") == (1, "", "readinglist: no entry that matches has an area\n")
    assert here(lib, "count", "area", "tag:gptt")[2] == 'readinglist: no tag has "gptt"; did you mean gpt?\n'
    empty = library(tmp_path / "empty")
    assert here(empty, "count", "year") == (1, "", "readinglist: the list is empty\n")
    ran = here(lib, "count", "year", "threee")
    assert (ran.code, ran.out) == (0, "2017\t1\n")
    assert "showing results for three" in ran.err


def test_broken_entries_are_named(lib: Path) -> None:
    """What cannot be read is skipped and named, and does not change the exit code."""
    write(lib, "bad", "title: [\n")
    for args in (["count", "venue"], ["tags"]):
        ran = here(lib, *args)
        assert (ran.code, "skipped entries/bad.yaml" in ran.err) == (0, True)


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("args", [["count", "title"], ["count", "venue"], ["tags"], ["count", "status"]])
def test_on_a_terminal(tmp_path: Path, args: list[str], width: int) -> None:
    """Bars fit every width, and no text acts on the terminal."""
    folder = hostile_library(tmp_path / "lib")
    write(folder, "cjk", f"title: {'強化学習' * 30}\nvenue: {'会議' * 50}\ntags: [{'学習' * 40}]\n")
    shown = on_terminal(args, folder, width=width)
    assert shown.code == 0
    assert [line for line in shown.lines if cells(line) > width] == []
    assert not any(char in "".join(shown.lines) for char in "\x1b\x07\x9b\u202e\r")
    assert "━" in shown.text


def test_a_screenful_of_frequent_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets the first twenty and is told of more; years, and -n 0, are shown all."""
    folder = library(tmp_path / "lib")
    for number in range(25):
        write(folder, f"e{number}", f"title: T\ntags: [t{number}]\ndate: {1990 + number}\n")
    monkeypatch.setenv("COLUMNS", "40")
    assert run("rl -L lib tags", tmp_path, terminal=True).endswith("\n20 of 25 (-n 0 shows all)")
    assert run("rl -L lib count tag -n 3", tmp_path, terminal=True).endswith("\n3 of 25 (-n 0 shows all)")
    for args in ("count year", "tags -n 0"):
        shown = run(f"rl -L lib --color never {args}", tmp_path, terminal=True)
        assert len(shown.splitlines()) == 25


def test_rename_merges(lib: Path) -> None:
    """The other name stands where the tag stood; an entry with both keeps one; undo takes all back at once."""
    before = tree(lib)
    ran = here(lib, "tags", "rename", "rl", "reinforcement", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "one: tags +reinforcement -rl · One",
        "three: tags -rl · Three",
        "two: tags +reinforcement -rl · Two",
    ]
    assert b"tags: [reinforcement, gpt]\n" in tree(lib)["one.yaml"]
    assert b"tags: [gpt, x, reinforcement]\n" in tree(lib)["two.yaml"]
    assert b"tags: [reinforcement]\n" in tree(lib)["three.yaml"]
    assert here(lib, "undo").out.count("took back tags rename") == 3
    assert tree(lib) == before


def test_rename_asks_for_several(lib: Path) -> None:
    """More than one entry needs a yes; one does not; a dry run writes nothing."""
    before = tree(lib)
    ran = process(lib, "tags", "rename", "rl", "new")
    assert (ran.code, "rename the tag rl to new in 3 entries?" in ran.err) == (2, True)
    assert here(lib, "tags", "rename", "rl", "new", "--dry-run").out.startswith("would change one: ")
    assert tree(lib) == before
    assert here(lib, "tags", "rename", "x", "y").out == "two: tags +y -x · Two\n"


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["RL", "x"], 2, 'no entry has the tag "RL"; did you mean rl?'),
        (["qqq", "x"], 2, 'no entry has the tag "qqq"'),
        (["", "x"], 2, 'no entry has the tag ""'),
        (['a"b', "x"], 2, 'no entry has the tag "a"b"'),
        (["rl", "rl"], 2, "the two tags are the same"),
        (["rl", "a,b"], 2, '"a,b" is no tag'),
        (["rl"], 2, "`readinglist tags rename OLD NEW`"),
        (["rl", "a", "b"], 2, "rename takes two tags"),
        (["rl", "a", "--json"], 2, "rename takes two tags"),
        (["rl", "a", "-n", "1"], 2, "rename takes two tags"),
        (["rl", "a", "--reverse"], 2, "rename takes two tags, and no -n, --reverse or --json"),
    ],
)
def test_what_cannot_be_renamed(lib: Path, args: list[str], code: int, told: str) -> None:
    """A tag that no entry has, or a name that is none, changes nothing."""
    before = tree(lib)
    ran = here(lib, "tags", "rename", *args, "--yes")
    assert (ran.code, ran.out, told in ran.err, tree(lib) == before) == (code, "", True, True)


def test_rename_takes_the_very_tag(lib: Path) -> None:
    """Case tells tags apart here, so that one can be mended; quotation marks in a tag do not matter."""
    write(lib, "case", "title: Case\ntags: [RL, 'a\"b']\n")
    assert here(lib, "tags", "rename", "RL", "rl").out == "case: tags +rl -RL · Case\n"
    assert here(lib, "tags", "rename", 'a"b', "ab").out == 'case: tags +ab -a"b · Case\n'
    assert here(lib, "tags", '"rename"').code == 1


def test_rename_keeps_comments(lib: Path) -> None:
    """Where an entry has both tags the other one stays where it is, with its comment."""
    path = write(lib, "both", "title: Both\ntags:\n  - old # before\n  - x\n  - new # here\n")
    assert here(lib, "tags", "rename", "old", "new").out == "both: tags -old · Both\n"
    assert path.read_text() == "title: Both\ntags:\n  - x\n  - new # here\n"


def test_rename_names_views(lib: Path) -> None:
    """Saved queries that ask for the old tag themselves, and not for the new one too, are named; also before."""
    views = {
        "mine": "+RL year:2017",
        "part": "NOT (x OR tag:=rl)",
        "word": "rl",
        "long": "tag:r",
        "through": "@mine",
    }
    for name, query in {**views, "any": "tag:rl,reward", "wrong": "year:2017"}.items():
        assert here(lib, "view", "save", name, query).code == 0
    text = (lib / "entries" / "_list.yaml").read_text().replace("year:2017\n", "yeear:2017\n")
    (lib / "entries" / "_list.yaml").write_text(text.replace("+RL yeear", "+RL year"))
    told = "readinglist: these views go on asking for the tag rl: @mine, @part\n"
    assert here(lib, "tags", "rename", "rl", "reward", "--dry-run").err == told
    assert here(lib, "tags", "rename", "rl", "reward", "--yes").err == told
    assert here(lib, "tags", "rename", "reward", "Reward", "--yes").err == ""


def test_ids_are_no_groups(lib: Path) -> None:
    """A line that begins with the id of another entry would lead `-` astray; so would no group at all."""
    for args in (["count", "distinct_from"], ["list", "--group-by", "distinct_from"]):
        assert here(lib, *args).err.startswith(
            "readinglist: distinct_from is nothing that entries have in common; these are: added, area, "
        )
        assert "distinct_from," not in here(lib, *args).err
