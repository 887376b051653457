"""A closer look at the best entries: which word stands where, and which words stand together."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.weights import FIELD_WEIGHTS, FIRST_AUTHOR, INITIALS, field_weight, texts_of
from readinglist.search.meaning import INITIAL, JOINED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readinglist.search.meaning import Term
    from readinglist.search.weighing import Weighed

_TOGETHER = 0.3  # for neighbouring words of the query that stand side by side
_WHOLE_TITLE = 0.1  # for a title of which every word was asked for


class Match(NamedTuple):
    """A typed word found in an entry.

    Attributes:
        typed: the word as it was typed.
        words: what stands in the entry.
        how: exact, joined, stem, prefix, corrected or initials.
        field: the best of the columns of words in which it stands; in a Result the field of the entry.
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
        self.title = texts[0].split()
        self.initials = texts[-1].split()
        self.words = frozenset(" ".join(texts[:-1]).split())
        self._texts = [(name, f" {text} ") for name, text in texts_of(texts).items()]

    def places(self, words: Sequence[str]) -> dict[str, int]:
        """Return in which columns `words` stand one after the other, and how often."""
        if not self.words.issuperset(words):
            return {}
        sought = f" {' '.join(words)} "
        texts = self._texts if len(words) == 1 else self._spaced_once
        return {name: text.count(sought) for name, text in texts if sought in text}

    @cached_property
    def _spaced_once(self) -> list[tuple[str, str]]:
        # A mark between two words has left a space of its own.
        return [(name, f" {' '.join(text.split())} ") for name, text in self._texts]


class Reason(NamedTuple):
    """Why an entry has its score: what its matches weigh, times `share`, times `bonus`.

    Attributes:
        matches: the best match of each word of the query that the entry has.
        share: which part of the telling words it has, 0 to 1.
        bonus: 1 and more, for words that stand together and for a title well covered.

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
    found = {each.term.typed: match for each in weighed if each.weights and (match := _best(page, each))}
    known = {each.term.typed: each.rarity for each in weighed if each.weights}
    share = sum(known[typed] for typed in found) / sum(known.values()) if known else 0.0
    pairs = list(pairwise(known))
    side_by_side = sum(_together(page, found, pair) for pair in pairs) / max(1, len(pairs))
    asked = {word for match in found.values() for word in match.words}
    covered = sum(word in asked for word in page.title) / max(1, len(page.title))
    return Reason(tuple(found.values()), share, 1 + _TOGETHER * side_by_side + _WHOLE_TITLE * covered)


def _together(page: Page, found: Mapping[str, Match], pair: tuple[str, str]) -> bool:
    if not all(each in found for each in pair):
        return False
    first, second = (found[each] for each in pair)
    if first.how == second.how == JOINED and first.words == second.words:
        return True
    return bool(page.places([*first.words, *second.words]))


def _best(page: Page, weighed: Weighed) -> Match | None:
    found = list(_found(page, weighed.term, initials=weighed.initials))
    if not found:
        return None
    match = max(found, key=lambda match: match.weight)
    return match._replace(weight=match.weight * weighed.rarity)


def _found(page: Page, term: Term, *, initials: bool) -> Iterator[Match]:
    for words, how, quality in term.candidates:
        if places := page.places(words):
            best = next(name for name in FIELD_WEIGHTS if name in places)
            best = "authors" if best == FIRST_AUTHOR else best
            yield Match(term.typed, words, how, best, quality * field_weight(places))
    if initials and term.typed in page.initials:
        yield Match(term.typed, (term.typed,), INITIAL, INITIALS, FIELD_WEIGHTS[INITIALS])
