"""How one step is written down: lines of JSON that give any bytes back exactly.

The first line says what the step was and which files it is about, so that a look at the history
reads no more than that; one line a file follows; the last line holds a checksum of all before it.
Bytes are kept as text with surrogate escapes, which keeps the record readable for a person.
"""

from __future__ import annotations

from binascii import crc32
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMAT = 1


class Change(NamedTuple):
    """What happens to one file in `entries/`.

    Attributes:
        name: its name there, such as ``schulman2017proximal.yaml``.
        before: all of its bytes before, or None where it is created.
        after: all of its bytes after, or None where it is removed.
        mode: the mode of a file that is created or removed; None for that of any new file.
        like: a file there whose mode, owner and attributes a file that is created takes over, else "".

    """

    name: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None
    like: str = ""

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.name, self.after, self.before, self.mode)


@dataclass(frozen=True, slots=True)
class Header:
    """What a step was, without the bytes.

    Attributes:
        number: counts up from 1; a larger one is newer.
        label: the command that did it, such as ``tag``.
        time: when, as ISO 8601 in UTC.
        undoes: the number of the step that this one took back, or None.
        names: the files that it changed.
        kept: the files whose bytes are kept although it is not known that they were changed.
        whole: where the step stops half-way, what was done is taken back.

    """

    number: int
    label: str
    time: str
    undoes: int | None
    names: tuple[str, ...]
    kept: tuple[str, ...] = ()
    whole: bool = False

    def settled(self, done: Sequence[str], unknown: Sequence[str]) -> Header:
        """Return the header for what really happened."""
        return replace(self, names=tuple(done), kept=tuple(unknown))


def encode(header: Header, changes: Iterable[Change]) -> bytes:
    """Return the record of a step."""
    import json  # noqa: PLC0415 - only undo and writing need it

    first = {
        "journal": _FORMAT,
        "number": header.number,
        "label": header.label,
        "time": header.time,
        "undoes": header.undoes,
        "names": header.names,
        "kept": header.kept,
        "whole": header.whole,
    }
    lines = [json.dumps(first)]
    lines += map(json.dumps, map(_as_line, changes))
    body = "".join(f"{line}\n" for line in lines).encode("ascii")
    return body + f"{json.dumps({'crc32': crc32(body)})}\n".encode("ascii")


def decode_header(line: bytes) -> Header:
    """Return what the first line of a record says; InvalidError where it says nothing."""
    import json  # noqa: PLC0415 - only undo and writing need it

    try:
        first: dict[str, Any] = json.loads(line)
        if first["journal"] != _FORMAT:
            raise InvalidError(f"written by another version (format {first['journal']})")
        undoes = first["undoes"]
        return Header(
            number=int(first["number"]),
            label=str(first["label"]),
            time=str(first["time"]),
            undoes=None if undoes is None else int(undoes),
            names=tuple(map(str, first["names"])),
            kept=tuple(map(str, first["kept"])),
            whole=bool(first.get("whole", False)),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidError("a damaged record of the journal") from error


def decode(record: bytes) -> tuple[Header, list[Change]]:
    """Return the step and its changes; InvalidError where a single bit differs from what was written."""
    import json  # noqa: PLC0415 - only undo and writing need it

    end = record.rfind(b"\n", 0, -1) + 1
    body = record[:end]
    try:
        if json.loads(record[end:])["crc32"] != crc32(body):
            raise InvalidError("a damaged record of the journal")
        first, *lines = body.splitlines()
        return decode_header(first), [_change(*json.loads(line)) for line in lines]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidError("a damaged record of the journal") from error


def is_torn(record: bytes) -> bool:
    """Tell whether a record ends before its last line: its writer was stopped in the middle."""
    return not (record.endswith(b"}\n") and record.splitlines()[-1].startswith(b'{"crc32"'))


def _as_line(change: Change) -> list[str | int | None]:
    return [change.name, _text(change.before), _text(change.after), change.mode, change.like]


def _change(
    name: str, before: str | None, after: str | None, mode: int | None = None, like: str = ""
) -> Change:
    return Change(name, _bytes(before), _bytes(after), mode, like)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
