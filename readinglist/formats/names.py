"""Names of authors, taken apart as bibliographies want them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.ids import is_family_first, is_suffix

if TYPE_CHECKING:
    from collections.abc import Sequence

# Small words that stand before a family name; the capital ones are those that hardly are a middle name.
_PARTICLES = frozenset({
    "'s", "'t", "’s", "’t", "af", "al", "av", "ben", "bin", "da", "dal", "dalla", "das", "de", "degli", "dei",
    "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "in", "la", "las", "le", "les",
    "los", "op", "te", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
    "De", "Del", "Della", "Van", "Von",
})  # fmt: skip
# What stands in the name of a body of people and in no person's: words, letters as in OpenAI, digits, signs,
# words without a letter.
_BODIES = (
    "academy", "agency", "alliance", "amazon", "anthropic", "association", "authors", "baidu",
    "bureau", "center", "centre", "collaboration", "college", "commission", "committee",
    "community", "consortium", "contributors", "corp", "corporation", "council",
    "deepmind", "department", "facebook", "foundation", "gmbh", "google", "group", "inc",
    "initiative", "institut", "institute", "lab", "laboratories", "laboratory", "labs", "llc",
    "ltd", "microsoft", "ministry", "network", "nvidia", "office", "organisation", "organization",
    "others", "project", "research", "school", "society", "team", "tencent", "union", "universidad",
    "university", "università", "universität", "université",
)  # fmt: skip
_OF_BODIES = frozenset(
    {"AI", "LP", "Corp.", "Inc.", "Ltd.", "at", "for", "of", "the"}.union(
        *((word, word.capitalize(), word.upper()) for word in _BODIES)
    )
)
# Most names are a few of these words, initials among them, and no word that says more.
_USUAL = re.compile("(?:[A-Z][a-z.]+ )+[A-Z][a-z]+")
_TELLING = _OF_BODIES | _PARTICLES | {"And", "Jr", "Sr", "Ii", "Iii", "Iv"}
_SIGNS = re.compile(r"[a-z][A-Z]{2}|[\d&=@{}<>|\\/:;#%$^~_]|(?<!\S)(?:[^\w\s]+|[aA][nN][dD])(?!\S)")


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


def is_usual(author: str) -> bool:
    """Tell whether a name is, beyond doubt, given names and one family name, as most are.

    >>> is_usual("John J. Schulman"), is_usual("Aaron van den Oord"), is_usual("Google Research")
    (True, False, False)
    """
    return _USUAL.fullmatch(author) is not None and _TELLING.isdisjoint(author.split())


@lru_cache(maxsize=1 << 12)  # whoever writes one paper of a list writes others
def split_name(author: str) -> Name:
    """Return the parts of a name written as `Given Family` or `Family, Given`.

    >>> tuple(split_name("Aaron van den Oord")), tuple(split_name("OpenAI Dota Team"))
    (('Oord', 'Aaron', 'van den', ''), ('OpenAI Dota Team', '', '', ''))
    """
    if is_usual(author):
        given, _, family = author.rpartition(" ")
        return Name(family, given)
    words = author.replace(",", " ").split() if "," in author else author.split()
    if not _OF_BODIES.isdisjoint(words) or _SIGNS.search(author):
        return Name(author)
    found = _inverted(author) if "," in author else _natural(author, words)
    return found if found and found.given else Name(author)


def _inverted(author: str) -> Name | None:
    """Return the parts of a name in which a comma stands before the given name or before a suffix."""
    before, *others = [part.strip() for part in author.split(",")]
    given = [part for part in others if not is_suffix(part)]
    suffix = " ".join(part for part in others if is_suffix(part))
    if not before or len(given) > 1:  # nobody's name has that many commas
        return None
    words = before.split()
    return _with_particle(words, given[0], suffix) if given else _natural(before, words, suffix)


def _natural(author: str, words: Sequence[str], suffix: str = "") -> Name | None:
    """Return the parts of a name of these words, None where there is no given name."""
    if len(words) < 2 or (words[0] in _PARTICLES and words[0].islower()):  # noqa: PLR2004 - given and family
        return None
    if is_family_first(author):
        return Name(words[0], " ".join(words[1:]), "", suffix)
    end = len(words)
    while is_suffix(words[end - 1]) and end > 1:
        end -= 1
    start, suffix = end - 1, suffix or " ".join(words[end:])
    if _PARTICLES.isdisjoint(words):
        return Name(words[start], " ".join(words[:start]), "", suffix)
    start = next((at for at in range(1, start) if words[at] in _PARTICLES), start)
    return _with_particle(words[start:end], " ".join(words[:start]), suffix)


def _with_particle(words: Sequence[str], given: str, suffix: str) -> Name:
    """Return a name whose family name, with what precedes it, are `words`; the last is none of that."""
    most = len(words) - 1
    small = next((at for at in range(most) if words[at] not in _PARTICLES or words[at][:1].isupper()), most)
    return Name(" ".join(words[small:]), given, " ".join(words[:small]), suffix)
