"""Notes on an entry: a line more, or edited as a whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import category

from readinglist.errors import RefusedError
from readinglist.library.drafts import NOTES
from readinglist.library.editing import drafted, edited
from readinglist.library.merging import notes_onto
from readinglist.library.reports import Changed
from readinglist.text import safe
from readinglist.yamlfile.faults import Fault

if TYPE_CHECKING:
    from readinglist.library.drafts import Desk
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry

_LINE_END = re.compile(r"\r\n|\r|\n")


def appended(entry: Entry, text: str) -> Entry:
    """Return the entry with lines more at the end of its notes, those that are there as they are."""
    before = entry.notes if entry.notes and entry.notes.strip() else ""
    end = "" if before.endswith("\n") or not before else "\n"
    return replace(entry, notes=f"{before}{end}{tidied(text).rstrip()}\n")


def tidied(text: str) -> str:
    """Return a text with our own line ends, and with nothing on lines that have only spaces."""
    return "\n".join("" if line.isspace() else line for line in _LINE_END.split(text))


def hidden_in(text: str) -> tuple[int, str] | None:
    """Return the line, counted from 1, of the first character that nobody could see, and what it is.

    A file could hold it only as an escape, and with it all the notes on one line.
    """
    for number, line in enumerate(_LINE_END.split(text), 1):
        for char in line.replace("\t", " "):
            if safe(char) != char:
                return number, _named(char)
    return None


def _named(char: str) -> str:
    kind = category(char)
    if kind == "Cs":  # what an argument has in the place of a byte
        return f"a byte that is no UTF-8 (0x{ord(char) & 0xFF:02X})"
    return f"a {'control' if kind == 'Cc' else 'hidden'} character (U+{ord(char):04X})"


def edit_notes(library: Library, entry_id: str, desk: Desk) -> Changed:
    """Edit the notes of an entry in an editor.

    Raises:
        InvalidError: if what was typed is no text.
        RefusedError: if the editor failed, or the notes were changed meanwhile.

    """
    before = library.read(entry_id).notes
    with drafted(library.drafts, entry_id + NOTES, _handed(before), desk, notes_onto) as draft:
        data = edited(draft, desk, _faults)
        if _lines(data.decode()) == _lines(before or ""):
            return Changed([], [entry_id], [])

        def how(entry: Entry) -> Entry:
            if entry.notes != before:
                raise RefusedError("the notes were changed meanwhile; that version stays")
            return replace(entry, notes=_text(data))

        report = library.change([entry_id], how, label="note")
        for _, error in report.failed:
            raise error
        return report


def _handed(notes: str | None) -> bytes:
    """Return notes as an editor likes a text: with an end of its last line, which many would add."""
    return (f"{notes}\n" if notes and not notes.endswith("\n") else notes or "").encode()


def _lines(text: str) -> str:
    text = tidied(text)
    return text if text.endswith("\n") else f"{text}\n"


def _text(data: bytes) -> str | None:
    text = tidied(data.decode())
    return text if text.strip() else None


def _faults(data: bytes) -> list[Fault]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [Fault(data.count(b"\n", 0, error.start) + 1, "not UTF-8", "save it as UTF-8")]
    if found := hidden_in(text):
        line, what = found
        return [Fault(line, what, "take it out")]
    return []
