"""The lines of a digest: what a heading, a count and an item of a list look like."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from readinglist.dates import as_written
from readinglist.model.identifiers import arxiv_key, doi_key, is_web, resolved

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
    "paper": ("paper", "publication", "article", "preprint", "work"),
    "blog": ("blog", "post"),
    **{kind: (kind, kind.replace("thesis", "these")) for kind in PARTS if kind not in ("paper", "blog")},
}
# What may stand before the noun where a part begins; titles end in nouns like these as well.
_BEFORE_NOUNS = frozenset(("blog", "other", "research", "selected", "technical"))
_OPENING = re.compile(r"\(([^();]{0,40}?)(?:;|(,)(?=\s*\[))\s*")
# Brackets at the end of a line, and what else than a link may stand in them.
_LAST = re.compile(r"[(\[]((?:[^()\[\]]|\[[^\[\]]*\]\([^()]*\)){1,200})[)\]]$")
_LONGEST_TAIL = 2500
_FEW = 3
# A long address may have been cut by the end of a line.
_LINK = re.compile(
    r"\[[^\]]*\]\((?!.*\]\()(\S*|https?://\S+(?: [^\s\"']+)*)\)|<?(https?://[^\s>]+)>?", re.IGNORECASE
)
# Of several links the first is that of the entry.
_MORE_LINKS = re.compile(r"(?<=\))[\s,;|/]*(?:and\s+)?\[[^\[\]]*\]\(.*", re.DOTALL)
_WORD_FOR_LINK = re.compile(r"link|url|pdf|paper|post|blog|web|source", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b", re.ASCII)
_NO_DATE = ("", "undated", "n.d.", "no date", "?")
# Lists in a text are short; entries may be some hundred.
_ITEM, _NUMBERED = (
    re.compile(rf"(\s*)([-*•‣◦▪●○·]|\d{{1,{digits}}}[.)])\s+(?=\S)", re.ASCII) for digits in (2, 3)
)
_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*$")
_COUNT = re.compile(r"number of (.{1,40}?) (after evaluation|evaluated)\s*:\s*([\d,]{1,12})", re.IGNORECASE)
_ABSTRACT = re.compile(r"(?:#+\s*)?([*_]{0,2})abstract(?:\s*\1\s*:|\s*:\s*\1)\s*(.*)", re.IGNORECASE)
_ABSTRACT_ALONE = re.compile(r"(?:#+\s*)?([*_]{0,2})A(?:bstract|BSTRACT)\1")
# What stands between pages and entries, and is no text: the number of a page, a rule.
NUMBER = r"\d{1,3}"
PAGE = r"(?:[-–—] ?\d{1,4} ?[-–—]|(?i:page) \d{1,4}(?: ?(?:of|/) ?\d{1,4})?)"
_PAGE = re.compile(f"{NUMBER}|{PAGE}", re.ASCII)
_RULE = re.compile(r"([-_=*])(?: ?\1){2,}")
_MONTH_AND_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.](\d{4})", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ALIKE = 0.6


class Heading(NamedTuple):
    """`Title (Mon YYYY; Link)`: the title, what stands for the date, and the address or "".

    The title is `sure` where a backslash before it says that it is meant as it is written.
    """

    title: str
    date: str
    url: str
    sure: bool = False


class Count(NamedTuple):
    """`Number of Blogs Evaluated: 105`: of which kind, and how many, after evaluation or before."""

    kind: str
    after: bool
    number: int


def heading(text: str, *, marked: bool = False) -> Heading | None:
    """Return the heading that `text` is or ends with, its title with all that stands before it.

    A bare word for a link makes one only after a date, or where `marked`: the mark of an abstract comes next.
    So does a comma before a link. All else with a year in brackets is prose: "as told (Frost 2019; paper)".

    >>> heading("On Ice (Dec 2016; [Link](#))")
    Heading(title='On Ice', date='Dec 2016', url='', sure=False)
    """
    text, whole = text.rstrip(". "), text
    if not text.endswith(")") or "(" not in text:
        return None
    openings = list(_OPENING.finditer(text, max(0, len(text) - _LONGEST_TAIL)))
    for opening in reversed(openings[-_FEW:]):
        rest = text[opening.end() : -1].strip()
        link = _LINK.fullmatch(_MORE_LINKS.sub("", rest))
        if opening[2] and not (link and whole == text and is_date(opening[1])):
            continue
        if link or _stands_for_link(rest, opening[1], marked=marked):
            return Heading(_joined(text[: opening.start()]), opening[1].strip(), _address(link))
    return None


def loose_heading(text: str) -> Heading | None:
    """Return the heading that `text` is, where the mark of an abstract comes next, so that it must be one.

    Date or link may be missing then, and an arXiv id or a DOI stand for the link.

    >>> loose_heading("On Ice (2016; arXiv:1601.00001)")
    Heading(title='On Ice', date='2016', url='https://arxiv.org/abs/1601.00001', sure=False)
    """
    text = text.rstrip(". ")
    match = _LAST.search(text, max(0, len(text) - _LONGEST_TAIL))
    if match is None:
        return None
    inside = _MORE_LINKS.sub("", match[1])
    link = _LINK.search(inside)
    told, _, rest = (inside.replace(link[0], "") if link else inside).partition(";")
    date, rest = told.strip(" ,"), rest.strip()
    if not _YEAR.search(date) and (date.lower() not in _NO_DATE or not (date or link)):
        return None
    url = _address(link) or (resolved("arxiv", rest) if arxiv_key(rest) else "")
    url = url or (resolved("doi", rest) if doi_key(rest) else "")
    return Heading(_joined(text[: match.start()]), date, url)


def _address(link: re.Match[str] | None) -> str:
    url = "".join((link[1] or link[2] or "").split()) if link else ""
    return url if is_web(url) else ""


def _stands_for_link(word: str, date: str, *, marked: bool) -> bool:
    if not _WORD_FOR_LINK.fullmatch(word):
        return False
    if marked and _joined(date).lower() in _NO_DATE:
        return True
    return bool(_YEAR.search(date)) and (marked or is_date(date))


def is_date(text: str) -> bool:
    """Tell whether a text is a date with a year, written plainly."""
    return bool(_YEAR.search(text) and _as_written(_joined(text).lower()))


def _joined(text: str) -> str:
    return " ".join(text.split())


def date_of(text: str) -> tuple[str | None, bool]:
    """Return the date that `text` stands for, and whether that is just what it says.

    A month that is misspelt is the one it looks most like; where none is, the year alone is known.

    >>> date_of("Dec 2016"), date_of("Dev 2016"), date_of("spring 2016"), date_of("undated")
    (('2016-12', True), ('2016-12', False), ('2016', False), (None, True))

    Raises:
        ValueError: if no year can be read.

    """
    text = _joined(text).lower()
    if text in _NO_DATE:
        return None, True
    year = _YEAR.search(text)
    if year is None:
        raise ValueError(text)
    if numbers := _MONTH_AND_YEAR.fullmatch(text):
        return f"{numbers[2]}-{int(numbers[1]):02}", True
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
    """Return what follows `Abstract:` on its line, None for any other line.

    >>> abstract_mark("**Abstract:** It is."), abstract_mark("Abstract"), abstract_mark("Abstract art")
    ('It is.', '', None)
    """
    if text.endswith(HARD) or "bstract" not in text.lower():
        return None
    text = text.strip()
    match = _ABSTRACT.fullmatch(text)
    return match[2] if match else "" if _ABSTRACT_ALONE.fullmatch(text) else None


def is_page(text: str) -> bool:
    """Tell whether a line is what pages have as their number: `17`, `- 17 -`, `Page 17 of 20`."""
    return _PAGE.fullmatch(text.strip()) is not None


def is_rule(text: str) -> bool:
    """Tell whether a line is a rule, as Markdown has between entries: `---`, `* * *`."""
    return _RULE.fullmatch(text.strip()) is not None


def item(text: str) -> re.Match[str] | None:
    """Match the mark of an item of a list: its indentation (1) and what it is marked with (2)."""
    return _ITEM.match(text)


def numbered(text: str) -> re.Match[str] | None:
    """Match the mark of an item that an entry has before its title, as `item` does."""
    return _NUMBERED.match(text)


def is_finished(text: str) -> bool:
    """Tell whether a text ends as sentences do, or with a colon."""
    return _END.search(text, max(0, len(text) - 9)) is not None
