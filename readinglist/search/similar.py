"""Which entries are about the same: those that share the telling words of one.

The words of title, tags, summary and abstract are weighed as in a search, by field and by rarity (the inverse
document frequency of BM25, Robertson and Spärck Jones 1976), forms of one word together. The
few that tell most say which entries may be near; of these the best are looked at: there a tag that is shared
counts once more as a whole, and long texts, which have more words of any sort, are held against their length
(Robertson and Zaragoza 2009, "The probabilistic relevance framework").
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.postings import Postings
from readinglist.index.schema import BREAK, WORD_COLUMNS
from readinglist.index.weights import FIELD_WEIGHTS, WEIGHTS, word_weights
from readinglist.search.ranking import foremost
from readinglist.search.weighing import rarity_of
from readinglist.stemming import FILLERS, stem
from readinglist.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from readinglist.index import Index
    from readinglist.model.entry import Entry

# So many words stand for what an entry is about; more cost time and change little.
_MOST_TELLING = 40
# So many entries that share them are looked at, and no others are found.
_CLOSELY = 100
# Of what an entry has in common with itself: those below it share a word by chance.
_LEAST = 0.1
_SHOWN = 4
_BESIDE = 0.3  # of the most telling word that is shared, what one beside it has to tell
_BY_LENGTH = 0.4  # the `b` of BM25: which part of the score goes by the length of the text
_SHORTEST = 2
_LABELS = WORD_COLUMNS.index("labels")


class Telling(NamedTuple):
    """A word by which entries are compared.

    Attributes:
        word: as the entry has it.
        weight: what it counts: how it stands in the entry times its rarity.
        worths: by the number of each entry that has it in any form what it counts there.

    """

    word: str
    weight: float
    worths: Mapping[int, float]


class Near(NamedTuple):
    """An entry that is near another.

    Attributes:
        number: its row in the index.
        score: how near, 0 to 1; 1 is the entry itself.
        words: what both have, the most telling first, at most four.

    """

    number: int
    score: float
    words: tuple[str, ...]


class _Word(NamedTuple):
    word: str
    weight: float
    forms: tuple[str, ...]


def similar(index: Index, entry: Entry, *, within: Collection[int] | None = None) -> list[Near]:
    """Return the entries that are near one, nearest first, at most a hundred; ties go by id.

    Only those of `within` where it is given, never the entry itself.
    """
    postings = Postings(index)
    found = telling(postings, [(entry, 1.0)])
    own = index.row_of(entry.id)
    sums = nearness(found)
    rated = {number: each for number, each in sums.items() if within is None or number in within}
    rated.pop(own or 0, None)
    closely = foremost(index, rated, _CLOSELY)
    if own is None or not closely:
        return []
    texts = dict(postings.texts([*closely, own]))
    scores = _scores(sums, texts, _rarities(postings, entry))
    names = index.names(closely)
    closely.sort(key=lambda number: (-scores[number], names[number]))
    near = ((number, min(scores[number] / scores[own], 1.0)) for number in closely)
    return [Near(number, score, shared(found, number)) for number, score in near if score >= _LEAST]


def telling(postings: Postings, entries: Iterable[tuple[Entry, float]]) -> list[Telling]:
    """Return the words that tell most of what entries are about, each entry with its share in that."""
    weights: defaultdict[str, float] = defaultdict(float)
    written: dict[str, str] = {}
    for entry, share in entries:
        for root, (word, weight) in _roots(entry).items():
            weights[root] += share * weight
            written.setdefault(root, word)
    size = postings.size()
    known = [_known(postings, size, written[root], root, weight) for root, weight in weights.items()]
    most = sorted(filter(None, known), key=lambda each: (-each.weight, each.word))[:_MOST_TELLING]
    return [Telling(each.word, each.weight, _worths(postings, each.forms)) for each in most]


def nearness(found: Iterable[Telling]) -> dict[int, float]:
    """Return how much of these words entries have, by number: the more, the nearer."""
    sums: dict[int, float] = {}
    for each in found:
        for number, worth in each.worths.items():
            sums[number] = sums.get(number, 0.0) + each.weight * worth
    return sums


def shared(found: Iterable[Telling], number: int) -> tuple[str, ...]:
    """Return the words that an entry has of these, the most telling first, at most four."""
    there = [(each.weight * each.worths[number], each.word) for each in found if number in each.worths]
    least = max(there, default=(0.0, ""))[0] * _BESIDE
    chosen: list[str] = []
    for weight, word in sorted(there, key=lambda pair: (-pair[0], pair[1])):
        # Forms of a word that have stems of their own, `movie` and `movies`, say the same.
        if weight >= least and not any(word.startswith(other) or other.startswith(word) for other in chosen):
            chosen.append(word)
    return tuple(chosen[:_SHOWN])


def _roots(entry: Entry) -> dict[str, tuple[str, float]]:
    """Return by stem the best word of an entry that may tell something, with its weight in the fields."""
    parts = {
        "title": (entry.title, entry.paper_title),
        "labels": entry.tags,
        "summary": (entry.summary,),
        "body": (entry.abstract,),
    }
    columns = [
        " ".join(word for text in parts.get(name, ()) if text for word in words(text))
        for name in WORD_COLUMNS
    ]
    found: dict[str, tuple[str, float]] = {}
    for word, weight in word_weights(columns).items():
        if word not in FILLERS and len(word) >= _SHORTEST and not word.isdigit():
            root = stem(word)
            if weight > found.get(root, ("", 0.0))[1]:
                found[root] = word, weight
    return found


def _known(postings: Postings, size: int, word: str, root: str, weight: float) -> _Word | None:
    """Return a word with its forms, None where no other entry has any of them."""
    forms = postings.of_stem(root)
    entries = min(sum(count for _, count in forms), size)
    if entries <= 1:
        return None
    return _Word(word, weight * rarity_of(size, entries), tuple(form for form, _ in forms))


def _worths(postings: Postings, forms: Iterable[str]) -> dict[int, float]:
    best: dict[int, float] = {}
    for form in forms:
        for number, where in postings.of(form).items():
            worth = WEIGHTS[where]
            if worth > best.get(number, 0.0):
                best[number] = worth
    return best


def _rarities(postings: Postings, entry: Entry) -> dict[str, float]:
    """Return the rarity of each tag of an entry, which is that of its rarest word."""
    size = postings.size()
    tags = {" ".join(words(tag)): words(tag) for tag in entry.tags}
    counts = {tag: [postings.frequency(word) for word in parts] for tag, parts in tags.items() if parts}
    return {tag: rarity_of(size, min(each)) for tag, each in counts.items()}


def _scores(
    sums: Mapping[int, float], texts: Mapping[int, Sequence[str]], tags: Mapping[str, float]
) -> dict[int, float]:
    """Return the scores of the entries of which these are the texts."""
    lengths = {number: len(set(" ".join(columns).split())) for number, columns in texts.items()}
    average = sum(lengths.values()) / len(lengths)
    return {
        number: (sums.get(number, 0.0) + _of_tags(columns, tags))
        / (1 - _BY_LENGTH + _BY_LENGTH * lengths[number] / average)
        for number, columns in texts.items()
    }


def _of_tags(columns: Sequence[str], tags: Mapping[str, float]) -> float:
    labels = set(columns[_LABELS].split(f" {BREAK} "))
    return FIELD_WEIGHTS["labels"] * sum(rarity for tag, rarity in tags.items() if tag in labels)
