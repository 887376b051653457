"""`triage` whose terminal is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.keyed import Keyed
from tests.program import here, library, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("key", ["", "t", "?"])
def test_a_window_that_is_closed(tmp_path: Path, key: str) -> None:
    """It ends as SIGHUP asks, wherever it waited; what was decided stays."""
    lib = library(tmp_path / "lib")
    for name in ("one", "two"):
        write(lib, name, f"title: Paper {name}\nstatus: candidate\n")
    with Keyed(lib, "triage") as run:
        run.wait("1 of 2")
        run.press("k", "kept: Paper one")
        if key:
            run.press(key)
        assert run.hang_up() == 143
    assert here(lib, "list", "is:unread", "--ids").out == "one\n"
