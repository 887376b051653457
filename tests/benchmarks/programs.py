"""The programs that are compared, and how each is asked the same thing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.startup import HELLO, PROGRAM, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.benchmarks.asking import Asked
    from tests.benchmarks.libraries import Library

OURS, HELLO_NAME, CACHED, SQLITE = "readinglist", "hello", "papis", "papis SQLite"
PEERS = ("rg", "grep", "fzf", "papis")
# Where its files keep no references, papis makes one for each paper that it exports, every time.
BARE = "export --format bibtex, papis without refs"
# In a command these stand for the word that is new in this turn.
NEW = "{new}"
_FIELDS = "{doc[ref]} {doc[year]} {doc[author]} {doc[title]} {doc[tags]}"


class Program(NamedTuple):
    """A program, ready to be asked.

    Attributes:
        name: the heading of its column.
        commands: its command for each case that it has one for.
        environ: what it runs in.
        file: the file in which it keeps the paper asked for, if it changes it.
        stdin: the file that it reads, if any.
        searches: whether it looks for the paper at all.

    """

    name: str
    commands: Mapping[str, list[str]]
    environ: Mapping[str, str]
    file: Path | None = None
    stdin: Path | None = None
    searches: bool = True


def hello(cases: tuple[str, ...], home: Path) -> Program:
    """Return a Typer application of one command, which is the same whatever is asked."""
    path = home / "hello.py"
    path.write_text(HELLO, encoding="utf-8")
    commands = {case: [sys.executable, str(path)] for case in cases}
    return Program(HELLO_NAME, commands, python_environ(home), searches=False)


def readinglist(library: Library, asked: Asked, home: Path) -> Program:
    """Return this project's program, with index and modules compiled in `home`."""
    ours = [sys.executable, "-c", PROGRAM]
    commands = {
        "search, one word": ["search", asked.word],
        "search, three words": ["search", *asked.three],
        "search, three words, one misspelt": ["search", *asked.misspelt],
        "list --ids": ["list", "--ids"],
        "list, its first line": ["list"],
        "list": ["list"],
        "list --format": ["list", "--format", "{id} {title}"],
        "export, its first line": ["export", "--format", "json"],
        "export --format json": ["export", "--format", "json"],
        "export --format bibtex": ["export", "--format", "bibtex"],
        BARE: ["export", "--format", "bibtex"],
        "tag one entry": ["tag", asked.id, "+" + NEW],
        "one file changed, then search": ["search", NEW],
    }
    environ = python_environ(home) | {"READINGLIST_LIBRARY": str(library.folder)}
    whole = {case: ours + words for case, words in commands.items()}
    return Program(OURS, whole, environ, library.entry_file(asked.id))


def ripgrep(library: Library, asked: Asked) -> Program:
    """Return ripgrep over the files of readinglist; several words are pipes."""
    one, each = "rg -il", "xargs -0 -r rg -il"
    commands = {
        **_searches(one, each, "-0", library, asked),
        "list --ids": ["rg", "--files", str(library.entries)],
    }
    return Program("rg", commands, os.environ)


def grep(library: Library, asked: Asked) -> Program:
    """Return grep over the files of readinglist; several words are pipes."""
    return Program("grep", _searches("grep -ril", "xargs -0 -r grep -il", "-Z", library, asked), os.environ)


def _searches(one: str, each: str, nul: str, library: Library, asked: Asked) -> dict[str, list[str]]:
    pipe = f'{one} {nul} -e "$1" "$4" | {each} {nul} -e "$2" | {each} -e "$3"'
    tree = str(library.entries)
    return {
        "search, one word": [*one.split(), "-e", asked.word, tree],
        "search, three words": ["sh", "-c", pipe, "sh", *asked.three, tree],
        "search, three words, one misspelt": ["sh", "-c", pipe, "sh", *asked.misspelt, tree],
        "one file changed, then search": [*one.split(), "-e", NEW, tree],
    }


def fzf(library: Library, asked: Asked) -> Program:
    """Return fzf over a file of titles."""
    commands = {
        "search, one word": asked.word,
        "search, three words": " ".join(asked.three),
        "search, three words, one misspelt": " ".join(asked.misspelt),
    }
    filters = {case: ["fzf", "--filter", words] for case, words in commands.items()}
    return Program("fzf", filters, os.environ, stdin=library.titles)


def papis(path: str, library: Library, asked: Asked, home: Path, *, sqlite: bool) -> Program:
    """Return papis with one of its databases, configuration and caches being in `home`."""
    every = "*" if sqlite else "."
    found = ["list", "--all"]
    commands = {
        "search, one word": [*found, asked.word],
        "search, three words": [*found, " ".join(asked.three)],
        "search, three words, one misspelt": [*found, " ".join(asked.misspelt)],
        "list --ids": [*found, "--id", every],
        "list": [*found, "--format", _FIELDS, every],
        "list --format": [*found, "--format", "{doc[ref]} {doc[title]}", every],
        "export --format json": ["export", "--all", "--format", "json", every],
        "export --format bibtex": ["export", "--all", "--format", "bibtex", every],
        BARE: ["--lib", "bare", "export", "--all", "--format", "bibtex", every],
        "tag one entry": ["tag", "--add", NEW, f"ref:{asked.id}"],
        "one file changed, then search": [*found, NEW],
    }
    whole = {case: [path, *words] for case, words in commands.items()}
    environ = _papis_environ(home / ("sqlite" if sqlite else "cached"), library, sqlite=sqlite)
    return Program(SQLITE if sqlite else CACHED, whole, environ, library.papis_file(asked.id))


def _papis_environ(home: Path, library: Library, *, sqlite: bool) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    backend = "database-backend = sqlite\n" if sqlite else ""
    (home / "config").write_text(
        f"[settings]\ndefault-library = papers\n{backend}"
        f"[papers]\ndir = {library.papis}\n[bare]\ndir = {library.papis_bare}\n",
        encoding="utf-8",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PAPIS_CONFIG_DIR": str(home), "PAPIS_CACHE_DIR": str(home / "cache")}


def python_environ(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user counts and modules are compiled once."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    compiled = {"PYTHONPYCACHEPREFIX": str(home / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    return os.environ | folders | compiled | {"PYTHONPATH": str(ROOT)}


def forget(home: Path) -> None:
    """Remove the indexes of this project's program."""
    shutil.rmtree(home / "cache" / "readinglist", ignore_errors=True)


def version(command: str) -> str | None:
    """Return the version that a program says it has, None if it is not there."""
    if not shutil.which(command):
        return None
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else "of an unknown version"
