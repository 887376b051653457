"""English endings folded away, so that `learning` finds `learned` and `optimise` finds `optimization`.

A small set of rules of our own, in the spirit of the S-stemmer of Harman (1991), "How effective is
suffixing?", and of Porter (1980), "An algorithm for suffix stripping". It is meant to be careful: two
words of different meaning that meet do more harm here than two forms of one word that do not, as a word
is looked for by its beginning as well. British spelling is folded to American. A stem is a key for
comparing, not a word.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class _Rule(NamedTuple):
    ending: str
    instead: str
    least: int  # so many letters stand before the ending, or more


def _by_end(*rules: _Rule) -> Mapping[str, Sequence[_Rule]]:
    """Return rules by the last two letters of the words that they apply to, in their order."""
    found = defaultdict(list)
    for rule in rules:
        found[rule.ending[-2:]].append(rule)
    return dict(found)


_SHORTEST = 4
_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    "appendices": "appendix",
    "indices": "index",
    "matrices": "matrix",
    "theses": "thesis",
    "vertices": "vertex",
}
_NO_PLURALS = ("ss", "us", "is", "ias", "news", "series", "species")
_IES, _S = _Rule("ies", "y", 2), _Rule("s", "", 3)

_SPELLINGS = _by_end(
    _Rule("ysis", "yze", 2),
    _Rule("esis", "ese", 4),  # hypothesis, as hypotheses
    _Rule("osis", "ose", 4),
    _Rule("tre", "ter", 2),
    _Rule("bre", "ber", 2),
    _Rule("tred", "tered", 3),
    *(
        _Rule(f"{vowel}s{ending}", f"{vowel}z{ending}", 3)  # optimise, analyse
        for vowel in "iy"
        for ending in ("e", "ed", "er", "ing", "ation")
    ),
)
_ADVERBS = _by_end(_Rule("ply", "ply", 0), _Rule("ly", "", 4))
_VERBS = (
    "adapt",
    "comput",
    "distill",
    "exploit",
    "explor",
    "expect",
    "interpret",
    "limit",
    "observ",
    "transform",
)
_NOUNS = _by_end(
    _Rule("ification", "ify", 2),
    _Rule("ization", "ize", 3),
    _Rule("entation", "ent", 2),
    # Verbs that take -ation where most others end in -ate.
    *(_Rule(f"{verb}ation", verb, 0) for verb in _VERBS),
    _Rule("ation", "ate", 3),
    _Rule("ator", "ate", 3),
)
_FORMS = _by_end(
    _Rule("ied", "y", 2),
    _Rule("eed", "eed", 0),
    _Rule("embed", "embed", 0),
    _Rule("ed", "", 3),
    _Rule("ing", "", 3),
    _Rule("ifier", "ify", 3),
    _Rule("er", "", 5),
)


LONGEST_ENDING = 9  # letters, more than a word has beyond its stem: classifications has 7
# What the ends of stems may stand in place of: fly for flies, rate for rating, optimiz for optimising.
_OTHER_ENDS = {
    "y": 1,
    "e": 1,
    "z": 1,
    "ix": 1,
    "er": 2,
    "ex": 2,
    "is": 2,
    "ize": 2,
    "yze": 2,
    "ere": 3,
    "zat": 3,
}

# Words that say little beside others, whatever a list is about.
_SMALL = """
    a about also an and any are as at be been but by can did do does doing for from had has have how i if in
    into is it its me more my no not of off on or our out some something that the their them there these they
    thing this those to up was we were what when where which while who whose why will with you your
"""
FILLERS = frozenset(_SMALL.split())


def stem(word: str) -> str:
    """Return what a folded word of `readinglist.text.words` shares with its other forms.

    Words of three letters or fewer, and those with digits or letters beyond a to z, come back as they are.

    >>> stem("optimisations"), stem("optimized"), stem("policies"), stem("planning"), stem("plane")
    ('optimiz', 'optimiz', 'policy', 'plan', 'plane')
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    whole = _IRREGULAR.get(word, word)
    if whole[-1] == "s" and (not whole.endswith(_NO_PLURALS) or _is_short_plural(whole)):
        whole = _changed(whole, (_IES, _S))
    whole = _american(whole)
    whole = _by_first(_NOUNS, _by_first(_ADVERBS, whole))
    bare = _by_first(_FORMS, whole)
    return whole if _VOWELS.isdisjoint(bare) else _closed(bare, cut=bare != whole)


def shared_start(root: str) -> str:
    """Return letters that every word begins with of which `root` is the stem.

    >>> shared_start("fly"), shared_start("neighborhood"), shared_start("plan")
    ('fl', 'neighbo', 'plan')
    """
    spelt = root.find("or", 3)  # -our is folded to -or
    other = max(_OTHER_ENDS.get(root[-letters:], 0) for letters in (1, 2, 3))
    return root[: spelt + 1] if spelt > 0 else root[: len(root) - other]


def _is_short_plural(word: str) -> bool:
    """Tell whether `word` is one like GPUs."""
    return len(word) == _SHORTEST and word.endswith("us") and _VOWELS.isdisjoint(word[:2])


def _by_first(rules: Mapping[str, Sequence[_Rule]], word: str) -> str:
    """Return `word` with the ending changed by the first of the rules that applies."""
    there = rules.get(word[-2:])
    return _changed(word, there) if there else word


def _changed(word: str, rules: Sequence[_Rule]) -> str:
    for ending, instead, least in rules:
        if word.endswith(ending) and len(word) >= least + len(ending):
            return word[: -len(ending)] + instead
    return word


def _american(word: str) -> str:
    """Return `word` in American spelling: `behaviour`, `optimise`, `centre`."""
    changed = _by_first(_SPELLINGS, word)
    return word[:3] + changed[3:].replace("our", "or") if "our" in changed else changed


def _closed(word: str, *, cut: bool) -> str:
    """Return the stem without a doubled last letter or a silent e, which short ones keep or get back."""
    last, before = word[-1], word[-2]
    if last == before and len(word) >= _SHORTEST and (last in "bdgmnprt" or len(word) > 5):  # noqa: PLR2004
        return word[:-1] if last in "bdgmnprtl" else word
    if cut and _is_short(word):
        return f"{word}e"
    silent = last == "e" and len(word) >= _SHORTEST and before not in "ei" and not _is_short(word[:-1])
    return word[:-1] if silent else word


def _is_short(word: str) -> bool:
    """Tell whether `word` is one syllable that ends in consonant, vowel, consonant: `rat`, not `train`."""
    last = word[-1]
    return word[-2] in _VOWELS and last not in _VOWELS and last not in "wx" and _VOWELS.isdisjoint(word[:-2])
