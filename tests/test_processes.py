"""Real processes: pipes that close, disks that are full, signals, odd encodings, several at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from readinglist.library.making import make_library
from tests.program import COMMAND, library, process, tree, write

if TYPE_CHECKING:
    from pathlib import Path

LONG = ["list", "--json"]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the shipped list."""
    make_library(tmp_path / "lib", os.environ, sample=True)
    return tmp_path / "lib"


def _started(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *args],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    "args", [LONG, ["list"], ["search", "learning", "--json"], ["--help"], ["--version"]]
)
def test_a_closed_pipe_is_no_error(sample: Path, args: list[str]) -> None:
    """Whoever reads may leave: no message, exit code 0."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert process(sample, *args, out=writer) == (0, "", "")
    finally:
        os.close(writer)


def test_a_reader_that_leaves_after_a_line(sample: Path) -> None:
    """`rl list --json | head -n 1` shows its line and nothing else."""
    child = _started(sample, *LONG)
    assert child.stdout is not None
    assert child.stdout.readline() == b"[\n"
    child.stdout.close()
    child.stdout = None
    assert child.communicate()[1] == b""
    assert child.returncode == 0


@pytest.mark.parametrize("args", [["list"], LONG, ["--help"], ["--version"], ["show", "chen2017ucb"]])
def test_a_full_disk_is_told(sample: Path, args: list[str]) -> None:
    """Data that cannot be written: one line, exit code 5."""
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        code, _, err = process(sample, *args, out=full)
    finally:
        os.close(full)
    assert (code, err.count("\n"), "Traceback" in err) == (5, 1, False)


@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&- >&- 2>&-", 0)])
def test_closed_streams_are_survived(sample: Path, closed: str, code: int) -> None:
    """A stream that came closed is written to by nothing, least of all by a file that took its number."""
    before = tree(sample)
    command = f'exec "$@" list --ids -n 1 {closed}'
    done = subprocess.run(["sh", "-c", command, "sh", *COMMAND], cwd=sample, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert tree(sample) == before


def test_no_stdin_is_an_empty_one(sample: Path) -> None:
    """`-` without a stdin names no ids."""
    command = 'exec "$@" tag - +x <&-'
    done = subprocess.run(["sh", "-c", command, "sh", *COMMAND], cwd=sample, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"readinglist: no ids on stdin\n")


def test_stderr_on_a_full_disk_keeps_the_exit_code(sample: Path) -> None:
    """Where nobody can be told what was wrong, the code still says it."""
    command = 'exec "$@" list --bogus 2>/dev/full'
    done = subprocess.run(["sh", "-c", command, "sh", *COMMAND], cwd=sample, capture_output=True, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize(
    "environ",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "C"],
)
def test_a_poor_encoding_shows_codes(tmp_path: Path, environ: dict[str, str]) -> None:
    """Letters that the terminal's encoding lacks are shown as codes; nothing fails."""
    folder = library(tmp_path / "lib", one="Teacher–student ²")
    code, out, err = process(folder, "list", environ=environ)
    assert (code, err) == (0, "")
    assert out in {
        "one\tunread\t\t\tTeacher\\u2013student \\xb2\t\n",
        "one\tunread\t\t\tTeacher–student ²\t\n",
    }
    assert process(folder, "tag", "one", "+x", environ=environ).code == 0


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["list", b"\xff"], 2),
        (["list", b"tag:\xff"], 1),
        (["search", b"\xff"], 2),
        (["show", b"\xff"], 3),
        (["tag", "chen2017ucb", b"+\xff"], 2),
        (["rm", "--where", b"venue:\xff"], 1),
        (["set", "chen2017ucb", b"notes=\xff"], 2),
        (["add", b"\xff"], 2),
        (["-L", b"/nowhere/\xff", "list"], 2),
        (["list", "--sort", b"\xff"], 2),
        ([b"\xff"], 2),
        ([b"--\xff"], 2),
        (["export", "--format", b"\xff"], 2),
    ],
)
def test_bytes_that_are_no_text(sample: Path, args: list[str | bytes], code: int) -> None:
    """Arguments that are not UTF-8 end in one line and an exit code, and change nothing."""
    before = tree(sample)
    ran = process(sample, *args)
    assert (ran.code, ran.err.count("\n"), "Traceback" in ran.err) == (code, 1, False), ran
    assert tree(sample) == before


def test_stdin_that_is_no_text(sample: Path) -> None:
    """Ids on stdin that are not UTF-8 are ids that do not exist."""
    ran = process(sample, "tag", "-", "+x", stdin=b"\xff\n")
    assert (ran.code, ran.err) == (
        3,
        (
            'readinglist: no entry of the id "\\xff"; stdin takes ids, one a line: --ids or --format '
            "'{id}' prints them, without --group-by\n"
        ),
    )


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["interrupt", "terminate"]
)
def test_signals_while_it_waits(sample: Path, number: signal.Signals, code: int) -> None:
    """A command that waits for stdin ends at once, without a traceback, with the code of the signal."""
    before = tree(sample)
    child = _started(sample, "add", "-")
    _wait_until_it_reads(child)
    child.send_signal(number)
    err = child.communicate(timeout=30)[1]
    assert (child.returncode, err.strip()) == (code, b"")
    assert tree(sample) == before


def _wait_until_it_reads(child: subprocess.Popen[bytes]) -> None:
    """Wait until a process sleeps in a read of its stdin, as far as the system tells."""
    stat = f"/proc/{child.pid}/wchan"
    deadline = time.monotonic() + 10
    time.sleep(0.5)
    while time.monotonic() < deadline and os.path.exists(stat):  # noqa: PTH110 - no Path is needed
        with open(stat, encoding="ascii") as file:  # noqa: PTH123 - the same
            if "pipe" in file.read() or not os.path.getsize(stat):  # noqa: PTH202 - the same
                return
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_signals_while_it_writes(tmp_path: Path, number: signal.Signals) -> None:
    """Stopped at any moment, a change of many entries leaves whole files, and undo leads back."""
    folder = library(tmp_path / "lib", **{f"e{n}": f"Title {n}" for n in range(40)})
    before = tree(folder)
    chance = random.Random(number)  # noqa: S311 - a test's dice
    for _ in range(4):
        child = _started(folder, "tag", "--where", "has:title", "+x", "--yes")
        time.sleep(chance.uniform(0.1, 0.5))
        child.send_signal(number)
        err = child.communicate(timeout=30)[1]
        assert b"Traceback" not in err, err
        assert child.returncode in {0, 130, 143, -number}
        assert process(folder, "check").code == 0
        while process(folder, "undo").code == 0:
            pass
        assert tree(folder) == before


def test_nothing_is_lost_between_processes(tmp_path: Path) -> None:
    """Eight processes tag one entry at once, each with a tag of its own: all tags are there."""
    folder = library(tmp_path / "lib", one="One")
    children = [_started(folder, "tag", "one", f"+t{number}") for number in range(8)]
    assert [(child.communicate(timeout=60)[1], child.returncode) for child in children] == [(b"", 0)] * 8
    shown = process(folder, "list", "--columns", "tags").out.strip()
    assert sorted(shown.split(", ")) == [f"t{number}" for number in range(8)]


def test_processes_that_read_while_others_write(tmp_path: Path) -> None:
    """Lists taken while entries are written are whole: every entry once."""
    folder = library(tmp_path / "lib", **{f"e{n}": f"Title {n}" for n in range(20)})
    writers = [_started(folder, "tag", "--where", "has:title", f"+w{n}", "--yes") for n in range(3)]
    readers = [_started(folder, "list", "--ids", "--sort", "id") for _ in range(5)]
    whole = "".join(f"e{n}\n" for n in sorted(range(20), key=str)).encode()
    for child in readers:
        assert child.communicate(timeout=60) == (whole, b"")
    for child in writers:
        assert (child.communicate(timeout=60)[1], child.returncode) == (b"", 0)


def test_an_entry_that_changes_while_it_is_shown(tmp_path: Path) -> None:
    """What is shown is what the file says now, though the index was made a moment ago."""
    folder = library(tmp_path / "lib", one="Before")
    assert "Before" in process(folder, "list").out
    write(folder, "one", "title: Behind\n")  # of the same length, and as good as at the same time
    assert "Behind" in process(folder, "list").out


def test_entries_cannot_be_written(tmp_path: Path) -> None:
    """A library in which nothing can be made is refused in one line; reading goes on."""
    folder = library(tmp_path / "lib", one="One")
    state = tmp_path / "state"
    state.write_text("in the way", encoding="utf-8")
    environ = {"XDG_STATE_HOME": str(state)}
    ran = process(folder, "tag", "one", "+x", environ=environ)
    assert (ran.code, ran.err.count("\n"), "Traceback" in ran.err) == (5, 1, False), ran
    assert process(folder, "list", "--ids", environ=environ) == (0, "one\n", "")


def test_a_cache_that_cannot_be_made(tmp_path: Path) -> None:
    """Without a place for the index the answers are the same."""
    folder = library(tmp_path / "lib", one="One")
    cache = tmp_path / "cache"
    cache.write_text("in the way", encoding="utf-8")
    assert process(folder, "search", "one", "--ids", environ={"XDG_CACHE_HOME": str(cache)}) == (
        0,
        "one\n",
        "",
    )


def test_entries_that_are_a_file(tmp_path: Path) -> None:
    """A file in the place of `entries/` makes no library."""
    (tmp_path / "entries").write_text("", encoding="utf-8")
    assert process(tmp_path, "-L", ".", "list").code == 2
    ran = process(tmp_path, "init", ".")
    assert (ran.code, ran.err.count("\n")) == (5, 1)
