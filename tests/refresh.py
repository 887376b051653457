"""Play golden sessions again and write down what they print now: `python -m tests.refresh FILE...`.

For files under `tests/sessions/`, pages with `console` blocks, and the folder `tests/screens`. Read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.library.making import make_library
from tests import captures
from tests.session import run, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(r"(?ms)^(```console[^\n]*\n)(.*?)^```$")


def main() -> None:
    """Refresh the files named on the command line."""
    for name in sys.argv[1:]:
        path = Path(name)
        if path.is_dir():
            with a_home() as home:
                captures.refresh(home)
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            new = _BLOCK.sub(lambda m: f"{m[1]}{played(m[2], page=True)}```", text)
        else:
            new = played(text, sample="sample" in path.stem)
        path.write_text(new, encoding="utf-8")


@contextmanager
def a_home() -> Iterator[Path]:
    """Give an empty home, the day of all tests, and nothing else of the environment."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.clear()
        os.environ.update(
            {"PATH": os.defpath, "HOME": home, "READINGLIST_TODAY": "2026-11-23", "LANG": "C.UTF-8"}
        )
        yield Path(home)


def played(text: str, *, page: bool = False, sample: bool = False) -> str:
    """Return a session with what its commands print now; where `...` stands for lines, it stays."""
    with a_home() as home:
        if page:
            os.environ.update({"COLUMNS": "80", "NO_COLOR": "1"})
        folder = home / "here"
        folder.mkdir()
        if page or sample:
            make_library(folder, os.environ, sample=True)
        lead = text[: text.index("$ ")]
        return lead + "".join(_again(step.command, step.expected, folder, page=page) for step in steps(text))


def _again(command: str, expected: str, folder: Path, *, page: bool) -> str:
    printed = run(command, folder, terminal=page)
    shown = command.replace("\\\n", "\\\n> ")
    output = expected if "..." in expected.splitlines() else "\n".join(map(str.rstrip, printed.splitlines()))
    return f"$ {shown}\n{output}\n" if output else f"$ {shown}\n"


if __name__ == "__main__":
    main()
