"""Making a library."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.journal import Change, Journal
from readinglist.model.listfile import ListFile
from readinglist.settings import ENTRIES, LIST_FILE, journal_folder
from readinglist.store import Store
from readinglist.sync import SUFFIX
from readinglist.text import safe
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import Put
from readinglist.yamlfile.lists import write_list_file
from readinglist.yamlfile.schema import LIST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What the journal calls the making of a library.
MAKING = "init"
_PACKAGE = Path(__file__).resolve().parent.parent


def make_library(
    folder: Path, environ: Mapping[str, str], *, name: str = "", sample: bool = False, dry_run: bool = False
) -> int:
    """Make `entries/` with a list file in `folder`, with the shipped list if wanted.

    All of it is made or nothing, folders among it; what an earlier making that was cut off had begun is taken
    back first, and its folders, which are empty then, are used. In a `dry_run` nothing is written.

    Returns:
        how many entries it starts with.

    Raises:
        RefusedError: if there is a library already, or the folder or a file cannot be made.

    """
    entries = folder / ENTRIES
    store = Store(entries, Journal(journal_folder(folder, environ)))
    if entries.is_dir() and not dry_run:
        with store.locked():
            pass
    if entries.is_dir() and any(each.name.endswith(SUFFIX) for each in entries.iterdir()):
        raise RefusedError(f"there is a library in {safe(str(folder))} already")
    files = _sample_files() if sample else {}
    if not sample:
        files[LIST_FILE] = write_list_file(ListFile(name=safe(name or folder.resolve().name)))
    elif name:
        files[LIST_FILE] = edit(files[LIST_FILE], [Put(("name",), safe(name))], LIST)
    number = len([each for each in files if each != LIST_FILE])
    if dry_run:
        return number
    with _made(entries):
        _commit(store, [Change(each, None, data) for each, data in sorted(files.items())])
    return number


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; where what follows fails, the ones that were made go again."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RefusedError(f"cannot make {safe(str(folder))}: {(error.strerror or '').lower()}") from None
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


def _commit(store: Store, changes: list[Change]) -> None:
    with store.locked():
        outcome = store.commit(changes, MAKING, whole=True)
    for name, reason in outcome.conflicts:
        raise RefusedError(reason, where=f"{ENTRIES}/{name}", hint="no library was made")


def _sample_files() -> dict[str, bytes]:
    """Read the shipped list: inside an installed package, beside it in a checkout."""
    for folder in (_PACKAGE / "sample", _PACKAGE.parent / ENTRIES):
        if (folder / LIST_FILE).is_file():
            return {each.name: each.read_bytes() for each in folder.glob(f"*{SUFFIX}")}
    raise RefusedError(
        "this installation has no shipped list", hint="`readinglist init` makes an empty library"
    )
