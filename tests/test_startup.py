"""What a command imports: start-up is a feature, and only this keeps it one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readinglist.commands import COMMANDS
from readinglist.library.making import make_library

_ASK = """
import os, sys
os._exit = sys.exit  # a TAB ends with it, and what was imported is to be told all the same
sys.argv[1:] = {args!r}
from readinglist.main import run
try:
    run()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted(sys.modules), file=sys.stderr)
"""
TERMINAL = {"rich", "rich.console", "rich.text"}
HEAVY = {"pydantic", "importlib.metadata", "asyncio", "email", "http", "urllib.request", "rich.markdown"}
YAML = {"yaml", "readinglist.yamlfile"}
WRITING = {"readinglist.journal", "readinglist.library.writing", "tempfile"}
GUESSING = {"rapidfuzz", "readinglist.library.references"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped list whose index is warm; its caches are beside it."""
    root = tmp_path_factory.mktemp("startup")
    make_library(root / "lib", _environ(root), sample=True)
    _imported(root / "lib", "list", "--ids")
    return root / "lib"


def _environ(root: Path) -> dict[str, str]:
    return {"PATH": os.defpath, "HOME": str(root), "LANG": "C.UTF-8", "READINGLIST_TODAY": "2026-11-23"}


def _imported(folder: Path, *args: str) -> set[str]:
    """Return the modules that a fresh interpreter has imported when the command is done."""
    source = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", _ASK.format(args=list(args))],
        cwd=folder,
        env=_environ(folder.parent) | {"PYTHONPATH": os.pathsep.join([str(source), *sys.path[1:]])},
        capture_output=True,
        check=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def before(sample: Path) -> set[str]:
    """Return what an interpreter has imported before it runs anything of ours."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        env=_environ(sample.parent),
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_version_needs_no_typer(sample: Path) -> None:
    """`--version` is answered before anything is imported."""
    found = _imported(sample, "--version")
    assert not found & {"typer", "readinglist.cli", "readinglist.settings"}


@pytest.mark.parametrize(
    "args", [["list", "--ids"], ["list"], ["list", "reward", "-n", "3"], ["list", "tag:atari"]]
)
def test_a_warm_list_imports_little(sample: Path, before: set[str], args: list[str]) -> None:
    """A list out of a warm index needs neither YAML nor rich nor corrections nor what writes."""
    found = _imported(sample, *args) - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING | GUESSING)
    assert not {name for name in found if name.startswith("readinglist.commands.")} - {
        "readinglist.commands.list",
        "readinglist.commands.shared",
        "readinglist.commands.wording",
    }


def test_what_is_not_parsed_brings_no_yaml(sample: Path, before: set[str]) -> None:
    """A file with the same bytes as before needs none, nor one that is too large to be an entry."""
    next((sample / "entries").glob("*.yaml")).touch()
    large = sample / "entries" / "large.yaml"
    large.write_bytes(b"#" * ((1 << 20) + 1))
    try:
        assert not (_imported(sample, "list", "--ids") - before) & YAML
    finally:
        large.unlink()


def test_a_warm_search_imports_little(sample: Path, before: set[str]) -> None:
    """A search for words that the index knows needs neither YAML nor rich nor rapidfuzz."""
    found = _imported(sample, "search", "reward", "learning") - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING | GUESSING)


@pytest.mark.parametrize("name", ["bibtex", "csl-json", "json", "ris", "csv"])
def test_a_warm_export_imports_little(sample: Path, before: set[str], name: str) -> None:
    """A format that tells nothing of the list needs no YAML, and few entries no second process."""
    found = _imported(sample, "export", "--format", name) - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING | GUESSING | {"readinglist.sync.turns"})


@pytest.mark.parametrize("args", [["next", "--minutes", "30", "--why"], ["next", "area:speech"]])
def test_a_warm_next_imports_little(sample: Path, before: set[str], args: list[str]) -> None:
    """What to read now comes out of the index alone."""
    found = _imported(sample, *args) - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING | GUESSING)


def test_a_warm_similar_imports_no_yaml(sample: Path, before: set[str]) -> None:
    """What is near comes out of the index as well, once the REF is resolved."""
    found = _imported(sample, "similar", "chen2017ucb") - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING)


def test_a_slip_needs_no_rapidfuzz(sample: Path, before: set[str]) -> None:
    """A word that is one letter off is corrected without it."""
    found = _imported(sample, "search", "reinforcment") - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING | GUESSING)


def test_a_misspelt_search_imports_rapidfuzz_only(sample: Path, before: set[str]) -> None:
    """A word that is further off brings rapidfuzz, and still neither YAML nor rich."""
    found = _imported(sample, "search", "reinforcmemt") - before
    assert "rapidfuzz" in found
    assert not found & (TERMINAL | HEAVY | YAML | WRITING)


@pytest.mark.parametrize("words", [["sh"], ["show", "hind"], ["list", "area:"], ["set", "hind", "rating="]])
def test_completion_imports_little(sample: Path, before: set[str], words: list[str]) -> None:
    """A TAB brings neither Typer nor YAML nor what guesses, and the index only where entries are asked for."""
    found = _imported(sample, "__complete", "bash", *words) - before
    assert not found & (TERMINAL | HEAVY | YAML | WRITING | GUESSING | {"typer", "argparse", "subprocess"})
    assert ("sqlite3" in found) == (words[0] in ("show", "list"))


@pytest.mark.parametrize("args", [["--help"], ["-h"]])
def test_help_imports_no_command(sample: Path, args: list[str]) -> None:
    """The overview comes from the table alone."""
    modules = {f"readinglist.commands.{command.module}" for command in COMMANDS.values()}
    assert not _imported(sample, *args) & modules


def test_a_command_imports_no_other(sample: Path) -> None:
    """Only the command that was asked for is loaded."""
    found = _imported(sample, "show", "chen2017ucb")
    modules = {f"readinglist.commands.{command.module}" for command in COMMANDS.values()}
    assert found & modules == {"readinglist.commands.show"}
    assert not found & (TERMINAL | HEAVY)
