"""The list file, read from the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.errors import InvalidError, ReadinglistError
from readinglist.model.listfile import ListFile
from readinglist.settings import LIST_FILE
from readinglist.yamlfile.document import read
from readinglist.yamlfile.lists import read_list_file as parse_list_file

if TYPE_CHECKING:
    from readinglist.store import Store
    from readinglist.yamlfile.document import Document


def read_list_file(store: Store) -> tuple[ListFile, list[tuple[int | None, str, str]]]:
    """Return what the list file says, and line, reason and hint of each fault; an empty one where none is."""
    try:
        data, _ = store.read(LIST_FILE)
    except FileNotFoundError:
        return ListFile(), []
    except ReadinglistError as error:
        return ListFile(), [(None, error.what, error.hint)]
    try:
        list_file, faults = parse_list_file(data)
    except InvalidError as error:
        return ListFile(), [(error.line, error.what, error.hint)]
    return list_file, [(fault.line, fault.reason, fault.hint) for fault in faults]


def document_of(store: Store, name: str) -> Document | None:
    """Return a file of the folder with the lines its keys stand on, None where it cannot be read."""
    try:
        return read(store.read(name)[0])
    except (FileNotFoundError, ReadinglistError):
        return None
