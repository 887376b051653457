"""The lines of a digest: what a heading, a count and an item of a list look like."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from readinglist.dates import as_written
from readinglist.model.identifiers import is_web

# The parts, in their order, by what they are called.
PARTS = {
    "paper": "Research Papers",
    "blog": "Blogs",
    "book": "Books",
    "thesis": "Theses",
    "report": "Reports",
    "talk": "Talks",
    "software": "Software",
    "other": "Others",
}
# A backslash at the end of a line, as in CommonMark: it ends there, whatever comes, and is nothing but text.
HARD = "\\"
_NOUNS = {
    "paper": ("paper", "publication", "article"),
    "blog": ("blog", "post"),
    **{kind: (kind, kind.replace("thesis", "these")) for kind in PARTS if kind not in ("paper", "blog")},
}
# What may stand before the noun where a part begins; titles end in nouns like these as well.
_BEFORE_NOUNS = frozenset(("blog", "other", "research", "selected", "technical"))
_OPENING = re.compile(r"\(([^();]{0,40});\s*")
_LONGEST_TAIL = 2500
_FEW = 3
_LINK = re.compile(r"\[[^\]]*\]\((\S*)\)|<?(https?://[^\s>]+)>?", re.IGNORECASE)
_WORD_FOR_LINK = re.compile(r"link|url|pdf|paper|post|blog|web|source", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b", re.ASCII)
_NO_DATE = ("", "undated", "n.d.", "no date", "?")
_ITEM = re.compile(r"(\s*)([-*•‣◦▪●○·]|\d{1,2}[.)])\s+(?=\S)", re.ASCII)
_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*$")
_COUNT = re.compile(r"number of (.{1,40}?) (after evaluation|evaluated)\s*:\s*([\d,]{1,12})", re.IGNORECASE)
_ABSTRACT = re.compile(r"abstract\s*:\s*(.*)", re.IGNORECASE)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ALIKE = 0.6


class Heading(NamedTuple):
    """`Title (Mon YYYY; Link)`: the title, what stands for the date, and the address or ""."""

    title: str
    date: str
    url: str


class Count(NamedTuple):
    """`Number of Blogs Evaluated: 105`: of which kind, and how many, after evaluation or before."""

    kind: str
    after: bool
    number: int


def heading(text: str, *, marked: bool = False) -> Heading | None:
    """Return the heading that `text` is or ends with, its title with all that stands before it.

    A bare word for a link makes one only after a date, or where `marked`: the mark of an abstract comes next.
    Anything else with a year in brackets is prose: "as told (Frost 2019; paper)".

    >>> heading("On Ice (Dec 2016; [Link](#))")
    Heading(title='On Ice', date='Dec 2016', url='')
    """
    text = text.rstrip(". ")
    if not text.endswith(")") or ";" not in text:
        return None
    openings = list(_OPENING.finditer(text, max(0, len(text) - _LONGEST_TAIL)))
    for opening in reversed(openings[-_FEW:]):
        rest = text[opening.end() : -1].strip()
        link = _LINK.fullmatch(rest)
        if link or _stands_for_link(rest, opening[1], marked=marked):
            url = (link[1] or link[2] or "") if link else ""
            title = " ".join(text[: opening.start()].split())
            return Heading(title, opening[1].strip(), url if is_web(url) else "")
    return None


def _stands_for_link(word: str, date: str, *, marked: bool) -> bool:
    if not _WORD_FOR_LINK.fullmatch(word) or not _YEAR.search(date):
        return False
    return marked or bool(_as_written(" ".join(date.lower().split())))


def date_of(text: str) -> tuple[str | None, bool]:
    """Return the date that `text` stands for, and whether that is just what it says.

    A month that is misspelt is the one it looks most like; where none is, the year alone is known.

    >>> date_of("Dec 2016"), date_of("Dev 2016"), date_of("spring 2016"), date_of("undated")
    (('2016-12', True), ('2016-12', False), ('2016', False), (None, True))

    Raises:
        ValueError: if no year can be read.

    """
    text = " ".join(text.lower().split())
    if text in _NO_DATE:
        return None, True
    year = _YEAR.search(text)
    if year is None:
        raise ValueError(text)
    if found := _as_written(text):
        return found, True
    return _as_written(re.sub(r"[a-z]{3,}", lambda word: _month_like(word[0]), text)) or year[0], False


def _as_written(text: str) -> str:
    """Return the date that a text is, "" where it is none."""
    try:
        return as_written(text, date(2000, 1, 1))
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def _month_like(word: str) -> str:
    """Return the month that a word looks most like, itself where none or two do."""
    matcher = SequenceMatcher(None, "", word, autojunk=False)
    alike = [max(_likeness(matcher, name), _likeness(matcher, name[:3])) for name in _MONTHS]
    best = max(alike)
    return _MONTHS[alike.index(best)] if best and alike.count(best) == 1 else word


def _likeness(matcher: SequenceMatcher[str], name: str) -> float:
    """Return how alike a name and the word of the matcher are, 0 where hardly; the sure bounds cost less."""
    matcher.set_seq1(name)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return matcher.ratio() if all(bound() > _ALIKE for bound in bounds) else 0.0


def count(text: str) -> Count | None:
    """Return the count that a line tells."""
    match = _COUNT.fullmatch(text.strip().rstrip(".")) if ":" in text else None
    if match is None:
        return None
    kind = kind_of(match[1]) or "other"
    return Count(kind, match[2][0] in "aA", int(match[3].replace(",", "") or 0))


def kind_of(noun: str) -> str:
    """Return the kind whose entries are called so, "" if none is.

    >>> kind_of("Research Papers"), kind_of("blog posts"), kind_of("Birds")
    ('paper', 'blog', '')
    """
    last = noun.strip().strip("#:* ").lower().rpartition(" ")[2]
    stem = last.removesuffix("s")
    return next((kind for kind, names in _NOUNS.items() if last in names or stem in names), "")


def is_part(text: str) -> str:
    """Return the kind of which a line begins the part, "" if it begins none.

    >>> is_part("Blog posts:"), is_part("On books")
    ('blog', '')
    """
    *before, _ = text.strip("#:* ").lower().split() or [""]
    return kind_of(text) if _BEFORE_NOUNS.issuperset(before) else ""


def abstract_mark(text: str) -> str | None:
    """Return what follows `Abstract:` on its line, None for any other line."""
    match = None if ":" not in text or text.endswith(HARD) else _ABSTRACT.fullmatch(text.strip())
    return match[1] if match else None


def item(text: str) -> re.Match[str] | None:
    """Match the mark of an item of a list: its indentation (1) and what it is marked with (2)."""
    return _ITEM.match(text)


def is_finished(text: str) -> bool:
    """Tell whether a text ends as sentences do, or with a colon."""
    return _END.search(text, max(0, len(text) - 9)) is not None
