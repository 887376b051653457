"""Short forms of the long runs of undo and reading; `python -m tests.long` makes the long ones."""

from __future__ import annotations

from tests.long import everyday, hostile, undo


def test_random_sequences_undone() -> None:
    """Commands, some of them killed, and then undo to the end: the first library, byte for byte."""
    figures = undo.run(30, 1_000_000)
    assert figures.kept, "\n".join(figures.lines)


def test_hostile_files() -> None:
    """Every file gets an answer, and no process ends."""
    figures = hostile.run(250, 1_000_000)
    assert figures.kept, "\n".join(figures.lines)


def test_reading_without_the_parser() -> None:
    """It says what the parser says."""
    figures = everyday.run(20_000, 1_000_000)
    assert figures.kept, "\n".join(figures.lines)
