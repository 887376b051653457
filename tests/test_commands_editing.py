"""`edit`, `note`, `path` and `rename` as they are used: in pipes, on a terminal, killed."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from tests.program import COMMAND, here, library, process, tree, write
from tests.terminal import END_OF_INPUT, INTERRUPT, on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Ran

BROKEN = "sed -i '$astatus: finished'"
GOOD = "sed -i s/One/Eins/"


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries, the second of which names the first."""
    folder = library(tmp_path / "lib", one="One")
    write(folder, "two", "title: Two\ndistinct_from: [one]\n")
    return folder


def script(folder: Path, text: str) -> str:
    """Make an editor that does what `text` says to the file `$1`; return its command line."""
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"'{path}'"


def inside(folder: Path, *args: str, stdin: bytes = b"", environ: dict[str, str] | None = None) -> Ran:
    """Run a command line in this process, with this on stdin and in the environment."""
    typed = io.TextIOWrapper(io.BytesIO(stdin))
    with mock.patch.dict(os.environ, environ or {}), mock.patch("sys.stdin", typed):
        return here(folder, *args)


def drafts(home: Path) -> dict[str, str]:
    """Return the drafts that are left, by name."""
    return {path.name: path.read_text() for path in home.rglob("drafts/*/[!.]*")}


def test_the_order_of_editors(lib: Path, home: Path) -> None:
    """The configuration comes first, then $VISUAL, then $EDITOR, each with its arguments."""
    environ = {"VISUAL": "sed -i s/One/Visual/", "EDITOR": "sed -i s/One/Editor/"}
    assert inside(lib, "edit", "one", environ=environ).out == "one: title One → Visual · Visual\n"
    inside(lib, "undo")
    assert (
        inside(lib, "edit", "one", environ={**environ, "VISUAL": ""}).out
        == "one: title One → Editor · Editor\n"
    )
    inside(lib, "undo")
    (home / ".config" / "readinglist").mkdir(parents=True)
    (home / ".config" / "readinglist" / "config.toml").write_text('editor = "sed -i s/One/Mine/"\n')
    assert inside(lib, "edit", "one", environ=environ).out == "one: title One → Mine · Mine\n"


def test_nothing_in_the_library_is_run(lib: Path, tmp_path: Path) -> None:
    """A name with what a shell would act on stays a name."""
    name = "a;touch x;$(touch y)"
    write(lib, name, "title: One\n")
    assert inside(lib, "edit", name, environ={"EDITOR": GOOD}).code == 0
    assert not {"x", "y"} & {path.name for path in tmp_path.rglob("*")}
    assert b"Eins" in tree(lib)[f"{name}.yaml"]


def test_where_nobody_can_be_asked(lib: Path, home: Path) -> None:
    """What is wrong is told with file and line, exit code 4, the draft kept."""
    before = tree(lib)
    ran = inside(lib, "edit", "one", environ={"EDITOR": BROKEN})
    fault, last = ran.err.splitlines()
    assert (ran.code, ran.out, tree(lib)) == (4, "", before)
    path = last.partition(" kept in ")[2]
    assert fault.startswith(f'{path}:2: status "finished" is not one that there is')
    assert list(drafts(home)) == ["one.yaml"]


def test_several_one_after_the_other(lib: Path) -> None:
    """Each is its own step; more than one needs --yes where nobody can be asked."""
    editor = {"EDITOR": "sed -i s/title:/title:\\ A/"}
    assert inside(lib, "edit", "one", "two", environ=editor).code == 2
    ran = inside(lib, "edit", "--where", "has:title", "--yes", environ=editor)
    assert (ran.code, ran.out) == (0, 'one: title One → A "One" · A "One"\ntwo: title Two → A Two · A Two\n')
    assert inside(lib, "undo").out == "took back edit: entries/two.yaml (title Two → A Two)\n"
    assert (
        inside(lib, "edit", "-", stdin=b"one\ttitle\n", environ={"EDITOR": "true"}).err
        == "one: nothing to change\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["edit"], "say which entries"),
        (["edit", "--list", "one"], "--list is the list file"),
        (["edit", "nobody"], 'no entry "nobody"'),
        (["note"], "say which entry, and what to note"),
        (["note", "one", " "], "there is nothing to note"),
        (["note", "nobody", "x"], 'no entry "nobody"'),
        (["rename", "one"], "say which entry, and its new id"),
        (["path"], "say which entries"),
        (["undo", "one"], "undo takes back the last change"),
        (["undo", "--json"], "undo takes back the last change"),
        (["undo", "-n", "3"], "undo takes back the last change"),
        (["undo", "--list", "nobody"], 'no entry "nobody"'),
    ],
)
def test_bad_usage(lib: Path, args: list[str], said: str) -> None:
    """One line says what is missing or does not fit."""
    ran = here(lib, *args)
    assert (ran.code in {2, 3}, ran.out, ran.err.count("\n")) == (True, "", 1)
    assert said in ran.err


def test_mending_and_layout(lib: Path) -> None:
    """A broken entry is edited by its id; a change of nothing but comments is told as one."""
    write(lib, "bad", "title: Bad\nstatus: finished\n")
    assert (
        inside(lib, "edit", "bad", environ={"EDITOR": "sed -i s/finished/read/"}).out == "bad: mended · Bad\n"
    )
    assert (
        inside(lib, "edit", "one", environ={"EDITOR": "sed -i '$a# x'"}).out
        == "one: comments or layout · One\n"
    )
    assert (
        inside(lib, "edit", "--list", environ={"EDITOR": "sed -i s/Mine/Ours/"}).out
        == "entries/_list.yaml: name Mine → Ours\n"
    )
    assert here(lib, "edit", "--list", "--dry-run").out == "would edit entries/_list.yaml\n"


@pytest.mark.parametrize(
    ("answers", "code"), [("n\r", 4), (END_OF_INPUT, 4), ("\rn\r", 4), ("y\rno\r", 4), (INTERRUPT, 130)]
)
def test_no_more_editing(lib: Path, tmp_path: Path, home: Path, answers: str, code: int) -> None:
    """On a terminal one is asked; no, the end of input and Ctrl-C keep the draft and name it."""
    before = tree(lib)
    editor = script(tmp_path, 'echo "status: finished" > "$1"; echo >> calls')
    shown = on_terminal(["edit", "one"], lib, answers=answers, environ={"EDITOR": editor}, width=300)
    assert (shown.code, tree(lib)) == (code, before)
    assert shown.text.count("Edit again? [Y/n]") == len((lib / "calls").read_text())
    assert "one.yaml:1: no title" in shown.text
    assert "what you typed is kept in " in shown.text
    assert drafts(home) == {"one.yaml": "status: finished\n"}


@pytest.mark.parametrize("answer", ["\r", "y\r", "Yes\r"])
def test_editing_again(lib: Path, tmp_path: Path, home: Path, answer: str) -> None:
    """The second time the draft is there as it was left."""
    editor = script(
        tmp_path,
        'if grep -q wrong "$1"; then sed -i s/wrong/read/ "$1"; else echo "status: wrong" >> "$1"; fi',
    )
    shown = on_terminal(["edit", "one"], lib, answers=answer, environ={"EDITOR": editor})
    assert (shown.code, drafts(home)) == (0, {})
    assert shown.lines[-2] == "one: status unread → read · One"


def test_the_editor_has_the_terminal(lib: Path, tmp_path: Path) -> None:
    """Also where the ids come through a pipe; and Ctrl-C is its own."""
    editor = script(tmp_path, 'test -t 0 && test -t 1 && sed -i s/One/Terminal/ "$1"')
    assert on_terminal(["edit", "one"], lib, environ={"EDITOR": editor}).code == 0
    assert b"Terminal" in tree(lib)["one.yaml"]
    inside(lib, "undo")
    # One readinglist starts another inside its terminal, which is simpler than a shell there.
    second = tmp_path / "second"
    second.write_text('#!/bin/sh\ntest -t 0 && sed -i s/One/Piped/ "$1"\n')
    second.chmod(0o755)
    piped = script(tmp_path, f'export VISUAL="{second}"; echo one | {" ".join(COMMAND)} edit -')
    assert on_terminal(["edit", "two"], lib, environ={"VISUAL": piped}).code == 0
    assert b"Piped" in tree(lib)["one.yaml"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_killed_while_editing(lib: Path, tmp_path: Path, home: Path, number: int) -> None:
    """The library is as it was, what was typed is in the draft, and the next edit says so."""
    before = tree(lib)
    editor = script(tmp_path, 'echo "title: Half" > "$1"; echo $$ > pid.new; mv pid.new pid; exec sleep 30')
    child = subprocess.Popen(
        [*COMMAND, "edit", "one"], cwd=lib, env=os.environ | {"EDITOR": editor},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not (lib / "pid").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    child.send_signal(number)
    if number == signal.SIGKILL:
        os.kill(int((lib / "pid").read_text()), signal.SIGKILL)
    _, err = child.communicate(timeout=30)
    assert child.returncode == (143 if number == signal.SIGTERM else -9)
    assert (b"what you typed is kept in " in err) is (number == signal.SIGTERM)
    assert (tree(lib), drafts(home)) == (before, {"one.yaml": "title: Half\n"})
    ran = inside(lib, "edit", "one", environ={"EDITOR": GOOD})
    assert (ran.code, ran.err.startswith("another draft of it is in ")) == (0, True)
    assert drafts(home) == {"one.yaml": "title: Half\n"}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ('echo "title: Half" > "$1"; kill -9 $$', 5, "was stopped by SIGKILL"),
        ('rm "$1"', 5, "the editor left no file"),
        ('echo "title: New" > "$1.new"; mv "$1.new" "$1"', 0, ""),
        ('printf "title: caf\\351\\n" > "$1"', 4, "not UTF-8"),
        ('echo "title: Half" > "$1"; exit 3', 5, "ended with exit code 3; nothing was changed; what you typed is kept"),
        ("exit 3", 5, "ended with exit code 3; nothing was changed\n"),
    ],
)  # fmt: skip
def test_editors_of_all_sorts(lib: Path, tmp_path: Path, text: str, code: int, said: str) -> None:
    """Killed, deleting, renaming, writing another encoding: the entry is the old one or the whole new one."""
    before = tree(lib)
    ran = inside(lib, "edit", "one", environ={"EDITOR": script(tmp_path, text)})
    assert (ran.code, said in ran.err, "Traceback" in ran.err) == (code, True, False)
    assert tree(lib) == (before if code else before | {"one.yaml": b"title: New\n"})


def test_two_processes_edit_one_entry(lib: Path, tmp_path: Path, home: Path) -> None:
    """The one that saves last is refused, exit code 5, and keeps what it typed."""
    editor = script(tmp_path, f'sed -i s/One/Outer/ "$1"; EDITOR="{GOOD}" {" ".join(COMMAND)} edit one')
    ran = process(lib, "edit", "one", environ={"EDITOR": editor})
    assert (ran.code, "by another readinglist: " in ran.err, "kept in " in ran.err) == (5, True, True)
    assert tree(lib)["one.yaml"] == b'title: "Eins"\n'
    assert drafts(home) == {"one.yaml": 'title: "Outer"\n'}


def test_notes(lib: Path) -> None:
    """Text, stdin, an editor; each a step of its own that is told by what came."""
    assert here(lib, "note", "one", "first", "words").out == "one: notes - → first words · One\n"
    assert (
        inside(lib, "note", "one", "-", stdin=b"zweite\nZeile\n\n").out == "one: notes +zweite Zeile · One\n"
    )
    assert inside(lib, "note", "one", environ={"EDITOR": "sed -i 1d"}).out.startswith(
        "one: notes first words"
    )
    assert tree(lib)["one.yaml"] == b'title: "One"\nnotes: |\n  zweite\n  Zeile\n'
    assert inside(lib, "note", "one", environ={"EDITOR": "true"}).err == "one: nothing to change\n"
    assert (
        inside(lib, "note", "one", "-", stdin=b"caf\xe9").err
        == "readinglist: what stdin gives is not UTF-8\n"
    )
    assert inside(lib, "note", "one", "-", stdin=b"a\0b").code == 2
    assert "there is nothing to note" in inside(lib, "note", "one", "-", stdin=b" \n\n").err
    assert here(lib, "note", "two", "--dry-run").out == "would edit the notes of two\n"
    assert [line.split("\t")[2] for line in here(lib, "undo", "--list").out.splitlines()] == ["note"] * 3


def test_paths(lib: Path) -> None:
    """Absolute, one a line, also of broken entries and by query or ids on stdin."""
    write(lib, "bad", "title: [\n")
    names = [str(lib / "entries" / f"{each}.yaml") for each in ("one", "bad")]
    assert here(lib, "path", "one", "bad").out.splitlines() == names
    assert inside(lib, "path", "-", stdin=b"one\tx\n").out == f"{names[0]}\n"
    ran = here(lib, "path", "--where", "one")
    assert (ran.out, "skipped entries/bad.yaml" in ran.err) == (f"{names[0]}\n", True)
