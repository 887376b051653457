"""For tests of the library: small ones in a folder, with index, journal and day of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.library import Library

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-22"


def environ(root: Path, **more: str) -> dict[str, str]:
    """Return an environment whose folders all lie in `root`."""
    names = ("CACHE", "STATE", "CONFIG", "DATA")
    return (
        {f"XDG_{name}_HOME": str(root / name.lower()) for name in names} | {"READINGLIST_TODAY": DAY} | more
    )


def shelf(root: Path, **files: str) -> Library:
    """Return the library in `root` after writing these entries into it."""
    (root / "entries").mkdir(exist_ok=True)
    for name, text in files.items():
        write(root, name, text)
    return Library(root, environ(root))


def without_index(root: Path) -> Library:
    """Return the library in `root`, answering from memory."""
    return Library(root, environ(root, READINGLIST_NO_INDEX="1"))


def write(root: Path, name: str, text: str) -> None:
    """Write an entry as an editor would."""
    (root / "entries" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")


def index_file(root: Path) -> Path:
    """Return where the index of the library in `root` is."""
    return next((root / "cache" / "readinglist").iterdir()) / "index.sqlite"


def told(library: Library) -> dict[str, Any]:
    """Return what a library answers to questions of every sort."""
    found = library.search("learning reinforcment data")
    return {
        "all": list(library.find()),
        "words": library.find("learning OR data").ids,
        "fields": library.find("tag:rl -status:read", sort="title").ids,
        "hits": [(score, entry.id) for score, entry in found.hits],
        "corrections": found.corrections,
        "unknown": found.unknown,
        "broken": library.broken(),
        "keys": library.own_keys(),
        "progress": library.progress(),
    }
