"""What all tests share: a home of their own, and no setting from outside."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

KEPT = (
    "PATH",
    "LANG",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "TMPDIR",
    "COVERAGE_PROCESS_START",
    "COVERAGE_PROCESS_CONFIG",
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test an empty home, the day 2026-11-23, and nothing else of the environment."""
    folder = tmp_path_factory.mktemp("home")
    for name in set(os.environ) - set(KEPT):
        if not name.startswith(("PYTEST", "HYPOTHESIS")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("READINGLIST_TODAY", "2026-11-23")
    return folder
