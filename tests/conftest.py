"""What all tests share: a home of their own, and no setting from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import PROGRAM, browser
from tests.surroundings import clear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.chromium import Browser


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test an empty home, the day 2026-11-23, and nothing else of the environment."""
    folder = tmp_path_factory.mktemp("home")
    clear(monkeypatch, folder)
    return folder


@pytest.fixture(scope="session")
def started() -> Iterator[Browser]:
    """Start one browser for all tests that want one."""
    if not PROGRAM:
        pytest.skip("there is no Chromium here")
    with browser() as found:
        yield found


@pytest.fixture
def chromium(started: Browser) -> Browser:
    """Give a test the browser with a wide, light screen."""
    return started.emulate(prefers_color_scheme="light")
