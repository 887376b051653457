"""Golden sessions: commands and exactly what they print, as a person would see it.

A session is text in which every line that starts with `$ ` is a command; what follows is its output, stdout
and stderr as they come, and a last line `[2]` for an exit code that is not 0. A line `...` stands for any
lines. Lines in front of the first command are remarks. Commands of readinglist alone run in this process;
others (pipes, redirections, other programs) in a shell that finds `rl` and `readinglist`.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from readinglist.cli import main

PROGRAMS = ("rl", "readinglist")
_OF_THE_SHELL = re.compile(r"[|><;&$`*]")


class Step(NamedTuple):
    """A command, and what it is to print."""

    line: int
    command: str
    expected: str


def steps(text: str) -> list[Step]:
    """Cut a session into its steps."""
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            found.append((number, line[2:], []))
        elif line.startswith("> ") and found and found[-1][1].endswith("\\"):
            found[-1] = (found[-1][0], found[-1][1] + "\n" + line[2:], found[-1][2])
        elif found:
            found[-1][2].append(line)
    return [Step(number, command, "\n".join(lines).rstrip("\n")) for number, command, lines in found]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def run(command: str, folder: Path, *, terminal: bool = False) -> str:
    """Run a command in `folder` and return what a person would see, in a pipe or on a terminal."""
    words = shlex.split(command, comments=True) if not _OF_THE_SHELL.search(command) else []
    if words and words[0] in PROGRAMS:
        output, code = _here(words[1:], folder, Terminal() if terminal else io.StringIO())
    else:
        output, code = _shell(command, folder)
    lines = output.rstrip("\n")
    return f"{lines}\n[{code}]".lstrip("\n") if code else lines


def matches(expected: str, printed: str) -> bool:
    """Tell whether what was printed is what the session says, a line `...` standing for any lines."""
    pattern = re.escape(expected.strip("\n")).replace(r"\.\.\.", "...")
    pattern = re.sub(r"(?m)^\.\.\.$", "(?:.*(?:\\\\n.*)*)", pattern)
    lines = [each.rstrip() for each in printed.splitlines()]
    return re.fullmatch(pattern, "\n".join(lines).strip("\n")) is not None


def _here(args: list[str], folder: Path, printed: io.StringIO) -> tuple[str, int]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = main(args)
    finally:
        os.chdir(before)
    return printed.getvalue(), code


def _shell(command: str, folder: Path) -> tuple[str, int]:
    shims = folder.parent / "bin"
    shims.mkdir(exist_ok=True)
    for name in PROGRAMS:
        shim = shims / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m readinglist "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    environ = os.environ | {"PATH": f"{shims}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode(), done.returncode
