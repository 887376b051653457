"""Which entries have the words of a query, and which of them first."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.postings import Postings
from readinglist.query.tree import Phrase, Word
from readinglist.search.looking import Reason, reason
from readinglist.search.meaning import CORRECTED, Term, meanings
from readinglist.search.weighing import scores, weigh
from readinglist.stemming import FILLERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from readinglist.index import Index
    from readinglist.search.looking import Match
    from readinglist.search.weighing import Weighed

# So many of the best are looked at closely; further ones keep the order that their words give them.
_CLOSELY = 100


class Hit(NamedTuple):
    """An entry's row, its score, and for the best hits why."""

    number: int
    score: float
    reason: Reason = Reason()

    @property
    def matches(self) -> tuple[Match, ...]:
        """The words found in the entry; none for a hit that was not looked at."""
        return self.reason.matches


class Found(NamedTuple):
    """The hits of a search, best first, and what it had to change.

    Attributes:
        hits: the best entries found.
        total: how many there are without a limit.
        corrections: each corrected word with the words taken for it.
        unknown: words of which the index knows nothing.
        apart: words that the best hit lacks, and that no entry has together with another word of the query.

    """

    hits: list[Hit]
    total: int
    corrections: list[tuple[str, str]]
    unknown: list[str]
    apart: list[str]


def search(
    index: Index,
    asked: Sequence[Word | Phrase],
    *,
    within: Collection[int] | None = None,
    forgive: bool = True,
    limit: int | None = None,
    explain: bool = False,
    keep: bool = False,
) -> Found:
    """Rank the entries of `index` by the words asked for, only those of `within` where it is given.

    Without words those of `within` are found in the order in which they are given. With `explain` all hits
    come with their reasons, else those that were looked at closely. With `keep` all of `within` are found,
    those that have none of the words as well, and nothing is said to have been corrected.
    """
    if not asked:
        found = [Hit(number, 0.0) for number in within or ()]
        return Found(found[:limit], len(found), [], [], [])
    postings = Postings(index)
    typed, exact = _typed(asked, forgive=forgive)
    if not forgive:
        within = _with_phrases(postings, asked, within)
    terms = meanings(typed, postings, index.stems, exact=exact)
    weighed = weigh(terms, postings, within=within, exact=exact)
    if forgive and not any(each.known for each in weighed):
        terms = _of_parts(terms, postings, exact)
        weighed = weigh(terms, postings, within=within, exact=exact)
    rated = dict.fromkeys(within or () if keep else (), 0.0) | scores(weighed)
    hits = _ordered(index, postings, rated, weighed, limit)
    if explain:
        hits = _explained(hits, postings, weighed)
    unknown = [each.term.typed for each in weighed if not each.known]
    corrections = [] if keep else list(_corrections(terms, hits))
    return Found(hits, len(rated), corrections, unknown, [] if keep or not hits else _apart(weighed, hits[0]))


def _typed(asked: Sequence[Word | Phrase], *, forgive: bool) -> tuple[list[str], set[str]]:
    """Return the words asked for, each once, and those of them that mean only themselves."""
    words = (word for each in asked for word in (each.words if isinstance(each, Phrase) else (each.text,)))
    typed = list(dict.fromkeys(words))
    exact = {each.text for each in asked if isinstance(each, Word) and each.exact}
    return typed, exact if forgive else set(typed)


def _of_parts(terms: Sequence[Term], postings: Postings, exact: Collection[str]) -> list[Term]:
    """Return terms of which nothing is known, taken for initials of parts of titles."""
    from readinglist.search.initials import of_parts  # noqa: PLC0415 - mostly something is found

    return [Term(typed, [] if typed in exact else of_parts(typed, postings)) for typed, _ in terms]


def _with_phrases(
    postings: Postings, asked: Sequence[Word | Phrase], within: Collection[int] | None
) -> Collection[int] | None:
    """Return the entries of `within` in which the words of every phrase follow each other."""
    for phrase in (each for each in asked if isinstance(each, Phrase)):
        having = {number for number, _ in postings.of_phrase(phrase.words)}
        within = having if within is None else having.intersection(within)
    return within


def _ordered(
    index: Index, postings: Postings, rated: dict[int, float], weighed: Sequence[Weighed], limit: int | None
) -> list[Hit]:
    """Return the best hits, after a closer look at those in front; ties go by id."""
    closely = foremost(index, rated, _CLOSELY)
    looked = {number: reason(texts, weighed) for number, texts in postings.texts(closely)}
    scored = {number: why.score for number, why in looked.items()}
    hits = [Hit(number, scored[number], looked[number]) for number in _sorted(index, scored)]
    if limit is None or limit > len(hits):
        # Their weights are rounded: none of them is to stand above one that was looked at.
        most = hits[-1].score if hits else 0.0
        rest = {number: min(score, most) for number, score in rated.items() if number not in looked}
        further = _sorted(
            index, {each: rest[each] for each in foremost(index, rest, limit and limit - len(hits))}
        )
        hits += map(Hit, further, map(rest.__getitem__, further))
    return hits[:limit]


def _sorted(index: Index, scored: Mapping[int, float]) -> list[int]:
    """Return the rows with these scores, the best first, those of equal score by id."""
    # Rows are numbered in the order in which files were read, which must not show.
    names = index.names(scored)
    by_id = sorted(scored, key=names.__getitem__)
    return sorted(by_id, key=scored.__getitem__, reverse=True)


def _explained(hits: Sequence[Hit], postings: Postings, weighed: Sequence[Weighed]) -> list[Hit]:
    """Return the hits with the reasons of those that were not looked at: the order stays."""
    rest = [hit.number for hit in hits if not hit.matches]
    found = {number: reason(texts, weighed)._replace(bonus=1.0) for number, texts in postings.texts(rest)}
    return [hit._replace(reason=_fitted(found.get(hit.number, hit.reason), hit.score)) for hit in hits]


def _fitted(why: Reason, score: float) -> Reason:
    """Let what rounding took or gave be part of the bonus, so that the reason makes the score."""
    return why._replace(bonus=why.bonus * score / why.score) if why.score else why


def foremost(index: Index, rated: dict[int, float], most: int | None) -> list[int]:
    """Return so many entries of the highest scores; of those that are equal, the first by id."""
    if most is None or len(rated) <= most:
        return list(rated)
    least = nlargest(most, rated.values())[-1]
    above = [number for number, score in rated.items() if score > least]
    equal = [number for number, score in rated.items() if score == least]
    if len(above) + len(equal) > most:
        ids = index.names(equal)
        equal.sort(key=ids.__getitem__)
    return [*above, *equal[: most - len(above)]]


def _apart(weighed: Sequence[Weighed], best: Hit) -> list[str]:
    """Return the telling words that the best hit lacks and that no entry has together with another."""
    telling = [each for each in weighed if each.weights and each.term.typed not in FILLERS]
    return [
        _understood(each.term)
        for each in telling
        if best.number not in each.weights
        and all(each is other or each.weights.keys().isdisjoint(other.weights) for other in telling)
    ]


def _understood(term: Term) -> str:
    """Return a word as it was typed, behind what it was taken for where that is another."""
    first = term.candidates[0] if term.candidates else None
    return f"{' '.join(first.words)} ({term.typed})" if first and first.how == CORRECTED else term.typed


def _corrections(terms: Sequence[Term], hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    """Yield the words that were corrected, each with what the best hit that has it has for it."""
    for term in terms:
        used = (match for hit in hits for match in hit.matches if match.typed == term.typed)
        match = next(used, None) if any(each.how == CORRECTED for each in term.candidates) else None
        if match and match.how == CORRECTED:
            yield term.typed, " ".join(match.words)
