"""`import` asks before it writes several entries, and tells what became of each."""

from __future__ import annotations

import sys
from importlib import import_module
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, tree, write
from tests.session import run

if TYPE_CHECKING:
    from pathlib import Path

ONE = "One (2001; Link)\n\nAbstract:\n\nIt is.\n"
MANY = "".join(f"Number {number} (2001; Link)\n\nIt is.\n\n" for number in range(14))


def _file(folder: Path, text: str) -> str:
    path = folder / "digest.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_one_is_not_asked_about(tmp_path: Path) -> None:
    """A digest of one entry comes in at once; in a pipe its id is on stdout."""
    ran = here(library(tmp_path / "lib"), "import", _file(tmp_path, ONE))
    assert (ran.code, ran.out) == (0, "one\n")
    assert ran.err == "added one: One\n1 added, 0 merged, 0 unchanged, 0 failed\n"


def test_several_need_a_yes(tmp_path: Path) -> None:
    """Where nobody can be asked nothing is written, and it is said how to go on."""
    folder = library(tmp_path / "lib")
    before = tree(folder)
    ran = here(folder, "import", _file(tmp_path, MANY))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("readinglist: import 14 entries? Nobody can be asked here; --yes goes ahead")
    assert tree(folder) == before


@pytest.mark.parametrize(("answer", "number"), [("y\n", 15), ("\n", 1)])
def test_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, number: int) -> None:
    """On a terminal the first ones are shown before the question; ids are not, since the report has them."""

    class Keyboard:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return answer

    folder = library(tmp_path / "lib")
    monkeypatch.setattr(sys, "stdin", Keyboard())
    shown = run(f"rl -L {folder} import {_file(tmp_path, MANY)}", tmp_path, terminal=True)
    assert "  would be added number-0: Number 0\n" in shown
    assert "number-9" in shown
    assert "  and 4 more\nimport 14 entries? [y/N] " in shown
    assert ("\nadded number-13: Number 13\n" in shown) is (answer == "y\n")
    assert len(tree(folder)) == number


@pytest.mark.parametrize("terminal", [True, False])
def test_unchanged_ones_are_counted(tmp_path: Path, terminal: bool) -> None:
    """Few have their names as well, many the number alone."""
    folder, many = library(tmp_path / "lib"), _file(tmp_path, MANY)
    assert here(folder, "import", many, "--yes").code == 0
    line = f"rl -L {folder} import {tmp_path}/digest.txt"
    assert run(line, tmp_path, terminal=terminal) == "0 added, 0 merged, 14 unchanged, 0 failed"
    assert "number-13" not in run(line, tmp_path, terminal=terminal)
    _file(tmp_path, MANY[: MANY.index("Number 2")])
    assert "unchanged number-0, number-1\n0 added" in run(line, tmp_path, terminal=terminal)


@pytest.mark.parametrize(
    ("data", "said", "code"),
    [
        (b"", "there is nothing in it; what can be imported is a digest: ", 2),
        (b"\xef\xbb\xbf \n\t\n", "there is nothing in it; ", 2),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff",
            "it is no text; what can be imported is plain text in UTF-8",
            2,
        ),
        (b"%PDF-1.4\n%\xe2\xe3", "it is no text; ", 2),
        (ONE.encode("utf-16-le"), "it is no text; ", 2),
        (ONE.encode("utf-16"), "it is UTF-16, not UTF-8; save it as UTF-8", 4),
        (b"Ice\n\n\xc9tude (2001; Link)\n", "3: not UTF-8 text; save it as UTF-8", 4),
        (b"x" * 100_000, "it is in no form that can be read; ", 2),
    ],
)
@pytest.mark.parametrize("source", ["FILE", "-"])
def test_what_is_no_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, data: bytes, said: str, code: int
) -> None:
    """One line tells what is wrong, where, and what to do; nothing is written."""
    path = tmp_path / "digest.txt"
    path.write_bytes(data)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
    folder = library(tmp_path / "lib")
    before = tree(folder)
    ran = here(folder, "import", str(path) if source == "FILE" else source, "--yes")
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    name = str(path) if source == "FILE" else "stdin"
    assert ran.err.startswith((f"readinglist: {name}: {said}", f"readinglist: {name}:{said}"))
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("name", "told", "code"),
    [
        ("lib", "{}: is a directory; give a file that is in it", 5),
        ("none.txt", "{}: no such file or directory", 5),
        ("", "no file is named; give one, or - for stdin", 2),
    ],
)
def test_what_is_no_file(tmp_path: Path, name: str, told: str, code: int) -> None:
    """So does one where there is no file to read."""
    source = str(tmp_path / name) if name else ""
    ran = here(library(tmp_path / "lib"), "import", source)
    assert (ran.code, ran.out, ran.err) == (code, "", f"readinglist: {told.format(source)}\n")


def test_failed_ones_and_broken_entries(tmp_path: Path) -> None:
    """What is left out has its line and the exit code is 4; entries that cannot be compared are named."""
    folder = library(tmp_path / "lib")
    write(folder, "bad", "title: Bad\nstatus: finished\n")
    ran = here(folder, "import", _file(tmp_path, f"{ONE}\nTwo (soon; [Link](#))\n"))
    assert ran.code == 4
    assert 'digest.txt:7: no year can be read in "soon": Two\n' in ran.err
    assert "1 added, 0 merged, 0 unchanged, 1 failed\n" in ran.err
    assert "skipped entries/bad.yaml:2" in ran.err


def test_hostile_titles_are_made_safe(tmp_path: Path) -> None:
    """What a digest holds cannot act on a terminal: control characters that a page carried along are left out."""
    ran = here(library(tmp_path / "lib"), "import", _file(tmp_path, "a\x1b]0;x\x07b (2001; Link)\n"))
    assert "added 0-xb: a]0;xb" in ran.err


@pytest.mark.parametrize("source", ["FILE", "-"])
def test_files_that_are_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """No more is read than any list has, so that a file without end is refused as well."""
    monkeypatch.setattr(import_module("readinglist.commands.import_"), "_MOST_MIB", 1)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"x" * (1 << 21))))
    name = "/dev/zero" if source == "FILE" else source
    ran = here(library(tmp_path / "lib"), "import", name)
    told = "/dev/zero" if source == "FILE" else "stdin"
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"readinglist: {told}: there are more than 1 MiB in it; import a part of it at a time\n"
    )


def test_more_than_memory_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one line, and no traceback."""

    def too_much(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr(import_module("readinglist.commands.import_"), "read", too_much)
    ran = here(library(tmp_path / "lib"), "import", _file(tmp_path, ONE))
    assert (ran.code, ran.err) == (5, "readinglist: there is not enough memory for it\n")
