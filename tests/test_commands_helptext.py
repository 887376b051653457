"""Help on terminals of any width."""

from __future__ import annotations

import shlex

import pytest

from readinglist.cli import main
from readinglist.commands import COMMANDS
from readinglist.commands.helptext import fitted


@pytest.mark.parametrize(
    ("line", "width", "wanted"),
    [
        ("  readinglist show all", 40, "  readinglist show all"),
        ("  Some text about readinglists that is long", 20, "  Some text about readinglists that is long"),
        ("  readinglist list --sort date has:code", 30, "  readinglist list --sort \\\n      date has:code"),
        ("  readinglist list \"a b c\" 'd e'", 24, "  readinglist list \\\n      \"a b c\" 'd e'"),
        ("  readinglist set it's x", 20, "  readinglist set \\\n      it's x"),
    ],
)
def test_an_example_goes_on_below(line: str, width: int, wanted: str) -> None:
    """It is parted at spaces outside of quotes, with a backslash, and nothing else is touched."""
    assert fitted(line, width) == wanted


@pytest.mark.parametrize("width", [30, 40, 60, 80])
@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_what_they_were(
    name: str, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pasted into a shell, an example that was folded is the same command; no word of help is parted."""
    monkeypatch.setenv("COLUMNS", "400")
    assert main([name, "--help"]) == 0
    wide = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([name, "--help"]) == 0
    narrow = capsys.readouterr().out
    assert _commands(narrow) == _commands(wide)
    assert _words(narrow) <= _words(wide)


def _words(text: str) -> set[str]:
    """Return all words; at a hyphen one may be parted."""
    return set(text.replace("-", "- ").split()) - {"\\"}


def _commands(text: str) -> list[list[str]]:
    lines = text.replace("\\\n", "").splitlines()
    return [shlex.split(line) for line in lines if line.startswith("    ") and " readinglist " in line]
