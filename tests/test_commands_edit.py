"""`edit` as it is used: what it says after it, several entries, older drafts, editors that do not wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, tree, write
from tests.terminal import END_OF_INPUT, on_terminal
from tests.test_commands_editing import drafts, inside, script

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four entries."""
    return library(tmp_path / "lib", one="One", two="Two", three="Three", four="Four")


def test_what_check_says_of_it(lib: Path) -> None:
    """After a change, its warnings alone and in the words of `check`; the change is taken all the same."""
    (lib / "entries" / "_list.yaml").write_text("name: Mine\nareas: [A]\n")
    write(lib, "two", "title: Two\nareas: [Z]\n")
    ran = inside(lib, "edit", "one", environ={"EDITOR": r"sed -i '$aareas: [B]\nstatsu: read'"})
    assert (ran.code, ran.out) == (0, "one: areas +B, statsu - → read · One\n")
    checked = here(lib, "check").out.splitlines()
    assert ran.err.splitlines() == [line for line in checked if line.startswith("entries/one.yaml")]
    assert len(ran.err.splitlines()) == 2
    assert inside(lib, "edit", "one", environ={"EDITOR": "true"}).err == "one: nothing to change\n"


def test_the_list_file(lib: Path) -> None:
    """What changed is told, and views that make no sense are named."""
    editor = r"sed -i '$aviews: {good: is:read, bad: statsu:read}\nviews2: x'"
    ran = inside(lib, "edit", "--list", environ={"EDITOR": editor})
    assert (ran.code, ran.out) == (0, "entries/_list.yaml: @good - → is:read, @bad - → statsu:read\n")
    own, view = ran.err.splitlines()
    assert own.startswith('entries/_list.yaml:3: warning: "views2" is no key of the list file')
    assert view.startswith('entries/_list.yaml:2: warning: view "bad": no field is called "statsu"')
    assert (
        inside(lib, "edit", "--list", environ={"EDITOR": "sed -i '$a# x'"}).out
        == "entries/_list.yaml: changed\n"
    )


@pytest.mark.parametrize("args", [["one"], ["--list"]])
def test_control_characters_stay_out(lib: Path, args: list[str]) -> None:
    """An escape that hides one is told with its line, and the draft is kept."""
    before = tree(lib)
    ran = inside(lib, "edit", *args, environ={"EDITOR": r"""sed -i '$a mine: "a\\eb"'"""})
    assert ran.code == 4
    assert ":2: a text with a control character (U+001B) in it; take it out" in ran.err
    assert tree(lib) == before


@pytest.mark.parametrize("typed", ["", "# nothing\n", "{}\n"])
def test_an_emptied_list_file(lib: Path, home: Path, typed: str) -> None:
    """It is refused, as an emptied entry is, and the draft is kept; one that is left empty is fine."""
    (lib / "entries" / "_list.yaml").write_text("name: Mine\nareas: [A]\n")
    before = tree(lib)
    (home / "typed").write_text(typed)
    ran = inside(lib, "edit", "--list", environ={"EDITOR": f"cp {home / 'typed'}"})
    assert (ran.code, ran.out, tree(lib)) == (4, "", before)
    assert "_list.yaml: there is nothing in the list file; a name is enough, name: My list\n" in ran.err
    assert drafts(home) == {"_list.yaml": typed}


def test_a_list_file_that_was_empty(lib: Path) -> None:
    """Nothing is asked of what is left as it is."""
    (lib / "entries" / "_list.yaml").write_text("")
    assert inside(lib, "edit", "--list", environ={"EDITOR": "true"}).code == 0


def test_without_a_terminal_no_editor_is_guessed(lib: Path, tmp_path: Path) -> None:
    """Where nobody could type, `vi` would wait for ever; one that is named is started all the same."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "vi").write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n")
    (bin_ / "vi").chmod(0o755)
    for args in (["edit", "one"], ["edit", "--list"], ["note", "one"]):
        ran = inside(lib, *args, environ={"PATH": f"{bin_}:/usr/bin:/bin"})
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("readinglist: no editor is named, and nobody can type here; name one in")
    assert not (tmp_path / "started").exists()
    assert inside(lib, "edit", "one", environ={"EDITOR": str(bin_ / "vi")}).code == 0
    assert on_terminal(["edit", "two"], lib, environ={"PATH": f"{bin_}:/usr/bin:/bin"}).code == 0


def test_a_misspelt_choice(lib: Path) -> None:
    """The word that was probably meant is named, in a file and on the command line."""
    hint = 'status "redaing" is not one that there is; did you mean reading? (one of candidate, '
    assert hint in inside(lib, "edit", "one", environ={"EDITOR": "sed -i '$astatus: redaing'"}).err
    assert hint in here(lib, "set", "one", "status=redaing").err
    assert (
        'kind "papers" is not one that there is; did you mean paper?'
        in here(lib, "set", "one", "kind=papers").err
    )


@pytest.mark.parametrize(
    ("third", "code", "said"),
    [
        ("exit 1", 5, "readinglist: the editor ended with exit code 1; nothing was changed"),
        ('echo "title: [" > "$1"', 4, "readinglist: nothing was changed; what you typed is kept in "),
    ],
)
def test_one_of_several_fails(
    lib: Path, tmp_path: Path, home: Path, third: str, code: int, said: str
) -> None:
    """It ends there, with its exit code; what was done stays, and one line names what was not opened."""
    editor = script(tmp_path, f'case "$1" in *three*) {third};; *) sed -i "s/title: ./title: X/" "$1";; esac')
    before = tree(lib)
    ran = inside(lib, "edit", "one", "three", "two", "four", "--yes", environ={"EDITOR": editor})
    assert (ran.code, ran.out.count("\n")) == (code, 1)
    *_, error, last = ran.err.splitlines()
    assert error.startswith(said)
    assert last == "readinglist: stopped at three: 1 of 4 done; not opened: two, four"
    assert {name for name, data in tree(lib).items() if data != before[name]} == {"one.yaml"}
    assert list(drafts(home)) == (["three.yaml"] if code == 4 else [])


def test_the_last_of_several_fails(lib: Path) -> None:
    """Where none is left, none is named; of many the first are."""
    editor = "sh -c 'case \"$0\" in *two*) exit 1;; esac'"
    ran = inside(lib, "edit", "one", "two", "--yes", environ={"EDITOR": editor})
    assert ran.err.splitlines()[-1] == "readinglist: stopped at two: 1 of 2 done"
    for number in range(12):
        write(lib, f"x{number:02}", "title: X\n")
    ran = inside(lib, "edit", "--where", "X", "--yes", environ={"EDITOR": "false"})
    assert ran.err.splitlines()[-1] == (
        "readinglist: stopped at x00: 0 of 12 done; "
        "not opened: x01, x02, x03, x04, x05, x06, x07, x08, x09 and 2 more"
    )


@pytest.mark.parametrize(
    ("answer", "title"), [("\r", "Half"), ("y\r", "Half"), ("n\r", "One"), (END_OF_INPUT, "One")]
)
def test_an_older_draft(lib: Path, tmp_path: Path, home: Path, answer: str, title: str) -> None:
    """On a terminal one can go on with it; no starts from the file and leaves it; elsewhere it is named."""
    failing = script(tmp_path, 'echo "title: Half" > "$1"; exit 1')
    assert inside(lib, "edit", "one", environ={"EDITOR": failing}).code == 5
    shown = on_terminal(
        ["edit", "one"], lib, answers=answer, environ={"EDITOR": "sed -i $arating:\\ 4"}, width=200
    )
    assert (shown.code, shown.text.count("Go on with that draft? [Y/n]")) == (0, 1)
    assert title.encode() in tree(lib)["one.yaml"]
    assert drafts(home) == ({} if title == "Half" else {"one.yaml": "title: Half\n"})
    ran = inside(lib, "edit", "one", environ={"EDITOR": "true"})
    assert ("another draft of it is in " in ran.err, "Go on" in ran.err) == (title == "One", False)


def test_an_editor_that_does_not_wait(lib: Path, tmp_path: Path, home: Path) -> None:
    """One known to open a window says how it waits, and finds its draft there."""
    editor = tmp_path / "code"
    editor.write_text("#!/bin/sh\n")
    editor.chmod(0o755)
    ran = inside(lib, "edit", "one", environ={"EDITOR": str(editor)})
    hint = "if your editor opens a window, give it its waiting option: code --wait"
    draft = next(home.rglob("drafts/1/one.yaml"))
    assert (ran.code, ran.err) == (
        5,
        f"readinglist: nothing was changed; {hint}; the draft is kept in {draft}\n",
    )
    assert (
        inside(lib, "edit", "two", environ={"EDITOR": f"{editor} --wait"}).err == "two: nothing to change\n"
    )
    assert list(drafts(home)) == ["one.yaml"]


def test_a_pipe_in_its_place(lib: Path, tmp_path: Path) -> None:
    """An editor that leaves one does not block."""
    editor = script(tmp_path, 'rm "$1"; mkfifo "$1"')
    ran = inside(lib, "edit", "one", environ={"EDITOR": editor})
    assert (ran.code, "no regular file; nothing was changed; the draft is kept in " in ran.err) == (5, True)
