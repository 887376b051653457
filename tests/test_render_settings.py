"""The settings on a terminal: in line where there is room, otherwise below, and paths in one piece."""

from __future__ import annotations

from readinglist.render.settings import settings_text

ROWS = [("configuration", "/home/me/.config/readinglist/config.toml", "default, not there"), ("sort", "-date", "default")]  # fmt: skip


def _lines(width: int) -> list[str]:
    return settings_text(ROWS, width).plain.split("\n")


def test_wide() -> None:
    """Names, values and origins stand in line."""
    assert _lines(80) == [
        "configuration  /home/me/.config/readinglist/config.toml  default, not there",
        "sort           -date                                     default",
    ]


def test_narrower() -> None:
    """An origin without room beside its value stands below it."""
    assert _lines(60) == [
        "configuration  /home/me/.config/readinglist/config.toml",
        "               default, not there",
        "sort           -date  default",
    ]


def test_narrow() -> None:
    """A path without room beside its name starts a line of its own, and nothing parts it."""
    assert _lines(30) == [
        "configuration",
        "/home/me/.config/readinglist/config.toml",
        "               default, not",
        "                 there",
        "sort           -date  default",
    ]


def test_hostile_values() -> None:
    """Nothing acts on the terminal, and wide letters count as two columns."""
    assert settings_text([("a", "山\x1b[1m", "b\n"), ("bc", "x", "y")], 40).plain == (
        "a   山^[[1m  b \nbc  x        y"
    )
