"""An environment in which nothing of the developer's own shows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

KEPT = (
    "PATH",
    "LANG",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "TMPDIR",
    "COVERAGE_PROCESS_START",
    "COVERAGE_PROCESS_CONFIG",
)


def clear(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Leave an empty home, the day 2026-11-23, and nothing else of the environment."""
    for name in set(os.environ) - set(KEPT):
        if not name.startswith(("PYTEST", "HYPOTHESIS")):
            patch.delenv(name)
    patch.setenv("HOME", str(home))
    patch.setenv("READINGLIST_TODAY", "2026-11-23")
