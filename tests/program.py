"""The command line, run as a person would: in this process, or as a process of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from readinglist.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMMAND = (sys.executable, "-m", "readinglist")
# Titles that try to act on whatever shows them, and what has to be seen of them.
HOSTILE = {
    "[bold]x[/bold]": "[bold]x[/bold]",
    "[/foo]": "[/foo]",
    "[link=http://evil]x": "[link=http://evil]x",
    "a\x1b]0;owned\x07b": "a^[]0;owned^Gb",
    "left\u202eright": "left<U+202E>right",
    ":smile: x": ":smile: x",
    "backslash\\": "backslash\\",
    "a\x9b31mb": "a<U+009B>31mb",
}


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


def here(folder: Path, *args: str) -> Ran:
    """Run a command line in this process, in a pipe, with the library in `folder`."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["-L", str(folder), *args])
    return Ran(code, out.getvalue(), err.getvalue())


def process(
    folder: Path,
    *args: str | bytes,
    stdin: bytes = b"",
    environ: Mapping[str, str] = {},
    out: int | None = subprocess.PIPE,
) -> Ran:
    """Run a command line as a process of its own in `folder`."""
    done = subprocess.run(
        [*COMMAND, *args],
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8", **environ},
        input=stdin,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def library(folder: Path, **titles: str) -> Path:
    """Make a library with entries of these ids and titles."""
    (folder / "entries").mkdir(parents=True)
    (folder / "entries" / "_list.yaml").write_text("name: Mine\n", encoding="utf-8")
    for entry_id, title in titles.items():
        write(folder, entry_id, f"title: {json.dumps(title)}\n")
    return folder


def hostile_library(folder: Path) -> Path:
    """Make a library whose entries try to act on the terminal with every text they have."""
    library(folder)
    for number, title in enumerate(HOSTILE):
        text = json.dumps(title)
        fields = f"title: {text}\nauthors: [{text}, B C]\nvenue: {text}\ntags: [{text}]\nstatus: reading\n"
        write(
            folder, f"h{number}", fields + f"summary: {text}\nmykey: {text}\nurl: https://x.org/{'a' * 90}\n"
        )
    return folder


def write(folder: Path, entry_id: str, text: str) -> Path:
    """Write an entry's file as an editor would."""
    path = folder / "entries" / f"{entry_id}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in `entries/`, also of temporary ones."""
    return {path.name: path.read_bytes() for path in sorted((folder / "entries").iterdir())}
