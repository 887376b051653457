"""What a reference is made of, whatever the format: the sort of work, its key, title, date and address."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from readinglist.model.fields import ENDINGS
from readinglist.model.identifiers import is_web, resolved, web_address
from readinglist.text import safe

if TYPE_CHECKING:
    from readinglist.model.entry import Entry

# What a list is called that has no name.
UNNAMED = "Reading list"
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Work(Enum):
    """The sorts of works that bibliographies tell apart."""

    ARTICLE = auto()  # in a journal
    CONFERENCE = auto()
    PREPRINT = auto()
    POST = auto()  # on a site or in a blog
    BOOK = auto()
    THESIS = auto()
    REPORT = auto()
    TALK = auto()
    SOFTWARE = auto()
    OTHER = auto()


_KINDS = {
    "blog": Work.POST,
    "book": Work.BOOK,
    "thesis": Work.THESIS,
    "report": Work.REPORT,
    "talk": Work.TALK,
    "software": Work.SOFTWARE,
    "other": Work.OTHER,
}
# What the venue of a paper tells of it: the first that is found counts, and what tells nothing is a journal.
_VENUES = (
    (Work.PREPRINT, r"arxiv|\b(?:bio|med|psy|chem|soc)rxiv\b|\b(?:corr|openreview|ssrn|preprint)\b"),
    (Work.THESIS, r"\b(?:thesis|dissertation)\b"),
    (Work.ARTICLE, r"\bproceedings of the (?:ieee|national academy|royal society)\b|\b(?:pnas|pvldb)\b"),
    (
        Work.CONFERENCE,
        r"\b(?:colloquium|conference|congress|meeting|proc|proceedings|symposium|workshops?)\b",
    ),
    (Work.REPORT, r"\b(?:tech|technical)\.? (?:report|memo|note)\b|\b(?:system|model) card\b"),
    (Work.REPORT, r"\breport$|\b(?:white|working) ?paper\b"),
    (Work.POST, r"\b(?:blog|website|newsletter|substack|medium|lesswrong|alignment forum)\b"),
    (Work.POST, r"\b[\w-]+\.(?:com|org|net|io|ai|dev|edu)\b"),
    (
        Work.ARTICLE,
        r"\b(?:annals|bulletin|journal|letters|magazine|nature|reviews?|science|trans|transactions)\b",
    ),
    (Work.ARTICLE, r"\b(?:cacm|communications of|jair|jmlr|tacl|tmlr|tog)\b|\b(?:ieee|acm) t[a-z-]+\b"),
    # Some capitals and a year: ICML 2019, CoRL'21.
    (Work.CONFERENCE, r"^(?-i:(?=\S*[A-Z]\S*[A-Z])\S{2,16}?)[ ,'’-]*(?:19|20)?\d\d\b"),
    (Work.CONFERENCE, r"^(?:aaai|aamas|acl|aistats|bmvc|chi|cikm|coling|colm|colt|corl|cvpr|eacl|eccv)\b"),
    (Work.CONFERENCE, r"^(?:emnlp|iccv|iclr|icml|icra|icse|ijcai|interspeech|iros|kdd|miccai|mlsys|naacl)\b"),
    (
        Work.CONFERENCE,
        r"^(?:neurips|nips|nsdi|osdi|pldi|popl|siggraph|sigir|sosp|stoc|uai|usenix|wacv|www)\b",
    ),
)
_TELLING = 200  # characters of a venue that are looked at
_FULL = len("YYYY-MM-DD")
_PLURALS = {"thesis": "theses", "software": "software", "other": "others"}
_NOT_IN_KEYS = re.compile(r"[^a-z0-9_.+-]")
_ENDING_LINKS = " ()<>\"'\\`"


def sort_of(entry: Entry) -> Work:
    """Return the sort of work that an entry is: its kind, for a paper what its venue tells."""
    if entry.kind != "paper":
        return _KINDS[entry.kind]
    if entry.venue:
        return _published(entry.venue[:_TELLING])
    return Work.PREPRINT if entry.arxiv else Work.OTHER


@lru_cache(maxsize=1024)
def _published(venue: str) -> Work:
    found = (work for work, pattern in _VENUES if re.search(pattern, venue, re.IGNORECASE))
    return next(found, Work.ARTICLE)


def key(entry_id: str) -> str:
    """Return the key by which an entry is cited: its id; what a key cannot hold is its number, `:2C:`.

    So are capitals, for BibTeX takes `Ab` and `ab` for the same.

    >>> key("schulman2017proximal"), key("a,b"), key("Ab")
    ('schulman2017proximal', 'a:2C:b', ':41:b')
    """
    return _NOT_IN_KEYS.sub(_in_key, entry_id)


def _in_key(found: re.Match[str]) -> str:
    char = found[0]
    return char if char.isalnum() and char == char.lower() else f":{ord(char):X}:"


def formal_title(entry: Entry) -> str:
    """Return the title under which a work is cited."""
    return one_line(entry.paper_title or entry.title)


def one_line(text: str) -> str:
    """Return `text` on one line, without anything invisible, as formats made of lines want it."""
    return text if text.isprintable() and "  " not in text else " ".join(safe(text).split())


def address(entry: Entry) -> str:
    """Return the address of an entry's page on the web, "" where only a DOI leads there or none is known."""
    return one_line(entry.url) if is_web(entry.url) else resolved("arxiv", entry.arxiv)


def address_in_link(entry: Entry, *, also: str = "") -> str:
    """Return the address of an entry's page so that it cannot end a link, "" where none leads to the web.

    Spaces, brackets and quotes are encoded (RFC 3986), and the characters of `also`.
    """
    found = web_address(entry)
    return safe(found).translate(_encoded(_ENDING_LINKS + also)) if is_web(found) else ""


@lru_cache(maxsize=8)
def _encoded(chars: str) -> dict[int, str]:
    return {ord(char): f"%{ord(char):02X}" for char in chars}


def month(date: str | None) -> str:
    """Return a date as `Jul 2017`, a year alone as it is.

    >>> month("2017-07"), month("2017"), month("2017-07-20")
    ('Jul 2017', '2017', '20 Jul 2017')
    """
    if not date or "-" not in date:
        return date or ""
    year, number, *_ = date.split("-")
    day = f"{int(date[8:])} " if len(date) == _FULL else ""
    return f"{day}{MONTHS[int(number)]} {year}"


def plural(kind: str) -> str:
    """Return what several works of a kind are called.

    >>> plural("paper"), plural("thesis")
    ('papers', 'theses')
    """
    return _PLURALS.get(kind, f"{kind}s")


def labels(entry: Entry) -> list[str]:
    """Return the areas and tags of an entry as keywords, none of them twice, in whatever case."""
    found: dict[str, str] = {}
    for label in map(one_line, (*entry.areas, *entry.tags)):
        found.setdefault(label.casefold(), label)
    return list(found.values())


def ended_on(entry: Entry) -> str:
    """Return the day on which an entry was last finished, skimmed or dropped, "" where the log has none."""
    return max((item.date for item in entry.log if item.event in ENDINGS), default="")
