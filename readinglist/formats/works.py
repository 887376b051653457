"""What a reference is made of, whatever the format: the sort of work, its title, where it is found."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from readinglist.model.identifiers import web_address
from readinglist.text import safe

if TYPE_CHECKING:
    from readinglist.model.entry import Entry


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


def formal_title(entry: Entry) -> str:
    """Return the title under which a work is cited."""
    return one_line(entry.paper_title or entry.title)


def one_line(text: str) -> str:
    """Return `text` on one line, without anything invisible, as formats made of lines want it."""
    return text if text.isprintable() and "  " not in text else " ".join(safe(text).split())


def address(entry: Entry) -> str:
    """Return the address of an entry's page on the web, "" where only a DOI leads there or none is known."""
    found = web_address(entry) if entry.url or entry.arxiv else ""
    return one_line(found) if found.lower().startswith(("https://", "http://")) else ""


def labels(entry: Entry) -> list[str]:
    """Return the areas and tags of an entry as keywords, none of them twice."""
    return list(dict.fromkeys(map(one_line, (*entry.areas, *entry.tags))))
