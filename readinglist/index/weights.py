"""What a word of an entry counts for in a search, by the columns of words in which it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING

from readinglist.index.schema import BREAK, WORD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Best first. A paper is known by its first author.
FIELD_WEIGHTS = {
    "title": 1.0,
    "first_author": 0.85,
    "initials": 0.8,
    "authors": 0.7,
    "labels": 0.6,
    "summary": 0.45,
    "body": 0.3,
}
INITIALS, FIRST_AUTHOR = "initials", "first_author"
_TEXTS = tuple(name for name in FIELD_WEIGHTS if name != INITIALS)
_OTHER_FIELDS = 0.25 / len(FIELD_WEIGHTS)  # what a word is worth in further columns, beside the best one
_REPEATED = 0.1  # times the logarithm of how often; not in titles, of which an entry may have two


def field_weight(counts: Mapping[str, int]) -> float:
    """Return what a word counts that stands so often in these columns of texts, one or more."""
    ranked = [name for name in _TEXTS if name in counts]
    times = 1 if ranked[0] == "title" else counts[ranked[0]]
    best = FIELD_WEIGHTS[ranked[0]] * (1 + _REPEATED * log(times))
    return best + _OTHER_FIELDS * sum(FIELD_WEIGHTS[name] for name in ranked[1:])


class _Weights(dict[str, float]):
    """What words count, by the columns in which they stand: a name for each time, commas between them."""

    def __missing__(self, names: str) -> float:
        found = self[names] = field_weight(Counter(names.split(",")))
        return found


# Each is worked out once. A search looks up many thousands, for which `cache` takes three times as long.
WEIGHTS: Mapping[str, float] = _Weights()


def word_weights(columns: Sequence[str]) -> dict[str, float]:
    """Return what each word counts of an entry with these columns of words, but for its initials."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, text in texts_of(columns).items():
        for word in text.split():
            counts[word][name] += 1
    counts.pop(BREAK, None)
    return {word: field_weight(each) for word, each in counts.items()}


def texts_of(columns: Sequence[str]) -> dict[str, str]:
    """Return the texts of an entry by the names of their columns of words: no empty ones, no initials."""
    texts = dict(zip(WORD_COLUMNS, columns, strict=True))
    return {name: texts[name] for name in _TEXTS if texts[name]}
