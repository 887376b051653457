"""What comes in: texts that entries are imported from, one file each, one line in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile


class Form(NamedTuple):
    """A form of text that can be imported: its module here, and one line that says what it looks like.

    The module has `looks_like(text)`, which tells quickly whether a text is of that form, and `read(text)`,
    which returns an `Incoming` and fails for no text.
    """

    module: str
    looks: str


FORMS = {
    "digest": Form("digest.reading", "entries as `Title (Mon YYYY; Link)` and `Abstract:`"),
}


class Record(NamedTuple):
    """An entry as it came in.

    Attributes:
        line: where it begins, counted from 1.
        entry: what is said of it; its id is "".

    """

    line: int
    entry: Entry


class Remark(NamedTuple):
    """Something about a line, counted from 1."""

    line: int
    what: str


class Incoming(NamedTuple):
    """What a text holds.

    Attributes:
        records: the entries, as they come.
        about: what it says of the list as a whole.
        failed: the entries that could not be read.
        remarks: what was read otherwise than it is written, or left out.

    """

    records: Sequence[Record]
    about: ListFile
    failed: Sequence[Remark] = ()
    remarks: Sequence[Remark] = ()


def read(text: str) -> Incoming:
    """Return what `text` holds, its form guessed from what is in it.

    Raises:
        UsageError: if there is nothing in it, or it is of no form that can be read.

    """
    if not text.removeprefix("\ufeff").strip():
        raise UsageError("there is nothing in it", hint=f"what can be imported is {_forms()}")
    for form in FORMS.values():
        module = import_module(f"readinglist.formats.{form.module}")
        if module.looks_like(text):
            return module.read(text)  # type: ignore[no-any-return]
    raise UsageError("it is in no form that can be read", hint=f"what can be imported is {_forms()}")


def _forms() -> str:
    return "; ".join(f"a {name}: {form.looks}" for name, form in FORMS.items())
