"""What the benchmarks ask: words of a title as somebody remembers them, slips of the fingers included."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readinglist.text import words

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

SHORTEST = 5  # letters of a word in which one slips
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FILLERS = frozenset(
    ("a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with")
)


class Asked(NamedTuple):
    """A paper and what it is searched by.

    Attributes:
        id: that of the paper.
        word: the word of its title that is in the fewest titles.
        three: three words of its title.
        misspelt: these, two letters of the longest swapped.

    """

    id: str
    word: str
    three: tuple[str, ...]
    misspelt: tuple[str, ...]


def choose(titles: Sequence[tuple[str, str]]) -> Asked:
    """Choose a paper from pairs of id and title, and the words to search it by.

    It is one a tenth from the beginning, where papers are real if any are.

    Raises:
        ValueError: if no title has three words that tell something.

    """
    counts = Counter(word for _, title in titles for word in set(words(title)))
    begin = len(titles) // 10
    for entry_id, title in (*titles[begin:], *titles[:begin]):
        telling = [word for word in dict.fromkeys(words(title)) if is_long(word)]
        if len(telling) >= 3:
            longest = set(sorted(telling, key=len)[-3:])
            three = tuple(word for word in telling if word in longest)
            worst = max(three, key=len)
            misspelt = tuple(swapped(word, 2) if word == worst else word for word in three)
            return Asked(entry_id, min(telling, key=counts.__getitem__), three, misspelt)
    raise ValueError("no title has three words that tell something")


def is_long(word: str) -> bool:
    """Tell whether it is a word of ASCII letters that is long enough to slip in."""
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()


def swapped(word: str, position: int) -> str:
    """Return `word` with the first two letters from `position` on that differ swapped."""
    for place in range(position, len(word) - 1):
        if word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:-1]


class Known(NamedTuple):
    """A paper that is looked for.

    Attributes:
        query: words of its title, one of them misspelt.
        title: its title.
        at_first: whether the misspelt word begins with another letter than it should.

    """

    query: str
    title: str
    at_first: bool


def slip(word: str, dice: random.Random, *, inner: bool = False) -> str:
    """Return `word` with a letter missing, doubled, wrong, or swapped with the next.

    With `inner` it is neither the first letter nor the last.
    """
    place = dice.randrange(1, len(word) - 1) if inner else dice.randrange(len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match dice.choice(("missing", "doubled", "wrong", "swapped")):
        case "missing":
            return before + after
        case "doubled":
            return before + letter + letter + after
        case "wrong":
            return before + dice.choice(LETTERS.replace(letter, "")) + after
        case _:
            return swapped(word, min(place, len(word) - 2))


def known_items(
    titles: Sequence[str], number: int, length: int, dice: random.Random, *, inner: bool = False
) -> Iterator[Known]:
    """Yield queries of `length` words of a title, in its order, one of them misspelt; see `slip` for `inner`.

    Raises:
        ValueError: if no title is long enough.

    """
    fit = [title for title in titles if _words_of(title, length)]
    if not fit:
        raise ValueError(f"no title has {length} words that tell something")
    for _ in range(number):
        title = dice.choice(fit)
        telling = _words_of(title, length)
        worst = dice.choice([word for word in telling if is_long(word)])
        others = dice.sample([word for word in telling if word != worst], length - 1)
        wrong = slip(worst, dice, inner=inner)
        asked = [wrong if word == worst else word for word in telling if word in (worst, *others)]
        yield Known(" ".join(asked), title, wrong[0] != worst[0])


def _words_of(title: str, length: int) -> list[str]:
    """Return the different words of a title but fillers, if they are enough for such a query."""
    telling = [word for word in dict.fromkeys(words(title)) if len(word) > 1 and word not in FILLERS]
    return telling if len(telling) >= length and any(map(is_long, telling)) else []
