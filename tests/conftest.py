"""What all tests share: a home of their own, and no setting from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import clear

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test an empty home, the day 2026-11-23, and nothing else of the environment."""
    folder = tmp_path_factory.mktemp("home")
    clear(monkeypatch, folder)
    return folder
