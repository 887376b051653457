"""`view`: saved queries, each change on its own lines of the list file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import here, library, process, tree, write
from tests.session import run
from tests.shelf import environ
from tests.terminal import cells, on_terminal

if TYPE_CHECKING:
    from pathlib import Path

LIST = """# what we read
name:   'Mine'   # kept
areas: [a,  b]

views:
  # first
  todo: is:unread   # to read
  old:  "year:..2018"
left_out: {paper: 3}
"""


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library whose list file was written by hand."""
    folder = library(tmp_path / "lib", two="Two")
    write(folder, "one", "title: One\nstatus: read\ntags: [x]\nowner: me\n")
    (folder / "entries" / "_list.yaml").write_text(LIST, encoding="utf-8")
    return folder


def _list(folder: Path) -> str:
    return tree(folder)["_list.yaml"].decode()


def test_only_its_own_lines_change(lib: Path) -> None:
    """Comments, quotes and order stay; the new view comes after the others."""
    assert here(lib, "view", "save", "mine", "tag:x", "is:read") == (0, "saved @mine: tag:x is:read\n", "")
    assert _list(lib) == LIST.replace('"year:..2018"\n', '"year:..2018"\n  mine: tag:x is:read\n')
    assert here(lib, "list", "--ids", "@mine").out == "one\n"
    ran = here(lib, "view", "save", "@todo", "is:reading")
    assert ran.out == "saved @todo: is:reading, which was: is:unread\n"
    assert "  # first\n  todo: is:reading   # to read\n" in _list(lib)
    assert here(lib, "view", "rm", "@old").out == "removed @old, which was: year:..2018\n"
    assert "old" not in _list(lib)
    for _ in range(3):
        assert here(lib, "undo").out.startswith("took back view: entries/_list.yaml (@")
    assert _list(lib) == LIST


def test_the_same_again(lib: Path) -> None:
    """Saving what is there already writes nothing."""
    assert here(lib, "view", "save", "todo", " is:unread ") == (0, "", "@todo: nothing to change\n")
    assert here(lib, "undo").code == 1


def test_a_dry_run(lib: Path) -> None:
    """Says what would be done, and does not."""
    assert here(lib, "view", "save", "new", "tag:x", "--dry-run").out == "would save @new: tag:x\n"
    assert here(lib, "view", "rm", "old", "--dry-run").out == "would remove @old, which was: year:..2018\n"
    assert _list(lib) == LIST


def test_without_a_list_file(lib: Path) -> None:
    """The list file is made where there is none, and undo takes it away again."""
    (lib / "entries" / "_list.yaml").unlink()
    ran = here(lib, "view")
    assert (ran.code, ran.out, "`readinglist view save NAME QUERY` makes one" in ran.err) == (0, "", True)
    assert here(lib, "view", "save", "mine", "tag:x").code == 0
    assert _list(lib) == "views:\n  mine: tag:x\n"
    assert here(lib, "undo").code == 0
    assert "_list.yaml" not in tree(lib)


def test_the_first_and_the_last(lib: Path) -> None:
    """The key comes with the first view and goes with the last one."""
    path = lib / "entries" / "_list.yaml"
    path.write_text("name: Mine  # kept\n", encoding="utf-8")
    here(lib, "view", "save", "mine", "tag:x")
    assert _list(lib) == "name: Mine  # kept\nviews:\n  mine: tag:x\n"
    here(lib, "view", "rm", "mine")
    assert _list(lib) == "name: Mine  # kept\n"


@pytest.mark.parametrize("start", [None, "", "# ours\n", "# ours\nviews: {mine: tag:y}  # few\n"])
def test_a_list_file_of_views_alone(lib: Path, start: str | None) -> None:
    """The last view can be removed where the list file says nothing else; it stays a list file."""
    path = lib / "entries" / "_list.yaml"
    path.unlink() if start is None else path.write_text(start, encoding="utf-8")
    here(lib, "view", "save", "mine", "tag:x")
    assert here(lib, "view", "rm", "mine").out == "removed @mine, which was: tag:x\n"
    head = "".join(line for line in (start or "").splitlines(keepends=True) if line.startswith("#"))
    tail = "  # few" if start and "few" in start else ""
    assert _list(lib) == f"{head}views: {{}}{tail}\n"
    assert here(lib, "check") == (0, "", "0 errors, 0 warnings in 2 readable entries\n")
    assert here(lib, "view", "save", "again", "tag:x").code == 0
    assert _list(lib) == f"{head}views:{tail}\n  again: tag:x\n"


def test_views_that_others_use(lib: Path) -> None:
    """Whoever removes one is told which do not work without it, also through others, also in a dry run."""
    for name, query in (("second", "@TODO tag:x"), ("third", "NOT @second"), ("own", "'@todo'")):
        here(lib, "view", "save", name, query)
    told = "readinglist: without @todo these views make no sense: @second, @third\n"
    assert here(lib, "view", "rm", "todo", "--dry-run").err == told
    assert here(lib, "view", "rm", "todo") == (0, "removed @todo, which was: is:unread\n", told)
    assert here(lib, "view", "rm", "third").err == ""
    ran = here(lib, "list", "x", "@second")
    assert (ran.code, ran.err.partition(";")[0]) == (
        2, 'readinglist: no view is called "TODO" at character 1 of @second: `@TODO tag:x`',
    )  # fmt: skip


def test_a_wrong_view_that_others_use(lib: Path) -> None:
    """It is told as well when the one that goes made no sense itself."""
    (lib / "entries" / "_list.yaml").write_text("views: {bad: 'tagg:x', user: '@bad owner:me'}\n")
    assert (
        here(lib, "view", "rm", "bad").err == "readinglist: without @bad these views make no sense: @user\n"
    )


def test_a_view_that_finds_nothing(lib: Path) -> None:
    """It is saved, and that is told; corrected words are offered where they would find something."""
    write(lib, "three", "title: Policy\n")
    assert here(lib, "view", "save", "none", "tag:nope") == (
        0, "saved @none: tag:nope\n",
        'readinglist: @none finds nothing now\nreadinglist: no tag has "nope"\n',
    )  # fmt: skip
    assert here(lib, "view", "save", "new", "polcy", "--dry-run") == (
        0, "would save @new: polcy\n", "readinglist: @new finds nothing now; did you mean policy?\n",
    )  # fmt: skip
    ran = here(lib, "view", "save", "new", "polcy tag:x")
    assert ran.err == "readinglist: @new finds nothing now\n"
    assert here(lib, "view", "save", "some", "@new OR policy").err == ""


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["save", "new", "tagg:x"], 'no field is called "tagg" at character 1'),
        (["save", "new", "(a"], "never closed"),
        (["save", "new", "@nowhere"], 'no view is called "nowhere" at character 1: `@nowhere`'),
        (["save", "new", "@new"], "the view @new names itself"),
        (["save", "todo", "@second x"], "names itself"),
        (["save", "new", " "], "a view needs a query"),
        (["save", "new", "a\x1b[1m"], "a view needs a query"),
        (["save", "new", "?!"], "there is no word to look for"),
        (["save", "New", "x"], '"New" cannot be the name of a view'),
        (["save", "-new", "x"], "no such option"),
        (["save", "a b", "x"], "small letters, digits, - and _"),
        (["save", "", "x"], "cannot be the name"),
        (["save", "x" * 65, "x"], "cannot be the name"),
        (["save", "é", "x"], "cannot be the name"),
        (["save", "new"], "that is no use of view"),
        (["rm"], "that is no use of view"),
        (["rm", "todo", "old"], "that is no use of view"),
        (["delete", "todo"], "that is no use of view"),
        (["rm", "tod"], 'no view is called "tod"; did you mean todo'),
        (["rm", "qqqq"], "one of @todo, @old, @second"),
        (["rm", "todo", "--json"], "--json is for the list of views"),
    ],
)
def test_what_cannot_be_saved(lib: Path, args: list[str], told: str) -> None:
    """A query that makes no sense, or a name that is none, changes nothing."""
    here(lib, "view", "save", "second", "@todo tag:x")
    before = tree(lib)
    ran = here(lib, "view", *args)
    assert (ran.code, ran.out, told in ran.err, tree(lib) == before) == (2, "", True, True)


def test_keys_of_ones_own(lib: Path) -> None:
    """A view may ask for a key that some entry has."""
    assert here(lib, "view", "save", "mine", "owner:me").code == 0
    assert here(lib, "list", "--ids", "@mine").out == "one\n"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("views: [a, b]\n", 4, "readinglist: entries/_list.yaml:1: "),
        ("views: {a: \n", 4, "readinglist: entries/_list.yaml"),
        ("- a\n", 4, "readinglist: entries/_list.yaml"),
    ],
)
def test_a_list_file_that_cannot_be_edited(lib: Path, text: str, code: int, told: str) -> None:
    """It is named with its line, and left as it is."""
    (lib / "entries" / "_list.yaml").write_text(text, encoding="utf-8")
    ran = here(lib, "view", "save", "new", "tag:x")
    assert (ran.code, ran.out, ran.err.startswith(told), _list(lib)) == (code, "", True, text)


def test_views_are_listed(lib: Path, tmp_path: Path) -> None:
    """Tab-separated in a pipe, an array with --json, aligned on a terminal; faults of the list file are named."""
    assert here(lib, "view") == (0, "todo\tis:unread\nold\tyear:..2018\n", "")
    assert json.loads(here(lib, "view", "--json").out) == [
        {"name": "todo", "query": "is:unread"}, {"name": "old", "query": "year:..2018"},
    ]  # fmt: skip
    shown = run("rl -L lib --color never view", tmp_path, terminal=True).splitlines()
    assert [line.rstrip() for line in shown] == ["@todo  is:unread", "@old   year:..2018"]
    (lib / "entries" / "_list.yaml").write_text("views: {a: b}\nareas: 3\nleft_out: x\n", encoding="utf-8")
    ran = here(lib, "view")
    assert (ran.code, ran.out, ran.err.startswith("readinglist: entries/_list.yaml:")) == (0, "a\tb\n", True)


@pytest.mark.parametrize("width", [40, 80, 160])
def test_hostile_views(lib: Path, width: int) -> None:
    """Whatever the file says fits the terminal and does not act on it."""
    views = {"山" * 10: "強" * 100, "b": "x\x1b[31m\u202e [bold]y[/bold]"}
    (lib / "entries" / "_list.yaml").write_text(json.dumps({"views": views}), encoding="utf-8")
    shown = on_terminal(["view"], lib, width=width)
    assert (shown.code, [line for line in shown.lines if cells(line) > width]) == (0, [])
    assert not any(char in "".join(shown.lines) for char in "\x1b\u202e\r")


def test_two_at_once(lib: Path) -> None:
    """Two processes that save at the same time both succeed: each reads the file under the lock."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here

    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda name: process(lib, "view", "save", name, "tag:x"), ["a1", "a2"]))
    assert [ran.code for ran in runs] == [0, 0]
    assert {"  a1: tag:x", "  a2: tag:x"} <= set(_list(lib).splitlines())


def test_from_python(tmp_path: Path) -> None:
    """The library says what a view was and is."""
    from readinglist.library import Library  # noqa: PLC0415 - the door for scripts

    shelf = Library(library(tmp_path / "lib"), environ(tmp_path))
    assert shelf.save_view("mine", "is:read") == (None, "is:read", ())
    assert shelf.save_view("mine", "is:unread") == ("is:read", "is:unread", ())
    assert shelf.save_view("ours", "@mine x") == (None, "@mine x", ())
    assert shelf.save_view("mine", None) == ("is:unread", None, ("ours",))
    assert shelf.save_view("ours", None) == ("@mine x", None, ())
    assert dict(shelf.list_file.views) == {}


def test_an_editor_in_between(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list file that somebody changes while a view is saved stays as they wrote it."""
    from readinglist.library import views  # noqa: PLC0415 - only here
    from readinglist.yamlfile.editing import edit  # noqa: PLC0415 - only here

    def slow_edit(*args: Any) -> bytes:
        (lib / "entries" / "_list.yaml").write_text("name: Theirs\n", encoding="utf-8")
        return edit(*args)

    monkeypatch.setattr(views, "edit", slow_edit)
    ran = here(lib, "view", "save", "new", "tag:x")
    assert (ran.code, ran.out, _list(lib)) == (5, "", "name: Theirs\n")
    assert ran.err.startswith("readinglist: entries/_list.yaml: ")


def test_views_beside_one_that_is_wrong_are_left_alone(lib: Path) -> None:
    """Where the list file has a fault, nothing is saved or removed; the line is named."""
    (lib / "entries" / "_list.yaml").write_text("views:\n  bad: [a, b]\n  ok: is:read\n")
    for command in (("save", "good", "is:read"), ("rm", "ok")):
        ran = here(lib, "view", *command)
        assert (ran.code, ran.err.startswith("readinglist: entries/_list.yaml:")) == (4, True)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["rn", "todo"], "did you mean rm?"),
        (["sav", "x", "tag:x"], "did you mean save?"),
        (["rm"], "`view`, `view save NAME QUERY` or `view rm NAME`"),
        (["todo"], "`view`, `view save NAME QUERY` or `view rm NAME`"),
    ],
)
def test_what_is_no_use_of_view(lib: Path, words: list[str], hint: str) -> None:
    """A word that was mistyped is named, else what there is."""
    assert here(lib, "view", *words) == (2, "", f"readinglist: that is no use of view; {hint}\n")
