"""Exports of so many entries that a second process helps, where there is a core for it."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.program import COMMAND, library, process, write
from tests.shelf import environ

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 1200
EXPORT = ("export", "--format", "bibtex", "--sort", "id")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library whose index is warm; its caches are beside the entries."""
    folder = library(tmp_path_factory.mktemp("many") / "lib")
    for number in range(COUNT):
        fields = f"title: Paper {number}\nauthors: [Ann Bee, Cé {number}]\nabstract: {'long ' * 40}\n"
        write(folder, f"e{number:04}", fields)
    assert process(folder, "list", "--ids", environ=environ(folder)).code == 0
    return folder


@pytest.mark.parametrize("name", ["bibtex", "json"])
def test_it_is_the_same_without_an_index(folder: Path, name: str) -> None:
    """One process that reads the files says what two say that read the index."""
    together = process(folder, "export", "--format", name, "--sort", "id", environ=environ(folder))
    alone = environ(folder, READINGLIST_NO_INDEX="1")
    assert together == process(folder, "export", "--format", name, "--sort", "id", environ=alone)
    assert [together.out.count(f"Paper {number}") > 0 for number in range(COUNT)] == [True] * COUNT
    assert (together.code, together.err) == (0, f"{COUNT} entries\n")


def test_a_file_is_written_whole(folder: Path, tmp_path: Path) -> None:
    """To a file goes what goes to stdout."""
    ran = process(folder, *EXPORT, "-o", str(tmp_path / "all.bib"), environ=environ(folder))
    assert (ran.code, ran.err) == (0, f"wrote {COUNT} entries to {tmp_path / 'all.bib'}\n")
    assert (tmp_path / "all.bib").read_text() == process(folder, *EXPORT, environ=environ(folder)).out


def begun(folder: Path) -> subprocess.Popen[bytes]:
    """Return an export whose first bytes have been read, and which waits for more to be."""
    found = subprocess.Popen(
        [*COMMAND, *EXPORT],
        cwd=folder,
        env={**os.environ, **environ(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert found.stdout
    assert found.stdout.read(6) == b"@misc{"
    return found


def test_a_reader_that_has_enough(folder: Path) -> None:
    """A pipe that is closed ends the export, and nobody is told."""
    with begun(folder) as export:
        assert export.stdout
        export.stdout.close()
        assert export.stderr
        assert export.stderr.read() == b""
    assert export.returncode == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to it", "to both"])
def test_a_signal_ends_both(folder: Path, number: int, code: int, send: object) -> None:
    """Ctrl-C and the others leave no process behind that could still write."""
    with begun(folder) as export:
        assert callable(send)
        send(export.pid, number)
        # Both streams end when the last process has that could write to them.
        _, told = export.communicate(timeout=60)
    assert (export.returncode, told.strip()) == (code, b"")
