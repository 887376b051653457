"""A closer look at the best entries: which word stands where, and which words stand together.

Who looks for a paper mostly types words of its title, and in their order. So of the entries that have the
same words the one comes first whose title is likeliest to have brought forth the query: it has them in this
order, and few others beside them. That they stand side by side says little more, for words are left out. In
a text that is longer than a title, order says nothing; there they have to stand side by side.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.schema import BREAK
from readinglist.index.weights import FIELD_WEIGHTS, FIRST_AUTHOR, INITIALS, field_weight, texts_of
from readinglist.search.meaning import INITIAL, JOINED
from readinglist.stemming import FILLERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from readinglist.search.weighing import Weighed

_TOGETHER = 0.28  # for neighbouring words of the query that stand side by side, times the weight of the field
_IN_ORDER = 0.25  # for those of which the second stands somewhere behind the first in the title
_WHOLE_TITLE = 0.3  # for a title of which every telling word was asked for


class Match(NamedTuple):
    """A typed word found in an entry.

    Attributes:
        typed: the word as it was typed.
        words: what stands in the entry.
        how: exact, joined, stem, prefix, corrected or initials.
        field: the best of the columns of words in which it stands, the first author being one of the authors;
            in a Result the field of the entry.
        weight: what it counts, with its rarity.

    """

    typed: str
    words: tuple[str, ...]
    how: str
    field: str
    weight: float


class Page:
    """The words of an entry by column."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Read the texts of the columns."""
        self._titles = [title.split() for title in texts[0].split(f" {BREAK} ")]
        self.initials = texts[-1].replace(BREAK, "").split()
        self.words = frozenset(" ".join(texts[:-1]).split())
        self._texts = [(name, f" {text} ") for name, text in texts_of(texts).items()]

    def places(self, words: Sequence[str]) -> dict[str, int]:
        """Return in which columns `words` stand one after the other, and how often."""
        if not self.words.issuperset(words):
            return {}
        if len(words) == 1:
            sought = f" {words[0]} "
            return {name: text.count(sought) for name, text in self._texts if sought in text}
        runs = _in_a_row(tuple(words)).findall
        return {name: count for name, text in self._texts if (count := len(runs(text)))}

    def in_order(self, first: str, second: str) -> bool:
        """Tell whether `second` stands behind `first` in the title, or in the formal one."""
        return any(first in title and second in title[title.index(first) + 1 :] for title in self._titles)

    def covered(self, asked: Collection[str]) -> float:
        """Return which part of the telling words of a title is among those `asked` for, 0 to 1."""
        telling = (frozenset(title) - FILLERS for title in self._titles)
        return max((len(each.intersection(asked)) / len(each) for each in telling if each), default=0.0)


@lru_cache
def _in_a_row(words: tuple[str, ...]) -> re.Pattern[str]:
    # A mark between two words has left a space of its own.
    return re.compile(rf" {' +'.join(map(re.escape, words))}(?= )")


class Reason(NamedTuple):
    """Why an entry has its score: what its matches weigh, times `share`, times `bonus`.

    Attributes:
        matches: the best match of each word of the query that the entry has.
        share: which part of the telling words it has, 0 to 1.
        bonus: 1 and more, for words in the order of the title or side by side, and for a title well covered.

    """

    matches: tuple[Match, ...] = ()
    share: float = 0.0
    bonus: float = 1.0

    @property
    def words(self) -> frozenset[str]:
        """The words that stand in the entry."""
        return frozenset(word for match in self.matches for word in match.words)

    @property
    def score(self) -> float:
        """The score that this makes."""
        return sum(match.weight for match in self.matches) * self.share * self.bonus


def reason(texts: Sequence[str], weighed: Sequence[Weighed]) -> Reason:
    """Look at an entry with these texts of its columns, for what it has of the words of a query."""
    page = Page(texts)
    found = {each.term.typed: match for each in weighed if each.known and (match := _best(page, each))}
    known = {each.term.typed: each.rarity for each in weighed if each.known}
    share = sum(known[typed] for typed in found) / sum(known.values()) if known else 0.0
    pairs = list(pairwise(known))
    together = sum(_together(page, found, pair) for pair in pairs) / max(1, len(pairs))
    asked = {word for match in found.values() for word in match.words}
    return Reason(tuple(found.values()), share, 1 + together + _WHOLE_TITLE * page.covered(asked))


def _together(page: Page, found: Mapping[str, Match], pair: tuple[str, str]) -> float:
    """Return what it adds that two words stand side by side, or one behind the other in the title."""
    if not all(each in found for each in pair):
        return 0.0
    first, second = (found[each] for each in pair)
    if first.how == second.how == JOINED and first.words == second.words:
        return _TOGETHER * FIELD_WEIGHTS[first.field]
    side_by_side = [FIELD_WEIGHTS[name] for name in page.places([*first.words, *second.words])]
    in_order = _IN_ORDER * page.in_order(first.words[-1], second.words[0])
    return max([in_order, *(_TOGETHER * weight for weight in side_by_side)])


def _best(page: Page, weighed: Weighed) -> Match | None:
    found = list(_found(page, weighed))
    if not found:
        return None
    match = max(found, key=lambda match: match.weight)
    return match._replace(weight=match.weight * weighed.rarity)


def _found(page: Page, weighed: Weighed) -> Iterator[Match]:
    term = weighed.term
    here = page.words & weighed.words
    for words, how, quality in term.candidates if here else ():
        # Of most that it may mean, not a word is there.
        if words[0] in here and (places := page.places(words)):
            best = next(name for name in FIELD_WEIGHTS if name in places)
            best = "authors" if best == FIRST_AUTHOR else best
            yield Match(term.typed, words, how, best, quality * field_weight(places))
    if weighed.initials and term.typed in page.initials:
        yield Match(term.typed, (term.typed,), INITIAL, INITIALS, FIELD_WEIGHTS[INITIALS])
