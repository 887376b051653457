"""Values of many entries at once, out of the columns of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.index.columns import Known, known
from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
title: 2026-11-20
date: 2017-07
areas: [Reinforcement Learning, Ünïcode]
status: reading
rating: 4
priority: high
pages: 12
added: 2026-11-01
log:
  - {date: 2026-11-03, event: start}
  - {date: 2026-11-09, pages: 1-7, note: on 2027-01-01 again}
  - {date: 2026-11-08, event: drop, note: 2026-12-31}
  - {date: 2026-11-05, minutes: 25}
"""


def test_what_is_known(tmp_path: Path) -> None:
    """The last day of the log is that of an item, in whatever order they stand; broken files are not there."""
    library = shelf(tmp_path, full=FULL, bare="title: Bare\n", broken="title: [\n")
    found = {each.id: each for each in library.ask(lambda index: list(known(index)))}
    areas = ("reinforcement learning", "unicode")
    assert found == {
        "bare": Known(found["bare"].number, "bare", "unread", "normal", None, None, None, (), None, None),
        "full": Known(
            found["full"].number,
            "full",
            "reading",
            "high",
            "2026-11-01",
            12,
            4,
            areas,
            "2017-07-01",
            "2026-11-09",
        ),
    }
