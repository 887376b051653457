"""Pages for the tests in a browser, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.model.entry import Entry, LogItem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.chromium import Browser

SHOWN = "Array.from(document.querySelectorAll('.entry')).filter(each => each.checkVisibility()).map(each => each.id)"
ENTRIES = (
    Entry(
        id="a", title="Über die Ångström-Skala", authors=("Łukasz Kaiser",), date="2020-05", areas=("Reasoning",), tags=("gpt-3",),
        status="read", log=(LogItem("2026-01-05", {"event": "finish"}),),
    ),
    Entry(id="b", title="Learning to reason", date="2020-01", areas=("Reasoning", "Community"), tags=("gpt-2", "gpt-3"), abstract="Œuvre."),
    Entry(
        id="c", title="A blog", kind="blog", date="2019", areas=("Community",), tags=("gpt-2",), summary="日本語 O’Neil",
        status="read", log=(LogItem("2026-02-05", {"event": "finish"}),),
    ),
    Entry(id="d", title="Untold"),
)  # fmt: skip


def page_in(folder: Path, entries: Iterable[Entry] = ENTRIES, **about: Any) -> Path:
    """Write the page of some entries, and return where it is."""
    path = folder / "list.html"
    pieces = written("html", entries, About(**{"by_date": True, **about}))
    path.write_text("".join(pieces), encoding="utf-8")
    return path


def ids_shown(page: Browser) -> str:
    """Return the ids of the entries that a page shows, in order."""
    return " ".join(page.run(SHOWN))


def count_told(page: Browser) -> str:
    """Return what a page says of how many it shows."""
    return str(page.run("document.querySelector('[role=status]').textContent"))
