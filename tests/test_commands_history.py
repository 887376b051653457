"""`undo --list`: what can be taken back, in a pipe, as JSON, and on terminals of several widths."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from readinglist.commands.differences import told
from readinglist.journal import Change
from readinglist.library import Library
from readinglist.model.entry import Entry
from tests.program import here, library, process, tree, write
from tests.session import run
from tests.terminal import cells, on_terminal, plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries, the second of which names the first."""
    folder = library(tmp_path / "lib", one="One")
    write(folder, "two", "title: Two\ndistinct_from: [one]\n")
    return folder


def test_the_list_of_steps(lib: Path) -> None:
    """In a pipe a line for each file; as JSON an object for each step, with the texts before and after."""
    assert here(lib, "undo", "--list") == (1, "", "readinglist: nothing to undo: no change is recorded\n")
    here(lib, "rate", "one", "two", "3", "--yes")
    here(lib, "rename", "one", "uno")
    here(lib, "rm", "two")
    rows = [line.split("\t") for line in here(lib, "undo", "--list").out.splitlines()]
    assert [[row[0], *row[2:]] for row in rows] == [
        ["3", "rm", "two", "removed", ""],
        ["2", "rename", "uno", "renamed from one", ""],
        ["2", "rename", "two", "distinct_from +uno -one", ""],
        ["1", "rate", "one", "rating - → 3", ""],
        ["1", "rate", "two", "rating - → 3", ""],
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", row[1]) for row in rows)
    assert [
        line.split("\t")[0] for line in here(lib, "undo", "--list", "two", "-n", "2").out.splitlines()
    ] == ["3", "2"]
    found = json.loads(here(lib, "undo", "--list", "uno", "--json").out)
    assert [(step["label"], step["changes"][0]["what"]) for step in found] == [
        ("rename", "renamed"),
        ("rate", "changed"),
    ]
    assert found[1]["changes"] == [{
        "id": "one", "file": "entries/one.yaml", "what": "changed", "difference": "rating - → 3",
        "before": 'title: "One"\n', "after": 'title: "One"\nrating: 3\n', "mark": None,
    }]  # fmt: skip


def test_bytes_that_are_kept(lib: Path) -> None:
    """As JSON, in their place among the steps, those that undo leaves alone: file, bytes, and where they are."""
    journal = Library(lib).journal
    journal.keep("recovered", [Change("two.yaml", b"oldest\n", None)])
    here(lib, "rate", "one", "3")
    both = journal.begin("rename", [Change("one.yaml", b"a", b"b"), Change("two.yaml", b"c", b"\xff")])
    journal.finish(both, ["one.yaml"], ["two.yaml"])
    journal.keep("recovered", [Change("two.yaml", b"newest\n", None)])
    newest, *found = json.loads(here(lib, "undo", "--list", "--json").out)
    assert (newest["number"], newest["kept"][0]["before"]) == (4, "newest\n")
    assert [(step["number"], len(step["changes"]), step["kept"]) for step in found] == [
        (3, 1, [{"file": "entries/two.yaml", "before": "c", "after": "\\xff"}]),
        (2, 1, []),
        (1, 0, [{"file": "entries/two.yaml", "before": "oldest\n", "after": None}]),
    ]
    assert found[2]["record"] == str(journal.folder / "00000001.step")
    ones = json.loads(here(lib, "undo", "--list", "one", "--json").out)
    assert [(step["number"], step["kept"]) for step in ones] == [(3, []), (2, [])]
    twos = json.loads(here(lib, "undo", "--list", "two", "--json").out)
    assert [(step["number"], len(step["changes"])) for step in twos] == [(4, 0), (3, 0), (1, 0)]
    (journal.folder / "00000001.step").write_bytes(b"")
    assert len(json.loads(here(lib, "undo", "--list", "--json").out)) == 3


def test_steps_that_cannot_be_taken_back(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is as before already, and what was changed since, is marked; undo then says why it does nothing."""
    before = tree(lib)
    here(lib, "rate", "one", "two", "3", "--yes")
    here(lib, "tag", "one", "two", "+x", "--yes")
    (lib / "entries" / "two.yaml").write_bytes(before["two.yaml"] + b"# more\n")
    rows = [line.split("\t")[2:] for line in here(lib, "undo", "--list").out.splitlines()]
    assert [[row[0], row[1], row[3]] for row in rows] == [
        ["tag", "one", ""], ["tag", "two", "changed since"],
        ["rate", "one", ""], ["rate", "two", "changed since"],
    ]  # fmt: skip
    for name, data in before.items():
        (lib / "entries" / name).write_bytes(data)
    found = json.loads(here(lib, "undo", "--list", "--json").out)
    assert [[change["mark"] for change in step["changes"]] for step in found] == [
        ["changed since", "changed since"], ["already taken back", "already taken back"],
    ]  # fmt: skip
    monkeypatch.setenv("NO_COLOR", "1")
    lines = [line.strip() for line in run("rl undo --list", lib, terminal=True).splitlines()]
    assert (lines[2], lines[5]) == ("changed since: one, two", "already taken back")
    assert here(lib, "undo", "--skip") == (
        1, "", "readinglist: nothing to undo: what was not taken back yet was changed since\n",
    )  # fmt: skip


def test_the_rest_of_a_step(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file changed since is named, nothing is done before somebody says so, then the others are taken back."""
    before = tree(lib)
    here(lib, "tag", "one", "two", "+x", "--yes")
    write(lib, "two", "title: Mine\n")
    since = tree(lib)
    named = "readinglist: entries/two.yaml: left as it is, changed since\n"
    assert here(lib, "undo") == (
        5, "", f"{named}nothing was taken back; `readinglist undo --yes` takes back the rest: one\n",
    )  # fmt: skip
    assert here(lib, "undo", "--dry-run").out == "would take back tag: entries/one.yaml (tags +x)\n"
    question = "Take back the rest of tag (one)? [Y/n] "
    shown = on_terminal(["undo"], lib, answers="n\n")
    assert (shown.code, question in shown.text, tree(lib)) == (5, True, since)
    shown = on_terminal(["undo"], lib, answers="\n")
    assert (shown.code, shown.text.count("two.yaml"), "took back tag: entries/one.yaml" in shown.text) == (
        5,
        1,
        True,
    )
    assert tree(lib) == since | {"one.yaml": before["one.yaml"]}
    here(lib, "tag", "one", "two", "+y", "--yes")
    write(lib, "two", "title: Theirs\n")
    assert here(lib, "undo", "--yes") == (5, "took back tag: entries/one.yaml (tags +y)\n", named)


def test_an_edit_by_hand_in_the_way(lib: Path) -> None:
    """`--skip` is named where it leads to something, else where the bytes before are."""
    here(lib, "rate", "two", "3")
    here(lib, "rate", "one", "3")
    here(lib, "rate", "one", "4")
    write(lib, "one", "title: By hand\n")
    named = "readinglist: entries/one.yaml: left as it is, changed since\n"
    goes_on = "`readinglist undo --skip` goes on to the change before\n"
    assert here(lib, "undo") == (5, "", named + goes_on)
    assert here(lib, "undo", "--skip") == (0, "took back rate: entries/two.yaml (rating - → 3)\n", "")
    ends = (
        "no earlier change can be taken back either; "
        "`readinglist undo --list --json` has what files held before\n"
    )
    for options in ((), ("--dry-run",)):
        assert here(lib, "undo", *options) == (5, "", named + ends)


def test_a_question_is_folded_between_ids(lib: Path) -> None:
    """No id is cut where the terminal is narrow."""
    ids = [f"a-long-id-of-a-paper-{number}" for number in range(4)]
    for each in ids:
        write(lib, each, "title: Nnn\n")
    here(lib, "tag", "--where", "title:nnn", "+x", "--yes")
    write(lib, ids[0], "title: Mine\n")
    lines = on_terminal(["undo"], lib, answers="n\n", width=40).lines
    assert all(any(each in line for line in lines) for each in ids[1:])


def test_many_files_that_were_changed_since(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first five are named."""
    for number in range(7):
        write(lib, f"n{number}", "title: Nnn\n")
    here(lib, "tag", "--where", "title:nnn", "+many", "--yes")
    for number in range(7):
        write(lib, f"n{number}", "title: Other\n")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "changed since: n0, n1, n2, n3, n4 and 2 more" in run("rl undo --list", lib, terminal=True)


def test_a_view_that_was_saved(lib: Path) -> None:
    """Its query before and after, also where it made the list file."""
    (lib / "entries" / "_list.yaml").unlink()
    here(lib, "view", "save", "ok", "tag:ppo")
    here(lib, "view", "save", "ok", "is:read")
    rows = [line.split("\t")[2:] for line in here(lib, "undo", "--list").out.splitlines()]
    assert rows == [
        ["view", "entries/_list.yaml", "@ok tag:ppo → is:read", ""],
        ["view", "entries/_list.yaml", "@ok - → tag:ppo", ""],
    ]


def test_the_time_is_local(lib: Path) -> None:
    """The same step in two places of the world."""
    here(lib, "rate", "one", "3")
    times = [
        process(lib, "undo", "--list", environ={"TZ": zone}).out.split("\t")[1] for zone in ("UTC0", "XXX-9")
    ]
    assert times[0] != times[1]


@pytest.mark.parametrize("width", [40, 80, 160])
def test_steps_on_a_terminal(lib: Path, width: int) -> None:
    """A screenful that fits, whatever the texts are; long steps are cut short and told so."""
    hostile = '"\\e]0;owned\\a [/foo] ' + "long " * 30 + '"'
    write(lib, "hostile", f"title: x[bold]y\ntakeaway: {hostile}\n")
    here(lib, "set", "hostile", "takeaway=")
    here(lib, "tag", "--where", "has:title", "+x", "--yes")
    for number in range(7):
        write(lib, f"n{number}", "title: Nnn\n")
    here(lib, "tag", "--where", "title:nnn", "+many", "--yes")
    shown = on_terminal(["undo", "--list"], lib, width=width)
    assert shown.code == 0
    assert [line for line in shown.lines if cells(line) > width] == []
    assert not any(char in "".join(shown.lines) for char in "\x1b\x07")
    assert "and 2 more" in shown.text
    assert "[/foo]" in " ".join(plain(shown.text).split())
    assert (
        "the newest 1 (-n 0 shows all)" in on_terminal(["undo", "--list", "-n", "1"], lib, width=width).text
    )


def test_more_than_a_screenful(lib: Path) -> None:
    """Twenty steps on a terminal, all in a pipe."""
    for number in range(22):
        here(lib, "note", "one", str(number))
    assert "the newest 20 (-n 0 shows all)" in on_terminal(["undo", "--list"], lib).text
    assert here(lib, "undo", "--list").out.count("\n") == 22


def test_the_table(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Number, time, command and what became of each entry; below each other where there is little room."""
    here(lib, "tag", "one", "two", "+x", "--yes")
    time = here(lib, "undo", "--list").out.split("\t")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    for width, lines in (
        ("80", [f"{time}  tag  one: tags +x", "                       two: tags +x"]),
        ("40", [f"{time}  tag", "  one: tags +x", "  two: tags +x"]),
    ):
        monkeypatch.setenv("COLUMNS", width)
        printed = run("rl undo --list", lib, terminal=True)
        assert [line.rstrip() for line in printed.splitlines()] == lines


def test_what_became_of_broken_files_and_the_list_file(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken entry that was mended is told so, the list file by its name."""
    write(lib, "two", "title: [Two\n")
    monkeypatch.setenv("EDITOR", "sed -i s/.Two/Two/")
    here(lib, "edit", "two")
    monkeypatch.setenv("EDITOR", "sed -i s/Mine/Ours/")
    here(lib, "edit", "--list")
    here(lib, "rm", "one")
    rows = [line.split("\t")[3:5] for line in here(lib, "undo", "--list").out.splitlines()]
    assert rows == [["one", "removed"], ["entries/_list.yaml", "name Mine → Ours"], ["two", "mended"]]
    assert told(None, None) == "changed"
    assert told(Entry(id="x", title="X"), None) == "changed, and broken"
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("rl undo --list two", lib, terminal=True).rstrip().endswith("two: mended")
    for _ in range(3):
        here(lib, "undo")
    assert run("rl undo --list", lib, terminal=True) == (
        "readinglist: nothing to undo: every recorded change is taken back already\n[1]"
    )
