"""From bytes to text: strict UTF-8 within limits, and where its lines are."""

from __future__ import annotations

import re

from readinglist.yamlfile.faults import Unreadable

MAX_BYTES = 1 << 20
BOM = b"\xef\xbb\xbf"
# What YAML forbids, and a byte order mark inside, on which YAML readers disagree.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# The bytes of UTF-8 that are neither forbidden nor begin what may be.
_SOUND = bytes({*range(0x100)} - {*range(9), 11, 12, *range(14, 32), 0x7F, 0xC2, 0xEF})
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONFLICT = re.compile(r"^(?:<<<<<<< |>>>>>>> )", re.MULTILINE)
# What may stand before the document: blank lines, comments, and the one directive that every reader takes.
_ENDS = "\r\n\x85\u2028\u2029"
_NO_MORE = rf"[ \t]*+(?:#[^{_ENDS}]*+)?+[{_ENDS}]"
_HEAD = re.compile(rf"(?:{_NO_MORE}|%YAML 1\.[12](?=\s){_NO_MORE})*+")
_PERCENT = re.compile("%")
# Of these a parser compares each with all before it, wherever they stand.
_TAG_LINE = re.compile(rf"(?<![^{_ENDS}])%TAG")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def text_of(data: bytes) -> str:
    """Return the text of a file without its byte order mark.

    Raises:
        Unreadable: for what is no UTF-8 text, is too large, or holds a merge conflict.

    """
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "the file is larger than 1 MiB",
            hint="an entry is a page of text; keep the paper itself elsewhere",
        )
    if data[:2] in _WIDE or data.count(b"\0") * 3 > len(data):
        raise Unreadable("the file is UTF-16, not UTF-8", line=1, hint="save it as UTF-8")
    text = _decoded(data).removeprefix("\ufeff")
    if data.translate(None, _SOUND) and (bad := _FORBIDDEN.search(text)):
        raise _control(text, bad.start())
    if "<<<<<<< " in text or ">>>>>>> " in text:
        _refuse_conflict(text)
    if "%" in text:
        _refuse_directive(text)
    return text


def is_blank(data: bytes) -> bool:
    """Tell whether a file has nothing but blank lines and comments in it."""
    return all(line[:1] in (b"", b"#") for line in map(bytes.strip, data.removeprefix(BOM).splitlines()))


def first_end(text: str, default: str = "\n") -> str:
    """Return the first line end of a text, or the `default` where it has none."""
    found = _LINE_END.search(text)
    return found.group() if found else default


def line_of(text: str, index: int) -> int:
    """Return the line, counted from 1, that the character at `index` stands on."""
    ends = text.count("\n", 0, index) + text.count("\r", 0, index)
    return ends - text.count("\r\n", 0, index) + 1


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        raise Unreadable(
            f"the file is not UTF-8 (byte 0x{data[error.start]:02X})",
            line=line_of(before, len(before)),
            hint="save it as UTF-8",
        ) from None


def _control(text: str, index: int) -> Unreadable:
    code = ord(text[index])
    name = {0: "a NUL character", 0xFEFF: "a byte order mark inside the text"}.get(
        code, f"a control character (U+{code:04X})"
    )
    return Unreadable(name, line=line_of(text, index), hint="take it out")


def _refuse_conflict(text: str) -> None:
    if mark := _CONFLICT.search(text):
        raise Unreadable(
            "a merge conflict that is not resolved",
            line=line_of(text, mark.start()),
            hint="keep one side and delete the marker lines",
        )


def _refuse_directive(text: str) -> None:
    """Refuse `%` lines that not every reader takes: one skips what another stops at."""
    head = _HEAD.match(text)
    start = head.end() if head else 0
    found = _PERCENT.match(text, start) or ("%TAG" in text and _TAG_LINE.search(text, start))
    if found:
        line = line_of(text, found.start())
        raise Unreadable(
            "a line that starts with %", line=line, hint="a text that starts with % needs quotes"
        )
