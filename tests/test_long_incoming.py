"""The short form of the long run over damaged digests."""

from __future__ import annotations

from tests.long import incoming


def test_damaged_digests() -> None:
    """Each is read, and none is slow without end."""
    figures = incoming.run(150, 1)
    assert figures.kept, figures.lines
