"""Bash, zsh and fish with our completion, driven as by a person who types and presses TAB."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from readinglist.cli import options_of
from readinglist.completion.engine import answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PATIENCE = 20.0
_BASH = r"""
eval "$(readinglist completion bash)"
while IFS= read -r COMP_LINE; do
  COMP_POINT=${#COMP_LINE} COMPREPLY=()
  _readinglist "${COMP_LINE%% *}"
  printf '%s\t' "${COMPREPLY[@]}"
  printf '\n'
done
"""
_FISH = r"""
readinglist completion fish | source
while read -l line
    complete -C $line
    echo
end
"""
_ZSH = r"""
PS1='> '
autoload -Uz compinit && compinit -D -u
eval "$(readinglist completion zsh)"
setopt no_beep
BAUD=0  # else what is typed ahead is answered before what it follows is shown
tell() { print -r -- "$BUFFER" >> told; BUFFER=; }
zle -N tell
bindkey '^T' tell
print -r -- READY >> told
"""
_READLINE = r"""
eval "$(readinglist completion bash)"
tell() { printf '%s\n' "$READLINE_LINE" >> told; READLINE_LINE= READLINE_POINT=0; }
bind -x '"\C-t": tell'
printf 'READY\n' >> told
"""


def offered(folder: Path | None, *words: str, shell: str = "zsh") -> dict[str, str]:
    """Return what is offered for the last of `words`, with what is said of each."""
    lead = ["-L", str(folder)] if folder else []
    lines = answer([shell, *lead, *words], os.environ, options_of).splitlines()
    return dict(line.split("\t", 1) for line in lines)


def _bin(folder: Path) -> dict[str, str]:
    """Return an environment in which `rl` and `readinglist` are the program under test."""
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    for name in ("rl", "readinglist"):
        (place / name).write_text(f'#!/bin/sh\nexec {sys.executable} -m readinglist "$@"\n', encoding="utf-8")
        (place / name).chmod(0o755)
    path = f"{place}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "LANG": "C.UTF-8", "TERM": "xterm"}


def shell(name: str) -> str:
    """Return the program of a shell, or skip the test where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def in_bash(lines: Sequence[str], library: Path, folder: Path) -> list[list[str]]:
    """Return what Bash offers at the end of each of these lines."""
    out = _run([shell("bash"), "--norc", "-c", _BASH], lines, library, folder)
    return [[each for each in line.split("\t") if each] for line in out.splitlines()]


def in_fish(lines: Sequence[str], library: Path, folder: Path) -> list[list[str]]:
    """Return what fish offers at the end of each of these lines, each with its description after a tab."""
    out = _run([shell("fish"), "--no-config", "-c", _FISH], lines, library, folder)
    return [[each for each in part.split("\n") if each] for part in out.removesuffix("\n\n").split("\n\n")]


def _run(command: Sequence[str], lines: Sequence[str], library: Path, folder: Path) -> str:
    text = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(
        command,
        input=text,
        cwd=library,
        env=_bin(folder),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stderr == ""
    return done.stdout


def typed_in_bash(lines: Sequence[str], library: Path, folder: Path) -> list[str]:
    """Return what stands on the line of an interactive Bash after a TAB behind each of these lines."""
    return _typed([shell("bash"), "--norc", "-i"], _READLINE, lines, library, folder)[0]


def typed_in_zsh(lines: Sequence[str], library: Path, folder: Path) -> tuple[list[str], str]:
    """Return what stands on the line of zsh after a TAB behind each of these lines, and all that was shown."""
    return _typed([shell("zsh"), "-f", "-i"], _ZSH, lines, library, folder)


def _typed(
    command: Sequence[str], setup: str, lines: Sequence[str], library: Path, folder: Path
) -> tuple[list[str], str]:
    (folder / "setup").write_text(setup, encoding="utf-8")
    main, inner = pty.openpty()
    child = subprocess.Popen(
        command,
        cwd=library,
        env=_bin(folder),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    told, shown = library / "told", ""
    told.unlink(missing_ok=True)
    try:
        os.write(main, f"source {folder / 'setup'}\n".encode())
        for number, line in enumerate(lines, 1):
            shown += _until(told, number, main)
            os.write(main, f"{line}\t\x14".encode())
        shown += _until(told, len(lines) + 1, main)
        os.write(main, b"exit\r")
        shown += _rest(main)
    finally:
        child.kill()
        child.wait()
        os.close(main)
    return told.read_text(encoding="utf-8").splitlines()[1:], shown


def _until(told: Path, count: int, terminal: int) -> str:
    """Return what is shown until the shell has told that many lines."""
    shown, deadline = b"", time.monotonic() + PATIENCE
    while not told.exists() or told.read_text(encoding="utf-8").count("\n") < count:
        shown += _more(shown, terminal, deadline) or b""
    return shown.decode(errors="replace")


def _rest(terminal: int) -> str:
    """Return what is shown until the shell is gone."""
    shown, deadline = b"", time.monotonic() + PATIENCE
    while (more := _more(shown, terminal, deadline)) is not None:
        shown += more
    return shown.decode(errors="replace")


def _more(shown: bytes, terminal: int, deadline: float) -> bytes | None:
    """Return what is shown within a moment, None where nobody is left to show anything."""
    assert time.monotonic() < deadline, shown.decode(errors="replace")
    if not select.select([terminal], [], [], 0.02)[0]:
        return b""
    try:
        return os.read(terminal, 65536) or None
    except OSError:  # how Linux tells it
        return None
