"""Names of authors, taken apart as bibliographies want them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.ids import family_name, is_suffix

if TYPE_CHECKING:
    from collections.abc import Sequence

# Small words that stand before a family name; the capital ones are those that hardly are a middle name.
_PARTICLES = frozenset({
    "'s", "'t", "’s", "’t", "af", "al", "av", "ben", "bin", "da", "dal", "dalla", "das", "de", "degli", "dei",
    "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "in", "la", "las", "le", "les",
    "los", "op", "te", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
    "De", "Del", "Della", "Van", "Von",
})  # fmt: skip
# What stands in the name of a body of people and in no person's: words in any case, words in this very case,
# letters as in OpenAI, digits, signs, words without a letter.
_BODIES = frozenset({
    "academy", "agency", "alliance", "amazon", "and", "anthropic", "association", "authors", "baidu",
    "bureau", "center", "centre", "co", "collaboration", "college", "commission", "committee",
    "community", "company", "consortium", "contributors", "corp", "corporation", "council", "deepmind",
    "department", "facebook", "foundation", "gmbh", "google", "group", "huawei", "inc", "initiative",
    "institut", "institute", "lab", "laboratories", "laboratory", "labs", "llc", "ltd", "microsoft",
    "ministry", "network", "nvidia", "office", "organisation", "organization", "others", "project",
    "research", "school", "society", "team", "tencent", "union", "universidad", "university",
    "università", "universität", "université",
})  # fmt: skip
_OF_BODIES = frozenset({"AI", "LP", "at", "for", "of", "the"})
_SIGNS = re.compile(r"[a-z][A-Z]{2}|[\d&=@{}<>|\\/:;#%$^~_]|(?<!\S)[^\w\s]+(?!\S)")
_STOPS = str.maketrans(",.", "  ")


class Name(NamedTuple):
    """A name in its parts; an organisation, or a person of one name, is all `family`.

    Attributes:
        family: the family name, with what cannot be parted from it: `De Turck`.
        given: first and middle names, "" for a name that is not to be taken apart.
        particle: the small words before the family name by which it is not sorted: `van der`.
        suffix: `Jr.` and the like.

    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


def split_name(author: str) -> Name:
    """Return the parts of a name written as `Given Family` or `Family, Given`.

    >>> tuple(split_name("Aaron van den Oord")), tuple(split_name("OpenAI Dota Team"))
    (('Oord', 'Aaron', 'van den', ''), ('OpenAI Dota Team', '', '', ''))
    """
    found = None if _is_body(author) else _taken_apart(author)
    return found if found and found.given else Name(author)


def _is_body(author: str) -> bool:
    words = author.translate(_STOPS)
    known = _BODIES.isdisjoint(words.lower().split()) and _OF_BODIES.isdisjoint(words.split())
    return not known or _SIGNS.search(author) is not None


def _taken_apart(author: str) -> Name | None:
    if "," not in author:
        return _natural(author, "")
    before, *others = [part.strip() for part in author.split(",")]
    given = [part for part in others if not is_suffix(part)]
    suffix = " ".join(part for part in others if is_suffix(part))
    if not before or len(given) > 1:  # nobody's name has that many commas
        return None
    return _with_particle(before.split(), given[0], suffix) if given else _natural(before, suffix)


def _natural(author: str, suffix: str) -> Name | None:
    """Return the parts of a name without commas, None where there is no given name."""
    family, words = family_name(author), author.split()
    if len(words) < 2 or (words[0] in _PARTICLES and words[0].islower()):  # noqa: PLR2004 - given and family
        return None
    end = len(words) - words[::-1].index(family)
    if end == 1:  # in the letters of East Asia the family name comes first
        return Name(family, "" if all(map(is_suffix, words[1:])) else " ".join(words[1:]), "", suffix)
    start = next((at for at in range(1, end - 1) if words[at] in _PARTICLES), end - 1)
    return _with_particle(words[start:end], " ".join(words[:start]), suffix or " ".join(words[end:]))


def _with_particle(words: Sequence[str], given: str, suffix: str) -> Name:
    """Return a name whose family name, with what precedes it, are `words`; the last is none of that."""
    most = len(words) - 1
    small = next((at for at in range(most) if words[at] not in _PARTICLES or words[at][:1].isupper()), most)
    return Name(" ".join(words[small:]), given, " ".join(words[:small]), suffix)
