"""What a digest says of itself before its first entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.formats.digest.form import HARD
from readinglist.formats.incoming import Remark
from readinglist.formats.works import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.formats.digest.scanning import Line

_KEYS = {
    "areas": r"(?:research )?(?:areas?|topics?)",
    "years": r"years?",
    "curator": r"(?:author|curator|curated by|compiled by|maintainer)s?",
}
_KEY = re.compile("|".join(rf"(?P<{name}>{form})" for name, form in _KEYS.items()), re.IGNORECASE)
_KEY_LINE = re.compile(r"([A-Za-z ]{3,30}?)\s*:\s*(.*)", re.DOTALL)
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
# An area in quotes, a quote inside it twice; an area as it is; what divides them.
_QUOTED = r'"((?:[^"]|"")+)"\s*'
_IN_QUOTES = re.compile(rf"(?:^|[,;])\s*{_QUOTED}(?=[,;]|$)")
_AREAS = {mark: re.compile(rf"\s*(?:{_QUOTED}|([^{mark}]*))(?:{mark}|$)") for mark in ",;"}
# An area that has one of these could not be told from several, or its end from that of the line.
_TO_BE_QUOTED = re.compile(r'[,;"]|[.\\]$')


class Header(NamedTuple):
    """The name, areas and curator, as far as they are told, and what was not understood."""

    name: str | None
    areas: tuple[str, ...]
    curator: str | None
    remarks: list[Remark]


def header_of(lines: Iterable[Line]) -> Header:
    """Return what these lines say: the first that has no key is the name."""
    told: dict[str, list[str]] = {}
    remarks: list[Remark] = []
    last = ""
    for line in lines:
        text = " ".join(line.text.removesuffix(HARD).split())
        key, value = ("", text) if line.text.endswith(HARD) else _key_and_value(text)
        if key:
            told.setdefault(key, [value])
        elif text and last:  # the value goes on
            told[last].append(text)
            continue
        elif text and "name" not in told:
            told["name"] = [text] if line.text != UNNAMED else []
        elif text:
            remarks.append(Remark(line.number, f'"{text[:60]}" was not understood, and left out'))
        last = key if key and text else last if last and not text and told[last][-1].endswith(",") else ""
    said = {key: " ".join(values) for key, values in told.items()}
    return Header(
        said.get("name") or None,
        _parts(said.get("areas", "")),
        _LINKED.sub(r"\1", said.get("curator", "")).strip() or None,
        remarks,
    )


def is_key_line(text: str) -> bool:
    """Tell whether a line has a key that headers have, and its value."""
    return bool(_key_and_value(text.strip())[0])


def _key_and_value(text: str) -> tuple[str, str]:
    match = _KEY_LINE.fullmatch(text)
    key = _KEY.fullmatch(match[1]) if match else None
    return (str(key.lastgroup), match[2]) if match and key else ("", text)


def in_parts(areas: Iterable[str]) -> str:
    """Return the text of which `_parts` makes these areas: those that could be misread stand in quotes.

    >>> in_parts(["Ice", "Snow, wet"])
    'Ice, "Snow, wet"'
    """
    doubled = ((area, area.replace('"', '""')) for area in areas)
    return ", ".join(f'"{twice}"' if _TO_BE_QUOTED.search(area) else area for area, twice in doubled)


def _parts(text: str) -> tuple[str, ...]:
    """Return the areas of a line, divided by commas, or by semicolons where one stands outside of quotes."""
    mark = ";" if ";" in _IN_QUOTES.sub("", text) else ","
    found = (
        each[1].replace('""', '"') if each[1] else each[2].strip().rstrip(".")
        for each in _AREAS[mark].finditer(text)
    )
    return tuple(dict.fromkeys(part for part in found if part))
