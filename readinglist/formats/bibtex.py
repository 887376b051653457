"""BibTeX, for BibTeX itself, biber and pandoc: the keys are the ids."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from readinglist.formats.each import each
from readinglist.formats.names import is_usual, split_name
from readinglist.formats.works import (
    MONTHS,
    Work,
    address,
    formal_title,
    key,
    labels,
    one_line,
    sort_of,
)
from readinglist.model.identifiers import plain_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry

# The type of each sort of work, one that every style knows, and the field that holds its venue.
_TYPES = {
    Work.ARTICLE: ("article", "journal"),
    Work.CONFERENCE: ("inproceedings", "booktitle"),
    Work.PREPRINT: ("misc", "howpublished"),
    Work.POST: ("misc", "howpublished"),
    Work.BOOK: ("book", "publisher"),
    Work.THESIS: ("phdthesis", "school"),
    Work.REPORT: ("techreport", "institution"),
    Work.TALK: ("misc", "howpublished"),
    Work.SOFTWARE: ("misc", "howpublished"),
    Work.OTHER: ("misc", "howpublished"),
}
# What LaTeX gives a meaning to: first what its commands are made of, and so what is written for the others.
_IN_COMMANDS, _OTHERS = r"\{}", "%&#_$~^<>"
_SPECIALS = f"{_IN_COMMANDS}{_OTHERS}".encode()
_NOT_PLAIN = _SPECIALS + bytes(range(0x20)) + b"\x7f"  # control characters are made visible
_SPECIAL = re.compile(f"[{re.escape(_SPECIALS.decode())}]")
_DASH = re.compile("-(?=-)")
# BibTeX counts braces, also those behind a backslash: one without its partner has to go by its name.
_WRITTEN = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    **{char: f"\\{char}" for char in "%&#_$"},
}  # fmt: skip
_NOT_IN_ADDRESSES = re.compile(r"[\s\\{}]")
_REPORT = re.compile(
    r"(.*?),? *\b((?:technical|tech) (?:report|memo|note)|\w+ (?:card|paper))", re.IGNORECASE
)
_OFTEN = 4096
_AND = re.compile(r"\band\b", re.IGNORECASE)
_CLASS = re.compile(r"[a-z-]+(?:\.[A-Za-z-]+)?")


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text, an entry at a time."""
    gap = ""
    for text in each(entries, _entry):
        yield f"{gap}{text}"
        gap = "\n"


def _entry(entry: Entry) -> str:
    work = sort_of(entry)
    fields = ",\n".join([f"  {name} = {value}" for name, value in _fields(entry, work) if value])
    return f"@{_type(entry, work)}{{{key(entry.id)},\n{fields},\n}}\n"


def _type(entry: Entry, work: Work) -> str:
    if work is Work.THESIS and re.search(r"\b(?:master|msc|m\.sc)", entry.venue or "", re.IGNORECASE):
        return "mastersthesis"
    return _TYPES[work][0]


def _fields(entry: Entry, work: Work) -> Iterator[tuple[str, str]]:
    """Yield names and values, braces included; a value without text has to be left out."""
    yield "author", _braced(" and ".join([*map(_name, entry.authors), *(["others"] if entry.et_al else [])]))
    yield "title", _as_it_is(formal_title(entry))
    yield from _venue(one_line(entry.venue or ""), work)
    yield from _date(entry.date)
    yield "doi", _verbatim(plain_identifier("doi", entry.doi))
    if entry.arxiv:
        yield "eprint", _verbatim(plain_identifier("arxiv", entry.arxiv))
        yield "archiveprefix", "{arXiv}"
        known = entry.extra.get("primaryclass")
        yield "primaryclass", _braced(known) if isinstance(known, str) and _CLASS.fullmatch(known) else ""
    yield "url", _verbatim(address(entry))
    yield "keywords", _braced(", ".join(map(_keyword, labels(entry))))
    yield "abstract", _text(entry.abstract or entry.summary)
    yield "annote", _text(entry.takeaway)


def _name(author: str) -> str:
    if is_usual(author):
        # Most are: to look no further at them spares a fifth of the time that an export takes to write.
        given, _, family = author.rpartition(" ")
        return f"{family}, {given}"
    # What had to be escaped is no person's name, so that a name is taken apart as it is or not at all.
    name = split_name(_in_latex(author))
    if not name.given:
        return f"{{{name.family}}}"
    # Words that do not begin as a name does would count as particles, and a name of nothing else as none.
    odd = any(word[0].islower() or not word[0].isalpha() for word in name.family.split())
    family = f"{{{name.family}}}" if odd else name.family
    return ", ".join(filter(None, (f"{name.particle} {family}".strip(), name.suffix, name.given)))


# Venues, dates and labels come again and again.
@lru_cache(maxsize=_OFTEN)
def _venue(venue: str, work: Work) -> tuple[tuple[str, str], ...]:
    field = _TYPES[work][1]
    report = _REPORT.match(venue) if work is Work.REPORT else None
    if report and report[1]:
        return (field, _text(report[1])), ("type", _text(report[2].capitalize()))
    # Where several publishers may stand, "and" would be between two of them.
    is_one = work is Work.CONFERENCE or _AND.search(venue)
    return ((field, _as_it_is(venue) if is_one else _text(venue)),)


@lru_cache(maxsize=_OFTEN)
def _date(date: str | None) -> tuple[tuple[str, str], ...]:
    year, month, day = [*(date or "").split("-"), "", ""][:3]
    return (
        ("year", _braced(year)),
        ("month", MONTHS[int(month or 0)].lower()),
        ("day", _braced(day.lstrip("0"))),
    )


@lru_cache(maxsize=_OFTEN)
def _keyword(label: str) -> str:
    text = _in_latex(label)
    return f"{{{text}}}" if "," in label else text


def _text(text: str | None) -> str:
    return _braced(_in_latex(text)) if text else ""


def _in_latex(text: str) -> str:
    """Return `text` on one line, escaped."""
    # Most texts are ASCII with nothing to escape, which is seen in half the time so.
    if (
        text.isascii()
        and len(text.encode().translate(None, _NOT_PLAIN)) == len(text)
        and "  " not in text
        and "--" not in text
    ):
        return text
    return escaped(one_line(text))


def _as_it_is(text: str) -> str:
    """Return the value of a field of which no style is to change the case of a letter."""
    return _braced(_text(text))


def _verbatim(text: str | None) -> str:
    """Return the value of a field that programs take as it stands; what would break it is encoded."""
    return _braced(_NOT_IN_ADDRESSES.sub(lambda at: f"%{ord(at[0]):02X}", one_line(text))) if text else ""


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def escaped(text: str) -> str:
    r"""Return `text` so that LaTeX prints it as it is, and its braces come in pairs.

    >>> escaped("50% {a}"), escaped("a}b")
    ('50\\% \\{a\\}', 'a\\textbraceright{}b')
    """
    told = text.encode()
    # Most texts hold none of them, which is seen twenty times quicker so.
    if len(told.translate(None, _SPECIALS)) < len(told):
        text = _escaped(text)
    return _DASH.sub("-{}", text) if "--" in text else text


def _escaped(text: str) -> str:
    if not any(char in text for char in _IN_COMMANDS):
        # What is written for one of the others holds no other of them: five times quicker than the way below.
        for char in _OTHERS:
            text = text.replace(char, _WRITTEN[char])
        return text
    paired = _paired(text)
    return _SPECIAL.sub(lambda at: f"\\{at[0]}" if at.start() in paired else _WRITTEN[at[0]], text)


def _paired(text: str) -> set[int]:
    """Return where the braces stand that have their partner."""
    opened: list[int] = []
    found: set[int] = set()
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            found |= {opened.pop(), brace.start()}
    return found
