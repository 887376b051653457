"""Exports of so many entries that a second process helps, where there is a core for it."""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from readinglist.sync.helping import can_help
from tests.children import children, is_gone
from tests.program import COMMAND, Ran, library, process, write
from tests.shelf import environ

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COUNT = 2200
EXPORT = ("export", "--format", "bibtex", "--sort", "id")
OPEN = 1100
_WITH_OPEN_FILES = f"""
import os, sys
for _ in range({OPEN}):
    os.set_inheritable(os.dup(0), True)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library whose index is warm; its caches are beside the entries."""
    folder = library(tmp_path_factory.mktemp("many") / "lib")
    for number in range(COUNT):
        fields = f"title: Paper {number}\nauthors: [Ann Bee, Cé {number}]\nabstract: {'long ' * 40}\n"
        write(folder, f"e{number:04}", fields)
    assert process(folder, "list", "--ids", environ=environ(folder)).code == 0
    return folder


@pytest.fixture(autouse=True)
def _two_cores() -> None:
    """Skip where no second process is made."""
    if not can_help():
        pytest.skip("there is one core only")


def begun(folder: Path, *args: str, before: Sequence[str] = ()) -> tuple[subprocess.Popen[bytes], int]:
    """Return an export that waits for somebody to read what it has written, and the number of its helper."""
    found = subprocess.Popen(
        [*before, *COMMAND, *EXPORT, *args],
        cwd=folder,
        env={**os.environ, **environ(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert isinstance(found.stdout, io.BufferedReader)
    assert found.stdout.peek(1)
    helpers = children(found.pid)
    assert len(helpers) == 1
    return found, helpers[0]


def whole(export: subprocess.Popen[bytes]) -> Ran:
    """Return what an export that was begun did when all of it had been read."""
    with export:
        assert export.stdout
        assert export.stderr
        out, told = export.stdout.read().decode(), export.stderr.read().decode()
    return Ran(export.returncode, out, told)


@pytest.mark.parametrize("name", ["bibtex", "json"])
def test_it_is_the_same_without_an_index(folder: Path, name: str) -> None:
    """One process that reads the files says what two say that read the index."""
    together = whole(begun(folder, "--format", name)[0])
    alone = environ(folder, READINGLIST_NO_INDEX="1")
    assert together == process(folder, *EXPORT, "--format", name, environ=alone)
    assert [together.out.count(f"Paper {number}") > 0 for number in range(COUNT)] == [True] * COUNT
    assert (together.code, together.err) == (0, f"{COUNT} entries\n")


def test_a_file_is_written_whole(folder: Path, tmp_path: Path) -> None:
    """To a file goes what goes to stdout."""
    ran = process(folder, *EXPORT, "-o", str(tmp_path / "all.bib"), environ=environ(folder))
    assert (ran.code, ran.err) == (0, f"wrote {COUNT} entries to {tmp_path / 'all.bib'}\n")
    assert (tmp_path / "all.bib").read_text() == process(folder, *EXPORT, environ=environ(folder)).out


def test_a_reader_that_has_enough(folder: Path) -> None:
    """A pipe that is closed ends the export and its helper, and nobody is told."""
    export, helper = begun(folder)
    with export:
        assert export.stdout
        export.stdout.close()
        assert export.stderr
        assert export.stderr.read() == b""
    assert export.returncode == 0
    assert is_gone(helper)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to it", "to both"])
def test_a_signal_ends_both(folder: Path, number: int, code: int, send: object) -> None:
    """Ctrl-C and the others leave no process behind that could still write."""
    export, helper = begun(folder)
    with export:
        assert callable(send)
        send(export.pid, number)
        _, told = export.communicate(timeout=60)
    assert (export.returncode, told.strip()) == (code, b"")
    assert is_gone(helper)


def test_very_many_open_files(folder: Path) -> None:
    """Whoever starts the program may leave it any number of open files."""
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 2 * OPEN:
        pytest.skip("so many files cannot be open here")
    export, _ = begun(folder, before=[sys.executable, "-c", _WITH_OPEN_FILES])
    ran = whole(export)
    assert (ran.code, ran.out.count("\n@misc{"), ran.err) == (0, COUNT - 1, f"{COUNT} entries\n")
