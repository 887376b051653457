"""Every session under `tests/sessions/` and every `console` block of README and docs prints what it says."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.library.making import make_library
from tests.session import matches, run, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SESSIONS = sorted((ROOT / "tests" / "sessions").glob("*.txt"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# ```console needs=jq,git: played where these programs are, otherwise skipped.
_BLOCK = re.compile(r"^```console(?: needs=([a-z,]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks() -> Iterator[tuple[str, str, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            yield f"{page.name}:{text.count(chr(10), 0, block.start()) + 1}", block[1] or "", block[2]


def _play(text: str, folder: Path, *, terminal: bool = False) -> None:
    for step in steps(text):
        printed = run(step.command, folder, terminal=terminal)
        where = f"line {step.line}: $ {step.command}"
        assert matches(step.expected, printed), (
            f"{where}\n--- expected\n{step.expected}\n--- printed\n{printed}"
        )


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_session(path: Path, home: Path) -> None:
    """A session in an empty folder at home prints what it says; `sample` in its name: in a copy of the shipped list."""
    folder = home / "here"
    folder.mkdir()
    if "sample" in path.stem:
        make_library(folder, os.environ, sample=True)
    _play(path.read_text(encoding="utf-8"), folder)


@pytest.mark.parametrize(
    ("where", "needs", "text"), [pytest.param(*block, id=block[0]) for block in _blocks()]
)
def test_page(where: str, needs: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What README and docs show is what one gets in a copy of the shipped list, on a terminal of 80 columns."""
    assert where
    for program in filter(None, needs.split(",")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    folder = tmp_path / "here"
    make_library(folder, os.environ, sample=True)
    _play(text, folder, terminal=True)
