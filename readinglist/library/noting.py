"""Notes on an entry: a line more, or edited as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.library.editing import drafted, edited
from readinglist.library.reports import Changed
from readinglist.yamlfile import Fault

if TYPE_CHECKING:
    from readinglist.library.editing import Desk
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry


def appended(entry: Entry, text: str) -> Entry:
    """Return the entry with lines more at the end of its notes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    before = f"{entry.notes.rstrip(chr(10))}\n" if entry.notes and entry.notes.strip() else ""
    return replace(entry, notes=f"{before}{text}\n")


def edit_notes(library: Library, entry_id: str, desk: Desk) -> Changed:
    """Edit the notes of an entry in an editor.

    Raises:
        InvalidError: if what was typed is no text.
        RefusedError: if the editor failed, or the notes were changed meanwhile.

    """
    before = library.read(entry_id).notes
    with drafted(library.drafts, f"{entry_id}.md", (before or "").encode(), desk.tell) as draft:
        data = edited(draft, desk, _faults)
        if data == draft.before:
            return Changed([], [entry_id], [])

        def how(entry: Entry) -> Entry:
            if entry.notes != before:
                raise RefusedError("the notes were changed meanwhile; that version stays")
            return replace(entry, notes=_text(data))

        report = library.change([entry_id], how, label="note")
        for _, error in report.failed:
            raise error
        return report


def _text(data: bytes) -> str | None:
    text = data.decode().replace("\r\n", "\n")
    return text if text.strip() else None


def _faults(data: bytes) -> list[Fault]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [Fault(data.count(b"\n", 0, error.start) + 1, "not UTF-8", "save it as UTF-8")]
    if "\0" in text:
        return [Fault(text.count("\n", 0, text.index("\0")) + 1, "has a NUL character in it")]
    return []
